<?xml version="1.0" encoding="UTF-8"?>
<!--
  Notes deep in the tree of calls: their code stands before that of the text, and the call has its name. What is deeper
  than write.xsl goes is written flat, which a note must not be.
-->
<xsl:stylesheet version="3.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:map="http://www.w3.org/2005/xpath-functions/map"
  xmlns:te="urn:teiedit:annotation"
  xmlns:t="urn:teiedit:typst"
  xmlns:f="urn:teiedit:functions"
  xmlns:m="urn:teiedit:modes"
  xmlns:v="urn:teiedit:variables"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="#all">

  <xsl:variable name="v:shallow" as="xs:integer" static="no" select="20"/>

  <!-- The names of those notes, by the identity of their calls. -->
  <xsl:function name="f:hoisted" as="map(xs:string, xs:string)" visibility="private">
    <xsl:param name="root" as="element()"/>
    <xsl:map>
      <xsl:for-each select="f:deep-notes($root)">
        <xsl:map-entry key="generate-id()" select="'note-' || position()"/>
      </xsl:for-each>
    </xsl:map>
  </xsl:function>

  <xsl:function name="f:deep-notes" as="element(t:nt)*" visibility="private">
    <xsl:param name="root" as="element()"/>
    <xsl:sequence select="$root//t:nt[count(ancestor::*) gt $v:shallow]"/>
  </xsl:function>

  <xsl:template name="hoisted-notes" as="text()*">
    <xsl:param name="hoisted" as="map(xs:string, xs:string)" tunnel="yes" select="map {}"/>
    <xsl:for-each select="f:deep-notes(.)">
      <xsl:value-of select="'#let ' || $hoisted(generate-id()) || ' = {&#10;'"/>
      <xsl:apply-templates mode="m:write"/>
      <xsl:text>}&#10;</xsl:text>
    </xsl:for-each>
  </xsl:template>

  <xsl:template mode="m:write m:write-flat" as="text()*" match="t:nt" priority="1">
    <xsl:param name="hoisted" as="map(xs:string, xs:string)" tunnel="yes" select="map {}"/>
    <xsl:choose>
      <xsl:when test="map:contains($hoisted, generate-id())">
        <xsl:value-of select="'nt('"/>
        <xsl:apply-templates mode="m:write" select="@*"/>
        <xsl:value-of select="$hoisted(generate-id()) || ')&#10;'"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:next-match/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>
</xsl:stylesheet>
