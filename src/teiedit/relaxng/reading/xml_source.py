"""One file in the XML syntax of RELAX NG: its bytes, the places in it, and why it may not be parsed at all."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from xml.parsers import expat

from teiedit import codes
from teiedit.diagnostics import Diagnostic
from teiedit.document.markup import find_mistakes
from teiedit.document.positions import Place, SourceText
from teiedit.document.precheck import check_bytes, check_doctype
from teiedit.relaxng.reading.schema_faults import SchemaFaults
from teiedit.relaxng.reading.syntax import SyntaxFault


class XmlSource:
    """One file in the XML syntax; a mark is an offset in the bytes of its text in UTF-8."""

    def __init__(self, path: Path, data: bytes) -> None:
        self.path = path
        self.file = SourceText(path, data)

    @cached_property
    def body(self) -> bytes:
        """The text in UTF-8, which is what is parsed."""
        return self.file.text.encode("utf-8", errors="replace")

    def place(self, mark: int) -> Place:
        """Return the line and column of a mark."""
        return self.file.place(self._characters(mark))

    def mark(self, offset: int) -> int:
        """Return the mark of an offset in characters."""
        return len(self.file.text[:offset].encode("utf-8", errors="replace"))

    def attribute_mark(self, mark: int, name: str) -> int:
        """Return the mark of the value of an attribute in the start tag at a mark; the tag's own if it is not there."""
        start = self._characters(mark)
        place = self.file.attribute(start, name, value=True)
        return self.mark(self._offset(place))

    def _offset(self, place: Place) -> int:
        lines = self.file.text.split("\n", place.line - 1)[: place.line - 1]
        return sum(len(line) + 1 for line in lines) + place.column - 1

    def _characters(self, mark: int) -> int:
        return len(self.body[:mark].decode("utf-8", errors="replace"))

    def say_unreadable(self, faults: SchemaFaults) -> bool:
        """Say what keeps the file from being parsed, apart from its markup, and tell whether anything does."""
        found: Diagnostic | None = check_bytes(self.file)
        if found is None:
            # A DTD that is only named is not read, and nothing depends on it.
            refused = (one for one in check_doctype(self.file).findings if one.code is codes.ENTITY_REFUSED)
            found = next(refused, None)
        if found is None:
            return False
        at = found.location
        hint = "" if found.code is codes.EMPTY_FILE else found.hint
        faults.add(SyntaxFault(found.message, self, self.mark(self._offset(Place(at.line, at.column))), hint))
        return True

    def say_ill_formed(self, error: expat.ExpatError, faults: SchemaFaults) -> None:
        """Say why the parser gave up."""
        if not self.file.text.lstrip().startswith("<"):
            hint = "The name of a schema in the compact syntax ends in .rnc."
            faults.add(SyntaxFault("the schema is not XML", self, 0, hint))
            return
        mistakes = find_mistakes(self.file)
        for one in mistakes:
            said = f"the schema is not well-formed XML: {one.message}"
            faults.add(SyntaxFault(said, self, self.mark(one.offset), one.hint))
        if not mistakes:
            lines = self.body.split(b"\n", error.lineno - 1)[: error.lineno - 1]
            mark = sum(len(line) + 1 for line in lines) + error.offset
            said = f"the schema is not well-formed XML: {expat.ErrorString(error.code)}"
            faults.add(SyntaxFault(said, self, min(mark, len(self.body))))
