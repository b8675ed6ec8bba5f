<?xml version="1.0" encoding="UTF-8"?>
<!-- References from one place to another, and what they say where they have no words. -->
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

  <!-- Links cannot hold links. What is in one knows it: were all that is around it asked, links in links would take time
       by their square. -->
  <xsl:template mode="m:text" as="element()" match="ref | ptr">
    <xsl:param name="in-link" as="xs:boolean" tunnel="yes" select="false()"/>
    <xsl:variable name="targets" as="xs:string*" select="tokenize(@target)"/>
    <xsl:choose>
      <xsl:when test="node()">
        <xsl:variable name="href" as="xs:string?"
          select="if ($in-link) then () else if (@te:entry) then '#' || @te:entry else f:href($targets[1], .)"/>
        <xsl:variable name="is-link" as="xs:boolean" select="exists($href) and not(f:holds-blocks(.))"/>
        <xsl:element name="{if ($is-link) then 'a' else 'span'}" namespace="">
          <xsl:sequence select="f:link-attributes(., $href[$is-link])"/>
          <xsl:apply-templates mode="m:text">
            <xsl:with-param name="in-link" tunnel="yes" select="$in-link or $is-link"/>
          </xsl:apply-templates>
        </xsl:element>
      </xsl:when>
      <xsl:when test="count($targets) gt 1">
        <span>
          <xsl:sequence select="f:class(., local-name()), f:own(.)"/>
          <xsl:variable name="from" as="element()" select="."/>
          <xsl:for-each select="$targets">
            <xsl:if test="position() gt 1">
              <span data-te="own">, </span>
            </xsl:if>
            <xsl:variable name="href" as="xs:string?" select="f:href(., $from)"/>
            <xsl:choose>
              <xsl:when test="exists($href) and not($in-link)">
                <a class="ptr" data-te="own" href="{$href}"><xsl:value-of select="f:label-of(., $from)"/></a>
              </xsl:when>
              <xsl:otherwise>
                <span data-te="own"><xsl:value-of select="f:label-of(., $from)"/></span>
              </xsl:otherwise>
            </xsl:choose>
          </xsl:for-each>
        </span>
      </xsl:when>
      <xsl:otherwise>
        <xsl:variable name="href" as="xs:string?"
          select="if ($in-link) then () else if (@te:entry) then '#' || @te:entry else f:href($targets[1], .)"/>
        <xsl:element name="{if (exists($href)) then 'a' else 'span'}" namespace="">
          <xsl:sequence select="f:link-attributes(., $href)"/>
          <span data-te="own"><xsl:value-of select="f:label-of($targets[1], .)"/></span>
        </xsl:element>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- What is more than a reference, and refers to something besides: its words are the link, where they can be one. -->
  <xsl:template mode="m:text" as="node()+" match="gloss[@target]" priority="2"><xsl:call-template name="explained-elsewhere"/></xsl:template>
  <xsl:template mode="m:text" as="node()+" match="term[@target]" priority="2"><xsl:call-template name="explained-elsewhere"/></xsl:template>
  <xsl:template mode="m:text" as="node()+" match="licence[@target]" priority="2"><xsl:call-template name="explained-elsewhere"/></xsl:template>
  <xsl:template mode="m:text" as="node()+" match="relatedItem[@target]" priority="2"><xsl:call-template name="explained-elsewhere"/></xsl:template>

  <xsl:template name="explained-elsewhere" as="node()+">
    <xsl:param name="in-link" as="xs:boolean" tunnel="yes" select="false()"/>
    <xsl:variable name="target" as="xs:string?" select="tokenize(@target)[1]"/>
    <xsl:variable name="href" as="xs:string?" select="if ($in-link) then () else f:href($target, .)"/>
    <xsl:choose>
      <xsl:when test="empty($href)">
        <xsl:next-match/>
      </xsl:when>
      <xsl:when test="normalize-space() and not(self::relatedItem or f:holds-blocks(.))">
        <a href="{$href}">
          <xsl:sequence select="'noopener noreferrer'[matches($href, '^https?:', 'i')] ! f:rel(.)"/>
          <xsl:next-match>
            <xsl:with-param name="in-link" tunnel="yes" select="true()"/>
          </xsl:next-match>
        </a>
      </xsl:when>
      <xsl:otherwise>
        <xsl:next-match/>
        <xsl:text> </xsl:text>
        <a class="ptr" data-te="own" href="{$href}">
          <xsl:sequence select="'noopener noreferrer'[matches($href, '^https?:', 'i')] ! f:rel(.)"/>
          <xsl:value-of select="f:label-of($target, .)"/>
        </a>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:function name="f:rel" as="attribute()" visibility="private">
    <xsl:param name="value" as="xs:string"/>
    <xsl:attribute name="rel" select="$value"/>
  </xsl:function>

  <xsl:function name="f:link-attributes" as="attribute()*" visibility="private">
    <xsl:param name="reference" as="element()"/>
    <xsl:param name="href" as="xs:string?"/>
    <xsl:sequence select="f:class($reference, local-name($reference))"/>
    <xsl:if test="exists($href)">
      <xsl:attribute name="href" select="$href"/>
      <xsl:if test="matches($href, '^https?:', 'i')">
        <xsl:attribute name="rel" select="'noopener noreferrer'"/>
      </xsl:if>
    </xsl:if>
    <xsl:sequence select="f:own($reference), f:style($reference)"/>
  </xsl:function>

  <!-- "psn:karl" by the header's rule for "psn"; a rule that is no regular expression is a finding of validation. -->
  <xsl:key name="prefix" match="prefixDef" use="@ident"/>

  <xsl:function name="f:spelt-out" as="xs:string" visibility="private">
    <xsl:param name="pointer" as="xs:string"/>
    <xsl:param name="from" as="element()"/>
    <xsl:variable name="prefix" as="xs:string" select="substring-before($pointer, ':')"/>
    <xsl:variable name="rest" as="xs:string" select="substring-after($pointer, ':')"/>
    <xsl:choose>
      <xsl:when test="$prefix = '' or matches($prefix, '^(https?|mailto|ftp|doi|file|urn|data)$', 'i')">
        <xsl:sequence select="$pointer"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:try>
          <xsl:variable name="rule" as="element(prefixDef)?"
            select="key('prefix', $prefix, root($from))[@matchPattern and @replacementPattern][matches($rest, '^(' || @matchPattern || ')$')][1]"/>
          <xsl:sequence select="if ($rule) then replace($rest, '^' || $rule/@matchPattern || '$', $rule/@replacementPattern) else $pointer"/>
          <xsl:catch errors="*" select="$pointer"/>
        </xsl:try>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <!-- Where a pointer leads on the web, or nothing. Only schemes that cannot run anything are followed. -->
  <xsl:key name="page" match="te:document | te:register" use="@uri"/>

  <xsl:function name="f:href" as="xs:string?" visibility="private">
    <xsl:param name="pointer" as="xs:string?"/>
    <xsl:param name="from" as="element()"/>
    <xsl:variable name="target" as="xs:string?" select="$pointer ! f:spelt-out(., $from)"/>
    <xsl:variable name="uri" as="xs:string?" select="$target ! f:absolute(., $from)"/>
    <xsl:variable name="page" as="element()?"
      select="$registers ! key('page', substring-before($uri || '#', '#'), .)[1]"/>
    <xsl:choose>
      <xsl:when test="starts-with($target, '#')">
        <xsl:sequence select="$target[key('id', substring($target, 2), root($from))/@te:anchor]"/>
      </xsl:when>
      <xsl:when test="matches($target, '^doi:', 'i')">
        <xsl:sequence select="'https://doi.org/' || substring($target, 5)"/>
      </xsl:when>
      <xsl:when test="matches($target, '^(https?|mailto|ftp):', 'i')">
        <xsl:sequence select="$target"/>
      </xsl:when>
      <xsl:when test="exists($page)">
        <xsl:sequence select="$page/@href || ('#' || substring-after($uri, '#'))[contains($uri, '#')]"/>
      </xsl:when>
    </xsl:choose>
  </xsl:function>

  <!-- What a reference without words says: of a place in the document its name, else the address. -->
  <xsl:function name="f:label-of" as="xs:string" visibility="private">
    <xsl:param name="target" as="xs:string?"/>
    <xsl:param name="from" as="element()"/>
    <xsl:variable name="element" as="element()?"
      select="if (starts-with($target, '#')) then key('id', substring($target, 2), root($from))[1] else ()"/>
    <xsl:variable name="name" as="xs:string?">
      <xsl:apply-templates mode="m:name-of" select="$element"/>
      <xsl:if test="$from/@te:entry">
        <xsl:sequence select="f:register-entry($target, $from, $registers) ! f:entry-name(.)"/>
      </xsl:if>
    </xsl:variable>
    <xsl:sequence select="(normalize-space($name)[.], f:in-division($element)[.], replace($target, '^(https?://|mailto:|#)', '')[.], '→')[1]"/>
  </xsl:function>

  <!-- What has no name of its own is told by the heading that it stands under. -->
  <xsl:function name="f:in-division" as="xs:string?" visibility="private">
    <xsl:param name="element" as="element()?"/>
    <xsl:sequence select="$element/ancestor::*[head][1]/head[1] ! f:plain(.)"/>
  </xsl:function>

  <xsl:mode name="m:name-of" on-no-match="fail" on-multiple-match="fail"/>

  <xsl:template mode="m:name-of" as="xs:string?" match="*">
    <xsl:sequence select="(head[1] ! f:plain(.)[.], @n[not(current()/self::p | current()/self::ab | current()/self::seg)] ! string(.))[1]"/>
  </xsl:template>

  <xsl:template mode="m:name-of" as="xs:string?" match="head | title | docTitle | label | term | persName | placeName | orgName | name">
    <xsl:sequence select="f:plain(.)"/>
  </xsl:template>

  <xsl:template mode="m:name-of" as="xs:string?" match="note">
    <xsl:sequence select="string-join((f:say('note'), (@te:label, @n)[1]), ' ')"/>
  </xsl:template>

  <xsl:template mode="m:name-of" as="xs:string?" match="pb | surface">
    <xsl:sequence select="string-join((f:say('page'), @n), ' ')"/>
  </xsl:template>

  <xsl:template mode="m:name-of" as="xs:string?" match="l | lb | line">
    <xsl:sequence select="if (@n) then f:say('line') || ' ' || @n else f:plain(.)[. != '']"/>
  </xsl:template>

  <!-- "Table 2: Prices"; the number is the source's, which it may say in the heading too. -->
  <xsl:template mode="m:name-of" as="xs:string?" match="figure | table">
    <xsl:variable name="kind" as="xs:string" select="f:say(local-name())"/>
    <xsl:variable name="head" as="xs:string?" select="head[1] ! f:plain(.)[.]"/>
    <xsl:sequence select="if ($head and (not(@n) or contains($head, @n))) then $head
                          else string-join((string-join(($kind, @n), ' '), $head), ': ')"/>
  </xsl:template>

  <!-- "Bowers 1964". -->
  <xsl:template mode="m:name-of" as="xs:string?" match="bibl | biblStruct | biblFull">
    <xsl:variable name="by" as="element()*" select="(analytic/author, monogr/author, author, .//author)[1]/../author, .[not(.//author)]//editor"/>
    <xsl:variable name="names" as="xs:string*" select="$by[position() le 2] ! f:family-name(.)"/>
    <xsl:variable name="date" as="element()?" select="descendant::date[1]"/>
    <xsl:variable name="year" as="xs:string?" select="($date/@when ! substring(., 1, 4), $date ! f:plain(.)[.])[1]"/>
    <xsl:sequence select="(string-join((string-join($names, ' / ') || ' et al.'[count($by) gt 2], $year), ' ')[exists($names)],
                           @n ! string(.), descendant::title[1] ! f:plain(.)[.], f:plain(.)[.])[1]"/>
  </xsl:template>

  <!-- As the source marks it; else what stands before a comma, or last of a few words. -->
  <xsl:function name="f:family-name" as="xs:string" visibility="private">
    <xsl:param name="person" as="element()"/>
    <xsl:variable name="name" as="xs:string" select="f:plain(($person//surname, $person//persName, $person//orgName, $person)[1])"/>
    <xsl:sequence select="if ($person//(surname | orgName)) then $name
                          else if (contains($name, ',')) then substring-before($name, ',')
                          else if (count(tokenize($name)) = (2, 3)) then tokenize($name)[last()] else $name"/>
  </xsl:function>

  <xsl:template mode="m:name-of" as="xs:string?" match="person | personGrp | place | org | object | event | nym | castItem | category | witness
                                                        | msDesc | respStmt | handNote | taxonomy">
    <xsl:sequence select="(f:named('#' || @xml:id, .)[. != current()/@xml:id], @n ! string(.), substring(f:plain(.), 1, 80)[.])[1]"/>
  </xsl:template>
</xsl:stylesheet>
