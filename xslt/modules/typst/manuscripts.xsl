<?xml version="1.0" encoding="UTF-8"?>
<!--
  Descriptions of manuscripts and other objects: sections with headings, in them a line for each thing that is told.

  A container that has no words of its own is not named: what it holds is.
-->
<xsl:stylesheet version="3.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:map="http://www.w3.org/2005/xpath-functions/map"
  xmlns:te="urn:teiedit:annotation"
  xmlns:t="urn:teiedit:typst"
  xmlns:f="urn:teiedit:functions"
  xmlns:m="urn:teiedit:modes"
  xmlns:v="urn:teiedit:variables"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="#all">

  <xsl:variable name="v:described" as="map(xs:string, xs:boolean)"
    select="map:merge(tokenize('msContents physDesc history additional msPart msFrag objectDesc supportDesc layoutDesc handDesc scriptDesc typeDesc
                               decoDesc bindingDesc sealDesc adminInfo support extent foliation collation condition layout handNote scriptNote
                               typeNote decoNote binding seal musicNotation additions accMat origin provenance acquisition custEvent recordHist
                               custodialHist surrogates source availability summary msItem msItemStruct rubric incipit explicit finalRubric
                               colophon filiation textLang') ! map { . : true() })"/>

  <xsl:template mode="m:typst" as="node()*" match="msDesc[not(ancestor::p or ancestor::bibl or ancestor::note or ancestor::teiHeader)]" priority="5">
    <t:description>
      <xsl:apply-templates mode="m:described" select="head, msIdentifier, node() except (head, msIdentifier)"/>
    </t:description>
  </xsl:template>

  <xsl:mode name="m:described" on-no-match="shallow-skip" on-multiple-match="fail" visibility="final"/>

  <xsl:template mode="m:described" as="node()*" match="*" priority="-1">
    <t:described>
      <xsl:apply-templates mode="m:typst" select="."/>
    </t:described>
  </xsl:template>

  <xsl:template mode="m:described" as="node()*" match="pb | cb | milestone">
    <xsl:apply-templates mode="m:typst" select="."/>
  </xsl:template>

  <xsl:template mode="m:described" as="element()" match="msDesc/head | msPart/head | msFrag/head | msPart/msIdentifier | msFrag/msIdentifier | msDesc/msIdentifier">
    <t:described-head kind="{local-name()}">
      <xsl:choose>
        <xsl:when test="self::msIdentifier and not(text()[normalize-space()])">
          <xsl:call-template name="apart">
            <xsl:with-param name="between" select="', '"/>
          </xsl:call-template>
        </xsl:when>
        <xsl:otherwise>
          <xsl:apply-templates mode="m:typst"/>
        </xsl:otherwise>
      </xsl:choose>
    </t:described-head>
  </xsl:template>

  <xsl:template mode="m:described" as="element()*" match="msContents | physDesc | history | additional | msPart | msFrag">
    <xsl:if test="normalize-space()">
      <t:described-section label="{f:part-label(.)}" within="{if (ancestor::msPart or self::msPart) then 'yes' else 'no'}">
        <xsl:call-template name="what-is-described"/>
      </t:described-section>
    </xsl:if>
  </xsl:template>

  <xsl:template mode="m:described" as="node()*" match="*[map:contains($v:described, local-name())]" priority="-0.5">
    <xsl:choose>
      <xsl:when test="not(normalize-space() or @*[name() = ('mainLang', 'otherLangs')])"/>
      <!-- A container. -->
      <xsl:when test="*[map:contains($v:described, local-name())] and not(text()[normalize-space()] or p or self::msItem or self::msItemStruct)">
        <xsl:call-template name="what-is-described"/>
      </xsl:when>
      <xsl:otherwise>
        <t:described label="{f:part-label(.)}">
          <xsl:call-template name="what-is-said"/>
        </t:described>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template name="what-is-described" as="node()*">
    <xsl:choose>
      <xsl:when test="text()[normalize-space()]">
        <t:described>
          <xsl:apply-templates mode="m:typst"/>
        </t:described>
      </xsl:when>
      <xsl:otherwise>
        <xsl:apply-templates mode="m:described" select="*"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- The parts of an item of the contents stand below each other. -->
  <xsl:template name="what-is-said" as="node()*">
    <xsl:choose>
      <xsl:when test="self::msItem or self::msItemStruct">
        <xsl:for-each select="* except (rubric | incipit | explicit | finalRubric | colophon | textLang | msItem | msItemStruct | listBibl | filiation | note)">
          <xsl:value-of select="if (position() gt 1) then ' ' else ''"/>
          <xsl:apply-templates mode="m:typst" select="."/>
        </xsl:for-each>
        <xsl:apply-templates mode="m:described" select="rubric | incipit | explicit | finalRubric | colophon | textLang | msItem | msItemStruct | listBibl | filiation | note"/>
      </xsl:when>
      <xsl:when test="self::textLang and not(normalize-space())">
        <t:own>
          <xsl:value-of select="string-join((@mainLang, tokenize(@otherLangs)) ! f:language-name(.), ', ')"/>
        </t:own>
      </xsl:when>
      <xsl:otherwise>
        <xsl:call-template name="apart"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- The first paragraph goes on behind the label. -->
  <xsl:template mode="m:typst" as="node()*" priority="2"
    match="p[f:is-first(.)][map:contains($v:described, local-name(..))][ancestor::msDesc][not(ancestor::teiHeader)]">
    <xsl:apply-templates mode="m:typst"/>
  </xsl:template>

  <xsl:template mode="m:typst" as="node()*" match="msIdentifier/*[ancestor::msDesc][not(self::altIdentifier)][not(ancestor::teiHeader)]" priority="3">
    <xsl:call-template name="apart"/>
  </xsl:template>

  <xsl:function name="f:part-label" as="xs:string" visibility="private">
    <xsl:param name="element" as="element()"/>
    <xsl:variable name="name" as="xs:string" select="local-name($element)"/>
    <xsl:sequence select="if ($name = ('msItem', 'msItemStruct')) then string($element/@n)
                          else (f:say-if('label.' || $name),
                                f:say-if('label.' || replace($name, '^(hand|script|type|deco|seal)Note$', '$1Desc')),
                                f:say-if('label.' || replace($name, '^(layout|binding|seal)$', '$1Desc')), '')[1]"/>
  </xsl:function>

  <!-- "230 × 155 cm": the sign and the unit are the page's. -->
  <xsl:template mode="m:typst" as="node()*" match="dimensions[not(text()[normalize-space()])]" priority="1">
    <xsl:if test="not(f:is-first(.))">
      <xsl:text> </xsl:text>
    </xsl:if>
    <xsl:for-each select="*[normalize-space() or @quantity]">
      <xsl:if test="position() gt 1">
        <t:own> × </t:own>
      </xsl:if>
      <xsl:apply-templates mode="m:typst" select="."/>
    </xsl:for-each>
    <t:own>
      <xsl:value-of select="string-join((' ' || @unit, (' (' || @type || ')')[current()/@type]))"/>
    </t:own>
  </xsl:template>

  <xsl:function name="f:is-measured" as="xs:boolean" visibility="private">
    <xsl:param name="size" as="element()"/>
    <xsl:sequence select="exists($size/@quantity) and not(normalize-space($size))"/>
  </xsl:function>

  <xsl:template mode="m:typst" as="node()*" match="height[f:is-measured(.)] | width[f:is-measured(.)] | depth[f:is-measured(.)] | dim[f:is-measured(.)]" priority="1">
    <t:own>
      <xsl:value-of select="@quantity || (' ' || @unit)[not(current()/parent::dimensions/@unit)]"/>
    </t:own>
  </xsl:template>
</xsl:stylesheet>
