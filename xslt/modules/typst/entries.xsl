<?xml version="1.0" encoding="UTF-8"?>
<!--
  What an entry of a register is called and what is known of it, for registers on paper.
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

  <xsl:variable name="v:kinds" as="xs:string+" select="'persons', 'places', 'organisations', 'works', 'events'"/>
  <xsl:variable name="v:kind-of" as="map(xs:string, xs:string)" select="map {
    'person': 'persons', 'personGrp': 'persons', 'persona': 'persons', 'nym': 'persons', 'place': 'places', 'org': 'organisations',
    'event': 'events' }"/>

  <xsl:function name="f:entry-kind" as="xs:string" visibility="private">
    <xsl:param name="entry" as="element()"/>
    <xsl:sequence select="($v:kind-of(local-name($entry)), 'works')[1]"/>
  </xsl:function>

  <xsl:function name="f:entry-names" as="element()*" visibility="private">
    <xsl:param name="entry" as="element()"/>
    <xsl:variable name="names" as="element()*" select="$entry/(persName | placeName | orgName | eventName | objectName | title | name | label
      | head | monogr/title | analytic/title | settlement | geogName | form)"/>
    <xsl:sequence select="($names[@type = ('main', 'reg', 'preferred', 'standard') or @subtype = ('main', 'pref')], $names)[1],
                          $names"/>
  </xsl:function>

  <xsl:function name="f:entry-label" as="element()?" visibility="private">
    <xsl:param name="entry" as="element()"/>
    <xsl:sequence select="f:entry-names($entry)[1]"/>
  </xsl:function>

  <!-- "Kennedy, Robert": a name as lists have it. -->
  <xsl:function name="f:inverted" as="xs:string" visibility="private">
    <xsl:param name="name" as="element()"/>
    <xsl:variable name="family" as="element()*" select="$name//surname"/>
    <xsl:variable name="given" as="element()*" select="$name//(forename | nameLink | roleName | addName | genName)"/>
    <xsl:variable name="said" as="xs:string" select="f:words-of($name)"/>
    <xsl:sequence select="if (empty($family) or empty($given) or contains($said, ',')) then $said
                          else string-join($family ! f:words-of(.), ' ') || ', ' || string-join($given ! f:words-of(.), ' ')"/>
  </xsl:function>

  <xsl:function name="f:words-of" as="xs:string" visibility="private">
    <xsl:param name="element" as="element()"/>
    <xsl:variable name="words" as="text()*" select="$element//text()[not(parent::geo or parent::idno)]"/>
    <xsl:sequence select="if ($element/*[1] and not($element/text()[normalize-space()])) then string-join($words ! normalize-space(.)[.], ' ')
                          else normalize-space(string-join($words))"/>
  </xsl:function>

  <xsl:function name="f:called" as="xs:string" visibility="private">
    <xsl:param name="entry" as="element()"/>
    <xsl:variable name="label" as="element()?" select="f:entry-label($entry)"/>
    <xsl:sequence select="if ($label) then f:inverted($label) else normalize-space($entry)"/>
  </xsl:function>

  <!-- The outermost entry that an entry is part of: of a square the town, of a section the ministry. -->
  <xsl:function name="f:chief" as="element()" visibility="private">
    <xsl:param name="entry" as="element()"/>
    <xsl:sequence select="($entry/ancestor::*[local-name() = local-name($entry)][@xml:id][f:entry-label(.)][last()], $entry)[1]"/>
  </xsl:function>

  <xsl:function name="f:authored" as="xs:string?" visibility="private">
    <xsl:param name="work" as="element()"/>
    <xsl:sequence select="($work/(author | analytic/author | monogr/author)[1] ! ((persName[1], .)[1] ! f:inverted(.)))[. != '']"/>
  </xsl:function>

  <xsl:function name="f:facts" as="node()*" visibility="private">
    <xsl:param name="entry" as="element()"/>
    <xsl:param name="label" as="element()"/>
    <xsl:variable name="life" as="xs:string?" select="f:life($entry)"/>
    <!-- Other names have rows of their own, and parts of it too; what machines read is not for paper. -->
    <xsl:variable name="facts" as="xs:string*"
      select="distinct-values($entry/(* except ($label, author, *[f:is-name(.)], *[@xml:id][f:entry-label(.)], listPerson, listPlace, listOrg,
                figure, graphic, location, idno, ptr, sex, title[@type], (birth, death)[$life]))
              ! f:told(.)[. != ''][not(matches(., '^https?://\S+$'))])"/>
    <xsl:variable name="others" as="xs:string*" select="distinct-values($entry/*[f:is-name(.)] ! f:inverted(.))[. != '' and . != f:called($entry)]"/>
    <xsl:variable name="beside" as="xs:string*" select="$others, $life"/>
    <xsl:if test="exists($beside)">
      <xsl:value-of select="' (' || string-join($beside, '; ') || ')'"/>
    </xsl:if>
    <xsl:for-each select="$facts">
      <xsl:value-of select="(if (position() eq 1) then '. ' else if (ends-with($facts[position() - 1], '.')) then ' ' else '; ') || ."/>
    </xsl:for-each>
  </xsl:function>

  <!-- "1841–1915", where the years are known. -->
  <xsl:function name="f:life" as="xs:string?" visibility="private">
    <xsl:param name="entry" as="element()"/>
    <xsl:variable name="born" as="xs:string?" select="f:year-said($entry/birth[1])"/>
    <xsl:variable name="died" as="xs:string?" select="f:year-said($entry/death[1])"/>
    <xsl:sequence select="if ($born and $died) then $born || '–' || $died
                          else ($born ! ('* ' || .), $died ! ('† ' || .))[1]"/>
  </xsl:function>

  <xsl:function name="f:year-said" as="xs:string?" visibility="private">
    <xsl:param name="event" as="element()?"/>
    <xsl:variable name="said" as="xs:string" select="string(($event/@when, $event/date/@when, $event/@notBefore, $event)[1])"/>
    <xsl:sequence select="analyze-string($said, '(^|\D)(\d{4})(\D|$)')/*:match[1]/*:group[@nr = 2] ! string()"/>
  </xsl:function>

  <xsl:function name="f:is-name" as="xs:boolean" visibility="private">
    <xsl:param name="fact" as="element()"/>
    <xsl:sequence select="exists($fact/(self::persName | self::placeName | self::orgName | self::name))"/>
  </xsl:function>

  <!-- One fact of an entry in words. -->
  <xsl:function name="f:told" as="xs:string" visibility="private">
    <xsl:param name="fact" as="element()"/>
    <xsl:variable name="said" as="xs:string" select="f:words-of($fact)"/>
    <xsl:variable name="when" as="xs:string?" select="f:dated($fact)"/>
    <xsl:variable name="value" as="xs:string" select="if ($said != '') then $said else string($when)"/>
    <xsl:sequence select="if ($value = '') then ''
      else if ($fact/(self::birth | self::death)) then f:say(local-name($fact)) || ' ' || $value
      else if ($fact/self::idno[@type]) then $fact/@type || ' ' || $value
      else $value"/>
  </xsl:function>
</xsl:stylesheet>
