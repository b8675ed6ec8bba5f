<?xml version="1.0" encoding="UTF-8"?>
<!--
  The editorial signs, as a table: which element, on which condition, between which signs.

  A row applies where the element has the local name, and, if a reason is given, has it among its @reason;
  the row with a reason goes before the one without. A house with other signs replaces this module's table.
  Source: the Leiden system (B. A. van Groningen, "Projet d'unification", Mnemosyne 59, 1932).
-->
<xsl:stylesheet version="3.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:f="urn:teiedit:functions"
  xmlns:v="urn:teiedit:variables"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="#all">

  <xsl:variable name="v:signs" as="element(sign)+" xpath-default-namespace="">
    <sign element="sic" open="&#x231C;" close="&#x231D;" meaning="wrong in the source"/>
    <sign element="surplus" open="{{" close="}}" meaning="superfluous in the source"/>
    <sign element="secl" open="[" close="]" meaning="judged not to belong to the text"/>
    <sign element="supplied" open="&#x27E8;" close="&#x27E9;" meaning="left out in the source, supplied"/>
    <sign element="supplied" reason="lost" open="[" close="]" meaning="lost in the source, supplied"/>
    <sign element="supplied" reason="damage" open="[" close="]" meaning="lost in the source, supplied"/>
    <sign element="supplied" reason="illegible" open="[" close="]" meaning="illegible in the source, supplied"/>
    <sign element="supplied" reason="faded" open="[" close="]" meaning="illegible in the source, supplied"/>
    <sign element="supplied" reason="clarification" open="[" close="]" meaning="added in explanation"/>
    <sign element="supplied" reason="identification" open="[" close="]" meaning="added in explanation"/>
    <sign element="supplied" reason="translation" open="[" close="]" meaning="added in translation"/>
    <sign element="del" open="&#x27E6;" close="&#x27E7;" meaning="deleted in the source"/>
    <sign element="add" open="`" close="&#xB4;" meaning="added in the source"/>
    <sign element="ex" open="(" close=")" meaning="an abbreviation written out"/>
    <sign element="unclear" open="" close="&#x323;" meaning="read with difficulty"/>
  </xsl:variable>

  <xsl:variable name="v:signs-by-element" as="map(xs:string, element(sign)+)" xpath-default-namespace=""
    select="map:merge(for $name in distinct-values($v:signs/string(@element))
                      return map { $name : $v:signs[@element = $name] })"
    xmlns:map="http://www.w3.org/2005/xpath-functions/map"/>

  <xsl:function name="f:has-signs" as="xs:boolean" visibility="private">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="namespace-uri($element) = 'http://www.tei-c.org/ns/1.0'
                          and exists($v:signs-by-element(local-name($element)))"/>
  </xsl:function>

  <!-- The row for an element, or none. -->
  <xsl:function name="f:signs" as="element()?" visibility="private">
    <xsl:param name="element" as="element()"/>
    <xsl:variable name="rows" as="element()*" select="$v:signs-by-element(local-name($element))"/>
    <xsl:variable name="reasons" as="xs:string*" select="tokenize($element/@reason)"/>
    <xsl:sequence select="($rows[@reason = $reasons], $rows[not(@reason)])[1]"/>
  </xsl:function>
</xsl:stylesheet>
