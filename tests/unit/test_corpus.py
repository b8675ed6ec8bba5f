"""A corpus on its page: each document has its own address, what its header says, and how it is cited."""

from __future__ import annotations

import json
from pathlib import Path

from lxml import html

from teiedit import BuildOptions, build_edition, load_edition

HEADER = (
    "<teiHeader><fileDesc><titleStmt><title>{title}</title></titleStmt><publicationStmt><p>{printed}</p></publicationStmt>"
    "<sourceDesc><p>Source</p></sourceDesc></fileDesc></teiHeader>"
)


def corpus() -> str:
    parts = "".join(
        f"<TEI{own}>{HEADER.format(title=title, printed=printed)}<text><body><p>Words</p></body></text></TEI>"
        for own, title, printed in ((' xml:id="first"', "One", "At Oxford"), ("", "Two", "At Paris"))
    )
    whole = HEADER.format(title="Collected papers", printed="At home")
    return f'<teiCorpus xmlns="http://www.tei-c.org/ns/1.0" xml:lang="en">{whole}{parts}</teiCorpus>'


def test_each_document_of_a_corpus_is_told_of_and_cited(tmp_path: Path):
    (tmp_path / "tei").mkdir()
    (tmp_path / "tei" / "papers.xml").write_text(corpus(), encoding="utf-8")
    (tmp_path / "teiedit.toml").write_text('address = "https://example.org/e"\n', encoding="utf-8")
    result = build_edition(load_edition(tmp_path), (), BuildOptions(formats=("html",), validate=False, verify=True))
    assert result.report.findings == ()
    page = html.document_fromstring((tmp_path / "build" / "papers.html").read_bytes())
    parts = page.xpath("//article//section[contains(@class, 'part')][h2]")
    assert [one.get("id") for one in parts] == ["first", "tei-1"]
    for part, title, printed in zip(parts, ("One", "Two"), ("At Oxford", "At Paris"), strict=True):
        assert printed in part.xpath("string(.//details[@class='about'])")
        cited = part.xpath("string(.//aside[contains(@class, 'cite')]//p[@class='citation'])")
        assert title in cited
        assert "Collected papers" in cited
        assert f"https://example.org/e/papers.html#{part.get('id')}" in cited
        formats = part.xpath(".//aside[contains(@class, 'cite')]/details/pre")
        assert [one.getparent().get("data-format") for one in formats] == ["bib", "ris", "json"]
        assert all(title in one.text and part.get("id") in one.text for one in formats)
        assert json.loads(formats[2].text)[0]["container-title"] == "Collected papers"
        assert len({one.getparent().get("name") for one in formats}) == 1
    names = page.xpath("//details[@class='format']/@name")
    assert len({*names}) == 3
    assert "At home" in page.xpath("string(//main/details[@class='about'])")
