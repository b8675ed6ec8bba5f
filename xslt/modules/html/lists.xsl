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
    <xsl:variable name="head" as="element(head)?" select="head[1]"/>
    <div class="{string-join(('list', $kind, @type), ' ')}">
      <xsl:sequence select="f:own(.)"/>
      <xsl:apply-templates mode="m:text" select="head"/>
      <xsl:text> </xsl:text>
      <xsl:choose>
        <xsl:when test="$kind = 'gloss'">
          <dl>
            <xsl:apply-templates mode="m:text" select="* except head"/>
          </dl>
        </xsl:when>
        <xsl:otherwise>
          <xsl:element name="{if ($kind = 'ordered') then 'ol' else 'ul'}" namespace="">
            <xsl:if test="$head/@te:anchor">
              <xsl:attribute name="aria-labelledby" select="$head/@te:anchor"/>
            </xsl:if>
            <xsl:apply-templates mode="m:text" select="node() except head"/>
          </xsl:element>
        </xsl:otherwise>
      </xsl:choose>
    </div>
  </xsl:template>

  <xsl:function name="f:list-kind" as="xs:string" visibility="private">
    <xsl:param name="list" as="element(list)"/>
    <xsl:sequence select="if ($list/label) then 'gloss'
                          else if (tokenize($list/@rend) = ('inline', 'run-on') or $list/@type = 'inline') then 'inline'
                          else if (($list/@type, $list/@rend) = ('ordered', 'numbered')) then 'ordered'
                          else if (($list/@type, $list/@rend) = ('simple', 'plain')) then 'simple'
                          else 'bulleted'"/>
  </xsl:function>

  <!-- A space between items that run on; HTML would otherwise join the last word of one to the first of the next. -->
  <xsl:template mode="m:text" as="node()*" match="list/item">
    <xsl:element name="{if (../label) then 'dd' else 'li'}" namespace="">
      <xsl:sequence select="f:own(.)"/>
      <xsl:if test="@n and not(../label)">
        <span class="n" data-te="own"><xsl:value-of select="@n"/></span>
        <xsl:text> </xsl:text>
      </xsl:if>
      <xsl:apply-templates mode="m:text"/>
    </xsl:element>
    <xsl:text> </xsl:text>
  </xsl:template>

  <xsl:template mode="m:text" as="element()" match="list/label">
    <dt>
      <xsl:sequence select="f:own(.)"/>
      <xsl:apply-templates mode="m:text"/>
    </dt>
  </xsl:template>

  <xsl:template mode="m:text" as="element()" match="list/headLabel | list/headItem">
    <xsl:element name="{if (self::headLabel) then 'dt' else 'dd'}" namespace="">
      <xsl:apply-templates mode="m:text"/>
    </xsl:element>
  </xsl:template>

  <!-- What stands between items must stand in one, for HTML; the list's own words are kept. -->
  <xsl:template mode="m:text" as="node()*"
    match="list/node()[not(self::item | self::label | self::head | self::headLabel | self::headItem | self::comment()
           | self::processing-instruction() | self::text()[not(normalize-space())])]" priority="4">
    <xsl:element name="{if (../label) then 'dd' else 'li'}" namespace="">
      <xsl:attribute name="class" select="'between'"/>
      <xsl:next-match/>
    </xsl:element>
  </xsl:template>

  <xsl:template mode="m:text" as="element()" match="table">
    <!-- Can be reached by keyboard, because a wide one scrolls within itself. -->
    <div class="table" tabindex="0" role="group">
      <xsl:if test="head/@te:anchor">
        <xsl:attribute name="aria-labelledby" select="head[1]/@te:anchor"/>
      </xsl:if>
      <xsl:if test="not(head)">
        <xsl:attribute name="aria-label" select="f:say('table', .)"/>
      </xsl:if>
      <table>
        <xsl:sequence select="f:own(.)"/>
        <xsl:if test="head">
          <caption>
            <xsl:for-each select="head">
              <span>
                <xsl:sequence select="f:own(.)"/>
                <xsl:apply-templates mode="m:text"/>
              </span>
            </xsl:for-each>
          </caption>
        </xsl:if>
        <xsl:apply-templates mode="m:text" select="node() except (head, trailer)"/>
      </table>
      <xsl:apply-templates mode="m:text" select="trailer"/>
    </div>
  </xsl:template>

  <xsl:template mode="m:text" as="element()" match="row">
    <tr>
      <xsl:sequence select="f:own(.)"/>
      <xsl:apply-templates mode="m:text" select="*"/>
    </tr>
  </xsl:template>

  <xsl:template mode="m:text" as="element()" match="cell">
    <xsl:variable name="is-label" as="xs:boolean" select="(@role, ../@role)[1] = 'label' and normalize-space()"/>
    <xsl:element name="{if ($is-label) then 'th' else 'td'}" namespace="">
      <xsl:if test="$is-label">
        <xsl:attribute name="scope" select="if (../@role = 'label') then 'col' else 'row'"/>
      </xsl:if>
      <xsl:if test="@cols castable as xs:integer and xs:integer(@cols) gt 1">
        <xsl:attribute name="colspan" select="@cols"/>
      </xsl:if>
      <xsl:if test="@rows castable as xs:integer and xs:integer(@rows) gt 1">
        <xsl:attribute name="rowspan" select="@rows"/>
      </xsl:if>
      <xsl:sequence select="f:own(.)"/>
      <xsl:apply-templates mode="m:text"/>
    </xsl:element>
  </xsl:template>

  <!-- A note or a break between rows: HTML wants it in a row. -->
  <xsl:template mode="m:text" as="element()?"
    match="table/*[not(self::row | self::head | self::trailer)]" priority="4">
    <tr>
      <td colspan="{max((1, ../row/count(cell)))}">
        <xsl:next-match/>
      </td>
    </tr>
  </xsl:template>
</xsl:stylesheet>
