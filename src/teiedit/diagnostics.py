"""Findings about a user's document, as values: where, what, how bad, and what to do about it."""

from __future__ import annotations

import enum
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal


class Severity(enum.IntEnum):
    """How bad a finding is; comparable, so that "at or above" means what it says."""

    INFO = 1
    WARNING = 2
    ERROR = 3

    @property
    def label(self) -> str:
        """The word shown to a reader: `info`, `warning` or `error`."""
        return self.name.lower()


@dataclass(frozen=True, slots=True)
class Code:
    """A kind of finding: a stable identifier, a name that reads well after "allow", and its default."""

    id: str
    name: str
    severity: Severity
    summary: str


@dataclass(frozen=True, slots=True, order=True)
class Location:
    """A place in a file. `line` and `column` are 1-based, columns count characters; 0 means unknown."""

    path: Path | None = None
    line: int = 0
    column: int = 0
    xpath: str = ""


@dataclass(frozen=True, slots=True)
class Edit:
    """Text to be put in the place of what stands from `start` up to, but without, `end`, both in one file."""

    start: Location
    end: Location
    text: str


@dataclass(frozen=True, slots=True)
class Fix:
    """What would settle a finding.

    Attributes:
        description: a sentence in the imperative, in the words of the document: `Write "ref" for "rfe".`
        safety: whether a program may apply it unasked; `display-only` where only a person can.
        edits: the exact replacements, which belong together; an element has two tags to be renamed.
    """

    description: str
    safety: Literal["safe", "unsafe", "display-only"] = "display-only"
    edits: tuple[Edit, ...] = ()


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One finding.

    Attributes:
        code: which kind of finding; its `id` is stable from release to release.
        message: one clause that names the element and the value, without a full stop.
        location: where.
        hint: what to do about it, a sentence, or empty.
        source: the schema's own documentation, a section of the Guidelines, or empty.
        severity: the code's own unless a caller decided otherwise.
        fix: a replacement, with how safe it is.
        stands_for: how many findings it is one of that are not listed themselves, itself among them.
        allowed: every name or value that would have been right, for programs: a person is shown a few in `hint`.
    """

    code: Code
    message: str
    location: Location = field(default_factory=Location)
    hint: str = ""
    source: str = ""
    severity: Severity = Severity.ERROR
    fix: Fix | None = None
    allowed: tuple[str, ...] = ()
    stands_for: int = 1


def quoted(value: str, most: int = 80) -> str:
    """Put a value of a document into quotation marks for a message, shortened if it is long."""
    line = " ".join(value.split())
    return f'"{line if len(line) <= most else line[: most - 1] + "…"}"'


def finding(  # noqa: PLR0913 - one for each thing that a finding can have
    code: Code,
    message: str,
    location: Location | None = None,
    *,
    hint: str = "",
    source: str = "",
    fix: Fix | None = None,
    allowed: tuple[str, ...] = (),
) -> Diagnostic:
    """Make a diagnostic with the severity that its code has by default."""
    return Diagnostic(code, message, location or Location(), hint, source, code.severity, fix, allowed)


@dataclass(frozen=True, slots=True)
class Report:
    """What a job found, and how many documents it looked at."""

    findings: tuple[Diagnostic, ...] = ()
    checked: int = 0

    def __iter__(self) -> Iterator[Diagnostic]:
        return iter(self.findings)

    def __len__(self) -> int:
        return len(self.findings)

    def __add__(self, other: Report) -> Report:
        return Report(self.findings + other.findings, self.checked + other.checked)

    def count(self, severity: Severity) -> int:
        """Count the findings of exactly this severity, those too that one stands for."""
        return sum(found.stands_for for found in self.findings if found.severity is severity)

    def fails(self, threshold: Severity = Severity.ERROR) -> bool:
        """Tell whether any finding is at or above the threshold."""
        return any(found.severity >= threshold for found in self.findings)

    def sorted(self) -> Report:
        """Return the same findings in reading order: by path, line, column, code."""

        def key(found: Diagnostic) -> tuple[str, int, int, str, str]:
            at = found.location
            return (str(at.path or ""), at.line, at.column, found.code.id, found.message)

        return Report(tuple(sorted(self.findings, key=key)), self.checked)


def merge(reports: Iterable[Report]) -> Report:
    """Add reports together, keeping their order; what several say alike, of a file that they share, stands once."""
    gathered = list(reports)
    found = dict.fromkeys(one for report in gathered for one in report.findings)
    return Report(tuple(found), sum(report.checked for report in gathered))
