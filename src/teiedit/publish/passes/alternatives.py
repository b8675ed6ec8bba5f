"""Say of elements that exclude each other that they do, and which of them the editors prefer.

te:instead   behind an element with @exclude, or at its end if it is a block: @to, the anchors of what it excludes;
             @preferred, where a @select names it and none of those
"""

from __future__ import annotations

from typing import Final

from lxml import etree

from teiedit.namespaces import XML_ID, tei
from teiedit.publish.passes.anchors import ANCHOR
from teiedit.publish.passes.context import Context, te
from teiedit.publish.passes.selecting import selector

_EXCLUDING: Final = selector("//t:text//t:*[@exclude]")
_SELECTING: Final = selector("//t:*[@select]")
# Nothing stands between these and what is around them: what belongs to them stands in them.
_HOLDING: Final = frozenset(
    tei(name) for name in ("p", "ab", "head", "l", "item", "cell", "stage", "speaker", "salute", "signed")
)
_NAMES: Final = "div lg list table row sp front body back text quote figure"
_STRUCTURES: Final = frozenset(tei(name) for name in _NAMES.split())
_WORDS: Final = (b"exclude=", b"select=")


def tell_alternatives(root: etree._Element, context: Context) -> None:
    """Put te:instead where elements exclude each other."""
    document = context.document
    if not document.included and not any(word in document.source.data for word in _WORDS):
        # Nearly no document has any, and a search for bytes costs nothing.
        return
    preferred = {pointer for one in _SELECTING(root) for pointer in (one.get("select") or "").split()}
    for element in _EXCLUDING(root):
        others = (element.get("exclude") or "").split()
        targets = [context.ids[one[1:]] for one in others if one[:1] == "#" and one[1:] in context.ids]
        anchors = [anchor for one in targets if one is not element and (anchor := one.get(ANCHOR)) is not None]
        if anchors and element.tag not in _STRUCTURES:
            is_preferred = f"#{element.get(XML_ID)}" in preferred and not preferred.intersection(others)
            _put(element, " ".join(anchors), is_preferred=is_preferred)


def _put(element: etree._Element, anchors: str, *, is_preferred: bool) -> None:
    mark = etree.Element(te("instead"), {"to": anchors, **({"preferred": "yes"} if is_preferred else {})})
    if element.tag in _HOLDING:
        element.append(mark)
    elif element.getparent() is not None:
        mark.tail, element.tail = element.tail, None
        element.addnext(mark)
