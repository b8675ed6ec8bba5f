"""A report as JSON, for other programs."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from teiedit.diagnostics import Diagnostic, Report, Severity
from teiedit.render.text import shown_path

_STEERING = re.compile("[\x7f-\x9f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]")


def render_json(report: Report, *, base: Path) -> str:
    """Render a report as one JSON object, `{"findings": […], "summary": {…}}`.

    Args:
        report: what was found.
        base: paths below this folder are written relative to it.
    """
    found = {
        "findings": [_finding(one, base) for one in report],
        "summary": {
            "documents": report.checked,
            "errors": report.count(Severity.ERROR),
            "warnings": report.count(Severity.WARNING),
            "infos": report.count(Severity.INFO),
        },
    }
    return to_json(found)


def to_json(value: Any) -> str:
    """Write a value as JSON for a terminal too: what could steer it is written as the escape that means the same."""
    text = json.dumps(value, ensure_ascii=False, indent=2)
    return _STEERING.sub(lambda one: f"\\u{ord(one[0]):04x}", text)


def _finding(one: Diagnostic, base: Path) -> dict[str, Any]:
    at = one.location
    return {
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
