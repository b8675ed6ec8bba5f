"""Read a regular expression of XML Schema into nodes; says what is wrong with a bad one, and matches nothing itself.

Source: XML Schema part 2 (second edition), appendix F. A hyphen may also stand for itself at either end of a class.
"""

from __future__ import annotations

import re
from typing import NoReturn

from teiedit.relaxng.datatypes import characters
from teiedit.relaxng.datatypes.characters import CharacterSet
from teiedit.relaxng.datatypes.errors import ExpressionError
from teiedit.relaxng.datatypes.nodes import Node, One, in_choice, in_sequence, repeated

# Reading goes down one call a level.
_DEEPEST = 100
_ESCAPED = {**{one: one for one in "\\|.-^?*+{}()[]"}, "n": "\n", "r": "\r", "t": "\t"}
# Letters that stand for themselves, once each.
_PLAIN = re.compile(r"(?:[^\\|.?*+{}()\[\]](?![?*+{]))+")
_NO_ATOM = frozenset("?*+{})]")
_TIMES: dict[str, tuple[int, int | None]] = {"?": (0, 1), "*": (0, None), "+": (1, None)}
_DIGITS = frozenset("0123456789")
# More than any text has.
_MANY = 10**9


def read_expression(text: str) -> Node:
    """Read an expression.

    Raises:
        ExpressionError: it is not one.
    """
    return _Reader(text).read()


class _Reader:
    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0
        self._depth = 0

    def read(self) -> Node:
        node = self._choice()
        if self._next:
            self._stray()
        return node

    @property
    def _next(self) -> str:
        return self._text[self._at : self._at + 1]

    def _take(self, wanted: str) -> bool:
        if self._text.startswith(wanted, self._at):
            self._at += len(wanted)
            return True
        return False

    def _expect(self, wanted: str, what: str) -> None:
        if not self._take(wanted):
            self._refuse(f'{what} lacks its "{wanted}"')

    def _refuse(self, message: str) -> NoReturn:
        where = f"at character {self._at + 1}" if self._next else "at its end"
        error = f"{message}, {where} of the expression"
        raise ExpressionError(error)

    def _stray(self) -> NoReturn:
        self._refuse(f'"{self._next}" means nothing here, write "\\{self._next}" for the character itself')

    def _deeper(self) -> None:
        self._depth += 1
        if self._depth > _DEEPEST:
            self._refuse(f"there are more than {_DEEPEST} brackets within each other")

    def _choice(self) -> Node:
        options = [self._sequence()]
        while self._take("|"):
            options.append(self._sequence())
        return in_choice(options)

    def _sequence(self) -> Node:
        parts: list[Node] = []
        while self._next and self._next not in "|)":
            if plain := _PLAIN.match(self._text, self._at):
                # A run of letters, read at once.
                parts += [One(letter) for letter in plain[0]]
                self._at = plain.end()
            else:
                parts.append(self._times(self._atom()))
        return in_sequence(parts)

    def _times(self, part: Node) -> Node:
        if self._next == "{":
            least, most = self._count()
        elif self._next in _TIMES:
            least, most = _TIMES[self._next]
            self._at += 1
        else:
            return part
        return repeated(part, least, most)

    def _count(self) -> tuple[int, int | None]:
        self._at += 1
        least = self._number()
        most: int | None = least
        if self._take(","):
            most = None if self._next == "}" else self._number()
        self._expect("}", "a number of times")
        if most is not None and most < least:
            self._refuse(f"{least} times at least and {most} at most cannot be")
        return least, most

    def _number(self) -> int:
        start = self._at
        while self._next in _DIGITS:
            self._at += 1
        digits = self._text[start : self._at].lstrip("0")
        if start == self._at:
            self._refuse("a number of times must be digits, as {2} or {2,5}")
        return _MANY if len(digits) >= len(str(_MANY)) else int(digits or "0")

    def _atom(self) -> Node:
        letter = self._next
        if letter == "(":
            return self._group()
        if letter == "[":
            return One("", self._class())
        if letter in _NO_ATOM:
            self._stray()
        if letter == "\\":
            return One(*self._escape())
        self._at += 1
        return One("", characters.POINT) if letter == "." else One(letter)

    def _group(self) -> Node:
        self._deeper()
        self._at += 1
        inner = self._choice()
        self._expect(")", "a bracket")
        self._depth -= 1
        return inner

    def _escape(self) -> tuple[str, CharacterSet]:
        """Return the one character, or nothing, and the set."""
        self._at += 1
        letter = self._next
        if letter in _ESCAPED:
            self._at += 1
            return _ESCAPED[letter], characters.NONE
        if letter and letter in "pP":
            return "", self._property()
        found = characters.escape(letter) if letter else None
        if found is None:
            self._refuse(f'"\\{letter}" stands for nothing')
        self._at += 1
        return "", found

    def _property(self) -> CharacterSet:
        is_negated = self._next == "P"
        self._at += 1
        self._expect("{", f'"\\{"P" if is_negated else "p"}"')
        end = self._text.find("}", self._at)
        if end < 0:
            self._refuse('the name of a kind of character lacks its "}"')
        name = self._text[self._at : end]
        if name.startswith("Is"):
            ranges = self._block(name[2:])
            self._at = end + 1
            return CharacterSet(ranges, is_negated=is_negated)
        if name not in characters.CATEGORIES:
            self._refuse(f'there is no kind of character "{name}"')
        self._at = end + 1
        return characters.of_category(name, is_negated=is_negated)

    def _block(self, name: str) -> tuple[tuple[int, int], ...]:
        # Large, and seldom needed.
        import difflib  # noqa: PLC0415

        from teiedit.relaxng.datatypes.blocks import BLOCKS  # noqa: PLC0415

        if name not in BLOCKS:
            near = difflib.get_close_matches(name, BLOCKS, n=1)
            self._refuse(f'Unicode has no block "{name}"' + (f', did you mean "{near[0]}"?' if near else ""))
        return BLOCKS[name]

    def _class(self) -> CharacterSet:
        self._deeper()
        self._at += 1
        is_negated = self._take("^")
        ranges: list[tuple[int, int]] = []
        sets: list[CharacterSet] = []
        minus = None
        start = self._at
        while True:
            if self._next == "-" and self._text.startswith("-[", self._at) and self._at > start:
                self._at += 1
                minus = self._class()
                break
            if self._next == "]" and self._at > start:
                break
            self._member(ranges, sets, is_first=self._at == start)
        self._expect("]", "a class of characters")
        self._depth -= 1
        return CharacterSet(tuple(ranges), frozenset(), tuple(sets), is_negated=is_negated, minus=minus)

    def _member(self, ranges: list[tuple[int, int]], sets: list[CharacterSet], *, is_first: bool) -> None:
        """Read a character, a range or an escape of a class."""
        if self._next == "-" and not is_first and not self._text.startswith("-]", self._at):
            self._refuse('"-" must be written "\\-" here')
        is_bare_hyphen = self._next == "-"
        letter, found = self._one()
        is_range = self._next == "-" and self._text[self._at + 1 : self._at + 2] not in ("]", "[")
        if not letter:
            if is_range:
                self._refuse("a range goes from one character to another")
            sets.append(found)
            return
        last = letter
        if is_range and not is_bare_hyphen:
            self._at += 1
            last = self._last()
        if last < letter:
            self._refuse(f'the range from "{letter}" to "{last}" runs backwards')
        ranges.append((ord(letter), ord(last)))

    def _last(self) -> str:
        if self._next == "-":
            self._refuse('"-" must be written "\\-" here')
        letter, _ = self._one()
        if not letter:
            self._refuse("a range goes from one character to another")
        return letter

    def _one(self) -> tuple[str, CharacterSet]:
        letter = self._next
        if not letter:
            self._refuse('a class of characters lacks its "]"')
        if letter in "[]":
            self._refuse(f'"{letter}" must be written "\\{letter}" in a class of characters')
        if letter == "\\":
            return self._escape()
        self._at += 1
        return letter, characters.NONE
