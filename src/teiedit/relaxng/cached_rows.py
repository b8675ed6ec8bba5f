"""Whether something is a simple form, as `Grammar` describes it: asked of what was kept, before it is believed.

What passes cannot lead the engine out of a list or in circles; whether it is the right schema, others know.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

_DEEPEST_NAMES: Final = 600

# Takes a row and its number.
_Check = Callable[[list[Any], int], bool]


def is_grammar(simple: Any, texts: int) -> bool:
    """Tell whether JSON holds the parts of a grammar, each of the right kind, with numbers that lead somewhere.

    Args:
        simple: rows, start, elements, attributes, datatypes, documentation of values.
        texts: how many texts there are.

    Raises:
        TypeError, ValueError, LookupError: it does not even have the form in which that can be asked.
    """
    rows, start, elements, attributes, datatypes, values = simple
    if not all(type(one) is list for one in (rows, elements, attributes, datatypes, values)):
        return False
    checks = _checks(len(elements), len(attributes), len(datatypes))
    return (
        all(type(row) is list and checks[row[0]](row, number) for number, row in enumerate(rows))
        and _is_number(start, 0, len(rows))
        and all(_is_definition(one, len(rows), texts) for one in elements)
        and all(_is_definition(one, len(rows), texts) for one in attributes)
        and all(_is_datatype(*one) for one in datatypes)
        and all(_is_number(row, 0, len(rows)) and _is_number(text, 0, texts) for row, text in values)
    )


def _is_number(one: object, least: int, end: int) -> bool:
    # True is a number to Python, and 1.0 is equal to one.
    return type(one) is int and least <= one < end


def _checks(elements: int, attributes: int, datatypes: int) -> Mapping[str, _Check]:
    """Return what each kind of row must be. This is half of the time that it takes to load a schema: no more calls."""

    # Only earlier rows: so there are no circles but through elements.
    def pair(row: list[Any], number: int) -> bool:
        _, one, other = row
        return type(one) is type(other) is int and -1 < one < number and -1 < other < number

    def single(row: list[Any], number: int) -> bool:
        _, one = row
        return type(one) is int and -1 < one < number

    def choice(row: list[Any], number: int) -> bool:
        parts = row[1:]
        return len(parts) > 1 and {*map(type, parts)} == {int} and min(parts) > -1 and max(parts) < number

    def data(row: list[Any], number: int) -> bool:
        _, datatype, exception = row
        return _is_number(datatype, 0, datatypes) and _is_number(exception, -1, number)

    def value(row: list[Any], _number: int) -> bool:
        _, datatype, text, prefixes = row
        is_text = type(text) is str and _is_number(datatype, 0, datatypes)
        return is_text and (prefixes is None or all(type(one) is str for one in prefixes.values()))

    return {
        **dict.fromkeys(("empty", "notAllowed", "text"), lambda row, _: len(row) == 1),
        **dict.fromkeys(("group", "interleave"), pair),
        **dict.fromkeys(("oneOrMore", "list"), single),
        "choice": choice,
        "element": lambda row, _: single(row, elements),
        "attribute": lambda row, _: single(row, attributes),
        "data": data,
        "value": value,
    }


def _is_definition(one: Any, rows: int, texts: int) -> bool:
    name_class, content, text = one
    is_named = _is_name(name_class) or _is_name_class(name_class)
    return is_named and _is_number(content, 0, rows) and _is_number(text, -1, texts)


def _is_name(one: Any) -> bool:
    return type(one) is list and len(one) == 3 and one[0] == "name" and type(one[1]) is type(one[2]) is str  # noqa: PLR2004


def _is_name_class(name_class: Any) -> bool:
    waiting = [(name_class, 1)]
    while waiting:
        one, level = waiting.pop()
        inner = _parts(*one) if type(one) is list and level <= _DEEPEST_NAMES else None
        if inner is None:
            return False
        waiting.extend((part, level + 1) for part in inner)
    return True


def _parts(kind: Any, *rest: Any) -> tuple[Any, ...] | None:
    """Return the name classes that one is made of, or None if it is none."""
    if kind == "name":
        return () if _is_name([kind, *rest]) else None
    if kind == "choice":
        return rest or None
    if kind == "nsName" and rest and type(rest[0]) is str:
        rest = rest[1:]
    elif kind != "anyName":
        return None
    if len(rest) != 1:
        return None
    return () if rest[0] is None else rest


def _is_datatype(library: object, name: object, params: Any) -> bool:
    are_texts = all(type(one) is str for key, value in params for one in (key, value))
    return type(library) is str and type(name) is str and are_texts
