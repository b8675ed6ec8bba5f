"""Make the PDF of one annotated document: stylesheet, then typesetting, with what both have to say."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Final

from teiedit import codes, transform
from teiedit.languages import Words
from teiedit.publish.images import image_name
from teiedit.publish.product import Product, stylesheet_parameters
from teiedit.resources import stylesheet
from teiedit.transform import Message, Node
from teiedit.typeset import Typeset, TypesetOptions, can_show, typeset

ENTRY: Final = "typst.xsl"
_TEMPLATE: Final = "typst"


@dataclass(frozen=True, slots=True)
class TypstParameters:
    """The parameters of `xslt/typst.xsl`, by the same names and with the same defaults.

    Attributes:
        view: `reading`, corrected and expanded, or `source`, as it stands and with editorial signs.
        registers: the registers as `passes.bind_registers` gives them.
        paper: `a4`, `a5` or `us-letter`.
        text_size_pt: size of the text, in points, as a decimal number.
        edition_title: for the running head; may be empty.
        accent: colour of links and rules, `#rrggbb`.
        images: names of the images that can be shown; `produce` fills it in.
        words: what the edition says of its own; English by default.
    """

    view: str = "reading"
    registers: Node | None = None
    paper: str = "a4"
    text_size_pt: str = "10.5"
    edition_title: str = ""
    accent: str = "#7a2e1d"
    images: str = ""
    words: Words | None = None


def produce(
    node: Node,
    parameters: TypstParameters,
    images: Mapping[str, bytes],
    options: TypesetOptions | None = None,
) -> Product:
    """Make the PDF of a document.

    Args:
        node: what `passes.annotate` gives.
        parameters: of the stylesheet.
        images: the files that the document shows, by `graphic/@url` as it is written there.
        options: of the compiler.

    Returns:
        The PDF. Its findings are elements that the stylesheet does not know (TE501), notes that begin on another
        page than their call (TE502), characters that no font has (TE503) and images that cannot be read (TE204).

    Raises:
        TransformError: the stylesheet failed.
        TypesetError: the compiler did.
    """
    named = {f"img/{image_name(url)}": (url, data) for url, data in sorted(images.items())}
    shown = {name: data for name, (_, data) in named.items() if can_show(name, data)}
    broken = [url for name, (url, _) in named.items() if name not in shown]
    told = replace(parameters, images=" ".join(name.removeprefix("img/") for name in shown))
    styled = transform.compile_stylesheet(stylesheet(ENTRY)).run(node, stylesheet_parameters(told))
    template = {path.name: path.read_bytes() for path in sorted(stylesheet(_TEMPLATE).glob("*.typ"))}
    done = typeset(str(styled.value), {**template, **shown}, options=options)
    return Product(done.pdf, (*styled.messages, *_unreadable(broken), *_shortcomings(done)))


def _unreadable(urls: Iterable[str]) -> Iterable[Message]:
    return (Message(codes.MISSING_FILE.id, "", url) for url in urls)


def _shortcomings(done: Typeset) -> Iterable[Message]:
    for note in done.displaced:
        yield Message(codes.NOTE_DISPLACED.id, f"#{note.anchor}", f"page {note.note_page} instead of {note.call_page}")
    for text in done.absent:
        yield Message(codes.GLYPH_MISSING.id, "", _named(text))


def _named(text: str) -> str:
    """Name characters as an editor can look them up: the character, its code point, its name."""
    points = " ".join(f"U+{ord(one):04X}" for one in text)
    names = ", ".join(unicodedata.name(one, "unnamed") for one in text)
    return f"{text} ({points} {names})"
