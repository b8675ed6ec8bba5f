"""The names of the pages of a divided document: none is that of a page of another document, whatever those are."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

# File systems allow 255 bytes, of which the name of the document takes some.
_LONGEST: Final = 80
# Between the name of a document and that of its page; all but the first where another document has such a name.
_LINKS: Final = ("-", "~", "_", ".")
ADDRESSES: Final = "addresses"


def page_names(name: str, anchors: Iterable[str], others: Iterable[str]) -> list[str]:
    """Name the pages of a document after the anchors that they begin with; last, the one that knows all addresses.

    The result depends on the names of documents alone, so pages keep their names when a part of the edition is built.

    Args:
        name: of the document's results, without an ending; its first page has it.
        anchors: of the further pages.
        others: the names of the other documents' results.
    """
    # Of these documents the pages' names may begin as those of this one do.
    own = name.casefold()
    rivals = {other.casefold() for other in others if other.casefold().startswith(own)} - {own}
    taken = {*rivals, own}
    found = [name]
    for anchor in (*anchors, ADDRESSES):
        plain = re.sub(r"[^\w.-]+", "-", anchor)[:_LONGEST].strip("-.") or "part"
        wanted = _unrivalled(name, plain, rivals)
        folded, number = wanted.casefold(), 1
        while folded in taken:
            number += 1
            folded = f"{wanted}-{number}".casefold()
        taken.add(folded)
        found.append(wanted if number == 1 else f"{wanted}-{number}")
    return found


def _unrivalled(name: str, plain: str, rivals: Iterable[str]) -> str:
    """Join a name and an anchor so that the result cannot be the name of a page of another document."""
    wanted = ""
    for link in _LINKS:
        wanted = f"{name}{link}{plain}"
        folded = wanted.casefold()
        if not any(folded == rival or folded.startswith(tuple(rival + one for one in _LINKS)) for rival in rivals):
            break
    return wanted
