<?xml version="1.0" encoding="UTF-8"?>
<!-- Descriptions of manuscripts and other objects. -->
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

  <xsl:template mode="m:text" as="element()"
    match="msDesc | msPart | msFrag | msContents | physDesc | history | additional | objectDesc | supportDesc | support | foliation
           | collation | condition | layoutDesc | layout | handDesc | handNote | scriptDesc | scriptNote | typeDesc
           | typeNote | musicNotation | decoDesc | decoNote | additions | bindingDesc | binding | sealDesc | seal | accMat
           | origin | provenance | acquisition | adminInfo | recordHist | custodialHist | custEvent | surrogates
           | rubric | incipit | explicit | finalRubric | colophon | filiation | summary | msItem | msItemStruct | source
           | handNotes | supportDesc/extent | object[not(f:is-entry(.))]" priority="-0.05">
    <xsl:call-template name="part"/>
  </xsl:template>

  <!-- "Oxford, Bodleian Library, MS 1". -->
  <xsl:template mode="m:text" as="element()" match="msIdentifier | altIdentifier | objectIdentifier">
    <xsl:element name="{if (parent::msIdentifier or f:in-line(.)) then 'span' else 'div'}" namespace="">
      <xsl:attribute name="class" select="local-name()"/>
      <xsl:sequence select="f:own(.)"/>
      <xsl:if test="self::altIdentifier">
        <span data-te="own"><xsl:value-of select="string-join((f:label(.), @type), ' ') || ': '"/></span>
      </xsl:if>
      <xsl:call-template name="listed">
        <xsl:with-param name="elements" select="*[normalize-space()]"/>
      </xsl:call-template>
    </xsl:element>
  </xsl:template>

  <xsl:template mode="m:text" as="element()" match="repository | institution | collection | msName | origPlace | stamp[f:in-line(.) or ../text()[normalize-space()]]">
    <xsl:call-template name="place-of-manuscript"/>
  </xsl:template>

  <xsl:template name="place-of-manuscript" as="element()">
    <span class="{local-name()}">
      <xsl:sequence select="f:own(.)"/>
      <xsl:call-template name="linked"/>
    </span>
  </xsl:template>

  <!-- What these are is said before them, unless the sentence around them says it. -->
  <xsl:template mode="m:text" as="element()" match="catchwords | signatures | secFol">
    <span>
      <xsl:sequence select="f:class(., local-name()), f:own(.)"/>
      <xsl:if test="not(f:in-line(.))">
        <span class="part-label" data-te="own"><xsl:value-of select="f:label(.) || $v:colon"/></span>
        <xsl:text> </xsl:text>
      </xsl:if>
      <xsl:apply-templates mode="m:text"/>
    </span>
  </xsl:template>

  <!-- "230 × 155 mm (leaf)": the sign and the unit are the page's. -->
  <xsl:template mode="m:text" as="element()" match="dimensions">
    <span class="dimensions">
      <xsl:sequence select="f:own(.)"/>
      <xsl:choose>
        <xsl:when test="text()[normalize-space()]">
          <xsl:apply-templates mode="m:text"/>
        </xsl:when>
        <xsl:otherwise>
          <xsl:call-template name="listed">
            <xsl:with-param name="elements" select="*[normalize-space() or @quantity or @extent or @atLeast or @atMost]"/>
            <xsl:with-param name="between" select="' × '"/>
          </xsl:call-template>
          <xsl:sequence select="f:made(string-join((' ' || @unit[normalize-space(..)], ' (' || @type[normalize-space(..)] || ')')[normalize-space(translate(., '()', ''))]))"/>
        </xsl:otherwise>
      </xsl:choose>
    </span>
  </xsl:template>

  <xsl:template mode="m:text" as="element()" match="depth | height | width | dim">
    <span class="{local-name()}">
      <xsl:sequence select="f:own(.)"/>
      <xsl:apply-templates mode="m:text"/>
      <xsl:if test="not(normalize-space())">
        <xsl:sequence select="f:made((@quantity, @extent, string-join((@atLeast, @atMost, @min, @max), '–')[.])[1])"/>
      </xsl:if>
      <xsl:sequence select="@type[current()/self::dim] ! f:made(' (' || . || ')')"/>
      <xsl:if test="@unit and (normalize-space() or @quantity) and not(contains(., @unit)) and not(parent::dimensions/@unit)">
        <xsl:sequence select="f:made(' ' || @unit)"/>
      </xsl:if>
    </span>
  </xsl:template>

  <xsl:template mode="m:text" as="element()" match="locus | textLang">
    <span class="{local-name()}">
      <xsl:sequence select="f:own(.)"/>
      <xsl:if test="self::textLang and not(f:in-line(.))">
        <span class="part-label" data-te="own"><xsl:value-of select="f:label(.) || $v:colon"/></span>
        <xsl:text> </xsl:text>
      </xsl:if>
      <xsl:apply-templates mode="m:text"/>
      <xsl:if test="not(normalize-space())">
        <xsl:sequence select="f:made(if (self::locus) then string-join(distinct-values((@from, @to)), '–')
                                     else string-join((@mainLang, tokenize(@otherLangs)), ', '))"/>
      </xsl:if>
    </span>
  </xsl:template>

  <xsl:function name="f:is-entry" as="xs:boolean" visibility="private">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="exists($element/parent::listObject)"/>
  </xsl:function>
</xsl:stylesheet>
