"""What RELAX NG forbids in a schema that is otherwise well made: patterns where they cannot stand, words beside words.

Every check looks at each pattern once. Names that clash are for `clashes`. Source: RELAX NG 7.1, 7.2, 7.3.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from teiedit.relaxng.reading.schema_faults import SchemaFaults
from teiedit.relaxng.simplification.clashes import check_clashes
from teiedit.relaxng.simplification.places import Places
from teiedit.relaxng.simplification.reachable import Reachable, refers_to
from teiedit.relaxng.simplification.simple_form import Named

_KINDS: Final = (
    "empty",
    "notAllowed",
    "text",
    "choice",
    "group",
    "interleave",
    "oneOrMore",
    "list",
    "data",
    "value",
    "attribute",
    "element",
)
_FLAG: Final = {kind: 1 << number for number, kind in enumerate(_KINDS)}
# An attribute that is in a group or interleave.
_GROUPED: Final = 1 << len(_KINDS)


def _flags(*kinds: str) -> int:
    return sum(_FLAG[kind] for kind in kinds)


_ATTRIBUTE: Final = _FLAG["attribute"]
_SEQUENCES: Final = _flags("group", "interleave")
_NOT_IN_ATTRIBUTE: Final = _flags("attribute", "element")
_NOT_IN_LIST: Final = _flags("attribute", "element", "list", "text", "interleave")
_NOT_EXCEPTED: Final = _flags("attribute", "element", "list", "text", "group", "interleave", "oneOrMore", "empty")
_NOT_AT_START: Final = _NOT_EXCEPTED - _flags("element") + _flags("data", "value")

_IN_LIST_HINTS: Final = {
    "text": 'Write <zeroOrMore><data type="token"/></zeroOrMore> for any number of any words.',
    "list": "Leave out the inner <list>.",
    "interleave": "The words of a list have an order: write <group>.",
}

_NO_WORDS, _ELEMENTS, _WORDS, _WRONG = range(4)


def check_restrictions(form: Reachable, faults: SchemaFaults) -> None:
    """Add what a schema is not to have in it.

    Raises:
        TooManyFaults: there are as many as anybody would read.
    """
    places = Places(form, faults)
    _Contexts(form, places).check()
    _check_content_types(form, places)
    _check_open_names(form, places)
    check_clashes(form, places)


class _Contexts:
    """Says which patterns stand where they cannot. Source: RELAX NG 7.1."""

    def __init__(self, form: Reachable, places: Places) -> None:
        self._form = form
        self._places = places
        # By row: the kinds that it is made of, itself among them.
        self._made_of: list[int] = []

    def check(self) -> None:
        rows, form = self._made_of, self._form
        for number, row in enumerate(form.rows):
            kind = row[0]
            flags = _FLAG[kind]
            if kind in {"choice", "group", "interleave", "oneOrMore"}:
                for one in row[1:]:
                    flags |= rows[one]
                if flags & _ATTRIBUTE:
                    flags = self._with_attribute(number, kind, flags)
            elif kind == "list":
                self._check_list(number, row[1])
            elif kind == "data" and row[2] >= 0:
                self._check_except(number, row[2])
            rows.append(flags)
        for one in form.attributes:
            self._check_attribute(one)
        if rows[form.start] & _NOT_AT_START:
            self._say_start()

    def _with_attribute(self, number: int, kind: str, flags: int) -> int:
        """Return the flags of a row that has an attribute in it."""
        if kind in {"group", "interleave"}:
            return flags | _GROUPED
        if kind == "oneOrMore" and flags & _GROUPED:
            self._say_repeated(number)
            return flags & ~_GROUPED
        return flags

    def _check_attribute(self, attribute: Named) -> None:
        if self._made_of[attribute.content] & _NOT_IN_ATTRIBUTE:
            culprit = self._culprit(attribute.content, _NOT_IN_ATTRIBUTE)
            said = f"{self._places.name_of(attribute)} cannot contain {self._places.describe(culprit)}"
            hint = "An attribute contains <text>, <data>, <value>, <list>, or a <choice> of these."
            self._places.say(attribute.node, said, hint, other=culprit)

    def _culprit(self, number: int, flags: int, holding: int = 0) -> int:
        """Return a row of one of some kinds, with something of others in it, in what a row is made of."""
        waiting = [number]
        while True:
            number = waiting.pop()
            row = self._form.rows[number]
            if _FLAG[row[0]] & flags and (not holding or self._made_of[number] & holding):
                return number
            # A list and data are looked into for themselves.
            if row[0] not in {"list", "data"}:
                waiting.extend(one for one in reversed(refers_to(row)) if self._made_of[one] & flags)

    def _check_list(self, number: int, content: int) -> None:
        if self._made_of[content] & _NOT_IN_LIST:
            culprit = self._culprit(content, _NOT_IN_LIST)
            hint = _IN_LIST_HINTS.get(self._form.rows[culprit][0], "A list takes <data> and <value>.")
            said = f"<list> cannot contain {self._places.describe(culprit)}"
            self._places.say(self._places.node(number), said, hint, other=culprit)

    def _check_except(self, number: int, content: int) -> None:
        if self._made_of[content] & _NOT_EXCEPTED:
            culprit = self._culprit(content, _NOT_EXCEPTED)
            said = f"<except> of <data> cannot contain {self._places.describe(culprit)}"
            hint = "Only <data>, <value> and <choice> can be excepted."
            self._places.say(self._places.node(number), said, hint, other=culprit)

    def _say_repeated(self, number: int) -> None:
        # The attribute itself: a group that has none in it is not what is repeated.
        culprit = self._culprit(self._culprit(number, _SEQUENCES, _ATTRIBUTE), _ATTRIBUTE)
        node = self._places.node(number)
        said = f"{self._places.describe(culprit)} is in a group that is repeated"
        hint = "An element has an attribute once: take it out of what is repeated."
        self._places.say(node, said, hint, other=culprit)

    def _say_start(self) -> None:
        culprit = self._culprit(self._form.start, _NOT_AT_START)
        node = self._form.start_node
        hint = "A document is one element: the start is an <element>, or a <choice> of several."
        self._places.say(node, f"the start cannot contain {self._places.describe(culprit)}", hint, other=culprit)


def _check_content_types(form: Reachable, places: Places) -> None:
    """Say where words that are data stand beside others, or beside elements. Source: RELAX NG 7.2."""
    types: list[int] = []
    culprits: set[int] = set()
    for number, row in enumerate(form.rows):
        kind = row[0]
        if kind in {"text", "element"}:
            made = _ELEMENTS
        elif kind in {"data", "value", "list"}:
            made = _WORDS
        elif kind == "attribute":
            made = _WRONG if types[form.attributes[row[1]].content] == _WRONG else _NO_WORDS
        elif kind in {"choice", "group", "interleave", "oneOrMore"}:
            inner = [types[one] for one in row[1:]]
            made = max(inner)
            # With words beside something, or after themselves.
            beside = inner * 2 if kind == "oneOrMore" else inner
            if made == _WORDS and kind != "choice" and _NO_WORDS not in beside:
                made = _WRONG
                culprits.add(number)
        else:
            made = _NO_WORDS
        types.append(made)
    if culprits:
        _say_words(form, places, types, culprits)


def _say_words(form: Reachable, places: Places, types: list[int], culprits: set[int]) -> None:
    seen: set[int] = set()
    for element in form.elements:
        for number in _walk(form, element.content, seen):
            if number not in culprits:
                continue
            row = form.rows[number]
            around = f"in {places.name_of(element)}"
            words = next(one for one in row[1:] if types[one] == _WORDS)
            first = places.describe(_kind_of_words(form, words))
            if row[0] == "oneOrMore":
                said, hint = f"{first} is repeated {around}", "Put <list> around what is repeated."
            else:
                others = [one for one in row[1:] if one != words] or [words]
                said = f"{first} stands beside {places.describe(_kind_of_words(form, others[0]))} {around}"
                hint = "Put words into one <list>, or write <text/> where elements stand among them."
            places.say(places.node_within(number, element), said, hint)


def _kind_of_words(form: Reachable, number: int) -> int:
    """Return the first row of something that has words or is an element in what a row is made of."""
    return next(
        one
        for one in _walk(form, number, set(), into_attributes=False)
        if form.rows[one][0] in {"text", "element", "data", "value", "list"}
    )


def _check_open_names(form: Reachable, places: Places) -> None:
    """Say which attributes of any name are not repeated. Source: RELAX NG 7.3."""
    opened = [places.is_open(one.name_class) for one in form.attributes]
    if not any(opened):
        return
    alone: list[bool] = []
    for row in form.rows:
        kind = row[0]
        if kind == "attribute":
            alone.append(opened[row[1]])
        else:
            alone.append(kind in {"choice", "group", "interleave"} and any(alone[one] for one in row[1:]))
    seen: set[int] = set()
    for element in form.elements:
        waiting = [element.content]
        while waiting:
            number = waiting.pop()
            if not alone[number] or number in seen:
                continue
            seen.add(number)
            row = form.rows[number]
            waiting.extend(reversed(refers_to(row)))
            if row[0] == "attribute":
                said = f"{places.describe(number)} is not repeated"
                hint = "An attribute that can have many names stands in <zeroOrMore> or <oneOrMore>."
                places.say(form.attributes[row[1]].node, said, hint)


def _walk(form: Reachable, number: int, seen: set[int], *, into_attributes: bool = True) -> Iterator[int]:
    """Yield a row and what it is made of, each once, without what is in lists, exceptions and elements."""
    waiting = [number]
    while waiting:
        number = waiting.pop()
        if number in seen:
            continue
        seen.add(number)
        yield number
        row = form.rows[number]
        if row[0] == "attribute" and into_attributes:
            waiting.append(form.attributes[row[1]].content)
        elif row[0] not in {"list", "data"}:
            waiting.extend(reversed(refers_to(row)))
