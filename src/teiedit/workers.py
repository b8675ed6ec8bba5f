"""Worker processes: started safely, ended with whoever started them, not reached by Ctrl-C themselves."""

from __future__ import annotations

import multiprocessing
import multiprocessing.connection
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from typing import Any, Final, TypeVar

__all__ = [
    "MOST_WORKERS",
    "BrokenProcessPool",
    "can_start_workers",
    "may_fork",
    "results_of",
    "unhurt_by_interrupts",
    "worker_pool",
]

# Windows waits for no more at once.
MOST_WORKERS: Final = 61
A = TypeVar("A")
R = TypeVar("R")


@contextmanager
def worker_pool(
    count: int, prepare: Callable[..., None], *arguments: Any, is_fresh: bool = False
) -> Iterator[ProcessPoolExecutor]:
    """Make workers, which end with whatever ends the block: they are not waited for after Ctrl-C.

    Args:
        count: how many.
        prepare: called in each worker first; a function of a module.
        arguments: of `prepare`; copied as they are where `may_fork`, else pickled.
        is_fresh: start each from nothing, not as a copy of this process, which may hold what cannot be copied.
    """
    context = multiprocessing.get_context("fork" if may_fork() and not is_fresh else "spawn")
    pool = ProcessPoolExecutor(count, mp_context=context, initializer=_begin, initargs=(prepare, arguments))
    try:
        yield pool
    except BrokenProcessPool:
        # Its threads end by themselves; while there are any, this process cannot be copied.
        pool.shutdown(cancel_futures=True)
        raise
    except BaseException:
        for process in list((pool._processes or {}).values()):
            process.terminate()
        pool.shutdown(wait=False, cancel_futures=True)
        raise
    pool.shutdown()


def results_of(pool: ProcessPoolExecutor, function: Callable[[A], R], tasks: Iterable[A]) -> Iterator[R]:
    """Give tasks to workers and yield what comes back, in whatever order it does.

    Raises:
        BrokenProcessPool: a worker ended.
    """
    with unhurt_by_interrupts():
        waiting = [pool.submit(function, task) for task in tasks]
    for one in as_completed(waiting):
        yield one.result()


def can_start_workers() -> bool:
    """Tell whether workers can be started at all: not from a script without `if __name__ == "__main__":`."""
    try:
        with worker_pool(1, _nothing) as pool:
            return next(results_of(pool, bool, [1]))
    except BrokenProcessPool:
        return False


def may_fork() -> bool:
    """Whether a copy of this process is safe to make: Linux, and no other thread that could hold a lock."""
    if not sys.platform.startswith("linux") or threading.active_count() > 1:
        return False
    try:
        # Threads that Python does not know of.
        return len(os.listdir("/proc/self/task")) == 1  # noqa: PTH208 - names are all that is wanted
    except OSError:
        return False


@contextmanager
def unhurt_by_interrupts() -> Iterator[None]:
    """Start processes that Ctrl-C does not reach: each would print a traceback. Here it waits until this is done."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _begin(prepare: Callable[..., None], arguments: tuple[Any, ...]) -> None:
    if not hasattr(signal, "pthread_sigmask"):
        signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    prepare(*arguments)


def _nothing() -> None:
    pass


def _end_with_parent() -> None:
    """End this process when the one that started it has ended, however it did: it would wait for work for ever."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        multiprocessing.connection.wait([parent.sentinel])
        os._exit(1)
