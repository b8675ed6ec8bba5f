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

  <!-- Where two tokens stand close together, the white space between their elements is of the file, not of the text. -->
  <xsl:template mode="m:text" as="node()*" match="text()[not(normalize-space())][f:is-glued(.)]" priority="1"/>

  <xsl:function name="f:is-glued" as="xs:boolean" visibility="private">
    <xsl:param name="space" as="text()"/>
    <xsl:variable name="before" as="element()?" select="$space/preceding-sibling::*[1][self::w | self::pc | self::c | self::m]"/>
    <xsl:variable name="after" as="element()?" select="$space/following-sibling::*[1][self::w | self::pc | self::c | self::m]"/>
    <xsl:sequence select="$before/@join = ('right', 'both') or $after/@join = ('left', 'both')
                          or (contains($space, '&#10;')
                              and ($before/self::c or $after/self::c or ($before/self::m and $after/self::m)
                                   or (exists($before) and matches($after/self::pc, '^\s*[.,;:!?…)\]}»”’]+\s*$'))
                                   or (exists($after) and matches($before/self::pc, '^\s*[(\[{¿¡„]+\s*$'))))"/>
  </xsl:function>

  <xsl:template mode="m:text" as="element()" match="s | cl | phr | w | m | c | pc">
    <span class="{string-join((local-name(), f:looks(.)), ' ')}">
      <xsl:if test="@lemma | @pos | @msd">
        <xsl:attribute name="title" select="string-join((@lemma, @pos, @msd), ' · ')"/>
      </xsl:if>
      <xsl:sequence select="f:own(.), f:style(.)"/>
      <xsl:apply-templates mode="m:text"/>
    </span>
  </xsl:template>

  <!-- Analysis that has words is small print where it stands; what only points from one thing to another is silent. -->
  <xsl:template mode="m:text" as="node()*" match="interp | span | alt | join | link | when | certainty | precision | respons | relation | offset">
    <xsl:choose>
      <xsl:when test="normalize-space()">
        <xsl:variable name="label" as="xs:string*" select="f:label(.), (@type, @name)[1][not(current()/self::relation)], @locus, @match"/>
        <span class="{local-name()} fine">
          <xsl:sequence select="f:own(.)"/>
          <xsl:if test="exists($label)">
            <span data-te="own"><xsl:value-of select="string-join($label, ' ') || ': '"/></span>
          </xsl:if>
          <xsl:call-template name="apart"/>
        </span>
      </xsl:when>
      <xsl:otherwise>
        <xsl:sequence select="f:place(.)"/>
      </xsl:otherwise>
    </xsl:choose>
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

  <xsl:template mode="m:text" as="element()?" match="interpGrp | spanGrp | altGrp | joinGrp | linkGrp | timeline | listRelation | listAnnotation | annotation">
    <xsl:if test="normalize-space() or self::listRelation or @te:anchor">
      <xsl:call-template name="part"/>
    </xsl:if>
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
    <span class="{local-name()} event">
      <xsl:sequence select="f:own(.)"/>
      <xsl:if test="not(normalize-space())">
        <xsl:sequence select="f:made('(' || string-join((f:label(.)[.], local-name()[not(current()/self::pause)], @type, @dur)[normalize-space()], ' ') || ')')"/>
      </xsl:if>
      <xsl:apply-templates mode="m:text"/>
    </span>
  </xsl:template>

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
