"""Documents that are huge, deep or odd, on paper: pages in bounded time, or a finding that says what is amiss."""

from __future__ import annotations

from io import BytesIO

import pikepdf
import pypdfium2
import pytest

from teiedit.publish.pdf import TypstParameters, produce
from teiedit.publish.product import Product
from unit.making import annotated, document

WORDS = "so many words of a note "


def make(body: str, title: str = "A title") -> Product:
    source = document(body)
    heading = source.root.find(".//{*}titleStmt/{*}title")
    assert heading is not None
    heading.text = title
    node, registers = annotated(source)
    return produce(node, TypstParameters(registers=registers), {})


def pages(product: Product) -> int:
    with pikepdf.open(BytesIO(product.content)) as pdf:
        return len(pdf.pages)


def nested(depth: int, *names: str) -> str:
    begun = "".join(f"<{name}>" for name in names) * depth
    return begun + "deepest" + "".join(f"</{name}>" for name in reversed(names)) * depth


PAGES = {
    "a note of many pages": (f"<p>word<note place='foot'>{WORDS * 8000}</note> end</p>", 30),
    "a table of many pages": ("<table>" + "<row><cell>word</cell><cell>b</cell></row>" * 3000 + "</table>", 40),
    "a cell of many pages": (f"<table><row><cell>word {WORDS * 2000}</cell></row></table>", 8),
    "a table of many columns": ("<table><row>" + "<cell>word</cell>" * 2000 + "</row></table>", 1),
    "spans over everything": (
        "<table><row>" + '<cell cols="9999999" rows="9999999">word</cell>' * 500 + "</row></table>",
        1,
    ),
    "a long word": (f"<p>word {'x' * 30_000}</p>", 8),
    "a long paragraph": (f"<p>word {WORDS * 5000}</p>", 25),
    "many paragraphs": ("<p>word and words</p>" * 8000, 100),
    "many notes in a line": ("<p>" + "word<note place='foot'>n</note> " * 800 + "</p>", 10),
    "many items": ("<list>" + "<item>word</item>" * 4000 + "</list>", 60),
    "a pile of marks": (f"<p>word a{chr(0x301) * 20_000}</p>", 1),
    "directions": ("<p>word" + chr(0x2066) + chr(0x202E) * 5000 + "</p>", 1),
    "a long attribute": (f"<p>word<pb n='{'y' * 20_000}'/></p>", 1),
}


@pytest.mark.parametrize("case", PAGES)
def test_there_are_pages(case: str) -> None:
    body, least = PAGES[case]
    product = make(body)
    assert pages(product) >= least
    text = pypdfium2.PdfDocument(product.content)[0].get_textpage().get_text_range()
    assert "word" in text


@pytest.mark.parametrize("names", [("div",), ("hi",), ("quote",), ("list", "item"), ("note",), ("seg",)], ids="/".join)
def test_the_deepest_word_is_on_the_page(names: tuple[str, ...]) -> None:
    depth = 400 // len(names) if names != ("list", "item") else 60
    text = "".join(
        page.get_textpage().get_text_range()
        for page in pypdfium2.PdfDocument(
            make(
                f"<p>{nested(depth, *names)}</p>" if names[0] in {"hi", "seg", "note"} else nested(depth, *names)
            ).content
        )
    )
    assert "deepest" in text


@pytest.mark.parametrize("where", ["heading", "title"])
def test_a_heading_that_no_archive_takes_is_told(where: str) -> None:
    long = WORDS * 2000
    product = make("<p>x</p>", long) if where == "title" else make(f"<div><head>{long}</head><p>x</p></div>")
    assert [one.code for one in product.findings] == ["TE516"]
    assert "longer than 32767 characters" in product.findings[0].subject
    assert pages(product) >= 1
