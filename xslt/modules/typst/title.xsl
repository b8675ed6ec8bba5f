<?xml version="1.0" encoding="UTF-8"?>
<!--
  The title block, from the front of the text where it has a title, else from the header; title pages.
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

  <xsl:function name="f:title" as="xs:string" visibility="private">
    <xsl:param name="tei" as="element()"/>
    <xsl:sequence select="(f:plain(f:title-element($tei)), f:plain($tei/text/front//docTitle[1]),
                           f:plain(($tei//head)[1]), 'TEI')[. != ''][1]"/>
  </xsl:function>

  <!-- The title of the header that the title block has. -->
  <xsl:function name="f:title-element" as="element(title)?" visibility="private">
    <xsl:param name="tei" as="element()"/>
    <xsl:variable name="titles" as="element(title)*" select="$tei/teiHeader/fileDesc/titleStmt/title"/>
    <xsl:variable name="main" as="element(title)*" select="$titles[not(@type = ('sub', 'short', 'alt', 'series', 'sort', 'filing', 'iso-date', 'brief'))]"/>
    <xsl:sequence select="($main[@type = 'main'], $main[@level = 'a'], $main, $titles)[1]"/>
  </xsl:function>

  <!-- Said of the document, where the header has it; what stands for it repeats other words. -->
  <xsl:function name="f:title-said" as="element()" visibility="private">
    <xsl:param name="tei" as="element()"/>
    <xsl:element name="t:{if (f:plain(f:title-element($tei)) != '') then 'said-about' else 'own'}">
      <xsl:value-of select="f:title($tei)"/>
    </xsl:element>
  </xsl:function>

  <!-- The front says the same title: then it is shown there, with what stands around it. -->
  <xsl:function name="f:front-title" as="element()?" visibility="private">
    <xsl:param name="tei" as="element()"/>
    <xsl:sequence select="($tei/text/front/(docTitle | titlePage[docTitle]))[1]
                            [f:plain((self::docTitle, docTitle)[1]) = f:title($tei)]"/>
  </xsl:function>

  <xsl:template name="title-block" as="element(t:opening)">
    <xsl:variable name="tei" as="element()" select="."/>
    <xsl:variable name="statement" as="element()?" select="teiHeader/fileDesc/titleStmt"/>
    <t:opening>
      <t:arg name="above">
        <xsl:value-of select="(teiHeader/fileDesc/seriesStmt/title[1] ! f:plain(.), $edition-title)[. != ''][1][not($v:is-chapter)]"/>
      </t:arg>
      <xsl:choose>
        <xsl:when test="f:front-title(.)">
          <xsl:variable name="front" as="element()*" select="text/front/*[f:is-title-matter(.)]"/>
          <xsl:variable name="title" as="element()" select="f:front-title(.)"/>
          <xsl:apply-templates mode="m:title-page" select="$front[. &lt;&lt; $title], $title"/>
          <xsl:call-template name="subtitles"/>
          <xsl:apply-templates mode="m:title-page" select="$front[. &gt;&gt; $title]"/>
        </xsl:when>
        <xsl:otherwise>
          <t:doc-title>
            <xsl:sequence select="f:title-said(.)"/>
          </t:doc-title>
          <xsl:call-template name="subtitles"/>
        </xsl:otherwise>
      </xsl:choose>
      <xsl:variable name="shown" as="xs:string" select="f:plain(text/front/(*[f:is-title-matter(.)] | titlePage/*)[f:front-title($tei)])"/>
      <xsl:variable name="authors" as="xs:string*" select="$statement/author ! f:name-of(.)[. != ''][not(contains($shown, .))]"/>
      <xsl:if test="exists($authors)">
        <t:doc-line>
          <t:own>
            <xsl:value-of select="$authors" separator=", "/>
          </t:own>
        </t:doc-line>
      </xsl:if>
      <xsl:if test="not(f:front-title(.)) or not(text/front//docDate)">
        <xsl:for-each select="f:document-date(.)">
          <t:doc-line>
            <t:own>
              <xsl:value-of select="."/>
            </t:own>
          </t:doc-line>
        </xsl:for-each>
      </xsl:if>
      <xsl:for-each select="$statement/funder[not($v:is-chapter)][f:plain(.) != ''][not(contains(normalize-space($tei/text/front), f:plain(.)))]">
        <t:doc-note>
          <t:own>
            <xsl:value-of select="f:word('funder', .) || ': ' || f:name-of(.)"/>
          </t:own>
        </t:doc-note>
      </xsl:for-each>
    </t:opening>
  </xsl:template>

  <xsl:template name="subtitles" as="element(t:doc-sub)*">
    <xsl:for-each select="teiHeader/fileDesc/titleStmt/title[@type = 'sub']">
      <t:doc-sub>
        <t:said-about>
          <xsl:value-of select="f:plain(.)"/>
        </t:said-about>
      </t:doc-sub>
    </xsl:for-each>
  </xsl:template>

  <!-- Of a long title, no more words than any running head has room for (headers.typ measures them). -->
  <xsl:function name="f:running-title" as="xs:string" visibility="private">
    <xsl:param name="tei" as="element()"/>
    <xsl:variable name="short" as="xs:string?" select="$tei/teiHeader/fileDesc/titleStmt/title[@type = 'short'][1] ! f:plain(.)[. != '']"/>
    <xsl:variable name="title" as="xs:string" select="($short, f:title($tei))[1]"/>
    <xsl:variable name="begun" as="xs:string" select="substring($title, 1, 110)"/>
    <xsl:sequence select="if ($begun = $title) then $title
                          else if (contains($begun, ' ')) then replace($begun, ' [^ ]*$', '') || ' …' else $begun || '…'"/>
  </xsl:function>

  <!-- Of a person or body that the header names, the name alone: no identifiers, no address. -->
  <xsl:function name="f:name-of" as="xs:string" visibility="private">
    <xsl:param name="agent" as="element()"/>
    <xsl:variable name="names" as="element()*" select="$agent/(persName | orgName | name)"/>
    <xsl:sequence select="if ($names) then string-join($names ! f:plain(.)[. != ''], ', ')
                          else f:plain($agent/(node() except (idno, email, address, affiliation, ptr)))"/>
  </xsl:function>

  <!-- The date of what is edited: of its making, else of the original. -->
  <xsl:function name="f:document-date" as="xs:string?" visibility="private">
    <xsl:param name="tei" as="element()"/>
    <xsl:variable name="date" as="element()?"
      select="($tei/teiHeader/profileDesc/creation/(date | origDate), $tei/teiHeader/profileDesc/correspDesc/correspAction[@type = 'sent']/date,
               $tei/teiHeader/fileDesc/sourceDesc//(origDate | date)[not(ancestor::change)])[1]"/>
    <xsl:variable name="said" as="xs:string" select="f:plain($date)"/>
    <!-- Where people would write a date, some put what only programs read. -->
    <xsl:variable name="is-code" as="xs:boolean" select="matches($said, '^\d{4}-\d\d(-\d\d)?(T\S*)?(/\S*)?$')"/>
    <xsl:sequence select="(if ($is-code) then $date ! f:dated(.) else (), $said, $date ! f:dated(.))[. != ''][1]"/>
  </xsl:function>

  <xsl:function name="f:is-title-matter" as="xs:boolean" visibility="private">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="exists($element[self::docTitle | self::docDate | self::docAuthor | self::byline | self::docImprint
                                          | self::docEdition | self::titlePage | self::p | self::titlePart | self::pb | self::lb])"/>
  </xsl:function>

  <xsl:mode name="m:title-page" on-no-match="shallow-skip" on-multiple-match="fail" visibility="final"/>

  <xsl:template mode="m:title-page" as="element()*" match="titlePage">
    <xsl:apply-templates mode="m:title-page" select="*"/>
  </xsl:template>

  <xsl:template mode="m:title-page" as="element()*" match="docTitle[titlePart]">
    <xsl:apply-templates mode="m:title-page" select="*"/>
  </xsl:template>

  <xsl:template mode="m:title-page" as="element()*" match="docTitle[not(titlePart)] | titlePart" priority="1">
    <xsl:choose>
      <xsl:when test="f:is-first-part(.)">
        <t:doc-title>
          <xsl:apply-templates mode="m:typst" select="."/>
        </t:doc-title>
      </xsl:when>
      <xsl:otherwise>
        <t:doc-sub>
          <xsl:apply-templates mode="m:typst" select="."/>
        </t:doc-sub>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:function name="f:is-first-part" as="xs:boolean" visibility="private">
    <xsl:param name="part" as="element()"/>
    <xsl:sequence select="empty($part/preceding-sibling::titlePart) and empty($part/ancestor::docTitle/preceding-sibling::*[self::docTitle | self::titlePart])"/>
  </xsl:function>

  <xsl:template mode="m:title-page" as="element()*" match="docDate | docAuthor | byline" priority="1">
    <t:doc-line>
      <xsl:apply-templates mode="m:typst" select="."/>
    </t:doc-line>
  </xsl:template>

  <xsl:template mode="m:title-page" as="element()*" match="*">
    <t:doc-note>
      <xsl:apply-templates mode="m:typst" select="."/>
    </t:doc-note>
  </xsl:template>

  <!-- A title page of the source, in its place. -->
  <xsl:template mode="m:typst" as="element()" match="titlePage">
    <t:title-page>
      <xsl:apply-templates mode="m:typst"/>
    </t:title-page>
  </xsl:template>

  <xsl:template mode="m:typst" as="node()*" match="docTitle[titlePart]">
    <xsl:apply-templates mode="m:typst"/>
  </xsl:template>

  <xsl:template mode="m:typst" as="node()*" match="docTitle[not(titlePart)] | titlePart">
    <xsl:choose>
      <xsl:when test="ancestor::front and f:front-title(ancestor::TEI[1])">
        <xsl:apply-templates mode="m:typst"/>
      </xsl:when>
      <xsl:otherwise>
        <t:subhead>
          <xsl:apply-templates mode="m:typst"/>
        </t:subhead>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template mode="m:typst" as="node()*" match="docImprint[f:is-division(..) or parent::titlePage] | docEdition | front/docDate | front/docAuthor
                                                   | titlePage/docDate | titlePage/docAuthor">
    <xsl:choose>
      <xsl:when test="ancestor::front and f:front-title(ancestor::TEI[1])">
        <xsl:apply-templates mode="m:typst"/>
      </xsl:when>
      <xsl:otherwise>
        <t:para indent="no">
          <xsl:apply-templates mode="m:typst"/>
        </t:para>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template mode="m:typst" as="node()*" match="docDate | docAuthor | docImprint" priority="-1">
    <xsl:apply-templates mode="m:typst"/>
  </xsl:template>
</xsl:stylesheet>
