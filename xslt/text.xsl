<?xml version="1.0" encoding="UTF-8"?>
<!--
  One annotated TEI document to plain text, for reading aloud, for counting and for machines.

  One view of the text; a blank line between blocks; note calls in square brackets, the notes at the end.
-->
<xsl:package name="urn:teiedit:text" package-version="1.0" version="3.0" declared-modes="yes"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:te="urn:teiedit:annotation"
  xmlns:f="urn:teiedit:functions"
  xmlns:m="urn:teiedit:modes"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="#all">

  <xsl:output method="text" encoding="UTF-8"/>

  <xsl:param name="view" as="xs:string" select="'reading'"/>

  <!-- Every text node leaves as one string; blocks end with U+2029, lines with U+2028, and are laid out afterwards. -->
  <xsl:mode name="m:text" on-no-match="text-only-copy" on-multiple-match="fail"/>
  <xsl:mode on-no-match="fail" on-multiple-match="fail"/>

  <xsl:template match="/" as="text()">
    <xsl:variable name="title" as="element(title)*" select="*/teiHeader/fileDesc/titleStmt/title"/>
    <xsl:variable name="parts" as="xs:string*">
      <xsl:if test="not(.//docTitle)">
        <xsl:sequence select="string(($title[@type = 'main'], $title)[1])"/>
      </xsl:if>
      <xsl:apply-templates mode="m:part"
        select="*/teiHeader/profileDesc/abstract | (* | *//TEI)/(text | standOff | sourceDoc)"/>
      <xsl:for-each select=".//note[@te:label]">
        <xsl:sequence select="f:rendered(., '[' || @te:label || '] ')"/>
      </xsl:for-each>
    </xsl:variable>
    <xsl:value-of select="string-join(($parts ! f:laid-out(.))[.], '&#10;&#10;') || '&#10;'"/>
  </xsl:template>

  <xsl:mode name="m:part" on-no-match="fail" on-multiple-match="fail"/>
  <xsl:template mode="m:part" as="xs:string" match="*">
    <xsl:sequence select="f:rendered(., '')"/>
  </xsl:template>

  <xsl:function name="f:rendered" as="xs:string" visibility="private">
    <xsl:param name="element" as="element()"/>
    <xsl:param name="before" as="xs:string"/>
    <xsl:variable name="text" as="node()*">
      <xsl:apply-templates mode="m:text" select="$element/node()"/>
    </xsl:variable>
    <xsl:sequence select="$before || string-join($text)"/>
  </xsl:function>

  <!-- White space is one space, except where a block or a line ends. -->
  <xsl:function name="f:laid-out" as="xs:string" visibility="private">
    <xsl:param name="text" as="xs:string"/>
    <xsl:variable name="blocks" as="xs:string*"
      select="tokenize($text, '&#x2029;') ! string-join(tokenize(., '\s*&#x2028;[\s&#x2028;]*') ! normalize-space(.), '&#10;')"/>
    <xsl:sequence select="string-join($blocks ! replace(., '^\n+|\n+$', '')[.], '&#10;&#10;')"/>
  </xsl:function>

  <xsl:template mode="m:text" as="node()*" match="*[@te:view and @te:view != $view]" priority="3"/>

  <xsl:template mode="m:text" as="node()*" match="*[@te:open][$view = 'source']" priority="2">
    <xsl:value-of select="@te:open"/>
    <xsl:apply-templates mode="m:text"/>
    <xsl:value-of select="@te:close"/>
  </xsl:template>

  <xsl:template mode="m:text" as="node()*" match="note[@te:label]" priority="2">
    <xsl:value-of select="'[' || @te:label || ']'"/>
  </xsl:template>

  <xsl:template mode="m:text" as="node()*"
    match="p | ab | head | lg | list[not(tokenize(@rend) = 'inline')] | table | figure | quote[p] | sp | opener | closer
           | docTitle | docDate[not(ancestor::p)] | titlePart | byline | epigraph | trailer | postscript | person | place
           | org | standOff//bibl | event">
    <xsl:text>&#x2029;</xsl:text>
    <xsl:apply-templates mode="m:text"/>
    <xsl:text>&#x2029;</xsl:text>
  </xsl:template>

  <xsl:template mode="m:text" as="node()*" match="list[tokenize(@rend) = 'inline']">
    <xsl:text>&#x2029;</xsl:text>
    <xsl:for-each select="*">
      <xsl:apply-templates mode="m:text"/>
      <xsl:text> </xsl:text>
    </xsl:for-each>
    <xsl:text>&#x2029;</xsl:text>
  </xsl:template>

  <xsl:template mode="m:text" as="node()*"
    match="item | l | row | speaker | stage[parent::sp or parent::div] | addrLine | label[parent::list] | dateline | salute
           | signed | castItem">
    <xsl:text>&#x2028;</xsl:text>
    <xsl:apply-templates mode="m:text"/>
    <xsl:text>&#x2028;</xsl:text>
  </xsl:template>

  <xsl:template mode="m:text" as="node()*" match="cell">
    <xsl:apply-templates mode="m:text"/>
    <xsl:text> </xsl:text>
  </xsl:template>

  <xsl:template mode="m:text" as="node()*" match="lb | pb | cb | gb">
    <xsl:choose>
      <xsl:when test="@te:join"/>
      <xsl:when test="self::lb and $view = 'source'">
        <xsl:text>&#x2028;</xsl:text>
      </xsl:when>
      <xsl:otherwise>
        <xsl:text> </xsl:text>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- Alternatives that no rule decides between: the first is read. -->
  <xsl:template mode="m:text" as="node()*" match="choice[not(*/@te:view)]">
    <xsl:apply-templates mode="m:text" select="*[1]"/>
  </xsl:template>

  <xsl:template mode="m:text" as="node()*" match="gap">
    <xsl:text>[…]</xsl:text>
  </xsl:template>

  <!-- The reading that is printed; the others are the apparatus of other outputs. -->
  <xsl:template mode="m:text" as="node()*" match="app">
    <xsl:apply-templates mode="m:text" select="(lem, rdg, rdgGrp)[1]"/>
  </xsl:template>
</xsl:package>
