"""Choose what each text shows, and give editorial intervention its signs.

te:view    "source" or "reading": seen in that text alone; "none": an alternative that neither shows; without it,
seen in both
te:open, te:close   the signs around it in the source text; on the anchor that ends a span, te:close
te:each    the sign after each letter
te:text    the sign in the place of a gap or space
te:class   the class that makes the signs, where they are no characters
te:join    on a break inside a word
te:signs   on the root element: the rows that were used, as JSON, for a legend
te:spans   on the root element, where text between two places, or letter by letter, is marked
te:views   on the root element, where the texts differ
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Final

from lxml import etree

from teiedit.namespaces import TEI, tei
from teiedit.publish.passes.context import Context, te
from teiedit.publish.passes.selecting import asker
from teiedit.signs import Sign

_SOURCE: Final = "source"
_READING: Final = "reading"
_NONE: Final = "none"
VIEW: Final = te("view")

# What stood there, and what the editors put in its stead.
_SIDES: Final = {
    **dict.fromkeys((tei("sic"), tei("orig"), tei("abbr"), tei("am")), _SOURCE),
    **dict.fromkeys((tei("corr"), tei("reg"), tei("expan"), tei("ex")), _READING),
}
# Seen in the source text alone, wherever they stand.
_SOURCE_ALONE: Final = tuple(tei(name) for name in ("am", "surplus", "del"))
_DEL: Final = tei("del")
_RESTORE: Final = tei("restore")
_BREAKS: Final = tuple(tei(name) for name in ("lb", "pb", "cb", "gb", "milestone"))
_SPANS: Final = tuple(tei(name) for name in ("addSpan", "delSpan", "damageSpan"))
_CERTAINTIES: Final = {"high": 3, "medium": 2, "low": 1, "unknown": 0}
_BOUNDS: Final = ((0.75, 3), (0.4, 2), (0.0, 1))
_DIFFERS: Final = asker(".//@te:view or .//@te:open or .//t:addSpan or .//t:delSpan")
_ID: Final = "{http://www.w3.org/XML/1998/namespace}id"


def choose_readings(root: etree._Element, context: Context) -> None:
    """Mark what is seen in one text alone, and set the signs."""
    for element in root.iter(*_SOURCE_ALONE):
        parent = element.getparent()
        # A deletion that was cancelled stands.
        if element.tag != _DEL or parent is None or parent.tag != _RESTORE:
            element.set(VIEW, _SOURCE)
    for choice in root.iter(tei("choice")):
        _choose(choice)
    for element in root.iter(*_BREAKS):
        if element.get("break") == "no":
            element.set(te("join"), "yes")
    _sign(root, context)
    if _DIFFERS(root):
        root.set(te("views"), "yes")


def _choose(choice: etree._Element) -> None:
    children = [child for child in choice if isinstance(child.tag, str)]
    sides: dict[str, list[etree._Element]] = {_SOURCE: [], _READING: [], "": []}
    for child in children:
        sides[_SIDES.get(str(child.tag), "")].append(child)
    source, reading, others = sides[_SOURCE], sides[_READING], sides[""]
    # What takes no side of itself takes the one that is missing.
    if source and not reading:
        reading = others
    elif reading and not source:
        source = others
    # With one side alone there is nothing to choose between texts: both show the same.
    made = _surest(reading or source or others) if children else None
    kept = _partner(made, source) if made is not None and reading and source else made
    for child in children:
        if child is not made and child is not kept:
            child.set(VIEW, _NONE)
        elif made is not kept:
            child.set(VIEW, _READING if child is made else _SOURCE)


def _surest(elements: list[etree._Element]) -> etree._Element:
    """Return the alternative of which the editors are surest, the first of several."""
    return max(elements, key=_certainty)


def _certainty(element: etree._Element) -> int:
    """Return how sure the editors are, 0 to 3; who says nothing is neither sure nor in doubt."""
    said = element.get("cert")
    if said is None:
        return _CERTAINTIES["medium"]
    if said in _CERTAINTIES:
        return _CERTAINTIES[said]
    try:
        number = float(said)
    except ValueError:
        return _CERTAINTIES["medium"]
    return next((level for bound, level in _BOUNDS if number >= bound), 0)


def _partner(made: etree._Element, source: list[etree._Element]) -> etree._Element:
    """Return the original that a reading corresponds to, the surest if neither says so."""
    wanted = {pointer[1:] for pointer in (made.get("corresp") or "").split() if pointer[:1] == "#"}
    own = f"#{made.get(_ID)}"
    pairs = [one for one in source if one.get(_ID) in wanted or own in (one.get("corresp") or "").split()]
    return pairs[0] if pairs else _surest(source)


def _sign(root: etree._Element, context: Context) -> None:
    signs = context.signs
    used: dict[str, Sign] = {}
    for element in root.iter(*(tei(name) for name in signs.elements)):
        # What editors put in a choice is seen where there are no signs.
        if element.get(VIEW) in {_READING, _NONE}:
            continue
        row = signs.of(str(element.tag)[len(TEI) + 2 :], element.attrib)  # type: ignore[arg-type]
        if row is None:
            continue
        used[row.name] = row
        _set_signs(element, row)
        if element.tag in _SPANS:
            _close_span(element, row, context)
    if used:
        root.set(te("signs"), _legend(context.signs.rows.values(), used))
    if any(True for _ in root.iter(*_SPANS)) or any(row.each for row in used.values()):
        root.set(te("spans"), "yes")


def _set_signs(element: etree._Element, row: Sign) -> None:
    text = _instead(element, row)
    given = {"open": row.open, "close": row.close, "each": row.each, "class": row.css_class}
    if text:
        given = {"text": text, "class": row.css_class}
    for name, value in given.items():
        if value:
            element.set(te(name), value)


def _instead(element: etree._Element, row: Sign) -> str:
    """Return the sign in the place of an element that has no words, or nothing where it goes around them."""
    if element.tag not in {tei("gap"), tei("space")}:
        return ""
    size = element.get("quantity") or element.get("extent") or ""
    size = "" if size.casefold() == "unknown" else size
    if row.each and size.isdecimal() and 0 < int(size) <= row.most:
        return row.open + row.each * int(size) + row.close
    unsure = element.get("precision") == "low" or element.get("cert") == "low"
    bounds = "–".join(one for one in (element.get("atLeast"), element.get("atMost")) if one)
    said = bounds or (f"c. {size}" if unsure and size else size)
    # Where no size is known its place closes up: "(vac. )" is "(vac.)", "[– –]" is "[– – –]".
    return row.text.replace("{n}", said) if said else _without_size(row.text)


def _without_size(text: str) -> str:
    return text.replace("– {n} –", "– – –").replace(" {n}", "").replace("{n}", "")


def _close_span(element: etree._Element, row: Sign, context: Context) -> None:
    end = context.ids.get((element.get("spanTo") or "").removeprefix("#"))
    if end is None:
        # It would open what nothing closes.
        element.attrib.pop(te("open"), "")
    elif row.close:
        element.attrib.pop(te("close"), "")
        end.set(te("close"), row.close + (end.get(te("close")) or ""))


def _legend(rows: Iterable[Sign], used: dict[str, Sign]) -> str:
    told = [
        {
            "element": row.element,
            "open": row.open,
            "each": row.each,
            "close": row.close,
            "text": _without_size(row.text),
            "class": row.css_class,
            "meaning": row.meaning,
        }
        for row in rows
        if row.name in used and row.meaning
    ]
    return json.dumps(told, ensure_ascii=False)
