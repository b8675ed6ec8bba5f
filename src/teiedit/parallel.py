"""Check many files with several processes; the report is the same as with one, in the order of the files.

A process that ends while it checks a file (killed, out of memory) costs one finding and not the run.
"""

from __future__ import annotations

import math
import os
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from teiedit import codes
from teiedit.diagnostics import Location, Report, finding, merge
from teiedit.edition import Edition, loose_edition
from teiedit.errors import TeiEditError
from teiedit.validation import ValidationOptions, Validator

# Files that cost less together are checked by one process: others, with 20 to 60 ms each, would be no gain.
_WORTH_A_POOL: Final = 2_000_000
# What is given to a worker at once, so that thousands of small files are not thousands of messages.
_BATCH_BYTES: Final = 300_000
# What a file costs beside its content is what so many bytes cost.
_BYTES_PER_FILE: Final = 5_000
# The file that a worker's caches are warmed with must not be one that could end the process.
_WARM_BYTES: Final = 1_000_000

# Called with the number of files done, and of all.
Progress = Callable[[int, int], None]
# An edition and the files of it that are to be checked.
Work = tuple[Edition, Sequence[Path]]


@dataclass(frozen=True, slots=True)
class _File:
    """One file to be checked: its number among all, the number of its edition, what it costs in bytes."""

    number: int
    edition: int
    path: Path
    cost: int


_Batch = tuple[_File, ...]
# By the number of the file: what was found, or why the program cannot go on.
_Results = dict[int, Report | TeiEditError]


def processors() -> int:
    """Return how many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0)) or 1
    return os.cpu_count() or 1


def validate_files(
    files: Iterable[Path],
    edition: Edition | None = None,
    options: ValidationOptions | None = None,
    *,
    jobs: int = 1,
    on_progress: Progress | None = None,
) -> Report:
    """Read and check files of one edition.

    Args:
        files: in the order of the report.
        edition: where registers, schema and root come from; by default an edition of just these files.
        options: how to check.
        jobs: the most processes that are used; fewer if the files are few or small.
        on_progress: told how many files are done.

    Raises:
        InputError: a file cannot be opened.
        SchemaError: the schema that the options name cannot be used.
    """
    paths = list(files)
    work = [(edition or loose_edition(paths), paths)]
    return validate_editions(work, options, jobs=jobs, on_progress=on_progress)[0]


def validate_editions(
    work: Sequence[Work],
    options: ValidationOptions | None = None,
    *,
    jobs: int = 1,
    on_progress: Progress | None = None,
) -> tuple[Report, ...]:
    """Read and check files of several editions, each by the settings of its own.

    Args:
        work: editions with their files.
        options: how to check.
        jobs: as for `validate_files`.
        on_progress: as for `validate_files`.

    Returns:
        A report for each edition, in order.

    Raises:
        InputError: a file cannot be opened.
        SchemaError: the schema that the options name cannot be used.
    """
    options = options or ValidationOptions()
    numbered = [(which, path) for which, (_, paths) in enumerate(work) for path in paths]
    files = [_File(number, which, path, _cost(path)) for number, (which, path) in enumerate(numbered)]
    run = _Run([edition for edition, _ in work], options, len(files), on_progress)
    if run.validators:
        run.validators[0].require_schema()
    results = run.check(files, jobs)
    failed = next((one for number in sorted(results) if isinstance(one := results[number], TeiEditError)), None)
    if failed is not None:
        raise failed
    reports: list[list[Report]] = [[] for _ in work]
    for file in files:
        report = results[file.number]
        if isinstance(report, Report):
            reports[file.edition].append(report)
    return tuple(merge(found) for found in reports)


@dataclass
class _Run:
    """One call: what is checked by which settings, and how far it has come."""

    editions: Sequence[Edition]
    options: ValidationOptions
    total: int
    on_progress: Progress | None
    done: int = 0
    validators: list[Validator] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.validators = [Validator(edition, self.options) for edition in self.editions]

    def check(self, files: Sequence[_File], jobs: int) -> _Results:
        self.tell(0)
        left = list(files)
        results: _Results = {}
        if jobs > 1 and sum(one.cost for one in files) >= _WORTH_A_POOL:
            results |= self.in_workers(left, jobs)
            left = [one for one in left if one.number not in results]
        for one in left:
            results |= self.here((one,))
        return results

    def here(self, batch: _Batch) -> _Results:
        """Check files in this process."""
        results = _check_all(self.validators, batch)
        self.tell(len(batch))
        return results

    def in_workers(self, files: Sequence[_File], jobs: int) -> _Results:
        """Check files in workers; nothing comes back for any file if workers cannot be started."""
        from teiedit import workers  # noqa: PLC0415 - costs 20 ms, which only much to do is worth

        results: _Results = {}
        if workers.may_fork() and (first := next((one for one in files if one.cost <= _WARM_BYTES), None)):
            # Forked workers inherit the schema, and what the engine learnt from the first file.
            results |= self.here((first,))
        batches = _batches([one for one in files if one.number not in results], jobs)
        while batches:
            count = min(jobs, len(batches), workers.MOST_WORKERS)
            try:
                with workers.worker_pool(count, _open, *self._prepared(forked=workers.may_fork())) as pool:
                    for found in workers.results_of(pool, _check, batches):
                        results |= found
                        self.tell(len(found))
                break
            except workers.BrokenProcessPool:
                if not workers.can_start_workers():
                    break
            undone = [batch for batch in batches if batch[0].number not in results]
            # Those that workers had or were about to get, in the order in which they get them.
            suspects, batches = undone[: 2 * count + 1], undone[2 * count + 1 :]
            for batch in suspects:
                results |= self.apart(batch)
                self.tell(len(batch))
        return results

    def apart(self, batch: _Batch) -> _Results:
        """Check files in a worker of their own, and say so of the one that ends it."""
        from teiedit import workers  # noqa: PLC0415 - as above

        try:
            with workers.worker_pool(1, _open, *self._prepared(forked=workers.may_fork())) as pool:
                return next(workers.results_of(pool, _check, [batch]))
        except workers.BrokenProcessPool:
            if len(batch) > 1:
                return {number: found for one in batch for number, found in self.apart((one,)).items()}
            said = "the process that checked the file ended before it was done"
            hint = "The file may need more memory than there is. Check it alone, and report it if that fails too."
            return {
                one.number: Report((finding(codes.CHECK_ENDED, said, Location(one.path), hint=hint),), 1)
                for one in batch
            }

    def _prepared(self, *, forked: bool) -> tuple[object, ...]:
        return (tuple(self.editions), self.options, self.validators if forked else None)

    def tell(self, more: int) -> None:
        self.done += more
        if self.on_progress is not None:
            self.on_progress(self.done, self.total)


def _cost(path: Path) -> int:
    try:
        return path.stat().st_size + _BYTES_PER_FILE
    except OSError:
        # Whoever opens it will say why it cannot be.
        return _BYTES_PER_FILE


def _batches(files: Sequence[_File], jobs: int) -> list[_Batch]:
    """Put files together that are given to a worker at once, the largest first: what comes last should be small."""
    total = sum(one.cost for one in files)
    most = max(min(_BATCH_BYTES, math.ceil(total / (jobs * 4))), 1)
    batches: list[_Batch] = []
    batch: list[_File] = []
    for one in sorted(files, key=lambda one: (-one.cost, one.number)):
        if batch and sum(other.cost for other in batch) + one.cost > most:
            batches.append(tuple(batch))
            batch = []
        batch.append(one)
    return [*batches, tuple(batch)] if batch else batches


_validators: Sequence[Validator] = ()


def _open(editions: Sequence[Edition], options: ValidationOptions, known: Sequence[Validator] | None) -> None:
    """Prepare a worker."""
    global _validators  # noqa: PLW0603 - a process pool has no other way to hand something to its workers
    _validators = known or [Validator(edition, options) for edition in editions]


def _check(batch: _Batch) -> _Results:
    return _check_all(_validators, batch)


def _check_all(validators: Sequence[Validator], batch: _Batch) -> _Results:
    results: _Results = {}
    for one in batch:
        try:
            results[one.number] = validators[one.edition].check_file(one.path)[1]
        except TeiEditError as error:  # noqa: PERF203 - of each, so that the same one is told
            results[one.number] = error
    return results
