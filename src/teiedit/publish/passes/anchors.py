"""Give whatever can be cited an address that stays the same when unrelated text changes: `te:anchor`.

An address is the xml:id, else a path of few steps that are counted locally:

    division "-" step   a block (p, l, note, head …), counted in its division
    block "-" step      a phrase (persName, choice, date …), counted in its block
    "pb." n             a page, in the whole document, because pages cross divisions
    page "-lb." n       a line with a number, under its page
    step                name "." n where the source numbers it (`l.123`), else name "-" and the count (`p-3`)

A division's name is its @type: `act.1-scene.2-sp-4`. TEI, text and body add nothing; header, front, back and
standoff are words. An xml:id begins addresses anew. A full stop says "the source's number" and a hyphen "our count",
so neither can be mistaken for the other; an address that is taken gets "~2", which no xml:id can hold.
"""

from __future__ import annotations

import copy
import re
from typing import Final, cast

from lxml import etree

from teiedit.namespaces import TEI, XML_ID, tei

ANCHOR: Final = "{urn:teiedit:annotation}anchor"

_MOST_OF_A_NUMBER: Final = 40
# Divisions nested so deep that the path to them is longer begin a path anew.
_LONGEST: Final = 120
_UNFIT: Final = re.compile(r"[^\w.-]+")


def _tags(names: str) -> frozenset[str]:
    return frozenset(tei(name) for name in names.split())


_DIVS: Final = _tags("div div1 div2 div3 div4 div5 div6 div7")
_PARTS: Final = _tags("TEI teiCorpus teiHeader text front body back group floatingText standOff facsimile sourceDoc")
_DOCUMENTS: Final = _tags("TEI teiCorpus")
# These add no step of their own.
_PASSED: Final = _tags("TEI teiCorpus text body")
_NAMED_ONCE: Final = {
    tei("teiHeader"): "header",
    tei("standOff"): "standoff",
    tei("front"): "front",
    tei("back"): "back",
}
_BLOCKS: Final = _tags(
    "p ab head note lg l sp list item table figure quote bibl u s entry entryFree msItem app stage surface zone fw"
    " argument"
)
_PHRASES: Final = _tags(
    "persName placeName orgName rs title choice supplied surplus sic corr orig reg secl gap unclear add del date"
    " subst mod restore retrace damage space"
)
_BREAKS: Final = _tags("pb lb cb milestone")
_AFTER: Final = len(TEI) + 2
_BLOCK_NAMES: Final = {tag: tag[_AFTER:] for tag in _BLOCKS}
_WALKED: Final = tuple(_DIVS | _PARTS | _BLOCKS | _PHRASES | _BREAKS)
# No identifier of HTML has white space in it, or is empty.
_IDENTIFIED: Final = etree.XPath("descendant-or-self::*[@xml:id != '' and translate(@xml:id, ' \t\n\r', '') = @xml:id]")


def place_anchors(root: etree._Element) -> None:
    """Set `te:anchor` on everything that can be cited; linear in the elements."""
    _Walk(root).place(root)


def anchors(root: etree._Element) -> dict[etree._Element, str]:
    """Return the addresses that the elements of a document have in its annotated copy."""
    copied = copy.deepcopy(root)
    place_anchors(copied)
    pairs = zip(root.iter(etree.Element), copied.iter(etree.Element), strict=True)
    return {element: str(one.get(ANCHOR)) for element, one in pairs if one.get(ANCHOR)}


class _Walk:
    """One walk over a document.

    Attributes:
        _own: identifiers by element, where an element has one.
        _bases: where the addresses in an element begin, by element: in its division, and in its block.
    """

    def __init__(self, root: etree._Element) -> None:
        identified = cast("list[etree._Element]", _IDENTIFIED(root))
        self._own = {element: str(element.get(XML_ID)) for element in identified}
        self._taken = {*self._own.values()}
        self._counts: dict[str, int] = {}
        self._page = ""
        self._bases: dict[etree._Element | None, tuple[str, str]] = {None: ("", "")}

    def place(self, root: etree._Element) -> None:
        """Give each element its address."""
        for element, anchor in self._own.items():
            element.set(ANCHOR, anchor)
        own, counts, taken, bases = self._own, self._counts, self._taken, self._bases
        last, division, block = None, "", ""
        for element in root.iter(*_WALKED):
            parent = element.getparent()
            # Most stand beside the one before.
            if parent is not last:
                division, block = bases[parent] if parent in bases else self._around(parent)
                last = parent
            tag = element.tag
            name = _BLOCK_NAMES.get(tag)
            if name is None:
                self._place_other(element, tag, division, block)
            elif element not in own:
                number = element.get("n")
                if number:
                    element.set(ANCHOR, self._step(division, name, number))
                    continue
                # As in _step, written out for the most frequent elements of all.
                start = f"{division}-{name}" if division else name
                count = counts[start] = counts.get(start, 0) + 1
                anchor = f"{start}-{count}"
                if anchor in taken:
                    anchor = self._unique(anchor)
                taken.add(anchor)
                element.set(ANCHOR, anchor)

    def _around(self, element: etree._Element | None) -> tuple[str, str]:
        """Return the bases of an element that was passed, or is not walked; no element is climbed twice."""
        climbed = []
        while element is not None and element not in self._bases:
            climbed.append(element)
            element = element.getparent()
        found = self._bases[element]
        for one in reversed(climbed):
            if one.tag in _BLOCK_NAMES:
                found = (found[0], one.get(ANCHOR, ""))
            self._bases[one] = found
        return found

    def _place_other(self, element: etree._Element, tag: str, division: str, block: str) -> None:
        if tag in _PHRASES:
            if element not in self._own:
                element.set(ANCHOR, self._step(block or division, tag[_AFTER:], None))
        elif tag in _BREAKS:
            self._pass(element, tag, division)
        else:
            base = self._divide(element, tag, division)
            self._bases[element] = (base, base)

    def _divide(self, element: etree._Element, tag: str, base: str) -> str:
        """Return where the addresses within a division or another large part begin."""
        parent = element.getparent()
        own = self._own.get(element)
        if own is not None:
            return "" if parent is None else own
        if tag in _NAMED_ONCE:
            return self._unique(f"{base}-{_NAMED_ONCE[tag]}" if base else _NAMED_ONCE[tag])
        is_inner = parent is not None and (tag in _DOCUMENTS or (tag == tei("text") and parent.tag == tei("group")))
        if tag in _PASSED and not is_inner:
            return base
        if tag not in _DIVS:
            anchor = self._step(base, tag[_AFTER:].lower(), element.get("n"))
            if tag in _DOCUMENTS:
                # A document of a corpus is cited by its own address.
                element.set(ANCHOR, anchor)
            return anchor
        name = _slug(element.get("type", "")) or "div"
        number = element.get("n")
        anchor = self._step(base, name, number) if len(base) <= _LONGEST else self._step("", f"deep-{name}", number)
        element.set(ANCHOR, anchor)
        return anchor

    def _pass(self, element: etree._Element, tag: str, division: str) -> None:
        anchor = self._own.get(element)
        is_page = tag == tei("pb")
        if anchor is None:
            if tag == tei("lb"):
                anchor = self._step(self._page or division, "lb", element.get("n")) if element.get("n") else None
            elif is_page or element.get("n"):
                anchor = self._step("", tag[_AFTER:], element.get("n"))
        if anchor is not None:
            element.set(ANCHOR, anchor)
            if is_page:
                self._page = anchor

    def _step(self, base: str, name: str, number: str | None) -> str:
        number = _slug(number) if number else ""
        if number:
            anchor = f"{base}-{name}.{number}" if base else f"{name}.{number}"
        else:
            start = f"{base}-{name}" if base else name
            count = self._counts[start] = self._counts.get(start, 0) + 1
            anchor = f"{start}-{count}"
        return self._unique(anchor)

    def _unique(self, anchor: str) -> str:
        if anchor in self._taken:
            # Counted from where the last one was found, so that a thousand of the same cost a thousand steps.
            start = f"{anchor}~"
            count = self._counts[start] = self._counts.get(start, 1) + 1
            anchor = f"{start}{count}"
        self._taken.add(anchor)
        return anchor


def _slug(text: str) -> str:
    return _UNFIT.sub("-", text).strip("-.")[:_MOST_OF_A_NUMBER].strip("-.")
