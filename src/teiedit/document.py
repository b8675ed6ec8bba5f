"""Read TEI documents: the only XML parser and serialiser of the package, with safe settings and exact places.

Nothing outside the file is read while parsing: no DTD, no external entity, no network. XInclude is resolved
afterwards, within one folder. A file that cannot be parsed gives findings, not an exception.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple, cast

from lxml import etree

from teiedit import codes
from teiedit.diagnostics import Diagnostic, Location, finding
from teiedit.errors import InputError
from teiedit.namespaces import TEI, XINCLUDE, XML_ID, display_name, tei
from teiedit.positions import SourceText
from teiedit.precheck import check_bytes, check_doctype, without_outside_dtd
from teiedit.wellformed import describe_errors, undefined_entities

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

    def _origin(self, element: etree._Element) -> Origin:
        if element in self.included:
            return self.included[element]
        if not self._ordinals:
            self._ordinals = {one: number for number, one in enumerate(self.root.iter(etree.Element))}
        return Origin(self.source, self._ordinals.get(element, len(self.source.starts)))

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

    def ids(self) -> dict[str, etree._Element]:
        """Return the elements by xml:id; of several with the same, the first."""
        found: dict[str, etree._Element] = {}
        for element in self.root.iter(etree.Element):
            identifier = element.get(XML_ID)
            if identifier is not None:
                found.setdefault(identifier, element)
        return found

    def serialise(self) -> bytes:
        """Return the root element as UTF-8, with the XIncludes in place and without a DOCTYPE."""
        return etree.tostring(self.root, encoding="utf-8", with_tail=False)


class Reading(NamedTuple):
    """What came of reading a file: a document unless it could not be parsed, and what was found on the way."""

    document: Document | None
    findings: tuple[Diagnostic, ...]


def _written_name(element: etree._Element, attribute: str) -> str:
    if not attribute.startswith("{"):
        return attribute
    uri, local = attribute[1:].split("}", 1)
    prefixes = {bound: prefix for prefix, bound in element.nsmap.items() if prefix}
    prefixes["http://www.w3.org/XML/1998/namespace"] = "xml"
    return f"{prefixes.get(uri, '')}:{local}"


def read_document(path: Path, *, within: Path | None = None) -> Reading:
    """Parse a file safely and resolve its XIncludes.

    Args:
        path: the file.
        within: the folder outside which nothing is included; the file's own folder by default.

    Returns:
        The document and the findings; the document is None if the file is not well-formed or not TEI.

    Raises:
        InputError: the file cannot be opened.
    """
    return _read(path, within, only_tei=True)


def read_xml(path: Path, *, within: Path | None = None) -> Reading:
    """Do what `read_document` does for a file with any root element.

    Raises:
        InputError: the file cannot be opened.
    """
    return _read(path, within, only_tei=False)


def _read(path: Path, within: Path | None, *, only_tei: bool) -> Reading:
    path = path.resolve()
    within = (within or path.parent).resolve()
    document, findings = parse_file(path, within)
    if document is None:
        return Reading(None, findings)
    if only_tei and document.root.tag not in {tei("TEI"), tei("teiCorpus")}:
        return Reading(None, (*findings, _not_tei(document)))
    if next(document.root.iter(f"{{{XINCLUDE}}}include"), None) is not None:
        from teiedit.xinclude import resolve_includes  # noqa: PLC0415 - few documents need it

        findings += tuple(resolve_includes(document))
    return Reading(document, findings)


def read_source(path: Path) -> SourceText:
    """Read the bytes of a file.

    Raises:
        InputError: it cannot be opened.
    """
    try:
        return SourceText(path, path.read_bytes())
    except FileNotFoundError:
        msg = f"{path} does not exist"
        raise InputError(msg, path) from None
    except IsADirectoryError:
        msg = f"{path} is a folder, not a file"
        raise InputError(msg, path) from None
    except OSError as error:
        msg = f"{path} cannot be read: {error.strerror or error}"
        raise InputError(msg, path) from error


def parse_file(path: Path, within: Path) -> Reading:
    """Parse a file safely, leaving XIncludes as they are and any root element in place.

    Raises:
        InputError: the file cannot be opened.
    """
    source = read_source(path)
    refused = check_bytes(source)
    if refused is not None:
        return Reading(None, (refused,))
    doctype = check_doctype(source)
    if any(found.severity >= codes.ENTITY_REFUSED.severity for found in doctype.findings):
        return Reading(None, doctype.findings)
    # Limits on depth and text are lifted only where no entity can multiply what the file holds.
    huge = not doctype.declares_entities
    # The decoded text, so that the parser sees the characters, lines and columns that findings speak of.
    data = without_outside_dtd(source.text, doctype).encode("utf-8", errors="replace")
    try:
        root = etree.fromstring(data, _parser(huge=huge))
    except etree.XMLSyntaxError:
        return Reading(None, (*doctype.findings, *describe_errors(source, _all_errors(data, huge=huge))))
    document = Document(path, root, source, within)
    # What the parser left in place because a DTD that is not read may define it.
    undefined = undefined_entities(source) if next(root.iter(etree.Entity), None) is not None else []
    return Reading(None if undefined else document, (*doctype.findings, *undefined))


def _all_errors(data: bytes, *, huge: bool) -> etree._ListErrorLog:
    parser = _parser(huge=huge, recover=True)
    try:
        etree.fromstring(data, parser)
    except etree.XMLSyntaxError:
        pass
    return parser.error_log


class _ReadsNothing(etree.Resolver):
    """Gives the parser nothing for whatever it asks: it may ask for files while it recovers from mistakes."""

    # lxml's stubs know no context.
    def resolve(self, system_url: str, public_id: str, context: object) -> Any:  # type: ignore[override]  # noqa: ARG002
        return self.resolve_empty(context)  # type: ignore[attr-defined]


def _parser(*, huge: bool, recover: bool = False) -> etree.XMLParser:
    parser = etree.XMLParser(
        encoding="utf-8",
        # 'internal' keeps entities that the file defines itself; lxml's stubs know only the older booleans.
        resolve_entities="internal",  # type: ignore[arg-type]
        no_network=True,
        load_dtd=False,
        attribute_defaults=False,
        dtd_validation=False,
        huge_tree=huge,
        recover=recover,
        # Or libxml2 rejects duplicate or odd xml:ids as errors of form; they are findings of ours.
        collect_ids=False,
    )
    parser.resolvers.add(_ReadsNothing())
    return parser


def _not_tei(document: Document) -> Diagnostic:
    name = str(document.root.tag)
    namespace = etree.QName(document.root).namespace
    hint = "A TEI document begins with <TEI> or <teiCorpus>."
    if etree.QName(document.root).localname in {"TEI", "teiCorpus"}:
        hint = f'Declare the namespace: <TEI xmlns="{TEI}">.'
    elif name in {"TEI.2", "teiCorpus.2"}:
        hint = "This is TEI P4; convert it to P5 first."
    where = f" (in the namespace {namespace})" if namespace and namespace != TEI else ""
    shown = etree.QName(document.root).localname
    return finding(
        codes.NOT_TEI, f"the root element <{shown}>{where} is not TEI", document.locate(document.root), hint=hint
    )
