"""A citation as the head of a page has it, for Zotero, Google Scholar, library catalogues and previews of links.

Sources: Google Scholar's inclusion guidelines (Highwire Press tags); DCMI, "Expressing Dublin Core in HTML"; ogp.me.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final
from urllib.parse import urljoin

from lxml import etree

from teiedit.publish.citation.json_ld import to_json_ld
from teiedit.publish.citation.kinds import KINDS
from teiedit.publish.citation.lines import one_line
from teiedit.publish.citation.model import Citation

_DESCRIPTION: Final = 300
_PDF: Final = "application/pdf"


def head_elements(citation: Citation) -> list[etree._Element]:
    """Return what a citation adds to the head of its page."""
    elements = [_element("link", rel=rel, href=href, **more) for rel, href, more in _links(citation) if href]
    elements += [_meta("name", name, value) for name, value in highwire(citation) if value]
    elements += [_meta("name", name, value) for name, value in dublin_core(citation) if value]
    elements += [_meta("property", name, value) for name, value in open_graph(citation) if value]
    data = _element("script", type="application/ld+json")
    data.text = to_json_ld(citation)
    return [*elements, data]


def _links(citation: Citation) -> Iterator[tuple[str, str, dict[str, str]]]:
    yield "canonical", citation.address, {}
    yield "license", citation.licence, {}
    yield from (("alternate", file, {"type": kind}) for kind, file in citation.files)
    yield "schema.DC", "http://purl.org/dc/elements/1.1/", {}
    yield "schema.DCTERMS", "http://purl.org/dc/terms/", {}


def highwire(citation: Citation) -> Iterator[tuple[str, str]]:
    """Yield the tags of Highwire Press."""
    is_article = KINDS[citation.kind].biblatex == "article"
    yield "citation_title", citation.full_title
    for role in ("author", "editor", "translator"):
        yield from ((f"citation_{role}", one.inverted) for one in citation.by(role))
    yield "citation_publication_date", _date(citation).replace("-", "/")
    yield "citation_journal_title" if is_article else "citation_inbook_title", citation.container
    yield "citation_publisher", citation.publisher
    yield "citation_language", next(iter(citation.languages), "")
    yield "citation_doi", citation.identifier("doi")
    yield "citation_isbn", citation.identifier("isbn")
    yield "citation_issn", citation.identifier("issn")
    yield "citation_keywords", "; ".join(citation.keywords)
    if citation.address:
        yield "citation_public_url", citation.address
        yield "citation_fulltext_html_url", citation.address
        pdf = dict(citation.files).get(_PDF)
        yield "citation_pdf_url", urljoin(citation.address, pdf) if pdf else ""


def _date(citation: Citation) -> str:
    return (citation.issued if citation.issued.year else citation.created).iso


def dublin_core(citation: Citation) -> Iterator[tuple[str, str]]:
    """Yield the elements of Dublin Core."""
    yield "DC.title", citation.full_title
    yield from (("DC.creator", one.inverted) for one in citation.by("author"))
    others = citation.by("editor", "translator", "transcriber", "contributor")
    yield from (("DC.contributor", one.inverted) for one in others)
    yield "DC.publisher", citation.publisher
    yield "DC.date", _date(citation)
    yield "DCTERMS.created", citation.created.iso
    yield "DCTERMS.issued", citation.issued.iso
    yield from (("DC.language", one) for one in citation.languages)
    yield from (("DC.identifier", one.uri or f"{one.scheme}:{one.value}") for one in citation.identifiers)
    yield "DC.identifier", citation.address
    yield "DC.rights", citation.licence or citation.rights
    yield from (("DC.subject", one) for one in citation.keywords)
    yield "DC.source", citation.source.text
    yield "DCTERMS.isPartOf", citation.container
    yield "DC.type", "Dataset" if KINDS[citation.kind].schema == "Dataset" else "Text"
    yield "DC.format", "text/html"


def open_graph(citation: Citation) -> Iterator[tuple[str, str]]:
    """Yield what previews of links show."""
    yield "og:type", "article"
    yield "og:title", citation.full_title
    yield "og:site_name", citation.collection
    yield "og:description", citation.abstract[:_DESCRIPTION]
    yield "og:url", citation.address
    locale = next(iter(citation.languages), "").replace("-", "_")
    # A locale has a region, which a document's language mostly has not; a wrong one is worse than none.
    yield "og:locale", locale if "_" in locale and len(locale) == len("en_GB") else ""


def _meta(attribute: str, name: str, value: str) -> etree._Element:
    return _element("meta", **{attribute: name, "content": one_line(value)})


def _element(name: str, /, **attributes: str) -> etree._Element:
    element = etree.Element(name)
    for key, value in attributes.items():
        element.set(key, one_line(value))
    return element
