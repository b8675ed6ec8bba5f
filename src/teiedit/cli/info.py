"""`teiedit info`."""

from __future__ import annotations

import sys
from dataclasses import asdict
from pathlib import Path

import click

from teiedit.cli.reporting import show_report
from teiedit.diagnostics import Report
from teiedit.document import read_document
from teiedit.render.json import to_json
from teiedit.render.text import printable
from teiedit.summary import Summary, summarise_document


@click.command(name="info")
@click.argument("path", type=click.Path(path_type=Path))
@click.option(
    "--format", "how", type=click.Choice(["text", "json"]), default="text", show_default=True, help="Of the answer."
)
def command(path: Path, how: str) -> None:
    """Say what a document is and what it holds.

    Title, date and language from the header; the words of the reading text; notes, corrections and names by kind.

    \b
    Example:
      teiedit info tei/protocol-66.xml
    """
    reading = read_document(path)
    if reading.document is None:
        show_report(Report(reading.findings, 1), err=True)
        sys.exit(1)
    summary = summarise_document(reading.document)
    if how == "json":
        click.echo(to_json(asdict(summary)))
        return
    for label, value in _rows(summary):
        click.echo(f"{label:<12} {printable(value)}")


def _rows(summary: Summary) -> list[tuple[str, str]]:
    def counted(counts: dict[str, int]) -> str:
        detail = ", ".join(f"{name} {number}" for name, number in counts.items())
        return f"{sum(counts.values())} ({detail})" if counts else "0"

    rows = [
        ("Title", summary.title or "none"),
        ("Date", summary.date or "none"),
        ("Language", summary.language or "none"),
        ("Words", f"{summary.words:,}"),
        ("Notes", counted(summary.notes)),
        ("Corrections", counted(summary.corrections)),
        ("Names", counted(summary.names)),
    ]
    return [*rows, ("Entries", str(summary.entries))] if summary.entries else rows
