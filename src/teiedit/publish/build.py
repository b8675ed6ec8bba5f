"""Publish an edition: check every document, make its outputs in worker processes, write them all or none.

Steps, with the words that progress messages use: reading, checking, publishing, writing.
"""

from __future__ import annotations

import multiprocessing
import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import unquote

from lxml import etree

from teiedit import codes
from teiedit.config import Format, View
from teiedit.diagnostics import Diagnostic, Report, Severity, finding, merge, quoted
from teiedit.document import Document, read_document
from teiedit.edition import Edition
from teiedit.errors import TransformError
from teiedit.namespaces import tei
from teiedit.publish.output import write_results
from teiedit.publish.passes import Listing, file_uri, href
from teiedit.publish.verify.check import dead_link, dead_links
from teiedit.publish.worker import INDEX_NAME, Job, Made, Workshop, is_open, make, make_index, open_workshop
from teiedit.summary import summarise_document
from teiedit.validation import ValidationOptions, Validator
from teiedit.workers import unhurt_by_interrupts

# Windows waits for no more at once.
_MOST_WORKERS = 61

# Called with the name of a step, what is done of it, and how much there is to do.
Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class BuildOptions:
    """What to build; None leaves it to teiedit.toml.

    Attributes:
        formats: of `html`, `pdf`, `txt`.
        view: `reading` or `source`: shown first in HTML, the only one in PDF and text.
        directory: where results go.
        validate: whether schema and rules are checked; that a document can be read always is.
        workers: how many processes; the number of processors by default.
        verify: whether each page is held against its document: every word in its place, every link alive.
    """

    formats: tuple[Format, ...] | None = None
    view: View | None = None
    directory: Path | None = None
    validate: bool = True
    workers: int | None = None
    verify: bool = False


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
        InputError: a file cannot be opened.
        OutputError: a result cannot or must not be written.
        TransformError, TypesetError: an output could not be made.
    """
    options = options or BuildOptions()
    tell = progress or (lambda _step, _done, _total: None)
    config = replace(
        edition.config, formats=options.formats or edition.config.formats, view=options.view or edition.config.view
    )
    everything = (*edition.documents, *edition.registers)
    chosen = tuple(dict.fromkeys(path.resolve() for path in paths)) or everything
    registers = _with_referenced(edition, chosen)
    files = tuple(dict.fromkeys((*chosen, *registers)))
    # All of the edition has its names and links, whatever part of it is published now.
    names = _names(tuple(dict.fromkeys((*everything, *files))), edition.root)
    read, report = _read_all(edition, files, names, options, tell)
    if report.fails(Severity.ERROR):
        return BuildResult(report, ())
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
    )
    # Pages about the whole edition are made when the whole of it is.
    published = [one for one in read if one.path in chosen or not is_part]
    jobs = [_job(edition, one, config.formats, asked=one.path in chosen and bool(paths)) for one in published]
    made = list(_make_all(workshop, jobs, options.workers, tell, with_index=workshop.index and not is_part))
    results = {name: content for one in made for name, content in one.files.items()}
    found = merge([report, *(Report(one.findings) for one in made), _dead_links(workshop, made, read)]).sorted()
    if found.fails(Severity.ERROR):
        return BuildResult(found, ())
    tell("writing", 0, len(results))
    written = write_results((options.directory or edition.output).resolve(), results)
    tell("writing", len(results), len(results))
    return BuildResult(found, written)


def _dead_links(workshop: Workshop, made: Sequence[Made], read: Sequence[_Read]) -> Report:
    """Return the links from page to page that lead nowhere, as far as the pages were verified."""
    facts = {one.page.name: one.page for one in made if one.page is not None}
    if workshop.pages is None:
        return Report()
    known = {name for one in read for name in (one.listing.href, one.listing.pdf)} | {*workshop.pages.values()}
    paths = {one.listing.href: one.path for one in read}
    found: list[Diagnostic] = []
    for name, link in dead_links(facts, frozenset(known | {INDEX_NAME} if workshop.index else known)):
        document = read_document(paths[name]).document if name in paths else None
        if document is not None:
            found.append(dead_link(document, link))
        else:
            found.append(finding(codes.DEAD_LINK, f"the link {quoted(link.href)} of {name} leads nowhere"))
    return Report(tuple(found))


def _with_referenced(edition: Edition, chosen: Iterable[Path]) -> tuple[Path, ...]:
    """Return the edition's registers; where it names none, those that its documents point to."""
    if edition.registers:
        return edition.registers
    found: dict[Path, None] = {}
    for path in chosen:
        document = read_document(path, within=edition.within(path)).document
        if document is None:
            continue
        if document.is_register:
            found[path] = None
        for target in sorted(_files_pointed_to(document)):
            other = read_document(target, within=document.within).document
            if other is not None and other.is_register:
                found[target] = None
    return tuple(found)


def _files_pointed_to(document: Document) -> set[Path]:
    return {
        target
        for target, _ in _pointers(document)
        if target.suffix == ".xml" and target.is_relative_to(document.within) and target.is_file()
    }


def _entries_pointed_to(document: Document) -> set[str]:
    return {f"{file_uri(target)}#{fragment}" for target, fragment in _pointers(document) if fragment}


def _pointers(document: Document) -> Iterator[tuple[Path, str]]:
    """Yield the files and identifiers that names and references of a document point to, outside the document."""
    for element in document.root.iter(etree.Element):
        target = element.get("target", "") if element.tag in {tei("ref"), tei("ptr")} else ""
        for token in f"{element.get('ref', '')} {target}".split():
            path, _, fragment = token.partition("#")
            file = document.resolve(path, element)
            if file is not None:
                yield file, unquote(fragment)


def _read_all(
    edition: Edition, files: Sequence[Path], names: Mapping[Path, str], options: BuildOptions, tell: Progress
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
        wanted = options.formats or edition.config.formats
        listing = Listing(
            file_uri(path),
            href(names[path], "html") if "html" in wanted else "",
            summary.title,
            summary.date,
            summary.words,
            href(names[path], "pdf") if "pdf" in wanted and not document.is_register else "",
            tuple(sorted(_entries_pointed_to(document))),
            names[path],
        )
        read.append(_Read(path, names[path], document.is_register, listing))
    tell(step, len(files), len(files))
    return read, merge(reports).sorted()


def _names(files: Sequence[Path], root: Path) -> dict[Path, str]:
    """Name outputs after their documents; after their folders too where two have the same name."""
    # Folded, for file systems that do not tell A from a.
    stems = Counter(path.stem.casefold() for path in files)
    names: dict[Path, str] = {}
    taken = {"index"}
    for path in files:
        inside = path.relative_to(root) if path.is_relative_to(root) else Path(path.name)
        is_clear = stems[path.stem.casefold()] == 1 and path.stem.casefold() != "index"
        wanted = path.stem if is_clear else "-".join((*inside.parent.parts, path.stem))
        if wanted.casefold() == "index":
            wanted = "index-document"
        name, number = wanted, 1
        while name.casefold() in taken:
            number += 1
            name = f"{wanted}-{number}"
        taken.add(name.casefold())
        names[path] = name
    return names


def _job(edition: Edition, read: _Read, formats: tuple[Format, ...], *, asked: bool) -> Job:
    # A register is a page of the web edition; on paper it is the index of names of each document.
    wanted = formats if asked or not read.is_register else tuple(kind for kind in formats if kind != "pdf")
    return Job(read.path, edition.within(read.path), read.name, wanted)


def _make_all(
    workshop: Workshop, jobs: Sequence[Job], workers: int | None, tell: Progress, *, with_index: bool
) -> Iterator[Made]:
    tell("publishing", 0, len(jobs))
    count = min(workers or os.cpu_count() or 1, len(jobs), _MOST_WORKERS) or 1
    made: dict[int, Made] = {}
    try:
        with _pool(workshop, count) as pool:
            with unhurt_by_interrupts():
                waiting = {pool.submit(make, job): number for number, job in enumerate(jobs)}
                index = pool.submit(make_index) if with_index else None
            for done in as_completed(waiting):
                made[waiting[done]] = done.result()
                tell("publishing", len(made), len(jobs))
            if index is not None:
                yield index.result()
    except BrokenProcessPool:
        _blame(workshop, [job for number, job in enumerate(jobs) if number not in made])
    # In the order of the documents, whichever was ready first, so that the same input gives the same report.
    yield from (made[number] for number in sorted(made))


@contextmanager
def _pool(workshop: Workshop, count: int) -> Iterator[ProcessPoolExecutor]:
    """Make worker processes, which end with whatever ends the build: they are not waited for after Ctrl-C."""
    context = multiprocessing.get_context("spawn")
    pool = ProcessPoolExecutor(count, mp_context=context, initializer=open_workshop, initargs=(workshop,))
    try:
        yield pool
    except BaseException:
        for process in list((pool._processes or {}).values()):
            process.terminate()
        pool.shutdown(wait=False, cancel_futures=True)
        raise
    pool.shutdown()


def _blame(workshop: Workshop, jobs: Sequence[Job]) -> None:
    """Find which document ended its process, by giving each one of its own."""
    try:
        with _pool(workshop, 1) as pool:
            pool.submit(is_open).result()
    except BrokenProcessPool:
        msg = 'worker processes cannot be started; a script must call this below `if __name__ == "__main__":`'
        raise TransformError(msg) from None
    for job in jobs:
        try:
            with _pool(workshop, 1) as pool:
                with unhurt_by_interrupts():
                    alone = pool.submit(make, job)
                alone.result()
        except BrokenProcessPool:  # noqa: PERF203 - each has a process of its own, which costs more
            msg = f"publishing {job.path} ended its process; it may be nested too deeply or need too much memory"
            raise TransformError(msg) from None
    msg = "a process that publishes documents ended without saying why"
    raise TransformError(msg)
