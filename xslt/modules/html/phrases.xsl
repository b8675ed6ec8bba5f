<?xml version="1.0" encoding="UTF-8"?>
<!-- Words that stand out, references, dates and other phrases. -->
<xsl:stylesheet version="3.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:te="urn:teiedit:annotation"
  xmlns:f="urn:teiedit:functions"
  xmlns:m="urn:teiedit:modes"
  xmlns:v="urn:teiedit:variables"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="#all">

  <!-- Phrases that look like their surroundings and are kept for their meaning alone. -->
  <xsl:template mode="m:text" as="element()"
    match="seg | num | measure | measureGrp | unit | time | abbr | expan | ex | am | gloss | term | mentioned | soCalled
           | distinct | ident | val | gi | att | tag | code | edition | availability | licence | material | locusGrp
           | catchwords | watermark | heraldry | secFol | signatures | idno | email | mod | damage | subst | retrace
           | ptr[@te:entry] | biblScope | citedRange | extent | postCode | postBox | street | objectType | publisher
           | pubPlace | distributor | authority | respStmt | resp | editor | author | funder | sponsor | principal
           | meeting | age | sex | gender | faith | socecStatus | langKnown | langKnowledge | desc | label | rhyme
           | charName | glyphName | unitName">
    <xsl:variable name="element" as="xs:string"
      select="if (self::code | self::gi | self::att | self::val | self::tag | self::ident) then 'code'
              else if (self::term[not(@te:entry)] | self::gloss | self::mentioned) then 'i' else 'span'"/>
    <xsl:element name="{$element}" namespace="">
      <xsl:attribute name="class" select="string-join((local-name(), f:looks(.)), ' ')"/>
      <xsl:sequence select="f:own(.), f:style(.)"/>
      <xsl:apply-templates mode="m:text"/>
    </xsl:element>
  </xsl:template>

  <!-- Readings beside characters; some encode them with span. -->
  <xsl:template mode="m:text" as="element()" match="ruby | span[@type = 'ruby']" priority="1">
    <ruby>
      <xsl:sequence select="f:own(.)"/>
      <xsl:apply-templates mode="m:text"/>
    </ruby>
  </xsl:template>

  <xsl:template mode="m:text" as="element()" match="rt | rb | (ruby | span)/span[@type = ('rt', 'rp', 'rb')]" priority="1">
    <xsl:element name="{if (self::rb or @type = 'rb') then 'span' else if (@type = 'rp') then 'rp' else 'rt'}" namespace="">
      <xsl:apply-templates mode="m:text"/>
    </xsl:element>
  </xsl:template>

  <xsl:template mode="m:text" as="element()" match="hi | emph | foreign">
    <xsl:variable name="element" as="xs:string"
      select="if (self::emph) then 'em'
              else if (tokenize(lower-case(@rend)) = ('sup', 'superscript')) then 'sup'
              else if (tokenize(lower-case(@rend)) = ('sub', 'subscript')) then 'sub'
              else if (self::foreign and not(@rend)) then 'i' else 'span'"/>
    <xsl:element name="{$element}" namespace="">
      <xsl:attribute name="class" select="string-join((local-name(), f:looks(.)), ' ')"/>
      <xsl:sequence select="f:own(.), f:style(.)"/>
      <xsl:apply-templates mode="m:text"/>
    </xsl:element>
  </xsl:template>

  <xsl:template mode="m:text" as="element()" match="title">
    <cite class="{string-join(('title', @level, f:looks(.)), ' ')}">
      <xsl:sequence select="f:own(.)"/>
      <xsl:call-template name="linked"/>
    </cite>
  </xsl:template>

  <xsl:template mode="m:text" as="element()" match="date | docDate | origDate">
    <xsl:variable name="when" as="xs:string?" select="(@when, @when-iso)[1]/string()"/>
    <xsl:choose>
      <xsl:when test="f:is-date($when)">
        <time class="{local-name()}" datetime="{$when}">
          <xsl:sequence select="f:own(.)"/>
          <xsl:sequence select="f:date-text(.)"/>
        </time>
      </xsl:when>
      <xsl:otherwise>
        <span class="{local-name()}">
          <xsl:sequence select="f:own(.)"/>
          <xsl:sequence select="f:date-text(.)"/>
        </span>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- What HTML's time element takes of what TEI's dates can be. -->
  <xsl:function name="f:is-date" as="xs:boolean" visibility="private">
    <xsl:param name="when" as="xs:string?"/>
    <xsl:sequence select="matches($when, '^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$')"/>
  </xsl:function>

  <!-- An empty date is said in words. -->
  <xsl:function name="f:date-text" as="node()*" visibility="private">
    <xsl:param name="date" as="element()"/>
    <xsl:choose>
      <xsl:when test="$date/node()">
        <xsl:apply-templates mode="m:text" select="$date/node()"/>
      </xsl:when>
      <xsl:otherwise>
        <span data-te="own"><xsl:value-of select="$date/(@when, @from, @notBefore, @to, @notAfter)[1] ! f:date-in-words(., f:tongue($date))"/></span>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <!-- An element with this ancestor already is inside a link, and links cannot hold links. -->
  <xsl:function name="f:in-link" as="xs:boolean" visibility="private">
    <xsl:param name="element" as="element()"/>
    <xsl:variable name="note" as="element()?" select="$element/ancestor::note[1]"/>
    <xsl:sequence select="exists($element/ancestor::*[self::ref | self::*[@te:entry]][not($note) or . >> $note])"/>
  </xsl:function>

  <xsl:template mode="m:text" as="element()" match="ref | ptr[not(@te:entry)]">
    <xsl:variable name="href" as="xs:string?"
      select="if (@te:entry) then '#' || @te:entry else f:href(tokenize(@target)[1], .)"/>
    <xsl:variable name="text" as="node()*">
      <xsl:choose>
        <xsl:when test="node()">
          <xsl:apply-templates mode="m:text"/>
        </xsl:when>
        <xsl:otherwise>
          <span data-te="own"><xsl:value-of select="f:label-of(tokenize(@target)[1], .)"/></span>
        </xsl:otherwise>
      </xsl:choose>
    </xsl:variable>
    <xsl:choose>
      <xsl:when test="exists($href) and not(f:in-link(.)) and not(f:holds-blocks(.)) and not(.//note | .//persName[@te:entry])">
        <a class="{string-join((local-name(), @type), ' ')}" href="{$href}">
          <xsl:sequence select="f:own(.)"/>
          <xsl:if test="matches($href, '^https?:')">
            <xsl:attribute name="rel" select="'noopener noreferrer'"/>
          </xsl:if>
          <xsl:sequence select="$text"/>
        </a>
      </xsl:when>
      <xsl:otherwise>
        <span class="{string-join((local-name(), @type), ' ')}">
          <xsl:sequence select="f:own(.)"/>
          <xsl:sequence select="$text"/>
        </span>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- Where a pointer leads on the web, or nothing. Only schemes that cannot run anything are followed. -->
  <xsl:function name="f:href" as="xs:string?" visibility="private">
    <xsl:param name="target" as="xs:string?"/>
    <xsl:param name="from" as="element()"/>
    <xsl:variable name="uri" as="xs:string?" select="$target ! f:absolute(., $from)"/>
    <xsl:variable name="page" as="element()?"
      select="$registers/te:registers/(te:document | te:register)[@uri = substring-before($uri || '#', '#')][1]"/>
    <xsl:choose>
      <xsl:when test="starts-with($target, '#')">
        <xsl:sequence select="$target[key('id', substring($target, 2), root($from))/@te:anchor]"/>
      </xsl:when>
      <xsl:when test="matches($target, '^doi:', 'i')">
        <xsl:sequence select="'https://doi.org/' || substring($target, 5)"/>
      </xsl:when>
      <xsl:when test="matches($target, '^(https?|mailto|ftp):', 'i')">
        <xsl:sequence select="$target"/>
      </xsl:when>
      <xsl:when test="exists($page)">
        <xsl:sequence select="$page/@href || ('#' || substring-after($uri, '#'))[contains($uri, '#')]"/>
      </xsl:when>
    </xsl:choose>
  </xsl:function>

  <!-- What a reference without words says: the number of a note, the heading of a division, else the target. -->
  <xsl:function name="f:label-of" as="xs:string" visibility="private">
    <xsl:param name="target" as="xs:string?"/>
    <xsl:param name="from" as="element()"/>
    <xsl:variable name="element" as="element()?"
      select="key('id', substring-after($target, '#'), root($from))[starts-with($target, '#')]"/>
    <xsl:sequence select="($element/self::note/@te:label ! (f:say('note', $from) || ' ' || .),
                           $element/head[1] ! f:plain(.)[.],
                           $element/@n ! string(.),
                           $target, '')[1]"/>
  </xsl:function>

  <!-- @rend as class names, in the words that stylesheets know. -->
  <xsl:function name="f:looks" as="xs:string*" visibility="private">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="tokenize($element/@rend)[matches(., '^[A-Za-z][A-Za-z0-9_-]*$')] ! ('r-' || lower-case(.)),
                          'r-default'[$element/self::hi and not($element/(@rend | @style | @rendition))]"/>
  </xsl:function>

  <!-- @style is CSS by a document's author: only properties of type and space, and no address of anything. -->
  <xsl:function name="f:style" as="attribute()?" visibility="private">
    <xsl:param name="element" as="element()"/>
    <xsl:variable name="rules" as="xs:string*"
      select="tokenize($element/@style, ';')
              [matches(., '^\s*(font-(style|weight|variant|size)|text-(align|decoration|indent|transform)|letter-spacing|vertical-align|margin-(left|right|top|bottom)|color)\s*:\s*[A-Za-z0-9#.%,\s-]+$')]
              ! normalize-space(.)"/>
    <xsl:if test="exists($rules)">
      <xsl:attribute name="style" select="string-join($rules, '; ')"/>
    </xsl:if>
  </xsl:function>
</xsl:stylesheet>
