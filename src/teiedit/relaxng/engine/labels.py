"""What the leaves of patterns stand for: element and attribute definitions, values, lists, and text."""

from __future__ import annotations

import enum
import re
from collections.abc import Callable, Iterable, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Final

from teiedit.relaxng.datatypes import Datatype, datatype
from teiedit.relaxng.grammar import DatatypeUse, Definition, NameClass

if TYPE_CHECKING:
    from teiedit.relaxng.engine.patterns import Pattern, Patterns

WHITE: Final = " \t\r\n"
_WORD = re.compile(r"[^ \t\r\n]+")

Scope = Mapping[str, str] | None


class LabelKind(enum.IntEnum):
    """What a label stands for."""

    ELEMENT = 0
    ATTRIBUTE = 1
    TEXT = 2
    DATA = 3
    VALUE = 4
    LIST = 5


class Label:
    """A leaf's meaning; two labels are equal if they are one object."""

    kind: LabelKind
    # Where the schema has it among its kind: what is listed is listed in this order, whatever was read before.
    order: int = -1

    def accepts(self, text: str, scope: Scope = None) -> bool:
        """Tell whether a text is one that the leaf matches; nothing matches where the leaf is no text or value.

        Args:
            text: the whole value of an attribute or element, or one word of a list.
            scope: the prefixes in scope, for the few datatypes that need them.
        """
        raise NotImplementedError

    @property
    def needs_scope(self) -> bool:
        """Whether `accepts` depends on the prefixes in scope."""
        return False


class Text(Label):
    """Any text."""

    kind = LabelKind.TEXT

    def accepts(self, text: str, scope: Scope = None) -> bool:  # noqa: ARG002 - any
        """Any text is text."""
        return True


TEXT: Final = Text()


class _Typed(Label):
    """What is of a datatype, or one value of it."""

    def __init__(self, use: DatatypeUse, row: int) -> None:
        self.order = row
        self._use = use

    @cached_property
    def datatype(self) -> Datatype:
        """The datatype with its parameters."""
        return datatype(self._use.library, self._use.name, self._use.params)

    @property
    def needs_scope(self) -> bool:
        """Whether the datatype is one of qualified names."""
        return self.datatype.needs_namespaces


class Data(_Typed):
    """Text of a datatype, without what an except pattern matches."""

    kind = LabelKind.DATA

    def __init__(self, use: DatatypeUse, exception: Pattern | None, patterns: Patterns, row: int) -> None:
        super().__init__(use, row)
        self.exception = exception
        self._patterns = patterns

    def accepts(self, text: str, scope: Scope = None) -> bool:
        """Tell whether the text is of the datatype and no exception."""
        if not self.datatype.allows(text, scope):
            return False
        return self.exception is None or not accepts(self._patterns, self.exception, text, scope)


class Value(_Typed):
    """One value, by the equality of a datatype."""

    kind = LabelKind.VALUE

    def __init__(self, use: DatatypeUse, text: str, scope: Scope, row: int) -> None:
        super().__init__(use, row)
        self.text = text
        self._scope = scope

    @cached_property
    def _value(self) -> object:
        return self.datatype.value(self.text, self._scope)

    def accepts(self, text: str, scope: Scope = None) -> bool:
        """Tell whether the text is this value."""
        if text == self.text and not self.needs_scope:
            return True
        return self.datatype.allows(text, scope) and self.datatype.value(text, scope) == self._value


class List(Label):
    """Words between white space that match a pattern one after the other."""

    kind = LabelKind.LIST

    def __init__(self, pattern: Pattern, patterns: Patterns, row: int) -> None:
        self.order = row
        self.pattern = pattern
        self._patterns = patterns

    @cached_property
    def needs_scope(self) -> bool:
        """Whether any word of it is a qualified name."""
        return needs_scope(self.pattern)

    def accepts(self, text: str, scope: Scope = None) -> bool:
        """Tell whether the words of the text match."""
        state = self.pattern
        for word in words_of(text):
            state = after_text(self._patterns, state, word, scope)
            if state is self._patterns.not_allowed:
                return False
        return state.nullable


class Named(Label):
    """An element or attribute definition.

    Attributes:
        number: in the grammar's list of its kind.
        definition: what the grammar says of it.
        names: the Clark names it takes, or None where they cannot be counted.
    """

    def __init__(self, kind: LabelKind, number: int, definition: Definition, content: Callable[[int], Pattern]) -> None:
        self.kind = kind
        self.number = self.order = number
        self.definition = definition
        self.names = _names_of(definition.name_class)
        self._content = content

    @cached_property
    def content(self) -> Pattern:
        """The pattern of what is in it."""
        return self._content(self.definition.content)

    def takes(self, name: str) -> bool:
        """Tell whether a Clark name is one of this definition's."""
        return name in self.names if self.names is not None else _is_in(self.definition.name_class, *_divided(name))

    def accepts(self, text: str, scope: Scope = None) -> bool:  # noqa: ARG002 - elements are no text
        """No text is an element or attribute."""
        return False


def words_of(text: str) -> list[str]:
    """Divide a text at XML's white space, which Python's own division is not."""
    return text.split() if text.isascii() and "\f" not in text and "\v" not in text else _WORD.findall(text)


def is_blank(text: str) -> bool:
    """Tell whether a text is nothing but XML's white space."""
    return not text.strip(WHITE)


def after_text(patterns: Patterns, pattern: Pattern, text: str, scope: Scope = None) -> Pattern:
    """Return what may follow in a pattern after a text."""
    return patterns.choice([patterns.after(pattern, label) for label in pattern.texts if label.accepts(text, scope)])


def accepts(patterns: Patterns, pattern: Pattern, text: str, scope: Scope = None) -> bool:
    """Tell whether a text is all that a pattern asks for. Source: RELAX NG 6.2.7, 6.2.8; blank text can be none."""
    if pattern.nullable and is_blank(text):
        return True
    return any(patterns.after(pattern, label).nullable for label in pattern.texts if label.accepts(text, scope))


def needs_scope(pattern: Pattern) -> bool:
    """Tell whether the values in a pattern depend on the prefixes in scope."""
    seen: set[Pattern] = set()
    waiting = [pattern]
    while waiting:
        one = waiting.pop()
        if one in seen:
            continue
        seen.add(one)
        if one.label is not None and not isinstance(one.label, Named) and one.label.needs_scope:
            return True
        waiting.extend(one.parts)
    return False


def _divided(name: str) -> tuple[str, str]:
    if not name.startswith("{"):
        return "", name
    uri, local = name[1:].split("}", 1)
    return uri, local


def namespace_of(name: str) -> str:
    """Return the namespace of a Clark name, empty if it has none."""
    return _divided(name)[0]


def clark(uri: str, local: str) -> str:
    """Join a namespace and a local name as lxml does."""
    return f"{{{uri}}}{local}" if uri else local


def _names_of(name_class: NameClass) -> frozenset[str] | None:
    if name_class[0] == "name":
        return frozenset({clark(name_class[1], name_class[2])})
    if name_class[0] != "choice":
        return None
    found: set[str] = set()
    for one in name_class[1:]:
        names = _names_of(one)
        if names is None:
            return None
        found |= names
    return frozenset(found)


def _is_in(name_class: NameClass, uri: str, local: str) -> bool:
    kind = name_class[0]
    if kind == "name":
        return bool(name_class[1] == uri and name_class[2] == local)
    if kind == "choice":
        return any(_is_in(one, uri, local) for one in name_class[1:])
    if kind == "nsName" and name_class[1] != uri:
        return False
    exception = name_class[-1]
    return exception is None or not _is_in(exception, uri, local)


def names_of(labels: Iterable[object]) -> list[str]:
    """Return the Clark names of definitions that name some, each once, in order."""
    found: dict[str, None] = {}
    for label in labels:
        if isinstance(label, Named) and label.names is not None:
            found.update(dict.fromkeys(sorted(label.names)))
    return list(found)
