<?xml version="1.0" encoding="UTF-8"?>
<!--
  Lists: bulleted, ordered, labelled, run on in the line. What stands between items goes with the item before it.
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

  <xsl:mode name="m:item" on-no-match="fail" on-multiple-match="fail" visibility="final"/>
  <xsl:mode name="m:trailing" on-no-match="shallow-skip" on-multiple-match="fail" visibility="final"/>

  <xsl:function name="f:is-inline-list" as="xs:boolean" visibility="private">
    <xsl:param name="list" as="element()?"/>
    <xsl:sequence select="exists($list[self::list][@type = 'inline' or tokenize(@rend) = ('inline', 'run-on')])"/>
  </xsl:function>

  <xsl:template mode="m:typst" as="node()*" match="list">
    <xsl:apply-templates mode="m:typst" select="f:before-items(.)"/>
    <xsl:if test="item | label">
      <t:items kind="{f:list-kind(.)}">
        <t:array>
          <xsl:apply-templates mode="m:item" select="item | label[not(following-sibling::*[1][self::item])]"/>
        </t:array>
      </t:items>
    </xsl:if>
  </xsl:template>

  <xsl:template mode="m:typst" as="element()" match="list[f:is-inline-list(.)]" priority="1">
    <t:para indent="no">
      <xsl:for-each select="head">
        <t:hi rend="italic">
          <xsl:apply-templates mode="m:typst"/>
        </t:hi>
        <xsl:text> </xsl:text>
      </xsl:for-each>
      <xsl:for-each select="* except head">
        <xsl:apply-templates mode="m:typst" select="."/>
        <xsl:text> </xsl:text>
      </xsl:for-each>
    </t:para>
  </xsl:template>

  <xsl:template mode="m:typst" as="node()*" match="item">
    <xsl:apply-templates mode="m:typst"/>
  </xsl:template>

  <xsl:template mode="m:typst" as="node()*" match="headLabel | headItem">
    <xsl:text> </xsl:text>
    <t:hi rend="italic">
      <xsl:apply-templates mode="m:typst"/>
    </t:hi>
    <xsl:text> </xsl:text>
  </xsl:template>

  <xsl:function name="f:before-items" as="element()*" visibility="private">
    <xsl:param name="list" as="element()"/>
    <xsl:sequence select="let $first := $list/(item | label)[1]
                          return if ($first) then $list/*[. &lt;&lt; $first] else $list/*"/>
  </xsl:function>

  <xsl:function name="f:list-kind" as="xs:string" visibility="private">
    <xsl:param name="list" as="element()"/>
    <xsl:variable name="how" as="xs:string*" select="f:tokens($list), lower-case($list/@type)"/>
    <xsl:sequence select="if ($list/label[following-sibling::*[1][self::item]]) then 'labelled'
      else if ($how = ('ordered', 'numbered', 'enumerate', 'enumerated', 'decimal')) then 'ordered'
      else if ($list/item/@n) then 'labelled'
      else if ($how = ('bulleted', 'unordered', 'bullet', 'bullets', 'disc', 'itemize')) then 'bulleted' else 'simple'"/>
  </xsl:function>

  <xsl:template mode="m:item" as="element(t:item)" match="item">
    <t:item>
      <xsl:choose>
        <xsl:when test="preceding-sibling::*[1][self::label]">
          <t:arg name="label">
            <xsl:apply-templates mode="m:typst" select="preceding-sibling::*[1]"/>
          </t:arg>
        </xsl:when>
        <xsl:when test="@n">
          <t:arg name="label">
            <xsl:value-of select="@n"/>
          </t:arg>
        </xsl:when>
      </xsl:choose>
      <xsl:apply-templates mode="m:typst" select="."/>
      <xsl:apply-templates mode="m:trailing" select="following-sibling::*[1]"/>
    </t:item>
  </xsl:template>

  <xsl:template mode="m:item" as="element(t:item)" match="label">
    <t:item>
      <xsl:apply-templates mode="m:typst" select="."/>
      <xsl:apply-templates mode="m:trailing" select="following-sibling::*[1]"/>
    </t:item>
  </xsl:template>

  <xsl:template mode="m:trailing" as="empty-sequence()" match="item | label" priority="1"/>

  <xsl:template mode="m:trailing" as="node()*" match="*">
    <xsl:apply-templates mode="m:typst" select="."/>
    <xsl:apply-templates mode="m:trailing" select="following-sibling::*[1]"/>
  </xsl:template>
</xsl:stylesheet>
