"""Bind the critical apparatus to its text: which witness reads what, and at the foot of which passage it is told.

On the root element
    te:witnesses   JSON, a list of objects: `id` (w1 …), `siglum`, `name`; in the order of the list of witnesses
    te:apparatus   "yes", where there is an entry
On an entry (app)
    te:var         the witnesses that have a reading of their own here
    te:passage     the passage at whose foot it is told; te:apps on the passage is the same number
    te:after       where the edition reads nothing: the word before
    te:line        the number of the line that it stands in
    te:apart       "yes": it stands away from its text; te:placed where its place was found
    te:order       where it belongs among the others, if not where it stands
    te:switch      "here": it stands where the words end that it is about, and its readings are shown there
On readings (lem, rdg)
    te:wit, te:sigla   the witnesses, and their sigla as they are printed; te:chosen on what the edition reads
On a block that lies whole in a gap of witnesses: te:lacuna
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Final

from lxml import etree

from teiedit.namespaces import tei
from teiedit.publish.passes.context import Context, te
from teiedit.publish.passes.dressing import DRESS
from teiedit.publish.passes.interventions import unmark
from teiedit.publish.passes.placing import CLOSED, PASSAGES, Ground, place_apart
from teiedit.publish.passes.substance import MINOR, weigh
from teiedit.publish.passes.witnesses import Witnesses

_APP: Final = tei("app")
_LEM: Final = tei("lem")
_RDG: Final = tei("rdg")
_GROUP: Final = tei("rdgGrp")
_DETAIL: Final = tei("witDetail")
_LIST: Final = tei("listApp")
_L: Final = tei("l")
_LB: Final = tei("lb")
_TEXT: Final = tei("text")
_STARTS: Final = frozenset({tei("lacunaStart"), tei("witEnd")})
_ENDS: Final = frozenset({tei("lacunaEnd"), tei("witStart")})
_BLOCKS: Final = CLOSED | {_L}
_WALKED: Final = (_APP, _LIST, _L, _LB, *PASSAGES, *_STARTS, *_ENDS)


def bind_apparatus(root: etree._Element, context: Context) -> None:
    """Bind the entries of the apparatus to witnesses, passages and lines; one walk, and another for entries apart."""
    entries = list(root.iter(_APP))
    if not entries:
        return
    root.set(te("apparatus"), "yes")
    witnesses = Witnesses(root)
    kinds = [_bind_readings(entry, witnesses) for entry in entries]
    if any(minor for minor, _ in kinds) and any(major for _, major in kinds):
        root.set(MINOR, "yes")
    for detail in root.iter(_DETAIL):
        if sigla := witnesses.of(detail.get("wit") or "")[1]:
            detail.set(te("sigla"), sigla)
    walk = _Walk(root)
    walk.bind(witnesses)
    place_apart(entries, Ground(walk.lines, walk.number), context)
    root.set(te("witnesses"), json.dumps(witnesses.told(), ensure_ascii=False))


def readings(entry: etree._Element) -> Iterator[etree._Element]:
    """Yield the readings of an entry, those in groups too, but none of an entry inside it."""
    todo = list(reversed(entry))
    while todo:
        child = todo.pop()
        if child.tag in {_LEM, _RDG}:
            yield child
        elif child.tag == _GROUP:
            todo.extend(reversed(child))


def _bind_readings(entry: etree._Element, witnesses: Witnesses) -> tuple[bool, bool]:
    """Bind the readings of an entry; tell whether there are minor ones, and others, besides the edition's."""
    found = list(readings(entry))
    chosen = next((one for one in found if one.tag == _LEM), found[0] if found else None)
    agreeing: set[str] = set()
    claimed: dict[str, None] = {}
    for reading in found:
        following = reading.getnext()
        said = reading.get("wit") or (
            following.get("wit") if following is not None and following.tag == tei("wit") else None
        )
        own, sigla = witnesses.of(said or "")
        sigla = sigla or witnesses.sources(reading)
        if sigla:
            reading.set(te("sigla"), sigla)
        if reading is chosen:
            reading.set(te("chosen"), "yes")
            agreeing.update(own)
            continue
        own = [one for one in own if one not in agreeing and one not in claimed]
        claimed.update(dict.fromkeys(own))
        reading.set(te("wit"), " ".join(own))
    if claimed:
        entry.set(te("var"), " ".join(claimed))
    if chosen is not None and not len(chosen) and not (chosen.text or "").strip() and (before := _word_before(entry)):
        entry.set(te("after"), before)
    return weigh(entry, (one for one in found if one is not chosen))


def _word_before(entry: etree._Element) -> str:
    """Return the word after which others add something, if it stands beside the entry or ends the one before."""
    before = entry.getprevious()
    parent = entry.getparent()
    text = before.tail if before is not None else parent.text if parent is not None else ""
    if not (text or "").strip() and before is not None:
        chosen = next((one for one in before if one.get(te("chosen"))), None) if before.tag == _APP else None
        text = chosen.text if chosen is not None and not len(chosen) else ""
    words = (text or "").split()
    return words[-1] if words else ""


class _Walk:
    """One walk over the text: passages, lines, and gaps of witnesses."""

    def __init__(self, root: etree._Element) -> None:
        self._root = root
        # Of several lines with the same number, the first.
        self.lines: dict[str, etree._Element] = {}
        self._line = ""
        self._numbers: dict[etree._Element, str] = {}
        self._inside: list[etree._Element] = []
        self._in_gaps: list[etree._Element] = []
        self._gaps: dict[str, None] = {}
        # Entries that are open, and hold no line of verse yet.
        self._entries: list[etree._Element] = []
        self._lists = 0

    def bind(self, witnesses: Witnesses) -> None:
        """Walk, and set what was found."""
        for event, element in etree.iterwalk(self._root, events=("start", "end"), tag=_WALKED):
            if event == "end":
                self._leave(element)
            elif element.tag in _STARTS or element.tag in _ENDS:
                self._turn(element, witnesses)
            elif element.tag == _APP:
                self._enter_entry(element)
            elif element.tag == _LIST:
                self._lists += 1
            else:
                self._enter(element)

    def number(self, passage: etree._Element) -> str:
        """Return the number of a passage, given when it is first asked for."""
        if passage not in self._numbers:
            self._numbers[passage] = str(len(self._numbers) + 1)
            passage.set(te("apps"), self._numbers[passage])
            passage.set(DRESS, "yes")
        return self._numbers[passage]

    def _leave(self, element: etree._Element) -> None:
        if element.tag == _LIST:
            self._lists -= 1
        for stack in (self._inside, self._in_gaps):
            if stack and stack[-1] is element:
                stack.pop()
        if self._entries and self._entries[-1] is element:
            self._entries.pop()

    def _enter(self, element: etree._Element) -> None:
        if element.tag in {_L, _LB} and (number := element.get("n")) and not self._lists:
            self._line = number
            self.lines.setdefault(number, element)
            if element.tag == _L:
                self._begin_entries(number)
        if self._gaps and element.tag in _BLOCKS:
            element.set(te("lacuna"), " ".join(self._gaps))
            element.set(DRESS, "yes")
            self._in_gaps.append(element)
        if element.tag in PASSAGES and not (self._inside and self._inside[-1].tag in CLOSED) and _has_foot(element):
            self._inside.append(element)

    def _begin_entries(self, number: str) -> None:
        # An entry around whole lines has the number of the first of them.
        while self._entries:
            self._entries.pop().set(te("line"), number)

    def _turn(self, element: etree._Element, witnesses: Witnesses) -> None:
        reading = next(element.iterancestors(_RDG, _LEM), None)
        said = element.get("wit") or (reading.get("wit") if reading is not None else "") or ""
        meant, sigla = witnesses.of(said)
        if meant:
            element.set(te("wit"), " ".join(meant))
            element.set(te("sigla"), sigla)
        for one in meant:
            if element.tag in _STARTS:
                self._gaps[one] = None
            elif one in self._gaps:
                del self._gaps[one]
                for block in self._in_gaps:
                    block.set(te("lacuna"), " ".join(self._gaps))

    def _enter_entry(self, entry: etree._Element) -> None:
        if self._lists and next(entry.iterancestors(_APP), None) is not None:
            # In a reading of an entry that stands apart it is read in its line.
            return
        if not self._lists and (entry.get("from") or entry.get("to")):
            # It repeats the words of the text, and is told at the foot alone.
            unmark(entry)
        if self._lists or entry.get("loc") or entry.get("from") or entry.get("to"):
            entry.set(te("apart"), "yes")
            return
        if self._line:
            entry.set(te("line"), self._line)
        if self._inside and _says_something(entry):
            entry.set(te("passage"), self.number(self._inside[-1]))
        self._entries.append(entry)


def _says_something(entry: etree._Element) -> bool:
    """Tell whether there is anything to tell of an entry: one reading without words or marks is nothing."""
    return len(entry) > 1 or any(len(one) or (one.text or "").strip() for one in entry)


def _has_foot(element: etree._Element) -> bool:
    """Tell whether something can stand below an element: not below the heading of a table or list."""
    parent = element.getparent()
    return element.tag != tei("head") or (parent is not None and parent.tag in PASSAGES)
