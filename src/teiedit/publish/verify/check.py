"""The pages of a document held against it: what is wrong with them, as findings with places in the document."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import zip_longest
from pathlib import Path
from typing import Final

from lxml import etree

from teiedit import codes
from teiedit.diagnostics import Diagnostic, finding
from teiedit.document import Document
from teiedit.publish.verify import links
from teiedit.publish.verify.audience import check_audience
from teiedit.publish.verify.compare import Fault, Kind
from teiedit.publish.verify.expected import Expectation, Expected
from teiedit.publish.verify.explanations import check_explanations
from teiedit.publish.verify.header import compare_units
from teiedit.publish.verify.links import PageFacts, dead_link, dead_links
from teiedit.publish.verify.notes import Notes, WrongCall
from teiedit.publish.verify.shown import Shown, read_page
from teiedit.publish.verify.table import table
from teiedit.publish.verify.telling import told
from teiedit.publish.verify.texts import stream_of
from teiedit.publish.verify.views import Seen, faults, in_words, pairs

__all__ = ["PageFacts", "check_pages", "dead_link", "dead_links", "facts_of"]

_PARTS: Final = ("title", "abstract", "text")
# Of long readings the beginning and the end are told: at least so many letters.
_BEGINNING: Final = 100
_END: Final = 15
_ABOUT: Final = "in what is said about the document"


def check_pages(
    document: Document,
    pages: Sequence[tuple[str, bytes]],
    edition: Mapping[Path, str],
    beside: Sequence[tuple[str, bytes]] = (),
) -> tuple[tuple[Diagnostic, ...], tuple[PageFacts, ...]]:
    """Hold the pages of a document against it.

    Args:
        document: what they were made of.
        pages: in the order of the document, each with the name of its file, as a link from a page beside it says it.
        edition: the edition's documents and the names of their first pages.
        beside: further pages that came of it and have none of its words.

    Returns:
        What is wrong; what the other pages of the edition need to know of each page.

    Raises:
        TransformError: a page is no HTML.
    """
    shown = Shown([read_page(name, content) for name, content in pages])
    expectation = Expectation(document.root, table())
    expected = expectation.read()
    found = [
        *_findings(document, _words(expected, shown, expectation.witnesses)),
        *links.check_identifiers(document, shown),
        *links.check_links(document, shown),
        *links.check_anchors(document, expected, shown),
        *links.check_pointers(document, expected, shown, edition),
        *check_explanations(document, shown, table()),
    ]
    every = [*shown.pages, *(read_page(name, content) for name, content in beside)]
    return tuple(dict.fromkeys(found)), tuple(links.facts_of(page, pages[0][0]) for page in every)


def facts_of(name: str, content: bytes) -> PageFacts:
    """Return what other pages need to know of one that was made of no document of its own."""
    return links.facts_of(read_page(name, content))


def _words(expected: Expected, shown: Shown, witnesses: Mapping[str, str]) -> Iterator[Seen | WrongCall]:
    """Yield what happened to words and to the calls of notes among them."""
    notes = Notes(expected, shown, witnesses)
    for part in _PARTS:
        ours, theirs = expected.parts[part], shown.part(part)
        compared = list(pairs(ours, theirs, witnesses))
        yield from faults(compared) or check_audience(ours, theirs, witnesses)
        for pair in compared:
            yield from notes.check_calls(pair)
    yield from notes.check_words()
    yield from _variants(expected, shown)
    for units, said in zip_longest(expected.headers, shown.headers()):
        for fault in compare_units([stream_of(unit) for unit in units or ()], stream_of(said or ())):
            yield Seen(fault, _ABOUT)


def _variants(expected: Expected, shown: Shown) -> Iterator[Seen]:
    """Yield the readings that are to be told at the foot of a passage, and are not."""
    if not expected.variants:
        return
    there = Counter(_ends(stream_of(words).letters()) for words in shown.variants())
    for texts in expected.variants:
        stream = stream_of(texts)
        told = _ends(stream.letters())
        if told[0] and there[told] < 1:
            yield Seen(Fault(Kind.LOST, " ".join(stream.words), stream.piece(0)), "at the foot of the passage")
        there[told] -= 1


def _ends(letters: str) -> tuple[str, str]:
    """Return the beginning of a reading, and the end of a long one."""
    return letters[:_BEGINNING], letters[_BEGINNING:][-_END:]


def _findings(document: Document, wrong: Iterable[Seen | WrongCall]) -> Iterator[Diagnostic]:
    calls: dict[tuple[etree._Element, str], list[str]] = {}
    for one in wrong:
        if isinstance(one, WrongCall):
            calls.setdefault((one.note, one.said), []).append(one.view)
        else:
            yield told(document, one.fault, one.where)
    for (note, said), views in calls.items():
        yield finding(codes.DEAD_LINK, f"{said}, {in_words(views)}", document.locate(note))
