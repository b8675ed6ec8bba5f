"""An xml:id is a name, and no two elements of a document may have the same."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from teiedit import codes
from teiedit.diagnostics import Diagnostic, finding, quoted
from teiedit.document import Document
from teiedit.namespaces import XML_ID, display_name

# An NCName. Source: Namespaces in XML 1.0, 3.
_NAME = re.compile(r"[^\W\d][\w.\-\u00b7]*")


def check_identifiers(document: Document) -> Iterator[Diagnostic]:
    """Report every xml:id that is no name, or that an earlier element of the document already has.

    Source: xml:id 1.0, 4.
    """
    first: dict[str, etree._Element] = {}
    for element in document.identified():
        identifier = str(element.get(XML_ID))
        if not _NAME.fullmatch(identifier.strip()):
            yield finding(
                codes.INVALID_ID,
                f"the xml:id {quoted(identifier)} of <{display_name(str(element.tag))}> is not a name",
                document.locate(element, XML_ID, value=True),
                hint="It begins with a letter and holds only letters, digits, hyphens, underscores and full stops.",
            )
        earlier = first.setdefault(identifier, element)
        if earlier is not element:
            at = document.locate(earlier)
            where = f"line {at.line}" if at.path == document.path or at.path is None else f"{at.path.name}:{at.line}"
            yield finding(
                codes.DUPLICATE_ID,
                f"the xml:id {quoted(identifier)} of <{display_name(str(element.tag))}> is already taken",
                document.locate(element, XML_ID, value=True),
                hint=f"<{display_name(str(earlier.tag))}> on {where} has it; give this one another.",
            )
