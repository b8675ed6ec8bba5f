<?xml version="1.0" encoding="UTF-8"?>
<!-- Characters that Unicode has not, or that have another name in a document (g): what each output says of them. -->
<xsl:stylesheet version="3.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:f="urn:teiedit:functions"
  xmlns:v="urn:teiedit:variables"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="#all">

  <!-- Names that need no declaration, because transcriptions of old prints share them. The hyphen of a line end is the
       break of a word and no sign of it. Source: the documentation of the EEBO-TCP texts. -->
  <xsl:variable name="v:characters" as="map(xs:string, xs:string)"
    select="map { 'EOLhyphen': '&#xAD;', 'EOLunhyphen': '', 'cmbAbbrStroke': '&#x304;', 'punc': '&#x25AA;' }"/>

  <!-- Of the forms that the header gives, the most like the original that a reader's type may have; else "". -->
  <xsl:function name="f:mapped" as="xs:string" visibility="private">
    <xsl:param name="character" as="element()?"/>
    <xsl:variable name="forms" as="element()*" select="$character/mapping[normalize-space()]"/>
    <xsl:sequence select="normalize-space(($forms[@type = ('Unicode', 'unicode', 'exact')], $forms[@type = 'standard'],
                                           $forms[@type = 'normalized'], $forms[@type = 'simplified'],
                                           $forms[not(@type = 'PUA')])[1])"/>
  </xsl:function>

  <!-- What the header calls it, the best name first. -->
  <xsl:function name="f:character-names" as="xs:string*" visibility="private">
    <xsl:param name="character" as="element()?"/>
    <xsl:sequence select="($character/*[self::charName | self::glyphName],
                           $character/(localProp | unicodeProp)[lower-case(@name) = 'name']/@value, $character/desc) ! normalize-space(.)"/>
  </xsl:function>

  <xsl:function name="f:character-name" as="xs:string" visibility="private">
    <xsl:param name="character" as="element()?"/>
    <xsl:sequence select="(f:character-names($character), '')[1]"/>
  </xsl:function>
</xsl:stylesheet>
