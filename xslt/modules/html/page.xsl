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
      <xsl:with-param name="title" select="$title"/>
      <xsl:with-param name="language" select="f:tongue(.)"/>
      <xsl:with-param name="description" select="substring(f:plain(($header/profileDesc/abstract)[1]), 1, 300)"/>
      <xsl:with-param name="metadata" select="f:citation-metadata(.)"/>
      <xsl:with-param name="navigation" select="f:navigation(.)"/>
      <xsl:with-param name="main-of" select="*"/>
    </xsl:call-template>
  </xsl:template>

  <xsl:template match="TEI | teiCorpus" as="element()">
    <main id="te-text" tabindex="-1" data-close="{f:say('close')}">
      <xsl:if test="exists(.//note[@te:label or @te:place = 'margin'])">
        <xsl:attribute name="class" select="'noted'"/>
      </xsl:if>
      <xsl:if test="@xml:id">
        <a id="{@xml:id}" class="anchor"/>
      </xsl:if>
      <header class="title">
        <xsl:sequence select="f:title-block(.)"/>
      </header>
      <xsl:sequence select="f:switch(.)"/>
      <xsl:apply-templates mode="m:text" select="teiHeader/profileDesc/abstract"/>
      <xsl:sequence select="f:legend(.), f:rendition-rules(.)"/>
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
      <xsl:sequence select="f:about(.), f:cite-part(.)"/>
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

  <!-- The switches, each only where there is something to switch. They work without script, by the rules of the style
       sheet; those for the witnesses are made here, because each page has its own. -->
  <xsl:function name="f:switch" as="element()?" visibility="private">
    <xsl:param name="tei" as="element()"/>
    <xsl:variable name="witnesses" as="map(*)*" select="$tei/@te:witnesses ! parse-json(.)?*"/>
    <xsl:variable name="groups" as="element()*">
      <xsl:if test="f:has-views($tei)">
        <xsl:sequence select="f:radios('view', f:say('view'), for $each in ('reading', 'source', 'changes') return map {
          'id': 'te-view-' || $each, 'value': $each, 'label': f:say('view-' || $each), 'is': f:say('view-' || $each || '-is'),
          'checked': $each = $view })"/>
      </xsl:if>
      <xsl:if test="exists($witnesses)">
        <xsl:sequence select="f:witness-switch($tei, $witnesses)"/>
      </xsl:if>
      <xsl:if test="$tei/@te:apparatus">
        <xsl:sequence select="f:radios('apparatus', f:say('apparatus'), for $each in ('marks', 'inline', 'foot') return map {
          'id': 'te-app-' || $each, 'value': $each, 'label': f:say('app-' || $each), 'is': f:say('app-' || $each || '-is'),
          'checked': $each = 'marks' })"/>
      </xsl:if>
      <xsl:for-each select="'substantive'[$tei/@te:minor], 'lines'[exists($tei//text//lb)], 'facsimile'[f:has-facsimile($tei)]">
        <fieldset class="{.}">
          <input type="checkbox" name="{.}" id="te-{.}" value="1"/>
          <label for="te-{.}"><xsl:value-of select="f:say(.)"/></label>
        </fieldset>
      </xsl:for-each>
    </xsl:variable>
    <xsl:if test="exists($groups)">
      <form class="views" data-te="own" autocomplete="off">
        <xsl:sequence select="$groups"/>
      </form>
    </xsl:if>
  </xsl:function>

  <xsl:function name="f:has-views" as="xs:boolean" visibility="private">
    <xsl:param name="tei" as="element()"/>
    <xsl:sequence select="exists($tei/@te:views)"/>
  </xsl:function>

  <xsl:function name="f:has-facsimile" as="xs:boolean" visibility="private">
    <xsl:param name="tei" as="element()"/>
    <xsl:sequence select="$image-prefix != '' and (some $break in $tei//pb[@facs] satisfies exists(f:facsimiles($break, '')/self::*:span))"/>
  </xsl:function>

  <!-- One of several: each choice is a map of id, value, label, checked, and is (what it means, for those who hear). -->
  <xsl:function name="f:radios" as="element()" visibility="private">
    <xsl:param name="name" as="xs:string"/>
    <xsl:param name="legend" as="xs:string"/>
    <xsl:param name="choices" as="map(*)*"/>
    <fieldset class="{$name}">
      <legend data-after="{$v:colon}"><xsl:value-of select="$legend"/></legend>
      <xsl:for-each select="$choices">
        <input type="radio" name="{$name}" id="{?id}" value="{?value}">
          <xsl:if test="?is">
            <xsl:attribute name="aria-describedby" select="?id || '-is'"/>
          </xsl:if>
          <xsl:if test="?checked">
            <xsl:attribute name="checked" select="'checked'"/>
          </xsl:if>
        </input>
        <label for="{?id}">
          <xsl:if test="?siglum">
            <b class="siglum"><xsl:value-of select="?siglum"/></b>
            <xsl:text> </xsl:text>
          </xsl:if>
          <xsl:value-of select="?label"/>
        </label>
        <xsl:if test="?is">
          <span class="is" id="{?id}-is"><xsl:value-of select="?is"/></span>
        </xsl:if>
      </xsl:for-each>
    </fieldset>
  </xsl:function>

  <!-- A few witnesses stand side by side; many are a list that opens, and says while it is closed which is shown. -->
  <xsl:function name="f:witness-switch" as="element()+" visibility="private">
    <xsl:param name="tei" as="element()"/>
    <xsl:param name="witnesses" as="map(*)+"/>
    <xsl:variable name="is-list" as="xs:boolean" select="count($witnesses) gt 4"/>
    <xsl:variable name="choices" as="map(*)+"
      select="map { 'id': 'te-wit-0', 'value': '0', 'label': f:say('witness-0'), 'checked': true() },
              for $n in 1 to count($witnesses), $each in $witnesses[$n] return map {
                'id': 'te-wit-' || $n, 'value': string($each?siglum), 'siglum': string($each?siglum),
                'label': if ($is-list and string($each?name) != string($each?siglum)) then string($each?name) else '' }"/>
    <xsl:variable name="switch" as="element()" select="f:radios('witness', f:say('witness'), $choices)"/>
    <xsl:variable name="rules" as="xs:string*" select="$choices ! f:witness-rules(., $is-list)"/>
    <style><xsl:value-of select="'@layer base{', $rules, '}'" separator="&#10;"/></style>
    <xsl:choose>
      <xsl:when test="$is-list">
        <details class="witnesses">
          <summary><xsl:value-of select="f:say('witness')"/></summary>
          <xsl:sequence select="$switch"/>
        </details>
      </xsl:when>
      <xsl:otherwise>
        <xsl:sequence select="$switch"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <!-- What the page looks like when a witness is chosen: its readings, where it has some of its own, and its gaps. -->
  <xsl:function name="f:witness-rules" as="xs:string*" visibility="private">
    <xsl:param name="choice" as="map(*)"/>
    <xsl:param name="is-list" as="xs:boolean"/>
    <xsl:variable name="when" as="xs:string" select="'body:has(#' || $choice?id || ':checked) '"/>
    <xsl:variable name="wit" as="xs:string" select="'w' || substring-after($choice?id, 'te-wit-')"/>
    <xsl:if test="$is-list">
      <xsl:variable name="said" as="xs:string" select="replace(($choice?siglum, $choice?label)[.][1], '[&quot;\\&lt;\p{C}]', '')"/>
      <xsl:sequence select="$when || '.witnesses&gt;summary::after{content:&quot;' || f:say('punctuation.colon') || $said || '&quot;}'"/>
    </xsl:if>
    <xsl:if test="$wit ne 'w0'">
      <xsl:sequence select="
        $when || ':is(.app[data-var~=' || $wit || ']&gt;.lem,.lem[data-var~=' || $wit || ']){display:none}',
        $when || '[data-wit~=' || $wit || ']{display:inline!important}',
        $when || '[data-lacuna~=' || $wit || ']{opacity:.45}'"/>
    </xsl:if>
  </xsl:function>

  <xsl:function name="f:navigation" as="node()*" visibility="private">
    <xsl:param name="document" as="document-node()"/>
    <xsl:if test="exists($registers)">
      <xsl:variable name="edition" as="xs:string" select="($edition-title[.], f:say('index'))[1]"/>
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
          <xsl:value-of select="(@title[string()], f:say('register'))[1]"/>
        </a>
      </xsl:for-each>
    </xsl:if>
  </xsl:function>
</xsl:stylesheet>
