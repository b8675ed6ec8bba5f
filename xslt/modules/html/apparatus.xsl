<?xml version="1.0" encoding="UTF-8"?>
<!-- The critical apparatus: witnesses, and readings kept apart from their text. -->
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

  <xsl:template mode="m:text" as="node()*" match="lem | rdg">
    <xsl:apply-templates mode="m:text"/>
  </xsl:template>

  <xsl:template mode="m:text" as="node()*" match="rdgGrp">
    <xsl:apply-templates mode="m:text" select="(lem, rdg, rdgGrp)[1]"/>
  </xsl:template>

  <!-- An entry of an apparatus away from its text: the place, the lemma, each reading with its witnesses. -->
  <xsl:template mode="m:text" as="element()" match="listApp//app[not(ancestor::app)]" priority="1">
    <div class="app-entry">
      <xsl:sequence select="f:own(.)"/>
      <xsl:variable name="href" as="xs:string?" select="@from ! f:href(., current())"/>
      <xsl:variable name="place" as="xs:string?" select="(@loc, @n, @from ! replace(., '^.*#', ''))[normalize-space()][1]"/>
      <xsl:if test="$place">
        <xsl:choose>
          <xsl:when test="exists($href)">
            <a class="loc" data-te="own" href="{$href}"><xsl:value-of select="$place"/></a>
          </xsl:when>
          <xsl:otherwise>
            <span class="loc" data-te="own"><xsl:value-of select="$place"/></span>
          </xsl:otherwise>
        </xsl:choose>
        <xsl:text> </xsl:text>
      </xsl:if>
      <xsl:for-each select="*">
        <xsl:apply-templates mode="m:reading" select="."/>
        <xsl:text> </xsl:text>
      </xsl:for-each>
    </div>
  </xsl:template>

  <!-- One reading of such an entry, or what is said between them. -->
  <xsl:mode name="m:reading" on-no-match="fail" on-multiple-match="fail"/>

  <xsl:template mode="m:reading" as="node()*" match="lem | rdg">
    <span class="{local-name()}">
      <xsl:sequence select="f:own(.)"/>
      <xsl:apply-templates mode="m:text"/>
      <xsl:if test="not(normalize-space())">
        <span data-te="own">—</span>
      </xsl:if>
    </span>
    <xsl:if test="@wit | @source | @resp">
      <xsl:text> </xsl:text>
      <span class="siglum" data-te="own"><xsl:value-of select="(@wit, @source, @resp) ! tokenize(.) ! f:siglum(., current())"/></span>
    </xsl:if>
    <xsl:if test="self::lem">
      <span data-te="own"> ]</span>
    </xsl:if>
  </xsl:template>

  <xsl:template mode="m:reading" as="node()*" match="rdgGrp">
    <span class="rdgGrp">
      <xsl:sequence select="f:own(.)"/>
      <xsl:for-each select="*">
        <xsl:apply-templates mode="m:reading" select="."/>
        <xsl:text> </xsl:text>
      </xsl:for-each>
    </span>
  </xsl:template>

  <xsl:template mode="m:reading" as="node()*" match="*">
    <xsl:apply-templates mode="m:text" select="."/>
  </xsl:template>

  <xsl:template mode="m:text" as="element()" match="witDetail | wit">
    <span class="{local-name()}">
      <xsl:sequence select="f:own(.)"/>
      <xsl:apply-templates mode="m:text"/>
    </span>
  </xsl:template>

  <!-- What a witness is called in the apparatus. -->
  <xsl:function name="f:siglum" as="xs:string" visibility="private">
    <xsl:param name="pointer" as="xs:string"/>
    <xsl:param name="from" as="element()"/>
    <xsl:variable name="witness" as="element()?" select="key('id', substring-after($pointer, '#'), root($from))[1]"/>
    <xsl:sequence select="(normalize-space(($witness/@n, $witness/abbr[@type = 'siglum'])[1])[.], replace($pointer, '^.*#', ''))[1]"/>
  </xsl:function>

  <xsl:template mode="m:text" as="element()" match="listWit | listApp">
    <div class="{local-name()}">
      <xsl:sequence select="f:own(.)"/>
      <xsl:apply-templates mode="m:text"/>
    </div>
  </xsl:template>

  <xsl:template mode="m:text" as="element()" match="witness">
    <div class="witness">
      <xsl:sequence select="f:own(.)"/>
      <xsl:if test="@n | @xml:id">
        <b class="siglum" data-te="own"><xsl:value-of select="(@n, @xml:id)[1]"/></b>
        <xsl:text> </xsl:text>
      </xsl:if>
      <xsl:call-template name="apart"/>
    </div>
  </xsl:template>

  <!-- Where a witness begins, breaks off, and goes on. -->
  <xsl:template mode="m:text" as="element()" match="lacunaStart | lacunaEnd | witStart | witEnd">
    <span class="{local-name()} fine" data-te="own">
      <xsl:sequence select="f:own(.)"/>
      <xsl:value-of select="'(' || string-join((string-join((@wit, ancestor::rdg[1]/@wit)[1] ! tokenize(.) ! f:siglum(., current()), ' ')[.], f:label(.)), ' ') || ')'"/>
    </span>
  </xsl:template>

  <!-- How the variants are encoded is for machines. -->
  <xsl:template mode="m:text" as="element()?" match="variantEncoding">
    <xsl:sequence select="f:place(.)"/>
  </xsl:template>
</xsl:stylesheet>
