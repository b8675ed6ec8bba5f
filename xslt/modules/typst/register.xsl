<?xml version="1.0" encoding="UTF-8"?>
<!--
  Registers: names with what the edition's registers say of them, and subjects, with the pages where they stand.

  They are made of uses (te:use: an entry and the addresses where it is named; te:term: a term of an index and where it
  stands), which one document has in itself and a volume gathers from all of its documents.
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

  <xsl:key name="entry" match="te:register//*[@xml:id]" use="f:entry-key(.)"/>

  <!-- Entries that documents of a volume bring along themselves. -->
  <xsl:key name="gathered" match="te:part/te:entry" use="@key"/>
  <xsl:variable name="v:top" as="document-node()?" select="/"/>

  <xsl:function name="f:entry" as="element()?" visibility="private">
    <xsl:param name="key" as="xs:string?"/>
    <xsl:sequence select="((if (exists($registers) and $key) then key('entry', $key, $registers) else ()), key('gathered', $key, $v:top)/*)[1]"/>
  </xsl:function>

  <!-- A name that no pass gave an address to. -->
  <xsl:template mode="m:typst" as="node()*" match="*[@te:entry][not(@te:anchor)]" priority="61">
    <xsl:param name="copy" as="xs:boolean" tunnel="yes" select="false()"/>
    <xsl:if test="not($copy)">
      <t:an id="{f:own-id(.)}"/>
    </xsl:if>
    <xsl:next-match/>
  </xsl:template>

  <!-- Terms for an index are not read in the line: their place is kept. -->
  <xsl:template mode="m:typst" as="element()?" match="index" priority="1">
    <xsl:param name="copy" as="xs:boolean" tunnel="yes" select="false()"/>
    <xsl:if test="not($copy or parent::index)">
      <t:an id="{f:own-id(.)}"/>
    </xsl:if>
  </xsl:template>

  <xsl:function name="f:is-shown" as="xs:boolean" visibility="private">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="empty($element/ancestor-or-self::*[@te:view != $view])"/>
  </xsl:function>

  <!-- Where a document names the entries of the registers. -->
  <xsl:function name="f:uses" as="element(te:use)*" visibility="private">
    <xsl:param name="tei" as="element()"/>
    <xsl:for-each-group select="$tei/(text | teiHeader/profileDesc/abstract)//*[@te:entry or @ref[starts-with(., '#')]][f:is-shown(.)]"
      group-by="@te:entry, f:local-keys(.)">
      <te:use entry="{current-grouping-key()}"
        ids="{current-group()[not(ancestor::note[@te:label])] ! f:place-name(.)}"
        notes="{current-group()[ancestor::note[@te:label]] ! f:place-name(.)}"/>
    </xsl:for-each-group>
  </xsl:function>

  <xsl:function name="f:place-name" as="xs:string" visibility="private">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="string(($element/@te:anchor[$element/@te:entry], f:own-id($element))[1])"/>
  </xsl:function>

  <!-- The terms of a document, each with those above it; from index to @spanTo, where it has one. -->
  <xsl:function name="f:terms" as="element(te:term)*" visibility="private">
    <xsl:param name="tei" as="element()"/>
    <xsl:for-each select="$tei/(text | teiHeader/profileDesc/abstract)//index[not(index)][term][f:is-shown(.)]">
      <xsl:variable name="outer" as="element(index)" select="ancestor-or-self::index[last()]"/>
      <xsl:variable name="place" as="xs:string"
        select="f:own-id($outer) || ($outer/@spanTo[starts-with(., '#')] ! ('>' || substring(., 2)))"/>
      <xsl:variable name="is-noted" as="xs:boolean" select="exists($outer/ancestor::note[@te:label])"/>
      <te:term register="{(ancestor-or-self::index/@indexName)[last()]}" ids="{$place[not($is-noted)]}" notes="{$place[$is-noted]}">
        <xsl:for-each select="ancestor-or-self::index/term[1]">
          <te:level key="{f:plain(.)}" sort="{f:sort-key((@sortKey, f:plain(.))[1])}" type="{@type}">
            <xsl:apply-templates mode="m:typst">
              <xsl:with-param name="copy" tunnel="yes" select="true()"/>
            </xsl:apply-templates>
          </te:level>
        </xsl:for-each>
      </te:term>
    </xsl:for-each>
  </xsl:function>

  <xsl:template name="names" as="element()*">
    <xsl:call-template name="registers-of-names">
      <xsl:with-param name="uses" select="f:uses(.)"/>
      <xsl:with-param name="level" select="f:added-level(.)"/>
    </xsl:call-template>
  </xsl:template>

  <xsl:template name="index-terms" as="element()*">
    <xsl:call-template name="registers-of-terms">
      <xsl:with-param name="terms" select="f:terms(.)"/>
      <xsl:with-param name="level" select="f:added-level(.)"/>
    </xsl:call-template>
  </xsl:template>

  <!-- Of one document, a list for each kind of names below one heading; of a volume (level 0), a register for each. -->
  <xsl:template name="registers-of-names" as="element()*">
    <xsl:param name="uses" as="element(te:use)*"/>
    <xsl:param name="level" as="xs:integer"/>
    <xsl:variable name="used" as="map(xs:string, element(te:use)*)"
      select="map:merge($uses ! map:entry(string(@entry), .), map { 'duplicates': 'combine' })"/>
    <xsl:variable name="entries" as="element()*" select="map:keys($used) ! f:entry(.)"/>
    <xsl:if test="exists($entries)">
      <xsl:if test="$level gt 0">
        <t:back-head level="{$level}" title="{f:say('names')}">
          <xsl:sequence select="f:own-language()"/>
        </t:back-head>
      </xsl:if>
      <xsl:for-each-group select="$entries" group-by="f:entry-kind(.)">
        <xsl:sort select="index-of($v:kinds, current-grouping-key())"/>
        <xsl:variable name="rows" as="element(te:row)*" select="f:rows(current-group(), $used)"/>
        <xsl:choose>
          <xsl:when test="$level gt 0">
            <t:back-subhead level="{min((6, $level + 1))}" title="{f:say(current-grouping-key())}">
              <xsl:sequence select="f:own-language()"/>
            </t:back-subhead>
            <xsl:sequence select="f:register($rows)"/>
          </xsl:when>
          <xsl:otherwise>
            <t:section title="{f:say(current-grouping-key())}" opening="{if (position() gt 1 and count($rows) lt 30) then 'run-on' else ''}">
              <xsl:sequence select="f:register($rows)"/>
            </t:section>
          </xsl:otherwise>
        </xsl:choose>
      </xsl:for-each-group>
    </xsl:if>
  </xsl:template>

  <!-- Each @indexName is a register of its own. -->
  <xsl:template name="registers-of-terms" as="element()*">
    <xsl:param name="terms" as="element(te:term)*"/>
    <xsl:param name="level" as="xs:integer"/>
    <xsl:for-each-group select="$terms[te:level/@key != '']" group-by="@register">
      <xsl:sort select="f:sort-key(current-grouping-key())" collation="{$v:codepoint}"/>
      <xsl:variable name="title" as="xs:string" select="f:index-title(current-grouping-key())"/>
      <xsl:variable name="lines" as="element()" select="f:register(f:term-rows(current-group(), 1))"/>
      <xsl:choose>
        <xsl:when test="$level gt 0">
          <t:back-head level="{$level}" title="{$title}">
            <xsl:sequence select="f:own-language()"/>
          </t:back-head>
          <xsl:sequence select="$lines"/>
        </xsl:when>
        <xsl:otherwise>
          <t:section title="{$title}" opening="{if (count($lines/*) lt 30) then 'run-on' else ''}">
            <xsl:sequence select="$lines"/>
          </t:section>
        </xsl:otherwise>
      </xsl:choose>
    </xsl:for-each-group>
  </xsl:template>

  <xsl:function name="f:index-title" as="xs:string" visibility="private">
    <xsl:param name="name" as="xs:string"/>
    <xsl:variable name="known" as="xs:string" select="lower-case($name)"/>
    <xsl:sequence select="if ($known = ('', 'index', 'subject', 'subjects', 'topics', 'terms', 'general')) then f:say('topics')
                          else (f:say-if($known), upper-case(substring($name, 1, 1)) || replace(substring($name, 2), '[_-]', ' '))[1]"/>
  </xsl:function>

  <!-- Rows in their order, under the letters that they begin with where there are many. -->
  <xsl:function name="f:register" as="element(t:register)" visibility="private">
    <xsl:param name="rows" as="element(te:row)*"/>
    <t:register>
      <xsl:sequence select="f:own-language()"/>
      <xsl:for-each-group select="sort($rows, $v:codepoint, function($row) { string($row/@sort) })" group-adjacent="f:initial(@sort)">
        <xsl:if test="count($rows) ge 24">
          <t:letter title="{current-grouping-key()}"/>
        </xsl:if>
        <xsl:sequence select="current-group()/*"/>
      </xsl:for-each-group>
    </t:register>
  </xsl:function>

  <!-- The letters that have a weight of their own, by it. -->
  <xsl:variable name="v:weighted" as="map(xs:string, xs:string)"
    select="map:merge((map:keys($words)[matches(., '^sort\..$')][matches($words(.), '^\p{Co}$')] ! map { $words(.): upper-case(substring(., 6)) },
                       $v:pairs ! map { substring-after(., '='): upper-case(substring(., 1, 1)) || substring-before(substring(., 2), '=') }),
                      map { 'duplicates': 'use-first' })"/>

  <!-- Under which letter a key stands; numbers and signs are together. -->
  <xsl:function name="f:initial" as="xs:string" visibility="private">
    <xsl:param name="key" as="xs:string"/>
    <xsl:variable name="first" as="xs:string" select="substring($key, 1, 1)"/>
    <xsl:sequence select="if (map:contains($v:weighted, $first)) then $v:weighted($first)
                          else if (matches($first, '\p{L}')) then upper-case($first) else '0–9'"/>
  </xsl:function>

  <!-- A row for each entry that is no part of another, one for each author of works, and one for each other name. -->
  <xsl:function name="f:rows" as="element(te:row)*" visibility="private">
    <xsl:param name="entries" as="element()*"/>
    <xsl:param name="used" as="map(xs:string, element(te:use)*)"/>
    <xsl:variable name="works" as="element()*" select="$entries[f:entry-kind(.) = 'works'][f:authored(.)]"/>
    <xsl:for-each-group select="$works" group-by="f:sort-key(f:authored(.))">
      <te:row sort="{current-grouping-key()}">
        <t:register-entry leads="yes">
          <t:hi rend="bold">
            <xsl:value-of select="f:authored(.)"/>
          </t:hi>
        </t:register-entry>
        <xsl:sequence select="f:under(current-group(), $used)"/>
      </te:row>
    </xsl:for-each-group>
    <xsl:for-each-group select="$entries except $works" group-by="f:entry-key(f:chief(.))">
      <xsl:variable name="chief" as="element()" select="f:chief(.)"/>
      <te:row sort="{f:sort-key(f:called($chief))}">
        <xsl:sequence select="f:entry-row($chief, 0, $used)"/>
        <xsl:sequence select="f:under(current-group() except $chief, $used)"/>
      </te:row>
      <xsl:sequence select="f:other-names($chief)"/>
    </xsl:for-each-group>
  </xsl:function>

  <xsl:function name="f:under" as="element()*" visibility="private">
    <xsl:param name="entries" as="element()*"/>
    <xsl:param name="used" as="map(xs:string, element(te:use)*)"/>
    <xsl:sequence select="sort($entries, $v:codepoint, function($one) { f:sort-key(f:called($one)) }) ! f:entry-row(., 1, $used)"/>
  </xsl:function>

  <xsl:function name="f:other-names" as="element(te:row)*" visibility="private">
    <xsl:param name="entry" as="element()"/>
    <xsl:variable name="called" as="xs:string" select="f:called($entry)"/>
    <xsl:for-each select="distinct-values($entry/(persName | placeName | orgName | name)[not(@type = ('full', 'sort'))] ! f:inverted(.))[. != '' and . != $called]">
      <!-- What begins alike stands beside it anyway. -->
      <xsl:if test="not(starts-with(f:sort-key($called), substring-before(f:sort-key(.), '&#x9;')))">
        <te:row sort="{f:sort-key(.)}">
          <t:register-entry whole="yes">
            <xsl:value-of select="."/>
            <t:own>
              <xsl:text>, </xsl:text>
              <t:hi rend="italic">
                <xsl:value-of select="f:say('see')"/>
              </t:hi>
              <xsl:text> </xsl:text>
            </t:own>
            <t:to at="entry.{f:entry-key($entry)}">
              <xsl:value-of select="$called"/>
            </t:to>
          </t:register-entry>
        </te:row>
      </xsl:if>
    </xsl:for-each>
  </xsl:function>

  <!-- An entry: its name, what else is known, its pages; below it, letters that it wrote and received. -->
  <xsl:function name="f:entry-row" as="element()*" visibility="private">
    <xsl:param name="entry" as="element()"/>
    <xsl:param name="depth" as="xs:integer"/>
    <xsl:param name="used" as="map(xs:string, element(te:use)*)"/>
    <xsl:variable name="key" as="xs:string" select="f:entry-key($entry)"/>
    <xsl:variable name="uses" as="element(te:use)*" select="$used($key)"/>
    <xsl:variable name="label" as="element()?" select="f:entry-label($entry)"/>
    <t:register-entry depth="{$depth}" whole="{if (sum($uses ! count(tokenize(@ids))) lt 150) then 'yes' else 'no'}">
      <t:an at="entry.{$key}"/>
      <t:hi rend="{if (f:entry-kind($entry) = 'works') then 'italic' else 'bold'}">
        <xsl:value-of select="f:called($entry)"/>
      </t:hi>
      <xsl:if test="$label">
        <xsl:sequence select="f:facts($entry, $label)"/>
      </xsl:if>
      <t:arg name="pages">
        <xsl:sequence select="f:pages($uses[not(@role)])"/>
      </t:arg>
    </t:register-entry>
    <xsl:for-each-group select="$uses[@role]" group-by="@role">
      <t:register-entry depth="{$depth + 1}">
        <xsl:value-of select="f:say(current-grouping-key())"/>
        <t:arg name="pages">
          <xsl:sequence select="f:pages(current-group())"/>
        </t:arg>
      </t:register-entry>
    </xsl:for-each-group>
  </xsl:function>

  <!-- Addresses as they were gathered: of one document within it, of a volume whole. -->
  <xsl:function name="f:pages" as="element(t:pages)?" visibility="private">
    <xsl:param name="uses" as="element()*"/>
    <xsl:variable name="ids" as="xs:string" select="string-join($uses/@ids[. != ''], ' ')"/>
    <xsl:variable name="notes" as="xs:string" select="string-join($uses/@notes[. != ''], ' ')"/>
    <xsl:if test="$ids || $notes">
      <t:pages ids="{$ids}" notes="{$notes}" in-note="{f:say('page-in-note')}"/>
    </xsl:if>
  </xsl:function>

  <!-- Terms of one level: those that begin alike are one row, with what is below it. -->
  <xsl:function name="f:term-rows" as="element(te:row)*" visibility="private">
    <xsl:param name="terms" as="element(te:term)*"/>
    <xsl:param name="level" as="xs:integer"/>
    <xsl:for-each-group select="$terms[te:level[$level]]" group-by="te:level[$level]/@key">
      <xsl:variable name="own" as="element(te:term)*" select="current-group()[not(te:level[$level + 1])]"/>
      <xsl:variable name="seen" as="element(te:term)*" select="current-group()[te:level[$level + 1]/@type = ('see', 'seeAlso', 'see-also')]"/>
      <te:row sort="{(current-group()/te:level[$level]/@sort)[1]}">
        <t:register-entry depth="{$level - 1}">
          <xsl:sequence select="te:level[$level]/node()"/>
          <xsl:for-each-group select="$seen/te:level[$level + 1]" group-by="@key">
            <t:own>
              <xsl:text>, </xsl:text>
              <t:hi rend="italic">
                <xsl:value-of select="f:say('see')"/>
              </t:hi>
              <xsl:text> </xsl:text>
            </t:own>
            <xsl:sequence select="node()"/>
          </xsl:for-each-group>
          <t:arg name="pages">
            <xsl:sequence select="f:pages($own)"/>
          </t:arg>
        </t:register-entry>
        <xsl:sequence select="sort(f:term-rows(current-group() except $seen, $level + 1), $v:codepoint, function($row) { string($row/@sort) })/*"/>
      </te:row>
    </xsl:for-each-group>
  </xsl:function>
</xsl:stylesheet>
