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
    <xsl:value-of select="f:attribute-words(.) ! (' ' || . || ' ')"/>
    <xsl:call-template name="apart"/>
  </xsl:template>

  <!-- The content; where it has no words between its elements, these are kept apart. -->
  <xsl:template name="apart" as="node()*">
    <xsl:param name="between" as="xs:string" select="' '"/>
    <xsl:choose>
      <xsl:when test="text()[normalize-space()]">
        <xsl:apply-templates mode="m:typst"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:for-each select="*">
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
  <xsl:template mode="m:typst" as="node()*" match="sourceDoc | surfaceGrp | surface">
    <xsl:call-template name="apart"/>
  </xsl:template>

  <xsl:template mode="m:typst" as="node()*" match="surface/zone | zone/zone">
    <xsl:if test="not(f:is-silent(.)) or *">
      <t:para indent="no">
        <xsl:apply-templates mode="m:typst"/>
      </t:para>
    </xsl:if>
  </xsl:template>

  <xsl:template mode="m:typst" as="node()*" match="zone/line | surface/line">
    <xsl:if test="preceding-sibling::line[1]">
      <t:br/>
    </xsl:if>
    <xsl:apply-templates mode="m:typst"/>
  </xsl:template>

  <!-- Formulae of another vocabulary keep their words; Typst has its own language for them. -->
  <xsl:template mode="m:typst" as="node()*" match="*[namespace-uri() = 'http://www.w3.org/1998/Math/MathML']" priority="-3">
    <xsl:apply-templates mode="m:typst"/>
  </xsl:template>

  <xsl:template mode="m:typst" as="empty-sequence()" match="path | variantEncoding | binaryObject | move[not(node())]"/>
</xsl:stylesheet>
