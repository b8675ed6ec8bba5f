"""`teiedit validate`."""

from __future__ import annotations

import gc
import sys
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TypedDict, cast

import click

from teiedit.cli.progress import Progress
from teiedit.cli.reporting import editions_of, look_of, render_options, show_data, write_report
from teiedit.config import SEVERITIES
from teiedit.diagnostics import Report, Severity, merge
from teiedit.edition import Edition
from teiedit.errors import OutputError
from teiedit.parallel import processors, validate_editions
from teiedit.render import REPORT_FORMATS, RenderOptions, ReportFormat, render, summarise
from teiedit.selection import Selection, codes_meant, nearest_term
from teiedit.validation import ValidationOptions

_OBJECTS_BEFORE_COLLECTING = 200_000
# Endings of what editors write themselves, and how much of a file is looked at to tell whether it is a report.
_SOURCES = frozenset({".xml", ".tei", ".odd", ".rng", ".rnc", ".sch", ".xsl", ".toml", ".txt", ".md", ".css"})
_BEGINNING = 2_000
# Formats that have a place for what is most frequent.
_WITH_STATISTICS = ("text", "json", "html")


class _Codes(click.ParamType):  # type: ignore[type-arg]  # generic only since click 8.2
    """Kinds of findings with commas between them."""

    name = "codes"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, ...]:
        terms = tuple(term.strip() for term in value.split(",") if term.strip())
        for term in terms:
            if not codes_meant(term):
                near = nearest_term(term)
                hint = f"Did you mean {near}?" if near else "`teiedit validate --explain TE` tells them all."
                self.fail(f"there is no finding {term!r}. {hint}", param, ctx)
        if not terms:
            self.fail("a code, a name or the beginning of codes is needed.", param, ctx)
        return terms


class _Jobs(click.ParamType):  # type: ignore[type-arg]  # generic only since click 8.2
    """A number of processes, or `auto`."""

    name = "N|auto"

    def convert(self, value: str | int, param: click.Parameter | None, ctx: click.Context | None) -> int:
        if value == "auto":
            return processors()
        try:
            number = int(value)
        except ValueError:
            number = 0
        if number < 1:
            self.fail(f"{value!r} is neither a number from 1 nor auto.", param, ctx)
        return number


class _Given(TypedDict):
    """The options as click hands them over."""

    schema: str | None
    schematron: tuple[Path, ...]
    phase: str | None
    network: bool
    how: ReportFormat
    output: Path | None
    select: tuple[tuple[str, ...], ...]
    ignore: tuple[tuple[str, ...], ...]
    fail_on: str | None
    most: int | None
    statistics: bool
    jobs: int


def _explain(ctx: click.Context, _param: click.Parameter, terms: tuple[str, ...] | None) -> None:
    if not terms or ctx.resilient_parsing:
        return
    meant = dict.fromkeys(code for term in terms for code in codes_meant(term))
    click.echo("\n\n".join(f"{one.id} {one.name} ({one.severity.label})\n  {one.summary}" for one in meant))
    ctx.exit()


@click.command(name="validate")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option("--schema", metavar="S", help="A RELAX NG schema (.rng, .rnc), or the name of one that ships: teiedit.")
@click.option(
    "--schematron",
    type=click.Path(path_type=Path),
    metavar="FILE",
    multiple=True,
    help="A Schematron schema (.sch), or a RELAX NG schema that has rules in it.",
)
@click.option("--phase", metavar="NAME", help="Of --schematron; #ALL for all patterns.")
@click.option("--network", is_flag=True, help="Fetch schemas that documents name on the network, and keep them.")
@click.option(
    "--format", "how", type=click.Choice(REPORT_FORMATS), default="text", show_default=True, help="Of the report."
)
@click.option("-o", "--output", type=click.Path(path_type=Path), metavar="FILE", help="Where the report is written.")
@click.option(
    "--select", type=_Codes(), metavar="CODES", multiple=True, help="Tell only these findings, such as TE3,bad-value."
)
@click.option("--ignore", type=_Codes(), metavar="CODES", multiple=True, help="Leave these findings out.")
@click.option(
    "--fail-on",
    type=click.Choice(SEVERITIES),
    help="The mildest finding that makes the exit code 1; else as teiedit.toml says, else error.",
)
@click.option("--max", "most", type=click.IntRange(min=0), metavar="N", help="Show so many findings, count the rest.")
@click.option("--statistics", is_flag=True, help="Tell what is most frequent, in text instead of each finding.")
@click.option(
    "--jobs", type=_Jobs(), metavar="N", default="auto", show_default=True, help="The most processes that are used."
)
@click.option(
    "--explain",
    type=_Codes(),
    metavar="CODES",
    expose_value=False,
    is_eager=True,
    callback=_explain,
    help="Say what findings mean, and exit.",
)
def command(paths: tuple[Path, ...], **options: object) -> None:
    """Check documents and say what is wrong, where, and what to do.

    PATHS are files or folders; without any, the whole edition is checked. The schema is the one of --schema,
    else the one that the document names in xml-model, else the one of teiedit.toml. CODES are codes (TE305),
    names (bad-value) or beginnings of codes (TE3), with commas between them.

    \b
    Examples:
      teiedit validate
      teiedit validate letters/ --schema teiedit --ignore no-schema
      teiedit validate letters/ --schematron rules.sch --phase draft
      teiedit validate letters/ --statistics
      teiedit validate --format html -o report.html
      teiedit validate --format sarif -o report.sarif --fail-on warning
      teiedit validate --explain TE305
    """
    given = cast("_Given", options)
    if given["statistics"] and given["how"] not in _WITH_STATISTICS:
        msg = f"--statistics goes with --format {', '.join(_WITH_STATISTICS)}."
        raise click.UsageError(msg)
    work = editions_of(paths)
    files = tuple(path for _, inside in work for path in inside)
    target = _target(given["output"], files)
    # Trees and findings are freed as soon as nothing holds them; looking for rings among them would find the schema,
    # over and over.
    gc.set_threshold(_OBJECTS_BEFORE_COLLECTING)
    with Progress("checking") as progress:
        reports = validate_editions(work, _options(given), jobs=given["jobs"], on_progress=progress)
    kept = [_selection(edition, given).apply(report) for (edition, _), report in zip(work, reports, strict=True)]
    thresholds = [Severity[(given["fail_on"] or edition.config.fail_on).upper()] for edition, _ in work]
    settings = replace(
        render_options(),
        files=files,
        threshold=min(thresholds, default=Severity.ERROR),
        most=given["most"],
        statistics=given["statistics"],
    )
    _deliver(merge(kept), given["how"], settings, target)
    sys.exit(1 if any(map(Report.fails, kept, thresholds)) else 0)


def _options(given: _Given) -> ValidationOptions:
    rules = tuple(str(path) for path in given["schematron"])
    return ValidationOptions(given["schema"], network=given["network"], schematron=rules, phase=given["phase"])


def _selection(edition: Edition, given: _Given) -> Selection:
    """What the command line says goes before what teiedit.toml says."""
    return Selection(
        _flat(given["select"]) or edition.config.select,
        _flat(given["ignore"]) or edition.config.ignore,
    )


def _flat(terms: Iterable[Sequence[str]]) -> tuple[str, ...]:
    return tuple(term for some in terms for term in some)


def _target(output: Path | None, files: Iterable[Path]) -> Path | None:
    """Return the file that the report is written to; whether it can be is said before the work is done."""
    if output is None or str(output) == "-":
        return None
    if output.resolve() in files:
        msg = f"-o {output} is one of the documents; it would be lost."
        raise click.UsageError(msg)
    if output.suffix.lower() in _SOURCES and output.is_file() and not _is_report(output):
        msg = f"-o {output} is no report of ours; it would be lost. Name another file."
        raise click.UsageError(msg)
    if output.is_dir() or not output.resolve().parent.is_dir():
        what = "is a folder" if output.is_dir() else "lies in a folder that does not exist"
        msg = f"the report {output} cannot be written: it {what}"
        raise OutputError(msg, output)
    return output


def _is_report(path: Path) -> bool:
    """Whether a file that could be a source is a report that was written before."""
    with path.open("rb") as file:
        return b"<testsuites" in file.read(_BEGINNING)


def _deliver(report: Report, how: ReportFormat, settings: RenderOptions, target: Path | None) -> None:
    left_out = len(report) - len(report.findings[: settings.most])
    if target is not None:
        write_report(target, render(report, how, settings))
        click.echo(summarise(report, left_out=left_out), err=True)
    elif how == "text":
        click.echo(render(report, how, replace(settings, look=look_of(sys.stdout))), file=sys.stdout)
    else:
        show_data(render(report, how, settings))
        if how == "concise":
            click.echo(summarise(report, left_out=left_out), err=True)
