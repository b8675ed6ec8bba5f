"""A report as text for a terminal: place, message, the line itself with the place marked, and what to do."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from teiedit.diagnostics import Diagnostic, Report, Severity
from teiedit.render.excerpt import LineOf, cut_excerpt
from teiedit.render.printing import by_file, columns, counted, fitting, plural, printable, shown_path, shown_place

__all__ = ["LineOf", "Look", "printable", "render_text", "shown_path", "summarise"]

_COLOURS: Final = {Severity.ERROR: "31", Severity.WARNING: "33", Severity.INFO: "36"}
_QUIET: Final = "2"
# Line numbers of up to six digits stand one under the other.
_MARGIN: Final = 6
_LEAST_WIDTH: Final = 24
# Findings that say the same of one file and are shown, and lines of the others that are named.
_MOST_OF_ONE: Final = 3
_MOST_LINES: Final = 12


@dataclass(frozen=True, slots=True)
class Look:
    """What the terminal is like.

    Attributes:
        width: in columns.
        colour: whether it shows ANSI colours.
        is_ascii: whether it shows nothing but ASCII; what a document holds is left to its encoder.
    """

    width: int = 80
    colour: bool = False
    is_ascii: bool = False

    def paint(self, text: str, style: str) -> str:
        """Put text into an ANSI style, where there are colours."""
        return f"\033[{style}m{text}\033[0m" if self.colour and text else text

    @property
    def ellipsis(self) -> str:
        """What stands where something is left out, one column wide."""
        return "~" if self.is_ascii else "…"

    @property
    def room(self) -> int:
        """The columns that are used."""
        return max(self.width, _LEAST_WIDTH)


def render_text(report: Report, *, base: Path, line_of: LineOf, look: Look | None = None) -> str:
    """Render the findings of a report, each a few lines, with a blank line between them.

    Where findings are in several files, those of a file stand together under a heading that counts them.

    Args:
        report: what was found.
        base: paths below this folder are shown relative to it.
        line_of: gives a line of a file, for the excerpt; an empty one leaves the excerpt out.
        look: what the terminal is like.
    """
    look = look or Look()
    groups = by_file(report)
    parts: list[str] = []
    for path, found in groups.items():
        if len(groups) > 1:
            parts.append(_heading(path, found, base, look))
        shown, repeated = _without_repeated(found)
        parts += ["\n".join(_block(one, base, line_of, look)) for one in shown]
        parts += ["\n".join(_more(some, look)) for some in repeated]
    return "\n\n".join(parts)


def _without_repeated(found: Sequence[Diagnostic]) -> tuple[list[Diagnostic], list[list[Diagnostic]]]:
    """Divide findings into those that are shown and, for each mistake made over and over, the rest of it."""
    said: dict[tuple[str, str, str], list[Diagnostic]] = {}
    for one in found:
        said.setdefault((one.code.id, one.message, one.hint), []).append(one)
    # A single one that would be told of as "1 more" is as well shown itself.
    repeated = [same[_MOST_OF_ONE:] for same in said.values() if len(same) > _MOST_OF_ONE + 1]
    unshown = {id(one) for some in repeated for one in some}
    return [one for one in found if id(one) not in unshown], repeated


def _more(some: Sequence[Diagnostic], look: Look) -> Iterator[str]:
    lines = list(dict.fromkeys(str(one.location.line) for one in some if one.location.line))
    where = f", on line{'s' * (len(lines) > 1)} {', '.join(lines[:_MOST_LINES])}" if lines else ""
    more = f" {look.ellipsis}" if len(lines) > _MOST_LINES else ""
    yield from _wrapped(f"{len(some):,} more: {some[0].code.id} {some[0].message}{where}{more}", "", look)


def summarise(report: Report, *, left_out: int = 0) -> str:
    """Say in one sentence what a report comes to.

    Args:
        report: everything that was found.
        left_out: how many findings of it are not shown.
    """
    unshown = f" ({left_out:,} not shown)" if left_out else ""
    return f"{plural(report.checked, 'document')} checked: {counted(report) or 'no findings'}{unshown}."


def _heading(path: Path | None, found: Sequence[Diagnostic], base: Path, look: Look) -> str:
    rule = "-" if look.is_ascii else "─"
    name = printable(shown_path(path, base)) if path else "(no file)"
    count = f": {counted(found)} "
    # The end of a path says more than its beginning.
    most = max(look.room - len(count) - 4, 8)
    if columns(name) > most:
        name = look.ellipsis + fitting(name[::-1], most - 1)[::-1]
    line = rule * max(look.room - columns(name) - len(count) - 3, 0)
    return f"{rule * 2} {look.paint(name, '1')}{count}{line}"


def _block(one: Diagnostic, base: Path, line_of: LineOf, look: Look) -> Iterator[str]:
    severity = look.paint(one.severity.label, f"1;{_COLOURS[one.severity]}")
    yield f"{look.paint(shown_place(one, base), '1')}: {severity} {one.code.id} {one.code.name}"
    yield from _wrapped(one.message, "", look)
    at = one.location
    if at.path and at.line and (line := line_of(at.path, at.line)):
        yield from _excerpt(line, one, look)
    for label, text in (("help", one.hint), ("fix", _fix(one)), ("schema", one.source)):
        if text:
            yield from _wrapped(text, f"{label}: ", look)


def _wrapped(text: str, label: str, look: Look) -> list[str]:
    lines = textwrap.wrap(
        printable(text),
        look.room,
        initial_indent=f"  {label}",
        subsequent_indent=" " * (2 + len(label)),
        break_on_hyphens=False,
        break_long_words=False,
    )
    if label and lines:
        lines[0] = f"  {look.paint(label.rstrip(), '1')} {lines[0][2 + len(label) :]}"
    return lines


def _excerpt(line: str, one: Diagnostic, look: Look) -> Iterator[str]:
    bar = look.paint("|", _QUIET)
    part = cut_excerpt(line, one.location.column, look.room - _MARGIN - 3)
    start = look.ellipsis if part.is_cut_before else ""
    end = look.ellipsis if part.is_cut_after else ""
    number = look.paint(f"{one.location.line:>{_MARGIN}}", _QUIET)
    yield f"{number} {bar} {start}{part.before}{part.marked}{part.after}{end}"
    if one.location.column:
        carets = look.paint("^" * max(columns(part.marked), 1), f"1;{_COLOURS[one.severity]}")
        yield f"{'':>{_MARGIN}} {bar} {' ' * columns(start + part.before)}{carets}"


def _fix(one: Diagnostic) -> str:
    """Return what would settle a finding, unless the hint says the same."""
    if one.fix is None or (one.fix.edits and all(edit.text in one.hint for edit in one.fix.edits)):
        return ""
    return one.fix.description
