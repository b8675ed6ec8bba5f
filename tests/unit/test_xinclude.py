"""Included files: put in place with their places, languages and bases."""

from __future__ import annotations

import pytest
from lxml import etree

from commands import document as whole
from teiedit.document import read_document
from teiedit.namespaces import XML_BASE, XML_LANG, tei

XI = 'xmlns:xi="http://www.w3.org/2001/XInclude"'
PART = """<div xmlns="http://www.tei-c.org/ns/1.0" xml:lang="ru">
  <p xml:id="one">Один</p> tail
  <p xml:id="two">Два <ref target="#one">a</ref></p>
</div>
"""


@pytest.fixture
def read(tmp_path):
    (tmp_path / "parts").mkdir()
    (tmp_path / "parts" / "a.xml").write_text(PART, encoding="utf-8")
    (tmp_path / "b.txt").write_text("a < b & c")

    def write_and_read(body):
        (tmp_path / "whole.xml").write_text(whole(body), encoding="utf-8")
        return read_document(tmp_path / "whole.xml")

    return write_and_read


def body(document):
    return document.root.find(f".//{tei('body')}")


def test_whole_file(read):
    document, findings = read(f'before <xi:include {XI} href="parts/a.xml"/> after')
    assert findings == ()
    (part,) = body(document)
    assert part.get(XML_BASE) == "parts/a.xml"
    assert part.tail.strip() == "after"
    at = document.locate(part[1])
    assert (at.path.name, at.line, at.column) == ("a.xml", 3, 3)


@pytest.mark.parametrize("pointer", ['xpointer="two"', 'xpointer="element(two)"', "xpointer=\"xpointer(id('two'))\""])
def test_one_element_of_a_file(read, pointer):
    document, findings = read(f'<div><xi:include {XI} href="parts/a.xml" {pointer}/></div>')
    assert findings == ()
    (part,) = body(document)[0]
    assert part.get("{http://www.w3.org/XML/1998/namespace}id") == "two"
    assert part.get(XML_LANG) == "ru"
    assert not part.tail


def test_text(read):
    document, findings = read(f'<p>x<xi:include {XI} href="b.txt" parse="text"/>y</p>')
    assert findings == ()
    assert body(document)[0].text == "xa < b & cy"


def test_fallback(read):
    document, findings = read(
        f'<p><xi:include {XI} href="no.xml"><xi:fallback>f<hi>g</hi>h</xi:fallback></xi:include>i</p>'
    )
    assert findings == ()
    assert etree.tostring(body(document)[0], method="text", encoding="unicode").strip() == "fghi"


def test_fallback_inside_a_fallback(read):
    nested = '<xi:include href="nor.xml"><xi:fallback>last</xi:fallback></xi:include>'
    document, findings = read(f'<p><xi:include {XI} href="no.xml"><xi:fallback>{nested}</xi:fallback></xi:include></p>')
    assert findings == ()
    assert body(document)[0].text == "last"


def test_same_file_twice(read):
    document, findings = read(f'<xi:include {XI} href="parts/a.xml"/><xi:include {XI} href="parts/a.xml"/>')
    assert findings == ()
    assert len(body(document)) == 2
    assert {document.locate(one[0]).line for one in body(document)} == {2}


def test_too_much_included(read, tmp_path, monkeypatch):
    monkeypatch.setattr("teiedit.document.xinclude._MOST_BYTES", 1_000_000)
    (tmp_path / "large.txt").write_text("a" * 400_000)
    document, findings = read(f'<p><xi:include {XI} href="large.txt" parse="text"/></p>' * 5)
    assert [one.code.id for one in findings] == ["TE110"]
    assert findings[0].message == "more than 1 MB would be included to build the document"
    assert [len(one.text or "") for one in body(document)] == [400_000, 400_000, 0, 0, 0]
