<?xml version="1.0" encoding="UTF-8"?>
<!--
  Notes, with the number, the series and the responsibility that the passes found.

  Every call of a note is t:nt with the note in it, wherever it is printed: at the foot of its page, or after a part of
  the text, where endnotes.xsl takes it. A note that stands between blocks, where nothing could call it, is a paragraph
  in small type.
-->
<xsl:stylesheet version="3.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:te="urn:teiedit:annotation"
  xmlns:t="urn:teiedit:typst"
  xmlns:f="urn:teiedit:functions"
  xmlns:m="urn:teiedit:modes"
  xmlns:v="urn:teiedit:variables"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="#all">

  <xsl:template mode="m:typst" as="node()*" match="note[@te:label]">
    <xsl:param name="copy" as="xs:boolean" tunnel="yes" select="false()"/>
    <xsl:if test="not($copy)">
      <xsl:sequence select="f:footnote(.)"/>
    </xsl:if>
  </xsl:template>

  <!-- Where it stands it is not called: links to it lead to where it is. -->
  <xsl:template mode="m:typst" as="empty-sequence()" match="note[@te:away]" priority="65"/>

  <xsl:function name="f:footnote" as="element(t:nt)" visibility="private">
    <xsl:param name="note" as="element(note)"/>
    <xsl:for-each select="$note">
      <t:nt n="{@te:label}" id="{@te:anchor}" series="{@te:series}" rank="{@te:rank}">
        <xsl:if test="@te:by-page">
          <xsl:attribute name="kind" select="@te:by-page"/>
        </xsl:if>
        <xsl:variable name="content" as="node()*">
          <xsl:apply-templates mode="m:typst"/>
          <xsl:call-template name="responsible"/>
        </xsl:variable>
        <xsl:choose>
          <!-- Around its call may be another language than around the note. -->
          <xsl:when test="@te:away and f:language(.) != ''">
            <t:lang>
              <xsl:sequence select="f:language-arguments(f:language(.)), $content"/>
            </t:lang>
          </xsl:when>
          <xsl:otherwise>
            <xsl:sequence select="$content"/>
          </xsl:otherwise>
        </xsl:choose>
      </t:nt>
    </xsl:for-each>
  </xsl:function>

  <!-- Called away from where it stands: at its first call it is set, at the others its number is repeated. -->
  <xsl:template mode="m:typst" as="node()*" match="te:call | ref[@te:call] | ptr[@te:call]" priority="2">
    <xsl:param name="copy" as="xs:boolean" tunnel="yes" select="false()"/>
    <xsl:variable name="note" as="element(note)?" select="key('note', (@te:call, @note)[1])[1]"/>
    <xsl:if test="not($copy) and exists($note)">
      <xsl:if test="not(self::te:call) and f:says-more(.)">
        <xsl:apply-templates mode="m:typst"/>
      </xsl:if>
      <xsl:choose>
        <xsl:when test="$note/@te:away and ends-with((@te:id, @id)[1], '-call')">
          <t:an id="{$note/@te:anchor}"/>
          <xsl:sequence select="f:footnote($note)"/>
        </xsl:when>
        <xsl:otherwise>
          <xsl:sequence select="f:called-again($note, string((@te:id, @id)[1]))"/>
        </xsl:otherwise>
      </xsl:choose>
    </xsl:if>
  </xsl:template>

  <!-- On another page, a note of its own says where the note is. -->
  <xsl:function name="f:called-again" as="element(t:nt-again)" visibility="private">
    <xsl:param name="note" as="element(note)"/>
    <xsl:param name="call" as="xs:string"/>
    <t:nt-again n="{$note/@te:label}" id="{$note/@te:anchor}" call="{f:prefixed($call)}" series="{$note/@te:series}" rank="{$note/@te:rank}"
      word="{f:say('see-note-on')}">
      <xsl:if test="$note/@te:by-page">
        <xsl:attribute name="kind" select="$note/@te:by-page"/>
      </xsl:if>
    </t:nt-again>
  </xsl:function>

  <!-- Beside its line where there is room; what is more than a phrase stands in the text. -->
  <xsl:template mode="m:typst" as="node()*" match="note[@te:place = 'margin'][not(@te:label)]" priority="1">
    <xsl:param name="copy" as="xs:boolean" tunnel="yes" select="false()"/>
    <xsl:choose>
      <xsl:when test="$copy"/>
      <xsl:when test="string-length(.) gt 1200 or f:stands-alone(.) or ancestor::note or ancestor::table or f:has-blocks(.)">
        <xsl:next-match/>
      </xsl:when>
      <xsl:otherwise>
        <t:margin-note id="{@te:anchor}">
          <xsl:apply-templates mode="m:typst" select="if (p and not(text()[normalize-space()])) then */(self::p/node(), self::*[not(self::p)]) else node()"/>
          <xsl:call-template name="responsible"/>
        </t:margin-note>
        <xsl:text> </xsl:text>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:function name="f:has-blocks" as="xs:boolean" visibility="private">
    <xsl:param name="note" as="element(note)"/>
    <xsl:sequence select="exists($note/(list | lg | table | figure | floatingText)) or count($note/p) gt 1"/>
  </xsl:function>

  <xsl:template mode="m:typst" as="node()*" match="note[@te:label][f:stands-alone(.)]" priority="1">
    <t:small>
      <xsl:apply-templates mode="m:typst"/>
      <xsl:call-template name="responsible"/>
    </t:small>
  </xsl:template>

  <xsl:function name="f:stands-alone" as="xs:boolean" visibility="private">
    <xsl:param name="note" as="element(note)"/>
    <xsl:sequence select="exists($note/..[f:is-division(.) or self::lg[not($note/preceding-sibling::l)] or self::listBibl
      or self::noteGrp or self::listPerson or self::listPlace or self::castList or self::titlePage or self::table
      or self::sp[empty($note/preceding-sibling::*)]])
      or exists($note/parent::list[empty($note/preceding-sibling::item)])"/>
  </xsl:function>

  <!-- In the line: place="inline", and notes that are not called. -->
  <xsl:template mode="m:typst" as="node()*" match="note[not(@te:label)]">
    <xsl:param name="copy" as="xs:boolean" tunnel="yes" select="false()"/>
    <xsl:choose>
      <xsl:when test="$copy"/>
      <xsl:when test="p | list | lg | ab | table or f:stands-alone(.)">
        <t:small>
          <xsl:apply-templates mode="m:typst"/>
          <xsl:call-template name="responsible"/>
        </t:small>
      </xsl:when>
      <xsl:when test="(@place = 'inline' or @te:place = 'margin') and not(matches(., '^\s*[(\[]'))">
        <xsl:text> (</xsl:text>
        <xsl:apply-templates mode="m:typst"/>
        <xsl:call-template name="responsible"/>
        <xsl:text>) </xsl:text>
      </xsl:when>
      <xsl:otherwise>
        <xsl:apply-templates mode="m:typst"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- "Translator’s Note: …" says already whose note it is. -->
  <xsl:template name="responsible" as="node()*">
    <xsl:if test="@te:by and not(starts-with(lower-case(normalize-space(.)), lower-case(@te:by)))">
      <xsl:text> (</xsl:text>
      <t:own>
        <t:hi rend="italic">
          <xsl:value-of select="@te:by"/>
        </t:hi>
      </t:own>
      <xsl:text>)</xsl:text>
    </xsl:if>
  </xsl:template>

  <xsl:template mode="m:typst" as="node()*" match="noteGrp">
    <xsl:apply-templates mode="m:typst"/>
  </xsl:template>
</xsl:stylesheet>
