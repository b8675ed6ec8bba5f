<?xml version="1.0" encoding="UTF-8"?>
<!--
  What holds for every element: the view, the editorial signs, the language, the anchor.
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

  <!-- Both texts are seen where changes are shown; an alternative that neither has, nowhere. -->
  <xsl:function name="f:is-hidden" as="xs:boolean" visibility="private">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="exists($element/@te:view[. = 'none' or $view != 'changes' and . != $view])"/>
  </xsl:function>

  <!-- Seen only in the other view: its words are in the list of interventions, its place is kept. What went is struck,
       and what came is underlined, where changes are shown. -->
  <xsl:template mode="m:typst" as="node()*" match="*[@te:view]" priority="90">
    <xsl:param name="copy" as="xs:boolean" tunnel="yes" select="false()"/>
    <xsl:choose>
      <xsl:when test="$copy or @te:view = $view">
        <xsl:next-match/>
      </xsl:when>
      <xsl:when test="$view = 'changes' and @te:view != 'none'">
        <xsl:variable name="content" as="node()*">
          <xsl:next-match/>
        </xsl:variable>
        <xsl:sequence select="f:changed(if (@te:view = 'source') then 'gone' else 'came', $content)"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:sequence select="descendant-or-self::*[@te:anchor][f:is-target(.)] ! f:anchor(.)"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- What both texts have, though the source's writer or the editor put it there. -->
  <xsl:template mode="m:typst" as="node()*" match="add[$view = 'changes'][not(@te:view)]" priority="85">
    <xsl:call-template name="came"/>
  </xsl:template>

  <xsl:template mode="m:typst" as="node()*" match="supplied[$view = 'changes'][not(@te:view)]" priority="85">
    <xsl:call-template name="came"/>
  </xsl:template>

  <xsl:template mode="m:typst" as="node()*" match="corr[$view = 'changes'][not(@te:view or parent::choice)]" priority="85">
    <xsl:call-template name="came"/>
  </xsl:template>

  <xsl:template name="came" as="node()*">
    <xsl:param name="copy" as="xs:boolean" tunnel="yes" select="false()"/>
    <xsl:variable name="content" as="node()*">
      <xsl:next-match/>
    </xsl:variable>
    <xsl:sequence select="if ($copy) then $content else f:changed('came', $content)"/>
  </xsl:template>

  <!-- Lines through and below words, not through blocks. -->
  <xsl:function name="f:changed" as="node()*" visibility="private">
    <xsl:param name="how" as="xs:string"/>
    <xsl:param name="content" as="node()*"/>
    <xsl:choose>
      <xsl:when test="empty($content)"/>
      <xsl:when test="exists($content/descendant-or-self::t:*[map:contains($v:blocks, local-name())])">
        <xsl:apply-templates mode="m:changed" select="$content">
          <xsl:with-param name="how" select="$how" tunnel="yes"/>
        </xsl:apply-templates>
      </xsl:when>
      <xsl:otherwise>
        <xsl:element name="t:{$how}">
          <xsl:sequence select="$content"/>
        </xsl:element>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <xsl:mode name="m:changed" on-no-match="shallow-copy" on-multiple-match="fail" visibility="final"/>

  <xsl:template mode="m:changed" as="node()*" match="text()">
    <xsl:param name="how" as="xs:string" tunnel="yes"/>
    <xsl:choose>
      <xsl:when test="normalize-space()">
        <xsl:element name="t:{$how}">
          <xsl:sequence select="."/>
        </xsl:element>
      </xsl:when>
      <xsl:otherwise>
        <xsl:sequence select="."/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:variable name="v:blocks" as="map(xs:string, xs:boolean)"
    select="map:merge(tokenize('para head subhead quotation epigraph inset small hanging line stanza speech direction items grid-table fig
                               picture opener closer postscript dateline salute signed address surface zone') ! map { . : true() })"/>

  <!-- Colour and a line of its own shape, for signs that are no characters. -->
  <xsl:function name="f:coloured" as="element(t:coloured)" visibility="private">
    <xsl:param name="class" as="xs:string"/>
    <xsl:param name="content" as="node()*"/>
    <t:coloured kind="{$class}">
      <xsl:sequence select="$content"/>
    </t:coloured>
  </xsl:function>

  <xsl:template mode="m:typst" as="node()*" match="*[@te:open or @te:close or @te:each or @te:class]" priority="80">
    <xsl:param name="copy" as="xs:boolean" tunnel="yes" select="false()"/>
    <xsl:param name="each" as="xs:string?" tunnel="yes" select="()"/>
    <xsl:choose>
      <xsl:when test="$view = 'source' and not($copy)">
        <xsl:variable name="marked" as="node()*">
          <xsl:sequence select="@te:open ! f:own-words(.)"/>
          <xsl:next-match>
            <xsl:with-param name="each" tunnel="yes" select="(@te:each ! string(), $each)[1]"/>
          </xsl:next-match>
          <xsl:sequence select="@te:close ! f:own-words(.)"/>
        </xsl:variable>
        <xsl:sequence select="if (@te:class and exists($marked)) then f:coloured(@te:class, $marked) else $marked"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:next-match/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template mode="m:typst" as="node()*" match="*[@xml:lang]" priority="70">
    <xsl:variable name="content" as="node()*">
      <xsl:next-match/>
    </xsl:variable>
    <xsl:choose>
      <xsl:when test="empty($content) or f:language(.) = f:language((.., .)[1])">
        <xsl:sequence select="$content"/>
      </xsl:when>
      <xsl:otherwise>
        <t:lang>
          <xsl:sequence select="f:language-arguments(@xml:lang), $content"/>
        </t:lang>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template mode="m:typst" as="node()*" match="*[@te:anchor]" priority="60">
    <xsl:param name="copy" as="xs:boolean" tunnel="yes" select="false()"/>
    <xsl:if test="not($copy) and f:is-target(.)">
      <xsl:sequence select="f:anchor(.)"/>
    </xsl:if>
    <xsl:next-match/>
  </xsl:template>

  <xsl:template mode="m:typst" as="node()*" match="te:marked">
    <xsl:apply-templates mode="m:typst"/>
  </xsl:template>

  <!-- Only places that something leads to need a label in the PDF. -->
  <xsl:function name="f:is-target" as="xs:boolean" visibility="private">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="exists($element/@te:entry) or f:is-linked-from-afar($element) or f:is-intervention($element) or exists($element/parent::subst[*/@te:view])
                          or exists(key('pointing', $element/@te:anchor, root($element)))"/>
  </xsl:function>

  <xsl:function name="f:anchor" as="element(t:an)" visibility="private">
    <xsl:param name="element" as="element()"/>
    <t:an id="{$element/@te:anchor}"/>
  </xsl:function>

  <!-- Words of the edition's own are in its language, where that is not the document's. -->
  <xsl:variable name="v:own-language" as="xs:string?"
    select="let $document := tokenize(lower-case(f:edition-language(/)), '[-_]')[1] return $v:interface[not(tokenize(., '-')[1] = $document)]"/>

  <xsl:function name="f:own-language" as="attribute()?" visibility="private">
    <xsl:if test="$v:own-language">
      <xsl:attribute name="own" select="tokenize($v:own-language, '-')[1]"/>
    </xsl:if>
  </xsl:function>

  <xsl:function name="f:spoken" as="element(t:own)" visibility="private">
    <xsl:param name="words" as="xs:string"/>
    <t:own>
      <xsl:choose>
        <xsl:when test="$v:own-language">
          <t:lang>
            <xsl:sequence select="f:language-arguments($v:own-language)"/>
            <xsl:value-of select="$words"/>
          </t:lang>
        </xsl:when>
        <xsl:otherwise>
          <xsl:value-of select="$words"/>
        </xsl:otherwise>
      </xsl:choose>
    </t:own>
  </xsl:function>

  <!-- Signs and words that the document does not have, in no language: see typst/own.typ. -->
  <xsl:function name="f:own-words" as="element(t:own)?" visibility="private">
    <xsl:param name="words" as="xs:string?"/>
    <xsl:if test="$words != ''">
      <t:own>
        <xsl:value-of select="$words"/>
      </t:own>
    </xsl:if>
  </xsl:function>

  <!-- Typst takes two or three letters for a language and two for a country. -->
  <xsl:function name="f:language-arguments" as="attribute()*" visibility="private">
    <xsl:param name="tag" as="xs:string?"/>
    <xsl:variable name="parts" as="xs:string*" select="tokenize(lower-case(normalize-space($tag)), '[-_]')"/>
    <xsl:if test="matches($parts[1], '^[a-z]{2,3}$')">
      <xsl:attribute name="lang" select="$parts[1]"/>
      <xsl:variable name="country" as="xs:string?" select="$parts[position() gt 1][matches(., '^[a-z]{2}$')][1]"/>
      <xsl:if test="$country">
        <xsl:attribute name="region" select="$country"/>
      </xsl:if>
    </xsl:if>
  </xsl:function>
</xsl:stylesheet>
