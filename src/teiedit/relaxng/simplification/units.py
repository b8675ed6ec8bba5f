"""The parts of a schema while it is simplified: grammars as they are seen from a place, and what becomes one row."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from teiedit.relaxng.reading.syntax import Node
from teiedit.relaxng.simplification.rows import NOT_ALLOWED

# How far a unit is.
NEW: Final = 0
OPEN: Final = 1
DONE: Final = 2


@dataclass(eq=False, slots=True)
class Scope:
    """A grammar, as it is seen from one place: its definitions, and the grammar around it."""

    node: Node
    parent: Scope | None
    units: dict[str, Unit] = field(default_factory=dict)


@dataclass(eq=False, slots=True)
class Context:
    """What a pattern inherits from the files around its own. There is one object for equal ones."""

    scope: Scope | None
    ns: str | None


@dataclass(eq=False, slots=True)
class Unit:
    """What is made into one row: a definition, the content of an element, a whole file.

    Attributes:
        name: of a definition, for messages.
        parts: the nodes whose children it has, or which it is.
        combine: how several parts are put together.
        whole: whether it is the nodes themselves.
        steps: the nodes of each part from its top, with the number of patterns that each takes.
        needs: units whose rows this one's is made of, with the nodes that refer to them.
        row: when it is done.
        state: how far it is.
    """

    name: str
    parts: list[tuple[Node, Context]]
    combine: str = "choice"
    whole: bool = False
    steps: list[list[tuple[Node, int]]] = field(default_factory=list)
    needs: list[tuple[Unit, Node]] = field(default_factory=list)
    row: int = NOT_ALLOWED
    state: int = NEW
