"""Notes on paper that are not at the foot: after a division, a document, and in the margin."""

from __future__ import annotations

import re
from io import BytesIO
from itertools import pairwise

import pikepdf
import pytest

from teiedit.print_settings import PrintSettings
from unit.test_pdf import outline, structure
from unit.test_pdf_notes import filler, opened, page_of, pages, place, printed

TWO = (
    "<div><head>One</head><p>a<note>FIRST</note> b<note type='translator'>SECOND</note> {more}</p></div>"
    "<div><head>Two</head><p>c<note>THIRD</note></p></div><p>end<note>FOURTH</note></p>"
)


def test_notes_of_a_document_stand_after_it_under_a_heading_by_series() -> None:
    product = printed(TWO.format(more=filler(500)), notes="document")
    text = " ".join(pages(product))
    order = [text.rindex(words) for words in ("end3", "Translator’s notes", "SECOND", "FIRST", "THIRD", "FOURTH")]
    assert order == sorted(order)
    assert "Notes" in [title for _, title in outline(product)]
    assert "Note" not in structure(product)
    assert not product.findings


def test_notes_of_a_division_stand_after_it() -> None:
    text = " ".join(pages(printed(TWO.format(more=""), notes="division")))
    order = [text.index(words) for words in ("FIRST", "Two", "THIRD", "end", "FOURTH")]
    assert order == sorted(order)


def test_a_note_in_an_endnote_is_an_endnote() -> None:
    product = printed("<p>a<note>OUTER<note>INNER</note> more</note> b</p>", notes="document")
    text = " ".join(pages(product))
    assert re.search(r"1 OUTER ?2 more 2 INNER", text)


def test_endnotes_and_their_calls_lead_to_each_other() -> None:
    product = printed(f"<p>a<note>FIRST</note> {filler(900)}</p>", notes="document")
    with pikepdf.open(BytesIO(product.content)) as pdf:
        numbers = {page.objgen: number for number, page in enumerate(pdf.pages, 1)}
        links = [
            (number, numbers[link.A.D[0].objgen] if "/A" in link else numbers[link.Dest[0].objgen])
            for number, page in enumerate(pdf.pages, 1)
            for link in page.get("/Annots", [])
        ]
    last = place(product, "FIRST")[0]
    assert last > 1
    assert {(1, last), (last, 1)} <= set(links)


def test_pages_of_endnotes_say_to_which_pages_they_belong() -> None:
    body = "".join(f"<p>{filler(60, n)} call{n:03}x<note>note{n:03}x {filler(60, n)}</note></p>" for n in range(60))
    product = printed(body, notes="document")
    texts = pages(product)
    heads = [(number, re.search(r"Notes to pp?\. (\d+)(?:–(\d+))?", text)) for number, text in enumerate(texts, 1)]
    said = [(number, found) for number, found in heads if found]
    assert len(said) >= 2
    for number, found in said:
        notes = re.findall(r"note(\d\d\d)x", texts[number - 1])
        calls = [page_of(f"call{one}x", texts) for one in notes]
        assert (int(found[1]), int(found[2] or found[1])) == (min(calls), max(calls))


WIDE = PrintSettings(theme="octavo", paper="a4", inner="25mm", outer="65mm")


def margin(n: int, length: int = 6) -> str:
    return f"<note place='margin'>margin{n:02}x {filler(length, n)}</note>"


def test_margin_notes_stand_in_the_outer_margin_of_each_page_and_never_upon_each_other() -> None:
    body = "".join(f"<p>{filler(30, n)} call{n:02}x{margin(n, n % 12)} {filler(20)}</p>" for n in range(60))
    product = printed(body, settings=WIDE)
    tops: dict[int, list[float]] = {}
    for n in range(60):
        called, noted = place(product, f"call{n:02}x"), place(product, f"margin{n:02}x")
        assert called[0] == noted[0]
        tops.setdefault(noted[0], []).append(noted[2])
        width = opened(product.content)[noted[0] - 1][0].get_width()
        assert noted[1] > width / 2 if noted[0] % 2 else noted[1] < width / 4
    assert len(tops) > 1
    assert all(later - former > 8 for one in tops.values() for former, later in pairwise(one))


def test_where_all_pages_are_alike_margin_notes_stand_on_the_same_side() -> None:
    body = f"<p>a{margin(1)} {filler(900)} b{margin(2)}</p>"
    product = printed(body, settings=PrintSettings(theme="office"))
    (one, left, _), (two, other, _) = place(product, "margin01x"), place(product, "margin02x")
    assert two > one
    assert left == pytest.approx(other, abs=1)


def test_forty_margin_notes_in_one_line_are_all_printed_on_paper() -> None:
    body = f"<p>{filler(40)} {' '.join(f'a{margin(n)}' for n in range(40))} {filler(40)}</p>"
    product = printed(body, settings=WIDE)
    texts = pages(product)
    assert all(page_of(f"margin{n:02}x", texts) for n in range(40))
    height = opened(product.content)[0][0].get_height()
    assert all(0 < place(product, f"margin{n:02}x")[2] < height for n in range(40))
