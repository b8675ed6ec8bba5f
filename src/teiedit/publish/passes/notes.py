"""Find where each note is called, and number the notes: once, for every output.

On a note:
    te:label    what is printed as its call; a note without it stands where it is
    te:series   its series
    te:rank     the place of that among the edition's series, from 1
    te:by-page  the kind of its number, where the count begins again on each page: on paper, other pages than here
    te:place    `foot`, `end` or `margin`
    te:away     that it is not called where it stands
    te:calls    how often it is called, where that is not once
    te:order    its place among all notes, in the order of their calls, where some are away
On a reference that calls one: te:call, the note's anchor, and te:id, the call's own.
Where a note is called that stands elsewhere: <te:call note="anchor" id="…" label="…" series="…"/>.

One walk over notes and references; so cost grows with their number and no faster.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final, NamedTuple

from lxml import etree

from teiedit.namespaces import XML_ID, tei
from teiedit.note_series import Numbers, Series, kinds_of_numbers, numbered, series_of
from teiedit.publish.passes.anchors import ANCHOR
from teiedit.publish.passes.context import Context, te
from teiedit.publish.passes.selecting import words_of

LABEL, SERIES, PLACE, AWAY, ORDER = map(te, ("label", "series", "place", "away", "order"))
RANK, BY_PAGE = te("rank"), te("by-page")
CALLS, CALL, ID = map(te, ("calls", "call", "id"))

NOTE, NOTE_GROUP, REF, PTR, LINK = map(tei, ("note", "noteGrp", "ref", "ptr", "link"))
_DIVISIONS: Final = frozenset(map(tei, ("div", "div1")))
# What a note in one of these says, it says there.
_UNCALLED: Final = frozenset(map(tei, ("standOff", "listBibl", "bibl", "biblStruct", "listApp", "teiHeader")))
# Between these no call can stand; a note there was put apart from its call.
_PARTS: Final = (*(f"div{level}" for level in ("", *range(1, 8))), "front", "body", "back", "group", "text")
_APART: Final = frozenset(map(tei, (*_PARTS, "standOff", "listAnnotation", "list")))
_MARGINS: Final = re.compile(
    r"m?arg(in)?|m?(left|right)|((left|right|outer|inner|top)[-_ ]?)?margin[-_ ]?\w*", re.IGNORECASE
)
_AT_THE_END: Final = frozenset({"end", "endnote", "endnotes", "back", "chapterend"})
# What is printed as a call and is no words: "3", "(12)", "[a]", "*", "iv".
_BARE: Final = re.compile(r"\W*(?:\d{1,4}\w?|\w|[ivxlc]{1,6})?\W*")
_BLOCKS: Final = frozenset(
    map(tei, (*(f"div{level}" for level in ("", *range(1, 8))), "lg", "list", "sp", "quote", "body", "text"))
)
_CAPTIONED: Final = frozenset(map(tei, ("figure", "table")))
_CALLS_OF_NOTES: Final = frozenset({"noteanchor", "noteref", "note", "footnote", "endnote", "fn", "notecall"})


class Call(NamedTuple):
    """Where a note is called: by itself, by a reference, or at the end of what it is about."""

    note: etree._Element
    at: etree._Element


def call_notes(root: etree._Element, context: Context) -> None:
    """Place and number the calls of all notes."""
    notes = list(root.iter(NOTE))
    if notes:
        _write(list(Calls(root, context, notes).in_order()), context)


@dataclass
class Calls:
    """The calls of a document's notes."""

    root: etree._Element
    context: Context
    notes: list[etree._Element]

    def in_order(self) -> Iterator[Call]:
        """Yield the calls in the order in which a reader meets them."""
        again, about = list(self._by_references()), list(self._by_targets())
        away = [*again, *about]
        # A note among words is called there too, whatever else calls it.
        elsewhere = {call.note for call in about} | {call.note for call in again if _is_between_blocks(call.note)}
        own = [Call(note, note) for note in self.notes if note not in elsewhere and _is_called(note)]
        if not away:
            yield from own
            return
        order = {element: number for number, element in enumerate(self.root.iter())}
        yield from sorted([*own, *away], key=lambda call: order[_end(call)])

    def _by_references(self) -> Iterator[Call]:
        by_id = self._by_id
        if not by_id:
            return
        for element in self.root.iter(REF, PTR):
            note = by_id.get(element.get("target", "").strip().removeprefix("#"))
            if note is not None and _calls(element, note):
                yield Call(note, element)

    def _by_targets(self) -> Iterator[Call]:
        for note in self.notes:
            target = note.get("target") or _of_group(note)
            if target and (at := self._place(target, note)) is not None:
                yield Call(note, at)
        by_id = self._by_id
        for link in self.root.iter(LINK) if by_id else ():
            ends = [one[1:] for one in link.get("target", "").split() if one[:1] == "#"]
            found = [by_id[one] for one in ends if one in by_id]
            other = [one for one in ends if one not in by_id]
            at = self._place(" ".join("#" + one for one in other), found[0]) if len(found) == 1 else None
            if at is not None:
                yield Call(found[0], at)

    @cached_property
    def _by_id(self) -> Mapping[str, etree._Element]:
        return {str(note.get(XML_ID)): note for note in self.notes if note.get(XML_ID)}

    def _place(self, target: str, note: etree._Element) -> etree._Element | None:
        """Return what a note is about, if that is part of the text: of several, the last."""
        ids = self.context.ids
        found = [ids[one[1:]] for one in target.split() if one[:1] == "#" and one[1:] in ids]
        at = found[-1] if found else None
        if at is None or at is note or at.tag == NOTE or any(one is note for one in at.iterancestors()):
            return None
        return at if any(one.tag == tei("text") for one in (at, *at.iterancestors())) else None


def _write(calls: list[Call], context: Context) -> None:
    first: dict[etree._Element, Call] = {}
    for call in calls:
        first.setdefault(call.note, call)
    ranks = _ranks(context.series)
    for note, label, series, kind in _labelled(list(first.values()), context):
        note.set(LABEL, label)
        note.set(SERIES, series.name)
        note.set(RANK, ranks[series.name])
        if kind and series.restart == "page":
            note.set(BY_PAGE, kind)
        note.set(PLACE, "end" if note.get("place", "") in _AT_THE_END else "foot")
    here = {call.note for call in calls if call.at is call.note}
    if any(call.at is not note for note, call in first.items()):
        for number, note in enumerate(first, 1):
            note.set(ORDER, str(number))
    # The call that a note has where it stands is its first, wherever the others are.
    seen = Counter(call.note for call in calls if call.at is call.note)
    # Found once for all the calls at a place: it is looked for among what stands there, which they make longer.
    sentences: dict[etree._Element, etree._Element] = {}
    for call in calls:
        if call.at is not call.note:
            seen[call.note] += 1
            if call.at not in sentences:
                sentences[call.at] = _sentence(call.at)
            _put(call, seen[call.note], sentences[call.at])
    _tell_calls(seen, here)


def _tell_calls(times: Mapping[etree._Element, int], here: Collection[etree._Element]) -> None:
    """Tell each note whether it is called from elsewhere only, and how often if more than once."""
    for note, number in times.items():
        if note not in here:
            note.set(AWAY, "yes")
        if number > 1:
            note.set(CALLS, str(number))


def _put(call: Call, turn: int, at: etree._Element) -> None:
    anchor = call.note.get(ANCHOR, "")
    own = f"{anchor}-call" if turn == 1 else f"{anchor}-call-{turn}"
    if call.at.tag in {REF, PTR} and call.note.get("target") is None:
        call.at.set(CALL, anchor)
        call.at.set(ID, own)
        return
    mark = etree.Element(CALL, note=anchor, id=own, label=call.note.get(LABEL, ""), series=call.note.get(SERIES, ""))
    # Not by its length, which is counted anew each time.
    if at.text or next(at.iterchildren(), None) is not None:
        at.append(mark)
    else:
        at.addnext(mark)


def _sentence(element: etree._Element) -> etree._Element:
    """Return what has words of its own: of a division, figure or table its heading, else the last thing in it."""
    while element.tag in _BLOCKS:
        head = element.find(tei("head"))
        children = list(element.iterchildren(etree.Element, reversed=True))
        if head is None and not children:
            break
        element = children[0] if head is None else head
    head = element.find(tei("head")) if element.tag in _CAPTIONED else None
    return element if head is None else head


def _is_between_blocks(note: etree._Element) -> bool:
    parent = note.getparent()
    return parent is None or parent.tag in _BLOCKS or parent.tag in _APART or parent.tag == NOTE_GROUP


def _end(call: Call) -> etree._Element:
    element = call.at
    while len(element) and element is not call.note and element.tag not in {REF, PTR}:
        element = element[-1]
    return element


def _ranks(series: Iterable[Series]) -> Mapping[str, str]:
    return {name: str(rank) for rank, name in enumerate(dict.fromkeys(one.name for one in series), 1)}


def _labelled(calls: Iterable[Call], context: Context) -> Iterator[tuple[etree._Element, str, Series, Numbers | None]]:
    """Yield notes with their labels, their series, and the kind of those numbers that are counted here."""
    with_series = [(call, series_of(call.note, context.series)) for call in calls]
    counted = [(call, series) for call, series in with_series if not call.note.get("n", "").strip()]
    given = [call.note.get("n", "") for call, _ in with_series if call.note.get("n", "").strip()]
    through = context.numbering
    kinds = through.kinds if through else kinds_of_numbers([series for _, series in counted], given)
    pages = _pages(calls, context) if any(series.restart == "page" for _, series in counted) else {}
    counts: Counter[tuple[Numbers, object]] = Counter()
    if through:
        counts.update({(kind, None): number for kind, number in through.begun.items()})
    for call, series in with_series:
        own = call.note.get("n", "").strip()
        if own:
            yield call.note, own, series, None
            continue
        scope: object = None
        if series.restart != "document":
            scope = _division(call.at) if series.restart == "division" else pages.get(call.at)
        kind = kinds.get(series.name, series.numbers)
        counts[kind, scope] += 1
        yield call.note, numbered(counts[kind, scope], kind), series, kind


def _pages(calls: Iterable[Call], context: Context) -> dict[etree._Element, int]:
    """Return the page on which each call stands, counted."""
    wanted = {call.at for call in calls}
    found: dict[etree._Element, int] = {}
    page = 0
    for element in context.root.iter(etree.Element):
        page += element.tag == tei("pb")
        if element in wanted:
            found[element] = page
    return found


def _division(element: etree._Element) -> etree._Element | None:
    return next((one for one in reversed([*element.iterancestors()]) if one.tag in _DIVISIONS), None)


def _calls(reference: etree._Element, note: etree._Element) -> bool:
    """Tell whether a reference is the call of a note, and not a mention of it."""
    if any(one is note for one in reference.iterancestors()) or not _is_in_text(reference):
        return False
    return reference.get("type", "").casefold() in _CALLS_OF_NOTES or bool(_BARE.fullmatch(words_of(reference)))


def _is_in_text(element: etree._Element) -> bool:
    return any(one.tag in {tei("text"), tei("abstract")} for one in element.iterancestors())


def _of_group(note: etree._Element) -> str:
    parent = note.getparent()
    return parent.get("target", "") if parent is not None and parent.tag == NOTE_GROUP else ""


def _is_called(note: etree._Element) -> bool:
    """Tell whether a note that nothing points to is called where it stands."""
    place = note.get("place", "")
    parent = note.getparent()
    if place == "inline" or parent is None:
        return False
    around = {one.tag for one in note.iterancestors()}
    if tei("abstract") not in around and (around & _UNCALLED or tei("text") not in around):
        return False
    if _MARGINS.fullmatch(place) and not note.get("n"):
        note.set(PLACE, "margin")
        return False
    while parent.tag == NOTE_GROUP and (outer := parent.getparent()) is not None:
        parent = outer
    # Between blocks, and in the back among its like, it is read where it is.
    is_listed = parent.tag in _APART or (parent.tag in _BLOCKS and tei("back") in around)
    return not is_listed
