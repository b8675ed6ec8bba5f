"""Names that clash: attributes that an element could have twice, elements and words that cannot be interleaved.

Sets of names are integers with a bit for each name, so that thousands of names cost little. Source: RELAX NG 7.3, 7.4.
"""

from __future__ import annotations

from collections.abc import Iterator

from teiedit.relaxng.reading.schema_faults import where
from teiedit.relaxng.simplification.names import FrozenClass, acceptor, overlap, simple_classes
from teiedit.relaxng.simplification.places import Places
from teiedit.relaxng.simplification.reachable import Reachable, refers_to
from teiedit.relaxng.simplification.rows import FrozenRow
from teiedit.relaxng.simplification.simple_form import Named

_SEQUENCES = frozenset({"group", "interleave"})
_WORDS = 1


def check_clashes(form: Reachable, places: Places) -> None:
    """Add the attributes that could come twice, and what cannot be interleaved.

    Raises:
        TooManyFaults: there are as many as anybody would read.
    """
    heads = _heads(form)
    if form.attributes:
        _Clashes(form, places, "attribute", _SEQUENCES).check(heads)
    if any(row[0] == "interleave" for row in form.rows):
        _Clashes(form, places, "element", frozenset({"interleave"})).check(heads)


def _heads(form: Reachable) -> list[int]:
    """Return all rows but those that only continue a sequence of their own kind."""
    heads = {form.start, *(one.content for one in (*form.elements, *form.attributes))}
    for row in form.rows:
        parts = refers_to(row)
        if row[0] in _SEQUENCES and form.rows[row[2]][0] == row[0]:
            parts = parts[:1]
        heads.update(parts)
    return sorted(heads)


class _Clashes:
    """The names of one kind, elements or attributes, and what may not have them twice."""

    def __init__(self, form: Reachable, places: Places, kind: str, apart: frozenset[str]) -> None:
        self._form = form
        self._places = places
        self._kind = kind
        # The kinds of sequence whose members are to have no name in common.
        self._apart = apart
        named = form.elements if kind == "element" else form.attributes
        self._sets = _sets(named)
        # Of rows: which names it has, and which it would clash with.
        self._of_row: dict[int, tuple[int, int]] = {}

    def check(self, heads: list[int]) -> None:
        rows, of_row = self._form.rows, self._of_row
        for number in heads:
            row = rows[number]
            kind = row[0]
            if kind in _SEQUENCES:
                of_row[number] = self._sequence(number, kind)
            elif kind in {"choice", "oneOrMore"}:
                names = around = 0
                for one in row[1:]:
                    more, more_around = of_row[one]
                    names |= more
                    around |= more_around
                of_row[number] = names, around
            else:
                of_row[number] = self._of_leaf(row)

    def _of_leaf(self, row: FrozenRow) -> tuple[int, int]:
        if row[0] == self._kind:
            return self._sets[row[1]]
        words = _WORDS if row[0] == "text" and self._kind == "element" else 0
        return words, words

    def _sequence(self, head: int, kind: str) -> tuple[int, int]:
        names = around = 0
        for member in self._members(head, kind):
            more, more_around = self._of_row[member]
            if more & around and kind in self._apart:
                self._say(head, member, around)
            names |= more
            around |= more_around
        return names, around

    def _members(self, head: int, kind: str) -> Iterator[int]:
        row = self._form.rows[head]
        while row[0] == kind:
            yield row[1]
            head = row[2]
            row = self._form.rows[head]
        yield head

    def _say(self, head: int, member: int, around: int) -> None:
        """Say what of a member clashes with what comes before it in its sequence."""
        second = self._find(member, around)
        mine = self._of_leaf(self._form.rows[second])[1]
        before = (one for one in self._members(head, self._form.rows[head][0]) if self._of_row[one][0] & mine)
        self._tell(head, self._find(next(before), mine), second)

    def _find(self, number: int, names: int) -> int:
        """Return the first row in what a row is made of that has one of some names."""
        waiting, seen = [number], set()
        while waiting:
            number = waiting.pop()
            if number in seen:
                continue
            seen.add(number)
            row = self._form.rows[number]
            if self._of_leaf(row)[0] & names:
                return number
            waiting.extend(reversed(refers_to(row)))
        return number

    def _tell(self, head: int, first: int, second: int) -> None:
        places, node = self._places, self._places.node(head)
        owner = places.owner(head)
        around = f" in {places.name_of(owner)}" if owner is not None else ""
        if self._kind == "attribute":
            here = self._form.attributes[self._form.rows[second][1]].node
            there = self._form.attributes[self._form.rows[first][1]].node
            said = f"{places.describe(second)} is there twice{around}"
            hint = f"It is there already by {where(there)}: leave one out, or put both into <choice>."
            if (
                self._form.attributes[self._form.rows[first][1]].name_class
                != self._form.attributes[self._form.rows[second][1]].name_class
            ):
                said = f"two patterns for attributes have names in common{around}"
                hint = f"The other is on {where(there)}. Except the names of the one from the other."
            # The same pattern that is referred to twice is not wrong in itself.
            places.say(node if here is there else here, said, hint)
        elif self._form.rows[second][0] == "text":
            said = f"words stand on both sides of <interleave>{around}"
            places.say(node, said, "Write <text/> or <mixed> once: words can stand between everything there.")
        else:
            said = f"{places.describe(second)} stands on both sides of <interleave>{around}"
            hint = "Nothing could tell which of the two is meant: leave one out."
            places.say(node, said, hint, other=second)


def _sets(patterns: list[Named]) -> list[tuple[int, int]]:
    """Return of every pattern a bit for each name and for each class without number, and all bits that overlap these.

    The first bit is left for words.
    """
    bits: dict[FrozenClass, int] = {}
    for pattern in patterns:
        for one in simple_classes(pattern.name_class):
            bits.setdefault(one, 1 << (len(bits) + 1))
    around = dict(bits)
    opened = [one for one in bits if one[0] != "name"]
    in_namespace: dict[str, list[FrozenClass]] = {}
    for one in bits if opened else ():
        if one[0] != "anyName":
            in_namespace.setdefault(one[1], []).append(one)
    for one in opened:
        accepts = acceptor(one)
        others = bits if one[0] == "anyName" else in_namespace[one[1]]
        for other in others:
            if accepts(other[1], other[2]) if other[0] == "name" else overlap(one, other, accepts):
                around[one] |= bits[other]
                around[other] |= bits[one]
    return [_together(simple_classes(one.name_class), bits, around) for one in patterns]


def _together(
    classes: tuple[FrozenClass, ...], bits: dict[FrozenClass, int], around: dict[FrozenClass, int]
) -> tuple[int, int]:
    names = near = 0
    for one in classes:
        names |= bits[one]
        near |= around[one]
    return names, near
