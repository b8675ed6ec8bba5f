<?xml version="1.0" encoding="UTF-8"?>
<!-- What descriptions are made of: parts with a label, words that the page adds, values that stand in attributes. -->
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

  <!-- Words of the page's own among those of the source: whoever compares the two leaves them out. -->
  <xsl:function name="f:made" as="element()?" visibility="private">
    <xsl:param name="text" as="xs:string?"/>
    <xsl:if test="normalize-space($text)">
      <span data-te="own"><xsl:value-of select="$text"/></span>
    </xsl:if>
  </xsl:function>

  <!-- The content; where it has no words between its elements, these are kept apart by a space. -->
  <xsl:template name="apart" as="node()*">
    <xsl:choose>
      <xsl:when test="text()[normalize-space()]">
        <xsl:apply-templates mode="m:text"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:for-each select="*">
          <xsl:if test="position() gt 1">
            <xsl:text> </xsl:text>
          </xsl:if>
          <xsl:apply-templates mode="m:text" select="."/>
        </xsl:for-each>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- The elements between signs of the page's own: "Oxford, Bodleian Library, MS 1". -->
  <xsl:template name="listed" as="node()*">
    <xsl:param name="elements" as="element()*" select="*"/>
    <xsl:param name="between" as="xs:string" select="', '"/>
    <xsl:for-each select="$elements">
      <xsl:if test="position() gt 1">
        <span data-te="own"><xsl:value-of select="$between"/></span>
      </xsl:if>
      <xsl:apply-templates mode="m:text" select="."/>
    </xsl:for-each>
  </xsl:template>

  <!-- Children that are items, next to each other, as a list; what else there is, between, in its order. -->
  <xsl:template name="items" as="node()*">
    <xsl:param name="class" as="xs:string"/>
    <xsl:for-each-group select="node()[not(self::text()[not(normalize-space())])]" group-adjacent="map:contains($v:items, local-name()) and exists(node())">
      <xsl:choose>
        <xsl:when test="current-grouping-key()">
          <!-- The role, because a list without its signs is none for some who hear it. -->
          <ul class="{$class}" role="list">
            <xsl:for-each select="current-group()">
              <xsl:apply-templates mode="m:text" select="."/>
              <xsl:text> </xsl:text>
            </xsl:for-each>
          </ul>
          <xsl:text> </xsl:text>
        </xsl:when>
        <xsl:otherwise>
          <xsl:for-each select="current-group()">
            <xsl:apply-templates mode="m:text" select="."/>
            <xsl:text> </xsl:text>
          </xsl:for-each>
        </xsl:otherwise>
      </xsl:choose>
    </xsl:for-each-group>
  </xsl:template>

  <xsl:variable name="v:items" as="map(xs:string, xs:boolean)"
    select="map:merge(('castItem', 'castGroup', 'bibl', 'biblStruct', 'biblFull', 'msDesc') ! map { . : true() })"/>

  <!-- A part of a description, with its name, unless nothing is said in it. -->
  <xsl:template name="part" as="element()">
    <xsl:param name="label" as="xs:string?" select="f:label(.)[normalize-space(current()) or current()//@*[not(name() = ('xml:id', 'n', 'type'))]]"/>
    <xsl:param name="tag" as="xs:string" select="if (f:in-line(.)) then 'span' else 'div'"/>
    <xsl:element name="{$tag}" namespace="">
      <xsl:sequence select="f:class(., ('part', local-name())), f:own(.), f:style(.)"/>
      <xsl:if test="$label">
        <span class="part-label" data-te="own" data-after="{$v:colon}"><xsl:value-of select="$label"/></span>
        <xsl:text> </xsl:text>
      </xsl:if>
      <xsl:sequence select="f:number(.)"/>
      <xsl:call-template name="apart"/>
    </xsl:element>
  </xsl:template>

  <!-- The number that the source gives to a part, unless its words begin with it. -->
  <xsl:function name="f:number" as="node()*" visibility="private">
    <xsl:param name="element" as="element()"/>
    <xsl:if test="$element/@n and not($element/*[1][self::num | self::lbl | self::label])
                  and not(starts-with(normalize-space($element), $element/@n))">
      <span class="n" data-te="own"><xsl:value-of select="$element/@n"/></span>
      <xsl:text> </xsl:text>
    </xsl:if>
  </xsl:function>

  <!-- What an identifier of the same document stands for, in words; "#x" becomes "x" where it leads nowhere. -->
  <xsl:function name="f:named" as="xs:string" visibility="private">
    <xsl:param name="pointers" as="xs:string?"/>
    <xsl:param name="from" as="element()"/>
    <xsl:value-of separator=", ">
      <xsl:for-each select="tokenize($pointers)">
        <xsl:variable name="target" as="element()?" select="key('id', substring-after(., '#'), root($from))[1]"/>
        <xsl:sequence select="(f:plain($target/(role, persName, orgName, placeName, name, label, head, title, term, glyphName, charName, unitName,
                                                 localProp[@name = 'Name'])[1])[.],
                               $target/@n/string(), replace(., '^.*#', ''))[1]"/>
      </xsl:for-each>
    </xsl:value-of>
  </xsl:function>
</xsl:stylesheet>
