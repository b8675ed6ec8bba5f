<?xml version="1.0" encoding="UTF-8"?>
<!--
  Notes at the foot of the page, with the number and the responsibility that the passes found.

  Typst sets a note called within a note after it. A note that stands between blocks, where nothing could call it,
  is a paragraph in small type.
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

  <xsl:template mode="m:typst" as="node()*" match="note[@te:label]">
    <xsl:param name="copy" as="xs:boolean" tunnel="yes" select="false()"/>
    <xsl:if test="not($copy)">
      <t:nt n="{@te:label}" id="{@te:anchor}">
        <xsl:apply-templates mode="m:typst"/>
        <xsl:call-template name="responsible"/>
      </t:nt>
    </xsl:if>
  </xsl:template>

  <xsl:template mode="m:typst" as="node()*" match="note[@te:label][f:stands-alone(.)]" priority="1">
    <t:small>
      <xsl:apply-templates mode="m:typst"/>
      <xsl:call-template name="responsible"/>
    </t:small>
  </xsl:template>

  <xsl:function name="f:stands-alone" as="xs:boolean" visibility="private">
    <xsl:param name="note" as="element(note)"/>
    <xsl:sequence select="exists($note/..[f:is-division(.) or self::lg[not($note/preceding-sibling::l)] or self::listBibl
      or self::noteGrp or self::listPerson or self::listPlace or self::castList or self::titlePage or self::table
      or self::sp[empty($note/preceding-sibling::*)]])
      or exists($note/parent::list[empty($note/preceding-sibling::item)])"/>
  </xsl:function>

  <!-- In the line: place="inline", and notes that are not called. -->
  <xsl:template mode="m:typst" as="node()*" match="note[not(@te:label)]">
    <xsl:param name="copy" as="xs:boolean" tunnel="yes" select="false()"/>
    <xsl:choose>
      <xsl:when test="$copy"/>
      <xsl:when test="p | list | lg | ab | table or f:stands-alone(.)">
        <t:small>
          <xsl:apply-templates mode="m:typst"/>
          <xsl:call-template name="responsible"/>
        </t:small>
      </xsl:when>
      <xsl:when test="@place = 'inline' and not(matches(., '^\s*[(\[]'))">
        <xsl:text>(</xsl:text>
        <xsl:apply-templates mode="m:typst"/>
        <xsl:call-template name="responsible"/>
        <xsl:text>)</xsl:text>
      </xsl:when>
      <xsl:otherwise>
        <xsl:apply-templates mode="m:typst"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- "Translator’s Note: …" says already whose note it is. -->
  <xsl:template name="responsible" as="node()*">
    <xsl:if test="@te:by and not(starts-with(lower-case(normalize-space(.)), lower-case(@te:by)))">
      <xsl:text> (</xsl:text>
      <t:hi rend="italic">
        <xsl:value-of select="@te:by"/>
      </t:hi>
      <xsl:text>)</xsl:text>
    </xsl:if>
  </xsl:template>

  <xsl:template mode="m:typst" as="node()*" match="noteGrp">
    <xsl:apply-templates mode="m:typst"/>
  </xsl:template>
</xsl:stylesheet>
