"""The passes that every output shares, run in order: each takes a document and gives it back with more said.

10-resolve-includes is done when the document is read. What the others write is `te:` attributes; no element is
added or taken away, so that fn:path() still names a place in the user's file.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Final

from lxml import etree

from teiedit import transform
from teiedit.document import Document
from teiedit.namespaces import ANNOTATION
from teiedit.resources import stylesheet

if TYPE_CHECKING:
    from teiedit.transform import Node

PASSES: Final = ("15-resolve-pointers", "20-choose-readings", "30-number-notes", "40-place-anchors")
ENTRIES: Final = ("html.xsl", "index.xsl", "typst.xsl", "text.xsl")


def preload() -> None:
    """Compile every stylesheet that publishing can need; once one has run, no more can be read."""
    for name in PASSES:
        transform.compile_stylesheet(stylesheet(f"passes/{name}.xsl"))
    for name in ENTRIES:
        transform.compile_stylesheet(stylesheet(name))


def bind_registers(registers: Iterable[Document]) -> Node:
    """Put the registers of an edition into one document, as `te:registers`."""
    bound = etree.Element(f"{{{ANNOTATION}}}registers", nsmap={"te": ANNOTATION})
    for register in registers:
        part = etree.SubElement(bound, f"{{{ANNOTATION}}}register")
        part.set("uri", register.path.as_uri())
        part.set("stem", register.path.stem)
        part.append(etree.fromstring(register.serialise()))
    return transform.parse(etree.tostring(bound, encoding="utf-8"), Path("/registers").as_uri())


def annotate(document: Document, registers: Node) -> Node:
    """Run the passes over a document."""
    node = transform.parse(document.serialise(), document.path.as_uri())
    for name in PASSES:
        parameters = {"registers": registers} if name == "15-resolve-pointers" else {}
        node = transform.compile_stylesheet(stylesheet(f"passes/{name}.xsl")).apply(node, parameters).value
    return node
