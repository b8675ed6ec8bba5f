"""Hold start and end tags against each other: one forgotten, misspelt or misplaced tag is one mistake."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import NamedTuple

from teiedit import codes
from teiedit.diagnostics import Code
from teiedit.document.positions import SourceText

# Start and end tags only, to look ahead. What is not closed reaches to the end of the file.
_TAG = re.compile(
    r"<!--(?:.*?-->|.*)|<!\[CDATA\[(?:.*?\]\]>|.*)|<\?(?:.*?\?>|.*)"
    r"|<(/?)([\w.:\-]+)(?![\w.:\-])(?:[^<>\"']|\"[^\"<]*\"|'[^'<]*')*?(/?)>",
    re.DOTALL,
)

_LOOK_AHEAD_TAGS = 500
# After so many mistakes it is no longer worth the time to look ahead.
_LOOK_AHEAD_MISTAKES = 500
# An end tag is held against this many open elements; in tag soup more would take time and say nothing.
_LOOK_BACK_TAGS = 200
_OPEN_TAGS_NAMED = 4


class Mistake(NamedTuple):
    """What is wrong at an offset of the text, and what to do about it."""

    offset: int
    message: str
    hint: str = ""
    code: Code = codes.NOT_WELL_FORMED


class Stop(Exception):  # noqa: N818 - a signal: nothing after this place can be made sense of
    """Nothing after the last mistake can be made sense of."""


class _Open(NamedTuple):
    name: str
    offset: int
    prefixes: frozenset[str]


@dataclass
class Balance:
    """The elements that are open at a place, and the mistakes made in closing them."""

    source: SourceText
    mistakes: list[Mistake] = field(default_factory=list)
    root_ended: bool = False
    _stack: list[_Open] = field(default_factory=list)
    # Elements taken for unclosed, by name and by how deep they would have ended: their end tag may still come.
    _overlapping: dict[tuple[str, int], int] = field(default_factory=dict)

    def say(self, offset: int, message: str, hint: str = "") -> None:
        """Note a mistake."""
        self.mistakes.append(Mistake(offset, message, hint))

    def declares(self, prefix: str) -> bool:
        """Tell whether an open element declares a prefix."""
        return any(prefix in one.prefixes for one in self._stack)

    def open(self, name: str, start: int, prefixes: frozenset[str], *, empty: bool) -> None:
        """Take a start tag into account.

        Raises:
            Stop: it is a second root element.
        """
        if self.root_ended:
            self.say(
                start,
                f"<{name}> stands after the end of the root element",
                "An XML file has one root element; move this inside it.",
            )
            raise Stop
        if empty:
            self.root_ended = not self._stack
        else:
            self._stack.append(_Open(name, start, prefixes))

    def close(self, name: str, start: int, after: int) -> None:
        """Take an end tag into account that stands between two offsets; one without a name was reported already."""
        if self._stack and name == self._stack[-1].name:
            self._pop()
        elif not name:
            if self._stack and self._next_end(after) != self._stack[-1].name:
                self._pop()
        elif any(one.name == name for one in self._stack[-_LOOK_BACK_TAGS:]):
            self._close_outer(name, start)
        elif (at := self._overlapping.pop((name, len(self._stack)), None)) is not None:
            message = f"<{name}> begins inside an element that ends before it does"
            self.mistakes[at] = self.mistakes[at]._replace(message=message, hint="Elements must lie inside each other.")
        elif self._stack and self._next_end(after) != self._stack[-1].name:
            opened = self._pop()
            self.say(start, f"</{name}> stands where <{opened.name}> should be closed", f"Write </{opened.name}>.")
        else:
            self.say(start, f"</{name}> closes nothing that is open", "Remove it.")

    def _close_outer(self, name: str, start: int) -> None:
        line = self.source.place(start).line
        while self._stack[-1].name != name:
            lost = self._pop()
            self._overlapping[lost.name, len(self._stack) - 1] = len(self.mistakes)
            self.say(
                lost.offset,
                f"<{lost.name}> is not closed before </{name}> on line {line}",
                f"Write </{lost.name}> where it ends.",
            )
        self._pop()

    def _pop(self) -> _Open:
        last = self._stack.pop()
        self.root_ended = not self._stack
        return last

    def _next_end(self, at: int) -> str:
        """Return the name of the next end tag that closes more than what opens before it."""
        depth = 0
        for _ in range(_LOOK_AHEAD_TAGS if len(self.mistakes) < _LOOK_AHEAD_MISTAKES else 0):
            tag = _TAG.search(self.source.text, at)
            if tag is None:
                break
            at = tag.end()
            if tag[2] and not tag[3]:
                depth += -1 if tag[1] else 1
            if depth < 0:
                return str(tag[2])
        # Not to be known: the end tag that was seen is then taken for a stray one.
        return self._stack[-1].name

    def end(self, offset: int) -> None:
        """Take the end of the file into account, whose last words end at an offset."""
        if self._stack:
            last = self._stack[-_OPEN_TAGS_NAMED:]
            names = ("… " if len(self._stack) > len(last) else "") + ", ".join(f"<{one.name}>" for one in last)
            closing = "".join(f"</{one.name}>" for one in reversed(last))
            verb = "is" if len(self._stack) == 1 else "are"
            self.say(
                offset, f"the file ends while {names} {verb} open", f"Its end seems to be lost: {closing} is missing."
            )
        elif not self.root_ended:
            self.say(offset, "the file has no element", "An XML file has one root element.")
