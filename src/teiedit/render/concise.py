"""A report with one line a finding: for editors that jump to places, for grep, for annotations of GitHub."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from teiedit.diagnostics import Diagnostic, Report, Severity
from teiedit.render.printing import printable, shown_path, shown_place

_COMMANDS: Final = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def render_concise(report: Report, *, base: Path) -> str:
    """Render each finding as `path:line:column: severity TE301 message`.

    Args:
        report: what was found.
        base: paths below this folder are shown relative to it.
    """
    return "\n".join(
        f"{shown_place(one, base)}: {one.severity.label} {one.code.id} {printable(one.message)}" for one in report
    )


def render_github(report: Report, *, base: Path) -> str:
    """Render each finding as a workflow command, which GitHub shows beside the line.

    Args:
        report: what was found.
        base: the folder of the checkout.
    """
    return "\n".join(_command(one, base) for one in report)


def _command(one: Diagnostic, base: Path) -> str:
    at = one.location
    properties = {
        "file": shown_path(at.path, base) if at.path else "",
        "line": str(at.line or ""),
        "col": str(at.column or ""),
        "title": f"{one.code.id} {one.code.name}",
    }
    given = ",".join(f"{key}={_property(printable(value))}" for key, value in properties.items() if value)
    said = "\n".join(printable(text) for text in (one.message, one.hint) if text)
    return f"::{_COMMANDS[one.severity]} {given}::{_data(said)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
