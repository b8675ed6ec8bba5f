"""Make the PDF of one annotated document: stylesheet, then typesetting, with what both have to say."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Final

from teiedit import codes
from teiedit.languages import Words
from teiedit.publish.glyph_places import named
from teiedit.publish.images import image_name
from teiedit.publish.layers import layered_stylesheet
from teiedit.publish.press import Press
from teiedit.publish.product import Product, stylesheet_parameters
from teiedit.transform import Message, Node
from teiedit.typeset import Typeset, TypesetOptions, can_show, typeset

ENTRY: Final = "typst.xsl"


@dataclass(frozen=True, slots=True)
class TypstParameters:
    """The parameters of `xslt/typst-core.xsl`, by the same names and with the same defaults.

    Attributes:
        view: `reading`, corrected and expanded, or `source`, as it stands and with editorial signs.
        registers: the registers as `passes.bind_registers` gives them.
        edition_title: for the running head; may be empty.
        notes, apparatus, lines, facsimile, page_marks: as `PrintSettings` has them.
        images: names of the images that can be shown; `styled` fills it in.
        prefix: of a document that is a chapter of a volume: before all of its addresses.
        levels_above: how many levels of headings a volume has above those of its documents.
        words: what the edition says of its own; English by default.
    """

    view: str = "reading"
    registers: Node | None = None
    edition_title: str = ""
    notes: str = "foot"
    apparatus: str = "below"
    lines: str = ""
    facsimile: str = "none"
    page_marks: str = "text"
    images: str = ""
    prefix: str = ""
    levels_above: str = "0"
    words: Words | None = None


@dataclass(frozen=True, slots=True)
class Styled:
    """The Typst code of a document, the images that it names, and what was found on the way."""

    code: str
    images: Mapping[str, bytes]
    findings: tuple[Message, ...] = ()


def produce(
    node: Node,
    parameters: TypstParameters,
    images: Mapping[str, bytes],
    options: TypesetOptions | None = None,
    press: Press | None = None,
) -> Product:
    """Make the PDF of a document.

    Args:
        node: what `passes.annotate` gives.
        parameters: of the stylesheet.
        images: the files that the document shows, by `graphic/@url` as it is written there.
        options: of the compiler.
        press: the design, and what comes in the place of the template's and the stylesheet's own.

    Returns:
        The PDF. Its findings are elements that the stylesheet does not know (TE501), notes that begin on another
        page than their call (TE502), characters that no font has (TE503) and images that cannot be read (TE204).

    Raises:
        TransformError: the stylesheet failed.
        TypesetError: the compiler did.
    """
    press = press or Press()
    made = styled(node, parameters, images, press)
    done = typeset(made.code, {**press.files(), **made.images}, options=options)
    return Product(done.pdf, (*made.findings, *shortcomings(done)))


def styled(node: Node, parameters: TypstParameters, images: Mapping[str, bytes], press: Press) -> Styled:
    """Write the code of a document.

    Args:
        node: what `passes.annotate` gives.
        parameters: of the stylesheet.
        images: the files that the document shows, by `graphic/@url` as it is written there.
        press: whether an edition's own stylesheet comes before ours.

    Raises:
        TransformError: the stylesheet failed.
    """
    named = {f"img/{parameters.prefix}{image_name(url)}": (url, data) for url, data in sorted(images.items())}
    shown = {name: data for name, (_, data) in named.items() if can_show(name, data)}
    broken = [url for name, (url, _) in named.items() if name not in shown]
    told = replace(parameters, images=" ".join(name.removeprefix(f"img/{parameters.prefix}") for name in shown))
    made = layered_stylesheet(ENTRY, press.stylesheet).run(node, stylesheet_parameters(told))
    said = {message.subject for message in made.messages if message.code == codes.MISSING_FILE.id}
    return Styled(str(made.value), shown, (*made.messages, *_unreadable(url for url in broken if url not in said)))


def _unreadable(urls: Iterable[str]) -> Iterable[Message]:
    return (Message(codes.MISSING_FILE.id, "", url) for url in urls)


def shortcomings(done: Typeset) -> Iterable[Message]:
    """Yield what a publisher should know of a PDF: `#` and an anchor for the place, where it has one."""
    for note in done.displaced:
        yield Message(codes.NOTE_DISPLACED.id, f"#{note.anchor}", f"page {note.note_page} instead of {note.call_page}")
    for anchor in done.unsettled:
        yield Message(codes.LAYOUT_UNSETTLED.id, f"#{anchor}" if anchor else "", "")
    if done.amiss:
        yield Message(codes.NOT_ARCHIVAL.id, "", done.amiss)
    for text in done.absent:
        yield Message(codes.GLYPH_MISSING.id, "", named(text))
