"""White space as XML and its datatypes know it: space, tab, line feed, carriage return; nothing else."""

from __future__ import annotations

import re

WHITE = " \t\r\n"
_BREAKS = str.maketrans("\t\r\n", "   ")


def preserve(text: str) -> str:
    """Return a text as it is."""
    return text


def replace(text: str) -> str:
    """Turn every tab and line break into a space."""
    return text.translate(_BREAKS)


def collapse(text: str) -> str:
    """Make every run of white space one space, with none at the ends."""
    text = text.strip(WHITE)
    if "  " in text or "\n" in text or "\t" in text or "\r" in text:
        return re.sub("[ \t\r\n]+", " ", text)
    return text
