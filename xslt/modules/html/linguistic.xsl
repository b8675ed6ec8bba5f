<?xml version="1.0" encoding="UTF-8"?>
<!-- Words, sentences, and what was said of them; speech and messages. -->
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

  <xsl:template mode="m:text" as="element()" match="s | cl | phr | w | m | c | pc">
    <xsl:call-template name="annotated-words"/>
  </xsl:template>

  <xsl:template name="annotated-words" as="element()">
    <span>
      <xsl:sequence select="f:class(., local-name()), f:own(.), f:style(.)"/>
      <!-- Seen when asked for: a text is for reading first. -->
      <xsl:if test="@lemma | @pos | @msd">
        <xsl:attribute name="title" select="string-join((@lemma, @pos, @msd), ' · ')"/>
      </xsl:if>
      <xsl:apply-templates mode="m:text"/>
    </span>
  </xsl:template>

  <!-- Analysis that has words is small print where it stands; what only points from one thing to another is silent. -->
  <xsl:template mode="m:text" as="node()*" match="interp | span | alt | join | link | when | certainty | precision | respons | relation | offset">
    <xsl:call-template name="analysis"/>
  </xsl:template>

  <xsl:template name="analysis" as="node()*">
    <xsl:choose>
      <xsl:when test="normalize-space()">
        <xsl:variable name="label" as="xs:string*" select="f:label(.), (@type, @name)[1][not(current()/self::relation)], @locus, @match"/>
        <xsl:variable name="is-within" as="xs:boolean" select="f:in-line(.)"/>
        <span>
          <xsl:sequence select="f:class(., (local-name(), 'fine')), f:own(.)"/>
          <span data-te="own"><xsl:value-of select="' ('[$is-within] || string-join($label, ' ') || ': '[exists($label)]"/></span>
          <xsl:call-template name="apart"/>
          <xsl:if test="$is-within">
            <span data-te="own">)</span>
          </xsl:if>
        </span>
      </xsl:when>
      <xsl:otherwise>
        <xsl:sequence select="f:place(.)"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- That the document is the same as a record elsewhere is for machines. -->
  <xsl:template mode="m:text" as="element()?" priority="2"
    match="relation[not(normalize-space())][matches(@passive, '^https?:')]">
    <xsl:sequence select="f:place(.)"/>
  </xsl:template>

  <!-- A relation without words says its persons. -->
  <xsl:template mode="m:text" as="node()*" match="relation[not(normalize-space())]" priority="1">
    <div class="relation fine">
      <xsl:sequence select="f:own(.)"/>
      <xsl:variable name="ends" as="xs:string*"
        select="for $end in (@active, @mutual, @passive) return (f:word(local-name($end), .), f:named($end, .))"/>
      <xsl:sequence select="f:made(string-join(((@name, @type)[1] ! replace(., '^.*[:#/]', ''), $ends), ' '))"/>
    </div>
  </xsl:template>

  <xsl:template mode="m:text" as="element()*" match="interpGrp | spanGrp | altGrp | joinGrp | linkGrp | timeline | listRelation | listAnnotation | annotation">
    <xsl:call-template name="analyses"/>
  </xsl:template>

  <xsl:template name="analyses" as="element()*">
    <xsl:choose>
      <xsl:when test="normalize-space() or relation[not(matches(@passive, '^https?:'))] or @te:anchor">
        <xsl:call-template name="part"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:sequence select="descendant::*[@xml:id] ! f:place(.)"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- Speech: who, then what. -->
  <xsl:template mode="m:text" as="element()" match="u | post | annotationBlock">
    <div class="{local-name()}">
      <xsl:sequence select="f:own(.)"/>
      <xsl:if test="@who and not(parent::annotationBlock/@who) and not(normalize-space() = '')">
        <span class="who" data-te="own"><xsl:value-of select="f:named(@who, .)"/></span>
        <xsl:text> </xsl:text>
      </xsl:if>
      <xsl:apply-templates mode="m:text"/>
    </div>
  </xsl:template>

  <xsl:template mode="m:text" as="element()" match="pause | vocal | kinesic | incident | writing">
    <xsl:call-template name="event-in-speech"/>
  </xsl:template>

  <xsl:template name="event-in-speech" as="element()">
    <span class="{local-name()} event">
      <xsl:sequence select="f:own(.)"/>
      <xsl:if test="not(normalize-space())">
        <xsl:sequence select="f:made('(' || string-join((f:label(.)[.], local-name()[not(current()/self::pause)], @type, @dur ! f:duration(.))[normalize-space()], ' ') || ')')"/>
      </xsl:if>
      <xsl:if test="normalize-space()">
        <xsl:sequence select="f:made('('[not(current()/self::writing)])"/>
        <xsl:call-template name="apart"/>
        <xsl:sequence select="f:made(')'[not(current()/self::writing)])"/>
      </xsl:if>
    </span>
  </xsl:template>

  <!-- "PT1M2.5S" is "1 min 2.5 s"; anything else as it is written. -->
  <xsl:function name="f:duration" as="xs:string" visibility="private">
    <xsl:param name="duration" as="xs:string"/>
    <xsl:sequence select="if (matches($duration, '^PT(\d+H)?(\d+M)?(\d+(\.\d+)?S)?$'))
                          then normalize-space(replace(replace(replace(substring($duration, 3), 'H', ' h '), 'M', ' min '), 'S', ' s'))
                          else $duration"/>
  </xsl:function>

  <xsl:template mode="m:text" as="element()" match="shift">
    <span class="shift event">
      <xsl:sequence select="f:own(.)"/>
      <xsl:sequence select="f:made('(' || string-join((@feature, (@new, 'normal')[1]), ': ') || ')')"/>
    </span>
  </xsl:template>

  <xsl:template mode="m:text" as="element()"
    match="recordingStmt | recording | equipment | broadcast | scriptStmt | transcriptionDesc">
    <xsl:call-template name="part"/>
  </xsl:template>
</xsl:stylesheet>
