"""The datatypes that a schema uses, each with its parameters once, and what is wrong with them.

Source: RELAX NG 4.3, 4.4, 4.16.
"""

from __future__ import annotations

import difflib
from collections.abc import Sequence

from teiedit.diagnostics import quoted
from teiedit.relaxng.datatypes import Datatype, DatatypeError, datatype, type_names
from teiedit.relaxng.grammar import DatatypeUse
from teiedit.relaxng.reading.schema_faults import SchemaFaults
from teiedit.relaxng.reading.syntax import Node

_XSD = "http://www.w3.org/2001/XMLSchema-datatypes"
_BUILT_IN = ("string", "token")
_LIBRARIES = ("", _XSD, "http://relaxng.org/ns/compatibility/datatypes/1.0")

Prefixes = tuple[tuple[str, str], ...]


class DatatypeUses:
    """A growing table of datatypes."""

    def __init__(self, faults: SchemaFaults) -> None:
        self.uses: list[DatatypeUse] = []
        self._faults = faults
        self._numbers: dict[tuple[str, str, Prefixes], int] = {}
        self._datatypes: list[Datatype | None] = []
        # Values that were tried; the same ones come in many places.
        self._values: set[tuple[int, str, Prefixes | None]] = set()

    def of_data(self, node: Node) -> int:
        """Return the number of the datatype of a `data`."""
        params = [one for one in node.children if one.kind == "param"]
        return self._number(node, node.datatype_library, node.attributes["type"], params)

    def of_value(self, node: Node, ns: str) -> tuple[int, Prefixes | None]:
        """Return the number of the datatype of a `value`, and the prefixes in scope if its meaning depends on them."""
        name = node.attributes.get("type")
        number = self._number(node, "" if name is None else node.datatype_library, name or "token", ())
        found = self._datatypes[number]
        if found is None:
            return number, None
        prefixes = tuple(sorted({**node.namespaces, "": ns}.items())) if found.needs_namespaces else None
        if found.library == "" or (number, node.text, prefixes) in self._values:
            return number, prefixes
        self._values.add((number, node.text, prefixes))
        try:
            found.value(node.text, dict(prefixes) if prefixes else None)
        except ValueError:
            # Of text alone nothing can be said about its prefix.
            why = found.explain(node.text) or "its prefix is not declared"
            self._faults.say(node, f"{quoted(node.text)} is not of the datatype {found.name}: {why}")
        return number, prefixes

    def _number(self, node: Node, library: str, name: str, params: Sequence[Node]) -> int:
        if not params:
            given: Prefixes = ()
        else:
            given = tuple((one.attributes["name"], one.text) for one in params)
        key = (library, name, given)
        number = self._numbers.setdefault(key, len(self.uses))
        if number == len(self.uses):
            self.uses.append(DatatypeUse(library, name, given))
            self._datatypes.append(self._datatype(node, key, params))
        return number

    def _datatype(self, node: Node, key: tuple[str, str, Prefixes], params: Sequence[Node]) -> Datatype | None:
        library, name, given = key
        try:
            return datatype(library, name, given)
        except DatatypeError as error:
            if error.param is not None and error.param < len(params):
                self._faults.say(params[error.param], error.message)
            else:
                self._faults.say(node, error.message, _hint(library, name), attribute="type")
        return None


def _hint(library: str, name: str) -> str:
    """Return what was probably meant by a datatype that is not there."""
    if library not in _LIBRARIES:
        near = difflib.get_close_matches(library, _LIBRARIES[1:], n=1)
        return f"The libraries are {' and '.join(near or _LIBRARIES[1:])}."
    names = type_names(library)
    near = difflib.get_close_matches(name, names, n=1)
    if near:
        return f"Did you mean {near[0]}?"
    if not library and name in type_names(_XSD):
        return f'It is one of another library: add datatypeLibrary="{_XSD}" to the root.'
    return ""
