<?xml version="1.0" encoding="UTF-8"?>
<!--
  Dates in words, by the patterns and names of the language's table: SaxonC-HE formats them in English only.
  What is no date of ISO 8601 stays as it stands.
-->
<xsl:stylesheet version="3.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:map="http://www.w3.org/2005/xpath-functions/map"
  xmlns:f="urn:teiedit:functions"
  xmlns:v="urn:teiedit:variables"
  exclude-result-prefixes="#all">

  <!-- "1962", "1962-11", "1962-11-16", with the time, without the year, "-0044"; before Christ without a year 0, as @when has it. -->
  <xsl:function name="f:date-in-words" as="xs:string" visibility="private">
    <xsl:param name="date" as="xs:string"/>
    <xsl:sequence select="f:date($date, '', false())"/>
  </xsl:function>

  <xsl:function name="f:date-in-words" as="xs:string" visibility="private">
    <xsl:param name="date" as="xs:string"/>
    <xsl:param name="language" as="xs:string?"/>
    <xsl:sequence select="f:date($date, '', false())"/>
  </xsl:function>

  <!-- The date that an element's attributes give: a day, a range, bounds; how sure it is; in which calendar. -->
  <xsl:function name="f:dated" as="xs:string?" visibility="private">
    <xsl:param name="element" as="element()"/>
    <xsl:variable name="iso" as="xs:boolean" select="empty($element/(@when | @from | @to | @notBefore | @notAfter))"/>
    <xsl:variable name="when" as="xs:string?" select="$element/(@when, @when-iso)[1]"/>
    <xsl:variable name="from" as="xs:string?" select="$element/(@from, @from-iso)[1]"/>
    <xsl:variable name="to" as="xs:string?" select="$element/(@to, @to-iso)[1]"/>
    <xsl:variable name="after" as="xs:string?" select="$element/(@notBefore, @notBefore-iso)[1]"/>
    <xsl:variable name="before" as="xs:string?" select="$element/(@notAfter, @notAfter-iso)[1]"/>
    <xsl:variable name="said" as="xs:string?"
      select="if ($when and matches($when, '/')) then f:range(substring-before($when, '/'), substring-after($when, '/'), $iso)
              else if ($when) then f:date($when, '', $iso)
              else if ($from and $to) then f:range($from, $to, $iso)
              else if ($after and $before) then f:bounds($after, $before, $iso)
              else if ($from) then f:filled('date.since', map { 'date': f:date($from, '-of', $iso) })
              else if ($to) then f:filled('date.until', map { 'date': f:date($to, '-of', $iso) })
              else if ($after) then f:filled('date.not-before', map { 'date': f:date($after, '-of', $iso) })
              else if ($before) then f:filled('date.not-after', map { 'date': f:date($before, '-of', $iso) })
              else ()"/>
    <xsl:sequence select="$said ! f:with-doubt(., $element) ! f:with-calendar(., $element)"/>
  </xsl:function>

  <xsl:function name="f:with-doubt" as="xs:string" visibility="private">
    <xsl:param name="said" as="xs:string"/>
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="if ($element/@precision = ('low', 'medium', 'unknown')) then f:filled('date.circa', map { 'date': $said })
                          else if ($element/@cert = ('low', 'medium')) then f:filled('date.perhaps', map { 'date': $said })
                          else $said"/>
  </xsl:function>

  <!-- Source: TEI P5 3.6.4, where the Gregorian calendar is what is meant if nothing is said. -->
  <xsl:function name="f:with-calendar" as="xs:string" visibility="private">
    <xsl:param name="said" as="xs:string"/>
    <xsl:param name="element" as="element()"/>
    <xsl:variable name="calendar" as="xs:string?"
      select="$element/(@calendar, @datingMethod)[1] ! tokenize(.)[1] ! lower-case(tokenize(., '[#:/]')[last()])"/>
    <xsl:sequence select="if (not($calendar) or contains($calendar, 'gregorian')) then $said
                          else f:filled('date.in-calendar', map { 'date': $said, 'calendar': f:value-in-words('calendar', $calendar) })"/>
  </xsl:function>

  <xsl:function name="f:range" as="xs:string" visibility="private">
    <xsl:param name="from" as="xs:string"/>
    <xsl:param name="to" as="xs:string"/>
    <xsl:param name="iso" as="xs:boolean"/>
    <xsl:variable name="same-month" as="xs:boolean"
      select="matches($from, '^[0-9]{4}-[0-9]{2}-[0-9]{2}$') and matches($to, '^[0-9]{4}-[0-9]{2}-[0-9]{2}$')
              and substring($from, 1, 7) = substring($to, 1, 7)"/>
    <xsl:variable name="years" as="xs:boolean" select="matches($from, '^[0-9]{4}$') and matches($to, '^[0-9]{4}$')"/>
    <xsl:sequence select="if ($from = $to) then f:date($from, '', $iso)
                          else if ($same-month) then f:filled('date.days-of-month', map {
                            'from': f:day(substring($from, 9, 2)), 'to': f:day(substring($to, 9, 2)),
                            'month': f:say('month-of.' || xs:integer(substring($from, 6, 2))), 'year': f:plain-year($from) })
                          else if ($years) then f:filled('date.years', map { 'from': f:plain-year($from), 'to': f:plain-year($to) })
                          else f:filled('date.range', map { 'from': f:date($from, '', $iso), 'to': f:date($to, '', $iso) })"/>
  </xsl:function>

  <!-- Some time between two dates; the whole of a century is called by its number. -->
  <xsl:function name="f:bounds" as="xs:string" visibility="private">
    <xsl:param name="after" as="xs:string"/>
    <xsl:param name="before" as="xs:string"/>
    <xsl:param name="iso" as="xs:boolean"/>
    <xsl:variable name="century" as="xs:string?" select="f:century($after, $before)"/>
    <xsl:sequence select="if ($after = $before) then f:date($after, '', $iso)
                          else if (exists($century)) then $century
                          else f:filled('date.between', map { 'from': f:date($after, '-of', $iso), 'to': f:date($before, '-of', $iso) })"/>
  </xsl:function>

  <!-- From its first year to its last, or from the year with two noughts to that with two nines. -->
  <xsl:function name="f:century" as="xs:string?" visibility="private">
    <xsl:param name="after" as="xs:string"/>
    <xsl:param name="before" as="xs:string"/>
    <xsl:if test="matches($after, '^-?[0-9]{4}(-01(-01)?)?$') and matches($before, '^-?[0-9]{4}(-12(-31)?)?$')">
      <xsl:variable name="first" as="xs:integer" select="f:year-of($after)"/>
      <xsl:variable name="last" as="xs:integer" select="f:year-of($before)"/>
      <xsl:variable name="number" as="xs:integer?"
        select="if ($first gt 0 and $first mod 100 = 1 and $last = $first + 99) then $last idiv 100
                else if ($first gt 0 and $first mod 100 = 0 and $last = $first + 99) then $first idiv 100 + 1
                else if ($last lt 0 and $last mod 100 = -1 and $first = $last - 99) then $first idiv 100
                else ()"/>
      <xsl:variable name="name" as="xs:string?" select="$number ! f:say-if('century.' || abs(.))"/>
      <xsl:sequence select="if ($number lt 0) then $name ! f:filled('date.before-christ', map { 'date': . }) else $name"/>
    </xsl:if>
  </xsl:function>

  <xsl:function name="f:year-of" as="xs:integer" visibility="private">
    <xsl:param name="date" as="xs:string"/>
    <xsl:sequence select="xs:integer(replace($date, '^(-?[0-9]+).*$', '$1'))"/>
  </xsl:function>

  <!-- $form is "-of" behind a word such as "before", where some languages bend the month. -->
  <xsl:function name="f:date" as="xs:string" visibility="private">
    <xsl:param name="date" as="xs:string"/>
    <xsl:param name="form" as="xs:string"/>
    <xsl:param name="iso" as="xs:boolean"/>
    <xsl:variable name="given" as="xs:string" select="normalize-space($date)"/>
    <!-- Written out where they are used: a pattern in a variable is compiled each time. -->
    <xsl:sequence select="if (matches($given, '^(-?[0-9]{4,})(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01])(T([0-9]{2}:[0-9]{2})(:[0-9.]+)?)?)?)?(Z|[+-][0-9]{2}:[0-9]{2})?$')) then f:full-date($given, $form, $iso)
                          else if (matches($given, '^--(-?)(0[1-9]|1[0-2]|[0-3][0-9])(-([0-3][0-9]))?(Z|[+-][0-9]{2}:[0-9]{2})?$')) then f:yearless-date($given)
                          else $given"/>
  </xsl:function>

  <xsl:function name="f:full-date" as="xs:string" visibility="private">
    <xsl:param name="date" as="xs:string"/>
    <xsl:param name="form" as="xs:string"/>
    <xsl:param name="iso" as="xs:boolean"/>
    <!-- Cut by its signs: a look at each group of the pattern costs ten times as much. What has a colon is a time zone. -->
    <xsl:variable name="cut" as="xs:string*"
      select="tokenize(substring-before(translate(substring($date, 2), 'Z+', 'TT') || 'T', 'T'), '-')[not(contains(., ':'))]"/>
    <xsl:variable name="sign" as="xs:integer" select="if (starts-with($date, '-')) then -1 else 1"/>
    <xsl:variable name="year" as="xs:integer" select="$sign * xs:integer(substring($date, 1, 1)[$sign eq 1] || $cut[1])"/>
    <xsl:variable name="month" as="xs:integer?" select="$cut[2] ! xs:integer(.)"/>
    <xsl:variable name="day" as="xs:string?" select="$cut[3]"/>
    <xsl:variable name="values" as="map(xs:string, xs:string)" select="map {
      'day': if ($day) then f:day($day) else '', 'year': string(f:count-of-year($year, $iso)),
      'month': if (exists($month)) then f:say((if ($day) then 'month-of.' else 'month' || $form || '.') || $month) else '' }"/>
    <xsl:variable name="pattern" as="xs:string"
      select="(if ($day) then 'date.day' || $form else if (exists($month)) then 'date.month' || $form else 'date.year')"/>
    <xsl:variable name="said" as="xs:string"
      select="f:filled($pattern, $values) ! (if ($year gt 0) then . else f:filled('date.before-christ', map { 'date': . }))"/>
    <xsl:variable name="time" as="xs:string" select="substring(substring-after($date, 'T'), 1, 5)"/>
    <xsl:sequence select="if ($time and $time != '00:00') then f:filled('date.time', map { 'date': $said, 'time': $time }) else $said"/>
  </xsl:function>

  <xsl:function name="f:yearless-date" as="xs:string" visibility="private">
    <xsl:param name="date" as="xs:string"/>
    <xsl:variable name="first" as="xs:string" select="replace($date, '^--(-?)(0[1-9]|1[0-2]|[0-3][0-9])(-([0-3][0-9]))?(Z|[+-][0-9]{2}:[0-9]{2})?$', '$2')"/>
    <xsl:variable name="day" as="xs:string" select="replace($date, '^--(-?)(0[1-9]|1[0-2]|[0-3][0-9])(-([0-3][0-9]))?(Z|[+-][0-9]{2}:[0-9]{2})?$', '$4')"/>
    <xsl:variable name="month" as="xs:string?" select="f:say-if('month.' || xs:integer($first))"/>
    <xsl:sequence select="if (starts-with($date, '---')) then f:day($first)
                          else if (empty($month)) then $date
                          else if ($day) then f:filled('date.day-without-year', map {
                            'day': f:day($day), 'month': f:say('month-of.' || xs:integer($first)) })
                          else $month"/>
  </xsl:function>

  <xsl:function name="f:day" as="xs:string" visibility="private">
    <xsl:param name="day" as="xs:string"/>
    <xsl:sequence select="if ($day = '01') then f:say('date.first-day') else replace($day, '^0', '')"/>
  </xsl:function>

  <!-- Source: XML Schema 1.0 has no year 0, so -0044 is 44 before Christ; ISO 8601 has one, so there it is 45. -->
  <xsl:function name="f:count-of-year" as="xs:integer" visibility="private">
    <xsl:param name="year" as="xs:integer"/>
    <xsl:param name="iso" as="xs:boolean"/>
    <xsl:sequence select="if ($year gt 0) then $year else abs($year) + (if ($iso or $year = 0) then 1 else 0)"/>
  </xsl:function>

  <xsl:function name="f:plain-year" as="xs:string" visibility="private">
    <xsl:param name="date" as="xs:string"/>
    <xsl:sequence select="string(xs:integer(substring($date, 1, 4)))"/>
  </xsl:function>
</xsl:stylesheet>
