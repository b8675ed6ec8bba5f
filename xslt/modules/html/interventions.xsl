<?xml version="1.0" encoding="UTF-8"?>
<!-- Why editors and writers intervened: told once, in a list at the end, to which every intervention leads. -->
<xsl:stylesheet version="3.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:te="urn:teiedit:annotation"
  xmlns:f="urn:teiedit:functions"
  xmlns:m="urn:teiedit:modes"
  xmlns:v="urn:teiedit:variables"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="#all">

  <xsl:key name="interventions" use="'yes'"
    match="(choice | supplied | surplus | secl | unclear | add | del | gap | space | sic | corr | orig | reg | subst | mod | restore
            | retrace | damage)[@te:done][@te:anchor]"/>

  <!-- What is said of an element's certainty elsewhere. -->
  <xsl:key name="said-of" match="certainty | precision | respons" use="tokenize(@target) ! substring-after(., '#')"/>

  <xsl:function name="f:interventions" as="element()?" visibility="private">
    <xsl:param name="tei" as="element()"/>
    <xsl:variable name="made" as="element()*" select="if ($tei/@te:explained) then key('interventions', 'yes', root($tei)) else ()"/>
    <xsl:if test="exists($made)">
      <details class="interventions" data-te="own">
        <summary><xsl:value-of select="f:say('changed-words') || ' (' || count($made) || ')'"/></summary>
        <ul>
          <xsl:for-each select="$made">
            <li id="{@te:anchor}-why">
              <a class="back" href="#{@te:anchor}" aria-label="{f:say('back-to-text')} ({position()})">↑</a>
              <xsl:text> </xsl:text>
              <span class="what">
                <xsl:apply-templates mode="m:why" select="."/>
                <xsl:sequence select="f:circumstances(.)"/>
              </span>
            </li>
          </xsl:for-each>
        </ul>
      </details>
    </xsl:if>
  </xsl:function>

  <!-- In a few words what was done, and where: "added in the source, above the line". -->
  <xsl:function name="f:done" as="xs:string" visibility="private">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="string-join((f:say($element/@te:done), f:size($element), f:where($element)), ', ')"/>
  </xsl:function>

  <xsl:function name="f:where" as="xs:string*" visibility="private">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="($element/@place, $element/self::subst/add/@place)[1] ! tokenize(.) ! f:value-in-words('place', .)"/>
  </xsl:function>

  <xsl:function name="f:size" as="xs:string?" visibility="private">
    <xsl:param name="element" as="element()"/>
    <xsl:if test="$element[self::gap or self::space]">
      <xsl:variable name="bounds" as="xs:string?" select="string-join($element/(@atLeast, @atMost), '–')[.]"/>
      <xsl:sequence select="f:measure(($bounds, $element/@quantity, $element/@extent)[1], $element/@unit)[normalize-space()]"/>
    </xsl:if>
  </xsl:function>

  <xsl:template mode="m:why" as="node()*" match="choice[*/@te:view = 'reading']">
    <xsl:variable name="made" as="element()" select="*[@te:view = 'reading']"/>
    <xsl:sequence select="f:quoted(*[@te:view = 'source'], 'source')"/>
    <xsl:value-of select="' ' || f:say(if ($made[self::expan or self::ex]) then 'stands-for'
                                       else if ($made/self::reg) then 'regularised-to' else 'corrected-to') || ' '"/>
    <xsl:sequence select="f:quoted($made, 'reading')"/>
    <xsl:if test="*/@te:view = 'none'">
      <xsl:value-of select="' · ' || f:say('alternatives') || f:say('punctuation.colon')"/>
      <xsl:sequence select="f:quoted(*[@te:view = 'none'], 'reading')"/>
    </xsl:if>
  </xsl:template>

  <xsl:template mode="m:why" as="node()*" match="choice">
    <xsl:value-of select="f:say('alternatives') || f:say('punctuation.colon')"/>
    <xsl:sequence select="f:quoted(*, 'reading')"/>
  </xsl:template>

  <xsl:template mode="m:why" as="node()*" match="subst">
    <xsl:sequence select="f:quoted(del, 'source')"/>
    <xsl:value-of select="' ' || f:say('replaced-by') || ' '"/>
    <xsl:sequence select="f:quoted(add, 'reading')"/>
    <xsl:value-of select="f:where(.) ! (', ' || .)" separator=""/>
  </xsl:template>

  <xsl:template mode="m:why" as="node()*" match="gap | space">
    <xsl:value-of select="f:done(.)"/>
    <xsl:for-each select="desc">
      <xsl:value-of select="' · ' || normalize-space(.)"/>
    </xsl:for-each>
  </xsl:template>

  <xsl:template mode="m:why" as="node()*"
    match="supplied | surplus | secl | unclear | add | del | sic | corr | orig | reg | mod | restore | retrace | damage">
    <xsl:sequence select="f:quoted(., if (@te:view = 'source') then 'source' else 'reading')"/>
    <xsl:value-of select="' ' || f:done(.)"/>
  </xsl:template>

  <!-- By whom, for what reason, how surely, by which hand; the note that says more; what is said of it elsewhere. -->
  <xsl:function name="f:circumstances" as="node()*" visibility="private">
    <xsl:param name="element" as="element()"/>
    <xsl:variable name="all" as="element()+" select="$element, $element/*[@te:view = 'reading'], $element/*[not(@te:view = ('reading', 'none'))]"/>
    <xsl:variable name="reasons" as="xs:string*" select="($all ! (@reason, @cause, @agent))[1] ! tokenize(.) ! f:value-in-words('reason', .)"/>
    <xsl:for-each select="($all ! @te:by)[1]">
      <xsl:text> · </xsl:text>
      <span class="by"><xsl:value-of select="."/></span>
    </xsl:for-each>
    <xsl:value-of separator="">
      <xsl:sequence select="string-join($reasons[.], ', ')[.] ! (' · ' || f:labelled(f:say('because'), .)),
        ($all ! @cert)[1] ! (' · ' || f:labelled(f:say('certainty'), f:value-in-words('certainty', .))),
        ($all ! @hand)[1] ! (' · ' || f:labelled(f:say('hand'), f:hand(., $element)))"/>
    </xsl:value-of>
    <xsl:for-each select="($all/@corresp ! tokenize(.) ! key('id', substring-after(., '#'), root($element)))/self::note[@te:label]">
      <xsl:text> · </xsl:text>
      <a href="#{@te:anchor}"><xsl:value-of select="f:say('see-note') || ' ' || @te:label"/></a>
    </xsl:for-each>
    <xsl:for-each select="$all/(certainty | precision | respons), $element/@xml:id ! key('said-of', ., root($element))">
      <small>
        <xsl:value-of select="' · ' || string-join((f:label(.), @locus, @match, (@assertedValue, @cert, @degree, @precision, @stdDeviation)[1],
                              @resp ! f:named(., $element), normalize-space()[.]), ' ')"/>
      </small>
    </xsl:for-each>
  </xsl:function>

  <!-- The words themselves, as one of the texts has them. -->
  <xsl:function name="f:quoted" as="node()*" visibility="private">
    <xsl:param name="elements" as="element()*"/>
    <xsl:param name="text" as="xs:string"/>
    <xsl:for-each select="$elements">
      <xsl:if test="position() gt 1">
        <xsl:text>, </xsl:text>
      </xsl:if>
      <q class="reading"><xsl:value-of select="(f:shortened(f:words(., $text))[.], '—')[1]"/></q>
    </xsl:for-each>
  </xsl:function>

  <xsl:function name="f:words" as="xs:string" visibility="private">
    <xsl:param name="element" as="element()"/>
    <xsl:param name="text" as="xs:string"/>
    <xsl:variable name="words" as="node()*">
      <xsl:apply-templates mode="m:words" select="$element/node()">
        <xsl:with-param name="text" tunnel="yes" select="$text"/>
      </xsl:apply-templates>
    </xsl:variable>
    <xsl:sequence select="normalize-space(string-join($words))"/>
  </xsl:function>

  <!-- An explanation is no second copy of a page: what is long is told by its beginning and its end. -->
  <xsl:function name="f:shortened" as="xs:string" visibility="private">
    <xsl:param name="line" as="xs:string"/>
    <xsl:sequence select="if (string-length($line) le 240) then $line
                          else replace(substring($line, 1, 160), '\s\S*$', '') || ' … '
                               || replace(substring($line, string-length($line) - 60), '^\S*\s', '')"/>
  </xsl:function>

  <!-- What stands in the place of another, or another in its place: the editors did not choose, or say what they prefer. -->
  <xsl:variable name="v:longest-alternative" as="xs:integer" select="240"/>
  <xsl:key name="anchored" match="text//*[@te:anchor]" use="@te:anchor"/>

  <xsl:template mode="m:text" as="element()" match="te:instead">
    <xsl:variable name="mark" as="element(te:instead)" select="."/>
    <span class="instead" data-te="own">
      <xsl:text> [</xsl:text>
      <xsl:if test="@preferred">
        <xsl:value-of select="f:say('preferred') || '; '"/>
      </xsl:if>
      <xsl:value-of select="f:say('alternative') || f:say('punctuation.colon')"/>
      <xsl:for-each select="tokenize(@to)">
        <xsl:if test="position() gt 1">
          <xsl:text>, </xsl:text>
        </xsl:if>
        <xsl:variable name="other" as="element()?" select="key('anchored', ., root($mark))[1]"/>
        <a href="#{.}"><xsl:value-of select="f:quote(($other[string-length(.) le $v:longest-alternative] ! f:words(., 'reading')[.], '…')[1])"/></a>
      </xsl:for-each>
      <xsl:value-of select="']' || ' '[matches(($mark/following-sibling::node()[1], '')[1], '^[\p{L}\p{N}]')]"/>
    </span>
  </xsl:template>

  <xsl:template mode="m:plain" as="empty-sequence()" match="te:instead"/>

  <!-- Words alone, of one text: "source" or "reading". -->
  <xsl:mode name="m:words" on-no-match="text-only-copy" on-multiple-match="fail"/>

  <!-- What is deep inside is told where it is explained itself: else all would be said again at each level. -->
  <xsl:template mode="m:words" as="node()*"
    match="choice | subst | app | rdgGrp | sic | orig | abbr | am | corr | reg | expan | ex | surplus | del | add | supplied | secl
           | unclear | damage | mod | restore | retrace">
    <xsl:call-template name="words-inside"/>
  </xsl:template>

  <xsl:template name="words-inside" as="node()*">
    <xsl:param name="depth" as="xs:integer" tunnel="yes" select="0"/>
    <xsl:choose>
      <xsl:when test="$depth lt 6">
        <xsl:apply-templates mode="m:words" select="if (self::choice or self::subst or self::app or self::rdgGrp) then * else node()">
          <xsl:with-param name="depth" tunnel="yes" select="$depth + 1"/>
        </xsl:apply-templates>
      </xsl:when>
      <xsl:otherwise>
        <xsl:text> … </xsl:text>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template mode="m:words" as="node()*" priority="1"
    match="(sic | orig | abbr | am | corr | reg | expan | ex | surplus | del)[@te:view] | choice/*[@te:view]">
    <xsl:param name="text" as="xs:string" tunnel="yes" select="'reading'"/>
    <xsl:if test="@te:view = $text">
      <xsl:next-match/>
    </xsl:if>
  </xsl:template>

  <xsl:template mode="m:words" as="node()*" match="note | figDesc | te:call | te:app | wit | witDetail | certainty | precision | respons"/>

  <xsl:template mode="m:words" as="node()*" match="te:lem" priority="1">
    <xsl:apply-templates mode="m:words"/>
  </xsl:template>

  <xsl:template mode="m:words" as="text()?" match="lb | pb | cb | gb | milestone">
    <xsl:if test="not(@te:join)">
      <xsl:text> </xsl:text>
    </xsl:if>
  </xsl:template>

  <xsl:template mode="m:words" as="text()" match="gap">
    <xsl:text>[…]</xsl:text>
  </xsl:template>

  <xsl:template mode="m:words" as="node()*" match="(lem | rdg)[@te:wit]"/>

  <xsl:template mode="m:words" as="node()*" match="p | ab | l | lg | head | item | cell">
    <xsl:apply-templates mode="m:words"/>
    <xsl:text> </xsl:text>
  </xsl:template>
</xsl:stylesheet>
