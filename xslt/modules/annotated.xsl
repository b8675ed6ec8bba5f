<?xml version="1.0" encoding="UTF-8"?>
<!--
  What PDF and plain text read alike: spans of the source, signs after letters, characters, hands, speakers, and which
  elements keep their parts apart. Nothing here knows how either output looks.
-->
<xsl:stylesheet version="3.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:map="http://www.w3.org/2005/xpath-functions/map"
  xmlns:te="urn:teiedit:annotation"
  xmlns:f="urn:teiedit:functions"
  xmlns:v="urn:teiedit:variables"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="#all">

  <xsl:key name="id" match="*[@xml:id]" use="@xml:id"/>
  <xsl:key name="note" match="note[@te:label]" use="@te:anchor"/>

  <!-- Most documents have neither spans nor signs after letters: their text is copied without a question. -->
  <xsl:variable name="v:has-marked-text" as="xs:boolean" select="exists(/*/@te:spans)"/>

  <!-- The deletions that are open at a place, by where each ends. One that leads nowhere, or back, would take the
       whole rest with it. -->
  <xsl:accumulator name="v:deletions" as="map(xs:string, xs:string)" initial-value="map {}">
    <xsl:accumulator-rule match="text" select="if (ancestor::text) then $value else map {}"/>
    <xsl:accumulator-rule match="*[@xml:id][not(self::text)]" select="if (map:size($value)) then map:remove($value, string(@xml:id)) else $value"/>
    <xsl:accumulator-rule match="delSpan[starts-with(@spanTo, '#')]"
      select="if (key('id', substring(@spanTo, 2))[. >> current()])
              then map:put($value, substring(@spanTo, 2), generate-id()) else $value"/>
  </xsl:accumulator>

  <!-- Their signs are no characters, so that nothing stands where they begin and end. -->
  <xsl:variable name="v:has-coloured-spans" as="xs:boolean" select="$v:has-marked-text and exists(//delSpan[@te:class][not(@te:open)])"/>

  <xsl:function name="f:is-deleted" as="xs:boolean" visibility="private">
    <xsl:param name="text" as="text()"/>
    <xsl:sequence select="$v:has-marked-text and map:size($text/accumulator-before('v:deletions')) gt 0"/>
  </xsl:function>

  <!-- Accents belong to their letter: the sign goes behind them. -->
  <xsl:function name="f:with-each" as="xs:string" visibility="private">
    <xsl:param name="text" as="xs:string"/>
    <xsl:param name="each" as="xs:string?"/>
    <xsl:sequence select="if ($each) then replace($text, '([\p{L}\p{N}]\p{M}*)', '$1' || f:escaped($each)) else $text"/>
  </xsl:function>

  <!-- What replace() takes for more than a character. -->
  <xsl:function name="f:escaped" as="xs:string" visibility="private">
    <xsl:param name="sign" as="xs:string"/>
    <xsl:sequence select="replace($sign, '([\\$])', '\\$1')"/>
  </xsl:function>

  <!-- A character that Unicode has not: of the forms that the header gives, the most like the original; else its name. -->
  <xsl:function name="f:character" as="xs:string" visibility="private">
    <xsl:param name="g" as="element(g)"/>
    <xsl:variable name="name" as="xs:string" select="replace($g/@ref, '^.*[#:]', '')"/>
    <xsl:variable name="found" as="element()?" select="key('id', substring-after($g/@ref, '#'), root($g))[self::char | self::glyph][1]"/>
    <xsl:variable name="form" as="xs:string" select="f:mapped($found)"/>
    <xsl:sequence select="if ($form) then $form
                          else if (empty($found) and map:contains($v:characters, $name)) then $v:characters($name)
                          else '(' || (f:character-names($found)[.], $name[.], $g/@type, 'character')[1] || ')'"/>
  </xsl:function>

  <!-- "[hand: Clara]": from here another hand writes, or the same one otherwise. -->
  <xsl:function name="f:hand-said" as="xs:string" visibility="private">
    <xsl:param name="shift" as="element(handShift)"/>
    <xsl:sequence select="'[' || f:labelled(f:say('hand'), ($shift/@new ! f:person-said(., $shift), $shift/@scribe,
                          $shift/@scribeRef ! f:person-said(., $shift), $shift/@script, $shift/@medium)[normalize-space()][1]) || ']'"/>
  </xsl:function>

  <!-- Who is meant by pointers: as the document names them, else as the pointers do. -->
  <xsl:function name="f:person-said" as="xs:string" visibility="private">
    <xsl:param name="pointers" as="xs:string"/>
    <xsl:param name="from" as="element()"/>
    <xsl:sequence select="string-join(
      for $pointer in tokenize($pointers), $found in (key('id', substring-after($pointer, '#'), root($from))[1], $from)[1]
      return (($found[not(. is $from)]/(persName, name, orgName, label, role)[1] ! string-join(.//text() ! normalize-space(.)[.], ' '))[.],
              $found[not(. is $from)]/@scribe[normalize-space()], replace($pointer, '^.*[#:]', ''))[1], ', ')"/>
  </xsl:function>

  <!-- Whether a reference that calls a note has words of its own besides the number or sign. -->
  <xsl:function name="f:says-more" as="xs:boolean" visibility="private">
    <xsl:param name="reference" as="element()"/>
    <xsl:sequence select="not(matches(normalize-space($reference), '^\W*(\d{1,4}\w?|\w|[ivxlc]{1,6})?\W*$'))"/>
  </xsl:function>

  <!-- Whose parts stand apart, where no words are between them. -->
  <xsl:variable name="v:apart" as="map(xs:string, xs:boolean)"
    select="map:merge((
      tokenize('msDesc msIdentifier altIdentifier msContents msItem msItemStruct physDesc objectDesc supportDesc support layoutDesc layout
        handDesc handNote scriptDesc scriptNote decoDesc decoNote bindingDesc binding sealDesc seal accMat additions musicNotation history
        origin provenance acquisition custEvent additional adminInfo recordHist custodialHist surrogates msPart msFrag typeDesc typeNote
        objectIdentifier dimensions locusGrp source availability handNotes witness listWit listApp'),
      tokenize('bibl biblStruct biblFull monogr analytic imprint series respStmt listBibl relatedItem address author editor titleStmt
        publicationStmt editionStmt seriesStmt notesStmt fileDesc sourceDesc extent teiHeader encodingDesc profileDesc revisionDesc
        listChange change cit'),
      tokenize('person personGrp persona place org object event nym trait state birth death residence occupation education affiliation
        nationality floruit faith socecStatus langKnowledge relation listRelation listPerson listPlace listOrg listEvent listObject
        listNym location climate population terrain gender particDesc settingDesc setting locale activity textDesc channel constitution
        derivation domain factuality interaction preparedness purpose correspDesc correspAction correspContext langUsage'),
      tokenize('entry entryFree superEntry hom sense re form gramGrp gram xr etym def dictScrap usg orth pron'),
      map:keys($v:named),
      tokenize('castItem castGroup castList recordingStmt recording equipment broadcast scriptStmt transcriptionDesc post annotation
        listAnnotation interpGrp spanGrp altGrp joinGrp linkGrp timeline noteGrp surface surfaceGrp sourceDoc facsimile standOff
        notatedMusic charDecl char glyph mapping localProp unicodeProp unihanProp metDecl metSym headItem headLabel undo redo
        abstract appInfo application calendar calendarDesc catDesc category catRef citeData citeStructure classCode classDecl conversion
        correction creation cRefPattern editorialDecl geoDecl hyphenation interpretation keywords namespace normalization prefixDef
        projectDesc punctuation quotation refsDecl refState rendition samplingDecl schemaRef segmentation stdVals styleDefDecl tagsDecl
        tagUsage taxonomy textClass unitDecl unitDef path variantEncoding listPrefixDef'))
      ! map { . : true() }, map { 'duplicates': 'use-first' })"/>

  <!-- What is called by its attributes: feature structures, graphs, documentation of markup. -->
  <xsl:variable name="v:named" as="map(xs:string, xs:boolean)"
    select="map:merge((
      tokenize('fs f fDecl fDescr fLib fsDecl fsDescr fsConstraints fsdDecl fsdLink fvLib vAlt vColl vDefault vLabel vMerge vNot vRange
        cond bicond if iff then default numeric string symbol binary'),
      tokenize('graph node arc tree root iNode leaf eTree eLeaf triangle forest listForest'),
      tokenize('alternate altIdent anyElement attDef attList attRef classes classRef classSpec constraint constraintSpec content dataFacet
        dataRef dataSpec datatype defaultVal elementRef elementSpec empty equiv exemplum macroRef macroSpec memberOf model
        modelGrp modelSequence moduleRef moduleSpec outputRendition param paramList paramSpec remarks schemaSpec sequence specDesc
        specGrp specGrpRef specList textNode valDesc valItem valList egXML'))
      ! map { . : true() }, map { 'duplicates': 'use-first' })"/>

  <xsl:function name="f:attribute-words" as="xs:string?" visibility="private">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="$element[map:contains($v:named, local-name())]/(@ident, @key, @name, @value)[normalize-space()][1] ! string(.)"/>
  </xsl:function>

  <!-- The date that attributes alone give, apart from the words beside it. -->
  <xsl:function name="f:dated-apart" as="xs:string?" visibility="private">
    <xsl:param name="date" as="element()"/>
    <xsl:variable name="said" as="xs:string?" select="f:dated($date)"/>
    <xsl:variable name="before" as="node()?" select="$date/preceding-sibling::node()[1]"/>
    <xsl:variable name="after" as="node()?" select="$date/following-sibling::node()[1]"/>
    <xsl:sequence select="$said ! (' '[matches($before, '[\w,;.]$')] || . || ' '[matches($after, '^[\w(]')])"/>
  </xsl:function>

  <!-- What keeps an element apart from the one before it; one that begins with a comma does so itself. -->
  <xsl:function name="f:between" as="xs:string" visibility="private">
    <xsl:param name="element" as="element()"/>
    <xsl:param name="sign" as="xs:string"/>
    <xsl:sequence select="if (empty($element/preceding-sibling::*[1]) or matches($element, '^\s*[,.;:)\]!?]')) then '' else $sign"/>
  </xsl:function>

  <!-- Analysis that only points is silent; with words of its own it is small print. -->
  <xsl:function name="f:is-silent" as="xs:boolean" visibility="private">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="not(normalize-space($element))"/>
  </xsl:function>
</xsl:stylesheet>
