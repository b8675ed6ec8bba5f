<?xml version="1.0" encoding="UTF-8"?>
<!--
  Bibliographic references, in the line and in lists; descriptions of manuscripts.
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

  <xsl:template mode="m:typst" as="node()*" match="bibl | biblFull | msDesc | biblStruct">
    <xsl:call-template name="apart"/>
  </xsl:template>

  <xsl:template mode="m:typst" as="node()*"
    match="biblStruct[not(text()[normalize-space()])] | monogr | analytic | imprint | series" priority="1">
    <xsl:call-template name="apart">
      <xsl:with-param name="between" select="', '"/>
    </xsl:call-template>
  </xsl:template>

  <xsl:template mode="m:typst" as="node()*" match="listBibl | listEvent | listRelation | listObject">
    <xsl:apply-templates mode="m:typst"/>
  </xsl:template>

  <!-- Of those who are named in the text, in small type as in a register. -->
  <xsl:template mode="m:typst" as="element()" match="listPerson | listPlace | listOrg">
    <t:name-list>
      <xsl:apply-templates mode="m:typst"/>
    </t:name-list>
  </xsl:template>

  <xsl:template mode="m:typst" as="element()" priority="2"
    match="(listBibl | div | body | back)/(bibl | biblStruct | biblFull | msDesc) | listPerson/person | listPlace/place | listOrg/org
           | listEvent/event | listRelation/relation | place/place | listObject/object | listPerson/personGrp">
    <t:hanging>
      <xsl:choose>
        <xsl:when test="self::bibl">
          <xsl:call-template name="apart"/>
        </xsl:when>
        <xsl:when test="self::biblStruct">
          <xsl:call-template name="apart">
            <xsl:with-param name="between" select="', '"/>
          </xsl:call-template>
        </xsl:when>
        <xsl:when test="(self::person or self::personGrp or self::place or self::org) and not(text()[normalize-space()] or p or ab)">
          <xsl:call-template name="facts-of-name"/>
        </xsl:when>
        <xsl:otherwise>
          <xsl:for-each select="node()">
            <xsl:value-of select="' '"/>
            <xsl:apply-templates mode="m:typst" select="."/>
          </xsl:for-each>
        </xsl:otherwise>
      </xsl:choose>
    </t:hanging>
  </xsl:template>

  <xsl:template mode="m:typst" as="node()*" priority="-1"
    match="author | editor | respStmt | resp | publisher | pubPlace | biblScope | citedRange | edition | extent
           | textLang | relatedItem | funder | sponsor | principal | distributor | authority | person | place | org | event
           | relation | object | personGrp | biblNote | listRef | licence | language">
    <xsl:call-template name="apart"/>
  </xsl:template>

  <!-- Where data stand beside each other without a word between, they are divided: names by commas, facts by semicolons. -->
  <xsl:template name="facts-of-name" as="node()*">
    <xsl:for-each select="*[normalize-space() or self::note or self::figure or self::graphic or self::ptr]">
      <xsl:value-of select="if (position() eq 1) then '' else if (f:is-name(.)) then ', ' else if (self::location[not(* except geo)]) then ' ' else '; '"/>
      <xsl:apply-templates mode="m:typst" select="."/>
    </xsl:for-each>
  </xsl:template>

  <xsl:template mode="m:typst" as="node()*" match="person/birth[*][not(text()[normalize-space()])]">
    <t:own>* </t:own>
    <xsl:call-template name="apart">
      <xsl:with-param name="between" select="', '"/>
    </xsl:call-template>
  </xsl:template>

  <xsl:template mode="m:typst" as="node()*" match="person/death[*][not(text()[normalize-space()])]">
    <t:own>† </t:own>
    <xsl:call-template name="apart">
      <xsl:with-param name="between" select="', '"/>
    </xsl:call-template>
  </xsl:template>

  <xsl:template mode="m:typst" as="node()*" match="location/geo">
    <xsl:text>(</xsl:text>
    <xsl:apply-templates mode="m:typst"/>
    <xsl:text>)</xsl:text>
  </xsl:template>

  <!-- A description of a manuscript has no punctuation of its own. -->
  <xsl:template mode="m:typst" as="node()*" priority="-1"
    match="msIdentifier | altIdentifier | dimensions | msContents | msItem | msItemStruct | physDesc | objectDesc | supportDesc | support | layoutDesc
           | layout | handDesc | handNote | scriptDesc | scriptNote | decoDesc | decoNote | additions | bindingDesc | binding
           | sealDesc | seal | accMat | musicNotation | history | origin | origDate | origPlace | provenance | acquisition
           | custEvent | additional | adminInfo | recordHist | source | availability | custodialHist | surrogates | msPart
           | msFrag | msName | repository | institution | collection | foliation | collation | condition | typeDesc
           | typeNote | summary | filiation | colophon | fileDesc | titleStmt | editionStmt | publicationStmt | seriesStmt | notesStmt
           | sourceDesc | profileDesc | revisionDesc | change | listChange | nym | listNym | objectIdentifier">
    <xsl:text> </xsl:text>
    <xsl:call-template name="apart"/>
    <xsl:text> </xsl:text>
  </xsl:template>
</xsl:stylesheet>
