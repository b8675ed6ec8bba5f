"""The table [print] of teiedit.toml: how documents are printed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from teiedit.setting import Setting

THEMES: Final = ("octavo", "modern", "office")
# Width and height in millimetres.
PAPERS: Final[Mapping[str, tuple[float, float]]] = {
    "a4": (210, 297),
    "a5": (148, 210),
    "us-letter": (215.9, 279.4),
    "octavo": (135, 216),
}
MARGINS: Final = ("inner", "outer", "top", "bottom")
_LENGTH: Final = r"\d+(?:\.\d+)?\s?(?:mm|cm|in|pt)"
_SIZE: Final = re.compile(rf"({_LENGTH})\s*[x×]\s*({_LENGTH})")
_UNITS_MM: Final = {"mm": 1.0, "cm": 10.0, "in": 25.4, "pt": 25.4 / 72}


@dataclass(frozen=True, slots=True)
class PrintSettings:
    """How documents are printed.

    Attributes:
        theme: the design of the pages: octavo (a classical book), modern, office (A4 with wide margins), or a .toml
            file of your own that says what differs from one of these.
        paper: the size of the page, such as `a5` or `148mm x 210mm`; empty for that of the theme.
        text_size_pt: the size of the text, in points; 0 for that of the theme.
        fonts: a folder of fonts of your own, for the theme's choice and for characters that the built-in fonts lack.
        inner: the margin at the spine, such as `20mm`; empty for that of the theme.
        outer: the margin at the edge.
        top: the margin above the text.
        bottom: the margin below the text.
        notes: where notes stand: at the foot of the page, after the document, after its division, or at the end of
            the volume.
        apparatus: where readings stand: at the foot below or above the notes, in the margin, or as notes with letters.
        lines: where the count of lines begins again; empty: by page where an apparatus names lines that have no number
            of their own, else none.
        line_step: every so many lines have their number in the margin.
        columns: how many columns the text has.
        facsimile: whether images of the source stand opposite their text.
        page_marks: whether the pages of the source are marked in the text or in the margin.
        view: which text is printed; empty for that of `output.view`.
        layer: a .typ file whose functions come in the place of those of the template.
        stylesheet: an XSLT stylesheet whose templates come before the built-in ones.
        archival: which standard of archives the PDF keeps; a-3a has the TEI file attached.
    """

    theme: str = "office"
    paper: str = ""
    text_size_pt: float = 0
    fonts: str = ""
    inner: str = ""
    outer: str = ""
    top: str = ""
    bottom: str = ""
    notes: str = "foot"
    apparatus: str = "below"
    lines: str = ""
    line_step: int = 5
    columns: int = 1
    facsimile: str = "none"
    page_marks: str = "text"
    view: str = ""
    layer: str = ""
    stylesheet: str = ""
    archival: str = "a-2a"


def paper_mm(paper: str) -> tuple[float, float] | None:
    """Return width and height of a page in millimetres, or None where the text names none."""
    if paper in PAPERS:
        return PAPERS[paper]
    size = _SIZE.fullmatch(paper)
    return (_mm(size[1]), _mm(size[2])) if size else None


def _mm(length: str) -> float:
    return float(length[:-2].rstrip()) * _UNITS_MM[length[-2:]]


def _choice(field: str, *choices: str) -> Setting:
    return Setting(f"print.{field}", "text", choices=choices)


def _margin(side: str) -> Setting:
    return Setting(f"print.{side}", "text", pattern=rf"({_LENGTH})?", says="a length such as 20mm")


_SIZE_SAID: Final = f"{', '.join(PAPERS)}, or a size such as 148mm x 210mm"
SETTINGS: Final[Mapping[tuple[str, ...], Setting]] = {
    ("print", "theme"): Setting(
        "print.theme",
        "text",
        pattern=rf"{'|'.join(THEMES)}|.+\.toml",
        says=f"{', '.join(THEMES)}, or a .toml file of your own",
    ),
    ("print", "paper"): Setting(
        "print.paper", "text", pattern=rf"({'|'.join(PAPERS)}|{_SIZE.pattern})?", says=_SIZE_SAID
    ),
    ("print", "text_size_pt"): Setting(
        "print.text_size_pt", "number", says="a size in points from 6 to 24", bounds=(6, 24)
    ),
    ("print", "fonts"): Setting("print.fonts", "text"),
    **{("print", "margins", side): _margin(side) for side in MARGINS},
    ("print", "notes"): _choice("notes", "foot", "document", "division", "volume"),
    ("print", "apparatus"): _choice("apparatus", "below", "above", "margin", "notes"),
    ("print", "lines"): _choice("lines", "page", "division", "continuous", "none"),
    ("print", "line_step"): Setting("print.line_step", "whole", says="a whole number from 1 to 100", bounds=(1, 100)),
    ("print", "columns"): Setting("print.columns", "whole", says="a whole number from 1 to 4", bounds=(1, 4)),
    ("print", "facsimile"): _choice("facsimile", "none", "opposite"),
    ("print", "page_marks"): _choice("page_marks", "text", "margin"),
    ("print", "view"): _choice("view", "reading", "source", "changes"),
    ("print", "layer"): Setting("print.layer", "text", pattern=r"(.+\.typ)?", says="a .typ file"),
    ("print", "stylesheet"): Setting("print.stylesheet", "text"),
    ("print", "archival"): _choice("archival", "a-2a", "a-3a", "none"),
}
