"""The numbers of lines: what is printed beside them, and what the entries of the apparatus say."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence

from teiedit.typeset.marks import SAME_LINE, Marks, Place


def printed_numbers(marks: Marks) -> list[int]:
    """Return the numbers of all lines in their order, where they begin again with each division; else none."""
    if marks.scope != "division":
        return []
    heads = iter(sorted(marks.heads))
    head = next(heads, None)
    numbers: list[int] = []
    number = 0
    for _, place in marks.lines:
        while head is not None and head < place:
            number, head = 0, next(heads, None)
        number += 1
        numbers.append(number)
    return numbers


def line_numbers(marks: Marks) -> dict[str, str]:
    """Return what each entry says of its lines, by anchor: `12`, `12–14`, over pages `12,30–13,2`."""
    numbers = printed_numbers(marks) or [count for count, _ in marks.lines]
    lines = _Lines((str(number), place) for number, (_, place) in zip(numbers, marks.lines, strict=True))
    verses = _Lines(marks.verses)
    said: dict[str, str] = {}
    for anchor, verse in marks.entries.items():
        end = marks.calls[anchor]
        begin = marks.begins.get(anchor, end)
        if verse:
            said[anchor] = _range(verse, verses.before(end) or verse)
        else:
            said[anchor] = _prose_range(marks, lines, begin, end)
    return said


def lines_before_last(marks: Marks) -> set[Place]:
    """Return the places of the lines before the last ones of paragraphs."""
    places = [place for _, place in marks.lines]
    # The end of a paragraph is marked below its last line.
    lasts = (bisect_right(places, end) - 1 for end in marks.lasts)
    return {places[last - 1] for last in lasts if last > 0}


def _prose_range(marks: Marks, lines: _Lines, begin: Place, end: Place) -> str:
    first, last = lines.at(begin), lines.at(end)
    if marks.scope == "page" and begin.page != end.page and first and last:
        return f"{marks.folios[begin.page - 1]},{first}–{marks.folios[end.page - 1]},{last}"
    return _range(first, last)


def _range(first: str, last: str) -> str:
    return first if first == last or not last else f"{first}–{last}"


class _Lines:
    """Lines by their places."""

    def __init__(self, lines: Iterable[tuple[str, Place]]) -> None:
        self._on: dict[tuple[int, int], list[tuple[float, str]]] = defaultdict(list)
        for number, place in lines:
            self._on[place[:2]].append((place.y, number))
        for found in self._on.values():
            found.sort(key=lambda line: line[0])

    def at(self, place: Place) -> str:
        """Return the number of the line nearest to a place, or "" where there is none on its page."""
        return self._nearest(self._on.get(place[:2], ()), place.y)

    def before(self, place: Place) -> str:
        """Return the number of the last line that begins no lower than a place on its page, or ""."""
        found = self._on.get(place[:2], ())
        after = bisect_right(found, place.y + SAME_LINE, key=lambda line: line[0])
        return found[after - 1][1] if after else ""

    @staticmethod
    def _nearest(found: Sequence[tuple[float, str]], y: float) -> str:
        after = bisect_right(found, y, key=lambda line: line[0])
        near = found[max(0, after - 1) : after + 1]
        return min(near, key=lambda line: abs(line[0] - y))[1] if near else ""
