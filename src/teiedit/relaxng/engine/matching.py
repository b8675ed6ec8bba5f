"""Walk a tree with an automaton: the loop that every element of every document passes through.

It knows no messages. What does not fit is given to a `Trouble`, which says how to go on.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple, Protocol

from lxml import etree

from teiedit.relaxng.engine.automaton import Automaton, Frame, Match, Step
from teiedit.relaxng.engine.labels import WHITE


class Level(NamedTuple):
    """An element whose children are being read.

    Attributes:
        element: the element; None above the root.
        start: its frame before any child.
        frame: its frame before the child that is open now.
        children: the children that come after that one.
        resumed: where to go on instead when the open child, which was wrong, ends.
    """

    element: etree._Element | None
    start: Frame
    frame: Frame
    children: Iterator[etree._Element]
    resumed: Frame | None


class Opening(NamedTuple):
    """How to go on at an element that cannot stand where it does.

    Attributes:
        inner: the frame to read the element itself with, before its attributes.
        resumed: the frame to go on with after it.
    """

    inner: Frame
    resumed: Frame


class Trouble(Protocol):
    """Decides what happens where a document does not fit; each method gives the frame to go on with."""

    def unexpected_element(self, above: list[Level], here: Level, child: etree._Element) -> Opening:
        """A child cannot stand where it does."""

    def wrong_attribute(self, frame: Frame, step: Step | None, element: etree._Element, name: str) -> Frame:
        """An attribute is unknown here (no step), or its value is wrong."""

    def missing_attributes(self, frame: Frame, element: etree._Element) -> Frame:
        """An element lacks attributes."""

    def unexpected_text(self, here: Level, node: etree._Element) -> Frame:
        """Text stands where none can: before the first child of an element (the node itself) or after a child."""

    def wrong_content(self, frame: Frame, element: etree._Element) -> Match | None:
        """The text of an element without children is wrong, or it lacks children or text."""

    def incomplete(self, frame: Frame, start: Frame, element: etree._Element) -> Match | None:
        """An element ends too early."""

    def identifier(self, kind: str, element: etree._Element, name: str, value: str) -> None:
        """An attribute of a type ID, IDREF or IDREFS was read: no trouble, but to be remembered."""


def walk(automaton: Automaton, root: etree._Element, trouble: Trouble) -> None:  # noqa: C901, PLR0912, PLR0915
    """Read a tree.

    One loop on purpose: it runs for every element, and calls of functions would be half of its time. It keeps
    its own stack, so no depth of nesting can overflow Python's.
    """
    above: list[Level] = []
    parent: etree._Element | None = None
    start = frame = automaton.start
    children: Iterator[etree._Element] = iter((root,))
    while True:
        for child in children:
            tag = child.tag
            if tag.__class__ is str:
                resumed = None
                inner = frame.opens[tag]
                if inner is None:
                    here = Level(parent, start, frame, children, None)
                    inner, resumed = trouble.unexpected_element(above, here, child)
                for name, value in child.items():
                    step = inner.steps[name]
                    if step is None:
                        inner = trouble.wrong_attribute(inner, None, child, str(name))
                        continue
                    if step.is_plain:
                        following = step[value]
                    else:
                        following = step.test(str(value), scope_of(child))
                        trouble.identifier(automaton.id_kind(step.labels[0]), child, str(name), str(value))
                    inner = following or trouble.wrong_attribute(inner, step, child, str(name))
                # Known after the first element of its kind; a property would be a call for every one.
                closed = inner.kept_closed
                if closed is False:
                    closed = inner.closed
                inner = closed or trouble.missing_attributes(inner, child)
                if len(child) and not (inner.has_values and _has_no_elements(child)):
                    above.append(Level(parent, start, frame, children, resumed))
                    parent, start, frame, children = child, inner, inner, iter(child)
                    if not frame.is_mixed and (text := child.text) and text.strip(WHITE):
                        here = Level(parent, start, frame, children, None)
                        frame = frame.after_text or trouble.unexpected_text(here, child)
                    break
                if inner.is_mixed:
                    match = inner.match
                elif inner.needs_scope:
                    match = inner.match_leaf(text_of(child), scope_of(child))
                else:
                    match = inner.leaf[text_of(child) if len(child) else child.text or ""]
                match = match or trouble.wrong_content(inner, child)
                frame = resumed or frame.afters[match] or frame
            if not frame.is_mixed and (text := child.tail) and text.strip(WHITE) and parent is not None:
                here = Level(parent, start, frame, children, None)
                frame = frame.after_text or trouble.unexpected_text(here, child)
        else:
            if parent is None:
                return
            match = frame.match or trouble.incomplete(frame, start, parent)
            ended = parent
            parent, start, frame, children, resumed = above.pop()
            frame = resumed or frame.afters[match] or frame
            if not frame.is_mixed and (text := ended.tail) and text.strip(WHITE) and parent is not None:
                here = Level(parent, start, frame, children, None)
                frame = frame.after_text or trouble.unexpected_text(here, ended)


def _has_no_elements(element: etree._Element) -> bool:
    return next(element.iterchildren(etree.Element), None) is None


def text_of(element: etree._Element) -> str:
    """Return the text of an element that holds at most comments and processing instructions beside it."""
    return "".join([element.text or "", *(child.tail or "" for child in element)])


def scope_of(element: etree._Element) -> dict[str, str]:
    """Return the prefixes in scope, the default namespace under the empty one."""
    return {prefix or "": uri for prefix, uri in element.nsmap.items()}
