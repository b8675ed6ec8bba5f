"""The document schema: it compiles, explains itself, refuses what editors must not do and accepts what they do."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree

SCHEMA = Path(__file__).resolve().parents[2] / "schemas" / "teiedit.rng"
RNG = "{http://relaxng.org/ns/structure/1.0}"
DOCUMENTATION = "{http://relaxng.org/ns/compatibility/annotations/1.0}documentation"
TEI = "http://www.tei-c.org/ns/1.0"

# lxml aborts on a repeated xml:id before the schema can say so.
PARSER = etree.XMLParser(collect_ids=False)


@pytest.fixture(scope="module")
def source() -> etree._ElementTree:
    return etree.parse(str(SCHEMA))


@pytest.fixture(scope="module")
def schema(source: etree._ElementTree) -> etree.RelaxNG:
    return etree.RelaxNG(source)


def document(body: str = "<p/>", *, header: str = "", stand_off: str = "", title: str = "<title>T</title>") -> str:
    """Put fragments into the smallest document that can hold them."""
    return (
        f'<TEI xmlns="{TEI}" xml:lang="en"><teiHeader><fileDesc><titleStmt>{title}</titleStmt>'
        "<publicationStmt><p>P</p></publicationStmt><sourceDesc><p>S</p></sourceDesc></fileDesc>"
        f"{header}</teiHeader>{stand_off}<text><body>{body}</body></text></TEI>"
    )


def is_valid(schema: etree.RelaxNG, text: str) -> bool:
    return bool(schema.validate(etree.fromstring(text.encode(), PARSER)))


@pytest.mark.parametrize("kind", ["element", "attribute"])
def test_every_definition_of_an_element_or_attribute_is_documented(source: etree._ElementTree, kind: str) -> None:
    bare = [
        f"line {node.sourceline}: {node.get('name')}"
        for node in source.iter(RNG + kind)
        if not (node.findtext(DOCUMENTATION) or "").strip().endswith((".", "?"))
    ]
    assert bare == []


def test_every_listed_value_is_documented(source: etree._ElementTree) -> None:
    bare = []
    for value in source.iter(RNG + "value"):
        after = value.getnext()
        if after is None or after.tag != DOCUMENTATION or not (after.text or "").strip():
            bare.append(f"line {value.sourceline}: {value.text}")
    assert bare == []


def test_no_list_has_a_value_twice(source: etree._ElementTree) -> None:
    for choice in source.iter(RNG + "choice"):
        values = [value.text for value in choice.findall(RNG + "value")]
        assert len(values) == len(set(values)), f"line {choice.sourceline}"


def test_the_smallest_document_is_valid(schema: etree.RelaxNG) -> None:
    assert is_valid(schema, document())


def test_a_header_with_registers_and_no_text_is_valid(schema: etree.RelaxNG) -> None:
    text = document(
        stand_off='<standOff><listPerson><person xml:id="k"><persName>K</persName></person></listPerson></standOff>'
    )
    assert is_valid(schema, text.replace("<text><body><p/></body></text>", ""))


def test_a_corpus_of_documents_is_valid(schema: etree.RelaxNG) -> None:
    text = document()
    header = text[text.index("<teiHeader") : text.index("<text>")]
    assert is_valid(schema, f'<teiCorpus xmlns="{TEI}" xml:lang="en">{header}{text}{text}</teiCorpus>')


def test_a_root_without_language_is_refused(schema: etree.RelaxNG) -> None:
    assert not is_valid(schema, document().replace(' xml:lang="en"', ""))


def test_a_repeated_identifier_is_refused(schema: etree.RelaxNG) -> None:
    assert not is_valid(schema, document('<p xml:id="a"/><p xml:id="a"/>'))


def test_a_fragment_of_another_vocabulary_is_refused(schema: etree.RelaxNG) -> None:
    assert not is_valid(schema, document('<p><b xmlns="http://www.w3.org/1999/xhtml">x</b></p>'))


@pytest.mark.parametrize(
    "body",
    [
        "",
        "text",
        "<p><note>x</note></p>",
        '<p><note type="whatever">x</note></p>',
        '<p><note type="editor" place="somewhere">x</note></p>',
        '<p><note type="two words">x</note></p>',
        "<p><choice><sic>a</sic></choice></p>",
        "<p><choice><corr>a</corr></choice></p>",
        "<p><choice><sic>a</sic><sic>b</sic></choice></p>",
        "<p><choice><sic>a</sic><reg>b</reg></choice></p>",
        "<p><choice><orig>a</orig></choice></p>",
        "<p><choice><abbr>a</abbr></choice></p>",
        "<p><choice/></p>",
        "<p><gap/></p>",
        '<p><gap reason="laziness"/></p>',
        '<p><gap reason="illegible" unit="furlong"/></p>',
        '<p><gap reason="illegible" quantity="about 3" unit="line"/></p>',
        '<p><surplus reason="twice">a</surplus></p>',
        '<p><supplied reason="because">a</supplied></p>',
        '<p><unclear cert="very">a</unclear></p>',
        "<p><p>a</p></p>",
        "<ab><p>a</p></ab>",
        "<p><div><p/></div></p>",
        "<div/>",
        "<div><head>a</head></div>",
        "<div><p/><head>a</head></div>",
        "<div><div><p/></div><p/></div>",
        '<div type="sermon-on-the-mount"><p/></div>',
        '<p><date when="1962-13-40">x</date></p>',
        '<p><date when="16.11.1962">x</date></p>',
        '<p><date when="1962-02-29">x</date></p>',
        '<p><date when="1962" from="1961">x</date></p>',
        '<p><date notBefore="1962" from="1961">x</date></p>',
        '<p><hi rend="fancy">x</hi></p>',
        '<p><name type="thingummy">x</name></p>',
        '<p><persName ref="">x</persName></p>',
        '<p><persName type="two words">x</persName></p>',
        "<p><ptr/></p>",
        "<p><ref>x</ref></p>",
        '<p><ref target="#a" cRef="b">x</ref></p>',
        '<p><ref cRef="b" targetLang="en">x</ref></p>',
        '<p>a<lb break="perhaps"/>b</p>',
        '<list type="gloss"><item>a</item></list>',
        '<list type="gloss"><label>a</label></list>',
        '<list type="shopping"><item>a</item></list>',
        "<list/>",
        "<list><head>a</head></list>",
        "<table/>",
        "<table><row/></table>",
        '<figure><graphic url="a.jpg"/></figure><p/>',
        "<figure><head>x</head><graphic/></figure><p/>",
        "<lg><head>a</head></lg>",
        "<lg><l><l>a</l></l></lg>",
        "<lg><l><p>a</p></l></lg>",
        "<sp><speaker>a</speaker></sp>",
        "<p><subst><add>a</add></subst></p>",
        "<p><app><lem>a</lem></app></p>",
        "<p><app><rdg>b</rdg><lem>a</lem></app></p>",
        "<p><anchor/></p>",
        "<p><unknown/></p>",
        '<p><lb subtype="x"/></p>',
        '<p><seg subtype="x">a</seg></p>',
        '<p xml:id="1a"/>',
        '<p xml:lang="deutsch und englisch"/>',
        '<p rendition=""/>',
    ],
)
def test_the_body_is_refused(schema: etree.RelaxNG, body: str) -> None:
    assert not is_valid(schema, document(body))


@pytest.mark.parametrize(
    "body",
    [
        "<p/>",
        '<p>a<note type="translator" resp="#tr" n="1" place="foot" xml:id="n1" corresp="#c1">x</note></p>',
        '<p><note type="editor"><p>a</p><list><item>b</item></list><p>c</p></note></p>',
        '<p><choice xml:id="c1"><sic>a</sic><corr resp="#e" cert="high">b</corr><corr>c</corr></choice></p>',
        "<p><choice><corr>b</corr><sic>a</sic></choice><choice><orig>u</orig><reg>v</reg></choice></p>",
        "<p><choice><abbr>C<am>-</am></abbr><expan>C<ex>omrade</ex></expan></choice></p>",
        "<p><choice><unclear>a</unclear><unclear>b</unclear></choice><sic>a</sic><corr>b</corr></p>",
        '<p><gap reason="illegible damage" quantity="3" unit="line"><desc>torn</desc></gap></p>',
        '<p><surplus reason="repeated" resp="#tr" corresp="#n1">a</surplus></p>',
        '<p>Cde <supplied reason="clarification" resp="#tr">Anastas</supplied> <persName>Mikoyan</persName></p>',
        '<div type="agenda-item" n="1"><head>a</head><p/></div>',
        "<div><head>a</head><div><p/></div><div><p/></div></div>",
        '<div><head>a</head><gap reason="editorial"/></div>',
        (
            '<div type="letter"><opener><dateline>M, <date when="1962-11-16">16 November</date></dateline>'
            "<salute>Dear X</salute></opener><p>a</p><closer><salute>Yours</salute><signed>Y</signed></closer>"
            "<postscript><p>b</p></postscript></div>"
        ),
        (
            '<list type="present" rend="inline"><head>Present</head><item><persName ref="#b #c">B</persName></item>'
            "<lb/><item>C</item></list>"
        ),
        '<list type="gloss"><label>a</label><item><gap reason="editorial"><desc>b</desc></gap></item></list>',
        "<list><label>1</label><item>a</item></list>",
        '<table rows="1" cols="2"><head>a</head><row role="label"><cell cols="2">b</cell></row></table>',
        '<figure><graphic url="a.jpg" mimeType="image/jpeg" width="80%"/><figDesc>a</figDesc></figure><p/>',
        '<lg type="stanza"><l>a</l><l>b</l></lg>',
        '<sp who="#k"><speaker>K</speaker><p>a</p><stage type="business">Applause.</stage></sp>',
        '<p>He said: <q type="spoken">no</q><quote source="#b">a</quote> <said who="#k">yes</said></p>',
        "<quote><p>a</p><p>b</p></quote><cit><quote>a</quote><bibl>b</bibl></cit>",
        "<p><floatingText><body><p>a</p></body></floatingText></p>",
        '<p><date from="1962-11" to="1962-12">a</date><date notBefore="1962" to="1963">b</date></p>',
        '<p><date when="-0044-03-15">a</date><date when="--11-16">b</date><time when="10:30:00">c</time></p>',
        '<p><hi rend="italic bold">a</hi> <foreign xml:lang="ru-Latn">tovarishch</foreign></p>',
        '<p>a<pb n="2" facs="#f2"/>b<lb break="no"/>c<milestone unit="section"/></p>',
        '<p><ref type="external" target="https://example.org/">a</ref><ptr type="note" target="#n1"/></p>',
        '<p><app><lem wit="#A">a</lem><rdg wit="#B #C" type="other">b</rdg></app></p>',
        '<p><subst><del rend="strikethrough">a</del><add place="above" hand="#h">b</add></subst></p>',
        '<p><rs type="person" ref="r.xml#k">the president</rs><term ref="r.xml#t">crisis</term></p>',
        '<p><formula notation="tex">a^2</formula><measure unit="kg" quantity="3">3 kg</measure></p>',
    ],
)
def test_the_body_is_accepted(schema: etree.RelaxNG, body: str) -> None:
    assert is_valid(schema, document(body)), schema.error_log


@pytest.mark.parametrize(
    ("registers", "accepted"),
    [
        ('<listPerson><person xml:id="k"><persName>K</persName></person></listPerson>', True),
        (
            (
                '<listPerson><person xml:id="k" role="a"><idno type="VIAF">1</idno><persName>K</persName>'
                '<birth when="1894"/><note type="biographical">a</note></person></listPerson>'
            ),
            True,
        ),
        ("<listPerson><person><persName>K</persName></person></listPerson>", False),
        ('<listPerson><person xml:id="k"><birth when="1894"/></person></listPerson>', False),
        ('<listPerson><person xml:id="k"><persName>K</persName><note>a</note></person></listPerson>', False),
        (
            (
                '<listPlace><place xml:id="m"><placeName>M</placeName><location><geo>55.752 37.617</geo></location>'
                "</place></listPlace>"
            ),
            True,
        ),
        ("<listPlace><place><placeName>M</placeName></place></listPlace>", False),
        ('<listPlace><place xml:id="m"><location><geo>1 2</geo></location></place></listPlace>', False),
        (
            (
                '<listPlace><place xml:id="m"><placeName>M</placeName><location><geo>far away</geo></location></place>'
                "</listPlace>"
            ),
            False,
        ),
        ('<listOrg><org xml:id="o"><orgName>O</orgName><desc>a</desc></org></listOrg>', True),
        ("<listOrg><org><orgName>O</orgName></org></listOrg>", False),
        ('<listOrg><org xml:id="o"><desc>a</desc></org></listOrg>', False),
        ('<listEvent><event xml:id="e" when="1962"><label>E</label></event></listEvent>', True),
        ('<listEvent><event when="1962"><label>E</label></event></listEvent>', False),
        ('<listBibl><bibl xml:id="b"><title level="m">B</title></bibl></listBibl>', True),
        ("<listBibl><bibl>B</bibl></listBibl>", False),
        (
            (
                '<listPerson><person xml:id="k"><persName>K</persName></person></listPerson>'
                '<listRelation><relation name="spouse" mutual="#k #l"/></listRelation>'
            ),
            True,
        ),
        ('<listRelation><relation name="parent" passive="#k"/></listRelation>', False),
        ('<linkGrp type="x"><link target="#a #b"/></linkGrp>', True),
        ('<linkGrp type="x"><link target="#a"/></linkGrp>', False),
    ],
)
def test_register_entries_need_an_identifier_and_a_name(
    schema: etree.RelaxNG, registers: str, *, accepted: bool
) -> None:
    assert is_valid(schema, document(stand_off=f"<standOff>{registers}</standOff>")) is accepted


@pytest.mark.parametrize(
    ("header", "accepted"),
    [
        ('<revisionDesc status="published"><change when="2026-11-23" who="#e">a</change></revisionDesc>', True),
        ('<revisionDesc status="perfect"><change when="2026-11-23">a</change></revisionDesc>', False),
        ("<revisionDesc><change>a</change></revisionDesc>", False),
        ("<revisionDesc/>", False),
        ('<profileDesc><langUsage><language ident="en" usage="90">English</language></langUsage></profileDesc>', True),
        ('<profileDesc><langUsage><language ident="English"/></langUsage></profileDesc>', False),
        ('<profileDesc><abstract><p>a<note type="editor">b</note></p></abstract></profileDesc>', True),
        (
            (
                "<profileDesc><textClass><keywords scheme='#s'><term ref='r.xml#t'>a</term></keywords></textClass>"
                "</profileDesc>"
            ),
            True,
        ),
        (
            (
                "<profileDesc><correspDesc><correspAction type='sent'><name>a</name></correspAction></correspDesc>"
                "</profileDesc>"
            ),
            True,
        ),
        (
            (
                "<profileDesc><correspDesc><correspAction type='lost'><name>a</name></correspAction></correspDesc>"
                "</profileDesc>"
            ),
            False,
        ),
        (
            (
                "<encodingDesc><editorialDecl><correction method='markup'><p>a</p></correction></editorialDecl>"
                "</encodingDesc>"
            ),
            True,
        ),
        ("<encodingDesc><editorialDecl><quotation/></editorialDecl></encodingDesc>", False),
        ('<encodingDesc><variantEncoding method="parallel-segmentation" location="external"/></encodingDesc>', False),
        ("<encodingDesc/>", False),
    ],
)
def test_header_declarations_follow_their_rules(schema: etree.RelaxNG, header: str, *, accepted: bool) -> None:
    assert is_valid(schema, document(header=header)) is accepted


def test_responsibility_is_stated_with_a_name(schema: etree.RelaxNG) -> None:
    stated = '<title>T</title><respStmt xml:id="tr"><resp>translation</resp><persName>X</persName></respStmt>'
    assert is_valid(schema, document(title=stated))
    assert not is_valid(schema, document(title=stated.replace("<persName>X</persName>", "")))
    assert not is_valid(schema, document(title=""))


@pytest.mark.parametrize("name", ["protocol-66.xml", "register.xml"])
def test_the_sample_edition_is_valid(schema: etree.RelaxNG, name: str) -> None:
    sample = SCHEMA.parents[1] / "tei" / name
    if not sample.exists():
        pytest.skip(f"{sample} is absent")
    tree = etree.parse(str(sample), PARSER)
    assert schema.validate(tree), schema.error_log
