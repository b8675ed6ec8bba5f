"""Text of documents made safe and fit to show: nothing in it steers a terminal, and its columns are counted."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Iterable
from pathlib import Path
from typing import Final
from urllib.parse import quote_from_bytes

from teiedit.diagnostics import Diagnostic, Report, Severity

# Controls, marks of direction and other formatting, halves of characters, the ends of lines that are none.
_UNPRINTABLE: Final = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
# Join letters or keep them apart, in Persian and Indic scripts and in emoji; they steer nothing and take no room.
_JOINERS: Final = "\u200c\u200d"


def printable(text: str) -> str:
    """Replace what could steer a terminal or turn its text around, so that a document cannot."""
    if text.isprintable():
        return text
    return "".join(
        " " if character == "\t" else "\ufffd" if _is_unprintable(character) else character for character in text
    )


def _is_unprintable(character: str) -> bool:
    return unicodedata.category(character) in _UNPRINTABLE and character not in _JOINERS


def columns(text: str) -> int:
    """Count the columns that text takes on a terminal: two for wide characters, none for combining ones."""
    if text.isascii():
        return len(text)
    wide = sum(unicodedata.east_asian_width(character) in {"W", "F"} for character in text)
    combining = sum(unicodedata.combining(character) != 0 or character in _JOINERS for character in text)
    return len(text) + wide - combining


def fitting(text: str, room: int) -> str:
    """Return as much of the text as takes no more than so many columns."""
    while columns(text) > room:
        text = text[:-1]
    return text


def shown_path(path: Path, base: Path) -> str:
    """Return a path relative to `base` where it lies below it, with forward slashes."""
    return path.relative_to(base).as_posix() if path.is_relative_to(base) else path.as_posix()


def shown_place(one: Diagnostic, base: Path) -> str:
    """Return `path:line:column` of a finding as far as they are known, fit to be printed."""
    at = one.location
    path = printable(shown_path(at.path, base)) if at.path else "(no file)"
    return ":".join([path, *(str(number) for number in (at.line, at.column) if number)])


def uri_of(path: Path, base: Path) -> str:
    """Return the URI of a path, a relative one where it lies below `base`."""
    if not path.is_relative_to(base):
        return path.as_uri()
    return quote_from_bytes(os.fsencode(path.relative_to(base).as_posix()))


def by_file(found: Iterable[Diagnostic]) -> dict[Path | None, list[Diagnostic]]:
    """Group findings by the file they are in, in the order in which files first appear."""
    groups: dict[Path | None, list[Diagnostic]] = {}
    for one in found:
        groups.setdefault(one.location.path, []).append(one)
    return groups


def counted(found: Iterable[Diagnostic]) -> str:
    """Count findings by severity in words, the worst first: `2 errors, 1 warning`; empty if there are none."""
    report = Report(tuple(found))
    return ", ".join(
        plural(number, severity.label) for severity in reversed(Severity) if (number := report.count(severity))
    )


def plural(number: int, noun: str) -> str:
    """Write a number with its noun: `1 error`, `2,000 errors`."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
