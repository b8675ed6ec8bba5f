<?xml version="1.0" encoding="UTF-8"?>
<!-- Verse: groups of lines, their numbers, lines that several speakers share. -->
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

  <xsl:template mode="m:text" as="element()" match="lg">
    <div>
      <xsl:sequence select="f:class(., ('lg', @part[. != 'N'] ! ('part-' || .))), f:own(.), f:style(.), f:metre(.)"/>
      <xsl:apply-templates mode="m:text"/>
    </div>
  </xsl:template>

  <xsl:template mode="m:text" as="node()*" match="l">
    <xsl:choose>
      <xsl:when test="@te:dress or @n or @part or @met or @real or @rhyme or not(@te:anchor)">
        <xsl:apply-templates mode="m:dressed" select="."/>
      </xsl:when>
      <xsl:otherwise>
        <span class="l" id="{@te:anchor}">
          <xsl:apply-templates mode="m:text"/>
          <xsl:text> </xsl:text>
        </span>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template mode="m:dressed" as="element()" match="l">
    <span class="{'l', 'part-I'[current()/@part = ('I', 'i')], @te:kinds, if (@te:dress) then f:looks(.) else ()}">
      <xsl:if test="@te:anchor">
        <xsl:attribute name="id" select="@te:anchor"/>
      </xsl:if>
      <xsl:if test="@te:dress">
        <xsl:sequence select="f:dress(.)"/>
      </xsl:if>
      <xsl:if test="@met | @real | @rhyme | @n">
        <xsl:sequence select="f:metre(.), f:line-number(.)"/>
      </xsl:if>
      <xsl:apply-templates mode="m:text"/>
      <xsl:text> </xsl:text>
    </span>
  </xsl:template>

  <!-- The second part of a line begins where the first ends: a copy of that, which nobody sees or hears, holds it there. -->
  <xsl:template mode="m:dressed" as="element()" match="l[@part = ('M', 'F', 'm', 'f')]">
    <span>
      <xsl:sequence select="f:class(., ('l', 'part-' || upper-case(@part))), f:own(.), f:style(.), f:metre(.)"/>
      <xsl:variable name="before" as="xs:string" select="f:said-before(.)"/>
      <xsl:if test="$before">
        <span class="before" data-te="own" aria-hidden="true"><xsl:value-of select="$before || ' '"/></span>
      </xsl:if>
      <xsl:apply-templates mode="m:text"/>
      <xsl:text> </xsl:text>
    </span>
  </xsl:template>

  <!-- What the earlier parts of a line say. -->
  <xsl:function name="f:said-before" as="xs:string" visibility="private">
    <xsl:param name="line" as="element(l)"/>
    <xsl:sequence select="normalize-space(string-join(f:earlier-parts($line) ! f:plain(.), ' '))"/>
  </xsl:function>

  <!-- Every fifth number of those that count; one with letters in it ("12a") as it is written. -->
  <xsl:function name="f:line-number" as="element()?" visibility="private">
    <xsl:param name="line" as="element(l)"/>
    <xsl:variable name="number" as="xs:string?" select="$line/@n ! normalize-space(.)"/>
    <xsl:if test="$number and (if (matches($number, '^\d+$')) then ends-with($number, '0') or ends-with($number, '5') else true())">
      <span class="line-number" data-te="own" aria-hidden="true"><xsl:value-of select="$number"/></span>
    </xsl:if>
  </xsl:function>

  <!-- Metre and rhyme, where the encoding says them: seen when asked for. -->
  <xsl:function name="f:metre" as="attribute()?" visibility="private">
    <xsl:param name="element" as="element()"/>
    <xsl:if test="$element/(@met | @real | @rhyme)">
      <xsl:attribute name="title"
        select="string-join(($element/(@real, @met)[1] ! (f:say('metre') || ': ' || .), $element/@rhyme ! (f:say('rhyme') || ': ' || .)), ' · ')"/>
    </xsl:if>
  </xsl:function>

  <xsl:template mode="m:text" as="element()" match="caesura">
    <span class="caesura">
      <xsl:sequence select="f:own(.)"/>
      <xsl:text> </xsl:text>
    </span>
  </xsl:template>

  <xsl:template mode="m:text" as="element()" match="rhyme">
    <span>
      <xsl:sequence select="f:class(., 'rhyme'), f:own(.)"/>
      <xsl:if test="@label">
        <xsl:attribute name="title" select="f:say('rhyme') || ': ' || @label"/>
      </xsl:if>
      <xsl:apply-templates mode="m:text"/>
    </span>
  </xsl:template>
</xsl:stylesheet>
