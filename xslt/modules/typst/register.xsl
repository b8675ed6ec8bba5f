<?xml version="1.0" encoding="UTF-8"?>
<!--
  The names of a document with what the register says of them, and the pages where they stand.
-->
<xsl:stylesheet version="3.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:te="urn:teiedit:annotation"
  xmlns:t="urn:teiedit:typst"
  xmlns:f="urn:teiedit:functions"
  xmlns:m="urn:teiedit:modes"
  xmlns:v="urn:teiedit:variables"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="#all">

  <xsl:key name="entry" match="te:register//*[@xml:id]" use="ancestor::te:register/@stem || '.' || @xml:id"/>
  <xsl:key name="naming" match="*[@te:entry][@te:anchor]" use="@te:entry"/>

  <xsl:mode name="m:entry" on-no-match="fail" on-multiple-match="fail" visibility="final"/>

  <xsl:function name="f:entry" as="element()?" visibility="private">
    <xsl:param name="key" as="xs:string?"/>
    <xsl:sequence select="if (exists($registers) and $key) then key('entry', $key, $registers)[1] else ()"/>
  </xsl:function>

  <xsl:function name="f:entry-name" as="xs:string" visibility="private">
    <xsl:param name="entry" as="element()"/>
    <xsl:sequence select="$entry/ancestor::te:register/@stem || '.' || $entry/@xml:id"/>
  </xsl:function>

  <xsl:template name="names" as="element()*">
    <xsl:variable name="shown" as="element()*" select="text | teiHeader/profileDesc/abstract"/>
    <xsl:variable name="keys" as="xs:string*"
      select="distinct-values($shown//@te:entry)"/>
    <xsl:variable name="entries" as="element()*" select="$keys ! f:entry(.)"/>
    <xsl:variable name="document" as="element()" select="."/>
    <xsl:if test="exists($entries)">
      <t:back-head level="{f:added-level(.)}" title="{f:word('names', .)}">
        <xsl:sequence select="f:own-language()"/>
      </t:back-head>
      <t:fine>
        <xsl:for-each select="'persons', 'places', 'organisations', 'works', 'events'">
          <xsl:variable name="kind" as="xs:string" select="."/>
          <xsl:variable name="of-kind" as="element()*" select="$entries[f:entry-kind(.) = $kind]"/>
          <xsl:if test="exists($of-kind)">
            <t:back-subhead level="{min((6, f:added-level($document) + 1))}" title="{f:word($kind, $document)}">
        <xsl:sequence select="f:own-language()"/>
      </t:back-subhead>
            <xsl:apply-templates mode="m:entry" select="$of-kind">
              <xsl:sort select="f:sort-key(normalize-space((f:entry-label(.), .)[1]))" collation="{$v:codepoint}"/>
              <xsl:with-param name="document" select="$document"/>
            </xsl:apply-templates>
          </xsl:if>
        </xsl:for-each>
      </t:fine>
    </xsl:if>
  </xsl:template>

  <xsl:template name="index-terms" as="element()*">
    <xsl:variable name="terms" as="xs:string*" select="distinct-values((text | teiHeader/profileDesc/abstract)//index[not(index)] ! normalize-space(string-join(.//text(), ' '))[. != ''])"/>
    <xsl:if test="exists($terms)">
      <t:back-head level="{f:added-level(.)}" title="{f:word('topics', .)}">
        <xsl:sequence select="f:own-language()"/>
      </t:back-head>
      <t:fine>
        <xsl:for-each select="$terms">
          <xsl:sort select="f:sort-key(.)" collation="{$v:codepoint}"/>
          <t:entry>
            <xsl:value-of select="."/>
          </t:entry>
        </xsl:for-each>
      </t:fine>
    </xsl:if>
  </xsl:template>

  <xsl:function name="f:entry-kind" as="xs:string" visibility="private">
    <xsl:param name="entry" as="element()"/>
    <xsl:sequence select="if ($entry/(self::person | self::personGrp)) then 'persons' else if ($entry/self::place) then 'places'
      else if ($entry/self::org) then 'organisations' else if ($entry/self::event) then 'events' else 'works'"/>
  </xsl:function>

  <xsl:function name="f:entry-label" as="element()?" visibility="private">
    <xsl:param name="entry" as="element()"/>
    <xsl:sequence select="$entry/(persName | placeName | orgName | title | eventName | name | label | head | monogr/title
                                  | analytic/title | settlement | geogName | objectName)[1]"/>
  </xsl:function>

  <xsl:template mode="m:entry" as="element()*" match="*">
    <xsl:param name="document" as="element()"/>
    <xsl:variable name="key" as="xs:string" select="f:entry-name(.)"/>
    <xsl:variable name="label" as="element()?" select="f:entry-label(.)"/>
    <t:entry>
      <t:an id="entry.{$key}"/>
      <t:hi rend="bold">
        <xsl:value-of select="if ($label) then normalize-space($label) else normalize-space(.)"/>
      </t:hi>
      <xsl:for-each select="if ($label) then * except $label else ()">
        <xsl:variable name="told" as="xs:string" select="f:told(.)"/>
        <xsl:value-of select="(if (position() eq 1 or self::note) then '. ' else '; ')[$told != ''] || $told"/>
      </xsl:for-each>
      <t:arg name="pages">
        <t:pages word=""
          ids="{key('naming', $key, root($document))[ancestor::text or ancestor::abstract]
                  [not(ancestor-or-self::*[@te:view != $view])]/@te:anchor}"/>
      </t:arg>
    </t:entry>
  </xsl:template>

  <!-- One fact of an entry in words. -->
  <xsl:function name="f:told" as="xs:string" visibility="private">
    <xsl:param name="fact" as="element()"/>
    <xsl:variable name="said" as="xs:string" select="normalize-space($fact)"/>
    <xsl:variable name="when" as="xs:string?" select="f:dated($fact)"/>
    <xsl:variable name="value" as="xs:string" select="if ($said != '') then $said else string($when)"/>
    <xsl:sequence select="if ($value = '') then ''
      else if ($fact/(self::birth | self::death)) then f:word(local-name($fact), $fact) || ' ' || $value
      else if ($fact/self::idno[@type]) then $fact/@type || ' ' || $value
      else $value"/>
  </xsl:function>
</xsl:stylesheet>
