<?xml version="1.0" encoding="UTF-8"?>
<!--
  The order of letters: the processor's own knows no language, so lists are sorted by keys made here, in the order of
  code points. Source: the levels are those of the Unicode Collation Algorithm: letters, then marks, then case.
-->
<xsl:stylesheet version="3.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:f="urn:teiedit:functions"
  xmlns:v="urn:teiedit:variables"
  exclude-result-prefixes="#all">

  <xsl:variable name="v:codepoint" as="xs:string" select="'http://www.w3.org/2005/xpath-functions/collation/codepoint'"/>

  <!-- Letters of two or three signs ("ch"), each with the one sign that stands for it in keys. -->
  <xsl:variable name="v:pairs" as="xs:string*" select="tokenize($words('sort-pairs'))"/>

  <!-- Whether a letter from a to z has a weight of its own, or all of them are sorted as they are. -->
  <xsl:variable name="v:has-own-latin" as="xs:boolean" select="exists((97 to 122) ! $words('sort.' || codepoints-to-string(.)))"/>

  <!-- To be compared by $v:codepoint. Punctuation counts for nothing, and numbers as numbers. -->
  <xsl:function name="f:sort-key" as="xs:string" visibility="private">
    <xsl:param name="text" as="xs:string?"/>
    <xsl:variable name="small" as="xs:string" select="lower-case(normalize-unicode(normalize-space($text), 'NFC'))"/>
    <xsl:variable name="paired" as="xs:string" select="fold-left($v:pairs, $small, f:with-pair#2)"/>
    <xsl:variable name="letters" as="xs:string"
      select="if (not($v:has-own-latin) and not(matches($paired, '[^a-z0-9 ]'))) then $paired
              else string-join(string-to-codepoints($paired) ! (if (. lt 128 and not($v:has-own-latin)) then codepoints-to-string(.)
                                                                else f:weight(codepoints-to-string(.))))"/>
    <!-- Signs between words part them; others are passed over. -->
    <xsl:variable name="plain" as="xs:string"
      select="normalize-space(replace(replace($letters, '[\p{Pd}\p{Z}/_.,;:]+', ' '), '[\p{M}\p{P}\p{Cf}]', ''))"/>
    <xsl:sequence select="f:with-long-numbers($plain) || '&#x9;' || normalize-unicode($small, 'NFD') || '&#x9;' || f:swapped(string($text))"/>
  </xsl:function>

  <!-- Dates as numbers, so that years before Christ come in their order; what is no date comes first. -->
  <xsl:function name="f:date-key" as="xs:integer" visibility="private">
    <xsl:param name="date" as="xs:string?"/>
    <xsl:variable name="found" as="xs:string*" select="analyze-string($date, '^(-?[0-9]{4,})(-([0-9]{2}))?(-([0-9]{2}))?')//*:group[@nr = (1, 3, 5)]/string()"/>
    <xsl:sequence select="if (empty($found)) then -99999999
                          else xs:integer($found[1]) * 10000 + sum(($found[2] ! xs:integer(.) * 100, $found[3] ! xs:integer(.)))"/>
  </xsl:function>

  <xsl:function name="f:with-pair" as="xs:string" visibility="private">
    <xsl:param name="text" as="xs:string"/>
    <xsl:param name="pair" as="xs:string"/>
    <xsl:sequence select="replace($text, substring-before($pair, '='), substring-after($pair, '='), 'q')"/>
  </xsl:function>

  <xsl:function name="f:weight" as="xs:string" visibility="private">
    <xsl:param name="letter" as="xs:string"/>
    <xsl:sequence select="($words('sort.' || $letter), f:base-weight(normalize-unicode($letter, 'NFD')))[1]"/>
  </xsl:function>

  <!-- Of a letter with marks: what its letter alone is sorted as, "ǽ" as "æ". -->
  <xsl:function name="f:base-weight" as="xs:string" visibility="private">
    <xsl:param name="apart" as="xs:string"/>
    <xsl:variable name="base" as="xs:string" select="replace($apart, '\p{M}', '')"/>
    <xsl:sequence select="($words('sort.' || $base), $base)[1]"/>
  </xsl:function>

  <xsl:function name="f:with-long-numbers" as="xs:string" visibility="private">
    <xsl:param name="text" as="xs:string"/>
    <xsl:sequence select="if (not(matches($text, '[0-9]'))) then $text
                          else replace(replace($text, '([0-9]+)', '000000000000$1'), '[0-9]*([0-9]{12})', '$1')"/>
  </xsl:function>

  <!-- Small letters before capitals. -->
  <xsl:function name="f:swapped" as="xs:string" visibility="private">
    <xsl:param name="text" as="xs:string"/>
    <xsl:sequence select="if ($text = lower-case($text)) then '0' else '1'"/>
  </xsl:function>
</xsl:stylesheet>
