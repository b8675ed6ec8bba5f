"""Read what a citation needs from a document's header, whatever of it is there."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from lxml import etree

from teiedit.document import Document
from teiedit.namespaces import TEI, XML_LANG, tei
from teiedit.publish.citation.kinds import kind_of
from teiedit.publish.citation.model import Agent, Citation, Credit, Date, Identifier, Role
from teiedit.publish.citation.names import agents_of
from teiedit.publish.citation.reading import date_of, plain, plain_or_empty
from teiedit.publish.citation.source import source_of
from teiedit.summary import document_date

_NS: Final = {"t": TEI}
_Ids = Mapping[str, etree._Element]
_LONGEST: Final = 1200
# Titles of a titleStmt that are not the document's own.
_NOT_MAIN: Final = frozenset(
    [
        "short",
        "sub",
        "alt",
        "iso-date",
        "series",
        "subseries",
        "volume",
        "volumenumber",
        "overarching",
        "desc",
        "topic",
        "genre",
        "filename",
        "gmd",
        "abbr",
    ]
)
# Source: MARC relators (id.loc.gov/vocabulary/relators), and words of headers in several languages.
_ROLES: Final[tuple[tuple[Role, str], ...]] = (
    ("author", r"\baut\b|^(author|verfasser|auteur|autore?|автор)"),
    ("translator", r"\btrl\b|translat|übersetz|tradu|перев|תרגו"),
    ("editor", r"\b(edt|ed|eds|hg|hrsg)\b\.?|edit(or|ed|ing|ion)|herausg|édit|editor|edizion|редакт|עריכ|bearbeit"),
    ("transcriber", r"\btrc\b|transcri|transkri|транскр"),
)


@dataclass(frozen=True, slots=True)
class Publication:
    """Where a document is published: what its header cannot know.

    Attributes:
        collection: the edition's title.
        address: of the document's page on the web, or empty.
        file_name: the page's, for a document without any title.
        files: its other forms by MIME type, relative to the page.
    """

    collection: str = ""
    address: str = ""
    file_name: str = ""
    files: tuple[tuple[str, str], ...] = ()


def read_citation(document: Document, publication: Publication) -> Citation:
    """Read how a document is cited."""
    root = document.root
    header = root.find(tei("teiHeader"))
    if header is None:
        header = etree.Element(tei("teiHeader"))
    language, ids = root.get(XML_LANG, ""), document.ids()
    titles = header.findall("t:fileDesc/t:titleStmt/t:title", _NS)
    main = _main_title(titles, language)
    published = header.find("t:fileDesc/t:publicationStmt", _NS)
    published = etree.Element(tei("publicationStmt")) if published is None else published
    title = plain(main) if main is not None else ""
    series = _series(header, titles, title)
    return Citation(
        kind=kind_of(root),
        title=title or publication.file_name or "TEI",
        subtitle=_other_title(titles, main, "sub"),
        short_title=_other_title(titles, main, "short"),
        credits=tuple(_each_once(_credits(header, ids))),
        collection=publication.collection or series,
        series=series if publication.collection and series != publication.collection else "",
        number=_number(header),
        version=_version(header, title),
        publisher=_publisher(published),
        place=_place(published),
        issued=_issued(header, published),
        created=Date.read(document_date(root)) if document_date(root) else Date(),
        licence=_licence(published),
        rights=_shortened(" ".join(plain(one) for one in published.iterfind("t:availability", _NS)), 400),
        identifiers=tuple(dict.fromkeys(_identifiers(header, published))),
        languages=tuple(dict.fromkeys(_languages(root, header))),
        abstract=_shortened(plain_or_empty(header.find("t:profileDesc/t:abstract", _NS)), _LONGEST),
        keywords=tuple(dict.fromkeys(_keywords(header))),
        source=source_of(header, ids),
        address=publication.address,
        files=publication.files,
    )


def _main_title(titles: list[etree._Element], language: str) -> etree._Element | None:
    told = [one for one in titles if plain(one)]
    own = [one for one in told if one.get("level") not in {"s", "j"} and one.get("type") not in _NOT_MAIN] or told
    own = [one for one in own if one.get("level") == "a"] or [one for one in own if one.get("type") == "main"] or own
    # Of the same title in two languages, the one in the document's.
    same = [one for one in own if one.get(XML_LANG) == language] if len(own) > 1 and language else []
    return next(iter(same or own), None)


def _other_title(titles: list[etree._Element], main: etree._Element | None, kind: str) -> str:
    level = main.get("level") if main is not None else None
    found = [one for one in titles if one.get("type") == kind and one is not main and one.get("level") in {level, None}]
    return next((text for one in found if (text := plain(one))), "")


def _series(header: etree._Element, titles: list[etree._Element], title: str) -> str:
    inside = [one for one in titles if one.get("level") == "s" or one.get("type") == "series"]
    stated = header.findall("t:fileDesc/t:seriesStmt/t:title", _NS)
    own = [one for one in inside if one.get("type") != "desc"] or stated
    ordered = [one for one in own if one.get("type") == "main"] + own
    return next((text for one in ordered if (text := plain(one).rstrip(".")) and text != title), "")


def _number(header: etree._Element) -> str:
    said = plain_or_empty(header.find("t:fileDesc/t:seriesStmt/t:biblScope", _NS))
    # Some say there what volumes there are.
    return said if len(said) <= 40 else ""  # noqa: PLR2004


def _credits(header: etree._Element, ids: _Ids) -> Iterator[Credit]:
    statement = header.find("t:fileDesc/t:titleStmt", _NS)
    for path, role in (("t:author", "author"), ("t:editor", "editor")):
        for one in statement.iterfind(path, _NS) if statement is not None else ():
            wanted: Role = "author" if role == "author" else _role(one.get("role", ""), "editor")
            yield from (Credit(agent, wanted, one.get("role", "")) for agent in agents_of(one, ids))
    for one in header.iterfind("t:fileDesc/*/t:respStmt", _NS):
        said = " ".join(filter(None, (plain(resp) for resp in one.iterfind("t:resp", _NS))))
        codes = " ".join(resp.get("key", "") + " " + resp.get("ref", "") for resp in one.iterfind("t:resp", _NS))
        role_found = _role(f"{codes} {said}".strip(), "contributor")
        yield from (Credit(agent, role_found, said) for agent in agents_of(one, ids))
    for one in statement.iterfind("t:principal", _NS) if statement is not None else ():
        yield from (Credit(agent, "contributor", "principal") for agent in agents_of(one, ids))
    for one in statement.iterfind("t:funder", _NS) if statement is not None else ():
        yield from (Credit(_as_body(agent), "funder") for agent in agents_of(one, ids))
    yield from _correspondents(header, ids)


def _each_once(credits_: Iterable[Credit]) -> Iterator[Credit]:
    """Yield each role of somebody once, and that somebody also contributed only where nothing else is said."""
    found = list(credits_)
    known = {(one.agent.direct, one.role) for one in found if one.role != "contributor"}
    named = {name for name, _ in known}
    told: set[tuple[str, Role]] = set()
    for one in found:
        is_known = one.role == "contributor" and one.agent.direct in named
        if not is_known and (one.agent.direct, one.role) not in told:
            told.add((one.agent.direct, one.role))
            yield one


def _correspondents(header: etree._Element, ids: _Ids) -> Iterator[Credit]:
    for action in header.iterfind("t:profileDesc/t:correspDesc/t:correspAction", _NS):
        role: Role | None = {"sent": "sender", "received": "recipient"}.get(action.get("type", ""))  # type: ignore[assignment]
        if role is not None:
            for one in action.iterchildren(tei("persName"), tei("orgName"), tei("name")):
                yield from (Credit(agent, role) for agent in agents_of(one, ids))


def _as_body(agent: Agent) -> Agent:
    return Agent(whole=agent.direct, is_body=True, uris=agent.uris)


def _role(said: str, otherwise: Role) -> Role:
    found = ((role, re.search(pattern, said.casefold())) for role, pattern in _ROLES)
    # What is said first counts: "edited and translated by" makes an editor.
    placed = [(match.start(), role) for role, match in found if match is not None]
    return min(placed, key=lambda one: one[0])[1] if placed else otherwise


def _version(header: etree._Element, title: str) -> str:
    edition = header.find("t:fileDesc/t:editionStmt/t:edition", _NS)
    if edition is None:
        return ""
    said = plain(edition)
    # A bare year is that of the source.
    return "" if said == title or re.fullmatch(r"1\d{3}", said) else said or edition.get("n", "")


def _publisher(published: etree._Element) -> str:
    for name in ("publisher", "authority", "distributor"):
        told = [text for one in published.iterfind(f"t:{name}", _NS) if (text := plain(one).rstrip(",;: "))]
        if told:
            return told[0]
    return ""


def _place(published: etree._Element) -> str:
    place = published.find("t:pubPlace", _NS)
    if place is None:
        return ""
    town = place.find(".//t:settlement", _NS)
    return (plain(town) if town is not None else plain(place)).rstrip(":,; ")


def _issued(header: etree._Element, published: etree._Element) -> Date:
    for one in (*published.iterfind("t:date", _NS), *header.iterfind("t:fileDesc/t:editionStmt/t:edition/t:date", _NS)):
        date = date_of(one)
        if date:
            return date
    return Date()


def _licence(published: etree._Element) -> str:
    for one in published.iter(tei("licence"), tei("ref")):
        found = re.match(r"https?://\S+", one.get("target", "").strip())
        if found and (one.tag == tei("licence") or _is_licence(found[0])):
            return found[0]
    said = re.search(r"https?://(creativecommons|rightsstatements|opensource)\.org/[^\s<>()]+", plain(published))
    return said[0].rstrip(".,;") if said else ""


def _is_licence(address: str) -> bool:
    return bool(re.search(r"creativecommons|opendatacommons|rightsstatements|gnu\.org/licenses|licen[cs]e", address))


# An identifier's scheme, by how it looks where that is enough, and what is cut off before it.
_SCHEMES: Final = (
    ("doi", r"(?:https?://(?:dx\.)?doi\.org/|doi:)?(10\.\d{4,9}/\S+)"),
    ("hdl", r"(?:https?://hdl\.handle\.net/|hdl:)(\d[\d.]*/\S+)"),
    ("ark", r"(?:https?://[^/]+/)?(ark:/?\d{5,}/\S+)"),
    ("urn", r"(urn:[A-Za-z0-9][A-Za-z0-9-]*:\S+)"),
    ("uri", r"(https?://[^\s<>\"]+)"),
)
_TYPED: Final = {"isbn": r"(?:isbn:?\s*)?([\dXx -]{10,17})", "issn": r"(?:issn:?\s*)?(\d{4}-?\d{3}[\dXx])"}


def _identifiers(header: etree._Element, published: etree._Element) -> Iterator[Identifier]:
    series = header.iterfind("t:fileDesc/t:seriesStmt/t:idno", _NS)
    for one in (*published.iter(tei("idno")), *series):
        value, said = plain(one), one.get("type", "").strip()
        typed = _TYPED.get(said.casefold())
        patterns = [(said.casefold(), typed)] if typed else _SCHEMES
        if said.casefold() in {"handle", "hdl"} and re.fullmatch(r"\d[\d.]*/\S+", value):
            value = f"hdl:{value}"
        tried = ((scheme, re.fullmatch(pattern, value, re.IGNORECASE)) for scheme, pattern in patterns)
        found = next(((scheme, match) for scheme, match in tried if match is not None), None)
        if found is not None:
            yield Identifier(found[0], found[1][1])
        elif value and said:
            yield Identifier(said, value)


def _languages(root: etree._Element, header: etree._Element) -> Iterator[str]:
    """Yield the languages of the document. What langUsage lists is used in the file: in the header too."""
    text = root.find(tei("text"))
    described = header.find(".//t:textLang", _NS)
    said = [
        *([described.get("mainLang", ""), *described.get("otherLangs", "").split()] if described is not None else []),
        text.get(XML_LANG, "") if text is not None else "",
        root.get(XML_LANG, ""),
    ]
    used = header.findall("t:profileDesc/t:langUsage/t:language", _NS)
    used.sort(key=lambda one: -float(one.get("usage", "")) if _is_number(one.get("usage", "")) else 0.0)
    known = [one for one in said if re.fullmatch(_LANGUAGE, one)]
    yield from known or [tag for one in used if re.fullmatch(_LANGUAGE, tag := one.get("ident", ""))]


_LANGUAGE: Final = r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*"


def _is_number(text: str) -> bool:
    return bool(re.fullmatch(r"\d+(\.\d+)?", text))


def _keywords(header: etree._Element) -> Iterator[str]:
    for list_ in header.iterfind("t:profileDesc/t:textClass/t:keywords", _NS):
        terms = list(list_.iter(tei("term"))) or list(list_.iter(tei("item")))
        yield from (text for one in terms if (text := plain(one)))


def _shortened(text: str, longest: int) -> str:
    if len(text) <= longest:
        return text
    return text[:longest].rsplit(" ", 1)[0].rstrip(" ,;:.") + " …"
