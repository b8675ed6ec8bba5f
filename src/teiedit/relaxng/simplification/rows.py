"""The patterns of the simple form as they are made: equal ones are one, and what can be simplified at once is.

Source: RELAX NG 4.12 to 4.15, 4.20, 4.21.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from teiedit.relaxng.reading.syntax import Node

FrozenRow = tuple[Any, ...]

EMPTY, NOT_ALLOWED, TEXT = 0, 1, 2
# A choice within a choice becomes part of it, until that has copied so many: chains of thousands of definitions,
# each a choice with the next, would otherwise grow with the square.
_MOST_COPIED = 1_000_000


class Rows:
    """A growing table of patterns; `origins` has a node that each was first made of."""

    def __init__(self) -> None:
        self.table: list[FrozenRow] = [("empty",), ("notAllowed",), ("text",)]
        self.origins: list[Node | None] = [None, None, None]
        self._numbers: dict[FrozenRow, int] = {row: number for number, row in enumerate(self.table)}
        self._copied = 0

    def add(self, row: FrozenRow, node: Node) -> int:
        """Return the number of a row, a new one if it was not there."""
        number = self._numbers.setdefault(row, len(self.table))
        if number == len(self.table):
            self.table.append(row)
            self.origins.append(node)
        return number

    def choice(self, members: Iterable[int], node: Node) -> int:
        """Return the choice of some patterns."""
        flat: dict[int, None] = {}
        for member in members:
            row = self.table[member]
            if row[0] == "choice" and self._copied < _MOST_COPIED:
                self._copied += len(row)
                flat.update(dict.fromkeys(row[1:]))
            else:
                flat[member] = None
        flat.pop(NOT_ALLOWED, None)
        if len(flat) > 1:
            return self.add(("choice", *flat), node)
        return next(iter(flat), NOT_ALLOWED)

    def sequence(self, kind: str, members: Sequence[int], node: Node) -> int:
        """Return the `group` or `interleave` of some patterns, at least one."""
        if NOT_ALLOWED in members:
            return NOT_ALLOWED
        made = EMPTY
        for member in reversed(members):
            if made == EMPTY:
                made = member
            elif member != EMPTY:
                made = self.add((kind, member, made), node)
        return made

    def one_or_more(self, member: int, node: Node) -> int:
        """Return the repetition of a pattern."""
        return member if member in {EMPTY, NOT_ALLOWED} else self.add(("oneOrMore", member), node)

    def list(self, member: int, node: Node) -> int:
        """Return the list of a pattern."""
        return member if member == NOT_ALLOWED else self.add(("list", member), node)
