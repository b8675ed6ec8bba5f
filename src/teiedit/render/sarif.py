"""A report as SARIF 2.1.0, which code hosts and editors read. Source: OASIS SARIF 2.1.0, 3.14 to 3.58."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any, Final

from teiedit import codes
from teiedit.diagnostics import Code, Diagnostic, Edit, Fix, Location, Report, Severity
from teiedit.render.excerpt import LineOf, extent
from teiedit.render.json import to_json
from teiedit.render.printing import by_file, shown_path, uri_of

_SCHEMA: Final = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVELS: Final = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
_BASE_ID: Final = "SRCROOT"


def render_sarif(report: Report, *, base: Path, line_of: LineOf, version: str = "") -> str:
    """Render a report as one SARIF log with one run.

    Args:
        report: what was found.
        base: URIs of files below this folder are written relative to it.
        line_of: gives a line of a file, for where the region ends.
        version: of the program.
    """
    rules = codes.catalogue()
    numbers = {rule.id: number for number, rule in enumerate(rules)}
    driver = {"name": "teiedit", **({"version": version} if version else {}), "rules": [_rule(one) for one in rules]}
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {_BASE_ID: {"uri": base.as_uri().rstrip("/") + "/"}},
        "invocations": [{"executionSuccessful": True}],
        "artifacts": [{"location": _artifact(path, base)} for path in by_file(report) if path],
        "results": [_result(one, numbers[one.code.id], base, line_of) for one in report],
    }
    return to_json({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]})


def _rule(code: Code) -> dict[str, Any]:
    return {
        "id": code.id,
        "name": "".join(part.capitalize() for part in code.name.split("-")),
        "shortDescription": {"text": code.summary},
        "help": {"text": code.summary, "markdown": f"**{code.id} {code.name}**\n\n{code.summary}"},
        "defaultConfiguration": {"level": _LEVELS[code.severity]},
    }


def _result(one: Diagnostic, number: int, base: Path, line_of: LineOf) -> dict[str, Any]:
    result: dict[str, Any] = {
        "ruleId": one.code.id,
        "ruleIndex": number,
        "level": _LEVELS[one.severity],
        # What looks like a link would be made one. Source: SARIF 3.11.6.
        "message": {"text": " ".join(_sentences(one)).replace("](", "] (")},
        "partialFingerprints": {"place/v1": _fingerprint(one, base)},
    }
    if one.location.path:
        result["locations"] = [_location(one.location, base, line_of)]
    properties = {"hint": one.hint, "source": one.source, "allowed": list(one.allowed)}
    if given := {key: value for key, value in properties.items() if value}:
        result["properties"] = given
    if one.fix and one.fix.edits:
        result["fixes"] = [_fix(one.fix, base)]
    return result


def _sentences(one: Diagnostic) -> list[str]:
    return [f"{one.message}.", one.hint] if one.hint else [one.message]


def _location(at: Location, base: Path, line_of: LineOf) -> dict[str, Any]:
    physical: dict[str, Any] = {"artifactLocation": _artifact(at.path, base)} if at.path else {}
    line = line_of(at.path, at.line) if at.path and at.line else ""
    if at.line:
        region = {"startLine": at.line}
        if at.column:
            region |= {"startColumn": at.column, "endColumn": at.column + (extent(line, at.column) if line else 1)}
        physical["region"] = region
    location: dict[str, Any] = {"physicalLocation": physical}
    if at.xpath:
        kind = "attribute" if "/@" in at.xpath else "element"
        location["logicalLocations"] = [{"fullyQualifiedName": at.xpath, "kind": kind}]
    return location


def _artifact(path: Path, base: Path) -> dict[str, str]:
    uri = uri_of(path, base)
    return {"uri": uri, "uriBaseId": _BASE_ID} if path.is_relative_to(base) else {"uri": uri}


def _fix(fix: Fix, base: Path) -> dict[str, Any]:
    by_path: dict[Path, list[Edit]] = {}
    for edit in fix.edits:
        if edit.start.path:
            by_path.setdefault(edit.start.path, []).append(edit)
    changes = [
        {"artifactLocation": _artifact(path, base), "replacements": [_replacement(edit) for edit in edits]}
        for path, edits in by_path.items()
    ]
    return {"description": {"text": fix.description}, "artifactChanges": changes}


def _replacement(edit: Edit) -> dict[str, Any]:
    region = {
        "startLine": edit.start.line,
        "startColumn": edit.start.column,
        "endLine": edit.end.line,
        "endColumn": edit.end.column,
    }
    return {"deletedRegion": region, "insertedContent": {"text": edit.text}}


def _fingerprint(one: Diagnostic, base: Path) -> str:
    """Name a finding so that it is known again after lines were added above it."""
    at = one.location
    key = (one.code.id, shown_path(at.path, base) if at.path else "", at.xpath or str(at.line), one.message)
    return hashlib.blake2b("\0".join(key).encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
