"""`teiedit validate`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Literal

import click

from teiedit.cli.reporting import SEVERITIES, editions_of, show_report
from teiedit.diagnostics import Severity, merge
from teiedit.validation import ValidationOptions, validate_paths


@click.command(name="validate")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option("--schema", metavar="S", help="A RELAX NG schema (.rng), or the name of one that ships: teiedit.")
@click.option(
    "--format", "how", type=click.Choice(["text", "json"]), default="text", show_default=True, help="Of the report."
)
@click.option(
    "--fail-on",
    type=click.Choice(SEVERITIES),
    default="error",
    show_default=True,
    help="The mildest finding that makes the exit code 1.",
)
def command(paths: tuple[Path, ...], schema: str | None, how: Literal["text", "json"], fail_on: str) -> None:
    """Check documents and say what is wrong, where, and what to do.

    PATHS are files or folders; without any, the whole edition is checked. The schema is the one of --schema,
    else the one that the document names in xml-model, else the one of teiedit.toml.

    \b
    Examples:
      teiedit validate
      teiedit validate letters/ --schema teiedit --format json
    """
    options = ValidationOptions(schema)
    report = merge(validate_paths(files, edition, options) for edition, files in editions_of(paths))
    show_report(report, how)
    sys.exit(1 if report.fails(Severity[fail_on.upper()]) else 0)
