"""Sets of characters, as regular expressions of XML Schema name them. Source: XML Schema part 2, appendix F."""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from functools import lru_cache

from teiedit.relaxng.datatypes.name_characters import NAME_CHARACTERS, NAME_STARTS

# By their first letters; what is of a surrogate is no character.
_KINDS = {"L": "ultmo", "M": "nce", "N": "dlo", "P": "cdseifo", "Z": "slp", "S": "mcko", "C": "cfon"}
CATEGORIES = frozenset(first + second for first, rest in _KINDS.items() for second in ("", *rest))


class CharacterSet:
    """A set of characters.

    Args:
        ranges: first and last code points, in any order.
        categories: of Unicode, one letter for all that begin with it.
        sets: other sets that belong to it.
        is_negated: whether all other characters are meant.
        minus: what is taken away in the end.
    """

    __slots__ = ("_categories", "_ends", "_is_negated", "_minus", "_sets", "_starts")

    def __init__(
        self,
        ranges: tuple[tuple[int, int], ...] = (),
        categories: frozenset[str] = frozenset(),
        sets: tuple[CharacterSet, ...] = (),
        *,
        is_negated: bool = False,
        minus: CharacterSet | None = None,
    ) -> None:
        joined = _joined(ranges)
        self._starts = [start for start, _ in joined]
        self._ends = [end for _, end in joined]
        self._categories = categories
        self._sets = sets
        self._is_negated = is_negated
        self._minus = minus

    def __contains__(self, character: str) -> bool:
        found = self._has(character) is not self._is_negated
        return found and (self._minus is None or character not in self._minus)

    def _has(self, character: str) -> bool:
        number = ord(character)
        at = bisect_right(self._starts, number)
        if at and number <= self._ends[at - 1]:
            return True
        if self._categories:
            category = unicodedata.category(character)
            if category in self._categories or category[0] in self._categories:
                return True
        return any(character in one for one in self._sets)


def _joined(ranges: tuple[tuple[int, int], ...]) -> list[tuple[int, int]]:
    joined: list[tuple[int, int]] = []
    for start, end in sorted(ranges):
        if joined and start <= joined[-1][1] + 1:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def of_category(name: str, *, is_negated: bool = False) -> CharacterSet:
    """Return the characters of a category of Unicode, or all others."""
    return CharacterSet(categories=frozenset({name}), is_negated=is_negated)


@lru_cache(maxsize=256)
def escape(letter: str) -> CharacterSet | None:
    r"""Return what a letter after a backslash stands for, a capital for the opposite; None if it stands for nothing.

    The names of `\i` and `\c` are those of the first four editions of XML 1.0, as XML Schema 1.0 has them.
    """
    is_negated = letter.isupper()
    match letter.lower():
        case "s":
            return CharacterSet(tuple((ord(one), ord(one)) for one in " \t\r\n"), is_negated=is_negated)
        case "d":
            return of_category("Nd", is_negated=is_negated)
        case "w":
            return CharacterSet(categories=frozenset("PZC"), is_negated=not is_negated)
        case "i":
            return CharacterSet(code_points(NAME_STARTS), is_negated=is_negated)
        case "c":
            return CharacterSet(code_points(NAME_CHARACTERS), is_negated=is_negated)
    return None


def code_points(table: str) -> tuple[tuple[int, int], ...]:
    """Read a table of ranges, in hexadecimal digits: `2D 41-5A`."""
    ends = (one.partition("-") for one in table.split())
    return tuple((int(start, 16), int(end or start, 16)) for start, _, end in ends)


NONE = CharacterSet()
# Everything but line breaks: what a point stands for.
POINT = CharacterSet(((0x0A, 0x0A), (0x0D, 0x0D)), is_negated=True)
