"""What may stand where in the XML syntax of RELAX NG: children, attributes, and what to say where they are wrong.

Source: RELAX NG 3.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

PATTERNS: Final = frozenset(
    {
        "element",
        "attribute",
        "group",
        "interleave",
        "choice",
        "optional",
        "zeroOrMore",
        "oneOrMore",
        "list",
        "mixed",
        "ref",
        "parentRef",
        "empty",
        "value",
        "data",
        "notAllowed",
        "externalRef",
        "grammar",
        "text",
    }
)
_NAME_CLASSES: Final = frozenset({"name", "anyName", "nsName", "choice"})
_INCLUDED: Final = frozenset({"start", "define", "div"})
KINDS: Final = PATTERNS | _NAME_CLASSES | _INCLUDED | {"include", "param", "except"}


@dataclass(frozen=True, slots=True, eq=False)
class Content:
    """What an element of a schema contains.

    Attributes:
        children: the kinds that can stand in it.
        least: how many at least; a name class that comes first is counted.
        most: how many at most, or 0 for any number.
        wanted: what it lacks where it has too few, in words.
        name_classes: whether a `choice` or `except` in it is one of name classes.
    """

    children: frozenset[str]
    least: int = 0
    most: int = 0
    wanted: str = ""
    name_classes: bool = False


_A_PATTERN: Final = "a pattern, such as <empty/> or <text/>"
_A_NAME: Final = "a name"
SOME_PATTERNS: Final = Content(PATTERNS, 1, wanted=_A_PATTERN)
_ONE_PATTERN: Final = Content(PATTERNS, 1, 1, _A_PATTERN)
_NOTHING: Final = Content(frozenset())
_GRAMMAR: Final = Content(_INCLUDED | {"include"})
_INCLUDE: Final = Content(_INCLUDED)
SOME_NAMES: Final = Content(_NAME_CLASSES, 1, wanted="a name class, such as <name>", name_classes=True)
_EXCEPTED_NAMES: Final = Content(frozenset({"except"}), 0, 1, name_classes=True)
# The first child of an element or attribute without a name; what comes after it is told apart by count.
NAME_FIRST: Final = Content(_NAME_CLASSES, 1, wanted="a name or a name class", name_classes=True)
AFTER_NAME: Final = {
    "element": Content(PATTERNS, 2, wanted=_A_PATTERN),
    "attribute": Content(PATTERNS, 1, 2, _A_PATTERN),
}
WITH_NAME: Final = {"element": SOME_PATTERNS, "attribute": Content(PATTERNS, 0, 1)}
IN_DATA: Final = Content(frozenset({"param", "except"}))
AFTER_EXCEPT: Final = Content(frozenset())

CONTENT: Final = {
    **dict.fromkeys(
        ("group", "interleave", "choice", "optional", "zeroOrMore", "oneOrMore", "list", "mixed", "define", "except"),
        SOME_PATTERNS,
    ),
    **dict.fromkeys(
        ("ref", "parentRef", "empty", "value", "notAllowed", "externalRef", "text", "param", "name"), _NOTHING
    ),
    **dict.fromkeys(("anyName", "nsName"), _EXCEPTED_NAMES),
    "start": _ONE_PATTERN,
    "grammar": _GRAMMAR,
    "include": _INCLUDE,
    "data": IN_DATA,
}
# In these, text is meant; in no other there is any, and in these no element, not even a foreign one.
WITH_TEXT: Final = frozenset({"value", "param", "name"})

_NAMED: Final = frozenset({"name"})
ATTRIBUTES: Final[dict[str, frozenset[str]]] = {
    **dict.fromkeys(("element", "attribute", "ref", "parentRef", "param"), _NAMED),
    **dict.fromkeys(("value", "data"), frozenset({"type"})),
    **dict.fromkeys(("externalRef", "include"), frozenset({"href"})),
    "start": frozenset({"combine"}),
    "define": frozenset({"name", "combine"}),
}
REQUIRED: Final = {
    **dict.fromkeys(("ref", "parentRef", "param", "define"), "name"),
    "data": "type",
    "externalRef": "href",
    "include": "href",
}

_OTHER_LANGUAGES: Final = {
    "all": "interleave",
    "any": "anyName",
    "complexType": "define",
    "extRef": "externalRef",
    "import": "include",
    "key": "data",
    "keyRef": "data",
    "not": "except",
    "difference": "except",
    "oneOrmore": "oneOrMore",
    "pattern": "define",
    "restriction": "data",
    "schema": "grammar",
    "sequence": "group",
    "simpleType": "define",
    "string": "text",
    "merge": "include",
}


def hint_for_unknown(kind: str) -> str:
    """Return the element that was probably meant by one that RELAX NG does not have."""
    import difflib  # noqa: PLC0415 - only where something is wrong

    lower = {one.lower(): one for one in KINDS}
    if kind.lower() in lower:
        return f"Did you mean <{lower[kind.lower()]}>?"
    meant = _OTHER_LANGUAGES.get(kind) or next(iter(difflib.get_close_matches(kind, sorted(KINDS), n=1)), "")
    return f"Did you mean <{meant}>?" if meant else ""


_HOMES: Final = {
    **dict.fromkeys(("start", "define", "include", "div"), "It belongs directly into <grammar>."),
    "param": "It belongs into <data>, before <except>.",
    "except": "It belongs into <data>, <anyName> or <nsName>, once and last.",
}


def hint_for_misplaced(kind: str, parent: str, content: Content) -> str:
    """Return what to do about an element of RELAX NG that stands where it cannot."""
    hint = f"<{parent}> is to be empty." if content is _NOTHING else ""
    if kind in _HOMES:
        hint = _HOMES[kind]
    elif content is _GRAMMAR or content is _INCLUDE:
        hint = "Put it into <start> or <define>."
    elif kind in _NAME_CLASSES - PATTERNS:
        hint = "A name class comes first, and only where there is no attribute name."
    elif content.most and parent in {"start", "attribute"}:
        hint = f"<{parent}> takes one pattern: put several into <group> or <choice>."
    elif parent in {"anyName", "nsName"}:
        hint = "Put it into <except>, or beside this one into <choice>."
    return hint
