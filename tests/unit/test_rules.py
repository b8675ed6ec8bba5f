"""What no grammar can say: identifiers, pointers, files."""

from __future__ import annotations

import pytest

from commands import document as whole
from teiedit.document import read_document
from teiedit.rules import IdentifierIndex, check_files, check_identifiers, check_pointers

PNG = b"\x89PNG\r\n\x1a\n"


@pytest.fixture
def told(tmp_path):
    def check(body):
        (tmp_path / "a.xml").write_text(whole(body))
        document = read_document(tmp_path / "a.xml").document
        index = IdentifierIndex()
        found = [*check_identifiers(document), *check_pointers(document, index), *check_files(document)]
        return [f"{one.code.id} {one.location.line}:{one.location.column} {one.message} | {one.hint}" for one in found]

    return check


@pytest.mark.parametrize("name", ["a", "_a", "é", "a-b.c_1", "Ω1", "漢"])
def test_names(told, name):
    assert told(f'<p xml:id="{name}">b</p>') == []


@pytest.mark.parametrize("name", ["", "1", "a b", "a:b", "-a", "#a", "a/b"])
def test_what_is_no_name(told, name):
    (found,) = told(f'<p xml:id="{name}">b</p>')
    assert found.startswith("TE202 12:12 the xml:id ")


def test_taken_names(told):
    found = told('<p xml:id="a">b</p>\n<p xml:id="a">b</p>\n<ab xml:id="a"/>')
    assert [one.split(" | ")[0] for one in found] == [
        'TE201 13:12 the xml:id "a" of <p> is already taken',
        'TE201 14:13 the xml:id "a" of <ab> is already taken',
    ]
    assert "<p> on line 12 has it" in found[0]


@pytest.mark.parametrize(
    "attribute",
    [
        'ref="#a"',
        'ref="#a #a"',
        'ref="https://example.org/x#y"',
        'ref="psn:anna"',
        'ref="mailto:a@example.org"',
        'ref="a.xml#a"',
        'ref="b.txt"',
        'ref="//example.org/a"',
        'target="#xpath(//p)"',
        'facs="page-1.png"',
        'when="1912"',
        'from="1912-05-03" to="1912-05-04"',
        'scheme="http://example.org"',
        'hand="#a" wit="#a"',
        'ref=""',
        'ref="#"',
        'ref="http://[broken"',
    ],
)
def test_pointers_that_lead_somewhere_or_elsewhere(told, tmp_path, attribute):
    (tmp_path / "b.txt").write_text("")
    assert told(f'<p xml:id="a">b <rs {attribute}>c</rs></p>') == []


@pytest.mark.parametrize(
    ("attribute", "why", "hint"),
    [
        ('ref="#b"', 'there is no xml:id "b" in this document', "Add it to this document"),
        ('wit="#b #a"', 'there is no xml:id "b" in this document', ""),
        ('hand="#anaa"', 'there is no xml:id "anaa" in this document', 'Did you mean "anna"?'),
        ('ref="no.xml#a"', 'there is no file "no.xml"', ""),
        ('ref="a.xlm#a"', 'there is no file "a.xlm"', "Did you mean a.xml?"),
        ('ref="Q123"', 'there is no file "Q123"', 'Write "#Q123"'),
        ('ref="b.xml#c"', 'there is no xml:id "c" in b.xml', "Add it to b.xml"),
        ('scheme="no/such"', 'there is no file "no/such"', ""),
        ('target="%00"', 'there is no file "%00"', ""),
    ],
)
def test_pointers_that_lead_nowhere(told, tmp_path, attribute, why, hint):
    (tmp_path / "b.xml").write_text('<div xml:id="b"/>')
    (found,) = told(f'<p xml:id="anna"><a xml:id="a"/>\n<rs {attribute}>c</rs></p>'.replace("\n", ""))
    assert f": {why} | " in found
    assert hint in found
    assert found.startswith("TE203 12:")


def test_from_is_a_pointer_only_where_it_can_be_one(told):
    assert told('<p>a <date from="1912">b</date></p>') == []
    assert told('<p>a <span from="#b">c</span></p>')[0].startswith("TE203 12:18 ")


@pytest.mark.parametrize(
    ("url", "code"),
    [
        ("a.png", ""),
        ("a%20b.png", ""),
        ("drawing.svg", ""),
        ("https://example.org/a.png", ""),
        ("", ""),
        ("no.png", "TE204"),
        (".", "TE204"),
        ("../a.png", "TE204"),
        ("/etc/passwd", "TE204"),
        ("%00", "TE204"),
        ("words.png", "TE205"),
        ("empty.png", "TE205"),
    ],
)
def test_images(told, tmp_path, url, code):
    for name in ("a.png", "a b.png"):
        (tmp_path / name).write_bytes(PNG)
    (tmp_path / "drawing.svg").write_text('<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg"/>')
    (tmp_path / "words.png").write_text("words")
    (tmp_path / "empty.png").write_text("")
    found = told(f'<p>a <graphic url="{url}"/></p>')
    assert [one.split()[:2] for one in found] == ([[code, "12:20"]] if code else [])


def test_what_a_part_names_is_looked_for_in_its_own_folder(tmp_path):
    (tmp_path / "parts").mkdir()
    (tmp_path / "parts" / "a.png").write_bytes(PNG)
    part = '<figure xmlns="http://www.tei-c.org/ns/1.0"><graphic url="{}"/><head corresp="{}">b</head></figure>'
    (tmp_path / "parts" / "good.xml").write_text(part.format("a.png", "a.png"))
    (tmp_path / "parts" / "bad.xml").write_text(part.format("parts/a.png", "parts/a.png"))
    include = '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="parts/{}.xml"/>'
    (tmp_path / "whole.xml").write_text(whole(include.format("good") + include.format("bad")))
    document = read_document(tmp_path / "whole.xml").document
    found = [*check_pointers(document, IdentifierIndex()), *check_files(document)]
    assert [(one.code.id, one.location.path.name) for one in found] == [("TE203", "bad.xml"), ("TE204", "bad.xml")]


def test_pointers_out_of_the_folder_of_the_document_are_not_followed(tmp_path):
    (tmp_path / "tei").mkdir()
    (tmp_path / "b.xml").write_text('<div xml:id="b"/>')
    (tmp_path / "tei" / "a.xml").write_text(whole('<p><rs ref="../b.xml#c">a</rs></p>'))
    document = read_document(tmp_path / "tei" / "a.xml").document
    assert list(check_pointers(document, IdentifierIndex())) == []
