"""What the schema engine says: the right element or attribute, once, with the column and a hint."""

from __future__ import annotations

import pytest

from commands import document as whole
from teiedit.document import read_document
from teiedit.errors import SchemaError
from teiedit.relaxng import load_schema
from teiedit.relaxng.vocabulary import Vocabulary
from teiedit.resources import bundled_schema


@pytest.fixture(scope="module")
def schema():
    return load_schema(bundled_schema("teiedit"))


@pytest.fixture
def told(schema, tmp_path):
    def validate(body):
        path = tmp_path / "a.xml"
        path.write_text(body if body.startswith("<?xml") else whole(body), encoding="utf-8")
        return [
            (one.code.id, f"{one.location.line}:{one.location.column}", one.message, one.hint)
            for one in schema.iter_findings(path)
        ]

    return validate


@pytest.mark.parametrize(
    ("body", "code", "place", "message", "hint"),
    [
        (
            "<p>a <persnam>b</persnam></p>",
            "TE301",
            "12:6",
            "<persnam> is not an element of the schema",
            "Did you mean <persName>?",
        ),
        ("<p>a <p>b</p></p>", "TE301", "12:6", "<p> cannot stand inside <p>", "<p> can stand inside "),
        (
            "<p>a</p><div><p>a</p><head>b</head></div>",
            "TE301",
            "12:22",
            "<head> cannot stand at this point inside <div>",
            "order",
        ),
        ("<div/>", "TE302", "12:1", "<div> is not complete", "It must contain "),
        (
            "<p>a <hi rend='italic' rned='b'>c</hi></p>",
            "TE303",
            "12:24",
            "<hi> has no attribute rned",
            "Did you mean rend?",
        ),
        ("<p>a <note>b</note></p>", "TE304", "12:6", "<note> lacks the attribute type", "It can be "),
        (
            "<p>a <note place='foot' resp='#b'>c</note></p>",
            "TE304",
            "12:6",
            "<note> lacks the attribute type",
            "It can be ",
        ),
        (
            "<p>a <date when='1962-13-40'>b</date></p>",
            "TE305",
            "12:18",
            '"1962-13-40" is not a value that when of <date>',
            "",
        ),
        ("<p>a <gap reason='ilegible'/></p>", "TE305", "12:19", '"ilegible" is not a value', "Did you mean illegible?"),
        ("<p>a <choice><orig>b</orig><corr>c</corr></choice></p>", "TE301", "12:28", "<corr> cannot stand", ""),
        ("<list>a<item>b</item></list>", "TE306", "12:1", "words stand directly inside <list>", "Put them into "),
    ],
)
def test_one_mistake(told, body, code, place, message, hint):  # noqa: PLR0913, PLR0917 - a row of the table
    (found,) = told(body)
    assert found[:2] == (code, place)
    assert found[2].startswith(message)
    assert hint in found[3]


def test_every_finding_cites_the_schema(schema, tmp_path):
    (tmp_path / "a.xml").write_text(whole("<p>a <note>b</note></p>"))
    (found,) = schema.iter_findings(tmp_path / "a.xml")
    assert found.source.startswith("A note.")
    assert found.location.xpath == "/TEI/text/body/p/note"


def test_elements_of_other_namespaces(told):
    (found,) = told('<p>a <x:b xmlns:x="urn:x"/> <x:b xmlns:x="urn:x"/></p>')
    assert found[:2] == ("TE301", "12:6")


def test_missing_attribute_of_the_root(told):
    text = whole("<p>a</p>").replace(' xml:lang="en"', "")
    assert [one[:3] for one in told(text)] == [("TE304", "2:1", "<TEI> lacks the attribute xml:lang")]


def test_ten_planted_errors(schema, data):
    """Those that libxml2 goes far enough to see; the root's language, which this schema asks for, comes first."""
    found = list(schema.iter_findings(data / "broken" / "ten-errors.xml"))
    assert [(one.code.id, one.location.line, one.message) for one in found] == [
        ("TE304", 2, "<TEI> lacks the attribute xml:lang"),
        ("TE301", 3, "<titel> is not an element of the schema"),
        ("TE302", 4, "<sourceDesc> is not complete"),
        ("TE304", 7, "<note> lacks the attribute type"),
        ("TE301", 7, "<p> cannot stand inside <p>"),
        ("TE301", 8, "<hi> cannot stand inside <div>"),
    ]


def test_document_that_is_not_well_formed(told):
    assert [one[0] for one in told("<p>a & b</p>")] == ["TE101"]


def test_is_valid(schema, tmp_path):
    (tmp_path / "a.xml").write_text(whole("<p>a</p>"))
    assert schema.is_valid(tmp_path / "a.xml")
    assert schema.is_valid(read_document(tmp_path / "a.xml").document)
    (tmp_path / "a.xml").write_text(whole("<q>a</q>"))
    assert not schema.is_valid(tmp_path / "a.xml")


def test_values_and_content(tmp_path):
    (tmp_path / "own.rng").write_text(
        '<element name="TEI" ns="http://www.tei-c.org/ns/1.0" xmlns="http://relaxng.org/ns/structure/1.0"'
        ' datatypeLibrary="http://www.w3.org/2001/XMLSchema-datatypes">'
        '<element name="num"><data type="integer"/></element></element>'
    )
    own = load_schema(tmp_path / "own.rng")
    (tmp_path / "a.xml").write_text('<TEI xmlns="http://www.tei-c.org/ns/1.0">\n <num>one</num></TEI>')
    (found,) = own.iter_findings(tmp_path / "a.xml")
    assert (found.code.id, found.location.line, found.location.column) == ("TE305", 2, 2)


def test_attributes_that_are_wrong_in_a_way_that_cannot_be_told(tmp_path):
    (tmp_path / "own.rng").write_text(
        '<element name="TEI" ns="http://www.tei-c.org/ns/1.0" xmlns="http://relaxng.org/ns/structure/1.0">'
        '<choice><attribute name="a"/><attribute name="b"/></choice></element>'
    )
    own = load_schema(tmp_path / "own.rng")
    (tmp_path / "a.xml").write_text('<TEI xmlns="http://www.tei-c.org/ns/1.0"/>')
    (found,) = own.iter_findings(tmp_path / "a.xml")
    assert found.code.id == "TE307"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (None, "does not exist"),
        ("", "not XML"),
        ("start = empty", "not XML"),
        ("<grammar>", "not well-formed"),
        ("<grammar/>", "<grammar> is not RELAX NG"),
        ('<grammar xmlns="http://relaxng.org/ns/structure/1.0"/>', ""),
    ],
)
def test_schemas_that_cannot_be_used(text, message, tmp_path):
    if text is not None:
        (tmp_path / "a.rng").write_text(text)
    with pytest.raises(SchemaError) as error:
        load_schema(tmp_path / "a.rng")
    assert message in error.value.message
    (found,) = error.value.report
    assert found.code.id == "TE312"


def test_vocabulary():
    known = Vocabulary(load_schema(bundled_schema("teiedit"))._vocabulary._root)
    assert "persName" in known
    assert "persnam" not in known
    assert known.required_attributes("note") == ["type"]
    assert "p" in known.parents("persName")
    assert known.nearest("persname") == "persName"
    assert known.nearest("wholly-else") == ""
    assert known.documentation("note")


def test_an_attribute_that_is_missing_beside_others_is_told_at_its_element(told):
    # libxml2 forgets the place of these.
    found = told('<p>a <gap quantity="2" unit="word"/></p><p><gap unit="line"/> b</p>')
    assert [one[0] for one in found] == ["TE304", "TE304"]
    assert {one[2] for one in found} == {"<gap> lacks the attribute reason"}


def test_loose_words_are_to_be_put_into_a_paragraph(told):
    ((code, _, _, hint),) = told("loose words <p>a</p>")
    assert code == "TE306"
    assert hint.startswith("Put them into <p>")
