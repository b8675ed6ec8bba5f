<?xml version="1.0" encoding="UTF-8"?>
<!-- Drama: who is in the play, who speaks, what is seen on the stage. -->
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

  <!-- Who speaks is said where the source says it; where it does not, by the name that @who leads to. -->
  <xsl:template mode="m:text" as="node()*" match="sp">
    <xsl:choose>
      <xsl:when test="@te:dress or not(speaker) or not(@te:anchor)">
        <xsl:apply-templates mode="m:dressed" select="."/>
      </xsl:when>
      <xsl:otherwise>
        <div class="sp" id="{@te:anchor}">
          <xsl:apply-templates mode="m:text"/>
        </div>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template mode="m:dressed" as="element()" match="sp">
    <div class="{'sp', @te:kinds, if (@te:dress) then f:looks(.) else ()}">
      <xsl:if test="@te:anchor">
        <xsl:attribute name="id" select="@te:anchor"/>
      </xsl:if>
      <xsl:if test="@te:dress">
        <xsl:sequence select="f:dress(.)"/>
      </xsl:if>
      <xsl:if test="not(speaker) and @who and not(label or @prev or @part = ('M', 'F') or parent::spGrp/speaker)">
        <xsl:variable name="who" as="element()*" select="tokenize(@who) ! key('id', substring-after(., '#'), root(current()))"/>
        <xsl:if test="$who/(role | persName | name)">
          <p class="speaker supplied-speaker" data-te="own"><xsl:value-of select="f:named(@who, .)"/></p>
        </xsl:if>
      </xsl:if>
      <xsl:apply-templates mode="m:text"/>
    </div>
  </xsl:template>

  <xsl:template mode="m:text" as="element()" match="spGrp">
    <div>
      <xsl:sequence select="f:class(., 'spGrp'), f:own(.)"/>
      <xsl:apply-templates mode="m:text"/>
    </div>
  </xsl:template>

  <xsl:template mode="m:text" as="node()*" match="speaker | sp/label">
    <xsl:choose>
      <xsl:when test="@te:dress or @te:anchor">
        <xsl:apply-templates mode="m:dressed" select="."/>
      </xsl:when>
      <xsl:otherwise>
        <p class="speaker">
          <xsl:apply-templates mode="m:text"/>
        </p>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template mode="m:dressed" as="element()" match="speaker | label">
    <p class="{'speaker', @te:kinds, if (@te:dress) then f:looks(.) else ()}">
      <xsl:if test="@te:anchor">
        <xsl:attribute name="id" select="@te:anchor"/>
      </xsl:if>
      <xsl:if test="@te:dress">
        <xsl:sequence select="f:dress(.)"/>
      </xsl:if>
      <xsl:apply-templates mode="m:text"/>
    </p>
  </xsl:template>

  <!-- Between speeches, which is where most stand. -->
  <xsl:template mode="m:text" as="node()*" match="sp/stage | div/stage | lg/stage">
    <xsl:choose>
      <xsl:when test="@te:dress or not(@te:anchor)">
        <xsl:apply-templates mode="m:dressed" select="."/>
      </xsl:when>
      <xsl:otherwise>
        <p class="stage" id="{@te:anchor}">
          <xsl:apply-templates mode="m:text"/>
        </p>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template mode="m:dressed" as="element()" match="stage">
    <p class="{'stage', @te:kinds, if (@te:dress) then f:looks(.) else ()}">
      <xsl:if test="@te:anchor">
        <xsl:attribute name="id" select="@te:anchor"/>
      </xsl:if>
      <xsl:if test="@te:dress">
        <xsl:sequence select="f:dress(.)"/>
      </xsl:if>
      <xsl:apply-templates mode="m:text"/>
    </p>
  </xsl:template>

  <xsl:template mode="m:text" as="element()" match="stage | camera | caption | sound | tech | view">
    <xsl:call-template name="stage-direction"/>
  </xsl:template>

  <xsl:template name="stage-direction" as="element()">
    <xsl:element name="{if (f:in-line(.)) then 'span' else 'p'}" namespace="">
      <xsl:attribute name="class" select="'stage', local-name()[. != 'stage'], @te:kinds, f:looks(.)"/>
      <xsl:sequence select="f:own(.), f:style(.)"/>
      <xsl:apply-templates mode="m:text"/>
    </xsl:element>
  </xsl:template>

  <!-- Who comes or goes, for machines; in words only where it has some. -->
  <xsl:template mode="m:text" as="element()?" match="move">
    <xsl:choose>
      <xsl:when test="normalize-space()">
        <span>
          <xsl:sequence select="f:class(., ('stage', 'move')), f:own(.)"/>
          <xsl:apply-templates mode="m:text"/>
        </span>
      </xsl:when>
      <xsl:otherwise>
        <xsl:sequence select="f:place(.)"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template mode="m:text" as="element()" match="castList">
    <div>
      <xsl:sequence select="f:class(., 'castList'), f:own(.)"/>
      <xsl:call-template name="items">
        <xsl:with-param name="class" select="'cast'"/>
      </xsl:call-template>
    </div>
  </xsl:template>

  <xsl:template mode="m:text" as="element()" match="castList/castItem | castGroup/castItem">
    <li>
      <xsl:sequence select="f:class(., 'castItem'), f:own(.)"/>
      <xsl:apply-templates mode="m:text"/>
    </li>
  </xsl:template>

  <xsl:template mode="m:text" as="element()" match="castItem">
    <span>
      <xsl:sequence select="f:class(., 'castItem'), f:own(.)"/>
      <xsl:apply-templates mode="m:text"/>
    </span>
  </xsl:template>

  <!-- Persons with one description for all of them, which prints put behind a brace. -->
  <xsl:template mode="m:text" as="element()" match="castList/castGroup | castGroup/castGroup">
    <li>
      <xsl:sequence select="f:class(., ('castGroup', 'braced'[current()/(roleDesc | trailer | note)])), f:own(.)"/>
      <xsl:call-template name="items">
        <xsl:with-param name="class" select="'cast'"/>
      </xsl:call-template>
    </li>
  </xsl:template>

  <xsl:template mode="m:text" as="element()" match="castGroup">
    <div>
      <xsl:sequence select="f:class(., 'castGroup'), f:own(.)"/>
      <xsl:call-template name="items">
        <xsl:with-param name="class" select="'cast'"/>
      </xsl:call-template>
    </div>
  </xsl:template>

  <!-- The parts of an item that the source has without a space between them are kept apart by one. -->
  <xsl:template mode="m:text" as="node()*" match="castItem/role" priority="1"><xsl:call-template name="part-in-cast"/></xsl:template>
  <xsl:template mode="m:text" as="node()*" match="castItem/roleDesc" priority="1"><xsl:call-template name="part-in-cast"/></xsl:template>
  <xsl:template mode="m:text" as="node()*" match="castItem/actor" priority="1"><xsl:call-template name="part-in-cast"/></xsl:template>

  <xsl:template name="part-in-cast" as="node()*">
    <xsl:if test="preceding-sibling::node()[1][self::*] and not(matches(., '^\s*[,.;:)\]]'))">
      <xsl:text> </xsl:text>
    </xsl:if>
    <xsl:next-match/>
  </xsl:template>

  <xsl:template mode="m:text" as="element()" match="role | roleDesc | actor">
    <span>
      <xsl:sequence select="f:class(., local-name()), f:own(.), f:style(.)"/>
      <xsl:apply-templates mode="m:text"/>
    </span>
  </xsl:template>
</xsl:stylesheet>
