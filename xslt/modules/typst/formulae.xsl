<?xml version="1.0" encoding="UTF-8"?>
<!--
  Formulae. MathML becomes Typst's own, element by element, where all of it is known; else its words are printed.
-->
<xsl:stylesheet version="3.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:map="http://www.w3.org/2005/xpath-functions/map"
  xmlns:te="urn:teiedit:annotation"
  xmlns:t="urn:teiedit:typst"
  xmlns:f="urn:teiedit:functions"
  xmlns:m="urn:teiedit:modes"
  xmlns:v="urn:teiedit:variables"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="#all">

  <xsl:variable name="v:mathml" as="xs:string" select="'http://www.w3.org/1998/Math/MathML'"/>
  <xsl:variable name="v:known-mathml" as="map(xs:string, xs:boolean)"
    select="map:merge(tokenize('math semantics mrow mstyle mpadded mphantom mi mn mo mtext ms mspace mfrac msup msub msubsup mover munder
                               munderover msqrt mroot mfenced mtable mtr mtd annotation annotation-xml') ! map { . : true() })"/>

  <xsl:mode name="m:math" on-no-match="shallow-skip" on-multiple-match="fail" visibility="final"/>

  <xsl:template mode="m:typst" as="node()*" match="formula">
    <xsl:variable name="math" as="element()?" select="*[local-name() = 'math' and namespace-uri() = $v:mathml][1]"/>
    <xsl:variable name="is-block" as="xs:boolean"
      select="f:is-division(..) or parent::figure or tokenize(lower-case(@rend)) = ('display', 'block') or $math/@display = 'block'"/>
    <xsl:choose>
      <xsl:when test="$math[f:is-drawn(.)]">
        <t:equation alt="{f:plain($math)}" display="{if ($is-block) then 'yes' else 'no'}">
          <xsl:sequence select="f:formula-number(.)[$is-block]"/>
          <xsl:apply-templates mode="m:math" select="$math"/>
        </t:equation>
      </xsl:when>
      <xsl:when test="$is-block">
        <t:formula-block>
          <xsl:sequence select="f:formula-number(.)"/>
          <xsl:apply-templates mode="m:typst"/>
        </t:formula-block>
      </xsl:when>
      <xsl:otherwise>
        <xsl:apply-templates mode="m:typst"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:function name="f:formula-number" as="element(t:arg)?" visibility="private">
    <xsl:param name="formula" as="element(formula)"/>
    <xsl:for-each select="$formula/@n[normalize-space()]">
      <t:arg name="n">
        <t:own>
          <xsl:value-of select="if (matches(., '^\(')) then . else '(' || . || ')'"/>
        </t:own>
      </t:arg>
    </xsl:for-each>
  </xsl:function>

  <xsl:function name="f:is-drawn" as="xs:boolean" visibility="private">
    <xsl:param name="math" as="element()"/>
    <xsl:sequence select="normalize-space($math) != ''
      and (every $one in $math/descendant::* satisfies namespace-uri($one) = $v:mathml and map:contains($v:known-mathml, local-name($one)))
      and (every $one in $math/descendant::*[local-name() = ('mfrac', 'msup', 'msub', 'mover', 'munder', 'mroot')] satisfies count($one/*) = 2)
      and (every $one in $math/descendant::*[local-name() = ('msubsup', 'munderover')] satisfies count($one/*) = 3)"/>
  </xsl:function>

  <!-- Outside a formula, and what is not drawn: its words. -->
  <xsl:template mode="m:typst" as="node()*" match="*[namespace-uri() = $v:mathml]" priority="-3">
    <xsl:choose>
      <xsl:when test="local-name() = 'math' and not(parent::formula) and f:is-drawn(.)">
        <t:equation alt="{f:plain(.)}" display="{if (@display = 'block') then 'yes' else 'no'}">
          <xsl:apply-templates mode="m:math"/>
        </t:equation>
      </xsl:when>
      <xsl:when test="local-name() = ('annotation', 'annotation-xml')"/>
      <xsl:otherwise>
        <xsl:for-each select="* | text()[normalize-space()]">
          <xsl:value-of select="if (position() gt 1) then ' ' else ''"/>
          <xsl:apply-templates mode="m:typst" select="."/>
        </xsl:for-each>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template mode="m:math" as="empty-sequence()" match="*:annotation | *:annotation-xml | *:mphantom"/>

  <xsl:template mode="m:math" as="element()" match="*:mi | *:mn | *:mo | *:mtext | *:ms">
    <xsl:element name="t:{replace(local-name(), '^ms$', 'mtext')}">
      <xsl:attribute name="said" select="normalize-space()"/>
      <xsl:if test="self::*:mtext[matches(., '^[\s&#xA0;]|[\s&#xA0;]$')]">
        <xsl:attribute name="apart" select="'yes'"/>
      </xsl:if>
    </xsl:element>
  </xsl:template>

  <xsl:template mode="m:math" as="element()" match="*:mspace">
    <t:mspace/>
  </xsl:template>

  <xsl:template mode="m:math" as="element()" match="*:mrow | *:mtd">
    <xsl:element name="t:{local-name()}">
      <xsl:apply-templates mode="m:math" select="*"/>
    </xsl:element>
  </xsl:template>

  <xsl:template mode="m:math" as="element()" match="*:mfrac">
    <t:mfrac>
      <xsl:sequence select="f:math-part('over', *[1]), f:math-part('under', *[2])"/>
    </t:mfrac>
  </xsl:template>

  <xsl:function name="f:math-part" as="element(t:arg)" visibility="private">
    <xsl:param name="name" as="xs:string"/>
    <xsl:param name="part" as="element()"/>
    <t:arg name="{$name}">
      <xsl:apply-templates mode="m:math" select="$part"/>
    </t:arg>
  </xsl:function>

  <xsl:template mode="m:math" as="element()" match="*:msup | *:msub | *:msubsup | *:mover | *:munder | *:munderover">
    <xsl:variable name="name" as="xs:string" select="local-name()"/>
    <t:mscript limits="{if (contains($name, 'under') or contains($name, 'over')) then 'yes' else 'no'}">
      <xsl:sequence select="if ($name = ('msup', 'mover')) then f:math-part('over', *[2])
                            else if ($name = ('msub', 'munder')) then f:math-part('under', *[2])
                            else (f:math-part('under', *[2]), f:math-part('over', *[3]))"/>
      <xsl:apply-templates mode="m:math" select="*[1]"/>
    </t:mscript>
  </xsl:template>

  <xsl:template mode="m:math" as="element()" match="*:msqrt">
    <t:msqrt>
      <xsl:apply-templates mode="m:math" select="*"/>
    </t:msqrt>
  </xsl:template>

  <xsl:template mode="m:math" as="element()" match="*:mroot">
    <t:mroot>
      <xsl:sequence select="f:math-part('index', *[2])"/>
      <xsl:apply-templates mode="m:math" select="*[1]"/>
    </t:mroot>
  </xsl:template>

  <xsl:template mode="m:math" as="element()" match="*:mfenced">
    <xsl:variable name="between" as="xs:string" select="substring((@separators, ',')[1], 1, 1)"/>
    <t:mfenced open="{(@open, '(')[1]}" close="{(@close, ')')[1]}">
      <xsl:for-each select="*">
        <xsl:if test="position() gt 1 and $between">
          <t:mo said="{$between}"/>
        </xsl:if>
        <xsl:apply-templates mode="m:math" select="."/>
      </xsl:for-each>
    </t:mfenced>
  </xsl:template>

  <xsl:template mode="m:math" as="element()" match="*:mtable">
    <t:mtable>
      <t:array>
        <xsl:apply-templates mode="m:math" select="*:mtr"/>
      </t:array>
    </t:mtable>
  </xsl:template>

  <xsl:template mode="m:math" as="element()" match="*:mtr">
    <t:mtr>
      <t:array>
        <xsl:apply-templates mode="m:math" select="*:mtd"/>
      </t:array>
    </t:mtr>
  </xsl:template>
</xsl:stylesheet>
