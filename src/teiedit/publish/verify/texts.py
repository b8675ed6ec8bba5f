"""Texts with what decides whether they are seen: views, and readings of witnesses.

A document and its pages are both read into these, and compared as the streams of words that each view makes of them.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Final, Generic, NamedTuple, TypeAlias, TypeVar

from teiedit.publish.verify.words import Stream

Origin = TypeVar("Origin", bound=Hashable)
Other = TypeVar("Other", bound=Hashable)

READING: Final = 1
SOURCE: Final = 2
CHANGES: Final = 4
EVERY: Final = READING | SOURCE | CHANGES
VIEWS: Final = {"reading": READING, "source": SOURCE, "changes": CHANGES}

# Whose text is seen: the edition's, or every reading beside the others. Else a witness is named.
EDITION: Final = ""
ALL_READINGS: Final = "*"


@dataclass(eq=False, slots=True)
class Reading:
    """A reading of an entry of the apparatus.

    Attributes:
        witnesses: who reads it; of the chosen one, who reads something else.
        entry: that it is part of.
        outer: the reading that the entry stands in.
        is_chosen: the edition reads it.
        is_again: it is told elsewhere too, and calls its notes there.
    """

    witnesses: frozenset[str]
    entry: Hashable
    outer: Reading | None = None
    is_chosen: bool = False
    is_again: bool = False

    def is_of(self, witness: str) -> bool:
        """Tell whether a witness reads it, by what is said of this entry alone."""
        return witness == ALL_READINGS or self.is_chosen != (witness in self.witnesses)


class Sign(Enum):
    """What stands between texts: words part, go on, or may do either."""

    PART = "part"
    JOIN = "join"
    LOOSE = "loose"


class Text(NamedTuple, Generic[Origin]):
    """A piece of text, where it comes from, the views that show it, the reading that it belongs to."""

    text: str
    origin: Origin
    views: int = EVERY
    reading: Reading | None = None


class Mark(NamedTuple):
    """A sign between texts, or the call of a note; the views in which it stands, the reading that it belongs to."""

    sign: Sign | Hashable
    views: int = EVERY
    reading: Reading | None = None


Texts: TypeAlias = "list[Text[Origin] | Mark]"


def stream_of(texts: Iterable[Text[Origin] | Mark], view: int = READING, witness: str = EDITION) -> Stream[Origin]:
    """Return the words of one view, and the calls of notes among them."""
    stream: Stream[Origin] = Stream()
    seen: dict[Reading, bool] = {}
    for text in texts:
        if not text.views & view or (text.reading is not None and not _is_seen(text.reading, witness, seen)):
            continue
        if isinstance(text, Text):
            stream.add(text.text, text.origin)
        elif text.sign is Sign.PART:
            stream.part()
        elif text.sign is Sign.JOIN:
            stream.join()
        elif text.sign is Sign.LOOSE:
            stream.loosen()
        else:
            stream.call(text.sign)
    return stream


def _is_seen(reading: Reading, witness: str, known: dict[Reading, bool]) -> bool:
    """Tell whether a reading and all around it are seen; what was found out once is kept, for entries in entries."""
    inside: list[Reading] = []
    one: Reading | None = reading
    while one is not None and one not in known:
        inside.append(one)
        one = one.outer
    is_seen = one is None or known[one]
    for part in reversed(inside):
        is_seen = is_seen and part.is_of(witness)
        known[part] = is_seen
    return is_seen


def differ_by_view(texts: Iterable[Text[Origin] | Mark]) -> bool:
    """Tell whether any text is in some views only."""
    return any(text.views != EVERY for text in texts)


class Entry(NamedTuple, Generic[Origin]):
    """An entry of the apparatus that is in no other: its texts, and the witnesses that are said to read their own."""

    texts: list[Text[Origin] | Mark]
    witnesses: dict[str, None]


def entries_of(texts: Iterable[Text[Origin] | Mark]) -> list[Entry[Origin]]:
    """Return the outermost entries in order: what is outside these is the same for all witnesses."""
    outermost: dict[Reading, Hashable] = {}
    entries: dict[Hashable, Entry[Origin]] = {}
    met: set[Reading] = set()
    for text in texts:
        if text.reading is None:
            continue
        entry = entries.setdefault(_entry(text.reading, outermost), Entry([], {}))
        entry.texts.append(text)
        one: Reading | None = text.reading
        while one is not None and one not in met:
            met.add(one)
            entry.witnesses.update(dict.fromkeys(sorted(one.witnesses)))
            one = one.outer
    return list(entries.values())


def by_witness(entries: Sequence[Entry[Origin]], others: Sequence[Entry[Other]]) -> dict[str, Texts[Origin]]:
    """Return for each witness the texts of the entries in which it reads its own, as either side says.

    The whole costs no more than what is said of witnesses.
    """
    found: dict[str, Texts[Origin]] = {}
    for number, entry in enumerate(entries):
        there = others[number].witnesses if len(entries) == len(others) else {}
        for witness in {**entry.witnesses, **there}:
            found.setdefault(witness, []).extend([Mark(Sign.PART), *entry.texts, Mark(Sign.PART)])
    return found


def _entry(reading: Reading, known: dict[Reading, Hashable]) -> Hashable:
    """Return the outermost entry around a reading."""
    inside: list[Reading] = []
    one: Reading = reading
    while one not in known and one.outer is not None:
        inside.append(one)
        one = one.outer
    entry = known.setdefault(one, one.entry)
    known.update(dict.fromkeys(inside, entry))
    return entry
