<?xml version="1.0" encoding="UTF-8"?>
<!-- The frame that every page has: head, what stands above the main part, the main part. -->
<xsl:stylesheet version="3.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:te="urn:teiedit:annotation"
  xmlns:f="urn:teiedit:functions"
  xmlns:m="urn:teiedit:modes"
  xmlns:v="urn:teiedit:variables"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="#all">

  <!--
    What goes into the slots of the template of the page. The template itself, style, script and the policy that
    forbids other hosts are put there in Python.
  -->
  <xsl:template name="frame" as="element(te:page)" xpath-default-namespace="">
    <xsl:param name="title" as="xs:string"/>
    <xsl:param name="language" as="xs:string"/>
    <xsl:param name="description" as="xs:string" select="''"/>
    <xsl:param name="metadata" as="element()*" select="()"/>
    <xsl:param name="navigation" as="node()*" select="()"/>
    <xsl:param name="main" as="node()*" select="()"/>
    <!-- What makes the main part where it is written: made before, it would be built, and then copied. -->
    <xsl:param name="main-of" as="element()?" select="()"/>
    <te:page lang="{f:bcp47($language)}" dir="{f:direction($language)}" title="{$title}" edition="{$edition-title}"
      spoken="{$v:interface}" spoken-dir="{$v:interface-direction}">
      <!-- The words of what is made when a document is divided into pages. -->
      <te:words>
        <xsl:for-each select="$v:page-words">
          <xsl:attribute name="{.}" select="f:say(.)"/>
        </xsl:for-each>
      </te:words>
      <te:slot name="head">
        <xsl:if test="$description">
          <meta name="description" content="{$description}"/>
        </xsl:if>
        <xsl:sequence select="$metadata"/>
      </te:slot>
      <te:slot name="skip">
        <a class="skip" href="#te-text" data-te="own"><xsl:value-of select="f:say('skip')"/></a>
      </te:slot>
      <te:slot name="navigation">
        <nav aria-label="{f:say('edition')}">
          <xsl:sequence select="$navigation"/>
        </nav>
      </te:slot>
      <te:slot name="main">
        <xsl:sequence select="$main"/>
        <xsl:apply-templates select="$main-of"/>
      </te:slot>
    </te:page>
  </xsl:template>

  <xsl:variable name="v:page-words" as="xs:string*"
    select="'contents', 'previous-page', 'next-page', 'breadcrumb', 'pages', 'moved', 'addresses', 'about-whole'"/>

  <!-- Source: the scripts of these languages run from right to left (Unicode CLDR, orientation of locales). -->
  <xsl:function name="f:direction" as="xs:string" visibility="private">
    <xsl:param name="language" as="xs:string?"/>
    <xsl:variable name="parts" as="xs:string*" select="tokenize(lower-case(f:bcp47(($language, 'und')[1])), '-')"/>
    <xsl:sequence select="if ($parts = ('arab', 'hebr', 'syrc', 'thaa', 'nkoo', 'adlm'))
                          then 'rtl'
                          else if ($parts[1] = ('ar', 'arc', 'fa', 'he', 'ota', 'ps', 'sd', 'syc', 'syr', 'ug', 'ur', 'yi')
                                   and not($parts = 'latn'))
                          then 'rtl'
                          else 'ltr'"/>
  </xsl:function>

  <!-- BCP 47 wants the two letters of ISO 639-1 where there are any; many documents have the three of 639-2. -->
  <xsl:variable name="v:two-letters" as="map(xs:string, xs:string)" select="map {
    'ara': 'ar', 'bul': 'bg', 'cat': 'ca', 'ces': 'cs', 'chi': 'zh', 'cze': 'cs', 'dan': 'da', 'deu': 'de', 'dut': 'nl',
    'ell': 'el', 'eng': 'en', 'est': 'et', 'fas': 'fa', 'fin': 'fi', 'fra': 'fr', 'fre': 'fr', 'ger': 'de', 'gre': 'el',
    'heb': 'he', 'hin': 'hi', 'hrv': 'hr', 'hun': 'hu', 'hye': 'hy', 'isl': 'is', 'ita': 'it', 'jpn': 'ja', 'kat': 'ka',
    'kor': 'ko', 'lat': 'la', 'lav': 'lv', 'lit': 'lt', 'mkd': 'mk', 'nld': 'nl', 'nor': 'no', 'pol': 'pl', 'por': 'pt',
    'ron': 'ro', 'rum': 'ro', 'rus': 'ru', 'san': 'sa', 'slk': 'sk', 'slv': 'sl', 'spa': 'es', 'sqi': 'sq', 'srp': 'sr',
    'swe': 'sv', 'tam': 'ta', 'tur': 'tr', 'ukr': 'uk', 'urd': 'ur', 'yid': 'yi', 'zho': 'zh' }"/>

  <xsl:function name="f:bcp47" as="xs:string" visibility="private">
    <xsl:param name="language" as="xs:string"/>
    <xsl:variable name="first" as="xs:string" select="lower-case(tokenize($language, '-')[1])"/>
    <xsl:variable name="rest" as="xs:string" select="substring($language, string-length($first) + 1)"/>
    <xsl:sequence select="if (not(matches($language, '^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*$'))) then 'und'
                          else ($v:two-letters($first), $first)[1] || $rest"/>
  </xsl:function>

  <!-- lang and dir, where an element says its own language. -->
  <xsl:function name="f:language" as="attribute()*" visibility="private">
    <xsl:param name="element" as="element()"/>
    <xsl:if test="$element/@xml:lang">
      <xsl:attribute name="lang" select="f:bcp47($element/@xml:lang)"/>
      <xsl:attribute name="dir" select="f:direction($element/@xml:lang)"/>
    </xsl:if>
  </xsl:function>

  <!-- id, lang and dir: what every rendered element keeps of itself. -->
  <xsl:function name="f:own" as="attribute()*" visibility="private">
    <xsl:param name="element" as="element()"/>
    <xsl:if test="$element/@te:anchor">
      <xsl:attribute name="id" select="$element/@te:anchor"/>
    </xsl:if>
    <xsl:sequence select="f:language($element)"/>
  </xsl:function>

  <!-- The language that words of the page's own take beside an element. -->
  <xsl:function name="f:tongue" as="xs:string" visibility="private">
    <xsl:param name="node" as="node()?"/>
    <xsl:sequence select="string((root($node)/*/@xml:lang, $language)[1])"/>
  </xsl:function>

  <!-- The text of an element as it is read, on one line. -->
  <xsl:function name="f:plain" as="xs:string" visibility="private">
    <xsl:param name="element" as="element()?"/>
    <xsl:variable name="text" as="node()*">
      <xsl:apply-templates mode="m:plain" select="$element/node()"/>
    </xsl:variable>
    <xsl:sequence select="normalize-space(string-join($text))"/>
  </xsl:function>

  <xsl:template mode="m:plain" match="*[@te:view = 'source'] | note | figDesc" as="node()*"/>
  <xsl:template mode="m:plain" match="lb | pb | cb | gb" as="text()?">
    <xsl:if test="not(@te:join)">
      <xsl:text> </xsl:text>
    </xsl:if>
  </xsl:template>
</xsl:stylesheet>
