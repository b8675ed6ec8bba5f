"""The lazily built automaton of a grammar: frames, and the steps from frame to frame that documents make.

A frame is where the reading of one element stands: every element definition that it can still be, each with
the pattern of what may follow. Frames are shared by all places at which an element can occur, because a child
is matched by its definitions and not by its history. Source: M. Murata et al., "Taxonomy of XML schema
languages using formal language theory", section 5; the memory per state is after J. Clark's jing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final, Literal

from teiedit.relaxng.engine.labels import (
    TEXT,
    Data,
    Label,
    LabelKind,
    List,
    Named,
    Scope,
    Value,
    accepts,
    after_text,
    is_blank,
    namespace_of,
    needs_scope,
)
from teiedit.relaxng.engine.patterns import Pattern, Patterns
from teiedit.relaxng.grammar import Grammar

# Values kept for each attribute or leaf, so that a file of a million different ones cannot fill the memory.
_MOST_VALUES: Final = 2_000
_LONGEST_VALUE: Final = 200


class Memo(dict[Any, Any]):
    """A dictionary that asks once for what it lacks; the asking costs nothing where the answer is known."""

    __slots__ = ("_find",)

    def __init__(self, find: Callable[[Any], Any]) -> None:
        super().__init__()
        self._find = find

    def __missing__(self, key: Any) -> Any:
        found = self[key] = self._find(key)
        return found


class Values(Memo):
    """A memo of texts that forgets when it grows, and never keeps long ones."""

    __slots__ = ()

    def __missing__(self, key: str) -> Any:
        found = self._find(key)
        if len(key) <= _LONGEST_VALUE:
            if len(self) >= _MOST_VALUES:
                self.clear()
            self[key] = found
        return found


class Match:
    """The definitions that an element turned out to be; one object for each set of them."""

    __slots__ = ("labels",)

    def __init__(self, labels: tuple[Named, ...]) -> None:
        self.labels = labels


class Step(Values):
    """From a value of an attribute to the frame after it, or None where no definition takes the value.

    Attributes:
        labels: the attribute definitions that take the name.
        is_plain: whether the value alone decides, and is nobody's identifier.
    """

    __slots__ = ("frame", "is_plain", "labels")

    def __init__(self, frame: Frame, labels: tuple[Named, ...]) -> None:
        super().__init__(self.test)
        self.frame = frame
        self.labels = labels
        self.is_plain = not any(needs_scope(label.content) or frame.automaton.id_kind(label) for label in labels)

    def test(self, value: str, scope: Scope = None) -> Frame | None:
        """Return the frame after the attribute with this value."""
        patterns = self.frame.automaton.patterns
        taking = [label for label in self.labels if accepts(patterns, label.content, value, scope)]
        return self.frame.after_attributes(taking)


class Frame:
    """Where the reading of an element stands; made by `Automaton` only, equal frames are one object.

    Attributes:
        pairs: the definitions that the element can be, each with what may follow.
        opens: Clark name of a child → its frame before any attribute, or None.
        steps: Clark name of an attribute → its `Step`, or None.
        afters: `Match` of a child → the frame after it, or None.
        leaf: the text of an element without children → its `Match`, or None.
        closed: the frame once all attributes were read, or None where one is missing.
        match: what the element is if it ends here, or None where something is missing.
        kept_closed: what `closed` gave, or False as long as it was not asked for.
        is_mixed: whether any text can come and changes nothing.
        has_values: whether its text is of a datatype.
    """

    __slots__ = (
        "_after_text",
        "afters",
        "automaton",
        "has_values",
        "is_mixed",
        "kept_closed",
        "leaf",
        "match",
        "needs_scope",
        "opens",
        "pairs",
        "steps",
    )

    def __init__(self, automaton: Automaton, pairs: tuple[tuple[Named | None, Pattern], ...]) -> None:
        self.automaton = automaton
        self.pairs = pairs
        self.opens = Memo(self._open)
        self.steps = Memo(self._step)
        self.afters = Memo(self._after)
        self.leaf = Values(self.match_leaf)
        self.kept_closed: Frame | Literal[False] | None = False
        self._after_text: Frame | bool | None = False
        self.match: Match | None = None
        self.is_mixed = self.has_values = self.needs_scope = False
        if not any(state.has_attributes for _, state in pairs):
            self._look_at_content()

    def _look_at_content(self) -> None:
        # Asked of every frame that can be reached by closing one, and of no other: it costs a walk of the pattern.
        patterns = self.automaton.patterns
        self.match = self.automaton.match(label for label, state in self.pairs if state.nullable)
        self.is_mixed = all(TEXT in state.firsts and patterns.after(state, TEXT) is state for _, state in self.pairs)
        self.has_values = any(label.kind > LabelKind.TEXT for _, state in self.pairs for label in state.firsts)
        self.needs_scope = self.has_values and any(needs_scope(state) for _, state in self.pairs)

    def _open(self, tag: str) -> Frame | None:
        labels = {
            label: None
            for label in self.automaton.elements_named[tag]
            if any(label in state.firsts for _, state in self.pairs)
        }
        return self.automaton.frame((label, label.content) for label in labels)

    def _step(self, name: str) -> Step | None:
        labels = [
            label
            for label in self.automaton.attributes_named[name]
            if any(label in state.attributes for _, state in self.pairs)
        ]
        return Step(self, tuple(labels)) if labels else None

    def _after(self, match: Match) -> Frame | None:
        patterns = self.automaton.patterns
        return self.automaton.frame(
            (label, patterns.choice([patterns.after(state, one) for one in match.labels if one in state.firsts]))
            for label, state in self.pairs
        )

    def after_attributes(self, labels: Iterable[Named]) -> Frame | None:
        """Return the frame after an attribute that is one of these definitions."""
        taking = list(labels)
        patterns = self.automaton.patterns
        return self.automaton.frame(
            (label, patterns.choice([patterns.after(state, one) for one in taking if one in state.attributes]))
            for label, state in self.pairs
        )

    @property
    def closed(self) -> Frame | None:
        """The frame once all attributes were read, or None where every definition lacks one."""
        if self.kept_closed is False:
            patterns = self.automaton.patterns
            self.kept_closed = self.automaton.frame((label, patterns.closed(state)) for label, state in self.pairs)
        return self.kept_closed

    def opened(self) -> Frame:
        """Return the frame as if the missing attributes had been there."""
        patterns = self.automaton.patterns
        frame = self.automaton.frame((label, patterns.opened(state)) for label, state in self.pairs)
        return frame or self

    @property
    def content(self) -> Frame:
        """The frame after the attributes, missing ones or not: where the children are read."""
        return self.closed or self.opened()

    @property
    def firsts(self) -> dict[Label, None]:
        """The labels of elements, text and values that can come next, in the schema's order for each definition."""
        return dict.fromkeys(label for _, state in self.pairs for label in state.firsts)

    @property
    def after_text(self) -> Frame | None:
        """The frame after text beside elements, or None where none can stand."""
        if self._after_text is False:
            patterns = self.automaton.patterns
            self._after_text = self.automaton.frame((label, patterns.after(state, TEXT)) for label, state in self.pairs)
        return self._after_text  # type: ignore[return-value]

    def match_leaf(self, text: str, scope: Scope = None) -> Match | None:
        """Return what an element is that has this text and no child. Source: RELAX NG 6.2.8."""
        patterns = self.automaton.patterns
        blank = is_blank(text)
        return self.automaton.match(
            label
            for label, state in self.pairs
            if (blank and state.nullable) or after_text(patterns, state, text, scope).nullable
        )


class LaxFrame(Frame):
    """The frame of an element whose content cannot be judged: any element of the grammar can be in it.

    Attributes:
        is_strange: whether the grammar does not know the element, so that what it does not know either can be in it;
            else the element is known, but in the wrong place and with the wrong content.
    """

    __slots__ = ("is_strange",)

    def __init__(self, automaton: Automaton, *, is_strange: bool) -> None:
        super().__init__(automaton, ())
        self.is_strange = is_strange
        self.opens = Memo(self._open_anything)
        self.steps = Memo(lambda _name: None)
        self.afters = Memo(lambda _match: self)
        self.match = Match(())
        self.is_mixed = True

    def _open_anything(self, tag: str) -> Frame | None:
        known = self.automaton.anywhere(tag)
        if known is not None or (not self.is_strange and namespace_of(tag) in self.automaton.namespaces):
            return known
        return self if self.is_strange else self.automaton.strange

    @property
    def closed(self) -> Frame:
        """The same frame: nothing is missing."""
        return self


class Automaton:
    """The frames of one grammar."""

    def __init__(self, grammar: Grammar) -> None:
        self.grammar = grammar
        self.patterns = Patterns()
        self._rows: dict[int, Pattern] = {}
        self._frames: dict[tuple[int, ...], Frame] = {}
        self._matches: dict[tuple[Named, ...], Match] = {}
        self._id_kinds = Memo(_id_kind)
        self._children: dict[Named, dict[Named, None]] = {}
        self.elements = [
            Named(LabelKind.ELEMENT, number, one, self.pattern) for number, one in enumerate(grammar.elements)
        ]
        self.attributes = [
            Named(LabelKind.ATTRIBUTE, number, one, self.pattern) for number, one in enumerate(grammar.attributes)
        ]
        self.strange = LaxFrame(self, is_strange=True)
        self.lax = LaxFrame(self, is_strange=False)
        # The namespaces of the elements that the grammar names.
        self.namespaces = frozenset(namespace_of(name) for one in self.elements for name in one.names or ())
        # Clark name → the definitions that take it, in the schema's order.
        self.elements_named = _by_name(self.elements)
        self.attributes_named = _by_name(self.attributes)

    @property
    def size(self) -> int:
        """How many patterns and frames were made so far."""
        return self.patterns.count + len(self._frames)

    @property
    def start(self) -> Frame:
        """The frame before the root element."""
        found = self.frame([(None, self.pattern(self.grammar.start))])
        if found is None:
            # A grammar that allows nothing is a grammar; any root is then one too many.
            return Frame(self, ((None, self.patterns.not_allowed),))
        return found

    def frame(self, pairs: Iterable[tuple[Named | None, Pattern]]) -> Frame | None:
        """Return the frame of the pairs that are still possible, or None if there is none."""
        kept = tuple((label, state) for label, state in pairs if state is not self.patterns.not_allowed)
        if not kept:
            return None
        key = tuple(one for label, state in kept for one in (-1 if label is None else label.number, state.number))
        found = self._frames.get(key)
        if found is None:
            found = self._frames[key] = Frame(self, kept)
        return found

    def without_tags(self, frame: Frame, label: Named) -> Frame | None:
        """Return a frame as if what is in an element that can come next stood there without its tags."""
        patterns = self.patterns
        inside = patterns.opened(label.content)
        return self.frame(
            (one, patterns.group(inside, patterns.after(state, label)))
            for one, state in frame.pairs
            if label in state.firsts
        )

    def anywhere(self, tag: str) -> Frame | None:
        """Return the frame of every definition that names an element, or None if it is only one of any names."""
        labels = [one for one in self.elements_named[tag] if one.names is not None]
        return self.frame((label, label.content) for label in labels)

    def match(self, labels: Iterable[Named | None]) -> Match | None:
        """Return the one object for a set of definitions, or None for no definition."""
        key = tuple(one for one in labels if one is not None)
        if not key:
            return None
        found = self._matches.get(key)
        if found is None:
            found = self._matches[key] = Match(key)
        return found

    def children_of(self, label: Named) -> dict[Named, None]:
        """Return every element definition that can stand directly in an element, in the schema's order."""
        found = self._children.get(label)
        if found is None:
            found = self._children[label] = {}
            seen: set[Pattern] = set()
            waiting = [label.content]
            while waiting:
                one = waiting.pop()
                if one in seen:
                    continue
                seen.add(one)
                if isinstance(one.label, Named) and one.label.kind is LabelKind.ELEMENT:
                    found[one.label] = None
                waiting.extend(reversed(one.parts))
        return found

    def id_kind(self, label: Named) -> str:
        """Return "ID", "IDREF" or "IDREFS" if that is what an attribute is, else nothing."""
        return str(self._id_kinds[label])

    def pattern(self, number: int) -> Pattern:
        """Return the pattern of a row of the grammar."""
        rows, made = self.grammar.rows, self._rows
        waiting = [number]
        # Not by calling itself: a sequence of thousands of elements is as deep as it is long.
        while waiting:
            at = waiting[-1]
            lacking = [one for one in _parts_of(rows[at]) if one not in made]
            if lacking:
                # The first on top, so that patterns are made, and later told, in the schema's order.
                waiting.extend(reversed(lacking))
            else:
                waiting.pop()
                if at not in made:
                    made[at] = self._made(at)
        return made[number]

    def _made(self, number: int) -> Pattern:  # noqa: PLR0911 - one for each kind of row
        kind, *rest = self.grammar.rows[number]
        patterns = self.patterns
        if kind in _PARTED:
            parts = [self._rows[one] for one in rest]
            if kind == "choice":
                return patterns.choice(parts)
            if kind == "interleave":
                return patterns.interleave(parts)
            return patterns.group(*parts) if kind == "group" else patterns.one_or_more(parts[0])
        if kind == "element":
            return patterns.leaf(self.elements[rest[0]])
        if kind == "attribute":
            return patterns.leaf(self.attributes[rest[0]])
        if kind == "data":
            exception = self._rows[rest[1]] if rest[1] >= 0 else None
            return patterns.leaf(Data(self.grammar.datatypes[rest[0]], exception, patterns, number))
        if kind == "value":
            return patterns.leaf(Value(self.grammar.datatypes[rest[0]], rest[1], rest[2], number))
        if kind == "list":
            return patterns.leaf(List(self._rows[rest[0]], patterns, number))
        return {"empty": patterns.empty, "notAllowed": patterns.not_allowed, "text": patterns.leaf(TEXT)}[kind]


_PARTED: Final = frozenset({"choice", "group", "interleave", "oneOrMore"})


def _parts_of(row: list[Any]) -> list[int]:
    kind = row[0]
    if kind in _PARTED or kind == "list":
        return row[1:]
    return [row[2]] if kind == "data" and row[2] >= 0 else []


def _by_name(labels: list[Named]) -> Mapping[str, list[Named]]:
    counted: dict[str, list[Named]] = {}
    uncounted: list[Named] = []
    for label in labels:
        if label.names is None:
            uncounted.append(label)
        for name in label.names or ():
            counted.setdefault(name, []).append(label)

    def find(name: str) -> list[Named]:
        found = [*counted.get(name, ()), *(one for one in uncounted if one.takes(name))]
        return sorted(found, key=lambda one: one.number) if uncounted else found

    return Memo(find)


def _id_kind(label: Named) -> str:
    leaves = [
        leaf for one in label.content.firsts for leaf in (one.pattern.firsts if isinstance(one, List) else (one,))
    ]
    kinds = {one.datatype.id_kind if isinstance(one, Data) else "" for one in leaves}
    # Where a value can be something else as well, it says nothing about identifiers.
    return kinds.pop() if len(kinds) == 1 else ""
