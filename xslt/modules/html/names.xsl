<?xml version="1.0" encoding="UTF-8"?>
<!-- Names, linked to what the registers say of them, and the list of those in the document. -->
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

  <xsl:key name="mention" match="*[@te:entry]" use="@te:entry"/>

  <xsl:template mode="m:text" as="node()*"
    match="persName | placeName | orgName | geogName | objectName | eventName | name | rs | forename | surname | roleName
           | addName | genName | nameLink | settlement | country | region | district | bloc | geogFeat | persPronouns
           | affiliation | occupation | residence | nationality | birth | death | education | floruit | event
           | state | trait | location | geo | population | climate | terrain | persona" priority="-0.1">
    <xsl:call-template name="name-in-text"/>
  </xsl:template>

  <xsl:template name="name-in-text" as="node()*">
    <span class="{string-join((local-name(), 'name'[current()/@te:entry], @type), ' ')}">
      <xsl:sequence select="f:own(.)"/>
      <xsl:call-template name="linked"/>
    </span>
  </xsl:template>

  <!-- The content as a link to the entry; where it holds what can be pointed to itself, a mark after it is the link. -->
  <xsl:template name="linked" as="node()*">
    <xsl:param name="in-link" as="xs:boolean" tunnel="yes" select="false()"/>
    <xsl:choose>
      <xsl:when test="not(@te:entry) or $in-link">
        <xsl:apply-templates mode="m:text"/>
      </xsl:when>
      <xsl:when test=".//(choice | supplied | surplus | secl | unclear | add | del | gap | app | note | ref | sic | corr)">
        <xsl:apply-templates mode="m:text">
          <xsl:with-param name="in-link" tunnel="yes" select="true()"/>
        </xsl:apply-templates>
        <a class="entry" href="#{@te:entry}" aria-label="{f:say('register')}: {f:plain(.)}"/>
      </xsl:when>
      <xsl:otherwise>
        <a href="#{@te:entry}">
          <xsl:apply-templates mode="m:text">
            <xsl:with-param name="in-link" tunnel="yes" select="true()"/>
          </xsl:apply-templates>
        </a>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:function name="f:names" as="element()?" visibility="private">
    <xsl:param name="tei" as="element()"/>
    <!-- By look-up: registers have thousands of entries and documents thousands of names. -->
    <xsl:variable name="keys" as="map(xs:string, xs:boolean)"
      select="if ($tei/@te:entries) then map:merge(distinct-values($tei//@te:entry/string()) ! map { . : true() }) else map {}"/>
    <xsl:variable name="entries" as="element()*"
      select="if (map:size($keys)) then $registers//*[@xml:id][map:contains($keys, f:entry-key(.))] else ()"/>
    <xsl:if test="exists($entries)">
      <section class="names" data-te="own" aria-labelledby="te-names-heading">
        <h2 id="te-names-heading"><xsl:value-of select="f:say('names')"/></h2>
        <xsl:for-each-group select="$entries" group-by="f:kind-of-entry(.)">
          <section>
            <h3><xsl:value-of select="f:say(current-grouping-key())"/></h3>
            <ul>
              <xsl:for-each select="current-group()">
                <xsl:sort select="f:sort-key(f:entry-name(.))" collation="{$v:codepoint}"/>
                <li class="entry" id="{f:entry-key(.)}">
                  <xsl:apply-templates mode="m:entry" select="."/>
                  <xsl:sequence select="f:mentions(., $tei)"/>
                </li>
              </xsl:for-each>
            </ul>
          </section>
        </xsl:for-each-group>
      </section>
    </xsl:if>
  </xsl:function>

  <xsl:function name="f:kind-of-entry" as="xs:string" visibility="private">
    <xsl:param name="entry" as="element()"/>
    <xsl:sequence select="if ($entry/self::person | $entry/self::personGrp) then 'persons'
                          else if ($entry/self::place) then 'places'
                          else if ($entry/self::org) then 'organisations'
                          else if ($entry/self::event) then 'events'
                          else 'works'"/>
  </xsl:function>

  <!-- Back to every place in the text that names the entry. -->
  <xsl:function name="f:mentions" as="node()*" visibility="private">
    <xsl:param name="entry" as="element()"/>
    <xsl:param name="tei" as="element()"/>
    <xsl:variable name="register" as="element()" select="$entry/ancestor::te:register[1]"/>
    <xsl:variable name="mentions" as="element()*"
      select="key('mention', f:entry-key($entry), root($tei))[@te:anchor][ancestor::text | ancestor::abstract]"/>
    <xsl:if test="exists($mentions)">
      <span class="mentions" data-te="own">
        <xsl:value-of select="f:say('mentioned') || f:say('punctuation.colon')"/>
        <xsl:for-each select="$mentions">
          <xsl:if test="position() gt 1">
            <xsl:text>, </xsl:text>
          </xsl:if>
          <a href="#{@te:anchor}" aria-label="{f:say('mentioned')} {position()}: {f:plain(.)}"><xsl:value-of select="position()"/></a>
        </xsl:for-each>
      </span>
      <xsl:text> </xsl:text>
    </xsl:if>
    <xsl:if test="$register/@href">
      <a class="to-register" data-te="own" href="{$register/@href}#{$entry/@xml:id}"
        aria-label="{f:say('register')}: {f:entry-name($entry)}"><xsl:value-of select="f:say('register')"/></a>
    </xsl:if>
  </xsl:function>

  <xsl:function name="f:entry-name" as="xs:string" visibility="private">
    <xsl:param name="entry" as="element()"/>
    <xsl:sequence select="f:plain($entry/(self::bibl, persName, placeName, orgName, label, head, title, name)[1])"/>
  </xsl:function>

  <xsl:template mode="m:entry" as="node()*" match="person | personGrp | place | org | event | nym | object">
    <xsl:call-template name="register-entry"/>
  </xsl:template>

  <xsl:template name="register-entry" as="node()*">
    <xsl:variable name="names" as="element()*"
      select="persName | placeName | orgName | eventName | objectName | form | label | head | name | geogName | country[not(../placeName)]
              | settlement[not(../placeName)]"/>
    <span class="headword">
      <xsl:for-each select="$names">
        <xsl:if test="position() gt 1">
          <xsl:text>; </xsl:text>
        </xsl:if>
        <span class="{if (position() eq 1) then 'main' else 'other'}">
          <xsl:sequence select="if (@xml:id) then f:own(.) else f:language(.)"/>
          <xsl:apply-templates mode="m:text"/>
        </span>
      </xsl:for-each>
    </span>
    <xsl:variable name="details" as="element()*" select="* except ($names, place, org, person)"/>
    <xsl:for-each select="$details">
      <xsl:variable name="place" as="xs:integer" select="position()"/>
      <xsl:sequence select="f:before-detail(., if ($place eq 1) then $names[last()] else $details[$place - 1])"/>
      <span class="detail {local-name()}">
        <xsl:sequence select=".[@xml:id][not(self::note[@te:label])] ! f:own(.)"/>
        <xsl:choose>
          <xsl:when test="self::birth | self::death">
            <span data-te="own"><xsl:value-of select="f:say(local-name()) || ' '"/></span>
            <xsl:if test="normalize-space() and not(matches(., '\d'))">
              <xsl:sequence select="f:dated(.)[.] ! f:made(. || ', ')"/>
            </xsl:if>
            <xsl:sequence select="f:date-text(.)"/>
          </xsl:when>
          <!-- What holds parts alone has them apart. -->
          <xsl:when test="* and not(self::note or text()[normalize-space()])">
            <xsl:for-each select="*">
              <xsl:if test="position() gt 1">
                <xsl:text> </xsl:text>
              </xsl:if>
              <xsl:apply-templates mode="m:text" select="."/>
            </xsl:for-each>
          </xsl:when>
          <!-- A note that is called is told among the notes, and not here too. -->
          <xsl:otherwise>
            <xsl:apply-templates mode="m:text" select="if (self::note[@te:label]) then . else node()"/>
          </xsl:otherwise>
        </xsl:choose>
      </span>
    </xsl:for-each>
    <xsl:text> </xsl:text>
    <xsl:if test="place | org | person">
      <ul>
        <xsl:for-each select="place | org | person">
          <li class="entry" id="{@te:anchor}">
            <xsl:apply-templates mode="m:entry" select="."/>
          </li>
        </xsl:for-each>
      </ul>
    </xsl:if>
  </xsl:template>

  <!-- What stands between the parts of an entry: a comma, a full stop before sentences, nothing where there is a sign. -->
  <xsl:function name="f:before-detail" as="node()" visibility="private">
    <xsl:param name="detail" as="element()"/>
    <xsl:param name="before" as="element()?"/>
    <xsl:choose>
      <xsl:when test="empty($before) or $detail/self::note[@te:label] or matches($before, '[.,;:!?…]\s*$')
                      or not(normalize-space($detail) or $detail/(self::birth | self::death))
                      or ($detail, $before)/(self::note[p], self::*[not(self::note)]/(p | ab), self::listBibl, self::figure, list, table)">
        <xsl:text> </xsl:text>
      </xsl:when>
      <xsl:otherwise>
        <span data-te="own"><xsl:value-of select="if ($detail/(self::note | self::desc | self::p | self::ab)) then '. ' else ', '"/></span>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <xsl:template mode="m:entry" as="node()*" match="*">
    <xsl:apply-templates mode="m:text"/>
    <xsl:text> </xsl:text>
  </xsl:template>

  <!-- The registers themselves, as documents. -->
  <xsl:template mode="m:text" as="element()" match="listPerson | listPlace | listOrg | listEvent | listNym | listObject
                                                    | standOff/listBibl">
    <xsl:call-template name="register-in-text"/>
  </xsl:template>

  <xsl:template name="register-in-text" as="element()">
    <xsl:variable name="kind" as="xs:string?" select="*[@xml:id][1] ! f:kind-of-entry(.)"/>
    <section class="{local-name()}">
      <xsl:sequence select="f:own(.)"/>
      <xsl:choose>
        <xsl:when test="head">
          <xsl:apply-templates mode="m:text" select="head"/>
        </xsl:when>
        <xsl:when test="exists($kind) and parent::standOff">
          <h2 data-te="own"><xsl:value-of select="f:say($kind)"/></h2>
        </xsl:when>
      </xsl:choose>
      <ul class="entries">
        <xsl:apply-templates mode="m:text" select="* except head"/>
      </ul>
    </section>
  </xsl:template>

  <xsl:template mode="m:text" as="element()"
    match="person | personGrp | place | org | listEvent/event | nym | object | standOff/listBibl/bibl
           | standOff/listBibl/biblStruct">
    <xsl:call-template name="person-in-text"/>
  </xsl:template>

  <xsl:template name="person-in-text" as="element()">
    <li class="entry">
      <xsl:sequence select="f:own(.)"/>
      <xsl:apply-templates mode="m:entry" select="."/>
      <xsl:sequence select="f:documents-with(.)"/>
    </li>
  </xsl:template>

  <!-- On a register's own page: the documents of the edition that point to the entry. -->
  <xsl:key name="mentioned-by" match="te:mention" use="@uri"/>

  <xsl:function name="f:documents-with" as="node()*" visibility="private">
    <xsl:param name="entry" as="element()"/>
    <xsl:variable name="uri" as="xs:string?" select="f:absolute('#' || $entry/@xml:id, $entry)"/>
    <xsl:variable name="documents" as="element()*"
      select="$registers ! key('mentioned-by', $uri, .)/..[@href]"/>
    <xsl:if test="exists($documents)">
      <xsl:text> </xsl:text>
      <span class="mentions" data-te="own">
        <xsl:value-of select="f:say('mentioned') || f:say('punctuation.colon')"/>
        <xsl:for-each select="$documents">
          <xsl:sort select="f:date-key(@date)"/>
          <xsl:sort select="f:sort-key(@title)" collation="{$v:codepoint}"/>
          <xsl:if test="position() gt 1">
            <xsl:text>, </xsl:text>
          </xsl:if>
          <a href="{@href}#{f:stem($entry)}.{$entry/@xml:id}">
            <xsl:value-of select="(@date[string()] ! f:date-in-words(.), @title[string()], @href)[1]"/>
          </a>
        </xsl:for-each>
      </span>
    </xsl:if>
  </xsl:function>

  <!-- The first part of the entry's anchor on the documents' pages. -->
  <xsl:function name="f:stem" as="xs:string?" visibility="private">
    <xsl:param name="entry" as="element()"/>
    <xsl:variable name="uri" as="xs:string?" select="f:absolute('#', $entry) ! substring-before(. || '#', '#')"/>
    <xsl:sequence select="$registers/te:registers/te:register[@uri = $uri][1]/@stem"/>
  </xsl:function>

  <xsl:template mode="m:text" as="element()" match="listPerson/* | listPlace/* | listOrg/*" priority="-0.2">
    <li>
      <xsl:sequence select="f:own(.)"/>
      <xsl:apply-templates mode="m:text"/>
    </li>
  </xsl:template>
</xsl:stylesheet>
