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
      or (f:is-told(.) or ($view != 'source' and (self::supplied | self::corr | self::sic | self::secl)))
         and not(parent::choice[*/@te:view] or parent::subst[*/@te:view])])"/>
  </xsl:function>

  <xsl:function name="f:is-told" as="xs:boolean" visibility="private">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="exists($element/@te:view[$view = 'changes' or . != $view])"/>
  </xsl:function>

  <xsl:mode name="m:intervention" on-no-match="fail" on-multiple-match="fail" visibility="final"/>

  <xsl:template name="interventions" as="element()*">
    <xsl:variable name="all" as="element()*" select="(text | teiHeader/profileDesc/abstract)/descendant::*[f:is-intervention(.)]"/>
    <!-- One within another is told with it. -->
    <xsl:variable name="outer" as="element()*" select="$all[not(ancestor::*[@te:view][f:is-intervention(.) or ..[self::choice or self::subst]])]"/>
    <xsl:variable name="spans" as="text()*"
      select="if ($v:has-marked-text and $view != 'source') then text//text()[f:is-deleted(.)][normalize-space()] else ()"/>
    <xsl:if test="exists($outer) or exists($spans)">
      <t:back-head level="{f:added-level(.)}" title="{f:word('changed-words', .)}">
        <xsl:sequence select="f:own-language()"/>
      </t:back-head>
      <t:fine>
        <t:own>
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
          <!-- What is deleted from one place to another. -->
          <xsl:for-each-group select="$spans" group-by="accumulator-before('v:deletions')?*">
            <t:entry>
              <t:hi rend="italic">
                <xsl:value-of select="normalize-space(string-join(current-group(), ' '))"/>
              </t:hi>
              <xsl:sequence select="f:spoken(' ' || f:say('deleted'))"/>
              <t:arg name="pages">
                <t:pages ids="{f:own-id-of(current-grouping-key())}" word=""/>
              </t:arg>
            </t:entry>
          </xsl:for-each-group>
        </t:own>
      </t:fine>
    </xsl:if>
  </xsl:template>

  <!-- The signs that the source text has, and what they mean. -->
  <xsl:template name="signs" as="element()*">
    <xsl:if test="$view = 'source' and @te:signs">
      <t:back-head level="{f:added-level(.)}" title="{f:say('signs')}">
        <xsl:sequence select="f:own-language()"/>
      </t:back-head>
      <t:fine>
        <t:own>
          <xsl:for-each-group select="parse-json(@te:signs)?*" group-by="f:specimen(.) || ?class">
            <t:entry>
              <xsl:variable name="specimen" as="text()">
                <xsl:value-of select="f:specimen(.)"/>
              </xsl:variable>
              <xsl:sequence select="if (?class) then f:coloured(?class, $specimen) else $specimen"/>
              <xsl:sequence select="f:spoken('&#x2003;' || string-join(distinct-values(current-group() ! f:say(?meaning)), '; '))"/>
            </t:entry>
          </xsl:for-each-group>
        </t:own>
      </t:fine>
    </xsl:if>
  </xsl:template>

  <xsl:function name="f:specimen" as="xs:string" visibility="private">
    <xsl:param name="row" as="map(*)"/>
    <xsl:variable name="is-sign" as="xs:boolean" select="$row?element = ('gap', 'space')"/>
    <xsl:sequence select="if ($is-sign and not($row?each)) then $row?text
                          else $row?open || (if ($is-sign) then $row?each || $row?each || $row?each else f:with-each('abc', $row?each)) || $row?close"/>
  </xsl:function>

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
    <xsl:variable name="others" as="element()*" select="*[@te:view = 'none']"/>
    <xsl:variable name="old" as="element()*" select="* except ($new, $others)"/>
    <xsl:call-template name="words">
      <xsl:with-param name="of" select="$old"/>
    </xsl:call-template>
    <xsl:sequence select="f:spoken(' ' || f:word(f:change-word(.), .) || ' ')"/>
    <xsl:call-template name="words">
      <xsl:with-param name="of" select="$new"/>
    </xsl:call-template>
    <xsl:if test="exists($others)">
      <xsl:sequence select="f:spoken('; ' || f:say('alternatives') || ' ')"/>
      <xsl:call-template name="words">
        <xsl:with-param name="of" select="$others"/>
      </xsl:call-template>
    </xsl:if>
    <xsl:sequence select="f:account(.)"/>
  </xsl:template>

  <xsl:template mode="m:intervention" as="node()*" match="*" priority="-1">
    <xsl:call-template name="words">
      <xsl:with-param name="of" select="."/>
    </xsl:call-template>
    <xsl:sequence select="f:spoken(' ' || f:word(f:change-word(.), .))"/>
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
      select="distinct-values($element/descendant-or-self::*[not(@te:view = 'none')]/@te:by), ($element, $element/*)/@reason ! (f:word('because', $element) || ' ' || string-join(tokenize(.) ! f:value-in-words('reason', .), f:say('punctuation.comma'))),
              ($element/@cert, $element/*[not(@te:view = 'none')]/@cert)[1] ! (f:word('certainty', $element) || ' ' || f:value-in-words('certainty', .))"/>
    <xsl:if test="exists($said) or exists($notes)">
      <xsl:text> (</xsl:text>
      <xsl:sequence select="f:spoken(string-join($said, '; '))"/>
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
