<?xml version="1.0" encoding="UTF-8"?>
<!-- Lists and tables. -->
<xsl:stylesheet version="3.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:te="urn:teiedit:annotation"
  xmlns:f="urn:teiedit:functions"
  xmlns:m="urn:teiedit:modes"
  xmlns:v="urn:teiedit:variables"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="#all">

  <xsl:template mode="m:text" as="element()" match="list">
    <xsl:variable name="kind" as="xs:string" select="f:list-kind(.)"/>
    <xsl:variable name="content" as="node()*" select="node() except head"/>
    <div>
      <xsl:sequence select="f:class(., ('list', $kind)), f:own(.), f:style(.)"/>
      <xsl:apply-templates mode="m:text" select="head"/>
      <xsl:text> </xsl:text>
      <xsl:choose>
        <xsl:when test="$kind = 'gloss'">
          <dl>
            <xsl:call-template name="in-list">
              <xsl:with-param name="content" select="$content"/>
              <xsl:with-param name="kind" select="$kind"/>
            </xsl:call-template>
          </dl>
        </xsl:when>
        <xsl:otherwise>
          <xsl:element name="{if ($kind = 'ordered') then 'ol' else 'ul'}" namespace="">
            <xsl:sequence select="f:list-role(., $kind)"/>
            <xsl:choose>
              <xsl:when test="$kind = 'labelled'">
                <xsl:for-each-group select="$content[self::* or normalize-space()]" 
                  group-starting-with="label | headLabel | item[not(preceding-sibling::*[1][self::label])]">
                  <li>
                    <xsl:for-each select="current-group()">
                      <xsl:apply-templates mode="m:in-item" select="."/>
                      <xsl:text> </xsl:text>
                    </xsl:for-each>
                  </li>
                </xsl:for-each-group>
              </xsl:when>
              <xsl:otherwise>
                <xsl:call-template name="in-list">
                  <xsl:with-param name="content" select="$content"/>
                  <xsl:with-param name="kind" select="$kind"/>
                </xsl:call-template>
              </xsl:otherwise>
            </xsl:choose>
          </xsl:element>
        </xsl:otherwise>
      </xsl:choose>
    </div>
  </xsl:template>

  <!-- In a line of text the paragraph stays one: phrases that say what they are to those who hear them. -->
  <xsl:template mode="m:text" as="element()" match="list[f:list-kind(.) = 'inline'][f:in-line(.)]" priority="2">
    <span role="list">
      <xsl:sequence select="f:class(., ('list', 'inline')), f:own(.), f:style(.)"/>
      <xsl:for-each select="node()[self::* or self::text()[normalize-space()]]">
        <xsl:if test="position() gt 1">
          <xsl:text> </xsl:text>
        </xsl:if>
        <xsl:choose>
          <xsl:when test="self::item">
            <span role="listitem">
              <xsl:sequence select="f:class(., 'item'), f:own(.)"/>
              <xsl:if test="@n">
                <span class="n" data-te="own"><xsl:value-of select="@n"/></span>
                <xsl:text> </xsl:text>
              </xsl:if>
              <xsl:apply-templates mode="m:text"/>
            </span>
          </xsl:when>
          <xsl:otherwise>
            <span class="between"><xsl:apply-templates mode="m:text" select="node() | self::text()"/></span>
          </xsl:otherwise>
        </xsl:choose>
      </xsl:for-each>
    </span>
  </xsl:template>

  <!-- What @type and @rend call a list, and what it is then. -->
  <xsl:variable name="v:list-kinds" as="map(xs:string, xs:string)" select="map {
    'inline': 'inline', 'run-on': 'inline', 'runon': 'inline', 'ordered': 'ordered', 'numbered': 'ordered', 'enumerated': 'ordered',
    'ol': 'ordered', 'decimal': 'ordered', 'lower-alpha': 'ordered', 'upper-alpha': 'ordered', 'lower-roman': 'ordered',
    'upper-roman': 'ordered', 'alpha': 'ordered', 'roman': 'ordered', 'simple': 'simple', 'plain': 'simple', 'none': 'simple',
    'unmarked': 'simple', 'bulleted': 'bulleted', 'unordered': 'bulleted', 'ul': 'bulleted', 'gloss': 'gloss' }"/>
  <xsl:variable name="v:list-signs" as="map(xs:string, xs:string)" select="map {
    'lower-alpha': 'a', 'alpha': 'a', 'upper-alpha': 'A', 'lower-roman': 'i', 'roman': 'i', 'upper-roman': 'I' }"/>

  <!-- With labels it is a glossary, unless they are the numbers of an ordered list. -->
  <xsl:function name="f:list-kind" as="xs:string" visibility="private">
    <xsl:param name="list" as="element(list)"/>
    <xsl:variable name="said" as="xs:string*" select="($list/@rend, $list/@type) ! tokenize(lower-case(.)) ! $v:list-kinds(.)"/>
    <xsl:sequence select="if ($list/(label | headLabel))
                          then (if ($said = ('ordered', 'bulleted', 'simple') and not($said = 'gloss')) then 'labelled' else 'gloss')
                          else if ($said = 'inline') then 'inline'
                          else ($said[. != 'gloss'], 'bulleted')[1]"/>
  </xsl:function>

  <xsl:function name="f:list-role" as="attribute()*" visibility="private">
    <xsl:param name="list" as="element(list)"/>
    <xsl:param name="kind" as="xs:string"/>
    <!-- A list without its signs is none for some who hear it, unless it says so. -->
    <xsl:if test="$kind = ('simple', 'inline', 'labelled')">
      <xsl:attribute name="role" select="'list'"/>
    </xsl:if>
    <xsl:if test="$list/head[1]/@te:anchor">
      <xsl:attribute name="aria-labelledby" select="$list/head[1]/@te:anchor"/>
    </xsl:if>
    <xsl:if test="$kind = 'ordered'">
      <xsl:variable name="sign" as="xs:string?" select="(($list/@rend, $list/@type) ! tokenize(lower-case(.)) ! $v:list-signs(.))[1]"/>
      <xsl:if test="$sign">
        <xsl:attribute name="type" select="$sign"/>
      </xsl:if>
    </xsl:if>
  </xsl:function>

  <!-- The source's own number stands for the one that a list would count, and for the dot of one that counts nothing. -->
  <xsl:template mode="m:text" as="node()*" match="list/item">
    <!-- Handed down, because each item would look through the whole list. -->
    <xsl:param name="kind" as="xs:string" select="f:list-kind(..)"/>
    <xsl:variable name="is-term" as="xs:boolean" select="$kind = 'gloss'"/>
    <!-- A plain number of a numbered list is the item's own; any other is said. -->
    <xsl:variable name="value" as="xs:string?" select="@n[not($is-term)][$kind = 'ordered'] ! replace(., '^\s*(\d{1,6})[.)]?\s*$', '$1')[. castable as xs:integer]"/>
    <xsl:variable name="number" as="xs:string?" select="@n[not($is-term) and empty($value)]"/>
    <xsl:element name="{if ($is-term) then 'dd' else 'li'}" namespace="">
      <xsl:if test="exists($value)">
        <xsl:attribute name="value" select="xs:integer($value)"/>
      </xsl:if>
      <xsl:sequence select="f:class(., 'own-number'[$number]), f:own(.), f:style(.)"/>
      <xsl:if test="$number">
        <span class="n" data-te="own"><xsl:value-of select="$number"/></span>
        <xsl:text> </xsl:text>
      </xsl:if>
      <xsl:apply-templates mode="m:text"/>
    </xsl:element>
    <!-- HTML would otherwise join the last word of one to the first of the next, where they run on. -->
    <xsl:text> </xsl:text>
  </xsl:template>

  <xsl:template mode="m:text" as="element()" match="list/label">
    <dt>
      <xsl:sequence select="f:class(., ()), f:own(.), f:style(.)"/>
      <xsl:apply-templates mode="m:text"/>
    </dt>
  </xsl:template>

  <xsl:template mode="m:text" as="element()" match="list/headLabel | list/headItem">
    <xsl:element name="{if (self::headLabel) then 'dt' else 'dd'}" namespace="">
      <xsl:sequence select="f:class(., local-name()), f:own(.)"/>
      <xsl:apply-templates mode="m:text"/>
    </xsl:element>
  </xsl:template>

  <!-- What stands between items must stand in one, for HTML; the list's own words are kept. -->
  <xsl:template name="in-list" as="node()*">
    <xsl:param name="content" as="node()*"/>
    <xsl:param name="kind" as="xs:string"/>
    <xsl:for-each select="$content">
      <xsl:choose>
        <xsl:when test="self::item or self::label or self::headLabel or self::headItem">
          <xsl:apply-templates mode="m:text" select=".">
            <xsl:with-param name="kind" select="$kind"/>
          </xsl:apply-templates>
        </xsl:when>
        <xsl:when test="self::* or self::text()[normalize-space()]">
          <xsl:element name="{if ($kind = 'gloss') then 'dd' else 'li'}" namespace="">
            <xsl:attribute name="class" select="'between'"/>
            <xsl:apply-templates mode="m:text" select="."/>
          </xsl:element>
        </xsl:when>
      </xsl:choose>
    </xsl:for-each>
  </xsl:template>

  <!-- Label and item of an ordered list in one item of the page. -->
  <xsl:mode name="m:in-item" on-no-match="fail" on-multiple-match="fail"/>

  <xsl:template mode="m:in-item" as="element()" match="label | headLabel">
    <span class="n">
      <xsl:sequence select="f:own(.)"/>
      <xsl:apply-templates mode="m:text"/>
    </span>
  </xsl:template>

  <xsl:template mode="m:in-item" as="element()" match="item | headItem">
    <span class="item">
      <xsl:sequence select="f:own(.)"/>
      <xsl:apply-templates mode="m:text"/>
    </span>
  </xsl:template>

  <xsl:template mode="m:in-item" as="element()" match="* | text()" priority="-1">
    <span class="between">
      <xsl:sequence select="self::* ! f:own(.)"/>
      <xsl:apply-templates mode="m:text" select="node() | self::text()"/>
    </span>
  </xsl:template>

  <xsl:template mode="m:in-item" as="node()*" match="comment() | processing-instruction()"/>

  <xsl:template mode="m:text" as="element()" match="table">
    <!-- Can be reached by keyboard, because a wide one scrolls within itself. -->
    <div class="table" tabindex="0" role="group">
      <xsl:choose>
        <xsl:when test="head/@te:anchor">
          <xsl:attribute name="aria-labelledby" select="head[1]/@te:anchor"/>
        </xsl:when>
        <xsl:otherwise>
          <xsl:attribute name="aria-label" select="f:say('table')"/>
        </xsl:otherwise>
      </xsl:choose>
      <table>
        <xsl:sequence select="f:class(., ()), f:own(.), f:style(.)"/>
        <xsl:if test="head">
          <caption>
            <xsl:for-each select="head">
              <span>
                <xsl:sequence select="f:class(., ()), f:own(.), f:style(.)"/>
                <xsl:apply-templates mode="m:text"/>
              </span>
              <xsl:text> </xsl:text>
            </xsl:for-each>
          </caption>
        </xsl:if>
        <!-- The rows before the first that holds no labels are the head, which a print repeats on each page. -->
        <xsl:variable name="rows" as="node()*" select="node() except (head, trailer)"/>
        <xsl:variable name="first" as="element(row)?" select="row[not(@role = 'label')][1]"/>
        <xsl:variable name="heading" as="node()*" select="if ($first) then $rows[. &lt;&lt; $first] else ()"/>
        <xsl:choose>
          <xsl:when test="$heading/self::row">
            <thead>
              <xsl:sequence select="$heading ! f:in-table(.)"/>
            </thead>
            <tbody>
              <xsl:sequence select="($rows except $heading) ! f:in-table(.)"/>
            </tbody>
          </xsl:when>
          <xsl:otherwise>
            <xsl:sequence select="$rows ! f:in-table(.)"/>
          </xsl:otherwise>
        </xsl:choose>
      </table>
      <xsl:apply-templates mode="m:text" select="trailer"/>
    </div>
  </xsl:template>

  <xsl:template mode="m:text" as="element()" match="row">
    <tr>
      <xsl:sequence select="f:class(., ()), f:own(.), f:style(.)"/>
      <xsl:apply-templates mode="m:text" select="*"/>
    </tr>
  </xsl:template>

  <xsl:template mode="m:text" as="element()" match="cell">
    <xsl:variable name="is-label" as="xs:boolean" select="(@role, ../@role)[1] = 'label' and normalize-space()"/>
    <xsl:element name="{if ($is-label) then 'th' else 'td'}" namespace="">
      <xsl:if test="$is-label">
        <xsl:attribute name="scope" select="if (../@role = 'label') then 'col' else 'row'"/>
      </xsl:if>
      <xsl:sequence select="f:span-of(@cols, 'colspan'), f:span-of(@rows, 'rowspan')"/>
      <xsl:sequence select="f:class(., @role[. != 'label'][. = ('data', 'sum', 'total')]), f:own(.), f:style(.)"/>
      <xsl:apply-templates mode="m:text"/>
    </xsl:element>
  </xsl:template>

  <xsl:function name="f:span-of" as="attribute()?" visibility="private">
    <xsl:param name="number" as="attribute()?"/>
    <xsl:param name="name" as="xs:string"/>
    <xsl:if test="matches($number, '^\s*\d{1,4}\s*$') and number($number) gt 1">
      <xsl:attribute name="{$name}" select="normalize-space($number)"/>
    </xsl:if>
  </xsl:function>

  <!-- A note or a break between rows: HTML wants it in a row. -->
  <xsl:function name="f:in-table" as="node()*" visibility="private">
    <xsl:param name="node" as="node()"/>
    <xsl:choose>
      <xsl:when test="$node/self::row">
        <xsl:apply-templates mode="m:text" select="$node"/>
      </xsl:when>
      <xsl:when test="$node/self::* or normalize-space($node)[$node/self::text()]">
        <tr>
          <td colspan="{max((1, $node/../row[1]/count(cell)))}">
            <xsl:apply-templates mode="m:text" select="$node"/>
          </td>
        </tr>
      </xsl:when>
    </xsl:choose>
  </xsl:function>
</xsl:stylesheet>
