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

  <!-- Most documents have nothing of the kind: their text is copied without a question. -->
  <xsl:variable name="v:has-marked-text" as="xs:boolean" select="exists(/*/@te:spans)"/>

  <!-- The spans that are open at a place: where each ends, and of which kind it is. -->
  <xsl:accumulator name="v:spans" as="map(xs:string, xs:string)" initial-value="map {}">
    <xsl:accumulator-rule match="text" select="if (ancestor::text) then $value else map {}"/>
    <xsl:accumulator-rule match="*[@xml:id][not(self::text)]" select="if (map:size($value)) then map:remove($value, string(@xml:id)) else $value"/>
    <!-- One that says nowhere where it ends, or leads nowhere, would take the whole rest with it. -->
    <xsl:accumulator-rule match="(addSpan | delSpan | damageSpan)[starts-with(@spanTo, '#')]"
      select="if (key('id', substring(@spanTo, 2))[. >> current()])
              then map:put($value, substring(@spanTo, 2), replace(local-name(), 'Span', '')) else $value"/>
  </xsl:accumulator>

  <xsl:template mode="m:text" as="node()*" match="text()[$v:has-marked-text]" priority="3">
    <xsl:param name="each" as="xs:string?" tunnel="yes" select="()"/>
    <xsl:variable name="kinds" as="xs:string*" select="distinct-values(accumulator-before('v:spans')?*)"/>
    <xsl:variable name="text" as="node()*" select="if ($each) then f:each-letter(., $each) else ."/>
    <xsl:choose>
      <xsl:when test="exists($kinds) and normalize-space()">
        <span class="{string-join(('spanned', $kinds), ' ')}">
          <xsl:if test="$kinds = 'del'">
            <xsl:attribute name="data-view" select="$v:views('source')"/>
          </xsl:if>
          <xsl:copy-of select="$text"/>
        </span>
      </xsl:when>
      <xsl:otherwise>
        <xsl:copy-of select="$text"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- Where it begins. -->
  <xsl:template mode="m:text" as="node()*" match="addSpan | delSpan | damageSpan">
    <xsl:sequence select="f:place(.), f:sign(@te:open)"/>
  </xsl:template>

  <!-- Where it ends, most often; a place to point to in any case. -->
  <xsl:template mode="m:text" as="node()*" match="anchor">
    <xsl:sequence select="f:sign(@te:close), f:place(.)"/>
  </xsl:template>

  <!-- Nothing to see, and yet something to point to. -->
  <xsl:function name="f:place" as="element()?" visibility="private">
    <xsl:param name="element" as="element()"/>
    <xsl:if test="$element/@te:anchor">
      <span id="{$element/@te:anchor}" class="anchor"/>
    </xsl:if>
  </xsl:function>
</xsl:stylesheet>
