<?xml version="1.0" encoding="UTF-8"?>
<!--
  Turns the tree of calls into Typst code: the only place where code is written.

  t:name becomes name(…): attributes are named arguments, always strings; t:arg children are named arguments of
  content; t:array is an array of calls; everything else is the body, a code block whose parts Typst joins.
  Text becomes string literals, in which only backslash and quote mean anything. Runs of white space become
  Typst's own space, which it merges, and drops at the edges of paragraphs, as HTML does.
  Typst's parser gives up at 256 levels: beyond v:deepest calls, content goes on without its wrappers.
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

  <xsl:variable name="v:deepest" as="xs:integer" static="no" select="32"/>
  <xsl:variable name="v:inline" as="xs:string+"
    select="'hi', 'lang', 'to', 'url', 'coloured', 'own', 'said-about', 'gone', 'came', 'ruby', 'speaker', 'delivery', 'run-in', 'stage-inline', 'stage-exit', 'far-end'"/>

  <xsl:variable name="v:without-body" as="xs:string+"
    select="'an', 'br', 'join', 'pb', 'gap-space', 'ornament', 'parting', 'picture', 'no-picture', 'back-head', 'back-subhead', 'pages',
            'on-page', 'page-of', 'unknown', 'minor-head', 'half-title', 'volume-title', 'letter', 'document-row', 'contents', 'part',
            'nt-again', 'inner-call', 'lemma-begins', 'end-call', 'end-again', 'picture-inline', 'no-picture-inline', 'became', 'caesura', 'facsimile-page',
            'line-start', 'mi', 'mn', 'mo', 'mtext', 'mspace', 'mfrac'"/>

  <xsl:mode name="m:write" on-no-match="fail" on-multiple-match="fail" visibility="final"/>
  <xsl:mode name="m:write-flat" on-no-match="fail" on-multiple-match="fail" visibility="final"/>

  <xsl:template mode="m:write" as="text()*" match="t:edition">
    <xsl:text>#import "teiedit.typ": *&#10;</xsl:text>
    <xsl:call-template name="hoisted-notes"/>
    <xsl:text>#show: edition.with(</xsl:text>
    <xsl:apply-templates mode="m:write" select="@*"/>
    <xsl:text>)&#10;#{&#10;</xsl:text>
    <xsl:apply-templates mode="m:write"/>
    <xsl:text>}&#10;</xsl:text>
  </xsl:template>

  <!-- A document of a volume: its code, then what the volume gathers from it, behind a line that no code has. -->
  <xsl:template mode="m:write" as="text()*" match="t:chapter">
    <xsl:text>#import "teiedit.typ": *&#10;</xsl:text>
    <xsl:call-template name="hoisted-notes"/>
    <xsl:text>#chapter(</xsl:text>
    <xsl:apply-templates mode="m:write" select="@*"/>
    <xsl:text>{&#10;</xsl:text>
    <xsl:apply-templates mode="m:write" select="node() except (te:part, t:volume-notes)"/>
    <xsl:text>})&#10;</xsl:text>
    <xsl:if test="t:volume-notes">
      <xsl:value-of select="$v:notes-follow || '&#10;#import &quot;teiedit.typ&quot;: *&#10;#{&#10;'"/>
      <xsl:apply-templates mode="m:write" select="t:volume-notes/node()"/>
      <xsl:text>}&#10;</xsl:text>
    </xsl:if>
    <xsl:value-of select="$v:part-follows || '&#10;' || serialize(te:part)"/>
  </xsl:template>

  <xsl:variable name="v:notes-follow" as="xs:string" select="'// te:notes'"/>
  <xsl:variable name="v:part-follows" as="xs:string" select="'// te:part'"/>

  <xsl:template mode="m:write" as="text()" match="t:include">
    <xsl:value-of select="'include ' || f:literal(@file) || '&#10;'"/>
  </xsl:template>

  <xsl:template mode="m:write" as="text()*" match="t:*">
    <xsl:param name="depth" as="xs:integer" tunnel="yes" select="0"/>
    <xsl:choose>
      <xsl:when test="$depth ge $v:deepest and (* or text()) and not(parent::t:array)">
        <xsl:apply-templates mode="m:write-flat" select="."/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:value-of select="local-name() || '('"/>
        <xsl:apply-templates mode="m:write" select="@*, t:arg, t:array">
          <xsl:with-param name="depth" tunnel="yes" select="$depth + 1"/>
        </xsl:apply-templates>
        <xsl:if test="empty(t:array) and (text() or * except t:arg)">
          <xsl:text>{&#10;</xsl:text>
          <xsl:apply-templates mode="m:write" select="node() except t:arg">
            <xsl:with-param name="depth" tunnel="yes" select="$depth + 1"/>
          </xsl:apply-templates>
          <xsl:text>}</xsl:text>
        </xsl:if>
        <xsl:if test="not(t:array or text() or * except t:arg or local-name() = $v:without-body)">
          <xsl:text>[]</xsl:text>
        </xsl:if>
        <xsl:text>)</xsl:text>
        <xsl:if test="not(parent::t:array)">
          <xsl:text>&#10;</xsl:text>
        </xsl:if>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template mode="m:write" as="text()*" match="t:arg">
    <xsl:value-of select="@name || ': {&#10;'"/>
    <xsl:apply-templates mode="m:write"/>
    <xsl:text>}, </xsl:text>
  </xsl:template>

  <xsl:template mode="m:write" as="text()*" match="t:array">
    <xsl:text>(</xsl:text>
    <xsl:for-each select="t:*">
      <xsl:apply-templates mode="m:write" select="."/>
      <xsl:text>,&#10;</xsl:text>
    </xsl:for-each>
    <xsl:text>)</xsl:text>
  </xsl:template>

  <!-- Addresses within the document, or (@at) of the whole volume. -->
  <xsl:template mode="m:write" as="text()*" match="@id | @at | @ids | @notes[parent::t:pages]" priority="1">
    <xsl:value-of select="(if (self::attribute(at)) then 'id' else local-name()) || ': '
                          || f:literal(if (self::attribute(at)) then . else if (self::attribute(id)) then $prefix || . else f:prefixed(.)) || ', '"/>
  </xsl:template>

  <!-- Documents may have different images of one name. -->
  <xsl:template mode="m:write" as="text()" match="@file[starts-with(., 'img/')]" priority="1">
    <xsl:value-of select="'file: ' || f:literal('img/' || $prefix || substring(., 5)) || ', '"/>
  </xsl:template>

  <!-- "a b>c": addresses with the document's prefix; from one address to another. -->
  <xsl:function name="f:prefixed" as="xs:string" visibility="private">
    <xsl:param name="addresses" as="xs:string"/>
    <xsl:sequence select="if ($prefix = '') then $addresses
                          else string-join(tokenize($addresses) ! ($prefix || replace(., '>', '>' || $prefix)), ' ')"/>
  </xsl:function>

  <xsl:template mode="m:write" as="text()*" match="@*">
    <xsl:value-of select="local-name() || ': ' || f:literal(.) || ', '"/>
  </xsl:template>

  <xsl:template mode="m:write" as="text()*" match="text()">
    <xsl:variable name="said" as="xs:string" select="normalize-space(.)"/>
    <xsl:choose>
      <xsl:when test="$said = ''">
        <xsl:if test="not(f:is-spaced(.))">
          <xsl:text>sp&#10;</xsl:text>
        </xsl:if>
      </xsl:when>
      <xsl:otherwise>
        <xsl:if test="f:is-space(substring(., 1, 1)) and not(f:is-spaced(.))">
          <xsl:text>sp&#10;</xsl:text>
        </xsl:if>
        <xsl:value-of select="f:quoted($said) || '&#10;'"/>
        <xsl:if test="f:is-space(substring(., string-length(.)))">
          <xsl:text>sp&#10;</xsl:text>
        </xsl:if>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- Of one character; an expression would be tried at every place of a long text. -->
  <xsl:function name="f:is-space" as="xs:boolean" visibility="private">
    <xsl:param name="character" as="xs:string"/>
    <xsl:sequence select="contains('&#32;&#10;&#9;&#13;', $character)"/>
  </xsl:function>

  <!-- Space is there already, before a place that words have left. -->
  <xsl:function name="f:is-spaced" as="xs:boolean" visibility="private">
    <xsl:param name="text" as="text()"/>
    <xsl:sequence select="exists($text/preceding-sibling::node()[1][self::t:an])
                          and matches($text/preceding-sibling::node()[not(self::t:an)][1][self::text()], '\s$')"/>
  </xsl:function>

  <!-- Lines that stand as they are: program text, ASCII drawings. -->
  <xsl:template mode="m:write m:write-flat" as="text()*" match="t:verbatim">
    <xsl:for-each select="tokenize(., '\r?\n')">
      <xsl:value-of select="if (position() gt 1) then 'linebreak()&#10;' else ''"/>
      <xsl:value-of select="f:literal(replace(., ' ', '&#xA0;')) || '&#10;'"/>
    </xsl:for-each>
  </xsl:template>

  <xsl:template mode="m:write-flat" as="text()*" match="t:*">
    <xsl:if test="not(local-name() = $v:inline)">
      <xsl:text>parbreak()&#10;</xsl:text>
    </xsl:if>
    <xsl:apply-templates mode="m:write-flat"/>
  </xsl:template>

  <xsl:template mode="m:write-flat" as="text()*" match="text() | t:*[not(* or text())]">
    <xsl:apply-templates mode="m:write" select=".">
      <xsl:with-param name="depth" tunnel="yes" select="0"/>
    </xsl:apply-templates>
  </xsl:template>

  <xsl:function name="f:literal" as="xs:string" visibility="private">
    <xsl:param name="text" as="xs:string"/>
    <xsl:sequence select="f:quoted(normalize-space($text))"/>
  </xsl:function>

  <!-- Nearly no text has either character, and to look for one costs less than to replace none. -->
  <xsl:function name="f:quoted" as="xs:string" visibility="private">
    <xsl:param name="said" as="xs:string"/>
    <xsl:variable name="with-backslashes" as="xs:string"
      select="if (contains($said, '\')) then replace($said, '\\', '\\\\') else $said"/>
    <xsl:sequence select="'&quot;'
                          || (if (contains($with-backslashes, '&quot;')) then replace($with-backslashes, '&quot;', '\\&quot;') else $with-backslashes)
                          || '&quot;'"/>
  </xsl:function>
</xsl:stylesheet>
