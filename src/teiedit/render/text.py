"""A report as text for a terminal: place, message, the line itself with a caret, and what to do."""

from __future__ import annotations

import textwrap
import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

from teiedit.diagnostics import Diagnostic, Report, Severity

_COLOURS: Final = {Severity.ERROR: "31", Severity.WARNING: "33", Severity.INFO: "36"}
_MARGIN: Final = 8
# Controls, marks of direction and other formatting, halves of characters, the ends of lines that are none.
_UNPRINTABLE: Final = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})

LineOf = Callable[[Path, int], str]


def render_text(report: Report, *, base: Path, line_of: LineOf, width: int = 80, colour: bool = False) -> str:
    """Render the findings of a report, each a few lines, with a blank line between them.

    Args:
        report: what was found.
        base: paths below this folder are shown relative to it.
        line_of: gives a line of a file, for the excerpt; an empty one leaves the excerpt out.
        width: of the terminal, in characters.
        colour: whether to use ANSI colours.
    """
    return "\n\n".join("\n".join(_block(one, base, line_of, width, colour=colour)) for one in report)


def summarise(report: Report) -> str:
    """Say in one sentence what a report comes to."""
    documents = f"{report.checked} document{'' if report.checked == 1 else 's'} checked"
    counted = [
        f"{number} {severity.label}{'' if number == 1 else 's'}"
        for severity in reversed(Severity)
        if (number := report.count(severity))
    ]
    return f"{documents}: {', '.join(counted) or 'no findings'}."


def shown_path(path: Path, base: Path) -> str:
    """Return a path relative to `base` where it lies below it, with forward slashes."""
    return path.relative_to(base).as_posix() if path.is_relative_to(base) else path.as_posix()


def printable(text: str) -> str:
    """Replace what could steer a terminal or turn its text around, so that a document cannot."""
    return "".join(
        " " if character == "\t" else "\ufffd" if unicodedata.category(character) in _UNPRINTABLE else character
        for character in text
    )


def _block(one: Diagnostic, base: Path, line_of: LineOf, width: int, *, colour: bool) -> Iterator[str]:
    def paint(text: str, code: str) -> str:
        return f"\033[{code}m{text}\033[0m" if colour else text

    at = one.location
    place = ":".join(
        [
            shown_path(at.path, base) if at.path else "(no file)",
            *(str(number) for number in (at.line, at.column) if number),
        ]
    )
    severity = paint(one.severity.label, f"1;{_COLOURS[one.severity]}")
    yield f"{paint(printable(place), '1')}: {severity} {one.code.id} {one.code.name}"
    yield from _wrapped(printable(one.message), "  ", "  ", width)
    if at.path and at.line and (line := line_of(at.path, at.line)):
        yield from _excerpt(line, at.line, at.column, width)
    if one.hint:
        yield from _wrapped(printable(one.hint), "  help: ", "        ", width)
    if one.source:
        yield from _wrapped(printable(one.source), "  schema: ", "          ", width)


def _wrapped(text: str, first: str, rest: str, width: int) -> list[str]:
    return textwrap.wrap(
        text,
        max(width, 40),
        initial_indent=first,
        subsequent_indent=rest,
        break_on_hyphens=False,
        break_long_words=False,
    )


def _excerpt(line: str, number: int, column: int, width: int) -> Iterator[str]:
    """Show the part of a line that the column is in, and a caret under it."""
    room = max(width - _MARGIN - 4, 30)
    start = max(0, column - 1 - room * 2 // 3) if _columns(line[: room + 1]) > room else 0
    # Wide characters before the place can push it out of sight.
    while start < column - 1 and _columns(line[start : column - 1]) > room * 2 // 3:
        start += 1
    shown = _fitting(printable(line[start : start + room]), room)
    stripped = shown if start else shown.lstrip()
    indent = len(shown) - len(stripped)
    yield f"{number:>{_MARGIN - 2}} | {'…' if start else ''}{stripped}"
    if column:
        before = _columns(shown[indent : max(column - 1 - start, indent)]) + (1 if start else 0)
        yield f"{'':>{_MARGIN - 2}} | {' ' * before}^"


def _fitting(text: str, columns: int) -> str:
    """Return as much of the text as takes no more than so many columns."""
    while _columns(text) > columns:
        text = text[:-1]
    return text


def _columns(text: str) -> int:
    """Count the columns that text takes on a terminal: two for wide characters, none for combining ones."""
    wide = sum(unicodedata.east_asian_width(character) in {"W", "F"} for character in text)
    combining = sum(unicodedata.combining(character) != 0 for character in text)
    return len(text) + wide - combining
