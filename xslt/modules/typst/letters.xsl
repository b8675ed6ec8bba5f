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

  <xsl:template mode="m:typst" as="element()" match="opener | meeting[f:is-division(..)]">
    <t:opener>
      <xsl:apply-templates mode="m:typst"/>
    </t:opener>
  </xsl:template>

  <!-- Short ones keep together; what has paragraphs of its own may go on over the page. -->
  <xsl:template mode="m:typst" as="element()" match="closer">
    <xsl:element name="t:{if (string-length(.) lt 600 and not(.//note)) then 'closer' else 'opener'}">
      <xsl:apply-templates mode="m:typst"/>
    </xsl:element>
  </xsl:template>

  <!-- A printed letterhead: its parts stand where they stood, each on its line, or at both ends of one. -->
  <xsl:template mode="m:typst" as="element()" match="opener/seg[@type = 'letterhead' or f:place(.)]" priority="3">
    <t:dateline place="start">
      <xsl:call-template name="layout"/>
      <xsl:call-template name="apart"/>
    </t:dateline>
  </xsl:template>

  <xsl:template mode="m:typst" as="element()" match="opener/seg/seg[f:place(.) = 'end']" priority="3">
    <t:far-end>
      <xsl:apply-templates mode="m:typst"/>
    </t:far-end>
  </xsl:template>

  <xsl:template mode="m:typst" as="element()" match="postscript">
    <t:postscript>
      <xsl:apply-templates mode="m:typst"/>
    </t:postscript>
  </xsl:template>

  <xsl:template mode="m:typst" as="element()" match="dateline[not(ancestor::p)]">
    <t:dateline>
      <!-- Where a letter ends with its date, this stands below the text, not at the signature. -->
      <xsl:if test="parent::closer">
        <xsl:attribute name="place" select="'start'"/>
      </xsl:if>
      <xsl:call-template name="layout"/>
      <xsl:apply-templates mode="m:typst"/>
    </t:dateline>
  </xsl:template>

  <xsl:template mode="m:typst" as="element()" match="salute[not(ancestor::p)]">
    <t:salute>
      <xsl:call-template name="layout"/>
      <xsl:apply-templates mode="m:typst"/>
    </t:salute>
  </xsl:template>

  <xsl:template mode="m:typst" as="element()" match="signed[not(ancestor::p)]">
    <t:signed>
      <xsl:call-template name="layout"/>
      <xsl:apply-templates mode="m:typst"/>
    </t:signed>
  </xsl:template>

  <xsl:template mode="m:typst" as="element()" match="byline | imprimatur">
    <t:para indent="no">
      <xsl:call-template name="layout"/>
      <xsl:apply-templates mode="m:typst"/>
    </t:para>
  </xsl:template>

  <xsl:template mode="m:typst" as="node()*"
    match="dateline | salute | signed | meeting[not(f:is-division(..))] | street | postCode | postBox" priority="-1">
    <xsl:apply-templates mode="m:typst"/>
  </xsl:template>

  <xsl:template mode="m:typst" as="node()*" match="address[not(ancestor::p or ancestor::dateline or ancestor::signed)]">
    <t:address>
      <xsl:call-template name="layout"/>
      <xsl:apply-templates mode="m:typst"/>
    </t:address>
  </xsl:template>

  <xsl:template mode="m:typst" as="node()*" match="address" priority="-1">
    <!-- The words before it may end without a space. -->
    <xsl:text> </xsl:text>
    <xsl:call-template name="apart">
      <xsl:with-param name="between" select="if (addrLine) then ' ' else ', '"/>
    </xsl:call-template>
  </xsl:template>

  <xsl:template mode="m:typst" as="node()*" match="addrLine">
    <xsl:if test="preceding-sibling::addrLine and not(ancestor::p)">
      <t:br/>
    </xsl:if>
    <xsl:apply-templates mode="m:typst"/>
  </xsl:template>
</xsl:stylesheet>
