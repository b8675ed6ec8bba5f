"""Guess the date, time or duration that was meant; what can be read in two ways is not guessed."""

from __future__ import annotations

import re
from collections.abc import Iterator

_MONTHS = {
    1: "january jan januar jänner janvier janv",
    2: "february feb februar febr février févr",
    3: "march mar märz mars",
    4: "april apr avril avr",
    5: "may mai",
    6: "june jun juni juin",
    7: "july jul juli juillet juil",
    8: "august aug août",
    9: "september sep sept septembre",
    10: "october oct oktober okt octobre",
    11: "november nov novembre",
    12: "december dec dezember dez décembre déc",
}
_BY_NAME = {name: number for number, names in _MONTHS.items() for name in names.split()}
_ZONE = re.compile(r"(?<=[0-9]) ?(Z|z|[+-][0-9]{1,2}(?::?[0-9]{2})?)\Z")
_NUMBERS = re.compile(r"(-?)([0-9]+)[-/. ]+([0-9]+)(?:[-/. ]+([0-9]+))?")
_MOST_MONTHS = 12
_TWO = 2
_YEAR = 4


def of_moment(name: str, text: str) -> Iterator[str]:
    """Yield what may have been meant, the likeliest first."""
    if name == "dateTime":
        yield from _of_both(text)
        return
    if name == "time":
        yield from _of_time(text)
        return
    guesses = {"date": _of_date, "gYearMonth": _of_month, "gYear": _of_year}.get(name)
    if guesses:
        yield from guesses(_without_names(text))
        return
    numbers = re.fullmatch(r"-*([0-9]+)(?:[-/. ]([0-9]+))?\.?", _without_names(text))
    digits = [one for one in numbers.groups() if one] if numbers else []
    if all(len(one) <= _TWO for one in digits):
        padded = [one.zfill(_TWO) for one in digits]
        hyphens = {"gMonth": "--", "gDay": "---", "gMonthDay": "--"}[name]
        if len(padded) == (2 if name == "gMonthDay" else 1):
            yield hyphens + "-".join(padded)


def _without_names(text: str) -> str:
    """Put numbers in the place of the names of months: `23 November 1962` → `1962-11-23`."""
    words = re.findall(r"[0-9]+|[^\W\d_]+", text)
    months = [_BY_NAME[one.lower()] for one in words if one.lower() in _BY_NAME]
    numbers = [one for one in words if one.isdigit()]
    names = [one for one in words if not one.isdigit() and one.lower() not in {"st", "nd", "rd", "th", "of"}]
    if len(months) != 1 or len(names) != 1:
        return text
    year = next((one for one in numbers if len(one) == _YEAR), "")
    days = [one for one in numbers if one is not year]
    if len(days) > 1 or any(len(one) > _TWO for one in days):
        return text
    return "-".join(one for one in (year, f"{months[0]:02}", *(one.zfill(_TWO) for one in days)) if one)


def _year(minus: str, digits: str) -> str:
    """Return a year of three digits or more with four; fewer may lack a century."""
    if len(digits) < _YEAR - 1 and not minus:
        return ""
    return minus + digits.lstrip("0").zfill(_YEAR)


def _of_year(text: str) -> Iterator[str]:
    if found := re.fullmatch(r"(-?)([0-9]+)", text):
        yield _year(found[1], found[2])
    if found := re.fullmatch(r"(?:AD|A\.D\.) ?([0-9]+)|([0-9]+) ?(?:AD|A\.D\.|CE)", text, re.IGNORECASE):
        yield (found[1] or found[2]).zfill(_YEAR)
    if found := re.fullmatch(r"([0-9]+) ?(?:BC|B\.C\.|BCE|v\. ?Chr\.|av\. J\.-C\.)", text, re.IGNORECASE):
        yield _year("-", found[1])


def _of_month(text: str) -> Iterator[str]:
    if re.fullmatch("[0-9]{6}", text):
        yield f"{text[:4]}-{text[4:]}"
    found = _NUMBERS.fullmatch(text)
    if not found or found[4]:
        return
    minus, first, second = found[1], found[2], found[3]
    if len(second) <= _TWO and (year := _year(minus, first)):
        yield f"{year}-{second.zfill(_TWO)}"
    elif len(second) == _YEAR and len(first) <= _TWO and not minus:
        yield f"{second}-{first.zfill(_TWO)}"


def _of_date(text: str) -> Iterator[str]:
    if re.fullmatch("[0-9]{8}", text):
        yield f"{text[:4]}-{text[4:6]}-{text[6:]}"
    zone = _ZONE.search(text)
    if zone and zone[1][0] == "-" and ":" not in zone[1]:
        # The last part of the date itself.
        zone = None
    found = _NUMBERS.fullmatch(text[: zone.start()] if zone else text)
    if not found or not found[4]:
        return
    end = _zone(zone[1]) if zone else ""
    minus, first, second, third = found.groups()
    if max(len(second), len(third)) <= _TWO and (year := _year(minus, first)):
        yield f"{year}-{second.zfill(_TWO)}-{third.zfill(_TWO)}{end}"
    elif len(third) == _YEAR and max(len(first), len(second)) <= _TWO and not minus:
        yield from (f"{third}-{rest}{end}" for rest in _day_and_month(first, second))


def _day_and_month(first: str, second: str) -> Iterator[str]:
    """Yield the month and the day of two numbers in either order, if only one of them can be the month."""
    one, other = int(first), int(second)
    if one == other or one > _MOST_MONTHS >= other:
        yield f"{other:02}-{one:02}"
    elif other > _MOST_MONTHS >= one:
        yield f"{one:02}-{other:02}"


def _of_time(text: str) -> Iterator[str]:
    zone = _ZONE.search(text)
    bare = text[: zone.start()] if zone else text
    found = re.fullmatch(r"([0-9]{1,2}):([0-9]{1,2})(?::([0-9]{1,2})(?:[.,]([0-9]+))?)?", bare)
    if found:
        hour, minute, second = (one.zfill(_TWO) for one in (found[1], found[2], found[3] or "00"))
        fraction = f".{found[4]}" if found[4] else ""
        if hour == "24" and (minute, second) == ("00", "00"):
            # The end of one day, or the beginning of the next.
            return
        yield f"{hour}:{minute}:{second}{fraction}{_zone(zone[1]) if zone else ''}"


def _zone(zone: str) -> str:
    if zone in "Zz":
        return "Z"
    digits = zone[1:].replace(":", "")
    hours, minutes = (digits[:-2], digits[-2:]) if len(digits) > _TWO else (digits, "00")
    return f"{zone[0]}{hours.zfill(_TWO)}:{minutes}"


def _of_both(text: str) -> Iterator[str]:
    found = re.fullmatch(r"(\S+?)(?: +|[Tt])([0-9]+:\S+(?: \S+)?)", text)
    if found:
        days = [found[1], *_of_date(found[1])]
        times = [found[2], *_of_time(found[2])]
        yield from (f"{day}T{time}" for day in days if day for time in times if time)


def of_duration(text: str) -> Iterator[str]:
    """Yield what may have been meant, the likeliest first."""
    body = text.upper().replace(" ", "").replace(",", ".")
    yield body
    if week := re.fullmatch(r"(-?)P([0-9]{1,6})W", body):
        yield f"{week[1]}P{int(week[2]) * 7}D"
    if body.startswith("P") and "T" not in body and (cut := re.search("[0-9.]+[HS]", body)):
        # What comes before hours is a date, and minutes without hours are not told apart from months.
        yield f"{body[: cut.start()]}T{body[cut.start() :]}"
    if re.match("[0-9]", body):
        yield f"P{body}"
