"""Hold texts against regular expressions in time that grows with the text alone, not with the ways to read it.

All ways to read a text are followed at once, and every set of places in the expression that a text leads to is kept
as a state, with its next state by character: most texts cost one lookup a character. There is no backtracking.
Source: V. Antimirov, "Partial derivatives of regular expressions and finite automaton constructions" (1996).
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from teiedit.relaxng.datatypes.characters import CharacterSet
from teiedit.relaxng.datatypes.expression import read_expression
from teiedit.relaxng.datatypes.nodes import Choice, Node, One, Repeat, Sequence

# Counts within repetitions can still have very many places at once; a text gets so many steps to find new states.
# A step takes one or two microseconds. Each text that is given up halves what the next one gets.
MOST_STEPS = 100_000
_MOST_KEPT = 50_000


class Place:
    """What is left of an expression: its next part, and what comes after that."""

    __slots__ = ("after", "node", "number")

    def __init__(self, node: Node, after: Place | None, number: int) -> None:
        self.node = node
        self.after = after
        self.number = number


class State:
    """What can follow a beginning of a text.

    Attributes:
        next: the state by character, as far as it is known.
        accepting: whether the text can end here.
        letters: places by the one character that leads to them.
        others: places with the sets of characters that lead to them.
    """

    __slots__ = ("accepting", "letters", "next", "others")

    def __init__(self) -> None:
        self.next: dict[str, State] = {}
        self.accepting = False
        self.letters: dict[str, list[Place | None]] = {}
        self.others: list[tuple[CharacterSet, Place | None]] = []


class TooEntangledError(Exception):
    """A text has too many ways to be read."""


class Expression:
    """A regular expression of XML Schema, to be held against whole texts.

    Attributes:
        text: as written.
        node: as read.
        steps: how many were taken to find states, for all texts so far.
        kept: how much is remembered.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.node = read_expression(text)
        self.steps = 0
        self._dead = State()
        self._forget()

    def _forget(self) -> None:
        self._places: dict[tuple[int, int], Place] = {}
        self._repeats: dict[tuple[int, int, int | None], Repeat] = {}
        self._states: dict[frozenset[Place | None], State] = {}
        self._start: State | None = None
        self.kept = 0

    def matches(self, text: str) -> bool:
        """Tell whether the whole text is of the expression; one that is too entangled to tell is not."""
        try:
            state, _ = self._follow(text)
        except TooEntangledError:
            return False
        return state.accepting

    def reach(self, text: str) -> tuple[int, State]:
        """Return how many characters can be read, and the state after them.

        Raises:
            TooEntangledError: that cannot be told.
        """
        state, read = self._follow(text)
        if state is self._dead:
            # The character that led nowhere is not one that can be read.
            read -= 1
            state, _ = self._follow(text[:read])
        return read, state

    def _follow(self, text: str) -> tuple[State, int]:
        """Return the state after a text and how much was read: less than all only into the dead state."""
        if self.kept > _MOST_KEPT:
            self._forget()
        if self._start is None:
            self._start, _ = self._state(frozenset({self._place(self.node, None)}))
        state, dead, steps = self._start, self._dead, 0
        for at, letter in enumerate(text):
            following = state.next.get(letter)
            if following is None:
                following, taken = self._step(state, letter)
                steps += taken
                self.steps += taken
                if steps > MOST_STEPS:
                    self._forget()
                    raise TooEntangledError
            if following is dead:
                return dead, at + 1
            state = following
        return state, len(text)

    def _step(self, state: State, letter: str) -> tuple[State, int]:
        """Find the next state, and say how many steps that took."""
        places = set(state.letters.get(letter, ()))
        places.update(place for characters, place in state.others if letter in characters)
        if not places:
            following, taken = self._dead, 0
        else:
            following, taken = self._state(frozenset(self._merged(places)))
        state.next[letter] = following
        taken += 1 + len(places) + len(state.others)
        # What is kept grows with what is found, and is thrown away as a whole.
        self.kept += 1
        return following, taken

    def _merged(self, places: set[Place | None]) -> set[Place | None]:
        """Make one place of those that differ in nothing but how often something may be repeated.

        x{2,3} or x{4,7} is x{2,7}, and the same holds where it comes next but one. Without this, counts within
        repetitions would have as many places as there are numbers.
        """
        if len(places) == 1:
            return places
        return self._merged_by(self._merged_by(places, _repeated_now), _repeated_next)

    def _merged_by(
        self, places: set[Place | None], found_in: Callable[[Place | None], tuple[Node | None, Repeat, Place] | None]
    ) -> set[Place | None]:
        merged: set[Place | None] = set()
        alike: dict[tuple[int, int, int], list[tuple[Place | None, Node | None, Repeat, Place | None]]] = {}
        for place in places:
            found = found_in(place)
            if found is None:
                merged.add(place)
                continue
            before, repeat, counted = found
            after = counted.after
            key = (id(before), id(repeat.part), after.number if after else -1)
            alike.setdefault(key, []).append((place, before, repeat, after))
        for group in alike.values():
            if len(group) == 1:
                merged.add(group[0][0])
                continue
            _, before, repeat, after = group[0]
            for least, most in _joined([(one[2].least, one[2].most) for one in group]):
                counted = self._place(self._repeat(repeat.part, least, most), after)
                merged.add(counted if before is None else self._place(before, counted))
        return merged

    def _state(self, places: frozenset[Place | None]) -> tuple[State, int]:
        found = self._states.get(places)
        if found is not None:
            return found, 0
        state = self._states[places] = State()
        todo, seen = list(places), set(places)
        while todo:
            place = todo.pop()
            if place is None:
                state.accepting = True
                continue
            if isinstance(place.node, One):
                self._enter(state, place.node, place.after)
                continue
            for one in self._within(place):
                if one not in seen:
                    seen.add(one)
                    todo.append(one)
        self.kept += len(seen)
        return state, len(seen)

    @staticmethod
    def _enter(state: State, node: One, after: Place | None) -> None:
        if node.letter:
            state.letters.setdefault(node.letter, []).append(after)
        else:
            state.others.append((node.characters, after))

    def _within(self, place: Place) -> list[Place | None]:
        """Return the places that are reached from a place without reading anything."""
        node, after = place.node, place.after
        if isinstance(node, Sequence):
            return [self._place(node.first, self._place(node.second, after))]
        if isinstance(node, Choice):
            return [self._place(one, after) for one in node.options]
        if isinstance(node, Repeat):
            found: list[Place | None] = [self._place(node.part, self._again(node, after))]
            if node.nullable:
                found.append(after)
            return found
        return [after]

    def _again(self, node: Repeat, after: Place | None) -> Place | None:
        """Return the place after one more time of a repeated part."""
        least, most = max(0, node.least - 1), node.most
        if most is None and least == node.least:
            return self._place(node, after)
        most = None if most is None else most - 1
        if most == 0:
            return after
        return self._place(self._repeat(node.part, least, most), after)

    def _repeat(self, part: Node, least: int, most: int | None) -> Repeat:
        return self._repeats.setdefault((id(part), least, most), Repeat(part, least, most))

    def _place(self, node: Node, after: Place | None) -> Place:
        key = (id(node), after.number if after else -1)
        found = self._places.get(key)
        if found is None:
            found = self._places[key] = Place(node, after, len(self._places))
        return found


def _repeated_now(place: Place | None) -> tuple[Node | None, Repeat, Place] | None:
    """Return what is repeated at a place, and the place, with nothing before it."""
    return (None, place.node, place) if place and isinstance(place.node, Repeat) else None


def _repeated_next(place: Place | None) -> tuple[Node | None, Repeat, Place] | None:
    """Return what a place begins with, what is repeated at the next one, and the next one."""
    if place is None or place.after is None or not isinstance(place.after.node, Repeat):
        return None
    return place.node, place.after.node, place.after


def _joined(counts: list[tuple[int, int | None]]) -> list[tuple[int, int | None]]:
    """Join ranges of numbers that meet or overlap; None is without end."""
    joined: list[tuple[int, int | None]] = []
    for least, most in sorted(counts, key=lambda one: one[0]):
        if joined and (joined[-1][1] is None or least <= joined[-1][1] + 1):
            last = joined[-1][1]
            joined[-1] = (joined[-1][0], None if last is None or most is None else max(last, most))
        else:
            joined.append((least, most))
    return joined


@lru_cache(maxsize=512)
def expression(text: str) -> Expression:
    """Return the expression of a text; the same one for the same text.

    Raises:
        ExpressionError: it is none.
    """
    return Expression(text)
