<?xml version="1.0" encoding="UTF-8"?>
<!-- Feature structures, graphs and trees. -->
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

  <!-- "[pos: noun, number: plural]"; a library of them is a list. -->
  <xsl:template mode="m:text" as="element()" match="fs">
    <span class="fs fine">
      <xsl:sequence select="f:own(.)"/>
      <span data-te="own"><xsl:value-of select="'[' || @type ! (. || ' · '[current()/*])"/></span>
      <xsl:call-template name="listed"/>
      <xsl:sequence select="f:made(string-join(tokenize(@feats) ! f:named(., current()), ', '))"/>
      <span data-te="own">]</span>
    </span>
  </xsl:template>

  <xsl:template mode="m:text" as="element()" match="f">
    <span class="f">
      <xsl:sequence select="f:own(.)"/>
      <span data-te="own"><xsl:value-of select="@name || f:say('punctuation.colon')"/></span>
      <xsl:choose>
        <xsl:when test="*">
          <xsl:call-template name="listed">
            <xsl:with-param name="elements" select="node()[not(self::comment() | self::processing-instruction())][self::* or normalize-space()]"/>
          </xsl:call-template>
        </xsl:when>
        <xsl:otherwise>
          <xsl:apply-templates mode="m:text"/>
        </xsl:otherwise>
      </xsl:choose>
      <xsl:sequence select="@fVal ! f:made(f:named(., current()))"/>
    </span>
  </xsl:template>

  <xsl:template mode="m:text" as="element()" match="symbol | numeric | binary | string | default">
    <xsl:call-template name="feature-value"/>
  </xsl:template>

  <xsl:template name="feature-value" as="element()">
    <span class="{local-name()}">
      <xsl:sequence select="f:own(.)"/>
      <xsl:sequence select="f:made(if (self::default) then 'default' else string-join((@value, @max), '–'))"/>
      <xsl:apply-templates mode="m:text"/>
    </span>
  </xsl:template>

  <!-- Values made of values, and conditions between features. -->
  <xsl:template mode="m:text" as="element()"
    match="vAlt | vColl | vDefault | vLabel | vMerge | vNot | vRange | cond | bicond | if | then | iff">
    <xsl:call-template name="feature-operation"/>
  </xsl:template>

  <xsl:template name="feature-operation" as="element()">
    <span class="{local-name()} fine">
      <xsl:sequence select="f:own(.)"/>
      <xsl:variable name="sign" as="xs:string?"
        select="if (self::vNot) then '¬' else if (self::then) then '→' else if (self::iff) then '↔' else if (self::vLabel) then @name else ()"/>
      <xsl:sequence select="f:made($sign)"/>
      <xsl:choose>
        <xsl:when test="text()[normalize-space()]">
          <xsl:apply-templates mode="m:text"/>
        </xsl:when>
        <xsl:otherwise>
          <xsl:call-template name="listed">
            <xsl:with-param name="between" select="if (self::vAlt) then ' | ' else if (self::vRange) then ' – ' else ' '"/>
          </xsl:call-template>
        </xsl:otherwise>
      </xsl:choose>
    </span>
  </xsl:template>

  <xsl:template mode="m:text" as="element()"
    match="fLib | fvLib | fsdDecl | fsDecl | fDecl | fsConstraints | fsdLink | fsDescr | fDescr">
    <xsl:call-template name="part">
      <xsl:with-param name="label" select="(@name, (@type, f:label(.))[1])[1]"/>
    </xsl:call-template>
  </xsl:template>

  <!-- A tree in brackets, as linguists write it: "[S [NP dog]]"; a graph as its nodes, with what leads from where to where. -->
  <xsl:template mode="m:text" as="element()" match="graph | tree | eTree | triangle | forest | listForest">
    <xsl:call-template name="net"/>
  </xsl:template>

  <xsl:template name="net" as="element()">
    <xsl:element name="{if (parent::eTree or parent::triangle or f:in-line(.)) then 'span' else 'div'}" namespace="">
      <xsl:attribute name="class" select="local-name() || ' net'"/>
      <xsl:sequence select="f:own(.)"/>
      <xsl:sequence select="f:made('['[current()/self::eTree or current()/self::triangle])"/>
      <xsl:call-template name="apart"/>
      <xsl:sequence select="f:made(']'[current()/self::eTree or current()/self::triangle])"/>
    </xsl:element>
  </xsl:template>

  <xsl:template mode="m:text" as="element()" match="node | root | iNode | leaf | eLeaf | arc">
    <xsl:call-template name="node-of-net"/>
  </xsl:template>

  <xsl:template name="node-of-net" as="element()">
    <span class="{local-name()} net">
      <xsl:sequence select="f:own(.)"/>
      <xsl:apply-templates mode="m:text"/>
      <xsl:variable name="from" as="xs:string*" select="@from ! f:named(., current())"/>
      <xsl:variable name="to" as="xs:string*" select="(@to | @children | @adjTo) ! tokenize(.) ! f:named(., current())"/>
      <xsl:if test="exists(($from, $to))">
        <xsl:sequence select="f:made(' ' || string-join(($from, '→', string-join($to, ', ')), ' '))"/>
      </xsl:if>
    </span>
  </xsl:template>
</xsl:stylesheet>
