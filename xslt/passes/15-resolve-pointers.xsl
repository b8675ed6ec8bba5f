<?xml version="1.0" encoding="UTF-8"?>
<!--
  Follows @ref to the registers of the edition.

    te:entry   on a name: the key of its register entry, fit for an anchor; of several, the first that exists

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

  <xsl:template mode="m:resolve" as="element()" match="*[@ref][not(ancestor-or-self::standOff)]">
    <xsl:variable name="here" as="element()" select="."/>
    <xsl:variable name="entry" as="element()?"
      select="(tokenize(@ref) ! f:register-entry(., $here, $registers))[1]"/>
    <xsl:copy>
      <xsl:copy-of select="@*"/>
      <xsl:if test="exists($entry)">
        <xsl:attribute name="te:entry" select="f:entry-key($entry)"/>
      </xsl:if>
      <xsl:apply-templates mode="m:resolve"/>
    </xsl:copy>
  </xsl:template>
</xsl:package>
