<?xml version="1.0" encoding="UTF-8"?>
<!-- Divisions, headings, paragraphs, quotations, and the parts of front and back matter. -->
<xsl:stylesheet version="3.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:te="urn:teiedit:annotation"
  xmlns:f="urn:teiedit:functions"
  xmlns:m="urn:teiedit:modes"
  xmlns:v="urn:teiedit:variables"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="#all">

  <xsl:template mode="m:text" as="node()*" match="text">
    <div class="text">
      <xsl:sequence select="f:own(.)"/>
      <!-- A front with a title of its own, and the breaks before it, have been shown above the text. -->
      <xsl:apply-templates mode="m:text" select="node() except f:shown-above(.)"/>
    </div>
  </xsl:template>

  <xsl:function name="f:shown-above" as="node()*" visibility="private">
    <xsl:param name="text" as="element(text)"/>
    <xsl:variable name="front" as="element(front)?" select="$text[.. is root()/*]/front[docTitle | titlePage]"/>
    <xsl:sequence select="$front/preceding-sibling::node(), $front"/>
  </xsl:function>

  <xsl:template mode="m:text" as="element()" match="front | body | back | group | floatingText | standOff">
    <div class="{local-name()}">
      <xsl:sequence select="f:own(.)"/>
      <xsl:apply-templates mode="m:text"/>
    </div>
  </xsl:template>

  <xsl:template mode="m:text" as="element()?" match="abstract[not(normalize-space())]"/>

  <xsl:template mode="m:text" as="element()" match="abstract[normalize-space()]">
    <section class="abstract">
      <xsl:sequence select="f:own(.)"/>
      <h2 data-te="own"><xsl:value-of select="f:say('summary', .)"/></h2>
      <xsl:apply-templates mode="m:text"/>
    </section>
  </xsl:template>

  <xsl:template mode="m:text" as="element()"
    match="div | div1 | div2 | div3 | div4 | div5 | div6 | div7">
    <section class="{string-join(('div', @type), ' ')}">
      <xsl:sequence select="f:own(.)"/>
      <xsl:apply-templates mode="m:text"/>
    </section>
  </xsl:template>

  <!-- Levels follow the divisions that have a heading, so that none is skipped. -->
  <xsl:template mode="m:text" as="element()"
    match="(div | div1 | div2 | div3 | div4 | div5 | div6 | div7 | body | front | back | group | text)/head">
    <xsl:variable name="over" as="xs:integer"
      select="count(ancestor::*[self::div | self::div1 | self::div2 | self::div3 | self::div4 | self::div5 | self::div6
                                | self::div7 | self::body | self::TEI[parent::teiCorpus]]
                               [head | self::TEI]) - count(preceding-sibling::head[1])"/>
    <xsl:element name="h{min((1 + max(($over, 1)), 6))}" namespace="">
      <xsl:sequence select="f:own(.)"/>
      <xsl:apply-templates mode="m:text"/>
      <xsl:sequence select="f:permalink(.)"/>
    </xsl:element>
  </xsl:template>

  <xsl:template mode="m:text" as="element()" match="head">
    <p class="head">
      <xsl:sequence select="f:own(.)"/>
      <xsl:apply-templates mode="m:text"/>
    </p>
  </xsl:template>

  <xsl:template mode="m:text" as="element()" match="docTitle">
    <h1>
      <xsl:sequence select="f:own(.)"/>
      <xsl:apply-templates mode="m:text"/>
    </h1>
  </xsl:template>

  <xsl:template mode="m:text" as="element()" match="group//docTitle">
    <p class="docTitle">
      <xsl:sequence select="f:own(.)"/>
      <xsl:apply-templates mode="m:text"/>
    </p>
  </xsl:template>

  <xsl:template mode="m:text" as="element()" match="docTitle/titlePart">
    <span class="{string-join(('titlePart', @type), ' ')}">
      <xsl:sequence select="f:own(.)"/>
      <xsl:apply-templates mode="m:text"/>
    </span>
  </xsl:template>

  <!-- Where it holds what HTML does not allow inside p, the last step makes it a div that looks like one. -->
  <xsl:template mode="m:text" as="element()" match="p | ab">
    <p class="{string-join((local-name(), @type, f:looks(.)), ' ')}">
      <xsl:sequence select="f:own(.), f:style(.)"/>
      <xsl:apply-templates mode="m:text"/>
      <xsl:sequence select="f:permalink(.)"/>
    </p>
  </xsl:template>

  <xsl:template mode="m:text" as="node()*"
    match="docDate[not(ancestor::p)] | docAuthor | docImprint | docEdition | byline | dateline | salute | signed | argument
           | epigraph | imprimatur | trailer | opener | closer | postscript | titlePage | titlePart | castList | set
           | performance | prologue | epilogue | noteGrp | divGen | address | addrLine | listBibl
           | stamp[not(f:in-line(.))] | analytic | monogr | imprint | series | headLabel | headItem | item">
    <xsl:element name="{if (f:in-line(.)) then 'span' else 'div'}" namespace="">
      <xsl:attribute name="class" select="string-join((local-name(), f:looks(.)), ' ')"/>
      <xsl:sequence select="f:own(.), f:style(.)"/>
      <xsl:apply-templates mode="m:text"/>
    </xsl:element>
    <xsl:if test="self::addrLine | self::titlePart">
      <xsl:text> </xsl:text>
    </xsl:if>
  </xsl:template>

  <xsl:template mode="m:text" as="element()" match="quote | cit | said | q">
    <xsl:variable name="is-block" as="xs:boolean" select="not(f:in-line(.)) or p or lg or l"/>
    <xsl:variable name="is-quote" as="xs:boolean" select="exists(self::quote)"/>
    <xsl:element name="{if ($is-block and $is-quote) then 'blockquote' else if ($is-block) then 'div' else 'span'}"
      namespace="">
      <xsl:attribute name="class" select="string-join((local-name(), f:looks(.)), ' ')"/>
      <xsl:sequence select="f:own(.), f:style(.)"/>
      <xsl:apply-templates mode="m:text"/>
    </xsl:element>
  </xsl:template>

  <!-- Where words run on: inside anything that is a line of text itself. -->
  <xsl:function name="f:in-line" as="xs:boolean" visibility="private">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="exists($element/parent::*[
        self::p | self::ab | self::head | self::l | self::seg | self::hi | self::emph | self::item | self::cell | self::q
        | self::quote[not(p | lg | list)] | self::note[not(f:holds-blocks(.))] | self::salute | self::signed
        | self::dateline | self::byline | self::persName | self::orgName | self::placeName | self::title | self::bibl
        | self::rs | self::ref | self::label | self::stage | self::speaker | self::rdg | self::lem | self::corr
        | self::sic | self::supplied | self::foreign | self::titlePart | self::docImprint | self::docDate
        | self::add | self::del | self::unclear | self::choice | self::orig | self::reg | self::trailer
        | self::imprimatur | self::docAuthor | self::desc | self::term | self::said | self::w | self::s | self::u
        | self::app | self::rdgGrp])"/>
  </xsl:function>

  <!-- Whether an element, or a phrase in it, holds paragraphs or the like. -->
  <xsl:function name="f:holds-blocks" as="xs:boolean" visibility="private">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="exists($element//(p | ab | list | table | lg | l | sp | figure | floatingText | quote[p] | q[p] | listBibl
                                            | biblStruct | div | head)[ancestor::note[1] is $element/ancestor-or-self::note[1]])"/>
  </xsl:function>

  <!-- A mark that a pointer shows: an address to copy. Not in the order of the keyboard, not read out. -->
  <xsl:function name="f:permalink" as="element()?" visibility="private">
    <xsl:param name="element" as="element()"/>
    <xsl:if test="$element/@te:anchor and not($element/ancestor::note)">
      <a class="here" data-te="own" href="#{$element/@te:anchor}" aria-hidden="true" tabindex="-1"
        title="{f:say('link-here', $element)}"/>
    </xsl:if>
  </xsl:function>

  <xsl:template mode="m:text" as="node()*" match="pb | gb">
    <xsl:variable name="number" as="xs:string?" select="@n/string()"/>
    <span class="pb" data-te="own" role="separator" aria-label="{string-join((f:say('page', .), $number), ' ')}">
      <xsl:sequence select="f:own(.)"/>
      <xsl:value-of select="'[' || string-join((f:say('page', .), $number), ' ') || ']'"/>
    </span>
    <xsl:sequence select="f:space(.)"/>
  </xsl:template>

  <xsl:template mode="m:text" as="node()*" match="lb | cb">
    <span class="{local-name()}">
      <xsl:sequence select="f:own(.)"/>
    </span>
    <xsl:sequence select="f:space(.)"/>
  </xsl:template>

  <xsl:template mode="m:text" as="node()*" match="milestone">
    <span class="milestone">
      <xsl:sequence select="f:own(.)"/>
      <xsl:if test="@n">
        <xsl:sequence select="f:made('[' || string-join((@unit, @n), ' ') || ']')"/>
      </xsl:if>
    </span>
    <xsl:sequence select="f:space(.)"/>
  </xsl:template>

  <!-- A break inside a word leaves no space behind. -->
  <xsl:function name="f:space" as="text()?" visibility="private">
    <xsl:param name="break" as="element()"/>
    <xsl:if test="not($break/@te:join)">
      <xsl:text> </xsl:text>
    </xsl:if>
  </xsl:function>
</xsl:stylesheet>
