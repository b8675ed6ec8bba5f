<?xml version="1.0" encoding="UTF-8"?>
<!-- The edition's first page: its documents by date, with what each is about. From te:registers/te:document. -->
<xsl:package name="urn:teiedit:index" package-version="1.0" version="3.0" declared-modes="yes"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:te="urn:teiedit:annotation"
  xmlns:f="urn:teiedit:functions"
  xmlns:m="urn:teiedit:modes"
  xmlns:v="urn:teiedit:variables"
  exclude-result-prefixes="#all">

  <xsl:output method="xml" encoding="UTF-8" indent="no" omit-xml-declaration="yes"/>

  <xsl:param name="language" as="xs:string" select="'en'"/>
  <xsl:param name="edition-title" as="xs:string" select="''"/>

  <xsl:mode on-no-match="fail" on-multiple-match="fail"/>
  <xsl:mode name="m:plain" on-no-match="text-only-copy" on-multiple-match="fail"/>

  <xsl:include href="modules/l10n.xsl"/>
  <xsl:include href="modules/html/frame.xsl"/>

  <xsl:template match="/" as="element()">
    <xsl:variable name="title" as="xs:string" select="($edition-title[.], f:say('documents'))[1]"/>
    <xsl:call-template name="frame">
      <xsl:with-param name="title" select="$title"/>
      <xsl:with-param name="language" select="$v:interface"/>
      <xsl:with-param name="navigation">
        <span><xsl:value-of select="$title"/></span>
        <xsl:for-each select="te:registers/te:register[@href]">
          <xsl:text> </xsl:text>
          <a href="{@href}"><xsl:value-of select="(@title[string()], f:say('register'))[1]"/></a>
        </xsl:for-each>
      </xsl:with-param>
      <xsl:with-param name="main">
        <main id="te-text" tabindex="-1">
          <header class="title">
            <h1><xsl:value-of select="$title"/></h1>
          </header>
          <ol class="documents">
            <xsl:for-each select="te:registers/te:document[@href]">
              <xsl:sort select="f:date-key(@date)"/>
              <xsl:sort select="f:sort-key(@title)" collation="{$v:codepoint}"/>
              <li>
                <xsl:if test="@date != ''">
                  <span class="date"><xsl:value-of select="f:date-in-words(@date)"/></span>
                </xsl:if>
                <a href="{@href}"><xsl:value-of select="(@title[string()], @href)[1]"/></a>
                <span class="extent">
                  <xsl:if test="@words">
                    <xsl:value-of select="f:counted('words', xs:integer(@words))"/>
                  </xsl:if>
                  <xsl:if test="@pdf">
                    <xsl:text> · </xsl:text>
                    <a href="{@pdf}" aria-label="PDF: {@title}">PDF</a>
                  </xsl:if>
                </span>
              </li>
            </xsl:for-each>
          </ol>
        </main>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>
</xsl:package>
