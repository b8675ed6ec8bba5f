"""What all writers share: a text on one line, and lists of names."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from teiedit.publish.citation.model import Agent

# Line ends of every kind, other controls, and what XML cannot hold. A lone surrogate is not text.
_BREAKS: Final = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]+")


def one_line(text: str) -> str:
    """Return a text without line ends, control characters or doubled spaces."""
    return " ".join(_BREAKS.sub(" ", text).split())


def bodies_and_persons(agents: Iterable[Agent]) -> list[tuple[str, str, str]]:
    """Return family name, forenames and undivided name of each, on one line; one without any name is left out."""
    names = [(one_line(one.family), one_line(one.given), one_line(one.whole)) for one in agents]
    return [one for one in names if any(one)]
