"""How each pattern of the compact syntax begins: one that has no other in it is read whole, of the rest its head.

Source: RELAX NG Compact Syntax A.1, primary.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

from teiedit.diagnostics import quoted
from teiedit.relaxng.reading.compact.annotations import Annotations, Notes
from teiedit.relaxng.reading.compact.cursor import Cursor
from teiedit.relaxng.reading.compact.environment import Environment
from teiedit.relaxng.reading.compact.lexer import KEYWORDS, LITERAL, NAME, NAMES, PREFIXED
from teiedit.relaxng.reading.compact.names import NameClasses
from teiedit.relaxng.reading.syntax import Node

# How a definition is combined with others of its name, by the sign after the name.
COMBINE: Final = {"=": "", "|=": "choice", "&=": "interleave"}
# The rest of the keywords never begin a pattern.
FIRST_OF_PATTERN: Final = {NAME, PREFIXED, LITERAL, "("} | KEYWORDS - {
    *("datatypes", "default", "div", "include", "inherit", "namespace", "start"),
}

_HINTS: Final = {
    **dict.fromkeys(("}", ")"), "Write empty where nothing is to stand."),
    **dict.fromkeys((",", "|", "&"), "An operator stands between two patterns."),
    "{": "Patterns are put together by ( and ).",
}
_KEYWORD_HINT: Final = "{0} is a keyword: a pattern of that name is called \\{0}."


@dataclass(slots=True)
class Open:
    """What has begun and not ended yet.

    Attributes:
        node: what it becomes; of parentheses and of a file that is one pattern, a group that may not be needed.
        what: the same in words.
        mark: where it begins.
        sign: what ends it; nothing for a definition, which the next one ends; `-` for an exception to data, which
            ends with its first operand.
        holds_definitions: whether definitions stand in it, and not a pattern.
        within_include: whether these are those of an include, which can have no include themselves.
        operator: the one between its operands, so far.
        operands: the patterns in it.
        excepting_mark: where an operand with an exception stands; nothing can be beside it.
        following_mark: the annotation after the last operand; -1 where there is none.
        documentation: what annotations after operands say; it belongs to that which the operands are in.
        height: the levels of the highest node in it.
    """

    node: Node
    what: str
    mark: int
    sign: str
    holds_definitions: bool = False
    within_include: bool = False
    operator: str = ""
    operands: list[Node] = field(default_factory=list)
    excepting_mark: int = -1
    following_mark: int = -1
    documentation: list[str] = field(default_factory=list)
    height: int = 0


class Primaries:
    """Reads the beginnings of patterns of one file."""

    def __init__(self, cursor: Cursor, environment: Environment, annotations: Annotations) -> None:
        self._cursor = cursor
        self._environment = environment
        self._annotations = annotations
        self._names = NameClasses(cursor, environment, annotations)
        self._readers: dict[str, Callable[[Notes], Node | Open]] = {
            **dict.fromkeys(("element", "attribute"), self._named),
            **dict.fromkeys(("list", "mixed", "grammar"), self._unnamed),
            **dict.fromkeys(("empty", "notAllowed", "text"), self._begin),
            **dict.fromkeys((PREFIXED, "string", "token"), self._data),
            NAME: self._reference,
            LITERAL: self._literal,
            "(": self._parenthesis,
            "parent": self._parent,
            "external": self._external,
        }

    def read(self, notes: Notes) -> Node | Open:
        """Read a pattern as far as the first pattern in it.

        Args:
            notes: the annotations before it.

        Raises:
            SyntaxFault: none begins here, or it is wrong.
        """
        cursor = self._cursor
        kind = cursor.kind
        read = self._readers.get(kind)
        if read:
            return read(notes)
        hint = _HINTS.get(kind, _KEYWORD_HINT.format(kind) if kind in KEYWORDS else "")
        return cursor.refuse(f"expected a pattern, found {cursor.found}", hint)

    def _named(self, notes: Notes) -> Open:
        node = self._begin(notes)
        self._names.read_into(node)
        return self._braced(node, "the names of ")

    def _unnamed(self, notes: Notes) -> Open:
        return self._braced(self._begin(notes))

    def _begin(self, notes: Notes) -> Node:
        """Go on from a keyword that is the kind of the node which it begins."""
        mark = self._cursor.mark
        return self.node(self._cursor.take(), mark, notes.documentation)

    def _parenthesis(self, notes: Notes) -> Open:
        mark = self._cursor.mark
        self._cursor.take()
        return Open(self.node("group", mark, notes.documentation), "the parenthesis", mark, ")")

    def _literal(self, notes: Notes) -> Node:
        return self._value(self.node("value", self._cursor.mark, notes.documentation))

    def _external(self, notes: Notes) -> Node:
        return self.referring("externalRef", notes)

    def node(self, kind: str, mark: int, documentation: tuple[str, ...] = ()) -> Node:
        """Make a node."""
        environment = self._environment
        namespaces, source = environment.namespaces, self._cursor.source
        return Node(kind, source, mark, {}, [], "", environment.default, "", namespaces, documentation)

    def referring(self, kind: str, notes: Notes) -> Node:
        """Read `external` or `include`, as far as the braces of the latter.

        Raises:
            SyntaxFault: it is wrong.
        """
        cursor = self._cursor
        node = self.node(kind, cursor.mark, notes.documentation)
        keyword = cursor.take()
        mark = cursor.mark
        href = cursor.literal(f"after {keyword}, as the address of a schema")
        if "#" in href:
            cursor.refuse(f"{quoted(href)} names a part of a file", "Remove # and what follows it.", mark)
        if not href:
            cursor.refuse(f"{keyword} names no file", "", mark)
        node.attributes["href"] = href
        if cursor.accept("inherit"):
            cursor.expect("=", "after inherit")
            mark = cursor.mark
            node.ns = self._environment.namespace(cursor.expect_name("after inherit, as the prefix"), mark)
        return node

    def _braced(self, node: Node, names: str = "") -> Open:
        what = f"the {node.kind}"
        self._cursor.expect("{", f"after {names}{what}")
        return Open(node, what, node.mark, "}", holds_definitions=node.kind == "grammar")

    def _reference(self, notes: Notes) -> Node:
        node = self.node("ref", self._cursor.mark, notes.documentation)
        node.attributes["name"] = self._cursor.take()
        return node

    def _parent(self, notes: Notes) -> Node:
        cursor = self._cursor
        node = self.node("parentRef", cursor.mark, notes.documentation)
        cursor.take()
        hint = _KEYWORD_HINT.format(cursor.kind) if cursor.kind in KEYWORDS else ""
        node.attributes["name"] = cursor.expect(NAME, "after parent", hint)
        return node

    def _value(self, node: Node) -> Node:
        node.text = self._cursor.literal("as the value")
        return node

    def _data(self, notes: Notes) -> Node | Open:
        cursor = self._cursor
        node = self.node("data", cursor.mark, notes.documentation)
        prefixed, name = cursor.kind is PREFIXED, cursor.take()
        if prefixed:
            prefix, _, name = name.partition(":")
            node.datatype_library = self._environment.library(prefix, node.mark)
        node.attributes["type"] = name
        if cursor.kind is LITERAL:
            node.kind = "value"
            return self._value(node)
        if cursor.kind == "{":
            self._read_parameters(node)
        if cursor.kind == "-":
            mark = cursor.mark
            cursor.take()
            return Open(node, "the exception", mark, "-")
        return node

    def _read_parameters(self, node: Node) -> None:
        cursor = self._cursor
        start = cursor.mark
        cursor.take()
        while True:
            # What is said of a parameter stands after it in the XML syntax, where it is said of the data.
            notes = self._annotations.before()
            node.documentation += notes.documentation
            if cursor.kind not in NAMES and notes.mark < 0:
                break
            parameter = self.node("param", cursor.mark)
            parameter.datatype_library = node.datatype_library
            parameter.attributes["name"] = cursor.expect_name("of a parameter")
            cursor.expect("=", "after the name of a parameter")
            parameter.text = cursor.literal("as the value of a parameter")
            node.children.append(parameter)
        cursor.close("}", "the list of parameters", start)
