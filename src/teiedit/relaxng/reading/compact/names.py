"""Name classes in the compact syntax: what stands after `element` and `attribute`, before the brace.

Source: RELAX NG Compact Syntax A.1, nameClass. Parentheses are kept on a stack of our own.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from teiedit.relaxng.reading.compact.annotations import MOST_LEVELS, Annotations
from teiedit.relaxng.reading.compact.cursor import Cursor
from teiedit.relaxng.reading.compact.environment import Environment
from teiedit.relaxng.reading.compact.lexer import ANY_OF_PREFIX, NAMES, PREFIXED
from teiedit.relaxng.reading.syntax import Node

_HINT = "Write a name, prefix:* for any name of a namespace, or * for any name."


@dataclass(slots=True)
class _Open:
    """A choice that is being read: the outermost, one in parentheses, or what is excepted from `owner`."""

    mark: int
    owner: Node | None = None
    members: list[Node] = field(default_factory=list)
    # Where a name class with an exception stands that has no parentheses; nothing can be beside it.
    excepted_mark: int = -1
    # What follows a member as documentation belongs to that which the member is in.
    documentation: list[str] = field(default_factory=list)


class NameClasses:
    """Reads the name classes of one file."""

    def __init__(self, cursor: Cursor, environment: Environment, annotations: Annotations) -> None:
        self._cursor = cursor
        self._environment = environment
        self._annotations = annotations
        self._opened: list[_Open] = []
        self._unprefixed: str | None = None

    def read_into(self, node: Node) -> None:
        """Read the names of an element or attribute, as its attribute `name` or its first child.

        Raises:
            SyntaxFault: they are wrong.
        """
        cursor = self._cursor
        self._unprefixed = "" if node.kind == "attribute" else self._environment.default
        if cursor.next_kind == "{" and (cursor.kind in NAMES or cursor.kind is PREFIXED):
            mark = cursor.mark
            ns, name = self._resolve()
            # The attribute `name` of an attribute never inherits its namespace.
            if ns is not None or node.kind == "element":
                node.attributes["name"] = name
                node.ns = ns
            else:
                node.children.append(self._node("name", mark, ns, name))
            return
        made, documentation = self._read()
        node.children.append(made)
        node.documentation += tuple(documentation)

    def _resolve(self) -> tuple[str | None, str]:
        """Read a name, and return its namespace and local name."""
        mark, prefixed, written = self._cursor.mark, self._cursor.kind is PREFIXED, self._cursor.take()
        if not prefixed:
            return self._unprefixed, written
        prefix, _, local = written.partition(":")
        return self._environment.namespace(prefix, mark), local

    def _read(self) -> tuple[Node, list[str]]:
        self._opened = [_Open(self._cursor.mark)]
        while True:
            notes = self._annotations.before()
            if self._cursor.kind == "(":
                self._open(_Open(self._cursor.mark, documentation=list(notes.documentation)))
                self._cursor.take()
                continue
            home = self._opened[-1]
            home.documentation += notes.documentation
            made = self._simple()
            if self._cursor.kind == "-":
                self._except_from(made)
            elif found := self._complete(made):
                return found

    def _open(self, opened: _Open) -> None:
        if len(self._opened) >= MOST_LEVELS:
            self._cursor.refuse(f"name classes are nested deeper than {MOST_LEVELS} levels")
        self._opened.append(opened)

    def _simple(self) -> Node:
        cursor = self._cursor
        mark = cursor.mark
        if cursor.kind in NAMES or cursor.kind is PREFIXED:
            ns, name = self._resolve()
            return self._node("name", mark, ns, name)
        if cursor.kind is ANY_OF_PREFIX:
            return self._node("nsName", mark, self._environment.namespace(cursor.take()[:-2], mark))
        if cursor.kind == "*":
            cursor.take()
            return self._node("anyName", mark, self._environment.default)
        return cursor.refuse(f"expected a name, found {cursor.found}", _HINT)

    def _except_from(self, node: Node) -> None:
        cursor = self._cursor
        home = self._opened[-1]
        if node.kind == "name":
            cursor.refuse("names can only be excepted from * and prefix:*", "Remove - and what follows it.")
        if home.owner or home.members:
            hint = "Put the name class with - into parentheses."
            cursor.refuse("- stands beside another - or beside | without parentheses", hint)
        cursor.take()
        self._open(_Open(cursor.mark, owner=node))

    def _complete(self, made: Node) -> tuple[Node, list[str]] | None:
        """Add a member, and close what it completes; return the whole name class with its documentation, if it is."""
        cursor = self._cursor
        while True:
            home = self._opened[-1]
            if home.owner:
                self._opened.pop()
                made = self._except(home.owner, made)
                home = self._opened[-1]
                home.excepted_mark = made.mark
            home.documentation += self._annotations.after()
            home.members.append(made)
            if cursor.kind == "|":
                if home.excepted_mark >= 0:
                    cursor.refuse("- and | stand together without parentheses", "Write (* - a) | b, or * - (a | b).")
                cursor.take()
                return None
            made = self._choice(home)
            if len(self._opened) == 1:
                return made, home.documentation
            cursor.close(")", "the parenthesis", home.mark)
            self._opened.pop()
            self._opened[-1].documentation += home.documentation

    def _except(self, owner: Node, member: Node) -> Node:
        exception = self._node("except", member.mark, self._environment.default)
        exception.children.append(member)
        owner.children.append(exception)
        return owner

    def _choice(self, home: _Open) -> Node:
        if len(home.members) == 1:
            return home.members[0]
        made = self._node("choice", home.members[0].mark, self._environment.default)
        made.children = home.members
        made.documentation, home.documentation = tuple(home.documentation), []
        return made

    def _node(self, kind: str, mark: int, ns: str | None, text: str = "") -> Node:
        environment = self._environment
        return Node(kind, self._cursor.source, mark, {}, [], text, ns, "", environment.namespaces)
