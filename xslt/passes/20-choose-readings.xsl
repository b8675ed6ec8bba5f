<?xml version="1.0" encoding="UTF-8"?>
<!--
  Marks what is seen in only one view, and gives editorial intervention its signs.

  Nothing is removed, so that fn:path() of a node stays what it is in the user's document.
    te:view   "source" or "reading": the element is shown in that view alone; without it, in both
    te:open, te:close   the signs around it in the source view, from modules/signs.xsl
    te:join   on lb, pb, cb, gb, milestone with @break="no": no space is seen there
-->
<xsl:package name="urn:teiedit:passes:choose-readings" package-version="1.0" version="3.0" declared-modes="yes"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:tei="http://www.tei-c.org/ns/1.0"
  xmlns:te="urn:teiedit:annotation"
  xmlns:f="urn:teiedit:functions"
  xmlns:m="urn:teiedit:modes"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="#all">

  <xsl:include href="../modules/signs.xsl"/>

  <xsl:mode name="m:choose" on-no-match="shallow-copy" on-multiple-match="fail" visibility="final"/>
  <xsl:mode on-no-match="fail" on-multiple-match="fail"/>

  <xsl:template match="/" as="document-node()">
    <xsl:document>
      <xsl:apply-templates mode="m:choose"/>
    </xsl:document>
  </xsl:template>

  <!-- What stood there: the wrong, the original, the short, the deleted, the superfluous. -->
  <xsl:template mode="m:choose" as="element()"
    match="choice/sic | choice/orig | choice/abbr | am | surplus | del | subst/del">
    <xsl:sequence select="f:marked(., 'source')"/>
  </xsl:template>

  <!-- A deletion that was cancelled stands. -->
  <xsl:template mode="m:choose" as="element()" match="restore/del" priority="2">
    <xsl:sequence select="f:marked(., ())"/>
  </xsl:template>

  <!-- What the editors put in its stead. -->
  <xsl:template mode="m:choose" as="element()" match="choice/corr | choice/reg | choice/expan">
    <xsl:sequence select="f:marked(., 'reading')"/>
  </xsl:template>

  <!-- A single sic, supplied, unclear and so on is seen in both views, with its signs in the source view. -->
  <xsl:template mode="m:choose" as="element()"
    match="*[f:has-signs(.)][not(parent::choice)][not(self::surplus | self::del | self::am)]">
    <xsl:sequence select="f:marked(., ())"/>
  </xsl:template>

  <xsl:template mode="m:choose" as="element()" match="(lb | pb | cb | gb | milestone)[@break = 'no']">
    <xsl:copy>
      <xsl:copy-of select="@*"/>
      <xsl:attribute name="te:join" select="'yes'"/>
    </xsl:copy>
  </xsl:template>

  <xsl:function name="f:marked" as="element()" visibility="private">
    <xsl:param name="element" as="element()"/>
    <xsl:param name="view" as="xs:string?"/>
    <xsl:variable name="signs" as="element()?" select="f:signs($element)"/>
    <xsl:for-each select="$element">
      <xsl:copy>
        <xsl:copy-of select="@*"/>
        <xsl:if test="exists($view)">
          <xsl:attribute name="te:view" select="$view"/>
        </xsl:if>
        <xsl:if test="exists($signs)">
          <xsl:attribute name="te:open" select="$signs/@open"/>
          <xsl:attribute name="te:close" select="$signs/@close"/>
        </xsl:if>
        <xsl:apply-templates mode="m:choose"/>
      </xsl:copy>
    </xsl:for-each>
  </xsl:function>
</xsl:package>
