<?xml version="1.0" encoding="UTF-8"?>
<!--
  The critical apparatus in the text: the reading of the edition, beside it those of the witnesses, which the reader
  sees when asked for; and entries that stand apart, whole. What is told at the foot of a passage is in foot.xsl.
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

  <xsl:template mode="m:text" as="element()" match="app">
    <span>
      <xsl:sequence select="f:class(., ('app', @te:minor ! 'minor')), f:own(.), @te:var ! f:data('var', .)"/>
      <xsl:apply-templates mode="m:text" select="lem | rdg | rdgGrp"/>
      <xsl:sequence select="f:app-mark(.)"/>
    </span>
  </xsl:template>

  <xsl:template mode="m:text" as="node()*" match="rdgGrp">
    <xsl:apply-templates mode="m:text" select="lem | rdg | rdgGrp"/>
  </xsl:template>

  <!-- What the edition reads. -->
  <xsl:template mode="m:text" as="element()" match="lem[@te:chosen]" priority="1"><xsl:call-template name="chosen-reading"/></xsl:template>
  <xsl:template mode="m:text" as="element()" match="rdg[@te:chosen]" priority="1"><xsl:call-template name="chosen-reading"/></xsl:template>

  <xsl:template name="chosen-reading" as="element()">
    <span class="lem">
      <xsl:sequence select="f:own(.)"/>
      <xsl:apply-templates mode="m:text"/>
    </span>
  </xsl:template>

  <!-- Outside an entry there is nothing to choose between. -->
  <xsl:template mode="m:text" as="node()*" match="lem | rdg">
    <xsl:apply-templates mode="m:text"/>
  </xsl:template>

  <!-- What others read: hidden until a witness or all variants are wanted. -->
  <xsl:template mode="m:text" as="element()" match="lem[@te:wit]" priority="1"><xsl:call-template name="reading-of-witness"/></xsl:template>
  <xsl:template mode="m:text" as="element()" match="rdg[@te:wit]" priority="1"><xsl:call-template name="reading-of-witness"/></xsl:template>

  <xsl:template name="reading-of-witness" as="element()">
    <xsl:variable name="is-empty" as="xs:boolean" select="f:is-omission(.)"/>
    <span data-wit="{@te:wit}">
      <xsl:sequence select="f:class(., ('rdg', f:sort-of-reading(.), 'om'[$is-empty])), f:own(.)"/>
      <xsl:apply-templates mode="m:text"/>
      <xsl:if test="$is-empty">
        <span class="omission" data-te="own"><xsl:value-of select="f:say('om')"/></span>
      </xsl:if>
      <xsl:for-each select="@te:sigla">
        <span class="siglum" data-te="own"><xsl:value-of select="' ' || ."/></span>
      </xsl:for-each>
    </span>
  </xsl:template>

  <!-- Nothing is read there: no words, no gap that is marked, no note of where a witness begins or ends. -->
  <xsl:function name="f:is-omission" as="xs:boolean" visibility="private">
    <xsl:param name="reading" as="element()"/>
    <xsl:sequence select="not($reading/*) and not(normalize-space($reading))"/>
  </xsl:function>

  <!-- Of its group and its cause; "minor" where no other word is meant. -->
  <xsl:function name="f:sort-of-reading" as="xs:string*" visibility="private">
    <xsl:param name="reading" as="element()"/>
    <xsl:sequence select="$reading/(@cause, parent::rdgGrp/@type, parent::rdgGrp/@cause) ! tokenize(.)[matches(., '^[\w.-]{1,60}$')] ! ('t-' || .),
                          $reading/@te:minor ! 'minor'"/>
  </xsl:function>

  <!-- The way from the text to the entry. -->
  <xsl:function name="f:app-mark" as="element()?" visibility="private">
    <xsl:param name="entry" as="element(app)"/>
    <xsl:if test="$entry/@te:anchor and ($entry/@te:passage or $entry/@te:apart)">
      <a class="app-mark" data-te="own">
        <xsl:if test="$entry/@te:placed">
          <xsl:attribute name="id" select="$entry/@te:anchor || '-mark'"/>
        </xsl:if>
        <xsl:attribute name="href" select="'#' || $entry/@te:anchor || '-entry'[$entry/@te:passage]"/>
        <xsl:attribute name="aria-label" select="f:say('variants')"/>
      </a>
    </xsl:if>
  </xsl:function>

  <!-- Where the lemma of an entry ends that stands apart: what others read there, and the mark. -->
  <xsl:key name="entry" match="app[@te:apart]" use="@te:anchor"/>

  <xsl:template mode="m:text" as="element()*" match="te:app">
    <xsl:variable name="entry" as="element(app)?" select="key('entry', @entry)[1]"/>
    <xsl:choose>
      <xsl:when test="@switch">
        <xsl:variable name="readings" as="element()*">
          <xsl:apply-templates mode="m:text" select="f:readings($entry)[@te:wit]"/>
        </xsl:variable>
        <span class="app{' minor'[$entry/@te:minor]}" data-of="{@entry}">
          <!-- In a list, and with @loc, the entry is told whole in its own place, and has its identifiers there. -->
          <xsl:choose>
            <xsl:when test="$entry[@loc or ancestor::listApp]">
              <xsl:apply-templates mode="m:again" select="$readings"/>
            </xsl:when>
            <xsl:otherwise>
              <xsl:sequence select="$readings"/>
            </xsl:otherwise>
          </xsl:choose>
          <xsl:sequence select="f:app-mark($entry)"/>
        </span>
      </xsl:when>
      <xsl:otherwise>
        <xsl:sequence select="$entry ! f:app-mark(.)"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template mode="m:plain" as="node()*" match="te:app"/>

  <!-- The words that such an entry is about: who reads something else does not see them. -->
  <xsl:template mode="m:text" as="element()" match="te:lem">
    <span class="{'lem', key('entry', @entry)[1]/@te:minor ! 'minor'}" data-of="{@entry}">
      <xsl:sequence select="@var[.] ! f:data('var', .)"/>
      <xsl:apply-templates mode="m:text"/>
    </span>
  </xsl:template>

  <!-- What is made once more has neither identifiers nor links, and calls no notes. -->
  <xsl:mode name="m:again" on-no-match="shallow-copy" on-multiple-match="fail"/>

  <xsl:template mode="m:again" as="empty-sequence()" match="@id" xpath-default-namespace=""/>

  <xsl:template mode="m:again" as="node()*" match="a" xpath-default-namespace="">
    <xsl:apply-templates mode="m:again" select="node()"/>
  </xsl:template>

  <xsl:template mode="m:again" as="empty-sequence()" xpath-default-namespace="" priority="1"
    match="*[contains-token(@class, 'call') or contains-token(@class, 'inline-note') or contains-token(@class, 'margin-note')] | a[@class = ('why', 'app-mark', 'anchor')]"/>

  <!-- One that stands behind its lemma repeats the words of the text: of it others' readings alone are seen here. -->
  <xsl:template mode="m:text" as="element()" match="app[@te:apart][@from or @to]" priority="1">
    <span class="app{' minor'[current()/@te:minor]}">
      <xsl:sequence select="f:own(.), @te:switch ! f:data('of', ../@te:anchor)"/>
      <xsl:if test="@te:switch">
        <xsl:apply-templates mode="m:text" select="f:readings(.)[@te:wit]"/>
      </xsl:if>
      <xsl:sequence select=".[not(@te:placed)] ! f:app-mark(.)"/>
    </span>
  </xsl:template>

  <!-- An entry of an apparatus away from its text: the place, the lemma, each reading with its witnesses. -->
  <xsl:template mode="m:text" as="element()" match="app[@te:apart][@loc]" priority="2"><xsl:call-template name="entry-apart"/></xsl:template>
  <xsl:template mode="m:text" as="element()" match="listApp//app[@te:apart][not(@loc)]" priority="2"><xsl:call-template name="entry-apart"/></xsl:template>

  <xsl:template name="entry-apart" as="element()">
    <div>
      <xsl:sequence select="f:class(., 'app-entry'), f:own(.)"/>
      <xsl:variable name="href" as="xs:string?"
        select="(@te:anchor[../@te:placed] ! ('#' || . || '-mark'), @from ! f:href(., current()))[1]"/>
      <xsl:variable name="place" as="xs:string?" select="(@loc, @te:line, @n, @from ! replace(., '^.*#', ''))[normalize-space()][1]"/>
      <xsl:if test="$place">
        <xsl:choose>
          <xsl:when test="exists($href)">
            <a class="loc" data-te="own" href="{$href}"><xsl:value-of select="$place"/></a>
          </xsl:when>
          <xsl:otherwise>
            <span class="loc" data-te="own"><xsl:value-of select="$place"/></span>
          </xsl:otherwise>
        </xsl:choose>
        <xsl:text> </xsl:text>
      </xsl:if>
      <xsl:for-each select="*">
        <xsl:apply-templates mode="m:reading" select="."/>
        <xsl:text> </xsl:text>
      </xsl:for-each>
    </div>
  </xsl:template>

  <!-- One reading of such an entry, or what is said between them. -->
  <xsl:mode name="m:reading" on-no-match="fail" on-multiple-match="fail"/>

  <xsl:template mode="m:reading" as="node()*" match="lem | rdg">
    <span>
      <xsl:sequence select="f:class(., (if (self::lem) then 'lemma' else 'reading', f:sort-of-reading(.))), f:own(.)"/>
      <xsl:apply-templates mode="m:text"/>
      <xsl:if test="f:is-omission(.)">
        <i class="said" data-te="own"><xsl:value-of select="if (self::lem) then '—' else f:say('om')"/></i>
      </xsl:if>
    </span>
    <xsl:for-each select="@te:sigla">
      <xsl:text> </xsl:text>
      <span class="sigla" data-te="own"><xsl:value-of select="."/></span>
    </xsl:for-each>
    <xsl:if test="self::lem">
      <span class="bracket" data-te="own">]</span>
    </xsl:if>
  </xsl:template>

  <xsl:template mode="m:reading" as="node()*" match="rdgGrp">
    <span>
      <xsl:sequence select="f:class(., 'rdgGrp'), f:own(.)"/>
      <xsl:for-each select="*">
        <xsl:apply-templates mode="m:reading" select="."/>
        <xsl:text> </xsl:text>
      </xsl:for-each>
    </span>
  </xsl:template>

  <xsl:template mode="m:reading" as="node()*" match="*">
    <xsl:apply-templates mode="m:text" select="."/>
  </xsl:template>

  <xsl:template mode="m:text" as="element()" match="witDetail | wit">
    <span class="{local-name()}">
      <xsl:sequence select="f:own(.)"/>
      <xsl:apply-templates mode="m:text"/>
    </span>
  </xsl:template>

  <xsl:template mode="m:text" as="element()" match="listWit | listApp">
    <div>
      <xsl:sequence select="f:class(., local-name()), f:own(.)"/>
      <xsl:apply-templates mode="m:text"/>
    </div>
  </xsl:template>

  <xsl:template mode="m:text" as="element()" match="witness">
    <div class="witness">
      <xsl:sequence select="f:own(.)"/>
      <xsl:if test="(@n | @xml:id) and not(abbr[@type = 'siglum'])">
        <b class="siglum" data-te="own"><xsl:value-of select="(@n, @xml:id)[1]"/></b>
        <xsl:text> </xsl:text>
      </xsl:if>
      <xsl:call-template name="apart"/>
    </div>
  </xsl:template>

  <!-- Where a witness begins, breaks off, and goes on: for who reads that witness. -->
  <xsl:template mode="m:text" as="element()" match="lacunaStart | lacunaEnd | witStart | witEnd">
    <span class="{local-name()} fine" data-te="own">
      <xsl:sequence select="f:own(.), @te:wit ! f:data('wit', .)"/>
      <xsl:value-of select="f:boundary(.)"/>
    </span>
  </xsl:template>

  <xsl:function name="f:boundary" as="xs:string" visibility="private">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="'(' || string-join(($element/@te:sigla,
                          f:say(map { 'lacunaStart': 'lacuna-begins', 'lacunaEnd': 'lacuna-ends', 'witStart': 'witness-begins',
                                      'witEnd': 'witness-ends' }(local-name($element)))), ' ') || ')'"/>
  </xsl:function>

  <!-- How the variants are encoded is for machines. -->
  <xsl:template mode="m:text" as="element()?" match="variantEncoding">
    <xsl:sequence select="f:place(.)"/>
  </xsl:template>

  <!-- In titles and the like the edition's reading stands alone. -->
  <xsl:template mode="m:plain" as="node()*" match="app | rdgGrp | choice">
    <xsl:apply-templates mode="m:plain" select="*"/>
  </xsl:template>

  <xsl:template mode="m:plain" as="node()*" priority="1"
    match="(lem | rdg)[@te:wit] | wit | witDetail | choice/*[@te:view = ('none', 'source')]"/>
</xsl:stylesheet>
