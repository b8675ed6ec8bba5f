<?xml version="1.0" encoding="UTF-8"?>
<!--
  A volume: what stands before, between and behind its documents, from te:volume, which holds the te:part of each
  document and says in which groups and files they come. The documents themselves are in files of their own.
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

  <xsl:template mode="m:document" as="element(t:edition)" match="te:volume" priority="2">
    <xsl:variable name="title" as="xs:string" select="string(@title)"/>
    <t:edition title="{string-join((@title, @subtitle)[. != ''], '. ')}" running="{$title}" edition-title="{$title}"
      author="{string-join(f:editors(.), '␟')}" keywords="" languages="{distinct-values(te:part/@languages ! tokenize(.))}">
      <xsl:sequence select="f:language-arguments(@xml:lang)"/>
      <t:own>
        <xsl:call-template name="first-pages"/>
      </t:own>
      <t:front-matter>
        <t:section title="{f:say('contents')}" listed="no">
          <t:contents depth="{(if (te:group/@title) then 2 else 1) + @contents}"/>
        </t:section>
        <xsl:call-template name="list-of-documents"/>
        <xsl:apply-templates mode="m:files" select="te:front/te:file"/>
        <xsl:call-template name="keys"/>
      </t:front-matter>
      <t:main-matter>
        <xsl:apply-templates mode="m:files" select="te:group"/>
        <xsl:call-template name="notes-of-all"/>
      </t:main-matter>
      <t:back-matter>
        <xsl:apply-templates mode="m:files" select="te:back/te:file"/>
        <xsl:call-template name="bibliography"/>
        <xsl:call-template name="registers-of-names">
          <xsl:with-param name="uses" select="te:part/te:use"/>
          <xsl:with-param name="level" select="0"/>
        </xsl:call-template>
        <xsl:call-template name="registers-of-terms">
          <xsl:with-param name="terms" select="te:part/te:term"/>
          <xsl:with-param name="level" select="0"/>
        </xsl:call-template>
        <xsl:call-template name="about-all"/>
      </t:back-matter>
    </t:edition>
  </xsl:template>

  <xsl:mode name="m:files" on-no-match="fail" on-multiple-match="fail" visibility="final"/>

  <xsl:template mode="m:files" as="element()*" match="te:group">
    <xsl:if test="@title">
      <t:part title="{@title}"/>
    </xsl:if>
    <xsl:apply-templates mode="m:files"/>
  </xsl:template>

  <xsl:template mode="m:files" as="element(t:include)" match="te:file">
    <t:include file="{@name}"/>
  </xsl:template>

  <!-- As the settings name them, else as the headers do. -->
  <xsl:function name="f:editors" as="xs:string*" visibility="private">
    <xsl:param name="volume" as="element(te:volume)"/>
    <xsl:sequence select="if ($volume/te:editor) then $volume/te:editor ! string(@name) else distinct-values($volume/te:part/te:editor/@name)"/>
  </xsl:function>

  <!-- What settings say, else what all documents say that say anything: of several things none. -->
  <xsl:function name="f:of-all" as="xs:string?" visibility="private">
    <xsl:param name="setting" as="attribute()?"/>
    <xsl:param name="said" as="attribute()*"/>
    <xsl:variable name="values" as="xs:string*" select="distinct-values($said[. != ''])"/>
    <xsl:sequence select="($setting[. != ''] ! string(), $values[count($values) eq 1])[1]"/>
  </xsl:function>

  <!-- Half title, title page, imprint. -->
  <xsl:template name="first-pages" as="element()*">
    <xsl:variable name="editors" as="xs:string" select="f:list(f:editors(.))"/>
    <xsl:variable name="publisher" as="xs:string?" select="f:of-all(@publisher, te:part/te:publisher/@name)"/>
    <xsl:variable name="licence" as="xs:string?" select="f:of-all(@licence, te:part/te:licence/@name)"/>
    <xsl:variable name="address" as="xs:string?" select="f:of-all((), te:part/te:licence/@address[matches(., '^https?://')])[not(current()/@licence)]"/>
    <xsl:variable name="version" as="xs:string?" select="f:of-all(@version, te:part/te:version/@name)"/>
    <t:half-title title="{@title}"/>
    <t:volume-title title="{@title}" subtitle="{@subtitle}">
      <xsl:attribute name="editors" select="if ($editors) then f:filled('edited-by', map { 'names': $editors }) else ''"/>
      <xsl:attribute name="publisher" select="string-join((@place[. != ''], $publisher, @date[. != '']), ', ')"/>
    </t:volume-title>
    <t:imprint>
      <xsl:for-each select="string-join((@place[. != ''], $publisher, @date[. != '']), ', ')[. != ''],
                            $version ! f:labelled(f:say('version'), .), @identifier[. != '']">
        <t:imprint-line>
          <xsl:value-of select="."/>
        </t:imprint-line>
      </xsl:for-each>
      <xsl:if test="$licence">
        <t:imprint-line>
          <xsl:value-of select="f:say('rights') || f:say('punctuation.colon')"/>
          <xsl:choose>
            <xsl:when test="$address">
              <t:url href="{f:address($address)}">
                <xsl:value-of select="$licence"/>
              </t:url>
            </xsl:when>
            <xsl:otherwise>
              <xsl:value-of select="$licence"/>
            </xsl:otherwise>
          </xsl:choose>
        </t:imprint-line>
      </xsl:if>
      <t:imprint-line>
        <xsl:value-of select="f:labelled(f:say('cite'), string-join(($editors[.], f:quote(string-join((@title, @subtitle)[. != ''], '. ')),
                                @place[. != ''], $publisher, @date[. != ''], $version, @address[. != '']), ', ') || '.')"/>
      </t:imprint-line>
    </t:imprint>
  </xsl:template>

  <!-- By date; only where most have one: else it would repeat the contents. -->
  <xsl:template name="list-of-documents" as="element(t:section)?">
    <xsl:variable name="parts" as="element(te:part)*" select="te:part[@prefix = ../te:group/te:file/@prefix]"/>
    <xsl:if test="count($parts) gt 1 and count($parts[@date != '']) * 2 ge count($parts)">
      <t:section title="{f:say('documents-by-date')}">
        <t:register columns="1">
          <xsl:for-each select="$parts">
            <!-- What has no date comes last. -->
            <xsl:sort select="if (@date != '') then 0 else 1"/>
            <xsl:sort select="f:date-key(@date)"/>
            <t:document-row at="{@prefix}" title="{@title}">
              <xsl:attribute name="date" select="if (@date != '') then f:date-in-words(replace(@date, '[T/].*$', ''))
                                                 else if (@dated != '') then @dated else f:say('no-date')"/>
            </t:document-row>
          </xsl:for-each>
        </t:register>
      </t:section>
    </xsl:if>
  </xsl:template>

  <!-- Abbreviations, signs and sigla; where documents mean different things by one of them, each with its document. -->
  <xsl:template name="keys" as="element(t:section)*">
    <xsl:sequence select="f:keys('abbreviations', te:part/te:abbreviation), f:keys('sigla', f:common(te:part/te:witness[(node() except t:an)[normalize-space() or *]])), f:keys('signs', te:part/te:sign)"/>
  </xsl:template>

  <!-- Sigla that mean one thing in all documents; what documents mean by them otherwise, each says where it names its
       sources. -->
  <xsl:function name="f:common" as="element()*" visibility="private">
    <xsl:param name="witnesses" as="element(te:witness)*"/>
    <xsl:for-each-group select="$witnesses" group-by="@key">
      <xsl:sequence select="current-group()[count(distinct-values(current-group()/@text)) eq 1]"/>
    </xsl:for-each-group>
  </xsl:function>

  <xsl:function name="f:keys" as="element(t:section)?" visibility="private">
    <xsl:param name="title" as="xs:string"/>
    <xsl:param name="found" as="element()*"/>
    <xsl:if test="exists($found)">
      <t:section title="{f:say($title)}">
        <t:register columns="1">
          <xsl:for-each-group select="$found" group-by="@key" >
            <xsl:sort select="(current-group()/@sort)[1]" collation="{$v:codepoint}"/>
            <xsl:variable name="is-common" as="xs:boolean" select="count(distinct-values(current-group()/@text)) eq 1"/>
            <xsl:for-each-group select="current-group()" group-by="@text">
              <t:key-row>
                <t:arg name="key">
                  <xsl:variable name="key" as="text()?">
                    <xsl:value-of select="@key"/>
                  </xsl:variable>
                  <xsl:sequence select="if (@class[. != '']) then f:coloured(@class, $key) else $key"/>
                </t:arg>
                <xsl:sequence select="current-group()/t:an"/>
                <xsl:sequence select="node() except t:an"/>
                <xsl:if test="empty(node() except t:an)">
                  <xsl:value-of select="@text"/>
                </xsl:if>
                <xsl:if test="not($is-common)">
                  <t:arg name="pages">
                    <t:pages ids="{current-group()/../@prefix}"/>
                  </t:arg>
                </xsl:if>
              </t:key-row>
            </xsl:for-each-group>
          </xsl:for-each-group>
        </t:register>
      </t:section>
    </xsl:if>
  </xsl:function>

  <!-- What several documents refer to stands once, and references to each of them lead there. -->
  <xsl:template name="bibliography" as="element(t:section)?">
    <xsl:if test="te:part/te:reference">
      <t:section title="{f:say('bibliography')}">
        <t:register columns="1">
          <xsl:for-each-group select="te:part/te:reference" group-by="@text">
            <xsl:sort select="@sort" collation="{$v:codepoint}"/>
            <xsl:variable name="entry" as="element(te:reference)" select="."/>
            <t:register-entry>
              <xsl:sequence select="current-group()/t:an, ($entry/node() except $entry/t:an)/(self::t:hanging/node(), .[not(self::t:hanging)])"/>
            </t:register-entry>
          </xsl:for-each-group>
        </t:register>
      </t:section>
    </xsl:if>
  </xsl:template>

  <!-- Notes that stand at the end of the volume. -->
  <xsl:template name="notes-of-all" as="element(t:section)?">
    <xsl:if test="te:notes/te:file">
      <t:section title="{f:say('notes')}">
        <xsl:for-each select="te:notes/te:file">
          <t:minor-head title="{../../te:part[@prefix = current()/@prefix]/@title}"/>
          <t:include file="{@name}"/>
        </xsl:for-each>
      </t:section>
    </xsl:if>
  </xsl:template>

  <!-- What the headers say, each thing once, and how the book was made. -->
  <xsl:template name="about-all" as="element(t:section)">
    <t:section title="{f:say('about-edition')}">
      <t:about>
        <t:fine>
          <xsl:for-each-group select="te:part/te:fact" group-by="@label">
            <t:fact>
              <xsl:copy-of select="t:fact/@label, t:fact/@own"/>
              <!-- Of principles that differ in a paragraph, each paragraph once. -->
              <xsl:for-each-group select="current-group()/t:fact/*" group-by="normalize-space()">
                <xsl:sequence select="."/>
              </xsl:for-each-group>
            </t:fact>
          </xsl:for-each-group>
        </t:fine>
      </t:about>
      <t:colophon>
        <xsl:for-each select="@colophon[. != ''] ! string(),
            string-join((f:counted('documents', count(te:group/te:file)), f:of-all(@version, te:part/te:version/@name) ! f:labelled(f:say('version'), .),
                         f:of-all(@licence, te:part/te:licence/@name)), ' · ')">
          <t:imprint-line>
            <xsl:value-of select="."/>
          </t:imprint-line>
        </xsl:for-each>
      </t:colophon>
    </t:section>
  </xsl:template>
</xsl:stylesheet>
