<?xml version="1.0" encoding="UTF-8"?>
<!-- Editorial intervention: both texts, the signs of the source text, and why each was made. -->
<xsl:stylesheet version="3.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:te="urn:teiedit:annotation"
  xmlns:f="urn:teiedit:functions"
  xmlns:m="urn:teiedit:modes"
  xmlns:v="urn:teiedit:variables"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="#all">

  <!-- What is seen in one view alone; what has signs; what has something to explain. -->
  <xsl:template mode="m:text" as="node()*"
    match="choice | supplied | surplus | secl | unclear | add | del | gap | app | sic[not(parent::choice)]
           | corr[not(parent::choice)] | orig[not(parent::choice)] | reg[not(parent::choice)]">
    <span class="{string-join(('ed', local-name(), f:view-class(.)), ' ')}" tabindex="0"
      aria-describedby="{@te:anchor}-why">
      <xsl:sequence select="f:own(.)"/>
      <xsl:sequence select="f:signed(.)"/>
      <span class="why" data-te="own" role="tooltip" id="{@te:anchor}-why">
        <xsl:sequence select="f:why(., false())"/>
      </span>
    </span>
  </xsl:template>

  <!-- The parts of a choice, and any other element that only one view has. -->
  <xsl:template mode="m:text" as="element()"
    match="choice/*[@te:view] | am[@te:view] | subst/*[@te:view] | ex[@te:open]" priority="1">
    <span class="{string-join((local-name(), f:view-class(.)), ' ')}">
      <xsl:sequence select="f:own(.)"/>
      <xsl:sequence select="f:signed(.)"/>
    </span>
  </xsl:template>

  <!-- Alternatives that no rule decides between (two uncertain readings, say): the first is read, all are explained. -->
  <xsl:template mode="m:text" as="node()*" match="choice/*[not(@te:view)]" priority="2">
    <xsl:if test="not(preceding-sibling::*)">
      <xsl:apply-templates mode="m:text"/>
    </xsl:if>
  </xsl:template>

  <!-- A deletion that was cancelled stands in the text, and says so. -->
  <xsl:template mode="m:text" as="element()" match="restore">
    <span class="restore">
      <xsl:sequence select="f:own(.)"/>
      <xsl:attribute name="title" select="f:word('restored', .)"/>
      <xsl:apply-templates mode="m:text"/>
    </span>
  </xsl:template>

  <!-- Marks that say what is to be done with the text, and what is printed around it: no part of what is read. -->
  <xsl:template mode="m:text" as="element()" match="fw | metamark">
    <span class="{string-join((local-name(), 'fine', @type ! ('t-' || .)[matches(., '^[A-Za-z0-9_-]+$')], f:looks(.)), ' ')}">
      <xsl:sequence select="f:own(.), f:style(.)"/>
      <xsl:apply-templates mode="m:text"/>
    </span>
  </xsl:template>

  <xsl:template mode="m:text" as="element()" match="handShift">
    <span class="handShift fine">
      <xsl:sequence select="f:own(.)"/>
      <xsl:sequence select="f:made('[' || string-join((f:word('hand', .), (@new ! f:named(., current()), @scribe, @script, @medium)[normalize-space()][1]), ': ') || ']')"/>
      <xsl:apply-templates mode="m:text"/>
    </span>
  </xsl:template>

  <xsl:template mode="m:text" as="node()*" match="space">
    <span class="space fine">
      <xsl:sequence select="f:own(.)"/>
      <xsl:sequence select="f:made('(' || string-join((f:word('gap-space', .), string-join((@quantity, @extent[not(../@quantity)], @unit), ' ')[.]), ': ') || ')')"/>
      <xsl:apply-templates mode="m:text"/>
    </span>
    <xsl:sequence select="f:space(.)"/>
  </xsl:template>

  <!-- What is to be undone, done again or put in another order points to the words; it has none of its own. -->
  <xsl:template mode="m:text" as="node()*" match="undo | redo | substJoin | listTranspose | transpose">
    <xsl:choose>
      <xsl:when test="normalize-space()">
        <span class="{local-name()} fine">
          <xsl:sequence select="f:own(.)"/>
          <xsl:call-template name="apart"/>
        </span>
      </xsl:when>
      <xsl:otherwise>
        <xsl:sequence select="f:place(.)"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- Words left out on purpose: the mark that stands there, and what was supplied. -->
  <xsl:template mode="m:text" as="element()" match="ellipsis">
    <span class="ellipsis">
      <xsl:sequence select="f:own(.)"/>
      <xsl:apply-templates mode="m:text"/>
    </span>
  </xsl:template>

  <xsl:function name="f:view-class" as="xs:string?" visibility="private">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="$element/@te:view ! (if (. = 'source') then 'src' else 'rdg')"/>
  </xsl:function>

  <!-- The content between its signs, which only the source view shows. -->
  <xsl:function name="f:signed" as="node()*" visibility="private">
    <xsl:param name="element" as="element()"/>
    <xsl:if test="$element/@te:open[string()]">
      <span class="sign src" data-te="own"><xsl:value-of select="$element/@te:open"/></span>
    </xsl:if>
    <xsl:choose>
      <xsl:when test="$element/self::gap">
        <span class="omission" data-te="own">[…]</span>
      </xsl:when>
      <xsl:when test="$element/self::app">
        <xsl:apply-templates mode="m:text" select="($element/lem, $element/rdg, $element/rdgGrp)[1]"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:apply-templates mode="m:text" select="$element/node()"/>
      </xsl:otherwise>
    </xsl:choose>
    <xsl:if test="$element/@te:close[string()]">
      <span class="sign src" data-te="own"><xsl:value-of select="$element/@te:close"/></span>
    </xsl:if>
  </xsl:function>

  <!-- One sentence: what stood there, what was done, by whom, for what reason, and the note that says more. -->
  <xsl:function name="f:why" as="node()*" visibility="private">
    <xsl:param name="element" as="element()"/>
    <xsl:param name="is-whole" as="xs:boolean"/>
    <xsl:apply-templates mode="m:why" select="$element">
      <xsl:with-param name="is-whole" select="$is-whole"/>
    </xsl:apply-templates>
    <xsl:variable name="by" as="xs:string?" select="$element/(@te:by, *[@te:view = 'reading']/@te:by, */@te:by)[1]"/>
    <xsl:variable name="reason" as="xs:string*" select="$element/(@reason, */@reason)[1] ! tokenize(.)"/>
    <xsl:variable name="certainty" as="xs:string?" select="$element/(@cert, */@cert)[1]"/>
    <xsl:if test="exists($by)">
      <xsl:text> · </xsl:text>
      <span class="by"><xsl:value-of select="$by"/></span>
    </xsl:if>
    <xsl:if test="exists($reason)">
      <xsl:value-of select="' · ' || f:say('because', $element) || ': ' || string-join($reason, ', ')"/>
    </xsl:if>
    <xsl:if test="exists($certainty)">
      <xsl:value-of select="' · ' || f:say('certainty', $element) || ': ' || $certainty"/>
    </xsl:if>
    <xsl:for-each
      select="($element, $element/*)/@corresp ! tokenize(.) ! key('id', substring-after(., '#'), root($element))/self::note[@te:label]">
      <xsl:value-of select="' · ' || f:say('see-note', $element) || ' ' || @te:label"/>
    </xsl:for-each>
  </xsl:function>

  <xsl:template mode="m:why" as="node()*" match="choice">
    <xsl:variable name="kept" as="element()*" select="*[@te:view = 'source']"/>
    <xsl:variable name="made" as="element()*" select="*[@te:view = 'reading']"/>
    <xsl:choose>
      <xsl:when test="exists($kept) and exists($made)">
        <xsl:sequence select="f:quoted($kept)"/>
        <xsl:value-of select="' ' || f:say(if ($made/self::expan) then 'stands-for'
                                           else if ($made/self::reg) then 'regularised-to' else 'corrected-to', .) || ' '"/>
        <xsl:sequence select="f:quoted($made)"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:sequence select="f:quoted(*)"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template mode="m:why" as="node()*" match="supplied | surplus | secl | unclear | add | del | sic | corr | orig | reg">
    <xsl:variable name="word" as="xs:string"
      select="if (self::add) then 'added' else if (self::del) then 'deleted' else if (self::secl) then 'surplus'
              else if (self::corr) then 'corrected' else if (self::orig) then 'sic'
              else if (self::reg) then 'regularised' else local-name()"/>
    <xsl:sequence select="f:quoted(.)"/>
    <xsl:value-of select="' ' || f:say($word, .) || (', ' || f:word('restored', .))[current()/self::del/parent::restore]"/>
  </xsl:template>

  <xsl:template mode="m:why" as="node()*" match="gap">
    <xsl:value-of select="string-join((f:say('gap', .), string-join((@quantity, @unit, @extent), ' ')[.]), ': ')"/>
    <xsl:for-each select="desc">
      <xsl:value-of select="' · ' || normalize-space(.)"/>
    </xsl:for-each>
  </xsl:template>

  <!-- Readings that the text does not show are whole in the list, where they stand once. -->
  <xsl:template mode="m:why" as="node()*" match="app">
    <xsl:param name="is-whole" as="xs:boolean" select="false()"/>
    <xsl:for-each select=".//(lem | rdg)[ancestor::app[1] is current()]">
      <xsl:if test="position() gt 1">
        <xsl:text> · </xsl:text>
      </xsl:if>
      <xsl:sequence select="f:quoted(., $is-whole)"/>
      <xsl:value-of select="(@wit, following-sibling::*[1][self::wit])[1] ! (' ' || string-join(tokenize(.) ! f:siglum(., current()), ' '))"/>
    </xsl:for-each>
    <xsl:for-each select=".//(note[not(ancestor::lem | ancestor::rdg)] | witDetail)">
      <xsl:value-of select="' · ' || normalize-space(.)"/>
    </xsl:for-each>
  </xsl:template>

  <!-- The words themselves, without links or notes, both of their texts where they have two. -->
  <xsl:function name="f:quoted" as="node()*" visibility="private">
    <xsl:param name="elements" as="element()*"/>
    <xsl:sequence select="f:quoted($elements, false())"/>
  </xsl:function>

  <xsl:function name="f:quoted" as="node()*" visibility="private">
    <xsl:param name="elements" as="element()*"/>
    <xsl:param name="is-whole" as="xs:boolean"/>
    <xsl:for-each select="$elements">
      <xsl:if test="position() gt 1">
        <xsl:text>, </xsl:text>
      </xsl:if>
      <xsl:variable name="words" as="xs:string" select="normalize-space(string-join(.//text()[not(ancestor::note[. >> current()])]))"/>
      <q class="reading"><xsl:value-of select="((if ($is-whole) then $words else f:shortened($words))[.], '—')[1]"/></q>
    </xsl:for-each>
  </xsl:function>

  <!-- An explanation is no second copy of a page: what is long is told by its beginning and its end. -->
  <xsl:function name="f:shortened" as="xs:string" visibility="private">
    <xsl:param name="text" as="xs:string"/>
    <xsl:variable name="line" as="xs:string" select="normalize-space($text)"/>
    <xsl:sequence select="if (string-length($line) le 240) then $line
                          else replace(substring($line, 1, 160), '\s\S*$', '') || ' … '
                               || replace(substring($line, string-length($line) - 60), '^\S*\s', '')"/>
  </xsl:function>

  <xsl:function name="f:interventions" as="element()?" visibility="private">
    <xsl:param name="tei" as="element()"/>
    <xsl:variable name="made" as="element()*"
      select="$tei//(text | abstract | sourceDoc)//(choice | supplied | surplus | secl | unclear | add | del | gap | app
                    | sic[not(parent::choice)] | corr[not(parent::choice)])[not(parent::choice | ancestor::app | parent::subst)]"/>
    <xsl:if test="exists($made)">
      <details class="interventions" data-te="own">
        <summary><h2><xsl:value-of select="f:say('changed-words', $tei)"/></h2></summary>
        <ul>
          <xsl:for-each select="$made">
            <li>
              <a href="#{@te:anchor}" aria-label="{f:say('back-to-text', .)} ({position()})">↑</a>
              <xsl:text> </xsl:text>
              <xsl:sequence select="f:why(., true())"/>
            </li>
          </xsl:for-each>
        </ul>
      </details>
    </xsl:if>
  </xsl:function>
</xsl:stylesheet>
