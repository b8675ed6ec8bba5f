<?xml version="1.0" encoding="UTF-8"?>
<!--
  Figures: the image if the edition has it, else a frame that says which is missing; caption and description.
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

  <xsl:variable name="v:images" as="xs:string*" select="tokenize($images)"/>

  <xsl:template mode="m:typst" as="node()*" match="figure">
    <t:fig>
      <xsl:apply-templates mode="m:typst" select="* except (head | figDesc | p | ab | note[not(@te:label)])"/>
      <t:arg name="caption">
        <xsl:for-each select="head | figDesc | p | ab | note[not(@te:label)]">
          <t:para indent="no">
            <xsl:apply-templates mode="m:typst"/>
          </t:para>
        </xsl:for-each>
      </t:arg>
    </t:fig>
  </xsl:template>

  <!-- An ornament or a figure without words needs no frame. -->
  <xsl:template mode="m:typst" as="empty-sequence()" match="figure[not(*) or (not(graphic) and not(normalize-space()))]" priority="1"/>

  <xsl:template mode="m:typst" as="node()*" match="graphic[@url] | media[@url]">
    <xsl:variable name="name" as="xs:string" select="encode-for-uri((@te:image, @url)[1])"/>
    <xsl:variable name="told" as="xs:string" select="f:plain-description(.)"/>
    <xsl:choose>
      <xsl:when test="$name = $v:images">
        <t:picture file="img/{$name}" alt="{$told}"/>
      </xsl:when>
      <xsl:otherwise>
        <t:no-picture word="{f:word('image-missing', .)}" file="{@url}"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template mode="m:typst" as="node()*"
    match="graphic[not(@url)] | media[not(@url)] | facsimile | standOff/facsimile">
    <xsl:if test="self::facsimile[text()[normalize-space()]]">
      <xsl:apply-templates mode="m:typst"/>
    </xsl:if>
  </xsl:template>

  <xsl:template mode="m:typst" as="node()*" match="figDesc | caption">
    <xsl:apply-templates mode="m:typst"/>
  </xsl:template>

  <xsl:function name="f:plain-description" as="xs:string" visibility="private">
    <xsl:param name="graphic" as="element()"/>
    <xsl:variable name="words" as="xs:string"
      select="normalize-space(($graphic/desc, $graphic/../figDesc, $graphic/../head)[1])"/>
    <xsl:sequence select="if ($words) then $words else f:word('figure', $graphic)"/>
  </xsl:function>
</xsl:stylesheet>
