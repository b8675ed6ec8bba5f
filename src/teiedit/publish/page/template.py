"""The template of a page: well-formed HTML with named slots, ours or an edition's own.

A slot is an element `<slot name="main"/>`, replaced by what is made for it. A template is read once and kept as the
pieces of text between its slots.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from lxml import etree

from teiedit.errors import TransformError
from teiedit.page_template import SLOTS
from teiedit.publish.page.markup import write_html

# What stands in the text of a template for a slot; the character is not allowed in HTML.
_MARK: Final = "\ufdd0"
_PIECES: Final = re.compile(f"{_MARK}([a-z-]+){_MARK}")


@dataclass(frozen=True, slots=True)
class Template:
    """A template as it is filled: texts, and between them the names of slots."""

    pieces: tuple[str, ...]

    def fill(self, slots: Mapping[str, str]) -> str:
        """Return the page with each slot filled; what is not given stays empty."""
        return "".join(slots.get(one, "") if number % 2 else one for number, one in enumerate(self.pieces))


def read_template(content: bytes) -> Template:
    """Read a template, which the settings have been checked for.

    Raises:
        TransformError: it is not well-formed, as it was when the settings were read.
    """
    try:
        root = etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True))
    except etree.XMLSyntaxError as error:
        msg = f"the template of the page is not well-formed: {error}"
        raise TransformError(msg) from error
    for slot in list(root.iter("slot")):
        name = slot.get("name", "")
        _replace_by_text(slot, f"{_MARK}{name}{_MARK}" if name in SLOTS else "")
    root.set("lang", f"{_MARK}lang{_MARK}")
    root.set("dir", f"{_MARK}dir{_MARK}")
    return Template(tuple(_PIECES.split(f"<!DOCTYPE html>\n{write_html(root)}\n")))


def _replace_by_text(element: etree._Element, text: str) -> None:
    text += element.tail or ""
    before, parent = element.getprevious(), element.getparent()
    if parent is None:
        return
    if before is not None:
        before.tail = (before.tail or "") + text
    else:
        parent.text = (parent.text or "") + text
    parent.remove(element)
