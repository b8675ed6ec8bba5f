"""Look at a file before it is parsed: is anything in it, are its bytes what it says, what does its DOCTYPE want."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from xml.parsers import expat

from lxml import etree

from teiedit import codes
from teiedit.diagnostics import Code, Diagnostic, Location, finding
from teiedit.document.positions import SourceText, bare_newlines

_TWO_BYTES_OR_MORE = re.compile(r"(?i)(?:utf|ucs|iso-10646-ucs)[-_]?(?:16|32|2|4)")

_LITERAL = r"""(?:"[^"]*"|'[^']*')"""
_OUTSIDE_DTD = re.compile(rf"<!DOCTYPE\s+\S+\s+((?:SYSTEM|PUBLIC\s+{_LITERAL})\s+{_LITERAL})")


def check_bytes(source: SourceText) -> Diagnostic | None:
    """Return what keeps the bytes of a file from being read as text, or None."""
    start = Location(source.path, 1, 1)
    if not source.data.strip():
        return finding(codes.EMPTY_FILE, "the file is empty", start, hint="`teiedit init` writes one to begin with.")
    # That the declaration could be read at all says that letters are single bytes.
    if source.data.startswith(b"<?xml ") and _TWO_BYTES_OR_MORE.match(source.encoding):
        said = f"the file declares the encoding {source.encoding}, which its bytes are not"
        return finding(codes.BAD_ENCODING, said, start, hint='Declare encoding="UTF-8", if that is what it is in.')
    try:
        source.data.decode(source.encoding)
        # Python knows "UTF" and "latin-1", which no XML parser does.
        etree.XMLParser(encoding=source.declared_encoding or "UTF-8")
    except UnicodeDecodeError as error:
        return _bad_byte(source, error)
    except (LookupError, UnicodeError):
        said = f"the file declares the encoding {source.encoding}, which is not known"
        return finding(codes.BAD_ENCODING, said, start, hint='Save it as UTF-8 and declare encoding="UTF-8".')
    return None


def _bad_byte(source: SourceText, error: UnicodeDecodeError) -> Diagnostic:
    before = bare_newlines(source.data[: error.start].decode(source.encoding, errors="replace"))
    at = Location(source.path, before.count("\n") + 1, len(before) - before.rfind("\n"))
    byte = source.data[error.start : error.start + 1]
    meant = byte.decode("cp1252", errors="replace")
    guess = f"; in Windows-1252 it would be {meant}" if meant.isprintable() and meant != "\ufffd" else ""
    name = source.encoding.removesuffix("-sig").upper()
    return finding(
        codes.BAD_ENCODING,
        f"the byte 0x{byte.hex().upper()} is not {name}{guess}",
        at,
        hint="Save the file as UTF-8, or declare the encoding that it is in.",
    )


@dataclass
class Doctype:
    """What the DOCTYPE of a file declares and what is to be said of it."""

    declares_entities: bool = False
    # Where it names an outside DTD, by character.
    outside: tuple[int, int] = (0, 0)
    findings: list[Diagnostic] = field(default_factory=list)


class _DoctypeRead(Exception):  # noqa: N818 - a signal to stop, not an error
    pass


class _DoctypeReader:
    """The handlers that expat calls while it reads a DOCTYPE."""

    def __init__(self, source: SourceText) -> None:
        self.source = source
        self.read = Doctype()
        self.body = source.text.encode("utf-8", errors="replace")
        # A place that was asked for last, in bytes and in characters: they come in order.
        self._byte, self._character = 0, 0
        self.parser = expat.ParserCreate("utf-8")
        self.parser.StartDoctypeDeclHandler = self.start
        self.parser.EntityDeclHandler = self.entity
        self.parser.StartElementHandler = self.stop

    def start(self, _name: str, system: str | None, _public: str | None, _has_subset: int) -> None:
        if system:
            hint = "TEI P5 is validated against RELAX NG; remove the DOCTYPE if nothing needs it."
            start = self.say(codes.DTD_NOT_READ, f'the DTD "{system}" is not read', "<!DOCTYPE", hint)
            if named := _OUTSIDE_DTD.match(self.source.text, start):
                self.read.outside = named.span(1)

    def entity(
        self,
        name: str,
        _is_parameter: int,
        _value: str | None,
        _base: str | None,
        system: str | None,
        _public: str | None,
        notation: str | None,
    ) -> None:
        self.read.declares_entities = True
        if system is not None and notation is None:
            said = f'the entity {name} would read "{system}", which is refused'
            self.say(codes.ENTITY_REFUSED, said, "<!ENTITY", "Use XInclude to bring in another file of the edition.")

    def stop(self, _name: str, _attributes: dict[str, str]) -> None:
        raise _DoctypeRead

    def say(self, code: Code, message: str, declaration: str, hint: str) -> int:
        # expat calls when a declaration ends; the place meant is where it begins.
        here = self._characters_before(self.parser.CurrentByteIndex)
        offset = max(self.source.text.rfind(declaration, 0, here + len(declaration)), 0)
        place = self.source.place(offset)
        at = Location(self.source.path, place.line, place.column)
        self.read.findings.append(finding(code, message, at, hint=hint))
        return offset

    def _characters_before(self, index: int) -> int:
        if index < self._byte:
            self._byte, self._character = 0, 0
        self._character += len(self.body[self._byte : index].decode("utf-8", errors="replace"))
        self._byte = index
        return self._character


def without_outside_dtd(text: str, doctype: Doctype) -> str:
    """Blank out where a DOCTYPE names an outside DTD, which libxml2 would read; all places stay what they are."""
    start, end = doctype.outside
    return text[:start] + re.sub(r"[^\n]", " ", text[start:end]) + text[end:]


def check_doctype(source: SourceText) -> Doctype:
    """Read the DOCTYPE of a file, up to its first mistake, without reading anything that it names."""
    if b"<!DOCTYPE" not in source.data if source.is_utf8 else "<!DOCTYPE" not in source.text:
        return Doctype()
    reader = _DoctypeReader(source)
    try:
        reader.parser.Parse(reader.body, True)  # noqa: FBT003 - expat takes no keyword
    except (_DoctypeRead, expat.ExpatError):
        pass
    return reader.read
