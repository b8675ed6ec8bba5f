"""A citation as CSL-JSON, the data of citeproc and of what is built on it.

Source: CSL 1.0.2, appendix IV (variables), and its schema csl-data.json.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from teiedit.publish.citation.kinds import KINDS
from teiedit.publish.citation.lines import bodies_and_persons, one_line
from teiedit.publish.citation.model import Agent, Citation, Date, Passage


def to_csl(citation: Citation) -> str:
    """Return a citation as a CSL-JSON list of one item."""
    return json.dumps([csl_item(citation)], ensure_ascii=False, indent=2) + "\n"


def csl_item(citation: Citation) -> dict[str, Any]:
    """Return a citation as the item of CSL-JSON that it is."""
    kind, source = KINDS[citation.kind], citation.source
    passage = citation.passage or Passage()
    item: dict[str, Any] = {
        "id": citation.key,
        "type": (kind.csl_part if citation.container else "") or kind.csl,
        "page": passage.pages,
        "section": passage.place,
        "title": citation.full_title,
        "title-short": citation.short_title,
        "container-title": citation.container,
        "collection-title": citation.series,
        "collection-number": citation.number,
        "author": _names(citation.by("author")),
        "editor": _names(citation.by("editor")),
        "translator": _names(citation.by("translator")),
        "recipient": _names(citation.by("recipient")),
        "publisher": citation.publisher,
        "publisher-place": citation.place,
        "issued": _date(citation.issued or citation.created),
        "original-date": _date(citation.created) if citation.issued else None,
        "version": citation.version,
        "DOI": citation.identifier("doi"),
        "ISBN": citation.identifier("isbn"),
        "ISSN": citation.identifier("issn"),
        "URL": citation.link,
        "language": next(iter(citation.languages), ""),
        "abstract": citation.abstract,
        "keyword": ", ".join(citation.keywords),
        "archive": ", ".join(source.archive),
        "archive-place": source.archive_place,
        "archive_location": source.shelf_mark,
        "note": source.text,
    }
    lined = {key: one_line(value) if isinstance(value, str) else value for key, value in item.items()}
    return {key: value for key, value in lined.items() if value}


def _names(agents: Iterable[Agent]) -> list[dict[str, str]]:
    return [
        {"literal": whole} if whole else {key: one for key, one in (("family", family), ("given", given)) if one}
        for family, given, whole in bodies_and_persons(agents)
    ]


def _date(date: Date) -> dict[str, Any] | None:
    if date.year:
        return {"date-parts": [[one for one in (date.year, date.month, date.day) if one]]}
    return {"literal": one_line(date.text)} if one_line(date.text) else None
