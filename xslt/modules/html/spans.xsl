<?xml version="1.0" encoding="UTF-8"?>
<!-- What was added, deleted or damaged from one place to another, across the elements between them. -->
<xsl:stylesheet version="3.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:te="urn:teiedit:annotation"
  xmlns:f="urn:teiedit:functions"
  xmlns:m="urn:teiedit:modes"
  xmlns:v="urn:teiedit:variables"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="#all">

  <!-- The passes put it into elements of its own, so that no other text has to be asked. -->
  <xsl:template mode="m:text" as="node()+" match="te:marked">
    <xsl:variable name="text" as="node()*" select="if (@each) then f:each-letter(., @each) else text()"/>
    <xsl:choose>
      <xsl:when test="@kinds">
        <span class="spanned {@kinds}">
          <xsl:if test="tokenize(@kinds) = 'del'">
            <xsl:attribute name="data-view" select="$v:views('source')"/>
          </xsl:if>
          <xsl:copy-of select="$text"/>
        </span>
      </xsl:when>
      <xsl:otherwise>
        <xsl:copy-of select="$text"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- Where it begins. -->
  <xsl:template mode="m:text" as="node()*" match="addSpan | delSpan | damageSpan">
    <xsl:sequence select="f:place(.), f:sign(@te:open)"/>
  </xsl:template>

  <!-- Where it ends, most often; a place to point to in any case. -->
  <xsl:template mode="m:text" as="node()*" match="anchor">
    <xsl:sequence select="f:sign(@te:close), f:place(.)"/>
  </xsl:template>

  <!-- Nothing to see, and yet something to point to. -->
  <xsl:function name="f:place" as="element()?" visibility="private">
    <xsl:param name="element" as="element()"/>
    <xsl:if test="$element/@te:anchor">
      <span id="{$element/@te:anchor}" class="anchor"/>
    </xsl:if>
  </xsl:function>
</xsl:stylesheet>
