<?xml version="1.0" encoding="UTF-8"?>
<!--
  One annotated TEI document to the tree of its page, in the order of the page's parts. Python (publish/page/) makes it
  fit HTML, splits it where it is long, and puts it into the template of the page.

  The entry html.xsl imports this, and so does the entry that is made for an edition with a stylesheet of its own,
  whose templates then come before these.

  All views are in the page; switches that need no script show one of them. What only some views show has their names
  in data-view.
-->
<xsl:stylesheet version="3.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:te="urn:teiedit:annotation"
  xmlns:f="urn:teiedit:functions"
  xmlns:m="urn:teiedit:modes"
  xmlns:v="urn:teiedit:variables"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="#all">

  <xsl:output method="xml" encoding="UTF-8" indent="no" omit-xml-declaration="yes"/>

  <xsl:param name="view" as="xs:string" select="'reading'"/>
  <xsl:param name="registers" as="document-node()?" select="()"/>
  <xsl:param name="language" as="xs:string" select="'en'"/>
  <xsl:param name="edition-title" as="xs:string" select="''"/>
  <xsl:param name="address" as="xs:string" select="''"/>
  <xsl:param name="file-name" as="xs:string" select="''"/>
  <xsl:param name="image-prefix" as="xs:string" select="''"/>
  <xsl:param name="citation" as="document-node()?" select="()"/>

  <!-- The text as a reader sees it. -->
  <xsl:mode name="m:text" on-no-match="text-only-copy" on-multiple-match="fail"/>
  <!-- Of what a text has thousands: those that have more to say of themselves than their words. -->
  <xsl:mode name="m:dressed" on-no-match="fail" on-multiple-match="fail"/>
  <!-- The same without links, anchors or notes: for titles, labels and quotations of it. -->
  <xsl:mode name="m:plain" on-no-match="text-only-copy" on-multiple-match="fail"/>
  <!-- The parts of a choice. -->
  <xsl:mode name="m:alternative" on-no-match="fail" on-multiple-match="fail"/>
  <!-- Notes where they are listed. -->
  <xsl:mode name="m:note" on-no-match="fail" on-multiple-match="fail"/>
  <!-- Why an editorial intervention was made. -->
  <xsl:mode name="m:why" on-no-match="fail" on-multiple-match="fail"/>
  <!-- The header as rows of a description list. -->
  <xsl:mode name="m:meta" on-no-match="shallow-skip" on-multiple-match="fail"/>
  <!-- An entry of a register. -->
  <xsl:mode name="m:entry" on-no-match="fail" on-multiple-match="fail"/>
  <xsl:mode on-no-match="fail" on-multiple-match="fail"/>

  <xsl:include href="modules/l10n.xsl"/>
  <xsl:include href="modules/characters.xsl"/>
  <xsl:include href="modules/registers.xsl"/>
  <xsl:include href="modules/signs.xsl"/>
  <xsl:include href="modules/split-lines.xsl"/>
  <xsl:include href="modules/html/frame.xsl"/>
  <xsl:include href="modules/html/page.xsl"/>
  <xsl:include href="modules/html/header.xsl"/>
  <xsl:include href="modules/html/structure.xsl"/>
  <xsl:include href="modules/html/lists.xsl"/>
  <xsl:include href="modules/html/phrases.xsl"/>
  <xsl:include href="modules/html/notes.xsl"/>
  <xsl:include href="modules/html/transcription.xsl"/>
  <xsl:include href="modules/html/parts.xsl"/>
  <xsl:include href="modules/html/labels.xsl"/>
  <xsl:include href="modules/html/spans.xsl"/>
  <xsl:include href="modules/html/apparatus.xsl"/>
  <xsl:include href="modules/html/foot.xsl"/>
  <xsl:include href="modules/html/interventions.xsl"/>
  <xsl:include href="modules/html/dictionaries.xsl"/>
  <xsl:include href="modules/html/linguistic.xsl"/>
  <xsl:include href="modules/html/manuscripts.xsl"/>
  <xsl:include href="modules/html/facsimile.xsl"/>
  <xsl:include href="modules/html/characters.xsl"/>
  <xsl:include href="modules/html/features.xsl"/>
  <xsl:include href="modules/html/tagdocs.xsl"/>
  <xsl:include href="modules/html/names.xsl"/>
  <xsl:include href="modules/html/verse.xsl"/>
  <xsl:include href="modules/html/drama.xsl"/>
  <xsl:include href="modules/html/looks.xsl"/>
  <xsl:include href="modules/html/references.xsl"/>
  <xsl:include href="modules/html/generated.xsl"/>
  <xsl:include href="modules/html/figures.xsl"/>
  <xsl:include href="modules/html/bibliography.xsl"/>
  <xsl:include href="modules/html/unhandled.xsl"/>
</xsl:stylesheet>
