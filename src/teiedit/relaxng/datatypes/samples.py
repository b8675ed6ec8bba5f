"""Make a short text that a regular expression matches, of the plainest characters that it takes."""

from __future__ import annotations

from teiedit.relaxng.datatypes.characters import CharacterSet
from teiedit.relaxng.datatypes.nodes import Choice, Node, One, Repeat, Sequence

_PLAINEST = "1a9zA" + "".join(map(chr, range(0x21, 0x7F))) + " \n" + "".join(map(chr, range(0xA0, 0x250)))
_LONGEST = 60


def sample(node: Node) -> str:
    """Return a text, or nothing where none is found that is short; the empty text is none."""
    parts: list[str] = []
    todo = [(node, True)]
    while todo:
        one, is_shown = todo.pop()
        if isinstance(one, One):
            parts.append(one.letter or _plainest(one.characters))
        elif isinstance(one, Sequence):
            todo += [(one.second, is_shown), (one.first, is_shown)]
        elif isinstance(one, Choice):
            todo.append((next((each for each in one.options if not each.nullable), one.options[0]), is_shown))
        elif isinstance(one, Repeat):
            # What may be left out is left out where there is something else to show.
            times = one.least or int(is_shown and node is one)
            todo += [(one.part, False)] * min(times, _LONGEST)
        if len(parts) + len(todo) > _LONGEST:
            return ""
    return "".join(parts)


def _plainest(characters: CharacterSet) -> str:
    return next((one for one in _PLAINEST if one in characters), "")
