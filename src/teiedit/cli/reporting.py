"""What commands have in common: showing reports, failures and progress, finding the edition of the paths."""

from __future__ import annotations

import os
import shutil
import traceback
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Literal

import click

from teiedit.diagnostics import Report, Severity
from teiedit.edition import Edition, expand_paths, find_root, load_edition, loose_edition
from teiedit.errors import ConfigError, InputError, SchemaError, TeiEditError
from teiedit.positions import SourceText
from teiedit.render import render_json, render_text, summarise
from teiedit.render.text import printable

SEVERITIES = [severity.label for severity in Severity]


def edition_of(paths: Sequence[Path]) -> tuple[Edition, tuple[Path, ...]]:
    """Find the edition that paths belong to, and the files they mean: all of the edition if there are none.

    Raises:
        ConfigError: teiedit.toml is wrong.
        InputError: a path does not exist, or there is neither a path nor an edition.
    """
    if paths:
        files = expand_paths(paths)
        roots = {find_root(path) for path in files}
        root = roots.pop() if len(roots) == 1 else None
        return (load_edition(root) if root else loose_edition(list(files))), files
    root = find_root(Path.cwd())
    if root is None:
        msg = "there is no teiedit.toml here or above; name a document, or make an edition with `teiedit init`"
        raise InputError(msg)
    edition = load_edition(root)
    return edition, (*edition.documents, *edition.registers)


@lru_cache(maxsize=16)
def _source(path: Path) -> SourceText:
    try:
        return SourceText(path, path.read_bytes())
    except OSError:
        return SourceText(path, b"")


def _line(path: Path, number: int) -> str:
    return _source(path).line(number)


def show_report(report: Report, how: Literal["text", "json"] = "text", *, err: bool = False) -> None:
    """Print a report; in text, its summary too."""
    if how == "json":
        click.echo(render_json(report, base=Path.cwd()), err=err)
        return
    stream = click.get_text_stream("stderr" if err else "stdout")
    colour = stream.isatty() and "NO_COLOR" not in os.environ
    width = shutil.get_terminal_size((80, 24)).columns if stream.isatty() else 80
    text = render_text(report, base=Path.cwd(), line_of=_line, width=width, colour=colour)
    if text:
        click.echo(text + "\n", err=err)
    click.echo(summarise(report), err=err)


def show_failure(error: Exception) -> None:
    """Print why the program cannot go on."""
    if os.environ.get("TEIEDIT_DEBUG"):
        traceback.print_exception(error)
        return
    if isinstance(error, ConfigError | SchemaError) and error.report.findings:
        text = render_text(error.report, base=Path.cwd(), line_of=_line)
        click.echo(text + "\n", err=True)
    if isinstance(error, TeiEditError):
        click.echo(f"Error: {printable(error.message)}.", err=True)
    elif isinstance(error, OSError):
        click.echo(f"Error: {printable(str(error))}.", err=True)
    else:
        said = printable(f"{type(error).__name__}: {error}")
        click.echo(f"Error: this should not have happened ({said}).", err=True)
        click.echo("Please report it, with what TEIEDIT_DEBUG=1 shows.", err=True)
