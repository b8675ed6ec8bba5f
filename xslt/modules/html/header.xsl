<?xml version="1.0" encoding="UTF-8"?>
<!-- What the header says: the panel about the document, how to cite it, and its data for catalogues. -->
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

  <xsl:function name="f:about" as="element()?" visibility="private">
    <xsl:param name="tei" as="element()"/>
    <xsl:variable name="header" as="element(teiHeader)?" select="$tei/teiHeader"/>
    <xsl:if test="exists($header)">
      <!-- That of a document in a corpus stands under the document's own heading, folded. -->
      <xsl:variable name="is-part" as="xs:boolean" select="exists($tei/parent::teiCorpus)"/>
      <details class="about">
        <xsl:if test="not($is-part)">
          <xsl:attribute name="open" select="'open'"/>
        </xsl:if>
        <summary data-te="own">
          <xsl:element name="{if ($is-part) then 'h3' else 'h2'}" namespace=""><xsl:value-of select="f:say('about')"/></xsl:element>
        </summary>
        <xsl:variable name="rows" as="element()*">
          <xsl:apply-templates mode="m:meta" select="$header/fileDesc/titleStmt"/>
          <xsl:apply-templates mode="m:meta" select="$header/profileDesc/(creation | correspDesc)"/>
          <xsl:apply-templates mode="m:meta" select="$header/fileDesc/(editionStmt | extent | publicationStmt | seriesStmt | notesStmt)"/>
          <xsl:apply-templates mode="m:meta" select="$header/fileDesc/sourceDesc"/>
          <xsl:apply-templates mode="m:meta" select="$header/profileDesc/(langUsage | textClass | particDesc | settingDesc | handNotes | textDesc | calendarDesc | listTranspose)"/>
          <xsl:apply-templates mode="m:meta" select="$header/encodingDesc"/>
          <xsl:apply-templates mode="m:meta" select="$header/revisionDesc"/>
        </xsl:variable>
        <!-- What has no row of its own is something to point to nevertheless. -->
        <xsl:variable name="there" as="map(xs:string, xs:boolean)" select="map:merge($rows//@id ! map { string(.): true() })"/>
        <xsl:sequence select="$header/descendant-or-self::*[@xml:id][not(map:contains($there, @xml:id))][not(ancestor-or-self::abstract)] ! f:place(.)"/>
        <dl>
          <xsl:sequence select="$rows"/>
        </dl>
      </details>
    </xsl:if>
  </xsl:function>

  <xsl:template mode="m:meta" as="element()*" match="titleStmt">
    <xsl:sequence select="f:row('title', title[not(@type = 'short')])"/>
    <xsl:sequence select="f:row('author', author)"/>
    <!-- An editor who is a translator or an illustrator is called so. -->
    <xsl:for-each-group select="editor" group-by="f:role-key(.)">
      <xsl:sequence select="f:row(current-grouping-key(), current-group())"/>
    </xsl:for-each-group>
    <xsl:sequence select="f:row('funder', (funder, sponsor, principal, meeting))"/>
    <xsl:for-each select="respStmt">
      <dt>
        <xsl:for-each select="resp">
          <xsl:if test="position() gt 1">
            <span data-te="own">, </span>
          </xsl:if>
          <xsl:apply-templates mode="m:text" select="node()"/>
        </xsl:for-each>
      </dt>
      <dd>
        <xsl:sequence select="f:own(.)"/>
        <xsl:for-each select="* except resp">
          <xsl:if test="position() gt 1">
            <xsl:text>, </xsl:text>
          </xsl:if>
          <xsl:apply-templates mode="m:text" select="."/>
        </xsl:for-each>
      </dd>
    </xsl:for-each>
  </xsl:template>

  <xsl:template mode="m:meta" as="element()*" match="creation">
    <xsl:sequence select="f:row('date', .)"/>
  </xsl:template>
  <xsl:template mode="m:meta" as="element()*" match="correspDesc">
    <xsl:for-each select="correspAction">
      <dt data-te="own"><xsl:value-of select="f:say((@type, 'date')[1])"/></dt>
      <dd>
        <xsl:for-each select="*">
          <xsl:if test="position() gt 1">
            <xsl:text>, </xsl:text>
          </xsl:if>
          <xsl:apply-templates mode="m:text" select="."/>
        </xsl:for-each>
      </dd>
    </xsl:for-each>
    <xsl:sequence select="f:row('about', (note, correspContext, p, ab)[normalize-space()])"/>
  </xsl:template>
  <xsl:template mode="m:meta" as="element()*" match="editionStmt">
    <xsl:sequence select="f:row('version', *)"/>
  </xsl:template>
  <xsl:template mode="m:meta" as="element()*" match="extent">
    <xsl:sequence select="f:row('extent', .[normalize-space()])"/>
  </xsl:template>
  <xsl:template mode="m:meta" as="element()*" match="publicationStmt">
    <xsl:sequence select="f:row('publisher', (* except availability)[normalize-space() or @when])"/>
    <xsl:sequence select="f:row('rights', availability)"/>
  </xsl:template>
  <xsl:template mode="m:meta" as="element()*" match="seriesStmt">
    <xsl:sequence select="f:row('collection', *)"/>
  </xsl:template>
  <xsl:template mode="m:meta" as="element()*" match="notesStmt">
    <xsl:sequence select="f:row('notes', *)"/>
  </xsl:template>
  <xsl:template mode="m:meta" as="element()*" match="sourceDesc">
    <xsl:sequence select="f:row('source', *)"/>
  </xsl:template>
  <xsl:template mode="m:meta" as="element()*" match="langUsage">
    <xsl:sequence select="f:row('language', *[normalize-space() or @ident])"/>
  </xsl:template>
  <xsl:template mode="m:meta" as="element()*" match="textClass">
    <xsl:sequence select="f:row('topics', (keywords, classCode, catRef))"/>
  </xsl:template>
  <xsl:template mode="m:meta" as="element()*" match="particDesc">
    <xsl:sequence select="f:row('persons', *[normalize-space()])"/>
  </xsl:template>
  <xsl:template mode="m:meta" as="element()*" match="settingDesc">
    <xsl:sequence select="f:row('places', *[normalize-space()])"/>
  </xsl:template>
  <xsl:template mode="m:meta" as="element()*" match="handNotes">
    <xsl:sequence select="f:row('hands', *[normalize-space()])"/>
  </xsl:template>
  <xsl:template mode="m:meta" as="element()*" match="encodingDesc">
    <xsl:sequence select="f:row('principles', (projectDesc, samplingDecl, editorialDecl, refsDecl)[normalize-space()])"/>
    <!-- Lists of categories and characters may be longer than the text: they are there when they are asked for. -->
    <xsl:variable name="rest" as="element()*"
      select="(* except (projectDesc, samplingDecl, editorialDecl, refsDecl))[normalize-space() or self::schemaSpec or self::appInfo]"/>
    <xsl:if test="exists($rest)">
      <dt data-te="own"><xsl:value-of select="f:word('encoding', .)"/></dt>
      <xsl:for-each select="$rest">
        <dd class="{local-name()}">
          <details class="more">
            <summary data-te="own"><xsl:value-of select="(f:label(.), local-name())[1]"/></summary>
            <xsl:call-template name="apart"/>
          </details>
        </dd>
      </xsl:for-each>
    </xsl:if>
  </xsl:template>
  <xsl:template mode="m:meta" as="element()*" match="textDesc | calendarDesc | listTranspose">
    <xsl:if test="normalize-space()">
      <dt data-te="own"><xsl:value-of select="(f:label(.), local-name())[1]"/></dt>
      <dd class="{local-name()}">
        <xsl:sequence select="f:own(.)"/>
        <xsl:call-template name="apart"/>
      </dd>
    </xsl:if>
  </xsl:template>
  <xsl:template mode="m:meta" as="element()*" match="revisionDesc">
    <xsl:sequence select="f:row('changes', (.//change, list))"/>
  </xsl:template>

  <!-- One term of the description list, and a definition for each element. -->
  <xsl:function name="f:row" as="element()*" visibility="private">
    <xsl:param name="key" as="xs:string"/>
    <xsl:param name="elements" as="element()*"/>
    <xsl:variable name="said" as="element()*">
      <xsl:for-each select="$elements">
        <dd class="{local-name()}">
          <xsl:sequence select="f:own(.)"/>
          <xsl:apply-templates mode="m:meta-content" select="."/>
        </dd>
      </xsl:for-each>
    </xsl:variable>
    <!-- A part of the header without a word makes no row, unless something points to it. -->
    <xsl:if test="normalize-space(string-join($said)) or $said//@id">
      <dt data-te="own"><xsl:value-of select="f:say($key)"/></dt>
      <xsl:sequence select="$said"/>
    </xsl:if>
  </xsl:function>

  <xsl:mode name="m:meta-content" on-no-match="fail" on-multiple-match="fail"/>

  <xsl:template mode="m:meta-content" as="node()*" match="*">
    <xsl:apply-templates mode="m:text"/>
  </xsl:template>

  <xsl:template mode="m:meta-content" as="node()*" match="ref | ptr">
    <xsl:apply-templates mode="m:text" select="."/>
  </xsl:template>

  <xsl:template mode="m:meta-content" as="node()*" match="idno[@type]">
    <span class="part-label" data-te="own"><xsl:value-of select="@type || f:say('punctuation.colon')"/></span>
    <xsl:apply-templates mode="m:text"/>
  </xsl:template>

  <xsl:template mode="m:meta-content" as="node()*" match="language[not(normalize-space())]">
    <xsl:sequence select="f:made(f:language-name(@ident))"/>
  </xsl:template>

  <xsl:template mode="m:meta-content" as="node()*" match="date | origDate | creation[not(*)]">
    <xsl:sequence select="f:date-text(.)"/>
  </xsl:template>

  <xsl:template mode="m:meta-content" as="node()*" match="change">
    <xsl:if test="f:dated(.)">
      <span class="date" data-te="own"><xsl:value-of select="f:dated(.) || f:say('punctuation.colon')"/></span>
    </xsl:if>
    <xsl:apply-templates mode="m:text"/>
  </xsl:template>

  <xsl:template mode="m:meta-content" as="node()*" match="keywords">
    <xsl:for-each select=".//(term | item[not(term)])">
      <xsl:if test="position() gt 1">
        <xsl:text>; </xsl:text>
      </xsl:if>
      <xsl:apply-templates mode="m:text" select="node()"/>
    </xsl:for-each>
  </xsl:template>

  <xsl:template mode="m:meta-content" as="node()*" match="catRef[not(node())]">
    <xsl:sequence select="f:made(f:category(., tokenize(@target)))"/>
  </xsl:template>

  <xsl:function name="f:category" as="xs:string" visibility="private">
    <xsl:param name="reference" as="element(catRef)"/>
    <xsl:param name="targets" as="xs:string*"/>
    <xsl:variable name="found" as="element()*" select="$targets ! key('id', substring-after(., '#'), root($reference))"/>
    <xsl:sequence select="if (exists($found)) then string-join($found ! (f:plain((catDesc, gloss, desc)[1])[.], @n/string(), @xml:id/string())[1], ', ')
                          else string-join($targets, ', ')"/>
  </xsl:function>

  <xsl:template mode="m:meta-content" as="node()*" match="editorialDecl | projectDesc | samplingDecl | refsDecl">
    <xsl:call-template name="apart"/>
  </xsl:template>

  <!-- The parts of a header where none of the rows above shows them: a name where there is one, then what they say. -->
  <xsl:template mode="m:text" as="element()"
    match="correction | normalization | quotation | hyphenation | punctuation | segmentation | stdVals | interpretation
           | editorialDecl | projectDesc | samplingDecl | refsDecl | cRefPattern | refState | citeStructure | citeData
           | classDecl | taxonomy | category | catDesc | tagsDecl | namespace | tagUsage | styleDefDecl | geoDecl | unitDecl
           | unitDef | conversion | appInfo | application | listPrefixDef | prefixDef | metDecl | metSym | calendar | calendarDesc
           | correspDesc | correspContext | textDesc | channel | constitution | derivation | domain | factuality
           | interaction | preparedness | purpose | particDesc | settingDesc | setting | locale | activity | langUsage
           | language | textClass | keywords | classCode | creation | teiHeader | fileDesc | encodingDesc | profileDesc
           | revisionDesc | titleStmt | editionStmt | publicationStmt | seriesStmt | notesStmt | sourceDesc" priority="-0.3">
    <xsl:call-template name="part"/>
  </xsl:template>

  <xsl:template mode="m:text" as="element()" match="catRef">
    <span class="catRef">
      <xsl:sequence select="f:own(.)"/>
      <xsl:if test="not(node())">
        <xsl:sequence select="f:made(f:category(., tokenize(@target)))"/>
      </xsl:if>
      <xsl:apply-templates mode="m:text"/>
    </span>
  </xsl:template>

  <xsl:template mode="m:text" as="element()" match="listChange | change | correspAction"
    priority="-1">
    <div class="{local-name()}">
      <xsl:sequence select="f:own(.)"/>
      <xsl:apply-templates mode="m:text"/>
    </div>
  </xsl:template>

  <!-- Of a document in a corpus: by its address on the page. -->
  <xsl:key name="cited-part" match="te:part" use="@anchor"/>

  <xsl:function name="f:cite-part" as="element()?" visibility="private">
    <xsl:param name="tei" as="element()"/>
    <xsl:sequence select="$citation ! key('cited-part', $tei/@te:anchor, .)/*"/>
  </xsl:function>

  <!-- How the document is cited is read and written in Python (publish/citation/). -->
  <xsl:function name="f:cite" as="element()?" visibility="private">
    <xsl:param name="tei" as="element()"/>
    <xsl:sequence select="$citation/te:citation/*:section"/>
  </xsl:function>

  <xsl:function name="f:citation-metadata" as="element()*" visibility="private">
    <xsl:param name="document" as="document-node()"/>
    <xsl:sequence select="$citation/te:citation/te:head/*"/>
  </xsl:function>
</xsl:stylesheet>
