<?xml version="1.0" encoding="UTF-8"?>
<!--
  Gives every element that can be cited a stable anchor: its xml:id, else its kind and its number in the document.

    te:anchor   unique in the document; "p-3" is the third paragraph of the text, "header-p-1" the first of the
                header, so that a change in the header moves no anchor of the text; "tei-2-p-3" in a corpus

  Numbers are counted in one walk (accumulators). An anchor that some xml:id already is gets a full stop.
-->
<xsl:package name="urn:teiedit:passes:place-anchors" package-version="1.0" version="3.0" declared-modes="yes"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:map="http://www.w3.org/2005/xpath-functions/map"
  xmlns:te="urn:teiedit:annotation"
  xmlns:f="urn:teiedit:functions"
  xmlns:m="urn:teiedit:modes"
  xmlns:v="urn:teiedit:variables"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="#all">

  <xsl:key name="id" match="*[@xml:id]" use="@xml:id"/>

  <xsl:accumulator name="v:counted" as="map(xs:string, xs:integer)" initial-value="map {}">
    <xsl:accumulator-rule match="teiHeader | text[not(ancestor::text)] | standOff" select="map {}"/>
    <xsl:accumulator-rule match="*[f:is-cited(.)]"
      select="map:put($value, local-name(), ($value(local-name()), 0)[1] + 1)"/>
  </xsl:accumulator>

  <xsl:accumulator name="v:tei" as="xs:integer" initial-value="0">
    <xsl:accumulator-rule match="TEI" select="$value + 1"/>
  </xsl:accumulator>

  <xsl:mode name="m:anchor" on-no-match="shallow-copy" on-multiple-match="fail" visibility="final"
    use-accumulators="v:counted v:tei"/>
  <xsl:mode on-no-match="fail" on-multiple-match="fail" use-accumulators="v:counted v:tei"/>

  <xsl:template match="/" as="document-node()">
    <xsl:document>
      <xsl:apply-templates mode="m:anchor"/>
    </xsl:document>
  </xsl:template>

  <xsl:template mode="m:anchor" as="element()" match="*[@xml:id or f:is-cited(.)]">
    <xsl:copy>
      <xsl:copy-of select="@*"/>
      <xsl:attribute name="te:anchor" select="f:anchor(.)"/>
      <xsl:apply-templates mode="m:anchor"/>
    </xsl:copy>
  </xsl:template>

  <xsl:function name="f:is-cited" as="xs:boolean" visibility="private">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="exists($element[
        self::p | self::ab | self::head | self::div | self::note | self::lg | self::l | self::sp | self::list
        | self::item | self::table | self::figure | self::quote | self::pb | self::persName | self::placeName
        | self::orgName | self::rs | self::bibl | self::title | self::choice | self::supplied | self::surplus
        | self::sic | self::corr | self::orig | self::reg | self::secl | self::gap | self::unclear | self::add | self::del | self::date | self::app])"/>
  </xsl:function>

  <xsl:function name="f:anchor" as="xs:string" visibility="private">
    <xsl:param name="element" as="element()"/>
    <xsl:choose>
      <xsl:when test="$element/@xml:id">
        <xsl:sequence select="string($element/@xml:id)"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:variable name="name" as="xs:string" select="local-name($element)"/>
        <xsl:variable name="anchor" as="xs:string"
          select="f:part($element) || $name || '-' || $element/accumulator-before('v:counted')($name)"/>
        <xsl:sequence select="$anchor || '.'[key('id', $anchor, root($element))]"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <xsl:function name="f:part" as="xs:string" visibility="private">
    <xsl:param name="element" as="element()"/>
    <xsl:variable name="part" as="element()?"
      select="$element/ancestor::*[self::teiHeader | self::text | self::standOff][last()]"/>
    <xsl:sequence select="('tei-' || $element/accumulator-before('v:tei') || '-')[$element/ancestor::teiCorpus]
                          || 'header-'[$part/self::teiHeader] || 'standoff-'[$part/self::standOff]"/>
  </xsl:function>
</xsl:package>
