"""How the numbers of notes go on from document to document, where a volume counts them through."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from teiedit.note_series import DEFAULT_SERIES, Numbers, Series, kinds_of_numbers

# How many notes of each series a document counts, in the order of the first of each.
Counts = Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Numbering:
    """What a document is told of the ones before it.

    Attributes:
        kinds: of numbers, by the name of a series.
        begun: how many notes were counted before, by the kind of their numbers.
    """

    kinds: Mapping[str, Numbers] = field(default_factory=dict)
    begun: Mapping[Numbers, int] = field(default_factory=dict)


def numbered_through(counts: Iterable[Counts], series: Iterable[Series]) -> Iterator[Numbering]:
    """Yield for each document of a volume, in its order, how its notes are numbered."""
    counts = list(counts)
    by_name = {one.name: one for one in (*DEFAULT_SERIES, *reversed(tuple(series)))}
    present = dict.fromkeys(name for one in counts for name in one)
    kinds = kinds_of_numbers([by_name.get(name, replace(DEFAULT_SERIES[-1], name=name)) for name in present], ())
    begun: Counter[Numbers] = Counter()
    for one in counts:
        yield Numbering(kinds, dict(begun))
        for name, number in one.items():
            begun[kinds[name]] += number
