"""What a schema says of each element: its documentation, attributes, closed values, children and parents.

Read from the XML syntax by following references; enough for hints, not for deciding what is valid. An element
that is defined in several ways has what any of them has.
"""

from __future__ import annotations

import difflib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cached_property

from lxml import etree

from teiedit.namespaces import RELAXNG, XML, display_name

_A = "{http://relaxng.org/ns/compatibility/annotations/1.0}documentation"


def _rng(name: str) -> str:
    return f"{{{RELAXNG}}}{name}"


_OPEN_VALUES = {_rng("data"), _rng("text")}
_OPTIONAL = {_rng("optional"), _rng("zeroOrMore"), _rng("choice")}


class Vocabulary:
    """The elements and attributes of one schema, for hints."""

    def __init__(self, root: etree._Element) -> None:
        self._root = root
        self._near: dict[str, str] = {}

    @cached_property
    def _defines(self) -> dict[str, list[etree._Element]]:
        found = defaultdict(list)
        for define in self._root.iter(_rng("define")):
            found[define.get("name", "")].append(define)
        return found

    @cached_property
    def _elements(self) -> dict[str, list[etree._Element]]:
        found = defaultdict(list)
        for element in self._root.iter(_rng("element")):
            name = element.get("name")
            if name:
                found[name.strip().split(":")[-1]].append(element)
        return found

    def __contains__(self, name: str) -> bool:
        return name in self._elements or (not self._elements and any(self._root.iter(_rng("anyName"))))

    def documentation(self, name: str) -> str:
        """Return what the schema says of an element, in one line."""
        return next((text for one in self._elements.get(name, []) if (text := _said(one))), "")

    def children(self, name: str) -> list[str]:
        """Return the names of the elements that can stand directly inside one, in the schema's order."""
        return list(dict.fromkeys(_name(one) for one in self._within(name) if one.tag == _rng("element")))

    def takes_words(self, name: str) -> bool:
        """Tell whether words can stand directly inside an element."""
        return any(one.tag in {_rng("text"), _rng("mixed")} for one in self._within(name))

    def wanted_children(self, name: str) -> list[str]:
        """Return the names of the elements that every way of writing an element asks for, else of all it can have."""
        ways = [
            {_name(one) for one in self._walk(element, optional=False) if one.tag == _rng("element")}
            for element in self._elements.get(name, [])
        ]
        asked = set.intersection(*ways) if ways else set()
        return [one for one in self.children(name) if one in asked] or self.children(name)

    def parents(self, name: str) -> list[str]:
        """Return the names of the elements that one can stand directly inside."""
        return self._parents.get(name, [])

    @cached_property
    def _parents(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = defaultdict(list)
        for parent in self._elements:
            for child in self.children(parent):
                found[child].append(parent)
        return found

    def attributes(self, name: str) -> list[str]:
        """Return the names of the attributes that an element can have."""
        return list(dict.fromkeys(_name(one) for one in self._within(name) if one.tag == _rng("attribute")))

    def required_attributes(self, name: str) -> list[str]:
        """Return the attributes that every way of writing the element asks for."""
        ways = [
            {_name(one) for one in self._walk(element, optional=False) if one.tag == _rng("attribute")}
            for element in self._elements.get(name, [])
        ]
        return sorted(set.intersection(*ways)) if ways else []

    def attribute_documentation(self, name: str, attribute: str) -> str:
        """Return what the schema says of an attribute of an element, in one line."""
        return next((text for one in self._attribute(name, attribute) if (text := _said(one))), "")

    def attribute_hint(self, name: str, attribute: str, value: str = "") -> str:
        """Say what an attribute can be: the nearest of its closed values, or all of them."""
        values = self._values(name, attribute)
        if not values:
            return ""
        near = self.nearest(value, values)
        listed = ", ".join(values[:12]) + (" …" if len(values) > 12 else "")  # noqa: PLR2004 - a line's worth
        return f"Did you mean {near}? It can be {listed}." if near else f"It can be {listed}."

    def _values(self, name: str, attribute: str) -> list[str]:
        found = [
            (inner.text or "").strip()
            for one in self._attribute(name, attribute)
            for inner in self._walk(one, optional=True)
            if inner.tag == _rng("value")
        ]
        return list(dict.fromkeys(found))

    def allows(self, name: str, attribute: str, value: str) -> bool:
        """Tell whether a value can be in the closed list of an attribute; True where there is no such list."""
        patterns = [inner for one in self._attribute(name, attribute) for inner in self._walk(one, optional=True)]
        if not patterns or any(one.tag in _OPEN_VALUES for one in patterns):
            return True
        given = value.split() if any(one.tag == _rng("list") for one in patterns) else [value.strip()]
        return set(given) <= set(self._values(name, attribute))

    def _attribute(self, name: str, attribute: str) -> list[etree._Element]:
        return [one for one in self._within(name) if one.tag == _rng("attribute") and _name(one) == attribute]

    def nearest(self, name: str, among: Iterable[str] | None = None) -> str:
        """Return the name most like a misspelt one, or nothing if none is near."""
        if among is not None:
            return _nearest(name, among)
        # Kept: one mistake is often made a thousand times over.
        if name not in self._near:
            self._near[name] = _nearest(name, self._elements)
        return self._near[name]

    def _within(self, name: str) -> Iterator[etree._Element]:
        for element in self._elements.get(name, []):
            yield from self._walk(element, optional=True)

    def _walk(self, top: etree._Element, *, optional: bool) -> Iterator[etree._Element]:
        """Yield the patterns of a content model, following references, not entering elements inside it."""
        seen: set[str] = set()
        stack = list(reversed(top))
        while stack:
            pattern = stack.pop()
            if not isinstance(pattern.tag, str) or (pattern.tag in _OPTIONAL and not optional):
                continue
            if pattern.tag == _rng("ref"):
                name = pattern.get("name", "")
                if name not in seen:
                    seen.add(name)
                    stack.extend(reversed([part for define in self._defines.get(name, []) for part in define]))
                continue
            yield pattern
            if pattern.tag not in {_rng("element"), _rng("attribute")}:
                stack.extend(reversed(pattern))


def _nearest(name: str, among: Iterable[str]) -> str:
    folded = {one.casefold(): one for one in among}
    near = difflib.get_close_matches(name.casefold(), list(folded), n=1, cutoff=0.7)
    return folded[near[0]] if near else ""


def _name(pattern: etree._Element) -> str:
    written = (pattern.get("name") or "").strip()
    if written.startswith("xml:") or pattern.get("ns") == XML:
        return "xml:" + written.split(":")[-1]
    return display_name(written)


def _said(pattern: etree._Element) -> str:
    texts = [" ".join("".join(str(text) for text in note.itertext()).split()) for note in pattern.iterchildren(_A)]
    return " ".join(texts)
