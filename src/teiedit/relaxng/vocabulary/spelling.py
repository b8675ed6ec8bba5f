"""Which of several names was meant: by Damerau-Levenshtein distance, on the part that people type."""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterable

# Of the length of the longer name: `titel` for `title`, never `profileDesc` for `fileDesc`.
_MOST_WRONG = 0.26

# Letters of a word that is the same with another ending, and of the ending.
_SHORTEST_STEM = 4
_LONGEST_ENDING = 3

# A letter typed twice or two typed the wrong way round, against another letter.
_STUTTER = re.compile(r"(.)\1+")
_SLIP = 0.5


class Guesses:
    """What misspelt names of one document were meant to be; after so many different ones nobody reads guesses."""

    def __init__(self, most: int = 300) -> None:
        self._left = most
        self._known: dict[Hashable, str] = {}

    def nearest(self, key: Hashable, name: str, among: Callable[[], Iterable[str]]) -> str:
        """Return what `nearest` gives, once for a key that stands for the name and what it is held against."""
        if key not in self._known:
            self._left -= 1
            self._known[key] = nearest(name, among()) if self._left >= 0 else ""
        return self._known[key]


def nearest(name: str, among: Iterable[str]) -> str:
    """Return the name that one was meant to be, or nothing if none is near enough.

    Args:
        name: as written; of a Clark name the local part counts. In another namespace only the same name is near.
        among: the names that would be right, the likeliest first: of equally near ones the first is taken.
    """
    own = _local(name)
    best, least = "", 1.0
    for one in among:
        local = _local(one)
        longer = max(len(own), len(local), 1)
        most = max(1.0, longer * _MOST_WRONG)
        if abs(len(own) - len(local)) > max(most, _LONGEST_ENDING):
            continue
        is_same = own.casefold() == local.casefold()
        if _namespace(one) != _namespace(name) and not is_same:
            continue
        distance = float(own != local) / 10 if is_same else _difference(own.casefold(), local.casefold())
        # A transposition in a name of three letters is still the same name.
        if distance > most or (longer <= 2 and distance >= 1):  # noqa: PLR2004
            continue
        share = distance / longer + (0.01 if _namespace(one) != _namespace(name) else 0)
        if share < least:
            best, least = one, share
    return best


def _difference(own: str, other: str) -> float:
    shorter, longer = sorted((own, other), key=len)
    # A word with another ending: `bolded` for `bold`.
    if len(shorter) >= _SHORTEST_STEM and longer.startswith(shorter) and len(longer) - len(shorter) <= _LONGEST_ENDING:
        return 1.0
    if _STUTTER.sub(r"\1", own) == _STUTTER.sub(r"\1", other):
        return _SLIP
    if len(set(own) ^ set(other)) > 2 * max(1.0, len(longer) * _MOST_WRONG):
        # Too many letters of the one are not in the other: no need to count.
        return float(len(longer))
    distance = float(_distance(own, other))
    # Swapped letters are a slip of the fingers, sooner than another letter.
    return distance - 1 + _SLIP if distance and sorted(own) == sorted(other) else distance


def _local(name: str) -> str:
    return name.rpartition("}")[2].rpartition(":")[2]


def _namespace(name: str) -> str:
    return name.rpartition("}")[0]


def _distance(left: str, right: str) -> int:
    """Count the letters put in, left out, changed, or swapped with a neighbour."""
    before: list[int] = []
    row = list(range(len(right) + 1))
    for at, letter in enumerate(left, 1):
        older, before = before, row
        row = [at]
        for to, other in enumerate(right, 1):
            cost = min(before[to] + 1, row[to - 1] + 1, before[to - 1] + (letter != other))
            if at > 1 and to > 1 and letter == right[to - 2] and left[at - 2] == other:
                cost = min(cost, older[to - 2] + 1)
            row.append(cost)
    return row[-1]
