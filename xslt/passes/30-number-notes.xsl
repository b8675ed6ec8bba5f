<?xml version="1.0" encoding="UTF-8"?>
<!--
  Numbers the notes that are called in the text or in the abstract, by series, once for every output.

  A series is the notes of one kind (@type). Where the source numbers its notes (@n), those numbers stand.
  Notes without a number are counted in one sequence, so that no two calls are alike: in letters where others have
  the source's numbers, else in figures. One walk over the notes, so the cost grows with their number and no faster.
    te:label    what is printed as the call
    te:series   the series, from @type, else "note"
    te:by       the one responsible, from @resp, as an editor would name them
-->
<xsl:package name="urn:teiedit:passes:number-notes" package-version="1.0" version="3.0" declared-modes="yes"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:map="http://www.w3.org/2005/xpath-functions/map"
  xmlns:te="urn:teiedit:annotation"
  xmlns:f="urn:teiedit:functions"
  xmlns:m="urn:teiedit:modes"
  xmlns:v="urn:teiedit:variables"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="#all">

  <xsl:key name="id" match="*[@xml:id]" use="@xml:id"/>

  <xsl:mode name="m:number" on-no-match="shallow-copy" on-multiple-match="fail" visibility="final"/>
  <xsl:mode on-no-match="fail" on-multiple-match="fail"/>

  <xsl:template match="/" as="document-node()">
    <xsl:variable name="notes" as="element(note)*" select="f:called-notes(.)"/>
    <xsl:document>
      <xsl:apply-templates mode="m:number">
        <xsl:with-param name="labels" tunnel="yes" select="f:labels($notes)"/>
      </xsl:apply-templates>
    </xsl:document>
  </xsl:template>

  <xsl:template mode="m:number" as="element(note)" match="note">
    <xsl:param name="labels" as="map(xs:string, xs:string)" tunnel="yes"/>
    <xsl:variable name="key" as="xs:string" select="generate-id(.)"/>
    <xsl:copy>
      <xsl:copy-of select="@*"/>
      <xsl:if test="map:contains($labels, $key)">
        <xsl:attribute name="te:label" select="$labels($key)"/>
        <xsl:attribute name="te:series" select="f:series(.)"/>
        <xsl:variable name="by" as="xs:string?" select="f:responsible(.)"/>
        <xsl:if test="$by">
          <xsl:attribute name="te:by" select="$by"/>
        </xsl:if>
      </xsl:if>
      <xsl:apply-templates mode="m:number"/>
    </xsl:copy>
  </xsl:template>

  <!-- Editorial intervention names its author too, for the explanation beside it. -->
  <xsl:template mode="m:number" as="element()"
    match="(corr | reg | expan | ex | supplied | surplus | secl | sic | unclear | gap | add | del)[@resp]">
    <xsl:copy>
      <xsl:copy-of select="@*"/>
      <xsl:variable name="by" as="xs:string?" select="f:responsible(.)"/>
      <xsl:if test="$by">
        <xsl:attribute name="te:by" select="$by"/>
      </xsl:if>
      <xsl:apply-templates mode="m:number"/>
    </xsl:copy>
  </xsl:template>

  <!-- Notes of a register, an apparatus away from its text, or a description of the source stand where they are and are not called. -->
  <xsl:function name="f:called-notes" as="element(note)*" visibility="private">
    <xsl:param name="document" as="document-node()"/>
    <xsl:sequence select="$document//(abstract | text)//note
                          [not(@place = 'inline')][not(ancestor::standOff | ancestor::listBibl | ancestor::bibl | ancestor::listApp)]"/>
  </xsl:function>

  <xsl:function name="f:series" as="xs:string" visibility="private">
    <xsl:param name="note" as="element(note)"/>
    <xsl:sequence select="string(($note/@type, 'note')[1])"/>
  </xsl:function>

  <xsl:function name="f:labels" as="map(xs:string, xs:string)" visibility="private">
    <xsl:param name="notes" as="element(note)*"/>
    <xsl:variable name="format" as="xs:string" select="if ($notes/@n) then 'a' else '1'"/>
    <xsl:map>
      <xsl:for-each select="$notes[@n]">
        <xsl:map-entry key="generate-id(.)" select="string(@n)"/>
      </xsl:for-each>
      <xsl:for-each select="$notes[not(@n)]">
        <xsl:map-entry key="generate-id(.)" select="f:count(position(), $format)"/>
      </xsl:for-each>
    </xsl:map>
  </xsl:function>

  <xsl:function name="f:count" as="xs:string" visibility="private">
    <xsl:param name="number" as="xs:integer"/>
    <xsl:param name="format" as="xs:string"/>
    <xsl:number value="$number" format="{$format}"/>
  </xsl:function>

  <!-- "#translator" becomes what the header says of it: a name, else the responsibility. -->
  <xsl:function name="f:responsible" as="xs:string?" visibility="private">
    <xsl:param name="element" as="element()"/>
    <xsl:variable name="who" as="element()*"
      select="tokenize($element/@resp)[starts-with(., '#')] ! key('id', substring(., 2), root($element))"/>
    <xsl:if test="exists($who)">
      <xsl:value-of select="$who ! f:person(.)" separator=", "/>
    </xsl:if>
  </xsl:function>

  <xsl:function name="f:person" as="xs:string" visibility="private">
    <xsl:param name="who" as="element()"/>
    <xsl:sequence select="normalize-space((
        $who/(persName | orgName | name)[1],
        $who[self::persName | self::orgName | self::name | self::editor | self::author],
        $who/resp[1],
        $who)[1])"/>
  </xsl:function>
</xsl:package>
