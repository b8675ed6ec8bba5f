<?xml version="1.0" encoding="UTF-8"?>
<!--
  Makes the page fit HTML's content model, whatever stood in what in TEI.

  A phrase that holds a block becomes a div; in a heading a block becomes a phrase; an item outside a list becomes a
  div; an identifier stands once. Names, classes and words are left as they are.
-->
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

  <xsl:mode name="m:tidy" on-no-match="shallow-copy" on-multiple-match="fail"/>

  <xsl:key name="html-id" match="*[@id]" use="@id" xpath-default-namespace=""/>

  <xsl:variable name="v:blocks" as="map(xs:string, xs:boolean)"
    select="map:merge(('address', 'article', 'aside', 'blockquote', 'details', 'div', 'dl', 'figure', 'footer', 'form',
                       'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'header', 'hr', 'main', 'ol', 'p', 'pre', 'section', 'table',
                       'ul', 'li') ! map { . : true() })"/>

  <xsl:function name="f:is-block" as="xs:boolean" visibility="private">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="map:contains($v:blocks, name($element))"/>
  </xsl:function>

  <xsl:template mode="m:tidy" as="element()" xpath-default-namespace=""
    match="(span | p | i | em | b | q | cite | code | time | sup | sub | ruby)[descendant::*[f:is-block(.)]]">
    <xsl:param name="is-phrase" as="xs:boolean" tunnel="yes" select="false()"/>
    <xsl:element name="{if ($is-phrase) then 'span' else 'div'}" namespace="">
      <xsl:apply-templates mode="m:tidy" select="@*, node()"/>
    </xsl:element>
  </xsl:template>

  <xsl:template mode="m:tidy" as="element()" xpath-default-namespace="" match="h1 | h2 | h3 | h4 | h5 | h6">
    <xsl:copy>
      <xsl:apply-templates mode="m:tidy" select="@*, node()">
        <xsl:with-param name="is-phrase" tunnel="yes" select="true()"/>
      </xsl:apply-templates>
    </xsl:copy>
  </xsl:template>

  <xsl:template mode="m:tidy" as="element()" xpath-default-namespace=""
    match="div | section | blockquote | p[not(descendant::*[f:is-block(.)])] | ul | ol | figure | figcaption | table | dl
           | dt | dd | tbody | tr | td | th | caption">
    <xsl:param name="is-phrase" as="xs:boolean" tunnel="yes" select="false()"/>
    <xsl:element name="{if ($is-phrase) then 'span' else name()}" namespace="">
      <xsl:apply-templates mode="m:tidy" select="@*, node()"/>
    </xsl:element>
  </xsl:template>

  <xsl:template mode="m:tidy" as="element()" xpath-default-namespace="" match="li">
    <xsl:param name="is-phrase" as="xs:boolean" tunnel="yes" select="false()"/>
    <xsl:element name="{if ($is-phrase) then 'span' else if (parent::ul or parent::ol) then 'li' else 'div'}" namespace="">
      <xsl:apply-templates mode="m:tidy" select="@*, node()"/>
    </xsl:element>
  </xsl:template>

  <!-- A part of the document that the page shows twice is addressed where it stands first. -->
  <xsl:template mode="m:tidy" as="attribute()?" xpath-default-namespace=""
    match="@id[not(.. is key('html-id', ., root())[1])]"/>
</xsl:stylesheet>
