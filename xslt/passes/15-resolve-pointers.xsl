<?xml version="1.0" encoding="UTF-8"?>
<!--
  Follows pointers to the registers of the edition.

    te:entry   on a name (@ref) or a reference (@target): the key of its register entry, fit for an anchor; of
               several pointers, the first that leads to one
    xml:base   on the root element, absolute: what the later passes and outputs make has no address of its own

  $registers is one document: te:registers/te:register[@uri][@href][@stem], each holding a TEI document.
-->
<xsl:package name="urn:teiedit:passes:resolve-pointers" package-version="1.0" version="3.0" declared-modes="yes"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:te="urn:teiedit:annotation"
  xmlns:f="urn:teiedit:functions"
  xmlns:m="urn:teiedit:modes"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="#all">

  <xsl:param name="registers" as="document-node()?" select="()"/>

  <xsl:include href="../modules/registers.xsl"/>

  <xsl:mode name="m:resolve" on-no-match="shallow-copy" on-multiple-match="fail" visibility="final"/>
  <xsl:mode on-no-match="fail" on-multiple-match="fail"/>

  <xsl:template match="/" as="document-node()">
    <xsl:document>
      <xsl:apply-templates mode="m:resolve"/>
    </xsl:document>
  </xsl:template>

  <xsl:template mode="m:resolve" as="element()" match="/*">
    <xsl:copy>
      <xsl:copy-of select="@*"/>
      <xsl:attribute name="xml:base" select="base-uri(.)"/>
      <xsl:apply-templates mode="m:resolve"/>
    </xsl:copy>
  </xsl:template>

  <xsl:template mode="m:resolve" as="element()" match="(*[@ref] | ref[@target] | ptr[@target])[not(ancestor-or-self::standOff)]">
    <xsl:variable name="here" as="element()" select="."/>
    <xsl:variable name="entry" as="element()?"
      select="((tokenize(@ref), tokenize(self::ref/@target), tokenize(self::ptr/@target)) ! f:register-entry(., $here, $registers))[1]"/>
    <xsl:copy>
      <xsl:copy-of select="@*"/>
      <xsl:if test="exists($entry)">
        <xsl:attribute name="te:entry" select="f:entry-key($entry)"/>
      </xsl:if>
      <xsl:apply-templates mode="m:resolve"/>
    </xsl:copy>
  </xsl:template>
</xsl:package>
