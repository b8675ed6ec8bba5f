"""Say what has a kind, a look or a language of its own, so that stylesheets ask nothing of the others.

te:kinds   @type and @subtype as names of classes, with a prefix that none of the page's own has
te:dress   "yes": it has one of @rend, @rendition, @style and @xml:lang
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from lxml import etree

from teiedit.publish.passes.context import te
from teiedit.publish.passes.selecting import selector

KINDS, DRESS = te("kinds"), te("dress")
_TYPED = selector("//t:*[@type or @subtype]")
_DRESSED = selector("//t:*[@rend or @rendition or @style or @xml:lang]")
_NAME: Final = re.compile(r"[\w.-]{1,60}")


def dress(root: etree._Element) -> None:
    """Mark each element that has a kind, a look or a language."""
    for element in _TYPED(root):
        kinds = _kinds(element.get("type", ""), element.get("subtype", ""))
        if kinds:
            element.set(KINDS, kinds)
    for element in _DRESSED(root):
        element.set(DRESS, "yes")


@lru_cache(maxsize=1000)
def _kinds(*given: str) -> str:
    return " ".join(f"t-{one}" for value in given for one in value.split() if _NAME.fullmatch(one))
