<?xml version="1.0" encoding="UTF-8"?>
<!-- Finds the register entry that a pointer names. A pointer is relative to the element that has it. -->
<xsl:stylesheet version="3.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:te="urn:teiedit:annotation"
  xmlns:map="http://www.w3.org/2005/xpath-functions/map"
  xmlns:f="urn:teiedit:functions"
  xmlns:v="urn:teiedit:variables"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="#all">

  <xsl:key name="register-entry" match="te:register//*[@xml:id]"
    use="ancestor::te:register/@uri || '#' || @xml:id"/>

  <xsl:function name="f:register-entry" as="element()?" visibility="private">
    <xsl:param name="pointer" as="xs:string"/>
    <xsl:param name="from" as="element()"/>
    <xsl:param name="registers" as="document-node()?"/>
    <xsl:if test="exists($registers) and contains($pointer, '#')">
      <xsl:variable name="uri" as="xs:string?" select="f:absolute($pointer, $from)"/>
      <xsl:sequence select="key('register-entry', $uri, $registers)[1]"/>
    </xsl:if>
  </xsl:function>

  <!-- The same entry has the same key on every page of the edition. -->
  <xsl:function name="f:entry-key" as="xs:string" visibility="private">
    <xsl:param name="entry" as="element()"/>
    <xsl:sequence select="$entry/ancestor::te:register/@stem || '.' || $entry/@xml:id"/>
  </xsl:function>

  <!-- Characters that a URI may have as they are, and some write as numbers. -->
  <xsl:variable name="v:needless" as="map(xs:string, xs:string)" select="map {
    '%21': '!', '%24': '\$', '%26': '&amp;', '%27': &quot;'&quot;, '%28': '(', '%29': ')', '%2A': '*', '%2B': '+', '%2C': ',',
    '%3A': ':', '%3B': ';', '%3D': '=', '%40': '@', '%5B': '[', '%5D': ']', '%7E': '~' }"/>

  <xsl:function name="f:canonical" as="xs:string" visibility="private">
    <xsl:param name="uri" as="xs:string"/>
    <xsl:sequence select="if (not(contains($uri, '%'))) then $uri
                          else fold-left(map:keys($v:needless), $uri,
                                         function($so-far, $code) { replace($so-far, $code, $v:needless($code), 'i') })"/>
  </xsl:function>

  <!-- A pointer that is no URI at all is a finding of validation; here it is one that leads nowhere. -->
  <xsl:function name="f:absolute" as="xs:string?" visibility="private">
    <xsl:param name="pointer" as="xs:string"/>
    <xsl:param name="from" as="element()"/>
    <!-- "file:///a" and "file:/a" are the same place, and so are "é" and "%C3%A9", written by different hands. -->
    <xsl:try select="f:canonical(iri-to-uri(replace(string(resolve-uri(iri-to-uri($pointer), base-uri($from))), '^file:/+', 'file:///')))">
      <xsl:catch errors="*" select="()"/>
    </xsl:try>
  </xsl:function>
</xsl:stylesheet>
