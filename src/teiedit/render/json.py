"""A report as JSON, for other programs; `schemas/report.schema.json` describes it."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from teiedit.diagnostics import Diagnostic, Edit, Report, Severity
from teiedit.render.printing import shown_path

_STEERING = re.compile("[\x7f-\x9f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]")


def render_json(report: Report, *, base: Path, most: int | None = None, statistics: bool = False) -> str:
    """Render a report as one JSON object, `{"findings": […], "summary": {…}}`.

    Args:
        report: what was found.
        base: paths below this folder are written relative to it.
        most: how many findings are written; the summary counts them all.
        statistics: whether to add what is most frequent.
    """
    shown = report.findings[:most]
    left_out = len(report) - len(shown)
    found = {
        "findings": [_finding(one, base) for one in shown],
        "summary": {
            "documents": report.checked,
            "errors": report.count(Severity.ERROR),
            "warnings": report.count(Severity.WARNING),
            "infos": report.count(Severity.INFO),
            **({"left_out": left_out} if left_out else {}),
        },
        **({"statistics": _statistics(report)} if statistics else {}),
    }
    return to_json(found)


def to_json(value: Any) -> str:
    """Write a value as JSON for a terminal too: what could steer it is written as the escape that means the same."""
    text = json.dumps(value, ensure_ascii=False, indent=2)
    return _STEERING.sub(lambda one: f"\\u{ord(one[0]):04x}", text)


def _finding(one: Diagnostic, base: Path) -> dict[str, Any]:
    at = one.location
    found: dict[str, Any] = {
        "code": one.code.id,
        "name": one.code.name,
        "severity": one.severity.label,
        "message": one.message,
        "hint": one.hint,
        "source": one.source,
        "location": {
            "path": shown_path(at.path, base) if at.path else None,
            "line": at.line or None,
            "column": at.column or None,
            "xpath": at.xpath,
        },
    }
    if one.allowed:
        found["allowed"] = list(one.allowed)
    if one.fix:
        found["fix"] = {
            "description": one.fix.description,
            "safety": one.fix.safety,
            "edits": [_edit(edit, base) for edit in one.fix.edits],
        }
    return found


def _edit(edit: Edit, base: Path) -> dict[str, Any]:
    return {
        "path": shown_path(edit.start.path, base) if edit.start.path else None,
        "start": {"line": edit.start.line, "column": edit.start.column},
        "end": {"line": edit.end.line, "column": edit.end.column},
        "text": edit.text,
    }


def _statistics(report: Report) -> dict[str, Any]:
    from teiedit.render.statistics import count_findings  # noqa: PLC0415 - loaded when it is asked for

    counted = count_findings(report)
    return {
        "kinds": [
            {
                "code": one.what[0].id,
                "name": one.what[0].name,
                "severity": one.what[1].label,
                "count": one.count,
                "files": one.files,
            }
            for one in counted.kinds
        ],
        "messages": [
            {"code": one.what[0].id, "message": one.what[1], "count": one.count, "files": one.files}
            for one in counted.messages
        ],
        "elements": [{"name": one.what, "count": one.count, "files": one.files} for one in counted.elements],
    }
