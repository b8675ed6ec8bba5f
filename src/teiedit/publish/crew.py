"""The worker processes of a build: documents shared out to them, and the one found that ends its process."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from contextlib import AbstractContextManager

from teiedit.errors import TransformError
from teiedit.publish.jobs import Job, Made, Workshop
from teiedit.publish.worker import is_open, make, make_index, open_workshop
from teiedit.workers import MOST_WORKERS, BrokenProcessPool, unhurt_by_interrupts, worker_pool

# Called with the name of a step, what is done of it, and how much there is to do.
Progress = Callable[[str, int, int], None]


def make_all(
    workshop: Workshop, jobs: Sequence[Job], workers: int | None, tell: Progress, *, with_index: bool
) -> Iterator[Made]:
    """Make the outputs of documents, and the index page.

    Args:
        workshop: what they have in common.
        jobs: one for each document.
        workers: how many processes; the number of processors by default.
        tell: told of the progress.
        with_index: whether the index page is made.

    Raises:
        TransformError: a document ended its process, or an output could not be made.
        TypesetError: an output could not be made.
    """
    tell("publishing", 0, len(jobs))
    count = min(workers or os.cpu_count() or 1, len(jobs), MOST_WORKERS) or 1
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


def _pool(workshop: Workshop, count: int) -> AbstractContextManager[ProcessPoolExecutor]:
    # A copy of a process in which the XSLT processor has run cannot run it.
    return worker_pool(count, open_workshop, workshop, is_fresh=True)


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
