<?xml version="1.0" encoding="UTF-8"?>
<!-- The names of parts of descriptions, by language: data. A part without a name here is shown without one. -->
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

  <xsl:variable name="v:labels" as="map(xs:string, map(xs:string, xs:string))" select="map {
    'en': map {
      'msContents': 'Contents', 'physDesc': 'Physical description', 'history': 'History', 'additional': 'Further information',
      'msPart': 'Part', 'msFrag': 'Fragment', 'altIdentifier': 'also', 'textLang': 'Language', 'support': 'Support',
      'extent': 'Extent', 'foliation': 'Foliation', 'collation': 'Collation', 'condition': 'Condition',
      'layoutDesc': 'Layout', 'handDesc': 'Hands', 'scriptDesc': 'Scripts', 'typeDesc': 'Types',
      'musicNotation': 'Musical notation', 'decoDesc': 'Decoration', 'additions': 'Additions', 'bindingDesc': 'Binding',
      'sealDesc': 'Seals', 'accMat': 'Accompanying material', 'origin': 'Origin', 'provenance': 'Provenance',
      'acquisition': 'Acquisition', 'adminInfo': 'Administration', 'recordHist': 'Record', 'custodialHist': 'Custody',
      'custEvent': 'Event', 'surrogates': 'Reproductions', 'rubric': 'Rubric', 'incipit': 'Incipit', 'explicit': 'Explicit',
      'finalRubric': 'Final rubric', 'colophon': 'Colophon', 'filiation': 'Filiation', 'summary': 'Summary',
      'catchwords': 'Catchwords', 'signatures': 'Signatures', 'secFol': 'Second folio',
      'recordingStmt': 'Recording', 'recording': 'Recording', 'equipment': 'Equipment', 'broadcast': 'Broadcast',
      'scriptStmt': 'Script', 'transcriptionDesc': 'Transcription', 'classDecl': 'Classification', 'tagsDecl': 'Markup',
      'charDecl': 'Characters', 'unitDecl': 'Units', 'geoDecl': 'Coordinates', 'metDecl': 'Metre', 'appInfo': 'Software',
      'calendarDesc': 'Calendars', 'textDesc': 'Kind of text', 'channel': 'Channel', 'constitution': 'Constitution',
      'derivation': 'Derivation', 'domain': 'Domain', 'factuality': 'Factuality', 'interaction': 'Interaction',
      'preparedness': 'Preparedness', 'purpose': 'Purpose', 'setting': 'Setting', 'locale': 'Place',
      'activity': 'Activity', 'correction': 'Correction', 'normalization': 'Normalisation', 'quotation': 'Quotation',
      'hyphenation': 'Hyphenation', 'punctuation': 'Punctuation', 'segmentation': 'Segmentation', 'stdVals': 'Values',
      'interpretation': 'Interpretation', 'listPrefixDef': 'Pointers', 'styleDefDecl': 'Styles', 'fsdDecl': 'Features',
      'schemaSpec': 'Schema', 'listRelation': 'Relations', 'relation': 'Relation', 'gap-space': 'blank', 'hand': 'hand', 'lacunaStart': 'gap begins',
      'lacunaEnd': 'gap ends', 'witStart': 'begins', 'witEnd': 'ends', 'music': 'music', 'restored': 'deletion cancelled',
      'pause': 'pause', 'classes': 'Member of', 'attList': 'Attributes', 'valList': 'Values',
      'exemplum': 'Example', 'remarks': 'Note', 'constraintSpec': 'Rule', 'equiv': 'Equivalent', 'paramList': 'Parameters',
      'elementSpec': 'element', 'classSpec': 'class', 'macroSpec': 'macro', 'dataSpec': 'datatype', 'moduleSpec': 'module',
      'moduleRef': 'module', 'elementRef': 'element', 'classRef': 'class', 'macroRef': 'macro', 'dataRef': 'datatype', 'attRef': 'attribute',
      'certainty': 'certainty', 'precision': 'precision', 'respons': 'responsible',
      'encoding': 'Encoding', 
      'active': 'of', 'passive': 'to', 'mutual': 'between'
    },
    'de': map {
      'msContents': 'Inhalt', 'physDesc': 'Äußere Beschreibung', 'history': 'Geschichte', 'additional': 'Weitere Angaben',
      'msPart': 'Teil', 'msFrag': 'Fragment', 'altIdentifier': 'auch', 'textLang': 'Sprache', 'support': 'Beschreibstoff',
      'extent': 'Umfang', 'foliation': 'Foliierung', 'collation': 'Lagen', 'condition': 'Zustand', 'layoutDesc': 'Einrichtung',
      'handDesc': 'Hände', 'scriptDesc': 'Schrift', 'typeDesc': 'Typen', 'musicNotation': 'Notation',
      'decoDesc': 'Buchschmuck', 'additions': 'Nachträge', 'bindingDesc': 'Einband', 'sealDesc': 'Siegel',
      'accMat': 'Beilagen', 'origin': 'Entstehung', 'provenance': 'Provenienz', 'acquisition': 'Erwerbung',
      'adminInfo': 'Verwaltung', 'recordHist': 'Nachweis', 'custodialHist': 'Aufbewahrung', 'custEvent': 'Ereignis',
      'surrogates': 'Reproduktionen', 'rubric': 'Rubrik', 'incipit': 'Incipit', 'explicit': 'Explicit',
      'finalRubric': 'Schlussschrift', 'colophon': 'Kolophon', 'filiation': 'Filiation', 'summary': 'Zusammenfassung',
      'catchwords': 'Reklamanten', 'signatures': 'Lagensignaturen', 'secFol': 'Zweites Blatt', 'gap-space': 'frei',
      'hand': 'Hand', 'music': 'Noten', 'restored': 'Tilgung aufgehoben', 'encoding': 'Kodierung',
      'classDecl': 'Klassifikation', 'tagsDecl': 'Auszeichnung', 'charDecl': 'Zeichen', 'textDesc': 'Textsorte',
      'setting': 'Schauplatz', 'correction': 'Korrektur', 'normalization': 'Normalisierung', 'lacunaStart': 'Lücke beginnt',
      'lacunaEnd': 'Lücke endet', 'witStart': 'beginnt', 'witEnd': 'endet', 'pause': 'Pause'
    }
  }"/>

  <xsl:function name="f:word" as="xs:string?" visibility="private">
    <xsl:param name="key" as="xs:string"/>
    <xsl:param name="node" as="node()"/>
    <xsl:sequence select="($v:labels(f:primary-language(f:tongue($node))) ! .($key), $v:labels('en')($key))[1]"/>
  </xsl:function>

  <xsl:function name="f:label" as="xs:string?" visibility="private">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="f:word(local-name($element), $element)"/>
  </xsl:function>
</xsl:stylesheet>
