<?xml version="1.0" encoding="UTF-8"?>
<!--
  Verse: lines with hanging indent, stanzas, line numbers in the margin where @n gives them.
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

  <xsl:template mode="m:typst" as="element()" match="lg">
    <t:stanza nested="{if (parent::lg) then 'yes' else 'no'}">
      <xsl:apply-templates mode="m:typst"/>
    </t:stanza>
  </xsl:template>

  <xsl:template mode="m:typst" as="element()" match="l">
    <t:line indent="{f:verse-indent(.)}">
      <xsl:if test="@n[matches(., '^\d*[05]$')] and not(ancestor::note)">
        <xsl:attribute name="n" select="@n"/>
      </xsl:if>
      <xsl:if test="preceding-sibling::*[1][self::speaker]">
        <xsl:apply-templates mode="m:speaker" select="preceding-sibling::*[1]"/>
      </xsl:if>
      <xsl:apply-templates mode="m:typst"/>
    </t:line>
  </xsl:template>

  <xsl:template mode="m:typst" as="node()*" match="caesura">
    <xsl:text>&#x2003;</xsl:text>
  </xsl:template>

  <xsl:template mode="m:typst" as="node()*" match="rhyme">
    <xsl:apply-templates mode="m:typst"/>
  </xsl:template>

  <!-- In ems: rend="indent", "indent2", "indent(3)"; the later parts of a divided line stand further in. -->
  <xsl:function name="f:verse-indent" as="xs:integer" visibility="private">
    <xsl:param name="line" as="element(l)"/>
    <xsl:variable name="said" as="xs:string?" select="tokenize($line/@rend)[matches(., '^(indent|inset)')][1]"/>
    <xsl:variable name="number" as="xs:string" select="replace($said, '\D', '')"/>
    <xsl:sequence select="if ($number castable as xs:integer) then min((8, xs:integer($number)))
                          else if ($said) then 1
                          else if ($line/@part = 'M') then 6 else if ($line/@part = 'F') then 9 else 0"/>
  </xsl:function>
</xsl:stylesheet>
