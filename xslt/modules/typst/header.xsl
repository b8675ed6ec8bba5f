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

  <xsl:template mode="m:document" as="element(t:edition)" match="/*">
    <t:edition title="{f:title(.)}" running="{f:running-title(.)}" edition-title="{$edition-title}" date="{f:document-date(.)}"
      languages="{distinct-values(//@xml:lang ! lower-case(tokenize(., '-')[1]))}"
      author="{f:authors(.)}" keywords="{string-join(f:topics(.), '␟')}" description="{f:description(.)}">
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
    <xsl:call-template name="contents"/>
    <t:main lines="{if ($lines != '') then $lines else if (f:needs-lines-of-page(/*)) then 'page' else 'none'}">
      <xsl:choose>
        <xsl:when test="f:front-title(.) and not(parent::teiCorpus)">
          <xsl:apply-templates mode="m:typst" select="text/front/*[not(f:is-title-matter(.))], (sourceDoc | facsimile | standOff)[. &lt;&lt; current()/text],
                                                           text/(* except front), standOff[. &gt;&gt; current()/text]"/>
        </xsl:when>
        <xsl:otherwise>
          <xsl:apply-templates mode="m:typst" select="sourceDoc | facsimile | text | standOff"/>
        </xsl:otherwise>
      </xsl:choose>
    </t:main>
    <xsl:call-template name="endnotes"/>
    <xsl:if test="not($v:is-chapter)">
      <xsl:call-template name="signs"/>
    </xsl:if>
    <xsl:call-template name="interventions"/>
    <!-- A volume has these once, for all of its documents. -->
    <xsl:if test="not($v:is-chapter)">
      <xsl:call-template name="names"/>
      <xsl:call-template name="index-terms"/>
    </xsl:if>
    <xsl:call-template name="about"/>
  </xsl:template>

  <!-- The whole document begins with its title block; what is part of a corpus, with a heading. -->
  <xsl:template name="opening" as="element()">
    <xsl:choose>
      <xsl:when test="parent::teiCorpus">
        <t:head level="{min((6, count(ancestor::teiCorpus)))}" title="{f:title(.)}">
          <xsl:sequence select="f:title-said(.)"/>
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

  <!-- Of a long document with many headings; a list that its text has is enough. -->
  <xsl:variable name="v:fewest-headings" as="xs:integer" select="6"/>
  <xsl:variable name="v:fewest-characters" as="xs:integer" select="25000"/>

  <xsl:template name="contents" as="element()*">
    <xsl:if test="not($v:is-chapter or parent::teiCorpus) and exists((text//head)[$v:fewest-headings])
                  and string-length(text) ge $v:fewest-characters and empty(text//(divGen | child::div | list)[@type = ('toc', 'contents')])
                  and exists((text//head[f:is-heading(.)])[$v:fewest-headings])">
      <t:minor-head title="{f:say('contents')}">
        <xsl:sequence select="f:own-language()"/>
      </t:minor-head>
      <t:contents depth="2"/>
    </xsl:if>
  </xsl:template>

  <xsl:template name="summary" as="element()*">
    <xsl:for-each select="teiHeader/profileDesc/abstract[normalize-space()]">
      <t:summary level="{f:added-level(ancestor::teiHeader/..)}" title="{f:word('summary', .)}">
        <xsl:sequence select="f:own-language()"/>
        <xsl:apply-templates mode="m:typst"/>
      </t:summary>
    </xsl:for-each>
  </xsl:template>

  <!-- For who looks at the file without opening it: the beginning of the abstract. -->
  <xsl:function name="f:description" as="xs:string" visibility="private">
    <xsl:param name="tei" as="element()"/>
    <xsl:variable name="said" as="xs:string" select="f:plain($tei/teiHeader/profileDesc/abstract[1])"/>
    <xsl:sequence select="if (string-length($said) le 300) then $said else replace(substring($said, 1, 300), ' [^ ]*$', '') || ' …'"/>
  </xsl:function>

  <xsl:function name="f:authors" as="xs:string" visibility="private">
    <xsl:param name="tei" as="element()"/>
    <xsl:sequence select="string-join($tei/teiHeader/fileDesc/titleStmt/author ! f:name-of(.)[. != ''], '␟')"/>
  </xsl:function>

  <xsl:function name="f:topics" as="xs:string*" visibility="private">
    <xsl:param name="tei" as="element()"/>
    <xsl:sequence select="distinct-values($tei/teiHeader/profileDesc/textClass/keywords//term ! f:plain(.)[. != ''])"/>
  </xsl:function>
</xsl:stylesheet>
