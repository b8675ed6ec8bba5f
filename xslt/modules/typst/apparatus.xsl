<?xml version="1.0" encoding="UTF-8"?>
<!--
  Variant readings: the lemma in the text, the readings at the foot, in letters of their own.
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

  <xsl:accumulator name="v:variants" as="xs:integer" initial-value="0">
    <xsl:accumulator-rule match="app[not(ancestor::listApp or @loc)]" select="$value + 1"/>
    <xsl:accumulator-rule match="TEI" select="0"/>
  </xsl:accumulator>

  <!-- What the edition reads, and the call of its variants. An entry that stands where its lemma ends repeats words of
       the text: it has only the call. -->
  <xsl:template mode="m:typst" as="node()*" match="app">
    <xsl:param name="copy" as="xs:boolean" tunnel="yes" select="false()"/>
    <xsl:variable name="chosen" as="element()?" select="f:readings(.)[@te:chosen][1]"/>
    <xsl:variable name="others" as="element()*" select="(f:readings(.) | descendant::witDetail[ancestor::app[1] is current()] | note) except $chosen"/>
    <xsl:if test="not(@te:apart)">
      <xsl:apply-templates mode="m:typst" select="$chosen"/>
    </xsl:if>
    <xsl:if test="not($copy) and (exists($others) or exists($chosen/@te:sigla))">
      <t:nt n="{f:variant-label(.)}" id="{@te:anchor}">
        <xsl:value-of select="(f:brief($chosen)[.], @te:after)[1] || '] '"/>
        <xsl:value-of select="$chosen/@te:sigla ! (. || ' ')"/>
        <xsl:apply-templates mode="m:reading" select="$others"/>
      </t:nt>
    </xsl:if>
  </xsl:template>

  <!-- Of this entry, those in groups too, but none of an entry inside it. -->
  <xsl:function name="f:readings" as="element()*" visibility="private">
    <xsl:param name="entry" as="element()"/>
    <xsl:sequence select="$entry/(lem | rdg | rdgGrp/f:readings(.))"/>
  </xsl:function>

  <xsl:mode name="m:reading" on-no-match="fail" on-multiple-match="fail" visibility="final"/>

  <xsl:template mode="m:reading" as="node()*" match="rdg | lem">
    <xsl:choose>
      <xsl:when test="normalize-space() = '' and not(*)">
        <t:hi rend="italic">
          <xsl:value-of select="f:word('omitted', .)"/>
        </t:hi>
      </xsl:when>
      <xsl:otherwise>
        <xsl:apply-templates mode="m:typst"/>
      </xsl:otherwise>
    </xsl:choose>
    <xsl:value-of select="@te:sigla ! (' ' || .), if (position() lt last()) then '; ' else '.'" separator=""/>
  </xsl:template>

  <xsl:template mode="m:reading" as="node()*" match="witDetail | note">
    <xsl:apply-templates mode="m:typst"/>
    <xsl:value-of select="@te:sigla ! (' ' || .), if (position() lt last()) then '; ' else '.'" separator=""/>
  </xsl:template>

  <xsl:template mode="m:typst" as="node()*" match="lem | rdg | wit | witDetail">
    <xsl:apply-templates mode="m:typst"/>
  </xsl:template>

  <!-- Outside an entry, and of an entry apart. -->
  <xsl:template mode="m:typst" as="node()*" match="rdgGrp">
    <xsl:for-each select="*">
      <xsl:value-of select="' '[position() gt 1]"/>
      <xsl:apply-templates mode="m:typst" select="."/>
    </xsl:for-each>
  </xsl:template>

  <!-- Where a witness begins and ends is for who reads that witness: told in its readings. -->
  <xsl:template mode="m:typst" as="node()*" match="lacunaStart | lacunaEnd | witStart | witEnd">
    <xsl:if test="ancestor::rdg[@te:wit]">
      <t:hi rend="italic">
        <xsl:value-of select="'(' || f:say(map { 'lacunaStart': 'lacuna-begins', 'lacunaEnd': 'lacuna-ends', 'witStart': 'witness-begins',
                                                 'witEnd': 'witness-ends' }(local-name())) || ')'"/>
      </t:hi>
    </xsl:if>
  </xsl:template>

  <!-- An apparatus that stands apart from its text. -->
  <xsl:template mode="m:typst" as="node()*" match="listApp | listWit">
    <xsl:apply-templates mode="m:typst" select="head"/>
    <xsl:apply-templates mode="m:typst" select="* except head"/>
  </xsl:template>

  <xsl:template mode="m:typst" as="element()" match="listApp//app[@te:apart] | app[@te:apart][@loc]" priority="2">
    <t:small>
      <xsl:for-each select="(@loc, @te:line, @n)[normalize-space()][1]">
        <t:hi rend="bold">
          <xsl:value-of select="."/>
        </t:hi>
        <xsl:text> </xsl:text>
      </xsl:for-each>
      <xsl:for-each select="* | rdgGrp/*">
        <xsl:if test="not(self::rdgGrp)">
          <xsl:apply-templates mode="m:typst" select="."/>
          <xsl:if test="self::rdg[not(node())]">
            <t:hi rend="italic">
              <xsl:value-of select="f:say('omitted')"/>
            </t:hi>
          </xsl:if>
          <xsl:value-of select="@te:sigla ! (' ' || .), if (self::lem) then '] ' else if (position() lt last()) then '; ' else ''" separator=""/>
        </xsl:if>
      </xsl:for-each>
    </t:small>
  </xsl:template>

  <xsl:template mode="m:typst" as="element()" match="listWit/witness | witness" priority="1">
    <t:small>
      <xsl:if test="(@n or @xml:id) and not(abbr[@type = 'siglum'])">
        <t:hi rend="bold">
          <xsl:value-of select="(@n, @xml:id)[1]"/>
        </t:hi>
        <xsl:text> </xsl:text>
      </xsl:if>
      <xsl:call-template name="apart"/>
    </t:small>
  </xsl:template>

  <!-- Of a long lemma, its first and last words. -->
  <xsl:function name="f:brief" as="xs:string" visibility="private">
    <xsl:param name="lemma" as="element()?"/>
    <xsl:variable name="words" as="xs:string*" select="tokenize(f:plain($lemma/node()))"/>
    <xsl:sequence select="if (count($words) gt 6) then string-join(($words[1], $words[2], '…', $words[last()]), ' ')
                          else string-join($words, ' ')"/>
  </xsl:function>

  <!-- Letters, or Greek ones where notes have the letters. -->
  <xsl:function name="f:variant-label" as="xs:string" visibility="private">
    <xsl:param name="app" as="element(app)"/>
    <xsl:number value="$app/accumulator-before('v:variants')" format="{if ($v:notes-in-letters) then 'α' else 'a'}"/>
  </xsl:function>

  <xsl:variable name="v:notes-in-letters" as="xs:boolean" select="exists(//note[matches(@te:label, '^[a-z]')])"/>
</xsl:stylesheet>
