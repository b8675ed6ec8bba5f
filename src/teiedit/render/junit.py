"""A report as JUnit XML, which build servers read: a suite a file, a case a finding, a case that passed without any."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from html import escape
from pathlib import Path
from typing import Final

from teiedit.diagnostics import Diagnostic, Report, Severity
from teiedit.render.printing import by_file, printable, shown_path, shown_place

# Characters that no XML document can hold and that are not replaced because they steer something.
_NOT_XML: Final = re.compile("[\ufffe\uffff]")


def render_junit(
    report: Report, *, base: Path, files: Iterable[Path] = (), threshold: Severity = Severity.ERROR
) -> str:
    """Render a report as JUnit XML.

    Args:
        report: what was found.
        base: paths below this folder are written relative to it.
        files: what was checked; those without findings pass.
        threshold: milder findings do not fail.
    """
    groups: dict[Path | None, list[Diagnostic]] = {path: [] for path in files}
    groups.update(by_file(report))
    suites = [line for path, found in groups.items() for line in _suite(path, found, base, threshold)]
    tests = sum(max(len(found), 1) for found in groups.values())
    failures = sum(one.severity >= threshold for one in report)
    return "\n".join(
        [
            '<?xml version="1.0" encoding="UTF-8"?>',
            f'<testsuites name="teiedit" tests="{tests}" failures="{failures}" errors="0">',
            *suites,
            "</testsuites>",
        ]
    )


def _suite(path: Path | None, found: Sequence[Diagnostic], base: Path, threshold: Severity) -> Iterator[str]:
    name = _attribute(shown_path(path, base) if path else "(no file)")
    failures = sum(one.severity >= threshold for one in found)
    yield f'  <testsuite name="{name}" tests="{max(len(found), 1)}" failures="{failures}" errors="0" skipped="0">'
    if not found:
        yield f'    <testcase classname="{name}" name="no findings"/>'
    for one in found:
        place = ":".join(str(number) for number in (one.location.line, one.location.column) if number)
        title = _attribute(f"{one.code.id} {one.code.name} {place}".rstrip())
        yield f'    <testcase classname="{name}" name="{title}">'
        yield from _outcome(one, base, threshold)
        yield "    </testcase>"
    yield "  </testsuite>"


def _outcome(one: Diagnostic, base: Path, threshold: Severity) -> Iterator[str]:
    lines = [f"{shown_place(one, base)}: {one.severity.label}: {one.message}", one.location.xpath, one.hint, one.source]
    text = "\n".join(_attribute(line) for line in lines if line)
    if one.severity >= threshold:
        yield f'      <failure type="{_attribute(one.code.name)}" message="{_attribute(one.message)}">{text}</failure>'
    else:
        yield f"      <system-out>{text}</system-out>"


def _attribute(text: str) -> str:
    return escape(_NOT_XML.sub("\ufffd", printable(text)))
