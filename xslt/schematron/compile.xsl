<?xml version="1.0" encoding="UTF-8"?>
<!--
  A Schematron schema, its parts brought together and its abstract patterns and rules filled in, becomes a stylesheet
  that walks a document once for all patterns.

  Each rule is a template; of the templates that match a node the first of each pattern speaks, and hands the node on
  with the patterns that have spoken. A context of alternatives becomes a template each, because the processor finds
  templates by the name of an element.
-->
<xsl:stylesheet version="3.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:out="urn:teiedit:written"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:sch="http://purl.oclc.org/dsdl/schematron"
  xmlns:teiedit="urn:teiedit:schematron"
  xmlns:f="urn:teiedit:functions"
  xmlns:m="urn:teiedit:modes"
  xmlns:err="http://www.w3.org/2005/xqt-errors"
  exclude-result-prefixes="xs sch f m"
  default-mode="m:schema">

  <xsl:namespace-alias stylesheet-prefix="out" result-prefix="xsl"/>
  <xsl:output method="xml" indent="no" encoding="UTF-8"/>

  <!-- Whether a test that fails on a document is told and passed over; else it ends the run. -->
  <xsl:param name="careful" as="xs:boolean" select="false()"/>

  <xsl:mode name="m:schema" on-no-match="shallow-skip" on-multiple-match="fail"/>
  <xsl:mode name="m:rule" on-no-match="shallow-skip" on-multiple-match="fail"/>
  <xsl:mode name="m:say" on-no-match="text-only-copy" on-multiple-match="fail"/>
  <xsl:mode name="m:own" on-no-match="shallow-copy" on-multiple-match="fail"/>

  <!-- Prefixes that schemas use without declaring them, because the processors that they were written for know them. -->
  <xsl:variable name="usual" as="element(sch:ns)+">
    <sch:ns prefix="xs" uri="http://www.w3.org/2001/XMLSchema"/>
    <sch:ns prefix="tei" uri="http://www.tei-c.org/ns/1.0"/>
    <sch:ns prefix="teix" uri="http://www.tei-c.org/ns/Examples"/>
    <sch:ns prefix="rng" uri="http://relaxng.org/ns/structure/1.0"/>
    <sch:ns prefix="err" uri="http://www.w3.org/2005/xqt-errors"/>
  </xsl:variable>
  <xsl:key name="noted" match="sch:diagnostic | sch:property" use="@id"/>
  <xsl:variable name="schema" as="document-node()" select="/"/>
  <!-- The default binding is XPath 1.0, where a text that is no number can be compared with one. -->
  <xsl:variable name="version" as="xs:string" select="if (lower-case((/sch:schema/@queryBinding, 'xslt')[1]) = ('xslt', 'xpath', 'exslt', 'stx')) then '1.0' else '3.0'"/>

  <xsl:template mode="m:schema" as="element()" match="sch:schema">
    <xsl:variable name="bound" as="xs:string*" select="sch:ns/@prefix, in-scope-prefixes(.)"/>
    <xsl:variable name="rules" as="element(sch:rule)*" select="sch:pattern/sch:rule"/>
    <out:stylesheet version="3.0" teiedit:from="{@teiedit:from}">
      <xsl:sequence select="namespace::*[name() != ('', 'xml')]"/>
      <xsl:for-each select="sch:ns[@prefix != '']">
        <xsl:namespace name="{@prefix}" select="@uri"/>
      </xsl:for-each>
      <xsl:for-each select="$usual[not(@prefix = $bound)]">
        <xsl:namespace name="{@prefix}" select="@uri"/>
      </xsl:for-each>
      <out:output method="xml" encoding="UTF-8"/>
      <xsl:copy-of select="*[self::xsl:key | self::xsl:function | self::xsl:template[@name] | self::xsl:param | self::xsl:variable | self::xsl:decimal-format]"/>
      <xsl:apply-templates mode="m:rule" select="sch:key"/>
      <xsl:apply-templates mode="m:rule" select="sch:param, sch:let, sch:phase[@teiedit:active]/sch:let, sch:pattern/sch:let"/>
      <out:mode name="teiedit:check" on-no-match="deep-skip"/>
      <!-- Of a document the skipping would go on to what is in it. -->
      <out:template mode="teiedit:check" match="/" priority="-1000"/>
      <xsl:call-template name="walk">
        <xsl:with-param name="rules" select="$rules"/>
      </xsl:call-template>
      <xsl:for-each select="$rules">
        <xsl:variable name="at" as="xs:integer" select="position()"/>
        <xsl:variable name="rule" as="element(sch:rule)" select="."/>
        <xsl:for-each select="f:alternatives(@context)">
          <xsl:apply-templates mode="m:rule" select="$rule">
            <xsl:with-param name="context" select="."/>
            <!-- Rules of one pattern in their order; a number of its own for each template. -->
            <xsl:with-param name="priority" select="1000000 - 100 * $at - position() div 100"/>
          </xsl:apply-templates>
        </xsl:for-each>
      </xsl:for-each>
    </out:stylesheet>
  </xsl:template>

  <!-- The elements are counted as they come: their number is their place in the document. -->
  <xsl:template name="walk" as="element()">
    <xsl:param name="rules" as="element(sch:rule)*"/>
    <xsl:variable name="contexts" as="xs:string" select="string-join($rules/@context, ' ')"/>
    <out:template match="/">
      <teiedit:fired>
        <out:apply-templates mode="teiedit:check" select=".">
          <out:with-param name="teiedit:at" select="0" tunnel="yes"/>
        </out:apply-templates>
        <xsl:if test="matches($contexts, 'comment\s*\(|processing-instruction\s*\(|node\s*\(')">
          <out:apply-templates mode="teiedit:check" select="comment() | processing-instruction()">
            <out:with-param name="teiedit:at" select="0" tunnel="yes"/>
          </out:apply-templates>
        </xsl:if>
        <out:for-each select="descendant::*">
          <out:variable name="teiedit:at" select="position()"/>
          <out:apply-templates mode="teiedit:check" select=".">
            <out:with-param name="teiedit:at" select="$teiedit:at" tunnel="yes"/>
          </out:apply-templates>
          <xsl:if test="matches($contexts, '@|attribute|node\s*\(')">
            <out:apply-templates mode="teiedit:check" select="@*">
              <out:with-param name="teiedit:at" select="$teiedit:at" tunnel="yes"/>
            </out:apply-templates>
          </xsl:if>
          <xsl:if test="matches($contexts, 'comment\s*\(|processing-instruction\s*\(|text\s*\(|node\s*\(')">
            <out:apply-templates mode="teiedit:check" select="text() | comment() | processing-instruction()">
              <out:with-param name="teiedit:at" select="$teiedit:at" tunnel="yes"/>
            </out:apply-templates>
          </xsl:if>
        </out:for-each>
      </teiedit:fired>
    </out:template>
  </xsl:template>

  <!-- What is divided by | outside brackets, quotation marks and comments. -->
  <xsl:function name="f:alternatives" as="xs:string*">
    <xsl:param name="context" as="xs:string"/>
    <xsl:variable name="parts" as="xs:string*">
      <xsl:analyze-string select="$context" regex="&quot;[^&quot;]*&quot;|'[^']*'|[\[\](){{}}|]|[^\[\](){{}}|&quot;']+">
        <xsl:matching-substring>
          <xsl:sequence select="."/>
        </xsl:matching-substring>
      </xsl:analyze-string>
    </xsl:variable>
    <xsl:iterate select="$parts">
      <xsl:param name="depth" as="xs:integer" select="0"/>
      <xsl:param name="so-far" as="xs:string" select="''"/>
      <xsl:on-completion>
        <xsl:sequence select="$so-far"/>
      </xsl:on-completion>
      <xsl:variable name="ends" as="xs:boolean" select="$depth eq 0 and . eq '|'"/>
      <xsl:if test="$ends">
        <xsl:sequence select="$so-far"/>
      </xsl:if>
      <xsl:next-iteration>
        <xsl:with-param name="depth" select="$depth + (if (. = ('[', '(', '{')) then 1 else if (. = (']', ')', '}')) then -1 else 0)"/>
        <xsl:with-param name="so-far" select="if ($ends) then '' else $so-far || ."/>
      </xsl:next-iteration>
    </xsl:iterate>
  </xsl:function>

  <xsl:template mode="m:rule" as="element()" match="sch:rule">
    <xsl:param name="context" as="xs:string"/>
    <xsl:param name="priority" as="xs:decimal"/>
    <xsl:variable name="pattern" as="xs:string" select="string(../@teiedit:number)"/>
    <out:template mode="teiedit:check" version="{$version}" match="{$context}" priority="{$priority}" teiedit:from="{@teiedit:from}" teiedit:what="context">
      <out:param name="teiedit:done" select="()"/>
      <out:param name="teiedit:at" tunnel="yes" select="0"/>
      <out:if test="not($teiedit:done = {$pattern})">
        <teiedit:rule pattern="{$pattern}" from="{@teiedit:from}"/>
        <xsl:call-template name="guarded">
          <xsl:with-param name="guarded" as="element()*">
            <xsl:apply-templates mode="m:rule" select="sch:let | sch:assert | sch:report"/>
          </xsl:with-param>
        </xsl:call-template>
      </out:if>
      <out:next-match>
        <out:with-param name="teiedit:done" select="$teiedit:done, {$pattern}"/>
      </out:next-match>
    </out:template>
  </xsl:template>

  <xsl:template mode="m:rule" as="element()" match="sch:let | sch:param">
    <out:variable name="{@name}" teiedit:from="{@teiedit:from}" teiedit:what="value">
      <xsl:choose>
        <xsl:when test="@value">
          <xsl:attribute name="select" select="@value"/>
        </xsl:when>
        <xsl:otherwise>
          <xsl:if test="@as">
            <xsl:sequence select="@as"/>
          </xsl:if>
          <xsl:apply-templates mode="m:own"/>
        </xsl:otherwise>
      </xsl:choose>
    </out:variable>
  </xsl:template>

  <xsl:template mode="m:rule" as="element()" match="sch:key">
    <out:key name="{@name}" match="{(@match, @path)[1]}" use="{(@use, '.')[1]}" teiedit:from="{@teiedit:from}"/>
  </xsl:template>

  <xsl:template mode="m:rule" as="element()" match="sch:assert | sch:report">
    <xsl:call-template name="guarded">
      <xsl:with-param name="guarded" as="element()">
        <xsl:call-template name="test"/>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>

  <xsl:template name="guarded" as="element()*">
    <xsl:param name="guarded" as="element()*"/>
    <xsl:choose>
      <xsl:when test="$careful">
        <out:try>
          <xsl:sequence select="$guarded"/>
          <out:catch errors="*">
            <teiedit:failed from="{@teiedit:from}">
              <out:value-of select="$err:description"/>
            </teiedit:failed>
          </out:catch>
        </out:try>
      </xsl:when>
      <xsl:otherwise>
        <xsl:sequence select="$guarded"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template name="test" as="element()">
    <xsl:variable name="subject" as="attribute()?" select="(@subject, ../@subject)[1]"/>
    <out:if version="{$version}" test="{if (self::sch:assert) then 'not(' || @test || ')' else @test}" teiedit:from="{@teiedit:from}" teiedit:what="test">
      <teiedit:finding from="{@teiedit:from}" at="{{$teiedit:at}}">
        <out:attribute name="attribute" select="if (. instance of attribute()) then 'Q{{' || namespace-uri(.) || '}}' || local-name(.) else ''"/>
        <xsl:if test="$subject">
          <out:attribute name="path" select="({$subject})[. instance of node()][1] ! path(.)" teiedit:from="{@teiedit:from}" teiedit:what="subject"/>
        </xsl:if>
        <teiedit:text>
          <xsl:apply-templates mode="m:say"/>
        </teiedit:text>
        <xsl:for-each select="tokenize(@diagnostics), tokenize(@properties)">
          <xsl:apply-templates mode="m:say" select="key('noted', ., $schema)"/>
        </xsl:for-each>
      </teiedit:finding>
    </out:if>
  </xsl:template>

  <xsl:template mode="m:say" as="element()" match="sch:diagnostic | sch:property">
    <xsl:element name="teiedit:{local-name()}">
      <xsl:copy-of select="@id"/>
      <xsl:apply-templates mode="m:say"/>
    </xsl:element>
  </xsl:template>

  <xsl:template mode="m:say" as="element()" match="sch:value-of">
    <out:value-of version="{$version}" separator=" " select="{@select}" teiedit:from="{@teiedit:from}" teiedit:what="select"/>
  </xsl:template>

  <xsl:template mode="m:say" as="element()" match="sch:name">
    <out:value-of select="{if (@path) then @path else 'name()'}" teiedit:from="{@teiedit:from}" teiedit:what="path"/>
  </xsl:template>

  <xsl:template mode="m:say" as="element()" match="sch:emph | sch:dir | sch:span">
    <out:sequence teiedit:from="{@teiedit:from}">
      <xsl:apply-templates mode="m:say"/>
    </out:sequence>
  </xsl:template>

  <xsl:template mode="m:say" as="element()" match="text()">
    <out:text>
      <xsl:value-of select="."/>
    </out:text>
  </xsl:template>

  <!-- The query language's own instructions. -->
  <xsl:template mode="m:say" as="element()" match="xsl:*">
    <xsl:apply-templates mode="m:own" select="."/>
  </xsl:template>
</xsl:stylesheet>
