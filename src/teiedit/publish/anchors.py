"""Where an anchor of a page leads back to: the element of the document that it was given to."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from lxml import etree

from teiedit.document import Document
from teiedit.publish.passes.anchors import anchors


def by_anchor(document: Document, anchor: str) -> etree._Element | None:
    """Find an element by the address that the passes give it."""
    return _elements(document.root).get(anchor)


# Of the document at hand, because whoever asks for one address asks for more.
@lru_cache(maxsize=1)
def _elements(root: etree._Element) -> Mapping[str, etree._Element]:
    return {anchor: element for element, anchor in reversed(anchors(root).items())}
