"""What every datatype without its parameters can be asked; the others are made of this, and text is one of them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Mapping
from typing import Any

from teiedit.relaxng.datatypes import white_space


class Scope:
    """What the meaning of a few datatypes depends on.

    Attributes:
        namespaces: by prefix, the default namespace under "".
        entities: the unparsed entities that the document declares.
    """

    __slots__ = ("entities", "namespaces")

    def __init__(self, namespaces: Mapping[str, str] | None = None, entities: Collection[str] = ()) -> None:
        self.namespaces = namespaces or {}
        self.entities = entities


NOWHERE = Scope()


class Kind:
    """A datatype without parameters, here one that takes any text.

    Attributes:
        name: in its library.
        normalise: what is done to the white space of a text before anything else.
        family: which datatypes are explained together with it.
        id_kind: `ID`, `IDREF`, `IDREFS`, or empty.
        needs_namespaces: whether it depends on the prefixes in scope.
        has_length: whether its values have a length, for `length` and its like.
        is_ordered: whether its values can be compared, for `minInclusive` and its like.
        has_digits: whether `totalDigits` and its like can be asked for.
    """

    family = "text"
    id_kind = ""
    needs_namespaces = False
    has_length = False
    is_ordered = False
    has_digits = False

    def __init__(self, name: str, normalise: Callable[[str], str] = white_space.collapse) -> None:
        self.name = name
        self.normalise = normalise

    def value(self, text: str, scope: Scope) -> Hashable:  # noqa: ARG002 - for those that depend on it
        """Return the value that a normalised text stands for; equal values are equal.

        Raises:
            NotAllowedError: the text stands for none.
        """
        return text

    def length(self, value: Any) -> int:
        """Return the length of a value, in its own units."""
        raise NotImplementedError

    def precedes(self, one: Any, other: Any) -> bool:
        """Tell whether a value is certainly less than another."""
        raise NotImplementedError

    def digits(self, value: Any) -> tuple[int, int]:
        """Return how many digits a number has altogether, and after the point."""
        raise NotImplementedError


class TextKind(Kind):
    """Any text."""

    has_length = True

    def length(self, value: Any) -> int:
        """Count its characters."""
        return len(value)
