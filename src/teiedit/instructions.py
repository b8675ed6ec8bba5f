"""The processing instructions before the root element that name schemas: what is written in them, and where.

They look like tags and are none: an XML parser does not look inside, so what is wrong there is found here.
Source: Associating Schemas with XML documents 1.0 (W3C); Associating Style Sheets with XML documents 1.0, 3.
"""

from __future__ import annotations

import difflib
import html
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Final, NamedTuple, cast
from xml.parsers import expat

from lxml import etree

from teiedit.diagnostics import Location
from teiedit.document import Document
from teiedit.document.positions import SourceText

_SPACE: Final = re.compile(r"\s*")
_PAIR: Final = re.compile(r"""([^\s=<>"'?]+)\s*=\s*("[^"]*"|'[^']*')""")
_BARE: Final = re.compile(r"""([^\s=<>"'?]+)\s*=\s*[^\s"']+""")
_WORD: Final = re.compile(r"\S+")
_REFERENCE: Final = re.compile(r"&(?:#\d{1,7}|#x[0-9A-Fa-f]{1,6}|lt|gt|amp|quot|apos);")


class Slip(NamedTuple):
    """Something wrong inside an instruction: the offset in its text, one clause, and what to write instead."""

    offset: int
    message: str
    hint: str


@dataclass(frozen=True)
class Instruction:
    """One processing instruction.

    Attributes:
        document: where it stands.
        target: its name.
        text: what follows the name, as written.
        number: of the instructions before the root element, from 0.
        line: as the parser has it.
    """

    document: Document
    target: str
    text: str
    number: int
    line: int

    @cached_property
    def _read(self) -> tuple[dict[str, str], tuple[Slip, ...]]:
        return _read(self.text)

    @property
    def values(self) -> dict[str, str]:
        """What is written in it, by name; of several of one name the first."""
        return self._read[0]

    @property
    def slips(self) -> tuple[Slip, ...]:
        """What is wrong with how it is written."""
        return self._read[1]

    def misspelt(self, known: Collection[str]) -> Slip | None:
        """Return the first name that is nearly one of those known and none of them."""
        for name in self.values:
            near = [] if name in known else difflib.get_close_matches(name, known, n=1, cutoff=0.75)
            if near and near[0] not in self.values:
                at = re.search(rf"(?<!\S){re.escape(name)}\s*=", self.text)
                return Slip(at.start() if at else 0, f"{self.target} has no {name}", f"Did you mean {near[0]}?")
        return None

    def location(self, offset: int | None = None) -> Location:
        """Return the place of the instruction, or of a character of its text."""
        source = self.document.source
        starts = _starts(source)
        if self.number >= len(starts):
            return Location(source.path, self.line, 1)
        at = starts[self.number]
        if offset is not None:
            at = _end(_SPACE, source.text, at + len("<?") + len(self.target)) + offset
        place = source.place(at)
        return Location(source.path, place.line, place.column)


def instructions(document: Document, targets: Collection[str]) -> Iterator[Instruction]:
    """Yield the processing instructions with these names that stand before the root element, in order."""
    before = [
        one for one in document.root.itersiblings(preceding=True) if isinstance(one, etree._ProcessingInstruction)
    ]
    for number, one in enumerate(reversed(before)):
        if one.target in targets:
            yield Instruction(document, str(one.target), str(one.text or ""), number, cast("int", one.sourceline or 1))


def _read(text: str) -> tuple[dict[str, str], tuple[Slip, ...]]:
    values: dict[str, str] = {}
    slips: list[Slip] = []
    at = _end(_SPACE, text, 0)
    while at < len(text):
        if pair := _PAIR.match(text, at):
            name, value = pair[1], pair[2][1:-1]
            if name in values:
                slips.append(Slip(at, f"{name} is given twice", "Remove one of the two."))
            values.setdefault(name, _REFERENCE.sub(lambda one: html.unescape(one[0]), value))
            at = pair.end()
        elif bare := _BARE.match(text, at):
            slips.append(Slip(at, f"the value of {bare[1]} is not in quotation marks", f'Write {bare[1]}="…".'))
            at = bare.end()
        else:
            word = _WORD.match(text, at)
            shown = word[0][:40] if word else ""
            slips.append(Slip(at, f"{shown} stands where a name with a value should", 'Write name="value".'))
            at = word.end() if word else len(text)
        at = _end(_SPACE, text, at)
    return values, tuple(slips)


def _end(pattern: re.Pattern[str], text: str, at: int) -> int:
    found = pattern.match(text, at)
    return found.end() if found else at


class _RootReached(Exception):  # noqa: N818 - it is no error
    """What stands before the root element has been read."""


def _starts(source: SourceText) -> list[int]:
    """Return the character offsets of the instructions before the root element, those of the DOCTYPE left out."""
    offsets: list[int] = []
    in_doctype: list[bool] = []

    def instruction(_target: str, _text: str) -> None:
        if not in_doctype:
            offsets.append(parser.CurrentByteIndex)

    def root(_name: str, _attributes: dict[str, str]) -> None:
        raise _RootReached

    parser = expat.ParserCreate("utf-8")
    parser.ProcessingInstructionHandler = instruction
    parser.StartDoctypeDeclHandler = lambda *_: in_doctype.append(True)
    parser.EndDoctypeDeclHandler = in_doctype.clear
    parser.StartElementHandler = root
    body = source.text.encode("utf-8", errors="replace")
    try:
        parser.Parse(body, True)  # noqa: FBT003 - expat takes no keyword
    except (_RootReached, expat.ExpatError):
        pass
    return [len(body[:offset].decode("utf-8", errors="replace")) for offset in offsets]
