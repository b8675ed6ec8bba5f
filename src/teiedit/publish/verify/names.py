"""What elements are called: TEI's by their local names, those of others by none."""

from __future__ import annotations

from typing import Final

from lxml import etree

from teiedit.namespaces import TEI

_AFTER: Final = len(TEI) + 2


def local_name(node: etree._Element) -> str:
    """Return the name of a TEI element; empty for elements of others, comments and instructions."""
    tag = node.tag
    return tag[_AFTER:] if isinstance(tag, str) and tag.startswith(f"{{{TEI}}}") else ""
