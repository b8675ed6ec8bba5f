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
    <xsl:variable name="kind" as="xs:string" select="f:list-kind(.)"/>
    <xsl:apply-templates mode="m:typst" select="f:before-items(.)"/>
    <xsl:if test="item | label">
      <t:items kind="{$kind}" nested="{if (ancestor::*[self::item or self::cell or self::note]) then 'yes' else 'no'}">
        <xsl:if test="$kind = 'ordered'">
          <xsl:attribute name="look" select="f:numbering(.)"/>
        </xsl:if>
        <t:array>
          <xsl:apply-templates mode="m:item" select="item | label[not(following-sibling::*[1][self::item])]"/>
        </t:array>
      </t:items>
    </xsl:if>
  </xsl:template>

  <!-- In a paragraph it runs on with the sentence; elsewhere it is a paragraph of its own. -->
  <xsl:template mode="m:typst" as="node()*" match="list[f:is-inline-list(.)]" priority="1">
    <xsl:choose>
      <xsl:when test="ancestor::*[self::p or self::note or self::item or self::cell][1]">
        <xsl:call-template name="run-on"/>
      </xsl:when>
      <xsl:otherwise>
        <t:para indent="no">
          <xsl:call-template name="run-on"/>
        </t:para>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template name="run-on" as="node()*">
    <xsl:for-each select="head">
      <t:hi rend="italic">
        <xsl:apply-templates mode="m:typst"/>
      </t:hi>
      <xsl:text> </xsl:text>
    </xsl:for-each>
    <xsl:for-each select="* except head">
      <xsl:if test="@n">
        <t:own>
          <xsl:value-of select="@n || ' '"/>
        </t:own>
      </xsl:if>
      <xsl:apply-templates mode="m:typst" select="."/>
      <xsl:text> </xsl:text>
    </xsl:for-each>
  </xsl:template>

  <xsl:template mode="m:typst" as="node()*" match="item">
    <xsl:apply-templates mode="m:typst"/>
  </xsl:template>

  <!-- How the numbers look, as Typst writes it. -->
  <xsl:function name="f:numbering" as="xs:string" visibility="private">
    <xsl:param name="list" as="element(list)"/>
    <xsl:variable name="how" as="xs:string" select="lower-case($list/@rend || ' ' || $list/@style || ' ' || $list/@type)"/>
    <xsl:sequence select="if (contains($how, 'lower-roman')) then 'i.' else if (contains($how, 'roman')) then 'I.'
                          else if (matches($how, 'upper-alpha|upper-latin')) then 'A.'
                          else if (matches($how, 'alpha|latin|letter')) then 'a)' else '1.'"/>
  </xsl:function>

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
      else if ($list/item/@n) then 'numbered'
      else if (some $one in $how satisfies matches($one, '^(ordered|numbered|enumerated?|decimal|(upper|lower)-(alpha|roman|latin))$')) then 'ordered'
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
            <t:own>
              <xsl:value-of select="@n"/>
            </t:own>
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
