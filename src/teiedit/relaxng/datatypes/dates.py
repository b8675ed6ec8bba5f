"""The datatypes of dates and times.

Source: XML Schema part 2 3.2.7 to 3.2.14. As other RELAX NG validators have it, there is no year 0000 and no hour 24,
every minute can have a second 60, and nothing need follow the point of the seconds.
"""

from __future__ import annotations

import re
from collections.abc import Hashable
from functools import cached_property
from typing import Any, NamedTuple

from teiedit.relaxng.datatypes.errors import NotAllowedError
from teiedit.relaxng.datatypes.kinds import Kind, Scope

# Years of more digits cannot be told apart from attempts to keep a machine busy.
MOST_DIGITS = 1000
MONTH_LENGTHS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
FURTHEST_ZONE = 14 * 60

_FIELDS = {
    "Y": r"(?P<year>-?(?:[1-9][0-9]*)?[0-9]{4})",
    "M": r"(?P<month>[0-9]{2})",
    "D": r"(?P<day>[0-9]{2})",
    "t": r"(?P<hour>[0-9]{2}):(?P<minute>[0-9]{2}):(?P<second>[0-9]{2})(?:\.(?P<fraction>[0-9]*))?",
}
_ZONE = r"(?P<zone>Z|[+-][0-9]{2}:[0-9]{2})?"
FORMS = {
    "dateTime": "Y-M-DTt",
    "date": "Y-M-D",
    "time": "t",
    "gYearMonth": "Y-M",
    "gYear": "Y",
    "gMonthDay": "--M-D",
    "gMonth": "--M",
    "gDay": "---D",
}


class Moment(NamedTuple):
    """A date or time as its fields are written; what is not there has a value that makes no difference.

    Attributes:
        zone: minutes east of Greenwich, or None.
        fraction: of the second, its digits without zeros at the end.
    """

    year: int = 2000
    month: int = 1
    day: int = 1
    hour: int = 0
    minute: int = 0
    second: int = 0
    fraction: str = ""
    zone: int | None = None


# Whether there is a zone, minutes of universal time, seconds, whether it is a leap second, digits of its fraction.
Instant = tuple[bool, int, int, bool, str]


def expression_of(form: str) -> re.Pattern[str]:
    """Return the regular expression of a form: letters stand for fields, the rest for itself."""
    return re.compile("".join(_FIELDS.get(one, one) for one in form) + _ZONE)


def moment(found: re.Match[str]) -> Moment:
    """Return the fields that were matched.

    Raises:
        NotAllowedError: a number has too many digits.
    """
    fields = {name: text for name, text in found.groupdict().items() if text is not None}
    if len(fields.get("year", "")) > MOST_DIGITS:
        raise NotAllowedError
    zone = fields.pop("zone", None)
    fraction = fields.pop("fraction", "").rstrip("0")
    numbers = {name: int(text) for name, text in fields.items()}
    return Moment(**numbers, fraction=fraction, zone=None if zone is None else minutes_of_zone(zone))


def minutes_of_zone(zone: str) -> int:
    """Return the minutes east of Greenwich; more than any zone has if there are not so many minutes in an hour."""
    if zone == "Z":
        return 0
    hours, minutes = int(zone[1:3]), int(zone[4:6])
    total = hours * 60 + minutes if minutes < 60 else FURTHEST_ZONE + 1  # noqa: PLR2004 - minutes of an hour
    return -total if zone[0] == "-" else total


def is_leap(year: int) -> bool:
    """Tell whether a year has 366 days, in the calendar of today; -1 is the year before 1."""
    year += year < 0
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def days_in(year: int, month: int) -> int:
    """Return how many days a month has."""
    return 28 if month == 2 and not is_leap(year) else MONTH_LENGTHS[month - 1]  # noqa: PLR2004 - February


def is_possible(one: Moment) -> bool:
    """Tell whether there is such a date and time."""
    return (
        one.year != 0
        and 1 <= one.month <= 12  # noqa: PLR2004 - months
        and 1 <= one.day <= days_in(one.year, one.month)
        and one.hour < 24  # noqa: PLR2004 - hours
        and one.minute < 60  # noqa: PLR2004 - minutes
        and one.second <= 60  # noqa: PLR2004 - seconds, and a leap second
        and abs(one.zone or 0) <= FURTHEST_ZONE
    )


def instant(one: Moment) -> Instant:
    """Return where a moment stands in time."""
    days = day_number(one.year + (one.year < 0), one.month, one.day)
    minutes = (days * 24 + one.hour) * 60 + one.minute - (one.zone or 0)
    return one.zone is not None, minutes, min(one.second, 59), one.second > 59, one.fraction  # noqa: PLR2004 - leap


def day_number(year: int, month: int, day: int) -> int:
    """Count the days up to a date in the calendar of today, from any fixed day; the year before 1 is 0."""
    # The year is counted from March, so that a leap day is its last.
    months = month - 3
    year += months // 12
    return year * 365 + year // 4 - year // 100 + year // 400 + (153 * (months % 12) + 2) // 5 + day


class MomentKind(Kind):
    """A date, a time, both, or a part of a date.

    Attributes:
        form: see `expression_of`.
    """

    family = "moment"
    is_ordered = True

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.form = FORMS[name]

    @cached_property
    def expression(self) -> re.Pattern[str]:
        """The regular expression of its texts; whether there is such a day is another question."""
        return expression_of(self.form)

    def value(self, text: str, scope: Scope) -> Hashable:  # noqa: ARG002 - as every kind
        """Return where it stands in time."""
        found = self.expression.fullmatch(text)
        if not found:
            raise NotAllowedError
        fields = moment(found)
        if not is_possible(fields):
            raise NotAllowedError
        return instant(fields)

    def precedes(self, one: Any, other: Any) -> bool:
        """Tell whether a moment is before another wherever those without a zone are."""
        if one[0] == other[0]:
            return bool(one < other)
        latest = one[1] + (0 if one[0] else FURTHEST_ZONE)
        earliest = other[1] - (0 if other[0] else FURTHEST_ZONE)
        return bool((latest, *one[2:]) < (earliest, *other[2:]))
