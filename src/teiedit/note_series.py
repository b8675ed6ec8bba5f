"""The series that notes belong to, and how the notes of a series are numbered.

What the source numbers itself (@n) keeps its number. Else each series has numbers of its own kind where there are
several series, so that no two calls on a page are alike: author *, †; editor 1, 2; translator a, b; apparatus i, ii.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final, Literal

from lxml import etree

Numbers = Literal["1", "a", "A", "i", "I", "*"]
Restart = Literal["document", "division", "page"]
NUMBERS: Final[tuple[Numbers, ...]] = ("1", "a", "A", "i", "I", "*")
RESTARTS: Final[tuple[Restart, ...]] = ("document", "division", "page")

# In the order of printers, then doubled, then trebled. Source: The Chicago Manual of Style 14.
_SYMBOLS: Final = "*†‡§‖¶"
_FURTHER: Final[tuple[Numbers, ...]] = ("1", "a", "i", "A", "*", "I")
_ROMAN: Final = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl")),
    *((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)


@dataclass(frozen=True, slots=True)
class Series:
    """Notes of one kind: all conditions that are given must hold.

    Attributes:
        name: as stylesheets and headings know it.
        types: values of @type.
        resp: values of @resp, each whole.
        places: values of @place.
        numbers: the kind of numbers wanted.
        restart: where the count begins again.
        is_fixed: whether the numbers are of that kind even where another series has the same.
    """

    name: str
    types: tuple[str, ...] = ()
    resp: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    numbers: Numbers = "1"
    restart: Restart = "document"
    is_fixed: bool = False

    def fits(self, note: etree._Element) -> bool:
        """Tell whether a note is of this series."""
        return all(
            not wanted or not {*note.get(name, "").split()}.isdisjoint(wanted)
            for wanted, name in ((self.types, "type"), (self.resp, "resp"), (self.places, "place"))
        )


DEFAULT_SERIES: Final = (
    Series("author", ("author", "authorial", "auctorial", "original"), numbers="*"),
    Series("author", (), ("author", "#author"), numbers="*"),
    Series("translator", ("translator", "translation", "trans"), numbers="a"),
    Series("translator", (), ("translator", "#translator"), numbers="a"),
    Series("apparatus", ("apparatus", "app", "critical", "textual"), numbers="i"),
    Series("editor", ("editor", "editorial", "ed", "commentary", "comment")),
    Series("editor", (), ("editor", "#editor", "ed", "#ed")),
    # What fits no other.
    Series("note"),
)


def series_of(note: etree._Element, series: Iterable[Series]) -> Series:
    """Return the first series that a note fits, or the one for all others."""
    return next((one for one in series if one.fits(note)), DEFAULT_SERIES[-1])


def with_defaults(own: Iterable[Series]) -> tuple[Series, ...]:
    """Return the series of an edition: its own, then the usual ones.

    One that has the name of a usual one and no condition changes how the notes of that are numbered.
    """
    own = tuple(own)
    changes = {one.name: one for one in own if not (one.types or one.resp or one.places)}
    usual = [
        replace(one, numbers=new.numbers, restart=new.restart, is_fixed=new.is_fixed)
        if (new := changes.get(one.name))
        else one
        for one in DEFAULT_SERIES
    ]
    return (*(one for one in own if one.types or one.resp or one.places), *usual)


def kinds_of_numbers(present: Sequence[Series], given: Iterable[str]) -> Mapping[str, Numbers]:
    """Decide which kind of numbers each series gets, by its name.

    Args:
        present: the series that have notes without a number of their own, in the order of their first.
        given: the numbers that the source gives to other notes.
    """
    taken = {kind_of_number(one) for one in given}
    found: dict[str, Numbers] = {}
    # One alone, with nothing beside it, is counted in figures, whatever it is.
    if len({one.name for one in present}) == 1 and not taken and not present[0].is_fixed:
        return {present[0].name: "1"}
    for one in sorted(present, key=lambda one: not one.is_fixed):
        if one.name not in found:
            wanted: tuple[Numbers, ...] = (one.numbers, *_FURTHER)
            kind: Numbers = one.numbers if one.is_fixed else next((it for it in wanted if it not in taken), "1")
            found[one.name] = kind
            taken.add(kind)
    return found


def kind_of_number(text: str) -> Numbers | None:
    """Return the kind of a number as a source has it, or None."""
    if re.search("[0-9]", text):
        return "1"
    if any(sign in text for sign in _SYMBOLS):
        return "*"
    bare = re.sub(r"\W", "", text)
    return ("A" if bare.isupper() else "a") if bare else None


def numbered(count: int, kind: Numbers) -> str:
    """Write a number, 1 and above."""
    if kind == "1":
        return str(count)
    if kind == "*":
        turn, place = divmod(count - 1, len(_SYMBOLS))
        return _SYMBOLS[place] * (turn + 1)
    written = _roman(count) if kind in {"i", "I"} else _letters(count)
    return written.upper() if kind in {"A", "I"} else written


def _letters(count: int) -> str:
    written = ""
    while count:
        count, place = divmod(count - 1, 26)
        written = chr(ord("a") + place) + written
    return written


def _roman(count: int) -> str:
    written = ""
    for value, letters in _ROMAN:
        times, count = divmod(count, value)
        written += letters * times
    return written
