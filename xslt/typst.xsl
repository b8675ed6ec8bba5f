<?xml version="1.0" encoding="UTF-8"?>
<!-- The package of typst-core.xsl: here a misspelt mode does not compile. -->
<xsl:package name="urn:teiedit:outputs:typst" package-version="1.0" version="3.0" declared-modes="yes"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform">

  <xsl:import href="typst-core.xsl"/>
</xsl:package>
