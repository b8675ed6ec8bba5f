<?xml version="1.0" encoding="UTF-8"?>
<!-- Documents described surface by surface: what is written where. -->
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

  <xsl:template mode="m:text" as="element()" match="sourceDoc | sourceDoc//surface | sourceDoc//surfaceGrp | sourceDoc//zone">
    <div class="{local-name()}">
      <xsl:sequence select="f:own(.)"/>
      <xsl:if test="@n and (self::surface or self::surfaceGrp)">
        <span class="pb" data-te="own"><xsl:value-of select="'[' || f:say('page', .) || ' ' || @n || ']'"/></span>
      </xsl:if>
      <xsl:apply-templates mode="m:text"/>
    </div>
  </xsl:template>

  <!-- Of a facsimile, what has words; the images are not part of the text. -->
  <xsl:template mode="m:text" as="element()?" match="facsimile | surface | surfaceGrp | zone">
    <xsl:choose>
      <xsl:when test="normalize-space()">
        <div class="{local-name()}">
          <xsl:sequence select="f:own(.)"/>
          <xsl:apply-templates mode="m:text" select="node() except (graphic, media, binaryObject)"/>
        </div>
      </xsl:when>
      <xsl:when test="@te:anchor">
        <span id="{@te:anchor}" class="anchor"/>
      </xsl:when>
    </xsl:choose>
  </xsl:template>

  <xsl:template mode="m:text" as="node()*" match="line">
    <span class="{string-join(('line', f:looks(.)), ' ')}">
      <xsl:sequence select="f:own(.), f:style(.)"/>
      <xsl:apply-templates mode="m:text"/>
    </span>
    <xsl:text> </xsl:text>
  </xsl:template>

  <xsl:template mode="m:text" as="element()?" match="path">
    <xsl:sequence select="f:place(.)"/>
  </xsl:template>
</xsl:stylesheet>
