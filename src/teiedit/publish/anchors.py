"""Where an anchor of a page leads back to: the element of the document that it was given to."""

from __future__ import annotations

import re
from itertools import islice

from lxml import etree

from teiedit.document import Document
from teiedit.namespaces import tei


def by_anchor(document: Document, anchor: str) -> etree._Element | None:
    """Find an element by its xml:id, else by kind and number as the pass 40-place-anchors counts them."""
    found = document.ids().get(anchor)
    counted = re.fullmatch(r"(header-)?(\w+)-(\d+)\.?", anchor)
    if found is not None or counted is None:
        return found
    part = document.root.find(tei("teiHeader" if counted[1] else "text"))
    elements = part.iter(tei(counted[2])) if part is not None else iter(())
    return next(islice(elements, int(counted[3]) - 1, None), None)
