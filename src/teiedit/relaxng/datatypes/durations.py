"""The datatype of durations. Source: XML Schema part 2 3.2.6; two are equal if their fields are."""

from __future__ import annotations

import re
from collections.abc import Hashable
from typing import Any

from teiedit.relaxng.datatypes.dates import MOST_DIGITS, day_number
from teiedit.relaxng.datatypes.errors import NotAllowedError
from teiedit.relaxng.datatypes.kinds import Kind, Scope

# Compiled by `re` when they are first used: most documents have few of these.
_DURATION = (
    r"(-?)P(?=[0-9T])(?:([0-9]+)Y)?(?:([0-9]+)M)?(?:([0-9]+)D)?"
    r"(?:T(?=[0-9.])(?:([0-9]+)H)?(?:([0-9]+)M)?(?:(?=\.?[0-9])([0-9]*)(?:\.([0-9]*))?S)?)?"
)
# Between them they have every sequence of lengths of months that matters.
_BEGINNINGS = ((1696, 9), (1697, 2), (1903, 3), (1903, 7))


# The sign, digits of years to seconds, digits of the fraction, without zeros that say nothing; 0 if all are empty.
Duration = tuple[int, tuple[str, ...], str]


class DurationKind(Kind):
    """A duration."""

    family = "duration"
    is_ordered = True

    def value(self, text: str, scope: Scope) -> Hashable:  # noqa: ARG002 - as every kind
        """Return the digits of its fields."""
        found = re.fullmatch(_DURATION, text)
        if not found:
            raise NotAllowedError
        minus, *fields, fraction = (one or "" for one in found.groups())
        fields = [one.lstrip("0") for one in fields]
        fraction = fraction.rstrip("0")
        if any(len(one) > MOST_DIGITS for one in (*fields, fraction)):
            raise NotAllowedError
        sign = 0 if not any((*fields, fraction)) else -1 if minus else 1
        return sign, tuple(fields), fraction

    def precedes(self, one: Any, other: Any) -> bool:
        """Tell whether a duration is shorter than another wherever in the calendar they begin."""
        places = max(len(one[2]), len(other[2]))
        return all(_end(one, start, places) < _end(other, start, places) for start in _BEGINNINGS)


def _end(duration: Duration, start: tuple[int, int], places: int) -> int:
    """Return when a duration ends that begins on the first of a month, in units of a power of a tenth of a second."""
    sign, fields, fraction_digits = duration
    years, months, days, hours, minutes, seconds = (int(one or "0") for one in fields)
    month = start[0] * 12 + start[1] - 1 + sign * (years * 12 + months)
    day = day_number(month // 12, month % 12 + 1, 1) + sign * days
    rest = ((hours * 60) + minutes) * 60 + seconds
    fraction = int(fraction_digits.ljust(places, "0") or "0")
    unit: int = 10**places
    return (day * 86400 + sign * rest) * unit + sign * fraction
