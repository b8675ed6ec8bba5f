"""Places in sources: lines and columns of tags and attributes, in every encoding and with every line end."""

from __future__ import annotations

from pathlib import Path
from xml.sax.saxutils import quoteattr

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from teiedit.document import Document
from teiedit.document.positions import Place, SourceText

XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
WORDS = st.text(alphabet="aé漢𝕏 \n.-", max_size=8)


def source(data):
    return SourceText(Path("a.xml"), data if isinstance(data, bytes) else data.encode())


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (b"<a/>", "utf-8"),
        (b"\xef\xbb\xbf<a/>", "utf-8-sig"),
        (b"<?xml version='1.0' encoding='ISO-8859-1'?><a/>", "ISO-8859-1"),
        ("<a/>".encode("utf-16"), "utf-16"),
        ("<a/>".encode("utf-16-le"), "utf-16-le"),
        ("<a/>".encode("utf-16-be"), "utf-16-be"),
        ("<a/>".encode("utf-32"), "utf-32"),
        (b"", "utf-8"),
    ],
)
def test_encoding(data, encoding):
    assert source(data).encoding == encoding


def test_lines():
    text = source("a\r\nb\rc\n")
    assert [text.line(number) for number in range(6)] == ["", "a", "b", "c", "", ""]
    assert text.place(0) == Place(1, 1)
    assert text.place(2) == Place(2, 1)
    assert text.place(5) == Place(3, 2)


def test_attribute_that_is_not_written_is_placed_at_its_tag():
    assert source("<a>\n <b c='d'/></a>").attribute(5, "e") == Place(2, 2)


@st.composite
def documents(draw):
    """Make XML, and the place of every start tag, attribute and value in it, in order."""
    end = draw(st.sampled_from(["\n", "\r\n"]))
    encoding = draw(st.sampled_from(["utf-8", "utf-16", "utf-8-sig"]))
    places, text = [], ""

    def here():
        lines = text.replace("\r\n", "\n").split("\n")
        return Place(len(lines), len(lines[-1]) + 1)

    def element(depth):
        nonlocal text
        start, attributes = here(), []
        text += f"<e{depth}"
        for name in draw(st.lists(st.sampled_from(["n", "é", "xml:id"]), unique=True, max_size=3)):
            text += draw(st.sampled_from([" ", end, f" {end}  "]))
            at = here()
            text += f"{name}{draw(st.sampled_from(['=', ' = ']))}"
            value = here()
            attributes.append((name, at, Place(value.line, value.column + 1)))
            text += quoteattr(draw(WORDS).replace("\n", " "))
        places.append((start, attributes))
        text += ">"
        for _ in range(draw(st.integers(0, 3 if depth < 3 else 0))):
            text += draw(WORDS).replace("\n", end)
            element(depth + 1)
        text += f"</e{depth}>"

    element(0)
    return text.encode(encoding), places


@given(documents())
def test_every_element_and_attribute_is_found(made):
    data, places = made
    text = source(data)
    root = etree.fromstring(data, etree.XMLParser(collect_ids=False))
    whole = Document(text.path, root, text, Path())
    for element, (start, attributes) in zip(root.iter(), places, strict=True):
        at = whole.locate(element)
        assert Place(at.line, at.column) == start
        assert root.xpath("/" + at.xpath.lstrip("/")) == [element]
        for name, key, value in attributes:
            clark = XML_ID if name == "xml:id" else name
            named, valued = whole.locate(element, clark), whole.locate(element, clark, value=True)
            assert Place(named.line, named.column) == key
            assert Place(valued.line, valued.column) == value
