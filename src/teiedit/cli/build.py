"""`teiedit build`."""

from __future__ import annotations

import sys
from pathlib import Path
from types import TracebackType

import click

from teiedit.cli.reporting import edition_of, show_report
from teiedit.config import FORMATS, VIEWS, Format, View
from teiedit.diagnostics import Severity
from teiedit.edition import Edition
from teiedit.publish.build import BuildOptions, build_edition
from teiedit.render.text import printable


class _Formats(click.ParamType):  # type: ignore[type-arg]  # generic only since click 8.2
    """A list of formats with commas between them."""

    name = "html,pdf,txt,tei"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> tuple[Format, ...]:
        wanted = [one.strip().lower() for one in value.split(",") if one.strip()]
        wrong = [one for one in wanted if one not in FORMATS]
        if wrong or not wanted:
            self.fail(f"{', '.join(wrong) or value!r} is not one of {', '.join(FORMATS)}.", param, ctx)
        return tuple(kind for kind in FORMATS if kind in wanted)


class _Progress:
    """A bar on a terminal, a line for each step elsewhere; on standard error, so that output stays clean."""

    def __init__(self) -> None:
        self._step = ""
        self._bar: click._termui_impl.ProgressBar[int] | None = None
        self._is_terminal = sys.stderr.isatty()

    def __call__(self, step: str, done: int, total: int) -> None:
        if step != self._step:
            self.__exit__(None, None, None)
            self._step = step
            if self._is_terminal:
                self._bar = click.progressbar(length=total, label=f"{step.capitalize():<11}", file=sys.stderr)
                self._bar.__enter__()
            else:
                click.echo(f"{step} ({total})", err=True)
        if self._bar is not None:
            self._bar.update(done - self._bar.pos)

    def __enter__(self) -> _Progress:  # noqa: PYI034 - Self is of Python 3.11
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._bar is not None:
            self._bar.__exit__(kind, error, trace)
            self._bar = None


@click.command(name="build")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "--format", "formats", type=_Formats(), help="What to make, of html, pdf, txt, tei; else as teiedit.toml says."
)
@click.option(
    "--view",
    type=click.Choice(VIEWS),
    help="The corrected text or the source's: shown first in HTML, the only one in PDF and text.",
)
@click.option("-o", "--output", type=click.Path(path_type=Path), metavar="DIR", help="Where results go.")
@click.option(
    "--validate/--no-validate", default=True, help="Whether to check schema and rules first.", show_default=True
)
@click.option(
    "--verify/--no-verify",
    default=False,
    help="Whether to hold each page and PDF against its document: every word once and in its place, every link alive.",
    show_default=True,
)
@click.option(
    "--volume",
    is_flag=True,
    help="Bind the documents into one PDF, with contents and registers, in place of one PDF for each; see [volume].",
)
@click.option(
    "--watch",
    is_flag=True,
    help="Go on: build again what a change of a file asks for, until Ctrl-C.",
)
def command(  # noqa: PLR0913, PLR0917 - one for each option
    paths: tuple[Path, ...],
    formats: tuple[Format, ...] | None,
    view: View | None,
    output: Path | None,
    validate: bool,  # noqa: FBT001 - click's way of options
    verify: bool,  # noqa: FBT001
    volume: bool,  # noqa: FBT001
    watch: bool,  # noqa: FBT001
) -> None:
    """Check documents and publish them as HTML, PDF, text or TEI.

    PATHS are files or folders; without any, the whole edition is published. Nothing is written if a document has
    an error, and no file is overwritten that teiedit did not write.

    \b
    Examples:
      teiedit build
      teiedit build letter.xml --format pdf --view source -o out
      teiedit build --format pdf --volume
      teiedit build --watch
    """
    if volume and formats is not None and "pdf" not in formats:
        msg = "--volume makes a PDF; add pdf to --format."
        raise click.UsageError(msg)
    edition, files = _asked(paths)
    if output is None and not paths:
        output = edition.output
    output = output or (edition.output if edition.documents else Path("build"))
    options = BuildOptions(formats, view, output, validate, verify=verify, volume=volume)
    if watch:
        from teiedit.cli.watching import watch as go_on  # noqa: PLC0415 - only who watches needs it

        go_on(lambda: _asked(paths), options)
    with _Progress() as progress:
        result = build_edition(edition, files, options, progress)
    show_report(result.report, err=True)
    for path in result.written:
        inside = path.is_relative_to(Path.cwd())
        click.echo(printable(str(path.relative_to(Path.cwd()) if inside else path)))
    failed = result.report.fails(Severity.ERROR)
    if failed and not result.written:
        click.echo("Nothing was written.", err=True)
    sys.exit(1 if failed else 0)


def _asked(paths: tuple[Path, ...]) -> tuple[Edition, tuple[Path, ...]]:
    """Find the edition, and the files of it that are named; none where it is meant as a whole."""
    edition, files = edition_of(paths)
    return edition, files if paths else ()
