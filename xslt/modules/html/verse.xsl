<?xml version="1.0" encoding="UTF-8"?>
<!-- Verse and drama. -->
<xsl:stylesheet version="3.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:te="urn:teiedit:annotation"
  xmlns:f="urn:teiedit:functions"
  xmlns:m="urn:teiedit:modes"
  xmlns:v="urn:teiedit:variables"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="#all">

  <xsl:template mode="m:text" as="element()" match="lg">
    <div class="{string-join(('lg', @type, f:looks(.)), ' ')}">
      <xsl:sequence select="f:own(.)"/>
      <xsl:apply-templates mode="m:text"/>
    </div>
  </xsl:template>

  <xsl:template mode="m:text" as="element()" match="l">
    <span class="{string-join(('l', @part ! ('part-' || .), f:looks(.)), ' ')}">
      <xsl:sequence select="f:own(.), f:style(.)"/>
      <xsl:if test="@n castable as xs:integer and xs:integer(@n) mod 5 = 0">
        <span class="line-number" data-te="own" aria-hidden="true"><xsl:value-of select="@n"/></span>
      </xsl:if>
      <xsl:apply-templates mode="m:text"/>
      <xsl:text> </xsl:text>
    </span>
  </xsl:template>

  <xsl:template mode="m:text" as="element()" match="caesura">
    <span class="caesura">
      <xsl:sequence select="f:own(.)"/>
      <xsl:text> </xsl:text>
    </span>
  </xsl:template>

  <xsl:template mode="m:text" as="element()" match="sp | spGrp">
    <div class="{local-name()}">
      <xsl:sequence select="f:own(.)"/>
      <xsl:apply-templates mode="m:text"/>
    </div>
  </xsl:template>

  <xsl:template mode="m:text" as="element()" match="speaker | sp/label">
    <p class="speaker">
      <xsl:sequence select="f:own(.)"/>
      <xsl:apply-templates mode="m:text"/>
    </p>
  </xsl:template>

  <xsl:template mode="m:text" as="element()" match="stage | camera | caption | sound | tech | view | move">
    <xsl:element name="{if (f:in-line(.)) then 'span' else 'p'}" namespace="">
      <xsl:attribute name="class" select="string-join(('stage', @type), ' ')"/>
      <xsl:sequence select="f:own(.)"/>
      <xsl:apply-templates mode="m:text"/>
    </xsl:element>
  </xsl:template>

  <xsl:template mode="m:text" as="element()" match="castItem | castGroup | role | roleDesc | actor">
    <xsl:element name="{if (self::castItem or self::castGroup) then 'div' else 'span'}" namespace="">
      <xsl:attribute name="class" select="local-name()"/>
      <xsl:sequence select="f:own(.)"/>
      <xsl:apply-templates mode="m:text"/>
    </xsl:element>
  </xsl:template>
</xsl:stylesheet>
