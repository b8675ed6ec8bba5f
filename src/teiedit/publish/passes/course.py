"""The running text of a document: where elements begin and end in it, and where words stand in a line."""

from __future__ import annotations

import unicodedata
from bisect import bisect_left
from dataclasses import dataclass
from typing import Final, NamedTuple

from lxml import etree

from teiedit.namespaces import tei
from teiedit.publish.passes.context import te
from teiedit.publish.passes.readings import VIEW


def _tags(names: str) -> frozenset[str]:
    return frozenset(tei(name) for name in names.split())


# What is no part of the running text, even where it stands in the middle of it.
_OUTSIDE: Final = _tags("note listApp listWit witDetail wit teiHeader standOff figDesc index") | {
    "{http://www.tei-c.org/ns/Examples}egXML"
}
_READINGS: Final = _tags("lem rdg")
_LINES: Final = _tags("l lb")
_LINE_ENDS: Final = _tags("p ab head l lg sp item cell div body front back")
_TEXT: Final = tei("text")
_EVENTS: Final = ("start", "end", "comment", "pi")
# No line has more words; what has is no line, and nobody would find a word in it.
_LONGEST_LINE: Final = 2000


@dataclass(frozen=True, slots=True)
class Slot:
    """Where text stands: in an element before its children, or behind it; whether the reading text has it."""

    element: etree._Element
    is_tail: bool
    is_read: bool

    @property
    def text(self) -> str:
        """The text itself."""
        return (self.element.tail if self.is_tail else self.element.text) or ""


class Found(NamedTuple):
    """Words of a line: the slots of the first and the last letter, and the offsets of and behind these."""

    first: int
    start: int
    last: int
    end: int


class Course:
    """The text in the order of the document."""

    def __init__(self, root: etree._Element) -> None:
        self.slots: list[Slot] = []
        self._begins: dict[etree._Element, int] = {}
        self._ends: dict[etree._Element, int] = {}
        self._line_ends: dict[etree._Element, int] = {}
        self._lines: dict[etree._Element, _Line] = {}
        self._line: etree._Element | None = None
        self._inside: dict[etree._Element, etree._Element] = {}
        self._walk(root)

    def span(self, first: etree._Element, last: etree._Element, *, before: bool = False) -> range | None:
        """Return the slots from the beginning of one element to the end of another, or those before it."""
        start, end = self._begins.get(first), (self._begins if before else self._ends).get(last)
        return range(start, end) if start is not None and end is not None and start <= end else None

    def number_at(self, element: etree._Element) -> str:
        """Return the number of the line that an element begins in, if it has one."""
        line = self._inside.get(element)
        return (line.get("n") or "") if line is not None else ""

    def find(self, line: etree._Element, words: list[str]) -> Found | None:
        """Find words in the reading text of a line, if they are there once and no more."""
        if line not in self._lines:
            start = self._begins.get(line, 0)
            self._lines[line] = _Line(self.slots, range(start, self._line_ends.get(line, start)))
        return self._lines[line].find(words)

    def _walk(self, root: etree._Element) -> None:
        outside = unread = texts = 0
        for event, element in etree.iterwalk(root, events=_EVENTS):
            if event in {"comment", "pi"}:
                if outside == 0 < texts:
                    self._add(Slot(element, is_tail=True, is_read=not unread))
                continue
            step = 1 if event == "start" else -1
            if event == "end" and outside == 0 < texts:
                self._end(element)
            outside += step * (element.tag in _OUTSIDE or element.get(te("apart")) is not None)
            unread += step * _is_unread(element)
            texts += step * (element.tag == _TEXT)
            if outside == 0 < texts:
                if event == "start":
                    self._begin(element)
                self._add(Slot(element, is_tail=event == "end", is_read=not unread))
            elif event == "start" and outside == 1 and texts and element.get(te("apart")) is not None:
                # An entry behind its lemma has a place all the same.
                self._begins[element] = len(self.slots)

    def _begin(self, element: etree._Element) -> None:
        self._begins[element] = len(self.slots)
        if element.tag in _LINES:
            self._end_line()
            self._line = element
        if self._line is not None:
            self._inside[element] = self._line

    def _end(self, element: etree._Element) -> None:
        self._ends[element] = len(self.slots)
        if element.tag in _LINE_ENDS:
            self._end_line()

    def _end_line(self) -> None:
        if self._line is not None:
            self._line_ends[self._line] = len(self.slots)
            self._line = None

    def _add(self, slot: Slot) -> None:
        if slot.text:
            self.slots.append(slot)


def _is_unread(element: etree._Element) -> bool:
    """Tell whether the edition's reading text leaves an element out."""
    if element.get(VIEW) in {"source", "none"}:
        return True
    return element.tag in _READINGS and element.get(te("wit")) is not None and not element.get(te("chosen"))


class _Characters(dict[int, str]):
    """What becomes of each character: letters, digits and symbols make words, the rest parts them."""

    def __missing__(self, point: int) -> str:
        kind = unicodedata.category(chr(point))
        is_of_word = (kind[0] in "LMNS" and kind != "Sk") or kind == "Co"
        self[point] = chr(point) if is_of_word else "" if kind == "Cf" else " "
        return self[point]


_CHARACTERS = _Characters()


def words_read(element: etree._Element) -> list[str]:
    """Return the words of an element in the reading text, without those of notes."""
    pieces: list[str] = []
    unread = 0
    for event, one in etree.iterwalk(element, events=_EVENTS):
        if event in {"start", "end"} and one is not element:
            unread += (1 if event == "start" else -1) * (one.tag in _OUTSIDE or _is_unread(one))
        is_tail = event != "start"
        if not unread and not (is_tail and one is element):
            pieces.append((one.tail if is_tail else one.text) or "")
    return "".join(pieces).translate(_CHARACTERS).split()


class _Line:
    """The words of a line, and where each begins and ends."""

    def __init__(self, slots: list[Slot], reach: range) -> None:
        words: list[str] = []
        self._places: list[tuple[int, int, int, int]] = []
        is_open = False
        for number in reach:
            if not slots[number].is_read:
                continue
            for offset, character in enumerate(slots[number].text):
                became = _CHARACTERS[ord(character)]
                if became == " ":
                    is_open = False
                elif became and is_open:
                    words[-1] += became
                    self._places[-1] = (*self._places[-1][:2], number, offset + 1)
                elif became:
                    words.append(became)
                    self._places.append((number, offset, number, offset + 1))
                    is_open = True
            if len(words) > _LONGEST_LINE:
                words = []
                break
        self._text = f" {' '.join(words)} "
        self._starts = [0]
        for word in words:
            self._starts.append(self._starts[-1] + len(word) + 1)

    def find(self, words: list[str]) -> Found | None:
        wanted = f" {' '.join(words)} "
        at = self._text.find(wanted) if words else -1
        if at < 0 or self._text.find(wanted, at + 1) >= 0:
            return None
        first = bisect_left(self._starts, at)
        first_slot, start, *_ = self._places[first]
        *_, last_slot, end = self._places[first + len(words) - 1]
        return Found(first_slot, start, last_slot, end)
