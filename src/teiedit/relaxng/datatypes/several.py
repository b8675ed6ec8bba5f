"""Say of several datatypes together what they take and why a text is of none, by the one it is most like."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from teiedit.relaxng.datatypes.dates import FORMS
from teiedit.relaxng.datatypes.descriptions import describe, example, noun, noun_with_form
from teiedit.relaxng.datatypes.facets import Pattern
from teiedit.relaxng.datatypes.library import Datatype
from teiedit.relaxng.datatypes.matching import TooEntangledError

# As many of a family as are counted one by one.
_FEW = 2
_MOST_EXAMPLES = 5
_GROUPS = {"moment": "a date or time"}
_ZONE = r"\s*(?:Z|[+-][0-9]{1,2}:?[0-9]{2})?"
# What looks like each of them at first sight, whatever its numbers are and however many digits they have.
_LOOKS = {
    "dateTime": r"-?[0-9]+[-/.][0-9]+[-/.][0-9]+(?:T.*|\s+[0-9]+:.*)",
    "date": r"-?[0-9]+([-/.])[0-9]+\1[0-9]+",
    "time": r"[0-9]+:[0-9]+(?::[0-9.,]*)?",
    "gYearMonth": r"-?[0-9]{3,}[-/.][0-9]+|[0-9]+[-/.][0-9]{3,}",
    "gYear": r"-?[0-9]+|[0-9]+ ?(?:BC|AD|BCE|CE)",
    "gMonthDay": r"-{0,2}[0-9]{1,2}[-/.][0-9]{1,2}\.?",
    "gMonth": r"--[0-9]+",
    "gDay": r"---[0-9]+",
}
_LOOKS_OF_FAMILIES = {
    "duration": r"[-+]?[Pp][0-9.,YMDHSTWymdhstw]*",
    "number": r"[-+−]?[0-9]*[.,]?[0-9]+(?:[eE][-+]?[0-9]+)?",
    "boolean": r"(?i:true|false|yes|no)",
    "address": r"\S*[#/:]\S*",
}


def explain_all(datatypes: Sequence[Datatype], text: str) -> str:
    """Say why a text is of none of the datatypes, or nothing if it is of one."""
    if not datatypes or any(one.allows(text) for one in datatypes):
        return ""
    nearest = _nearest(datatypes, text)
    if nearest is not None:
        why = nearest.explain(text)
        if _is_alone(datatypes) or why in {"it is empty", "it has a space in it"}:
            return why
        return why if _is_formless(nearest) else f"it looks like {noun(nearest)}, but {why}"
    nouns = _nouns(datatypes)
    return f"it is neither {' nor '.join(nouns)}" if len(nouns) > 1 else f"it is not {nouns[0]}"


def describe_all(datatypes: Iterable[Datatype]) -> str:
    """Say what several datatypes take together, with examples."""
    every = list(dict.fromkeys(datatypes))
    said: list[str] = []
    told: set[str] = set()
    for one in every:
        family = one.kind.family
        group = [each for each in every if each.kind.family == family]
        if family in _GROUPS and len(group) > _FEW:
            if family not in told:
                told.add(family)
                shown = [each for each in map(example, _in_order(group)) if each]
                said.append(f"{_GROUPS[family]}, as {_listed(shown[:_MOST_EXAMPLES], 'or')}")
        else:
            said.append(describe(one))
    return _listed(list(dict.fromkeys(said)), "or", pause=any(", " in one for one in said))


def suggest_all(datatypes: Sequence[Datatype], text: str) -> str:
    """Return what was probably meant, by the datatype that a text is most like and then by the others."""
    if not datatypes or any(one.allows(text) for one in datatypes):
        return ""
    nearest = _nearest(datatypes, text)
    if nearest is not None and (meant := nearest.suggest(text)):
        return meant
    meant_by_each = {meant for one in datatypes if _is_guess(one) and (meant := one.suggest(text))}
    # What can be mended in two ways is not mended.
    return meant_by_each.pop() if len(meant_by_each) == 1 else ""


def _is_guess(one: Datatype) -> bool:
    """Tell whether a datatype says enough about its texts for a guess when the text is not much like any."""
    return one.kind.family not in {"text", "name"}


def _is_formless(one: Datatype) -> bool:
    """Tell whether there is no name for the values of a datatype."""
    return one.kind.family == "text"


def _is_alone(datatypes: Sequence[Datatype]) -> bool:
    return len({noun(one) for one in datatypes}) == 1


def _nearest(datatypes: Sequence[Datatype], text: str) -> Datatype | None:
    """Return the datatype that a text is most like, None if it is like none or like several that are unlike."""
    if _is_alone(datatypes):
        return datatypes[0]
    scored = [(_likeness(one, text), one) for one in datatypes]
    best = max(score for score, _ in scored)
    return next(one for score, one in scored if score == best) if best else None


def _likeness(datatype: Datatype, text: str) -> int:
    """Return how much a text is like what a datatype takes, from 0 to 9."""
    kind, bare = datatype.kind, text.strip()
    if not bare:
        return 1
    looks = _LOOKS.get(datatype.name) or _LOOKS_OF_FAMILIES.get(kind.family)
    if looks:
        pattern = looks + _ZONE if datatype.name in FORMS else looks
        if re.fullmatch(pattern, bare):
            # A date is more than a number that it could also be.
            return 9 if kind.family == "moment" and datatype.name != "gYear" else 8
        return 0
    if kind.family == "text":
        return max((_read(one, bare) for one in datatype.facets if isinstance(one, Pattern)), default=0)
    return 2 if kind.family in {"name", "list", "language"} else 0


def _read(pattern: Pattern, text: str) -> int:
    """Return how much of a text an expression takes, from 0 to 7."""
    try:
        read, _ = pattern.expression.reach(text)
    except TooEntangledError:
        return 0
    return read * 7 // len(text)


def _in_order(group: list[Datatype]) -> list[Datatype]:
    """Put dates and times in the order in which they are likely."""
    order = ["date", "gYearMonth", "gYear", "gMonthDay", "time", "dateTime", "gMonth", "gDay"]
    return sorted(group, key=lambda one: order.index(one.name))


def _nouns(datatypes: Sequence[Datatype]) -> list[str]:
    """Return what the values are called, a large family by one name."""
    families = [one.kind.family for one in datatypes]
    called = [
        _GROUPS[family] if family in _GROUPS and families.count(family) > _FEW else noun_with_form(one)
        for one, family in zip(datatypes, families, strict=True)
    ]
    return list(dict.fromkeys(called))


def _listed(parts: list[str], last: str, *, pause: bool = False) -> str:
    if len(parts) <= 1:
        return "".join(parts)
    mark = "," if pause else ""
    return f"{', '.join(parts[:-1])}{mark} {last} {parts[-1]}"
