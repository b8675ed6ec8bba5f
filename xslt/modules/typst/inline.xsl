<?xml version="1.0" encoding="UTF-8"?>
<!--
  Words set apart: emphasis, foreign words, terms, code; and elements that say what a word is, not how it looks.
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
  <xsl:variable name="v:looks" as="map(xs:string, xs:string)" xmlns:map="http://www.w3.org/2005/xpath-functions/map" select="map {
    'italic': 'italic', 'italics': 'italic', 'it': 'italic', 'i': 'italic', 'ital': 'italic', 'emph': 'italic', 'oblique': 'italic',
    'aq': 'italic', 'antiqua': 'italic', 'slant': 'italic', 'roman': 'roman', 'upright': 'roman', 'regular': 'roman', 'normal': 'roman',
    'bold': 'bold', 'b': 'bold', 'bd': 'bold', 'strong': 'bold', 'bf': 'bold',
    'smallcaps': 'smallcaps', 'small-caps': 'smallcaps', 'sc': 'smallcaps', 'smcap': 'smallcaps', 'kapitälchen': 'smallcaps',
    'underline': 'underline', 'underlined': 'underline', 'u': 'underline', 'ul': 'underline', 'ud': 'underline',
    'overline': 'overline', 'supraline': 'overline', 'macron': 'overline',
    'strike': 'strike', 'strikethrough': 'strike', 'line-through': 'strike', 'crossed': 'strike', 'struckthrough': 'strike',
    'superscript': 'super', 'super': 'super', 'sup': 'super', 'above': 'super', 'high': 'super', 'superior': 'super',
    'subscript': 'sub', 'sub': 'sub', 'below': 'sub', 'low': 'sub', 'inferior': 'sub',
    'spaced': 'spaced', 'letterspaced': 'spaced', 'letterspace': 'spaced', 'g': 'spaced', 'gesperrt': 'spaced', 'expanded': 'spaced',
    'initial': 'initial', 'dropcap': 'initial', 'drop-cap': 'initial', 'decorinit': 'initial', 'decorated': 'initial',
    'double-underline': 'double', 'doubleunderline': 'double', 'double_underline': 'double', 'underdoubleline': 'double',
    'unterstrichen': 'underline', 'kursiv': 'italic', 'fett': 'bold', 'letter-spacing': 'spaced', 'larger': 'large', 'x-large': 'large',
    'smaller': 'small', 'x-small': 'small', 'upperline': 'overline', 'sc-caps': 'smallcaps',
    'caps': 'caps', 'capitals': 'caps', 'uppercase': 'caps', 'allcaps': 'caps', 'versal': 'caps',
    'code': 'code', 'mono': 'code', 'monospace': 'code', 'typewriter': 'code', 'tt': 'code', 'large': 'large', 'small': 'small' }"/>

  <xsl:template mode="m:typst" as="node()*" match="hi | seg[@rend] | distinct[@rend] | w[@rend] | emph[@rend] | foreign[@rend]
                                                   | c[@rend] | name[@rend] | ref[@rend][not(@target)]">
    <xsl:call-template name="styled">
      <xsl:with-param name="looks" select="f:looks(.)"/>
    </xsl:call-template>
  </xsl:template>

  <xsl:template mode="m:typst" as="node()*"
    match="emph[not(@rend)] | foreign[not(@rend)] | mentioned | distinct[not(@rend)] | title[@level = ('m', 'j', 's', 'u')]
           | (bibl | biblStruct | monogr | series | msItem)/title[not(@level)]">
    <xsl:call-template name="styled">
      <xsl:with-param name="looks" select="if (f:looks(.) = 'roman') then () else 'italic'"/>
    </xsl:call-template>
  </xsl:template>

  <!-- What a letter or a script looks like is not told by slanting it. -->
  <xsl:template mode="m:typst" as="node()*" priority="1"
    match="foreign[matches(@xml:lang, '^(ar|he|fa|syr|cop|hy|ka|grc|el|ru|uk|bg|sr|cu|zh|ja|ko|sa)(-|$)')]">
    <xsl:apply-templates mode="m:typst"/>
  </xsl:template>

  <xsl:template mode="m:typst" as="node()*" match="soCalled">
    <xsl:apply-templates mode="m:typst"/>
  </xsl:template>

  <xsl:template mode="m:typst" as="element()" match="code | ident | val | gi | att | tag">
    <t:hi rend="code">
      <xsl:sequence select="f:own-words(('&lt;'[current()/self::gi], '@'[current()/self::att])[1])"/>
      <xsl:apply-templates mode="m:typst"/>
      <xsl:sequence select="f:own-words('&gt;'[current()/self::gi])"/>
    </t:hi>
  </xsl:template>

  <xsl:template mode="m:typst" as="element()" match="eg | code[contains(., '&#xA;')]" priority="2">
    <t:para indent="no">
      <t:hi rend="code">
        <t:verbatim>
          <xsl:value-of select="."/>
        </t:verbatim>
      </t:hi>
    </t:para>
  </xsl:template>

  <xsl:template mode="m:typst" as="node()*" priority="-1"
    match="seg | s | w | pc | c | cl | phr | m | term | gloss | name | date | time | num
           | measure | measureGrp | unit | title | desc | label | ellipsis | lang
           | abbr | expan | ex | am | orig | reg | corr | sic | add | del | supplied | surplus | secl | unclear | damage
           | restore | retrace | mod | metamark | zone | line | hand | rubric | incipit | explicit | finalRubric
           | locus | locusGrp | material | objectType | dim | height | width | depth | heraldry | watermark
           | signatures | catchwords | secFol | ref | rb | ruby | email | idno">
    <xsl:apply-templates mode="m:typst"/>
  </xsl:template>

  <!-- A reading above its characters, where it is the only one. -->
  <xsl:template mode="m:typst" as="element()" match="ruby[count(rt) = 1][not(rp)]">
    <t:ruby>
      <t:arg name="reading">
        <xsl:apply-templates mode="m:typst" select="rt/node()"/>
      </t:arg>
      <xsl:apply-templates mode="m:typst" select="* except rt"/>
    </t:ruby>
  </xsl:template>

  <xsl:template mode="m:typst" as="element()" match="span[@type = 'ruby'][count(span[@type = 'rt']) = 1]" priority="1">
    <t:ruby>
      <t:arg name="reading">
        <xsl:apply-templates mode="m:typst" select="span[@type = 'rt']/node()"/>
      </t:arg>
      <xsl:apply-templates mode="m:typst" select="node() except span[@type = ('rt', 'rp')]"/>
    </t:ruby>
  </xsl:template>

  <xsl:template mode="m:typst" as="node()*" match="stamp">
    <xsl:call-template name="apart"/>
  </xsl:template>

  <!-- Readings beside characters, behind them between brackets; some encode them with span. -->
  <xsl:template mode="m:typst" as="node()*" match="rt[not(ancestor::ruby[1]//rp)] | span[@type = 'rt'][not(../span[@type = 'rp'])]" priority="1">
    <t:hi rend="small">
      <xsl:text> (</xsl:text>
      <xsl:apply-templates mode="m:typst"/>
      <xsl:text>) </xsl:text>
    </t:hi>
  </xsl:template>

  <xsl:template mode="m:typst" as="node()*" match="rt | span[@type = ('ruby', 'rb', 'rt', 'rp')]">
    <xsl:apply-templates mode="m:typst"/>
  </xsl:template>

  <!-- A date without words is said as its attributes give it. -->
  <xsl:template mode="m:typst" as="element(t:own)?" match="(date | docDate | origDate | time)[not(node())]" priority="2">
    <xsl:sequence select="f:own-words(f:dated-apart(.))"/>
  </xsl:template>

  <!-- A character that Unicode lacks: its own text, else what the header maps it to, else its name. -->
  <xsl:template mode="m:typst" as="node()*" match="g">
    <xsl:choose>
      <xsl:when test="normalize-space()">
        <xsl:apply-templates mode="m:typst"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:sequence select="f:own-words(f:character(.))"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template mode="m:typst" as="node()*" match="space">
    <xsl:param name="copy" as="xs:boolean" tunnel="yes" select="false()"/>
    <xsl:choose>
      <xsl:when test="$view = 'source' and @te:text and not($copy)">
        <xsl:sequence select="f:own-words(' ' || @te:text || ' ')"/>
      </xsl:when>
      <xsl:otherwise>
        <t:gap-space quantity="{if (@quantity castable as xs:integer) then min((20, max((1, xs:integer(@quantity))))) else 1}"/>
      </xsl:otherwise>
    </xsl:choose>
    <xsl:apply-templates mode="m:typst"/>
  </xsl:template>

  <xsl:function name="f:looks" as="xs:string*" visibility="private">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="distinct-values(f:tokens($element) ! $v:looks(.))"/>
  </xsl:function>

  <xsl:template name="styled" as="node()*">
    <xsl:param name="looks" as="xs:string*"/>
    <xsl:choose>
      <xsl:when test="exists($looks)">
        <t:hi rend="{$looks}">
          <xsl:apply-templates mode="m:typst"/>
        </t:hi>
      </xsl:when>
      <xsl:otherwise>
        <xsl:apply-templates mode="m:typst"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>
</xsl:stylesheet>
