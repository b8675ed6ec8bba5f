"""Where the keys and values of a TOML file stand; the readers of the standard library do not say.

For text that a TOML reader has accepted. Inline tables and arrays are values, not looked into.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from teiedit.document.positions import Place

_KEY_PART = re.compile(r"""\s*(?:"((?:[^"\\]|\\.)*)"|'([^']*)'|([A-Za-z0-9_-]+))\s*""")
# Three quotation marks end a text of several lines unless a fourth follows: the text may end with one or two.
_STRING = re.compile(
    r'"{3}(?:[^\\]|\\.)*?"{3}(?!")'
    r"|'{3}.*?'{3}(?!')"
    r'|"(?:[^"\\\n]|\\.)*"'
    r"|'[^'\n]*'"
    r"|\#[^\n]*",
    re.DOTALL,
)
_ESCAPE = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))")
_SHORT_ESCAPES = {"b": "\b", "t": "\t", "n": "\n", "f": "\f", "r": "\r", "e": "\x1b"}


class Entry(NamedTuple):
    """A key with the tables it is in, and the places of its name and its value."""

    keys: tuple[str, ...]
    key: Place
    value: Place


def toml_places(text: str) -> dict[tuple[str, ...], Entry]:
    """Find every key of the text; a table is entered under its own name with both places at its header."""
    return {entry.keys: entry for entry in _entries(text)}


def _entries(text: str) -> Iterator[Entry]:
    table: tuple[str, ...] = ()
    position = 0
    while position < len(text):
        if text[position] in " \t\r\n":
            position += 1
        elif text[position] == "#":
            position = _line_end(text, position)
        elif text[position] == "[":
            start = position + (2 if text.startswith("[[", position) else 1)
            table, _ = _dotted(text, start)
            yield Entry(table, _place(text, start), _place(text, start))
            position = _line_end(text, position)
        else:
            keys, equals = _dotted(text, position)
            value = equals + 1
            while value < len(text) and text[value] in " \t":
                value += 1
            yield Entry((*table, *keys), _place(text, position), _place(text, value))
            position = _value_end(text, value)


def _dotted(text: str, position: int) -> tuple[tuple[str, ...], int]:
    parts = []
    while match := _KEY_PART.match(text, position):
        parts.append(_unescaped(match[1]) if match[1] else match[2] or match[3] or "")
        position = match.end()
        if text[position : position + 1] != ".":
            break
        position += 1
    return tuple(parts), position


def _unescaped(quoted: str) -> str:
    def character(match: re.Match[str]) -> str:
        number = match[1] or match[2]
        return chr(int(number, 16)) if number else _SHORT_ESCAPES.get(match[3], match[3])

    return _ESCAPE.sub(character, quoted)


def _value_end(text: str, position: int) -> int:
    depth = 0
    while position < len(text):
        if skipped := _STRING.match(text, position):
            position = skipped.end()
            continue
        character = text[position]
        if character in "[{":
            depth += 1
        elif character in "]}":
            depth -= 1
        elif character == "\n" and depth <= 0:
            break
        position += 1
    return position


def _line_end(text: str, position: int) -> int:
    end = text.find("\n", position)
    return len(text) if end < 0 else end


def _place(text: str, offset: int) -> Place:
    return Place(text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset))
