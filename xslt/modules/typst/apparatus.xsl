<?xml version="1.0" encoding="UTF-8"?>
<!--
  Variant readings: the lemma in the text, the readings at the foot, in letters of their own.
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

  <xsl:accumulator name="v:variants" as="xs:integer" initial-value="0">
    <xsl:accumulator-rule match="app[not(parent::listApp)]" select="$value + 1"/>
    <xsl:accumulator-rule match="TEI" select="0"/>
  </xsl:accumulator>

  <xsl:template mode="m:typst" as="node()*" match="app">
    <xsl:param name="copy" as="xs:boolean" tunnel="yes" select="false()"/>
    <xsl:variable name="chosen" as="element()?" select="(lem, rdg, rdgGrp/(lem, rdg))[1]"/>
    <xsl:variable name="others" as="element()*" select="(rdg | rdgGrp/rdg | rdgGrp/lem | witDetail | note) except $chosen"/>
    <xsl:apply-templates mode="m:typst" select="$chosen"/>
    <xsl:if test="not($copy) and (exists($others) or exists($chosen[@wit]))">
      <t:nt n="{f:variant-label(.)}" id="{@te:anchor}">
        <xsl:value-of select="f:brief($chosen) || '] '"/>
        <xsl:value-of select="f:sigla($chosen) || ' '"/>
        <xsl:apply-templates mode="m:reading" select="$others"/>
      </t:nt>
    </xsl:if>
  </xsl:template>

  <xsl:mode name="m:reading" on-no-match="fail" on-multiple-match="fail" visibility="final"/>

  <xsl:template mode="m:reading" as="node()*" match="rdg | lem">
    <xsl:choose>
      <xsl:when test="normalize-space() = '' and not(*)">
        <t:hi rend="italic">
          <xsl:value-of select="f:word('omitted', .)"/>
        </t:hi>
      </xsl:when>
      <xsl:otherwise>
        <xsl:apply-templates mode="m:typst"/>
      </xsl:otherwise>
    </xsl:choose>
    <xsl:value-of select="' ' || f:sigla(.) || (if (position() lt last()) then '; ' else '.')"/>
  </xsl:template>

  <xsl:template mode="m:reading" as="node()*" match="witDetail | note">
    <xsl:apply-templates mode="m:typst"/>
    <xsl:value-of select="(if (position() lt last()) then '; ' else '.')"/>
  </xsl:template>

  <xsl:template mode="m:typst" as="node()*" match="lem | rdg | rdgGrp | wit | witDetail | locus/app">
    <xsl:apply-templates mode="m:typst"/>
  </xsl:template>

  <!-- An apparatus that stands apart from its text. -->
  <xsl:template mode="m:typst" as="node()*" match="listApp | listWit">
    <xsl:apply-templates mode="m:typst" select="head"/>
    <xsl:apply-templates mode="m:typst" select="* except head"/>
  </xsl:template>

  <xsl:template mode="m:typst" as="element()" match="listApp/app | listWit/witness" priority="1">
    <t:small>
      <xsl:if test="@loc or @n or (self::witness and @xml:id)">
        <t:hi rend="bold">
          <xsl:value-of select="(@loc, @n, @xml:id)[1]"/>
        </t:hi>
        <xsl:text> </xsl:text>
      </xsl:if>
      <xsl:for-each select="self::app/*">
        <xsl:apply-templates mode="m:typst" select="."/>
        <xsl:value-of select="' ' || f:sigla(.) || (if (self::lem) then '] ' else if (position() lt last()) then '; ' else '')"/>
      </xsl:for-each>
      <xsl:if test="self::witness">
        <xsl:apply-templates mode="m:typst"/>
      </xsl:if>
    </t:small>
  </xsl:template>

  <!-- Of a long lemma, its first and last words. -->
  <xsl:function name="f:brief" as="xs:string" visibility="private">
    <xsl:param name="lemma" as="element()?"/>
    <xsl:variable name="words" as="xs:string*" select="tokenize(f:plain($lemma/node()))"/>
    <xsl:sequence select="if (count($words) gt 6) then string-join(($words[1], $words[2], '…', $words[last()]), ' ')
                          else string-join($words, ' ')"/>
  </xsl:function>

  <xsl:function name="f:sigla" as="xs:string" visibility="private">
    <xsl:param name="reading" as="element()?"/>
    <xsl:sequence select="string-join((tokenize($reading/@wit) ! replace(., '^.*#', ''),
                                       tokenize($reading/@source) ! replace(., '^.*[#:/]', '')), ' ')"/>
  </xsl:function>

  <!-- Letters, or Greek ones where notes have the letters. -->
  <xsl:function name="f:variant-label" as="xs:string" visibility="private">
    <xsl:param name="app" as="element(app)"/>
    <xsl:number value="$app/accumulator-before('v:variants')" format="{if ($v:notes-in-letters) then 'α' else 'a'}"/>
  </xsl:function>

  <xsl:variable name="v:notes-in-letters" as="xs:boolean" select="exists(//note[matches(@te:label, '^[a-z]')])"/>
</xsl:stylesheet>
