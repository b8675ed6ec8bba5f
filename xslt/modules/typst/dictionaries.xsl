<?xml version="1.0" encoding="UTF-8"?>
<!--
  Entries of dictionaries: each a paragraph with its headword in bold.
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
      <xsl:call-template name="apart"/>
    </t:hanging>
  </xsl:template>

  <xsl:template mode="m:typst" as="element()" match="form[@type = 'lemma']/orth | entry/form/orth | entryFree/form/orth">
    <t:hi rend="bold">
      <xsl:call-template name="apart"/>
    </t:hi>
  </xsl:template>

  <xsl:template mode="m:typst" as="element()" match="gramGrp | pos | gen | def[@rend = 'italic'] | usg">
    <t:hi rend="italic">
      <xsl:call-template name="apart"/>
    </t:hi>
  </xsl:template>

  <xsl:template mode="m:typst" as="node()*" priority="-1"
    match="entry | form | orth | pron | hyph | syll | stress | gram | case | number | per | tns | mood | iType | subc | colloc
           | sense | def | dictScrap | etym | lbl | xr | re | hom | oRef | pRef | oVar | pVar | usg | valency">
    <xsl:call-template name="apart"/>
  </xsl:template>
</xsl:stylesheet>
