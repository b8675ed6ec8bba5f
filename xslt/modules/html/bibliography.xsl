<?xml version="1.0" encoding="UTF-8"?>
<!-- Bibliographic references. -->
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

  <xsl:template mode="m:text" as="element()" match="bibl">
    <xsl:variable name="tag" as="xs:string"
      select="if (parent::listBibl) then 'li' else if (parent::cit or parent::relatedItem/ancestor::biblStruct or f:in-line(.) or ../text()[normalize-space()]) then 'span' else 'div'"/>
    <xsl:element name="{$tag}" namespace="">
      <xsl:sequence select="f:class(., 'bibl'), f:own(.), f:style(.)"/>
      <xsl:choose>
        <!-- One whose parts have no words between them is punctuated like a structured one. -->
        <xsl:when test="* and not(text()[normalize-space()])">
          <xsl:call-template name="punctuated"/>
        </xsl:when>
        <xsl:otherwise>
          <xsl:call-template name="linked"/>
        </xsl:otherwise>
      </xsl:choose>
    </xsl:element>
  </xsl:template>

  <!-- Empty ones are left by templates of forms. -->
  <xsl:template mode="m:text" as="element()?" match="listBibl/bibl[empty(node())]">
    <xsl:sequence select="f:place(.)"/>
  </xsl:template>

  <!-- A structured reference has no punctuation of its own: its parts are read in order, with signs between. -->
  <xsl:template mode="m:text" as="element()" match="biblStruct | biblFull">
    <xsl:element name="{if (parent::listBibl) then 'li' else if (f:in-line(.)) then 'span' else 'div'}" namespace="">
      <xsl:sequence select="f:class(., local-name()), f:own(.)"/>
      <xsl:call-template name="punctuated"/>
      <span data-te="own">.</span>
    </xsl:element>
  </xsl:template>

  <xsl:template mode="m:text" as="element()" match="analytic | monogr | imprint | series | biblStruct//relatedItem | respStmt
    | biblFull/titleStmt | biblFull/editionStmt | biblFull/publicationStmt | biblFull/seriesStmt | biblFull/sourceDesc | biblFull/notesStmt
    | biblFull/fileDesc">
    <xsl:call-template name="part-of-reference"/>
  </xsl:template>

  <xsl:template name="part-of-reference" as="element()">
    <span>
      <xsl:sequence select="f:class(., local-name()), f:own(.)"/>
      <xsl:choose>
        <xsl:when test="* and not(text()[normalize-space()])">
          <xsl:call-template name="punctuated"/>
        </xsl:when>
        <xsl:otherwise>
          <xsl:apply-templates mode="m:text"/>
        </xsl:otherwise>
      </xsl:choose>
    </span>
  </xsl:template>

  <xsl:template mode="m:text" as="element()" match="relatedItem">
    <div>
      <xsl:sequence select="f:class(., local-name()), f:own(.)"/>
      <xsl:apply-templates mode="m:text"/>
    </div>
  </xsl:template>

  <!-- The elements of a reference with what belongs between two of their kinds, unless the source has a sign there. -->
  <xsl:template name="punctuated" as="node()*">
    <xsl:for-each select="*">
      <xsl:variable name="before" as="element()?" select="preceding-sibling::*[1]"/>
      <xsl:if test="exists($before) and (normalize-space() or self::ref or self::ptr or self::date) and not(self::lb or self::pb)">
        <xsl:variable name="sign" as="xs:string" select="f:sign-between(local-name($before), local-name())"/>
        <xsl:variable name="has-sign" as="xs:boolean" select="matches(string($before), '[.,:;?!]\s*$')"/>
        <xsl:choose>
          <xsl:when test="$has-sign or $sign = ' ' or ($before/self::resp and matches($before, $v:asks-for-name)) or not(normalize-space($before) or $before/self::date or $before/self::ptr)">
            <xsl:text> </xsl:text>
          </xsl:when>
          <xsl:otherwise>
            <span data-te="own"><xsl:value-of select="$sign"/></span>
          </xsl:otherwise>
        </xsl:choose>
      </xsl:if>
      <xsl:apply-templates mode="m:text" select="."/>
    </xsl:for-each>
  </xsl:template>

  <!-- "edited by" is followed by a name without more. -->
  <xsl:variable name="v:asks-for-name" as="xs:string" select="'(^|\s)(by|von|durch|par|por|da|di|av|door)\s*$'"/>

  <!-- What parts two kinds of parts, as a table: "first second", "first *", "* second"; else a full stop. -->
  <xsl:variable name="v:between" as="map(xs:string, xs:string)" select="map {
    'author author': '; ', 'editor editor': '; ', 'author title': ', ', 'editor title': ', ', 'author editor': '; ', 'respStmt respStmt': '; ',
    'title title': ': ', 'pubPlace pubPlace': ', ', 'pubPlace publisher': ': ', 'publisher pubPlace': ', ', 'pubPlace date': ' ', 'publisher date': ', ',
    'title imprint': '. ', 'title biblScope': ' ', 'imprint biblScope': ', ', 'biblScope biblScope': ', ', 'biblScope date': ' ',
    'date biblScope': ', ', 'date date': '–', 'title date': ', ', 'pubPlace biblScope': ', ', 'publisher biblScope': ', ',
    'resp resp': ', ', 'resp *': ': ', 'name resp': '; ', 'persName resp': '; ', 'orgName resp': '; ', 'name name': ', ', 'persName persName': ', ',
    'orgName orgName': ', ', 'persName orgName': ', ', 'settlement repository': ', ', 'idno idno': ', ', '* idno': ', ', '* citedRange': ', ', '* extent': ', ',
    'forename surname': ' ', 'surname forename': ', ', '* note': ' ', '* ptr': '. ', '* ref': '. ' }"/>

  <xsl:function name="f:sign-between" as="xs:string" visibility="private">
    <xsl:param name="first" as="xs:string"/>
    <xsl:param name="second" as="xs:string"/>
    <xsl:sequence select="($v:between($first || ' ' || $second), $v:between($first || ' *'), $v:between('* ' || $second), '. ')[1]"/>
  </xsl:function>

  <xsl:template mode="m:text" as="element()" match="listBibl">
    <xsl:element name="{if (f:in-line(.)) then 'span' else if (parent::listBibl) then 'li' else 'div'}" namespace="">
      <xsl:sequence select="f:class(., 'listBibl'), f:own(.)"/>
      <xsl:call-template name="items">
        <xsl:with-param name="class" select="'references'"/>
      </xsl:call-template>
    </xsl:element>
  </xsl:template>
</xsl:stylesheet>
