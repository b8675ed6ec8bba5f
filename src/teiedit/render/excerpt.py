"""The part of a source line around a place, cut to fit, with what the place is about marked in it."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from teiedit.render.printing import columns, fitting, printable

# Gives a line of a file without its end; an empty one where there is none.
LineOf = Callable[[Path, int], str]

# A tag as far as its name, a reference, a name or a word.
_MARKABLE = re.compile(r"""</?[^\s<>/="']*|&[^\s;&<]*;?|[\w:.#-]+""")


class Excerpt(NamedTuple):
    """A part of a line: what is before the mark, the mark, what is after; and whether either end was cut off."""

    before: str
    marked: str
    after: str
    is_cut_before: bool
    is_cut_after: bool


def cut_excerpt(line: str, column: int, room: int) -> Excerpt:
    """Cut the part of a line that a place is in.

    Args:
        line: of a document, as it stands.
        column: of the place, 1-based; 0 if there is none to be marked.
        room: the columns that there are, an ellipsis at each cut end included.
    """
    at = max(column - 1, 0)
    text_start = len(line) - len(line.lstrip())
    start = min(text_start, at) if column else text_start
    if columns(line[start : start + room + 1]) > room:
        start = max(start, at - room * 2 // 3)
        # Wide characters before the place can push it out of sight.
        while start < at and columns(line[start:at]) > room * 2 // 3:
            start += 1
    is_cut_before = start > text_start
    room -= is_cut_before
    end = len(line.rstrip())
    shown = fitting(printable(line[start : min(start + room, max(end, start))]), room)
    is_cut_after = start + len(shown) < end
    if is_cut_after:
        shown = fitting(shown, room - 1)
    mark = min(at - start, len(shown))
    stop = mark + extent(line, column) if column else mark
    return Excerpt(shown[:mark], shown[mark:stop], shown[stop:], is_cut_before, is_cut_after)


def extent(line: str, column: int) -> int:
    """Return how many characters what stands at a place has: a tag's name, a value, a word; at least one."""
    at = column - 1
    if not 0 <= at < len(line):
        return 1
    quote = line[at - 1] if at else ""
    if quote and quote in "\"'" and re.search(r"=\s*$", line[max(0, at - 20) : at - 1]):
        end = line.find(quote, at)
        if end >= 0:
            return max(end - at, 1)
    match = _MARKABLE.match(line, at)
    return max(match.end() - at, 1) if match else 1
