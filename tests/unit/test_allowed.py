"""What can be written at a place: the public answer that completion in editors is made of."""

from __future__ import annotations

import pytest

from commands import document as whole
from teiedit.document import read_document
from teiedit.relaxng import load_schema
from teiedit.resources import bundled_schema

TEI = "{http://www.tei-c.org/ns/1.0}"


@pytest.fixture(scope="module")
def schema():
    return load_schema(bundled_schema("teiedit"))


@pytest.fixture
def document(tmp_path):
    def read(body):
        (tmp_path / "a.xml").write_text(whole(body), encoding="utf-8")
        return read_document(tmp_path / "a.xml").document

    return read


def find(document, name):
    return document.root.find(f".//{TEI}body//{TEI}{name}")


def test_root(schema, document):
    allowed = schema.allowed_at(document("<p/>"))
    assert [one.shown for one in allowed.elements] == ["TEI", "teiCorpus"]
    assert not allowed.has_text
    assert not allowed.can_end


def test_elements_that_fit_come_first_and_are_documented(schema, document):
    page = document("<div><head>a</head><p>b</p></div>")
    before = schema.allowed_at(page, find(page, "div"), before=0)
    fitting = [one.shown for one in before.elements if one.fits]
    assert "head" in fitting
    assert "p" in [one.shown for one in before.elements]
    # A paragraph before the heading would make the heading wrong.
    assert "p" not in fitting
    after = schema.allowed_at(page, find(page, "div"))
    assert "head" not in [one.shown for one in after.elements]
    assert after.can_end
    assert all(one.documentation for one in after.elements)
    assert not after.has_text


def test_what_is_required(schema, document):
    page = document("<p><choice><sic>a</sic></choice></p>")
    allowed = schema.allowed_at(page, find(page, "choice"))
    assert [(one.shown, one.is_required) for one in allowed.elements] == [("corr", True)]
    assert not allowed.can_end


def test_words(schema, document):
    page = document("<p>a</p>")
    allowed = schema.allowed_at(page, find(page, "p"), before=0)
    assert allowed.has_text
    assert allowed.can_end


def test_attributes_beside_those_that_are_there(schema, document):
    page = document("<p><note type='editor'>a</note></p>")
    given = [one.shown for one in schema.allowed_at(page, find(page, "note")).attributes]
    assert "place" in given
    assert "type" not in given
    page = document("<p><note>a</note></p>")
    (first, *_) = schema.allowed_at(page, find(page, "note")).attributes
    assert (first.shown, first.is_required) == ("type", True)
    assert first.documentation


def test_values(schema, document):
    page = document("<p><gap/><date>a</date></p>")
    allowed = schema.allowed_at(page, find(page, "gap"), attribute="reason")
    assert "illegible" in [one.text for one in allowed.values]
    assert all(one.documentation for one in allowed.values)
    dates = schema.allowed_at(page, find(page, "date"), attribute="when")
    assert "date" in dates.takes
    assert schema.allowed_at(page, find(page, "gap"), attribute="absent").values == ()


def test_places_in_a_document_that_has_mistakes(schema, document):
    page = document("<persnam/><div><q/><p>a</p></div>")
    assert "p" in [one.shown for one in schema.allowed_at(page, find(page, "div")).elements]
    # Nothing is known of what stands in an element that the schema does not have.
    assert schema.allowed_at(page, find(page, "persnam")).elements == ()


def test_every_allowed_element_is_accepted(schema, document):
    """What is offered at a place and fits is never told to be in the wrong place."""
    for before in range(3):
        page = document("<div><head>a</head><p>b</p></div>")
        for one in schema.allowed_at(page, find(page, "div"), before=before).elements:
            copy = document("<div><head>a</head><p>b</p></div>")
            element = find(copy, "div")
            new = element.makeelement(one.name)
            element.insert(before, new)
            said = [found.message for found in schema.iter_findings(copy)]
            assert not [text for text in said if text.startswith(f"<{one.shown}> cannot stand")], one.name
            if one.fits:
                assert not [text for text in said if " cannot stand" in text], one.name
