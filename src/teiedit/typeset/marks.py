"""The marks that a layout has of notes, entries and lines, as Typst told them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, NamedTuple

# Marks of one line differ by less than this in height, points.
SAME_LINE: Final = 3.0


_NO_PAPER: Final[Mapping[str, Any]] = {"scope": "none", "columns": 1, "leading": 0.0}


class Place(NamedTuple):
    """Where a mark is; pages and columns count from 1 and 0, `y` is in points from the top."""

    page: int
    column: int
    y: float

    def same_line(self, other: Place) -> bool:
        """Tell whether two marks are in one line."""
        return self[:2] == other[:2] and abs(self.y - other.y) < SAME_LINE


@dataclass(frozen=True, slots=True)
class Item:
    """A note or an entry: what it needs at the foot, where it is called, on which pages it begins and ends.

    Attributes:
        series: of a note; empty for an entry of the apparatus.
        rank: the place of its series among the others.
        height: of its share of the foot, in points.
        is_long: it may go on on the next page.
    """

    anchor: str
    series: str
    rank: int
    height: float
    is_long: bool
    call: Place
    begins: int
    ends: int

    @property
    def is_displaced(self) -> bool:
        """Whether it does not begin on the page of its call."""
        return self.begins != self.call.page

    def told(self) -> list[Any]:
        """Return what the next layout needs to know of it, which it will not measure again."""
        return [self.series, self.rank, self.height, self.is_long]


@dataclass(frozen=True, slots=True)
class Marks:
    """What `planning.QUERY` asks for.

    Attributes:
        items: in the order of their calls.
        entries: the number of its line of verse, or "", by the anchor of each entry.
        begins: where lemmata begin, by anchor, in the order of the text.
        calls: where they end.
        lines: the count of each printed line, and its place.
        verses: the number of each line of verse that has one, and its place.
        lasts: where paragraphs end.
        heads: where headings are.
        leading: from line to line of the text, in points.
        scope: where the count of lines begins again.
        folios: the number of each page, as it is printed.
    """

    items: tuple[Item, ...]
    entries: Mapping[str, str]
    begins: dict[str, Place]
    calls: Mapping[str, Place]
    lines: tuple[tuple[int, Place], ...]
    verses: tuple[tuple[str, Place], ...]
    lasts: tuple[Place, ...]
    heads: tuple[Place, ...]
    leading: float
    scope: str
    folios: tuple[str, ...]


def read_marks(queried: Mapping[str, Any]) -> Marks:
    """Read what Typst answered."""
    page = queried["page"][0] if queried["page"] else _NO_PAPER
    calls = [(anchor, _place(page, *where)) for anchor, *where in queried["calls"]]
    return Marks(
        _items(queried, calls),
        dict(map(tuple, queried["entries"])),
        {anchor: _place(page, *where) for anchor, *where in reversed(queried["begins"])},
        dict(reversed(calls)),
        tuple(_in_columns(queried["lines"])),
        tuple((number, _place(page, *where)) for number, *where in queried["verses"]),
        tuple(_place(page, *where) for where in queried["lasts"]),
        tuple(_place(page, *where) for where in queried["heads"]),
        page["leading"],
        page["scope"],
        tuple(queried["folios"]),
    )


def _items(queried: Mapping[str, Any], calls: list[tuple[str, Place]]) -> tuple[Item, ...]:
    # Measured in the first layout, handed down in the plans of the others.
    known = dict(queried["plan"].get("items", {}))
    for told in queried["items"]:
        known[told["id"]] = [told["series"], int(told["rank"]), told["height"], told["long"]]
    begins: dict[str, int] = dict(map(tuple, reversed(queried["notes"])))
    ends: dict[str, int] = dict(map(tuple, queried["ends"]))
    often = Counter(anchor for anchor, _ in calls)
    found = []
    for anchor, call in calls:
        # What is printed twice cannot be told apart, and takes care of itself.
        if anchor in known and often[anchor] == 1:
            page = begins.get(anchor, call.page)
            series, rank, height, is_long = known[anchor]
            found.append(Item(anchor, series, rank, height, is_long, call, page, ends.get(anchor, page)))
    return tuple(found)


def _place(paper: Mapping[str, Any], page: int, x: float, y: float) -> Place:
    if paper["columns"] == 1:
        return Place(page, 0, y)
    column = int((x - paper["left"][page % 2]) // paper["pitch"])
    return Place(page, min(max(column, 0), paper["columns"] - 1), y)


def _in_columns(lines: list[list[Any]]) -> list[tuple[int, Place]]:
    """Tell the column of each line: the mark of a line stands beside it, so that its own place does not say."""
    found: list[tuple[int, Place]] = []
    last = Place(0, 0, 0.0)
    for count, page, _, y in lines:
        column = 0 if page != last.page else last.column + (y < last.y - SAME_LINE)
        last = Place(page, column, y)
        found.append((count, last))
    return found
