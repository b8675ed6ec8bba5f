"""What an edition was made from, as its sourceDesc has it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from lxml import etree

from teiedit.namespaces import TEI, tei
from teiedit.publish.citation.model import Credit, Date, Role, Source
from teiedit.publish.citation.names import agents_of
from teiedit.publish.citation.reading import date_of, plain, plain_or_empty

_NS: Final = {"t": TEI}
_LONGEST: Final = 600
# What stands in a template where nobody has filled it in, or says that there is no source.
_NOTHING: Final = re.compile(r"(born[ -]digital|natively digital|new born|unknown|n/a|xxx|none|-)?\.?", re.IGNORECASE)


def source_of(header: etree._Element, ids: Mapping[str, etree._Element]) -> Source:
    """Return the source: what is held in an archive before what is in print."""
    described = header.find("t:fileDesc/t:sourceDesc", _NS)
    if described is None:
        return Source()
    identified = next((one for one in described.iter(tei("msIdentifier")) if _holding(one)), None)
    if identified is not None:
        return _held(described, identified)
    for name in ("biblStruct", "biblFull", "bibl"):
        for one in described.iter(tei(name)):
            if plain(one):
                return _printed(one, ids)
    text = plain(described)
    return Source() if _NOTHING.fullmatch(text) else Source(text=text[:_LONGEST])


def _holding(identifier: etree._Element) -> bool:
    return any(_filled(identifier, name) for name in ("repository", "institution", "idno", "collection"))


def _filled(parent: etree._Element, name: str) -> str:
    found = plain_or_empty(parent.find(f"t:{name}", _NS))
    return "" if _NOTHING.fullmatch(found) else found


def _held(described: etree._Element, identifier: etree._Element) -> Source:
    archive = tuple(dict.fromkeys(filter(None, (_filled(identifier, one) for one in _HOLDERS))))
    place, shelf_mark = _filled(identifier, "settlement"), _shelf_mark(identifier)
    dates = (*described.iter(tei("origDate")), *described.iter(tei("date")))
    item = described.find(".//t:msContents//t:title", _NS)
    town = place if place and not any(place in one for one in archive) else ""
    return Source(
        text=", ".join(filter(None, (town, *archive, shelf_mark))),
        title=plain_or_empty(item),
        date=next((date for one in dates if (date := date_of(one)).year), Date()),
        archive=archive,
        archive_place=place,
        shelf_mark=shelf_mark,
        uri=next((uri for one in described.iter(tei("msIdentifier"), tei("surrogates")) if (uri := _address(one))), ""),
    )


_HOLDERS: Final = ("institution", "repository", "collection")


def _shelf_mark(identifier: etree._Element) -> str:
    numbers = [one for one in identifier.iterfind("t:idno", _NS) if not _NOTHING.fullmatch(plain(one))]
    preferred = [one for one in numbers if re.match(r"shelf|archive|signat|inv", one.get("type", ""), re.IGNORECASE)]
    return next((plain(one) for one in preferred or numbers), "")


def _printed(bibl: etree._Element, ids: Mapping[str, etree._Element]) -> Source:
    dates = [date for one in bibl.iter(tei("date")) if (date := date_of(one)).year]
    return Source(
        text=_reference(bibl)[:_LONGEST],
        title=plain_or_empty(next(bibl.iter(tei("title")), None)),
        credits=tuple(dict.fromkeys(_credits(bibl, ids))),
        publisher=plain_or_empty(next(bibl.iter(tei("publisher")), None)).rstrip(",;: "),
        place=plain_or_empty(next(bibl.iter(tei("pubPlace")), None)).rstrip(",;: "),
        date=next(iter(dates), Date()),
        uri=_address(bibl),
    )


def _reference(bibl: etree._Element) -> str:
    """Return a reference on one line; its parts are set apart where nothing stands between them."""
    if any(text.strip() for text in (bibl.text or "", *(one.tail or "" for one in bibl))):
        return plain(bibl)
    return ". ".join(text.rstrip(".") for one in bibl.iterchildren(etree.Element) if (text := plain(one)))


def _credits(bibl: etree._Element, ids: Mapping[str, etree._Element]) -> Iterator[Credit]:
    roles: tuple[Role, ...] = ("author", "editor")
    for role in roles:
        for one in bibl.iter(tei(role)):
            yield from (Credit(agent, role) for agent in agents_of(one, ids))


def _address(element: etree._Element) -> str:
    for one in element.iter(tei("ref"), tei("ptr")):
        target = one.get("target", "").strip()
        if re.match(r"https?://\S+$", target):
            return target
    return ""
