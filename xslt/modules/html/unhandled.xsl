<?xml version="1.0" encoding="UTF-8"?>
<!-- What no other module knows: shown as it stands, and reported. Text is never lost. -->
<xsl:stylesheet version="3.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:te="urn:teiedit:annotation"
  xmlns:f="urn:teiedit:functions"
  xmlns:m="urn:teiedit:modes"
  xmlns:v="urn:teiedit:variables"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="#all">

  <xsl:template mode="m:text" as="element()" match="*" priority="-2">
    <xsl:message>
      <te:diagnostic code="TE501" path="{path(.)}" subject="{name()}"/>
    </xsl:message>
    <span class="unhandled">
      <xsl:sequence select="f:own(.)"/>
      <span class="tag" data-te="own"><xsl:value-of select="name()"/></span>
      <xsl:apply-templates mode="m:text"/>
    </span>
  </xsl:template>

  <!-- Nothing to see: pointers between other elements, marks of places, keys for machines. -->
  <xsl:template mode="m:text" as="node()*"
    match="index | xenoData">
    <xsl:if test="@te:anchor">
      <span id="{@te:anchor}" class="anchor"/>
    </xsl:if>
  </xsl:template>
</xsl:stylesheet>
