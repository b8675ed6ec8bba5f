"""A file in the compact syntax: its bytes decoded, its escapes read, its places found again.

Source: RELAX NG Compact Syntax A.2.1 to A.2.4.
"""

from __future__ import annotations

import codecs
import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from teiedit.document.positions import Place, bare_newlines
from teiedit.relaxng.reading.syntax import SyntaxFault

# What an escaped newline is read as: white space to the syntax, but allowed where a newline is not. The character
# itself cannot stand in a file.
ESCAPED_NEWLINE = "\0"

# Source: XML 1.0 2.2, by what is left out.
_ILLEGAL = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_ESCAPE = re.compile(r"\\x+\{([0-9A-Fa-f]*)(\}?)")
# A keyword with white space and comments, before the address or the name that follows it.
_BEFORE_ATTRIBUTE = {
    "href": re.compile(r"(?:include|external)(?:\s|#[^\n]*\n)*(?=[\"'])"),
    "name": re.compile(r"(?:element|attribute|parent)(?:\s|#[^\n]*\n)+(?![\[(*{|#])"),
}
_HIGHEST = 0x10FFFF
_SHOWN = 20
_SAVE_AS = "Save the file as UTF-8."


@dataclass(frozen=True)
class CompactSource:
    """One file; a mark is an offset in its text.

    Attributes:
        path: the file, absolute.
        text: the characters as written, escapes too, with bare newlines and without a byte order mark.
    """

    path: Path
    text: str

    @cached_property
    def _line_starts(self) -> list[int]:
        return [0, *(match.end() for match in re.finditer("\n", self.text))]

    def place(self, mark: int) -> Place:
        """Return the line and column of an offset in the text."""
        line = bisect_right(self._line_starts, mark)
        return Place(line, mark - self._line_starts[line - 1] + 1)

    def attribute_mark(self, mark: int, name: str) -> int:
        """Return where that stands which the XML syntax has in an attribute of what begins at a mark."""
        begins = _BEFORE_ATTRIBUTE[name].match(self.text, mark) if name in _BEFORE_ATTRIBUTE else None
        return begins.end() if begins else mark


class Shift(NamedTuple):
    """From an offset in the text without escapes on, how many more characters there were with them."""

    start: int
    by: int


def read_compact(path: Path, data: bytes) -> CompactSource:
    """Decode a file: UTF-16 by its byte order mark, else UTF-8.

    Raises:
        SyntaxFault: the bytes are not of that encoding, or are no characters that XML has.
    """
    encoding, name = "utf-8-sig", "UTF-8"
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encoding, name = "utf-16", "UTF-16"
    try:
        text = bare_newlines(data.decode(encoding))
    except UnicodeDecodeError as error:
        sound = bare_newlines(data.decode(encoding, errors="replace"))
        mark = len(bare_newlines(data[: error.start].decode(encoding, errors="ignore")))
        said = f"the schema is not {name}"
        raise SyntaxFault(said, CompactSource(path, sound), mark, _SAVE_AS) from error
    source = CompactSource(path, text)
    if illegal := _ILLEGAL.search(text):
        said = f"the character U+{ord(illegal[0]):04X} is not allowed in a schema"
        raise SyntaxFault(said, source, illegal.start(), _SAVE_AS if illegal[0] == "\0" else "Remove it.")
    return source


def without_escapes(source: CompactSource) -> tuple[str, list[Shift]]:
    """Replace every escape by what it stands for, and tell how offsets in the result find their way back.

    Raises:
        SyntaxFault: an escape is not complete or stands for no character of XML.
    """
    text = source.text
    if "\\x" not in text:
        return text, []
    pieces: list[str] = []
    shifts: list[Shift] = []
    end = length = more = 0
    for match in _ESCAPE.finditer(text):
        pieces += text[end : match.start()], _escaped(match, source)
        length += match.start() - end + 1
        end = match.end()
        more += end - match.start() - 1
        shifts.append(Shift(length, more))
    return "".join([*pieces, text[end:]]), shifts


def _escaped(match: re.Match[str], source: CompactSource) -> str:
    digits = match[1].lstrip("0")
    if not match[1] or not match[2]:
        said = f"the escape {match[0][:_SHOWN]} is not complete"
        raise SyntaxFault(said, source, match.start(), r"An escape is written as in \x{41}, which is A.")
    number = int(digits or "0", 16) if len(digits) <= len(f"{_HIGHEST:X}") else _HIGHEST + 1
    if number > _HIGHEST or _ILLEGAL.match(chr(number)):
        said = f"there is no character {match[0][:_SHOWN]}"
        raise SyntaxFault(said, source, match.start(), "It must be the number of a character that XML allows.")
    return ESCAPED_NEWLINE if number == ord("\n") else chr(number)


def marks_before_escapes(marks: list[int], shifts: list[Shift]) -> list[int]:
    """Return where ascending offsets in the text without escapes are in the text as written."""
    found, more, at = [], 0, 0
    for mark in marks:
        while at < len(shifts) and shifts[at].start <= mark:
            more = shifts[at].by
            at += 1
        found.append(mark + more)
    return found
