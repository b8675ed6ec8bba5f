"""The documents of a corpus: each is cited by its own header, as a part of the corpus with an address of its own."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import quote

from teiedit.document import Document
from teiedit.namespaces import tei
from teiedit.publish.citation.header import Publication, read_citation
from teiedit.publish.citation.model import Citation
from teiedit.publish.passes.anchors import anchors


def citations_of_parts(document: Document, publication: Publication) -> dict[str, Citation]:
    """Return the citations of the documents in a document, by their anchors on its page."""
    parts = list(document.root.iterdescendants(tei("TEI"), tei("teiCorpus")))
    if not parts:
        return {}
    whole = read_citation(document, publication)
    places = anchors(document.root)
    found: dict[str, Citation] = {}
    for part in parts:
        anchor = places[part]
        address = f"{publication.address}#{quote(anchor)}" if publication.address else ""
        found[anchor] = read_citation(replace(document, root=part), Publication(whole.title, address, anchor))
    return found
