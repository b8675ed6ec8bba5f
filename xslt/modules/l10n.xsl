<?xml version="1.0" encoding="UTF-8"?>
<!--
  The words that an edition says of its own, by language, and dates in words.

  A language without a table, or without an entry, falls back to English; "en-GB" is "en". SaxonC-HE formats
  dates in English only, so the names of months are here.
-->
<xsl:stylesheet version="3.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:map="http://www.w3.org/2005/xpath-functions/map"
  xmlns:f="urn:teiedit:functions"
  xmlns:v="urn:teiedit:variables"
  exclude-result-prefixes="#all">

  <xsl:variable name="v:words" as="map(xs:string, map(xs:string, xs:string))" select="map {
    'en': map {
      'notes': 'Notes', 'note': 'Note', 'back-to-text': 'Back to the text',
      'view': 'Text', 'view-reading': 'Reading text', 'view-source': 'Source text',
      'view-reading-is': 'corrected, abbreviations written out',
      'view-source-is': 'as it stands, with editorial signs',
      'signs': 'Editorial signs', 'about': 'About this document', 'cite': 'Cite this', 'contents': 'Contents',
      'names': 'Names in this document', 'persons': 'Persons', 'places': 'Places', 'organisations': 'Organisations',
      'works': 'Documents and works', 'events': 'Events', 'mentioned': 'Mentioned', 'register': 'Register',
      'index': 'All documents', 'documents': 'Documents', 'skip': 'Skip to the text', 'source': 'Source',
      'title': 'Title', 'date': 'Date', 'author': 'Author', 'editor': 'Editor', 'funder': 'Funder',
      'responsible': 'Responsibility', 'publisher': 'Publisher', 'rights': 'Rights', 'language': 'Language',
      'summary': 'Summary', 'topics': 'Topics', 'principles': 'Editorial principles', 'changes': 'Revisions',
      'edition': 'Edition', 'version': 'Version', 'collection': 'Series',
      'in-source': 'in the source', 'reads': 'The source reads', 'corrected-to': 'corrected to',
      'regularised-to': 'regularised to', 'stands-for': 'stands for', 'supplied': 'supplied',
      'surplus': 'superfluous in the source', 'unclear': 'uncertain reading', 'gap': 'gap in the source',
      'added': 'added in the source', 'deleted': 'deleted in the source', 'sic': 'so in the source',
      'by': 'by', 'because': 'reason', 'see-note': 'see note', 'unhandled': 'not known to the stylesheet',
      'page': 'page', 'of': 'of', 'figure': 'Figure', 'image-missing': 'image missing', 'certainty': 'certainty',
      'present': 'Present', 'continued': 'continued', 'link-here': 'Link to this passage',
      'changed-words': 'Editorial interventions', 'permalink': 'Address', 'copy': 'Copy', 'copied': 'Copied', 'table': 'Table', 'corrected': 'corrected', 'regularised': 'regularised',
      'sent': 'Sent', 'received': 'Received', 'hands': 'Hands',
      'theme': 'Appearance', 'light': 'Light', 'dark': 'Dark', 'auto': 'As the system',
      'replaced-by': 'replaced in the source by', 'omitted': 'omitted',
      'characters': 'characters', 'lines': 'lines', 'pages': 'pages',
      'words': 'words', 'birth': 'born', 'death': 'died', 'extent': 'Extent', 'type': 'Kind'
    },
    'de': map {
      'notes': 'Anmerkungen', 'note': 'Anmerkung', 'back-to-text': 'Zurück zum Text',
      'view': 'Text', 'view-reading': 'Lesetext', 'view-source': 'Quellentext',
      'view-reading-is': 'korrigiert, Abkürzungen aufgelöst',
      'view-source-is': 'wie überliefert, mit editorischen Zeichen',
      'signs': 'Editorische Zeichen', 'about': 'Über dieses Dokument', 'cite': 'Zitierhinweis',
      'contents': 'Inhalt', 'names': 'Namen in diesem Dokument', 'persons': 'Personen', 'places': 'Orte',
      'organisations': 'Organisationen', 'works': 'Dokumente und Werke', 'events': 'Ereignisse',
      'mentioned': 'Erwähnt', 'register': 'Register', 'index': 'Alle Dokumente', 'documents': 'Dokumente',
      'skip': 'Zum Text springen', 'source': 'Quelle', 'title': 'Titel', 'date': 'Datum', 'author': 'Verfasser',
      'editor': 'Herausgeber', 'funder': 'Förderer', 'responsible': 'Verantwortlich', 'publisher': 'Verlag',
      'rights': 'Rechte', 'language': 'Sprache', 'summary': 'Zusammenfassung', 'topics': 'Themen',
      'principles': 'Editionsrichtlinien', 'changes': 'Änderungen', 'edition': 'Ausgabe', 'version': 'Fassung',
      'collection': 'Reihe', 'in-source': 'in der Quelle', 'reads': 'In der Quelle steht',
      'corrected-to': 'korrigiert zu', 'regularised-to': 'normalisiert zu', 'stands-for': 'steht für',
      'supplied': 'ergänzt', 'surplus': 'in der Quelle überzählig', 'unclear': 'unsichere Lesung',
      'gap': 'Lücke in der Quelle', 'added': 'in der Quelle hinzugefügt', 'deleted': 'in der Quelle getilgt',
      'sic': 'so in der Quelle', 'by': 'von', 'because': 'Grund', 'see-note': 'siehe Anmerkung',
      'unhandled': 'dem Stylesheet unbekannt', 'page': 'Seite', 'of': 'von', 'figure': 'Abbildung',
      'image-missing': 'Bild fehlt', 'certainty': 'Sicherheit', 'present': 'Anwesend',
      'continued': 'Fortsetzung', 'link-here': 'Link zu dieser Stelle',
      'changed-words': 'Eingriffe der Herausgeber', 'permalink': 'Adresse', 'copy': 'Kopieren', 'copied': 'Kopiert', 'table': 'Tabelle', 'corrected': 'korrigiert',
      'regularised': 'normalisiert', 'sent': 'Gesendet', 'received': 'Empfangen', 'hands': 'Hände',
      'theme': 'Darstellung', 'light': 'Hell', 'dark': 'Dunkel', 'auto': 'Wie das System',
      'replaced-by': 'in der Quelle ersetzt durch', 'omitted': 'fehlt',
      'characters': 'Zeichen', 'lines': 'Zeilen', 'pages': 'Seiten',
      'words': 'Wörter', 'birth': 'geboren', 'death': 'gestorben', 'extent': 'Umfang', 'type': 'Art'
    }
  }"/>

  <xsl:variable name="v:months" as="map(xs:string, array(xs:string))" select="map {
    'en': ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October',
           'November', 'December'],
    'de': ['Januar', 'Februar', 'März', 'April', 'Mai', 'Juni', 'Juli', 'August', 'September', 'Oktober',
           'November', 'Dezember']
  }"/>

  <xsl:function name="f:l10n" as="xs:string" visibility="private">
    <xsl:param name="key" as="xs:string"/>
    <xsl:param name="language" as="xs:string?"/>
    <xsl:sequence select="($v:words(f:primary-language($language)) ! .($key), $v:words('en')($key), $key)[1]"/>
  </xsl:function>

  <!-- An ISO date ("1962", "1962-11", "1962-11-16") in words; anything else as it stands. -->
  <xsl:function name="f:date-in-words" as="xs:string" visibility="private">
    <xsl:param name="date" as="xs:string"/>
    <xsl:param name="language" as="xs:string?"/>
    <xsl:variable name="tongue" as="xs:string" select="f:primary-language($language)"/>
    <xsl:variable name="months" as="array(xs:string)" select="($v:months($tongue), $v:months('en'))[1]"/>
    <xsl:variable name="parts" as="xs:string*" select="tokenize($date, '-')"/>
    <xsl:choose>
      <xsl:when test="not(matches($date, '^[0-9]{4}-(0[1-9]|1[0-2])(-[0-9]{2})?$'))">
        <xsl:sequence select="$date"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:variable name="day" as="xs:string?" select="$parts[3] ! string(xs:integer(.)) ! (. || '.'[$tongue = 'de'])"/>
        <xsl:sequence select="string-join(($day, $months(xs:integer($parts[2])), $parts[1]), ' ')"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <xsl:function name="f:primary-language" as="xs:string" visibility="private">
    <xsl:param name="language" as="xs:string?"/>
    <xsl:sequence select="(tokenize(lower-case($language), '-')[1], 'en')[1]"/>
  </xsl:function>
</xsl:stylesheet>
