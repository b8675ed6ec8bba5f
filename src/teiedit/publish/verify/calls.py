"""Which notes are listed, and where each is called: what docs/notes.md says, read from the document alone."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from lxml import etree

from teiedit.namespaces import XML_ID, tei
from teiedit.publish.verify.names import local_name

_MARGIN: Final = re.compile(
    r"m?arg(in)?|m?(left|right)|((left|right|outer|inner|top)[-_ ]?)?margin[-_ ]?\w*", re.IGNORECASE
)
# A reference that says no more than this is the call of a note.
_NUMBER: Final = re.compile(r"\W*(\d{1,4}\w?|\w|[ivxlc]{1,6})?\W*")
_CALLING: Final = frozenset({"noteanchor", "noteref", "note", "footnote", "endnote", "fn", "notecall"})
# What a note in one of these says, it says there.
_TELLING: Final = frozenset({"standOff", "listBibl", "bibl", "biblStruct", "listApp", "teiHeader"})
# Where no words are: a note directly in one of these was put apart from what it belongs to.
_DIVISIONS: Final = frozenset({"div", *(f"div{level}" for level in range(1, 8))})
_APART: Final = _DIVISIONS | {"front", "body", "back", "standOff", "listAnnotation", "list", "group", "text"}
_WORDS: Final = etree.XPath("string()", smart_strings=False)
_WORDLESS: Final = _DIVISIONS | {"lg", "list", "sp", "quote", "body", "text"}
_CAPTIONED: Final = frozenset({"figure", "table"})


@dataclass
class Calls:
    """Where notes are called: by a reference, at the end of an element, where they stand.

    Attributes:
        by: the note that a reference calls.
        behind: the notes that are called at the end of an element.
        here: the notes that are called where they stand.
        listed: all notes that are called anywhere, in the order of the document.
    """

    by: dict[etree._Element, etree._Element] = field(default_factory=dict)
    behind: dict[etree._Element, list[etree._Element]] = field(default_factory=lambda: defaultdict(list))
    here: set[etree._Element] = field(default_factory=set)
    listed: dict[etree._Element, None] = field(default_factory=dict)


def calls_of(root: etree._Element) -> Calls:
    """Find the calls of all notes of a document."""
    notes = list(root.iter(tei("note")))
    calls = Calls()
    if not notes:
        return calls
    # Of several with one identifier, the first.
    ids = {str(one.get(XML_ID)): one for one in reversed(list(root.iter(etree.Element))) if one.get(XML_ID)}
    _find_references(root, ids, calls)
    elsewhere = {note for note in calls.by.values() if _stands_between_blocks(note)}
    for note, place in _subjects(root, notes, ids):
        elsewhere.add(note)
        calls.behind[_ending(place)].append(note)
    calls.here = {note for note in notes if note not in elsewhere and _is_called_here(note)}
    called = {*calls.by.values(), *elsewhere, *calls.here}
    calls.listed = {note: None for note in notes if note in called}
    return calls


def _find_references(root: etree._Element, ids: Mapping[str, etree._Element], calls: Calls) -> None:
    for reference in root.iter(tei("ref"), tei("ptr")):
        target = reference.get("target", "").strip()
        note = ids.get(target[1:]) if target[:1] == "#" else None
        if note is None or local_name(note) != "note" or not _is_bare(reference):
            continue
        around = list(reference.iterancestors())
        if note not in around and any(local_name(one) in {"text", "abstract"} for one in around):
            calls.by[reference] = note


def _is_bare(reference: etree._Element) -> bool:
    return reference.get("type", "").casefold() in _CALLING or is_number(reference)


def is_number(reference: etree._Element) -> bool:
    """Tell whether a reference says no more than the number of a note, or nothing."""
    return bool(_NUMBER.fullmatch(str(_WORDS(reference))))


def _subjects(
    root: etree._Element, notes: list[etree._Element], ids: Mapping[str, etree._Element]
) -> Iterator[tuple[etree._Element, etree._Element]]:
    """Yield notes with what they, their group or a link say that they are about, as far as that is part of the text."""
    told = [(note, note.get("target") or _of_group(note)) for note in notes]
    for link in root.iter(tei("link")):
        pointers = [one for one in link.get("target", "").split() if one[:1] == "#"]
        among = [one for one in pointers if one[1:] in ids and local_name(ids[one[1:]]) == "note"]
        if len(among) == 1:
            told.append((ids[among[0][1:]], " ".join(one for one in pointers if one not in among)))
    for note, target in told:
        found = [ids[one[1:]] for one in target.split() if one[:1] == "#" and one[1:] in ids]
        if not found or local_name(found[-1]) == "note":
            continue
        around = [found[-1], *found[-1].iterancestors()]
        if note not in around and any(local_name(one) == "text" for one in around):
            yield note, found[-1]


def _of_group(note: etree._Element) -> str:
    parent = note.getparent()
    return parent.get("target", "") if parent is not None and local_name(parent) == "noteGrp" else ""


def _ending(element: etree._Element) -> etree._Element:
    """Return where a call stands that belongs to an element: at its heading, or where its words end."""
    while local_name(element) in _WORDLESS:
        children = [one for one in element if isinstance(one.tag, str)]
        heading = next((one for one in children if local_name(one) == "head"), None)
        if not children:
            break
        element = children[-1] if heading is None else heading
    if local_name(element) in _CAPTIONED:
        return next((one for one in element if local_name(one) == "head"), element)
    return element


def _stands_between_blocks(note: etree._Element) -> bool:
    parent = note.getparent()
    return parent is None or local_name(parent) in _WORDLESS | _APART | {"noteGrp"}


def _is_called_here(note: etree._Element) -> bool:
    place, parent = note.get("place", ""), note.getparent()
    if place == "inline" or parent is None:
        return False
    if _MARGIN.fullmatch(place) and not note.get("n"):
        return False
    around = {local_name(one) for one in note.iterancestors()}
    if "abstract" not in around and ("text" not in around or around & _TELLING):
        return False
    while local_name(parent) == "noteGrp" and (outer := parent.getparent()) is not None:
        parent = outer
    # Between blocks, and in the back among its like, it is read where it is.
    return local_name(parent) not in _APART and not ("back" in around and local_name(parent) in _WORDLESS)
