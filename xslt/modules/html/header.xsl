<?xml version="1.0" encoding="UTF-8"?>
<!-- What the header says: the panel about the document, how to cite it, and its data for catalogues. -->
<xsl:stylesheet version="3.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
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
      <details class="about" open="open">
        <summary><h2><xsl:value-of select="f:say('about', $tei)"/></h2></summary>
        <dl>
          <xsl:apply-templates mode="m:meta" select="$header/fileDesc/titleStmt"/>
          <xsl:apply-templates mode="m:meta" select="$header/profileDesc/(creation | correspDesc)"/>
          <xsl:apply-templates mode="m:meta" select="$header/fileDesc/(editionStmt | extent | publicationStmt | seriesStmt | notesStmt)"/>
          <xsl:apply-templates mode="m:meta" select="$header/fileDesc/sourceDesc"/>
          <xsl:apply-templates mode="m:meta" select="$header/profileDesc/(langUsage | textClass | particDesc | settingDesc | handNotes)"/>
          <xsl:apply-templates mode="m:meta" select="$header/encodingDesc"/>
          <xsl:apply-templates mode="m:meta" select="$header/revisionDesc"/>
        </dl>
      </details>
    </xsl:if>
  </xsl:function>

  <xsl:template mode="m:meta" as="element()*" match="titleStmt">
    <xsl:sequence select="f:row('title', title[not(@type = 'short')])"/>
    <xsl:sequence select="f:row('author', author)"/>
    <xsl:sequence select="f:row('editor', editor)"/>
    <xsl:sequence select="f:row('funder', (funder, sponsor, principal))"/>
    <xsl:for-each select="respStmt">
      <dt><xsl:apply-templates mode="m:text" select="resp/node()"/></dt>
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
      <dt><xsl:value-of select="f:say((@type, 'date')[1], .)"/></dt>
      <dd>
        <xsl:for-each select="*">
          <xsl:if test="position() gt 1">
            <xsl:text>, </xsl:text>
          </xsl:if>
          <xsl:apply-templates mode="m:text" select="."/>
        </xsl:for-each>
      </dd>
    </xsl:for-each>
    <xsl:sequence select="f:row('about', (note, correspContext)[normalize-space()])"/>
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
    <xsl:sequence select="f:row('language', *[normalize-space()])"/>
  </xsl:template>
  <xsl:template mode="m:meta" as="element()*" match="textClass">
    <xsl:sequence select="f:row('topics', keywords)"/>
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
  </xsl:template>
  <xsl:template mode="m:meta" as="element()*" match="revisionDesc">
    <xsl:sequence select="f:row('changes', (change, listChange/change))"/>
  </xsl:template>

  <!-- One term of the description list, and a definition for each element. -->
  <xsl:function name="f:row" as="element()*" visibility="private">
    <xsl:param name="key" as="xs:string"/>
    <xsl:param name="elements" as="element()*"/>
    <xsl:if test="exists($elements)">
      <dt><xsl:value-of select="f:say($key, $elements[1])"/></dt>
      <xsl:for-each select="$elements">
        <dd class="{local-name()}">
          <xsl:sequence select="f:own(.)"/>
          <xsl:apply-templates mode="m:meta-content" select="."/>
        </dd>
      </xsl:for-each>
    </xsl:if>
  </xsl:function>

  <xsl:mode name="m:meta-content" on-no-match="fail" on-multiple-match="fail"/>

  <xsl:template mode="m:meta-content" as="node()*" match="*">
    <xsl:apply-templates mode="m:text"/>
  </xsl:template>

  <xsl:template mode="m:meta-content" as="node()*" match="date | origDate | creation[not(*)]">
    <xsl:sequence select="f:date-text(.)"/>
  </xsl:template>

  <xsl:template mode="m:meta-content" as="node()*" match="change">
    <xsl:if test="@when">
      <span class="date"><xsl:value-of select="f:date-in-words(@when, f:tongue(.)) || ': '"/></span>
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

  <xsl:template mode="m:meta-content" as="node()*" match="editorialDecl | projectDesc | samplingDecl | refsDecl | availability">
    <xsl:apply-templates mode="m:text" select=".//(p | ab)[not(ancestor::p)], licence[not(p)]"/>
  </xsl:template>

  <xsl:template mode="m:text" as="element()" match="listChange | change | msDesc | msDesc//* | recordHist | correspAction"
    priority="-1">
    <div class="{local-name()}">
      <xsl:sequence select="f:own(.)"/>
      <xsl:apply-templates mode="m:text"/>
    </div>
  </xsl:template>

  <xsl:function name="f:cite" as="element()" visibility="private">
    <xsl:param name="tei" as="element()"/>
    <section class="cite" aria-labelledby="te-cite-heading">
      <h2 id="te-cite-heading"><xsl:value-of select="f:say('cite', $tei)"/></h2>
      <p id="te-citation" data-copy="{f:say('copy', $tei)}" data-copied="{f:say('copied', $tei)}"><xsl:sequence select="f:citation($tei)"/></p>
    </section>
  </xsl:function>

  <xsl:function name="f:citation" as="node()*" visibility="private">
    <xsl:param name="tei" as="element()"/>
    <xsl:variable name="published" as="element()?" select="$tei/teiHeader/fileDesc/publicationStmt"/>
    <xsl:variable name="authors" as="xs:string*" select="$tei/teiHeader/fileDesc/titleStmt/author ! f:plain(.)[.]"/>
    <xsl:variable name="date" as="xs:string?"
      select="$tei/teiHeader/profileDesc/creation//date[1]/(@when, @from, @notBefore)[1] ! f:date-in-words(., f:tongue($tei))"/>
    <xsl:variable name="year" as="xs:string?"
      select="$published/date[1]/(@when ! substring(., 1, 4), string())[1]"/>
    <xsl:value-of select="$authors ! (. || ', ')" separator=""/>
    <cite><xsl:value-of select="f:title(root($tei))"/></cite>
    <xsl:value-of select="string-join((
        ('', $date)[exists($date)],
        ()), ', ') || '. '"/>
    <xsl:value-of select="string-join(($edition-title[.],
                                       string-join(($published/(publisher | authority | distributor)[1] ! f:plain(.), $year), ', ')[.]), '. ')"/>
    <xsl:text>.</xsl:text>
    <xsl:if test="$address">
      <xsl:text> </xsl:text>
      <a href="{replace($address, '/$', '')}/{$file-name}"><xsl:value-of select="replace($address, '/$', '') || '/' || $file-name"/></a>
    </xsl:if>
  </xsl:function>

  <!-- Source: the Highwire Press tags that catalogues and reference managers read; Dublin Core beside them. -->
  <xsl:function name="f:citation-metadata" as="element()*" visibility="private">
    <xsl:param name="document" as="document-node()"/>
    <xsl:variable name="header" as="element(teiHeader)?" select="$document/*/teiHeader"/>
    <xsl:variable name="published" as="element()?" select="$header/fileDesc/publicationStmt"/>
    <meta name="citation_title" content="{f:title($document)}"/>
    <xsl:for-each select="$header/fileDesc/titleStmt/author">
      <meta name="citation_author" content="{f:plain(.)}"/>
    </xsl:for-each>
    <xsl:for-each select="$published/(publisher | authority)[1]">
      <meta name="citation_publisher" content="{f:plain(.)}"/>
    </xsl:for-each>
    <xsl:for-each select="$published/date[1]/@when">
      <meta name="citation_publication_date" content="{replace(., '-', '/')}"/>
    </xsl:for-each>
    <xsl:for-each select="$header/profileDesc/creation//date[1]/@when">
      <meta name="DC.date" content="{.}"/>
    </xsl:for-each>
    <meta name="citation_language" content="{f:tongue($document)}"/>
  </xsl:function>
</xsl:stylesheet>
