"""A parsed TEI document: its tree, and the exact place of everything in it."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import NamedTuple, cast

from lxml import etree

from teiedit.diagnostics import Location
from teiedit.document.addresses import local_path
from teiedit.document.positions import SourceText
from teiedit.namespaces import ANNOTATION, XML_ID, display_name, tei

# By libxml2, which looks at a hundred elements in the time that Python takes for one.
_IDENTIFIED = etree.XPath("descendant-or-self::*[@xml:id]")
# `Q{uri}name[1]` of XPath 3.1's fn:path(), which the stylesheets use to name a place.
_STEP_START = "/Q{"


class Origin(NamedTuple):
    """Where an element comes from: a source and the ordinal of its start tag in it."""

    source: SourceText
    ordinal: int


@dataclass
class Document:
    """A parsed document with everything it includes.

    Attributes:
        path: the file, absolute.
        root: the root element; comments and processing instructions before it are its preceding siblings.
        source: the bytes it came from.
        within: no file outside this folder is read on the document's behalf.
    """

    path: Path
    root: etree._Element
    source: SourceText
    within: Path
    # Filled while including, when elements leave their own tree; elements are kept alive by being keys.
    included: dict[etree._Element, Origin] = field(default_factory=dict)
    # Elements that lack something because an include failed.
    incomplete: set[etree._Element] = field(default_factory=set)
    _ordinals: dict[etree._Element, int] = field(default_factory=dict)
    _numbers: dict[etree._Element, dict[etree._Element, str]] = field(default_factory=dict)

    def locate(self, element: etree._Element, attribute: str | None = None, *, value: bool = False) -> Location:
        """Find the start tag of an element, or one of its attributes, or that attribute's value.

        Args:
            element: an element of this document.
            attribute: a Clark name.
            value: point to the first character of the value instead of the attribute's name.
        """
        xpath = self.xpath(element)
        source, ordinal = self._origin(element)
        if ordinal >= len(source.starts):
            return Location(source.path, cast("int", element.sourceline or 0), 0, xpath)
        start = source.starts[ordinal]
        place = source.place(start)
        if attribute is not None:
            xpath = f"{xpath}/@{display_name(attribute)}"
            place = source.attribute(start, _written_name(element, attribute), value=value)
        return Location(source.path, place.line, place.column, xpath)

    def locate_value(self, element: etree._Element, attribute: str, offset: int) -> Location:
        """Find a place in the value of an attribute, so many characters after its first as they are written.

        A value with character references before the place is located by its beginning.
        """
        at = self.locate(element, attribute, value=True)
        source, _ = self._origin(element)
        written = source.line(at.line)[at.column - 1 : at.column - 1 + offset]
        is_plain = written == (element.get(attribute) or "")[:offset]
        return replace(at, column=at.column + offset) if at.column and is_plain else at

    def locate_end(self, element: etree._Element) -> Location:
        """Find the end tag of an element; the start tag of one that is written as one empty tag."""
        source, ordinal = self._origin(element)
        if ordinal >= len(source.starts):
            return self.locate(element)
        return Location(source.path, *source.end_tag(ordinal), self.xpath(element))

    def locate_words(self, element: etree._Element, node: etree._Element) -> Location:
        """Find the first letter of the text that stands directly in an element after a child, or before the first.

        Args:
            element: the element whose text it is.
            node: the child, or the element itself.
        """
        child: etree._Element | None = node
        while child is not None and child is not element and not isinstance(child.tag, str):
            child = child.getprevious()
        known = element if child is None else child
        source, ordinal = self._origin(known)
        xpath = f"{self.xpath(element)}/text()"
        if ordinal >= len(source.starts):
            return replace(self.locate(element), xpath=xpath)
        return Location(source.path, *source.words(ordinal, after=known is not element), xpath)

    def locate_string(self, element: etree._Element, node: etree._Element, string: str) -> Location:
        """Find the first occurrence of a string in the text that `locate_words` finds.

        One that is written as a character reference is located by the first letter of that text.
        """
        at = self.locate_words(element, node)
        source, _ = self._origin(element)
        if not at.column:
            return at
        start = source.offset(at.line, at.column)
        found = source.text.find(string, start, source.text.find("<", start))
        return replace(at, line=source.place(found).line, column=source.place(found).column) if found >= 0 else at

    def _origin(self, element: etree._Element) -> Origin:
        if element in self.included:
            return self.included[element]
        if not self._ordinals:
            self._ordinals = {one: number for number, one in enumerate(self.root.iter(etree.Element))}
        return Origin(self.source, self._ordinals.get(element, len(self.source.starts)))

    def resolve(self, uri: str, element: etree._Element | None = None) -> Path | None:
        """Return the file that a relative URI names, whether it is there or not.

        Args:
            uri: as the document has it.
            element: where it stands; an included part has its own folder.

        Returns:
            None for an address with a scheme or host, an empty path, or one that no file system can have.
        """
        origin = self.included.get(element) if element is not None else None
        return local_path((origin.source.path if origin else self.path).parent, uri)

    def xpath(self, element: etree._Element) -> str:
        """Return a path to the element that XPath 2.0 resolves with TEI as default element namespace."""
        steps = []
        step: etree._Element | None = element
        while step is not None:
            parent = step.getparent()
            name = display_name(str(step.tag))
            if parent is not None:
                name += self._number(parent, step)
            steps.append(name)
            step = parent
        return "/" + "/".join(reversed(steps))

    def _number(self, parent: etree._Element, child: etree._Element) -> str:
        """Return the `[2]` that tells a child from others of its name; counted once for all children of a parent."""
        if child not in self._numbers.get(parent, {}):
            twins: dict[str, list[etree._Element]] = {}
            for one in parent.iterchildren(etree.Element):
                twins.setdefault(str(one.tag), []).append(one)
            self._numbers[parent] = {
                one: f"[{number}]" if len(same) > 1 else ""
                for same in twins.values()
                for number, one in enumerate(same, 1)
            }
        return self._numbers[parent][child]

    def at_path(self, path: str) -> etree._Element | None:
        """Find the element that fn:path() named in a copy of this document, or None."""
        element: etree._Element | None = None
        for step in path.split(_STEP_START)[1:]:
            uri, _, rest = step.partition("}")
            name, _, number = rest.split("/", 1)[0].rstrip("]").partition("[")
            tag = f"{{{uri}}}{name}" if uri else name
            if element is None:
                element = self.root if self.root.tag == tag else None
            else:
                twins = [one for one in element if one.tag == tag]
                at = int(number or 1) - 1
                element = twins[at] if at < len(twins) else None
            if element is None:
                return None
        return element

    @property
    def is_register(self) -> bool:
        """Whether this is a TEI document that holds only stand-off lists and no text."""
        return self.root.find(tei("standOff")) is not None and self.root.find(tei("text")) is None

    def processing_instructions(self, target: str) -> Iterator[etree._Element]:
        """Yield the processing instructions of one target that stand before the root element, in order."""
        before = [
            one for one in self.root.itersiblings(preceding=True) if isinstance(one, etree._ProcessingInstruction)
        ]
        yield from (one for one in reversed(before) if one.target == target)

    def identified(self) -> list[etree._Element]:
        """Return the elements that have an xml:id, in document order."""
        return cast("list[etree._Element]", _IDENTIFIED(self.root))

    def ids(self) -> dict[str, etree._Element]:
        """Return the elements by xml:id; of several with the same, the first."""
        found: dict[str, etree._Element] = {}
        for element in self.identified():
            found.setdefault(str(element.get(XML_ID)), element)
        return found

    def serialise(self) -> bytes:
        """Return the root element as UTF-8, with the XIncludes in place and without a DOCTYPE or annotations."""
        whole = etree.tostring(self.root, encoding="utf-8", with_tail=False)
        if ANNOTATION.encode() not in whole:
            return whole
        # What a file says in the passes' own words would be taken for theirs.
        copied = copy.copy(self.root)
        for element in copied.iter(etree.Element):
            for name in list(element.attrib):
                if str(name).startswith(f"{{{ANNOTATION}}}"):
                    del element.attrib[name]
        return etree.tostring(copied, encoding="utf-8", with_tail=False)


def _written_name(element: etree._Element, attribute: str) -> str:
    if not attribute.startswith("{"):
        return attribute
    uri, local = attribute[1:].split("}", 1)
    prefixes = {bound: prefix for prefix, bound in element.nsmap.items() if prefix}
    prefixes["http://www.w3.org/XML/1998/namespace"] = "xml"
    return f"{prefixes.get(uri, '')}:{local}"
