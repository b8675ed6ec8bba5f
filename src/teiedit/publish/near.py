"""Where in a document a piece of text stands, of which no more is known than that it is in one."""

from __future__ import annotations

from teiedit.diagnostics import Location
from teiedit.document import Document


def place_of(document: Document, text: str) -> Location:
    """Return the first place that has the text, whatever its white space; the document where none has."""
    for element in document.root.iter("*") if text else ():
        if text in " ".join((element.text or "").split()):
            return document.locate(element)
        parent = element.getparent()
        if parent is not None and text in " ".join((element.tail or "").split()):
            return document.locate(element)
    return Location(document.path)
