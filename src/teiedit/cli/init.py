"""`teiedit init`."""

from __future__ import annotations

import datetime as dt
import shlex
from pathlib import Path

import click

from teiedit.render.text import printable
from teiedit.scaffold import make_edition


@click.command(name="init")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--title", help="Of the edition; else the folder's name.")
def command(folder: Path, title: str | None) -> None:
    """Make a new edition that builds at once.

    DIR must not exist yet, or be empty. It gets a teiedit.toml with comments, a letter and a register of names, to
    be replaced by your own.

    \b
    Example:
      teiedit init letters --title "The Letters of Anna Example"
    """
    name = title or folder.resolve().name.replace("-", " ").replace("_", " ").capitalize() or "An edition"
    today = dt.datetime.now(tz=dt.timezone.utc).date()
    for path in make_edition(folder, name, today):
        click.echo(printable(str(path)))
    click.echo(printable(f"Next: cd {shlex.quote(str(folder))} && teiedit build"))
