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

  <xsl:template mode="m:text" as="element()" match="figure">
    <xsl:element name="{if (f:in-line(.)) then 'span' else 'figure'}" namespace="">
      <xsl:attribute name="class" select="string-join(('figure', @type), ' ')"/>
      <xsl:sequence select="f:own(.)"/>
      <xsl:apply-templates mode="m:text" select="node() except (head, figDesc)"/>
      <xsl:if test="head | figDesc[not(../graphic)]">
        <xsl:element name="{if (f:in-line(.)) then 'span' else 'figcaption'}" namespace="">
          <xsl:apply-templates mode="m:text" select="head, figDesc[not(../graphic)]"/>
        </xsl:element>
      </xsl:if>
      <xsl:if test="graphic">
        <xsl:apply-templates mode="m:text" select="figDesc"/>
      </xsl:if>
    </xsl:element>
  </xsl:template>

  <xsl:template mode="m:text" as="element()" match="figDesc">
    <span class="figDesc">
      <xsl:sequence select="f:own(.)"/>
      <xsl:apply-templates mode="m:text"/>
    </span>
  </xsl:template>

  <!-- The page holds its images: the prefix is replaced by the image's data after the transformation. -->
  <xsl:template mode="m:text" as="element()" match="graphic | media">
    <xsl:variable name="description" as="xs:string"
      select="(f:plain((desc, ../figDesc)[1])[.], f:plain(../head[1])[.], '')[1]"/>
    <xsl:choose>
      <xsl:when test="self::graphic and $image-prefix and not(matches(@url, '^[a-z]+:'))">
        <img src="{$image-prefix}{encode-for-uri(@url)}" alt="{$description}">
          <xsl:sequence select="f:own(.)"/>
        </img>
      </xsl:when>
      <xsl:otherwise>
        <span class="missing" data-te="own"><xsl:value-of select="string-join((f:say('image-missing', .), @url), ': ')"/></span>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- An image that the document holds itself. -->
  <xsl:template mode="m:text" as="element()" match="binaryObject">
    <xsl:choose>
      <xsl:when test="@mimeType = ('image/png', 'image/jpeg', 'image/gif', 'image/webp')">
        <img src="data:{@mimeType};base64,{translate(., ' &#9;&#10;&#13;', '')}" alt="{f:plain((desc, ../figDesc)[1])}"/>
      </xsl:when>
      <xsl:otherwise>
        <span class="missing" data-te="own"><xsl:value-of select="string-join((f:say('image-missing', .), @mimeType), ': ')"/></span>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template mode="m:text" as="element()" match="formula">
    <xsl:choose>
      <xsl:when test="*:math">
        <span class="formula"><xsl:sequence select="f:own(.)"/><xsl:apply-templates mode="m:math" select="*:math"/></span>
      </xsl:when>
      <xsl:otherwise>
        <code class="formula"><xsl:sequence select="f:own(.)"/><xsl:apply-templates mode="m:text"/></code>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- MathML as browsers draw it. Links, actions, script and foreign content are not taken along; the words in them are. -->
  <xsl:mode name="m:math" on-no-match="text-only-copy" on-multiple-match="fail"/>

  <xsl:template mode="m:math" as="element()" match="mml:*[local-name() = $v:mathml]">
    <xsl:element name="{local-name()}" namespace="http://www.w3.org/1998/Math/MathML">
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
      <xsl:attribute name="class" select="'notatedMusic'"/>
      <xsl:sequence select="f:own(.)"/>
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
