"""What the pages of a PDF show: runs of text, by the marked content that holds them.

A code becomes text by its font's ToUnicode map, or by the replacement that is given with the content (ActualText).
Content without a number belongs to no tag: running heads, page numbers, rules.
"""

from __future__ import annotations

import re
import struct
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final, NamedTuple, TypeAlias

if TYPE_CHECKING:
    import pikepdf

# Of all operators, those that decide about text, its place and its tag.
_OPERATORS: Final = "q Q cm BT Tm Td TD Tf Tj TJ ' \" BDC BMC EMC"
_PAIR: Final = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>")
_RANGE: Final = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*(?:<([0-9A-Fa-f]+)>|\[([^\]]*)\])")
_SECTION: Final = re.compile(rb"begin(bfchar|bfrange|codespacerange)(.*?)end\1", re.DOTALL)
_HEX: Final = re.compile(rb"<([0-9A-Fa-f]+)>")
# What stands for a code that says nothing.
_UNKNOWN: Final = "\ufffd"
_LEFTWARD: Final = frozenset({"R", "AL"})
_Matrix: TypeAlias = "tuple[float, float, float, float, float, float]"
_SAME: Final[_Matrix] = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


class Run(NamedTuple):
    """Text that was set in one go.

    Attributes:
        text: as it is read, also where it was set from right to left; of several in a line, the left one comes first.
        language: that the content says of itself, or empty.
        x, y: where it begins, in points from the left and from the bottom of its page.
        size: of its letters, in points.
        is_leftward: read from right to left.
        group: the number of the text object on its page; what is in one was set at once.
    """

    text: str
    language: str
    x: float
    y: float
    size: float
    is_leftward: bool
    group: int = 0


@dataclass(frozen=True, slots=True)
class _Font:
    """How the codes of a font are read: how many bytes each has, and what it stands for."""

    width: int
    meanings: dict[int, str]

    def read(self, codes: bytes) -> list[str]:
        number = len(codes) // self.width
        kind = "H" if self.width > 1 else "B"
        meanings = self.meanings
        return [meanings.get(one, _UNKNOWN) for one in struct.unpack(f">{number}{kind}", codes[: number * self.width])]


@dataclass(slots=True)
class _Content:
    """Marked content that is open: its number or none, its language, what is read in its stead."""

    number: int | None = None
    language: str = ""
    instead: str | None = None
    is_reversed: bool = False
    shown: list[str] = field(default_factory=list)


class Fonts:
    """The fonts of a file, each read once."""

    def __init__(self) -> None:
        self._known: dict[tuple[int, int], _Font] = {}

    def read(self, font: pikepdf.Object) -> _Font:
        """Return how the codes of a font are read."""
        key = font.objgen
        if key not in self._known or key == (0, 0):
            self._known[key] = _font(font)
        return self._known[key]


def read_content(page: pikepdf.Page, fonts: Fonts) -> dict[int, list[Run]]:
    """Return the runs of a page by the number of the marked content that they are in."""
    import pikepdf  # noqa: PLC0415 - only who verifies needs it

    reader = _Reader(page, fonts)
    for instruction in pikepdf.parse_content_stream(page, _OPERATORS):
        reader.take(str(instruction.operator), list(instruction.operands))
    return reader.found


class _Reader:
    """Follows the content of a page, operator by operator."""

    def __init__(self, page: pikepdf.Page, fonts: Fonts) -> None:
        self.found: dict[int, list[Run]] = {}
        resources = page.resources
        self._fonts = {name: fonts.read(font) for name, font in _items(resources.get("/Font"))}
        self._properties = dict(_items(resources.get("/Properties")))
        self._font: _Font | None = None
        self._size = 0.0
        self._group = 0
        self._matrix = self._text = _SAME
        self._kept: list[_Matrix] = []
        self._open: list[_Content] = []

    def take(self, operator: str, operands: Sequence[Any]) -> None:
        """Do what an operator says."""
        if operator in {"TJ", "Tj", "'", '"'}:
            self._show(operator, operands)
        elif operator == "Tf":
            self._font, self._size = self._fonts.get(str(operands[0])), float(operands[1])
        elif operator == "EMC":
            self._close()
        elif operator in {"BDC", "BMC"}:
            self._begin(str(operands[0]), operands[1] if operator == "BDC" else None)
        else:
            self._move(operator, operands)

    def _move(self, operator: str, operands: Sequence[Any]) -> None:
        """Follow where text is put."""
        if operator == "cm":
            self._matrix = _times(_matrix(operands), self._matrix)
        elif operator == "q":
            self._kept.append(self._matrix)
        elif operator == "Q":
            self._matrix = self._kept.pop() if self._kept else _SAME
        elif operator == "Tm":
            self._text = _matrix(operands)
        elif operator == "BT":
            self._text = _SAME
            self._group += 1
        elif operator in {"Td", "TD"}:
            self._text = _times((1.0, 0.0, 0.0, 1.0, float(operands[0]), float(operands[1])), self._text)

    def _begin(self, kind: str, given: pikepdf.Object | None) -> None:
        around = self._open[-1] if self._open else _Content()
        if given is not None and not hasattr(given, "keys"):
            given = self._properties.get(str(given))
        number, language, instead = around.number, around.language, None
        if given is not None:
            number = int(given["/MCID"]) if "/MCID" in given else number
            language = str(given["/Lang"]) if "/Lang" in given else language
            instead = str(given["/ActualText"]) if "/ActualText" in given else None
        if kind == "/Artifact":
            number = None
        self._open.append(_Content(number, language, instead, around.is_reversed or kind == "/ReversedChars"))

    def _close(self) -> None:
        if not self._open:
            return
        content = self._open.pop()
        if content.instead is not None:
            self._add(content, content.instead, is_leftward=_has_leftward(content.instead))

    def _show(self, operator: str, operands: Sequence[Any]) -> None:
        if self._font is None or not self._open:
            return
        shown = operands[-1]
        parts = [bytes(one) for one in shown if hasattr(one, "unparse")] if operator == "TJ" else [bytes(shown)]
        content = self._open[-1]
        # What is inside of something that has words instead is not read.
        if any(one.instead is not None for one in self._open) or content.number is None:
            return
        letters = self._font.read(b"".join(parts))
        # Whatever is said of them, letters are set in the order in which they stand on the page, from the left.
        is_leftward = content.is_reversed or _has_leftward("".join(letters))
        if is_leftward:
            letters.reverse()
        self._add(content, "".join(letters), is_leftward=is_leftward)

    def _add(self, content: _Content, text: str, *, is_leftward: bool) -> None:
        if content.number is None or not text:
            return
        at = _times(self._text, self._matrix)
        self.found.setdefault(content.number, []).append(
            Run(text, content.language, at[4], at[5], self._size, is_leftward, self._group)
        )


def _has_leftward(text: str) -> bool:
    """Tell whether a text has letters of a script that is read from right to left."""
    return not text.isascii() and any(unicodedata.bidirectional(one) in _LEFTWARD for one in text)


def _items(found: pikepdf.Object | None) -> Iterator[tuple[str, pikepdf.Object]]:
    yield from ((name, one) for name, one in found.items()) if found is not None else ()


def _matrix(operands: Sequence[Any]) -> _Matrix:
    a, b, c, d, e, f = map(float, operands)
    return a, b, c, d, e, f


def _times(first: _Matrix, second: _Matrix) -> _Matrix:
    a, b, c, d, e, f = first
    p, q, r, s, t, u = second
    return a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u


def _font(font: pikepdf.Object) -> _Font:
    """Read the map from codes to text that a font brings along."""
    if "/ToUnicode" not in font:
        return _Font(2 if str(font.get("/Subtype")) == "/Type0" else 1, {})
    width = 1
    meanings: dict[int, str] = {}
    for kind, body in _SECTION.findall(font["/ToUnicode"].read_bytes()):
        if kind == b"codespacerange":
            width = max(len(one) // 2 for one in _HEX.findall(body))
        elif kind == b"bfchar":
            meanings.update((int(code, 16), _text(said)) for code, said in _PAIR.findall(body))
        else:
            meanings.update(_ranges(body))
    return _Font(width, meanings)


def _ranges(body: bytes) -> Iterator[tuple[int, str]]:
    for first, last, said, several in _RANGE.findall(body):
        start = int(first, 16)
        if several:
            yield from ((start + at, _text(one)) for at, one in enumerate(_HEX.findall(several)))
            continue
        begin = int(said, 16)
        for at in range(int(last, 16) - start + 1):
            yield start + at, _text(f"{begin + at:0{len(said)}x}".encode())


def _text(said: bytes) -> str:
    return bytes.fromhex(said.decode("ascii")).decode("utf-16-be", errors="replace")
