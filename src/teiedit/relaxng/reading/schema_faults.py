"""What is wrong with a schema, gathered while it is read, so that several mistakes are told at once."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

from teiedit.relaxng.reading.syntax import Node, SyntaxFault

# More would not be read.
_MOST_FAULTS = 100
_MOST_GUESSES = 10


class TooManyFaults(Exception):  # noqa: N818 - a signal to stop, not an error
    """No more faults are wanted."""


class SchemaFaults:
    """The faults found so far, each place and message once."""

    def __init__(self) -> None:
        self.found: list[SyntaxFault] = []
        self._told: set[tuple[object, int, str]] = set()

    def __bool__(self) -> bool:
        return bool(self.found)

    def add(self, fault: SyntaxFault) -> None:
        """Keep a fault.

        Raises:
            TooManyFaults: there are as many as anybody would read.
        """
        key = (fault.source.path, fault.mark, fault.message)
        if key in self._told:
            return
        self._told.add(key)
        self.found.append(fault)
        if len(self.found) >= _MOST_FAULTS:
            raise TooManyFaults

    def nearest(self, name: str, known: Iterable[str]) -> str:
        """Return `Did you mean …?` for a misspelt name, or nothing."""
        # It takes long among thousands of names; after so many faults nobody asks.
        if len(self.found) >= _MOST_GUESSES:
            return ""
        near = difflib.get_close_matches(name, sorted(known), n=1)
        return f"Did you mean {near[0]}?" if near else ""

    def say(self, node: Node, message: str, hint: str = "", *, attribute: str = "") -> None:
        """Keep a fault at a node, or at one of its attributes.

        Raises:
            TooManyFaults: there are as many as anybody would read.
        """
        mark = node.source.attribute_mark(node.mark, attribute) if attribute else node.mark
        self.add(SyntaxFault(message, node.source, mark, hint))


def where(node: Node) -> str:
    """Return where a node is, for a hint at another place."""
    return f"line {node.source.place(node.mark).line:,} of {node.source.path.name}"
