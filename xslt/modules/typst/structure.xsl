<?xml version="1.0" encoding="UTF-8"?>
<!--
  Divisions, headings, paragraphs, quotations: the frame of the text.
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

  <xsl:template mode="m:typst" as="node()*"
    match="standOff | text | group | front | body | div | div1 | div2 | div3 | div4 | div5 | div6 | div7 | spGrp
           | annotationBlock | listAnnotation">
    <xsl:apply-templates mode="m:typst"/>
  </xsl:template>

  <!-- What follows the text does not run on from it. -->
  <xsl:template mode="m:typst" as="node()*" match="back">
    <xsl:if test="normalize-space()">
      <t:parting/>
    </xsl:if>
    <xsl:apply-templates mode="m:typst"/>
  </xsl:template>

  <xsl:template mode="m:typst" as="node()*" match="floatingText">
    <t:inset>
      <xsl:sequence select="f:deep(.)"/>
      <xsl:apply-templates mode="m:typst"/>
    </t:inset>
  </xsl:template>

  <xsl:template mode="m:typst" as="node()*" match="head">
    <xsl:variable name="title" as="xs:string" select="f:plain(.)"/>
    <xsl:choose>
      <xsl:when test="f:is-heading(.) and $title != ''">
        <t:head level="{f:level(.)}" title="{$title}" notes="{f:has-notes(.)}">
          <xsl:apply-templates mode="m:typst"/>
        </t:head>
      </xsl:when>
      <xsl:otherwise>
        <t:subhead notes="{f:has-notes(.)}">
          <xsl:sequence select="f:place(.)"/>
          <xsl:apply-templates mode="m:typst"/>
        </t:subhead>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:function name="f:has-notes" as="xs:string" visibility="private">
    <xsl:param name="head" as="element(head)"/>
    <xsl:sequence select="if ($notes = 'foot' and $head//(note[@te:label] | te:call | ref[@te:call] | ptr[@te:call]) or $head//app) then 'yes' else 'no'"/>
  </xsl:function>

  <!-- The first heading of a division, outside quotations, is one of the document's. -->
  <xsl:function name="f:is-heading" as="xs:boolean" visibility="private">
    <xsl:param name="head" as="element(head)"/>
    <xsl:sequence select="f:is-division($head/..) and empty($head/preceding-sibling::head)
                          and empty($head/ancestor::*[self::floatingText | self::quote | self::note | self::table
                                                      | self::figure | self::item])"/>
  </xsl:function>

  <xsl:function name="f:is-division" as="xs:boolean" visibility="private">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="exists($element[self::div | self::div1 | self::div2 | self::div3 | self::div4 | self::div5
      | self::div6 | self::div7 | self::body | self::front | self::back | self::group | self::text])"/>
  </xsl:function>

  <!-- Levels follow the divisions that have a heading, so that none is left out. -->
  <xsl:function name="f:level" as="xs:integer" visibility="private">
    <xsl:param name="head" as="element(head)"/>
    <xsl:sequence select="min((6, 1 + count($head/../ancestor::*[head[f:is-heading(.) and f:plain(.) != '']])
                                    + count($head/ancestor::TEI/ancestor::teiCorpus)))"/>
  </xsl:function>

  <!-- The name of a speaker may lead in it, and somebody leave at its end. -->
  <xsl:template mode="m:typst" as="node()*" match="p | ab">
    <xsl:param name="lead" as="node()*" tunnel="yes" select="()"/>
    <xsl:param name="lead-at" as="element()?" tunnel="yes" select="()"/>
    <t:para>
      <xsl:if test="self::ab or parent::sp">
        <xsl:attribute name="indent" select="'no'"/>
      </xsl:if>
      <xsl:if test="self::ab[lb[f:counts(.)]]">
        <xsl:attribute name="lines" select="'own'"/>
      </xsl:if>
      <xsl:call-template name="layout"/>
      <xsl:call-template name="breaks-before"/>
      <xsl:if test="$lead-at is .">
        <xsl:sequence select="$lead"/>
      </xsl:if>
      <xsl:apply-templates mode="m:typst"/>
      <xsl:if test="parent::sp">
        <xsl:apply-templates mode="m:exit" select="following-sibling::*[1][self::stage]"/>
      </xsl:if>
    </t:para>
  </xsl:template>

  <!-- What stands as a heading in the source, though it opens no division. -->
  <xsl:template mode="m:typst" as="node()*" match="p[@rend][f:is-like-heading(.)]" priority="0.9">
    <t:subhead>
      <xsl:if test=".//note or .//app">
        <xsl:attribute name="notes" select="'yes'"/>
      </xsl:if>
      <xsl:sequence select="f:place(.)"/>
      <xsl:apply-templates mode="m:typst"/>
    </t:subhead>
  </xsl:template>

  <xsl:function name="f:is-like-heading" as="xs:boolean" visibility="private">
    <xsl:param name="paragraph" as="element(p)"/>
    <xsl:sequence select="(some $how in tokenize($paragraph/@rend) satisfies matches($how, '^(section|sub)?-?(title|head)', 'i'))
                          and f:is-division($paragraph/..) and string-length($paragraph) lt 300"/>
  </xsl:function>

  <!-- Beside the number of a note, or in a cell, the first paragraph begins on the line that is there. -->
  <xsl:template mode="m:typst" as="node()*" priority="1"
    match="(note | cell | witDetail)/p[f:is-first(.)] | (note | cell)/ab[f:is-first(.)]">
    <xsl:apply-templates mode="m:typst"/>
  </xsl:template>

  <!-- Hook: how a block stands on the line, from @rend, @rendition and @style. -->
  <xsl:template name="layout" as="attribute()*">
    <xsl:if test="@rend or @rendition or @style">
      <xsl:sequence select="f:place(.)"/>
      <xsl:if test="self::p or self::ab">
        <xsl:variable name="inset" as="xs:double" select="f:verse-indent(.)"/>
        <xsl:choose>
          <xsl:when test="f:tokens(.) = ('hanging', 'hang', 'hanging-indent')">
            <xsl:attribute name="inset" select="'hanging'"/>
          </xsl:when>
          <!-- One step is what every paragraph's first line has. -->
          <xsl:when test="$inset gt 1">
            <xsl:attribute name="inset" select="$inset"/>
          </xsl:when>
        </xsl:choose>
      </xsl:if>
    </xsl:if>
  </xsl:template>

  <xsl:function name="f:place" as="attribute()?" visibility="private">
    <xsl:param name="element" as="element()"/>
    <xsl:variable name="how" as="xs:string*" select="if ($element/(@rend | @rendition | @style)) then f:tokens($element) else ()"/>
    <xsl:variable name="place" as="xs:string?"
      select="if ($how = ('center', 'centre', 'centered', 'centred', 'middle', 'zentriert', 'align-center')) then 'center'
              else if ($how = ('right', 'flushright', 'align-right', 'flush-right', 'rechts', 'end')) then 'end'
              else if ($how = ('left', 'flushleft', 'align-left', 'flush-left', 'start')) then 'start' else ()"/>
    <xsl:if test="$place">
      <xsl:attribute name="place" select="$place"/>
    </xsl:if>
  </xsl:function>

  <xsl:template mode="m:typst" as="node()*" match="quote | q | said">
    <xsl:choose>
      <xsl:when test="f:is-block-quotation(.)">
        <t:quotation>
          <xsl:sequence select="f:deep(.)"/>
          <xsl:apply-templates mode="m:typst"/>
        </t:quotation>
      </xsl:when>
      <!-- No quotation mark is put where the text has none: what it has is in it. -->
      <xsl:otherwise>
        <xsl:apply-templates mode="m:typst"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:function name="f:is-block-quotation" as="xs:boolean" visibility="private">
    <xsl:param name="quote" as="element()"/>
    <xsl:sequence select="exists($quote/(p | ab | lg | l | list | table | sp | floatingText | child::div))
      or exists($quote/..[f:is-division(.) or self::epigraph])
      or exists($quote/parent::cit[f:is-division(..) or parent::epigraph])
      or f:tokens($quote) = ('block', 'display', 'blockquote')"/>
  </xsl:function>

  <xsl:template mode="m:typst" as="node()*" match="cit">
    <xsl:choose>
      <xsl:when test="f:is-division(..) or parent::epigraph or quote[f:is-block-quotation(.)]">
        <t:quotation>
          <xsl:sequence select="f:deep(.)"/>
          <xsl:apply-templates mode="m:typst"/>
        </t:quotation>
      </xsl:when>
      <xsl:otherwise>
        <xsl:apply-templates mode="m:typst"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:function name="f:deep" as="attribute()?" visibility="private">
    <xsl:param name="element" as="element()"/>
    <xsl:if test="exists($element/(ancestor::quote | ancestor::q | ancestor::said | ancestor::cit | ancestor::floatingText)[4])">
      <xsl:attribute name="deep" select="'yes'"/>
    </xsl:if>
  </xsl:function>

  <xsl:template mode="m:typst" as="node()*" match="cit/quote | cit/q" priority="1">
    <xsl:apply-templates mode="m:typst"/>
  </xsl:template>

  <xsl:template mode="m:typst" as="element()" match="cit/bibl[f:is-division(../..) or ../parent::epigraph]" priority="1">
    <t:credit>
      <xsl:apply-templates mode="m:typst"/>
    </t:credit>
  </xsl:template>

  <xsl:template mode="m:typst" as="element()" match="epigraph">
    <t:epigraph>
      <xsl:apply-templates mode="m:typst"/>
    </t:epigraph>
  </xsl:template>

  <xsl:template mode="m:typst" as="element()" match="argument">
    <t:small>
      <xsl:apply-templates mode="m:typst"/>
    </t:small>
  </xsl:template>

  <xsl:template mode="m:typst" as="element()" match="trailer | closer/trailer">
    <t:trailer>
      <xsl:apply-templates mode="m:typst"/>
    </t:trailer>
  </xsl:template>

  <!-- An utterance of speech. -->
  <xsl:template mode="m:typst" as="element()" match="u">
    <t:para indent="no">
      <xsl:if test="@who">
        <t:hi rend="smallcaps">
          <xsl:sequence select="f:own-words(f:person-said(@who, .))"/>
        </t:hi>
        <xsl:text>: </xsl:text>
      </xsl:if>
      <xsl:apply-templates mode="m:typst"/>
    </t:para>
  </xsl:template>

  <xsl:template mode="m:typst" as="empty-sequence()" match="divGen | anchor | addSpan | damageSpan | shift"/>

  <!-- The list of interventions leads there. -->
  <xsl:template mode="m:typst" as="element()?" match="delSpan">
    <xsl:param name="copy" as="xs:boolean" tunnel="yes" select="false()"/>
    <xsl:if test="$view != 'source' and not($copy)">
      <t:an id="{f:own-id(.)}"/>
    </xsl:if>
  </xsl:template>

  <!-- Terms for an index are not read in the line; register.xsl lists them. -->
  <xsl:template mode="m:typst m:plain" as="empty-sequence()" match="index"/>
</xsl:stylesheet>
