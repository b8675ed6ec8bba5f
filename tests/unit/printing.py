"""Print a piece of TEI, and find where its words stand, for tests of the PDF."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

import pdfplumber

from teiedit.print_settings import PrintSettings
from teiedit.publish.pdf import TypstParameters, produce
from teiedit.publish.press import Press
from teiedit.publish.product import Product
from unit.making import annotated, document

LONG = "and this goes on for so long that no page of any book is wide enough to hold it on a single line, ever"


@dataclass(frozen=True)
class Word:
    """A word on a page: points from the left and from the top, page from 1."""

    text: str
    page: int
    left: float
    right: float
    top: float
    size: float


def printed(body: str, *, view: str = "reading", images: Any = None, **settings: Any) -> Product:
    node, registers = annotated(document(body))
    told = {name: settings[name] for name in ("facsimile", "page_marks") if name in settings}
    parameters = TypstParameters(view=view, registers=registers, **told)
    return produce(node, parameters, images or {}, press=Press(PrintSettings(**settings), Path()))


def words(product: Product) -> list[Word]:
    found: list[Word] = []
    with pdfplumber.open(BytesIO(product.content)) as pdf:
        for number, page in enumerate(pdf.pages, 1):
            for one in page.extract_words(extra_attrs=["size"], use_text_flow=True):
                place = Word(one["text"], number, one["x0"], one["x1"], one["top"], one["size"])
                found.append(place)
    return found


def word(product: Product, text: str) -> Word:
    """The first word that begins so."""
    return next(one for one in words(product) if one.text.startswith(text))


def width(product: Product) -> float:
    with pdfplumber.open(BytesIO(product.content)) as pdf:
        return float(pdf.pages[0].width)
