"""Workers that stay between builds: what the compilers of stylesheets and of PDFs remember serves the next one."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import ExitStack, contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any

from teiedit.publish.jobs import Job, Made, Workshop
from teiedit.publish.worker import open_workshop
from teiedit.workers import BrokenProcessPool, unhurt_by_interrupts, worker_pool


class StandingCrew:
    """Worker processes, each with the documents that it has made before; ended with the block that it is made for."""

    def __init__(self) -> None:
        self._held = ExitStack()
        self._pools: list[ProcessPoolExecutor] = []
        self._homes: dict[str, int] = {}
        self._made: dict[Path, tuple[Job, Made]] = {}

    @contextmanager
    def at_work(self, workshop: Workshop, most: int) -> Iterator[StandingCrew]:
        """Prepare the workers for a build; there are as many as the first one asks for.

        Raises:
            BrokenProcessPool: a worker ended; the next build has new ones.
        """
        try:
            if not self._pools:
                for _ in range(most):
                    pool = worker_pool(1, open_workshop, workshop, is_fresh=True)
                    self._pools.append(self._held.enter_context(pool))
            else:
                with unhurt_by_interrupts():
                    opened = [pool.submit(open_workshop, workshop) for pool in self._pools]
                for one in opened:
                    one.result()
            yield self
        except BrokenProcessPool:
            self.dismiss()
            raise

    def submit(self, task: Callable[..., Any], *arguments: Any) -> Future[Any]:
        """Give a task to the worker that has had one before of the same name: the first argument, or its path."""
        name = str(getattr(arguments[0], "path", arguments[0])) if arguments else ""
        home = self._homes.setdefault(name, len(self._homes) % len(self._pools))
        return self._pools[home].submit(task, *arguments)

    def keep(self, job: Job, made: Made) -> None:
        """Keep what was made of a document of a volume, for the next time that the volume is bound."""
        self._made[job.path] = job, made

    def recall(self, job: Job) -> Made | None:
        """Return what was made of a document, if it was kept and nothing else is wanted of it now."""
        known, made = self._made.get(job.path, (None, None))
        return made if known == job else None

    def keep_only(self, paths: Collection[Path]) -> None:
        """Forget what was made of all documents but these."""
        self._made = {path: one for path, one in self._made.items() if path in paths}

    def dismiss(self) -> None:
        """End all workers: what they have compiled no longer holds."""
        self._pools.clear()
        self._homes.clear()
        self._made.clear()
        self._held.close()

    def __enter__(self) -> StandingCrew:  # noqa: PYI034 - Self is of Python 3.11
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._held.__exit__(kind, error, trace)
