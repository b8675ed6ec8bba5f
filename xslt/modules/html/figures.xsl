<?xml version="1.0" encoding="UTF-8"?>
<!-- Figures, images and formulae. -->
<xsl:stylesheet version="3.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:mml="http://www.w3.org/1998/Math/MathML"
  xmlns:te="urn:teiedit:annotation"
  xmlns:f="urn:teiedit:functions"
  xmlns:m="urn:teiedit:modes"
  xmlns:v="urn:teiedit:variables"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="#all">

  <!-- What it shows, then what is said of it. -->
  <xsl:template mode="m:text" as="element()" match="figure">
    <xsl:variable name="is-phrase" as="xs:boolean" select="f:in-line(.)"/>
    <xsl:element name="{if ($is-phrase) then 'span' else 'figure'}" namespace="">
      <xsl:sequence select="f:class(., 'figure'), f:own(.), f:style(.)"/>
      <xsl:apply-templates mode="m:text" select="node() except (head, figDesc)"/>
      <xsl:if test="head | figDesc">
        <xsl:element name="{if ($is-phrase) then 'span' else 'figcaption'}" namespace="">
          <xsl:attribute name="class" select="'caption'"/>
          <xsl:for-each select="head, figDesc">
            <xsl:apply-templates mode="m:text" select="."/>
            <xsl:text> </xsl:text>
          </xsl:for-each>
        </xsl:element>
      </xsl:if>
    </xsl:element>
  </xsl:template>

  <xsl:template mode="m:text" as="element()" match="figDesc">
    <span class="figDesc">
      <xsl:sequence select="f:own(.)"/>
      <xsl:apply-templates mode="m:text"/>
    </span>
  </xsl:template>

  <xsl:template mode="m:text" as="element()" match="graphic | media">
    <xsl:sequence select="f:image(., f:description(.))"/>
  </xsl:template>

  <!-- What an image shows, for who cannot see it: its own description, that of its figure, the heading. -->
  <xsl:function name="f:description" as="xs:string" visibility="private">
    <xsl:param name="image" as="element()"/>
    <xsl:sequence select="(($image/desc, $image/../figDesc, $image/../head)[1] ! f:plain(.)[.], '')[1]"/>
  </xsl:function>

  <!-- The page holds its images: the prefix is replaced by the image's data after the transformation. No other host is
       asked for anything, so what lies elsewhere is a link. -->
  <xsl:function name="f:image" as="element()" visibility="private">
    <xsl:param name="image" as="element()"/>
    <xsl:param name="description" as="xs:string"/>
    <xsl:variable name="url" as="xs:string" select="string($image/@url)"/>
    <xsl:choose>
      <xsl:when test="matches($url, '^https?:', 'i')">
        <a class="elsewhere" data-te="own" href="{$url}" rel="noopener noreferrer">
          <xsl:sequence select="f:own($image)"/>
          <xsl:value-of select="f:say(if ($image/self::media) then 'media' else 'image') || f:say('punctuation.colon') || ($description[.], $url)[1]"/>
        </a>
      </xsl:when>
      <xsl:when test="$image/self::graphic and $image-prefix and $url and not(matches($url, '^[a-z]+:', 'i'))">
        <img src="{$image-prefix}{encode-for-uri(($image/@te:image, $url)[1])}" alt="{$description}" loading="lazy" decoding="async">
          <xsl:sequence select="f:own($image), f:image-size($image)"/>
        </img>
      </xsl:when>
      <xsl:otherwise>
        <span class="missing" data-te="own">
          <xsl:sequence select="f:own($image)"/>
          <xsl:value-of select="f:say(if ($image/self::media) then 'media' else 'image-missing') || f:say('punctuation.colon') || ($description[.], $url)[1]"/>
        </span>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <!-- Sizes in pixels, so that nothing jumps while images are read. -->
  <xsl:function name="f:image-size" as="attribute()*" visibility="private">
    <xsl:param name="image" as="element()"/>
    <xsl:for-each select="$image/(@width, @height)[matches(., '^\d{1,5}(px)?$')]">
      <xsl:attribute name="{local-name()}" select="translate(., 'px', '')"/>
    </xsl:for-each>
  </xsl:function>

  <!-- An image that the document holds itself. -->
  <xsl:template mode="m:text" as="element()" match="binaryObject">
    <xsl:choose>
      <xsl:when test="@mimeType = ('image/png', 'image/jpeg', 'image/gif', 'image/webp') and matches(., '^[A-Za-z0-9+/=\s]+$')">
        <img src="data:{@mimeType};base64,{translate(., ' &#9;&#10;&#13;', '')}" alt="{f:description(.)}"/>
      </xsl:when>
      <xsl:otherwise>
        <span class="missing" data-te="own"><xsl:value-of select="string-join((f:say('image-missing'), @mimeType), f:say('punctuation.colon'))"/></span>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- MathML is drawn; another notation is shown as it is written, and says which it is. -->
  <xsl:template mode="m:text" as="element()" match="formula">
    <xsl:variable name="is-block" as="xs:boolean"
      select="not(f:in-line(.)) or tokenize(lower-case(@rend)) = ('display', 'block') or mml:math/@display = 'block'"/>
    <xsl:element name="{if ($is-block and not(f:in-line(.))) then 'div' else 'span'}" namespace="">
      <xsl:sequence select="f:class(., ('formula', 'display'[$is-block])), f:own(.)"/>
      <xsl:choose>
        <xsl:when test="*:math">
          <xsl:apply-templates mode="m:math" select="*:math">
            <xsl:with-param name="display" select="if ($is-block) then 'block' else 'inline'"/>
          </xsl:apply-templates>
        </xsl:when>
        <xsl:when test="graphic and not(text()[normalize-space()])">
          <xsl:apply-templates mode="m:text"/>
        </xsl:when>
        <xsl:otherwise>
          <xsl:variable name="notation" as="xs:string?" select="@notation ! normalize-space(.)[.]"/>
          <code translate="no"><xsl:apply-templates mode="m:text"/></code>
          <xsl:if test="$notation and normalize-space()">
            <xsl:text> </xsl:text>
            <span class="notation" data-te="own"><xsl:value-of select="($v:notations(lower-case($notation)), $notation)[1]"/></span>
          </xsl:if>
        </xsl:otherwise>
      </xsl:choose>
      <!-- Its number, which stands beside it in prints. -->
      <xsl:if test="@n and $is-block">
        <xsl:text> </xsl:text>
        <span class="n" data-te="own"><xsl:value-of select="'(' || translate(@n, '()', '') || ')'"/></span>
      </xsl:if>
    </xsl:element>
  </xsl:template>

  <xsl:variable name="v:notations" as="map(xs:string, xs:string)" xmlns:map="http://www.w3.org/2005/xpath-functions/map"
    select="map { 'tex': 'TeX', 'latex': 'LaTeX', 'asciimath': 'AsciiMath', 'mathml': 'MathML', 'wiki': 'wiki' }"/>

  <!-- MathML as browsers draw it. Links, actions, script and foreign content are not taken along; the words in them are. -->
  <xsl:mode name="m:math" on-no-match="text-only-copy" on-multiple-match="fail"/>

  <xsl:template mode="m:math" as="element()" match="mml:*[local-name() = $v:mathml]">
    <xsl:param name="display" as="xs:string?" select="()"/>
    <xsl:element name="{local-name()}" namespace="http://www.w3.org/1998/Math/MathML">
      <xsl:if test="self::mml:math and $display">
        <xsl:attribute name="display" select="$display"/>
      </xsl:if>
      <xsl:copy-of select="@display | @mathvariant | @stretchy | @fence | @separator | @accent | @accentunder | @dir
                           | @linethickness | @columnalign | @rowalign | @columnspan | @rowspan | @width | @height
                           | @depth | @lspace | @rspace | @movablelimits | @largeop | @form"/>
      <xsl:apply-templates mode="m:math"/>
    </xsl:element>
  </xsl:template>

  <!-- The same formula in another notation, beside the one that is drawn. -->
  <xsl:template mode="m:math" as="node()*" match="mml:annotation | mml:annotation-xml"/>

  <xsl:variable name="v:mathml" as="xs:string+"
    select="'math', 'mi', 'mn', 'mo', 'ms', 'mtext', 'mspace', 'mrow', 'mfrac', 'msqrt', 'mroot', 'mstyle', 'merror',
            'mpadded', 'mphantom', 'mfenced', 'menclose', 'msub', 'msup', 'msubsup', 'munder', 'mover', 'munderover',
            'mmultiscripts', 'mprescripts', 'none', 'mtable', 'mtr', 'mtd', 'mlabeledtr', 'semantics'"/>

  <!-- Music is not drawn; the words that are sung are kept. -->
  <xsl:template mode="m:text" as="element()" match="notatedMusic">
    <xsl:element name="{if (f:in-line(.)) then 'span' else 'div'}" namespace="">
      <xsl:sequence select="f:class(., 'notatedMusic'), f:own(.)"/>
      <span class="missing" data-te="own"><xsl:value-of select="'♪ ' || f:word('music', .)"/></span>
      <xsl:text> </xsl:text>
      <xsl:for-each select="*">
        <xsl:choose>
          <xsl:when test="namespace-uri() = namespace-uri(..)">
            <xsl:apply-templates mode="m:text" select="."/>
          </xsl:when>
          <xsl:otherwise>
            <span class="fine"><xsl:value-of select="normalize-space(string-join(.//text(), ' '))"/></span>
          </xsl:otherwise>
        </xsl:choose>
        <xsl:text> </xsl:text>
      </xsl:for-each>
    </xsl:element>
  </xsl:template>
</xsl:stylesheet>
