"""Say why a text is no date, time or duration."""

from __future__ import annotations

import re
from collections.abc import Iterator

from teiedit.relaxng.datatypes.dates import (
    FORMS,
    FURTHEST_ZONE,
    MONTH_LENGTHS,
    MOST_DIGITS,
    MomentKind,
    days_in,
    is_possible,
    minutes_of_zone,
    moment,
)
from teiedit.relaxng.datatypes.errors import NotAllowedError
from teiedit.relaxng.datatypes.kinds import NOWHERE

_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_SHOWN = {
    "dateTime": "1962-11-23T12:30:00",
    "date": "1962-11-23",
    "time": "12:30:00",
    "gYearMonth": "1962-11",
    "gYear": "1962",
    "gMonthDay": "--11-23",
    "gMonth": "--11",
    "gDay": "---23",
}
_NOUNS = {
    "dateTime": "a date with a time",
    "date": "a date",
    "time": "a time",
    "gYearMonth": "a year and a month",
    "gYear": "a year",
    "gMonthDay": "a month and a day",
    "gMonth": "a month",
    "gDay": "a day",
}
KINDS = {name: MomentKind(name) for name in FORMS}
_LOOSE_DATE = re.compile(r"(-?)([0-9]+)([-/.])([0-9]+)(?:([-/.])([0-9]+))?")
_LOOSE_TIME = re.compile(r"([0-9]+):([0-9]+)(?::([0-9]+)(?:[.,][0-9]*)?)?")
_ZONE = re.compile(r"(?:Z|[+-][0-9]{2}:[0-9]{2})\Z")
_TWO = 2
_FOUR = 4
_MIDNIGHT = 24
_LAST_MINUTE = 59
_FAR_ZONE = "no time zone is more than 14 hours away"


def trouble_of_moment(name: str, text: str) -> str:
    """Say why a text without white space around it is no date or time of a datatype."""
    found = KINDS[name].expression.fullmatch(text)
    if found:
        return next(_impossible(found))
    if re.fullmatch({"date": "[0-9]{8}", "gYearMonth": "[0-9]{6}"}.get(name, "(?!)"), text):
        return "its parts are joined by hyphens"
    if other := next((one for one, kind in KINDS.items() if _is_allowed(kind, text)), ""):
        return f"it is only {_NOUNS[other]}" if len(FORMS[other]) < len(FORMS[name]) else f"it is {_NOUNS[other]}"
    return _odd_character(name, text) or next(_loose(name, text), f"it is not written as {_SHOWN[name]}")


def _is_allowed(kind: MomentKind, text: str) -> bool:
    try:
        kind.value(text, NOWHERE)
    except NotAllowedError:
        return False
    return True


def _impossible(found: re.Match[str]) -> Iterator[str]:
    """Say which numbers of a well-written date or time cannot be."""
    if len(found.groupdict().get("year") or "") > MOST_DIGITS:
        yield f"its year has more than {MOST_DIGITS} digits"
        return
    one, written = moment(found), found.groupdict()
    if one.year == 0:
        yield "there is no year 0000: the year before 0001 is -0001"
    if not 1 <= one.month <= len(_MONTHS):
        yield f"there is no month {written['month']}"
    elif not 1 <= one.day <= days_in(one.year, one.month):
        yield _no_day(one.year, one.month, one.day, is_year_known="year" in written, is_month_known="month" in written)
    if one.hour == _MIDNIGHT:
        yield "there is no hour 24: midnight is 00:00:00"
    if one.hour > _MIDNIGHT:
        yield f"there is no hour {written['hour']}"
    if one.minute > _LAST_MINUTE:
        yield f"there is no minute {written['minute']}"
    if not is_possible(one._replace(zone=None)):
        yield f"there is no second {written.get('second')}"
    yield _FAR_ZONE


def _no_day(year: int, month: int, day: int, *, is_year_known: bool, is_month_known: bool) -> str:
    if not 1 <= day <= max(MONTH_LENGTHS) or not is_month_known:
        return f"there is no day {day:02}" if day < 1 else f"no month has {day} days"
    longest = MONTH_LENGTHS[month - 1]
    if day > longest:
        if not is_year_known or _MONTHS[month - 1] != "February":
            return f"{_MONTHS[month - 1]} has only {longest} days"
        return f"February of {_shown_year(year)} had only {days_in(year, month)} days"
    shown = _shown_year(year)
    return f"{shown} was no leap year, so February had 28 days"


def _shown_year(year: int) -> str:
    return f"{-year} BC" if year < 0 else str(year)


def _odd_character(name: str, text: str) -> str:
    for one in text:
        if one in "–—−‐‑‒":  # dashes that look like a hyphen
            return f'"{one}" is not the hyphen of the keyboard'
        if one.isdigit() and not one.isascii():
            return f'"{one}" is not one of the digits 0 to 9'
    if " " in text:
        is_joined = name == "dateTime" and re.fullmatch(r"[0-9-]+ [0-9:.]+\S*", text)
        return "date and time are joined by a T, not by a space" if is_joined else "it has a space in it"
    if text.startswith("+"):
        return "a year has no plus sign"
    return ""


def _loose(name: str, text: str) -> Iterator[str]:
    """Say what is wrong with something that looks much like a date or time."""
    zone = _ZONE.search(text)
    bare = text
    if zone and not re.fullmatch(r"-[0-9]{2}:[0-9]{2}", text):
        bare = text[: zone.start()]
        if abs(minutes_of_zone(zone[0])) > FURTHEST_ZONE:
            yield _FAR_ZONE
    if name == "dateTime":
        yield from _of_both(bare)
    elif name == "time":
        yield from _of_time(bare)
    elif name == "gYear":
        yield from _of_year(bare)
    elif name in ("date", "gYearMonth"):
        yield from _of_date(name, bare)
    elif re.fullmatch(r"-*[0-9]{1,2}(?:-[0-9]{1,2})?", bare):
        yield from _of_part(name, bare)


def _of_part(name: str, text: str) -> Iterator[str]:
    hyphens = "---" if name == "gDay" else "--"
    if len(text) - len(text.lstrip("-")) != len(hyphens):
        yield f"it begins with {'three' if name == 'gDay' else 'two'} hyphens, as {_SHOWN[name]}"
    yield "a month and a day have two digits each"


def _of_both(text: str) -> Iterator[str]:
    day, letter, time = text.partition("T")
    if not letter:
        return
    if not _is_allowed(KINDS["date"], day):
        yield trouble_of_moment("date", day) if day else "the date is missing"
    yield trouble_of_moment("time", time) if time else "nothing follows the T"


def _of_time(text: str) -> Iterator[str]:
    found = _LOOSE_TIME.fullmatch(text)
    if not found:
        return
    for part, what in ((found[1], "an hour"), (found[2], "a minute"), (found[3], "a second")):
        if part is not None and len(part) != _TWO:
            yield f"{what} has two digits"
    yield "the seconds are missing" if found[3] is None else "the parts of a second are set off by a point"


def _of_year(text: str) -> Iterator[str]:
    if not re.fullmatch("-?[0-9]+", text):
        return
    digits = text.lstrip("-")
    if len(digits) < _FOUR:
        yield f"a year has four digits: {text[: -len(digits)]}{digits.zfill(_FOUR)}"
    elif len(digits) > _FOUR and digits.startswith("0"):
        yield "a year of more than four digits does not begin with 0"


def _of_date(name: str, text: str) -> Iterator[str]:
    found = _LOOSE_DATE.fullmatch(text)
    if not found:
        return
    minus, first, separator, second, other, third = found.groups()
    if len(third or second) >= _FOUR > len(first):
        yield "the year must come first, then the month" + (", then the day" if name == "date" else "")
    for mark in (separator, other or "-"):
        if mark != "-":
            yield f'its parts are joined by hyphens, not by "{mark}"'
    yield from _of_year(minus + first)
    for part, what in ((second, "a month"), (third, "a day")):
        if part is not None and len(part) != _TWO:
            yield f"{what} has two digits" + (f": {part.zfill(_TWO)}" if len(part) < _TWO else "")
    if (third is not None) is not (name == "date"):
        yield trouble_of_moment("gYearMonth" if third is None else "date", text)


# Searched in this order.
_DURATION_TROUBLES = [
    (re.compile(expression), why)
    for expression, why in (
        (r" ", "it has a space in it"),
        (r"\A(?:\+|-[-+])", "only a minus sign can stand before a duration"),
        (r"\A-?p", "a duration begins with P, a capital letter"),
        (r"\A-?(?:[^P]|\Z)", "a duration begins with P"),
        (r"P\Z", "nothing follows the P"),
        (r"T\Z", "nothing follows the T"),
        (r"[a-z]", "the letters of a duration are capitals"),
        (r"W", "weeks have no letter: a week is P7D"),
        (r"T.*T", "it has more than one T"),
        (r"[.,][0-9]*(?:[YDH]|M)", "only seconds can have decimals"),
        (r",", "decimals are set off by a point"),
        (r"\A[^T]*[HS]", "hours, minutes and seconds come after a T"),
        (r"T.*[YD]", "years and days come before the T"),
        (r"[0-9.](?:T|\Z)", "a number lacks its letter: Y, M or D, and after a T H, M or S"),
        (rf"[0-9]{{{MOST_DIGITS + 1}}}", f"a number in it has more than {MOST_DIGITS} digits"),
        (
            r"\A-?P(?:[0-9]+[YMD])*(?:T(?:[0-9]+(?:\.[0-9]*)?[HMS])*)?\Z",
            "its parts stand in the order years, months, days, T, hours, minutes, seconds, each once",
        ),
    )
]


def trouble_of_duration(text: str) -> str:
    """Say why a text without white space around it is no duration."""
    said = (why for expression, why in _DURATION_TROUBLES if expression.search(text))
    return next(said, "it is not written as P1Y6M or PT30M")
