<?xml version="1.0" encoding="UTF-8"?>
<!--
  What several topics ask: plain text of a title, the language here, whether something stands first.
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

  <xsl:key name="anchor" match="*[@te:anchor]" use="@te:anchor"/>
  <xsl:key name="pointing" match="*[@target or @corresp] | index[@spanTo]"
    use="tokenize(@target || ' ' || @corresp || ' ' || @spanTo[current()/self::index])[starts-with(., '#')] ! substring(., 2)"/>

  <xsl:mode name="m:plain" on-no-match="text-only-copy" on-multiple-match="fail" visibility="final"/>

  <xsl:template mode="m:plain" as="text()*" match="note | figDesc | fw | te:call | te:app | ref[@te:call] | ptr[@te:call] | (lem | rdg)[@te:wit]
                                                   | *[f:is-hidden(.)] | *[@te:view = 'source'][$view = 'changes']"/>

  <xsl:template mode="m:plain" as="text()" match="(lb | pb | cb)[not(@te:join)]">
    <xsl:text> </xsl:text>
  </xsl:template>

  <!-- Names beside each other are apart. -->
  <xsl:template mode="m:plain" as="text()*"
    match="(author | editor | respStmt | edition | editionStmt | address | publisher | authority | distributor | funder | sponsor)
           [not(text()[normalize-space()])]">
    <xsl:for-each select="*">
      <xsl:value-of select="f:between(., if (self::addrLine) then ' ' else if (self::persName or self::orgName or self::name) then '; ' else ', ')"/>
      <xsl:apply-templates mode="m:plain" select="."/>
    </xsl:for-each>
  </xsl:template>

  <!-- What an element says in this view, without notes: for bookmarks, metadata and the running head. -->
  <xsl:function name="f:plain" as="xs:string" visibility="private">
    <xsl:param name="nodes" as="node()*"/>
    <xsl:variable name="parts" as="text()*">
      <xsl:apply-templates mode="m:plain" select="$nodes"/>
    </xsl:variable>
    <xsl:sequence select="normalize-space(string-join($parts))"/>
  </xsl:function>

  <xsl:function name="f:language" as="xs:string" visibility="private">
    <xsl:param name="node" as="node()"/>
    <xsl:sequence select="string(($node/ancestor-or-self::*/@xml:lang)[last()])"/>
  </xsl:function>

  <!-- The language that the edition itself speaks in a document. -->
  <xsl:function name="f:edition-language" as="xs:string" visibility="private">
    <xsl:param name="node" as="node()"/>
    <xsl:variable name="root" as="element()?" select="root($node)/*"/>
    <xsl:sequence select="string(($root/@xml:lang, $root/teiHeader/@xml:lang, $root/text/@xml:lang,
                                  $root/teiHeader/profileDesc/langUsage/language/@ident, 'en')[1])"/>
  </xsl:function>

  <xsl:function name="f:word" as="xs:string" visibility="private">
    <xsl:param name="key" as="xs:string"/>
    <xsl:param name="node" as="node()"/>
    <xsl:sequence select="f:say($key)"/>
  </xsl:function>

  <!-- Nothing but white space stands before it in its parent. -->
  <xsl:function name="f:is-first" as="xs:boolean" visibility="private">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="empty($element/preceding-sibling::*[1])
                          and empty($element/preceding-sibling::text()[normalize-space()])"/>
  </xsl:function>

  <xsl:function name="f:tokens" as="xs:string*" visibility="private">
    <xsl:param name="element" as="element()"/>
    <!-- What the header declares for a @rendition counts as if it stood here. -->
    <xsl:variable name="declared" as="xs:string*"
      select="$element/@rendition ! tokenize(.) ! key('id', substring-after(., '#'), root($element))[self::rendition][not(@scope)] ! string()"/>
    <xsl:sequence select="tokenize(lower-case(string-join(($element/@rend, $element/@rendition, $declared, $element/@style), ' ')),
                                   '[\s;:#,()]+')[.]"/>
  </xsl:function>
</xsl:stylesheet>
