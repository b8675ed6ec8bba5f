"""What a corpus has most: kinds of findings, messages, and the elements that they are about."""

from __future__ import annotations

import re
import textwrap
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Generic, TypeVar

from teiedit.diagnostics import Code, Diagnostic, Report, Severity
from teiedit.render.printing import printable
from teiedit.render.text import Look

_SHOWN: Final = 10
# What differs from one finding to the next of the same kind.
_QUOTED = re.compile(r'"[^"]*"')
_ELEMENT = re.compile(r"([^/\[@]+)(?:\[\d+\])?(?:/@[^/]*)?$")
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Tally(Generic[T]):
    """How often something was found, and in how many files."""

    what: T
    count: int
    files: int


@dataclass(frozen=True, slots=True)
class Statistics:
    """The findings of a report counted, each list with the most frequent first.

    Attributes:
        kinds: by code and severity, all of them.
        messages: by code and message, the values in them left out, the most frequent.
        elements: by the name of the element they are about, the most frequent.
    """

    kinds: tuple[Tally[tuple[Code, Severity]], ...]
    messages: tuple[Tally[tuple[Code, str]], ...]
    elements: tuple[Tally[str], ...]


def count_findings(report: Report, most: int = _SHOWN) -> Statistics:
    """Count what a report has most.

    Args:
        report: what was found.
        most: how many messages and elements are kept.
    """
    return Statistics(
        _tally(report, lambda one: (one.code, one.severity)),
        _tally(report, lambda one: (one.code, _QUOTED.sub('"…"', one.message)))[:most],
        _tally((one for one in report if one.location.xpath), lambda one: _element(one.location.xpath))[:most],
    )


def render_statistics(report: Report, look: Look | None = None) -> str:
    """Render the statistics of a report as three tables; empty if it has no findings."""
    look = look or Look()
    counted = count_findings(report)
    kinds = [
        (one.count, one.files, f"{one.what[0].id} {one.what[0].name} ({one.what[1].label})") for one in counted.kinds
    ]
    messages = [(one.count, one.files, f"{one.what[0].id} {one.what[1]}") for one in counted.messages]
    elements = [(one.count, one.files, f"<{one.what}>") for one in counted.elements]
    tables = (("kind", kinds), ("message", messages), ("element", elements))
    return "\n\n".join(_table(title, rows, look) for title, rows in tables if rows)


def _tally(found: Iterable[Diagnostic], key: Callable[[Diagnostic], T]) -> tuple[Tally[T], ...]:
    counts: Counter[T] = Counter()
    files: dict[T, set[Path | None]] = {}
    for one in found:
        what = key(one)
        counts[what] += one.stands_for
        files.setdefault(what, set()).add(one.location.path)
    # Equally frequent ones by the order in which they were found, which is that of the files.
    return tuple(Tally(what, count, len(files[what])) for what, count in counts.most_common())


def _element(xpath: str) -> str:
    found = _ELEMENT.search(xpath.removesuffix("/text()"))
    return found[1] if found else xpath


def _table(title: str, rows: list[tuple[int, int, str]], look: Look) -> str:
    head = f"{'findings':>8}  {'files':>6}  {title}"
    lines = [look.paint(head, "1")]
    for count, files, what in rows:
        # Wrapped and not cut: what tells one message from another is often its end.
        row = f"{count:>8,}  {files:>6,}  {printable(what)}"
        lines += textwrap.wrap(row, look.room, subsequent_indent=" " * 20, break_on_hyphens=False)
    return "\n".join(lines)
