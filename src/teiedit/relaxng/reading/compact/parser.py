"""A schema in the compact syntax as a whole: its definitions, its patterns, and how they are combined.

What is open is kept on a stack of our own, so that no schema can exhaust Python's. Source: RELAX NG Compact
Syntax A.1.
"""

from __future__ import annotations

from typing import Final, NoReturn

from teiedit.relaxng.reading.compact.annotations import MOST_LEVELS, Annotations, Notes
from teiedit.relaxng.reading.compact.cursor import Cursor
from teiedit.relaxng.reading.compact.environment import Environment
from teiedit.relaxng.reading.compact.lexer import END, KEYWORDS, NAME, PREFIXED
from teiedit.relaxng.reading.compact.primaries import COMBINE, Open, Primaries
from teiedit.relaxng.reading.compact.refusals import refuse_after_pattern, refuse_definition, refuse_mixture
from teiedit.relaxng.reading.compact.source import CompactSource
from teiedit.relaxng.reading.syntax import Node

_OPERATORS: Final = {",": "group", "|": "choice", "&": "interleave"}
_REPETITIONS: Final = {"?": "optional", "*": "zeroOrMore", "+": "oneOrMore"}
_COMPOSITES: Final = frozenset({*_OPERATORS.values(), *_REPETITIONS.values()})
# In these, patterns one after the other are a group without saying so.
_GROUPING: Final = frozenset({"element", "define", "list", "mixed"})


def parse_compact(source: CompactSource) -> Node:
    """Read a schema.

    Returns:
        The pattern of a file that is only one pattern, else its `grammar`.

    Raises:
        SyntaxFault: the first thing that is wrong with it.
    """
    return _Parser(source).parse()


class _Parser:
    def __init__(self, source: CompactSource) -> None:
        self._cursor = Cursor(source)
        environment = Environment(self._cursor)
        self._annotations = Annotations(self._cursor, environment)
        self._primaries = Primaries(self._cursor, environment, self._annotations)
        self._opened: list[Open] = []
        self._root: Node | None = None
        self._last: Node | None = None

    def parse(self) -> Node:
        notes = self._annotations.before()
        if self._at_definition():
            grammar = self._primaries.node("grammar", notes.mark if notes.mark >= 0 else self._cursor.mark)
            self._opened.append(Open(grammar, "the schema", grammar.mark, END, holds_definitions=True))
            self._read_definition(self._opened[-1], notes)
        else:
            self._opened.append(Open(self._primaries.node("group", 0), "the schema", 0, END))
            self._read_operand(notes)
        while self._root is None:
            home = self._opened[-1]
            notes = self._annotations.before()
            if home.holds_definitions:
                self._read_definition(home, notes)
            else:
                self._read_operand(notes)
        return self._root

    def _at_definition(self) -> bool:
        kind, after = self._cursor.kind, self._cursor.next_kind
        if kind in {"start", "div", "include", END}:
            return True
        if kind is NAME:
            return after in COMBINE or after == "["
        return (kind is PREFIXED and after == "[") or (kind in KEYWORDS and after in COMBINE)

    # Definitions

    def _read_definition(self, home: Open, notes: Notes) -> None:
        cursor = self._cursor
        kind = cursor.kind
        if kind == "start" or (kind is NAME and cursor.next_kind in COMBINE):
            self._open_definition(notes)
        elif kind == "div":
            mark = cursor.mark
            cursor.take()
            cursor.expect("{", "after div")
            self._open_body("div", mark, notes, within_include=home.within_include)
        elif kind == "include" and not home.within_include:
            self._read_include(home, notes)
        elif notes.mark >= 0:
            refuse_definition(cursor, home, self._last, notes)
        elif (documentation := self._annotations.among_definitions()) is not None:
            home.documentation += documentation
        elif kind == home.sign:
            self._close_body(home)
        else:
            refuse_definition(cursor, home, self._last, notes)

    def _open_definition(self, notes: Notes) -> None:
        cursor = self._cursor
        node = self._primaries.node("start" if cursor.kind == "start" else "define", cursor.mark, notes.documentation)
        name = cursor.take()
        if node.kind == "define":
            node.attributes["name"] = name
        if cursor.kind not in COMBINE:
            cursor.refuse(f"expected = after {name}, found {cursor.found}")
        if combine := COMBINE[cursor.take()]:
            node.attributes["combine"] = combine
        self._open(Open(node, f"the definition of {name}", node.mark, ""))

    def _open_body(self, kind: str, mark: int, notes: Notes, *, within_include: bool) -> None:
        node = self._primaries.node(kind, mark, notes.documentation)
        self._open(Open(node, f"the {kind}", mark, "}", holds_definitions=True, within_include=within_include))

    def _read_include(self, home: Open, notes: Notes) -> None:
        node = self._primaries.referring("include", notes)
        if self._cursor.accept("{"):
            self._open(Open(node, "the include", node.mark, "}", holds_definitions=True, within_include=True))
        else:
            home.node.children.append(node)

    def _close_body(self, home: Open) -> None:
        """End a grammar, div or include."""
        cursor, node = self._cursor, home.node
        node.documentation += tuple(home.documentation)
        cursor.take()
        self._opened.pop()
        if home.sign is END:
            self._root = node
        elif node.kind == "grammar":
            self._add_operand(node, home.height + 1)
        else:
            self._add_definition(self._opened[-1], node, home.height + 1)

    def _add_definition(self, home: Open, node: Node, height: int) -> None:
        home.node.children.append(node)
        home.height = max(home.height, height)

    # Patterns

    def _open(self, opened: Open) -> None:
        if len(self._opened) >= MOST_LEVELS:
            self._refuse_depth(opened.mark)
        self._opened.append(opened)

    def _refuse_depth(self, mark: int) -> NoReturn:
        hint = "Give a part of it a name of its own, and refer to that."
        self._cursor.refuse(f"the schema is nested deeper than {MOST_LEVELS} levels", hint, mark)

    def _read_operand(self, notes: Notes) -> None:
        made = self._primaries.read(notes)
        if isinstance(made, Node):
            # Annotations in front of a value follow it in the XML syntax, because nothing can stand in it.
            following = notes.element_mark if made.kind == "value" else -1
            self._add_operand(made, 2 if made.children else 1, following)
            return
        home = self._opened[-1]
        if made.sign == "-" and (home.operands or home.sign == "-"):
            refuse_mixture(self._cursor, home.operator or "-", "-", made.mark)
        self._open(made)

    def _add_operand(self, node: Node, height: int, following: int = -1) -> None:
        """Add a pattern to what is open, with what repeats it, and end all that ends after it."""
        while True:
            home = self._opened[-1]
            if home.sign == "-":
                node, height, following = self._except(home, node), height + 2, -1
                home = self._opened[-1]
                home.excepting_mark = node.mark
            following = self._read_following(home, node, following)
            self._last = node
            if self._cursor.kind in _REPETITIONS and home.excepting_mark < 0:
                node, height = self._repeat(node), height + 1
                following = self._read_following(home, node, -1)
            home.operands.append(node)
            home.following_mark = following
            home.height = max(home.height, height)
            if self._cursor.kind in _OPERATORS:
                self._combine(home)
                return
            ended = self._end(home)
            if ended is None:
                return
            node, height, following = ended

    def _except(self, exception: Open, node: Node) -> Node:
        """Add the one pattern of an exception to its data."""
        self._opened.pop()
        made = self._primaries.node("except", node.mark)
        made.children.append(node)
        exception.node.children.append(made)
        return exception.node

    def _read_following(self, home: Open, node: Node, following: int) -> int:
        """Read the annotations after a pattern, and return where the first is, if there is any yet."""
        if self._cursor.kind != ">>":
            return following
        mark = self._cursor.mark
        documentation = self._annotations.after()
        if node.kind == "value":
            node.documentation += tuple(documentation)
        else:
            home.documentation += documentation
        return following if following >= 0 else mark

    def _repeat(self, node: Node) -> Node:
        made = self._primaries.node(_REPETITIONS[self._cursor.take()], node.mark)
        made.children.append(node)
        return made

    def _combine(self, home: Open) -> None:
        sign = self._cursor.kind
        if home.excepting_mark >= 0:
            refuse_mixture(self._cursor, "-", sign)
        if home.operator and home.operator != sign:
            refuse_mixture(self._cursor, home.operator, sign)
        home.operator = sign
        self._cursor.take()

    def _end(self, home: Open) -> tuple[Node, int, int] | None:
        """End what a pattern stands in.

        Returns:
            What it is as a pattern in the next, its height and the mark of an annotation that follows it; None where
            the next holds definitions, or there is none.
        """
        cursor = self._cursor
        if home.sign and cursor.kind != home.sign:
            refuse_after_pattern(cursor, home, self._last)
        node, height = self._joined(home)
        if height > MOST_LEVELS:
            self._refuse_depth(node.mark)
        self._opened.pop()
        if not home.sign:
            self._add_definition(self._opened[-1], node, height)
            return None
        cursor.take()
        following = home.following_mark if node is home.operands[0] else -1
        if home.sign is not END:
            return node, height, following
        if following >= 0:
            hint = "Put the pattern into a grammar: start = …"
            cursor.refuse("a pattern that is a whole file cannot be followed by annotations", hint, following)
        self._root = node
        return None

    def _joined(self, home: Open) -> tuple[Node, int]:
        """Put the operands into what they stand in, and return what comes of it with its height."""
        node, operands, height = home.node, home.operands, home.height + 1
        if home.sign in {")", END}:
            return self._without_parenthesis(home)
        if len(operands) > 1 and not (home.operator == "," and node.kind in _GROUPING):
            together = self._primaries.node(_OPERATORS[home.operator], operands[0].mark, tuple(home.documentation))
            together.children = operands
            node.children.append(together)
            return node, height + 1
        node.children += operands
        node.documentation += tuple(home.documentation)
        return node, height

    def _without_parenthesis(self, home: Open) -> tuple[Node, int]:
        node, operands = home.node, home.operands
        if len(operands) > 1:
            node.kind = _OPERATORS[home.operator]
            node.children = operands
            node.documentation += tuple(home.documentation)
            return node, home.height + 1
        only = operands[0]
        if home.sign == ")":
            self._opened[-2].documentation += home.documentation
        if not node.documentation:
            return only, home.height
        if only.kind in _COMPOSITES and not only.documentation:
            only.documentation = node.documentation
            return only, home.height
        node.children = operands
        return node, home.height + 1
