<?xml version="1.0" encoding="UTF-8"?>
<!-- What a document asks to be made of itself: contents, lists of figures and tables, the index of its terms. -->
<xsl:stylesheet version="3.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:map="http://www.w3.org/2005/xpath-functions/map"
  xmlns:te="urn:teiedit:annotation"
  xmlns:f="urn:teiedit:functions"
  xmlns:m="urn:teiedit:modes"
  xmlns:v="urn:teiedit:variables"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="#all">

  <!-- What @type of divGen asks for, in the words that editors use. -->
  <xsl:variable name="v:generated" as="map(xs:string, xs:string)" select="map {
    'toc': 'contents', 'contents': 'contents', 'tableofcontents': 'contents', 'inhalt': 'contents',
    'index': 'terms', 'indx': 'terms', 'namelist': 'terms', 'register': 'terms',
    'figlist': 'listfig', 'listfig': 'listfig', 'lof': 'listfig', 'figures': 'listfig', 'illustrations': 'listfig',
    'tablelist': 'listtab', 'listtab': 'listtab', 'lot': 'listtab', 'tables': 'listtab' }"/>

  <xsl:template mode="m:text" as="element()" match="divGen">
    <xsl:param name="level" as="xs:integer" tunnel="yes" select="0"/>
    <xsl:variable name="kind" as="xs:string?" select="@type ! $v:generated(lower-case(.))"/>
    <xsl:variable name="text" as="element()?" select="(ancestor::text[last()], ancestor::TEI[1])[1]"/>
    <xsl:variable name="list" as="element()?">
      <xsl:choose>
        <xsl:when test="$kind = 'contents'">
          <xsl:sequence select="f:contents(($text/(front | body | group | back)))"/>
        </xsl:when>
        <xsl:when test="$kind = 'listfig'">
          <xsl:sequence select="f:captions($text//figure[head])"/>
        </xsl:when>
        <xsl:when test="$kind = 'listtab'">
          <xsl:sequence select="f:captions($text//table[head])"/>
        </xsl:when>
        <xsl:when test="$kind = 'terms'">
          <xsl:variable name="name" as="xs:string?" select="(@corresp ! replace(., '^#', ''), @subtype)[1]"/>
          <xsl:sequence select="f:index($text//index[not(parent::index)][not($name) or @indexName = $name], $text)"/>
        </xsl:when>
      </xsl:choose>
    </xsl:variable>
    <section>
      <xsl:sequence select="f:class(., ('divGen', $kind)), f:own(.)"/>
      <xsl:if test="exists($list) and not(head)">
        <xsl:element name="h{min((2 + $level, 6))}" namespace="">
          <xsl:attribute name="data-te" select="'own'"/>
          <xsl:value-of select="f:say($kind)"/>
        </xsl:element>
      </xsl:if>
      <xsl:apply-templates mode="m:text">
        <xsl:with-param name="level" tunnel="yes" select="$level + 1"/>
      </xsl:apply-templates>
      <xsl:sequence select="$list"/>
    </section>
  </xsl:template>

  <xsl:variable name="v:divisions" as="map(xs:string, xs:boolean)"
    select="map:merge(('div', 'div1', 'div2', 'div3', 'div4', 'div5', 'div6', 'div7', 'text', 'front', 'body', 'back', 'group', 'prologue',
                       'epilogue') ! map { . : true() })"/>

  <!-- Headings as they are read, each with those below it; a division without one hands on what is in it. -->
  <xsl:function name="f:contents" as="element()?" visibility="private">
    <xsl:param name="over" as="element()*"/>
    <xsl:variable name="entries" as="element()*" select="$over/* ! f:headed(.)"/>
    <xsl:if test="exists($entries)">
      <ul class="contents" role="list" data-te="own" xmlns="">
        <xsl:for-each select="$entries">
          <li>
            <a href="#{(@te:anchor, head[1]/@te:anchor)[1]}"><xsl:value-of select="(f:plain(head[1])[.], @n, '…')[1]"/></a>
            <xsl:sequence select="f:contents(.)"/>
          </li>
        </xsl:for-each>
      </ul>
    </xsl:if>
  </xsl:function>

  <xsl:function name="f:headed" as="element()*" visibility="private">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="if (not(map:contains($v:divisions, local-name($element)))) then ()
                          else if ($element/head and $element/(@te:anchor | head[1]/@te:anchor)) then $element
                          else $element/* ! f:headed(.)"/>
  </xsl:function>

  <xsl:function name="f:captions" as="element()?" visibility="private">
    <xsl:param name="elements" as="element()*"/>
    <xsl:if test="exists($elements)">
      <ol class="captions" data-te="own" xmlns="">
        <xsl:for-each select="$elements">
          <li>
            <a href="#{(@te:anchor, head[1]/@te:anchor)[1]}"><xsl:value-of select="f:plain(head[1])"/></a>
          </li>
        </xsl:for-each>
      </ol>
    </xsl:if>
  </xsl:function>

  <!-- The terms in order, each with where it is meant: the number of the page, or of the place where there are no pages. -->
  <xsl:function name="f:index" as="element()?" visibility="private">
    <xsl:param name="marks" as="element(index)*"/>
    <xsl:param name="text" as="element()"/>
    <xsl:if test="exists($marks)">
      <xsl:sequence select="f:index-level($marks, f:pages-of($text))"/>
    </xsl:if>
  </xsl:function>

  <xsl:function name="f:index-level" as="element()?" visibility="private">
    <xsl:param name="marks" as="element(index)*"/>
    <xsl:param name="pages" as="map(xs:string, xs:string)"/>
    <xsl:if test="exists($marks)">
      <ul class="index" role="list" data-te="own" xmlns="">
        <xsl:for-each-group select="$marks[term]" group-by="f:plain(term[1])">
          <xsl:sort select="f:sort-key((term[1]/@sortKey/string(), current-grouping-key())[1])" collation="{$v:codepoint}"/>
          <li>
            <span class="term"><xsl:value-of select="current-grouping-key()"/></span>
            <xsl:for-each select="current-group()[not(index)]">
              <xsl:value-of select="if (position() eq 1) then '  ' else ', '"/>
              <xsl:variable name="where" as="xs:string" select="($pages(generate-id(.)), string(position()))[1]"/>
              <xsl:variable name="anchor" as="xs:string?" select="ancestor-or-self::*[@te:anchor][1]/@te:anchor"/>
              <xsl:choose>
                <xsl:when test="$anchor">
                  <a href="#{$anchor}"><xsl:value-of select="$where"/></a>
                </xsl:when>
                <xsl:otherwise>
                  <xsl:value-of select="$where"/>
                </xsl:otherwise>
              </xsl:choose>
            </xsl:for-each>
            <xsl:text> </xsl:text>
            <xsl:sequence select="f:index-level(current-group()/index, $pages)"/>
          </li>
        </xsl:for-each-group>
      </ul>
    </xsl:if>
  </xsl:function>

  <!-- One walk over breaks and marks: on which page each mark stands. -->
  <xsl:function name="f:pages-of" as="map(xs:string, xs:string)" visibility="private">
    <xsl:param name="text" as="element()"/>
    <xsl:map>
      <xsl:iterate select="$text//(pb[@n] | index)">
        <xsl:param name="page" as="xs:string?" select="()"/>
        <xsl:if test="self::index and $page">
          <xsl:map-entry key="generate-id(.)" select="$page"/>
        </xsl:if>
        <xsl:next-iteration>
          <xsl:with-param name="page" select="if (self::pb) then string(@n) else $page"/>
        </xsl:next-iteration>
      </xsl:iterate>
    </xsl:map>
  </xsl:function>
</xsl:stylesheet>
