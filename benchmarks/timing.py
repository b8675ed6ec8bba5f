"""What the benchmarks share: how a time is taken, and the peer that copies a document."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable

IDENTITY = (
    '<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">'
    '<xsl:mode on-no-match="shallow-copy"/></xsl:stylesheet>'
)


def median(what: Callable[[], object], rounds: int) -> float:
    """Return the median CPU seconds of so many rounds."""
    times = []
    for _ in range(rounds):
        start = time.process_time()
        what()
        times.append(time.process_time() - start)
    return statistics.median(times)
