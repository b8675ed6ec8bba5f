"""A schema in its simple form, as flat rows of JSON's own types: what the cache keeps and the engine starts from.

Source: RELAX NG 4.22. A row refers to others by their numbers, always to earlier ones; equal rows are one row. It is

    ["empty"]  ["notAllowed"]  ["text"]
    ["choice", a, b, …]  ["group", a, b]  ["interleave", a, b]    numbers of rows
    ["oneOrMore", a]  ["list", a]
    ["data", datatype, except]      numbers of a datatype, and of the row of the except pattern or -1
    ["value", datatype, text, ns]   ns: the prefixes in scope where the datatype needs them, else null
    ["attribute", number]  ["element", number]                    numbers in `attributes`, in `elements`

and a name class

    ["name", namespace, local name]  ["anyName", except]  ["nsName", namespace, except]  ["choice", a, b, …]

with name classes for a, b and except, which may be null.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

Row = list[Any]
NameClass = list[Any]


@dataclass(frozen=True, slots=True)
class Definition:
    """An element or attribute pattern.

    Attributes:
        name_class: which names it takes.
        content: row number of its pattern.
        documentation: number in `Grammar.documentation`, or -1.
    """

    name_class: NameClass
    content: int
    documentation: int = -1


@dataclass(frozen=True, slots=True)
class DatatypeUse:
    """A datatype with its parameters, in order."""

    library: str
    name: str
    params: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Grammar:
    """A simplified schema.

    Attributes:
        rows: the patterns.
        start: row number of the start pattern.
        elements: by number. Two element patterns with the same names and content are still two where their
            documentation differs.
        attributes: by number.
        datatypes: by number.
        documentation: texts, in the schema's words.
        value_documentation: row number of a `value` → number of its text in `documentation`.
        files: every file that was read, absolute, the schema itself first.
    """

    rows: list[Row]
    start: int
    elements: list[Definition]
    attributes: list[Definition]
    datatypes: list[DatatypeUse]
    documentation: Sequence[str] = ()
    value_documentation: dict[int, int] = field(default_factory=dict)
    files: list[str] = field(default_factory=list)


def depth_of(rows: list[Row]) -> int:
    """Return how deep patterns are in patterns; a sequence is as deep as its deepest member, however long it is."""
    depths: list[int] = []
    for row in rows:
        kind, *rest = row
        if kind == "group":
            depths.append(max(depths[rest[0]] + 1, depths[rest[1]]))
        elif kind in {"choice", "interleave", "oneOrMore", "list"}:
            depths.append(1 + max(depths[one] for one in rest))
        elif kind == "data" and rest[1] >= 0:
            depths.append(1 + depths[rest[1]])
        else:
            depths.append(0)
    return max(depths, default=0)
