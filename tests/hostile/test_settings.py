"""What an edition brings of its own that means harm or is broken: refused, or without effect."""

from __future__ import annotations

from pathlib import Path

import pytest

from commands import document, run_process

SHEET = (
    '<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:m="urn:teiedit:modes"'
    ' xpath-default-namespace="http://www.tei-c.org/ns/1.0">'
    '<xsl:template mode="m:text" match="p">{}</xsl:template></xsl:stylesheet>'
)
SECRET = "secret-of-this-machine"

# Key, file and what is in it; {outside} is the folder around the edition.
REFUSED = {
    "writes": (
        "stylesheet",
        "x.xsl",
        SHEET.format('<xsl:result-document href="file://{outside}/evil.html"><a/></xsl:result-document>'),
    ),
    "reads XML": (
        "stylesheet",
        "x.xsl",
        SHEET.format("<p><xsl:value-of select=\"doc('file://{outside}/secret.xml')\"/></p>"),
    ),
    "reads text": (
        "stylesheet",
        "x.xsl",
        SHEET.format("<p><xsl:value-of select=\"unparsed-text('file://{outside}/secret.txt')\"/></p>"),
    ),
    "an entity": (
        "stylesheet",
        "x.xsl",
        '<!DOCTYPE x [<!ENTITY a SYSTEM "file://{outside}/secret.txt">]>' + SHEET.format("<p>&a;</p>"),
    ),
    "terminates": ("stylesheet", "x.xsl", SHEET.format('<xsl:message terminate="yes">stop</xsl:message>')),
    "no XSLT": ("stylesheet", "x.xsl", "<html/>"),
    "no XML": ("stylesheet", "x.xsl", "<xsl:stylesheet"),
    "template without end": ("template", "x.html", "<html><head>"),
    "template without slots": ("template", "x.html", "<html><head/><body/></html>"),
    "template elsewhere": ("template", "../secret.xml", None),
    "stylesheet elsewhere": ("stylesheet", "../secret.xml", None),
    "style sheet elsewhere": ("css", "../secret.txt", None),
    "signs": ("signs", "x.toml", "a = ["),
    "a colour": ("accent", "#fff;} body{display:none", None),
}
HARMLESS = {
    "environment": (
        "stylesheet",
        "x.xsl",
        SHEET.format("<p>[<xsl:value-of select=\"environment-variable('TE_SECRET')\"/>]</p>"),
    ),
    "style sheet": ("css", "x.css", "</style><script>hit(1)</script> p {{ color: red }}"),
    "theme": ("theme", "x.css", "}} </style><script>hit(1)</script>"),
}


def build(folder: Path, key: str, name: str, content: str | None) -> tuple[int, str, str]:
    edition = folder / "edition"
    edition.mkdir()
    (folder / "secret.txt").write_text(SECRET, encoding="utf-8")
    (folder / "secret.xml").write_text(f"<a>{SECRET}</a>", encoding="utf-8")
    (edition / "a.xml").write_text(document("<p>word</p>"), encoding="utf-8")
    if content is not None:
        (edition / name).write_text(content.replace("{outside}", str(folder)), encoding="utf-8")
    (edition / "teiedit.toml").write_text(
        f'documents = ["a.xml"]\n[look]\n{key} = "{name}"\n[output]\nformats = ["html"]\n', encoding="utf-8"
    )
    ran = run_process(["build"], edition)
    page = edition / "build" / "a.html"
    assert sorted(one.name for one in folder.iterdir()) == ["edition", "secret.txt", "secret.xml"]
    text = page.read_text(encoding="utf-8") if page.exists() else ""
    return ran.code, ran.out + ran.err, text


@pytest.mark.parametrize("case", REFUSED)
def test_what_means_harm_or_is_broken_is_refused(tmp_path: Path, case: str) -> None:
    code, said, page = build(tmp_path, *REFUSED[case])
    assert code == 3
    assert "Traceback" not in said
    assert SECRET not in said + page
    assert not page


@pytest.mark.parametrize("case", HARMLESS)
def test_what_cannot_harm_is_as_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, case: str) -> None:
    monkeypatch.setenv("TE_SECRET", SECRET)
    code, said, page = build(tmp_path, *HARMLESS[case])
    assert code == 0, said
    assert SECRET not in page
    assert "</style><script>" not in page
