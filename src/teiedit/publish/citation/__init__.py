"""How a document is cited: read from its header, written for people, reference managers and search engines."""

from teiedit.publish.citation.bibtex import to_bibtex
from teiedit.publish.citation.corpus import citations_of_parts
from teiedit.publish.citation.csl import to_csl
from teiedit.publish.citation.handing_over import citation_parts
from teiedit.publish.citation.header import Publication, read_citation
from teiedit.publish.citation.json_ld import to_json_ld
from teiedit.publish.citation.model import Agent, Citation, Credit, Date, Identifier, Passage, Source
from teiedit.publish.citation.ris import to_ris
from teiedit.publish.citation.text import to_text

__all__ = [
    "Agent",
    "Citation",
    "Credit",
    "Date",
    "Identifier",
    "Passage",
    "Publication",
    "Source",
    "citation_parts",
    "citations_of_parts",
    "read_citation",
    "to_bibtex",
    "to_csl",
    "to_json_ld",
    "to_ris",
    "to_text",
]
