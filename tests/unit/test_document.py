"""Reading documents: what is kept, what is refused, where things are."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from commands import document as whole
from teiedit.document import parse_file, read_document
from teiedit.errors import InputError
from teiedit.namespaces import clark_name, display_name, tei


@pytest.fixture
def read(tmp_path):
    def write_and_read(text, name="a.xml"):
        path = tmp_path / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return read_document(path)

    return write_and_read


def test_a_good_document(read):
    document, findings = read(whole("<p xml:id='a'>One.</p>"))
    assert findings == ()
    assert list(document.ids()) == ["a"]
    assert not document.is_register


def test_entities_of_its_own_are_kept(read):
    text = whole("<p>&b;</p>").replace("<TEI", '<!DOCTYPE TEI [<!ENTITY b "<hi>c</hi> &#233;">]>\n<TEI', 1)
    document, findings = read(text)
    assert findings == ()
    assert b"<hi>c</hi> \xc3\xa9" in document.serialise()
    assert b"DOCTYPE" not in document.serialise()


def test_places_after_a_doctype_that_names_a_dtd(read):
    text = whole("<p>a</p>").replace("<TEI", '<!DOCTYPE TEI PUBLIC "-//A//B"\n  "c.dtd" [\n]>\n<TEI', 1)
    document, findings = read(text)
    assert [one.code.id for one in findings] == ["TE107"]
    at = document.locate(document.root.find(f".//{tei('body')}/{tei('p')}"))
    assert (at.line, at.column) == (15, 1)


def test_instructions_before_the_root_in_order(read):
    document, _ = read('<?a b="1"?><!-- c --><?d e?><?a b="2"?>' + whole("<p/>", declaration=""))
    assert [one.text for one in document.processing_instructions("a")] == ['b="1"', 'b="2"']


def test_what_cannot_be_opened(tmp_path):
    with pytest.raises(InputError, match="does not exist"):
        read_document(tmp_path / "absent.xml")
    with pytest.raises(InputError, match="is a folder"):
        read_document(tmp_path)


def test_paths_of_the_stylesheets_lead_back(read):
    document, _ = read(whole("<p>a</p><p>b <hi>c</hi></p>"))
    tei_uri = "http://www.tei-c.org/ns/1.0"
    steps = ["TEI[1]", "text[1]", "body[1]", "p[2]", "hi[1]"]
    found = document.at_path("".join(f"/Q{{{tei_uri}}}{step}" for step in steps))
    assert found.text == "c"
    assert document.at_path(f"/Q{{{tei_uri}}}TEI[1]/Q{{}}p[1]") is None
    assert document.at_path(f"/Q{{{tei_uri}}}div[1]") is None


def test_path_tells_twins_apart_and_takes_no_quadratic_time(read):
    document, _ = read(whole("<p>a</p>" * 20_000 + "<ab/>"))
    body = document.root.find(f".//{tei('body')}")
    assert document.xpath(body[-1]) == "/TEI/text/body/ab"
    assert [document.xpath(one) for one in body][19_999] == "/TEI/text/body/p[20000]"


def test_path_after_a_change_of_the_tree(read):
    document, _ = read(whole("<p>a</p>"))
    body = document.root.find(f".//{tei('body')}")
    assert document.xpath(body[0]) == "/TEI/text/body/p"
    etree.SubElement(body, tei("p"))
    assert document.xpath(body[1]) == "/TEI/text/body/p[2]"


@given(st.text(alphabet=st.characters(blacklist_categories=["Cs", "Cc"]), max_size=40))
def test_text_survives_reading_and_writing(tmp_path_factory, text):
    path = tmp_path_factory.mktemp("a") / "a.xml"
    root = etree.Element(tei("TEI"))
    try:
        root.text = text
    except ValueError:
        return
    path.write_bytes(etree.tostring(root, encoding="utf-8"))
    document, findings = parse_file(path, Path("/"))
    assert findings == ()
    assert (document.root.text or "") == text
    assert (etree.fromstring(document.serialise()).text or "") == text


@pytest.mark.parametrize("name", ["xml:id", "n", "xml:lang"])
def test_names_of_attributes(name):
    assert display_name(clark_name(name)) == name


@pytest.mark.parametrize(
    ("uri", "name"),
    [
        ("b.png", "b.png"),
        ("c%20d.png#e", "c d.png"),
        ("../b.png", "../b.png"),
        ("", None),
        ("#b", None),
        ("https://example.org/b.png", None),
        ("//example.org/b.png", None),
        ("file:///b.png", None),
        ("http://[b", None),
        ("a%00b", None),
        ("a" * 300, None),
        ("b.xml/" * 1000, None),
        ("\ud800", None),
    ],
)
def test_resolve(read, tmp_path, uri, name):
    document, _ = read(whole("<p>a</p>"))
    expected = (tmp_path / name).resolve() if name else None
    assert document.resolve(uri) == expected
    assert document.resolve(uri, document.root[0]) == expected


def test_annotations_of_a_file_are_left_out(read):
    body = '<p xmlns:te="urn:teiedit:annotation" te:view="source" n="1">a <hi te:view="reading">b</hi> c</p>'
    document, findings = read(whole(body))
    assert findings == ()
    assert b'<p xmlns:te="urn:teiedit:annotation" n="1">a <hi>b</hi> c</p>' in document.serialise()
    # The document itself is what the file says.
    assert document.root.find(f".//{tei('hi')}").attrib == {"{urn:teiedit:annotation}view": "reading"}
