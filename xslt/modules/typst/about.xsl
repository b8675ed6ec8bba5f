<?xml version="1.0" encoding="UTF-8"?>
<!--
  What the header says, at the end of the document: rows with a label, in the order of the page; how to cite it.

  Lists that are for machines, or longer than the text (categories, characters, tags, programs), are not printed: the
  page and the TEI file have them (xslt/elements.toml says which).
-->
<xsl:stylesheet version="3.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:map="http://www.w3.org/2005/xpath-functions/map"
  xmlns:te="urn:teiedit:annotation"
  xmlns:t="urn:teiedit:typst"
  xmlns:f="urn:teiedit:functions"
  xmlns:m="urn:teiedit:modes"
  xmlns:v="urn:teiedit:variables"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="#all">

  <xsl:mode name="m:about" on-no-match="fail" on-multiple-match="fail" visibility="final"/>
  <xsl:mode name="m:about-content" on-no-match="fail" on-multiple-match="fail" visibility="final"/>

  <xsl:template name="about" as="element()*">
    <xsl:variable name="header" as="element()?" select="teiHeader"/>
    <xsl:choose>
      <!-- The rest is what a volume says of all its documents together. -->
      <xsl:when test="$v:is-chapter">
        <xsl:variable name="source" as="element()*">
          <xsl:apply-templates mode="m:about" select="$header/fileDesc/sourceDesc"/>
        </xsl:variable>
        <xsl:if test="exists($source)">
          <t:about>
            <xsl:sequence select="$source"/>
          </t:about>
        </xsl:if>
      </xsl:when>
      <xsl:when test="exists($header)">
        <t:back-head level="{f:added-level(.)}" title="{f:word('about', .)}">
          <xsl:sequence select="f:own-language()"/>
        </t:back-head>
        <t:about>
          <xsl:apply-templates mode="m:about" select="$header/fileDesc/titleStmt"/>
          <xsl:apply-templates mode="m:about" select="$header/profileDesc/(creation | correspDesc)"/>
          <xsl:apply-templates mode="m:about" select="$header/fileDesc/(editionStmt | extent)"/>
          <xsl:sequence select="f:fact('publisher', $header/fileDesc/publicationStmt/(* except availability))"/>
          <xsl:apply-templates mode="m:about" select="$header/fileDesc/publicationStmt/availability"/>
          <xsl:apply-templates mode="m:about" select="$header/fileDesc/(seriesStmt | notesStmt | sourceDesc)"/>
          <xsl:apply-templates mode="m:about"
            select="$header/profileDesc/(langUsage | textClass | particDesc | settingDesc | handNotes | textDesc)"/>
          <xsl:apply-templates mode="m:about" select="$header/encodingDesc, $header/revisionDesc"/>
          <xsl:call-template name="citation"/>
        </t:about>
      </xsl:when>
    </xsl:choose>
  </xsl:template>

  <!-- The title block has the title and the subtitles. -->
  <xsl:template mode="m:about" as="element()*" match="titleStmt">
    <xsl:variable name="printed" as="element(title)*" select="f:title-element(ancestor::teiHeader/..), title[@type = 'sub']"/>
    <xsl:sequence select="f:fact('title', title[not(@type = 'short')] except $printed)"/>
    <xsl:sequence select="f:fact('author', author)"/>
    <!-- An editor who is a translator or an illustrator is called so. -->
    <xsl:for-each-group select="editor" group-by="f:role-key(.)">
      <xsl:sequence select="f:fact(current-grouping-key(), current-group())"/>
    </xsl:for-each-group>
    <xsl:sequence select="f:fact('funder', (funder, sponsor, principal, meeting))"/>
    <xsl:sequence select="f:fact('responsible', respStmt)"/>
  </xsl:template>

  <!-- One of them alone, for a volume. -->
  <xsl:template mode="m:about" as="element()*" match="author | editor | funder | sponsor | principal">
    <xsl:sequence select="f:fact(if (self::sponsor) then 'funder' else if (self::principal) then 'role.principal' else f:role-key(.), .)"/>
  </xsl:template>

  <xsl:template mode="m:about" as="element()*" match="correspDesc">
    <xsl:for-each select="correspAction">
      <xsl:sequence select="f:fact((@type[map:contains($words, .)], 'date')[1], .)"/>
    </xsl:for-each>
    <xsl:sequence select="f:fact('about', (note, correspContext, p, ab))"/>
  </xsl:template>

  <xsl:variable name="v:fact-keys" as="map(xs:string, xs:string)" select="map {
    'respStmt': 'responsible', 'creation': 'date', 'editionStmt': 'version', 'extent': 'extent', 'availability': 'rights',
    'seriesStmt': 'collection', 'notesStmt': 'notes', 'sourceDesc': 'source', 'langUsage': 'language', 'textClass': 'topics',
    'particDesc': 'persons', 'settingDesc': 'places', 'handNotes': 'hands', 'textDesc': 'label.textDesc' }"/>

  <xsl:template mode="m:about" as="element()*" match="respStmt | creation | extent | textDesc">
    <xsl:sequence select="f:fact($v:fact-keys(local-name()), .)"/>
  </xsl:template>

  <xsl:template mode="m:about" as="element()*"
    match="editionStmt | seriesStmt | notesStmt | sourceDesc | availability | langUsage | textClass | particDesc | settingDesc | handNotes">
    <xsl:sequence select="f:fact($v:fact-keys(local-name()), *)"/>
  </xsl:template>

  <xsl:template mode="m:about" as="element()*" match="encodingDesc">
    <xsl:sequence select="f:fact('principles', (p, ab, projectDesc, samplingDecl, editorialDecl, transcriptionDesc))"/>
  </xsl:template>

  <xsl:template mode="m:about" as="element()*" match="revisionDesc">
    <xsl:sequence select="f:fact('changes', (.//change, list))"/>
  </xsl:template>

  <!-- A row: a label, and a paragraph for each element that says something. -->
  <xsl:function name="f:fact" as="element(t:fact)?" visibility="private">
    <xsl:param name="key" as="xs:string"/>
    <xsl:param name="elements" as="element()*"/>
    <xsl:variable name="said" as="node()*">
      <xsl:for-each select="$elements">
        <xsl:variable name="content" as="node()*">
          <xsl:apply-templates mode="m:about-content" select="."/>
        </xsl:variable>
        <xsl:if test="normalize-space(string-join($content))">
          <t:para indent="no">
            <xsl:sequence select="self::*[@te:anchor] ! f:anchor(.), $content"/>
          </t:para>
        </xsl:if>
      </xsl:for-each>
    </xsl:variable>
    <xsl:if test="exists($said)">
      <t:fact label="{f:say($key)}">
        <xsl:sequence select="f:own-language(), $said"/>
      </t:fact>
    </xsl:if>
  </xsl:function>

  <xsl:template mode="m:about-content" as="node()*" match="*" priority="-1">
    <xsl:call-template name="apart"/>
  </xsl:template>

  <!-- What has a look of its own. -->
  <xsl:template mode="m:about-content" as="node()*"
    match="list | listBibl | bibl | biblStruct | biblFull | msDesc | listPerson | listPlace | listOrg | listWit | recordingStmt | scriptStmt | ref | ptr
           | keywords/list | listApp | listEvent | listObject | table">
    <xsl:apply-templates mode="m:typst" select="."/>
  </xsl:template>

  <xsl:template mode="m:about-content" as="node()*" match="date[not(normalize-space())] | origDate[not(normalize-space())]">
    <t:own>
      <xsl:value-of select="f:dated(.)"/>
    </t:own>
  </xsl:template>

  <!-- Names first: "A. Author, B. Author: transcription". -->
  <xsl:template mode="m:about-content" as="node()*" match="respStmt">
    <xsl:for-each select="* except resp, resp">
      <xsl:variable name="is-first-role" as="xs:boolean" select="exists(self::resp) and empty(preceding-sibling::resp[1])"/>
      <xsl:value-of select="if (position() eq 1) then '' else if ($is-first-role) then ': ' else ', '"/>
      <xsl:apply-templates mode="m:typst" select="."/>
    </xsl:for-each>
  </xsl:template>

  <xsl:template mode="m:about-content" as="node()*" match="idno[@type]">
    <t:own>
      <xsl:value-of select="@type || ': '"/>
    </t:own>
    <xsl:apply-templates mode="m:typst"/>
  </xsl:template>

  <xsl:template mode="m:about-content" as="node()*" match="licence[@target]">
    <xsl:call-template name="link">
      <xsl:with-param name="content" as="node()*">
        <xsl:call-template name="apart"/>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>

  <xsl:template mode="m:about-content" as="node()*" match="language[not(normalize-space())]">
    <t:own>
      <xsl:value-of select="@ident ! f:language-name(.)"/>
    </t:own>
  </xsl:template>

  <xsl:template mode="m:about-content" as="node()*" match="keywords[.//term]">
    <xsl:for-each select=".//(term | item[not(term)])">
      <xsl:value-of select="if (position() gt 1) then ' · ' else ''"/>
      <xsl:apply-templates mode="m:typst"/>
    </xsl:for-each>
  </xsl:template>

  <xsl:template mode="m:about-content" as="node()*" match="change">
    <t:own>
      <xsl:value-of select="f:dated(.) ! (. || f:say('punctuation.colon'))"/>
    </t:own>
    <xsl:call-template name="apart"/>
  </xsl:template>

  <xsl:template name="citation" as="element(t:fact)">
    <xsl:variable name="published" as="element()?" select="teiHeader/fileDesc/publicationStmt"/>
    <t:fact label="{f:say('cite')}">
      <xsl:sequence select="f:own-language()"/>
      <t:own>
        <xsl:value-of select="string-join((
          string-join(teiHeader/fileDesc/titleStmt/author ! f:plain(.)[. != ''], ', ')[. != ''],
          f:quote(f:title(.)), f:document-date(.)[not(contains(f:title($published/../../..), .))],
          $edition-title[. != ''], f:plain($published/(publisher, distributor, authority)[1])[. != ''],
          ($published/date ! (f:plain(.), @when)[. != ''][1])[1],
          ($published/idno[starts-with(., 'http') or @type = ('URI', 'URL', 'DOI')] ! f:plain(.))[1]), ', ') || '.'"/>
      </t:own>
    </t:fact>
  </xsl:template>
</xsl:stylesheet>
