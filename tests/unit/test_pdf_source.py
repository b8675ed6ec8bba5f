"""The source on paper: its pages, lines and images, what editors changed, formulae, descriptions."""

from __future__ import annotations

from io import BytesIO

import pdfplumber
import pytest

from teiedit.publish.product import Product
from unit.printing import LONG, printed, word, words
from unit.test_pdf import outline, shown, structure
from unit.test_typeset import PIXEL

# The source


def test_page_numbers_of_the_source_stand_in_the_margin_where_they_are_wanted() -> None:
    body = f"<p>Alpha <pb n='12v'/>beta {LONG} {LONG}</p>"
    in_text, in_margin = printed(body), printed(body, page_marks="margin")
    assert "Alpha [12v] beta" in shown(in_text)
    mark, line = word(in_margin, "12v"), word(in_margin, "Alpha")
    right = max(one.right for one in words(in_margin) if one.size > 9 and abs(one.top - line.top) < 2)
    assert mark.left > right
    assert abs(mark.top - line.top) < 8


def test_page_numbers_in_one_line_of_the_margin_stand_beside_each_other() -> None:
    product = printed("<p>Alpha <pb n='12v'/>beta <pb n='13r'/>gamma</p>", page_marks="margin")
    assert word(product, "13r").left > word(product, "12v").right


def test_a_page_that_begins_between_paragraphs_takes_no_line() -> None:
    with_break = printed("<div><p>Alpha</p><pb n='7'/><div><head>Head</head><p>Beta</p></div></div>")
    without = printed("<div><p>Alpha</p><div><head>Head</head><p>Beta</p></div></div>")
    assert word(with_break, "Beta").top == pytest.approx(word(without, "Beta").top, abs=0.5)
    assert shown(with_break).count("[7]") == 1


def test_facsimiles_stand_on_the_left_opposite_their_text() -> None:
    body = "".join(f"<pb n='{number}' facs='p.png'/><p>Text{number} of the page.</p>" for number in range(1, 4))
    product = printed(body, images={"p.png": PIXEL}, facsimile="opposite")
    with pdfplumber.open(BytesIO(product.content)) as pdf:
        pictured = [number for number, page in enumerate(pdf.pages, 1) if page.images]
    assert pictured == [2, 4, 6]
    assert [word(product, f"Text{number}").page for number in range(1, 4)] == [3, 5, 7]


def test_facsimiles_of_pages_that_begin_within_blocks_lose_no_word() -> None:
    body = (
        "<p>Alpha <pb n='1' facs='p.png'/>beta</p><quote><p>gamma <pb n='2' facs='p.png'/>delta</p></quote>"
        "<list><item>eta <pb n='3' facs='p.png'/>theta</item></list>"
        "<table><row><cell>iota <pb n='4' facs='p.png'/>kappa</cell></row></table>"
    )
    product = printed(body, images={"p.png": PIXEL}, facsimile="opposite")
    text = shown(product)
    assert all(one in text for one in ("Alpha", "beta", "gamma", "delta", "eta", "theta", "iota", "kappa"))
    assert not product.findings


def test_facsimiles_that_are_not_there_or_no_images_are_told_at_their_pages() -> None:
    body = "<p><pb facs='none.png'/>one <pb facs='zero.png'/>two <pb facs='https://x.org/1'/>x <pb facs='p.png'/></p>"
    product = printed(body, images={"p.png": PIXEL, "zero.png": b""}, facsimile="opposite")
    assert [(one.code, one.subject) for one in product.findings] == [("TE204", "none.png"), ("TE204", "zero.png")]
    assert all(one.path for one in product.findings)
    assert not printed("<p><pb facs='none.png'/>one</p>").findings


def test_lines_of_an_inscription_keep_their_numbers() -> None:
    lines = "".join(f"<lb n='{number}'/>LINE{number} of it" for number in range(1, 7))
    product = printed(f"<ab>{lines}</ab>")
    tops = [word(product, f"LINE{number}").top for number in range(1, 7)]
    assert tops == sorted(set(tops))
    number, line = word(product, "5"), word(product, "LINE5")
    assert number.right < line.left
    assert abs(number.top - line.top) < 6


# Editorial intervention


CHANGED = (
    "<p>Thus <choice><sic>teh</sic><corr>the</corr></choice> <del>gone</del> <add>come</add> "
    "<choice><abbr>Dr</abbr><expan>Doctor</expan></choice> end.</p>"
)


def test_changes_show_what_stood_there_and_what_was_put_in_its_stead() -> None:
    product = printed(CHANGED, view="changes")
    assert "Thus teh → the gone come Dr → Doctor end." in shown(product)
    assert "teh corrected to the" in shown(product)
    assert strokes(product) >= strokes(printed(CHANGED)) + 5


def strokes(product: Product) -> int:
    """The lines that are drawn on the first page, through or below words."""
    with pdfplumber.open(BytesIO(product.content)) as pdf:
        page = pdf.pages[0]
        return len(page.lines) + len(page.rects) + len(page.curves)


def test_headings_and_bookmarks_of_changes_are_those_of_the_reading_text() -> None:
    body = "<div><head>On <choice><sic>teh</sic><corr>the</corr></choice> hill</head><p>x</p></div>"
    assert (0, "On the hill") in outline(printed(body, view="changes"))


# Formulae and what cannot be drawn


MATH = '<formula><math xmlns="http://www.w3.org/1998/Math/MathML">{0}</math></formula>'


def test_simple_mathml_is_set_as_a_formula() -> None:
    product = printed("<p>Half is " + MATH.format("<mfrac><mn>1</mn><mn>2</mn></mfrac>") + " here.</p>")
    assert "Formula" in structure(product)
    assert word(product, "1").top < word(product, "2").top
    assert not product.findings


def test_other_mathml_keeps_its_words() -> None:
    text = shown(printed("<p>" + MATH.format("<mlongdiv><mn>11</mn><mn>22</mn></mlongdiv>") + "</p>"))
    assert "11 22" in text


def test_music_is_told_in_words() -> None:
    text = shown(printed("<notatedMusic><desc>Two bars in C.</desc></notatedMusic>"))
    assert "Two bars in C." in text
    assert "[music]" in text


def test_a_reading_stands_above_its_characters() -> None:
    product = printed("<p>The <ruby><rb>base</rb><rt>reading</rt></ruby> here.</p>")
    above, base = word(product, "reading"), word(product, "base")
    assert above.size < base.size
    assert above.top < base.top


# Descriptions


def test_a_manuscript_is_described_line_by_line() -> None:
    product = printed(
        "<msDesc><msIdentifier><settlement>Oxford</settlement><idno>MS 1</idno></msIdentifier>"
        "<physDesc><objectDesc><supportDesc><support>Paper</support><extent>4 ff</extent></supportDesc></objectDesc>"
        "</physDesc>"
        "</msDesc>"
    )
    assert "Oxford, MS 1" in shown(product)
    assert "Support Paper" in shown(product)
    assert word(product, "Paper").top < word(product, "4").top


def test_senses_of_an_entry_are_numbered() -> None:
    text = shown(
        printed(
            "<entry><form><orth>run</orth></form><gramGrp><pos>v.</pos></gramGrp>"
            "<sense n='1'><def>to go</def></sense><sense n='2'><def>to flow</def></sense></entry>"
        )
    )
    assert "run v. 1. to go 2. to flow" in text


@pytest.mark.parametrize(
    "body",
    [
        "<ab><lb n='99999999999999999999'/>Told <lb n='-5'/>so</ab>",
        "<lg><l n='99999999999999999999' rend='indent(99999999999999999999)'>Told</l></lg>",
        "<lg rhyme='ab'/><lg rhyme='abababab'><l>Told</l></lg>",
        "<sense n='1'>" * 60 + "Told" + "</sense>" * 60,
        "<quote>" * 40 + "<p>Told</p>" + "</quote>" * 40,
        "<floatingText><body>" * 30 + "<p>Told</p>" + "</body></floatingText>" * 30,
        "<zone rotate='90'>" * 40 + "Told" + "</zone>" * 40,
        "<castGroup>" * 40 + "<castItem>Told</castItem>" + "</castGroup>" * 40,
        "<sp>" * 40 + "<l>Told</l>" + "</sp>" * 40,
        "<lg>" * 40 + "<l>Told</l>" + "</lg>" * 40,
        "<sp><l part='F'>Told</l></sp>",
        "<castList><castGroup><roleDesc>Told</roleDesc></castGroup></castList>",
        "<table><row><cell cols='99' rows='99'>Told</cell></row></table>",
        "<p>" + MATH.format("<mrow/><mi/><mo/><mtable/><msqrt/><mtext>Told</mtext>") + "</p>",
        "<list><item n='a'>Told</item><item/></list>",
        "<sp><speaker/><stage/><p>Told</p></sp>",
        "<ruby><rb/><rt>Told</rt></ruby>",
        "<figure><head>Told</head></figure>",
    ],
)
def test_what_is_odd_or_empty_is_printed_all_the_same(body: str) -> None:
    assert "Told" in shown(printed(f"<div>{body}</div>"))
