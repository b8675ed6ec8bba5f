"""Runs of text put into lines, and the lines into texts: what ends a line, and what was set from right to left.

Typst keeps the space at the end of a line, and divides a word by a soft hyphen; where neither stands, the line was
broken on purpose, or in a script that has no space between words.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby, zip_longest
from operator import itemgetter
from typing import Final, NamedTuple

from teiedit.publish.verify.pdf_content import Run
from teiedit.publish.verify.texts import Mark, Sign, Text, Texts
from teiedit.publish.verify.words import parts_words

# Before the number of a note in the mark of its call.
BY_NUMBER: Final = "?"
# In sizes of the letters: how far another line is away, and how far one that begins again further to the left.
_LINE: Final = 0.75
_LINE_BEHIND: Final = 0.3
# In letters: what has neither space nor hyphen may be divided at the end of a line.
_TOO_LONG: Final = 24
# Signs that begin or end words, and beside which no line ends by itself.
_SIGNS: Final = frozenset("°§©")
# In characters: a letter with its marks.
_CLUSTER: Final = 6
# Scripts whose words have no space between them, by how Unicode names their letters.
_UNSPACED: Final = ("CJK", "HIRAGANA", "KATAKANA", "HANGUL", "BOPOMOFO", "THAI", "LAO", "KHMER", "MYANMAR", "TIBETAN")


class Piece(NamedTuple):
    """A run in its place.

    Attributes:
        run: what it says.
        page: where.
        block: the number of its block.
        is_own: its words are the PDF's own.
        is_framed: a number stands for its character, and a line may end beside it.
        is_formula: in a formula, whose parts may be words of their own or not.
    """

    run: Run
    page: int
    block: int
    is_own: bool
    is_framed: bool = False
    is_formula: bool = False


@dataclass(eq=False, slots=True)
class Call:
    """Where a note is called.

    Attributes:
        href: the note; empty where it is only known by its number.
        number: of the note, as the call has it.
    """

    href: str = ""
    number: str = ""


@dataclass
class Flow:
    """What is read one after the other, as a text or as a note."""

    items: list[Piece | Call] = field(default_factory=list)

    def texts(self) -> Texts[str]:
        """Return the texts with the marks between them."""
        return [*_texts(_ordered([*_without_marks(self.items)]))]


def _texts(items: Iterator[Piece | Call]) -> Iterator[Text[str] | Mark]:
    before: Piece | None = None
    last = ""
    block = -1
    for item in items:
        if isinstance(item, Call):
            if item.href or item.number:
                yield Mark(item.href or f"{BY_NUMBER}{item.number}")
            continue
        text = item.run.text
        if item.block != block:
            yield Mark(Sign.PART)
            before, block, last = None, item.block, ""
        if not item.is_own:
            if before is not None and _is_next_line(before, item) and _is_of_word(last) and _is_of_word(text[:1]):
                unspaced = before.is_framed or item.is_framed or _is_unspaced(last) or _is_unspaced(text[0])
                unspaced = unspaced or _is_too_long(before.run.text, text)
                # As a comma does: a word that goes on over a line of the source is not divided by it.
                yield Mark(Sign.LOOSE) if unspaced else Text(",", "")
            if item.is_formula:
                yield Mark(Sign.LOOSE)
            yield Text(text, "")
            before, last = item, text[-1:]
        elif edges := _edges(text):
            yield Text(edges, "")
            last = edges[-1]
    yield Mark(Sign.PART)


def _without_marks(items: list[Piece | Call]) -> Iterator[Piece | Call]:
    """Yield everything but marks that are set apart from their letters, which have the letters' text once more."""
    before: Piece | Call | None = None
    for item, after in zip_longest(items, items[1:]):
        if not (_is_mark_of(item, before) or _is_mark_of(item, after, least=1)):
            yield item
            before = item


def _is_mark_of(item: Piece | Call, other: Piece | Call | None, *, least: int = 0) -> bool:
    """Tell whether a run is but a mark of the letter that another one begins or ends with, a little higher or lower.

    Args:
        item: the run.
        other: that beside it.
        least: how many characters more it must have.
    """
    if not isinstance(item, Piece) or not isinstance(other, Piece) or item.run.text.isascii():
        return False
    mark, run = item.run, other.run
    if len(mark.text) > _CLUSTER or not any(map(unicodedata.combining, mark.text)):
        return False
    is_beside = 0 < abs(mark.y - run.y) < _LINE_BEHIND * run.size and len(run.text) >= len(mark.text) + least
    return is_beside and (run.text.startswith(mark.text) or run.text.endswith(mark.text))


def _edges(text: str) -> str:
    """Return what is left of words of the PDF's own: a comma or a space beside other words parts them."""
    return "," if any(parts_words(one) for one in (text[0], text[-1])) else ""


def _is_next_line(first: Piece, second: Piece) -> bool:
    if first.page != second.page:
        return True
    size = max(first.run.size, second.run.size)
    away = abs(first.run.y - second.run.y)
    if first.run.is_leftward or second.run.is_leftward:
        return away > _LINE * size
    return away > _LINE * size or (away > _LINE_BEHIND * size and second.run.x < first.run.x)


def _is_of_word(character: str) -> bool:
    """Tell whether a character is compared, and parts no words."""
    return bool(character) and (unicodedata.category(character)[0] in "LMN" or character in _SIGNS)


def _is_too_long(first: str, second: str) -> bool:
    """Tell whether what goes on over a line is too long for one: an address of the web, a name of a file."""
    # There is a letter at the end of the first and at the beginning of the second.
    return len(first.rsplit(maxsplit=1)[-1]) + len(second.split(maxsplit=1)[0]) > _TOO_LONG


def _is_unspaced(letter: str) -> bool:
    return unicodedata.name(letter, "").startswith(_UNSPACED)


def _ordered(items: list[Piece | Call]) -> Iterator[Piece | Call]:
    """Yield everything in the order of reading: what a line has from right to left was written from left to right."""
    if not any(isinstance(one, Piece) and one.run.is_leftward for one in items):
        yield from items
        return
    leftward = _leftward_blocks(items)
    line: list[Piece | Call] = []
    before: Piece | None = None
    for item in items:
        if isinstance(item, Piece):
            if before is not None and (item.block != before.block or _is_next_line(before, item)):
                yield from _as_read(line, is_leftward=before.block in leftward)
                line = []
            before = item
        line.append(item)
    yield from _as_read(line, is_leftward=before is not None and before.block in leftward)


def _leftward_blocks(items: list[Piece | Call]) -> set[int]:
    """Return the blocks that begin their lines on the right.

    The tags have what is beside each other in the order in which a block is set; else most letters tell.
    """
    steps: Counter[int] = Counter()
    letters: Counter[int] = Counter()
    before: Piece | None = None
    for item in items:
        if isinstance(item, Call):
            continue
        if not item.is_framed:
            number = sum(map(str.isalpha, item.run.text))
            letters[item.block] += max(1, number) if item.run.is_leftward else -number
        if before is not None and before.block == item.block and before.run.group != item.run.group:
            is_beside = abs(before.run.y - item.run.y) < _LINE_BEHIND * item.run.size
            steps[item.block] += (before.run.x > item.run.x) - (before.run.x < item.run.x) if is_beside else 0
        before = item
    return {block for block, number in letters.items() if (steps[block] or number) > 0}


def _as_read(line: list[Piece | Call], *, is_leftward: bool) -> Iterator[Piece | Call]:
    """Yield a line of a block as it is read; a call goes with the run before it."""
    # Frames stand in the order of the tags.
    if not any(isinstance(one, Piece) and one.run.is_leftward for one in line):
        yield from line
        return
    groups: list[list[Piece | Call]] = []
    for item in line:
        if isinstance(item, Call) and groups:
            groups[-1].append(item)
        else:
            groups.append([item])
    # As they stand on the page, from the left; what was set in one go has one place, and keeps its order.
    groups.sort(key=_place)
    ways = _ways([_piece(group) for group in groups], is_leftward=is_leftward)
    several = [[group for _, group in found] for _, found in groupby(zip(ways, groups, strict=True), key=itemgetter(0))]
    first = ways[0] if ways else is_leftward
    for number, found in reversed([*enumerate(several)]) if is_leftward else enumerate(several):
        way = first == (number % 2 == 0)
        for group in reversed(found) if way else found:
            yield from group


def _place(group: list[Piece | Call]) -> float:
    piece = _piece(group)
    return piece.run.x if piece is not None else float("-inf")


def _piece(group: list[Piece | Call]) -> Piece | None:
    return next((one for one in group if isinstance(one, Piece)), None)


def _ways(pieces: list[Piece | None], *, is_leftward: bool) -> list[bool]:
    """Tell of each run whether it is read from right to left; what has no letters goes the way of its neighbours."""
    ways = [None if piece is None or piece.is_framed else _way(piece.run) for piece in pieces]
    found: list[bool] = []
    for number, way in enumerate(ways):
        if way is not None:
            found.append(way)
            continue
        before = found[-1] if found else is_leftward
        after = next((one for one in ways[number:] if one is not None), is_leftward)
        found.append(before if before == after else is_leftward)
    return found


def _way(run: Run) -> bool | None:
    return True if run.is_leftward else False if any(map(str.isalnum, run.text)) else None
