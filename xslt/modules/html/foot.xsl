<?xml version="1.0" encoding="UTF-8"?>
<!-- The apparatus at the foot of its passage: line, lemma, and what which witness reads. -->
<xsl:stylesheet version="3.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:te="urn:teiedit:annotation"
  xmlns:f="urn:teiedit:functions"
  xmlns:m="urn:teiedit:modes"
  xmlns:v="urn:teiedit:variables"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="#all">

  <!-- So many words of a lemma are said; of a longer one the first and the last. -->
  <xsl:variable name="v:longest-lemma" as="xs:integer" select="4"/>

  <xsl:key name="entries" match="app[@te:passage]" use="@te:passage"/>

  <!-- After a paragraph or stanza. -->
  <xsl:template mode="m:text" as="node()*" match="head[@te:dress]" priority="50"><xsl:call-template name="foot-after"/></xsl:template>
  <xsl:template mode="m:text" as="node()*" match="lg[@te:dress]" priority="50"><xsl:call-template name="foot-after"/></xsl:template>

  <xsl:template name="foot-after" as="node()*">
    <xsl:variable name="made" as="node()*">
      <xsl:next-match/>
    </xsl:variable>
    <xsl:sequence select="f:with-lacuna($made, @te:lacuna), f:foot(.)"/>
  </xsl:template>

  <xsl:template mode="m:dressed" as="node()*" priority="50" match="(p | ab | sp | l)[@te:apps or @te:lacuna]">
    <xsl:variable name="made" as="node()*">
      <xsl:next-match/>
    </xsl:variable>
    <xsl:sequence select="f:with-lacuna($made, @te:lacuna), f:foot(.)"/>
  </xsl:template>

  <!-- Inside what can have nothing of the kind after it. -->
  <xsl:template mode="m:text" as="node()*" match="item[@te:apps]" priority="50"><xsl:call-template name="foot-inside"/></xsl:template>
  <xsl:template mode="m:text" as="node()*" match="cell[@te:apps]" priority="50"><xsl:call-template name="foot-inside"/></xsl:template>
  <xsl:template mode="m:text" as="node()*" match="div[@te:apps]" priority="50"><xsl:call-template name="foot-inside"/></xsl:template>
  <xsl:template mode="m:text" as="node()*" match="div1[@te:apps]" priority="50"><xsl:call-template name="foot-inside"/></xsl:template>
  <xsl:template mode="m:text" as="node()*" match="div2[@te:apps]" priority="50"><xsl:call-template name="foot-inside"/></xsl:template>
  <xsl:template mode="m:text" as="node()*" match="div3[@te:apps]" priority="50"><xsl:call-template name="foot-inside"/></xsl:template>
  <xsl:template mode="m:text" as="node()*" match="div4[@te:apps]" priority="50"><xsl:call-template name="foot-inside"/></xsl:template>
  <xsl:template mode="m:text" as="node()*" match="div5[@te:apps]" priority="50"><xsl:call-template name="foot-inside"/></xsl:template>
  <xsl:template mode="m:text" as="node()*" match="div6[@te:apps]" priority="50"><xsl:call-template name="foot-inside"/></xsl:template>
  <xsl:template mode="m:text" as="node()*" match="div7[@te:apps]" priority="50"><xsl:call-template name="foot-inside"/></xsl:template>
  <xsl:template mode="m:text" as="node()*" match="body[@te:apps]" priority="50"><xsl:call-template name="foot-inside"/></xsl:template>
  <xsl:template mode="m:text" as="node()*" match="front[@te:apps]" priority="50"><xsl:call-template name="foot-inside"/></xsl:template>
  <xsl:template mode="m:text" as="node()*" match="back[@te:apps]" priority="50"><xsl:call-template name="foot-inside"/></xsl:template>

  <xsl:template name="foot-inside" as="node()*">
    <xsl:variable name="made" as="node()*">
      <xsl:next-match/>
    </xsl:variable>
    <xsl:variable name="foot" as="element()?" select="f:foot(.)"/>
    <xsl:variable name="last" as="element()?" select="$made[self::*][last()]"/>
    <xsl:for-each select="$made">
      <xsl:choose>
        <xsl:when test=". is $last">
          <xsl:copy>
            <xsl:copy-of select="@*, node(), $foot"/>
          </xsl:copy>
        </xsl:when>
        <xsl:otherwise>
          <xsl:copy-of select="."/>
        </xsl:otherwise>
      </xsl:choose>
    </xsl:for-each>
  </xsl:template>

  <!-- What lies whole in a gap of witnesses says so. -->
  <xsl:function name="f:with-lacuna" as="node()*" visibility="private">
    <xsl:param name="made" as="node()*"/>
    <xsl:param name="witnesses" as="xs:string?"/>
    <xsl:choose>
      <xsl:when test="$witnesses">
        <xsl:for-each select="$made">
          <xsl:copy>
            <xsl:copy-of select="@*"/>
            <xsl:if test="self::*">
              <xsl:attribute name="data-lacuna" select="$witnesses"/>
            </xsl:if>
            <xsl:copy-of select="node()"/>
          </xsl:copy>
        </xsl:for-each>
      </xsl:when>
      <xsl:otherwise>
        <xsl:sequence select="$made"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <xsl:function name="f:foot" as="element()?" visibility="private">
    <xsl:param name="passage" as="element()"/>
    <xsl:variable name="entries" as="element(app)*" select="$passage/@te:apps ! key('entries', ., root($passage))[@te:anchor]"/>
    <xsl:if test="exists($entries)">
      <aside class="apparatus" role="note" data-te="own">
        <ul>
          <!-- Entries that stand apart come where their places are. -->
          <xsl:iterate select="if ($entries/@te:apart) then sort($entries, (), function($entry) { xs:integer($entry/@te:order) }) else $entries">
            <xsl:param name="line" as="xs:string" select="''"/>
            <xsl:sequence select="f:entry-at-foot(., $line)"/>
            <xsl:next-iteration>
              <xsl:with-param name="line" select="string(@te:line)"/>
            </xsl:next-iteration>
          </xsl:iterate>
        </ul>
      </aside>
    </xsl:if>
  </xsl:function>

  <!-- The number of the line is said where it changes. -->
  <xsl:function name="f:entry-at-foot" as="element()" visibility="private">
    <xsl:param name="entry" as="element(app)"/>
    <xsl:param name="line-before" as="xs:string"/>
    <xsl:variable name="readings" as="element()*" select="f:readings($entry)"/>
    <xsl:variable name="chosen" as="element()?" select="$readings[@te:chosen]"/>
    <xsl:variable name="words" as="xs:string?" select="$chosen ! f:words(., 'reading')"/>
    <!-- What others add, they add after a word. -->
    <xsl:variable name="lemma" as="xs:string" select="($words[.], $entry/@te:after, '')[1]"/>
    <li class="app-entry{' minor'[$entry/@te:minor]}" id="{$entry/@te:anchor}-entry">
      <a class="loc" href="#{$entry/@te:anchor}{'-mark'[$entry/@te:placed]}">
        <xsl:choose>
          <xsl:when test="$entry/@te:line and $entry/@te:line != $line-before">
            <xsl:value-of select="$entry/@te:line"/>
          </xsl:when>
          <xsl:otherwise>
            <xsl:attribute name="aria-label" select="f:say('back-to-text')"/>
          </xsl:otherwise>
        </xsl:choose>
      </a>
      <xsl:text> </xsl:text>
      <xsl:for-each select="$chosen[$lemma]">
        <span class="lemma">
          <xsl:sequence select="f:language(.)"/>
          <xsl:value-of select="f:first-and-last($lemma)"/>
        </span>
        <xsl:for-each select="@te:sigla[$words]">
          <xsl:text> </xsl:text>
          <span class="sigla"><xsl:value-of select="."/></span>
        </xsl:for-each>
        <span class="bracket">] </span>
      </xsl:for-each>
      <!-- Where the edition reads no words, it may say where a witness begins or ends. -->
      <xsl:for-each select="$chosen[not($words)]">
        <xsl:variable name="said" as="xs:string*" select=".//(lacunaStart | lacunaEnd | witStart | witEnd) ! f:boundary(.)"/>
        <xsl:if test="exists($said)">
          <i class="said"><xsl:value-of select="$said"/></i>
          <xsl:text> </xsl:text>
        </xsl:if>
      </xsl:for-each>
      <xsl:variable name="others" as="element()*" select="$readings except $chosen"/>
      <xsl:variable name="first-major" as="xs:integer" select="(index-of($others ! exists(@te:minor), false()), 0)[1]"/>
      <xsl:for-each select="$others">
        <!-- It goes with the reading behind it, or before it, where minor ones are not wanted. -->
        <xsl:if test="position() gt 1">
          <span class="{'between', 'minor'[current()/@te:minor or position() le $first-major]}"> · </span>
        </xsl:if>
        <span>
          <xsl:sequence select="f:class(., ('reading', f:sort-of-reading(.))), f:language(.)"/>
          <xsl:sequence select="f:reading-at-foot(., exists($chosen) and not($words))"/>
        </span>
      </xsl:for-each>
      <xsl:for-each select="$entry/(note | witDetail)">
        <xsl:text> </xsl:text>
        <span class="remark">
          <xsl:if test="not(@te:label)">
            <xsl:value-of select="f:words(., 'reading')"/>
          </xsl:if>
          <xsl:sequence select="f:call-at-foot(.[@te:label])"/>
          <xsl:value-of select="self::witDetail/@te:sigla ! (' ' || .)"/>
        </span>
      </xsl:for-each>
    </li>
  </xsl:function>

  <xsl:function name="f:reading-at-foot" as="node()*" visibility="private">
    <xsl:param name="reading" as="element()"/>
    <xsl:param name="is-added" as="xs:boolean"/>
    <xsl:variable name="words" as="xs:string" select="f:words($reading, 'reading')"/>
    <xsl:variable name="said" as="xs:string*"
      select="if ($words) then f:say('add')[$is-added]
              else if (f:is-omission($reading)) then f:say('om')
              else $reading//(lacunaStart | lacunaEnd | witStart | witEnd) ! f:boundary(.)"/>
    <xsl:if test="$words">
      <span class="words"><xsl:value-of select="f:shortened($words)"/></span>
      <xsl:text> </xsl:text>
    </xsl:if>
    <xsl:if test="exists($said)">
      <i class="said"><xsl:value-of select="$said"/></i>
      <xsl:text> </xsl:text>
    </xsl:if>
    <xsl:sequence select="f:call-at-foot($reading//note[@te:label])"/>
    <xsl:if test="$reading/@te:sigla">
      <span class="sigla"><xsl:value-of select="$reading/@te:sigla"/></span>
    </xsl:if>
    <xsl:for-each select="$reading/@hand">
      <xsl:text> </xsl:text>
      <span class="hand"><xsl:value-of select="f:labelled(f:say('hand'), f:hand(., $reading))"/></span>
    </xsl:for-each>
  </xsl:function>

  <!-- What the text does not show is called from here. -->
  <xsl:function name="f:call-at-foot" as="element()*" visibility="private">
    <xsl:param name="notes" as="element()*"/>
    <xsl:for-each select="$notes">
      <sup class="call {@te:series}">
        <a href="#{@te:anchor}" aria-label="{f:say('note')} {@te:label}"><xsl:value-of select="@te:label"/></a>
      </sup>
    </xsl:for-each>
  </xsl:function>

  <!-- The readings of an entry, those in groups too, but none of an entry inside it. -->
  <xsl:function name="f:readings" as="element()*" visibility="private">
    <xsl:param name="group" as="element()"/>
    <xsl:sequence select="$group/(lem | rdg), $group/rdgGrp ! f:readings(.)"/>
  </xsl:function>

  <xsl:function name="f:first-and-last" as="xs:string" visibility="private">
    <xsl:param name="text" as="xs:string"/>
    <xsl:variable name="words" as="xs:string*" select="tokenize($text)"/>
    <xsl:sequence select="if (count($words) le $v:longest-lemma) then $text else $words[1] || ' … ' || $words[last()]"/>
  </xsl:function>
</xsl:stylesheet>
