"""A schema in the simple form as it comes out of simplification, before it is a `Grammar`."""

from __future__ import annotations

from dataclasses import dataclass

from teiedit.relaxng.reading.syntax import Node
from teiedit.relaxng.simplification.datatype_uses import DatatypeUses
from teiedit.relaxng.simplification.names import FrozenClass
from teiedit.relaxng.simplification.rows import Rows


@dataclass(eq=False, slots=True)
class Named:
    """An element or attribute pattern in the making.

    Attributes:
        node: where it is written.
        name_class: which names it takes.
        content: row number of its pattern.
        documentation: what the schema says of it, or nothing.
    """

    node: Node
    name_class: FrozenClass
    content: int
    documentation: str


@dataclass(eq=False, slots=True)
class SimpleForm:
    """A schema in the simple form, with all that was made on the way, whether the start leads there or not.

    Attributes:
        rows: the patterns.
        elements: by number.
        attributes: by number.
        datatypes: by number.
        start: row number of the start.
        start_node: where the start is written.
        roots: of all files.
    """

    rows: Rows
    elements: list[Named]
    attributes: list[Named]
    datatypes: DatatypeUses
    start: int
    start_node: Node
    roots: list[Node]
