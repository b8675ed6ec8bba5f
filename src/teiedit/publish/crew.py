"""The worker processes of a build: documents shared out to them, and the one found that ends its process."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from pathlib import Path

from teiedit.errors import TransformError
from teiedit.publish.jobs import Job, Made, Workshop
from teiedit.publish.passes import numbered_through
from teiedit.publish.patience import Patience
from teiedit.publish.standing import StandingCrew
from teiedit.publish.worker import count, is_open, make, make_index, make_volume, open_workshop
from teiedit.workers import MOST_WORKERS, BrokenProcessPool, unhurt_by_interrupts, worker_pool

# Called with the name of a step, what is done of it, and how much there is to do.
Progress = Callable[[str, int, int], None]


def make_all(  # noqa: PLR0913 - two of them are how, not what
    workshop: Workshop,
    jobs: Sequence[Job],
    workers: int | None,
    tell: Progress,
    *,
    with_index: bool,
    standing: StandingCrew | None = None,
) -> Iterator[Made]:
    """Make the outputs of documents, the index page, and the volume.

    Args:
        workshop: what they have in common.
        jobs: one for each document.
        workers: how many processes; the number of processors by default.
        tell: told of the progress.
        with_index: whether the index page is made.
        standing: workers that stay; without them there are new ones for this build.

    Raises:
        TransformError: a document ended its process, or an output could not be made.
        TypesetError: an output could not be made.
    """
    tell("publishing", 0, len(jobs))
    many = min(workers or os.cpu_count() or 1, len(jobs), MOST_WORKERS) or 1
    with tempfile.TemporaryDirectory(prefix="teiedit-") as folder:
        patience = Patience(Path(folder), 60 * workshop.config.time_limit_min)
        made: dict[int, Made] = {}
        try:
            with standing.at_work(workshop, many) if standing else _pool(workshop, many) as pool:
                yield from _others(_Crew(workshop, pool, patience, tell), jobs, made, with_index=with_index)
        except BrokenProcessPool:
            _refuse_overdue(patience)
            if len(made) == len(jobs) and workshop.volume is not None:
                msg = "making the volume ended its process; it may need too much memory"
                raise TransformError(msg) from None
            _blame(workshop, [job for number, job in enumerate(jobs) if number not in made], patience)


@dataclass(frozen=True, slots=True)
class _Crew:
    workshop: Workshop
    pool: ProcessPoolExecutor | StandingCrew
    patience: Patience
    tell: Progress


def _others(crew: _Crew, jobs: Sequence[Job], made: dict[int, Made], *, with_index: bool) -> Iterator[Made]:
    """Fill `made`; yield the index page, what was made of the documents, and the volume."""
    jobs = _numbered(crew.workshop, jobs, crew.pool)
    # A document that has not changed is bound again as it is.
    shelf = crew.pool if isinstance(crew.pool, StandingCrew) and crew.workshop.volume is not None else None
    made |= {at: known for at, job in enumerate(jobs) if shelf and (known := shelf.recall(job)) is not None}
    with unhurt_by_interrupts():
        waiting = {
            crew.pool.submit(crew.patience.spend, str(job.path), make, job): at
            for at, job in enumerate(jobs)
            if at not in made
        }
        index = crew.pool.submit(make_index) if with_index else None
    for done in as_completed(waiting):
        at = waiting[done]
        made[at] = done.result()
        if shelf:
            shelf.keep(jobs[at], made[at])
        crew.tell("publishing", len(made), len(jobs))
    volume = None if crew.workshop.volume is None else _volume(crew, jobs, made)
    if index is not None:
        yield index.result()
    # In the order of the documents, whichever was ready first, so that the same input gives the same report.
    yield from (made[number] for number in sorted(made))
    if volume is not None:
        yield volume


def _refuse_overdue(patience: Patience) -> None:
    name = patience.overdue()
    if name:
        msg = f"publishing {name} took longer than {patience.limit_s / 60:g} minutes (output.time_limit_min)"
        raise TransformError(msg) from None


def _numbered(workshop: Workshop, jobs: Sequence[Job], pool: ProcessPoolExecutor | StandingCrew) -> Sequence[Job]:
    """Tell each document of a volume that counts its notes through how many there were before it."""
    volume = workshop.volume
    if volume is None or volume.settings.notes == "restart":
        return jobs
    order = {path: number for number, path in enumerate(volume.paths)}
    chapters = sorted((job for job in jobs if job.prefix), key=lambda job: order[job.path])
    with unhurt_by_interrupts():
        counts = [pool.submit(count, job) for job in chapters]
    through = numbered_through((one.result() for one in counts), workshop.config.notes)
    numbering = {job.path: one for job, one in zip(chapters, through, strict=True)}
    return [replace(job, numbering=numbering.get(job.path)) for job in jobs]


def _volume(crew: _Crew, jobs: Sequence[Job], made: Mapping[int, Made]) -> Made:
    """Bind the chapters in a worker too: what a volume needs can be too much for a process."""
    workshop, tell = crew.workshop, crew.tell
    tell("binding", 0, 1)
    order = {path: number for number, path in enumerate(workshop.volume.paths if workshop.volume else ())}
    chapters = [one.chapter for one in made.values() if one.chapter is not None]
    chapters.sort(key=lambda one: order[one.path])
    with unhurt_by_interrupts():
        chosen = [job for job in jobs if job.prefix]
        waiting = crew.pool.submit(crew.patience.spend, "the volume", make_volume, chapters, chosen)
    done = waiting.result()
    tell("binding", 1, 1)
    return done


def _pool(workshop: Workshop, count: int) -> AbstractContextManager[ProcessPoolExecutor]:
    # A copy of a process in which the XSLT processor has run cannot run it.
    return worker_pool(count, open_workshop, workshop, is_fresh=True)


def _blame(workshop: Workshop, jobs: Sequence[Job], patience: Patience) -> None:
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
                    alone = pool.submit(patience.spend, str(job.path), make, job)
                alone.result()
        except BrokenProcessPool:  # noqa: PERF203 - each has a process of its own, which costs more
            _refuse_overdue(patience)
            msg = f"publishing {job.path} ended its process; it may be nested too deeply or need too much memory"
            raise TransformError(msg) from None
    msg = "a process that publishes documents ended without saying why"
    raise TransformError(msg)
