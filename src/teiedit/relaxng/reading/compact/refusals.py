"""What to say in the compact syntax where a definition, an operator or the end of something was expected."""

from __future__ import annotations

from typing import Final, NoReturn

from teiedit.relaxng.reading.compact.annotations import Notes
from teiedit.relaxng.reading.compact.cursor import Cursor
from teiedit.relaxng.reading.compact.environment import DECLARATIONS
from teiedit.relaxng.reading.compact.lexer import DOCUMENTATION, END, KEYWORDS
from teiedit.relaxng.reading.compact.primaries import COMBINE, FIRST_OF_PATTERN, Open
from teiedit.relaxng.reading.syntax import Node

_CLOSERS: Final = frozenset({"}", ")", "]"})
_LIKENESS: Final = 0.75
_UNDOCUMENTED: Final = ("nothing follows that this documents", "Begin a plain comment with one #.")


def refuse_mixture(cursor: Cursor, before: str, sign: str, mark: int | None = None) -> NoReturn:
    """Say that two operators stand side by side.

    Raises:
        SyntaxFault: always.
    """
    hint = 'Write string - ("a" | "b"), or (string - "a") | b.'
    if "-" not in {before, sign}:
        left, right = (f"{one.strip()} " if one == "," else f" {one} " for one in (before, sign))
        hint = f"Write (a{left}b){right}c, or a{left}(b{right}c)."
    cursor.refuse(f"{before} and {sign} stand together without parentheses", hint, mark)


def refuse_after_pattern(cursor: Cursor, home: Open, last: Node | None) -> NoReturn:
    """Say why what comes after a pattern cannot.

    Args:
        cursor: at what comes.
        home: what the pattern stands in.
        last: the pattern.

    Raises:
        SyntaxFault: always.
    """
    if cursor.kind in {"?", "*", "+"} and home.excepting_mark >= 0:
        refuse_mixture(cursor, "-", cursor.kind)
    _refuse_neighbour(cursor, home, last)
    if home.sign is END:
        cursor.refuse(f"expected the end of the file, found {cursor.found}")
    cursor.refuse_unclosed(home.sign, home.what, home.mark)


def refuse_definition(cursor: Cursor, home: Open, last: Node | None, notes: Notes) -> NoReturn:
    """Say why what stands among definitions is none.

    Args:
        cursor: at what stands there.
        home: what the definitions stand in.
        last: the last pattern before, if there is any.
        notes: the annotations before it.

    Raises:
        SyntaxFault: always.
    """
    kind = cursor.kind
    if notes.mark >= 0 and kind in {home.sign, END}:
        cursor.refuse(*_UNDOCUMENTED, notes.mark)
    if kind is END:
        cursor.refuse_unclosed(home.sign, home.what, home.mark)
    if kind in KEYWORDS and cursor.next_kind in COMBINE:
        cursor.refuse(f"{kind} is a keyword and cannot be defined", f"Write \\{kind} to define a pattern of that name.")
    if kind in DECLARATIONS:
        cursor.refuse(f"{kind} stands after a definition", "Move the declaration to the head of the schema.")
    if kind == "include":
        cursor.refuse("an include cannot stand in an include", "Put it beside the other.")
    if last and notes.mark < 0:
        _refuse_neighbour(cursor, home, last)
    cursor.refuse(f"expected a definition such as start = …, found {cursor.found}")


def _refuse_neighbour(cursor: Cursor, home: Open, last: Node | None) -> None:
    """Say why what comes after a pattern cannot, if the reason is in what comes."""
    kind = cursor.kind
    name = last.attributes["name"] if last and last.kind == "ref" else ""
    if kind in FIRST_OF_PATTERN or kind == "{":
        _refuse_pattern(cursor, home, name)
    if kind in {"?", "*", "+"}:
        cursor.refuse(f"{kind} stands after another ?, * or +", "One is enough, or parentheses are needed.")
    if kind is DOCUMENTATION:
        cursor.refuse(*_UNDOCUMENTED)
    if kind == "-":
        cursor.refuse("only datatypes and names can have exceptions", "Remove - and what follows it.")
    if kind in COMBINE and name:
        cursor.refuse(f"{name} is defined within a pattern", "Close what is open before a new definition.")
    if kind in _CLOSERS and home.sign not in _CLOSERS:
        hint = f"Remove {kind}, or look for what it should close."
        cursor.refuse(f"there is nothing here that {kind} could close", hint)


def _refuse_pattern(cursor: Cursor, home: Open, name: str) -> NoReturn:
    """Say that a pattern follows another, the reference to a name if there is one, without an operator."""
    meant = _keyword_meant(name)
    if cursor.kind == "{":
        hint = f"Did you mean {meant}?" if meant else "The word element or attribute belongs before the name."
        cursor.refuse(f"{{ cannot stand after {name or 'a pattern'}", hint)
    hint = f"Or {home.what} lacks its {home.sign}." if home.sign in _CLOSERS else "Or a new definition lacks its =."
    if meant:
        hint = f"Did you mean {meant} by {name}?"
    cursor.refuse(f"expected , or | or & between two patterns, found {cursor.found}", hint)


def _keyword_meant(name: str) -> str:
    import difflib  # noqa: PLC0415 - only where something is wrong

    return next(iter(difflib.get_close_matches(name, sorted(KEYWORDS), 1, _LIKENESS)), "")
