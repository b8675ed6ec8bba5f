<?xml version="1.0" encoding="UTF-8"?>
<!--
  References: within the document, to a register entry, to the outside.
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

  <xsl:template mode="m:typst" as="node()*" match="ref[@target]">
    <xsl:call-template name="link">
      <xsl:with-param name="content" as="node()*">
        <xsl:choose>
          <xsl:when test="node()">
            <xsl:apply-templates mode="m:typst"/>
          </xsl:when>
          <xsl:otherwise>
            <xsl:sequence select="f:pointer-text(@target, .)"/>
          </xsl:otherwise>
        </xsl:choose>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>

  <xsl:template mode="m:typst" as="node()*" match="ptr[@target]">
    <xsl:call-template name="link">
      <xsl:with-param name="content" select="f:pointer-text(@target, .)"/>
    </xsl:call-template>
  </xsl:template>

  <xsl:template mode="m:typst" as="empty-sequence()" match="ptr[not(@target)] | listRef/ptr[not(@target)]"/>

  <xsl:template mode="m:typst" as="node()*" match="graphic[ancestor::facsimile]" priority="3"/>

  <!-- Hook: content that leads where the first pointer of @target says. -->
  <xsl:template name="link" as="node()*">
    <xsl:param name="content" as="node()*"/>
    <xsl:variable name="target" as="xs:string?" select="tokenize(@target)[1]"/>
    <xsl:choose>
      <xsl:when test="starts-with($target, '#') and exists(key('anchor', substring($target, 2)))">
        <t:to id="{substring($target, 2)}">
          <xsl:sequence select="$content"/>
        </t:to>
      </xsl:when>
      <xsl:when test="@te:entry">
        <t:to id="entry.{@te:entry}">
          <xsl:sequence select="$content"/>
        </t:to>
      </xsl:when>
      <xsl:when test="matches($target, '^(https?://|mailto:|ftp://|doi:|urn:)[^\s]+$')">
        <t:url href="{f:address($target)}">
          <xsl:sequence select="$content"/>
        </t:url>
      </xsl:when>
      <xsl:otherwise>
        <xsl:sequence select="$content"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- PDF wants addresses in ASCII. -->
  <xsl:function name="f:address" as="xs:string" visibility="private">
    <xsl:param name="uri" as="xs:string"/>
    <xsl:sequence select="iri-to-uri(replace($uri, '^doi:', 'https://doi.org/'))"/>
  </xsl:function>

  <!-- What an empty pointer prints: the number of a note, a heading, else the page. -->
  <xsl:function name="f:pointer-text" as="node()*" visibility="private">
    <xsl:param name="target" as="xs:string"/>
    <xsl:param name="from" as="element()"/>
    <xsl:variable name="first" as="xs:string?" select="tokenize($target)[1]"/>
    <xsl:variable name="found" as="element()?"
      select="if (starts-with($first, '#')) then key('anchor', substring($first, 2), root($from))[1] else ()"/>
    <xsl:choose>
      <xsl:when test="empty($found)">
        <xsl:value-of select="replace($target, '^mailto:', '')"/>
      </xsl:when>
      <xsl:when test="$found/@te:label">
        <xsl:value-of select="f:word('note', $from) || '&#xA0;' || $found/@te:label"/>
      </xsl:when>
      <xsl:when test="$found/head[f:plain(.) != '']">
        <xsl:value-of select="f:plain($found/head[1])"/>
      </xsl:when>
      <xsl:otherwise>
        <t:on-page id="{$found/@te:anchor}" word="{f:word('page', $from)}"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>
</xsl:stylesheet>
