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
_START_TAG = re.compile(r"""<[^\s/>]+(?:\s+[^\s=>/]+\s*=\s*(?:"[^"]*"|'[^']*'))*\s*/?>""")
# What comes before words and is none.
_BLANK = re.compile(r"(?s)(?:[ \t\n]+|<!--.*?-->|<\?.*?\?>|<!\[CDATA\[)*")
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

    @property
    def is_utf8(self) -> bool:
        """Whether the bytes are UTF-8 without a byte order mark, as nearly all are."""
        return self.encoding.lower() in {"utf-8", "utf8"}

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

    def forget_text(self) -> None:
        """Let go of the decoded text, which is made again when it is asked for: most documents have no findings."""
        self.__dict__.pop("text", None)

    @cached_property
    def _line_starts(self) -> list[int]:
        return [0, *(match.end() for match in re.finditer("\n", self.text))]

    def place(self, offset: int) -> Place:
        """Turn a character offset in `text` into a place."""
        line = bisect_right(self._line_starts, offset)
        return Place(line, offset - self._line_starts[line - 1] + 1)

    def offset(self, line: int, column: int) -> int:
        """Turn a place into a character offset in `text`; the inverse of `place`."""
        return self._line_starts[line - 1] + column - 1

    def line(self, number: int) -> str:
        """Return one line of the text, without its end; empty beyond the last."""
        if not 1 <= number <= len(self._line_starts):
            return ""
        start = self._line_starts[number - 1]
        end = self.text.find("\n", start)
        return self.text[start:] if end < 0 else self.text[start:end]

    @property
    def starts(self) -> list[int]:
        """The character offsets of all start tags in document order, up to the first error in the source."""
        return self._tags[0]

    @cached_property
    def _tags(self) -> tuple[list[int], list[int]]:
        """Offsets of the start tags, and in the same order of the end tags; after the tag of an empty element."""
        starts: list[int] = []
        ends: list[int] = []
        ended: list[tuple[int, int]] = []
        unclosed: list[int] = []
        # The declaration of the original encoding is overruled: what is fed here is UTF-8.
        parser = expat.ParserCreate("utf-8")
        body = self.text.encode("utf-8", errors="replace")

        def start(_name: str, _attributes: dict[str, str]) -> None:
            unclosed.append(len(starts))
            starts.append(parser.CurrentByteIndex)

        def end(_name: str) -> None:
            ended.append((parser.CurrentByteIndex, unclosed.pop()))

        parser.StartElementHandler = start
        parser.EndElementHandler = end
        try:
            parser.Parse(body, True)  # noqa: FBT003 - expat takes no keyword
        except expat.ExpatError:
            pass
        offsets = [one for one, _ in ended]
        if not body.isascii():
            starts, offsets = _characters_before(body, starts), _characters_before(body, offsets)
        ends = [len(self.text)] * len(starts)
        for offset, (_, ordinal) in zip(offsets, ended, strict=True):
            ends[ordinal] = offset
        return starts, ends

    def end_tag(self, ordinal: int) -> Place:
        """Find the end tag of an element, or the start tag of one that is written as one empty tag."""
        starts, ends = self._tags
        tag = _START_TAG.match(self.text, starts[ordinal])
        is_empty = tag is not None and tag.end() == ends[ordinal] and self.text[tag.end() - 2] == "/"
        return self.place(starts[ordinal] if is_empty else ends[ordinal])

    def words(self, ordinal: int, *, after: bool) -> Place:
        """Find the first letter after the start tag of an element, or after the whole of it."""
        starts, ends = self._tags
        at = ends[ordinal] if after else starts[ordinal]
        tag = _START_TAG.match(self.text, starts[ordinal])
        if not after and tag:
            at = tag.end()
        elif after and not (tag and tag.end() == at):
            at = self.text.find(">", at) + 1
        blank = _BLANK.match(self.text, at)
        return self.place(blank.end() if blank else at)

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
