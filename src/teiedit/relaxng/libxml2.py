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
from teiedit.diagnostics import Code, Diagnostic, Location, Report, finding
from teiedit.document import Document, read_document, read_source
from teiedit.errors import InputError, SchemaError
from teiedit.namespaces import RELAXNG, clark_name, display_name
from teiedit.relaxng.vocabulary import Vocabulary

_QUOTED_NAME = re.compile(r"(?:element|attribute|Element) ([^\s,:]+(?::[^\s,:]+)?)")
_EXPECTED = re.compile(r"[Ee]xpecting (?:an )?element (\S*),? got (\S+)")
_INVALID_ATTRIBUTE = re.compile(r"Invalid attribute (\S+) for element (\S+)")

# Said once more of an ancestor or of a container after the place itself was named.
_ECHOES = frozenset({"RELAXNG_ERR_CONTENTVALID", "RELAXNG_ERR_INTERSEQ"})
_ATTRIBUTES = frozenset({"RELAXNG_ERR_ATTRVALID", "RELAXNG_ERR_INVALIDATTR"})
_ABOUT_WHAT_IS_AROUND = frozenset(
    {"RELAXNG_ERR_ELEMWRONG", "RELAXNG_ERR_EXTRACONTENT", "RELAXNG_ERR_INTERNODATA", "RELAXNG_ERR_NOELEM"}
)
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
        entries = [(entry, _element_of(document, entry)) for entry in log]
        blamed = {element for entry, element in entries if entry.type_name == "RELAXNG_ERR_INVALIDATTR"}
        told: set[etree._Element] = set()
        around: set[etree._Element] = set()
        found: list[tuple[Diagnostic, etree._Element]] = []
        for entry, element in entries:
            if entry.type_name in _ECHOES or self._is_echo(entry, element, told, around):
                continue
            if entry.type_name == "RELAXNG_ERR_ATTRVALID" and (element in blamed or not self._lacking(element)):
                continue
            told.add(element)
            around.update(element.iterancestors())
            found.append((self._describe(document, entry, element), element))
        if not told:
            # Only echoes: the first was said nearest to the place.
            found.append((self._describe(document, *entries[0]), entries[0][1]))
        return sorted(found, key=lambda one: (one[0].location.line, one[0].location.column))

    @staticmethod
    def _is_echo(
        entry: etree._LogEntry, element: etree._Element, told: set[etree._Element], around: set[etree._Element]
    ) -> bool:
        """Whether an error about an element only repeats one about something inside it or about itself."""
        if element in told:
            return entry.type_name not in _ATTRIBUTES
        return entry.type_name in _ABOUT_WHAT_IS_AROUND and element in around

    def _lacking(self, element: etree._Element) -> list[str]:
        """Return the attributes that an element should have and has not."""
        wanted = self._vocabulary.required_attributes(display_name(str(element.tag)))
        return [one for one in wanted if element.get(clark_name(one)) is None]

    def _describe(self, document: Document, entry: etree._LogEntry, element: etree._Element) -> Diagnostic:
        message, kind = entry.message, entry.type_name
        name = display_name(str(element.tag))
        parent = element.getparent()
        inside = f" inside <{display_name(str(parent.tag))}>" if parent is not None else " as the root"
        known = self._vocabulary
        invalid = _INVALID_ATTRIBUTE.match(message)
        if invalid:
            return self._attribute(document, element, invalid[1])
        if kind == "RELAXNG_ERR_NOELEM" or (expected := _EXPECTED.search(message)) and expected[2] == "nothing":
            return _at(
                document,
                element,
                codes.ELEMENT_MISSING,
                f"<{name}> is not complete",
                hint=f"It must contain {_either(wanted)}." if (wanted := known.children(name)) else "",
                source=known.documentation(name),
            )
        if kind in {"RELAXNG_ERR_ELEMWRONG", "RELAXNG_ERR_ELEMNAME", "RELAXNG_ERR_EXTRACONTENT", "RELAXNG_ERR_INTEREXTRA"}:
            return self._misplaced(document, entry, element, inside)
        if kind == "RELAXNG_ERR_TEXTWRONG":
            return _at(
                document,
                element,
                codes.TEXT_NOT_ALLOWED,
                f"words stand directly inside <{name}>",
                hint=f"Put them into {_either(wanted)}." if (wanted := known.children(name)) else "",
                source=known.documentation(name),
            )
        if kind in {"RELAXNG_ERR_DATATYPE", "RELAXNG_ERR_VALUE", "RELAXNG_ERR_TYPE", "RELAXNG_ERR_TYPEVAL"}:
            return _at(document, element, codes.BAD_VALUE, f"the content of <{name}> is not of the kind it must be")
        missing = self._lacking(element)
        if missing:
            return _at(
                document,
                element,
                codes.ATTRIBUTE_MISSING,
                f"<{name}> lacks the attribute {missing[0]}",
                hint=known.attribute_hint(name, missing[0]),
                source=known.documentation(name),
            )
        return _at(
            document,
            element,
            codes.CONTENT_NOT_ALLOWED,
            f"what stands inside <{name}> fits none of the ways that the schema allows",
            source=known.documentation(name),
        )

    def _misplaced(
        self, document: Document, entry: etree._LogEntry, element: etree._Element, inside: str
    ) -> Diagnostic:
        culprit = element
        named = _QUOTED_NAME.search(entry.message)
        extra = re.search(r"extra content: (\S+)", entry.message)
        wanted_name = extra[1] if extra else named[1] if named else ""
        if extra and element.tag != wanted_name:
            culprit = next((c for c in element if display_name(str(c.tag)) == wanted_name), element)
            if culprit is not element:
                inside = f" inside <{display_name(str(element.tag))}>"
        name = display_name(str(culprit.tag))
        parent = culprit.getparent()
        missing = self._lacking(culprit)
        known = name in self._vocabulary
        if missing:
            return _at(
                document,
                culprit,
                codes.ATTRIBUTE_MISSING,
                f"<{name}> lacks the attribute {missing[0]}",
                hint=self._vocabulary.attribute_hint(name, missing[0]),
                source=self._vocabulary.documentation(name),
            )
        if not known:
            near = self._vocabulary.nearest(name)
            hint = f"Did you mean <{near}>?" if near else "The schema has no element of this name."
            return _at(document, culprit, codes.ELEMENT_NOT_ALLOWED, f"<{name}> is not an element of the schema", hint=hint)
        allowed = self._vocabulary.children(display_name(str(parent.tag))) if parent is not None else []
        if name in allowed:
            return _at(
                document,
                culprit,
                codes.ELEMENT_NOT_ALLOWED,
                f"<{name}> cannot stand at this point{inside}, or what it contains is wrong",
                hint="Look at the order of what stands beside it, and at what is in it.",
                source=self._vocabulary.documentation(name),
            )
        return _at(
            document,
            culprit,
            codes.ELEMENT_NOT_ALLOWED,
            f"<{name}> cannot stand{inside}",
            hint=f"<{name}> can stand inside {_either(homes)}." if (homes := self._vocabulary.parents(name)) else "",
            source=self._vocabulary.documentation(name),
        )

    def _attribute(self, document: Document, element: etree._Element, attribute: str) -> Diagnostic:
        name = display_name(str(element.tag))
        written = next((key for key in element.attrib if etree.QName(key).localname == attribute), None)
        value = element.get(written) if written else None
        known = self._vocabulary.attributes(name)
        shown = display_name(str(written)) if written else attribute
        if written and known and shown not in known:
            near = self._vocabulary.nearest(shown, known)
            hint = f"Did you mean {near}?" if near else f"<{name}> takes {_either(sorted(known))}."
            return finding(
                codes.ATTRIBUTE_NOT_ALLOWED,
                f"<{name}> has no attribute {shown}",
                document.locate(element, str(written)),
                hint=hint,
                source=self._vocabulary.documentation(name),
            )
        at = document.locate(element, str(written), value=True) if written else document.locate(element)
        return finding(
            codes.BAD_VALUE,
            f'"{value}" is not a value that {shown} of <{name}> can have',
            at,
            hint=self._vocabulary.attribute_hint(name, shown, value or ""),
            source=self._vocabulary.attribute_documentation(name, shown),
        )


def load_schema(path: Path) -> Schema:
    """Load a RELAX NG schema in XML syntax.

    Raises:
        SchemaError: it is absent, not well-formed, or not RELAX NG; its report says where and why.
    """
    path = path.resolve()
    try:
        source = read_source(path)
    except InputError as error:
        raise SchemaError(error.message, _schema_report(path, error.message)) from None
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


def _element_of(document: Document, entry: etree._LogEntry) -> etree._Element:
    if entry.path:
        steps = _STEP.findall(entry.path)[1:]
        element = document.root
        for name, number in steps:
            same = [one for one in element.iterchildren(etree.Element) if name == "*" or _as_written(one) == name]
            at = int(number or 1) - 1
            if at >= len(same):
                break
            element = same[at]
        return element
    return document.root


def _as_written(element: etree._Element) -> str:
    local = etree.QName(element).localname
    return f"{element.prefix}:{local}" if element.prefix else local


def _at(
    document: Document, element: etree._Element, code: Code, message: str, *, hint: str = "", source: str = ""
) -> Diagnostic:
    return finding(code, message, document.locate(element), hint=hint, source=source)


def _either(names: list[str], most: int = 6) -> str:
    shown = [f"<{name}>" if name.isidentifier() and name[0].isalpha() else name for name in names[:most]]
    if len(names) > most:
        return ", ".join(shown) + " and others"
    return " or ".join((", ".join(shown[:-1]), shown[-1])) if len(shown) > 1 else "".join(shown)
