"""What the parts of a simplified schema are called in messages, and where they were written."""

from __future__ import annotations

from functools import cached_property

from teiedit.namespaces import display_name
from teiedit.relaxng.reading.schema_faults import SchemaFaults, where
from teiedit.relaxng.reading.syntax import Node
from teiedit.relaxng.simplification.names import FrozenClass, display_class, simple_classes
from teiedit.relaxng.simplification.reachable import Reachable, refers_to
from teiedit.relaxng.simplification.simple_form import Named


class Places:
    """The names and places of the parts of a schema."""

    def __init__(self, form: Reachable, faults: SchemaFaults) -> None:
        self._form = form
        self._faults = faults

    def node(self, number: int) -> Node:
        """Return where a row was written; equal ones have one place."""
        return self._form.origins[number] or self._form.start_node

    def node_within(self, number: int, element: Named) -> Node:
        """Return where a row of an element's content was written, as far as that can be told.

        A row that was written in another element as well, where it may be right, is told at the element.
        """
        node = self.node(number)
        home = self._homes.get(id(node))
        return node if home is None or home is element.node else element.node

    @cached_property
    def _homes(self) -> dict[int, Node]:
        """The element that a node is written in, by the identity of the node; what is in none is left out."""
        homes: dict[int, Node] = {}
        waiting: list[tuple[Node, Node | None]] = [(root, None) for root in self._form.roots]
        while waiting:
            node, home = waiting.pop()
            if home is not None:
                homes[id(node)] = home
            inner = node if node.kind == "element" else home
            waiting.extend((child, inner) for child in node.children)
        return homes

    def name_of(self, named: Named) -> str:
        """Return what an element or attribute pattern is called."""
        kind = named.node.kind
        if self.is_open(named.name_class):
            return f"the {kind} of any name"
        return f"the {kind} {display_class(named.name_class, display_name)}"

    @staticmethod
    def is_open(name_class: FrozenClass) -> bool:
        """Tell whether a name class has names without number."""
        return any(one[0] != "name" for one in simple_classes(name_class))

    def describe(self, number: int) -> str:
        """Return what a row is called."""
        row = self._form.rows[number]
        if row[0] == "element":
            return self.name_of(self._form.elements[row[1]])
        if row[0] == "attribute":
            return self.name_of(self._form.attributes[row[1]])
        written = self._form.origins[number]
        # As it is written: `mixed` is an interleave, `zeroOrMore` a choice.
        return f"<{written.kind}>" if written is not None and written.kind != "define" else f"<{row[0]}>"

    def owner(self, number: int) -> Named | None:
        """Return the first element that has a row in its content."""
        return self._owners.get(number)

    @cached_property
    def _owners(self) -> dict[int, Named]:
        owners: dict[int, Named] = {}
        for element in self._form.elements:
            waiting = [element.content]
            while waiting:
                number = waiting.pop()
                if number not in owners:
                    owners[number] = element
                    waiting.extend(refers_to(self._form.rows[number]))
        return owners

    def say(self, node: Node, message: str, hint: str, *, other: int = -1) -> None:
        """Keep a fault; the hint tells the place of another row too, if that is elsewhere.

        Raises:
            TooManyFaults: there are as many as anybody would read.
        """
        there = self._form.origins[other] if other >= 0 else None
        if there is not None and there is not node and there.mark != node.mark:
            hint = f"{hint} See {where(there)}."
        self._faults.say(node, message, hint)
