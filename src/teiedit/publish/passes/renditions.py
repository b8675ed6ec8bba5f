"""Bind the renditions of tagsDecl to the elements that they are about, by @selector and by @scope.

te:rule     on a rendition: its number
te:rules    on an element: the numbers of the renditions that select it
te:scoped   those for a part of it, as "3-first-letter", that select it or that its @rendition names
te:parts    on the root element: all of these that are used
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Final

from lxml import etree

from teiedit.namespaces import XML_ID, tei
from teiedit.publish.passes.context import te
from teiedit.publish.passes.selecting import selector
from teiedit.publish.passes.selectors import PSEUDO_ELEMENTS, Selector, read_selectors

_NAMING: Final = selector("//t:*[@rendition]")
_RENDITION: Final = tei("rendition")
# Each is asked of every element of its name.
_MOST: Final = 200


def bind_renditions(root: etree._Element) -> list[etree._Element]:
    """Bind them, and return the elements that got a look by it."""
    bound = _Bound()
    found = [one for one in root.iter(_RENDITION) if one.get("selector") or one.get("scope")]
    for number, rendition in enumerate(found[:_MOST], 1):
        if (rendition.get("scheme") or "css") == "css":
            rendition.set(te("rule"), str(number))
            bound.bind(root, rendition, str(number))
    return bound.settle(root)


class _Bound:
    """What was found out about elements; nothing is set before all is known."""

    def __init__(self) -> None:
        self._whole: dict[etree._Element, list[str]] = defaultdict(list)
        self._parts: dict[etree._Element, list[str]] = defaultdict(list)
        # Of renditions for a part, by their identifiers.
        self._scoped: dict[str, str] = {}

    def bind(self, root: etree._Element, rendition: etree._Element, number: str) -> None:
        scope = (rendition.get("scope") or "").strip().lstrip(":")
        if scope and scope not in PSEUDO_ELEMENTS:
            return
        if scope and (identifier := rendition.get(XML_ID)):
            self._scoped[identifier] = f"{number}-{scope}"
        for one in read_selectors(rendition.get("selector") or ""):
            part = one.pseudo or scope
            into = self._parts if part else self._whole
            for element in _meant(root, one):
                into[element].append(f"{number}-{part}" if part else number)

    def settle(self, root: etree._Element) -> list[etree._Element]:
        if self._scoped:
            for element in _NAMING(root):
                named = ((element.get("rendition") or "").replace("#", " ")).split()
                self._parts[element] += [self._scoped[one] for one in named if one in self._scoped]
        used: dict[str, None] = {}
        for attribute, found in ((te("rules"), self._whole), (te("scoped"), self._parts)):
            for element, numbers in found.items():
                if numbers:
                    element.set(attribute, " ".join(dict.fromkeys(numbers)))
        for numbers in self._parts.values():
            used.update(dict.fromkeys(numbers))
        if used:
            root.set(te("parts"), " ".join(used))
        return [*self._whole, *(element for element, numbers in self._parts.items() if numbers)]


def _meant(root: etree._Element, one: Selector) -> Iterable[etree._Element]:
    candidates = root.iter(one.name) if one.name else root.iter(etree.Element)
    return (element for element in candidates if one.means(element))
