"""The RELAX NG engine that libxml2 has, with its messages made into findings.

libxml2 says one mistake several times, from the place outwards to every ancestor ("failed to validate content");
only what it says at the place itself is kept. It gives no columns: those come from the document.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from teiedit import codes
from teiedit.diagnostics import Diagnostic, Location, Report, finding
from teiedit.document import Document, read_document, read_source
from teiedit.errors import InputError, SchemaError
from teiedit.namespaces import RELAXNG, display_name
from teiedit.relaxng.vocabulary import Vocabulary
from teiedit.relaxng.wording import Wording

_GOT_NOTHING = re.compile(r"[Ee]xpecting (?:an )?element \S*,? got nothing")
_NAMED_ELEMENT = re.compile(r"\b[Ee]lement (\S+)")
_INVALID_ATTRIBUTE = re.compile(r"Invalid attribute (\S+) for element (\S+)")

# Said once more of an ancestor or of a container after the place itself was named.
_ECHOES = frozenset({"RELAXNG_ERR_CONTENTVALID", "RELAXNG_ERR_INTERSEQ"})
_ATTRIBUTES = frozenset({"RELAXNG_ERR_ATTRVALID", "RELAXNG_ERR_INVALIDATTR"})
_ABOUT_WHAT_IS_AROUND = frozenset(
    {"RELAXNG_ERR_ELEMWRONG", "RELAXNG_ERR_EXTRACONTENT", "RELAXNG_ERR_INTERNODATA", "RELAXNG_ERR_NOELEM"}
)
_ABOUT_WORDS = frozenset({"RELAXNG_ERR_TEXTWRONG", "RELAXNG_ERR_NOTELEM"})
_ABOUT_A_CHILD = frozenset(
    {"RELAXNG_ERR_ELEMWRONG", "RELAXNG_ERR_ELEMNAME", "RELAXNG_ERR_EXTRACONTENT", "RELAXNG_ERR_INTEREXTRA"}
)
_ABOUT_A_VALUE = frozenset({"RELAXNG_ERR_DATATYPE", "RELAXNG_ERR_VALUE", "RELAXNG_ERR_TYPE", "RELAXNG_ERR_TYPEVAL"})
# One step of libxml2's own paths: `*[2]` counts all elements, `tei:p[2]` those written with this prefix and name.
_STEP = re.compile(r"/([^/\[]+)(?:\[(\d+)\])?")


class Schema:
    """A loaded RELAX NG schema."""

    def __init__(self, path: Path, compiled: etree.RelaxNG, vocabulary: Vocabulary) -> None:
        self.path = path
        self._compiled = compiled
        self._vocabulary = vocabulary

    def is_valid(self, subject: Path | Document) -> bool:
        """Tell whether a document has no findings.

        Raises:
            InputError: the file cannot be opened.
        """
        return next(self.iter_findings(subject), None) is None

    def iter_findings(self, subject: Path | Document) -> Iterator[Diagnostic]:
        """Yield what the schema has against a document, in reading order.

        A file that is not well-formed yields what was found while reading it.

        Raises:
            InputError: the file cannot be opened.
        """
        if isinstance(subject, Document):
            document = subject
        else:
            reading = read_document(subject)
            yield from reading.findings
            if reading.document is None:
                return
            document = reading.document
        if self._compiled.validate(document.root):
            return
        for one, element in self._tell(document, list(self._compiled.error_log)):
            # What is missing because an include failed was said where it failed.
            if element not in document.incomplete:
                yield one

    def _tell(self, document: Document, log: list[etree._LogEntry]) -> list[tuple[Diagnostic, etree._Element]]:
        # In libxml2's order, which goes from the place of a mistake outwards.
        wording = Wording(document, self._vocabulary)
        entries = [
            (entry, element)
            for entry, place in zip(log, _elements_of(document, log), strict=True)
            for element in ([place] if entry.path else _placeless(document, entry, wording))
        ]
        blamed = {element for entry, element in entries if entry.type_name == "RELAXNG_ERR_INVALIDATTR"}
        told: set[etree._Element] = set()
        around: set[etree._Element] = set()
        found: list[tuple[Diagnostic, etree._Element]] = []
        for entry, element in entries:
            if entry.type_name in _ECHOES or self._is_echo(entry, element, told, around):
                continue
            if entry.type_name == "RELAXNG_ERR_ATTRVALID" and element in blamed:
                # Said more exactly by another entry.
                continue
            told.add(element)
            around.update(element.iterancestors())
            found.append((_describe(wording, entry, element), element))
        if not told:
            # Only echoes: the first was said nearest to the place.
            found.append((_describe(wording, *entries[0]), entries[0][1]))
        # The same can be said of one element for two attributes of it.
        return sorted(dict(found).items(), key=lambda one: (one[0].location.line, one[0].location.column))

    @staticmethod
    def _is_echo(
        entry: etree._LogEntry, element: etree._Element, told: set[etree._Element], around: set[etree._Element]
    ) -> bool:
        """Whether an error about an element only repeats one about something inside it or about itself."""
        if element in told:
            return entry.type_name not in _ATTRIBUTES
        return entry.type_name in _ABOUT_WHAT_IS_AROUND and element in around


def _describe(wording: Wording, entry: etree._LogEntry, element: etree._Element) -> Diagnostic:
    message, kind = entry.message, entry.type_name
    if invalid := _INVALID_ATTRIBUTE.match(message):
        # Where an element can be written in several ways, libxml2 blames an attribute of another way.
        missing = wording.lacking(element)
        return wording.attribute_missing(element, missing[0]) if missing else wording.attribute(element, invalid[1])
    if kind == "RELAXNG_ERR_ATTRVALID":
        return wording.some_attribute(element) or wording.wrong_attributes(element)
    # libxml2 calls words an element of the name "text".
    is_words = "element text there" in message and etree.QName(element).localname != "text"
    if is_words or kind in _ABOUT_WORDS:
        found = wording.words_not_allowed(element)
    elif kind == "RELAXNG_ERR_NOELEM" or _GOT_NOTHING.search(message):
        found = wording.incomplete(element)
    elif kind in _ABOUT_A_CHILD:
        found = wording.misplaced(_culprit(entry, element))
    elif kind in _ABOUT_A_VALUE:
        found = wording.bad_content(element)
    else:
        found = wording.some_attribute(element) or wording.no_way(element)
    return found


def _placeless(document: Document, entry: etree._LogEntry, wording: Wording) -> list[etree._Element]:
    """Return the elements that an error without a place is about: those of its name that are wrong, else the first.

    libxml2 forgets the place of an attribute that is missing where others are there.
    """
    named = _NAMED_ELEMENT.search(entry.message)
    same = [one for one in document.root.iter(etree.Element) if named and _as_written(one) == named[1]]
    wrong = [one for one in same if wording.some_attribute(one) is not None]
    return wrong or same[:1] or [document.root]


def _culprit(entry: etree._LogEntry, element: etree._Element) -> etree._Element:
    """Return the child that an error about its parent names, or the element itself."""
    extra = re.search(r"extra content: (\S+)", entry.message)
    if extra is None or _as_written(element) == extra[1]:
        return element
    children = element.iterchildren(etree.Element)
    return next((one for one in children if display_name(str(one.tag)) == extra[1]), element)


def load_schema(path: Path) -> Schema:
    """Load a RELAX NG schema in XML syntax.

    Raises:
        SchemaError: it is absent, not well-formed, or not RELAX NG; its report says where and why.
    """
    path = path.resolve()
    try:
        source = read_source(path)
    except InputError as error:
        message = f"there is no file {path}" if not path.exists() else error.message
        raise SchemaError(error.message, _schema_report(path, message)) from None
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True, collect_ids=False)
    try:
        root = etree.fromstring(source.data, parser, base_url=path.as_uri())
    except etree.XMLSyntaxError as error:
        said = "the schema is not well-formed XML" if source.data.lstrip()[:1] == b"<" else "the schema is not XML"
        line, column = error.position
        report = _schema_report(path, f"{said}: {error.msg}", line, column)
        msg = f"{path} cannot be used: {said}"
        raise SchemaError(msg, report) from None
    if etree.QName(root).namespace != RELAXNG:
        message = f"the root element <{etree.QName(root).localname}> is not RELAX NG"
        msg = f"{path} cannot be used: {message}"
        raise SchemaError(msg, _schema_report(path, message, 1, 1))
    try:
        compiled = etree.RelaxNG(root.getroottree())
    except etree.RelaxNGParseError as error:
        entry = next(iter(error.error_log), None)
        message = entry.message.strip() if entry else str(error)
        msg = f"{path} cannot be used: {message}"
        raise SchemaError(msg, _schema_report(path, message, entry.line if entry else 0)) from None
    return Schema(path, compiled, Vocabulary(root))


def _schema_report(path: Path, message: str, line: int = 0, column: int = 0) -> Report:
    return Report((finding(codes.SCHEMA_UNUSABLE, message, Location(path, line, column)),))


def _elements_of(document: Document, log: list[etree._LogEntry]) -> list[etree._Element]:
    """Return the element that each error is about."""
    children: dict[tuple[etree._Element, str], list[etree._Element]] = {}

    def named(parent: etree._Element, name: str) -> list[etree._Element]:
        # Kept, because a parent of thousands can have an error in each child.
        if (parent, name) not in children:
            every = parent.iterchildren(etree.Element)
            children[parent, name] = [one for one in every if name == "*" or _as_written(one) == name]
        return children[parent, name]

    def follow(path: str) -> etree._Element:
        element = document.root
        for name, number in _STEP.findall(path)[1:]:
            same = named(element, name)
            if int(number or 1) > len(same):
                break
            element = same[int(number or 1) - 1]
        return element

    return [follow(entry.path or "") for entry in log]


def _as_written(element: etree._Element) -> str:
    local = etree.QName(element).localname
    return f"{element.prefix}:{local}" if element.prefix else local
