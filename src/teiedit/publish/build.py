"""Publish an edition: check every document, make its outputs in worker processes, write them all or none.

Steps, with the words that progress messages use: reading, checking, publishing, binding (of a volume), writing.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import quote

from teiedit import codes
from teiedit.config import Config, Format, View
from teiedit.diagnostics import Diagnostic, Report, Severity, finding, merge, quoted
from teiedit.document import read_document
from teiedit.edition import Edition
from teiedit.errors import OutputError
from teiedit.publish.crew import Progress, make_all
from teiedit.publish.gathering import gather, stale_kinds
from teiedit.publish.jobs import INDEX_NAME, Job, Made, Workshop, result_name
from teiedit.publish.output import write_results
from teiedit.publish.passes import Listing, file_uri, href
from teiedit.publish.press import Press
from teiedit.publish.sources import entries_pointed_to, result_names, with_referenced
from teiedit.publish.standing import StandingCrew
from teiedit.publish.verify.pdf_tags import need_pdf_reader
from teiedit.publish.volume import VolumePlan
from teiedit.publish.volume_plan import front_and_back, plan_volume
from teiedit.summary import summarise_document
from teiedit.validation import ValidationOptions, Validator


@dataclass(frozen=True, slots=True)
class BuildOptions:
    """What to build; None leaves it to teiedit.toml.

    Attributes:
        formats: of `html`, `pdf`, `txt`, `tei`.
        view: `reading` or `source`: shown first in HTML, the only one in PDF and text.
        directory: where results go.
        validate: whether schema and rules are checked; that a document can be read always is.
        workers: how many processes; the number of processors by default.
        verify: whether each page and PDF is held against its document: every word in its place, every link alive.
        volume: whether the documents are bound into one PDF, in place of one for each.
        standing: workers that stay from build to build; without them there are new ones for each.
    """

    formats: tuple[Format, ...] | None = None
    view: View | None = None
    directory: Path | None = None
    validate: bool = True
    workers: int | None = None
    verify: bool = False
    volume: bool = False
    standing: StandingCrew | None = None


@dataclass(frozen=True, slots=True)
class BuildResult:
    """What was found, and the files that stand in the output folder; none if there was an error."""

    report: Report
    written: tuple[Path, ...]


@dataclass(frozen=True, slots=True)
class _Read:
    path: Path
    name: str
    is_register: bool
    listing: Listing


def build_edition(
    edition: Edition, paths: Sequence[Path] = (), options: BuildOptions | None = None, progress: Progress | None = None
) -> BuildResult:
    """Check and publish documents. Nothing is written if any of them has an error.

    Args:
        edition: where settings, registers and schema come from.
        paths: the documents to publish; all of the edition by default.
        options: what to build.
        progress: told of each step.

    Raises:
        ConfigError: the theme of the press asks for fonts that are not there.
        InputError: a file cannot be opened.
        NotInstalledError: the PDF is to be verified, and the package that reads it is not there.
        OutputError: a result cannot or must not be written.
        TransformError, TypesetError: an output could not be made.
    """
    options = options or BuildOptions()
    tell = progress or (lambda _step, _done, _total: None)
    formats = options.formats or edition.config.formats
    if options.verify and "pdf" in formats and not options.volume:
        need_pdf_reader()
    if "pdf" in formats or options.volume:
        Press(edition.config.print, edition.root, edition.config.accent).check()
    if options.volume:
        # One PDF takes the place of those of the documents.
        formats = tuple(kind for kind in formats if kind != "pdf")
    config = replace(edition.config, formats=formats, view=options.view or edition.config.view)
    everything = (*edition.documents, *edition.registers)
    chosen = tuple(dict.fromkeys(path.resolve() for path in paths)) or everything
    registers = with_referenced(edition, chosen)
    files = tuple(dict.fromkeys((*chosen, *registers)))
    # All of the edition has its names and links, whatever part of it is published now.
    names = result_names(tuple(dict.fromkeys((*everything, *files))), edition.root)
    around = tuple(path for path in front_and_back(edition) if path not in files) if options.volume else ()
    read, report = _read_all(edition, (*files, *around), names, config, options, tell)
    if report.fails(Severity.ERROR):
        return BuildResult(report, ())
    volume = _planned(edition, read, {*chosen, *around}) if options.volume else None
    prefixes = volume.prefixes if volume else {}
    read = [replace(one, listing=replace(one.listing, prefix=prefixes.get(one.path, ""))) for one in read]
    parts = [one.listing for one in read if not one.is_register]
    is_part = bool(paths) and bool(everything)
    wants_pages = "html" in config.formats
    hrefs = {path: href(name, "html") if wants_pages else "" for path, name in names.items()}
    others = [Listing(file_uri(path), hrefs[path], "") for path in names if path not in files]
    workshop = Workshop(
        edition.root,
        config,
        tuple((one.path, edition.within(one.path), one.listing) for one in read if one.path in registers),
        (*parts, *(others if is_part else ())),
        wants_pages and (is_part or not paths or len(parts) > 1),
        hrefs if options.verify else None,
        tuple(names.values()),
        volume,
    )
    # Pages about the whole edition are made when the whole of it is.
    published = [one for one in read if one.path in chosen or not is_part]
    jobs = [_job(edition, one, config.formats, asked=one.path in chosen and bool(paths)) for one in published]
    jobs = [one for one in jobs if one.formats or one.prefix]
    with_index = workshop.index and not is_part
    made = list(make_all(workshop, jobs, options.workers, tell, with_index=with_index, standing=options.standing))
    found = merge([report, *(Report(one.findings) for one in made), _dead_links(workshop, made, read)]).sorted()
    if found.fails(Severity.ERROR):
        return BuildResult(found, ())
    results = gather(made)
    tell("writing", 0, len(results))
    folder = (options.directory or edition.output).resolve()
    _spare_sources(folder, results, files)
    # A volume and the documents by themselves are made by turns: neither is what is left of the other.
    kept = (result_name(edition.config.volume.name, "pdf"),)
    written = write_results(folder, results, stale=() if is_part else stale_kinds(config.formats), kept=kept)
    tell("writing", len(results), len(results))
    return BuildResult(found, written)


def _spare_sources(folder: Path, names: Iterable[str], files: Iterable[Path]) -> None:
    """Refuse to take a document for its own result: it would be remembered as ours, to be overwritten and removed."""
    sources = frozenset(files)
    for name in names:
        path = (folder / name).resolve()
        if path in sources:
            msg = f"{path} is a document and is not overwritten; choose another folder with -o"
            raise OutputError(msg, path)


def _dead_links(workshop: Workshop, made: Sequence[Made], read: Sequence[_Read]) -> Report:
    """Return the links from page to page that lead nowhere, as far as the pages were verified."""
    facts = {one.name: one for several in made for one in several.facts}
    if workshop.pages is None:
        return Report()
    from teiedit.publish.verify.check import dead_link, dead_links  # noqa: PLC0415 - as the workers do

    known = {name for one in read for name in (one.listing.href, one.listing.pdf)} | {*workshop.pages.values()}
    known |= {quote(name) for one in made for name in one.files}
    paths = {one.listing.href: one.path for one in read}
    found: list[Diagnostic] = []
    for name, link in dead_links(facts, frozenset(known | {INDEX_NAME} if workshop.index else known)):
        home = facts[name].document
        document = read_document(paths[home]).document if home in paths else None
        if document is not None:
            found.append(dead_link(document, link))
        else:
            found.append(finding(codes.DEAD_LINK, f"the link {quoted(link.href)} of {name} leads nowhere"))
    return Report(tuple(found))


def _planned(edition: Edition, read: Sequence[_Read], wanted: Collection[Path]) -> VolumePlan:
    documents = {one.path: one.listing.date for one in read if not one.is_register and one.path in wanted}
    return plan_volume(edition, tuple(documents), documents)


def _read_all(  # noqa: PLR0913, PLR0917 - what is read, and how
    edition: Edition,
    files: Sequence[Path],
    names: Mapping[Path, str],
    config: Config,
    options: BuildOptions,
    tell: Progress,
) -> tuple[list[_Read], Report]:
    validator = Validator(edition, ValidationOptions())
    step = "checking" if options.validate else "reading"
    read: list[_Read] = []
    reports: list[Report] = []
    for number, path in enumerate(files):
        tell(step, number, len(files))
        if options.validate:
            document, report = validator.check_file(path)
        else:
            document, found = read_document(path, within=edition.within(path))
            report = Report(found, 1)
        reports.append(report)
        if document is None:
            continue
        summary = summarise_document(document)
        # What only a volume has is on no page.
        wanted = config.formats if path in names else ()
        listing = Listing(
            file_uri(path),
            href(names[path], "html") if "html" in wanted else "",
            summary.title,
            summary.date,
            summary.words,
            href(names[path], "pdf") if "pdf" in wanted and not document.is_register else "",
            tuple(sorted(entries_pointed_to(document))),
            names.get(path, ""),
        )
        read.append(_Read(path, names.get(path, path.stem), document.is_register, listing))
    tell(step, len(files), len(files))
    return read, merge(reports).sorted()


def _job(edition: Edition, read: _Read, formats: tuple[Format, ...], *, asked: bool) -> Job:
    # A register is a page of the web edition; on paper it is the index of names of each document. What only a volume
    # has is nothing else.
    if not read.listing.key:
        formats = ()
    wanted = formats if asked or not read.is_register else tuple(kind for kind in formats if kind != "pdf")
    return Job(read.path, edition.within(read.path), read.name, wanted, read.listing.prefix)
