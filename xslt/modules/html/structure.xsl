<?xml version="1.0" encoding="UTF-8"?>
<!-- Divisions, headings, paragraphs, quotations, and the parts of front and back matter. -->
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

  <!-- How deep headings are: each division that has one counts, so that none is skipped. -->
  <xsl:template mode="m:text" as="element()" match="text">
    <xsl:param name="level" as="xs:integer" tunnel="yes" select="0"/>
    <div class="text">
      <xsl:sequence select="f:own(.)"/>
      <!-- A front with a title of its own, and the breaks before it, have been shown above the text. -->
      <xsl:apply-templates mode="m:text" select="node() except f:shown-above(.)">
        <xsl:with-param name="level" tunnel="yes"
          select="$level + count((self::text[parent::TEI/parent::teiCorpus], self::text[head]))"/>
      </xsl:apply-templates>
    </div>
  </xsl:template>

  <xsl:function name="f:shown-above" as="node()*" visibility="private">
    <xsl:param name="text" as="element(text)"/>
    <xsl:variable name="front" as="element(front)?" select="$text[.. is root()/*]/front[docTitle | titlePage]"/>
    <xsl:sequence select="$front/preceding-sibling::node(), $front"/>
  </xsl:function>

  <xsl:template mode="m:text" as="element()" match="front | body | back | group | floatingText | standOff">
    <xsl:call-template name="part-of-text"/>
  </xsl:template>

  <xsl:template name="part-of-text" as="element()">
    <xsl:param name="level" as="xs:integer" tunnel="yes" select="0"/>
    <div>
      <xsl:sequence select="f:class(., local-name()), f:own(.), f:style(.)"/>
      <xsl:apply-templates mode="m:text">
        <xsl:with-param name="level" tunnel="yes" select="$level + count(head[1])"/>
      </xsl:apply-templates>
    </div>
  </xsl:template>

  <xsl:template mode="m:text" as="element()?" match="abstract[not(normalize-space())]"/>

  <xsl:template mode="m:text" as="element()" match="abstract[normalize-space()]">
    <section class="abstract">
      <xsl:sequence select="f:own(.)"/>
      <h2 data-te="own"><xsl:value-of select="f:say('summary')"/></h2>
      <xsl:apply-templates mode="m:text"/>
    </section>
  </xsl:template>

  <xsl:template mode="m:text" as="element()"
    match="div | div1 | div2 | div3 | div4 | div5 | div6 | div7 | prologue | epilogue | set | performance">
    <xsl:call-template name="division"/>
  </xsl:template>

  <xsl:template name="division" as="element()">
    <xsl:param name="level" as="xs:integer" tunnel="yes" select="0"/>
    <!-- What the parts of an edition are called is known where they do not say it ("translation", "commentary"). -->
    <xsl:variable name="name" as="xs:string?"
      select="if (@te:kinds) then @type[current()/parent::body][empty(../head)] ! f:say-if('label.div-' || lower-case(.)) else ()"/>
    <section class="{f:division(.), @te:kinds, if (@te:dress) then f:looks(.) else ()}">
      <xsl:if test="@te:anchor">
        <xsl:attribute name="id" select="@te:anchor"/>
      </xsl:if>
      <xsl:if test="@te:dress">
        <xsl:sequence select="f:dress(.)"/>
      </xsl:if>
      <xsl:if test="$name">
        <xsl:element name="h{min((2 + $level, 6))}" namespace="">
          <xsl:attribute name="data-te" select="'own'"/>
          <xsl:value-of select="$name"/>
        </xsl:element>
      </xsl:if>
      <xsl:apply-templates mode="m:text">
        <xsl:with-param name="level" tunnel="yes" select="$level + count((head[1], $name))"/>
      </xsl:apply-templates>
    </section>
  </xsl:template>

  <xsl:function name="f:division" as="xs:string" visibility="private">
    <xsl:param name="element" as="element()"/>
    <xsl:variable name="name" as="xs:string" select="local-name($element)"/>
    <xsl:sequence select="if (starts-with($name, 'div')) then 'div' else 'div ' || $name"/>
  </xsl:function>

  <!-- A second heading of the same division is one step lower: its subtitle. -->
  <xsl:template mode="m:text" as="element()"
    match="(div | div1 | div2 | div3 | div4 | div5 | div6 | div7 | body | front | back | group | text | prologue | epilogue | set
            | performance)/head">
    <xsl:param name="level" as="xs:integer" tunnel="yes" select="1"/>
    <xsl:variable name="is-first" as="xs:boolean" select="empty(preceding-sibling::head[1])"/>
    <xsl:element name="{if ($is-first) then 'h' || max((2, min((1 + $level, 6)))) else 'p'}" namespace="">
      <xsl:choose>
        <xsl:when test="@te:kinds | @te:dress">
          <xsl:sequence select="f:class(., if ($is-first) then () else ('head', 'sub'))"/>
        </xsl:when>
        <xsl:when test="not($is-first)">
          <xsl:attribute name="class" select="'head sub'"/>
        </xsl:when>
      </xsl:choose>
      <xsl:if test="@te:anchor">
        <xsl:attribute name="id" select="@te:anchor"/>
      </xsl:if>
      <xsl:if test="@te:dress">
        <xsl:sequence select="f:dress(.)"/>
      </xsl:if>
      <xsl:apply-templates mode="m:text"/>
      <xsl:if test="@te:anchor">
        <a class="here" data-te="own" href="#{@te:anchor}" aria-label="{$v:link-here}"/>
      </xsl:if>
    </xsl:element>
  </xsl:template>

  <xsl:template mode="m:text" as="element()" match="head">
    <p>
      <xsl:sequence select="f:class(., 'head'), f:own(.), f:style(.)"/>
      <xsl:apply-templates mode="m:text"/>
    </p>
  </xsl:template>

  <xsl:template mode="m:text" as="element()" match="docTitle">
    <h1>
      <xsl:sequence select="f:own(.)"/>
      <xsl:apply-templates mode="m:text"/>
    </h1>
  </xsl:template>

  <xsl:template mode="m:text" as="element()" match="group//docTitle | floatingText//docTitle">
    <p class="docTitle">
      <xsl:sequence select="f:own(.)"/>
      <xsl:apply-templates mode="m:text"/>
    </p>
  </xsl:template>

  <!-- Its parts run on in one heading, so that a space must part them. -->
  <xsl:template mode="m:text" as="node()+" match="docTitle/titlePart">
    <span>
      <xsl:sequence select="f:class(., 'titlePart'), f:own(.), f:style(.)"/>
      <xsl:apply-templates mode="m:text"/>
    </span>
    <xsl:text> </xsl:text>
  </xsl:template>

  <!-- Where it holds what HTML does not allow inside p, the page's assembly makes it a div that looks like one. -->
  <xsl:template mode="m:text" as="node()*" match="p | ab">
    <xsl:choose>
      <xsl:when test="@te:dress or not(@te:anchor)">
        <xsl:apply-templates mode="m:dressed" select="."/>
      </xsl:when>
      <xsl:otherwise>
        <p class="{local-name()}" id="{@te:anchor}">
          <xsl:apply-templates mode="m:text"/>
        </p>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template mode="m:dressed" as="element()" match="p | ab">
    <p class="{local-name(), @te:kinds, if (@te:dress) then f:looks(.) else ()}">
      <xsl:if test="@te:anchor">
        <xsl:attribute name="id" select="@te:anchor"/>
      </xsl:if>
      <xsl:if test="@te:dress">
        <xsl:sequence select="f:dress(.)"/>
      </xsl:if>
      <xsl:apply-templates mode="m:text"/>
    </p>
  </xsl:template>

  <xsl:template mode="m:text" as="node()*"
    match="docAuthor | docImprint | docEdition | byline | dateline | salute | signed | argument
           | epigraph | imprimatur | trailer | opener | closer | postscript | titlePage | titlePart
           | noteGrp | addrLine
           | stamp[not(f:in-line(.) or ../text()[normalize-space()])] | headLabel | headItem | item" priority="-0.1">
    <xsl:call-template name="line-or-block"/>
  </xsl:template>

  <xsl:template name="line-or-block" as="node()*">
    <xsl:element name="{if (f:in-line(.)) then 'span' else 'div'}" namespace="">
      <xsl:sequence select="f:class(., local-name()), f:own(.), f:style(.)"/>
      <xsl:apply-templates mode="m:text"/>
    </xsl:element>
    <xsl:if test="self::addrLine | self::titlePart">
      <xsl:text> </xsl:text>
    </xsl:if>
  </xsl:template>

  <!-- Line by line; in a line of text with commas between. -->
  <xsl:template mode="m:text" as="element()" match="address">
    <xsl:variable name="is-phrase" as="xs:boolean" select="f:in-line(.)"/>
    <xsl:element name="{if ($is-phrase) then 'span' else 'div'}" namespace="">
      <xsl:sequence select="f:class(., 'address'), f:own(.), f:style(.)"/>
      <xsl:if test="$is-phrase and node()[1]/self::text()[not(normalize-space())]">
        <xsl:text> </xsl:text>
      </xsl:if>
      <xsl:choose>
        <xsl:when test="$is-phrase and not(text()[normalize-space()])">
          <xsl:call-template name="listed"/>
        </xsl:when>
        <xsl:otherwise>
          <xsl:call-template name="apart"/>
        </xsl:otherwise>
      </xsl:choose>
      <xsl:if test="$is-phrase and node()[last()]/self::text()[not(normalize-space())]">
        <xsl:text> </xsl:text>
      </xsl:if>
    </xsl:element>
  </xsl:template>

  <xsl:template mode="m:text" as="element()" match="quote | cit | said | q">
    <xsl:variable name="is-block" as="xs:boolean" select="not(f:in-line(.)) or p or lg or l or sp or quote/(p | lg | l)"/>
    <xsl:variable name="is-quote" as="xs:boolean" select="exists(self::quote)"/>
    <xsl:element name="{if ($is-block and $is-quote) then 'blockquote' else if ($is-block) then 'div' else 'span'}"
      namespace="">
      <xsl:sequence select="f:class(., local-name()), f:own(.), f:style(.)"/>
      <xsl:apply-templates mode="m:text"/>
    </xsl:element>
  </xsl:template>

  <!-- What is a line of text itself: words run on in it. -->
  <xsl:variable name="v:lines" as="map(xs:string, xs:boolean)"
    select="map:merge(tokenize('p ab head l seg hi emph item cell q salute signed dateline byline persName orgName placeName title bibl
                                rs ref label stage speaker rdg lem corr sic supplied foreign titlePart docImprint docDate add del unclear
                                choice orig reg trailer imprimatur docAuthor desc term said w s u app rdgGrp figDesc line name forename
                                surname roleName addName settlement country region date num measure mentioned gloss soCalled distinct abbr
                                expan subst damage restore ex am mod retrace secl surplus idno fw orth def addrLine author editor foreign')
                      ! map { . : true() })"/>

  <xsl:function name="f:in-line" as="xs:boolean" visibility="private">
    <xsl:param name="element" as="element()"/>
    <xsl:variable name="parent" as="element()?" select="$element/parent::*"/>
    <xsl:variable name="name" as="xs:string" select="local-name($parent)"/>
    <xsl:sequence select="if (map:contains($v:lines, $name)) then true()
                          else if ($name = ('cit', 'address', 'relatedItem', 'analytic', 'monogr', 'series')) then f:in-line($parent) or $parent/parent::biblStruct
                          else if ($name = 'quote') then empty(key('blocks-in-quote', generate-id($parent), root($parent)))
                          else if ($name = 'note') then not(f:holds-blocks($parent))
                          else false()"/>
  </xsl:function>

  <!-- What is more than a line of text. -->
  <xsl:variable name="v:blocks" as="map(xs:string, xs:boolean)"
    select="map:merge(('p', 'ab', 'list', 'table', 'lg', 'l', 'sp', 'figure', 'floatingText', 'listBibl', 'biblStruct', 'div', 'head')
                      ! map { . : true() })"/>

  <!-- By key, because each child of a note asks it of the note. -->
  <xsl:key name="blocks-in-note" use="ancestor::note[1]/generate-id()"
    match="note//p | note//ab | note//list | note//table | note//lg | note//l | note//sp | note//figure | note//floatingText
           | note//listBibl | note//biblStruct | note//div | note//head"/>

  <xsl:key name="blocks-in-quote" match="quote/p | quote/lg | quote/list | quote/sp" use="generate-id(..)"/>

  <!-- Whether an element, or a phrase in it, holds paragraphs or the like; notes in it are elsewhere. -->
  <xsl:function name="f:holds-blocks" as="xs:boolean" visibility="private">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="if ($element/self::note) then exists(key('blocks-in-note', generate-id($element), root($element)))
                          else exists($element/descendant::*[map:contains($v:blocks, local-name())]
                                      [ancestor::note[1] is $element/ancestor::note[1] or empty(ancestor::note)])"/>
  </xsl:function>

  <!-- The address of what a heading stands over, to follow and to copy. That of a paragraph or line is given by the
       script where it is asked for (html/cite.js): thousands of links would be half the page. -->
  <xsl:variable name="v:link-here" as="xs:string" select="f:say('link-here')"/>

  <xsl:variable name="v:page" as="xs:string" select="f:say('page')"/>
  <xsl:variable name="v:gathering" as="xs:string" select="f:say('gathering')"/>

  <!-- The page's number, and its image where the document names one. -->
  <xsl:template mode="m:text" as="node()*" match="pb | gb">
    <xsl:variable name="word" as="xs:string" select="if (self::gb) then $v:gathering else $v:page"/>
    <xsl:variable name="label" as="xs:string" select="if (@n) then $word || ' ' || @n else $word"/>
    <span class="{if (self::gb) then 'pb gb' else 'pb'}" data-te="own" role="separator" aria-label="{$label}">
      <xsl:if test="@te:anchor">
        <xsl:attribute name="id" select="@te:anchor"/>
      </xsl:if>
      <xsl:if test="@n">
        <xsl:attribute name="data-n" select="@n"/>
      </xsl:if>
      <xsl:value-of select="if (@n) then '[' || $label || ']' else '|'"/>
    </span>
    <xsl:if test="@facs">
      <xsl:sequence select="f:facsimiles(., $label)"/>
    </xsl:if>
    <xsl:sequence select="f:space(.)"/>
  </xsl:template>

  <xsl:template mode="m:text" as="node()*" match="lb | cb">
    <span class="{local-name()}{' in-word'[current()/@te:join]}">
      <xsl:sequence select="f:own(.), @n ! f:data-n(.)"/>
    </span>
    <xsl:sequence select="f:space(.)"/>
  </xsl:template>

  <xsl:function name="f:data-n" as="attribute()" visibility="private">
    <xsl:param name="number" as="xs:string"/>
    <xsl:attribute name="data-n" select="$number"/>
  </xsl:function>

  <xsl:template mode="m:text" as="node()*" match="milestone">
    <span class="milestone">
      <xsl:sequence select="f:own(.)"/>
      <xsl:if test="@n">
        <xsl:sequence select="f:made('[' || string-join((@unit ! f:value-in-words('unit', .), @n), ' ') || ']')"/>
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
