"""The header on its page: its parts stand there in an order of the page's own, each of them whole."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict, deque
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from teiedit.publish.verify.compare import Fault, Kind
from teiedit.publish.verify.expected import Origin
from teiedit.publish.verify.words import Stream

# For so many units, and so often for each, all letters are searched through; a page that lacks more is wrong enough.
_SEARCHED: Final = 200


def compare_units(units: Iterable[Stream[Origin]], shown: Stream[str]) -> Iterator[Fault]:
    """Yield what of each unit is lost or displaced on a page that shows units in any order, and what is added."""
    words = shown.words
    places: dict[str, deque[int]] = defaultdict(deque)
    for at, word in enumerate(words):
        places[word].append(at)
    letters, offsets = shown.letters(), shown.offsets()
    left = Counter(words)
    taken = bytearray(len(words))
    every = [unit for unit in units if unit.words]
    missed: list[int] = []
    # The longest first: a short one that stands in a longer one too must not be given that one's words.
    for number in sorted(range(len(every)), key=lambda one: -len(every[one].words)):
        unit = every[number]
        wanted = unit.words
        at, size = _place(wanted, words, places, taken), len(wanted)
        if at < 0 and len(missed) < _SEARCHED:
            at, size = _by_letters("".join(wanted), letters, offsets, taken)
        if at < 0:
            missed.append(number)
        else:
            taken[at : at + size] = b"\1" * size
            left.subtract(words[at : at + size])
    last = None
    for unit in (every[number] for number in sorted(missed)):
        yield from _missing(unit, left)
        last = unit.piece(len(unit.words) - 1)
    added = [word for at, word in enumerate(words) if not taken[at]]
    for word in added:
        if left[word] > 0:
            left[word] -= 1
            yield Fault(Kind.ADDED, word, last)


def _place(wanted: list[str], words: list[str], places: dict[str, deque[int]], taken: bytearray) -> int:
    """Return where the words of a unit stand together, not yet taken by another; by the rarest of them."""
    if not wanted:
        return 0
    rarest = min(range(len(wanted)), key=lambda number: len(places.get(wanted[number], ())))
    # What is taken is not looked at again, so that a thousand units of the same words cost a thousand looks.
    there = places.get(wanted[rarest], deque())
    while there and taken[there[0]]:
        there.popleft()
    for at in there:
        start = at - rarest
        if start >= 0 and not any(taken[start : start + len(wanted)]) and words[start : start + len(wanted)] == wanted:
            return start
    return -1


def _by_letters(wanted: str, letters: str, offsets: Sequence[int], taken: bytearray) -> tuple[int, int]:
    """Return the first of the pieces that have these letters, and how many they are: markup may divide them anew.

    They begin and end with a word of the page, and no other unit has them.
    """
    at = letters.find(wanted)
    for _ in range(_SEARCHED):
        if at < 0:
            break
        first, end = bisect_left(offsets, at), bisect_left(offsets, at + len(wanted))
        if offsets[first] == at and offsets[end] == at + len(wanted) and not any(taken[first:end]):
            return first, end - first
        at = letters.find(wanted, at + 1)
    return -1, 0


def _missing(unit: Stream[Origin], left: Counter[str]) -> Iterator[Fault]:
    """Yield the words of a unit that the page has nowhere; if it has all of them, the unit as displaced."""
    lost: list[str] = []
    first = None
    for number, word in enumerate(unit.words):
        if left[word] > 0:
            left[word] -= 1
        else:
            lost.append(word)
            first = first or unit.piece(number)
    if lost:
        yield Fault(Kind.LOST, " ".join(lost), first)
    else:
        yield Fault(Kind.DISPLACED, " ".join(unit.words), unit.piece(0))
