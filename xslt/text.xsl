<?xml version="1.0" encoding="UTF-8"?>
<!--
  One annotated TEI document to plain text, for reading aloud, for counting and for machines.

  One view of the text; a blank line between blocks, a tab between the cells of a table; note calls in square
  brackets, the notes at the end in the order of their calls.
-->
<xsl:package name="urn:teiedit:text" package-version="1.0" version="3.0" declared-modes="yes"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:map="http://www.w3.org/2005/xpath-functions/map"
  xmlns:te="urn:teiedit:annotation"
  xmlns:f="urn:teiedit:functions"
  xmlns:m="urn:teiedit:modes"
  xmlns:v="urn:teiedit:variables"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="#all">

  <xsl:output method="text" encoding="UTF-8"/>

  <xsl:param name="view" as="xs:string" select="'reading'"/>

  <xsl:include href="modules/l10n.xsl"/>
  <xsl:include href="modules/characters.xsl"/>
  <xsl:include href="modules/annotated.xsl"/>

  <!-- Every text node leaves as one string; blocks end with U+2029, lines with U+2028, cells with U+FDD0, which no text
       has. They are laid out afterwards. -->
  <xsl:mode name="m:text" on-no-match="text-only-copy" on-multiple-match="fail"/>
  <xsl:mode on-no-match="fail" on-multiple-match="fail" use-accumulators="v:deletions"/>

  <xsl:template match="/" as="text()">
    <xsl:variable name="parts" as="xs:string*">
      <xsl:apply-templates mode="m:part" select="*"/>
      <xsl:for-each select="sort(.//note[@te:label], (), function($note) { xs:integer(($note/@te:order, 0)[1]) })">
        <xsl:sequence select="f:rendered(., '[' || @te:label || '] ')"/>
      </xsl:for-each>
    </xsl:variable>
    <xsl:value-of select="string-join(($parts ! f:laid-out(.))[.], '&#10;&#10;') || '&#10;'"/>
  </xsl:template>

  <xsl:mode name="m:part" on-no-match="fail" on-multiple-match="fail"/>

  <!-- The title of the header, unless the document has a title of its own. -->
  <xsl:template mode="m:part" as="xs:string*" match="TEI | teiCorpus">
    <xsl:variable name="title" as="element(title)*" select="teiHeader/fileDesc/titleStmt/title"/>
    <xsl:if test="not(text/front//docTitle)">
      <xsl:sequence select="string(($title[@type = 'main'], $title)[1])"/>
    </xsl:if>
    <xsl:apply-templates mode="m:part" select="teiHeader/profileDesc/abstract, text | standOff | sourceDoc | TEI | teiCorpus"/>
  </xsl:template>

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
      select="tokenize($text, '&#x2029;') ! string-join((tokenize(., '&#x2028;') ! normalize-space(.))[.], '&#10;')"/>
    <xsl:sequence select="replace(string-join($blocks[.], '&#10;&#10;'), ' ?&#xFDD0; ?', '&#9;')"/>
  </xsl:function>

  <!-- Seen in the other view alone, or in neither. -->
  <xsl:template mode="m:text" as="node()*" match="*[@te:view and @te:view != $view]" priority="9"/>

  <xsl:template mode="m:text" as="node()*" match="*[@te:open or @te:close or @te:each or @te:class][$view = 'source']" priority="8">
    <xsl:param name="each" as="xs:string?" tunnel="yes" select="()"/>
    <xsl:variable name="signs" as="xs:string*" select="$v:plain-signs(string(@te:class[not(../@spanTo)]))"/>
    <xsl:value-of select="(@te:open, $signs[1])[1]"/>
    <xsl:next-match>
      <xsl:with-param name="each" tunnel="yes" select="(@te:each ! string(), $each)[1]"/>
    </xsl:next-match>
    <xsl:value-of select="(@te:close, $signs[2])[1]"/>
  </xsl:template>

  <xsl:template mode="m:text" as="node()*" match="te:marked">
    <xsl:apply-templates mode="m:text"/>
  </xsl:template>

  <!-- What the page shows by colours and lines. -->
  <xsl:variable name="v:plain-signs" as="map(xs:string, xs:string+)" select="map {
    'sign-supplied': ('⟨', '⟩'), 'sign-lost': ('[', ']'), 'sign-superfluous': ('{', '}'), 'sign-wrong': ('⌜', '⌝'),
    'sign-deleted': ('⟦', '⟧'), 'sign-added': ('\', '/'), 'sign-expanded': ('(', ')'), 'sign-unclear': ('', '(?)') }"/>

  <xsl:template mode="m:text" as="text()*" match="text()[$v:has-marked-text]">
    <xsl:param name="each" as="xs:string?" tunnel="yes" select="()"/>
    <xsl:choose>
      <xsl:when test="not(f:is-deleted(.))">
        <xsl:value-of select="f:with-each(., $each)"/>
      </xsl:when>
      <xsl:when test="$view = 'source'">
        <xsl:variable name="signs" as="xs:string*" select="$v:plain-signs('sign-deleted')[$v:has-coloured-spans][normalize-space(current())]"/>
        <xsl:value-of select="$signs[1] || f:with-each(., $each) || $signs[2]"/>
      </xsl:when>
    </xsl:choose>
  </xsl:template>

  <!-- ++++ Notes and references ++++ -->

  <xsl:template mode="m:text" as="node()*" match="note[@te:label]" priority="2">
    <xsl:value-of select="('[' || @te:label || ']')[not(current()/@te:away)]"/>
  </xsl:template>

  <xsl:template mode="m:text" as="node()*" match="te:call | ref[@te:call] | ptr[@te:call]" priority="3">
    <xsl:if test="f:says-more(.)">
      <xsl:apply-templates mode="m:text"/>
    </xsl:if>
    <xsl:value-of select="'[' || (@label, key('note', @te:call)/@te:label)[1] || ']'"/>
  </xsl:template>

  <!-- In the margin, or in the line, unless it has brackets of its own. -->
  <xsl:template mode="m:text" as="node()*" match="note[@te:place = 'margin' or @place = 'inline'][not(@te:label)]" priority="2">
    <xsl:variable name="has-brackets" as="xs:boolean" select="matches(., '^\s*[(\[]')"/>
    <xsl:value-of select="if ($has-brackets) then ' ' else ' ('"/>
    <xsl:apply-templates mode="m:text"/>
    <xsl:value-of select="if ($has-brackets) then ' ' else ') '"/>
  </xsl:template>

  <!-- A reference without words says what it leads to. -->
  <xsl:template mode="m:text" as="text()?" match="(ref | ptr)[@target][not(node())]" priority="2">
    <xsl:variable name="target" as="xs:string?" select="tokenize(@target)[1]"/>
    <xsl:variable name="found" as="element()?" select="key('id', substring-after($target, '#'))[starts-with($target, '#')][1]"/>
    <xsl:value-of select="(if ($found/self::note) then string-join((f:say('note'), ($found/@te:label, $found/@n)[1]), ' ')
                           else normalize-space($found/head[1])[.],
                           $target[matches(., '^(https?://|mailto:|doi:)')] ! replace(., '^(https?://|mailto:)', ''))[1]"/>
  </xsl:template>

  <!-- ++++ Blocks and lines ++++ -->

  <xsl:template mode="m:text" as="node()*"
    match="p | ab | head | lg | list[not(tokenize(@rend) = 'inline')] | table | quote[p] | sp | opener | closer
           | docTitle | docDate[not(ancestor::p)] | titlePart | byline | epigraph | trailer | postscript | standOff//bibl
           | div | div1 | div2 | div3 | div4 | div5 | div6 | div7 | floatingText | u | zone[parent::surface] | docImprint | argument
           | imprimatur | titlePage | text | front | body | back | eg">
    <xsl:text>&#x2029;</xsl:text>
    <xsl:if test="self::u[@who]">
      <xsl:value-of select="f:person-said(@who, .) || ': '"/>
    </xsl:if>
    <xsl:apply-templates mode="m:text"/>
    <xsl:text>&#x2029;</xsl:text>
  </xsl:template>

  <xsl:template mode="m:text" as="node()*"
    match="person | personGrp | place | org | object | event | nym | castGroup | castList | listBibl | msDesc | msPart | entry | entryFree
           | superEntry | standOff | listApp | listWit | listPerson | listPlace | listOrg | listEvent | listObject | schemaSpec
           | elementSpec | classSpec | macroSpec | dataSpec | moduleSpec">
    <xsl:text>&#x2029;</xsl:text>
    <xsl:next-match/>
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

  <!-- Image, then heading and description, as a reader meets them; an image alone says what it shows. -->
  <xsl:template mode="m:text" as="node()*" match="figure">
    <xsl:text>&#x2029;</xsl:text>
    <xsl:apply-templates mode="m:text" select="node() except (head | figDesc)"/>
    <xsl:for-each select="head | figDesc">
      <xsl:text>&#x2028;</xsl:text>
      <xsl:apply-templates mode="m:text"/>
    </xsl:for-each>
    <xsl:text>&#x2029;</xsl:text>
  </xsl:template>

  <xsl:template mode="m:text" as="node()*" match="graphic | media | binaryObject">
    <xsl:value-of select="desc[normalize-space()][1] ! ('[' || normalize-space() || ']')"/>
  </xsl:template>

  <xsl:template mode="m:text" as="node()*"
    match="item | l | row | speaker | stage[parent::sp or parent::div] | addrLine | label[parent::list] | dateline | salute
           | signed | line[parent::zone or parent::surface] | listBibl/bibl[not(ancestor::standOff)] | headLabel | headItem">
    <xsl:text>&#x2028;</xsl:text>
    <xsl:value-of select="@n[current()/self::item] ! (. || ' ')"/>
    <xsl:apply-templates mode="m:text"/>
    <xsl:text>&#x2028;</xsl:text>
  </xsl:template>

  <xsl:template mode="m:text" as="node()*" match="castItem | biblStruct[parent::listBibl] | witness | listRelation/relation | msItem | sense[preceding-sibling::sense[1] or following-sibling::sense[1]]">
    <xsl:text>&#x2028;</xsl:text>
    <xsl:next-match/>
    <xsl:text>&#x2028;</xsl:text>
  </xsl:template>

  <xsl:template mode="m:text" as="node()*" match="cell">
    <xsl:value-of select="'&#xFDD0;'[current()/preceding-sibling::cell[1]]"/>
    <xsl:apply-templates mode="m:text"/>
  </xsl:template>

  <!-- What stands between the cells of a file is the file's. -->
  <xsl:template mode="m:text" as="text()?" match="row/text() | choice/text()" priority="2">
    <xsl:if test="normalize-space()">
      <xsl:value-of select="."/>
    </xsl:if>
  </xsl:template>

  <xsl:template mode="m:text" as="node()*" match="lb | pb | cb | gb | milestone">
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

  <!-- Parts of a description, of a reference, of an entry: apart where the file has no words between them. -->
  <xsl:template mode="m:text" as="node()*" match="*[map:contains($v:apart, local-name())]" priority="-0.1">
    <xsl:choose>
      <xsl:when test="text()[normalize-space()]">
        <xsl:value-of select="f:attribute-words(.) ! (. || ' ')"/>
        <xsl:apply-templates mode="m:text"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:value-of select="f:attribute-words(.) ! (. || ' ')"/>
        <xsl:for-each select="*">
          <xsl:value-of select="f:between(., if (parent::msIdentifier | parent::address | parent::imprint) then ', ' else ' ')"/>
          <xsl:apply-templates mode="m:text" select="."/>
        </xsl:for-each>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- ++++ In the line ++++ -->

  <xsl:template mode="m:text" as="text()?" match="gap">
    <xsl:value-of select="if ($view = 'source') then (@te:text, '[…]')[1] else '[…]'"/>
  </xsl:template>

  <xsl:template mode="m:text" as="node()*" match="space">
    <xsl:value-of select="' ' || @te:text[$view = 'source'] || ' '"/>
    <xsl:apply-templates mode="m:text"/>
    <xsl:text> </xsl:text>
  </xsl:template>

  <xsl:template mode="m:text" as="node()*" match="g[not(normalize-space())]">
    <xsl:value-of select="translate(f:character(.), '&#xAD;', '')"/>
  </xsl:template>

  <xsl:template mode="m:text" as="node()*" match="caesura">
    <xsl:text> </xsl:text>
  </xsl:template>

  <xsl:template mode="m:text" as="node()*" match="handShift">
    <xsl:value-of select="f:hand-said(.) || ' '"/>
    <xsl:apply-templates mode="m:text"/>
  </xsl:template>

  <!-- A date without words is said as its attributes give it. -->
  <xsl:template mode="m:text" as="text()?" match="(date | docDate | origDate | time)[not(node())]" priority="2">
    <xsl:value-of select="f:dated-apart(.)"/>
  </xsl:template>

  <xsl:template mode="m:text" as="node()*" match="rt[not(ancestor::ruby[1]//rp)]">
    <xsl:text> (</xsl:text>
    <xsl:apply-templates mode="m:text"/>
    <xsl:text>) </xsl:text>
  </xsl:template>

  <!-- Analysis that has words, among those of the text. -->
  <xsl:template mode="m:text" as="node()*"
    match="interp | span | alt | join | link | when | certainty | precision | respons | metamark">
    <xsl:if test="not(f:is-silent(.))">
      <xsl:value-of select="if (self::span[@type = ('ruby', 'rb', 'rt', 'rp')]) then '' else ' ('"/>
      <xsl:apply-templates mode="m:text"/>
      <xsl:value-of select="if (self::span[@type = ('ruby', 'rb', 'rt', 'rp')]) then '' else ') '"/>
    </xsl:if>
  </xsl:template>

  <xsl:template mode="m:text" as="empty-sequence()" match="index | substJoin[not(normalize-space())] | listTranspose[not(normalize-space())]"/>

  <!-- ++++ Apparatus ++++ -->

  <!-- The reading that is printed; the others are the apparatus of other outputs. -->
  <xsl:template mode="m:text" as="node()*" match="app">
    <xsl:apply-templates mode="m:text" select="lem | rdg | rdgGrp"/>
  </xsl:template>

  <xsl:template mode="m:text" as="node()*" match="app/rdgGrp | rdgGrp/rdgGrp">
    <xsl:apply-templates mode="m:text" select="lem | rdg | rdgGrp"/>
  </xsl:template>

  <xsl:template mode="m:text" as="empty-sequence()" match="(lem | rdg)[@te:wit]" priority="1"/>

  <!-- It repeats the words of the text. -->
  <xsl:template mode="m:text" as="empty-sequence()" match="app[@te:apart][@from or @to]" priority="1"/>

  <!-- Apart from the text an entry is whole: the place, the lemma, each reading with its witnesses. -->
  <xsl:template mode="m:text" as="node()*" match="app[@te:apart][@loc] | listApp//app[@te:apart]" priority="2">
    <xsl:text>&#x2028;</xsl:text>
    <xsl:value-of select="(@loc, @te:line, @n)[normalize-space()][1] ! (. || ' ')"/>
    <xsl:for-each select="* | rdgGrp/*">
      <xsl:if test="not(self::rdgGrp)">
        <xsl:apply-templates mode="m:text"/>
        <xsl:value-of select="f:say('om')[current()[self::rdg][not(node())]]"/>
        <xsl:value-of select="@te:sigla ! (' ' || .)"/>
        <xsl:value-of select="if (self::lem) then '] ' else if (position() lt last()) then '; ' else ''"/>
      </xsl:if>
    </xsl:for-each>
    <xsl:text>&#x2028;</xsl:text>
  </xsl:template>

  <!-- Where a witness begins and ends is for who reads that witness. -->
  <xsl:template mode="m:text" as="empty-sequence()" match="lacunaStart | lacunaEnd | witStart | witEnd"/>
</xsl:package>
