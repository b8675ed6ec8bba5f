<?xml version="1.0" encoding="UTF-8"?>
<!-- What was added, deleted or damaged from one place to another, across the elements between them. -->
<xsl:stylesheet version="3.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:map="http://www.w3.org/2005/xpath-functions/map"
  xmlns:te="urn:teiedit:annotation"
  xmlns:f="urn:teiedit:functions"
  xmlns:m="urn:teiedit:modes"
  xmlns:v="urn:teiedit:variables"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="#all">

  <xsl:key name="span-to" match="addSpan | delSpan | damageSpan" use="tokenize(@spanTo) ! substring-after(., '#')"/>

  <!-- The spans that are open at a place: where each ends, and of which kind it is. -->
  <xsl:accumulator name="v:spans" as="map(xs:string, xs:string)" initial-value="map {}">
    <xsl:accumulator-rule match="text" select="if (ancestor::text) then $value else map {}"/>
    <xsl:accumulator-rule match="*[@xml:id][not(self::text)]" select="if (map:size($value)) then map:remove($value, string(@xml:id)) else $value"/>
    <!-- One that says nowhere where it ends, or leads nowhere, would take the whole rest with it. -->
    <xsl:accumulator-rule match="(addSpan | delSpan | damageSpan)[starts-with(@spanTo, '#')]"
      select="if (key('id', substring(@spanTo, 2))[. >> current()])
              then map:put($value, substring(@spanTo, 2), replace(local-name(), 'Span', '')) else $value"/>
  </xsl:accumulator>

  <xsl:template mode="m:text" as="node()*" match="text()[map:size(accumulator-before('v:spans')) gt 0][normalize-space()]" priority="3">
    <xsl:variable name="kinds" as="xs:string*" select="accumulator-before('v:spans')?*"/>
    <span class="{string-join((distinct-values($kinds), 'src'[$kinds = 'del'], 'spanned'), ' ')}">
      <xsl:next-match/>
    </span>
  </xsl:template>

  <xsl:template mode="m:text" as="node()*" match="addSpan | delSpan | damageSpan">
    <xsl:sequence select="f:place(.)"/>
    <xsl:sequence select="f:sign($v:signs-by-element(replace(local-name(), 'Span', ''))[1]/@open)"/>
  </xsl:template>

  <xsl:template mode="m:text" as="node()*" match="anchor">
    <xsl:for-each select="key('span-to', @xml:id)">
      <xsl:sequence select="f:sign($v:signs-by-element(replace(local-name(), 'Span', ''))[1]/@close)"/>
    </xsl:for-each>
    <xsl:sequence select="f:place(.)"/>
  </xsl:template>

  <xsl:function name="f:sign" as="element()?" visibility="private">
    <xsl:param name="sign" as="xs:string?"/>
    <xsl:if test="$sign">
      <span class="sign src" data-te="own"><xsl:value-of select="$sign"/></span>
    </xsl:if>
  </xsl:function>

  <!-- Nothing to see, and yet something to point to. -->
  <xsl:function name="f:place" as="element()?" visibility="private">
    <xsl:param name="element" as="element()"/>
    <xsl:if test="$element/@te:anchor">
      <span id="{$element/@te:anchor}" class="anchor"/>
    </xsl:if>
  </xsl:function>
</xsl:stylesheet>
