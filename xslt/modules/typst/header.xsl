<?xml version="1.0" encoding="UTF-8"?>
<!--
  The document as a whole: metadata, summary, text, and at the end what the header says about it.
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

  <xsl:mode name="m:document" on-no-match="fail" on-multiple-match="fail" visibility="final"/>
  <xsl:mode name="m:about" on-no-match="shallow-skip" on-multiple-match="fail" visibility="final"/>

  <xsl:template mode="m:document" as="element(t:edition)" match="/*">
    <t:edition title="{f:title(.)}" running="{f:running-title(.)}" edition-title="{$edition-title}" paper="{$paper}"
      size="{$text-size-pt}" accent="{$accent}" author="{f:authors(.)}" keywords="{string-join(f:topics(.), '␟')}">
      <xsl:sequence select="f:language-arguments(f:edition-language(.))"/>
      <xsl:apply-templates mode="m:tei" select="."/>
    </t:edition>
  </xsl:template>

  <xsl:mode name="m:tei" on-no-match="fail" on-multiple-match="fail" visibility="final"/>

  <xsl:template mode="m:tei" as="element()*" match="teiCorpus">
    <xsl:call-template name="opening"/>
    <xsl:apply-templates mode="m:tei" select="TEI | teiCorpus"/>
    <xsl:call-template name="about"/>
  </xsl:template>

  <xsl:template mode="m:tei" as="node()*" match="TEI">
    <xsl:call-template name="opening"/>
    <xsl:call-template name="summary"/>
    <t:main>
      <xsl:choose>
        <xsl:when test="f:front-title(.) and not(parent::teiCorpus)">
          <xsl:apply-templates mode="m:typst" select="sourceDoc, text/front/*[not(f:is-title-matter(.))], text/(* except front), standOff"/>
        </xsl:when>
        <xsl:otherwise>
          <xsl:apply-templates mode="m:typst" select="sourceDoc | text | standOff"/>
        </xsl:otherwise>
      </xsl:choose>
    </t:main>
    <xsl:call-template name="signs"/>
    <xsl:call-template name="interventions"/>
    <xsl:call-template name="names"/>
    <xsl:call-template name="index-terms"/>
    <xsl:call-template name="about"/>
  </xsl:template>

  <!-- The whole document begins with its title block; what is part of a corpus, with a heading. -->
  <xsl:template name="opening" as="element()">
    <xsl:choose>
      <xsl:when test="parent::teiCorpus">
        <t:head level="{min((6, count(ancestor::teiCorpus)))}" title="{f:title(.)}">
          <xsl:value-of select="f:title(.)"/>
        </t:head>
      </xsl:when>
      <xsl:otherwise>
        <xsl:call-template name="title-block"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- Of what the edition adds to a document, which in a corpus stands below the heading of the document. -->
  <xsl:function name="f:added-level" as="xs:integer" visibility="private">
    <xsl:param name="node" as="node()"/>
    <xsl:sequence select="min((6, 1 + count($node/ancestor::teiCorpus)))"/>
  </xsl:function>

  <!-- Anything else that has a text in it. -->
  <xsl:template mode="m:tei" as="node()*" match="*" priority="-1">
    <xsl:apply-templates mode="m:typst"/>
  </xsl:template>

  <xsl:template name="summary" as="element()*">
    <xsl:for-each select="teiHeader/profileDesc/abstract[normalize-space()]">
      <t:summary level="{f:added-level(ancestor::teiHeader/..)}" title="{f:word('summary', .)}">
        <xsl:sequence select="f:own-language()"/>
        <xsl:apply-templates mode="m:typst"/>
      </t:summary>
    </xsl:for-each>
  </xsl:template>

  <xsl:function name="f:authors" as="xs:string" visibility="private">
    <xsl:param name="tei" as="element()"/>
    <xsl:sequence select="string-join($tei/teiHeader/fileDesc/titleStmt/author ! f:plain(.)[. != ''], '␟')"/>
  </xsl:function>

  <xsl:function name="f:topics" as="xs:string*" visibility="private">
    <xsl:param name="tei" as="element()"/>
    <xsl:sequence select="distinct-values($tei/teiHeader/profileDesc/textClass/keywords//term ! f:plain(.)[. != ''])"/>
  </xsl:function>

  <xsl:template name="about" as="element()*">
    <xsl:variable name="header" as="element()?" select="teiHeader"/>
    <xsl:if test="exists($header)">
      <t:back-head level="{f:added-level(.)}" title="{f:word('about', .)}">
        <xsl:sequence select="f:own-language()"/>
      </t:back-head>
      <t:fine>
        <xsl:apply-templates mode="m:about" select="$header/fileDesc/titleStmt/(author, editor, respStmt, funder, sponsor, principal)"/>
        <xsl:apply-templates mode="m:about" select="$header/fileDesc/(editionStmt, publicationStmt, seriesStmt, sourceDesc)"/>
        <xsl:apply-templates mode="m:about" select="$header/fileDesc/publicationStmt/availability"/>
        <xsl:apply-templates mode="m:about" select="$header/profileDesc/(langUsage, textClass)"/>
        <xsl:apply-templates mode="m:about" select="$header/encodingDesc, $header/revisionDesc"/>
        <xsl:call-template name="citation"/>
      </t:fine>
    </xsl:if>
  </xsl:template>

  <xsl:template name="fact" as="element()*">
    <xsl:param name="key" as="xs:string"/>
    <xsl:param name="content" as="node()*"/>
    <xsl:if test="normalize-space(string-join($content)) != ''">
      <t:fact label="{f:word($key, .)}">
        <xsl:sequence select="f:own-language()"/>
        <xsl:sequence select="$content"/>
      </t:fact>
    </xsl:if>
  </xsl:template>

  <xsl:template mode="m:about" as="element()*" match="author | editor | funder | sponsor | principal">
    <xsl:call-template name="fact">
      <xsl:with-param name="key" select="if (self::sponsor) then 'funder' else if (self::principal) then 'role.principal' else f:role-key(.)"/>
      <xsl:with-param name="content"><xsl:value-of select="f:plain(.)"/></xsl:with-param>
    </xsl:call-template>
  </xsl:template>

  <xsl:template mode="m:about" as="element()*" match="respStmt">
    <xsl:call-template name="fact">
      <xsl:with-param name="key" select="'responsible'"/>
      <xsl:with-param name="content">
        <xsl:value-of select="string-join((string-join((* except (resp | note)) ! f:plain(.), ', '), string-join(resp ! f:plain(.), ', '))[. != ''], ': ')"/>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>

  <xsl:template mode="m:about" as="element()*" match="editionStmt | publicationStmt | seriesStmt">
    <xsl:call-template name="fact">
      <xsl:with-param name="key" select="if (self::editionStmt) then 'edition' else if (self::seriesStmt) then 'collection' else 'publisher'"/>
      <xsl:with-param name="content">
        <xsl:value-of select="(* except availability) ! (f:plain(.)[. != ''], f:dated(.))[1]" separator=", "/>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>

  <xsl:template mode="m:about" as="element()*" match="sourceDesc | availability | langUsage">
    <xsl:call-template name="fact">
      <xsl:with-param name="key" select="if (self::sourceDesc) then 'source' else if (self::availability) then 'rights' else 'language'"/>
      <xsl:with-param name="content" as="node()*">
        <xsl:for-each select="*[normalize-space() or self::language/@ident]">
          <t:para indent="no">
            <xsl:sequence select="self::*[@te:anchor] ! f:anchor(.)"/>
            <xsl:choose>
              <xsl:when test="not(normalize-space())">
                <xsl:value-of select="f:language-name(@ident)"/>
              </xsl:when>
              <xsl:when test="self::licence[@target]">
                <xsl:call-template name="link">
                  <xsl:with-param name="content" as="node()*">
                    <xsl:apply-templates mode="m:typst"/>
                  </xsl:with-param>
                </xsl:call-template>
              </xsl:when>
              <xsl:otherwise>
                <xsl:apply-templates mode="m:typst"/>
              </xsl:otherwise>
            </xsl:choose>
          </t:para>
        </xsl:for-each>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>

  <xsl:template mode="m:about" as="element()*" match="textClass">
    <xsl:call-template name="fact">
      <xsl:with-param name="key" select="'topics'"/>
      <xsl:with-param name="content">
        <xsl:value-of select="distinct-values(keywords//term ! f:plain(.)[. != ''])" separator=" · "/>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>

  <xsl:template mode="m:about" as="element()*" match="encodingDesc">
    <xsl:call-template name="fact">
      <xsl:with-param name="key" select="'principles'"/>
      <xsl:with-param name="content" as="node()*">
        <xsl:for-each select="(projectDesc | samplingDecl | editorialDecl)/(p | ab | */(p | ab))">
          <t:para indent="no">
            <xsl:apply-templates mode="m:typst"/>
          </t:para>
        </xsl:for-each>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>

  <xsl:template mode="m:about" as="element()*" match="revisionDesc">
    <xsl:call-template name="fact">
      <xsl:with-param name="key" select="'changes'"/>
      <xsl:with-param name="content" as="node()*">
        <xsl:for-each select=".//change[normalize-space()]">
          <t:para indent="no">
            <xsl:value-of select="f:dated(.) ! (. || f:say('punctuation.colon')) || f:plain(.)"/>
          </t:para>
        </xsl:for-each>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>

  <xsl:template name="citation" as="element()*">
    <xsl:variable name="published" as="element()?" select="teiHeader/fileDesc/publicationStmt"/>
    <xsl:call-template name="fact">
      <xsl:with-param name="key" select="'cite'"/>
      <xsl:with-param name="content" as="node()*">
        <xsl:value-of select="string-join((
            string-join(teiHeader/fileDesc/titleStmt/author ! f:plain(.)[. != ''], ', ')[. != ''],
            f:quote(f:title(.)), f:document-date(.)[not(contains(f:title($published/../../..), .))],
            $edition-title[. != ''], f:plain($published/(publisher, distributor, authority)[1])[. != ''],
            ($published/date ! (f:plain(.), @when)[. != ''][1])[1],
            ($published/idno[starts-with(., 'http') or @type = ('URI', 'URL', 'DOI')] ! f:plain(.))[1]), ', ') || '.'"/>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>
</xsl:stylesheet>
