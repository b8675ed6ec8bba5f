"""Say in words what a datatype takes, with an example that it allows."""

from __future__ import annotations

from collections.abc import Iterator

from teiedit.relaxng.datatypes.facets import Facet, Pattern
from teiedit.relaxng.datatypes.kinds import Kind
from teiedit.relaxng.datatypes.library import Datatype
from teiedit.relaxng.datatypes.numbers import DecimalKind
from teiedit.relaxng.datatypes.samples import sample
from teiedit.relaxng.datatypes.white_space import collapse

_LONGEST_EXPRESSION = 60
_LONGEST_EXAMPLE = 30

# What a value is called, and examples, the best first.
_WORDS: dict[str, tuple[str, tuple[str, ...]]] = {
    "string": ("text", ()),
    "normalizedString": ("text", ()),
    "token": ("text", ()),
    "untypedAtomic": ("text", ()),
    "anyAtomicType": ("text", ()),
    "language": ("a language tag", ("en", "en-GB")),
    "Name": ("a name", ("intro",)),
    "NCName": ("a name without a colon", ("intro",)),
    "NMTOKEN": ("a word of letters, digits and . - _ :", ("intro", "1")),
    "NMTOKENS": ("words of letters, digits and . - _ :", ("intro note-2", "intro", "a b c")),
    "ID": ("an identifier", ("p1",)),
    "IDREF": ("the identifier of an element", ("p1",)),
    "IDREFS": ("identifiers of elements", ("p1 p2", "p1", "p1 p2 p3")),
    "ENTITY": ("the name of an entity", ()),
    "ENTITIES": ("names of entities", ()),
    "QName": ("a name with or without a prefix", ("intro",)),
    "NOTATION": ("a name with or without a prefix", ("intro",)),
    "anyURI": ("an address", ("#p1", "https://example.org/")),
    "boolean": ("true or false", ()),
    "hexBinary": ("bytes in hexadecimal digits", ("0F", "0FA0")),
    "base64Binary": ("bytes in base 64", ("VEVJ", "VA==")),
    "decimal": ("a number", ("1.5", "0.5", "3")),
    "integer": ("a whole number", ("3", "1", "10")),
    "nonPositiveInteger": ("a whole number", ("-3",)),
    "negativeInteger": ("a whole number", ("-3",)),
    "float": ("a number", ("1.5", "0.5")),
    "double": ("a number", ("1.5", "0.5")),
    "dateTime": ("a date with a time", ("1962-11-23T12:30:00",)),
    "date": ("a date", ("1962-11-23",)),
    "time": ("a time", ("12:30:00",)),
    "gYearMonth": ("a month of a year", ("1962-11",)),
    "gYear": ("a year", ("1962",)),
    "gMonthDay": ("a day of any year", ("--11-23",)),
    "gMonth": ("a month of any year", ("--11",)),
    "gDay": ("a day of any month", ("---23",)),
    "duration": ("a duration", ("P1Y6M", "PT30M", "P10D")),
}
_WORD = ("one word without spaces", "")
_VERSION = ("the number of a version", "2.1.0")
_SIZE = ("a length with its unit", "21cm")
_POINT = ("two numbers with a comma between them", "12.5,40")
# Expressions that are used so often that they have words of their own, and an example: most are TEI's.
_KNOWN = {
    r"\S+": _WORD,
    r"[^\p{C}\p{Z}]+": _WORD,
    r"(\p{L}|\p{N}|\p{P}|\p{S})+": _WORD,
    ".+": ("text", ""),
    r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*|[xi](-[A-Za-z0-9]{1,8})+": ("a language tag", "de-AT"),
    r"(\-?[\d]+/\-?[\d]+)": ("a fraction", "1/2"),
    r"[0-9.,DHMPRSTWYZ/:+\-]+": ("a date in another form of ISO 8601", "1962-11-23/1962-11-25"),
    r"(-?[0-9]+(\.[0-9]+)?,-?[0-9]+(\.[0-9]+)?)": _POINT,
    r"-?[0-9]+(\.[0-9]+)?,-?[0-9]+(\.[0-9]+)?": _POINT,
    r"[\d]+(\.[\d]+){0,2}": _VERSION,
    r"[0-9]+(\.[0-9]+){0,2}": _VERSION,
    r"[\-+]?\d+(\.\d+)?(%|cm|mm|in|pt|pc|px|em|ex|gd|rem|vw|vh|vm)": _SIZE,
    r"[\-+]?\d+(\.\d+)?(%|cm|mm|in|pt|pc|px|em|ex|ch|rem|vw|vh|vmin|vmax)": _SIZE,
    r"[0-9]+(\.[0-9]+)?(%|cm|mm|in|pt|pc|px|em)": _SIZE,
    r"[a-z]+/[a-z0-9.+\-]+": ("a media type", "image/jpeg"),
}
KNOWN = {expression: words for expression, (words, _) in _KNOWN.items()}
_LENGTHS = {"length": "exactly", "minLength": "at least", "maxLength": "at most"}
_UNITS = {"list": "word", "hexadecimal": "byte", "base64": "byte"}


def noun(datatype: Datatype) -> str:
    """Say what one value of a datatype is called, without its limits."""
    patterns = [one.text for one in datatype.facets if isinstance(one, Pattern)]
    if datatype.kind.family == "text" and patterns:
        return KNOWN.get(patterns[-1]) or "text of a certain form"
    return _WORDS.get(datatype.name, _WORDS["integer"])[0]


def noun_with_form(datatype: Datatype) -> str:
    """Say what one value is called, with the regular expression that it must match if that can be read."""
    said, form = noun(datatype), _form(datatype)
    if not form:
        return said
    return f"text of the form {form}" if datatype.kind.family == "text" else f"{said} of the form {form}"


def describe(datatype: Datatype) -> str:
    """Say what a datatype takes, with an example if there is one that says more than the words."""
    said = " ".join(one for one in (noun_with_form(datatype), *_limits(datatype)) if one)
    shown = example(datatype)
    return f"{said}, as {shown}" if shown else said


def example(datatype: Datatype) -> str:
    """Return a text that a datatype allows and that shows what it is, or nothing."""
    if not datatype.params and datatype.kind.family == "text":
        return ""
    for one in _examples(datatype):
        if one and len(one) <= _LONGEST_EXAMPLE and datatype.allows(one):
            return one
    return ""


def _examples(datatype: Datatype) -> Iterator[str]:
    patterns = [one for one in datatype.facets if isinstance(one, Pattern)]
    if any(one.text in KNOWN for one in patterns):
        yield from (_KNOWN[one.text][1] for one in patterns if one.text in KNOWN)
        return
    for pattern in patterns:
        yield sample(pattern.expression.node)
    yield from _WORDS.get(datatype.name, _WORDS["integer"])[1]
    for one in datatype.facets:
        if one.name.endswith("Inclusive"):
            yield collapse(one.text)


def _form(datatype: Datatype) -> str:
    """Return the regular expression if it is short enough to be read and has no words of its own."""
    patterns = [one.text for one in datatype.facets if isinstance(one, Pattern) and one.text not in KNOWN]
    return patterns[-1] if patterns and len(patterns[-1]) <= _LONGEST_EXPRESSION else ""


def _limits(datatype: Datatype) -> Iterator[str]:
    yield _bounds(datatype)
    for facet in datatype.facets:
        if facet.name in _LENGTHS:
            yield _length(datatype, facet)
        elif facet.name == "totalDigits":
            yield f"of at most {counted(collapse(facet.text), 'digit')}"
        elif facet.name == "fractionDigits" and not _is_whole(datatype):
            yield f"with at most {counted(collapse(facet.text), 'decimal')}"


def _length(datatype: Datatype, facet: Facet) -> str:
    return f"with {_LENGTHS[facet.name]} {counted(collapse(facet.text), length_unit(datatype.kind))}"


def length_unit(kind: Kind) -> str:
    """Say in what the length of values is counted."""
    return _UNITS.get(kind.family, "character")


def counted(number: str, unit: str) -> str:
    """Put a number and what is counted together."""
    return f"{number} {unit}" if number == "1" else f"{number} {unit}s"


def _is_whole(datatype: Datatype) -> bool:
    return isinstance(datatype.kind, DecimalKind) and datatype.kind.is_whole


def _bounds(datatype: Datatype) -> str:
    """Say between what the values are: `from 0 to 1`."""
    # Of several, the last is the narrowest.
    texts = {one.name: collapse(one.text) for one in datatype.facets}
    kind = datatype.kind
    least, most = texts.get("minInclusive"), texts.get("maxInclusive")
    above, below = texts.get("minExclusive"), texts.get("maxExclusive")
    if isinstance(kind, DecimalKind):
        least = str(kind.least) if least is None and above is None and kind.least is not None else least
        most = str(kind.most) if most is None and below is None and kind.most is not None else most
    if least and most:
        return f"from {least} to {most}"
    word = "of" if kind.family == "number" else "not before"
    ends = [f"{word} at least {least}" if word == "of" else f"not before {least}"] if least else []
    ends += [f"of at most {most}" if word == "of" else f"not after {most}"] if most else []
    ends += [f"{'greater' if word == 'of' else 'later'} than {above}"] if above else []
    ends += [f"{'less' if word == 'of' else 'earlier'} than {below}"] if below else []
    return " and ".join(ends)
