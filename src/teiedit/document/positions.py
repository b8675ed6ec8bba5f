"""Exact places in an XML source: line, column and start tag of every element, by expat.

libxml2 keeps only the line on which a start tag ends, so when there is something to report the source is
read a second time. Lines and columns are 1-based and count characters.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import NamedTuple
from xml.parsers import expat

_ATTRIBUTE = re.compile(r"""\s+([^\s=>/]+)\s*=\s*("[^"]*"|'[^']*')""")
_DECLARED = re.compile(rb"""^<\?xml[^>]*?encoding\s*=\s*["']([A-Za-z0-9._-]+)["']""")
# Byte order marks, and how "<" looks without one. Source: XML 1.0, appendix F.
_SIGNATURES = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\0\0", "utf-32"),
    (b"\0\0\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
    (b"<\0\0\0", "utf-32-le"),
    (b"\0\0\0<", "utf-32-be"),
    (b"<\0", "utf-16-le"),
    (b"\0<", "utf-16-be"),
)


class Place(NamedTuple):
    """A line and a column, both 1-based."""

    line: int
    column: int


@dataclass(frozen=True)
class SourceText:
    """The bytes of one file and what can be told about places in them."""

    path: Path
    data: bytes

    @cached_property
    def encoding(self) -> str:
        """The encoding by its first bytes, else by XML declaration, else UTF-8."""
        signed = (name for mark, name in _SIGNATURES if self.data.startswith(mark))
        return next(signed, None) or self.declared_encoding or "utf-8"

    @cached_property
    def declared_encoding(self) -> str | None:
        """The encoding that the XML declaration names, as far as single bytes can be read of it."""
        declared = _DECLARED.match(self.data)
        return declared[1].decode("ascii") if declared else None

    @cached_property
    def text(self) -> str:
        """The decoded text with bare newlines; bytes that do not decode become U+FFFD."""
        try:
            decoded = self.data.decode(self.encoding, errors="replace")
        except (LookupError, UnicodeError):
            decoded = self.data.decode("utf-8", errors="replace")
        return bare_newlines(decoded)

    @cached_property
    def _line_starts(self) -> list[int]:
        return [0, *(match.end() for match in re.finditer("\n", self.text))]

    def place(self, offset: int) -> Place:
        """Turn a character offset in `text` into a place."""
        line = bisect_right(self._line_starts, offset)
        return Place(line, offset - self._line_starts[line - 1] + 1)

    def line(self, number: int) -> str:
        """Return one line of the text, without its end; empty beyond the last."""
        if not 1 <= number <= len(self._line_starts):
            return ""
        start = self._line_starts[number - 1]
        end = self.text.find("\n", start)
        return self.text[start:] if end < 0 else self.text[start:end]

    @cached_property
    def starts(self) -> list[int]:
        """The character offsets of all start tags in document order, up to the first error in the source."""
        offsets: list[int] = []
        # The declaration of the original encoding is overruled: what is fed here is UTF-8.
        parser = expat.ParserCreate("utf-8")
        body = self.text.encode("utf-8", errors="replace")
        parser.StartElementHandler = lambda _name, _attributes: offsets.append(parser.CurrentByteIndex)
        try:
            parser.Parse(body, True)  # noqa: FBT003 - expat takes no keyword
        except expat.ExpatError:
            pass
        if body.isascii():
            return offsets
        return _characters_before(body, offsets)

    def attribute(self, start: int, name: str, *, value: bool = False) -> Place:
        """Find an attribute in the start tag at an offset, by the name as written; the tag if it is not there."""
        position = start + 1
        while self.text[position] not in " \t\n/>":
            position += 1
        while match := _ATTRIBUTE.match(self.text, position):
            if match[1] == name:
                return self.place(match.start(2) + 1 if value else match.start(1))
            position = match.end()
        return self.place(start)


def bare_newlines(text: str) -> str:
    """End every line by a newline alone, as XML parsers do."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _characters_before(body: bytes, byte_offsets: list[int]) -> list[int]:
    """Turn ascending byte offsets in UTF-8 into character offsets, in one walk."""
    characters, at, found = 0, 0, []
    for offset in byte_offsets:
        characters += len(body[at:offset].decode("utf-8"))
        at = offset
        found.append(characters)
    return found
