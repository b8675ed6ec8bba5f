<?xml version="1.0" encoding="UTF-8"?>
<!--
  Letters: openers and closers, datelines, addresses, signatures.
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

  <xsl:template mode="m:typst" as="element()" match="opener | closer | meeting[f:is-division(..)]">
    <t:letter-part>
      <xsl:apply-templates mode="m:typst"/>
    </t:letter-part>
  </xsl:template>

  <xsl:template mode="m:typst" as="element()" match="postscript">
    <t:postscript>
      <xsl:apply-templates mode="m:typst"/>
    </t:postscript>
  </xsl:template>

  <xsl:template mode="m:typst" as="element()" match="dateline[not(parent::p)] | signed[not(parent::p)]">
    <t:para indent="no" place="end">
      <xsl:apply-templates mode="m:typst"/>
    </t:para>
  </xsl:template>

  <xsl:template mode="m:typst" as="element()" match="salute[not(parent::p)] | byline | imprimatur">
    <t:para indent="no">
      <xsl:apply-templates mode="m:typst"/>
    </t:para>
  </xsl:template>

  <xsl:template mode="m:typst" as="node()*" match="p/(dateline | salute | signed) | meeting[not(f:is-division(..))] | street | postCode | postBox">
    <xsl:apply-templates mode="m:typst"/>
  </xsl:template>

  <xsl:template mode="m:typst" as="node()*" match="address[not(ancestor::p)]">
    <t:para indent="no">
      <xsl:apply-templates mode="m:typst"/>
    </t:para>
  </xsl:template>

  <xsl:template mode="m:typst" as="node()*" match="address[ancestor::p]">
    <xsl:call-template name="apart">
      <xsl:with-param name="between" select="if (addrLine) then ' ' else ', '"/>
    </xsl:call-template>
  </xsl:template>

  <xsl:template mode="m:typst" as="node()*" match="addrLine">
    <xsl:if test="preceding-sibling::addrLine">
      <t:br/>
    </xsl:if>
    <xsl:apply-templates mode="m:typst"/>
  </xsl:template>
</xsl:stylesheet>
