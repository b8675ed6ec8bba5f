<?xml version="1.0" encoding="UTF-8"?>
<!--
  The source as an object: its pages and lines, gaps, alternatives in one place.
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

  <xsl:template mode="m:typst" as="node()*" match="pb">
    <xsl:param name="copy" as="xs:boolean" tunnel="yes" select="false()"/>
    <xsl:if test="not($copy or f:leads-in(.))">
      <xsl:sequence select="f:break(.)"/>
    </xsl:if>
  </xsl:template>

  <!-- Between blocks it would take a line of its own: it stands in the margin, or at the head of the paragraph after it. -->
  <xsl:function name="f:is-between" as="xs:boolean" visibility="private">
    <xsl:param name="break" as="element()"/>
    <xsl:sequence select="exists($break/..[f:is-division(.) or self::sp or self::lg or self::spGrp or self::list or self::castList or self::listBibl
                                           or self::quote[p] or self::titlePage or self::floatingText])
                          and not(f:leads-in($break))"/>
  </xsl:function>

  <xsl:function name="f:leads-in" as="xs:boolean" visibility="private">
    <xsl:param name="break" as="element()"/>
    <xsl:sequence select="exists($break/self::pb/following-sibling::*[1][self::p or self::ab or self::l or self::pb[f:leads-in(.)]])
                          and empty($break/..[self::p or self::ab])"/>
  </xsl:function>

  <!-- Empty pages: "2 3". -->
  <xsl:function name="f:breaks-behind" as="xs:string" visibility="private">
    <xsl:param name="break" as="element()"/>
    <xsl:variable name="next" as="element(pb)?" select="$break/following-sibling::*[1][self::pb]"/>
    <xsl:sequence select="if ($next) then ' ' || f:break-said($next) || f:breaks-behind($next) else ''"/>
  </xsl:function>

  <!-- For the block after them. -->
  <xsl:template name="breaks-before" as="node()*">
    <xsl:param name="copy" as="xs:boolean" tunnel="yes" select="false()"/>
    <xsl:variable name="break" as="element(pb)?" select="preceding-sibling::*[1][self::pb]"/>
    <xsl:if test="$break and not($copy)">
      <xsl:for-each select="$break">
        <xsl:call-template name="breaks-before"/>
        <xsl:sequence select="f:break(.)"/>
      </xsl:for-each>
    </xsl:if>
  </xsl:template>

  <xsl:template mode="m:typst" as="node()*" match="cb | gb">
    <xsl:param name="copy" as="xs:boolean" tunnel="yes" select="false()"/>
    <xsl:sequence select="f:break(.)[not($copy)][$view = 'source' or self::text()]"/>
  </xsl:template>

  <!-- The image of a page, then its number, or that of a column; words on both sides are apart, unless it stands in one. -->
  <xsl:function name="f:break" as="node()*" visibility="private">
    <xsl:param name="break" as="element()"/>
    <xsl:sequence select="f:image-opposite($break)"/>
    <xsl:if test="not($break/preceding-sibling::*[1][self::pb] and f:is-between($break))">
      <xsl:sequence select="f:break-mark($break)"/>
    </xsl:if>
  </xsl:function>

  <xsl:function name="f:break-mark" as="node()*" visibility="private">
    <xsl:param name="break" as="element()"/>
    <xsl:value-of select="' '[not($break/@te:join)]"/>
    <xsl:if test="$break/@n != ''">
      <t:pb n="{f:break-said($break)}{if (f:is-between($break)) then f:breaks-behind($break) else ''}" join="{($break/@te:join, 'no')[1]}"
        place="{if (f:is-between($break)) then 'between'
                 else if ($page-marks = 'margin' and not($break/ancestor::*[self::note or self::table])) then 'margin' else 'text'}"/>
      <xsl:value-of select="' '[not($break/@te:join)]"/>
    </xsl:if>
  </xsl:function>

  <!-- A column that has but a number says what it is. -->
  <xsl:function name="f:break-said" as="xs:string" visibility="private">
    <xsl:param name="break" as="element()"/>
    <xsl:sequence select="if ($break[self::cb or self::gb] and matches($break/@n, '^\s*(\d+|[A-Za-z])\s*$'))
                          then f:say(if ($break/self::cb) then 'column' else 'gathering') || ' ' || normalize-space($break/@n)
                          else normalize-space($break/@n)"/>
  </xsl:function>

  <!-- Where images stand opposite the text, each begins a new page; in a table nothing can. Outside every block it is the
       left page that follows, in one (a quotation, a list) the next. -->
  <xsl:function name="f:image-opposite" as="element()?" visibility="private">
    <xsl:param name="break" as="element()"/>
    <xsl:if test="$facsimile = 'opposite'">
      <xsl:variable name="named" as="xs:string?" select="f:image-url($break)[not(matches(., '^(#|https?:)'))]"/>
      <xsl:variable name="image" as="xs:string?" select="encode-for-uri($named)[. = $v:images]"/>
      <xsl:if test="$named and not($image)">
        <xsl:message>
          <te:diagnostic code="TE204" path="{path($break)}" subject="{$named}"/>
        </xsl:message>
      </xsl:if>
      <xsl:if test="$image and not($break/ancestor::*[self::table or self::note or self::figure or self::l or self::head])">
        <t:facsimile-page file="img/{$image}" n="{$break/@n}" alt="{string-join((f:say('facsimile'), $break/@n), ' ')}"
          free="{if (empty($break/ancestor::*[not(map:contains($v:no-blocks, local-name()))])) then 'yes' else 'no'}"/>
      </xsl:if>
    </xsl:if>
  </xsl:function>

  <xsl:variable name="v:no-blocks" as="map(xs:string, xs:boolean)"
    select="map:merge(tokenize('teiCorpus TEI text group front body back div div1 div2 div3 div4 div5 div6 div7 p ab sourceDoc surfaceGrp')
                      ! map { . : true() })"/>

  <!-- The image: of the break itself, or of the surface that it points to. -->
  <xsl:function name="f:image-url" as="xs:string?" visibility="private">
    <xsl:param name="element" as="element()"/>
    <xsl:variable name="pointed" as="element()?"
      select="$element/@facs ! tokenize(.)[1][starts-with(., '#')] ! key('id', substring(., 2), root($element))[1]"/>
    <xsl:variable name="graphic" as="element()?" select="($element/self::surface, $pointed)[1]/descendant-or-self::graphic[@url][1]"/>
    <xsl:sequence select="($graphic/(@te:image, @url)[1], $element/(@te:image, @facs)[1])[1]"/>
  </xsl:function>

  <xsl:template mode="m:typst" as="node()*" match="milestone">
    <xsl:param name="copy" as="xs:boolean" tunnel="yes" select="false()"/>
    <xsl:choose>
      <xsl:when test="$copy"/>
      <xsl:when test="@n != ''">
        <xsl:sequence select="f:break(.)"/>
      </xsl:when>
      <xsl:when test="f:is-division(..) and f:ornament-kind(.)">
        <t:ornament kind="{f:ornament-kind(.)}"/>
      </xsl:when>
    </xsl:choose>
  </xsl:template>

  <!-- What divides a text without words: a sign, a rule, a blank line. -->
  <xsl:function name="f:ornament-kind" as="xs:string?" visibility="private">
    <xsl:param name="milestone" as="element()"/>
    <xsl:variable name="how" as="xs:string*" select="f:tokens($milestone), lower-case($milestone/@unit), lower-case($milestone/@type)"/>
    <xsl:sequence select="if ($how = ('rule', 'line', 'hr', 'bar', 'dash', '---', 'horbar', 'rule-red')) then 'rule'
                          else if ($how = ('space', 'blank', 'empty', 'skip', 'break')) then 'space'
                          else if ($how = ('section', 'absatz', 'undefined', 'ornament', 'asterisks', 'asterism', 'stars', 'fleuron', '***', '*')) then 'sign'
                          else ()"/>
  </xsl:function>

  <!-- From here another hand writes, or the same one otherwise. -->
  <xsl:template mode="m:typst" as="node()*" match="handShift">
    <xsl:param name="copy" as="xs:boolean" tunnel="yes" select="false()"/>
    <xsl:if test="not($copy)">
      <t:hi rend="small">
        <t:own>
          <xsl:value-of select="f:hand-said(.)"/>
        </t:own>
      </t:hi>
      <xsl:text> </xsl:text>
    </xsl:if>
    <xsl:apply-templates mode="m:typst"/>
  </xsl:template>

  <!-- Lines of the source are kept where they matter to its meaning; in prose, only in the source view. -->
  <xsl:template mode="m:typst" as="node()*" match="lb">
    <xsl:param name="copy" as="xs:boolean" tunnel="yes" select="false()"/>
    <xsl:choose>
      <xsl:when test="$copy and @te:join">
        <t:join/>
      </xsl:when>
      <xsl:when test="$copy">
        <xsl:text> </xsl:text>
      </xsl:when>
      <xsl:when test="f:opens-block(.)">
        <xsl:text> </xsl:text>
        <xsl:if test="f:counts(.)">
          <t:line-start n="{@n}"/>
        </xsl:if>
      </xsl:when>
      <xsl:when test="$view = 'source' or f:keeps-lines(.)">
        <t:br>
          <xsl:if test="f:counts(.)">
            <xsl:attribute name="n" select="@n"/>
          </xsl:if>
        </t:br>
      </xsl:when>
      <xsl:when test="@te:join">
        <t:join/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:text> </xsl:text>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- Lines of inscriptions and, where the source's lines are kept, of all texts have their numbers. -->
  <xsl:function name="f:counts" as="xs:boolean" visibility="private">
    <xsl:param name="lb" as="element(lb)"/>
    <xsl:sequence select="exists($lb[matches(@n, '^\d{1,6}$')][parent::ab or $view = 'source' and ancestor::p]) and not($lb/ancestor::note)"/>
  </xsl:function>

  <xsl:function name="f:keeps-lines" as="xs:boolean" visibility="private">
    <xsl:param name="lb" as="element(lb)"/>
    <xsl:sequence select="exists($lb/ancestor::*[self::p | self::ab | self::head | self::opener | self::closer
      | self::dateline | self::salute | self::signed | self::address | self::addrLine | self::titlePart | self::docImprint
      | self::byline | self::docTitle | self::cell | self::l | self::item | self::note | self::q | self::quote | self::trailer
      | self::stage | self::label][1]
        [not(self::p | self::note | self::q | self::quote | self::l)]
        [not(self::item[f:is-inline-list(..)])])"/>
  </xsl:function>

  <xsl:function name="f:opens-block" as="xs:boolean" visibility="private">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="f:is-first($element) and (
        exists($element/..[self::p | self::ab | self::head | self::l | self::cell | self::item | self::note | self::signed
                           | self::salute | self::dateline | self::opener | self::closer | self::titlePart | self::stage
                           | self::div | self::body | self::addrLine | self::byline])
        or f:opens-block($element/..[ancestor::text]))"/>
  </xsl:function>

  <!-- Each view shows one alternative; where an intervention is told, all of them are. -->
  <xsl:template mode="m:typst" as="node()*" match="choice | alternation">
    <xsl:param name="copy" as="xs:boolean" tunnel="yes" select="false()"/>
    <xsl:variable name="made" as="element()?" select="if ($view = 'changes' and not($copy)) then *[@te:view = 'reading'][1] else ()"/>
    <xsl:choose>
      <!-- What stood there, then what was put in its stead. -->
      <xsl:when test="$made">
        <xsl:apply-templates mode="m:typst" select="*[@te:view = 'source']"/>
        <t:became/>
        <xsl:apply-templates mode="m:typst" select="$made"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:for-each select="*">
          <xsl:value-of select="'/'[$copy][current()/preceding-sibling::*]"/>
          <xsl:apply-templates mode="m:typst" select="."/>
        </xsl:for-each>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template mode="m:typst" as="node()*" match="subst">
    <xsl:apply-templates mode="m:typst"/>
  </xsl:template>

  <xsl:template mode="m:typst" as="node()*" match="gap[@te:text][$view = 'source']" priority="1">
    <xsl:param name="copy" as="xs:boolean" tunnel="yes" select="false()"/>
    <xsl:choose>
      <xsl:when test="$copy">
        <xsl:next-match/>
      </xsl:when>
      <xsl:otherwise>
        <t:own>
          <xsl:sequence select="f:own-words(@te:text)"/>
        </t:own>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template mode="m:typst" as="node()*" match="gap">
    <xsl:text>[…</xsl:text>
    <xsl:if test="desc">
      <xsl:text> </xsl:text>
      <xsl:apply-templates mode="m:typst"/>
    </xsl:if>
    <xsl:if test="not(desc) and f:extent(.) != ''">
      <t:own>
        <xsl:sequence select="f:own-words(' ' || f:extent(.) || ' …')"/>
      </t:own>
    </xsl:if>
    <xsl:text>]</xsl:text>
  </xsl:template>

  <xsl:function name="f:extent" as="xs:string" visibility="private">
    <xsl:param name="gap" as="element()"/>
    <xsl:variable name="much" as="xs:string?" select="($gap/@quantity, $gap/@extent[. != 'unknown'])[1]"/>
    <xsl:variable name="range" as="xs:string?"
      select="if ($gap/@atLeast and $gap/@atMost) then $gap/@atLeast || '–' || $gap/@atMost else ()"/>
    <xsl:sequence select="if (($much, $range)[1]) then f:measure(($much, $range)[1], $gap/@unit) else ''"/>
  </xsl:function>

  <!-- What stands in the place of another, or another in its place. -->
  <xsl:key name="anchored" match="text//*[@te:anchor]" use="@te:anchor"/>

  <xsl:template mode="m:typst" as="node()*" match="te:instead">
    <xsl:param name="copy" as="xs:boolean" tunnel="yes" select="false()"/>
    <xsl:variable name="others" as="element()*" select="key('anchored', tokenize(@to))"/>
    <xsl:if test="not($copy)">
      <t:own>
        <xsl:value-of select="' [' || (if (@preferred) then f:say('preferred') || '; ' else '') || f:say('alternative') || f:say('punctuation.colon')
                              || string-join($others ! f:quote(substring(normalize-space(.), 1, 240)), ', ') || ']'"/>
      </t:own>
    </xsl:if>
  </xsl:template>

  <!-- Running titles and page numbers of the source, as it has them. -->
  <xsl:template mode="m:typst" as="node()*" match="fw">
    <xsl:param name="copy" as="xs:boolean" tunnel="yes" select="false()"/>
    <xsl:if test="not($copy)">
      <xsl:text> </xsl:text>
      <t:hi rend="small">
        <xsl:text>[</xsl:text>
        <xsl:apply-templates mode="m:typst"/>
        <xsl:text>]</xsl:text>
      </t:hi>
      <xsl:text> </xsl:text>
    </xsl:if>
  </xsl:template>
</xsl:stylesheet>
