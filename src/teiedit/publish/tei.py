"""A document as the TEI file that stands beside its page."""

from __future__ import annotations

from lxml import etree

from teiedit.document import Document
from teiedit.publish.product import Product


def to_tei(document: Document) -> Product:
    """Return the document's file: byte for byte, or whole where it includes others.

    A file with its includes in place is written as UTF-8; the comments and processing instructions before its root
    element stay, a DOCTYPE does not.
    """
    if not document.included:
        return Product(document.source.data)
    before = reversed(list(document.root.itersiblings(preceding=True)))
    parts = [etree.tostring(one, encoding="utf-8", with_tail=False) for one in before]
    declaration = b'<?xml version="1.0" encoding="UTF-8"?>'
    return Product(b"\n".join([declaration, *parts, document.serialise(), b""]))
