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
    <xsl:variable name="caption" as="element()*" select="head, figDesc, p, ab, note[not(@te:label)]"/>
    <t:fig>
      <xsl:if test="$caption">
        <t:arg name="caption">
          <xsl:for-each select="$caption">
            <t:para indent="no">
              <xsl:apply-templates mode="m:typst"/>
            </t:para>
          </xsl:for-each>
        </t:arg>
      </xsl:if>
      <xsl:apply-templates mode="m:typst" select="* except $caption"/>
    </t:fig>
  </xsl:template>

  <!-- An ornament or a figure without words needs no frame. -->
  <xsl:template mode="m:typst" as="empty-sequence()" match="figure[not(*) or (not(graphic) and not(normalize-space()))]" priority="1"/>

  <xsl:template mode="m:typst" as="node()*" match="graphic[@url] | media[@url]">
    <xsl:variable name="name" as="xs:string" select="encode-for-uri((@te:image, @url)[1])"/>
    <xsl:variable name="told" as="xs:string" select="f:plain-description(.)"/>
    <!-- Among words it stands in their line. -->
    <xsl:variable name="kind" as="xs:string" select="if (../text()[normalize-space()] and not(parent::figure)) then '-inline' else ''"/>
    <xsl:choose>
      <xsl:when test="$name = $v:images">
        <xsl:element name="t:picture{$kind}">
          <xsl:attribute name="file" select="'img/' || $name"/>
          <xsl:attribute name="alt" select="$told"/>
        </xsl:element>
      </xsl:when>
      <xsl:otherwise>
        <xsl:element name="t:no-picture{$kind}">
          <xsl:attribute name="word" select="f:word('image-missing', .)"/>
          <xsl:attribute name="file" select="@url"/>
        </xsl:element>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template mode="m:typst" as="node()*"
    match="graphic[not(@url)] | media[not(@url)] | facsimile | standOff/facsimile">
    <!-- What is said of pictures of the source; these stand opposite the text, if at all. -->
    <xsl:if test="self::facsimile[normalize-space()]">
      <xsl:apply-templates mode="m:typst"/>
    </xsl:if>
  </xsl:template>

  <xsl:template mode="m:typst" as="node()*" match="figDesc | caption">
    <xsl:apply-templates mode="m:typst"/>
  </xsl:template>

  <!-- Music in notes is not drawn: what is said of it stands in its place. -->
  <xsl:template mode="m:typst" as="element()" match="notatedMusic">
    <t:placeholder word="{f:say('music')}">
      <xsl:call-template name="apart"/>
    </t:placeholder>
  </xsl:template>

  <xsl:function name="f:plain-description" as="xs:string" visibility="private">
    <xsl:param name="graphic" as="element()"/>
    <xsl:variable name="words" as="xs:string"
      select="normalize-space(($graphic/desc, $graphic/../figDesc, $graphic/../head)[1])"/>
    <xsl:sequence select="if ($words) then $words else f:word('figure', $graphic)"/>
  </xsl:function>
</xsl:stylesheet>
