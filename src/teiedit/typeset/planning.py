"""What one layout tells the next: which notes and entries stand at the foot of which page, and the lines of lemmata.

A document with an apparatus, or with several series of notes, is laid out more than once (xslt/typst/foot.typ).

first   every item is a footnote of its own, with the height of its share of the foot
lines   the first call of each line carries those of the line; only needed where the layout before parted a line from
        its items, for Typst moves a line to the next page for its first footnote alone
pages   the first call of each page carries all items of the page, by series

What a call carries is as high as the footnotes that it replaces were together, so pages end where they ended, and the
plan that the layout by pages gives rise to is the one that it was made from.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from typing import Any, Final

from teiedit.typeset.marks import Item, Marks, read_marks
from teiedit.typeset.numbering import line_numbers, lines_before_last, printed_numbers

# A Typst expression; its value is what `plan` gets.
QUERY: Final = """{
  let at(mark) = {
    let place = mark.location().position()
    (place.page, place.x.pt(), place.y.pt())
  }
  let pages = query(<te-page>).map(mark => {
    let pattern = mark.location().page-numbering()
    numbering(if pattern == none { "1" } else { pattern }, ..counter(page).at(mark.location()))
  })
  (
    items: query(<te-item>).map(mark => mark.value),
    calls: query(<te-call>).map(mark => (mark.value, ..at(mark))),
    notes: query(<te-note>).map(mark => (mark.value, mark.location().page())),
    ends: query(<te-note-end>).map(mark => (mark.value, mark.location().page())),
    begins: query(<te-lemma>).map(mark => (mark.value, ..at(mark))),
    entries: query(<te-entry>).map(mark => mark.value),
    lasts: query(<te-last>).map(mark => at(mark)),
    lines: query(<te-line>).map(mark => (mark.value, ..at(mark))),
    verses: query(<te-verse>).map(mark => (mark.value, ..at(mark))),
    heads: query(heading).map(mark => at(mark)),
    page: query(<te-scope>).map(mark => mark.value),
    folios: pages,
  )
}"""

_ENTRIES: Final = ("app-entry", "app-in-margin")
_CALL: Final = re.compile(
    rf'^(?:({"|".join(_ENTRIES)})|nt|nt-again|foot-note)\((?:.*?\bseries: "([^"]*)")?', re.MULTILINE
)


def first(sources: Iterable[str]) -> dict[str, Any]:
    """Make the plan of the first layout; `{}` where one layout is enough.

    Args:
        sources: the code that the stylesheet wrote: each call begins a line, and no text does.
    """
    found: dict[str, None] = {}
    for source in sources:
        found |= dict.fromkeys(call[2] or call[1] or "" for call in _CALL.finditer(source))
    if len(found) > 1 or not found.keys().isdisjoint(_ENTRIES):
        return {"stage": "first", "series": sorted(found)}
    return {}


def plan(queried: Mapping[str, Any] | None) -> dict[str, Any]:
    """Make the plan, which the template reads as `plan.json`; `{}` where one layout is enough.

    Args:
        queried: the value of QUERY in the layout before.
    """
    if queried is None:
        return {}
    before, marks = queried["plan"], read_marks(queried)
    if "stage" not in before:
        # Footnotes as Typst places them, which need no plan unless some are on another page than their calls.
        return {"stage": "first", "series": [""]} if _parted(queried) else {}
    common = {
        "series": before["series"],
        "items": {item.anchor: item.told() for item in marks.items},
        "lines": line_numbers(marks),
        "numbers": printed_numbers(marks),
    }
    is_single = len(before["series"]) == 1 and before["series"][0] not in _ENTRIES
    if is_single or (before["stage"] == "first" and any(item.is_displaced for item in marks.items)):
        return common | _by_line(marks, is_single=is_single)
    return common | _by_page(marks)


def _parted(queried: Mapping[str, Any]) -> bool:
    pages = {anchor: page for anchor, page, *_ in queried["calls"]}
    return any(pages.get(anchor, page) != page for anchor, page in queried["notes"])


def unsettled(before: Mapping[str, Any], after: Mapping[str, Any]) -> tuple[str, ...]:
    """Name by anchor the notes and entries of which two plans say differently where they stand."""
    return _differing(_carriers(before), _carriers(after))


def misnumbered(before: Mapping[str, Any], after: Mapping[str, Any]) -> tuple[str, ...]:
    """Name the entries that were printed with other numbers of lines than those on which their lemmata stand now."""
    return _differing(before.get("lines", {}), after.get("lines", {}))


def _by_line(marks: Marks, *, is_single: bool) -> dict[str, Any]:
    before_last = _LinesBeforeLast(marks)
    stacks = {}
    for line in _lines_of(item for item in marks.items if not item.is_long):
        ids = [item.anchor for item in line]
        stacks[ids[0]] = {
            "height": _height(line),
            "need": before_last.need(line),
            "ids": ids,
            "series": _series(line, {}) if is_single else [],
        }
    return {
        "stage": "lines",
        "stacks": stacks,
        "own": [item.anchor for item in marks.items if item.is_long],
        "ruled": [],
    }


class _LinesBeforeLast:
    """The lines that Typst keeps together with the last of their paragraph, without knowing what notes they need."""

    def __init__(self, marks: Marks) -> None:
        self._leading = marks.leading
        self._lines = {(page, column, round(y)) for page, column, y in lines_before_last(marks)}

    def need(self, line: list[Item]) -> float:
        """Return what the items of a line need on its page, so that the next line has room where it must stay."""
        page, column, y = line[0].call
        is_kept = any((page, column, round(y) + off) in self._lines for off in (-1, 0, 1))
        return _height(line) + (self._leading if is_kept else 0)


def _height(items: Iterable[Item]) -> float:
    return sum(item.height for item in items)


def _lines_of(items: Iterable[Item]) -> Iterator[list[Item]]:
    """Part items by the lines of their calls."""
    line: list[Item] = []
    for item in items:
        if line and not item.call.same_line(line[0].call):
            yield line
            line = []
        line.append(item)
    if line:
        yield line


def _by_page(marks: Marks) -> dict[str, Any]:
    before_last = _LinesBeforeLast(marks)
    order = {anchor: number for number, anchor in enumerate(reversed(marks.begins))}
    stacks: dict[str, Any] = {}
    own: list[str] = []
    ruled: list[str] = []
    for _, on_page in groupby(marks.items, key=lambda item: item.call[:2]):
        items = list(on_page)
        # What goes on on the next page, or begins there, is not held together with the others.
        free = [one.anchor for one in items if one.ends > one.begins or one.is_displaced]
        bound = [one for one in items if one.anchor not in set(free)]
        own += free
        if bound:
            need = before_last.need(next(_lines_of(bound)))
            stacks[bound[0].anchor] = {"height": _height(bound), "need": need, "series": _series(bound, order)}
        else:
            ruled.append(free[0])
    return {"stage": "pages", "stacks": stacks, "own": own, "ruled": ruled}


def _series(items: list[Item], order: Mapping[str, int]) -> list[dict[str, Any]]:
    """Part the items of a page by series: notes in the order of their calls, entries in that of their lemmata."""
    parted: dict[tuple[int, str], list[str]] = defaultdict(list)
    for item in items:
        parted[item.rank, item.series].append(item.anchor)
    series = []
    for (_, name), ids in sorted(parted.items()):
        if not name:
            ids.sort(key=lambda anchor: order.get(anchor, 0))
        series.append({"entries": not name, "ids": ids})
    return series


def _carriers(plan: Mapping[str, Any]) -> dict[str, str]:
    found = dict.fromkeys(plan.get("own", ()), "")
    for carrier, stack in plan.get("stacks", {}).items():
        found |= {anchor: carrier for one in stack["series"] for anchor in one["ids"]}
    return found


def _differing(before: dict[str, str], after: dict[str, str]) -> tuple[str, ...]:
    return tuple(anchor for anchor in before | after if before.get(anchor) != after.get(anchor))
