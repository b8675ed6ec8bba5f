<?xml version="1.0" encoding="UTF-8"?>
<!--
  Drama: who is in the play, who speaks, what is seen on the stage.

  The name of a speaker and what is said beside it (how the speech is spoken) lead in the speech. They are given to the
  template twice: before the speech, and in its first paragraph; the design says which of both is printed.
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

  <xsl:template mode="m:typst" as="element()" match="sp">
    <xsl:variable name="speaker" as="element()?" select="(speaker | label)[1]"/>
    <xsl:variable name="beside" as="element(stage)*" select="if ($speaker) then f:deliveries($speaker/following-sibling::*[1]) else ()"/>
    <xsl:variable name="rest" as="node()*" select="node() except ($speaker, $beside)"/>
    <xsl:variable name="first" as="element()?" select="($rest/self::*[not(self::pb | self::lb | self::cb | self::milestone | self::anchor)])[1]"/>
    <xsl:variable name="in-verse" as="xs:boolean" select="exists($rest/self::l) or exists($rest/self::lg)"/>
    <xsl:variable name="has-notes" as="xs:boolean" select="exists($speaker/descendant::*[self::note or self::app])"/>
    <xsl:variable name="lead" as="element()*">
      <xsl:apply-templates mode="m:speaker" select="$speaker, $beside"/>
    </xsl:variable>
    <t:speech kind="{if ($in-verse) then 'verse' else if ($has-notes or not($first[self::p or self::ab][not(@te:view)])) then 'apart' else 'prose'}"
      notes="{if ($has-notes) then 'yes' else 'no'}">
      <xsl:if test="exists($lead)">
        <t:arg name="lead-in">
          <xsl:sequence select="$lead"/>
        </t:arg>
      </xsl:if>
      <xsl:apply-templates mode="m:typst" select="$rest">
        <xsl:with-param name="lead" tunnel="yes" as="node()*">
          <xsl:if test="exists($lead) and not($in-verse or $has-notes)">
            <t:run-in>
              <xsl:sequence select="$lead"/>
            </t:run-in>
          </xsl:if>
        </xsl:with-param>
        <xsl:with-param name="lead-at" tunnel="yes" select="$first[self::p or self::ab]"/>
      </xsl:apply-templates>
    </t:speech>
  </xsl:template>

  <!-- Short directions right behind the speaker's name. -->
  <xsl:function name="f:deliveries" as="element(stage)*" visibility="private">
    <xsl:param name="next" as="element()?"/>
    <xsl:if test="$next[self::stage][not(@te:view or tokenize(@type) = ('entrance', 'exit', 'setting', 'location'))][string-length(.) le 90]">
      <xsl:sequence select="$next, f:deliveries($next/following-sibling::*[1])"/>
    </xsl:if>
  </xsl:function>

  <xsl:mode name="m:speaker" on-no-match="fail" on-multiple-match="fail" visibility="final"/>

  <xsl:template mode="m:speaker" as="element()" match="speaker | label">
    <t:speaker>
      <xsl:apply-templates mode="m:typst" select="."/>
    </t:speaker>
  </xsl:template>

  <xsl:template mode="m:speaker" as="element()" match="stage">
    <t:delivery>
      <xsl:apply-templates mode="m:typst" select="@te:anchor, node()"/>
    </t:delivery>
  </xsl:template>

  <xsl:template mode="m:typst" as="node()*" match="sp/speaker | sp/label" priority="1">
    <xsl:apply-templates mode="m:typst"/>
  </xsl:template>

  <!-- Of several speakers, those after the first; and that of a group of speeches. -->
  <xsl:template mode="m:typst" as="node()*" match="sp/speaker[preceding-sibling::speaker[1]] | spGrp/speaker | speaker" priority="-1">
    <t:speaker-line>
      <t:speaker>
        <xsl:apply-templates mode="m:typst"/>
      </t:speaker>
    </t:speaker-line>
  </xsl:template>

  <!-- Between speeches and lines; within them; and at the end of a line, where somebody leaves. -->
  <xsl:template mode="m:typst" as="node()*" match="stage | view | camera | tech | caption[parent::div] | sound | move[node()]">
    <xsl:choose>
      <xsl:when test="f:is-division(..) or parent::sp or parent::spGrp or parent::lg or parent::castList or parent::floatingText">
        <xsl:if test="not(f:ends-line(.))">
          <t:direction kind="{f:stage-kind(.)}">
            <!-- What opens a scene is not parted from it. -->
            <xsl:if test="preceding-sibling::*[1][self::head] and not(.//note or .//app)">
              <xsl:attribute name="opens" select="'yes'"/>
            </xsl:if>
            <xsl:apply-templates mode="m:typst"/>
          </t:direction>
        </xsl:if>
      </xsl:when>
      <xsl:when test="self::stage and tokenize(@type) = ('exit', 'entrance') and f:is-last(.)">
        <t:stage-exit>
          <xsl:apply-templates mode="m:typst"/>
        </t:stage-exit>
      </xsl:when>
      <xsl:otherwise>
        <t:stage-inline>
          <xsl:apply-templates mode="m:typst"/>
        </t:stage-inline>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:function name="f:stage-kind" as="xs:string" visibility="private">
    <xsl:param name="stage" as="element()"/>
    <xsl:sequence select="(tokenize($stage/@type)[. = ('exit', 'entrance', 'setting')], 'stage')[1]"/>
  </xsl:function>

  <!-- An exit right behind a line stands at its end. -->
  <xsl:function name="f:ends-line" as="xs:boolean" visibility="private">
    <xsl:param name="stage" as="element()"/>
    <xsl:sequence select="exists($stage[self::stage][tokenize(@type) = 'exit'][string-length(.) le 60][not(@te:view)]
                                 /preceding-sibling::*[1][self::l or self::p[parent::sp]])"/>
  </xsl:function>

  <xsl:function name="f:is-last" as="xs:boolean" visibility="private">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="empty($element/following-sibling::*[1]) and not(normalize-space($element/following-sibling::text()[1]))"/>
  </xsl:function>

  <xsl:mode name="m:exit" on-no-match="fail" on-multiple-match="fail" visibility="final"/>

  <xsl:template mode="m:exit" as="element()?" match="*">
    <xsl:if test="f:ends-line(.)">
      <t:stage-exit>
        <xsl:apply-templates mode="m:typst"/>
      </t:stage-exit>
    </xsl:if>
  </xsl:template>

  <!-- What is heard and seen besides speech, in transcriptions of it. -->
  <xsl:template mode="m:typst" as="element()" match="incident | vocal | kinesic | pause | writing">
    <t:hi rend="italic">
      <xsl:text>[</xsl:text>
      <xsl:apply-templates mode="m:typst"/>
      <xsl:value-of select="'…'[not(current()/*)][normalize-space(current()) = '']"/>
      <xsl:text>]</xsl:text>
    </t:hi>
  </xsl:template>

  <xsl:template mode="m:typst" as="node()*" match="performance | set | prologue | epilogue">
    <xsl:apply-templates mode="m:typst"/>
  </xsl:template>

  <xsl:template mode="m:typst" as="element()" match="castList">
    <t:cast>
      <xsl:apply-templates mode="m:typst"/>
    </t:cast>
  </xsl:template>

  <!-- Persons with one description for all of them. -->
  <xsl:template mode="m:typst" as="element()" match="castGroup">
    <xsl:variable name="what" as="element()*" select="roleDesc | trailer | note[not(@te:label)]"/>
    <t:cast-group count="{count(castItem | castGroup)}" deep="{if (exists(ancestor::castGroup[4])) then 'yes' else 'no'}">
      <xsl:if test="$what">
        <t:arg name="what">
          <xsl:for-each select="$what">
            <xsl:value-of select="if (position() gt 1) then ' ' else ''"/>
            <xsl:apply-templates mode="m:typst" select="."/>
          </xsl:for-each>
        </t:arg>
      </xsl:if>
      <xsl:apply-templates mode="m:typst" select="* except $what"/>
    </t:cast-group>
  </xsl:template>

  <!-- An actor at the end stands at the end of the line. -->
  <xsl:template mode="m:typst" as="element()" match="castList/castItem | castGroup/castItem">
    <xsl:variable name="actor" as="element(actor)?" select="if (count(actor) = 1 and role) then actor[f:is-last(.)] else ()"/>
    <t:cast-item>
      <xsl:if test="$actor">
        <t:arg name="actor">
          <xsl:apply-templates mode="m:typst" select="$actor"/>
        </t:arg>
      </xsl:if>
      <xsl:call-template name="apart">
        <xsl:with-param name="without" select="$actor"/>
      </xsl:call-template>
    </t:cast-item>
  </xsl:template>

  <xsl:template mode="m:typst" as="element()" match="castItem" priority="-1">
    <t:hanging>
      <xsl:call-template name="apart"/>
    </t:hanging>
  </xsl:template>

  <xsl:template mode="m:typst" as="element()" match="role">
    <t:speaker>
      <xsl:apply-templates mode="m:typst"/>
    </t:speaker>
  </xsl:template>

  <xsl:template mode="m:typst" as="element()" match="roleDesc">
    <t:stage-inline>
      <xsl:apply-templates mode="m:typst"/>
    </t:stage-inline>
  </xsl:template>

  <xsl:template mode="m:typst" as="node()*" match="actor">
    <xsl:apply-templates mode="m:typst"/>
  </xsl:template>
</xsl:stylesheet>
