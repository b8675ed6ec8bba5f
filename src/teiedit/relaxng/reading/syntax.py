"""A RELAX NG schema as it was written, in either syntax: one tree of `Node`s a file.

The compact syntax is read into the same nodes as the XML syntax, so that everything after this step
(includes, combining, simplification, restrictions) exists once. Source: RELAX NG 3; compact syntax 4.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from teiedit.document.positions import Place

# The namespace in scope for QNames without a prefix stands under "".
Namespaces = Mapping[str, str]


class SchemaSource(Protocol):
    """One file of a schema."""

    @property
    def path(self) -> Path:
        """The file, absolute."""

    def place(self, mark: int) -> Place:
        """Return the line and column that a node's mark stands for; only asked when there is something to report."""

    def attribute_mark(self, mark: int, name: str) -> int:
        """Return the mark of an attribute's value of what begins at a mark, or that mark if there is none."""


@dataclass(slots=True, eq=False)
class Node:
    """One element of the RELAX NG namespace; what is in other namespaces is not kept, save documentation.

    Attributes:
        kind: the local name: `element`, `zeroOrMore`, `anyName`, …
        source: the file.
        mark: the place in it, in the source's own measure.
        attributes: by local name, `name`, `type` and `combine` without white space around them, without `ns` and
            `datatypeLibrary`; the compact syntax gives what the XML syntax would have.
        children: in order.
        text: of `value`, `param` and `name`; white space is kept in `value` and `param`.
        ns: as inherited inside this file; None where no ancestor says anything, so that an including file can.
            Of an `attribute` whose name is an attribute: its own, or empty, because such names inherit nothing.
        datatype_library: as inherited inside this file; empty for the built-in one.
        namespaces: the prefixes in scope.
        documentation: of a:documentation children, or of `##` comments, each with white space collapsed.
    """

    kind: str
    source: SchemaSource
    mark: int
    attributes: dict[str, str]
    children: list[Node]
    text: str
    ns: str | None
    datatype_library: str
    namespaces: Namespaces
    documentation: tuple[str, ...] = ()


class SyntaxFault(Exception):  # noqa: N818 - said to a reader of the schema, and mostly collected
    """Something in a schema is wrong: where, and one clause about what."""

    def __init__(self, message: str, source: SchemaSource, mark: int, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.source = source
        self.mark = mark
        self.hint = hint
