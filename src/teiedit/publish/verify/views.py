"""A part of a document held against the part of its pages in every view: what happened to words, and in which views."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from teiedit.publish.verify.compare import Fault, compare
from teiedit.publish.verify.expected import Origin
from teiedit.publish.verify.texts import (
    ALL_READINGS,
    READING,
    VIEWS,
    Texts,
    by_witness,
    differ_by_view,
    entries_of,
    stream_of,
)
from teiedit.publish.verify.words import Stream

_EVERY: Final = "in every view"
_SAID: Final = {
    "reading": "in the reading text",
    "source": "in the source text",
    "changes": "where changes are shown",
}
_VARIANTS: Final = "among the variants"


class Pair(NamedTuple):
    """What a view must show, and what it shows."""

    view: str
    expected: Stream[Origin]
    shown: Stream[str]


@dataclass(frozen=True, slots=True)
class Seen:
    """Something that happened to words, and the views in which it did, in words."""

    fault: Fault
    where: str


def pairs(expected: Texts[Origin], shown: Texts[str], witnesses: Mapping[str, str]) -> Iterator[Pair]:
    """Yield what each view has; one stands for all where they are the same.

    Args:
        expected: of the document.
        shown: of its pages.
        witnesses: their names by number.
    """
    if differ_by_view(expected) or differ_by_view(shown):
        for view, bit in VIEWS.items():
            yield Pair(_SAID[view], stream_of(expected, bit), stream_of(shown, bit))
    else:
        yield Pair(_EVERY, stream_of(expected), stream_of(shown))
    if any(text.reading for text in expected) or any(text.reading for text in shown):
        yield Pair(_VARIANTS, stream_of(expected, READING, ALL_READINGS), stream_of(shown, READING, ALL_READINGS))
        entries, others = entries_of(expected), entries_of(shown)
        ours, theirs = by_witness(entries, others), by_witness(others, entries)
        for one in dict.fromkeys([*ours, *theirs]):
            said = f"in the text of {witnesses.get(one, one)}"
            yield Pair(said, stream_of(ours.get(one, []), READING, one), stream_of(theirs.get(one, []), READING, one))


def faults(compared: Iterator[Pair] | list[Pair]) -> list[Seen]:
    """Return what happened to words; what happened in several views is told once."""
    told: dict[tuple[object, ...], tuple[Fault, list[str]]] = {}
    for pair in compared:
        for fault in compare(pair.expected, pair.shown):
            told.setdefault((fault.kind, fault.words, fault.at), (fault, []))[1].append(pair.view)
    return [Seen(fault, in_words(views)) for fault, views in told.values()]


def in_words(views: Sequence[str]) -> str:
    """Say in which views something is."""
    texts = [one for one in _SAID.values() if one in views]
    if _EVERY in views or len(texts) == len(_SAID):
        return _EVERY
    # What is wrong in the edition's text is so beside its variants too.
    return " and ".join(texts) or (_VARIANTS if _VARIANTS in views else views[0])
