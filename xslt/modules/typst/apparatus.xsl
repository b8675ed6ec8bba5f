<?xml version="1.0" encoding="UTF-8"?>
<!--
  Variant readings: the lemma in the text, the readings at the foot by the number of the printed line, in the margin, or
  ($apparatus = 'notes') as notes in letters of their own.
-->
<xsl:stylesheet version="3.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:te="urn:teiedit:annotation"
  xmlns:t="urn:teiedit:typst"
  xmlns:f="urn:teiedit:functions"
  xmlns:m="urn:teiedit:modes"
  xmlns:v="urn:teiedit:variables"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="#all">

  <!-- So many words of a lemma are said; of a longer one the first and the last. -->
  <xsl:variable name="v:longest-lemma" as="xs:integer" select="4"/>

  <xsl:key name="entry-apart" match="app[@te:apart]" use="@te:anchor"/>
  <xsl:key name="lemma-apart" match="te:lem" use="@entry"/>

  <xsl:accumulator name="v:variants" as="xs:integer" initial-value="0">
    <xsl:accumulator-rule match="app[not(ancestor::listApp or @loc)]" select="$value + 1"/>
    <xsl:accumulator-rule match="TEI" select="0"/>
  </xsl:accumulator>

  <!-- What the edition reads, and its entry. An entry that stands where its lemma ends repeats words of the text: it is
       told at the foot alone. In a reading at the foot, the edition's choice is read; the entry follows. -->
  <xsl:template mode="m:typst" as="node()*" match="app">
    <xsl:param name="copy" as="xs:boolean" tunnel="yes" select="false()"/>
    <xsl:param name="in-reading" as="xs:boolean" tunnel="yes" select="false()"/>
    <xsl:variable name="is-silent" as="xs:boolean" select="$copy or $in-reading or not(f:has-variants(.))"/>
    <xsl:if test="not($is-silent) and $apparatus != 'notes'">
      <t:lemma-begins id="{f:entry-id(.)}">
        <xsl:if test="empty(f:chosen(.)[* or normalize-space()])">
          <xsl:attribute name="empty" select="'yes'"/>
        </xsl:if>
      </t:lemma-begins>
    </xsl:if>
    <xsl:if test="not(@te:apart)">
      <xsl:apply-templates mode="m:typst" select="f:chosen(.)"/>
    </xsl:if>
    <xsl:if test="not($is-silent)">
      <xsl:sequence select="f:entries(., f:own-line(.), ())"/>
    </xsl:if>
  </xsl:template>

  <!-- Where the lemma of an entry begins that stands apart, and where it ends. -->
  <xsl:template mode="m:typst" as="node()*" match="te:lem">
    <xsl:param name="copy" as="xs:boolean" tunnel="yes" select="false()"/>
    <xsl:if test="not($copy) and $apparatus != 'notes' and (. is key('lemma-apart', @entry)[1])">
      <t:lemma-begins id="{@entry}"/>
    </xsl:if>
    <xsl:apply-templates mode="m:typst"/>
  </xsl:template>

  <xsl:template mode="m:typst" as="node()*" match="te:app">
    <xsl:param name="copy" as="xs:boolean" tunnel="yes" select="false()"/>
    <xsl:variable name="entry" as="element(app)?" select="key('entry-apart', @entry)[1]"/>
    <xsl:if test="not($copy) and $apparatus != 'notes' and exists($entry[f:has-variants(.)])">
      <xsl:variable name="lemma" as="element()*" select="key('lemma-apart', @entry)"/>
      <xsl:if test="empty($lemma)">
        <t:lemma-begins id="{@entry}"/>
      </xsl:if>
      <xsl:sequence select="f:entries($entry, f:own-line(.), normalize-space(string-join($lemma)))"/>
    </xsl:if>
  </xsl:template>

  <!-- Lines of verse, and such as are printed line for line, have the source's numbers; others those of the page. -->
  <xsl:function name="f:own-line" as="xs:string" visibility="private">
    <xsl:param name="place" as="element()"/>
    <xsl:variable name="line" as="element(l)?" select="($place/ancestor::l[1], $place/descendant::l[1])[1]"/>
    <xsl:variable name="number" as="xs:string?" select="if ($line) then ($place/@te:line, $line/@n)[1] else $place[parent::ab or $view = 'source']/@te:line"/>
    <xsl:sequence select="string($number)"/>
  </xsl:function>

  <!-- Not where each entry names a line by its own number: the printed one beside it would be a second. -->
  <xsl:function name="f:needs-lines-of-page" as="xs:boolean" visibility="public">
    <xsl:param name="document" as="element()"/>
    <xsl:sequence select="$document/@te:apparatus = 'yes' and $apparatus != 'notes'
                          and (some $place in $document//(app[not(@te:apart)] | te:app) satisfies f:own-line($place) = '')"/>
  </xsl:function>

  <xsl:function name="f:entry-id" as="xs:string" visibility="private">
    <xsl:param name="entry" as="element(app)"/>
    <xsl:sequence select="string(($entry/@te:anchor, f:own-id($entry))[1])"/>
  </xsl:function>

  <!-- Of this entry, those in groups too, but none of an entry inside it. -->
  <xsl:function name="f:readings" as="element()*" visibility="private">
    <xsl:param name="entry" as="element()"/>
    <xsl:sequence select="$entry/(lem | rdg | rdgGrp/f:readings(.))"/>
  </xsl:function>

  <xsl:function name="f:chosen" as="element()?" visibility="private">
    <xsl:param name="entry" as="element(app)"/>
    <xsl:sequence select="f:readings($entry)[@te:chosen][1]"/>
  </xsl:function>

  <!-- What the foot says besides the lemma: readings, and explanations of the entry. -->
  <xsl:function name="f:variants" as="element()*" visibility="private">
    <xsl:param name="entry" as="element(app)"/>
    <xsl:sequence select="(f:readings($entry) | $entry/(note | witDetail | rdgGrp/(note | witDetail))) except f:chosen($entry)"/>
  </xsl:function>

  <xsl:function name="f:has-variants" as="xs:boolean" visibility="private">
    <xsl:param name="entry" as="element(app)"/>
    <xsl:sequence select="exists(f:variants($entry)) or exists(f:chosen($entry)/@te:sigla)"/>
  </xsl:function>

  <!-- An entry, and behind it those that stand in its readings. -->
  <xsl:function name="f:entries" as="node()*" visibility="private">
    <xsl:param name="entry" as="element(app)"/>
    <xsl:param name="line" as="xs:string"/>
    <xsl:param name="lemma-apart" as="xs:string?"/>
    <xsl:choose>
      <xsl:when test="$apparatus = 'notes'">
        <xsl:sequence select="f:entry-as-note($entry)"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:sequence select="f:entry($entry, $line, $lemma-apart)"/>
        <xsl:for-each select="f:variants($entry)//app[f:has-variants(.)]">
          <t:lemma-begins id="{f:entry-id(.)}"/>
          <xsl:sequence select="f:entry(., $line, ())"/>
        </xsl:for-each>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <xsl:function name="f:entry" as="element()" visibility="private">
    <xsl:param name="entry" as="element(app)"/>
    <xsl:param name="line" as="xs:string"/>
    <xsl:param name="lemma-apart" as="xs:string?"/>
    <xsl:variable name="chosen" as="element()?" select="f:chosen($entry)"/>
    <xsl:variable name="words" as="xs:string" select="(f:plain($chosen/node())[.], $lemma-apart[not($chosen)], '')[1]"/>
    <!-- What others add, they add after a word. -->
    <xsl:variable name="lemma" as="xs:string" select="f:first-and-last(($words[.], $entry/@te:after, '')[1])"/>
    <xsl:element name="{if ($apparatus = 'margin') then 't:app-in-margin' else 't:app-entry'}">
      <xsl:attribute name="id" select="f:entry-id($entry)"/>
      <xsl:if test="$line">
        <xsl:attribute name="line" select="$line"/>
      </xsl:if>
      <xsl:if test="$words and $chosen/@te:sigla">
        <xsl:attribute name="agreeing" select="$chosen/@te:sigla"/>
      </xsl:if>
      <xsl:if test="f:variants($entry)//note[@te:label]">
        <xsl:attribute name="calls" select="'yes'"/>
      </xsl:if>
      <xsl:if test="$lemma">
        <t:arg name="lemma">
          <xsl:sequence select="f:in-its-language(($chosen, $entry)[1], $entry, $lemma)"/>
        </t:arg>
      </xsl:if>
      <t:array>
        <xsl:apply-templates mode="m:variant" select="f:variants($entry)">
          <xsl:with-param name="in-reading" tunnel="yes" select="true()"/>
          <xsl:with-param name="is-added" select="exists($chosen) and $words = ''"/>
        </xsl:apply-templates>
      </t:array>
    </xsl:element>
  </xsl:function>

  <!-- The foot is in the language of the document. -->
  <xsl:function name="f:in-its-language" as="node()" visibility="private">
    <xsl:param name="said" as="element()"/>
    <xsl:param name="entry" as="element()"/>
    <xsl:param name="words" as="xs:string"/>
    <xsl:variable name="language" as="xs:string" select="f:language($said)"/>
    <xsl:choose>
      <xsl:when test="$language = ('', f:edition-language($entry))">
        <xsl:value-of select="$words"/>
      </xsl:when>
      <xsl:otherwise>
        <t:lang>
          <xsl:sequence select="f:language-arguments($language)"/>
          <xsl:value-of select="$words"/>
        </t:lang>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <xsl:mode name="m:variant" on-no-match="fail" on-multiple-match="fail" visibility="final"/>

  <xsl:template mode="m:variant" as="element(t:variant)" match="rdg | lem">
    <xsl:param name="is-added" as="xs:boolean" select="false()"/>
    <xsl:variable name="is-omission" as="xs:boolean" select="not(*) and not(normalize-space())"/>
    <t:variant>
      <xsl:if test="$is-omission or $is-added">
        <xsl:attribute name="said" select="f:say(if ($is-omission) then 'om' else 'add')"/>
      </xsl:if>
      <xsl:sequence select="f:whose(.)"/>
      <xsl:if test="@hand">
        <xsl:attribute name="hand" select="f:labelled(f:say('hand'), f:person-said(@hand, .))"/>
      </xsl:if>
      <xsl:if test="not($is-omission)">
        <xsl:apply-templates mode="m:typst"/>
      </xsl:if>
    </t:variant>
  </xsl:template>

  <xsl:template mode="m:variant" as="element(t:variant)" match="witDetail | note">
    <t:variant remark="yes">
      <xsl:sequence select="f:whose(.)"/>
      <xsl:apply-templates mode="m:typst"/>
    </t:variant>
  </xsl:template>

  <xsl:function name="f:whose" as="attribute()?" visibility="private">
    <xsl:param name="reading" as="element()"/>
    <xsl:if test="$reading/@te:sigla">
      <xsl:attribute name="sigla" select="$reading/@te:sigla"/>
    </xsl:if>
  </xsl:function>

  <xsl:function name="f:first-and-last" as="xs:string" visibility="private">
    <xsl:param name="text" as="xs:string"/>
    <xsl:variable name="words" as="xs:string*" select="tokenize($text)"/>
    <xsl:sequence select="if (count($words) le $v:longest-lemma) then $text else $words[1] || ' … ' || $words[last()]"/>
  </xsl:function>

  <xsl:template mode="m:typst" as="node()*" match="lem | rdg | wit | witDetail">
    <xsl:apply-templates mode="m:typst"/>
  </xsl:template>

  <!-- Outside an entry, and of an entry apart. -->
  <xsl:template mode="m:typst" as="node()*" match="rdgGrp">
    <xsl:for-each select="*">
      <xsl:value-of select="' '[position() gt 1]"/>
      <xsl:apply-templates mode="m:typst" select="."/>
    </xsl:for-each>
  </xsl:template>

  <!-- Where a witness begins and ends is for who reads that witness: told in its readings. -->
  <xsl:template mode="m:typst" as="node()*" match="lacunaStart | lacunaEnd | witStart | witEnd">
    <xsl:if test="ancestor::rdg[@te:wit]">
      <t:own>
        <t:hi rend="italic">
          <xsl:value-of select="' (' || f:say(map { 'lacunaStart': 'lacuna-begins', 'lacunaEnd': 'lacuna-ends', 'witStart': 'witness-begins',
                                                   'witEnd': 'witness-ends' }(local-name())) || ') '"/>
        </t:hi>
      </t:own>
    </xsl:if>
  </xsl:template>

  <!-- An apparatus that stands apart from its text. -->
  <xsl:template mode="m:typst" as="node()*" match="listApp | listWit/listWit">
    <xsl:apply-templates mode="m:typst" select="head"/>
    <xsl:apply-templates mode="m:typst" select="* except head"/>
  </xsl:template>

  <xsl:template mode="m:typst" as="node()*" match="listWit[not(parent::listWit)]">
    <xsl:apply-templates mode="m:typst" select="head"/>
    <t:key-to-sigla>
      <xsl:apply-templates mode="m:typst" select="* except head"/>
    </t:key-to-sigla>
  </xsl:template>

  <xsl:template mode="m:typst" as="element()" match="listApp//app[@te:apart] | app[@te:apart][@loc]" priority="2">
    <t:small>
      <xsl:for-each select="(@loc, @te:line, @n)[normalize-space()][1]">
        <t:own>
          <t:hi rend="bold">
            <xsl:value-of select="."/>
          </t:hi>
        </t:own>
        <xsl:text> </xsl:text>
      </xsl:for-each>
      <xsl:for-each select="* | rdgGrp/*">
        <xsl:if test="not(self::rdgGrp)">
          <xsl:apply-templates mode="m:typst" select="."/>
          <t:own>
            <xsl:if test="self::rdg[not(node())]">
              <t:hi rend="italic">
                <xsl:value-of select="f:say('omitted')"/>
              </t:hi>
            </xsl:if>
            <xsl:value-of select="@te:sigla ! (' ' || .), if (self::lem) then '] ' else if (position() lt last()) then '; ' else ''" separator=""/>
          </t:own>
        </xsl:if>
      </xsl:for-each>
    </t:small>
  </xsl:template>

  <!-- The list of witnesses is the key to the sigla. -->
  <xsl:template mode="m:typst" as="element()" match="witness" priority="1">
    <xsl:variable name="said" as="element()?" select="(abbr | idno)[@type = ('siglum', 'sigil', 'sigla')][1]"/>
    <xsl:variable name="siglum" as="xs:string" select="string(($said ! f:plain(.), @n, @xml:id)[1])"/>
    <t:siglum-row siglum="{$siglum}" made="{if ($said) then 'no' else 'yes'}">
      <xsl:call-template name="apart"/>
    </t:siglum-row>
  </xsl:template>

  <xsl:function name="f:entry-as-note" as="element(t:nt)" visibility="private">
    <xsl:param name="entry" as="element(app)"/>
    <xsl:variable name="chosen" as="element()?" select="f:chosen($entry)"/>
    <t:nt n="{f:variant-label($entry)}" id="{f:entry-id($entry)}" series="entry" rank="0">
      <t:own>
        <xsl:value-of select="f:first-and-last((f:plain($chosen/node())[.], $entry/@te:after, '')[1]) || '] ' || $chosen/@te:sigla ! (. || ' ')"/>
      </t:own>
      <xsl:for-each select="f:variants($entry)">
        <xsl:apply-templates mode="m:typst"/>
        <t:own>
          <xsl:if test="not(*) and not(normalize-space())">
            <t:hi rend="italic">
              <xsl:value-of select="f:say('om')"/>
            </t:hi>
          </xsl:if>
          <xsl:value-of select="@te:sigla ! (' ' || .), if (position() lt last()) then '; ' else '.'" separator=""/>
        </t:own>
      </xsl:for-each>
    </t:nt>
  </xsl:function>

  <!-- Letters, or Greek ones where notes have the letters. -->
  <xsl:function name="f:variant-label" as="xs:string" visibility="private">
    <xsl:param name="app" as="element(app)"/>
    <xsl:number value="$app/accumulator-before('v:variants')" format="{if ($v:notes-in-letters) then 'α' else 'a'}"/>
  </xsl:function>

  <xsl:variable name="v:notes-in-letters" as="xs:boolean" select="exists(//note[matches(@te:label, '^[a-z]')])"/>
</xsl:stylesheet>
