"""Ask the stylesheets' functions for words; in a process of its own, where no stylesheet has run yet."""

from __future__ import annotations

import tempfile
from functools import lru_cache
from pathlib import Path

from teiedit import transform
from teiedit.languages import load_words
from teiedit.resources import stylesheet

PROBE = """<xsl:package name="urn:teiedit:probe" package-version="1.0" version="3.0" declared-modes="yes"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:f="urn:teiedit:functions" xmlns:v="urn:teiedit:variables">
  <xsl:output method="text"/>
  <xsl:mode on-no-match="fail" on-multiple-match="fail"/>
  <xsl:mode name="m" on-no-match="fail" on-multiple-match="fail"/>
  <xsl:include href="LOCATION"/>
  <xsl:template match="/">
    <xsl:apply-templates select="*/*" mode="m"/>
  </xsl:template>
  <xsl:template match="date" mode="m"><xsl:value-of select="f:dated(.)"/></xsl:template>
  <xsl:template match="count" mode="m"><xsl:value-of select="f:counted('words', xs:integer(@n))"/></xsl:template>
  <xsl:template match="measure" mode="m"><xsl:value-of select="f:measure(@quantity, @unit)"/></xsl:template>
  <xsl:template match="list" mode="m"><xsl:value-of select="f:list(tokenize(.))"/></xsl:template>
  <xsl:template match="quote" mode="m"><xsl:value-of select="f:quote(.)"/></xsl:template>
  <xsl:template match="language" mode="m"><xsl:value-of select="f:language-name(@ident)"/></xsl:template>
  <xsl:template match="filled" mode="m">
    <xsl:value-of select="f:filled('in-edition', map { 'edition': string(.) })"/>
  </xsl:template>
  <xsl:template match="sort" mode="m">
    <xsl:for-each select="tokenize(., '\\|')">
      <xsl:sort select="f:sort-key(.)" collation="{$v:codepoint}"/>
      <xsl:value-of select="(if (position() gt 1) then '|' else '') || ."/>
    </xsl:for-each>
  </xsl:template>
  <xsl:template match="dates" mode="m">
    <xsl:for-each select="tokenize(.)">
      <xsl:sort select="f:date-key(.)"/>
      <xsl:value-of select="(if (position() gt 1) then ' ' else '') || ."/>
    </xsl:for-each>
  </xsl:template>
</xsl:package>"""


def said(language: str, content: str) -> str:
    """Return what the functions say, in a language, of elements that name them."""
    words = transform.as_map(load_words((language,)).entries)
    node = transform.parse(f"<probe>{content}</probe>".encode(), "file:///probe.xml")
    return str(_probe().run(node, {"words": words}).value)


@lru_cache(maxsize=1)
def _probe() -> transform.Stylesheet:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "probe.xsl"
        path.write_text(PROBE.replace("LOCATION", stylesheet("modules/l10n.xsl").as_uri()), encoding="utf-8")
        return transform.compile_stylesheet(path)
