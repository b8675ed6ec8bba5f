"""Run the passes over a copy of a document."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from lxml import etree

from teiedit import transform
from teiedit.document import Document
from teiedit.namespaces import XML_BASE, tei
from teiedit.note_series import DEFAULT_SERIES, Series
from teiedit.publish.passes.alternatives import tell_alternatives
from teiedit.publish.passes.anchors import place_anchors
from teiedit.publish.passes.apparatus import bind_apparatus
from teiedit.publish.passes.context import Context
from teiedit.publish.passes.copying import clean_copy
from teiedit.publish.passes.dressing import dress
from teiedit.publish.passes.interventions import explain
from teiedit.publish.passes.listing import file_uri
from teiedit.publish.passes.marking import wrap_marked_text
from teiedit.publish.passes.notes import SERIES, call_notes
from teiedit.publish.passes.numbering import Counts, Numbering
from teiedit.publish.passes.pictures import name_images
from teiedit.publish.passes.pointers import resolve_pointers
from teiedit.publish.passes.readings import choose_readings
from teiedit.publish.passes.responsibility import name_the_responsible
from teiedit.publish.passes.spacing import close_up
from teiedit.resources import stylesheet
from teiedit.signs import Signs, built_in_signs
from teiedit.transform import Message, Node

PASSES: Final[tuple[Callable[[etree._Element, Context], None], ...]] = (
    lambda root, _: dress(root),
    resolve_pointers,
    choose_readings,
    explain,
    close_up,
    name_the_responsible,
    lambda root, _: place_anchors(root),
    call_notes,
    bind_apparatus,
    tell_alternatives,
    name_images,
    wrap_marked_text,
)
ENTRIES: Final = ("html.xsl", "index.xsl", "typst.xsl", "text.xsl")


def preload(entries: Iterable[str] = ENTRIES) -> None:
    """Compile the stylesheets that publishing will need; once one has run, no more can be read."""
    for name in entries:
        transform.compile_stylesheet(stylesheet(name))


@dataclass(frozen=True, slots=True)
class Annotated:
    """A document with what the passes added, ready for stylesheets, and what they had to say."""

    node: Node
    messages: tuple[Message, ...] = ()


def annotate(
    document: Document,
    entries: Mapping[str, str] | None = None,
    series: tuple[Series, ...] = DEFAULT_SERIES,
    signs: Signs | None = None,
    numbering: Numbering | None = None,
) -> Annotated:
    """Run the passes over a document.

    Args:
        document: as it was read; it is not changed.
        entries: the edition's register entries, as `entries_of` gives them.
        series: of notes.
        signs: of editorial intervention; the Leiden ones unless others are given.
        numbering: of notes, where it goes on from another document.

    Raises:
        TransformError: the processor does not take the document.
    """
    messages: list[Message] = []
    root = annotated_tree(document, entries, series, messages, signs, numbering)
    data = etree.tostring(root, encoding="utf-8", with_tail=False)
    return Annotated(transform.parse(data, file_uri(document.path)), tuple(messages))


def annotated_tree(  # noqa: PLR0913, PLR0917 - see annotate
    document: Document,
    entries: Mapping[str, str] | None,
    series: tuple[Series, ...],
    messages: list[Message],
    signs: Signs | None = None,
    numbering: Numbering | None = None,
) -> etree._Element:
    """Return the annotated copy itself."""
    root = clean_copy(document)
    context = Context(document, root, entries or {}, series, messages, signs or built_in_signs("leiden"), numbering)
    for run in PASSES:
        run(root, context)
    root.set(XML_BASE, file_uri(document.path))
    return root


def count_notes(document: Document, series: tuple[Series, ...] = DEFAULT_SERIES) -> Counts:
    """Count the notes of a document that a count for all of it numbers, by series."""
    by_part = {one.name for one in series if one.restart != "document"}
    root = annotated_tree(document, None, series, [])
    counted = [note for note in root.iter(tei("note")) if not note.get("n", "").strip()]
    return Counter(name for note in counted if (name := note.get(SERIES)) and name not in by_part)
