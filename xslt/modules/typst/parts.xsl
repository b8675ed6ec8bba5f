<?xml version="1.0" encoding="UTF-8"?>
<!--
  What TEI has besides texts: descriptions, feature structures, graphs, documentation of markup. Their parts stand
  apart, and what they say in attributes is said before them.
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

  <!-- Below the templates of their own that some have, above the catch-all. -->
  <xsl:template mode="m:typst" as="node()*" match="*[map:contains($v:apart, local-name())]" priority="-3">
    <xsl:sequence select="f:attribute-words(.) ! f:own-words(' ' || . || ' ')"/>
    <xsl:call-template name="apart"/>
  </xsl:template>

  <!-- The content; where it has no words between its elements, these are kept apart. -->
  <xsl:template name="apart" as="node()*">
    <xsl:param name="between" as="xs:string" select="' '"/>
    <xsl:param name="without" as="element()?" select="()"/>
    <xsl:choose>
      <xsl:when test="text()[normalize-space()]">
        <xsl:apply-templates mode="m:typst" select="node() except $without"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:for-each select="* except $without">
          <xsl:variable name="shown" as="node()*">
            <xsl:apply-templates mode="m:typst" select="."/>
          </xsl:variable>
          <xsl:value-of select="f:between(., $between)[exists($shown)]"/>
          <xsl:sequence select="$shown"/>
        </xsl:for-each>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- Analysis that has words is small print; what only points is silent. -->
  <xsl:template mode="m:typst" as="node()*"
    match="interp | span | alt | join | link | when | certainty | precision | respons | interpGrp | spanGrp | altGrp | joinGrp
           | linkGrp | timeline | listTranspose | transpose | substJoin | fsdDecl | listPrefixDef">
    <xsl:if test="not(f:is-silent(.))">
      <xsl:text> </xsl:text>
      <t:hi rend="small">
        <xsl:text>(</xsl:text>
        <xsl:call-template name="apart"/>
        <xsl:text>)</xsl:text>
      </t:hi>
      <xsl:text> </xsl:text>
    </xsl:if>
  </xsl:template>

  <!-- The source as an object: its surfaces and zones, line by line. -->
  <xsl:template mode="m:typst" as="node()*" match="sourceDoc | surfaceGrp">
    <xsl:call-template name="apart"/>
  </xsl:template>

  <xsl:template mode="m:typst" as="node()*" match="surface">
    <xsl:param name="copy" as="xs:boolean" tunnel="yes" select="false()"/>
    <xsl:sequence select="f:image-opposite(.)[not($copy)]"/>
    <t:surface label="{(@n, label ! normalize-space())[1]}">
      <xsl:apply-templates mode="m:typst" select="* except (label[not(../@n)] | graphic[$facsimile = 'opposite'])"/>
    </t:surface>
  </xsl:template>

  <xsl:template mode="m:typst" as="node()*" match="surface/zone | zone/zone">
    <xsl:if test="not(f:is-silent(.)) or *">
      <t:zone turned="{if (@rotate[normalize-space() != '0']) then 'yes' else 'no'}">
        <xsl:apply-templates mode="m:typst"/>
      </t:zone>
    </xsl:if>
  </xsl:template>

  <xsl:template mode="m:typst" as="element()" match="zone/line | surface/line">
    <t:source-line>
      <xsl:if test="matches(@n, '^\d{1,6}$')">
        <xsl:attribute name="n" select="@n"/>
      </xsl:if>
      <xsl:apply-templates mode="m:typst"/>
    </t:source-line>
  </xsl:template>

  <xsl:template mode="m:typst" as="empty-sequence()" match="path | variantEncoding | binaryObject | move[not(node())]"/>

  <!-- Examples of markup stand as they are written; the tags are shown, and are no words of the text. -->
  <xsl:template mode="m:typst" as="element()" match="*[local-name() = 'egXML'][namespace-uri() = 'http://www.tei-c.org/ns/Examples']" priority="3">
    <t:para indent="no">
      <t:hi rend="code">
        <xsl:apply-templates mode="m:example"/>
      </t:hi>
    </t:para>
  </xsl:template>

  <xsl:mode name="m:example" on-no-match="shallow-skip" on-multiple-match="fail" visibility="final"/>

  <xsl:template mode="m:example" as="element()" match="text()">
    <t:verbatim>
      <xsl:value-of select="."/>
    </t:verbatim>
  </xsl:template>

  <xsl:template mode="m:example" as="element()*" match="*">
    <xsl:variable name="attributes" as="xs:string*" select="@*[namespace-uri() != 'urn:teiedit:annotation'] ! (' ' || name() || '=&quot;' || . || '&quot;')"/>
    <t:own>
      <t:verbatim>
        <xsl:value-of select="'&lt;' || name() || string-join($attributes) || (if (node()) then '>' else '/>')"/>
      </t:verbatim>
    </t:own>
    <xsl:if test="node()">
      <xsl:apply-templates mode="m:example"/>
      <t:own>
        <t:verbatim>
          <xsl:value-of select="'&lt;/' || name() || '>'"/>
        </t:verbatim>
      </t:own>
    </xsl:if>
  </xsl:template>
</xsl:stylesheet>
