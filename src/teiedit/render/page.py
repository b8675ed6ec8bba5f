"""A report as one self-contained HTML page: no script, nothing loaded, readable without its colours."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from pathlib import Path
from typing import Final

from teiedit.diagnostics import Diagnostic, Report, Severity
from teiedit.render.excerpt import LineOf, cut_excerpt
from teiedit.render.page_style import PAGE_STYLE
from teiedit.render.printing import by_file, counted, plural, printable, shown_path
from teiedit.render.statistics import count_findings
from teiedit.render.text import summarise

# The columns of a source line that are shown; a narrow window scrolls them.
_ROOM: Final = 160
_POLICY: Final = "default-src 'none'; style-src 'unsafe-inline'"


def render_html(report: Report, *, base: Path, line_of: LineOf, most: int | None = None) -> str:
    """Render a report as a page.

    Args:
        report: what was found.
        base: paths below this folder are shown relative to it.
        line_of: gives a line of a file, for the excerpt.
        most: how many findings are shown; the counts are of all.
    """
    shown = report.findings[:most]
    summary = summarise(report, left_out=len(report) - len(shown))
    groups = by_file(shown)
    lines = [
        "<!DOCTYPE html>",
        '<html lang="en">',
        "<head>",
        '<meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">',
        '<meta name="color-scheme" content="light dark">',
        f"<title>{escape(summary)}</title>",
        f"<style>\n{PAGE_STYLE}</style>",
        "</head>",
        "<body>",
        "<header>",
        "<h1>Validation report</h1>",
        f'<p class="summary">{escape(summary)}</p>',
        "</header>",
        "<main>",
        *(_contents(groups, base) if len(groups) > 1 else ()),
        *(_statistics(report) if len(report) > 1 else ()),
        *(_filter(shown) if shown else ()),
    ]
    for number, (path, found) in enumerate(groups.items(), 1):
        lines += _file(number, path, found, base, line_of)
    return "\n".join([*lines, "</main>", "</body>", "</html>"])


def _contents(groups: dict[Path | None, list[Diagnostic]], base: Path) -> Iterator[str]:
    yield "<details open>"
    yield f"<summary><h2>{plural(len(groups), 'file')} with findings</h2></summary>"
    yield '<nav aria-label="Files"><ul>'
    for number, (path, found) in enumerate(groups.items(), 1):
        yield f'<li><a href="#file-{number}">{_path(path, base)}</a> <span class="count">{counted(found)}</span></li>'
    yield "</ul></nav>"
    yield "</details>"


def _statistics(report: Report) -> Iterator[str]:
    statistics = count_findings(report)
    tables = [
        (
            "Kinds",
            [
                (f"{_badge(one.what[1])} {one.what[0].id} {one.what[0].name}", one.count, one.files)
                for one in statistics.kinds
            ],
        ),
        ("Messages", [(_said(one.what[1]), one.count, one.files) for one in statistics.messages]),
        ("Elements", [(f"<code>{_said(one.what)}</code>", one.count, one.files) for one in statistics.elements]),
    ]
    yield "<details>"
    yield "<summary><h2>Most frequent</h2></summary>"
    for title, rows in tables:
        if rows:
            yield from _table(title, rows)
    yield "</details>"


def _table(title: str, rows: Sequence[tuple[str, int, int]]) -> Iterator[str]:
    yield f'<div class="table" role="group" tabindex="0" aria-label="{title}"><table>'
    yield f"<caption>{title}</caption>"
    heads = "".join(f'<th scope="col">{head}</th>' for head in ("Findings", "Files", "What"))
    yield f"<thead><tr>{heads}</tr></thead>"
    yield "<tbody>"
    for what, count, files in rows:
        yield f'<tr><td>{count:,}</td><td>{files:,}</td><th scope="row">{what}</th></tr>'
    yield "</tbody></table></div>"


def _filter(shown: Sequence[Diagnostic]) -> Iterator[str]:
    """Let severities be hidden, where there is more than one; the boxes work by style alone."""
    present = [severity for severity in reversed(Severity) if any(one.severity is severity for one in shown)]
    if len(present) > 1:
        yield '<fieldset class="filter"><legend>Show</legend>'
        for severity in present:
            label = severity.label
            number = sum(one.severity is severity for one in shown)
            yield f'<label><input type="checkbox" id="show-{label}" checked> {plural(number, label)}</label>'
        yield "</fieldset>"


def _file(number: int, path: Path | None, found: Sequence[Diagnostic], base: Path, line_of: LineOf) -> Iterator[str]:
    yield f'<section id="file-{number}" aria-labelledby="path-{number}">'
    yield "<details open>"
    head = f'<h2 id="path-{number}">{_path(path, base)}</h2>'
    yield f'<summary>{head} <span class="count">{counted(found)}</span></summary>'
    yield "<ol>"
    for one in found:
        yield from _finding(one, line_of)
    yield "</ol>"
    yield "</details>"
    yield "</section>"


def _finding(one: Diagnostic, line_of: LineOf) -> Iterator[str]:
    at = one.location
    place = ", ".join(f"{name} {value:,}" for name, value in (("line", at.line), ("column", at.column)) if value)
    yield f'<li class="{one.severity.label}">'
    yield f"<h3>{_said(one.message)}</h3>"
    yield f'<p class="place">{_badge(one.severity)} {one.code.id} {one.code.name}{f" · {place}" if place else ""}</p>'
    if at.path and at.line and (line := line_of(at.path, at.line)):
        yield _excerpt(line, at.line, at.column)
    for label, text in (("Help", one.hint), ("Fix", one.fix.description if one.fix else ""), ("Schema", one.source)):
        if text:
            yield f"<p><b>{label}:</b> {_said(text)}</p>"
    if one.allowed:
        names = ", ".join(f"<code>{_said(name)}</code>" for name in one.allowed)
        yield f"<details><summary>All that is allowed here ({len(one.allowed):,})</summary><p>{names}</p></details>"
    if at.xpath:
        yield f"<details><summary>XPath</summary><p><code>{_said(at.xpath)}</code></p></details>"
    yield "</li>"


def _excerpt(line: str, number: int, column: int) -> str:
    part = cut_excerpt(line, column, _ROOM)
    before = ("…" if part.is_cut_before else "") + escape(part.before)
    marked = f"<mark>{escape(part.marked) or '&nbsp;'}</mark>" if column else ""
    after = escape(part.after) + ("…" if part.is_cut_after else "")
    code = f'<code dir="ltr">{before}{marked}{after}</code>'
    head = f'<pre role="group" tabindex="0" aria-label="Line {number}">'
    return f'{head}<span aria-hidden="true">{number}</span>{code}</pre>'


def _badge(severity: Severity) -> str:
    return f'<strong class="badge {severity.label}">{severity.label}</strong>'


def _path(path: Path | None, base: Path) -> str:
    # A path may be broken after each of its folders.
    return _said(shown_path(path, base)).replace("/", "/<wbr>") if path else "(no file)"


def _said(text: str) -> str:
    return escape(printable(text))
