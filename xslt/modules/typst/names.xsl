<?xml version="1.0" encoding="UTF-8"?>
<!--
  Names of persons, places, organisations, works: plain in the text, gathered in the list of names.
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

  <xsl:template mode="m:typst" as="node()*" priority="-1"
    match="persName | placeName | orgName | rs | geogName | surname | forename | roleName | addName | nameLink | genName
           | country | region | settlement | district | bloc | geogFeat | offset | eventName | objectName | geo
           | persPronouns | sex | age | langKnown">
    <xsl:apply-templates mode="m:typst"/>
  </xsl:template>
  <!-- Parts that stand against each other are names of their own. -->
  <xsl:template mode="m:typst" as="node()*"
    match="persName[*[2]][not(text()[normalize-space()])] | placeName[*[2]][not(text()[normalize-space()])]
           | orgName[*[2]][not(text()[normalize-space()])] | birth/settlement[*][not(text()[normalize-space()])]
           | death/settlement[*][not(text()[normalize-space()])] | place/location[*][not(text()[normalize-space()])]">
    <xsl:call-template name="apart"/>
  </xsl:template>
</xsl:stylesheet>
