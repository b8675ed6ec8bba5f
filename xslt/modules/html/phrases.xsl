<?xml version="1.0" encoding="UTF-8"?>
<!-- Words that stand out, references, dates and other phrases. -->
<xsl:stylesheet version="3.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:te="urn:teiedit:annotation"
  xmlns:f="urn:teiedit:functions"
  xmlns:m="urn:teiedit:modes"
  xmlns:v="urn:teiedit:variables"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="#all">

  <!-- Phrases that look like their surroundings and are kept for their meaning alone. -->
  <xsl:template mode="m:text" as="element()"
    match="seg | num | measure | measureGrp | unit | time | gloss | term | mentioned | soCalled
           | distinct | ident | val | gi | att | tag | code | edition | availability | licence | material | locusGrp
           | watermark | heraldry | idno | email
           | biblScope | citedRange | extent | postCode | postBox | street | objectType | publisher
           | pubPlace | distributor | authority | resp | funder | sponsor | principal
           | meeting | age | sex | gender | faith | socecStatus | langKnown | langKnowledge | desc | label
           | charName | glyphName | unitName" priority="-0.1">
    <xsl:call-template name="phrase"/>
  </xsl:template>

  <xsl:template name="phrase" as="element()">
    <xsl:variable name="element" as="xs:string"
      select="if (self::code | self::gi | self::att | self::val | self::tag | self::ident) then 'code'
              else if (self::term[not(@te:entry)] | self::gloss | self::mentioned) then 'i' else 'span'"/>
    <xsl:element name="{$element}" namespace="">
      <xsl:sequence select="f:class(., local-name()), f:own(.), f:style(.)"/>
      <xsl:apply-templates mode="m:text"/>
    </xsl:element>
  </xsl:template>

  <!-- Readings beside characters; some encode them with span. -->
  <xsl:template mode="m:text" as="element()" match="ruby" priority="1"><xsl:call-template name="ruby"/></xsl:template>
  <xsl:template mode="m:text" as="element()" match="span[@type = 'ruby']" priority="1"><xsl:call-template name="ruby"/></xsl:template>

  <xsl:template name="ruby" as="element()">
    <ruby>
      <xsl:sequence select="f:class(., 'ruby'[current()/@place]), f:own(.)"/>
      <xsl:apply-templates mode="m:text"/>
    </ruby>
  </xsl:template>

  <!-- Space beside a name is of the file, where there is nothing else in the element. -->
  <xsl:template mode="m:text" as="element()" match="author | editor">
    <span>
      <xsl:sequence select="f:class(., local-name()), f:own(.), f:style(.)"/>
      <xsl:call-template name="apart"/>
    </span>
  </xsl:template>

  <!-- Between brackets for whoever reads it without ruby, or hears it. -->
  <xsl:template mode="m:text" as="element()+" match="ruby[not(.//rp)]/rt" priority="2">
    <rp data-te="own"> (</rp>
    <rt><xsl:sequence select="f:own(.)"/><xsl:apply-templates mode="m:text"/></rt>
    <rp data-te="own">) </rp>
  </xsl:template>

  <xsl:template mode="m:text" as="element()" match="rt" priority="1"><xsl:call-template name="ruby-text"/></xsl:template>
  <xsl:template mode="m:text" as="element()" match="rb" priority="1"><xsl:call-template name="ruby-text"/></xsl:template>
  <xsl:template mode="m:text" as="element()" match="(ruby | span)/span[@type = ('rt', 'rp', 'rb')]" priority="1"><xsl:call-template name="ruby-text"/></xsl:template>

  <xsl:template name="ruby-text" as="element()">
    <xsl:element name="{if (self::rb or @type = 'rb') then 'span' else if (@type = 'rp') then 'rp' else 'rt'}" namespace="">
      <xsl:sequence select="f:own(.)"/>
      <xsl:apply-templates mode="m:text"/>
    </xsl:element>
  </xsl:template>

  <xsl:template mode="m:text" as="element()" match="hi | emph | foreign">
    <xsl:variable name="element" as="xs:string"
      select="if (self::emph) then 'em'
              else if (tokenize(lower-case(@rend)) = ('sup', 'superscript')) then 'sup'
              else if (tokenize(lower-case(@rend)) = ('sub', 'subscript')) then 'sub'
              else if (self::foreign and not(@rend)) then 'i' else 'span'"/>
    <xsl:element name="{$element}" namespace="">
      <xsl:sequence select="f:class(., local-name()), f:own(.), f:style(.)"/>
      <xsl:apply-templates mode="m:text"/>
    </xsl:element>
  </xsl:template>

  <xsl:template mode="m:text" as="element()" match="title">
    <cite>
      <xsl:sequence select="f:class(., ('title', @level ! ('level-' || .))), f:own(.), f:style(.)"/>
      <xsl:call-template name="linked"/>
    </cite>
  </xsl:template>

  <xsl:template mode="m:text" as="element()" match="date | docDate | origDate">
    <xsl:variable name="when" as="xs:string?" select="(@when, @when-iso)[1]/string()"/>
    <xsl:choose>
      <xsl:when test="f:is-date($when)">
        <time class="{local-name()}" datetime="{$when}">
          <xsl:sequence select="f:own(.)"/>
          <xsl:sequence select="f:date-text(.)"/>
        </time>
      </xsl:when>
      <xsl:otherwise>
        <span class="{local-name()}">
          <xsl:sequence select="f:own(.)"/>
          <xsl:sequence select="f:date-text(.)"/>
        </span>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- What HTML's time element takes of what TEI's dates can be. -->
  <xsl:function name="f:is-date" as="xs:boolean" visibility="private">
    <xsl:param name="when" as="xs:string?"/>
    <xsl:sequence select="matches($when, '^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$')"/>
  </xsl:function>

  <!-- What is said in the place of an empty date is apart from the words beside it. -->
  <xsl:template mode="m:text" as="node()*" match="date[not(node())]" priority="2"><xsl:call-template name="date-without-words"/></xsl:template>
  <xsl:template mode="m:text" as="node()*" match="docDate[not(node())]" priority="2"><xsl:call-template name="date-without-words"/></xsl:template>
  <xsl:template mode="m:text" as="node()*" match="origDate[not(node())]" priority="2"><xsl:call-template name="date-without-words"/></xsl:template>

  <xsl:template name="date-without-words" as="node()*">
    <xsl:if test="matches((preceding-sibling::node()[not(self::comment())][1], '')[1], '[\p{L}\p{N}\p{Pf}\p{Pe},;:.!?]$')">
      <xsl:text> </xsl:text>
    </xsl:if>
    <xsl:next-match/>
    <xsl:if test="matches((following-sibling::node()[not(self::comment())][1], '')[1], '^[\p{L}\p{N}\p{Pi}\p{Ps}]')">
      <xsl:text> </xsl:text>
    </xsl:if>
  </xsl:template>

  <!-- An empty date is said in words. -->
  <xsl:function name="f:date-text" as="node()*" visibility="private">
    <xsl:param name="date" as="element()"/>
    <xsl:choose>
      <xsl:when test="$date/node()">
        <xsl:apply-templates mode="m:text" select="$date/node()"/>
      </xsl:when>
      <xsl:otherwise>
        <span data-te="own"><xsl:value-of select="f:dated($date)"/></span>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>
</xsl:stylesheet>
