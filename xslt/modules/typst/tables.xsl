<?xml version="1.0" encoding="UTF-8"?>
<!--
  Tables: rows and cells as they are; tables.typ finds the columns.
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

  <xsl:template mode="m:typst" as="node()*" match="table">
    <xsl:apply-templates mode="m:typst" select="head"/>
    <xsl:if test="row/cell">
      <t:grid-table head="{count(row[f:is-head-row(.)][empty(preceding-sibling::row[not(f:is-head-row(.))])])}"
        repeat="{if (row[f:is-head-row(.)]//(note | app | te:call | *[@te:anchor]) or row[f:is-head-row(.)]//*[@te:call]) then 'no' else 'yes'}">
        <t:array>
          <xsl:apply-templates mode="m:row" select="row[cell]"/>
        </t:array>
      </t:grid-table>
    </xsl:if>
    <xsl:apply-templates mode="m:typst" select="* except (head | row[cell])"/>
  </xsl:template>

  <xsl:mode name="m:row" on-no-match="fail" on-multiple-match="fail" visibility="final"/>

  <xsl:template mode="m:row" as="element(t:row)" match="row">
    <t:row>
      <xsl:if test="@role = ('sum', 'total')">
        <xsl:attribute name="kind" select="'sum'"/>
      </xsl:if>
      <t:array>
        <xsl:apply-templates mode="m:row" select="cell"/>
      </t:array>
    </t:row>
  </xsl:template>

  <xsl:template mode="m:row" as="element(t:cell)" match="cell">
    <t:cell cols="{f:span(@cols)}" rows="{f:span(@rows)}" head="{if ((@role, ../@role)[1] = 'label') then 'yes' else 'no'}">
      <xsl:if test="string-length(.) le 24 and matches(., '\d') and matches(., '^[\s\d.,:+\-−–%‰$£€½¼¾/()…]+$')">
        <xsl:attribute name="number" select="'yes'"/>
      </xsl:if>
      <xsl:sequence select="f:place(.)"/>
      <xsl:apply-templates mode="m:typst" select="."/>
      <!-- What stands between cells (a page break) goes with the cell before it. -->
      <xsl:apply-templates mode="m:typst"
        select="following-sibling::*[1][not(self::cell)],
                if (empty(following-sibling::cell)) then ../following-sibling::*[1][self::pb | self::milestone | self::fw] else ()"/>
    </t:cell>
  </xsl:template>

  <xsl:template mode="m:typst" as="node()*" match="cell | row">
    <xsl:apply-templates mode="m:typst"/>
  </xsl:template>

  <xsl:template mode="m:typst" as="empty-sequence()" match="table/pb | table/milestone | table/fw" priority="5"/>

  <xsl:function name="f:is-head-row" as="xs:boolean" visibility="private">
    <xsl:param name="row" as="element(row)"/>
    <xsl:sequence select="$row/@role = 'label'"/>
  </xsl:function>

  <xsl:function name="f:span" as="xs:integer" visibility="private">
    <xsl:param name="count" as="attribute()?"/>
    <xsl:sequence select="if ($count castable as xs:integer) then max((1, min((40, xs:integer($count))))) else 1"/>
  </xsl:function>
</xsl:stylesheet>
