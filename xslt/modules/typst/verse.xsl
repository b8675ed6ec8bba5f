<?xml version="1.0" encoding="UTF-8"?>
<!--
  Verse: lines and their indentation, stanzas, lines that several speakers share.
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

  <!-- How long a stanza is, and whether it is the rest of one: what is torn from itself by a page of the source. -->
  <xsl:template mode="m:typst" as="element()" match="lg">
    <xsl:param name="deepest" as="xs:double" tunnel="yes" select="0"/>
    <t:stanza nested="{if (parent::lg) then 'yes' else 'no'}" lines="{if (lg) then 0 else count(l)}"
      continued="{if (@part = ('M', 'F')) then 'yes' else 'no'}">
      <xsl:apply-templates mode="m:typst">
        <xsl:with-param name="deepest" tunnel="yes" select="max(($deepest, l ! f:verse-indent(.)))"/>
        <xsl:with-param name="rhymes" tunnel="yes" select="if (not(@rhyme) or l[f:verse-indent(.) gt 0]) then map {} else f:rhymes(.)"/>
      </xsl:apply-templates>
    </t:stanza>
  </xsl:template>

  <xsl:template mode="m:typst" as="element()" match="l">
    <xsl:param name="deepest" as="xs:double" tunnel="yes" select="0"/>
    <xsl:param name="rhymes" as="map(xs:string, xs:integer)" tunnel="yes" select="map {}"/>
    <xsl:param name="lead" as="node()*" tunnel="yes" select="()"/>
    <xsl:param name="lead-at" as="element()?" tunnel="yes" select="()"/>
    <xsl:variable name="indent" as="xs:double" select="f:verse-indent(.)"/>
    <t:line indent="{$indent}">
      <xsl:if test="$deepest gt 0">
        <xsl:attribute name="deepest" select="max(($deepest, $indent))"/>
      </xsl:if>
      <xsl:if test="$rhymes(generate-id())">
        <xsl:attribute name="rhyme" select="$rhymes(generate-id())"/>
      </xsl:if>
      <xsl:if test="@n[matches(., '^\d{1,6}$')] and not(ancestor::note)">
        <xsl:attribute name="n" select="@n"/>
      </xsl:if>
      <xsl:if test="parent::lg and f:is-kept(.)">
        <xsl:attribute name="keep" select="'yes'"/>
      </xsl:if>
      <xsl:if test="@part = ('M', 'F', 'm', 'f')">
        <xsl:attribute name="before" select="f:said-before(.)"/>
      </xsl:if>
      <xsl:call-template name="breaks-before"/>
      <xsl:if test="$lead-at is .">
        <xsl:sequence select="$lead"/>
      </xsl:if>
      <xsl:apply-templates mode="m:typst"/>
      <xsl:apply-templates mode="m:exit" select="following-sibling::*[1][self::stage]"/>
    </t:line>
  </xsl:template>

  <!-- The first line of a stanza stays with the second, the last with that before it; with a note, neither can. -->
  <xsl:function name="f:is-kept" as="xs:boolean" visibility="private">
    <xsl:param name="line" as="element(l)"/>
    <xsl:sequence select="(empty($line/preceding-sibling::l[1]) or empty($line/following-sibling::l[1]/following-sibling::l[1]))
                          and exists($line/following-sibling::l[1]) and not($line/descendant::*[self::note or self::app])"/>
  </xsl:function>

  <xsl:function name="f:said-before" as="xs:string" visibility="private">
    <xsl:param name="line" as="element(l)"/>
    <xsl:sequence select="string-join(f:earlier-parts($line) ! f:plain(.), ' ')"/>
  </xsl:function>

  <xsl:template mode="m:typst" as="element()" match="caesura">
    <t:caesura/>
  </xsl:template>

  <xsl:template mode="m:typst" as="node()*" match="rhyme">
    <xsl:apply-templates mode="m:typst"/>
  </xsl:template>

  <!-- In steps: rend="indent", "indent2", "indent(3)", or so many ems that a style says. -->
  <xsl:function name="f:verse-indent" as="xs:double" visibility="private">
    <xsl:param name="line" as="element()"/>
    <xsl:variable name="said" as="xs:string?"
      select="if ($line/@rend) then tokenize(lower-case($line/@rend))[matches(., '^(indent|inset)')][1] else ()"/>
    <xsl:variable name="number" as="xs:string" select="replace($said, '\D', '')"/>
    <xsl:variable name="styled" as="xs:string?"
      select="if ($line/@style) then replace($line/@style[matches(., '(margin-left|padding-left|text-indent)\s*:\s*\d+(\.\d+)?em')],
                                             '^.*(margin-left|padding-left|text-indent)\s*:\s*(\d+(\.\d+)?)em.*$', '$2', 's')[.] else ()"/>
    <xsl:sequence select="if ($number castable as xs:integer) then min((8, xs:integer($number))) else if ($said) then 1
                          else if ($styled) then min((8, number($styled))) else 0"/>
  </xsl:function>

  <!-- Which lines stand further in: of the rhymes in the order in which they begin, every second one (abab, abba, aabba).
       Couplets all through say nothing about indentation. -->
  <xsl:function name="f:rhymes" as="map(xs:string, xs:integer)" visibility="private">
    <xsl:param name="stanza" as="element(lg)"/>
    <xsl:variable name="letters" as="xs:string*"
      select="string-to-codepoints(replace($stanza/@rhyme, '[^A-Za-z]', '')) ! codepoints-to-string(.)"/>
    <xsl:variable name="order" as="xs:string*" select="distinct-values($letters)"/>
    <xsl:sequence select="if (matches(string-join($letters), '^((.)\2)*$')) then map {}
      else map:merge(for-each-pair($stanza/l, $letters, function($line as element(l), $letter as xs:string) as map(xs:string, xs:integer)? {
        if (index-of($order, $letter) mod 2 = 0) then map { generate-id($line): 1 } else () }))"/>
  </xsl:function>
</xsl:stylesheet>
