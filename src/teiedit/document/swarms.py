"""Keep a file that makes one mistake without end from filling the screen, and say how much was left out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Final

from teiedit.diagnostics import Code, Diagnostic

# Findings of one code in one file that are shown; whoever mends so many looks again anyway.
MOST_OF_A_KIND: Final = 200


def limit_findings(findings: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Keep the first findings of each code in each file, and one more that counts the rest."""
    kept: list[Diagnostic] = []
    counts: dict[tuple[Path | None, Code], int] = {}
    first_left_out: dict[tuple[Path | None, Code], int] = {}
    for one in findings:
        kind = (one.location.path, one.code)
        counts[kind] = counts.get(kind, 0) + 1
        if counts[kind] == MOST_OF_A_KIND + 1:
            first_left_out[kind] = len(kept)
        if counts[kind] <= MOST_OF_A_KIND + 1:
            kept.append(one)
    for kind, at in first_left_out.items():
        more = counts[kind] - MOST_OF_A_KIND
        if more > 1:
            said = f"{more:,} more findings of this kind are in the file, the first of them here"
            hint = "Mend those that are shown, and look again."
            kept[at] = replace(kept[at], message=said, hint=hint, fix=None, stands_for=more)
    return tuple(kept)
