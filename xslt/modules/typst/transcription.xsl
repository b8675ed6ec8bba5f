<?xml version="1.0" encoding="UTF-8"?>
<!--
  The source as an object: its pages and lines, gaps, alternatives in one place.
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

  <xsl:template mode="m:typst" as="node()*" match="pb">
    <xsl:param name="copy" as="xs:boolean" tunnel="yes" select="false()"/>
    <xsl:sequence select="f:break(.)[not($copy)]"/>
  </xsl:template>

  <xsl:template mode="m:typst" as="node()*" match="cb | gb">
    <xsl:param name="copy" as="xs:boolean" tunnel="yes" select="false()"/>
    <xsl:sequence select="f:break(.)[not($copy)][$view = 'source' or self::text()]"/>
  </xsl:template>

  <!-- The number of a page or a column of the source; words on both sides are apart, unless it stands in one. -->
  <xsl:function name="f:break" as="node()*" visibility="private">
    <xsl:param name="break" as="element()"/>
    <xsl:value-of select="' '[not($break/@te:join)]"/>
    <xsl:if test="$break/@n != ''">
      <t:pb n="{$break/@n}" join="{($break/@te:join, 'no')[1]}"/>
      <xsl:value-of select="' '[not($break/@te:join)]"/>
    </xsl:if>
  </xsl:function>

  <xsl:template mode="m:typst" as="node()*" match="milestone">
    <xsl:param name="copy" as="xs:boolean" tunnel="yes" select="false()"/>
    <xsl:choose>
      <xsl:when test="$copy"/>
      <xsl:when test="@n != ''">
        <xsl:sequence select="f:break(.)"/>
      </xsl:when>
      <xsl:when test="f:is-division(..) and @unit = ('section', 'absatz', 'undefined', 'rule', 'ornament')">
        <t:ornament/>
      </xsl:when>
    </xsl:choose>
  </xsl:template>

  <!-- From here another hand writes, or the same one otherwise. -->
  <xsl:template mode="m:typst" as="node()*" match="handShift">
    <xsl:param name="copy" as="xs:boolean" tunnel="yes" select="false()"/>
    <xsl:if test="not($copy)">
      <t:hi rend="small">
        <xsl:value-of select="f:hand-said(.)"/>
      </t:hi>
      <xsl:text> </xsl:text>
    </xsl:if>
    <xsl:apply-templates mode="m:typst"/>
  </xsl:template>

  <!-- Lines of the source are kept where they matter to its meaning; in prose, only in the source view. -->
  <xsl:template mode="m:typst" as="node()*" match="lb">
    <xsl:param name="copy" as="xs:boolean" tunnel="yes" select="false()"/>
    <xsl:choose>
      <xsl:when test="$copy and @te:join">
        <t:join/>
      </xsl:when>
      <xsl:when test="$copy or f:opens-block(.)">
        <xsl:text> </xsl:text>
      </xsl:when>
      <xsl:when test="$view = 'source' or f:keeps-lines(.)">
        <xsl:choose>
          <xsl:when test="parent::ab and matches(@n, '^\d*[05]$')">
            <t:br n="{@n}"/>
          </xsl:when>
          <xsl:otherwise>
            <t:br/>
          </xsl:otherwise>
        </xsl:choose>
      </xsl:when>
      <xsl:when test="@te:join">
        <t:join/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:text> </xsl:text>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:function name="f:keeps-lines" as="xs:boolean" visibility="private">
    <xsl:param name="lb" as="element(lb)"/>
    <xsl:sequence select="exists($lb/ancestor::*[self::p | self::ab | self::head | self::opener | self::closer
      | self::dateline | self::salute | self::signed | self::address | self::addrLine | self::titlePart | self::docImprint
      | self::byline | self::docTitle | self::cell | self::l | self::item | self::note | self::q | self::quote | self::trailer
      | self::stage | self::label][1]
        [not(self::p | self::note | self::q | self::quote | self::l)]
        [not(self::item[f:is-inline-list(..)])])"/>
  </xsl:function>

  <xsl:function name="f:opens-block" as="xs:boolean" visibility="private">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="f:is-first($element) and (
        exists($element/..[self::p | self::ab | self::head | self::l | self::cell | self::item | self::note | self::signed
                           | self::salute | self::dateline | self::opener | self::closer | self::titlePart | self::stage
                           | self::div | self::body | self::addrLine | self::byline])
        or f:opens-block($element/..[ancestor::text]))"/>
  </xsl:function>

  <!-- Each view shows one alternative; where an intervention is told, all of them are. -->
  <xsl:template mode="m:typst" as="node()*" match="choice | alternation">
    <xsl:param name="copy" as="xs:boolean" tunnel="yes" select="false()"/>
    <xsl:for-each select="*">
      <xsl:value-of select="'/'[$copy][current()/preceding-sibling::*]"/>
      <xsl:apply-templates mode="m:typst" select="."/>
    </xsl:for-each>
  </xsl:template>

  <xsl:template mode="m:typst" as="node()*" match="subst">
    <xsl:apply-templates mode="m:typst"/>
  </xsl:template>

  <xsl:template mode="m:typst" as="node()*" match="gap[@te:text][$view = 'source']" priority="1">
    <xsl:param name="copy" as="xs:boolean" tunnel="yes" select="false()"/>
    <xsl:choose>
      <xsl:when test="$copy">
        <xsl:next-match/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:value-of select="@te:text"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template mode="m:typst" as="node()*" match="gap">
    <xsl:text>[…</xsl:text>
    <xsl:if test="desc">
      <xsl:text> </xsl:text>
      <xsl:apply-templates mode="m:typst"/>
    </xsl:if>
    <xsl:if test="not(desc) and f:extent(.) != ''">
      <xsl:value-of select="' ' || f:extent(.) || ' …'"/>
    </xsl:if>
    <xsl:text>]</xsl:text>
  </xsl:template>

  <xsl:function name="f:extent" as="xs:string" visibility="private">
    <xsl:param name="gap" as="element()"/>
    <xsl:variable name="much" as="xs:string?" select="($gap/@quantity, $gap/@extent[. != 'unknown'])[1]"/>
    <xsl:variable name="range" as="xs:string?"
      select="if ($gap/@atLeast and $gap/@atMost) then $gap/@atLeast || '–' || $gap/@atMost else ()"/>
    <xsl:sequence select="if (($much, $range)[1]) then f:measure(($much, $range)[1], $gap/@unit) else ''"/>
  </xsl:function>

  <!-- Running titles and page numbers of the source, as it has them. -->
  <xsl:template mode="m:typst" as="node()*" match="fw">
    <xsl:param name="copy" as="xs:boolean" tunnel="yes" select="false()"/>
    <xsl:if test="not($copy)">
      <xsl:text> </xsl:text>
      <t:hi rend="small">
        <xsl:text>[</xsl:text>
        <xsl:apply-templates mode="m:typst"/>
        <xsl:text>]</xsl:text>
      </t:hi>
      <xsl:text> </xsl:text>
    </xsl:if>
  </xsl:template>
</xsl:stylesheet>
