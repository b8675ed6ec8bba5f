<?xml version="1.0" encoding="UTF-8"?>
<!-- Notes: their calls in the text and the list of them, linked both ways. -->
<xsl:stylesheet version="3.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:te="urn:teiedit:annotation"
  xmlns:f="urn:teiedit:functions"
  xmlns:m="urn:teiedit:modes"
  xmlns:v="urn:teiedit:variables"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="#all">

  <xsl:key name="note" match="note[@te:label]" use="@te:anchor"/>

  <!-- Called where it stands. -->
  <xsl:template mode="m:text" as="element()?" match="note[@te:label]">
    <xsl:if test="not(@te:away)">
      <xsl:sequence select="f:call(., @te:anchor, @te:anchor || '-call', @te:label, @te:series, ())"/>
    </xsl:if>
  </xsl:template>

  <!-- Called at what it is about. -->
  <xsl:template mode="m:text" as="element()" match="te:call">
    <xsl:sequence select="f:call(., @note, @id, @label, @series, ())"/>
  </xsl:template>

  <!-- Called by a reference, whose own words stand if it has any. -->
  <xsl:template mode="m:text" as="element()" match="ref[@te:call]" priority="3"><xsl:call-template name="called"/></xsl:template>
  <xsl:template mode="m:text" as="element()" match="ptr[@te:call]" priority="3"><xsl:call-template name="called"/></xsl:template>

  <xsl:template name="called" as="element()">
    <xsl:variable name="note" as="element(note)" select="key('note', @te:call)[1]"/>
    <xsl:variable name="words" as="node()*">
      <xsl:apply-templates mode="m:text"/>
    </xsl:variable>
    <xsl:sequence select="f:call(., @te:call, @te:id, $note/@te:label, $note/@te:series, $words[normalize-space(string-join($words))])"/>
  </xsl:template>

  <xsl:template mode="m:plain" as="node()*" match="ref[@te:call] | ptr[@te:call] | te:call" priority="1"/>

  <xsl:function name="f:call" as="element()" visibility="private">
    <xsl:param name="here" as="element()"/>
    <xsl:param name="note" as="xs:string"/>
    <xsl:param name="id" as="xs:string"/>
    <xsl:param name="label" as="xs:string"/>
    <xsl:param name="series" as="xs:string"/>
    <xsl:param name="words" as="node()*"/>
    <sup class="call {$series}">
      <xsl:if test="empty($words)">
        <xsl:attribute name="data-te" select="'own'"/>
      </xsl:if>
      <a href="#{$note}" id="{$id}" role="doc-noteref" aria-label="{f:say('note')} {$label}">
        <xsl:sequence select="if (exists($words)) then $words else $label"/>
      </a>
    </sup>
  </xsl:function>

  <!-- A note that is not called stands where it is; one of the margin beside its line, where there is room. -->
  <xsl:template mode="m:text" as="node()*" match="note[not(@te:label)]">
    <xsl:variable name="is-marginal" as="xs:boolean" select="@te:place = 'margin'"/>
    <xsl:element name="{if (f:in-line(.) or ($is-marginal and not(f:holds-blocks(.)))) then 'span' else 'div'}" namespace="">
      <xsl:attribute name="class" select="string-join((if ($is-marginal) then 'margin-note' else 'inline-note',
                                                       @type ! ('t-' || replace(., '[^\w-]+', '-'))), ' ')"/>
      <xsl:if test="$is-marginal">
        <xsl:attribute name="role" select="'note'"/>
      </xsl:if>
      <xsl:sequence select="f:own(.)"/>
      <xsl:if test="@n">
        <span class="n" data-te="own"><xsl:value-of select="@n"/><xsl:text> </xsl:text></span>
      </xsl:if>
      <xsl:apply-templates mode="m:text">
        <xsl:with-param name="in-link" tunnel="yes" select="false()"/>
      </xsl:apply-templates>
    </xsl:element>
    <xsl:if test="$is-marginal">
      <xsl:text> </xsl:text>
    </xsl:if>
  </xsl:template>

  <!-- In the order of their calls, under the name of each series where there are several. -->
  <xsl:function name="f:notes" as="element()?" visibility="private">
    <xsl:param name="tei" as="element()"/>
    <xsl:variable name="found" as="element(note)*" select="$tei//note[@te:label]"/>
    <xsl:variable name="notes" as="element(note)*"
      select="if ($found/@te:order) then sort($found, (), function($note) { xs:integer($note/@te:order) }) else $found"/>
    <xsl:if test="exists($notes)">
      <section class="notes" role="doc-endnotes" aria-labelledby="te-notes-heading">
        <h2 id="te-notes-heading" data-te="own"><xsl:value-of select="f:say('notes')"/></h2>
        <xsl:for-each-group select="$notes" group-by="string(@te:series)">
          <xsl:if test="last() gt 1">
            <h3 data-te="own"><xsl:value-of select="f:series-name(current-grouping-key(), $tei)"/></h3>
          </xsl:if>
          <ol class="series {current-grouping-key()}">
            <xsl:apply-templates mode="m:note" select="current-group()"/>
          </ol>
        </xsl:for-each-group>
      </section>
    </xsl:if>
  </xsl:function>

  <xsl:function name="f:series-name" as="xs:string" visibility="private">
    <xsl:param name="series" as="xs:string"/>
    <xsl:param name="tei" as="element()"/>
    <xsl:variable name="key" as="xs:string" select="'notes-' || $series"/>
    <xsl:variable name="said" as="xs:string" select="f:say($key)"/>
    <xsl:sequence select="if ($said != $key) then $said else if ($series = 'note') then f:say('notes') else $series"/>
  </xsl:function>

  <xsl:template mode="m:note" as="element()" match="note">
    <li class="note {@te:series}" id="{@te:anchor}">
      <xsl:sequence select="f:language(.)"/>
      <!-- What is in a reading that the text does not show is called from its entry of the apparatus. -->
      <xsl:variable name="hidden" as="element(app)?"
        select="ancestor::app[@te:anchor][not(lem intersect current()/ancestor::lem)][last()]"/>
      <a class="back" data-te="own" href="#{($hidden/@te:anchor, @te:anchor || '-call')[1]}" role="doc-backlink"
        aria-label="{f:say('note')} {@te:label}: {f:say('back-to-text')}"><xsl:value-of select="@te:label"/></a>
      <xsl:text> </xsl:text>
      <div class="body">
        <xsl:choose>
          <xsl:when test="f:holds-blocks(.)">
            <xsl:sequence select="f:by(.)"/>
            <xsl:apply-templates mode="m:text"/>
          </xsl:when>
          <xsl:otherwise>
            <p>
              <xsl:sequence select="f:by(.)"/>
              <xsl:apply-templates mode="m:text"/>
            </p>
          </xsl:otherwise>
        </xsl:choose>
        <xsl:variable name="note" as="element(note)" select="."/>
        <xsl:for-each select="2 to xs:integer((@te:calls, 1)[1])">
          <a class="back" data-te="own" href="#{$note/@te:anchor}-call-{.}" role="doc-backlink"
            aria-label="{f:say('note')} {$note/@te:label}: {f:say('back-to-text')} ({.})">↑<xsl:value-of select="."/></a>
        </xsl:for-each>
      </div>
    </li>
  </xsl:template>

  <!-- Whose note it is, unless it says so itself ("Translator's Note: …"). -->
  <xsl:function name="f:by" as="node()*" visibility="private">
    <xsl:param name="note" as="element(note)"/>
    <xsl:if test="$note/@te:by and not(starts-with(lower-case(normalize-space($note)), lower-case($note/@te:by)))">
      <span class="by" data-te="own"><xsl:value-of select="$note/@te:by"/>:</span>
      <xsl:text> </xsl:text>
    </xsl:if>
  </xsl:function>
</xsl:stylesheet>
