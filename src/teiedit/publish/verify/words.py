"""Text as it is compared: pieces of words, each with what came before it, and the offsets at which words part.

Letters, digits and symbols count, punctuation and space only part words: pages put points and brackets of their own.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from collections.abc import Hashable
from dataclasses import dataclass, field
from itertools import accumulate
from typing import Generic, TypeVar

Origin = TypeVar("Origin")


class _Characters(dict[int, str]):
    """What becomes of each character, found out when it is first met."""

    def __missing__(self, point: int) -> str:
        character = chr(point)
        kind = unicodedata.category(character)
        # Format characters (soft hyphens, directions) are not seen, nor do they part a word.
        became = character if kind[0] in "LMNS" or kind == "Co" else "" if kind == "Cf" else " "
        # Modifier signs and the accents that stand alone are editorial signs as often as text.
        self[point] = " " if kind == "Sk" else became
        return self[point]


_CHARACTERS = _Characters()


@dataclass(frozen=True, slots=True)
class Piece(Generic[Origin]):
    """A run of letters inside one piece of text; `number` counts the runs of that text."""

    text: str
    origin: Origin
    number: int


@dataclass
class Stream(Generic[Origin]):
    """Pieces of words in the order of reading.

    Attributes:
        words: the pieces' letters.
        glued: the numbers of pieces before which there is neither space nor punctuation.
        spaced: of the first pieces of texts, the numbers of those after space or the edge of a block.
        loose: the numbers of pieces that may go on with the word before or not.
        joined: the numbers of pieces that belong to the word before, whatever stands between.
        calls: of notes: how many pieces stand before each, and what is called.
    """

    words: list[str] = field(default_factory=list)
    glued: set[int] = field(default_factory=set)
    spaced: set[int] = field(default_factory=set)
    loose: set[int] = field(default_factory=set)
    joined: set[int] = field(default_factory=set)
    calls: list[tuple[int, Hashable]] = field(default_factory=list)
    # Of each text, the number of its first piece, and where it comes from.
    _firsts: list[int] = field(default_factory=list)
    _origins: list[Origin] = field(default_factory=list)
    _is_parted: bool = True
    _is_spaced: bool = True
    _is_joined: bool = False
    _is_loose: bool = False
    # What comes next is what stands right behind a break in a word.
    _is_tail: bool = False

    def add(self, text: str, origin: Origin) -> None:
        """Add a piece of text of one origin."""
        plain = text.translate(_CHARACTERS)
        runs = plain.split()
        if not runs:
            self._soften()
            self._is_parted = self._is_parted or bool(plain)
            self._is_spaced = self._is_spaced or any(character.isspace() for character in text)
            return
        first = len(self.words)
        if self._is_joined:
            self.joined.add(first)
        elif self._is_loose:
            self.loose.add(first)
        elif not (self._is_parted or plain[0].isspace()):
            self.glued.add(first)
        is_spaced = self._is_spaced or any(character.isspace() for character in text[: text.find(runs[0][0])])
        if is_spaced and not self._is_loose:
            self.spaced.add(first)
        self.words += runs
        self._firsts.append(first)
        self._origins.append(origin)
        self._is_joined = self._is_loose = self._is_tail = False
        self._is_parted = plain[-1].isspace()
        self._is_spaced = text[-1].isspace()

    def part(self) -> None:
        """Say that what follows is another word."""
        self._is_parted = self._is_spaced = True

    def join(self) -> None:
        """Say that what follows goes on with the word before, as after a break within it."""
        self._is_joined = self._is_tail = bool(self.words)

    def _soften(self) -> None:
        # Space behind a break in a word is the file's; that in an element which follows may be meant.
        if self._is_joined and not self._is_tail:
            self._is_joined, self._is_loose = False, True
        self._is_tail = False

    def loosen(self) -> None:
        """Say that what follows may be another word or go on with the one before."""
        self._is_loose = True

    def call(self, what: Hashable) -> None:
        """Say that a note is called here."""
        self.calls.append((len(self.words), what))

    def piece(self, number: int) -> Piece[Origin]:
        """Return a piece with where it comes from."""
        at = bisect_right(self._firsts, number) - 1
        return Piece(self.words[number], self._origins[at], number - self._firsts[at])

    def letters(self) -> str:
        """Return everything without the space."""
        return "".join(self.words)

    def offsets(self) -> list[int]:
        """Return where each piece begins in `letters()`, and behind them where the last one ends."""
        return [0, *accumulate(map(len, self.words))]


def spelt(character: str) -> str:
    """Return what a character is to words: itself, a space that parts them, or nothing."""
    return _CHARACTERS[ord(character)]


def parts_words(text: str) -> bool:
    """Tell whether a text says nothing and yet parts the words on either side: a comma, a cross, a space."""
    return not any(map(str.isalnum, text)) and any(unicodedata.category(one)[0] in "PSZ" for one in text)


def place_of_run(text: str, number: int) -> int:
    """Return where the run of letters with this number begins in a text, as `Stream.add` counts them."""
    seen, inside = -1, False
    for at, character in enumerate(text):
        became = _CHARACTERS[ord(character)]
        if became == " ":
            inside = False
        elif became and not inside:
            inside, seen = True, seen + 1
            if seen == number:
                return at
    return 0
