<?xml version="1.0" encoding="UTF-8"?>
<!--
  Entries of dictionaries: each a paragraph with its headword in bold, its senses numbered, quotations with them.
-->
<xsl:stylesheet version="3.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:te="urn:teiedit:annotation"
  xmlns:t="urn:teiedit:typst"
  xmlns:f="urn:teiedit:functions"
  xmlns:m="urn:teiedit:modes"
  xmlns:v="urn:teiedit:variables"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="#all">

  <xsl:template mode="m:typst" as="element()" match="entry[not(parent::superEntry)] | superEntry | entryFree">
    <t:hanging>
      <xsl:sequence select="f:sense-number(.)"/>
      <xsl:call-template name="apart"/>
    </t:hanging>
  </xsl:template>

  <!-- A sense that holds quotations or senses of its own stands in a line of its own; a short one runs on. -->
  <xsl:template mode="m:typst" as="node()*" match="sense | hom | re" priority="1">
    <xsl:choose>
      <xsl:when test="(self::re or sense or cit or preceding-sibling::sense[1] or following-sibling::sense[1]) and f:in-entry(.)
                      and (sense or string-length(.) gt 160)">
        <t:sense depth="{min((6, count(ancestor::sense)))}">
          <xsl:sequence select="f:sense-number(.)"/>
          <xsl:call-template name="apart"/>
        </t:sense>
      </xsl:when>
      <xsl:otherwise>
        <xsl:sequence select="f:sense-number(.)"/>
        <xsl:call-template name="apart"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:function name="f:in-entry" as="xs:boolean" visibility="private">
    <xsl:param name="sense" as="element()"/>
    <xsl:sequence select="exists($sense/..[self::entry or self::entryFree or self::sense or self::hom or self::superEntry])"/>
  </xsl:function>

  <xsl:function name="f:sense-number" as="node()*" visibility="private">
    <xsl:param name="element" as="element()"/>
    <xsl:for-each select="$element/@n[normalize-space()][not(starts-with(normalize-space($element), normalize-space(.)))]">
      <t:own>
        <t:hi rend="bold">
          <xsl:value-of select="normalize-space() || '.'[not(matches(current(), '\W\s*$'))]"/>
        </t:hi>
      </t:own>
      <xsl:text> </xsl:text>
    </xsl:for-each>
  </xsl:function>

  <xsl:template mode="m:typst" as="element()"
    match="form[@type = ('lemma', 'headword')]/orth | (entry | entryFree | superEntry | hom)/form[not(@type)]/orth">
    <t:hi rend="bold">
      <xsl:call-template name="apart"/>
    </t:hi>
  </xsl:template>

  <xsl:template mode="m:typst" as="element()" match="form/orth" priority="-0.5">
    <t:hi rend="bold">
      <xsl:call-template name="apart"/>
    </t:hi>
  </xsl:template>

  <xsl:template mode="m:typst" as="element()" match="gramGrp | pos | gen | usg | lang[ancestor::etym] | mentioned[ancestor::etym]" priority="1">
    <t:hi rend="italic">
      <xsl:call-template name="apart"/>
    </t:hi>
  </xsl:template>

  <!-- Within others in italics it is no emphasis. -->
  <xsl:template mode="m:typst" as="node()*" match="gramGrp/*[self::pos or self::gen or self::usg]" priority="2">
    <xsl:call-template name="apart"/>
  </xsl:template>

  <!-- Quotations and translations run on with their entry. -->
  <xsl:template mode="m:typst" as="node()*" priority="3"
    match="(sense | re | etym | form | entry | entryFree | hom | dictScrap | xr | def)/cit | entry//cit/cit | entryFree//cit/cit">
    <xsl:call-template name="apart"/>
    <xsl:text> </xsl:text>
  </xsl:template>

  <xsl:template mode="m:typst" as="node()*" priority="3"
    match="(sense | re | etym | form | entry | entryFree | hom)/cit[not(@type = ('translation', 'translationEquivalent'))]/quote">
    <t:hi rend="italic">
      <xsl:call-template name="apart"/>
    </t:hi>
  </xsl:template>

  <!-- The headword again. -->
  <xsl:template mode="m:typst" as="node()*" match="oRef | pRef">
    <xsl:choose>
      <xsl:when test="normalize-space()">
        <xsl:apply-templates mode="m:typst"/>
      </xsl:when>
      <xsl:otherwise>
        <t:own>
          <xsl:text>~</xsl:text>
        </t:own>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template mode="m:typst" as="node()*" priority="-1"
    match="entry | form | orth | pron | hyph | syll | stress | gram | case | number | per | tns | mood | iType | subc | colloc
           | def | dictScrap | etym | lbl | xr | oVar | pVar | valency">
    <xsl:call-template name="apart"/>
  </xsl:template>
</xsl:stylesheet>
