"""What a regular expression is made of once it is read."""

from __future__ import annotations

from teiedit.relaxng.datatypes.characters import NONE, CharacterSet


class Node:
    """A part of an expression.

    Attributes:
        nullable: whether it matches the empty text.
    """

    __slots__ = ("nullable",)

    def __init__(self, *, nullable: bool) -> None:
        self.nullable = nullable


class Empty(Node):
    """The empty text."""

    __slots__ = ()


class One(Node):
    """One character.

    Attributes:
        letter: the only one, or empty where it is one of a set.
        characters: the set, empty where there is a letter.
    """

    __slots__ = ("characters", "letter")

    def __init__(self, letter: str, characters: CharacterSet = NONE) -> None:
        super().__init__(nullable=False)
        self.letter = letter
        self.characters = characters


class Sequence(Node):
    """One after the other."""

    __slots__ = ("first", "second")

    def __init__(self, first: Node, second: Node) -> None:
        super().__init__(nullable=first.nullable and second.nullable)
        self.first = first
        self.second = second


class Choice(Node):
    """One of several."""

    __slots__ = ("options",)

    def __init__(self, options: tuple[Node, ...]) -> None:
        super().__init__(nullable=any(one.nullable for one in options))
        self.options = options


class Repeat(Node):
    """The same again and again; what is repeated is never nullable.

    Attributes:
        least: times at least.
        most: times at most, None for no limit.
    """

    __slots__ = ("least", "most", "part")

    def __init__(self, part: Node, least: int, most: int | None) -> None:
        super().__init__(nullable=least == 0)
        self.part = part
        self.least = least
        self.most = most


EMPTY = Empty(nullable=True)


def in_sequence(parts: list[Node]) -> Node:
    """Put parts one after the other."""
    joined: Node = EMPTY
    for part in reversed(parts):
        if part is not EMPTY:
            joined = part if joined is EMPTY else Sequence(part, joined)
    return joined


def in_choice(options: list[Node]) -> Node:
    """Make one of several."""
    return options[0] if len(options) == 1 else Choice(tuple(options))


def repeated(part: Node, least: int, most: int | None) -> Node:
    """Repeat a part.

    A part that may be empty is first freed of that: otherwise a count can be used up without reading anything, in as
    many ways as there are numbers.
    """
    if most == 0 or part is EMPTY:
        return EMPTY
    if part.nullable:
        part, least = _not_empty(part), 0
    return part if least == most == 1 else Repeat(part, least, most)


def _not_empty(node: Node) -> Node:
    """Return what matches the same texts but the empty one."""
    if not node.nullable:
        return node
    if isinstance(node, Repeat):
        return Repeat(node.part, 1, node.most)
    if isinstance(node, Choice):
        return in_choice([_not_empty(one) for one in node.options if one is not EMPTY])
    parts = []
    while isinstance(node, Sequence):
        parts.append(node)
        node = node.second
    found = _not_empty(node)
    for part in reversed(parts):
        # Either the first part is not empty, or the rest is not.
        found = Choice((Sequence(_not_empty(part.first), part.second), found))
    return found
