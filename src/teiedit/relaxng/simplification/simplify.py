"""From the trees of a schema's files to patterns in the simple form, by definitions, in the order they depend on.

No step calls itself: chains of thousands of definitions are as good as any. Source: RELAX NG 4.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from teiedit.relaxng.reading.schema_faults import SchemaFaults
from teiedit.relaxng.reading.syntax import Node
from teiedit.relaxng.simplification.datatype_uses import DatatypeUses
from teiedit.relaxng.simplification.names import FrozenClass, NameClasses
from teiedit.relaxng.simplification.rows import EMPTY, NOT_ALLOWED, TEXT, Rows
from teiedit.relaxng.simplification.scopes import START, Definition, Grammars
from teiedit.relaxng.simplification.simple_form import Named, SimpleForm
from teiedit.relaxng.simplification.units import DONE, NEW, OPEN, Context, Scope, Unit

# A file of two grammars, each of which brings in a file of two grammars, and so on, has a great many.
_MOST_GRAMMARS = 2_000
_NAME_CLASSES: Final = frozenset({"name", "anyName", "nsName", "choice"})


def simplify(root: Node, targets: Mapping[int, Node], faults: SchemaFaults) -> SimpleForm:
    """Bring a schema into the simple form.

    Args:
        root: of the schema's own file.
        targets: the root of the file that an `include` or `externalRef` names, by the identity of the node.
        faults: where to say what is wrong; the result is to be used only if there is nothing.

    Raises:
        TooManyFaults: there are as many as anybody would read.
    """
    simplifier = _Simplifier(targets, faults)
    return simplifier.run(root)


class _Simplifier:
    def __init__(self, targets: Mapping[int, Node], faults: SchemaFaults) -> None:
        self._targets = targets
        self._faults = faults
        self._grammars = Grammars(targets, faults)
        self._classes = NameClasses(faults)
        self._rows = Rows()
        self._datatypes = DatatypeUses(faults)
        self._elements: list[Named] = []
        self._element_numbers: dict[tuple[int, Context], int] = {}
        self._attributes: list[Named] = []
        self._attribute_numbers: dict[tuple[int, FrozenClass, int], int] = {}
        self._contexts: dict[tuple[int, str | None], Context] = {}
        self._scopes: list[Scope] = []
        self._outside: dict[tuple[int, Context], Unit] = {}
        # What documents an element or attribute that says nothing of itself: the definition that holds it alone.
        self._documented: dict[int, str] = {}
        # Contents of elements, in the order in which they are met.
        self._contents: list[Unit] = []
        # Whether what is read now can be reached from the start; of the rest, less is asked.
        self._reached = True
        self._folds = self._make_folds()

    def run(self, root: Node) -> SimpleForm:
        start = Unit("", [(root, self._context(None, None))], whole=True)
        self._complete(start)
        done = self._complete_contents(0)
        self._reached = False
        index = 0
        # Grammars within grammars are met on the way.
        while index < len(self._scopes):
            for unit in self._scopes[index].units.values():
                self._complete(unit)
            done = self._complete_contents(done)
            index += 1
        units = self._scopes[0].units if root.kind == "grammar" else {}
        start_node = units[START].parts[0][0] if START in units else root
        roots = [root, *self._targets.values()]
        return SimpleForm(self._rows, self._elements, self._attributes, self._datatypes, start.row, start_node, roots)

    def _complete_contents(self, done: int) -> int:
        while done < len(self._contents):
            unit = self._contents[done]
            self._complete(unit)
            self._elements[done].content = unit.row
            done += 1
        return done

    def _complete(self, unit: Unit) -> None:
        """Make the row of a unit, and first those of all that it is made of."""
        stack = [unit]
        while stack:
            unit = stack[-1]
            if unit.state == NEW:
                unit.state = OPEN
                self._scan(unit)
            while unit.needs:
                need, node = unit.needs.pop()
                if need.state == NEW:
                    stack.append(need)
                    break
                if need.state == OPEN and self._reached:
                    self._say_circle(stack, need, node)
            else:
                if unit.state == OPEN:
                    self._fold(unit)
                stack.pop()

    def _say_circle(self, stack: list[Unit], need: Unit, node: Node) -> None:
        names = [one.name for one in stack[stack.index(need) :] if one.name] if need in stack else []
        way = " → ".join((*names[:8], *("…" for _ in names[8:9]), need.name)) if len(names) > 1 else ""
        what = "the start" if need.name == "start" else f"the definition {need.name}"
        said = f"{what} refers to itself with no element between"
        hint = f"The way is {way}. " if way else ""
        self._faults.say(node, said, f"{hint}A definition can come back only within an <element>.")

    def _scan(self, unit: Unit) -> None:
        """Find the steps that make a unit's row, and the units that it needs."""
        for part, context in unit.parts:
            steps: list[tuple[Node, int]] = []
            references: list[Node] = []
            if unit.whole:
                waiting = [part]
            else:
                waiting = _patterns(part)
                steps.append((part, len(waiting)))
                if part.documentation and len(waiting) == 1:
                    self._documented[id(waiting[0])] = " ".join(part.documentation)
            while waiting:
                node = waiting.pop()
                kind = node.kind
                if kind in {"ref", "parentRef", "externalRef", "grammar"}:
                    steps.append((node, 0))
                    references.append(node)
                elif kind == "element":
                    steps.append((node, 0))
                else:
                    children = node.children
                    if children and kind in {"attribute", "data"}:
                        children = _patterns(node)
                    steps.append((node, len(children)))
                    waiting.extend(children)
            unit.steps.append(steps)
            # In the order in which they are written, which is that of findings.
            for node in reversed(references):
                need = self._referred(node, context)
                if need is not None:
                    unit.needs.append((need, node))
        # They are taken from the end.
        unit.needs.reverse()

    def _fold(self, unit: Unit) -> None:
        """Make the row of a unit whose needs are done."""
        made: list[int] = []
        folds = self._folds
        for steps, (part, context) in zip(unit.steps, unit.parts, strict=True):
            rows: list[int] = []
            for node, count in reversed(steps):
                if count:
                    taken = rows[-count:]
                    del rows[-count:]
                else:
                    taken = []
                if node is part and not unit.whole:
                    rows.append(self._rows.sequence("group", taken, node))
                else:
                    rows.append(folds[node.kind](node, context, taken))
            made += rows
        first = unit.parts[0][0]
        if len(made) > 1 and unit.combine == "interleave":
            unit.row = self._rows.sequence("interleave", made, first)
        else:
            unit.row = self._rows.choice(made, first) if len(made) > 1 else made[0]
        unit.steps = []
        unit.state = DONE

    def _make_folds(self) -> dict[str, Callable[[Node, Context, list[int]], int]]:
        rows = self._rows
        sequence, choice = rows.sequence, rows.choice

        def refer(node: Node, context: Context, _taken: list[int]) -> int:
            unit = self._referred(node, context)
            return unit.row if unit is not None else NOT_ALLOWED

        return {
            "empty": lambda _node, _context, _taken: EMPTY,
            "notAllowed": lambda _node, _context, _taken: NOT_ALLOWED,
            "text": lambda _node, _context, _taken: TEXT,
            "group": lambda node, _context, taken: sequence("group", taken, node),
            "interleave": lambda node, _context, taken: sequence("interleave", taken, node),
            "mixed": lambda node, _context, taken: sequence("interleave", [sequence("group", taken, node), TEXT], node),
            "choice": lambda node, _context, taken: choice(taken, node),
            "optional": lambda node, _context, taken: choice([EMPTY, sequence("group", taken, node)], node),
            "oneOrMore": lambda node, _context, taken: rows.one_or_more(sequence("group", taken, node), node),
            "zeroOrMore": lambda node, _context, taken: choice(
                [EMPTY, rows.one_or_more(sequence("group", taken, node), node)], node
            ),
            "list": lambda node, _context, taken: rows.list(sequence("group", taken, node), node),
            "data": self._data,
            "value": self._value,
            "attribute": self._attribute,
            "element": self._element,
            **dict.fromkeys(("ref", "parentRef", "externalRef", "grammar"), refer),
        }

    def _element(self, node: Node, context: Context, _taken: list[int]) -> int:
        key = (id(node), context)
        number = self._element_numbers.setdefault(key, len(self._elements))
        if number == len(self._elements):
            name_class = self._classes.of(node, context.ns or "")
            self._elements.append(Named(node, name_class, NOT_ALLOWED, self._documentation(node)))
            self._contents.append(Unit("", [(node, context)]))
        return self._rows.add(("element", number), node)

    def _attribute(self, node: Node, context: Context, taken: list[int]) -> int:
        content = taken[0] if taken else TEXT
        name_class = self._classes.of(node, context.ns or "")
        if content == NOT_ALLOWED:
            return NOT_ALLOWED
        # Equal ones that are written twice are two: what is wrong with one is to be told at its own place.
        number = self._attribute_numbers.setdefault((id(node), name_class, content), len(self._attributes))
        if number == len(self._attributes):
            self._attributes.append(Named(node, name_class, content, self._documentation(node)))
        return self._rows.add(("attribute", number), node)

    def _data(self, node: Node, _context: Context, taken: list[int]) -> int:
        excepted = self._rows.choice(taken, node) if taken else NOT_ALLOWED
        number = self._datatypes.of_data(node)
        return self._rows.add(("data", number, -1 if excepted == NOT_ALLOWED else excepted), node)

    def _value(self, node: Node, context: Context, _taken: list[int]) -> int:
        ns = node.ns if node.ns is not None else context.ns
        number, namespaces = self._datatypes.of_value(node, ns or "")
        # Equal values with different documentation are not one: they are values of different attributes.
        return self._rows.add(("value", number, node.text, namespaces, " ".join(node.documentation)), node)

    def _documentation(self, node: Node) -> str:
        return " ".join(node.documentation) if node.documentation else self._documented.get(id(node), "")

    def _context(self, scope: Scope | None, ns: str | None) -> Context:
        key = (id(scope), ns)
        if key not in self._contexts:
            self._contexts[key] = Context(scope, ns)
        return self._contexts[key]

    def _referred(self, node: Node, context: Context) -> Unit | None:
        """Return what a reference, an outside file or a nested grammar stands for, or None, having said why."""
        if node.kind == "ref":
            return self._defined(node, context.scope)
        if node.kind == "parentRef":
            if context.scope is None or context.scope.parent is None:
                self._faults.say(node, "there is no grammar around this one", "Write <ref> for a name of this grammar.")
                return None
            return self._defined(node, context.scope.parent)
        key = (id(node), context)
        if key not in self._outside:
            unit = self._nested(node, context) if node.kind == "grammar" else self._external(node, context)
            if unit is None:
                return None
            self._outside[key] = unit
        return self._outside[key]

    def _defined(self, node: Node, scope: Scope | None) -> Unit | None:
        name = node.attributes["name"]
        if scope is None:
            self._faults.say(node, f"there is no grammar that could define {name}", "Put the pattern into <grammar>.")
            return None
        unit = scope.units.get(name) if name else None
        if unit is None and name:
            near = self._faults.nearest(name, scope.units.keys() - {START})
            hint = near or f'Add <define name="{name}">.'
            self._faults.say(node, f"{name} is not defined", hint, attribute="name")
        return unit

    def _external(self, node: Node, context: Context) -> Unit | None:
        root = self._targets.get(id(node))
        if root is None:
            return None
        inner = self._context(context.scope, node.ns if node.ns is not None else context.ns)
        return Unit("", [(root, inner)], whole=True)

    def _nested(self, node: Node, context: Context) -> Unit | None:
        if len(self._scopes) >= _MOST_GRAMMARS:
            self._faults.say(node, f"the schema has more than {_MOST_GRAMMARS:,} grammars, one within another")
            return None
        scope = Scope(node, context.scope)
        self._scopes.append(scope)
        for name, definition in self._grammars.definitions(node, context.ns).items():
            scope.units[name] = self._unit(name, definition, scope)
        if START not in scope.units:
            self._faults.say(node, "the grammar has no start", "Add <start> with a <ref> to the outermost element.")
        return scope.units.get(START)

    def _unit(self, name: str, definition: Definition, scope: Scope) -> Unit:
        parts = [(one.node, self._context(scope, one.ns)) for one in definition.components]
        return Unit(name or "start", parts, definition.combine)


def _patterns(node: Node) -> list[Node]:
    """Return the patterns that a node takes, without its name class and parameters."""
    if node.kind in {"element", "attribute"} and "name" not in node.attributes:
        return node.children[1:]
    if node.kind == "data":
        last = node.children[-1:]
        return list(last[0].children) if last and last[0].kind == "except" else []
    return list(node.children)
