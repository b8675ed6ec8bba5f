<?xml version="1.0" encoding="UTF-8"?>
<!-- The names of parts of descriptions: the section [labels] of a language's table. A part without one is shown without. -->
<xsl:stylesheet version="3.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:f="urn:teiedit:functions"
  exclude-result-prefixes="#all">

  <xsl:function name="f:word" as="xs:string?" visibility="private">
    <xsl:param name="key" as="xs:string"/>
    <xsl:param name="node" as="node()"/>
    <xsl:sequence select="$words('label.' || $key)"/>
  </xsl:function>

  <xsl:function name="f:label" as="xs:string?" visibility="private">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="$words('label.' || local-name($element))"/>
  </xsl:function>
</xsl:stylesheet>
