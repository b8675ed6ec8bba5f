<?xml version="1.0" encoding="UTF-8"?>
<!--
  What writers and editors did to the text: each text has its own words, the source its signs.

  What an element is seen in, its signs and what was done come as attributes from the passes (te:view, te:open,
  te:close, te:each, te:text, te:class, te:done). Why it was done is told once, in interventions.xsl.
-->
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

  <!-- The views that show what one text has; what has no view is in all of them. -->
  <xsl:variable name="v:views" as="map(xs:string, xs:string)"
    select="map { 'source': 'source changes', 'reading': 'reading changes' }"/>

  <!-- What HTML has words for: those who hear are told of them. -->
  <xsl:variable name="v:edits" as="map(xs:string, xs:string)" select="map { 'del': 'del', 'add': 'ins' }"/>

  <xsl:template mode="m:text" as="element()"
    match="supplied | surplus | secl | unclear | add | del | sic | corr | orig | reg | abbr | expan | am | ex | damage | subst | mod | retrace">
    <xsl:call-template name="intervention"/>
  </xsl:template>

  <xsl:template name="intervention" as="element()">
    <xsl:element name="{($v:edits(local-name()), 'span')[1]}" namespace="">
      <xsl:sequence select="f:class(., (local-name(), f:edited(.))), f:own(.), f:style(.), f:view(.), @cert ! f:data('cert', .)"/>
      <xsl:sequence select="f:sign(@te:open)"/>
      <xsl:apply-templates mode="m:text"/>
      <xsl:sequence select="f:sign(@te:close), f:to-explanation(.)"/>
    </xsl:element>
  </xsl:template>

  <!-- A deletion that was cancelled stands in the text, and is told with what restored it. -->
  <xsl:template mode="m:text" as="element()" match="restore">
    <span>
      <xsl:sequence select="f:class(., ('restore', f:edited(.))), f:own(.), f:style(.)"/>
      <xsl:apply-templates mode="m:text"/>
      <xsl:sequence select="f:to-explanation(.)"/>
    </span>
  </xsl:template>

  <xsl:template mode="m:text" as="element()" match="restore/del" priority="2">
    <span>
      <xsl:sequence select="f:class(., ('del', 'restored')), f:own(.), f:style(.)"/>
      <xsl:apply-templates mode="m:text"/>
    </span>
  </xsl:template>

  <!-- What stood there, then what was put in its stead. -->
  <xsl:template mode="m:text" as="element()" match="choice">
    <xsl:variable name="made" as="element()?" select="*[@te:view = 'reading']"/>
    <span class="{string-join(('choice', f:edited(.)), ' ')}">
      <xsl:sequence select="f:own(.)"/>
      <xsl:choose>
        <xsl:when test="exists($made)">
          <xsl:apply-templates mode="m:alternative" select="*[@te:view = 'source']"/>
          <span class="to" data-view="changes" data-te="own"> → </span>
          <xsl:apply-templates mode="m:alternative" select="$made"/>
        </xsl:when>
        <xsl:otherwise>
          <xsl:apply-templates mode="m:alternative" select="*[not(@te:view = 'none')]"/>
        </xsl:otherwise>
      </xsl:choose>
      <xsl:sequence select="f:to-explanation(.)"/>
    </span>
  </xsl:template>

  <!-- An alternative of another kind (seg, unclear, a choice) is seen in one text by what is around it. -->
  <xsl:template mode="m:alternative" as="node()*" match="*">
    <xsl:choose>
      <xsl:when test="not(@te:view) or self::sic or self::corr or self::orig or self::reg or self::abbr or self::expan or self::am or self::ex">
        <xsl:apply-templates mode="m:text" select="."/>
      </xsl:when>
      <xsl:otherwise>
        <span>
          <xsl:sequence select="f:view(.)"/>
          <xsl:apply-templates mode="m:text" select="."/>
        </span>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- Where no words are: the source shows how much is lost by signs, a reader only that something is. -->
  <xsl:template mode="m:text" as="node()+" match="gap | space">
    <span>
      <xsl:sequence select="f:class(., (local-name(), f:edited(.))), f:own(.)"/>
      <xsl:choose>
        <xsl:when test="self::gap">
          <span class="omission" data-te="own">
            <xsl:sequence select="@te:text ! f:data('view', 'reading changes')"/>
            <xsl:text>[…]</xsl:text>
          </span>
        </xsl:when>
        <xsl:otherwise>
          <span class="blank" data-te="own">
            <xsl:sequence select="@te:text ! f:data('view', 'reading changes')"/>
            <xsl:text>&#xA0;&#xA0;&#xA0;</xsl:text>
          </span>
        </xsl:otherwise>
      </xsl:choose>
      <xsl:for-each select="@te:text">
        <span class="omission" data-view="source" data-te="own"><xsl:value-of select="."/></span>
      </xsl:for-each>
      <xsl:if test="self::space">
        <xsl:apply-templates mode="m:text"/>
      </xsl:if>
      <xsl:sequence select="f:to-explanation(.)"/>
    </span>
    <xsl:if test="self::space">
      <xsl:text> </xsl:text>
    </xsl:if>
  </xsl:template>

  <!-- Marks that say what is to be done with the text, and what is printed around it: no part of what is read. -->
  <xsl:template mode="m:text" as="element()" match="fw | metamark">
    <span>
      <xsl:sequence select="f:class(., (local-name(), 'fine', f:placed(.))), f:own(.), f:style(.)"/>
      <xsl:apply-templates mode="m:text"/>
    </span>
  </xsl:template>

  <!-- From here another hand writes, or the same one otherwise. -->
  <xsl:template mode="m:text" as="element()" match="handShift">
    <xsl:variable name="hand" as="xs:string?"
      select="(@new ! f:hand(., current()), @scribe ! replace(., '^#', ''), @scribeRef ! f:hand(., current()), @script, @medium)[normalize-space()][1]"/>
    <span class="handShift fine">
      <xsl:sequence select="f:own(.)"/>
      <xsl:sequence select="f:made('[' || f:labelled(f:say('hand'), $hand) || ']')"/>
      <xsl:apply-templates mode="m:text"/>
    </span>
  </xsl:template>

  <!-- A hand as its description has it: the name in it, who wrote it, else what is said of it. -->
  <xsl:function name="f:hand" as="xs:string" visibility="private">
    <xsl:param name="pointers" as="xs:string"/>
    <xsl:param name="from" as="element()"/>
    <xsl:variable name="note" as="element()?"
      select="key('id', tokenize($pointers)[1] ! substring-after(., '#'), root($from))[self::handNote or self::scriptNote or self::handShift][1]"/>
    <xsl:variable name="said" as="xs:string" select="f:plain($note)"/>
    <xsl:sequence select="($note/(persName, name, label)[1] ! f:plain(.)[.],
                           $note/@scribe/string(), $note/@scribeRef ! f:named(., $from),
                           (if (string-length($said) gt 60) then replace(substring($said, 1, 60), '\s\S*$', ' …') else $said)[.],
                           f:named($pointers, $from))[1]"/>
  </xsl:function>

  <!-- What is to be undone, done again or joined points to the words; it has none of its own. -->
  <xsl:template mode="m:text" as="node()*" match="undo | redo | substJoin | listTranspose | transpose[normalize-space()]">
    <xsl:call-template name="undone"/>
  </xsl:template>

  <xsl:template name="undone" as="node()*">
    <xsl:choose>
      <xsl:when test="normalize-space()">
        <span class="{local-name()} fine">
          <xsl:sequence select="f:own(.)"/>
          <xsl:call-template name="apart"/>
        </span>
      </xsl:when>
      <xsl:otherwise>
        <xsl:sequence select="f:place(.)"/>
        <xsl:apply-templates mode="m:text" select="transpose"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- What the source puts in another order: the words in the order that it wants. -->
  <xsl:template mode="m:text" as="element()" match="transpose[not(normalize-space())]">
    <span class="transpose fine">
      <xsl:sequence select="f:own(.)"/>
      <xsl:sequence select="f:made('[' || f:say('transposed') || ': ')"/>
      <xsl:for-each select="ptr">
        <xsl:if test="position() gt 1">
          <span data-te="own">, </span>
        </xsl:if>
        <xsl:variable name="words" as="element()?" select="key('id', substring-after(@target, '#'))[1]"/>
        <a class="ptr" data-te="own">
          <xsl:attribute name="href" select="(f:href(@target, .), '#' || ../@te:anchor)[1]"/>
          <xsl:value-of select="($words ! f:shortened(f:words(., 'source')), string(@target))[.][1]"/>
        </a>
      </xsl:for-each>
      <xsl:sequence select="f:made(']')"/>
    </span>
  </xsl:template>

  <!-- Words left out on purpose: the mark that stands there, and what was supplied. -->
  <xsl:template mode="m:text" as="element()" match="ellipsis">
    <span class="ellipsis">
      <xsl:sequence select="f:own(.)"/>
      <xsl:apply-templates mode="m:text"/>
    </span>
  </xsl:template>

  <!-- Of each thing that was done, the class by which the style sheet and those who look for an explanation know it. -->
  <xsl:function name="f:edited" as="xs:string*" visibility="private">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="'ed'[$element/@te:done and $element/@te:anchor], $element/@te:class ! string(), f:placed($element)"/>
  </xsl:function>

  <xsl:function name="f:placed" as="xs:string*" visibility="private">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="$element/@place ! tokenize(.)[matches(., '^[A-Za-z][A-Za-z0-9_-]{0,40}$')] ! ('place-' || lower-case(.))"/>
  </xsl:function>

  <xsl:function name="f:view" as="attribute()?" visibility="private">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="$element/@te:view ! $v:views(.) ! f:data('view', .)"/>
  </xsl:function>

  <xsl:function name="f:data" as="attribute()" visibility="private">
    <xsl:param name="name" as="xs:string"/>
    <xsl:param name="value" as="xs:string"/>
    <xsl:attribute name="data-{$name}" select="$value"/>
  </xsl:function>

  <!-- The link to the explanation says in a word what was done: those who hear are told where it stands. -->
  <xsl:function name="f:to-explanation" as="element()?" visibility="private">
    <xsl:param name="element" as="element()"/>
    <xsl:if test="$element/@te:done and $element/@te:anchor">
      <a class="why" data-te="own" href="#{$element/@te:anchor}-why" aria-label="{f:done($element)}"/>
    </xsl:if>
  </xsl:function>
</xsl:stylesheet>
