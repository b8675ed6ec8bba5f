"""What is wrong in a document, before it is put into words."""

from __future__ import annotations

import enum
from dataclasses import dataclass

from lxml import etree

from teiedit.relaxng.engine.automaton import Frame, Step
from teiedit.relaxng.engine.labels import Named


class FaultKind(enum.Enum):
    """The mistakes that can be told apart."""

    UNKNOWN_ELEMENT = enum.auto()
    WRONG_ROOT = enum.auto()
    MISPLACED_ELEMENT = enum.auto()
    ELEMENT_TOO_EARLY = enum.auto()
    UNKNOWN_ATTRIBUTE = enum.auto()
    BAD_VALUE = enum.auto()
    MISSING_ATTRIBUTE = enum.auto()
    TEXT = enum.auto()
    BAD_CONTENT = enum.auto()
    INCOMPLETE = enum.auto()
    DUPLICATE_ID = enum.auto()
    UNKNOWN_IDREF = enum.auto()


@dataclass(frozen=True, slots=True, eq=False)
class Fault:
    """One mistake.

    Attributes:
        kind: which.
        element: the element it is about: the misplaced one, the one that has the attribute, the one that ends.
        frame: what was possible at the place.
        start: what was possible at the beginning of the element that the frame belongs to.
        parent: the element that the frame belongs to, where that is not `element`; None above the root.
        closing: the elements that would have to end before the element could stand, from the inside outwards.
        attribute: Clark name, of faults about attributes.
        step: the definitions that take the attribute's name.
        meant: Clark name of what an unknown element or attribute, or an element in the wrong place, was taken for.
        wrapper: the definition of an element whose tags were left out around this element and those after it.
        before: the elements that must come first, each a choice.
        node: the child after which text stands, or the element itself.
        value: an identifier, of faults about identifiers.
        wrong: children of the element that were told to be wrong.
    """

    kind: FaultKind
    element: etree._Element
    frame: Frame
    start: Frame
    parent: etree._Element | None = None
    closing: tuple[etree._Element, ...] = ()
    attribute: str = ""
    step: Step | None = None
    meant: str = ""
    wrapper: Named | None = None
    before: tuple[tuple[Named, ...], ...] = ()
    node: etree._Element | None = None
    value: str = ""
    wrong: frozenset[etree._Element] = frozenset()
