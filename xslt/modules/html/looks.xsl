<?xml version="1.0" encoding="UTF-8"?>
<!--
  How things look in the source: @rend, @rendition and @style as classes and as CSS that can do no harm.

  Both tables are data: the many words that editors write in @rend for one look, and the properties that CSS of a
  document may set. A value that could fetch something, cover the page or hide words is left out.
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

  <!-- Words of @rend that mean the same as a class of the style sheet. Others become classes as they are. -->
  <xsl:variable name="v:looks" as="map(xs:string, xs:string)" select="map {
    'i': 'italic', 'it': 'italic', 'ital': 'italic', 'italics': 'italic', 'kursiv': 'italic', 'italique': 'italic', 'oblique': 'italic',
    'b': 'bold', 'bf': 'bold', 'fett': 'bold', 'gras': 'bold', 'boldface': 'bold', 'strong': 'bold',
    'sc': 'smallcaps', 'small-caps': 'smallcaps', 'small_caps': 'smallcaps', 'smallcap': 'smallcaps', 'kapitälchen': 'smallcaps',
    'u': 'underline', 'ul': 'underline', 'underlined': 'underline', 'unterstrichen': 'underline',
    'doubleunderline': 'double-underline', 'double_underline': 'double-underline', 'underdoubleline': 'double-underline',
    'strikethrough': 'strike', 'strike-through': 'strike', 'struck': 'strike', 'overstrike': 'strike', 'line-through': 'strike',
    'crossed': 'strike', 'overline': 'overline', 'overlined': 'overline',
    'letterspaced': 'spaced', 'spread': 'spaced', 'gesperrt': 'spaced', 'letter-spaced': 'spaced', 'spaced-out': 'spaced', 'expanded': 'spaced',
    'allcaps': 'uppercase', 'caps': 'uppercase', 'all-caps': 'uppercase', 'capital': 'uppercase', 'capitals': 'uppercase',
    'superscript': 'sup', 'super': 'sup', 'subscript': 'sub',
    'centre': 'center', 'centered': 'center', 'centred': 'center', 'zentriert': 'center', 'middle': 'center',
    'align-left': 'left', 'flush-left': 'left', 'flushleft': 'left', 'align-right': 'right', 'flush-right': 'right', 'flushright': 'right', 'rechts': 'right',
    'align-center': 'center', 'justified': 'justify',
    'roman': 'upright', 'normal': 'upright', 'antiqua': 'antiqua', 'fraktur': 'blackletter', 'gothic': 'blackletter', 'black-letter': 'blackletter',
    'large': 'large', 'larger': 'large', 'big': 'large', 'small': 'small', 'smaller': 'small',
    'dropcap': 'initial', 'drop-cap': 'initial', 'decorinit': 'initial', 'decorated': 'initial',
    'boxed': 'box', 'box': 'box', 'framed': 'box', 'circled': 'box', 'tt': 'typewriter', 'mono': 'typewriter', 'typescript': 'typewriter', 'code': 'typewriter',
    'quoted': 'quoted', 'inquotes': 'quoted', 'in-quotes': 'quoted', 'indented': 'indent', 'hang': 'hanging', 'hanging-indent': 'hanging' }"/>

  <!-- Properties of type and space. None of them fetches, covers, moves out of the page or hides. -->
  <xsl:variable name="v:properties" as="map(xs:string, xs:boolean)"
    select="map:merge(('color', 'background-color', 'font-style', 'font-weight', 'font-variant', 'font-variant-caps', 'font-variant-numeric',
                       'font-size', 'font-family', 'font-stretch', 'text-align', 'text-align-last', 'text-decoration', 'text-decoration-line',
                       'text-decoration-style', 'text-indent', 'text-transform', 'letter-spacing', 'word-spacing', 'line-height',
                       'vertical-align', 'white-space', 'margin', 'margin-left', 'margin-right', 'margin-top', 'margin-bottom', 'padding',
                       'padding-left', 'padding-right', 'padding-top', 'padding-bottom', 'border', 'border-left', 'border-right',
                       'border-top', 'border-bottom', 'border-style', 'border-width', 'border-color', 'width', 'max-width', 'height',
                       'writing-mode', 'text-orientation', 'direction', 'unicode-bidi', 'list-style-type', 'float', 'clear',
                       'text-emphasis', 'ruby-position', 'font-feature-settings') ! map { . : true() })"/>

  <!-- class="div t-chapter r-italic": names of our own, then @type and @subtype, then how it looks. -->
  <xsl:function name="f:class" as="attribute()?" visibility="private">
    <xsl:param name="element" as="element()"/>
    <xsl:param name="own" as="xs:string*"/>
    <xsl:variable name="names" as="xs:string*"
      select="$own, $element/@te:kinds/string(), if ($element/@te:dress or $element/self::hi) then f:looks($element) else ()"/>
    <xsl:if test="exists($names)">
      <xsl:attribute name="class" select="string-join($names, ' ')"/>
    </xsl:if>
  </xsl:function>

  <!-- What a text has thousands of writes class and id where they belong, and asks for more only where the passes
       found something to ask for (te:dress): attributes that a function gives back cost three times as much. -->
  <xsl:function name="f:dress" as="attribute()*" visibility="private">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="f:language($element), f:style($element)"/>
  </xsl:function>

  <!-- @rend as names of classes, in the words that the style sheet knows; those of renditions for a part of it. -->
  <xsl:function name="f:looks" as="xs:string*" visibility="private">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="$element/@te:scoped ! tokenize(.) ! ('rendition-' || .)"/>
    <xsl:choose>
      <xsl:when test="$element/@rend">
        <xsl:sequence select="distinct-values(tokenize(lower-case($element/@rend))[matches(., '^[\w-]{1,40}$')]
                                              ! ('r-' || ($v:looks(.), .)[1]))"/>
      </xsl:when>
      <xsl:when test="$element[self::hi][not(@style | @rendition)]">
        <xsl:sequence select="'r-default'"/>
      </xsl:when>
    </xsl:choose>
  </xsl:function>

  <!-- What the header declares for @rendition, then what the element says itself, then how far @rend indents it. -->
  <xsl:function name="f:style" as="attribute()?" visibility="private">
    <xsl:param name="element" as="element()"/>
    <xsl:if test="$element/(@style | @rendition | @rend | @te:rules)">
      <xsl:variable name="declared" as="xs:string*"
        select="$element/@rendition ! tokenize(.) ! key('id', substring-after(., '#'), root($element))[self::rendition][not(@scope)] ! string()"/>
      <!-- What is said of all elements of a kind gives way to what one says itself. -->
      <xsl:variable name="selected" as="xs:string*" select="$element/@te:rules ! tokenize(.) ! key('rule', ., root($element)) ! string()"/>
      <xsl:variable name="rules" as="xs:string*" select="($selected, $declared, $element/@style) ! f:safe-css(.), f:indent($element)"/>
      <xsl:if test="exists($rules)">
        <xsl:attribute name="style" select="string-join($rules, '; ')"/>
      </xsl:if>
    </xsl:if>
  </xsl:function>

  <!-- Renditions of the first line, the first letter, or what stands before or after: rules for the whole page. -->
  <xsl:key name="rule" match="rendition[@te:rule]" use="@te:rule"/>

  <xsl:function name="f:rendition-rules" as="element(style)?" visibility="private" xpath-default-namespace="">
    <xsl:param name="tei" as="element()"/>
    <xsl:variable name="rules" as="xs:string*">
      <xsl:for-each select="$tei/@te:parts ! tokenize(.)">
        <xsl:variable name="part" as="xs:string" select="substring-after(., '-')"/>
        <xsl:variable name="css" as="xs:string" select="string(key('rule', substring-before(., '-'), root($tei))[1])"/>
        <xsl:variable name="declarations" as="xs:string*"
          select="f:safe-css($css), if ($part = ('before', 'after')) then f:safe-content($css) else ()"/>
        <xsl:sequence select="$declarations[1] ! ('main .rendition-' || current() || '::' || $part || '{' || string-join($declarations, ';') || '}')"/>
      </xsl:for-each>
    </xsl:variable>
    <xsl:if test="exists($rules)">
      <style><xsl:value-of select="$rules" separator="&#10;"/></style>
    </xsl:if>
  </xsl:function>

  <!-- Signs that stand before or after: a string without escapes, and nothing that fetches. -->
  <xsl:function name="f:safe-content" as="xs:string?" visibility="private">
    <xsl:param name="css" as="xs:string"/>
    <xsl:variable name="value" as="xs:string?"
      select="(tokenize($css, ';')[lower-case(normalize-space(substring-before(., ':'))) = 'content'] ! normalize-space(substring-after(., ':')))[last()]"/>
    <xsl:sequence select="$value[matches(., '^(&quot;[^&quot;''\\&lt;&gt;{}\p{C}]{0,40}&quot;|''[^&quot;''\\&lt;&gt;{}\p{C}]{0,40}'')$')] ! ('content: ' || .)"/>
  </xsl:function>

  <!-- The declarations that are safe, one string each. -->
  <xsl:function name="f:safe-css" as="xs:string*" visibility="private">
    <xsl:param name="css" as="xs:string"/>
    <xsl:for-each select="tokenize($css, ';')">
      <xsl:variable name="property" as="xs:string" select="lower-case(normalize-space(substring-before(., ':')))"/>
      <xsl:variable name="value" as="xs:string" select="normalize-space(substring-after(., ':'))"/>
      <xsl:if test="map:contains($v:properties, $property) and f:is-safe-value($property, $value)">
        <xsl:sequence select="$property || ': ' || $value"/>
      </xsl:if>
    </xsl:for-each>
  </xsl:function>

  <!-- No function but colours, no escape, no sizes that would take words out of sight. -->
  <xsl:function name="f:is-safe-value" as="xs:boolean" visibility="private">
    <xsl:param name="property" as="xs:string"/>
    <xsl:param name="value" as="xs:string"/>
    <xsl:sequence select="matches($value, '^([A-Za-z0-9#.%,\s/''&quot;_+-]|(rgb|hsl)a?\([0-9.,%\s/]+\))+$')
                          and not(matches($value, '-\d{3,}|-\d{2,}(\.\d+)?(em|rem|ex|ch|%|cm|in|pc|v\w+)|\d{4,}|transparent|//', 'i'))
                          and not($property = ('font-size', 'line-height', 'width', 'max-width', 'height')
                                  and matches($value, '^\s*(0*(\.0*[0-3]?\d*)?|0*\.?0+)([a-z%]*)\s*$', 'i'))
                          and not($property = ('font-size', 'line-height', 'width', 'max-width', 'height') and starts-with($value, '-'))"/>
  </xsl:function>

  <!-- "indent(2)", "indent2", "indent-2": so many steps; "indent": one. -->
  <xsl:function name="f:indent" as="xs:string?" visibility="private">
    <xsl:param name="element" as="element()"/>
    <xsl:if test="contains($element/@rend, 'indent')">
      <xsl:variable name="steps" as="xs:string?"
        select="(tokenize($element/@rend)[matches(., '^indent(ed)?[-_(]?\d{0,2}\)?$', 'i')] ! replace(., '\D', ''))[1]"/>
      <xsl:sequence select="$steps ! ('--indent: ' || (xs:integer(.[string()]), 1)[1])"/>
    </xsl:if>
  </xsl:function>
</xsl:stylesheet>
