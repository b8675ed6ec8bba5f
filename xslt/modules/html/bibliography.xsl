<?xml version="1.0" encoding="UTF-8"?>
<!-- Bibliographic references. -->
<xsl:stylesheet version="3.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:te="urn:teiedit:annotation"
  xmlns:f="urn:teiedit:functions"
  xmlns:m="urn:teiedit:modes"
  xmlns:v="urn:teiedit:variables"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="#all">

  <xsl:template mode="m:text" as="element()" match="bibl">
    <xsl:variable name="in-line" as="xs:boolean" select="f:in-line(.) or parent::cit"/>
    <xsl:element name="{if ($in-line) then 'span' else 'div'}" namespace="">
      <xsl:attribute name="class" select="string-join(('bibl', @type), ' ')"/>
      <xsl:sequence select="f:own(.)"/>
      <xsl:call-template name="linked"/>
    </xsl:element>
  </xsl:template>

  <!-- A structured reference has no punctuation of its own: its parts are read in order, with points between. -->
  <xsl:template mode="m:text" as="element()" match="biblStruct | biblFull | biblStruct//analytic | biblStruct//monogr
    | biblStruct//imprint | biblStruct//series | biblStruct//relatedItem | biblFull/*[ends-with(local-name(), 'Stmt')]">
    <xsl:element name="{if (self::biblStruct or self::biblFull) then 'div' else 'span'}" namespace="">
      <xsl:attribute name="class" select="local-name()"/>
      <xsl:sequence select="f:own(.)"/>
      <xsl:for-each select="*">
        <xsl:apply-templates mode="m:text" select="."/>
        <xsl:text>. </xsl:text>
      </xsl:for-each>
    </xsl:element>
  </xsl:template>

  <xsl:template mode="m:text" as="element()" match="relatedItem[not(ancestor::biblStruct)]">
    <div class="{local-name()}">
      <xsl:sequence select="f:own(.)"/>
      <xsl:apply-templates mode="m:text"/>
    </div>
  </xsl:template>
</xsl:stylesheet>
