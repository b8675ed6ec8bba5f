"""No two elements of a document may have the same xml:id."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from teiedit import codes
from teiedit.diagnostics import Diagnostic, finding
from teiedit.document import Document
from teiedit.namespaces import XML_ID, display_name


def check_identifiers(document: Document) -> Iterator[Diagnostic]:
    """Report every xml:id that an earlier element of the document already has.

    Source: xml:id 1.0, 4.
    """
    first: dict[str, etree._Element] = {}
    for element in document.root.iter(etree.Element):
        identifier = element.get(XML_ID)
        if identifier is None:
            continue
        earlier = first.setdefault(identifier, element)
        if earlier is not element:
            at = document.locate(earlier)
            where = f"line {at.line}" if at.path == document.path or at.path is None else f"{at.path.name}:{at.line}"
            yield finding(
                codes.DUPLICATE_ID,
                f'the xml:id "{identifier}" of <{display_name(str(element.tag))}> is already taken',
                document.locate(element, XML_ID, value=True),
                hint=f"<{display_name(str(earlier.tag))}> on {where} has it; give this one another.",
            )
