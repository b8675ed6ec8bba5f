"""What editors chose: which child of a choice each text shows, whose each reading of an entry is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from enum import Enum
from typing import Final

from lxml import etree

from teiedit.namespaces import XML_ID, tei
from teiedit.publish.verify.names import local_name
from teiedit.publish.verify.table import PLAIN, Rule
from teiedit.publish.verify.texts import Reading

# Whoever says nothing of how sure he is, is neither sure nor in doubt.
_SURE: Final = {"high": 3, "medium": 2, "low": 1, "unknown": 0}
_LEVELS: Final = ((0.75, 3), (0.4, 2), (0.0, 1))


def sides(choice: etree._Element, table: Mapping[str, Rule]) -> tuple[etree._Element | None, etree._Element | None]:
    """Return what the source text and what the reading text shows of a choice; the same, if there is but one side."""
    by_side: dict[str, list[etree._Element]] = {"source": [], "reading": [], "": []}
    for child in choice:
        if isinstance(child.tag, str):
            by_side[table.get(local_name(child), PLAIN).choice].append(child)
    source, reading, neither = by_side["source"], by_side["reading"], by_side[""]
    if source and reading:
        return _sides(source, reading)
    if (source or reading) and neither:
        return _sides(source or neither, reading or neither)
    only = source or reading or neither
    return (_surest(only), _surest(only)) if only else (None, None)


def _sides(source: list[etree._Element], reading: list[etree._Element]) -> tuple[etree._Element, etree._Element]:
    chosen = _surest(reading)
    partners = [one for one in source if _point_at_each_other(one, chosen)]
    return (partners[0] if partners else _surest(source)), chosen


def _surest(several: list[etree._Element]) -> etree._Element:
    return max(several, key=_certainty)


def _certainty(element: etree._Element) -> int:
    said = element.get("cert", "medium")
    if said in _SURE:
        return _SURE[said]
    try:
        number = float(said)
    except ValueError:
        return _SURE["medium"]
    return next((level for least, level in _LEVELS if number >= least), 0)


def _point_at_each_other(first: etree._Element, second: etree._Element) -> bool:
    return any(
        f"#{there.get(XML_ID)}" in here.get("corresp", "").split() and there.get(XML_ID) is not None
        for here, there in ((first, second), (second, first))
    )


class Witnesses:
    """Who reads what. A witness is known by its place in the list of witnesses, as pages number them: w1, w2."""

    def __init__(self, root: etree._Element) -> None:
        self._numbers: dict[str, tuple[str, ...]] = {}
        self.names: dict[str, str] = {}
        self._chosen: dict[etree._Element, etree._Element] = {}
        for witness in root.iter(tei("witness")):
            self._add(witness.get(XML_ID, ""))
        for group in root.iter(tei("listWit")):
            name = group.get(XML_ID, "")
            if name and name not in self._numbers:
                members = (one.get(XML_ID, "") for one in group.iter(tei("witness")))
                self._numbers[name] = tuple(number for one in members for number in self._numbers.get(one, ())[:1])
        # Those that are in no list come after it, as they are first named.
        for entry in root.iter(tei("app")):
            for reading in readings_of(entry):
                for name in _named(reading):
                    self._add(name)

    def _add(self, name: str) -> None:
        if name and name not in self._numbers:
            number = f"w{len(self.names) + 1}"
            self._numbers[name] = (number,)
            self.names[number] = name

    def read(
        self, entry: etree._Element, outer: Reading | None, *, is_again: bool = False
    ) -> dict[etree._Element, Reading]:
        """Return for each reading of an entry whose it is; a witness that several name has the first of them."""
        is_again = is_again or (outer is not None and outer.is_again)
        several = list(readings_of(entry))
        if not several:
            return {}
        chosen = next((one for one in several if local_name(one) == "lem"), several[0])
        taken = set(self._numbers_of(chosen))
        found: dict[etree._Element, Reading] = {}
        other: set[str] = set()
        for reading in several:
            if reading is not chosen:
                own = frozenset(self._numbers_of(reading)) - taken
                taken |= own
                other |= own
                found[reading] = Reading(own, entry, outer, is_again=is_again)
        found[chosen] = Reading(frozenset(other), entry, outer, is_chosen=True, is_again=is_again)
        return found

    def is_chosen(self, reading: etree._Element) -> bool:
        """Tell whether the edition has this reading; outside an entry there is nothing to choose between."""
        entry = next(reading.iterancestors(tei("app")), None)
        if entry is not None and entry not in self._chosen:
            several = list(readings_of(entry)) or [reading]
            self._chosen[entry] = next((one for one in several if local_name(one) == "lem"), several[0])
        return entry is None or self._chosen[entry] is reading

    def _numbers_of(self, reading: etree._Element) -> Iterable[str]:
        return (number for name in _named(reading) for number in self._numbers.get(name, ()))


def readings_of(entry: etree._Element) -> Iterator[etree._Element]:
    """Yield the readings of an entry, in its groups too, but those of no entry inside it."""
    todo = list(reversed(entry))
    while todo:
        child = todo.pop()
        name = local_name(child)
        if name in {"lem", "rdg"}:
            yield child
        elif name == "rdgGrp":
            todo += reversed(child)


def remarks_of(entry: etree._Element) -> Iterator[etree._Element]:
    """Yield what an entry says besides its readings, in its groups too."""
    for holder in (entry, *entry.iterchildren(tei("rdgGrp"))):
        yield from holder.iterchildren(tei("note"), tei("witDetail"))


def _named(reading: etree._Element) -> list[str]:
    """Return the witnesses that a reading, or what is said of its witnesses behind it, names."""
    behind = reading.getnext()
    said = reading.get("wit") or (behind.get("wit") if behind is not None and local_name(behind) == "wit" else "") or ""
    return [one.rpartition("#")[2] for one in said.split()]


class Stand(Enum):
    """Where an entry of the apparatus stands: in its text; away from it, told whole; behind words that it repeats."""

    WITHIN = "within"
    APART = "apart"
    BEHIND = "behind"


def stand_of(entry: etree._Element) -> Stand:
    """Tell where an entry stands; one in a reading of an entry of a list is read in the line."""
    if next(entry.iterancestors(tei("listApp")), None) is not None:
        return Stand.APART if next(entry.iterancestors(tei("app")), None) is None else Stand.WITHIN
    if entry.get("loc"):
        return Stand.APART
    return Stand.BEHIND if entry.get("from") or entry.get("to") else Stand.WITHIN
