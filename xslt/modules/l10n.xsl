<?xml version="1.0" encoding="UTF-8"?>
<!--
  The words that an edition says of its own.

  A page speaks one language. Its words come as one flat map from the tables in languages/ (see docs/languages.md),
  so that to say something is to look it up, and no template needs to know which language it is.
-->
<xsl:stylesheet version="3.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:map="http://www.w3.org/2005/xpath-functions/map"
  xmlns:f="urn:teiedit:functions"
  xmlns:v="urn:teiedit:variables"
  exclude-result-prefixes="#all">

  <xsl:include href="dates.xsl"/>
  <xsl:include href="collation.xsl"/>

  <!-- By key: "notes", "role.editor", "counted.words.one", "month.1", "interface", "direction". -->
  <xsl:param name="words" as="map(xs:string, xs:string)" select="map {}"/>

  <xsl:variable name="v:interface" as="xs:string" select="($words('interface'), 'en')[1]"/>
  <xsl:variable name="v:interface-direction" as="xs:string" select="($words('direction'), 'ltr')[1]"/>

  <xsl:function name="f:say" as="xs:string" visibility="private">
    <xsl:param name="key" as="xs:string"/>
    <xsl:sequence select="($words($key), $key)[1]"/>
  </xsl:function>

  <!-- Of keys that are made of a document's own values: nothing, where the tables have no word. -->
  <xsl:function name="f:say-if" as="xs:string?" visibility="private">
    <xsl:param name="key" as="xs:string"/>
    <xsl:sequence select="$words($key)"/>
  </xsl:function>

  <!-- The word for a value of an attribute, else the value itself. -->
  <xsl:function name="f:value-in-words" as="xs:string" visibility="private">
    <xsl:param name="kind" as="xs:string"/>
    <xsl:param name="value" as="xs:string"/>
    <xsl:sequence select="($words($kind || '.' || lower-case($value)), $value)[1]"/>
  </xsl:function>

  <!-- What is said, with its {placeholders} filled; a value that has braces itself stays as it is. -->
  <xsl:function name="f:filled" as="xs:string" visibility="private">
    <xsl:param name="key" as="xs:string"/>
    <xsl:param name="values" as="map(xs:string, xs:string)"/>
    <xsl:variable name="parts" as="xs:string*" select="tokenize(f:say($key), '[{}]')"/>
    <xsl:sequence select="string-join(for-each-pair($parts, 1 to count($parts), function($part as xs:string, $at as xs:integer) as xs:string? {
                            if ($at mod 2 = 1) then $part else $values($part) }))"/>
  </xsl:function>

  <!-- "1 line", "2 lines": the form that the language has for the number. -->
  <xsl:function name="f:counted" as="xs:string" visibility="private">
    <xsl:param name="key" as="xs:string"/>
    <xsl:param name="number" as="xs:integer"/>
    <xsl:variable name="form" as="xs:string" select="($words('plural.=' || $number), $words('plural.' || $number mod 100), 'other')[1]"/>
    <xsl:variable name="stem" as="xs:string" select="'counted.' || $key || '.'"/>
    <xsl:sequence select="f:filled(if (map:contains($words, $stem || $form)) then $stem || $form else $stem || 'other',
                                   map { 'n': string($number) })"/>
  </xsl:function>

  <!-- The names that documents have for the units of a gap or a space, as keys of what is counted. -->
  <xsl:variable name="v:units" as="map(xs:string, xs:string)" select="map {
    'char': 'characters', 'chars': 'characters', 'character': 'characters', 'characters': 'characters',
    'letter': 'letters', 'letters': 'letters', 'syllable': 'syllables', 'syllables': 'syllables', 'word': 'words',
    'words': 'words', 'line': 'lines', 'lines': 'lines', 'l': 'verses', 'verse': 'verses', 'verses': 'verses',
    'p': 'paragraphs', 'para': 'paragraphs', 'paragraph': 'paragraphs', 'paragraphs': 'paragraphs', 'column': 'columns',
    'columns': 'columns', 'page': 'pages', 'pages': 'pages', 'leaf': 'leaves', 'leaves': 'leaves', 'folio': 'leaves',
    'folios': 'leaves', 'minim': 'minims', 'minims': 'minims' }"/>

  <!-- "3 letters"; what no table knows, as it is written. -->
  <xsl:function name="f:measure" as="xs:string" visibility="private">
    <xsl:param name="quantity" as="xs:string?"/>
    <xsl:param name="unit" as="xs:string?"/>
    <xsl:variable name="counted" as="xs:string?" select="$unit ! $v:units(lower-case(.))"/>
    <xsl:variable name="one" as="xs:string?" select="$counted ! substring-after(f:say('counted.' || . || '.other'), '} ')"/>
    <xsl:sequence select="if ($counted and matches($quantity, '^[0-9]{1,9}$')) then f:counted($counted, xs:integer($quantity))
                          else string-join(($quantity, ($one[.], $unit)[1])[.], ' ')"/>
  </xsl:function>

  <xsl:function name="f:role" as="xs:string" visibility="private">
    <xsl:param name="role" as="xs:string"/>
    <xsl:sequence select="f:value-in-words('role', $role)"/>
  </xsl:function>

  <!-- The key that somebody's role is called by. -->
  <xsl:function name="f:role-key" as="xs:string" visibility="private">
    <xsl:param name="person" as="element()"/>
    <xsl:variable name="key" as="xs:string?" select="$person/@role ! ('role.' || lower-case(normalize-space(.)))"/>
    <xsl:sequence select="($key[map:contains($words, .)], local-name($person))[1]"/>
  </xsl:function>

  <!-- A language by its tag: all of it, else its primary language, else the tag. -->
  <xsl:function name="f:language-name" as="xs:string" visibility="private">
    <xsl:param name="tag" as="xs:string"/>
    <xsl:sequence select="($words('language.' || lower-case($tag)), $words('language.' || lower-case(tokenize($tag, '-')[1])), $tag)[1]"/>
  </xsl:function>

  <xsl:function name="f:quote" as="xs:string" visibility="private">
    <xsl:param name="text" as="xs:string"/>
    <xsl:sequence select="f:say('punctuation.open-quote') || $text || f:say('punctuation.close-quote')"/>
  </xsl:function>

  <!-- "a, b and c". -->
  <xsl:function name="f:list" as="xs:string" visibility="private">
    <xsl:param name="items" as="xs:string*"/>
    <xsl:variable name="count" as="xs:integer" select="count($items)"/>
    <xsl:sequence select="if ($count le 1) then string($items)
                          else string-join($items[position() lt $count], f:say('punctuation.comma'))
                               || f:say('punctuation.' || (if ($count = 2) then 'and-two' else 'and-last')) || $items[$count]"/>
  </xsl:function>

  <!-- "page 3": what a thing is called, and which of them. -->
  <!-- The same where the style sheet puts it: behind a label that stands by itself it is left out. -->
  <xsl:variable name="v:colon" as="xs:string" select="replace(f:say('punctuation.colon'), '\s+$', '')"/>

  <xsl:function name="f:labelled" as="xs:string" visibility="private">
    <xsl:param name="label" as="xs:string"/>
    <xsl:param name="value" as="xs:string?"/>
    <xsl:sequence select="string-join(($label, $value[.]), f:say('punctuation.colon'))"/>
  </xsl:function>
</xsl:stylesheet>
