<?xml version="1.0" encoding="UTF-8"?>
<!--
  From an annotated TEI document to the source of a Typst document.

  Templates write a tree of calls (t:para, t:hi, t:nt …, the functions of typst/teiedit.typ); modules/typst/write.xsl
  alone turns it into code, every text node into a string literal. No word of a document can become markup.

  The entry typst.xsl imports this, and so does the entry that is made for an edition with a stylesheet of its own,
  whose templates then come before these. What is a matter of looks is not said here: see typst/design.typ.

    $view            reading: corrected, expanded, without signs; source: as it stands, with signs
    $registers       te:registers, as the passes have them
    $edition-title   for the running head; may be empty
    $notes           foot, document, division, volume: where notes are printed
    $apparatus       below or above the notes, margin, or notes: where readings are printed
    $lines           page, division, continuous or none: how lines are numbered; empty where the document decides
    $facsimile       none or opposite
    $page-marks      text or margin: where pages of the source are marked
    $images          encode-for-uri() names of the images that the compiler will find under img/, space between
    $prefix          of a document that is a chapter of a volume: before all of its addresses; else empty
    $levels-above    of headings of a volume, above those of its documents
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

  <xsl:param name="view" as="xs:string" select="'reading'"/>
  <xsl:param name="registers" as="document-node()?" select="()"/>
  <xsl:param name="edition-title" as="xs:string" select="''"/>
  <xsl:param name="notes" as="xs:string" select="'foot'"/>
  <xsl:param name="apparatus" as="xs:string" select="'below'"/>
  <xsl:param name="lines" as="xs:string" select="''"/>
  <xsl:param name="facsimile" as="xs:string" select="'none'"/>
  <xsl:param name="page-marks" as="xs:string" select="'text'"/>
  <xsl:param name="images" as="xs:string" select="''"/>
  <xsl:param name="prefix" as="xs:string" select="''"/>
  <xsl:param name="levels-above" as="xs:string" select="'0'"/>

  <xsl:output method="text" item-separator=""/>

  <xsl:include href="modules/l10n.xsl"/>
  <xsl:include href="modules/characters.xsl"/>
  <xsl:include href="modules/annotated.xsl"/>
  <xsl:include href="modules/split-lines.xsl"/>
  <xsl:include href="modules/registers.xsl"/>
  <xsl:include href="modules/typst/write.xsl"/>
  <xsl:include href="modules/typst/common.xsl"/>
  <xsl:include href="modules/typst/view.xsl"/>
  <xsl:include href="modules/typst/structure.xsl"/>
  <xsl:include href="modules/typst/inline.xsl"/>
  <xsl:include href="modules/typst/links.xsl"/>
  <xsl:include href="modules/typst/names.xsl"/>
  <xsl:include href="modules/typst/notes.xsl"/>
  <xsl:include href="modules/typst/endnotes.xsl"/>
  <xsl:include href="modules/typst/nesting.xsl"/>
  <xsl:include href="modules/typst/hoisting.xsl"/>
  <xsl:include href="modules/typst/transcription.xsl"/>
  <xsl:include href="modules/typst/apparatus.xsl"/>
  <xsl:include href="modules/typst/lists.xsl"/>
  <xsl:include href="modules/typst/tables.xsl"/>
  <xsl:include href="modules/typst/figures.xsl"/>
  <xsl:include href="modules/typst/formulae.xsl"/>
  <xsl:include href="modules/typst/verse.xsl"/>
  <xsl:include href="modules/typst/drama.xsl"/>
  <xsl:include href="modules/typst/letters.xsl"/>
  <xsl:include href="modules/typst/bibliography.xsl"/>
  <xsl:include href="modules/typst/dictionaries.xsl"/>
  <xsl:include href="modules/typst/manuscripts.xsl"/>
  <xsl:include href="modules/typst/title.xsl"/>
  <xsl:include href="modules/typst/interventions.xsl"/>
  <xsl:include href="modules/typst/entries.xsl"/>
  <xsl:include href="modules/typst/register.xsl"/>
  <xsl:include href="modules/typst/header.xsl"/>
  <xsl:include href="modules/typst/about.xsl"/>
  <xsl:include href="modules/typst/chapter.xsl"/>
  <xsl:include href="modules/typst/volume.xsl"/>
  <xsl:include href="modules/typst/parts.xsl"/>
  <xsl:include href="modules/typst/unhandled.xsl"/>

  <xsl:mode on-no-match="fail" on-multiple-match="fail" use-accumulators="v:variants v:deletions"/>
  <xsl:mode name="m:typst" on-no-match="shallow-skip" on-multiple-match="fail" visibility="final"/>

  <xsl:template match="/" as="text()*">
    <xsl:variable name="calls" as="element()">
      <xsl:apply-templates select="*" mode="m:document"/>
    </xsl:variable>
    <xsl:variable name="placed" as="element()" select="f:levelled(f:gathered($calls))"/>
    <xsl:apply-templates select="$placed" mode="m:write">
      <xsl:with-param name="hoisted" tunnel="yes" select="f:hoisted($placed)"/>
    </xsl:apply-templates>
  </xsl:template>

  <xsl:template mode="m:typst" as="text()" match="text()">
    <xsl:sequence select="."/>
  </xsl:template>

  <!-- A sign after each letter; what is deleted from one place to another is the source's alone. -->
  <xsl:template mode="m:typst" as="node()?" match="text()[$v:has-marked-text]" priority="1">
    <xsl:param name="each" as="xs:string?" tunnel="yes" select="()"/>
    <xsl:param name="copy" as="xs:boolean" tunnel="yes" select="false()"/>
    <xsl:choose>
      <xsl:when test="$copy">
        <xsl:sequence select="."/>
      </xsl:when>
      <xsl:when test="not(f:is-deleted(.)) or $view = 'source' and not($v:has-coloured-spans)">
        <xsl:value-of select="f:with-each(., $each)"/>
      </xsl:when>
      <xsl:when test="$view = 'source'">
        <t:coloured kind="sign-deleted">
          <xsl:value-of select="f:with-each(., $each)"/>
        </t:coloured>
      </xsl:when>
      <xsl:when test="$view = 'changes'">
        <t:gone>
          <xsl:sequence select="."/>
        </t:gone>
      </xsl:when>
    </xsl:choose>
  </xsl:template>
</xsl:stylesheet>
