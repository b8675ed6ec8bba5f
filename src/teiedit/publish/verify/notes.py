"""Notes: each is listed once with its words, and each call in the text leads to the one that is called there.

In which order notes are listed is the page's own affair.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterator, Mapping
from itertools import starmap, zip_longest
from typing import NamedTuple, TypeAlias

from lxml import etree

from teiedit.publish.verify.compare import Fault, Kind
from teiedit.publish.verify.difference import Block, differences
from teiedit.publish.verify.expected import Expected, Origin
from teiedit.publish.verify.shown import Listed, Shown, read_texts
from teiedit.publish.verify.texts import Texts, stream_of
from teiedit.publish.verify.views import Pair, Seen, faults, pairs
from teiedit.publish.verify.words import Piece

# A note that is called, and where a call on a page leads; either may be lacking.
_Met: TypeAlias = "tuple[etree._Element | None, str | None]"


class WrongCall(NamedTuple):
    """A note whose calls are not what they must be in a view, and what is wrong with them."""

    note: etree._Element
    said: str
    view: str


class Notes:
    """The notes of a document, and those that its pages list."""

    def __init__(self, expected: Expected, shown: Shown, witnesses: Mapping[str, str]) -> None:
        self._witnesses = witnesses
        self._expected = expected.notes
        self._listed: dict[str, Listed] = {}
        self._more: list[Listed] = []
        for one in shown.notes():
            if one.id in self._listed:
                self._more.append(one)
            else:
                self._listed[one.id] = one
        self._texts: dict[str, Texts[str]] = {key: _texts(one) for key, one in self._listed.items()}
        self._letters = {key: stream_of(texts).letters() for key, texts in self._texts.items()}
        self._wanted = {note: stream_of(texts).letters() for note, texts in self._expected.items()}
        self._all_wanted = frozenset(self._wanted.values())
        # The listed note that a note of the document is, as its calls say.
        self._pairs: dict[etree._Element, str] = {}
        self._taken: set[str] = set()

    def check_calls(self, pair: Pair) -> Iterator[WrongCall]:
        """Hold the calls in a view of a part against those that the document has there."""
        ours, theirs = pair.expected.calls, pair.shown.calls
        if not ours and not theirs:
            return
        is_same = pair.expected.letters() == pair.shown.letters()
        groups = _by_place(pair) if is_same else [([one for _, one in ours], [one for _, one in theirs])]
        for note, href in (met for group in groups for met in self._by_words(*group)):
            if note is None:
                yield from self._stray(href, pair)
            elif href is None:
                yield WrongCall(note, "the page lacks the call of this note", pair.view)
            else:
                yield from self._meet(note, href, pair)

    def _by_words(self, ours: list[object], theirs: list[object]) -> Iterator[_Met]:
        """Yield the calls that lead to the same words, as far as they are in the same order."""
        if len(ours) == len(theirs) == 1:
            yield _met(ours[0], theirs[0])
            return
        mine = other = 0
        wanted = [self._wanted.get(_met(one, None)[0], "") for one in ours]  # type: ignore[arg-type]
        found = [self._letters.get(_target(_met(None, one)[1]), "") for one in theirs]
        for block in [*differences(wanted, found), Block(len(ours), len(ours), len(theirs), len(theirs))]:
            yield from map(_met, ours[mine : block.start], theirs[other : block.from_])
            yield from starmap(_met, zip_longest(ours[block.start : block.end], theirs[block.from_ : block.to]))
            mine, other = block.end, block.to

    def _stray(self, href: str | None, pair: Pair) -> Iterator[WrongCall]:
        wanted = self._letters.get(_target(href))
        note = next((one for one, letters in self._wanted.items() if letters == wanted), None)
        note = note if note is not None else next(iter(self._wanted), None)
        if note is not None:
            yield WrongCall(note, "the page calls this note where the document does not", pair.view)

    def _meet(self, note: etree._Element, href: str, pair: Pair) -> Iterator[WrongCall]:
        key = _target(href)
        known = self._pairs.get(note)
        if key not in self._listed:
            yield WrongCall(note, "the call of this note leads to no note", pair.view)
        elif known == key:
            return
        elif known is None and key not in self._taken and self._is_like(note, key):
            self._pairs[note] = key
            self._taken.add(key)
        else:
            yield WrongCall(note, "the call of this note leads to another", pair.view)

    def _is_like(self, note: etree._Element, key: str) -> bool:
        """Tell whether a listed note can be this one: it has its words, or those of no note at all."""
        wanted, found = self._wanted[note], self._letters[key]
        return wanted == found or found not in self._all_wanted

    def check_words(self) -> Iterator[Seen | WrongCall]:
        """Hold the words of each note against those in the list; after all calls, which say which is which."""
        self._pair_rest()
        for note, texts in self._expected.items():
            key = self._pairs.get(note)
            compared = list(pairs(texts, self._texts[key] if key is not None else [], self._witnesses))
            yield from faults(compared)
            for pair in compared:
                yield from self.check_calls(pair)
        rest = [*(one for key, one in self._listed.items() if key not in self._taken), *self._more]
        for one in rest:
            yield from self._added(one)

    def _pair_rest(self) -> None:
        """Find what no call has said: by the words, and what is left over by the order."""
        free: dict[str, deque[str]] = defaultdict(deque)
        for key, letters in self._letters.items():
            if key not in self._taken:
                free[letters].append(key)
        missing = [note for note in self._expected if note not in self._pairs]
        for note in missing:
            if keys := free[self._wanted[note]]:
                self._take(note, keys.popleft())
        left = [key for key in self._listed if key not in self._taken]
        for note, key in zip([one for one in missing if one not in self._pairs], left, strict=False):
            self._take(note, key)

    def _take(self, note: etree._Element, key: str) -> None:
        self._pairs[note] = key
        self._taken.add(key)

    def _added(self, one: Listed) -> Iterator[Seen]:
        stream = stream_of(_texts(one))
        if not stream.words:
            return
        letters = stream.letters()
        note = next((note for note, wanted in self._wanted.items() if wanted == letters), None)
        at: Piece[Origin] | None = stream_of(self._expected[note]).piece(0) if note is not None else None
        yield Seen(
            Fault(Kind.ADDED if at is None else Kind.DOUBLED, " ".join(stream.words), at), "in the list of notes"
        )


def _texts(one: Listed) -> Texts[str]:
    return list(read_texts([one.words]))


def _target(href: str | None) -> str:
    return (href or "").partition("#")[2]


def _by_place(pair: Pair) -> Iterator[tuple[list[object], list[object]]]:
    """Yield the calls that stand behind the same letters, of both sides."""
    groups: dict[int, tuple[list[object], list[object]]] = {}
    after, behind = pair.expected.offsets(), pair.shown.offsets()
    for number, what in pair.expected.calls:
        groups.setdefault(after[number], ([], []))[0].append(what)
    for number, what in pair.shown.calls:
        groups.setdefault(behind[number], ([], []))[1].append(what)
    yield from groups.values()


def _met(note: object, href: object) -> _Met:
    return (note if isinstance(note, etree._Element) else None), (href if isinstance(href, str) else None)
