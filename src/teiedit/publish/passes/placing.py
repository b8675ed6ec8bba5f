"""Find the place of each entry of the apparatus that stands apart, by its pointers or by its line and its lemma."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from lxml import etree

from teiedit import codes
from teiedit.namespaces import tei
from teiedit.publish.passes.anchors import ANCHOR
from teiedit.publish.passes.context import Context, te
from teiedit.publish.passes.course import Course, Found, words_read
from teiedit.publish.passes.lemmas import Lemmas
from teiedit.transform import Message

_LIST: Final = tei("listApp")
_LINES: Final = frozenset({tei("l"), tei("lb")})
# Where an apparatus does not fit its text at all, so many entries say so.
_MOST_TOLD: Final = 50


def _tags(names: str) -> frozenset[str]:
    return frozenset(tei(name) for name in names.split())


# At the foot of a passage its variants are told: of a paragraph as a whole, of the innermost stanza, speech or item,
# where there is none of the division.
CLOSED: Final = _tags("p ab head")
PASSAGES: Final = CLOSED | _tags("lg sp item cell div div1 div2 div3 div4 div5 div6 div7 body front back")
# A lemma lies in one of these.
_PARTS: Final = _tags("front body back text group")


@dataclass(frozen=True)
class Ground:
    """What the walk over the text found: the first line of each number; it numbers passages that are asked for."""

    lines: Mapping[str, etree._Element]
    number: Callable[[etree._Element], str]


def place_apart(entries: list[etree._Element], ground: Ground, context: Context) -> None:
    """Find the places of entries that stand apart, and put all in the order of their places."""
    apart = {entry for entry in entries if entry.get(te("apart")) and _says_where(entry)}
    if not apart:
        return
    positions = {element: number for number, element in enumerate(context.root.iter(etree.Element))}
    placer = _Placer(ground, context)
    lost: list[etree._Element] = []
    for entry in entries:
        target = placer.place(entry) if entry in apart else entry
        entry.set(te("order"), str(positions[target] if target is not None else 0))
        if target is None:
            lost.append(entry)
    placer.lemmas.apply()
    for entry in lost[:_MOST_TOLD]:
        said = entry.get("loc") or entry.get("from") or entry.get("to") or ""
        context.messages.append(Message(codes.ENTRY_WITHOUT_PLACE.id, _path(entry), said))


class _Placer:
    """Finds places, and collects what is to be marked in the text."""

    def __init__(self, ground: Ground, context: Context) -> None:
        self._ground = ground
        self._context = context
        self._course = Course(context.root)
        self.lemmas = Lemmas(self._course)

    def place(self, entry: etree._Element) -> etree._Element | None:
        """Find the place of an entry: the element that ends its lemma, else its line."""
        is_listed = next(entry.iterancestors(_LIST), None) is not None
        first, last = (self._pointed(entry.get(name)) for name in ("from", "to"))
        target = last if last is not None else first
        if last is None and first is not None and not is_listed:
            # Behind its lemma it ends it itself.
            target = entry
        if target is None:
            target = self._line(entry)
        if target is None and not entry.get("loc") and not is_listed:
            # In the text it is told at the foot alone: there it stands for itself.
            target = entry
        if target is None or (anchor := entry.get(ANCHOR)) is None:
            return target
        self._mark(entry, first, target, anchor)
        passage = _passage_around(target)
        if passage is not None:
            entry.set(te("passage"), self._ground.number(passage))
        if (
            number := entry.get("loc")
            or target.get("n")
            or self._course.number_at(first if first is not None else target)
        ):
            entry.set(te("line"), number)
        return target

    def _pointed(self, pointer: str | None) -> etree._Element | None:
        return self._context.ids.get(pointer[1:]) if pointer and pointer[0] == "#" else None

    def _line(self, entry: etree._Element) -> etree._Element | None:
        loc = (entry.get("loc") or "").strip()
        # Of "l. 12" and "1.12", what is said last names the line.
        tries = (loc, loc.split()[-1] if loc else "", loc.rpartition(".")[2])
        lines = self._ground.lines
        return next((lines[one] for one in tries if one in lines), None)

    def _mark(self, entry: etree._Element, first: etree._Element | None, target: etree._Element, anchor: str) -> None:
        """Mark an entry in the text, and the words that it is about where they can be told."""
        lemma = next((child for child in entry if child.tag == tei("lem")), None)
        words = words_read(lemma) if lemma is not None else []
        reach = self._reach(first, target, entry, is_empty=not words)
        if target is not entry:
            entry.set(te("placed"), "yes")
        if reach is not None:
            self.lemmas.cover(reach, entry, anchor)
            if target is entry:
                entry.set(te("switch"), "here")
            else:
                self.lemmas.mark_behind(target, anchor, is_switched=True)
        elif target is not entry and (found := self._words(first, target, words)) is not None:
            self.lemmas.cover_words(found, entry, anchor)
        elif target is not entry:
            self.lemmas.mark_behind(target, anchor, is_switched=False)

    def _words(self, first: etree._Element | None, target: etree._Element, words: list[str]) -> Found | None:
        is_line = first is None and target.tag in _LINES
        return self._course.find(target, words) if is_line else None

    def _reach(
        self, first: etree._Element | None, target: etree._Element, entry: etree._Element, *, is_empty: bool
    ) -> range | None:
        """Return the slots of a lemma between two elements; none where there are no words and the lemma has some."""
        if first is None or _part(first) is not _part(target):
            return None
        reach = self._course.span(first, target, before=target is entry)
        if reach is None:
            return None
        has_words = any(not self._course.slots[at].text.isspace() for at in reach)
        return reach if has_words or is_empty else None


def _part(element: etree._Element) -> etree._Element | None:
    return next(element.iterancestors(*_PARTS), None)


def _says_where(entry: etree._Element) -> bool:
    return any(entry.get(name) for name in ("loc", "from", "to"))


def _path(element: etree._Element) -> str:
    """Return what fn:path() calls an element."""
    steps = []
    step: etree._Element | None = element
    while step is not None:
        name = etree.QName(step)
        number = 1 + sum(1 for _ in step.itersiblings(step.tag, preceding=True))
        steps.append(f"/Q{{{name.namespace or ''}}}{name.localname}[{number}]")
        step = step.getparent()
    return "".join(reversed(steps))


def _passage_around(target: etree._Element) -> etree._Element | None:
    """Return the passage that a place is in, as the walk would find it."""
    found: etree._Element | None = None
    for around in (target, *target.iterancestors()):
        if around.tag in CLOSED:
            found = around
        elif around.tag in PASSAGES:
            return around if found is None else found
    return found
