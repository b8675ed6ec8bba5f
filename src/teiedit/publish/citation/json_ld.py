"""A citation as linked data of schema.org, in the form that search engines and catalogues read from pages.

Source: schema.org/docs/full.html; archives: schema.org/docs/archives-bib; the escapes: JSON-LD 1.1, 7.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any, Final
from urllib.parse import urljoin

from teiedit.publish.citation.kinds import KINDS
from teiedit.publish.citation.lines import one_line
from teiedit.publish.citation.model import Agent, Citation, Role, Source

# In a script element nothing but "</script" and "<!--" means anything; without these characters neither can be made,
# and XML needs no escapes.
_ESCAPES: Final = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}
_ROLES: Final[tuple[tuple[str, Role], ...]] = (
    ("author", "author"), ("editor", "editor"), ("translator", "translator"), ("contributor", "contributor"),
    ("funder", "funder"), ("sender", "sender"), ("recipient", "recipient"),
)  # fmt: skip


def to_json_ld(citation: Citation) -> str:
    """Return a citation as JSON-LD that may stand in a `script` element."""
    text = json.dumps(json_ld(citation), ensure_ascii=False, indent=1)
    return "".join(_ESCAPES.get(one, one) for one in text)


def json_ld(citation: Citation) -> dict[str, Any]:
    """Return a citation as a node of schema.org's vocabulary."""
    node: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": KINDS[citation.kind].schema,
        "@id": citation.address or citation.link,
        "url": citation.link,
        "name": citation.full_title,
        "headline": citation.full_title if KINDS[citation.kind].schema.endswith("Article") else "",
        "alternateName": citation.short_title,
        **{name: _agents(citation.by(role)) for name, role in _ROLES if _belongs(name, citation)},
        "publisher": {"@type": "Organization", "name": citation.publisher} if citation.publisher else None,
        "locationCreated": {"@type": "Place", "name": citation.place} if citation.place else None,
        "datePublished": citation.issued.iso,
        "dateSent": citation.created.iso if citation.kind == "letter" else "",
        "temporalCoverage": citation.created.iso,
        "version": citation.version,
        "license": citation.licence,
        "inLanguage": list(citation.languages),
        "abstract": citation.abstract,
        "keywords": list(citation.keywords),
        "identifier": [
            {"@type": "PropertyValue", "propertyID": one.scheme, "value": one.value, "url": one.uri}
            for one in citation.identifiers
        ],
        "isPartOf": _whole(citation),
        "isBasedOn": _source(citation.source),
        "encoding": [
            {"@type": "MediaObject", "encodingFormat": kind, "contentUrl": urljoin(citation.address, file)}
            for kind, file in citation.files
        ],
    }
    return {key: filled for key, value in node.items() if (filled := _filled(value))}


def _belongs(name: str, citation: Citation) -> bool:
    return citation.kind == "letter" or name not in {"sender", "recipient"}


def _agents(agents: Iterable[Agent]) -> list[dict[str, Any]]:
    return [
        {
            # Of a name that cannot be taken apart it is not known what it names.
            "@type": "Organization" if one.is_body else "Person",
            "name": one.direct,
            "familyName": one.family,
            "givenName": one.given,
            "sameAs": list(one.uris),
        }
        for one in agents
    ]


def _whole(citation: Citation) -> dict[str, Any] | None:
    if not citation.container:
        return None
    series = {"@type": "CreativeWorkSeries", "name": citation.series} if citation.series else None
    return {"@type": "CreativeWork", "name": citation.container, "isPartOf": series}


def _source(source: Source) -> dict[str, Any] | None:
    if not source.text:
        return None
    held = bool(source.archive or source.shelf_mark)
    archive = {
        "@type": "ArchiveOrganization",
        "name": ", ".join(source.archive),
        "address": source.archive_place,
    }
    return {
        "@type": "ArchiveComponent" if held else "CreativeWork",
        "name": source.title or source.text,
        "description": source.text if source.title else "",
        "author": _agents(dict.fromkeys(one.agent for one in source.credits if one.role == "author")),
        "publisher": {"@type": "Organization", "name": source.publisher} if source.publisher else None,
        "dateCreated" if held else "datePublished": source.date.iso,
        "holdingArchive": archive if source.archive else None,
        "identifier": source.shelf_mark,
        "url": source.uri,
    }


def _filled(value: Any) -> Any:
    """Return a value without what is empty, its texts on one line."""
    if isinstance(value, dict):
        filled = {key: _filled(one) for key, one in value.items()}
        kept = {key: one for key, one in filled.items() if one}
        return kept if set(kept) - {"@type"} else None
    if isinstance(value, list):
        return [one for one in map(_filled, value) if one]
    return one_line(value) if isinstance(value, str) else value
