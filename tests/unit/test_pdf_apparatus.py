"""The apparatus on paper: entries say the lines of their lemmata, as another reader of the PDF counts them."""

from __future__ import annotations

import ctypes
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pypdfium2
import pypdfium2.raw as pdfium
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
