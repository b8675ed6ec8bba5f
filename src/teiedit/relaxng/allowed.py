"""What can be written at a place of a document: elements, attributes, values, each with the schema's words on it.

For completion in editors and for whoever asks "what can stand here?". The place may be in a document that has
mistakes: what is before it is read as well as it can be.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from lxml import etree

from teiedit.document import Document
from teiedit.relaxng.datatypes import describe_all
from teiedit.relaxng.engine.automaton import Automaton, Frame
from teiedit.relaxng.engine.labels import Data, Label, LabelKind, List, Named, Value
from teiedit.relaxng.engine.matching import scope_of
from teiedit.relaxng.engine.needs import Need, missing_attributes, missing_content
from teiedit.relaxng.engine.replay import advanced, mistakes
from teiedit.relaxng.wording.phrases import Phrases

# Later siblings that are looked at to tell whether an element fits before them.
_AHEAD = 20


@dataclass(frozen=True, slots=True)
class AllowedName:
    """An element or attribute that can be written.

    Attributes:
        name: Clark name.
        shown: as the document would write it.
        documentation: what the schema says of it.
        is_required: whether the element or attribute list is incomplete without it.
        fits: whether what comes after the place would still be right; always so for attributes.
    """

    name: str
    shown: str
    documentation: str = ""
    is_required: bool = False
    fits: bool = True


@dataclass(frozen=True, slots=True)
class AllowedValue:
    """One of the values of a closed list."""

    text: str
    documentation: str = ""


@dataclass(frozen=True, slots=True)
class Allowed:
    """What can be written at a place.

    Attributes:
        elements: that can stand there, those that fit first, the likeliest first among them.
        attributes: that the element can have beside those it has, required ones first.
        values: of the attribute or element that was asked for, where there is a list of them.
        takes: what other values it can have, in words; empty if only those of the list.
        has_text: whether words can stand there.
        can_end: whether the element can end there.
        has_others: whether elements or attributes of names that the schema does not list can be written too.
    """

    elements: tuple[AllowedName, ...] = ()
    attributes: tuple[AllowedName, ...] = ()
    values: tuple[AllowedValue, ...] = ()
    takes: str = ""
    has_text: bool = False
    can_end: bool = False
    has_others: bool = False


def allowed_in(document: Document, automaton: Automaton, element: etree._Element | None, before: int | None) -> Allowed:
    """Return what can stand in an element before its child of a number; at the end of it by default.

    Args:
        document: that the element is in.
        automaton: of the schema.
        element: whose content the place is in; None for the place of the root.
        before: number of a child element, from 0.
    """
    phrases = Phrases(document, automaton)
    children = [] if element is None else list(element.iterchildren(etree.Element))
    at = len(children) if before is None else max(0, min(before, len(children)))
    frame = automaton.start if element is None else _content(_before_attributes(automaton, element), element)
    for child in children[:at]:
        frame = advanced(frame, str(child.tag)) or frame
    following = [str(one.tag) for one in islice(children[at:], _AHEAD)]
    labels = list(frame.firsts)
    required = {one for slot in _least([missing_content(state) for _, state in frame.pairs])[:1] for one in slot}
    fitting = mistakes(frame, following)
    found: dict[str, AllowedName] = {}
    for name in phrases.ranked(phrases.names(one for one in labels if one.kind is LabelKind.ELEMENT), element):
        label = next(one for one in labels if isinstance(one, Named) and one.takes(name))
        after = advanced(frame, name) or frame
        is_required = label in required and len(required) == 1
        fits = mistakes(after, following) <= fitting
        found[name] = AllowedName(name, phrases.shown(name), phrases.documentation(label), is_required, fits)
    inner = [label for label in labels if isinstance(label, Value | Data | List)]
    return Allowed(
        elements=tuple(sorted(found.values(), key=lambda one: not one.fits)),
        values=_values(automaton, inner),
        takes=_takes(inner),
        has_text=frame.after_text is not None or bool(inner),
        can_end=frame.match is not None and element is not None,
        has_others=any(isinstance(one, Named) and one.names is None for one in labels),
    )


def allowed_on(document: Document, automaton: Automaton, element: etree._Element, attribute: str | None) -> Allowed:
    """Return what attributes an element can have beside those it has, or the values of one of its attributes."""
    phrases = Phrases(document, automaton)
    frame = _before_attributes(automaton, element)
    if attribute is not None:
        step = frame.steps[attribute]
        leaves = [one for label in step.labels for one in label.content.firsts] if step is not None else []
        return Allowed(
            values=_values(automaton, leaves),
            takes=_takes(leaves),
            has_text=any(one.kind is LabelKind.TEXT for one in leaves),
        )
    frame = _after_attributes(frame, element)
    labels = list(dict.fromkeys(label for _, state in frame.pairs for label in state.attributes))
    required = {
        one
        for slot in _least([missing_attributes(state) for _, state in frame.pairs])
        if len(slot) == 1
        for one in slot
    }
    found: dict[str, AllowedName] = {}
    for label in labels:
        for name in phrases.names([label]):
            if name not in found and element.get(name) is None:
                said, is_required = phrases.documentation(_named(label)), label in required
                found[name] = AllowedName(name, phrases.shown(name), said, is_required)
    return Allowed(
        attributes=tuple(sorted(found.values(), key=lambda one: (not one.is_required, one.shown))),
        has_others=any(isinstance(one, Named) and one.names is None for one in labels),
    )


def _named(label: Label) -> Named | None:
    return label if isinstance(label, Named) else None


def _before_attributes(automaton: Automaton, element: etree._Element) -> Frame:
    """Return the frame of an element before its attributes, from the root downwards."""
    frame = automaton.start
    path = [*reversed(list(element.iterancestors(etree.Element))), element]
    for one in path:
        inner = frame.opens[str(one.tag)] or automaton.anywhere(str(one.tag)) or automaton.strange
        if one is element:
            return inner
        frame = _content(inner, one)
        for child in one.iterchildren(etree.Element):
            if child in path:
                break
            frame = advanced(frame, str(child.tag)) or frame
    return frame


def _after_attributes(frame: Frame, element: etree._Element) -> Frame:
    for name, value in element.items():
        step = frame.steps[str(name)]
        if step is not None:
            frame = step.test(str(value), scope_of(element)) or frame.after_attributes(step.labels) or frame
    return frame


def _content(frame: Frame, element: etree._Element) -> Frame:
    return _after_attributes(frame, element).content


def _least(needs: list[Need | None]) -> Need:
    possible = [one for one in needs if one is not None]
    return min(possible, key=len) if possible else ()


def _flat(leaves: Sequence[Label]) -> list[Label]:
    inner = [label for one in leaves if isinstance(one, List) for label in one.pattern.firsts]
    return [*leaves, *inner]


def _values(automaton: Automaton, leaves: Sequence[Label]) -> tuple[AllowedValue, ...]:
    found: dict[str, AllowedValue] = {}
    grammar = automaton.grammar
    for label in _flat(leaves):
        if isinstance(label, Value) and label.text not in found:
            number = grammar.value_documentation.get(label.order, -1)
            found[label.text] = AllowedValue(label.text, grammar.documentation[number] if number >= 0 else "")
    return tuple(found.values())


def _takes(leaves: Sequence[Label]) -> str:
    types = [label.datatype for label in _flat(leaves) if isinstance(label, Data)]
    return describe_all(types) if types else ""
