<?xml version="1.0" encoding="UTF-8"?>
<!-- Documentation of markup: what an ODD says, and examples of XML as they are written. -->
<xsl:stylesheet version="3.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:map="http://www.w3.org/2005/xpath-functions/map"
  xmlns:rng="http://relaxng.org/ns/structure/1.0"
  xmlns:te="urn:teiedit:annotation"
  xmlns:f="urn:teiedit:functions"
  xmlns:m="urn:teiedit:modes"
  xmlns:v="urn:teiedit:variables"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="#all">

  <xsl:template mode="m:text" as="element()" match="elementSpec | classSpec | macroSpec | dataSpec | moduleSpec | schemaSpec | specGrp | constraintSpec | paramSpec">
    <xsl:call-template name="specification"/>
  </xsl:template>

  <xsl:template name="specification" as="element()">
    <section class="spec {local-name()}">
      <xsl:sequence select="f:own(.)"/>
      <p class="spec-name" data-te="own">
        <span class="part-label"><xsl:value-of select="string-join((f:label(.), @type[current()/self::classSpec]), ' ')"/></span>
        <xsl:text> </xsl:text>
        <code class="{if (self::elementSpec) then 'gi' else 'ident'}"><xsl:value-of select="(@ident, @n, @xml:id)[1]"/></code>
        <xsl:if test="@mode">
          <xsl:value-of select="' (' || @mode || ')'"/>
        </xsl:if>
      </p>
      <xsl:call-template name="apart"/>
    </section>
  </xsl:template>

  <xsl:template mode="m:text" as="element()"
    match="classes | attList | valList | exemplum | remarks | paramList | specList | equiv | listRef">
    <xsl:call-template name="part"/>
  </xsl:template>

  <!-- An attribute or a value: its name, then what is said of it. -->
  <xsl:template mode="m:text" as="element()" match="attDef | valItem">
    <div class="{local-name()}">
      <xsl:sequence select="f:own(.)"/>
      <code class="{if (self::attDef) then 'att' else 'val'}" data-te="own"><xsl:value-of select="@ident"/></code>
      <xsl:text> </xsl:text>
      <xsl:sequence select="f:made(string-join((@usage, @mode) ! ('(' || . || ')'), ' '))"/>
      <xsl:text> </xsl:text>
      <xsl:call-template name="apart"/>
    </div>
  </xsl:template>

  <!-- What names something declared elsewhere. -->
  <xsl:template mode="m:text" as="element()"
    match="moduleRef | elementRef | classRef | macroRef | dataRef | attRef | memberOf | specDesc | specGrpRef | schemaRef | fsdLink[@target]">
    <xsl:call-template name="reference-of-specification"/>
  </xsl:template>

  <xsl:template name="reference-of-specification" as="element()">
    <span class="{local-name()} reference">
      <xsl:sequence select="f:own(.)"/>
      <xsl:if test="f:label(.) and not(parent::classes | parent::content | parent::datatype)">
        <span data-te="own"><xsl:value-of select="f:label(.) || ' '"/></span>
      </xsl:if>
      <code class="{if (self::elementRef) then 'gi' else if (self::attRef) then 'att' else 'ident'}" data-te="own"><xsl:value-of select="string-join((@key, @class, @name, @target, @url)[normalize-space()], ' ')"/></code>
      <xsl:if test="@include | @except | @mode">
        <span data-te="own"><xsl:value-of select="' (' || string-join((@include ! ('+ ' || .), @except ! ('− ' || .), @mode), '; ') || ')'"/></span>
      </xsl:if>
      <xsl:call-template name="apart"/>
    </span>
  </xsl:template>

  <xsl:template mode="m:text" as="element()" match="altIdent | defaultVal | valDesc | datatype | rendition">
    <xsl:call-template name="label-of-specification"/>
  </xsl:template>

  <xsl:template name="label-of-specification" as="element()">
    <xsl:element name="{if (self::rendition or self::defaultVal) then 'code' else 'span'}" namespace="">
      <xsl:attribute name="class" select="local-name()"/>
      <xsl:sequence select="f:own(.)"/>
      <xsl:if test="self::altIdent">
        <span data-te="own">= </span>
      </xsl:if>
      <xsl:call-template name="apart"/>
    </xsl:element>
  </xsl:template>

  <!-- Declarations for machines, and examples, as they are written. -->
  <xsl:template mode="m:text" as="element()?"
    match="content | constraint | model | modelGrp | modelSequence | alternate | sequence | empty | textNode | anyElement
           | dataFacet | outputRendition | param | *:egXML | rng:*">
    <xsl:call-template name="content-model"/>
  </xsl:template>

  <xsl:template name="content-model" as="element()?">
    <xsl:if test="node() or not(self::content | self::constraint)">
      <pre class="{local-name()} markup">
        <xsl:sequence select="f:own(.)"/>
        <xsl:variable name="written" as="node()+" select="if (self::content or self::constraint or local-name() = 'egXML') then node() else ."/>
        <!-- What the file indents the whole by is of the file; what it indents within is of the example. -->
        <code>
          <xsl:apply-templates mode="m:markup"
            select="$written[normalize-space() or self::* or self::comment() or (position() gt 1 and position() lt last())]">
            <xsl:with-param name="indent" tunnel="yes"
              select="string-length(replace((text()[contains(., '&#10;')][normalize-space(substring-before(., '&#10;')) = ''])[1], '^.*\n([ \t]*)(.*)$', '$1', 's'))"/>
          </xsl:apply-templates>
        </code>
      </pre>
    </xsl:if>
  </xsl:template>

  <xsl:template mode="m:text" as="element()" match="eg">
    <pre class="eg">
      <xsl:sequence select="f:own(.)"/>
      <xsl:apply-templates mode="m:text"/>
    </pre>
  </xsl:template>

  <!-- XML to be read. The words of the source are its text; tags are told apart from them. -->
  <xsl:mode name="m:markup" on-no-match="text-only-copy" on-multiple-match="fail"/>

  <xsl:template mode="m:markup" as="text()" match="text()">
    <xsl:param name="indent" as="xs:integer" tunnel="yes" select="0"/>
    <xsl:value-of select="if ($indent gt 0) then replace(., '\n[ \t]{0,' || $indent || '}', '&#10;') else ."/>
  </xsl:template>

  <xsl:template mode="m:markup" as="node()+" match="*">
    <span class="markup-tag" data-te="own">
      <xsl:value-of select="'&lt;' || name()"/>
      <xsl:for-each select="@* except @te:*">
        <xsl:value-of select="' ' || name() || '=&quot;' || replace(replace(., '&amp;', '&amp;amp;'), '&quot;', '&amp;quot;') || '&quot;'"/>
      </xsl:for-each>
      <xsl:value-of select="if (node()) then '>' else '/>'"/>
    </span>
    <xsl:if test="node()">
      <xsl:apply-templates mode="m:markup"/>
      <span class="markup-tag" data-te="own"><xsl:value-of select="'&lt;/' || name() || '>'"/></span>
    </xsl:if>
  </xsl:template>

  <xsl:template mode="m:markup" as="element()" match="comment() | processing-instruction()">
    <span class="markup-tag" data-te="own"><xsl:value-of select="if (self::comment()) then '&lt;!--' || . || '-->' else '&lt;?' || name() || ' ' || . || '?>'"/></span>
  </xsl:template>
</xsl:stylesheet>
