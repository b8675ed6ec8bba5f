"""One part of a page held against what it must show: words lost, doubled, displaced, added, joined or divided."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Final

from teiedit.publish.verify.difference import Block, differences
from teiedit.publish.verify.expected import Origin
from teiedit.publish.verify.words import Piece, Stream

# A repeated run of so many words is taken for a double wherever it stands, a shorter one beside its like only.
_TELLING: Final = 3


class Kind(Enum):
    """What may have happened to words."""

    LOST = "lost"
    DOUBLED = "doubled"
    DISPLACED = "displaced"
    ADDED = "added"
    RUN_TOGETHER = "run together"
    DIVIDED = "divided"


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that happened to words.

    Attributes:
        kind: what.
        words: the words, with spaces between.
        at: the first of them in the document, or what stands before the place where the page has them.
    """

    kind: Kind
    words: str
    at: Piece[Origin] | None


def compare(expected: Stream[Origin], shown: Stream[str]) -> list[Fault]:
    """Return what differs; where all letters are the same, in time that grows with their number."""
    if expected.letters() == shown.letters():
        return [*_parting(expected, shown)]
    return [*_faults(expected, shown)]


def _parting(expected: Stream[Origin], shown: Stream[str]) -> Iterator[Fault]:
    """Yield where words part in the document and not on the page, or the other way round."""
    ours, theirs = expected.offsets(), shown.offsets()
    on_page = set(theirs) - {theirs[number] for number in shown.glued}
    # Where a line of a script without spaces ends, words may part or not.
    parted = on_page - {theirs[number] for number in shown.loose}
    for at in sorted(set(ours) - on_page):
        number = bisect_left(ours, at)
        if number and not any(number in one for one in (expected.glued, expected.joined, expected.loose)):
            yield Fault(
                Kind.RUN_TOGETHER, f"{expected.words[number - 1]} {expected.words[number]}", expected.piece(number)
            )
    # A hyphen at the end of a line is the source's own, a space is not.
    spaced = {theirs[number] for number in shown.spaced}
    within = {ours[number] for number in expected.joined} & spaced
    for at in sorted(parted - set(ours) | within):
        piece = expected.piece(bisect_right(ours, at) - 1)
        yield Fault(Kind.DIVIDED, piece.text, piece)


@dataclass(frozen=True, slots=True)
class _Run:
    """Words of a block that only one side has; `at` is where they stand, or would, in the document."""

    words: tuple[str, ...]
    at: int


def _faults(expected: Stream[Origin], shown: Stream[str]) -> Iterator[Fault]:
    ours, theirs = expected.words, shown.words
    lost: list[_Run] = []
    extra: list[_Run] = []
    for block in differences(ours, theirs):
        missing, more = _without_same_letters(ours, theirs, block)
        lost += [missing] if missing.words else []
        extra += [more] if more.words else []
    pool = Counter(word for run in extra for word in run.words)
    for run in lost:
        for kind, words, at in _sorted_out(run, pool):
            yield Fault(kind, " ".join(words), expected.piece(at))
    threes = {tuple(ours[at : at + _TELLING]) for at in range(len(ours))} if extra else set()
    for run in extra:
        left = tuple(_taken(run.words, pool))
        if left:
            kind = Kind.DOUBLED if _is_double(left, run.at, ours, threes) else Kind.ADDED
            piece = expected.piece(max(0, min(run.at, len(ours)) - 1)) if ours else None
            yield Fault(kind, " ".join(left), piece)


def _without_same_letters(ours: Sequence[str], theirs: Sequence[str], block: Block) -> tuple[_Run, _Run]:
    """Take off the words whose letters are the same: markup may divide a word on one side only."""
    first, second = ours[block.start : block.end], theirs[block.from_ : block.to]
    ahead = _same(first, second)
    first, second = first[ahead[0] :], second[ahead[1] :]
    behind = _same([word[::-1] for word in reversed(first)], [word[::-1] for word in reversed(second)])
    at = block.start + ahead[0]
    return (
        _Run(tuple(first[: len(first) - behind[0]]), at),
        _Run(tuple(second[: len(second) - behind[1]]), at),
    )


def _same(first: Sequence[str], second: Sequence[str]) -> tuple[int, int]:
    """Count how many words of each begin with the same letters in all, up to where a word ends in both."""
    ends = {end: number for number, end in enumerate(_ends(second), 1)}
    same = _common("".join(first), "".join(second))
    best = (0, 0)
    for number, end in enumerate(_ends(first), 1):
        if end > same:
            break
        if end in ends:
            best = (number, ends[end])
    return best


def _ends(words: Iterable[str]) -> list[int]:
    found, at = [], 0
    for word in words:
        at += len(word)
        found.append(at)
    return found


def _common(first: str, second: str) -> int:
    """Count the letters that two texts begin with."""
    most = min(len(first), len(second))
    return next((at for at in range(most) if first[at] != second[at]), most)


def _sorted_out(run: _Run, pool: Counter[str]) -> Iterator[tuple[Kind, list[str], int]]:
    """Divide a run into words that the page has elsewhere and words that it has nowhere."""
    kind: Kind | None = None
    words: list[str] = []
    start = run.at
    for number, word in enumerate(run.words):
        now = Kind.DISPLACED if pool[word] > 0 else Kind.LOST
        if now is Kind.DISPLACED:
            pool[word] -= 1
        if kind is not None and now is not kind:
            yield kind, words, start
            words, start = [], run.at + number
        kind = now
        words.append(word)
    if kind is not None:
        yield kind, words, start


def _taken(words: Iterable[str], pool: Counter[str]) -> Iterator[str]:
    """Yield the words that no lost one was found to be."""
    for word in words:
        if pool[word] > 0:
            pool[word] -= 1
            yield word


def _is_double(words: tuple[str, ...], at: int, ours: Sequence[str], threes: set[tuple[str, ...]]) -> bool:
    size = len(words)
    if tuple(ours[at : at + size]) == words or tuple(ours[max(0, at - size) : at]) == words:
        return True
    return size >= _TELLING and words[:_TELLING] in threes
