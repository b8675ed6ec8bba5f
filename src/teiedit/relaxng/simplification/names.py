"""Names and name classes of a schema: how names are spelt, which names a class has, whether two classes overlap.

Source: RELAX NG 3, 4.8 to 4.10, 4.16, 7.3.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, Final

from teiedit.relaxng.grammar import NameClass
from teiedit.relaxng.reading.schema_faults import SchemaFaults
from teiedit.relaxng.reading.syntax import Node

# The same as `NameClass`, of tuples, so that it can be a key.
FrozenClass = tuple[Any, ...]

_XMLNS: Final = "http://www.w3.org/2000/xmlns"
# No namespace and no name of a schema can be these.
_OTHER: Final = "\0"


def resolve_name(node: Node, qname: str, ns: str, faults: SchemaFaults) -> tuple[str, str]:
    """Return namespace and local name of a name as written; `ns` is for names without a prefix."""
    prefix, colon, local = qname.rpartition(":")
    if not colon:
        return ns, local
    uri = node.namespaces.get(prefix)
    if uri is None:
        faults.say(
            node,
            f"the prefix {prefix} of {qname} is not declared",
            f'Declare the namespace that it stands for at the root: xmlns:{prefix}="…".',
            attribute="name",
        )
        return "", local
    return uri, local


class NameClasses:
    """Makes name classes of nodes."""

    def __init__(self, faults: SchemaFaults) -> None:
        self._faults = faults

    def of(self, node: Node, inherited: str) -> FrozenClass:
        """Return the names that an element or attribute pattern takes."""
        written = node.attributes.get("name")
        if written is not None:
            default = node.ns if node.ns is not None else ("" if node.kind == "attribute" else inherited)
            made: FrozenClass = ("name", *resolve_name(node, written, default, self._faults))
        else:
            made = self._class(node.children[0], inherited, "")
        if node.kind == "attribute":
            self._refuse_declarations(node, made)
        return made

    def _class(self, node: Node, inherited: str, within: str) -> FrozenClass:
        # Deep choices are walked, not descended into; exceptions cannot nest more than twice.
        members: list[FrozenClass] = []
        waiting = [node]
        while waiting:
            one = waiting.pop()
            if one.kind == "choice":
                waiting.extend(reversed(one.children))
            elif made := self._simple(one, inherited, within):
                members.append(made)
        return _either(members)

    def _simple(self, node: Node, inherited: str, within: str) -> FrozenClass | None:
        ns = node.ns if node.ns is not None else inherited
        if node.kind == "name":
            return ("name", *resolve_name(node, node.text, ns, self._faults))
        if within and (node.kind == "anyName" or within == "nsName"):
            said = f"<{node.kind}> cannot be excepted from <{within}>"
            hint = "Nothing would be left." if node.kind == within == "anyName" else "Name the names that are excepted."
            self._faults.say(node, said, hint)
            return None
        excepted = [self._class(one, inherited, node.kind) for exception in node.children for one in exception.children]
        exception = _either(excepted) if excepted else None
        if exception == _NOTHING:
            exception = None
        return ("anyName", exception) if node.kind == "anyName" else ("nsName", ns, exception)

    def _refuse_declarations(self, node: Node, made: FrozenClass) -> None:
        hint = "Namespace declarations are not attributes to a schema."
        for one in _every(made):
            if one == ("name", "", "xmlns"):
                self._faults.say(node, "no attribute can be called xmlns", hint)
            elif one[0] != "anyName" and one[1] == _XMLNS:
                self._faults.say(node, f"no attribute can be in the namespace {_XMLNS}", hint)


_NOTHING: FrozenClass = ("choice",)


def _either(members: list[FrozenClass]) -> FrozenClass:
    flat: dict[FrozenClass, None] = {}
    for one in members:
        flat.update(dict.fromkeys(one[1:]) if one[0] == "choice" else {one: None})
    return next(iter(flat)) if len(flat) == 1 else ("choice", *flat)


def simple_classes(made: FrozenClass) -> tuple[FrozenClass, ...]:
    """Return the members of a choice of name classes, or the class itself."""
    return made[1:] if made[0] == "choice" else (made,)


def _every(made: FrozenClass | None) -> Iterator[FrozenClass]:
    """Yield the names and open classes that a class consists of, exceptions too."""
    for one in simple_classes(made) if made else ():
        yield one
        if one[0] != "name":
            yield from _every(one[-1])


def acceptor(made: FrozenClass | None) -> Callable[[str, str], bool]:
    """Return what tells whether a name is in a class, at a cost that does not grow with the names in it."""
    simple = simple_classes(made) if made else ()
    names = {one[1:] for one in simple if one[0] == "name"}
    opened = [(one[1] if one[0] == "nsName" else None, acceptor(one[-1])) for one in simple if one[0] != "name"]

    def accepts(ns: str, local: str) -> bool:
        return (ns, local) in names or any(
            (only is None or only == ns) and not excepts(ns, local) for only, excepts in opened
        )

    return accepts


def overlap(left: FrozenClass, right: FrozenClass, in_left: Callable[[str, str], bool]) -> bool:
    """Tell whether two classes without number have a name in common; `in_left` is the acceptor of the left one.

    All that is excepted from a namespace are names one by one, so two classes of one namespace have most of it in
    common, and so have any two of all namespaces.
    """
    if left[0] == right[0]:
        return left[0] == "anyName" or bool(left[1] == right[1])
    if left[0] == "nsName":
        return overlap(right, left, acceptor(right))
    # The left one may except all of the right one's namespace but for some names.
    ns = right[1]
    in_right = acceptor(right)
    names = [one[2] for one in _every(left) if one[0] == "name" and one[1] == ns]
    return in_left(ns, _OTHER) or any(in_left(ns, name) and in_right(ns, name) for name in names)


def display_class(made: FrozenClass, show: Callable[[str], str] = str) -> str:
    """Return a name class as a person would write it."""
    if made[0] == "name":
        return show(f"{{{made[1]}}}{made[2]}" if made[1] else made[2])
    if made[0] == "choice":
        shown = " | ".join(display_class(one, show) for one in made[1:4])
        return f"{shown} | …" if len(made) > 4 else shown  # noqa: PLR2004 - as many as were shown
    return "any name" if made[0] == "anyName" else f"any name of {made[1] or 'no namespace'}"


def thaw(made: FrozenClass) -> NameClass:
    """Return a name class in the form that a grammar keeps."""
    return [thaw(one) if isinstance(one, tuple) else one for one in made]
