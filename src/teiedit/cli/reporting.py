"""What commands have in common: showing reports, failures and progress, finding the edition of the paths."""

from __future__ import annotations

import os
import shutil
import sys
import traceback
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Literal, TextIO

import click

from teiedit.diagnostics import Report, Severity
from teiedit.document.positions import SourceText
from teiedit.edition import Edition, expand_paths, find_root, load_edition, loose_edition
from teiedit.errors import ConfigError, InputError, SchemaError, TeiEditError
from teiedit.render import render_json, render_text, summarise
from teiedit.render.text import printable

SEVERITIES = [severity.label for severity in Severity]


def editions_of(paths: Sequence[Path]) -> list[tuple[Edition, tuple[Path, ...]]]:
    """Find the editions that paths belong to, each with the files of it that they mean: all if there are no paths.

    Files that belong to no edition are taken for one of their own.

    Raises:
        ConfigError: a teiedit.toml is wrong.
        InputError: a path does not exist, or there is neither a path nor an edition.
    """
    if not paths:
        root = find_root(Path.cwd())
        if root is None:
            msg = "there is no teiedit.toml here or above; name a document, or make an edition with `teiedit init`"
            raise InputError(msg)
        edition = load_edition(root)
        return [(edition, (*edition.documents, *edition.registers))]
    by_root: dict[Path | None, list[Path]] = {}
    for file in expand_paths(paths):
        by_root.setdefault(find_root(file), []).append(file)
    return [
        (load_edition(root) if root is not None else loose_edition(files), tuple(files))
        for root, files in by_root.items()
    ]


def edition_of(paths: Sequence[Path]) -> tuple[Edition, tuple[Path, ...]]:
    """Find the one edition that paths belong to, and the files they mean.

    Raises:
        ConfigError: teiedit.toml is wrong.
        InputError: as `editions_of`, or the paths belong to several editions.
    """
    found = editions_of(paths)
    if len(found) > 1:
        msg = "the paths belong to different editions; name those of one at a time"
        raise InputError(msg)
    return found[0]


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
    stream: TextIO = sys.stderr if err else sys.stdout
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
