<?xml version="1.0" encoding="UTF-8"?>
<!-- Dictionaries: entries, their forms and senses. -->
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

  <xsl:template mode="m:text" as="element()" match="superEntry | entry | entryFree | hom | dictScrap[not(f:in-line(.))]">
    <xsl:call-template name="dictionary-entry"/>
  </xsl:template>

  <xsl:template name="dictionary-entry" as="element()">
    <div class="dict-{local-name()}">
      <xsl:sequence select="f:own(.)"/>
      <xsl:sequence select="f:number(.)"/>
      <xsl:call-template name="apart"/>
    </div>
  </xsl:template>

  <!-- A sense among others stands in a line of its own; the only one goes on behind the head of its entry. -->
  <xsl:template mode="m:text" as="element()" match="sense | re">
    <xsl:variable name="stands-alone" as="xs:boolean"
      select="exists(self::re | preceding-sibling::sense[1] | following-sibling::sense[1] | sense | cit | *[self::list | self::p])
              and not(f:in-line(.))"/>
    <xsl:element name="{if ($stands-alone) then 'div' else 'span'}" namespace="">
      <xsl:attribute name="class" select="'dict-' || local-name()"/>
      <xsl:sequence select="f:own(.)"/>
      <xsl:sequence select="f:number(.)"/>
      <xsl:call-template name="apart"/>
    </xsl:element>
  </xsl:template>

  <xsl:template mode="m:text" as="element()"
    match="form | orth | pron | hyph | syll | stress | gramGrp | gram | pos | gen | number | case | per | tns | mood
           | iType | subc | colloc | etym | lang | def | xr | lbl | usg | dictScrap[f:in-line(.)]" priority="-0.1">
    <xsl:call-template name="part-of-entry"/>
  </xsl:template>

  <xsl:template name="part-of-entry" as="element()">
    <span class="{string-join(('dict', 'dict-' || local-name(), @type ! ('t-' || .)[matches(., '^[A-Za-z0-9_-]+$')], f:looks(.)), ' ')}">
      <xsl:sequence select="f:own(.), f:style(.)"/>
      <xsl:call-template name="apart"/>
      <xsl:if test="not(normalize-space())">
        <xsl:sequence select="f:made((@expand, @norm, @orig, @value)[1])"/>
      </xsl:if>
    </span>
  </xsl:template>

  <!-- The headword again: printed as a swung dash, told in full. -->
  <xsl:template mode="m:text" as="element()" match="oRef | pRef">
    <span class="dict-{local-name()}">
      <xsl:sequence select="f:own(.)"/>
      <xsl:choose>
        <xsl:when test="normalize-space()">
          <xsl:apply-templates mode="m:text"/>
        </xsl:when>
        <xsl:otherwise>
          <xsl:variable name="meant" as="xs:string"
            select="f:plain(ancestor::*[self::entry | self::entryFree | self::re][1]/descendant::*[if (current()/self::pRef) then self::pron else self::orth][1])"/>
          <span data-te="own"><xsl:if test="$meant"><xsl:attribute name="title" select="$meant"/></xsl:if>~</span>
        </xsl:otherwise>
      </xsl:choose>
    </span>
  </xsl:template>

  <!-- Quotations and translations in an entry run on with it. -->
  <xsl:template mode="m:text" as="element()" match="(sense | re | etym | form | entry | entryFree | hom | dictScrap | xr | def)/cit" priority="1"><xsl:call-template name="example"/></xsl:template>
  <xsl:template mode="m:text" as="element()" match="entry//cit/cit" priority="1"><xsl:call-template name="example"/></xsl:template>
  <xsl:template mode="m:text" as="element()" match="entryFree//cit/cit[not(ancestor::entry)]" priority="1"><xsl:call-template name="example"/></xsl:template>

  <xsl:template name="example" as="element()">
    <span class="{string-join(('cit', @type ! ('t-' || .)[matches(., '^[A-Za-z0-9_-]+$')]), ' ')}">
      <xsl:sequence select="f:own(.)"/>
      <xsl:call-template name="apart"/>
    </span>
  </xsl:template>

  <xsl:template mode="m:text" as="element()" match="(sense | re | etym | form | entry | entryFree | hom | dictScrap | xr | def)/cit/quote" priority="1"><xsl:call-template name="example-text"/></xsl:template>
  <xsl:template mode="m:text" as="element()" match="entry//cit/cit/quote" priority="1"><xsl:call-template name="example-text"/></xsl:template>
  <xsl:template mode="m:text" as="element()" match="entryFree//cit/cit/quote[not(ancestor::entry)]" priority="1"><xsl:call-template name="example-text"/></xsl:template>

  <xsl:template name="example-text" as="element()">
    <span class="quote">
      <xsl:sequence select="f:own(.)"/>
      <xsl:call-template name="apart"/>
    </span>
  </xsl:template>
</xsl:stylesheet>
