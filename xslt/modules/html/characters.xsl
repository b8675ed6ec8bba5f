<?xml version="1.0" encoding="UTF-8"?>
<!-- Characters that Unicode has not, and how the document describes them. -->
<xsl:stylesheet version="3.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:map="http://www.w3.org/2005/xpath-functions/map"
  xmlns:te="urn:teiedit:annotation"
  xmlns:f="urn:teiedit:functions"
  xmlns:m="urn:teiedit:modes"
  xmlns:v="urn:teiedit:variables"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="#all">

  <xsl:template mode="m:text" as="element()" match="g">
    <span class="g">
      <xsl:sequence select="f:own(.)"/>
      <xsl:variable name="character" as="element()?" select="tokenize(@ref)[1] ! key('id', substring-after(., '#'), root(current()))[self::char | self::glyph]"/>
      <xsl:if test="exists($character)">
        <xsl:attribute name="title" select="f:character-name($character)"/>
      </xsl:if>
      <xsl:choose>
        <xsl:when test="normalize-space()">
          <xsl:apply-templates mode="m:text"/>
        </xsl:when>
        <xsl:when test="empty($character) and map:contains($v:characters, replace(@ref, '^.*[#:]', ''))">
          <span data-te="own"><xsl:value-of select="$v:characters(replace(@ref, '^.*[#:]', ''))"/></span>
        </xsl:when>
        <xsl:otherwise>
          <xsl:sequence select="f:made((f:mapped($character)[.],
            ('(' || (f:character-name($character)[.], replace(@ref, '^.*[#:]', '')[.], @type, 'character')[1] || ')'))[1])"/>
        </xsl:otherwise>
      </xsl:choose>
    </span>
  </xsl:template>

  <xsl:template mode="m:text" as="element()" match="charDecl | char | glyph">
    <xsl:call-template name="part"/>
  </xsl:template>

  <xsl:template mode="m:text" as="element()" match="mapping | localProp | unicodeProp | unihanProp">
    <span class="{local-name()} fine">
      <xsl:sequence select="f:own(.)"/>
      <xsl:sequence select="f:made(string-join((@type, @name, @value), ' '))"/>
      <xsl:text> </xsl:text>
      <xsl:apply-templates mode="m:text"/>
    </span>
  </xsl:template>
</xsl:stylesheet>
