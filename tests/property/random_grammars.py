"""Small random grammars in the XML syntax, and documents that are valid under them or nearly so.

The grammars keep the restrictions of RELAX NG 7 mostly, not always: whether a schema is refused is to be compared too.
"""

from __future__ import annotations

import random
from typing import NamedTuple

from lxml import etree

RNG = "{http://relaxng.org/ns/structure/1.0}"
XSD = "http://www.w3.org/2001/XMLSchema-datatypes"
OTHER = "urn:other"
# Of p and l recovery knows that they are put around words: what it tries is tried here too.
_LETTERS = "plabc"
_DEEPEST = 4
# How deep down a document is kept short.
_DEEP = 8
_NO_PATTERNS = frozenset({"name", "anyName", "nsName", "param", "except"})
# Datatype, its parameters, values of it, values that are none.
_TYPES = (
    ("token", {}, ("x", " y  z ", ""), ()),
    ("string", {"maxLength": "2"}, ("xy", ""), ("xyz", " x ")),
    ("integer", {"minInclusive": "0"}, ("0", "12", " 7 "), ("-1", "x", "")),
    ("NCName", {}, ("x", "y1"), ("1", "a:b", "")),
    ("boolean", {}, ("true", "0"), ("yes", "")),
    ("date", {}, ("1962-11-23", "2000-02-29"), ("1962-13-40", "1900-02-29", "1962")),
    ("string", {"pattern": "[a-c]+\\d?"}, ("abc1", "a"), ("", "d")),
)
_WORDS = ("x", "y z", "", "12", "true", "1962-11-23", "abc")


class Content(NamedTuple):
    """What is in an element, or would be: attributes by Clark name, texts and elements in order."""

    attributes: dict[str, str]
    nodes: list[etree._Element | str]


class GrammarMaker:
    """Makes one grammar and its documents."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        self.root = etree.Element(f"{RNG}grammar", nsmap={None: RNG[1:-1]}, datatypeLibrary=XSD)
        start = self._add(self.root, "start")
        self.defines = {
            f"{letter}{number}": letter for letter in _LETTERS for number in range(self.chance.randint(1, 2))
        }
        many = self._add(start, "choice") if self.chance.random() < 0.5 else start
        for name in self.chance.sample(sorted(self.defines), 1 if many is start else 2):
            self._add(many, "ref", name=name)
        for name, letter in self.defines.items():
            element = self._add(self._add(self.root, "define", name=name), "element")
            self._add_names(element, letter)
            self._add_content(element)
        if self.chance.random() < 0.3:
            self._add_part_of_define()
        self._definitions: dict[str, list[etree._Element]] = {}
        for define in self.root.iter(f"{RNG}define"):
            self._definitions.setdefault(str(define.get("name")), []).append(define)

    @staticmethod
    def _add(parent: etree._Element, kind: str, **attributes: str) -> etree._Element:
        return etree.SubElement(parent, f"{RNG}{kind}", attributes)

    def _add_names(self, element: etree._Element, letter: str) -> None:
        kind = self.chance.random()
        if kind < 0.85:
            element.set("name", letter)
            if self.chance.random() < 0.1:
                element.set("ns", OTHER)
        elif kind < 0.95:
            names = self._add(element, "choice")
            self._add(names, "name").text = letter
            self._add(self._add(names, "nsName", ns=OTHER), "except")
            names[-1][0].append(etree.Element(f"{RNG}name", ns=OTHER))
            names[-1][0][0].text = letter
        else:
            self._add(self._add(element, "anyName"), "except")
            self._add(element[0][0], "nsName", ns="")

    def _add_content(self, element: etree._Element) -> None:
        names = self.chance.sample("xyz", self.chance.choice((0, 0, 1, 1, 2, 3)))
        for name in names:
            self._add_attribute(element, name)
        if self.chance.random() < 0.1:
            self._add_wild_attributes(element, names)
        if self.chance.random() < 0.3:
            self._add_data(element, 2)
        else:
            self._add_pattern(element, _DEEPEST, _LETTERS, text=self.chance.random() < 0.4)

    def _add_attribute(self, element: etree._Element, name: str) -> None:
        parent = element
        kind = self.chance.random()
        if kind < 0.4:
            parent = self._add(element, "optional")
        elif kind < 0.5:
            # Either the attribute or an element, as some vocabularies have it.
            parent = self._add(element, "choice")
            self._add_reference(parent, _LETTERS)
        attribute = self._add(parent, "attribute", name=name)
        if self.chance.random() < 0.6:
            self._add_data(attribute, 2)

    def _add_wild_attributes(self, element: etree._Element, without: list[str]) -> None:
        attribute = self._add(self._add(element, self.chance.choice(("oneOrMore", "zeroOrMore"))), "attribute")
        names = self._add(attribute, "anyName")
        if without:
            outside = self._add(names, "except")
            for name in without:
                self._add(outside, "name").text = name
        if self.chance.random() < 0.5:
            self._add_data(attribute, 1)

    def _add_data(self, parent: etree._Element, depth: int) -> None:
        kind = self.chance.choice(("data", "value", "choice", "list", "empty") if depth else ("data", "value"))
        inner = self._add(parent, kind)
        name, parameters, good, _ = self.chance.choice(_TYPES)
        if kind == "data":
            inner.set("type", name)
            for parameter, value in parameters.items():
                self._add(inner, "param", name=parameter).text = value
            if self.chance.random() < 0.2:
                self._add(self._add(inner, "except"), "value", type=name).text = good[0]
        elif kind == "value":
            inner.set("type", name)
            inner.text = self.chance.choice(good)
        elif kind == "choice":
            self._add_data(inner, depth - 1)
            self._add_data(inner, depth - 1)
        elif kind == "list":
            self._add_words(inner)

    def _add_words(self, parent: etree._Element) -> None:
        for _ in range(self.chance.randint(1, 3)):
            kind = self.chance.choice(("group", "choice", "oneOrMore", "zeroOrMore", "optional", ""))
            inner = self._add(parent, kind) if kind else parent
            for _ in range(1 if kind in {"oneOrMore", ""} else 2):
                self._add_data(inner, 0)

    def _add_pattern(self, parent: etree._Element, depth: int, letters: str, *, text: bool) -> None:
        chance = self.chance
        if depth == 0 or chance.random() < 0.25:
            kind = chance.choice(("ref", "ref", "ref", "text" if text else "ref", "empty"))
            if kind == "ref":
                self._add_reference(parent, letters)
            else:
                self._add(parent, kind)
            return
        kind = chance.choice(
            ("group", "choice", "interleave", "optional", "zeroOrMore", "oneOrMore", "mixed", "group", "choice")
        )
        if kind == "mixed" and not text:
            kind = "group"
        if chance.random() < 0.01:
            kind = "notAllowed"
        inner = self._add(parent, kind)
        if kind == "interleave" and len(letters) > 1:
            at = chance.randint(1, len(letters) - 1)
            mixed = "".join(chance.sample(letters, len(letters)))
            self._add_pattern(inner, depth - 1, mixed[:at], text=text)
            self._add_pattern(inner, depth - 1, mixed[at:], text=False)
        elif kind != "notAllowed":
            for _ in range(chance.randint(2, 3) if kind in {"group", "choice"} else 1):
                self._add_pattern(inner, depth - 1, letters, text=text and kind != "mixed")

    def _add_reference(self, parent: etree._Element, letters: str) -> None:
        names = sorted(name for name, letter in self.defines.items() if letter in letters)
        self._add(parent, "ref", name=self.chance.choice(names))

    def _add_part_of_define(self) -> None:
        """Define something in two places that are combined."""
        name = self.chance.choice(sorted(self.defines))
        combine = self.chance.choice(("choice", "choice", "interleave"))
        self.root.find(f"{RNG}define[@name='{name}']").set("combine", combine)  # type: ignore[union-attr]
        self._add(
            self._add(self.root, "define", name=name, combine=combine),
            "ref",
            name=self.chance.choice([n for n in sorted(self.defines) if n > name] or [name]),
        )

    # Documents.

    def document(self, mistakes: int) -> bytes:
        """Return a document that is meant to be valid, but for so many changes."""
        nodes: list[etree._Element | str] = []
        for _ in range(20):
            nodes = [one for one in self._content(self.root[0], 0).nodes if not isinstance(one, str)]
            if nodes:
                break
        root = nodes[0] if nodes and not isinstance(nodes[0], str) else etree.Element("a")
        for _ in range(mistakes):
            self._change(root)
        return etree.tostring(root)

    def _content(self, pattern: etree._Element, depth: int) -> Content:
        """Follow a pattern and return something that matches it; very deep down, something."""
        kind = etree.QName(pattern).localname
        if kind in {"data", "value", "text"}:
            return Content({}, [self._words(pattern)])
        found = Content({}, [])
        parts = self._chosen_parts(pattern, depth)
        for part in parts:
            one = self._content(part, depth + 1)
            found.attributes.update(one.attributes)
            found.nodes.extend(one.nodes)
        if kind == "mixed":
            found.nodes.insert(self.chance.randint(0, len(found.nodes)), "words")
        elif kind == "list":
            return Content({}, [" ".join(map(str, found.nodes))])
        elif kind == "attribute":
            text = "".join(one for one in found.nodes if isinstance(one, str))
            return Content({self._chosen_name(pattern): text if parts else self.chance.choice(_WORDS)}, [])
        elif kind == "element":
            return Content({}, [self._element(self._chosen_name(pattern), found)])
        return found

    def _chosen_parts(self, pattern: etree._Element, depth: int) -> list[etree._Element]:
        """Return what of a pattern's parts is to be followed, in which order, how often."""
        chance = self.chance
        kind = etree.QName(pattern).localname
        parts = [one for one in pattern if etree.QName(one).localname not in _NO_PATTERNS]
        if kind in {"element", "attribute"} and pattern.get("name") is None:
            return list(pattern[1:])
        if kind == "choice":
            return [chance.choice(parts)]
        if kind == "optional":
            return parts if chance.random() < 0.5 and depth < _DEEP else []
        if kind in {"zeroOrMore", "oneOrMore"}:
            least = int(kind == "oneOrMore")
            return parts * (chance.choice((least, 1, 2)) if depth < _DEEP else least)
        if kind in {"interleave", "mixed"}:
            chance.shuffle(parts)
        if kind == "ref":
            return [chance.choice(self._definitions[str(pattern.get("name"))])] if depth < 2 * _DEEP else []
        return parts

    def _words(self, pattern: etree._Element) -> str:
        kind = etree.QName(pattern).localname
        if kind == "value":
            return pattern.text or ""
        parameters = {str(one.get("name")): one.text for one in pattern.iter(f"{RNG}param")}
        return self._value(str(pattern.get("type")), parameters) if kind == "data" else self.chance.choice(_WORDS)

    def _value(self, name: str, parameters: dict[str, str | None]) -> str:
        for one, with_, good, bad in _TYPES:
            if one == name and with_ == parameters:
                return self.chance.choice((*good, *good, *good, *bad))
        return "x"

    def _chosen_name(self, pattern: etree._Element) -> str:
        if pattern.get("name") is not None:
            return f"{{{pattern.get('ns')}}}{pattern.get('name')}" if pattern.get("ns") else str(pattern.get("name"))
        names = [one.text or "a" for one in pattern.iter(f"{RNG}name")] or ["a"]
        return self.chance.choice((self.chance.choice(names), f"{{{OTHER}}}{self.chance.choice(_LETTERS)}", "w"))

    @staticmethod
    def _element(name: str, content: Content) -> etree._Element:
        element = etree.Element(name, content.attributes)
        for node in content.nodes:
            if not isinstance(node, str):
                element.append(node)
            elif len(element):
                element[-1].tail = (element[-1].tail or "") + node
            else:
                element.text = (element.text or "") + node
        return element

    def _change(self, root: etree._Element) -> None:  # noqa: C901, PLR0912 - one for each kind of change
        chance = self.chance
        element = chance.choice(list(root.iter(etree.Element)))
        kind = chance.choice(
            ("rename", "namespace", "attribute", "value", "insert", "remove", "twice", "swap", "words", "blank")
        )
        if kind == "rename":
            element.tag = chance.choice(_LETTERS)
        elif kind == "namespace":
            element.tag = f"{{{OTHER}}}{etree.QName(element).localname}"
        elif kind == "attribute":
            element.set(chance.choice(("x", "y", "z", "w", f"{{{OTHER}}}x")), chance.choice(_WORDS))
        elif kind == "value" and element.attrib:
            name = chance.choice(sorted(element.attrib))
            if chance.random() < 0.3:
                del element.attrib[name]
            else:
                element.set(name, chance.choice(_WORDS))
        elif kind == "insert":
            element.insert(chance.randint(0, len(element)), etree.Element(chance.choice(_LETTERS)))
        elif kind == "remove" and len(element):
            element.remove(chance.choice(list(element)))
        elif kind == "twice" and element is not root:
            element.addnext(etree.fromstring(etree.tostring(element, with_tail=False)))
        elif kind == "swap" and len(element) > 1:
            element.append(element[0])
        elif kind == "words":
            element.text = chance.choice(_WORDS)
        elif kind == "blank":
            element.text = (element.text or "") + " \n"
            for child in element:
                child.tail = (child.tail or "") + "\t"


def grammar_text(maker: GrammarMaker) -> bytes:
    """Write a grammar as a schema."""
    return etree.tostring(maker.root, pretty_print=True)
