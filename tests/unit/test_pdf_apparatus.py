"""The apparatus on paper: entries say the lines of their lemmata, as another reader of the PDF counts them."""

from __future__ import annotations

import ctypes
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

import pdfplumber
import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from lxml import etree

from teiedit.document import Document
from teiedit.document.positions import SourceText
from teiedit.print_settings import PrintSettings
from teiedit.publish.pdf import TypstParameters, produce
from teiedit.publish.press import Press
from teiedit.publish.product import Product
from unit.making import HERE, annotated

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "benchmarks"))

from critical import Edition, critical_edition  # noqa: E402 - in a folder that is no package

WITNESSES = (
    '<listWit><witness xml:id="A">Paris</witness><witness xml:id="B">Rome</witness>'
    '<witness xml:id="C">Leiden</witness></listWit>'
)


class Letter(NamedTuple):
    """A character of the PDF: its page, the height of its line in points from the bottom, the size of its type."""

    said: str
    page: int
    height: float
    left: float
    size: float


def letters(pdf: bytes) -> Iterator[Letter]:
    """Yield the characters in the order in which they are painted."""
    left, height = ctypes.c_double(), ctypes.c_double()
    for number, page in enumerate(pypdfium2.PdfDocument(pdf), start=1):
        text = page.get_textpage()
        for index in range(text.count_chars()):
            said = chr(pdfium.FPDFText_GetUnicode(text, index))
            # Spaces between lines have no place of their own; hyphens of line ends are no words.
            if said.isspace() or said in "\u2060\u200b\u00ad\u0002\ufffe-":
                continue
            pdfium.FPDFText_GetCharOrigin(text, index, left, height)
            yield Letter(
                said, number, round(height.value, 1), left.value, round(pdfium.FPDFText_GetFontSize(text, index), 1)
            )


def parse(tei: bytes) -> Document:
    root = etree.fromstring(tei, etree.XMLParser(collect_ids=False))
    return Document(HERE, root, SourceText(HERE, tei), HERE.parent)


def press(tei: bytes, *, apparatus: str = "below", **given: object) -> Product:
    node, registers = annotated(parse(tei))
    settings = PrintSettings(**{"theme": "octavo", "apparatus": apparatus, **given})  # type: ignore[arg-type]
    parameters = TypstParameters(registers=registers, apparatus=apparatus, lines=settings.lines)
    return produce(node, parameters, {}, press=Press(settings))


def edition(body: str, **given: object) -> Product:
    header = (
        "<teiHeader><fileDesc><titleStmt><title>T</title></titleStmt><publicationStmt><p>P</p></publicationStmt>"
        f"<sourceDesc>{WITNESSES}</sourceDesc></fileDesc></teiHeader>"
    )
    tei = f'<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="en">{header}<text><body>{body}</body></text></TEI>'
    return press(tei.encode(), **given)


class Reading(NamedTuple):
    """What a reader of the PDF finds: the lines of the text with their words, and the foot of each page."""

    lines: dict[tuple[int, int], str]
    feet: dict[int, str]


def read(pdf: bytes) -> Reading:
    """Tell the text from the foot by the size of type, and lines by their height; what is before a heading is none."""
    found = list(letters(pdf))
    sizes = Counter(one.size for one in found).most_common(2)
    text, foot = sorted((size for size, _ in sizes), reverse=True)
    at: dict[tuple[int, float], str] = defaultdict(str)
    feet: dict[int, str] = defaultdict(str)
    for one in found:
        if one.size == text:
            at[one.page, -one.height] += one.said
        elif one.size == foot:
            feet[one.page] += one.said
    lines: dict[tuple[int, int], str] = {}
    counts: Counter[int] = Counter()
    for (page, _), words in sorted(at.items()):
        if not words.startswith("Caput") and "....." not in words:
            counts[page] += 1
            lines[page, counts[page]] = words
        elif page == 1:
            # The title and the contents.
            lines.clear()
            counts.clear()
    return Reading(lines, dict(feet))


def expected(reading: Reading, lemmata: tuple[str, ...]) -> dict[str, str]:
    """Return what the entry of each lemma must say of its lines, by the lemma's first word, which is unique."""
    text = "".join(reading.lines.values())
    of_letter = [line for line, words in reading.lines.items() for _ in words]
    said = {}
    for lemma in lemmata:
        begin = text.index("".join(lemma.split()))
        (page, first), (last_page, last) = of_letter[begin], of_letter[begin + len("".join(lemma.split())) - 1]
        if page != last_page:
            said[lemma.split()[0]] = f"{page},{first}–{last_page},{last}"
        else:
            said[lemma.split()[0]] = str(first) if first == last else f"{first}–{last}"
    return said


def printed(reading: Reading) -> dict[str, str]:
    """Return the number that stands before each lemma at the foot; in one line the first entry has it for all."""
    said = {}
    for words in reading.feet.values():
        number = ""
        for found in re.finditer(r"([\d,–]*\d)|(qu(?:[zhkwyjpvbc]a)+x)", words):
            number = found[1] or number
            if found[2]:
                said[found[2]] = number
    return said


@cache
def fifty_pages() -> tuple[Edition, Product]:
    made = critical_edition(50, 500, notes=250)
    return made, press(made.tei)


def test_every_entry_says_the_line_on_which_its_lemma_is_read():
    made, product = fifty_pages()
    reading = read(product.content)
    must = expected(reading, made.lemmata)
    assert len(must) == len(made.lemmata) == 500
    assert printed(reading) == must
    assert any("," in one for one in must.values())


def test_nothing_is_found_wrong_with_it():
    assert fifty_pages()[1].findings == ()


class Printed(NamedTuple):
    """A word of the PDF, in points from the left and from the top of its page."""

    said: str
    page: int
    left: float
    right: float
    top: float


def words_of(product: Product) -> list[Printed]:
    with pdfplumber.open(BytesIO(product.content)) as pdf:
        return [
            Printed(one["text"], page.page_number, one["x0"], one["x1"], one["top"])
            for page in pdf.pages
            for one in page.extract_words()
        ]


def with_word(found: list[Printed], word: str) -> Printed:
    """Return the first word by height that is, or ends or begins with, another one."""
    return next(one for one in found if re.search(rf"\b{word}\b", one.said))


POEM = "".join(
    f'<lg><l n="{n}">Silver{n} <app><lem wit="#A">morning{n}</lem><rdg wit="#B">mourning{n}</rdg></app></l></lg>'
    for n in range(1, 31)
)


@pytest.mark.parametrize("theme", ["octavo", "modern", "office"])
def test_entries_in_the_margin_stand_beside_the_line_of_their_lemma(theme: str):
    product = edition(f"<div>{POEM}</div>", apparatus="margin", theme=theme)
    found = words_of(product)
    assert product.findings == ()
    for n in range(1, 31):
        line, reading = with_word(found, f"Silver{n}"), with_word(found, f"mourning{n}")
        assert reading.page == line.page
        assert reading.left > line.right or reading.right < line.left
    first, reading = with_word(found, "Silver1"), with_word(found, "mourning1")
    assert abs(first.top - reading.top) < 70


@pytest.mark.parametrize("apparatus", ["margin", "below"])
def test_verse_with_numbers_of_its_own_has_no_others(apparatus: str):
    body = "".join(f'<l n="{n}">A line</l>' for n in range(1, 50)) + POEM.split("</lg>")[0].replace('"1"', '"50"')
    found = words_of(edition(f"<div><lg>{body.replace('<lg>', '')}</lg></div>", apparatus=apparatus, theme="modern"))
    numbers = [one.said for one in found if one.said in {"15", "20", "25", "30", "35", "40", "45"}]
    assert numbers == ["15", "20", "25", "30", "35", "40", "45"]


def test_entries_of_prose_in_the_margin_say_their_lines_and_are_not_counted():
    text = " ".join(f"word{n} is long enough for this" for n in range(60))
    app = '<app><lem wit="#A">gold</lem><rdg wit="#B">silver and much else that makes this entry long</rdg></app>'
    margin, below = (
        words_of(edition(f"<p>{text} {app} {text}</p>", apparatus=where, theme="modern"))
        for where in ("margin", "below")
    )
    reading, lemma = with_word(margin, "silver"), with_word(margin, "gold")
    assert reading.top == lemma.top
    assert any(one.said == "1" and one.top == lemma.top for one in margin)
    beside = {"5", "10", "15", "20", "25"}
    assert [(one.said, one.top) for one in margin if one.said in beside] == [
        (one.said, one.top) for one in below if one.said in beside
    ]
