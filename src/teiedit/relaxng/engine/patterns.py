"""Hash-consed patterns and their derivatives: what may follow once an element, attribute, value or text was read.

Equal patterns are one object, so that derivatives can be kept on them and states compared by identity. A leaf
is derived by its own label, not by a name: who knows the labels that match a name asks for each.
Source: J. Clark, "An algorithm for RELAX NG validation"; V. Antimirov, "Partial derivatives of regular
expressions" (1996) for why a choice of groups with one tail is kept as one group.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Final

from teiedit.relaxng.engine.labels import TEXT, Label, LabelKind, Named

EMPTY_KIND: Final = 0
NOT_ALLOWED_KIND: Final = 1
LEAF: Final = 2
CHOICE: Final = 3
GROUP: Final = 4
INTERLEAVE: Final = 5
ONE_OR_MORE: Final = 6

_ORDINARY: Final = frozenset({LabelKind.ELEMENT, LabelKind.TEXT, LabelKind.DATA, LabelKind.VALUE, LabelKind.LIST})


class Pattern:
    """A pattern; made by `Patterns` only.

    Attributes:
        kind: one of the constants of this module.
        parts: the patterns it is made of.
        label: of a leaf.
        number: the order of making, which follows the documents; what people see is sorted by `Label.order`.
        nullable: whether it matches nothing at all.
        has_attributes: whether there is an attribute anywhere in it.
    """

    __slots__ = (
        "_attributes",
        "_by_head",
        "_by_label",
        "_closed",
        "_derived",
        "_firsts",
        "_opened",
        "_texts",
        "has_attributes",
        "kind",
        "label",
        "nullable",
        "number",
        "parts",
    )

    def __init__(self, kind: int, parts: tuple[Pattern, ...], label: Label | None, number: int) -> None:
        self.kind = kind
        self.parts = parts
        self.label = label
        self.number = number
        self.nullable = _is_nullable(kind, parts, label)
        self.has_attributes: bool = any(one.has_attributes for one in parts) or (
            label is not None and label.kind is LabelKind.ATTRIBUTE
        )
        self._firsts: dict[Label, None] | None = None
        self._attributes: dict[Label, None] | None = None
        self._derived: dict[Label, Pattern] = {}
        self._by_label: dict[Label, list[Pattern]] | None = None
        self._by_head: dict[Label, list[int]] | None = None
        self._closed: Pattern | None = None
        self._opened: Pattern | None = None
        self._texts: tuple[Label, ...] | None = None

    @property
    def firsts(self) -> dict[Label, None]:
        """The labels of elements, text and values that it can begin with, in the schema's order."""
        if self._firsts is None:
            self._firsts = _in_order(self._find_firsts())
        return self._firsts

    def _find_firsts(self) -> dict[Label, None]:
        found: dict[Label, None] = {}
        node = self
        # Along the tails of groups, which can be thousands long, without calling itself.
        while True:
            if node.kind == LEAF:
                if node.label is not None and node.label.kind in _ORDINARY:
                    found[node.label] = None
            elif node.kind == GROUP:
                found.update(node.parts[0].firsts)
                if node.parts[0].nullable:
                    node = node.parts[1]
                    continue
            else:
                for part in node.parts:
                    found.update(part.firsts)
            return found

    @property
    def texts(self) -> tuple[Label, ...]:
        """The labels among `firsts` that are no elements: text, values, lists."""
        if self._texts is None:
            self._texts = tuple(one for one in self.firsts if one.kind is not LabelKind.ELEMENT)
        return self._texts

    @property
    def attributes(self) -> dict[Label, None]:
        """The labels of the attributes that it can have, in the schema's order."""
        if self._attributes is None:
            found: dict[Label, None] = {}
            node = self
            while node.has_attributes:
                if node.kind == GROUP:
                    found.update(node.parts[0].attributes)
                    node = node.parts[1]
                    continue
                if node.label is not None:
                    found[node.label] = None
                for part in node.parts:
                    found.update(part.attributes)
                break
            self._attributes = _in_order(found)
        return self._attributes

    def _heads_with(self, label: Label, heads: list[Pattern]) -> list[int]:
        """Return the numbers of the heads of a group that have an attribute."""
        if self._by_head is None:
            index: dict[Label, list[int]] = {}
            for number, head in enumerate(heads):
                for one in head.attributes:
                    index.setdefault(one, []).append(number)
            self._by_head = index
        return self._by_head.get(label, [])

    def _parts_with(self, label: Label) -> list[Pattern]:
        """Return the alternatives of a choice that have a label among their firsts or attributes."""
        if self._by_label is None:
            index: dict[Label, list[Pattern]] = {}
            for part in self.parts:
                for one in (*part.firsts, *part.attributes):
                    index.setdefault(one, []).append(part)
            self._by_label = index
        return self._by_label.get(label, [])


def _in_order(labels: dict[Label, None]) -> dict[Label, None]:
    """Sort labels as the schema has them; parts of patterns stand in the order in which documents led to them."""
    return dict.fromkeys(sorted(labels, key=_order)) if len(labels) > 1 else labels


def _order(label: Label) -> int:
    return label.order


def _is_nullable(kind: int, parts: tuple[Pattern, ...], label: Label | None) -> bool:
    if kind in {GROUP, INTERLEAVE}:
        return all(one.nullable for one in parts)
    if kind in {CHOICE, ONE_OR_MORE}:
        return any(one.nullable for one in parts)
    return kind == EMPTY_KIND or label is TEXT


class Patterns:
    """Makes every pattern once, and derives them."""

    def __init__(self) -> None:
        self._made: dict[tuple[int, tuple[Pattern, ...], Label | None], Pattern] = {}
        self.empty = self._make(EMPTY_KIND, ())
        self.not_allowed = self._make(NOT_ALLOWED_KIND, ())

    @property
    def count(self) -> int:
        """How many patterns were made: the measure of what a schema and a document cost."""
        return len(self._made)

    def _make(self, kind: int, parts: tuple[Pattern, ...], label: Label | None = None) -> Pattern:
        key = (kind, parts, label)
        found = self._made.get(key)
        if found is None:
            found = self._made[key] = Pattern(kind, parts, label, len(self._made))
        return found

    def leaf(self, label: Label) -> Pattern:
        """Return the pattern of one element, attribute, value or text."""
        return self._make(LEAF, (), label)

    def group(self, head: Pattern, tail: Pattern) -> Pattern:
        """Return `head` followed by `tail`; groups always nest to the right."""
        if NOT_ALLOWED_KIND in {head.kind, tail.kind}:
            return self.not_allowed
        heads: list[Pattern] = []
        while head.kind == GROUP:
            heads.append(head.parts[0])
            head = head.parts[1]
        heads.append(head)
        return self._rebuilt(heads, tail)

    def _rebuilt(self, heads: Sequence[Pattern], tail: Pattern) -> Pattern:
        """Put heads, none of them a group or impossible, before a tail."""
        for one in reversed(heads):
            if tail.kind == EMPTY_KIND:
                tail = one
            elif one.kind != EMPTY_KIND:
                tail = self._make(GROUP, (one, tail))
        return tail

    def choice(self, parts: Iterable[Pattern]) -> Pattern:
        """Return the choice between patterns: each once, in order of making, groups with one tail made one."""
        flat: dict[Pattern, None] = {}
        for part in parts:
            if part.kind == CHOICE:
                flat.update(dict.fromkeys(part.parts))
            elif part.kind != NOT_ALLOWED_KIND:
                flat[part] = None
        if len(flat) > 1 and self.empty in flat and any(one.nullable for one in flat if one is not self.empty):
            del flat[self.empty]
        flat = self._with_tails_merged(flat)
        if not flat:
            return self.not_allowed
        if len(flat) == 1:
            return next(iter(flat))
        return self._make(CHOICE, tuple(sorted(flat, key=_number)))

    def _with_tails_merged(self, flat: dict[Pattern, None]) -> dict[Pattern, None]:
        groups = [one for one in flat if one.kind == GROUP]
        tails = {one.parts[1] for one in groups}
        if len(tails) == len(groups):
            return flat
        heads: dict[Pattern, list[Pattern]] = {}
        for one in groups:
            heads.setdefault(one.parts[1], []).append(one.parts[0])
        merged = {one: None for one in flat if one.kind != GROUP}
        for tail, before in heads.items():
            merged[self.group(self.choice(before), tail)] = None
        return merged

    def interleave(self, parts: Iterable[Pattern]) -> Pattern:
        """Return the patterns in any order and mixture."""
        flat: list[Pattern] = []
        for part in parts:
            if part.kind == NOT_ALLOWED_KIND:
                return self.not_allowed
            if part.kind == INTERLEAVE:
                flat.extend(part.parts)
            elif part.kind != EMPTY_KIND:
                flat.append(part)
        if not flat:
            return self.empty
        return flat[0] if len(flat) == 1 else self._make(INTERLEAVE, tuple(sorted(flat, key=_number)))

    def one_or_more(self, part: Pattern) -> Pattern:
        """Return the pattern repeated."""
        if part.kind in {EMPTY_KIND, NOT_ALLOWED_KIND, ONE_OR_MORE}:
            return part
        return self._make(ONE_OR_MORE, (part,))

    def after(self, pattern: Pattern, label: Label) -> Pattern:
        """Return what may follow in a pattern once what the label stands for was read; `not_allowed` if it cannot be.

        An attribute is taken from anywhere, everything else from the front.
        """
        found = pattern._derived.get(label)
        if found is None:
            derive = self._without_attribute if label.kind is LabelKind.ATTRIBUTE else self._derive
            found = pattern._derived[label] = derive(pattern, label)
        return found

    def _derive(self, pattern: Pattern, label: Label) -> Pattern:
        kind = pattern.kind
        if kind == LEAF and pattern.label is label:
            return pattern if label is TEXT else self.empty
        if kind in {LEAF, EMPTY_KIND, NOT_ALLOWED_KIND}:
            return self.not_allowed
        if kind == CHOICE:
            return self.choice([self.after(part, label) for part in pattern._parts_with(label)])
        if kind == ONE_OR_MORE:
            repeated = self.choice([pattern, self.empty])
            after = self.after(pattern.parts[0], label)
            # Text is any amount of text, none too: where it can come again, nothing has changed.
            is_same = label is TEXT and after.label is TEXT
            return repeated if is_same else self.group(after, repeated)
        if kind == INTERLEAVE:
            return self._derive_interleave(pattern, label)
        found: list[Pattern] = []
        while pattern.kind == GROUP:
            head, tail = pattern.parts
            if label in head.firsts:
                found.append(self.group(self.after(head, label), tail))
            if not head.nullable:
                break
            pattern = tail
        else:
            found.append(self.after(pattern, label))
        return self.choice(found)

    def _derive_interleave(self, pattern: Pattern, label: Label) -> Pattern:
        found = []
        parts = pattern.parts
        for number, part in enumerate(parts):
            if label in part.firsts or label in part.attributes:
                found.append(self.interleave((*parts[:number], self.after(part, label), *parts[number + 1 :])))
        return self.choice(found)

    def _without_attribute(self, pattern: Pattern, label: Label) -> Pattern:
        kind = pattern.kind
        if kind == CHOICE and self._is_optional(pattern, label):
            # It cannot come twice, so that it may stay: all subsets of optional attributes are one state.
            return pattern
        if kind != GROUP:
            return self._derive(pattern, label)
        heads, tail = _unfolded(pattern)
        found = []
        for number in pattern._heads_with(label, heads):
            after = self.after(heads[number], label)
            if after is heads[number]:
                return pattern
            found.append(self._regrouped(heads[:number], after, heads[number + 1 :], tail))
        if label in tail.attributes:
            after = self.after(tail, label)
            found.append(pattern if after is tail else self._rebuilt(heads, after))
        return self.choice(found)

    def _is_optional(self, pattern: Pattern, label: Label) -> bool:
        """Whether a choice is one between nothing and an attribute of one name. Source: XML 1.0, 3.1."""
        empty, *rest = pattern.parts
        is_only = len(rest) == 1 and empty is self.empty and rest[0].label is label
        return is_only and isinstance(label, Named) and label.names is not None and len(label.names) == 1

    def _regrouped(self, before: list[Pattern], middle: Pattern, after: list[Pattern], tail: Pattern) -> Pattern:
        return self._rebuilt(before, self.group(middle, self._rebuilt(after, tail)))

    def closed(self, pattern: Pattern) -> Pattern:
        """Return the pattern once no more attributes come: `not_allowed` where one is missing."""
        if not pattern.has_attributes:
            return pattern
        if pattern._closed is None:
            pattern._closed = self._mapped(pattern, self.closed, self.not_allowed)
        return pattern._closed

    def opened(self, pattern: Pattern) -> Pattern:
        """Return the pattern as if every attribute had come: to go on with where one is missing."""
        if not pattern.has_attributes:
            return pattern
        if pattern._opened is None:
            pattern._opened = self._mapped(pattern, self.opened, self.empty)
        return pattern._opened

    def _mapped(self, pattern: Pattern, change: Callable[[Pattern], Pattern], attribute: Pattern) -> Pattern:
        if pattern.kind == LEAF:
            return attribute
        if pattern.kind == CHOICE:
            return self.choice([change(part) for part in pattern.parts])
        if pattern.kind == INTERLEAVE:
            return self.interleave([change(part) for part in pattern.parts])
        if pattern.kind == ONE_OR_MORE:
            return self.one_or_more(change(pattern.parts[0]))
        heads, tail = _unfolded(pattern)
        tail = change(tail)
        for head in reversed(heads):
            tail = self.group(change(head), tail)
        return tail


def _unfolded(pattern: Pattern) -> tuple[list[Pattern], Pattern]:
    """Divide a group into its heads and the last tail, which is no group."""
    heads: list[Pattern] = []
    while pattern.kind == GROUP:
        heads.append(pattern.parts[0])
        pattern = pattern.parts[1]
    return heads, pattern


def _number(pattern: Pattern) -> int:
    return pattern.number
