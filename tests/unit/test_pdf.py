"""What a reader finds in the PDF of a document."""

from __future__ import annotations

import re
from dataclasses import fields
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest
from lxml import etree

from teiedit.document import Document
from teiedit.document.positions import SourceText
from teiedit.languages import load_words
from teiedit.print_settings import PrintSettings
from teiedit.publish.images import image_name
from teiedit.publish.pdf import TypstParameters, produce
from teiedit.publish.press import Press
from teiedit.publish.product import Product
from teiedit.relaxng.vocabulary.tei_names import TEI_ELEMENTS
from teiedit.resources import stylesheet
from unit.making import HEADER, HERE, annotated, document
from unit.test_typeset import PIXEL

XSL = {"xsl": "http://www.w3.org/1999/XSL/Transform"}


def make(body: str, *, more: str = "", register: Document | None = None, images: Any = None, **given: Any) -> Product:
    node, registers = annotated(document(body, more=more), register)
    press = Press(given.pop("settings", PrintSettings()))
    return produce(node, TypstParameters(registers=registers, **given), images or {}, press=press)


def shown(product: Product) -> str:
    """The text of all pages, with the hyphens of line ends undone and white space as single spaces."""
    pdf = pypdfium2.PdfDocument(product.content)
    text = "\n".join(page.get_textpage().get_text_bounded() for page in pdf)
    return " ".join(re.sub(r"[\u00ad\ufffe\u0002]\s*", "", text.replace("\r", "")).split())


def read(body: str, **given: Any) -> str:
    return shown(make(body, **given))


def outline(product: Product) -> list[tuple[int, str]]:
    pdf = pypdfium2.PdfDocument(product.content)
    return [(mark.level, mark.get_title()) for mark in pdf.get_toc()]


def structure(product: Product) -> list[str]:
    """The kinds of structure elements, in reading order."""
    kinds: list[str] = []

    def walk(node: Any) -> None:
        if isinstance(node, pikepdf.Array):
            for one in node:
                walk(one)
        elif isinstance(node, pikepdf.Dictionary):
            if "/S" in node:
                kinds.append(str(node.S)[1:])
            walk(node.get("/K"))

    with pikepdf.open(BytesIO(product.content)) as pdf:
        walk(pdf.Root.StructTreeRoot.K)
    return kinds


def test_parameters_are_those_of_the_stylesheet():
    told = {}
    for one in etree.parse(stylesheet("typst-core.xsl")).getroot().iterfind("xsl:param", XSL):
        told[one.get("name")] = (one.get("as"), one.get("select"))
    kinds = {"str": "xs:string", "Node | None": "document-node()?"}
    ours = {
        one.name.replace("_", "-"): (kinds[str(one.type)], f"'{one.default}'" if one.default is not None else "()")
        for one in fields(TypstParameters)
        if one.name != "words"
    }
    assert ours == told


def test_made_twice_it_is_the_same_file():
    body = "<div><head>A</head><p>Words<note>n</note> <ref target='#x'>there</ref></p><p xml:id='x'>Here</p></div>"
    assert make(body).content == make(body).content


def test_it_has_title_language_and_outline():
    product = make("<div><head>First<note>n</note></head><div><div><head>Deep</head><p>x</p></div></div></div>")
    with pikepdf.open(BytesIO(product.content)) as pdf:
        assert str(pdf.docinfo["/Title"]) == "A title"
        assert str(pdf.Root.Lang).startswith("en")
    assert outline(product)[:2] == [(0, "First"), (1, "Deep")]


def corpus(*levels: str) -> Document:
    """Put a whole TEI document, with a summary, a note and an intervention, into corpora around it."""
    inner = document(
        "<div><head>Head<note>n</note></head><p>Words <supplied>given</supplied></p></div>",
        more="<profileDesc><abstract><p>In short.</p></abstract></profileDesc>",
    )
    data = etree.tostring(inner.root)
    for title in levels:
        header = HEADER.replace("{more}", "").replace("A title", title).replace(' xml:id="ed"', "")
        data = b'<teiCorpus xmlns="http://www.tei-c.org/ns/1.0">' + header.encode() + data * 2 + b"</teiCorpus>"
    return Document(
        HERE, etree.fromstring(data, etree.XMLParser(collect_ids=False)), SourceText(HERE, data), HERE.parent
    )


@pytest.mark.parametrize("titles", [["Whole"], ["Part", "Whole"], [f"Level {number}" for number in range(5)]])
def test_headings_of_a_corpus_follow_its_levels(titles: list[str]) -> None:
    node, registers = annotated(corpus(*titles))
    product = produce(node, TypstParameters(registers=registers), {})
    marks = outline(product)
    parts = [*reversed(titles[:-1]), "A title"]
    begin = [*enumerate(parts), *((len(parts), title) for title in ("Summary", "Head", "Editorial interventions"))]
    assert marks[: len(begin)] == [(min(5, level), title) for level, title in begin]
    assert marks[-1] == (0, "About this document")
    assert shown(product).count("In short.") == 2 ** len(titles)


def test_it_is_tagged():
    kinds = structure(make("<div><head>First</head><p>Words<note>n</note></p><list><item>x</item></list></div>"))
    assert {"H1", "P", "Note", "L", "LI"} <= set(kinds)


def test_notes_have_the_numbers_of_the_source_and_their_author():
    text = read("<p>One<note n='17' resp='#ed'>The note.</note> two<note n='*'>Editor: a note.</note>.</p>")
    assert "One17 two*." in text
    assert "17 The note. (Editor)" in text
    assert "* Editor: a note." in text


def test_the_author_of_a_note_is_not_said_twice():
    assert "(Editor)" not in read("<p>One<note resp='#ed'>Editor’s note: it is.</note></p>")


@pytest.mark.parametrize(
    "body",
    [
        "<table><row><cell>a<note>NOTED</note></cell></row></table>",
        "<table><row role='label'><cell>a<note>NOTED</note></cell></row><row><cell>b</cell></row></table>",
        "<list><item>a<note>NOTED</note></item></list>",
        "<p>a<note>b<note>NOTED</note></note></p>",
        "<lg><l>a<note>NOTED</note></l></lg>",
        "<div><head>a<note>NOTED</note></head><p>x</p></div>",
        "<p>a<note place='margin'>NOTED</note></p>",
        "<p>a <note place='inline'>NOTED</note></p>",
        "<note>NOTED</note><p>a</p>",
        "<figure><head>a<note>NOTED</note></head></figure>",
        "<p>a<note><list><item>NOTED</item></list></note></p>",
    ],
)
def test_a_note_is_printed_once_wherever_it_is_called(body):
    product = make(f"<div>{body}</div>")
    assert shown(product).count("NOTED") == 1
    assert not product.findings


CHOICES = (
    "<p>Thus <choice><sic>teh</sic><corr resp='#ed'>the</corr></choice> "
    "<choice><abbr>Dr</abbr><expan>Doctor</expan></choice> <surplus>twice</surplus> "
    "<supplied>given</supplied> end.</p>"
)


def test_the_reading_view_is_corrected_and_gives_account():
    text = read(CHOICES)
    assert "Thus the Doctor given end." in text
    assert "teh corrected to the (Editor)" in text
    assert "Dr stands for Doctor" in text
    assert "twice superfluous in the source" in text


def test_the_source_view_has_the_signs():
    text = read(CHOICES, view="source")
    assert "Thus ⌜teh⌝ Dr {twice} ⟨given⟩ end." in text
    assert "teh corrected to the (Editor)" in text


def test_an_intervention_says_why_and_how_sure():
    text = read("<p>To <supplied reason='lost' cert='low' resp='#ed'>whom</supplied> it may</p>")
    assert "whom supplied (Editor; reason lost; certainty low)" in text
    text = read("<p>To <choice><sic>hwom</sic><corr cert='high'>whom</corr></choice> it may</p>")
    assert "hwom corrected to whom (certainty high)" in text


def test_the_same_intervention_is_told_once():
    choice = "<choice><abbr>Dr</abbr><expan>Doctor</expan></choice>"
    assert read(f"<p>{choice} and {choice}</p>").count("Dr stands for Doctor") == 1


def test_readings_of_witnesses_are_at_the_foot_by_line_or_notes_with_letters():
    body = "<p><app><lem wit='#A'>one</lem><rdg wit='#B'>two</rdg><rdg wit='#C'/></app> end</p>"
    assert "1 one A] two B; om. C" in read(body)
    assert "onea end" in read(body, apparatus="notes")
    assert "one] A two B; om. C." in read(body, apparatus="notes")


def test_white_space_is_as_in_html():
    body = "<p>\n  a<hi rend='bold'> b </hi>\n c<lb break='no'/>d <note>n</note> e\n</p>"
    assert "a b cd1 e" in read(body)


def test_links_lead_within_and_out():
    product = make(
        "<p xml:id='here'>A <ref target='#there'>inner</ref>, <ref target='mailto:a@b.org'>mail</ref>, "
        "<ref target='https://example.org/ä'>web</ref>, <ref target='#nowhere'>none</ref>.</p>"
        "<p xml:id='there'>B</p>"
    )
    with pikepdf.open(BytesIO(product.content)) as pdf:
        actions = [link.A for page in pdf.pages for link in page.get("/Annots", []) if "/A" in link]
        uris = {str(action.URI) for action in actions if "/URI" in action}
        inner = [
            link
            for page in pdf.pages
            for link in page.get("/Annots", [])
            if "/Dest" in link or "/D" in link.get("/A", {})
        ]
    assert uris == {"mailto:a@b.org", "https://example.org/%C3%A4"}
    assert inner


def test_an_image_is_shown_with_its_description_or_named_as_missing():
    body = "<figure><graphic url='a b/c.png'/><head>The map</head></figure>"
    with_image = make(body, images={"a b/c.png": PIXEL})
    assert "Figure" in structure(with_image)
    assert "image missing" not in shown(with_image)
    assert "image missing: a b/c.png" in read(body)


def test_a_broken_image_is_a_finding():
    product = make("<figure><graphic url='c.png'/></figure>", images={"c.png": b"no image"})
    assert [(one.code, one.subject) for one in product.findings] == [("TE204", "c.png")]


def test_image_names_are_what_xpath_makes_of_them():
    assert image_name("a b/ä~(1).png") == "a%20b%2F%C3%A4~%281%29.png"


def test_an_unknown_element_is_shown_and_reported():
    product = make("<p>a <blort>words of it</blort></p>")
    assert [(one.code, one.subject) for one in product.findings] == [("TE501", "blort")]
    assert "words of it" in shown(product)


def test_a_character_without_a_glyph_is_printed_as_its_number_and_reported():
    product = make("<p>a 漢 b</p>")
    assert [(one.code, one.subject) for one in product.findings] == [
        ("TE503", "漢 (U+6F22 CJK UNIFIED IDEOGRAPH-6F22)")
    ]
    assert "a U+6F22 b" in shown(product)


def test_tables_keep_their_cells_however_uneven():
    text = read(
        "<table><row role='label'><cell>a</cell><cell cols='2'>b</cell></row>"
        "<row><cell rows='3'>c</cell><cell>d</cell></row><row><cell>e</cell><cell>f</cell><cell>g</cell></row>"
        "<row><cell cols='nonsense'>h</cell></row></table>"
    )
    assert all(f" {letter} " in f"{text} " for letter in "abcdefgh")


def test_the_register_says_who_is_who_and_where():
    path = Path("/edition/register.xml")
    data = (
        b'<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader/><standOff><listPerson><person xml:id="x">'
        b"<persName>Doe, Jane</persName><birth when='1901-02-03'/><note>A writer.</note></person>"
        b"</listPerson></standOff></TEI>"
    )
    register = Document(path, etree.fromstring(data), SourceText(path, data), path.parent)
    text = read("<p>Of <persName ref='register.xml#x'>Jane</persName>.</p>", register=register)
    assert "Doe, Jane (* 1901). A writer. 1" in text


@pytest.mark.parametrize("depth", [200, 1500])
def test_deep_nesting_loses_no_word(depth):
    nested = "<hi rend='italic'>" * depth + "deep" + "</hi>" * depth
    text = read(f"<p>{nested} <seg>after</seg></p>")
    assert "deep after" in text


def test_deep_lists_lose_no_word():
    assert "deep" in read("<list><item>" * 60 + "deep" + "</item></list>" * 60)


@pytest.mark.parametrize("paper", ["a4", "a5", "us-letter"])
def test_paper_sizes(paper):
    page = pypdfium2.PdfDocument(make("<p>x</p>", settings=PrintSettings(paper=paper)).content)[0]
    assert (
        tuple(round(size) for size in page.get_size())
        == {"a4": (595, 842), "a5": (420, 595), "us-letter": (612, 792)}[paper]
    )


def test_a_note_longer_than_a_page_begins_at_its_call_and_goes_on() -> None:
    long = " ".join(f"w{number}" for number in range(2000))
    made = make(f"<p>{'text ' * 300}<note type='editor'>{long}</note></p>")
    assert made.findings == ()
    assert len(pypdfium2.PdfDocument(made.content)) >= 3
    text = shown(made)
    assert all(f"w{number}" in text for number in range(0, 2000, 50))


MARKS = (
    "<p>Read <unclear>ab</unclear>, <gap reason='lost' quantity='3' unit='character'/> gone, a"
    "<space quantity='2' unit='character'/>blank. <delSpan spanTo='#e'/>First</p>"
    "<p>and second<anchor xml:id='e'/> kept.</p>"
)


def test_the_source_view_has_signs_after_letters_and_in_place_of_gaps_and_a_legend() -> None:
    text = read(MARKS, view="source")
    assert "Read a\u0323b\u0323, [···] gone, a (vac. 2) blank. ⟦First and second⟧ kept." in text
    assert "lost letters, one dot each" in text or "letters lost, one dot each" in text


def test_what_is_deleted_across_paragraphs_is_told_of_the_reading_view() -> None:
    text = read(MARKS)
    assert "blank. kept." in text
    assert "First and second deleted in the source" in text


def test_an_alternative_that_is_not_chosen_is_told_as_one() -> None:
    text = read(
        "<p>Thus <choice><sic>teh</sic><corr cert='low'>ten</corr><corr cert='high'>the</corr></choice> end</p>"
    )
    assert "Thus the end" in text
    assert "teh corrected to the; alternatives ten (certainty high)" in text


def position(product: Product, words: str) -> tuple[float, float]:
    """Where words begin on the first page, in points from the left and from the top."""
    page = pypdfium2.PdfDocument(product.content)[0]
    text = page.get_textpage()
    index, _ = text.search(words).get_next()
    left, _, _, top = text.get_charbox(index)
    return left, page.get_height() - top


def test_notes_in_the_margin_stand_beside_their_lines_and_below_each_other() -> None:
    product = make(
        "<p>Begin<note place='margin'>BESIDE and so long that it takes more than a line of the margin</note> and"
        "<note place='margin'>BELOW</note> end.</p>"
    )
    line, beside, below = (position(product, words) for words in ("Begin", "BESIDE", "BELOW"))
    assert beside[0] > line[0] + 300
    assert abs(beside[1] - line[1]) < 10
    assert below[0] == pytest.approx(beside[0], abs=2)
    assert below[1] > beside[1] + 15


def test_where_the_margin_is_narrow_its_notes_are_in_the_line() -> None:
    narrow = PrintSettings(outer="18mm")
    assert "Begin (BESIDE) end" in read("<p>Begin<note place='margin'>BESIDE</note> end</p>", settings=narrow)


def test_a_note_that_is_called_again_is_printed_once() -> None:
    text = read("<p>a<ptr target='#n'/> b<ref target='#n'>1</ref></p><noteGrp><note xml:id='n'>TOLD</note></noteGrp>")
    assert text.count("TOLD") == 1
    assert "a1 b1" in text


def test_a_source_document_is_printed_line_by_line() -> None:
    source = document(
        "", text="<sourceDoc><surface><zone><line>One</line><line>two</line></zone></surface></sourceDoc>"
    )
    node, registers = annotated(source)
    product = produce(node, TypstParameters(registers=registers), {})
    assert not product.findings
    assert "One two" in shown(product)


def test_words_of_the_edition_are_in_the_language_of_the_interface() -> None:
    product = make("<p>Words <supplied>given</supplied></p>", words=load_words(("de",)))
    with pikepdf.open(BytesIO(product.content)) as pdf:
        # With the region that says whose words they are.
        tags = [str(one.Lang) for one in pdf.objects if isinstance(one, pikepdf.Dictionary) and "/Lang" in one]
        languages = {tag.partition("-")[0] for tag in tags}
    assert "Eingriffe der Herausgeber" in shown(product)
    assert {"en", "de"} <= languages


def test_an_element_of_tei_is_never_unknown() -> None:
    names = sorted(TEI_ELEMENTS - {"TEI", "teiCorpus", "text", "xenoData"})
    product = make(" ".join(f"<p>. <{name}/> .</p>" for name in names))
    assert [one.subject for one in product.findings if one.code == "TE501"] == []
