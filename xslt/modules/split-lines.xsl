<?xml version="1.0" encoding="UTF-8"?>
<!-- Lines of verse that several speakers share: which parts come before a part. -->
<xsl:stylesheet version="3.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:f="urn:teiedit:functions"
  xmlns:v="urn:teiedit:variables"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="#all">

  <!-- No line of verse is shared by more; where the encoding says so all the same, only the nearest are asked. -->
  <xsl:variable name="v:most-parts" as="xs:integer" select="12"/>

  <!-- The earlier parts of a line, in their order; one in a speech of its own is the last line of the speech before. -->
  <xsl:function name="f:earlier-parts" as="element(l)*" visibility="private">
    <xsl:param name="line" as="element(l)"/>
    <xsl:sequence select="f:earlier-parts($line, $v:most-parts)"/>
  </xsl:function>

  <xsl:function name="f:earlier-parts" as="element(l)*" visibility="private">
    <xsl:param name="line" as="element(l)"/>
    <xsl:param name="most" as="xs:integer"/>
    <xsl:variable name="before" as="element(l)?"
      select="($line/preceding-sibling::l[1],
               $line/parent::lg[not(l[1] &lt;&lt; $line)]/preceding-sibling::*[self::l or self::lg][1]/descendant-or-self::l[last()],
               $line[not(preceding-sibling::l[1])]/ancestor::sp[1]/preceding-sibling::sp[1]/(descendant::l)[last()])[1]"/>
    <xsl:sequence select="if ($before/@part = ('I', 'i')) then $before
                          else if ($before/@part = ('M', 'm') and $most gt 1) then (f:earlier-parts($before, $most - 1), $before)
                          else ()"/>
  </xsl:function>
</xsl:stylesheet>
