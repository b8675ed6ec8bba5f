<?xml version="1.0" encoding="UTF-8"?>
<!--
  The list of what the editors changed: what stands in the source, what is printed, who says so and why.

  It makes the reading text accountable, and holds every word that the view does not show.
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

  <!-- Alternatives are one intervention, whatever is within them. -->
  <xsl:function name="f:is-intervention" as="xs:boolean" visibility="private">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="exists($element[self::choice[*/@te:view] or self::subst[*/@te:view]
      or (@te:view != $view or ($view = 'reading' and (self::supplied | self::corr | self::sic | self::secl)))
         and not(parent::choice[*/@te:view] or parent::subst[*/@te:view])])"/>
  </xsl:function>

  <xsl:mode name="m:intervention" on-no-match="fail" on-multiple-match="fail" visibility="final"/>

  <xsl:template name="interventions" as="element()*">
    <xsl:variable name="all" as="element()*" select="(text | teiHeader/profileDesc/abstract)/descendant::*[f:is-intervention(.)]"/>
    <!-- One within another is told with it. -->
    <xsl:variable name="outer" as="element()*" select="$all[not(ancestor::*[@te:view][f:is-intervention(.) or ..[self::choice or self::subst]])]"/>
    <xsl:if test="exists($outer)">
      <t:back-head level="{f:added-level(.)}" title="{f:word('changed-words', .)}"/>
      <t:fine>
        <xsl:for-each-group select="$outer" group-by="f:intervention-key(.)">
          <t:entry>
            <xsl:apply-templates mode="m:intervention" select=".">
              <xsl:with-param name="copy" tunnel="yes" select="true()"/>
            </xsl:apply-templates>
            <t:arg name="pages">
              <t:pages ids="{current-group() ! f:place-of(.)}" word=""/>
            </t:arg>
          </t:entry>
        </xsl:for-each-group>
      </t:fine>
    </xsl:if>
  </xsl:template>

  <!-- The same change made again is one line with several pages. -->
  <xsl:function name="f:intervention-key" as="xs:string" visibility="private">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="string-join((local-name($element), $element//@te:by, $element/@reason, ($element, $element/*)/@cert, $element/@corresp,
      if ($element/self::choice or $element/self::subst) then $element/* ! (local-name() || '=' || normalize-space())
      else normalize-space($element)), '␟')"/>
  </xsl:function>

  <xsl:function name="f:place-of" as="xs:string?" visibility="private">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="string(($element, $element/descendant::*[@te:anchor][f:is-target(.)][1], $element/ancestor::*)[@te:anchor][f:is-target(.)][1]/@te:anchor)[. != '']"/>
  </xsl:function>

  <xsl:template mode="m:intervention" as="node()*" match="choice | subst">
    <xsl:variable name="new" as="element()*" select="if (self::choice) then *[@te:view = 'reading'] else add"/>
    <xsl:variable name="old" as="element()*" select="* except $new"/>
    <xsl:call-template name="words">
      <xsl:with-param name="of" select="$old"/>
    </xsl:call-template>
    <xsl:value-of select="' ' || f:word(f:change-word(.), .) || ' '"/>
    <xsl:call-template name="words">
      <xsl:with-param name="of" select="$new"/>
    </xsl:call-template>
    <xsl:sequence select="f:account(.)"/>
  </xsl:template>

  <xsl:template mode="m:intervention" as="node()*" match="*" priority="-1">
    <xsl:call-template name="words">
      <xsl:with-param name="of" select="."/>
    </xsl:call-template>
    <xsl:value-of select="' ' || f:word(f:change-word(.), .)"/>
    <xsl:sequence select="f:account(.)"/>
  </xsl:template>

  <xsl:template name="words" as="node()*">
    <xsl:param name="of" as="element()*"/>
    <xsl:for-each select="$of">
      <xsl:value-of select="if (position() gt 1) then ' / ' else ''"/>
      <t:hi rend="italic">
        <xsl:apply-templates mode="m:typst" select="."/>
        <xsl:value-of select="'…'[normalize-space(current()) = '']"/>
      </t:hi>
      <xsl:for-each select=".//note[@te:label][$view = 'reading'][ancestor::*/@te:view = 'source'] | .//note[@te:label][$view = 'source'][ancestor::*/@te:view = 'reading']">
        <xsl:text> (</xsl:text>
        <xsl:apply-templates mode="m:typst" select="node()"/>
        <xsl:text>)</xsl:text>
      </xsl:for-each>
    </xsl:for-each>
  </xsl:template>

  <xsl:function name="f:change-word" as="xs:string" visibility="private">
    <xsl:param name="element" as="element()"/>
    <xsl:variable name="name" as="xs:string" select="local-name($element)"/>
    <xsl:sequence select="if ($element/self::choice/(reg | orig)) then 'regularised-to'
      else if ($element/self::choice/(expan | abbr)) then 'stands-for'
      else if ($element/self::choice) then 'corrected-to'
      else if ($name = 'subst') then 'replaced-by'
      else if ($name = 'del') then 'deleted' else if ($name = ('surplus', 'secl')) then 'surplus'
      else if ($name = 'supplied') then 'supplied' else if ($name = 'sic') then 'sic'
      else if ($name = 'corr') then 'corrected' else 'in-source'"/>
  </xsl:function>

  <!-- "(Translator; reason repeated; certainty high; see note 2)" -->
  <xsl:function name="f:account" as="node()*" visibility="private">
    <xsl:param name="element" as="element()"/>
    <xsl:variable name="notes" as="element(note)*"
      select="tokenize($element/@corresp)[starts-with(., '#')] ! key('anchor', substring(., 2), root($element))[self::note][@te:label]"/>
    <xsl:variable name="said" as="xs:string*"
      select="distinct-values($element/descendant-or-self::*/@te:by), ($element, $element/*)/@reason ! (f:word('because', $element) || ' ' || .),
              ($element/@cert, $element/*/@cert)[1] ! (f:word('certainty', $element) || ' ' || .)"/>
    <xsl:if test="exists($said) or exists($notes)">
      <xsl:text> (</xsl:text>
      <xsl:value-of select="$said" separator="; "/>
      <xsl:for-each select="$notes">
        <xsl:value-of select="if (exists($said) or position() gt 1) then '; ' else ''"/>
        <t:to id="{@te:anchor}">
          <xsl:value-of select="f:word('see-note', $element) || '&#xA0;' || @te:label"/>
        </t:to>
      </xsl:for-each>
      <xsl:text>)</xsl:text>
    </xsl:if>
  </xsl:function>
</xsl:stylesheet>
