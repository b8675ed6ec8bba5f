"""Read the children of an element again with one of them moved or left out, to see what was meant."""

from __future__ import annotations

from lxml import etree

from teiedit.relaxng.engine.automaton import Frame
from teiedit.relaxng.engine.labels import LabelKind, Named
from teiedit.relaxng.engine.patterns import Pattern

# Siblings on either side that are tried; a misplaced element is near its place.
_MOST_SIBLINGS = 50


class Siblings:
    """The children of one element, each with the frame before it; those that cannot stand change nothing."""

    def __init__(self, parent: etree._Element, start: Frame) -> None:
        self.elements = list(parent.iterchildren(etree.Element))
        self.numbers = {element: number for number, element in enumerate(self.elements)}
        self.frames = [start]
        for element in self.elements:
            self.frames.append(advanced(self.frames[-1], str(element.tag)) or self.frames[-1])


class Replay:
    """What can be tried with an element that its parent can have, but not where it stands."""

    def __init__(self, siblings: Siblings, element: etree._Element, frame: Frame) -> None:
        self._tag = str(element.tag)
        self._frame = frame
        at = siblings.numbers[element]
        first = max(0, at - _MOST_SIBLINGS)
        self._before = siblings.elements[first:at]
        self._frames = siblings.frames[first:at]
        self._after = siblings.elements[at + 1 : at + 1 + _MOST_SIBLINGS]

    def twin(self) -> etree._Element | None:
        """Return the earlier sibling of the same name, where an element can have only one of them."""
        for at in range(len(self._before) - 1, -1, -1):
            if self._before[at].tag == self._tag:
                after = advanced(self._frames[at], self._tag)
                if after is None or can_come(after, self._tag):
                    return None
                frame, others = self._frames[at], self._before[at + 1 :]
                for other, original in zip(others, self._frames[at + 1 :], strict=True):
                    following = advanced(frame, str(other.tag))
                    if following is None and advanced(original, str(other.tag)) is not None:
                        return None
                    frame = following or frame
                return self._before[at] if advanced(frame, self._tag) is not None else None
        return None

    def stands_before(self) -> etree._Element | None:
        """Return the earlier sibling directly before which the element would be right."""
        for at in range(len(self._before) - 1, -1, -1):
            frame = advanced(self._frames[at], self._tag)
            if frame is not None and _all_stand(frame, self._before[at:], self._frames[at:]):
                return self._before[at]
        return None

    def stands_after(self) -> etree._Element | None:
        """Return the later sibling directly after which the element would be right."""
        frame = self._frame
        for element in self._after:
            following = advanced(frame, str(element.tag))
            if following is None:
                continue
            frame = following
            if advanced(frame, self._tag) is not None:
                return element
        return None


def _all_stand(frame: Frame, elements: list[etree._Element], frames: list[Frame]) -> bool:
    """Tell whether elements can stand after a frame wherever they could stand in the original order."""
    for element, original in zip(elements, frames, strict=False):
        tag = str(element.tag)
        following = advanced(frame, tag)
        if following is None and advanced(original, tag) is not None:
            return False
        frame = following or frame
    return True


def advanced(frame: Frame, tag: str) -> Frame | None:
    """Return the frame after an element of a name, whatever is in it, or None if it cannot stand there."""
    inner = frame.opens[tag]
    if inner is None:
        return None
    match = frame.automaton.match(label for label, _ in inner.pairs)
    return frame.afters[match] if match is not None else frame


def mistakes(frame: Frame, tags: list[str]) -> int:
    """Count the elements that cannot stand when they come after a frame."""
    return _read(frame, tags)[0]


def cost(frame: Frame, tags: list[str]) -> int:
    """Count the same, and an end that comes too early."""
    wrong, last = _read(frame, tags)
    return wrong + (last.match is None)


def _read(frame: Frame, tags: list[str]) -> tuple[int, Frame]:
    wrong = 0
    for tag in tags:
        following = advanced(frame, tag)
        wrong += following is None
        frame = following or frame
    return wrong, frame


def after_all(frame: Frame, tags: list[str]) -> Frame | None:
    """Return the frame after elements, or None where one of them cannot stand."""
    wrong, last = _read(frame, tags)
    return None if wrong else last


def can_come(frame: Frame, tag: str) -> bool:
    """Tell whether an element of a name can come anywhere after a frame."""
    seen: set[Pattern] = set()
    waiting = [state for _, state in frame.pairs]
    while waiting:
        one = waiting.pop()
        if one not in seen:
            seen.add(one)
            waiting.extend(one.parts)
            if isinstance(one.label, Named) and one.label.kind is LabelKind.ELEMENT and one.label.takes(tag):
                return True
    return False
