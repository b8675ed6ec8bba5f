<?xml version="1.0" encoding="UTF-8"?>
<!--
  Notes called in notes and in entries of the apparatus.

  Typst loses footnotes of footnotes when a page is full of them. So the note in a note is called behind the outermost
  one (t:nt with inner="yes"), which prints no call there; where it is called in the document is t:inner-call.
-->
<xsl:stylesheet version="3.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:t="urn:teiedit:typst"
  xmlns:f="urn:teiedit:functions"
  xmlns:m="urn:teiedit:modes"
  exclude-result-prefixes="#all">

  <xsl:mode name="m:level" on-no-match="shallow-copy" on-multiple-match="fail" visibility="final"/>
  <!-- The same, of what is in a note. -->
  <xsl:mode name="m:within" on-no-match="shallow-copy" on-multiple-match="fail" visibility="final"/>

  <xsl:function name="f:levelled" as="element()" visibility="private">
    <xsl:param name="calls" as="element()"/>
    <xsl:choose>
      <xsl:when test="exists($calls//(t:nt | t:app-entry)//t:nt)">
        <xsl:apply-templates mode="m:level" select="$calls"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:sequence select="$calls"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <xsl:template mode="m:level" as="element()+" match="t:nt | t:app-entry">
    <xsl:copy>
      <xsl:apply-templates mode="m:within" select="@*, node()"/>
    </xsl:copy>
    <xsl:for-each select=".//t:nt">
      <t:nt inner="yes">
        <xsl:apply-templates mode="m:within" select="@*, node()"/>
      </t:nt>
    </xsl:for-each>
  </xsl:template>

  <xsl:template mode="m:within" as="element()" match="t:nt">
    <t:inner-call>
      <xsl:sequence select="@n, @id, @kind"/>
    </t:inner-call>
  </xsl:template>
</xsl:stylesheet>
