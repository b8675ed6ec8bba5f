<?xml version="1.0" encoding="UTF-8"?>
<!-- A document's page: title, the switch between the texts, the text, and what explains it. -->
<xsl:stylesheet version="3.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:te="urn:teiedit:annotation"
  xmlns:f="urn:teiedit:functions"
  xmlns:m="urn:teiedit:modes"
  xmlns:v="urn:teiedit:variables"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="#all">

  <xsl:key name="id" match="*[@xml:id]" use="@xml:id"/>

  <xsl:template match="/" as="element()">
    <xsl:variable name="header" as="element(teiHeader)?" select="*/teiHeader"/>
    <xsl:variable name="title" as="xs:string" select="f:title(.)"/>
    <xsl:call-template name="frame">
      <xsl:with-param name="title" select="string-join(($title, $edition-title)[.], ' · ')"/>
      <xsl:with-param name="language" select="f:tongue(.)"/>
      <xsl:with-param name="description" select="substring(f:plain($header/profileDesc/abstract), 1, 300)"/>
      <xsl:with-param name="metadata" select="f:citation-metadata(.)"/>
      <xsl:with-param name="navigation" select="f:navigation(.)"/>
      <xsl:with-param name="main" as="node()*">
        <xsl:variable name="made" as="document-node()">
          <xsl:document>
            <xsl:apply-templates select="*"/>
          </xsl:document>
        </xsl:variable>
        <xsl:apply-templates mode="m:tidy" select="$made/node()"/>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>

  <xsl:template match="TEI | teiCorpus" as="element()">
    <xsl:variable name="switches" as="xs:boolean" select="exists(.//*[@te:view or @te:open or @te:join or self::addSpan or self::delSpan])"/>
    <main id="te-text" tabindex="-1">
      <xsl:if test="@xml:id">
        <a id="{@xml:id}" class="anchor"/>
      </xsl:if>
      <header class="title">
        <xsl:sequence select="f:title-block(.)"/>
      </header>
      <xsl:if test="$switches">
        <xsl:sequence select="f:switch(.)"/>
      </xsl:if>
      <xsl:apply-templates mode="m:text" select="teiHeader/profileDesc/abstract"/>
      <article class="document">
        <xsl:apply-templates mode="m:text" select="facsimile | sourceDoc | text | standOff | TEI | teiCorpus"/>
      </article>
      <xsl:sequence select="f:notes(.)"/>
      <xsl:sequence select="f:interventions(.)"/>
      <xsl:sequence select="f:names(.)"/>
      <xsl:sequence select="f:about(.)"/>
      <xsl:sequence select="f:cite(.)"/>
    </main>
  </xsl:template>

  <!-- In a corpus each document has its title over it, and what is listed at the end is listed once. -->
  <xsl:template mode="m:text" match="TEI | teiCorpus" as="element()">
    <section class="part">
      <xsl:sequence select="f:own(.)"/>
      <h2 data-te="own"><xsl:value-of select="f:plain(f:main-title(.))"/></h2>
      <xsl:apply-templates mode="m:text"
        select="teiHeader/profileDesc/abstract | facsimile | sourceDoc | text | standOff | TEI | teiCorpus"/>
    </section>
  </xsl:template>

  <xsl:function name="f:main-title" as="element(title)?" visibility="private">
    <xsl:param name="document" as="element()"/>
    <xsl:variable name="titles" as="element(title)*" select="$document/teiHeader/fileDesc/titleStmt/title"/>
    <xsl:sequence select="($titles[@type = 'main'], $titles)[1]"/>
  </xsl:function>

  <xsl:function name="f:title" as="xs:string" visibility="private">
    <xsl:param name="document" as="document-node()"/>
    <xsl:sequence select="(f:plain(f:main-title($document/*))[.], $file-name[.], 'TEI')[1]"/>
  </xsl:function>

  <!-- Where the text has a title of its own, that is the page's heading, and the header's is not said again. -->
  <xsl:function name="f:title-block" as="node()*" visibility="private">
    <xsl:param name="tei" as="element()"/>
    <xsl:if test="not(f:has-own-title($tei))">
      <h1 data-te="own"><xsl:value-of select="f:title(root($tei))"/></h1>
      <xsl:for-each select="$tei/teiHeader/profileDesc/creation/date[1]">
        <p class="date" data-te="own"><xsl:sequence select="f:date-text(.)"/></p>
      </xsl:for-each>
    </xsl:if>
    <xsl:apply-templates mode="m:text" select="$tei/text ! f:shown-above(.)"/>
  </xsl:function>

  <xsl:function name="f:has-own-title" as="xs:boolean" visibility="private">
    <xsl:param name="tei" as="element()"/>
    <xsl:sequence select="exists($tei/text/front/(self::*|titlePage)/docTitle)"/>
  </xsl:function>

  <xsl:function name="f:switch" as="element()" visibility="private">
    <xsl:param name="tei" as="element()"/>
    <form class="views" data-te="own" autocomplete="off">
      <fieldset>
        <legend><xsl:value-of select="f:say('view', $tei)"/></legend>
        <xsl:for-each select="'reading', 'source'">
          <input type="radio" name="view" id="te-view-{.}" value="{.}" aria-describedby="te-view-{.}-is">
            <xsl:if test=". = $view">
              <xsl:attribute name="checked" select="'checked'"/>
            </xsl:if>
          </input>
          <label for="te-view-{.}"><xsl:value-of select="f:say('view-' || ., $tei)"/></label>
          <span class="is" id="te-view-{.}-is"><xsl:value-of select="f:say('view-' || . || '-is', $tei)"/></span>
        </xsl:for-each>
      </fieldset>
    </form>
  </xsl:function>

  <xsl:function name="f:navigation" as="node()*" visibility="private">
    <xsl:param name="document" as="document-node()"/>
    <xsl:if test="exists($registers)">
      <xsl:variable name="edition" as="xs:string" select="($edition-title[.], f:say('index', $document))[1]"/>
      <xsl:choose>
        <xsl:when test="$registers/te:registers/@index">
          <a href="{$registers/te:registers/@index}"><xsl:value-of select="$edition"/></a>
        </xsl:when>
        <xsl:otherwise>
          <span><xsl:value-of select="$edition"/></span>
        </xsl:otherwise>
      </xsl:choose>
      <xsl:for-each select="$registers/te:registers/te:document[@href = $file-name]/@pdf">
        <xsl:text> </xsl:text>
        <a href="{.}">PDF</a>
      </xsl:for-each>
      <xsl:for-each select="$registers/te:registers/te:register[@href]">
        <xsl:text> </xsl:text>
        <a href="{@href}">
          <xsl:if test="@href = $file-name">
            <xsl:attribute name="aria-current" select="'page'"/>
          </xsl:if>
          <xsl:value-of select="(@title[string()], f:say('register', $document))[1]"/>
        </a>
      </xsl:for-each>
    </xsl:if>
  </xsl:function>
</xsl:stylesheet>
