"""Where two sequences of words differ: what is only in one, what is only in the other, and what has moved.

By patience: words that stand once in both hold the sequences together, so the cost grows with their length and no
faster. What is between them is looked at again; short rests are compared word by word.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import Final, NamedTuple

# Rests of at most so many words (one side times the other) are compared each with each.
_SMALL: Final = 10_000
# At each dividing, runs of so many words are looked for that stand once in both. No more dividings than these.
_RUNS: Final = (1, 1, 1, 2, 4, 1)


class Block(NamedTuple):
    """Words `first[start:end]` for which the other sequence has `second[from_:to]`; either may be empty."""

    start: int
    end: int
    from_: int
    to: int


def differences(first: Sequence[str], second: Sequence[str]) -> list[Block]:
    """Return the blocks in which two sequences differ, in order."""
    found: list[Block] = []
    todo = [(Block(0, len(first), 0, len(second)), 0)]
    while todo:
        block, tried = todo.pop()
        block = _trimmed(first, second, block)
        if block.start == block.end or block.from_ == block.to:
            if block.start != block.end or block.from_ != block.to:
                found.append(block)
            continue
        if (block.end - block.start) * (block.to - block.from_) <= _SMALL:
            found += _each_with_each(first, second, block)
            continue
        parts, tried = _parts(first, second, block, tried)
        if parts:
            todo += [(part, tried) for part in reversed(parts)]
        else:
            found.append(block)
    return found


def _trimmed(first: Sequence[str], second: Sequence[str], block: Block) -> Block:
    """Take off what both have at the beginning and at the end."""
    start, end, from_, to = block
    while start < end and from_ < to and first[start] == second[from_]:
        start, from_ = start + 1, from_ + 1
    while start < end and from_ < to and first[end - 1] == second[to - 1]:
        end, to = end - 1, to - 1
    return Block(start, end, from_, to)


def _each_with_each(first: Sequence[str], second: Sequence[str], block: Block) -> Iterator[Block]:
    matcher = SequenceMatcher(None, first[block.start : block.end], second[block.from_ : block.to], autojunk=False)
    for kind, start, end, from_, to in matcher.get_opcodes():
        if kind != "equal":
            yield Block(block.start + start, block.start + end, block.from_ + from_, block.from_ + to)


def _parts(first: Sequence[str], second: Sequence[str], block: Block, tried: int) -> tuple[list[Block], int]:
    """Divide a block at what stands once in both; what it leaves together is tried by the next length."""
    for number in range(tried, len(_RUNS)):
        anchors = _anchors(first, second, block, _RUNS[number])
        if anchors:
            parts, start, from_ = [], block.start, block.from_
            for at, there in anchors:
                parts.append(Block(start, at, from_, there))
                start, from_ = at, there
            # An anchor begins the part after it, and is trimmed off there.
            parts.append(Block(start, block.end, from_, block.to))
            return parts, number + 1
    return [], len(_RUNS)


def _anchors(first: Sequence[str], second: Sequence[str], block: Block, length: int) -> list[tuple[int, int]]:
    """Return the places of runs that stand once in both, as many as are in the same order."""
    ours = _once(first, block.start, block.end, length)
    theirs = _once(second, block.from_, block.to, length)
    pairs = sorted((at, theirs[run]) for run, at in ours.items() if run in theirs)
    return _rising(pairs)


def _once(words: Sequence[str], start: int, end: int, length: int) -> dict[tuple[str, ...], int]:
    runs = [tuple(words[at : at + length]) for at in range(start, end - length + 1)]
    counts = Counter(runs)
    return {run: start + at for at, run in enumerate(runs) if counts[run] == 1}


def _rising(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return a longest part of the pairs in which the second numbers rise too."""
    ends: list[int] = []
    tops: list[int] = []
    before: list[int] = []
    for number, (_, there) in enumerate(pairs):
        at = bisect_left(ends, there)
        before.append(tops[at - 1] if at else -1)
        if at == len(ends):
            ends.append(there)
            tops.append(number)
        else:
            ends[at], tops[at] = there, number
    chain: list[tuple[int, int]] = []
    number = tops[-1] if tops else -1
    while number >= 0:
        chain.append(pairs[number])
        number = before[number]
    return chain[::-1]
