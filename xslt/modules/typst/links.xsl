<?xml version="1.0" encoding="UTF-8"?>
<!--
  References: within the document, to another of the volume, to a register entry, to the outside.

  Addresses: @id is one within the document, which write.xsl puts the document's prefix before; @at is one of the
  whole volume. A document begins at the address that is its prefix alone.
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

  <xsl:key name="of-volume" match="te:document[@prefix]" use="@uri"/>
  <xsl:key name="mention" match="te:document[@prefix]/te:mention" use="@uri"/>

  <xsl:variable name="v:is-chapter" as="xs:boolean" select="$prefix != ''"/>

  <xsl:template mode="m:typst" as="node()*" match="ref[@target]">
    <xsl:variable name="elsewhere" as="element(t:to)?" select="f:elsewhere(@target, .)"/>
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
    <!-- On paper nobody can follow a link: the page is said. -->
    <xsl:if test="node() and exists($elsewhere)">
      <t:page-of word="{f:say('page-ref')}">
        <xsl:sequence select="$elsewhere/@*"/>
      </t:page-of>
    </xsl:if>
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
    <xsl:variable name="elsewhere" as="element(t:to)?" select="f:elsewhere($target, .)"/>
    <xsl:choose>
      <xsl:when test="starts-with($target, '#') and exists(key('anchor', substring($target, 2)))">
        <t:to id="{substring($target, 2)}">
          <xsl:sequence select="$content"/>
        </t:to>
      </xsl:when>
      <xsl:when test="@te:entry">
        <t:to at="entry.{@te:entry}">
          <xsl:sequence select="$content"/>
        </t:to>
      </xsl:when>
      <xsl:when test="exists($elsewhere)">
        <t:to>
          <xsl:sequence select="$elsewhere/@*, $content"/>
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
    <xsl:variable name="document" as="element(te:document)?" select="f:document-elsewhere($first, $from)"/>
    <xsl:choose>
      <xsl:when test="exists($document)">
        <t:own>
          <xsl:value-of select="f:quote(($document/@title[. != ''], f:say('page'))[1])"/>
          <t:page-of word="{f:say('page-ref')}">
            <xsl:sequence select="f:elsewhere($first, $from)/@*"/>
          </t:page-of>
        </t:own>
      </xsl:when>
      <xsl:when test="empty($found)">
        <t:own>
          <xsl:value-of select="replace($target, '^mailto:', '')"/>
        </t:own>
      </xsl:when>
      <xsl:when test="$found/@te:label">
        <t:own>
          <xsl:value-of select="f:word('note', $from) || '&#xA0;' || $found/@te:label"/>
        </t:own>
      </xsl:when>
      <xsl:when test="$found/head[f:plain(.) != '']">
        <t:own>
          <xsl:value-of select="f:plain($found/head[1])"/>
        </t:own>
      </xsl:when>
      <xsl:otherwise>
        <t:on-page id="{$found/@te:anchor}" word="{f:word('page', $from)}"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <!-- The other document of the volume that a pointer leads to. -->
  <xsl:function name="f:document-elsewhere" as="element(te:document)?" visibility="private">
    <xsl:param name="pointer" as="xs:string?"/>
    <xsl:param name="from" as="element()"/>
    <xsl:if test="$v:is-chapter and exists($registers) and $pointer and not(starts-with($pointer, '#'))">
      <xsl:variable name="uri" as="xs:string?" select="f:absolute($pointer, $from)"/>
      <xsl:sequence select="key('of-volume', replace($uri, '#.*$', ''), $registers)[1]"/>
    </xsl:if>
  </xsl:function>

  <!-- A link without words, to be filled; where the place itself is not printed, it leads to its document. -->
  <xsl:function name="f:elsewhere" as="element(t:to)?" visibility="private">
    <xsl:param name="pointer" as="xs:string?"/>
    <xsl:param name="from" as="element()"/>
    <xsl:variable name="first" as="xs:string?" select="tokenize($pointer)[1]"/>
    <xsl:for-each select="f:document-elsewhere($first, $from)">
      <t:to at="{@prefix || substring-after($first, '#')}" otherwise="{@prefix}"/>
    </xsl:for-each>
  </xsl:function>

  <xsl:variable name="v:own-uri" as="xs:string" select="f:canonical(string(base-uri(/*)))"/>

  <xsl:function name="f:is-linked-from-afar" as="xs:boolean" visibility="private">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="$v:is-chapter and exists($element/@xml:id) and exists($registers)
                          and exists(key('mention', $v:own-uri || '#' || $element/@xml:id, $registers))"/>
  </xsl:function>

  <!-- The same for the same document, whatever the processor read before. -->
  <xsl:function name="f:own-id" as="xs:string" visibility="private">
    <xsl:param name="node" as="node()"/>
    <xsl:sequence select="f:own-id-of(generate-id($node))"/>
  </xsl:function>

  <xsl:function name="f:own-id-of" as="xs:string" visibility="private">
    <xsl:param name="generated" as="xs:string"/>
    <xsl:sequence select="'own.' || replace($generated, '^d[0-9]+', '')"/>
  </xsl:function>
</xsl:stylesheet>
