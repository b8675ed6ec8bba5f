"""What commands have in common: showing reports and failures, finding the edition of the paths."""

from __future__ import annotations

import json
import os
import re
import shutil
import sys
import tempfile
import traceback
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import TextIO

import click

from teiedit import __version__
from teiedit.diagnostics import Report
from teiedit.document.positions import SourceText
from teiedit.edition import Edition, expand_paths, find_root, load_edition, loose_edition
from teiedit.errors import ConfigError, InputError, OutputError, SchemaError, TeiEditError
from teiedit.render import Look, RenderOptions, render, render_text
from teiedit.render.text import printable


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


def look_of(stream: TextIO) -> Look:
    """Find out what the terminal that a stream goes to is like."""
    is_terminal = stream.isatty()
    wants_colour = "NO_COLOR" not in os.environ and os.environ.get("TERM") != "dumb"
    width = shutil.get_terminal_size((80, 24)).columns if is_terminal else 80
    return Look(width, is_terminal and wants_colour, not _can_encode(stream, "…─"))


def render_options(look: Look | None = None) -> RenderOptions:
    """Return what every format needs, for reports about files of this folder."""
    return RenderOptions(Path.cwd(), _line, look or Look(), version=__version__)


def show_report(report: Report, *, err: bool = False) -> None:
    """Print a report as text, and what it comes to."""
    stream: TextIO = sys.stderr if err else sys.stdout
    # Named, because click would write UTF-8 where the stream says that it is ASCII.
    click.echo(render(report, "text", render_options(look_of(stream))), file=stream)


def show_data(text: str) -> None:
    """Print what is meant for programs; where the stream has not every character, they are escaped as the text may be.

    JSON and XML know such escapes; other text is left to the stream.
    """
    if not _can_encode(sys.stdout, text):
        if text.startswith("{"):
            text = re.sub("[^\0-\x7f]", _json_escape, text)
        elif text.startswith("<"):
            text = text.encode("ascii", "xmlcharrefreplace").decode("ascii")
    if text:
        click.echo(text, file=sys.stdout)


def _json_escape(found: re.Match[str]) -> str:
    return json.dumps(found[0])[1:-1]


def _can_encode(stream: TextIO, text: str) -> bool:
    try:
        text.encode(stream.encoding or "ascii", "strict")
    except (UnicodeError, LookupError):
        return False
    return True


def write_report(path: Path, text: str) -> None:
    """Write a report to a file as UTF-8: whole, or not at all.

    Raises:
        OutputError: it cannot be written.
    """
    content = (text + "\n" if text else "").encode("utf-8", "backslashreplace")
    path = path.resolve()
    try:
        if path.exists() and not path.is_file():
            # A pipe or a device; a folder is refused by the system.
            path.write_bytes(content)
            return
        handle, temporary = tempfile.mkstemp(prefix=".teiedit-", dir=path.parent)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
            Path(temporary).chmod(path.stat().st_mode & 0o777 if path.exists() else 0o644)
            Path(temporary).replace(path)
        finally:
            Path(temporary).unlink(missing_ok=True)
    except OSError as error:
        msg = f"the report {path} cannot be written: {error.strerror or error}"
        raise OutputError(msg, path) from error


def show_failure(error: Exception) -> None:
    """Print why the program cannot go on."""
    if os.environ.get("TEIEDIT_DEBUG"):
        traceback.print_exception(error)
        return
    if isinstance(error, ConfigError | SchemaError) and error.report.findings:
        text = render_text(error.report, base=Path.cwd(), line_of=_line, look=look_of(sys.stderr))
        click.echo(text + "\n", err=True)
    if isinstance(error, TeiEditError):
        click.echo(f"Error: {printable(error.message)}.", err=True)
    elif isinstance(error, OSError):
        click.echo(f"Error: {printable(str(error))}.", err=True)
    else:
        said = printable(f"{type(error).__name__}: {error}")
        click.echo(f"Error: this should not have happened ({said}).", err=True)
        click.echo("Please report it, with what TEIEDIT_DEBUG=1 shows.", err=True)
