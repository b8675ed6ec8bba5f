<?xml version="1.0" encoding="UTF-8"?>
<!--
  A document as a chapter of a volume: its code, and behind it, as te:part, what the volume gathers from all of its
  documents: names, terms, witnesses, references, abbreviations, what the header says.
-->
<xsl:stylesheet version="3.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:map="http://www.w3.org/2005/xpath-functions/map"
  xmlns:te="urn:teiedit:annotation"
  xmlns:t="urn:teiedit:typst"
  xmlns:f="urn:teiedit:functions"
  xmlns:m="urn:teiedit:modes"
  xmlns:v="urn:teiedit:variables"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="#all">

  <xsl:mode name="m:absolute" on-no-match="shallow-copy" on-multiple-match="fail" visibility="final"/>
  <xsl:mode name="m:chapter" on-no-match="deep-copy" on-multiple-match="fail" visibility="final"/>

  <xsl:template mode="m:document" as="element(t:chapter)" match="/*[$v:is-chapter]" priority="1">
    <xsl:variable name="content" as="node()*">
      <xsl:apply-templates mode="m:tei" select="."/>
    </xsl:variable>
    <t:chapter id="" above="{$levels-above}" title="{f:title(.)}" running="{f:running-title(.)}">
      <xsl:sequence select="f:language-arguments(f:edition-language(.))"/>
      <xsl:apply-templates mode="m:chapter" select="$content"/>
      <xsl:call-template name="part"/>
    </t:chapter>
  </xsl:template>

  <!-- What the edition adds to a document is no chapter of the volume. -->
  <xsl:template mode="m:chapter" as="element(t:minor-head)" match="t:back-head">
    <t:minor-head>
      <xsl:copy-of select="@title, @own"/>
    </t:minor-head>
  </xsl:template>

  <!-- The title of a document is a heading of the volume. -->
  <xsl:template mode="m:chapter" as="element(t:opening)" match="t:opening">
    <t:opening>
      <xsl:copy-of select="@*"/>
      <xsl:apply-templates mode="m:chapter"/>
    </t:opening>
  </xsl:template>

  <xsl:template mode="m:chapter" as="element(t:chapter-title)" match="t:opening/t:doc-title">
    <t:chapter-title level="{xs:integer($levels-above) + 1}" title="{normalize-space()}">
      <xsl:copy-of select="node()"/>
    </t:chapter-title>
  </xsl:template>

  <xsl:template name="part" as="element(te:part)">
    <te:part prefix="{$prefix}" title="{f:title(.)}" languages="{distinct-values(//@xml:lang ! lower-case(tokenize(., '-')[1]))}"
      dated="{f:document-date(.)}" date="{(key('of-volume', $v:own-uri, $registers)/@date, f:first-day(.))[. != ''][1]}">
      <xsl:variable name="documents" as="element()*" select="descendant-or-self::TEI"/>
      <xsl:variable name="lists" as="element()*" select="f:merged(.)"/>
      <xsl:variable name="gathered" as="element()*">
        <xsl:sequence select="$documents ! f:uses(.), $documents ! f:terms(.)"/>
        <xsl:apply-templates mode="m:witness" select="$documents/teiHeader//listWit[not(parent::listWit)]//witness[not(witness)]"/>
        <xsl:apply-templates mode="m:reference"
          select="$lists[self::listBibl]//(bibl | biblStruct | biblFull | msDesc)[parent::listBibl][not(f:is-entry(.))]"/>
        <xsl:apply-templates mode="m:abbreviation" select="$lists[self::list]/item"/>
        <xsl:call-template name="part-signs"/>
      </xsl:variable>
      <xsl:apply-templates mode="m:absolute" select="$gathered"/>
      <xsl:call-template name="part-entries">
        <xsl:with-param name="named" select="$gathered[self::te:use]/@entry"/>
      </xsl:call-template>
      <xsl:for-each select="teiHeader/profileDesc/correspDesc/correspAction[@type = ('sent', 'received')]">
        <xsl:variable name="role" as="xs:string" select="'role.' || (if (@type = 'sent') then 'sender' else 'addressee')"/>
        <xsl:for-each select="distinct-values(.//*/(@te:entry, f:local-keys(..)))">
          <te:use entry="{.}" role="{$role}" ids="{$prefix}" notes=""/>
        </xsl:for-each>
      </xsl:for-each>
      <xsl:call-template name="part-facts"/>
    </te:part>
  </xsl:template>

  <!-- When a document was made, or the first day that it can have been. -->
  <xsl:function name="f:first-day" as="xs:string" visibility="private">
    <xsl:param name="tei" as="element()"/>
    <xsl:variable name="date" as="element()*"
      select="$tei/teiHeader/(profileDesc/creation/(date | origDate), profileDesc/correspDesc/correspAction[@type = 'sent']/date,
              fileDesc/sourceDesc//origDate)"/>
    <xsl:variable name="said" as="xs:string*"
      select="$date ! (@when, @when-iso, @from, @from-iso, @notBefore, @notBefore-iso, @to, @to-iso, @notAfter, @notAfter-iso)[1] ! string()"/>
    <xsl:sequence select="string(analyze-string($said[1], '^-?[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?')/*:match[1])"/>
  </xsl:function>

  <!-- A document may bring its own list of persons, places, works: they go into the registers of the volume, where the
       same identifier is the same person in all documents. What the text does not name is on the document's first page. -->
  <xsl:variable name="v:local-entries" as="map(xs:string, element())"
    select="if (not($v:is-chapter)) then map {}
            else map:merge((//(back | standOff | teiHeader)//(listPerson | listPlace | listOrg | listEvent | listObject | listNym | listBibl)/*[@xml:id][f:is-entry(.)])
                           ! map:entry('.' || @xml:id, .), map { 'duplicates': 'use-first' })"/>

  <!-- Of references, those that the text names as works, or that stand among lists of names. -->
  <xsl:function name="f:is-entry" as="xs:boolean" visibility="private">
    <xsl:param name="item" as="element()"/>
    <xsl:sequence select="if ($item/parent::listBibl) then exists($item/@xml:id) and (exists($item/../../(listPerson | listPlace | listOrg))
                            or exists(key('naming', $item/@xml:id, root($item))))
                          else not($item/(self::head | self::desc | self::relation | self::listRelation))"/>
  </xsl:function>

  <xsl:key name="naming" match="rs | title | name" use="tokenize(@ref)[starts-with(., '#')] ! substring(., 2)"/>

  <xsl:function name="f:local-keys" as="xs:string*" visibility="private">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="if ($v:is-chapter and $element/@ref and not($element/@te:entry))
                          then tokenize($element/@ref)[starts-with(., '#')] ! ('.' || substring(., 2))[map:contains($v:local-entries, .)] else ()"/>
  </xsl:function>

  <xsl:template mode="m:typst" as="node()*" match="*[$v:is-chapter][@ref][f:local-keys(.)]" priority="62">
    <xsl:param name="copy" as="xs:boolean" tunnel="yes" select="false()"/>
    <xsl:if test="not($copy)">
      <t:an id="{f:own-id(.)}"/>
    </xsl:if>
    <xsl:next-match/>
  </xsl:template>

  <xsl:template name="part-entries" as="element()*">
    <xsl:param name="named" as="attribute()*"/>
    <xsl:for-each select="map:keys($v:local-entries)">
      <xsl:sort select="." collation="{$v:codepoint}"/>
      <te:entry key="{.}">
        <xsl:copy-of select="$v:local-entries(.)" copy-namespaces="no"/>
      </te:entry>
      <xsl:if test="not(. = $named)">
        <te:use entry="{.}" ids="{$prefix}" notes=""/>
      </xsl:if>
    </xsl:for-each>
  </xsl:template>

  <!-- Lists that documents share are printed once, in the volume: names, references, abbreviations. -->
  <xsl:function name="f:merged" as="element()*" visibility="private">
    <xsl:param name="root" as="element()"/>
    <xsl:sequence select="$root//(back | standOff | front)//*[f:is-merged(.)][f:is-shown(.)]"/>
  </xsl:function>

  <xsl:function name="f:is-merged" as="xs:boolean" visibility="private">
    <xsl:param name="list" as="element()"/>
    <xsl:sequence select="exists($list[self::listBibl or self::listPerson or self::listPlace or self::listOrg or self::listEvent or self::listObject
                                         or self::list[f:is-of-abbreviations(.)]])"/>
  </xsl:function>

  <xsl:function name="f:is-of-abbreviations" as="xs:boolean" visibility="private">
    <xsl:param name="list" as="element(list)"/>
    <xsl:sequence select="$list/@type = ('abbreviations', 'abbr', 'abbrev', 'abkürzungen', 'sigles')
                          or $list/parent::div/@type = ('abbreviations', 'abbr', 'abbrev')"/>
  </xsl:function>

  <xsl:function name="f:is-added" as="xs:boolean" visibility="private">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="exists($element/(ancestor::back | ancestor::standOff | ancestor::front))"/>
  </xsl:function>

  <!-- One template for each name: of several names in one, none is found by its name. -->
  <xsl:template mode="m:typst" as="empty-sequence()" match="listBibl[$v:is-chapter][f:is-added(.)]" priority="95"/>
  <xsl:template mode="m:typst" as="empty-sequence()" match="listPerson[$v:is-chapter][f:is-added(.)]" priority="95"/>
  <xsl:template mode="m:typst" as="empty-sequence()" match="listPlace[$v:is-chapter][f:is-added(.)]" priority="95"/>
  <xsl:template mode="m:typst" as="empty-sequence()" match="listOrg[$v:is-chapter][f:is-added(.)]" priority="95"/>
  <xsl:template mode="m:typst" as="empty-sequence()" match="listEvent[$v:is-chapter][f:is-added(.)]" priority="95"/>
  <xsl:template mode="m:typst" as="empty-sequence()" match="listObject[$v:is-chapter][f:is-added(.)]" priority="95"/>
  <xsl:template mode="m:typst" as="empty-sequence()" match="list[$v:is-chapter][f:is-added(.)][f:is-of-abbreviations(.)]" priority="95"/>

  <!-- Their heading goes with them. -->
  <xsl:template mode="m:typst" as="empty-sequence()" priority="96"
    match="div[$v:is-chapter][f:is-added(.)][*[f:is-merged(.)]][not(* except (head | pb | *[f:is-merged(.)]))]"/>

  <xsl:template mode="m:typst" as="node()*" match="back[$v:is-chapter]" priority="96">
    <xsl:variable name="left" as="node()*">
      <xsl:next-match/>
    </xsl:variable>
    <xsl:sequence select="$left[normalize-space(string-join($left)) or exists($left/descendant-or-self::t:picture)]"/>
  </xsl:template>

  <xsl:mode name="m:witness" on-no-match="shallow-skip" on-multiple-match="fail" visibility="final"/>
  <xsl:mode name="m:reference" on-no-match="shallow-skip" on-multiple-match="fail" visibility="final"/>
  <xsl:mode name="m:abbreviation" on-no-match="shallow-skip" on-multiple-match="fail" visibility="final"/>

  <xsl:template mode="m:witness" as="element(te:witness)" match="witness">
    <xsl:variable name="siglum" as="xs:string" select="(abbr[@type = 'siglum'][1] ! f:plain(.), @n, @xml:id)[1]"/>
    <te:witness key="{$siglum}" sort="{f:sort-key($siglum)}" text="{f:plain(.)}">
      <xsl:sequence select="f:addresses(.)"/>
      <xsl:apply-templates mode="m:typst" select="node() except abbr[@type = 'siglum'][1]">
        <xsl:with-param name="copy" tunnel="yes" select="true()"/>
      </xsl:apply-templates>
    </te:witness>
  </xsl:template>

  <xsl:template mode="m:reference" as="element(te:reference)" match="*">
    <xsl:variable name="text" as="xs:string" select="f:plain(.)"/>
    <te:reference sort="{f:sort-key((@sortKey, f:authored(.) ! (. || ' ' || $text), $text)[1])}" text="{lower-case(replace($text, '[^\p{L}\p{N}]+', ' '))}">
      <xsl:sequence select="f:addresses(.)"/>
      <xsl:apply-templates mode="m:typst" select=".">
        <xsl:with-param name="copy" tunnel="yes" select="true()"/>
      </xsl:apply-templates>
    </te:reference>
  </xsl:template>

  <!-- Of a list with labels (label, item), or of items that begin with the abbreviation. -->
  <xsl:template mode="m:abbreviation" as="element(te:abbreviation)?" match="item">
    <xsl:variable name="short" as="element()?" select="(preceding-sibling::*[1][self::label], (abbr | choice/abbr | label | term)[1])[1]"/>
    <te:abbreviation key="{f:plain($short)}" sort="{f:sort-key(f:plain(($short, .)[1]))}" text="{f:plain(.)}">
      <xsl:sequence select="f:addresses(.)"/>
      <xsl:apply-templates mode="m:typst" select="if ($short/parent::item) then node() except $short else node()">
        <xsl:with-param name="copy" tunnel="yes" select="true()"/>
      </xsl:apply-templates>
    </te:abbreviation>
  </xsl:template>

  <xsl:function name="f:addresses" as="element(t:an)*" visibility="private">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="($element, $element/(@xml:id/.. | label | ../preceding-sibling::label[1]))[@te:anchor] ! f:anchor(.)"/>
  </xsl:function>

  <!-- What the signs of the source text mean. -->
  <xsl:template name="part-signs" as="element(te:sign)*">
    <xsl:if test="$view = 'source' and @te:signs">
      <xsl:for-each-group select="parse-json(@te:signs)?*" group-by="f:specimen(.) || ?class">
        <te:sign key="{f:specimen(.)}" class="{?class}" text="{string-join(distinct-values(current-group() ! f:say(?meaning)), '; ')}"/>
      </xsl:for-each-group>
    </xsl:if>
  </xsl:template>

  <!-- What a volume says once of all documents: who is responsible, principles, rights. -->
  <xsl:template name="part-facts" as="element()*">
    <xsl:variable name="file" as="element()?" select="teiHeader/fileDesc"/>
    <xsl:for-each select="$file/titleStmt/(editor, respStmt, funder, sponsor, principal), $file/publicationStmt/availability,
                          teiHeader/encodingDesc">
      <xsl:variable name="facts" as="element()*">
        <xsl:apply-templates mode="m:about" select="."/>
      </xsl:variable>
      <xsl:for-each select="$facts[normalize-space()]">
        <te:fact label="{@label}" text="{normalize-space()}">
          <xsl:apply-templates mode="m:absolute" select="."/>
        </te:fact>
      </xsl:for-each>
    </xsl:for-each>
    <xsl:for-each select="$file/titleStmt/editor/((persName, orgName, name)[1]/../(persName | orgName | name), .[not(persName | orgName | name)])[f:plain(.) != '']">
      <te:editor name="{f:upright(f:plain(.))}"/>
    </xsl:for-each>
    <xsl:for-each select="$file/publicationStmt/(publisher, distributor, authority)[f:plain(.) != ''][1]">
      <te:publisher name="{f:plain(.)}"/>
    </xsl:for-each>
    <xsl:for-each select="$file/publicationStmt//licence[1]">
      <te:licence name="{(f:plain(.)[. != ''][string-length(.) lt 120], @target)[1]}" address="{@target}"/>
    </xsl:for-each>
    <xsl:for-each select="$file/editionStmt/edition[1][f:plain(.) != '' or @n]">
      <te:version name="{(f:plain(.)[. != ''], @n)[1]}"/>
    </xsl:for-each>
  </xsl:template>

  <!-- "Robert Kennedy", of a name as lists have it. -->
  <xsl:function name="f:upright" as="xs:string" visibility="private">
    <xsl:param name="name" as="xs:string"/>
    <xsl:sequence select="if (matches($name, '^[^,;]+, [^,;]+$')) then replace($name, '^([^,;]+), ([^,;]+)$', '$2 $1') else $name"/>
  </xsl:function>

  <!-- Addresses within the document become those of the volume. -->
  <xsl:template mode="m:absolute" as="attribute()" match="t:*/@id">
    <xsl:attribute name="at" select="$prefix || ."/>
  </xsl:template>

  <xsl:template mode="m:absolute" as="attribute()" match="@ids | @notes">
    <xsl:attribute name="{local-name()}" select="f:prefixed(.)"/>
  </xsl:template>

  <xsl:template mode="m:absolute" as="empty-sequence()" match="t:nt | te:part"/>
</xsl:stylesheet>
