"""A copy of a document that the passes may add to."""

from __future__ import annotations

import copy
from typing import Final

from lxml import etree

from teiedit.document import Document
from teiedit.namespaces import ANNOTATION
from teiedit.publish.passes.context import te
from teiedit.publish.passes.selecting import selector

_FOREIGN: Final = selector("descendant-or-self::te:* | descendant-or-self::*[@te:*]")
_ANY: Final = te("any")


def clean_copy(document: Document) -> etree._Element:
    """Return a copy of a document's tree in which nothing is of the passes' own namespace."""
    root = copy.deepcopy(document.root)
    root.tail = None
    # What a file says in the passes' own words would be taken for theirs.
    for element in _FOREIGN(root):
        if str(element.tag).startswith(f"{{{ANNOTATION}}}"):
            element.tag = f"{{urn:unknown}}{etree.QName(element).localname}"
        for attribute in map(str, list(element.attrib)):
            if attribute.startswith(f"{{{ANNOTATION}}}"):
                del element.attrib[attribute]
    # The prefix is declared on the root; else lxml makes a new one for each element, and parsers take some thousands.
    root.set(_ANY, "")
    del root.attrib[_ANY]
    return root
