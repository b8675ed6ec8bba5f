"""Say in one clause why a text is not of a datatype, naming the real trouble."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping

from teiedit.diagnostics import quoted
from teiedit.relaxng.datatypes.addresses import trouble_of_address
from teiedit.relaxng.datatypes.date_troubles import trouble_of_duration, trouble_of_moment
from teiedit.relaxng.datatypes.descriptions import counted, length_unit
from teiedit.relaxng.datatypes.errors import NotAllowedError
from teiedit.relaxng.datatypes.facets import Count, Facet, Pattern
from teiedit.relaxng.datatypes.kinds import Kind, Scope
from teiedit.relaxng.datatypes.library import Datatype
from teiedit.relaxng.datatypes.matching import Expression, TooEntangledError
from teiedit.relaxng.datatypes.names import ListKind, NameKind, is_name
from teiedit.relaxng.datatypes.numbers import DecimalKind
from teiedit.relaxng.datatypes.white_space import collapse

_LONGEST_TAG_PART = 8
_FEW = 4
_SHOWN = 20

_NAMED = {
    " ": "a space",
    "\t": "a tab",
    "\n": "a line break",
    "\r": "a line break",
    "\u00a0": "a no-break space",
    "\u00ad": "an invisible soft hyphen",
    "\u200b": "an invisible zero-width space",
    "\ufeff": "an invisible byte order mark",
    ":": "a colon",
}
_BOUNDS = {
    "number": (
        "it must be at least {}",
        "it must be greater than {}",
        "it must be at most {}",
        "it must be less than {}",
    ),
    "moment": ("it must not be before {}", "it must be after {}", "it must not be after {}", "it must be before {}"),
    "duration": (
        "it must be at least {}",
        "it must be longer than {}",
        "it must be at most {}",
        "it must be shorter than {}",
    ),
}
_ENDS = ("minInclusive", "minExclusive", "maxInclusive", "maxExclusive")


def explain(datatype: Datatype, text: str, namespaces: Mapping[str, str] | None = None) -> str:
    """Say why a text is not allowed, or nothing if it is."""
    if datatype.allows(text, namespaces):
        return ""
    kind = datatype.kind
    normalised = kind.normalise(text)
    scope = Scope(namespaces)
    try:
        value = kind.value(normalised, scope)
    except NotAllowedError:
        return trouble(kind, normalised, scope)
    wrong = next(one for one in datatype.facets if not one.holds(normalised, value))
    if isinstance(wrong, Pattern):
        return _of_pattern(wrong.expression, normalised, text)
    if isinstance(wrong, Count):
        return _of_count(kind, wrong, wrong.counted(value))
    return _BOUNDS[kind.family][_ENDS.index(wrong.name)].format(collapse(wrong.text))


def trouble(kind: Kind, text: str, scope: Scope) -> str:
    """Say why a normalised text is not of a kind."""
    if not text:
        return "it is empty"
    if isinstance(kind, ListKind):
        return _of_list(kind.item, text, scope)
    family: dict[str, Callable[[], str]] = {
        "name": lambda: next(_of_name(kind, text, scope)),
        "language": lambda: _of_language(text),
        "address": lambda: trouble_of_address(text),
        "boolean": lambda: "it is neither true nor false",
        "hexadecimal": lambda: _of_bytes(text, "0123456789ABCDEFabcdef", "hexadecimal digit"),
        "base64": lambda: _of_bytes(text, "", "character of base 64"),
        "number": lambda: next(_of_number(kind, text)),
        "moment": lambda: trouble_of_moment(kind.name, text),
        "duration": lambda: trouble_of_duration(text),
    }
    return family[kind.family]()


def named(character: str) -> str:
    """Name a character so that it can be found: `a space`, `the character "%"`, `an invisible character (U+200D)`."""
    if character in _NAMED:
        return _NAMED[character]
    if unicodedata.category(character)[0] in "CZ":
        return f"an invisible character (U+{ord(character):04X})"
    shown = f"\u25cc{character}" if unicodedata.category(character)[0] == "M" else character
    return f'the character "{shown}"'


def _of_name(kind: Kind, text: str, scope: Scope) -> Iterator[str]:
    if found := next((one for one in text if one.isspace()), ""):
        yield f"it has {named(found)} in it"
    sort = kind.sort if isinstance(kind, NameKind) else "NCName"
    if kind.needs_namespaces:
        prefix, colon, local = text.rpartition(":")
        yield from _of_prefix(prefix, colon, local, scope)
        text = local if not colon or is_name(prefix, "NCName") else prefix
    if text[0] == "#" and is_name(text[1:], sort):
        yield 'an identifier is written here without "#"'
    if kind.name in {"ENTITY", "ENTITIES"} and is_name(text, sort):
        yield f"the document declares no unparsed entity {text}"
    yield from _of_characters(text, sort)


def _of_prefix(prefix: str, colon: str, local: str, scope: Scope) -> Iterator[str]:
    if ":" in prefix:
        yield "it has more than one colon in it"
    if colon and not (prefix and local):
        yield "a prefix or a name is missing at the colon"
    if is_name(prefix, "NCName") and is_name(local, "NCName") and prefix not in scope.namespaces:
        yield f'the prefix "{prefix}" is not declared here'


def _of_characters(text: str, sort: str) -> Iterator[str]:
    """Say which character of a text without white space cannot stand in a name."""
    bad = next((one for one in text if not is_name("a" + one, sort)), "")
    if sort != "NMTOKEN" and not is_name(text[0], sort):
        if text[0].isdigit():
            yield "a name cannot begin with a digit"
        if not bad or bad == text[0]:
            yield f"a name cannot begin with {named(text[0])}"
    yield f"it has {named(bad)} in it"


def _of_language(text: str) -> str:
    if "_" in text:
        return "the parts of a language tag are joined by hyphens"
    if bad := next((one for one in text if not one.isascii() or not (one.isalnum() or one == "-")), ""):
        return f"it has {named(bad)} in it"
    parts = text.split("-")
    if not all(parts):
        return "a part of it is missing at a hyphen"
    if long := next((one for one in parts if len(one) > _LONGEST_TAG_PART), ""):
        return f'a part of a language tag has at most eight letters, unlike "{long[:_SHOWN]}"'
    return "the first part of a language tag is made of letters"


def _of_list(item: Kind, text: str, scope: Scope) -> str:
    word = next(one for one in text.split(" ") if not _is_allowed(item, one, scope))
    why = trouble(item, word, scope)
    return f"{quoted(word, _SHOWN)} is wrong: {why}" if word != text else why


def _is_allowed(kind: Kind, text: str, scope: Scope) -> bool:
    try:
        kind.value(text, scope)
    except NotAllowedError:
        return False
    return True


def _of_bytes(text: str, digits: str, what: str) -> str:
    if digits:
        bad = next((one for one in text if one not in digits), "")
    else:
        bad = next((one for one in text if not one.isascii() or not (one.isalnum() or one in "+/= ")), "")
    if bad:
        return f"it has {named(bad)} in it, which is no {what}"
    return "its digits must be an even number" if digits else "it ends too early, or its end is not right"


def _of_number(kind: Kind, text: str) -> Iterator[str]:
    if found := next((one for one in text if one.isspace()), ""):
        yield f"it has {named(found)} in it"
    if re.fullmatch(r"[+-]?[0-9]+,[0-9]+", text):
        yield "a number has no comma: decimals are set off by a point"
    if isinstance(kind, DecimalKind):
        if kind.is_whole and re.fullmatch(r"[+-]?(?:[0-9]+\.[0-9]*|\.[0-9]+)", text):
            yield "a whole number has no decimals"
        if re.fullmatch(r"[+-]?[0-9.]+[eE][+-]?[0-9]+", text):
            yield "it must be written without an exponent"
        if re.fullmatch(r"[+-]?[0-9]+", text):
            yield _beyond(kind, text)
    if not any(one.isdigit() for one in text):
        yield "it is not written in digits"
    if bad := next((one for one in text if one not in "0123456789+-.eE"), ""):
        yield f"it has {named(bad)} in it"
    if re.search(r"\A.+[+-]", text):
        yield "a sign can only stand at its beginning"
    yield "it has more than one point" if text.count(".") > 1 else "it is not written as 1 or 1.5"


def _beyond(kind: DecimalKind, text: str) -> str:
    """Say which bound a whole number is beyond."""
    is_too_great = kind.most is not None and (kind.least is None or not text.startswith("-"))
    return f"it must be at most {kind.most}" if is_too_great else f"it must be at least {kind.least}"


def _of_count(kind: Kind, facet: Facet, found: int) -> str:
    unit = {"totalDigits": "digit", "fractionDigits": "decimal"}.get(facet.name) or length_unit(kind)
    limit = collapse(facet.text).lstrip("+")
    how = {"length": "exactly", "minLength": "at least"}.get(facet.name, "at most")
    return f"it must have {how} {counted(limit, unit)}, not {found}"


def _of_pattern(wanted: Expression, text: str, given: str) -> str:
    """Say where a text leaves the form that it should have."""
    try:
        read, state = wanted.reach(text)
    except TooEntangledError:
        return "the schema asks for a form so entangled that it cannot be told whether it has it"
    if not text:
        return "it is empty"
    if read == len(text):
        expected = sorted(state.letters)
        if not expected or len(expected) > _FEW or state.others:
            return "it ends too early"
        return f"it ends too early: {' or '.join(map(_shown, expected))} must follow"
    return _unexpected(text[read], text[:read], is_at_edge=text != given.strip() and read in (0, len(text) - 1))


def _unexpected(bad: str, before: str, *, is_at_edge: bool) -> str:
    if bad.isspace() or bad in _NAMED:
        if not is_at_edge:
            return f"it has {named(bad)} in it"
        return f"it {'ends' if before else 'begins'} with {named(bad)}"
    if not before:
        return f"it cannot begin with {named(bad)}"
    return f"{named(bad)} cannot stand after {quoted(before[-_SHOWN:])}"


def _shown(character: str) -> str:
    return named(character) if character.isspace() or character in _NAMED else f'"{character}"'
