"""A line on standard error that says how far something has come; gone when it is done, absent where nobody looks."""

from __future__ import annotations

import os
import sys
import time
from types import TracebackType
from typing import Final

_WIDTH: Final = 24
# What is done sooner needs no line, and nobody reads faster.
_PATIENCE_S: Final = 0.3
_INTERVAL_S: Final = 0.1


class Progress:
    """A bar for one step."""

    def __init__(self, label: str) -> None:
        self._label = label
        self._is_seen = sys.stderr.isatty() and os.environ.get("TERM") != "dumb"
        self._next = time.monotonic() + _PATIENCE_S
        self._is_drawn = False

    def __call__(self, done: int, total: int) -> None:
        """Draw how much is done, if enough time has passed."""
        now = time.monotonic()
        if not self._is_seen or now < self._next or total < 2:  # noqa: PLR2004 - one file is no progress
            return
        self._next = now + _INTERVAL_S
        filled = _WIDTH * done // total
        sys.stderr.write(f"\r{self._label} [{'#' * filled}{'-' * (_WIDTH - filled)}] {done:,} of {total:,}\033[K")
        sys.stderr.flush()
        self._is_drawn = True

    def __enter__(self) -> Progress:  # noqa: PYI034 - Self is of Python 3.11
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._is_drawn:
            sys.stderr.write("\r\033[K")
            sys.stderr.flush()
