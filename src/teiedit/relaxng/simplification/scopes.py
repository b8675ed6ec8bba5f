"""The grammars of a schema: what each defines once its includes are followed and its definitions are combined.

Source: RELAX NG 4.7, 4.11, 4.17, 4.18.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from teiedit.relaxng.reading.schema_faults import SchemaFaults, where
from teiedit.relaxng.reading.syntax import Node

# A file that includes another twice, which includes a third twice, and so on, has a great many.
_MOST_INCLUDES = 2_000


class Component(NamedTuple):
    """A `start` or `define` with the namespace that it inherits from the files that include it."""

    node: Node
    ns: str | None


class Definition(NamedTuple):
    """What a name stands for: one or more components and how they are combined."""

    components: list[Component]
    combine: str


# The name of the start; no definition can be called this.
START = ""


class Grammars:
    """Gathers what grammars define.

    Args:
        targets: the root of the file that an `include` names, by the identity of the node.
        faults: where to say what is wrong.
    """

    def __init__(self, targets: Mapping[int, Node], faults: SchemaFaults) -> None:
        self._targets = targets
        self._faults = faults
        self._included = 0

    def definitions(self, grammar: Node, ns: str | None) -> dict[str, Definition]:
        """Return the definitions of a grammar by name, its start under `START`."""
        grouped: dict[str, list[Component]] = {}
        for name, component in self._components(grammar, ns):
            grouped.setdefault(name, []).append(component)
        return {name: Definition(group, self._combination(name, group)) for name, group in grouped.items()}

    def _components(self, home: Node, ns: str | None) -> Iterator[tuple[str, Component]]:
        waiting = [home]
        while waiting:
            node = waiting.pop()
            if node.kind == "include":
                yield from self._include(node, ns)
            elif node.kind in {"start", "define"}:
                yield node.attributes.get("name", START), Component(node, ns)
            else:
                waiting.extend(reversed(node.children))

    def _include(self, node: Node, inherited: str | None) -> list[tuple[str, Component]]:
        included = self._targets.get(id(node))
        self._included += 1
        if included is None or self._included > _MOST_INCLUDES:
            if included is not None:
                self._faults.say(node, f"the schema has more than {_MOST_INCLUDES:,} includes, one within another")
            return []
        found = list(self._components(included, node.ns if node.ns is not None else inherited))
        home = Node("div", node.source, node.mark, {}, node.children, "", node.ns, "", node.namespaces)
        own = list(self._components(home, inherited))
        there = {name for name, _ in found}
        replaced = {name for name, _ in own}
        for name, component in own:
            if name not in there:
                self._say_nothing_to_replace(component.node, name, there, included)
        return [one for one in found if one[0] not in replaced] + own

    def _say_nothing_to_replace(self, node: Node, name: str, there: set[str], included: Node) -> None:
        file = included.source.path.name
        hint = "Put it beside <include>, not into it, if it is meant to be added."
        near = self._faults.nearest(name, there - {START}) if name else ""
        said = f"the definition {name}" if name else "the start"
        self._faults.say(node, f"{said} replaces nothing: {file} has none", near or hint)

    def _combination(self, name: str, group: list[Component]) -> str:
        said = f"the definition {name}" if name else "the start"
        plain = [one.node for one in group if "combine" not in one.node.attributes]
        for again in plain[1:]:
            hint = (
                f'The first is on {where(plain[0])}. Add combine="choice" to one if both are meant, '
                'or combine="interleave" if they are to stand side by side.'
            )
            self._faults.say(again, f"{said} is made twice", hint)
        combined = [one.node for one in group if "combine" in one.node.attributes]
        ways = [node.attributes["combine"] for node in combined]
        for node, way in zip(combined, ways, strict=True):
            if way != ways[0]:
                hint = f"It is combined by {ways[0]} on {where(combined[0])}; one way serves for all."
                self._faults.say(node, f"{said} is combined by {way} here and by {ways[0]} elsewhere", hint)
        return ways[0] if ways else "choice"
