<?xml version="1.0" encoding="UTF-8"?>
<!-- Documents described surface by surface: what is written where. -->
<xsl:stylesheet version="3.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:map="http://www.w3.org/2005/xpath-functions/map"
  xmlns:te="urn:teiedit:annotation"
  xmlns:f="urn:teiedit:functions"
  xmlns:m="urn:teiedit:modes"
  xmlns:v="urn:teiedit:variables"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="#all">

  <!-- Surface by surface, zone by zone: each with its number, its image, and what is written on it. -->
  <xsl:template mode="m:text" as="element()" match="sourceDoc | sourceDoc//surface | sourceDoc//surfaceGrp | sourceDoc//zone | sourceDoc/surface | TEI/surface">
    <xsl:call-template name="transcribed-surface"/>
  </xsl:template>

  <xsl:template name="transcribed-surface" as="element()">
    <div>
      <xsl:sequence select="f:class(., (local-name(), 'rotated'[current()/@rotate[. != '0']])), f:own(.)"/>
      <xsl:variable name="label" as="xs:string" select="string-join((f:say('page'), @n/string()), ' ')"/>
      <xsl:if test="@n and (self::surface or self::surfaceGrp)">
        <span class="pb" data-te="own"><xsl:value-of select="'[' || $label || ']'"/></span>
      </xsl:if>
      <xsl:if test="self::surface">
        <xsl:sequence select="f:facsimile-of(graphic[1], $label)"/>
      </xsl:if>
      <xsl:apply-templates mode="m:text" select="if (self::surface) then node() except graphic else node()"/>
    </div>
  </xsl:template>

  <!-- Of a facsimile that has a text beside it, what has words: the images stand at the page breaks. Without a text it is the edition. -->
  <xsl:template mode="m:text" as="element()*" match="facsimile | surface | surfaceGrp | zone">
    <xsl:variable name="is-alone" as="xs:boolean" select="exists(ancestor-or-self::facsimile[not(../(text | sourceDoc))])"/>
    <xsl:choose>
      <xsl:when test="$is-alone or normalize-space()">
        <div>
          <xsl:sequence select="f:class(., local-name()), f:own(.)"/>
          <xsl:if test="$is-alone and (self::surface or self::facsimile)">
            <xsl:variable name="label" as="xs:string" select="string-join((f:say('page'), @n/string()), ' ')"/>
            <xsl:sequence select="graphic ! f:facsimile-of(., $label)"/>
          </xsl:if>
          <xsl:apply-templates mode="m:text" select="node() except (graphic, media, binaryObject)"/>
        </div>
      </xsl:when>
      <xsl:otherwise>
        <xsl:sequence select="descendant-or-self::*[@xml:id] ! f:place(.)"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- The images that @facs names: files, or parts of the facsimile. -->
  <xsl:function name="f:facsimiles" as="element()*" visibility="private">
    <xsl:param name="break" as="element()"/>
    <xsl:param name="label" as="xs:string"/>
    <xsl:for-each select="tokenize($break/@facs)[1]">
      <xsl:variable name="named" as="element()?" select="if (starts-with(., '#')) then key('id', substring(., 2), root($break)) else ()"/>
      <xsl:choose>
        <xsl:when test="exists($named)">
          <xsl:sequence select="f:facsimile-of(($named/self::graphic, $named/graphic, $named/ancestor::surface[1]/graphic)[1], $label)"/>
        </xsl:when>
        <xsl:when test="not(starts-with(., '#'))">
          <xsl:sequence select="f:facsimile-at(f:spelt-out(., $break), $label, '')"/>
        </xsl:when>
      </xsl:choose>
    </xsl:for-each>
  </xsl:function>

  <xsl:function name="f:facsimile-of" as="element()?" visibility="private">
    <xsl:param name="graphic" as="element()?"/>
    <xsl:param name="label" as="xs:string"/>
    <xsl:sequence select="$graphic[@url] ! f:facsimile-at(f:spelt-out(@url, .), $label, f:plain(desc[1]))"/>
  </xsl:function>

  <!-- In the edition's folder: the image. On the web: a link, because the page asks no other host for anything. -->
  <xsl:function name="f:facsimile-at" as="element()?" visibility="private">
    <xsl:param name="url" as="xs:string"/>
    <xsl:param name="label" as="xs:string"/>
    <xsl:param name="description" as="xs:string"/>
    <xsl:variable name="name" as="xs:string" select="f:say('facsimile') || ', ' || $label"/>
    <xsl:choose>
      <xsl:when test="matches($url, '^https?://', 'i')">
        <a class="facs-link" data-te="own" href="{$url}" rel="noopener noreferrer" aria-label="{$name}" title="{$name}">↗</a>
      </xsl:when>
      <xsl:when test="$image-prefix and not(matches($url, '^[a-z][a-z0-9+.-]*:', 'i'))">
        <!-- No figure element: the break may stand in a paragraph, which is to stay one. -->
        <span class="facs" role="figure" aria-label="{$name}" data-te="own">
          <img src="{$image-prefix}{encode-for-uri($url)}" alt="{($description[.], $name)[1]}" loading="lazy" decoding="async"/>
        </span>
      </xsl:when>
    </xsl:choose>
  </xsl:function>

  <xsl:template mode="m:text" as="node()*" match="line">
    <span>
      <xsl:sequence select="f:class(., 'line'), f:own(.), f:style(.), @n ! f:data-n(.)"/>
      <xsl:apply-templates mode="m:text"/>
    </span>
    <xsl:text> </xsl:text>
  </xsl:template>

  <xsl:template mode="m:text" as="element()?" match="path">
    <xsl:sequence select="f:place(.)"/>
  </xsl:template>
</xsl:stylesheet>
