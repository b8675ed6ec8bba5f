<?xml version="1.0" encoding="UTF-8"?>
<!--
  Drama: speeches, speakers, stage directions, cast lists.
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

  <xsl:mode name="m:speaker" on-no-match="fail" on-multiple-match="fail" visibility="final"/>

  <xsl:template mode="m:typst" as="element()" match="sp">
    <t:speech>
      <xsl:apply-templates mode="m:typst"/>
    </t:speech>
  </xsl:template>

  <!-- The name is run in where a paragraph follows it, else it has its own line. -->
  <xsl:template mode="m:typst" as="node()*" match="speaker">
    <xsl:if test="not(f:runs-in(.))">
      <t:speaker-line>
        <xsl:apply-templates mode="m:typst"/>
      </t:speaker-line>
    </xsl:if>
  </xsl:template>

  <xsl:template mode="m:speaker" as="node()*" match="speaker[f:runs-in(.)]">
    <t:speaker>
      <xsl:apply-templates mode="m:typst"/>
    </t:speaker>
    <xsl:text> </xsl:text>
  </xsl:template>

  <xsl:template mode="m:speaker" as="empty-sequence()" match="speaker[not(f:runs-in(.))]"/>

  <xsl:function name="f:runs-in" as="xs:boolean" visibility="private">
    <xsl:param name="speaker" as="element(speaker)"/>
    <xsl:sequence select="exists($speaker/following-sibling::*[1][self::p or self::ab][not(@te:view)])"/>
  </xsl:function>

  <xsl:template mode="m:typst" as="element()" match="sp/p | sp/ab" priority="2">
    <t:para indent="no">
      <xsl:apply-templates mode="m:speaker" select="preceding-sibling::*[1][self::speaker]"/>
      <xsl:apply-templates mode="m:typst"/>
    </t:para>
  </xsl:template>

  <xsl:template mode="m:typst" as="node()*" match="stage | view | camera | tech | caption[parent::div] | sound | move[node()]">
    <xsl:choose>
      <xsl:when test="f:is-division(..) or parent::sp or parent::lg or parent::castList">
        <t:stage>
          <xsl:apply-templates mode="m:typst"/>
        </t:stage>
      </xsl:when>
      <xsl:otherwise>
        <t:hi rend="italic">
          <xsl:apply-templates mode="m:typst"/>
        </t:hi>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template mode="m:typst" as="element()" match="incident | vocal | kinesic | pause | writing">
    <t:hi rend="italic">
      <xsl:text>[</xsl:text>
      <xsl:apply-templates mode="m:typst"/>
      <xsl:value-of select="'…'[not(current()/*)][normalize-space(current()) = '']"/>
      <xsl:text>]</xsl:text>
    </t:hi>
  </xsl:template>

  <xsl:template mode="m:typst" as="node()*" match="castList | castGroup | performance | set | prologue | epilogue">
    <xsl:apply-templates mode="m:typst"/>
  </xsl:template>

  <xsl:template mode="m:typst" as="element()" match="castItem">
    <t:hanging>
      <xsl:call-template name="apart"/>
    </t:hanging>
  </xsl:template>

  <xsl:template mode="m:typst" as="element()" match="role">
    <t:hi rend="smallcaps">
      <xsl:apply-templates mode="m:typst"/>
    </t:hi>
  </xsl:template>

  <xsl:template mode="m:typst" as="element()" match="roleDesc">
    <t:hi rend="italic">
      <xsl:apply-templates mode="m:typst"/>
    </t:hi>
  </xsl:template>

  <xsl:template mode="m:typst" as="node()*" match="actor">
    <xsl:apply-templates mode="m:typst"/>
  </xsl:template>
</xsl:stylesheet>
