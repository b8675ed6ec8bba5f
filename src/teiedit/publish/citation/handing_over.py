"""What the stylesheet of the page is given of a citation: the elements of the head, and the section of the page."""

from __future__ import annotations

from collections.abc import Mapping

from lxml import etree

from teiedit.namespaces import ANNOTATION
from teiedit.publish.citation.meta import head_elements
from teiedit.publish.citation.model import Citation
from teiedit.publish.citation.section import cite_part, cite_section


def citation_parts(
    citation: Citation, words: Mapping[str, str], parts_of_corpus: Mapping[str, Citation] | None = None
) -> bytes:
    """Return both as one XML document: `te:citation` with `te:head` and `section`.

    Args:
        citation: of the page's document.
        words: of the interface's language.
        parts_of_corpus: the citations of the documents in it by their anchors: each becomes a `te:part` with `aside`.
    """
    parts = etree.Element(f"{{{ANNOTATION}}}citation", nsmap={"te": ANNOTATION})
    head = etree.SubElement(parts, f"{{{ANNOTATION}}}head")
    head.extend(head_elements(citation))
    parts.append(cite_section(citation, words))
    for anchor, part in (parts_of_corpus or {}).items():
        etree.SubElement(parts, f"{{{ANNOTATION}}}part", anchor=anchor).append(cite_part(part, words))
    return etree.tostring(parts, encoding="utf-8")
