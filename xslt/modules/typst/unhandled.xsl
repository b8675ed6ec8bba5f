<?xml version="1.0" encoding="UTF-8"?>
<!--
  The catch-all: an element that no topic knows is shown with the element's name before it, and reported.
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

  <xsl:key name="named" match="*" use="name()"/>

  <!-- The first of its name is reported: path() counts siblings, which for each of many would be quadratic. -->
  <xsl:template mode="m:typst" as="node()*" match="*" priority="-5">
    <xsl:param name="copy" as="xs:boolean" tunnel="yes" select="false()"/>
    <xsl:if test="not($copy) and . is (key('named', name())[ancestor::text or ancestor::abstract]
                                           [not(ancestor-or-self::*[@te:view != $view])], .)[1]">
      <xsl:message>
        <te:diagnostic code="TE501" path="{path()}" subject="{name()}"/>
      </xsl:message>
    </xsl:if>
    <t:unknown name="{name()}"/>
    <xsl:apply-templates mode="m:typst"/>
  </xsl:template>

  <!-- Words where there should be none but elements: what stands around them goes on after them. -->
  <xsl:template mode="m:typst" as="node()*" priority="95"
    match="(castGroup | figure | list | listApp | listWit | table | surface | divGen | ptr)[text()[normalize-space()]]">
    <xsl:apply-templates mode="m:typst" select="text()"/>
    <xsl:text> </xsl:text>
    <xsl:next-match/>
  </xsl:template>

  <xsl:template mode="m:typst" as="empty-sequence()" match="xenoData" priority="95"/>

  <!-- Of a foreign vocabulary (MathML, SVG, examples) the outermost element is reported, not all that is in it. -->
  <xsl:template mode="m:typst" as="node()*" priority="-4"
    match="*[namespace-uri() != 'http://www.tei-c.org/ns/1.0'][namespace-uri(..) = namespace-uri()]">
    <xsl:apply-templates mode="m:typst"/>
  </xsl:template>
</xsl:stylesheet>
