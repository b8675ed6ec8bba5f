<?xml version="1.0" encoding="UTF-8"?>
<!--
  Editorial signs on the page: around words, after each letter, and in a legend of those that the page has.

  Which signs these are is said by the tables in xslt/signs/; the passes put them on the elements.
-->
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

  <xsl:function name="f:sign" as="element()?" visibility="private">
    <xsl:param name="sign" as="xs:string?"/>
    <xsl:if test="$sign">
      <span class="sign" data-view="source" data-te="own"><xsl:value-of select="$sign"/></span>
    </xsl:if>
  </xsl:function>

  <xsl:function name="f:each-letter" as="node()*" visibility="private">
    <xsl:param name="text" as="xs:string"/>
    <xsl:param name="each" as="xs:string"/>
    <xsl:choose>
      <xsl:when test="normalize-space($text)">
        <span data-view="reading changes"><xsl:value-of select="$text"/></span>
        <!-- Accents belong to their letter: the sign goes behind them. -->
        <span data-view="source" data-each="{$each}"><xsl:value-of select="replace($text, '([\p{L}\p{N}]\p{M}*)', '$1' || $each)"/></span>
      </xsl:when>
      <xsl:otherwise>
        <xsl:value-of select="$text"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <!-- The signs that the page has, and what they mean. -->
  <xsl:function name="f:legend" as="element()?" visibility="private">
    <xsl:param name="tei" as="element()"/>
    <xsl:if test="$tei/@te:signs">
      <details class="signs" data-te="own" data-view="source">
        <summary><xsl:value-of select="f:say('signs')"/></summary>
        <dl>
          <xsl:for-each-group select="parse-json($tei/@te:signs)?*" group-by="f:specimen(.) || ?class">
            <dt class="{?class}"><xsl:value-of select="f:specimen(.)"/></dt>
            <dd><xsl:value-of select="distinct-values(current-group() ! f:say(?meaning))" separator="; "/></dd>
          </xsl:for-each-group>
        </dl>
      </details>
    </xsl:if>
  </xsl:function>

  <xsl:function name="f:specimen" as="xs:string" visibility="private">
    <xsl:param name="row" as="map(*)"/>
    <xsl:variable name="words" as="xs:string"
      select="if ($row?element = ('gap', 'space')) then ($row?each ! (. || . || .))[$row?each] else replace('abc', '(.)', '$1' || $row?each)"/>
    <xsl:sequence select="if ($row?element = ('gap', 'space') and not($row?each)) then $row?text
                          else $row?open || $words || $row?close"/>
  </xsl:function>
</xsl:stylesheet>
