"""Bring a Schematron schema together: its parts from other files, its abstract patterns and rules filled in.

What comes out has only plain patterns and rules, in the namespace of ISO/IEC 19757-3, and each element knows the file
and line that it was written on.

Source: ISO/IEC 19757-3:2020, 5.4 and 6.3.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, cast

from lxml import etree

from teiedit import codes
from teiedit.diagnostics import Diagnostic, Location, Report, finding
from teiedit.document import Document, read_xml
from teiedit.document.addresses import local_path
from teiedit.errors import SchemaError
from teiedit.namespaces import SCHEMATRON

# Of Schematron 1.5 and 1.6, which schemas still use.
_OLDER: Final = "http://www.ascc.net/xml/schematron"
_XSLT: Final = "http://www.w3.org/1999/XSL/Transform"
FROM: Final = "{urn:teiedit:schematron}from"
NUMBER: Final = "{urn:teiedit:schematron}number"
ACTIVE: Final = "{urn:teiedit:schematron}active"
_DEEPEST = 50
_FILLED = ("test", "context", "select", "value", "path", "subject", "match", "use", "documents", "href")


def sch(name: str) -> str:
    """Return the Clark name of a Schematron element."""
    return f"{{{SCHEMATRON}}}{name}"


@dataclass
class Loaded:
    """A schema that is one tree.

    Attributes:
        root: `sch:schema`; every element has its number in `places` as the attribute `FROM`.
        places: file, line and column of each element.
        origins: the element as it stands in `root`, by the same number.
        findings: mistakes that leave the schema usable.
    """

    path: Path
    root: etree._Element
    places: list[Location] = field(default_factory=list)
    origins: list[etree._Element] = field(default_factory=list)
    findings: list[Diagnostic] = field(default_factory=list)


def load(path: Path, phase: str | None = None) -> Loaded:
    """Read a schema from a file that is a Schematron schema itself, or a RELAX NG schema or ODD that has rules in it.

    Args:
        path: the file.
        phase: the name of a phase, `#ALL`, `#DEFAULT` or None for the default one.

    Raises:
        SchemaError: it cannot be read, or breaks the rules of Schematron.
    """
    return _Loader(path).load(phase)


class _Loader:
    def __init__(self, path: Path) -> None:
        self._path = path
        self._documents: dict[Path, Document] = {}
        self._places: list[Location] = []

    def load(self, phase: str | None) -> Loaded:
        read = self._read(self._path, None)
        self._mark(read)
        root = read.root if read.root.tag == sch("schema") else _gathered(read.root)
        self._bring_in(root, read, ())
        self._fill_in(root)
        self._select(root, phase)
        self._check(root)
        loaded = Loaded(self._path, root, self._places)
        loaded.origins = [root] * len(self._places)
        for element in root.iter(etree.Element):
            if (at := element.get(FROM)) is not None:
                loaded.origins[int(at)] = element
        return loaded

    def _refuse(self, message: str, element: etree._Element | None, hint: str = "") -> SchemaError:
        at = Location(self._path)
        if element is not None and (number := element.get(FROM)) is not None:
            at = self._places[int(number)]
        return SchemaError(message, Report((finding(codes.SCHEMA_UNUSABLE, message, at, hint=hint),)))

    def _read(self, path: Path, asked_by: etree._Element | None) -> Document:
        if path not in self._documents:
            if not path.is_file():
                msg = f"the file {path.name} does not exist"
                raise self._refuse(msg, asked_by)
            reading = read_xml(path)
            if reading.document is None:
                msg = f"{path.name} is not well-formed XML"
                raise SchemaError(msg, Report(reading.findings))
            self._documents[path] = reading.document
        return self._documents[path]

    def _mark(self, document: Document) -> None:
        """Give every element its number, and what is of the older namespace its new name."""
        ours = document.root.iter(f"{{{SCHEMATRON}}}*", f"{{{_OLDER}}}*", f"{{{_XSLT}}}*")
        located = [(element, document.locate(element)) for element in ours]
        if document.root.get(FROM) is None and (not located or located[0][0] is not document.root):
            located.insert(0, (document.root, document.locate(document.root)))
        for element, at in located:
            element.set(FROM, str(len(self._places)))
            self._places.append(at)
            if str(element.tag).startswith(f"{{{_OLDER}}}"):
                element.tag = sch(etree.QName(element).localname)

    def _bring_in(self, scope: etree._Element, document: Document, within: tuple[Path, ...]) -> None:
        """Put the parts that include and extends name into their places."""
        while True:
            one = next(iter(scope.iter(sch("include"), sch("extends"))), None)
            asked = [e for e in scope.iter(sch("include"), sch("extends")) if e.get("href") is not None]
            if one is None or not asked:
                return
            for element in asked:
                self._replace(element, document, within)

    def _replace(self, element: etree._Element, document: Document, within: tuple[Path, ...]) -> None:
        href = element.get("href", "")
        name, _, fragment = href.partition("#")
        path = local_path(document.path.parent, name) if name else document.path
        if path is None:
            msg = f"{href} names no file beside the schema"
            raise self._refuse(msg, element)
        path = path.resolve()
        if len(within) >= _DEEPEST or path in within:
            msg = f"{path.name} includes itself"
            raise self._refuse(msg, element)
        part = self._part(path, fragment, element)
        self._bring_in(part, self._documents[path], (*within, path))
        parent = cast("etree._Element", element.getparent())
        # Of a rule or pattern that is extended, its contents; of anything included, itself.
        is_extended = element.tag == sch("extends")
        new = list(part) if is_extended or part.tag == sch("schema") else [part]
        at = parent.index(element)
        parent.remove(element)
        for offset, child in enumerate(new):
            parent.insert(at + offset, child)

    def _part(self, path: Path, fragment: str, asked_by: etree._Element) -> etree._Element:
        is_new = path not in self._documents
        document = self._read(path, asked_by)
        if is_new:
            self._mark(document)
        found = document.root
        if fragment:
            named = [one for one in found.iter(etree.Element) if fragment in (one.get("id"), one.get(_XML_ID))]
            if not named:
                msg = f"{path.name} has no element with the id {fragment}"
                raise self._refuse(msg, asked_by)
            found = named[0]
        part = copy.deepcopy(found)
        part.tail = None
        return part

    def _fill_in(self, root: etree._Element) -> None:
        """Make plain patterns of those that are instances, and plain rules of those that extend."""
        abstract = {one.get("id"): one for one in root.iter(sch("pattern")) if one.get("abstract") == "true"}
        for pattern in list(root.iter(sch("pattern"))):
            if (name := pattern.get("is-a")) is not None:
                if name not in abstract:
                    msg = f"there is no abstract pattern {name}"
                    raise self._refuse(msg, pattern)
                _instantiate(pattern, abstract[name])
        for one in abstract.values():
            cast("etree._Element", one.getparent()).remove(one)
        for pattern in root.iter(sch("pattern")):
            self._extend_rules(pattern)
        for number, pattern in enumerate(root.iter(sch("pattern"))):
            pattern.set(NUMBER, str(number))

    def _extend_rules(self, pattern: etree._Element) -> None:
        abstract = {one.get("id"): one for one in pattern.iter(sch("rule")) if one.get("abstract") == "true"}
        for _ in range(_DEEPEST):
            asked = [one for one in pattern.iter(sch("extends")) if one.get("rule") is not None]
            if not asked:
                break
            for one in asked:
                if one.get("rule") not in abstract:
                    msg = f"there is no abstract rule {one.get('rule')} in this pattern"
                    raise self._refuse(msg, one)
                parent = cast("etree._Element", one.getparent())
                at = parent.index(one)
                parent.remove(one)
                for offset, child in enumerate(abstract[one.get("rule")]):
                    parent.insert(at + offset, copy.deepcopy(child))
        else:
            msg = "abstract rules extend each other in a circle"
            raise self._refuse(msg, pattern)
        for rule in abstract.values():
            cast("etree._Element", rule.getparent()).remove(rule)

    def _select(self, root: etree._Element, phase: str | None) -> None:
        """Leave the patterns of one phase."""
        name = root.get("defaultPhase", "#ALL") if phase in (None, "#DEFAULT") else phase
        if name == "#ALL":
            return
        phases = {one.get("id"): one for one in root.iter(sch("phase"))}
        if name not in phases:
            msg = f"the schema has no phase {name}"
            hint = f"It has {', '.join(str(one) for one in phases)}." if phases else "It has none."
            raise self._refuse(msg, root, hint)
        chosen = phases[name]
        chosen.set(ACTIVE, "yes")
        active = {one.get("pattern") for one in chosen.iter(sch("active"))}
        for pattern in list(root.iter(sch("pattern"))):
            if pattern.get("id") not in active:
                cast("etree._Element", pattern.getparent()).remove(pattern)

    def _check(self, root: etree._Element) -> None:
        for scope in (root, *root.iter(sch("phase"), sch("pattern"), sch("rule"))):
            names: set[str | None] = set()
            for let in scope.iterchildren(sch("let")):
                if let.get("name") in names:
                    msg = f"the variable {let.get('name')} is defined twice in the same {etree.QName(scope).localname}"
                    raise self._refuse(msg, let)
                names.add(let.get("name"))
        needed = (("rule", "context"), ("assert", "test"), ("report", "test"), ("let", "name"), ("value-of", "select"))
        for name, attribute in needed:
            for element in root.iter(sch(name)):
                if element.get(attribute) is None:
                    msg = f"<{name}> has no @{attribute}"
                    raise self._refuse(msg, element)


_XML_ID: Final = "{http://www.w3.org/XML/1998/namespace}id"


def _instantiate(pattern: etree._Element, abstract: etree._Element) -> None:
    """Write the contents of an abstract pattern into one that is an instance of it."""
    given = {one.get("name", ""): one.get("value", "") for one in pattern.iterchildren(sch("param"))}
    for one in abstract.iterchildren(sch("param")):
        given.setdefault(one.get("name", ""), one.get("value", ""))
    for one in list(pattern.iterchildren(sch("param"))):
        pattern.remove(one)
    for child in abstract:
        if child.tag != sch("param"):
            pattern.append(copy.deepcopy(child))
    del pattern.attrib["is-a"]
    names = "|".join(re.escape(name) for name in sorted(given, key=len, reverse=True) if name)
    if not names:
        return
    pattern_of_names = re.compile(rf"\$({names})(?![\w.-])")
    for element in pattern.iter(etree.Element):
        for attribute in _FILLED:
            if (value := element.get(attribute)) is not None:
                element.set(attribute, pattern_of_names.sub(lambda found: given[found[1]], value))


def _gathered(root: etree._Element) -> etree._Element:
    """Make one schema of the rules that stand among the definitions of another schema."""
    schema = etree.Element(sch("schema"), nsmap={"sch": SCHEMATRON})
    schema.set("queryBinding", "xslt3")
    schema.set(FROM, root.get(FROM, "0"))
    seen: set[str | None] = set()
    for one in _outermost(root):
        name = etree.QName(one).localname
        if name == "ns":
            if one.get("prefix") in seen:
                continue
            seen.add(one.get("prefix"))
        if name in {"ns", "let", "phase", "pattern", "diagnostics", "properties"} or one.tag.startswith(f"{{{_XSLT}}}"):
            schema.append(copy.deepcopy(one))
        elif name == "rule":
            pattern = etree.SubElement(schema, sch("pattern"))
            pattern.set(FROM, one.get(FROM, "0"))
            pattern.append(copy.deepcopy(one))
    for child in schema:
        child.tail = None
    return schema


def _outermost(root: etree._Element) -> Iterator[etree._Element]:
    for one in root.iter(f"{{{SCHEMATRON}}}*", f"{{{_XSLT}}}key", f"{{{_XSLT}}}function"):
        parent = one.getparent()
        if parent is None or not str(parent.tag).startswith((f"{{{SCHEMATRON}}}", f"{{{_XSLT}}}")):
            yield one
