"""What `teiedit build --watch` prints: a line for each build, and what was found."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

import click

from teiedit.cli.reporting import show_failure, show_report
from teiedit.diagnostics import Severity
from teiedit.publish.build import BuildOptions
from teiedit.publish.watching import Found, Round, Watch
from teiedit.render.text import printable

# So many files of a build are named.
_NAMED: Final = 3


def watch(find: Callable[[], Found], options: BuildOptions) -> None:
    """Build, and build again after each change, until Ctrl-C."""
    with Watch(find, options) as watching:
        count = len(watching.documents)
        click.echo(f"Watching {count} document{'' if count == 1 else 's'}; Ctrl-C ends.")
        for done in watching.rounds():
            _show(done)


def _show(done: Round) -> None:
    if done.result is not None and done.result.report.findings:
        show_report(done.result.report, err=True)
    if done.error is not None:
        show_failure(done.error)
    reason = f"{_names(done.changed)} changed: " if done.changed else ""
    click.echo(printable(f"{time.strftime('%H:%M:%S')} {reason}{_outcome(done)} in {done.took_s:.1f} s"))


def _outcome(done: Round) -> str:
    if done.result is None or (done.result.report.fails(Severity.ERROR) and not done.result.written):
        return "nothing was written"
    return f"wrote {_names(done.result.written)}"


def _names(paths: Sequence[Path]) -> str:
    here = Path.cwd()
    shown = [str(path.relative_to(here) if path.is_relative_to(here) else path) for path in paths[:_NAMED]]
    more = len(paths) - _NAMED
    return ", ".join(shown) + (f" and {more} more" if more > 0 else "")
