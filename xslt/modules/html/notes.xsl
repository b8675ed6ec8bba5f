<?xml version="1.0" encoding="UTF-8"?>
<!-- Notes: their calls in the text and the list of them, linked both ways. -->
<xsl:stylesheet version="3.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:te="urn:teiedit:annotation"
  xmlns:f="urn:teiedit:functions"
  xmlns:m="urn:teiedit:modes"
  xmlns:v="urn:teiedit:variables"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="#all">

  <xsl:template mode="m:text" as="element()" match="note[@te:label]">
    <sup class="{string-join(('call', @te:series), ' ')}" data-te="own">
      <a href="#{@te:anchor}" id="{@te:anchor}-call" role="doc-noteref"
        aria-label="{f:say('note', .)} {@te:label}"><xsl:value-of select="@te:label"/></a>
    </sup>
  </xsl:template>

  <!-- A note that is not called stands where it is. -->
  <xsl:template mode="m:text" as="element()" match="note[not(@te:label)]">
    <xsl:element name="{if (f:in-line(.)) then 'span' else 'div'}" namespace="">
      <xsl:attribute name="class" select="string-join(('inline-note', @type), ' ')"/>
      <xsl:sequence select="f:own(.)"/>
      <xsl:apply-templates mode="m:text"/>
    </xsl:element>
  </xsl:template>

  <xsl:function name="f:notes" as="element()?" visibility="private">
    <xsl:param name="tei" as="element()"/>
    <xsl:variable name="notes" as="element(note)*" select="$tei//note[@te:label]"/>
    <xsl:if test="exists($notes)">
      <section class="notes" role="doc-endnotes" aria-labelledby="te-notes-heading">
        <h2 id="te-notes-heading" data-te="own"><xsl:value-of select="f:say('notes', $tei)"/></h2>
        <ol>
          <xsl:apply-templates mode="m:note" select="$notes"/>
        </ol>
      </section>
    </xsl:if>
  </xsl:function>

  <xsl:template mode="m:note" as="element()" match="note">
    <li class="{string-join(('note', @te:series), ' ')}" id="{@te:anchor}" value="{position()}">
      <xsl:sequence select="f:language(.)"/>
      <!-- What is in a reading that the text does not show is called from its entry of the apparatus. -->
      <xsl:variable name="hidden" as="element(app)?"
        select="ancestor::app[@te:anchor][not(lem intersect current()/ancestor::lem)][last()]"/>
      <a class="back" data-te="own" href="#{($hidden/@te:anchor, @te:anchor || '-call')[1]}" role="doc-backlink"
        aria-label="{f:say('note', .)} {@te:label}: {f:say('back-to-text', .)}"><xsl:value-of select="@te:label"/></a>
      <xsl:text> </xsl:text>
      <div class="body">
        <xsl:choose>
          <xsl:when test="f:holds-blocks(.)">
            <xsl:sequence select="f:by(.)"/>
            <xsl:apply-templates mode="m:text"/>
          </xsl:when>
          <xsl:otherwise>
            <p>
              <xsl:sequence select="f:by(.)"/>
              <xsl:apply-templates mode="m:text"/>
            </p>
          </xsl:otherwise>
        </xsl:choose>
      </div>
    </li>
  </xsl:template>

  <!-- Whose note it is, unless it says so itself ("Translator's Note: …"). -->
  <xsl:function name="f:by" as="node()*" visibility="private">
    <xsl:param name="note" as="element(note)"/>
    <xsl:if test="$note/@te:by and not(starts-with(lower-case(normalize-space($note)), lower-case($note/@te:by)))">
      <span class="by" data-te="own"><xsl:value-of select="$note/@te:by"/>:</span>
      <xsl:text> </xsl:text>
    </xsl:if>
  </xsl:function>
</xsl:stylesheet>
