"""What of a simple form the start leads to, numbered anew: a `Grammar`, and the places that its parts come from.

Source: RELAX NG 4.19.
"""

from __future__ import annotations

from dataclasses import dataclass

from teiedit.relaxng.grammar import DatatypeUse, Definition, Grammar, Row
from teiedit.relaxng.reading.syntax import Node
from teiedit.relaxng.simplification.names import thaw
from teiedit.relaxng.simplification.rows import FrozenRow
from teiedit.relaxng.simplification.simple_form import Named, SimpleForm

# The first rows are always there.
_ALWAYS = range(3)


@dataclass(eq=False, slots=True)
class Reachable:
    """The part of a simple form that counts.

    Attributes:
        rows: a row refers to earlier ones; elements and attributes are numbered as below.
        origins: by row, a node that it was made of; None for the simplest ones.
        start: row number of the start pattern.
        elements: with content in these rows.
        attributes: likewise.
        start_node: where the start is written.
        roots: of all files.
        datatypes: by number.
    """

    rows: list[FrozenRow]
    origins: list[Node | None]
    start: int
    elements: list[Named]
    attributes: list[Named]
    start_node: Node
    roots: list[Node]
    datatypes: list[DatatypeUse]

    def grammar(self, files: list[str]) -> Grammar:
        """Return the form that is kept."""
        documentation: dict[str, int] = {"": -1}

        def document(said: str) -> int:
            return documentation.setdefault(said, len(documentation) - 1)

        definitions = [
            [Definition(thaw(one.name_class), one.content, document(one.documentation)) for one in named]
            for named in (self.elements, self.attributes)
        ]
        rows: list[Row] = []
        values: dict[int, int] = {}
        for number, row in enumerate(self.rows):
            if row[0] == "value":
                _, datatype, text, prefixes, said = row
                rows.append(["value", datatype, text, dict(prefixes) if prefixes is not None else None])
                if said:
                    values[number] = document(said)
            else:
                rows.append(list(row))
        del documentation[""]
        elements, attributes = definitions
        return Grammar(rows, self.start, elements, attributes, self.datatypes, list(documentation), values, files)


def refers_to(row: FrozenRow) -> tuple[int, ...]:
    """Return the rows that a row is made of, apart from what elements and attributes contain."""
    kind = row[0]
    if kind in {"choice", "group", "interleave", "oneOrMore", "list"}:
        return row[1:]
    if kind == "data" and row[2] >= 0:
        return row[2:]
    return ()


def reach(form: SimpleForm) -> Reachable:
    """Leave out what the start does not lead to."""
    kept = _kept_rows(form)
    number = {old: new for new, old in enumerate(kept)}
    table = form.rows.table
    elements = _Renumbered(form.elements, number)
    attributes = _Renumbered(form.attributes, number)
    datatypes: dict[int, int] = {}
    rows: list[FrozenRow] = []
    for old in kept:
        row = table[old]
        kind = row[0]
        if kind == "element":
            row = (kind, elements.number(row[1]))
        elif kind == "attribute":
            row = (kind, attributes.number(row[1]))
        elif kind == "data":
            use = datatypes.setdefault(row[1], len(datatypes))
            row = (kind, use, number.get(row[2], -1))
        elif kind == "value":
            row = (kind, datatypes.setdefault(row[1], len(datatypes)), *row[2:])
        elif len(row) > 1:
            row = (kind, *[number[one] for one in row[1:]])
        rows.append(row)
    return Reachable(
        rows,
        [form.rows.origins[old] for old in kept],
        number[form.start],
        elements.named,
        attributes.named,
        form.start_node,
        form.roots,
        [form.datatypes.uses[old] for old in datatypes],
    )


def _kept_rows(form: SimpleForm) -> list[int]:
    table = form.rows.table
    seen = bytearray(len(table))
    waiting = [*_ALWAYS, form.start]
    while waiting:
        number = waiting.pop()
        if seen[number]:
            continue
        seen[number] = 1
        row = table[number]
        if row[0] == "element":
            waiting.append(form.elements[row[1]].content)
        elif row[0] == "attribute":
            waiting.append(form.attributes[row[1]].content)
        else:
            waiting.extend(refers_to(row))
    return [number for number, there in enumerate(seen) if there]


class _Renumbered:
    """Elements or attributes in the order in which they are asked for."""

    def __init__(self, before: list[Named], rows: dict[int, int]) -> None:
        self.named: list[Named] = []
        self._before = before
        self._rows = rows
        self._numbers: dict[int, int] = {}

    def number(self, old: int) -> int:
        number = self._numbers.setdefault(old, len(self.named))
        if number == len(self.named):
            one = self._before[old]
            self.named.append(Named(one.node, one.name_class, self._rows[one.content], one.documentation))
        return number
