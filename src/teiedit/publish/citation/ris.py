"""A citation in RIS, which every reference manager imports.

Source: the tags as EndNote and Zotero write and read them; a line is a tag, two spaces, a hyphen, a space, a value.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from teiedit.publish.citation.kinds import KINDS
from teiedit.publish.citation.lines import bodies_and_persons, one_line
from teiedit.publish.citation.model import Citation, Role

_ROLES: Final[tuple[tuple[str, Role], ...]] = (("AU", "author"), ("ED", "editor"), ("A4", "translator"))


def to_ris(citation: Citation) -> str:
    """Return a citation as one RIS record; lines end as the format has them, with CR LF."""
    lines = [f"{tag}  - {one_line(value)}" for tag, value in _values(citation) if one_line(value)]
    return "\r\n".join([*lines, "ER  - ", ""])


def _values(citation: Citation) -> Iterator[tuple[str, str]]:
    kind = KINDS[citation.kind]
    yield "TY", (kind.ris_part if citation.container else "") or kind.ris
    for tag, role in _ROLES:
        yield from ((tag, _name(*one)) for one in bodies_and_persons(citation.by(role)))
    yield "TI", citation.full_title
    yield "ST", citation.short_title
    yield "T2", citation.container
    yield "T3", citation.series
    yield "VL", citation.number
    yield "ET", citation.version
    yield "PB", citation.publisher
    yield "CY", citation.place
    date = citation.issued if citation.issued.year else citation.created
    yield "PY", str(date.year or "")
    yield (
        "DA",
        f"{'/'.join(f'{one:02}' if one else '' for one in (date.year, date.month, date.day))}/" if date.year else "",
    )
    yield "OP", citation.created.iso if citation.issued.year else ""
    if citation.passage is not None:
        yield "SP", citation.passage.pages
        yield "M1", citation.passage.place
    yield "LA", next(iter(citation.languages), "")
    yield "SN", citation.identifier("isbn") or citation.identifier("issn")
    yield "DO", citation.identifier("doi")
    yield "UR", citation.link
    yield "AV", ", ".join(citation.source.archive)
    yield "CN", citation.source.shelf_mark
    yield from (("KW", one) for one in citation.keywords)
    yield "AB", citation.abstract
    yield "N1", citation.source.text


def _name(family: str, given: str, whole: str) -> str:
    return whole or ", ".join(one for one in (family, given) if one)
