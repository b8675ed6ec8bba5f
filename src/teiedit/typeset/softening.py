"""Places where a line may break in what has none, and an end to piles of marks: in the text of a Typst source.

A word of thousands of letters would run off the page; thousands of marks on one letter would take Typst hours.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

# A box of no width: a line may break there, and it is nothing to those who copy the text.
_BREAK: Final = "box()"
# Longer ones are no words; what is between ⺀ and the end of the Hangul breaks anywhere by itself.
_LONG: Final = re.compile(r"[^\s\u2e80-\ud7ff]{60,}")
_AFTER: Final = re.compile(r"(?<=[/.?&=%#+~_,;:@|-])(?=\w)")
_LONGEST: Final = 59
_PART: Final = 12
_MARK: Final = (
    r"[\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u0610-\u061a\u064b-\u065f\u0730-\u074a\u1ab0-\u1aff\u1dc0-\u1dff"
    r"\u20d0-\u20ff\ufe20-\ufe2f]"
)
_MOST_MARKS: Final = 16
_PILE: Final = re.compile(f"((?:{_MARK}){{{_MOST_MARKS}}})(?={_MARK})")


def softened(source: str) -> str:
    """Make long words of a source breakable, in the lines that are a string literal and nothing else."""
    if not _PILE.search(source) and max(map(len, source.split()), default=0) <= _LONGEST:
        return source
    return "\n".join(_softened(line) if line.startswith('"') else line for line in source.split("\n"))


def _softened(line: str) -> str:
    text = line[1:-1]
    if len(text) <= _LONGEST and not _PILE.search(text):
        return line
    pieces: list[str] = []
    end = 0
    for found in _LONG.finditer(text):
        # What stands before goes with the first part of the word, so that no space is lost.
        parts = list(_parts(found.group()))
        pieces.append(text[end : found.start()] + parts[0])
        pieces += parts[1:]
        end = found.end()
    if pieces:
        pieces[-1] += text[end:]
    else:
        pieces = [text]
    literals = (f'"{part}"' for piece in pieces for part in _piles(piece))
    return f"\n{_BREAK}\n".join(literals)


def _parts(word: str) -> Iterator[str]:
    for part in _AFTER.split(word):
        rest = part
        while len(rest) > 2 * _PART:
            at = _PART
            # Neither between a backslash and what it escapes nor before a mark.
            while at < len(rest) and (rest[at - 1] == "\\" or re.match(_MARK, rest[at])):
                at += 1
            yield rest[:at]
            rest = rest[at:]
        if rest:
            yield rest


def _piles(piece: str) -> list[str]:
    return [part for part in _PILE.split(piece) if part]
