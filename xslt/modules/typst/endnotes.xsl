<?xml version="1.0" encoding="UTF-8"?>
<!--
  Notes after a division, a document or a volume.

  Templates write the call of a note with the note in it (t:nt), and t:end-notes where the notes so far shall stand. When
  the tree of calls is whole, the notes are taken out of the text and put there: whoever writes a call need not know
  where its note is printed, and exactly what is called is printed. In a volume those of a document are one call,
  t:volume-notes, at its end.
-->
<xsl:stylesheet version="3.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:map="http://www.w3.org/2005/xpath-functions/map"
  xmlns:te="urn:teiedit:annotation"
  xmlns:t="urn:teiedit:typst"
  xmlns:f="urn:teiedit:functions"
  xmlns:m="urn:teiedit:modes"
  xmlns:v="urn:teiedit:variables"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="#all">

  <xsl:variable name="v:has-endnotes" as="xs:boolean" select="$notes != 'foot' and exists(//note[@te:label])"/>

  <!-- Hook: after the text of a document. -->
  <xsl:template name="endnotes" as="element(t:end-notes)?">
    <xsl:if test="$v:has-endnotes">
      <t:end-notes level="{f:added-level(.)}"/>
    </xsl:if>
  </xsl:template>

  <!-- After a chapter: a text of a group, else the outermost division. -->
  <xsl:template mode="m:typst" as="node()*" priority="55"
    match="(front | body | back)[not(ancestor::group or ancestor::floatingText)]/(div | div1) | group/text">
    <xsl:next-match/>
    <xsl:if test="$v:has-endnotes and $notes = 'division'">
      <t:end-notes level="{min((6, 1 + count(ancestor-or-self::*[head[f:is-heading(.) and f:plain(.) != '']]) + count(ancestor::teiCorpus)))}"/>
    </xsl:if>
  </xsl:template>

  <xsl:mode name="m:gather" on-no-match="shallow-copy" on-multiple-match="fail" visibility="final"/>

  <xsl:function name="f:gathered" as="element()" visibility="private">
    <xsl:param name="calls" as="element()"/>
    <xsl:choose>
      <xsl:when test="$v:has-endnotes">
        <xsl:apply-templates mode="m:gather" select="$calls">
          <xsl:with-param name="taken" tunnel="yes" select="f:notes-by-place($calls)"/>
          <xsl:with-param name="last" tunnel="yes" select="($calls//t:end-notes)[last()]"/>
        </xsl:apply-templates>
      </xsl:when>
      <xsl:otherwise>
        <xsl:sequence select="$calls"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <!-- The notes that each place of endnotes is given, by its identity. -->
  <xsl:function name="f:notes-by-place" as="map(xs:string, element(t:nt)*)" visibility="private">
    <xsl:param name="calls" as="element()"/>
    <xsl:map>
      <xsl:for-each-group select="$calls//(t:nt | t:end-notes)" group-ending-with="t:end-notes">
        <xsl:if test="current-group()[last()][self::t:end-notes]">
          <xsl:map-entry key="generate-id(current-group()[last()])" select="current-group()[self::t:nt]"/>
        </xsl:if>
      </xsl:for-each-group>
    </xsl:map>
  </xsl:function>

  <!-- What is called after the last place stays at the foot. -->
  <xsl:template mode="m:gather" as="element()" match="t:nt">
    <xsl:param name="last" as="element(t:end-notes)" tunnel="yes"/>
    <xsl:choose>
      <xsl:when test=". &lt;&lt; $last">
        <t:end-call>
          <xsl:sequence select="@n, @id"/>
        </t:end-call>
      </xsl:when>
      <xsl:otherwise>
        <xsl:next-match/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template mode="m:gather" as="element()" match="t:nt-again">
    <t:end-again>
      <xsl:sequence select="@n, @id"/>
    </t:end-again>
  </xsl:template>

  <xsl:template mode="m:gather" as="element()?" match="t:end-notes">
    <xsl:param name="taken" as="map(xs:string, element(t:nt)*)" tunnel="yes"/>
    <xsl:variable name="notes-here" as="element(t:nt)*" select="$taken(generate-id())"/>
    <xsl:if test="exists($notes-here) and not($notes = 'volume' and ancestor::t:chapter)">
      <t:end-notes>
        <xsl:sequence select="@level, f:own-language()"/>
        <xsl:attribute name="title" select="f:say('notes')"/>
        <xsl:sequence select="f:words-of-head()"/>
        <xsl:call-template name="series">
          <xsl:with-param name="of" select="$notes-here"/>
        </xsl:call-template>
      </t:end-notes>
    </xsl:if>
  </xsl:template>

  <xsl:template mode="m:gather" as="element()" match="t:chapter">
    <xsl:param name="taken" as="map(xs:string, element(t:nt)*)" tunnel="yes"/>
    <xsl:copy>
      <xsl:apply-templates mode="m:gather" select="@*, node()"/>
      <xsl:if test="$notes = 'volume'">
        <t:volume-notes>
          <t:notes-of>
            <xsl:sequence select="f:words-of-head()"/>
            <xsl:call-template name="series">
              <xsl:with-param name="of" select="(map:keys($taken) ! $taken(.))/."/>
            </xsl:call-template>
          </t:notes-of>
        </t:volume-notes>
      </xsl:if>
    </xsl:copy>
  </xsl:template>

  <!-- What the running heads of these pages say. -->
  <xsl:function name="f:words-of-head" as="attribute()+" visibility="private">
    <xsl:attribute name="one" select="f:say('notes-to-page')"/>
    <xsl:attribute name="several" select="f:say('notes-to-pages')"/>
  </xsl:function>

  <!-- In the edition's order of series, under the name of each where there are several. -->
  <xsl:template name="series" as="element()*">
    <xsl:param name="of" as="element(t:nt)*"/>
    <xsl:variable name="are-several" as="xs:boolean" select="count(distinct-values($of/@series)) gt 1"/>
    <xsl:for-each-group select="$of" group-by="string(@series)">
      <xsl:sort select="current-group()[1]/@rank ! number(.)"/>
      <t:end-series title="{f:series-name(current-grouping-key())[$are-several]}" widest="{f:longest(current-group()/@n)}">
        <xsl:sequence select="f:own-language()"/>
        <xsl:for-each select="current-group()">
          <t:end-note>
            <xsl:sequence select="@n, @id"/>
            <xsl:apply-templates mode="m:gather" select="node()"/>
          </t:end-note>
        </xsl:for-each>
      </t:end-series>
    </xsl:for-each-group>
  </xsl:template>

  <xsl:function name="f:longest" as="xs:string" visibility="private">
    <xsl:param name="numbers" as="attribute()*"/>
    <xsl:sequence select="sort($numbers ! string(), (), string-length#1)[last()]"/>
  </xsl:function>

  <!-- "Translator’s notes"; a series of the edition's own may have a word in its tables, else its name is its heading. -->
  <xsl:function name="f:series-name" as="xs:string" visibility="private">
    <xsl:param name="series" as="xs:string"/>
    <xsl:sequence select="if ($series = ('', 'note')) then f:say('notes') else (f:say-if('notes-' || $series), $series)[1]"/>
  </xsl:function>
</xsl:stylesheet>
