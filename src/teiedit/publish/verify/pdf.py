"""The PDF of a document held against it: what is wrong with its words, as findings with places in the document."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Any, Final

from lxml import etree

from teiedit import codes
from teiedit.diagnostics import Diagnostic, finding
from teiedit.document import Document
from teiedit.publish.verify.compare import Fault
from teiedit.publish.verify.expected import Expectation, Expected, Origin
from teiedit.publish.verify.header import compare_units
from teiedit.publish.verify.names import local_name
from teiedit.publish.verify.pdf_notes import MissingCall, NotesAtFoot
from teiedit.publish.verify.pdf_shown import ShownPdf, characters_of, read_pdf
from teiedit.publish.verify.table import paper_table
from teiedit.publish.verify.telling import told
from teiedit.publish.verify.texts import VIEWS, Mark, Reading, Texts, stream_of
from teiedit.publish.verify.words import Stream

_WHAT: Final = "PDF"
# Letters as formulae have them: slanted, bold.
_OF_FORMULAE: Final = re.compile("[\U0001d400-\U0001d7ff]")
_MINUS: Final = "\u2212"
# In so many words the text has its title.
_FRONT: Final = 2_000
_TITLES: Final = frozenset({"title", "titlePart"})
_TEXT, _ABOUT, _APPARATUS = "", "in what is said about the document", "in the apparatus"


def check_pdf(
    document: Document, content: bytes, *, view: str = "reading", each: frozenset[str] = frozenset()
) -> tuple[Diagnostic, ...]:
    """Hold the PDF of a document against it.

    Args:
        document: what it was made of.
        content: the file.
        view: that it shows: `reading`, `source` or `changes`.
        each: signs that are put after each letter, as dots below what is unclear.

    Returns:
        What is wrong with it.

    Raises:
        TypesetError: it cannot be read.
    """
    shown = read_pdf(content)
    expected = Expectation(document.root, paper_table(), is_paper=True).read()
    shown, expected = _shown_plain(shown, each), _expected_plain(expected, each)
    found: list[Diagnostic] = []
    for fault, where in _faults(expected, shown, VIEWS[view]):
        if isinstance(fault, MissingCall):
            found.append(finding(codes.DEAD_LINK, "the PDF lacks the call of this note", document.locate(fault.note)))
        else:
            found.append(told(document, fault, where, what=_WHAT))
    return tuple(dict.fromkeys(found))


def _faults(expected: Expected, shown: ShownPdf, view: int) -> Iterator[tuple[Fault | MissingCall, str]]:
    """Yield what happened to words, and where."""
    notes = NotesAtFoot(expected.notes, shown, view)
    theirs = stream_of(shown.text)
    for fault in chain(notes.check(_text(expected, theirs, view), theirs), notes.missing()):
        yield fault, _TEXT
    units = [*_readings(expected, view), *(stream_of(texts, view) for texts in expected.variants)]
    units += [stream_of(texts, view) for texts in expected.remarks]
    units += [stream for note, stream in notes.uncalled().items() if _is_of_entry(note)]
    at_foot = _together(shown, [*notes.left()])
    again = (stream_of(texts, view) for texts in expected.apart)
    for fault in compare_units([*units, *_repeated(again, at_foot)], at_foot):
        yield fault, _APPARATUS
    said = stream_of(text for texts in shown.headers for text in texts)
    for fault in compare_units(_said(expected, theirs, said, view), said):
        yield fault, _ABOUT


def _said(expected: Expected, text: Stream[str], said: Stream[str], view: int) -> Iterator[Stream[Origin]]:
    """Yield what the headers say; a title that the front of the text has as well is printed there alone."""
    beginning, letters = "".join(text.words[:_FRONT]), said.letters()
    streams = [stream_of(unit, view) for unit in chain(*expected.headers)]
    for stream in streams:
        title = stream.letters()
        is_title = bool(stream.words) and local_name(stream.piece(0).origin.element) in _TITLES
        if (
            not is_title
            or title not in beginning
            or letters.count(title) >= sum(one.letters().count(title) for one in streams)
        ):
            yield stream


def _text(expected: Expected, shown: Stream[str], view: int) -> Stream[Origin]:
    """Return the title, the summary and the text in the order in which the PDF has them.

    A title that is the header's is not read again in the front of the text: there the summary goes before it.
    """
    title, abstract, text = (expected.parts[one] for one in ("title", "abstract", "text"))
    first = stream_of([*abstract, *title, *text], view)
    if not title or first.letters() == shown.letters():
        return first
    second = stream_of([*title, *abstract, *text], view)
    whole = expected.parts.get("whole", [])
    return stream_of(whole, view) if second.letters() != shown.letters() and whole else second


def _readings(expected: Expected, view: int) -> list[Stream[Origin]]:
    """Return the readings that the edition does not have, each with what it reads in the entries within it."""
    found: dict[Reading, Texts[Origin]] = {}
    for text in chain(*expected.parts.values(), *expected.notes.values()):
        reading = text.reading
        while reading is not None and reading.is_chosen:
            reading = reading.outer
        if reading is not None and text.views & view:
            found.setdefault(reading, []).append(text._replace(reading=None))
    return [stream_of(texts, view) for texts in found.values()]


def _repeated(units: Iterable[Stream[Origin]], shown: Stream[str]) -> Iterator[Stream[Origin]]:
    """Yield the units that are there: what stands in its list already need not be."""
    letters = shown.letters() if shown.words else ""
    yield from (unit for unit in units if unit.words and unit.letters() in letters)


def _together(shown: ShownPdf, hrefs: list[str]) -> Stream[str]:
    return stream_of(text for href in hrefs for text in shown.notes[href])


def _is_of_entry(note: etree._Element) -> bool:
    parent = note.getparent()
    return parent is not None and local_name(parent) in {"app", "rdgGrp"}


def _shown_plain(shown: ShownPdf, each: frozenset[str]) -> ShownPdf:
    return ShownPdf(
        _plainly(shown.text, each),
        {href: _plainly(texts, each) for href, texts in shown.notes.items()},
        shown.numbered,
        [_plainly(texts, each) for texts in shown.headers],
    )


def _expected_plain(expected: Expected, each: frozenset[str]) -> Expected:
    return Expected(
        {part: _plainly(texts, each) for part, texts in expected.parts.items()},
        {note: _plainly(texts, each) for note, texts in expected.notes.items()},
        [_plainly(texts, each) for texts in expected.variants],
        [_plainly(texts, each) for texts in expected.remarks],
        [_plainly(texts, each) for texts in expected.apart],
        [[_plainly(texts, each) for texts in units] for units in expected.headers],
    )


def _plainly(texts: Texts[Any], each: frozenset[str]) -> Texts[Any]:
    return [one if isinstance(one, Mark) else one._replace(text=_plain(one.text, each)) for one in texts]


def _plain(text: str, each: frozenset[str]) -> str:
    """Return a text without signs that stand after each letter, and with the characters that their numbers stand for.

    So on both sides: a text may have them itself.
    """
    text = _OF_FORMULAE.sub(lambda found: unicodedata.normalize("NFKC", found[0]), characters_of(text))
    text = text.replace(_MINUS, "-")
    if each:
        text = unicodedata.normalize("NFD", text)
        for sign in each:
            text = text.replace(sign, "")
    return text
