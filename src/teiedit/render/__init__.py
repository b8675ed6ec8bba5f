"""Turn a report into what is shown or stored: pure functions, nothing is printed here.

Each format has a function of its own; `render` calls the one that is named.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, Literal, get_args

from teiedit.diagnostics import Report, Severity
from teiedit.render.excerpt import LineOf
from teiedit.render.json import render_json
from teiedit.render.text import Look, render_text, summarise

__all__ = [
    "REPORT_FORMATS",
    "LineOf",
    "Look",
    "RenderOptions",
    "ReportFormat",
    "render",
    "render_json",
    "render_text",
    "summarise",
]

ReportFormat = Literal["text", "concise", "json", "sarif", "github", "junit", "html"]
REPORT_FORMATS: Final[tuple[ReportFormat, ...]] = get_args(ReportFormat)


@dataclass(frozen=True, slots=True)
class RenderOptions:
    """What a format may need beside the report.

    Attributes:
        base: paths below this folder are shown relative to it.
        line_of: gives a line of a file, for excerpts.
        look: what the terminal is like, for text.
        files: what was checked, for JUnit.
        threshold: milder findings do not fail, for JUnit.
        most: how many findings are shown; all by default.
        statistics: whether text has the most frequent findings instead of each, and JSON has them too.
        version: of the program, for SARIF.
    """

    base: Path
    line_of: LineOf
    look: Look = field(default_factory=Look)
    files: tuple[Path, ...] = ()
    threshold: Severity = Severity.ERROR
    most: int | None = None
    statistics: bool = False
    version: str = ""


def render(report: Report, kind: ReportFormat, options: RenderOptions) -> str:
    """Render a report in a format, without a newline at the end; empty if the format has nothing to say."""
    return _RENDERERS[kind](report, options)


def _shown(report: Report, options: RenderOptions) -> Report:
    return Report(report.findings[: options.most], report.checked)


def _text(report: Report, options: RenderOptions) -> str:
    shown = _shown(report, options)
    if options.statistics:
        from teiedit.render.statistics import render_statistics  # noqa: PLC0415 - a format is loaded when it is asked for

        return _paragraphs(render_statistics(report, options.look), summarise(report))
    text = render_text(shown, base=options.base, line_of=options.line_of, look=options.look)
    return _paragraphs(text, summarise(report, left_out=len(report) - len(shown)))


def _paragraphs(*parts: str) -> str:
    return "\n\n".join(part for part in parts if part)


def _concise(report: Report, options: RenderOptions) -> str:
    from teiedit.render.concise import render_concise  # noqa: PLC0415

    return render_concise(_shown(report, options), base=options.base)


def _github(report: Report, options: RenderOptions) -> str:
    from teiedit.render.concise import render_github  # noqa: PLC0415

    return render_github(_shown(report, options), base=options.base)


def _json(report: Report, options: RenderOptions) -> str:
    return render_json(report, base=options.base, most=options.most, statistics=options.statistics)


def _sarif(report: Report, options: RenderOptions) -> str:
    from teiedit.render.sarif import render_sarif  # noqa: PLC0415

    shown = _shown(report, options)
    return render_sarif(shown, base=options.base, line_of=options.line_of, version=options.version)


def _junit(report: Report, options: RenderOptions) -> str:
    from teiedit.render.junit import render_junit  # noqa: PLC0415

    shown = _shown(report, options)
    return render_junit(shown, base=options.base, files=options.files, threshold=options.threshold)


def _html(report: Report, options: RenderOptions) -> str:
    from teiedit.render.page import render_html  # noqa: PLC0415

    return render_html(report, base=options.base, line_of=options.line_of, most=options.most)


_RENDERERS: Final[dict[ReportFormat, Callable[[Report, RenderOptions], str]]] = {
    "text": _text,
    "concise": _concise,
    "json": _json,
    "sarif": _sarif,
    "github": _github,
    "junit": _junit,
    "html": _html,
}
