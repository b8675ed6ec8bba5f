"""What a pattern still asks for: the fewest attributes or elements that would make it complete.

A need is a sequence of slots, each with the labels of which any one would do, in the schema's order.
"""

from __future__ import annotations

from collections.abc import Iterable

from teiedit.relaxng.engine.labels import TEXT, Label
from teiedit.relaxng.engine.patterns import CHOICE, GROUP, INTERLEAVE, LEAF, NOT_ALLOWED_KIND, Pattern

Slot = tuple[Label, ...]
Need = tuple[Slot, ...]


def missing_attributes(pattern: Pattern) -> Need | None:
    """Return the fewest attributes that are missing, or None where nothing could help."""
    return _need(pattern, attributes=True, known={})


def missing_content(pattern: Pattern) -> Need | None:
    """Return the fewest elements or values that are missing at the end, or None where nothing could help."""
    return _need(pattern, attributes=False, known={})


def _need(pattern: Pattern, *, attributes: bool, known: dict[Pattern, Need | None]) -> Need | None:
    if pattern not in known:
        known[pattern] = _found(pattern, attributes=attributes, known=known)
    return known[pattern]


def _found(pattern: Pattern, *, attributes: bool, known: dict[Pattern, Need | None]) -> Need | None:
    if pattern.kind == NOT_ALLOWED_KIND:
        return None
    if not pattern.has_attributes if attributes else pattern.nullable:
        return ()
    if pattern.kind == LEAF and pattern.label is not None:
        return ((pattern.label,),)
    if pattern.kind == CHOICE:
        return _least([_need(part, attributes=attributes, known=known) for part in pattern.parts])
    # Everything else asks for all its parts; the tail of a long group is walked, not called.
    slots: list[Slot] = []
    parts = list(pattern.parts)
    while parts:
        part = parts.pop(0)
        if part.kind == GROUP:
            parts = [*part.parts, *parts]
            continue
        need = _need(part, attributes=attributes, known=known)
        if need is None:
            return None
        slots.extend(need)
    if pattern.kind == INTERLEAVE:
        # Its parts stand in the order in which documents led to them.
        slots.sort(key=lambda slot: _order(slot[0]))
    return tuple(slots)


def _least(needs: list[Need | None]) -> Need | None:
    possible = [one for one in needs if one is not None]
    if not possible:
        return None
    least = min(len(one) for one in possible)
    shortest = [one for one in possible if len(one) == least]
    if least == 1:
        return (tuple(sorted({label for one in shortest for label in one[0]}, key=_order)),)
    return min(shortest, key=lambda one: [_order(slot[0]) for slot in one])


def takes_words(content: Pattern) -> bool:
    """Tell whether words can stand in the content of an element, beside its attributes, before any element."""
    seen: set[Pattern] = set()
    waiting = [content]
    while waiting:
        one = waiting.pop()
        if one.label is TEXT:
            return True
        if one.label is None and one not in seen:
            seen.add(one)
            waiting.extend(one.parts)
    return False


def _order(label: Label) -> int:
    return label.order


def least(needs: Iterable[Need | None]) -> Need:
    """Return the shortest of the needs that ask for anything; empty if none does."""
    possible = [one for one in needs if one]
    return min(possible, key=len) if possible else ()
