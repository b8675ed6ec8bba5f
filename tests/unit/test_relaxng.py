"""What the schema engine says: the right element, attribute, value or text, once, at its place, with a repair."""

from __future__ import annotations

import pickle

import pytest

from commands import document as whole
from teiedit.diagnostics import Severity
from teiedit.document import read_document
from teiedit.errors import SchemaError
from teiedit.relaxng import load_schema
from teiedit.relaxng.vocabulary.spelling import nearest
from teiedit.resources import bundled_schema

RNG = 'xmlns="http://relaxng.org/ns/structure/1.0"'
XSD = 'datatypeLibrary="http://www.w3.org/2001/XMLSchema-datatypes"'
TEI = 'xmlns="http://www.tei-c.org/ns/1.0"'


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


@pytest.fixture
def own(tmp_path):
    """Hold a small document against a schema of the test's own."""

    def validate(pattern, text):
        (tmp_path / "own.rng").write_text(pattern.replace("<element", f"<element {RNG} {XSD}", 1))
        (tmp_path / "own.xml").write_text(text)
        found = load_schema(tmp_path / "own.rng").iter_findings(tmp_path / "own.xml")
        return [(one.code.id, f"{one.location.line}:{one.location.column}", one.message, one.hint) for one in found]

    return validate


# Each is one mistake: what it is told as, where, and what to do.
MISTAKES = [
    # Names.
    ("<p>a <persnam>b</persnam></p>", "TE301", "12:6", "<persnam> is not an element", "Did you mean <persName>?"),
    ("<p>a <br/></p>", "TE301", "12:6", "<br> is not an element of the schema", "TEI writes <lb/>."),
    ("<p>a <i>b</i></p>", "TE301", "12:6", "<i> is not an element", 'TEI writes <hi rend="italic">.'),
    ("<p>a <charName>b</charName></p>", "TE301", "12:6", "<charName> is not an element", "TEI had it once"),
    ("<p>a <titlestmt/></p>", "TE301", "12:6", "<titlestmt> is not", "<titleStmt>, which can stand inside <fileDesc>"),
    ('<p>a <bb xmlns=""/></p>', "TE301", "12:6", "<bb> is not an element of the schema", "It is in no namespace"),
    ('<p>a <p xmlns=""/></p>', "TE301", "12:6", "<p> is not an element of the schema", "It is in no namespace"),
    ('<p>a <x:b xmlns:x="urn:x"/></p>', "TE301", "12:6", "<x:b> is not an element", "the namespace urn:x, of which"),
    # Places.
    ("<p>a <p>b</p></p>", "TE301", "12:6", "<p> cannot stand inside <p>", "End the <p> before it."),
    (
        "<p>a</p><hi rend='bold'>x</hi>",
        "TE301",
        "12:9",
        "<hi> cannot stand inside <body>",
        "Put it into the <p> before it",
    ),
    (
        "<div><p>a</p>\n<head>b</head></div>",
        "TE301",
        "13:1",
        "<head> cannot stand after <p> inside <div>",
        "Put it before the <p> on line 12.",
    ),
    (
        "<p><app><rdg wit='#a'>x</rdg>\n<lem>y</lem></app></p>",
        "TE301",
        "13:1",
        "<lem> cannot stand after <rdg> inside <app>",
        "Put it before the <rdg> on line 12.",
    ),
    (
        "<p>x</p><div><p>a</p></div>\n<p>b</p>",
        "TE301",
        "13:1",
        "<p> cannot stand after <div> inside <body>",
        "Put it into the <div> before it, or into a new <div>.",
    ),
    # What is missing.
    ("<div/>", "TE302", "12:1", "<div> is empty", "It needs <p>, "),
    ("<div>\n </div>", "TE302", "13:2", "<div> is empty", "It needs <p>, "),
    ("<p><choice><sic>x</sic></choice></p>", "TE302", "12:24", "<choice> lacks <corr>", "Add <corr>."),
    ("<list><head>x</head></list>", "TE302", "12:21", "<list> lacks <item>", "Add <item>."),
    # Other vocabularies' names, and names that are taken for others.
    ("<list><li>a</li></list>", "TE301", "12:7", "<li> is not an element", "TEI writes <item>."),
    ("<div><paragraph>a</paragraph></div>", "TE301", "12:6", "<paragraph> is not an element", "TEI writes <p>."),
    ("<lg><line>a</line></lg>", "TE301", "12:5", "<line> is not", "Did you mean <l>?"),
    ("<div><div1><p>x</p></div1></div>", "TE301", "12:6", "<div1> is not", "Did you mean <div>?"),
    (
        "<p><graphic src='x.jpg'/></p>",
        "TE303",
        "12:13",
        "<graphic> has no attribute src",
        "Did you mean url?",
    ),
    ("<p xmlid='a'>b</p>", "TE303", "12:4", "<p> has no attribute xmlid", "Did you mean xml:id?"),
    (
        "<div><p>x</p><closer><signed>A</signed></closer>\n<p>PS</p></div>",
        "TE301",
        "13:1",
        "<p> cannot stand after <closer> inside <div>",
        "Put it before the <closer>",
    ),
    ("<list><item>a</item><list><item>b</item></list></list>", "TE301", "12:21", "<list> cannot", "the <item> before"),
    ("<p><persName>A<p>b</p></persName></p>", "TE301", "12:15", "<p> cannot stand inside <persName>", ""),
    ('<div xmlns=""><p>x</p><p>y</p></div>', "TE301", "12:1", "<div> is in no namespace", "Put it into the namespace"),
    ("<p xmlns:my='urn:x' my:a='1'>b</p>", "TE303", "12:21", "<p> has no attribute my:a", "It can have "),
    # Attributes.
    ("<p><hi rned='bold'>c</hi></p>", "TE303", "12:8", "<hi> has no attribute rned", "Did you mean rend?"),
    ("<p><hi rend='bold' id='x'>c</hi></p>", "TE303", "12:20", "<hi> has no attribute id", "Did you mean xml:id?"),
    ("<p><hi rend='bold' rned='a'>c</hi></p>", "TE303", "12:20", "<hi> has no attribute rned", "It has rend already."),
    ("<p><ref target='#a' cRef='b'>c</ref></p>", "TE303", "12:21", "<ref> cannot have cRef beside target", "Delete"),
    ("<p><note>b</note></p>", "TE304", "12:4", "<note> lacks the attribute type", "type can be "),
    ("<p><gap quantity='2' unit='line'/></p>", "TE304", "12:4", "<gap> lacks the attribute reason", "reason can be "),
    ("<p><ref>x</ref></p>", "TE304", "12:4", "<ref> lacks one of the attributes target or cRef", "target takes "),
    # Values.
    ("<p><gap reason='ilegible'/></p>", "TE305", "12:17", '"ilegible" is not a value', 'Did you mean "illegible"?'),
    ("<p><date when='1962-13-40'>b</date></p>", "TE305", "12:16", '"1962-13-40" is not', "when takes a date"),
    ("<p><hi rend=''>b</hi></p>", "TE305", "12:14", "rend of <hi> is empty", "rend can be "),
    ("<p><hi rend='bold itallic'>b</hi></p>", "TE305", "12:19", '"itallic" is not a value', 'Did you mean "italic"?'),
    # Words.
    (
        "<list>a<item>b</item></list>",
        "TE306",
        "12:7",
        'words stand directly inside <list>: "a"',
        "Put them into <item>.",
    ),
    ("loose words <p>a</p>", "TE306", "12:1", "words stand directly inside <body>", "Put them into <p>."),
    ("<p><del>x<p>y</p></del></p>", "TE301", "12:10", "<p> cannot stand inside <del>", "End the <del> and the <p>"),
    ("<p><choice>x</choice></p>", "TE306", "12:12", "words stand directly inside <choice>", "Put them into <sic>."),
    ("<div>loose <hi rend='bold'>b</hi> words</div>", "TE306", "12:6", "words stand directly", "Put them into <p>."),
    ("<p><hi rend='bolded'>b</hi></p>", "TE305", "12:14", '"bolded" is not a value', 'Did you mean "bold"?'),
    ("<p xml:lang='english'>b</p>", "TE305", "12:14", '"english" is not a value', "a language tag, as de-AT"),
    ("<div>a</div>", "TE306", "12:6", "words stand directly inside <div>", "Put them into <p>."),
    (
        "<div><p>a</p> <!-- b --> c</div>",
        "TE306",
        "12:26",
        'words stand directly inside <div>: "c"',
        "Put them into <p>.",
    ),
    ("<p>a<lb>b</lb></p>", "TE306", "12:9", "words stand directly inside <lb>", "write <lb/> and put them after it."),
]


@pytest.mark.parametrize(("body", "code", "place", "message", "hint"), MISTAKES)
def test_one_mistake(told, body, code, place, message, hint):  # noqa: PLR0913, PLR0917 - a row of the table
    (found,) = told(body)
    assert found[:2] == (code, place)
    assert found[2].startswith(message)
    assert hint in found[3]


def test_one_mistake_does_not_hide_the_next(told):
    body = "\n".join(row[0] for row in MISTAKES if row[0].startswith("<p>"))
    found = told(body)
    rows = [row for row in MISTAKES if row[0].startswith("<p>")]
    # In a row some of them are further from where they could go; what is wrong and where stays the same.
    assert {(one[0], one[2].split(" inside ")[0]) for one in found} >= {
        (row[1], row[3]) for row in rows if row[1] == "TE303"
    }
    assert {one[1].split(":")[0] for one in found} == {
        str(12 + number) for number in _lines(body, [row[0] for row in rows])
    }


def _lines(body, parts):
    """Return the line, from 0, on which each part's mistake is."""
    at = 0
    for part in parts:
        row = next(one for one in MISTAKES if one[0] == part)
        yield body.count("\n", 0, at) + int(row[2].split(":")[0]) - 12
        at += len(part) + 1


HEADER = """<teiHeader><fileDesc>
<titleStmt><title>a</title></titleStmt>
{}
</fileDesc></teiHeader>"""
PUBLICATION = "<publicationStmt><p>y</p></publicationStmt>"
SOURCE = "<sourceDesc><p>x</p></sourceDesc>"


@pytest.mark.parametrize(
    ("inside", "code", "message", "hint"),
    [
        (SOURCE, "TE302", "<fileDesc> lacks <publicationStmt> before <sourceDesc>", "Add <publicationStmt> before it."),
        (PUBLICATION, "TE302", "<fileDesc> lacks <sourceDesc>", "Add <sourceDesc>."),
        (
            f"{SOURCE}\n{PUBLICATION}",
            "TE301",
            "<sourceDesc> cannot stand before <publicationStmt> inside <fileDesc>",
            "Put it after the <publicationStmt> on line 5.",
        ),
        (
            f"<publicationStm><p>y</p></publicationStm>{SOURCE}",
            "TE301",
            "<publicationStm> is not",
            "<publicationStmt>?",
        ),
    ],
)
def test_what_is_missing_or_displaced_in_a_sequence(told, inside, code, message, hint):
    header = HEADER.format(inside)
    text = f'<?xml version="1.0"?>\n<TEI {TEI} xml:lang="en">{header}<text><body><p>a</p></body></text></TEI>'
    (found,) = told(text)
    assert found[0] == code
    assert found[2].startswith(message)
    assert hint in found[3]


def test_a_header_that_is_missing_does_not_hide_the_text(told):
    text = (
        f'<?xml version="1.0"?>\n<TEI {TEI} xml:lang="en"><text><body><p>a <persnam>b</persnam></p></body></text></TEI>'
    )
    assert [one[2] for one in told(text)] == [
        "<TEI> lacks <teiHeader> before <text>",
        "<persnam> is not an element of the schema",
    ]


def test_wrong_root(own):
    assert own(INTEGER, "<b><num>1</num></b>") == [
        ("TE301", "1:1", "<b> cannot be the root", "The root can be <a>."),
    ]


def test_missing_attribute_of_the_root(told):
    text = whole("<p>a</p>").replace(' xml:lang="en"', "")
    assert [one[:3] for one in told(text)] == [("TE304", "2:1", "<TEI> lacks the attribute xml:lang")]


def test_every_finding_cites_the_schema(schema, tmp_path):
    (tmp_path / "a.xml").write_text(whole("<p>a <note>b</note></p>"))
    (found,) = schema.iter_findings(tmp_path / "a.xml")
    assert found.source
    assert found.location.xpath == "/TEI/text/body/p/note"


def test_all_that_is_allowed_is_listed_for_programs(schema, tmp_path):
    (tmp_path / "a.xml").write_text(whole("<p>a <p>b</p></p>"))
    (found,) = schema.iter_findings(tmp_path / "a.xml")
    assert len(found.allowed) > 50
    assert "persName" in found.allowed
    assert found.hint.count("<") < 8


def test_fixes_say_exactly_what_to_replace(schema, tmp_path):
    (tmp_path / "a.xml").write_text(whole("<p><persnam>a</persnam> <hi rned='b'/><gap reason='ilegible'/></p>"))
    edits = [edit for one in schema.iter_findings(tmp_path / "a.xml") if one.fix for edit in one.fix.edits]
    lines = (tmp_path / "a.xml").read_text().split("\n")
    replaced = [(lines[one.start.line - 1][one.start.column - 1 : one.end.column - 1], one.text) for one in edits]
    assert replaced == [
        ("persnam", "persName"),
        ("persnam", "persName"),
        ("rned", "rend"),
        ("ilegible", "illegible"),
    ]


@pytest.mark.parametrize("end", ["\r\n", "\n"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_places_in_every_encoding(schema, tmp_path, encoding, end):
    text = whole("<p>é漢𝕏 <persnam>b</persnam></p>", declaration="").replace("\n", end)
    (tmp_path / "a.xml").write_bytes(text.encode(encoding))
    (found,) = schema.iter_findings(tmp_path / "a.xml")
    assert (found.location.line, found.location.column) == (11, 8)


def test_lines_above_65535(schema, tmp_path):
    (tmp_path / "a.xml").write_text(whole("<p>a</p>\n" * 70_000 + "<p><persnam>b</persnam></p>"))
    (found,) = schema.iter_findings(tmp_path / "a.xml")
    assert (found.location.line, found.location.column) == (70_012, 4)


def test_places_in_included_files(schema, tmp_path):
    (tmp_path / "part.xml").write_text(f"<p {TEI}>\n <persnam>b</persnam></p>")
    include = '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="part.xml"/>'
    (tmp_path / "a.xml").write_text(whole(include))
    (found,) = schema.iter_findings(tmp_path / "a.xml")
    assert (found.location.path.name, found.location.line, found.location.column) == ("part.xml", 2, 2)


TEN = [
    ("TE301", 3, 34, "<titel> is not an element of the schema", "Did you mean <title>?"),
    ("TE302", 3, 50, "<titleStmt> lacks <title>", "The <titel> on line 3, spelt <title>, would be it."),
    ("TE302", 4, 45, "<sourceDesc> is empty", "It needs <p>, <bibl>, <msDesc> or one of"),
    ("TE301", 7, 52, "<p> cannot stand inside <p>", "End the <p> before it."),
    ("TE302", 7, 90, "<choice> ends too early", "It needs <corr>,"),
    ("TE301", 8, 4, "<hi> cannot stand inside <div>", "into the <p> before it, or into a new <p>."),
    ("TE305", 9, 19, '"1962-13-40" is not', "a date"),
    ("TE303", 9, 52, "<persName> has no attribute rfe", "Did you mean ref?"),
    ("TE301", 10, 10, "<p> cannot stand inside <list>", "Put it into <item>."),
    ("TE302", 10, 25, "<list> lacks <item>", "put the <p> on line 10 into <item>"),
]


def test_ten_planted_errors(data):
    found = list(load_schema(data / "schemas" / "tei_all.rng").iter_findings(data / "broken" / "ten-errors.xml"))
    assert [(one.code.id, one.location.line, one.location.column) for one in found] == [row[:3] for row in TEN]
    for one, (*_, message, hint) in zip(found, TEN, strict=True):
        assert one.message.startswith(message)
        assert hint in one.hint
        assert one.source
    assert "there is no month 13" in found[6].message
    # What another mistake has led to is told, because it is told of another place, but is no error of its own.
    assert [number for number, one in enumerate(found) if one.severity is not Severity.ERROR] == [1, 9]


def test_a_schema_can_be_sent_to_another_process(schema, tmp_path):
    (tmp_path / "a.xml").write_text(whole("<p>a <persnam>b</persnam></p>"))
    told = list(schema.iter_findings(tmp_path / "a.xml"))
    assert list(pickle.loads(pickle.dumps(schema)).iter_findings(str(tmp_path / "a.xml"))) == told


def test_document_that_is_not_well_formed(told):
    assert [one[0] for one in told("<p>a & b</p>")] == ["TE101"]


def test_is_valid(schema, tmp_path):
    (tmp_path / "a.xml").write_text(whole("<p>a</p>"))
    assert schema.is_valid(tmp_path / "a.xml")
    assert schema.is_valid(read_document(tmp_path / "a.xml").document)
    (tmp_path / "a.xml").write_text(whole("<q>a</q>"))
    assert not schema.is_valid(tmp_path / "a.xml")


PAIR = '<element name="a"><attribute name="b"><list><ref/></list></attribute></element>'.replace(
    "<ref/>", '<data type="integer"/><data type="integer"/>'
)
MIXED = (
    '<element name="a"><choice><data type="date"/><element name="p"><mixed><element name="hi"><zeroOrMore><text/>'
    "</zeroOrMore></element></mixed></element></choice></element>"
)
INTEGER = '<element name="a"><element name="num"><data type="integer"/></element></element>'


@pytest.mark.parametrize(
    ("pattern", "text", "expected"),
    [
        (INTEGER, "<a>\n <num>one</num></a>", [("TE305", "2:7", '"one" is not a value that <num> can have')]),
        (INTEGER, "<a>\n <num> </num></a>", [("TE302", "2:8", "<num> is empty")]),
        (INTEGER, "<a>\n <num>1<!-- c -->2</num></a>", []),
        (MIXED, "<a>foo <hi>a</hi></a>", [("TE301", "1:8", "<hi> cannot stand inside <a>")]),
        (INTEGER, "<a>\n <num>1<b/></num></a>", [("TE301", "2:8", "<b> is not")]),
        (
            '<element name="a"><choice><attribute name="b"/><attribute name="c"/></choice></element>',
            "<a/>",
            [("TE304", "1:1", "<a> lacks one of the attributes b or c")],
        ),
        (
            PAIR,
            '<a b="1"/>',
            [("TE305", "1:7", '"1" is not a value that b of <a> can have: it has too few words')],
        ),
        (
            '<element name="a"><attribute name="b"><list><data type="integer"/></list></attribute></element>',
            '<a b="1 22"/>',
            [("TE305", "1:9", '"22" is not a value that b of <a> can have: it is one word too many')],
        ),
        (
            '<element name="a"><data type="token"><except><value>x</value></except></data></element>',
            "<a>x</a>",
            [("TE305", "1:4", '"x" is not a value that <a> can have: it is one of the values that are left out')],
        ),
    ],
)
def test_values_and_content(own, pattern, text, expected):
    found = own(pattern, text)
    assert [one[:2] for one in found] == [one[:2] for one in expected]
    for one, (*_, message) in zip(found, expected, strict=True):
        assert one[2].startswith(message)


def test_identifiers(tmp_path):
    (tmp_path / "own.rng").write_text(
        f'<element name="a" {RNG} {XSD}><zeroOrMore><element name="b"><optional><attribute name="id">'
        '<data type="ID"/></attribute></optional><optional><attribute name="to"><data type="IDREFS"/></attribute>'
        "</optional><empty/></element></zeroOrMore></element>"
    )
    own = load_schema(tmp_path / "own.rng")
    (tmp_path / "a.xml").write_text('<a><b to="y x"/><b id="x"/>\n<b id="x"/>\n<b to="z"/></a>')
    assert [(one.code.id, one.location.line, one.location.column) for one in own.iter_findings(tmp_path / "a.xml")] == [
        ("TE203", 1, 11),
        ("TE201", 2, 8),
        ("TE203", 3, 8),
    ]
    own.check_ids = False
    assert own.is_valid(tmp_path / "a.xml")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (None, "does not exist"),
        ("", "empty"),
        ("<grammar>", ""),
        ("<grammar/>", "grammar"),
        (f"<grammar {RNG}/>", "start"),
    ],
)
def test_schemas_that_cannot_be_used(text, message, tmp_path):
    if text is not None:
        (tmp_path / "a.rng").write_text(text)
    with pytest.raises(SchemaError) as error:
        load_schema(tmp_path / "a.rng")
    assert message in error.value.message
    (found, *_) = error.value.report
    assert found.code.id == "TE312"


@pytest.mark.parametrize(
    ("written", "among", "meant"),
    [
        ("titel", ["title", "title2"], "title"),
        ("rfe", ["ref", "rend"], "ref"),
        ("persname", ["person", "persName"], "persName"),
        ("p", ["q", "l"], ""),
        ("wholly-else", ["ref", "title"], ""),
        ("{urn:x}title", ["{urn:y}title", "{urn:y}titel"], "{urn:y}title"),
        ("{urn:x}titel", ["{urn:y}title"], ""),
    ],
)
def test_spelling(written, among, meant):
    assert nearest(written, among) == meant
