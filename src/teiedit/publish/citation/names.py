"""The names of persons and bodies as headers have them, taken apart as far as that is safe."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from lxml import etree

from teiedit.namespaces import XML_LANG, tei
from teiedit.publish.citation.model import Agent
from teiedit.summary import reading_text

_NAMES: Final = tuple(tei(name) for name in ("persName", "orgName", "name", "rs"))
_PERSONS: Final = frozenset({tei("persName"), tei("name"), tei("rs")})
# What a name element holds besides the name.
_BESIDE: Final = frozenset(
    tei(name)
    for name in [
        "affiliation",
        "email",
        "idno",
        "note",
        "address",
        "ref",
        "ptr",
        "date",
        "birth",
        "death",
        "resp",
        "roleName",
        "graphic",
        "desc",
    ]
)
_GIVEN: Final = (tei("forename"), tei("addName"))
_FAMILY: Final = (tei("nameLink"), tei("surname"), tei("genName"))
# Sense of these words: it is no person's name.
_BODY: Final = re.compile(
    r"\b(universit\w*|[aá]cad[eé]mi\w*|akademie\w*|institut\w*|archi(v|ve|ves|vio)|libraries|library|bibliot\w*|museum"
    r"|mus[eé]o?|cent(re|er|rum)|project\w*|projekt\w*|press|verlag|consortium|foundation|stiftung|society|gesellschaft"
    r"|office|department|team|committee|council|commission|partnership|registry|group|association|inc|ltd|gmbh)\b",
    re.IGNORECASE,
)
# Names of roles that stand where the name is not known.
_NO_NAMES: Final = frozenset(
    [
        "anonymous",
        "anonym",
        "anon",
        "anonyme",
        "anonimo",
        "unknown",
        "unbekannt",
        "n.n.",
        "nn",
        "[n.n.]",
        "-",
        "–",
        "xxx",
        "n/a",
        "translator",
        "editor",
        "author",
    ]
)
_PARTICLES: Final = frozenset(
    [
        "von",
        "van",
        "der",
        "den",
        "de",
        "del",
        "della",
        "di",
        "da",
        "du",
        "des",
        "d'",
        "le",
        "la",
        "al",
        "el",
        "ten",
        "ter",
        "zu",
        "zum",
        "zur",
        "af",
        "av",
        "bin",
        "ibn",
        "al-",
        "el-",
    ]
)
# Dates of life and the like, which catalogues write after a name.
_ADDED: Final = re.compile(r"\s*(\([^)]*\)|\[[^\]]*\]|,\s*(b\.|d\.|ca?\.)?\s*\d{3,4}\??\s*[-–]?\s*(\d{3,4})?\??\.?)\s*")
_CASED: Final = re.compile(r"[^\W\d_][\w.'’-]*")


def agents_of(element: etree._Element, ids: Mapping[str, etree._Element]) -> Iterator[Agent]:
    """Yield the persons and bodies that an `author`, `editor`, `respStmt` or the like names.

    Args:
        element: where they are named: as its text, or in name elements.
        ids: the elements of the document by xml:id, for names that only point to a person.
    """
    named = [one for one in element.iterchildren(*_NAMES) if _is_told(one)]
    persons = [one for one in named if one.tag in _PERSONS]
    if element.tag == tei("respStmt"):
        named = named or list(element.iter(*_NAMES))
    elif persons and element.tag != tei("orgName"):
        # A body beside a person is where that person works.
        named = persons
    for one in named or ([] if element.tag == tei("respStmt") else [element]):
        agent = _agent(one, ids)
        if agent is not None:
            yield agent


def _is_told(element: etree._Element) -> bool:
    return bool(element.get("ref") or element.get("sameAs") or _text(element))


def _agent(element: etree._Element, ids: Mapping[str, etree._Element]) -> Agent | None:
    uris = tuple(_uris(element))
    target = _target(element, ids)
    text = _text(element)
    if not text and target is not None:
        found = next(target.iter(*_NAMES), target)
        return _agent(found, {}) if found is not element else None
    if target is not None:
        uris += tuple(one for one in _uris(target) if one not in uris)
    if not text or text.casefold() in _NO_NAMES:
        return None
    parts = _parts(element)
    if parts is not None:
        return Agent(parts[0], parts[1], uris=uris)
    if element.tag == tei("orgName") or element.get("type") in {"org", "organisation", "organization"}:
        return Agent(whole=text, is_body=True, uris=uris)
    return _taken_apart(text, _language(element), uris)


def _text(element: etree._Element) -> str:
    """Return a name on one line, without what stands beside it."""
    kept = " ".join(reading_text(element).split())
    for one in element.iterchildren(etree.Element):
        if one.tag in _BESIDE:
            kept = kept.replace(" ".join(reading_text(one).split()), "", 1) if reading_text(one).strip() else kept
    return " ".join(kept.split()).strip(" ,;:")


def _parts(element: etree._Element) -> tuple[str, str] | None:
    """Return family name and forenames where they are marked as such."""
    family = " ".join(filter(None, (_plain(one) for one in element.iter(*_FAMILY))))
    given = " ".join(filter(None, (_plain(one) for one in element.iter(_GIVEN[0]))))
    if not family and given:
        given = " ".join(filter(None, (_plain(one) for one in element.iter(*_GIVEN))))
    return (family, given) if family else None


def _plain(element: etree._Element) -> str:
    return " ".join(reading_text(element).split())


def _taken_apart(text: str, language: str, uris: tuple[str, ...]) -> Agent:
    name = " ".join(_ADDED.sub(" ", text).split()).strip(" ,;") or text
    if _BODY.search(name):
        return Agent(whole=name, is_body=True, uris=uris)
    family, given = _by_comma(name) or _by_capitals(name.split(), language)
    return Agent(family, given, uris=uris) if family else Agent(whole=name, uris=uris)


def _by_comma(name: str) -> tuple[str, str] | None:
    before, _, after = (part.strip() for part in name.partition(","))
    longest = max(len(before.split()), len(after.split()))
    return (before, after) if after and "," not in after and longest <= 4 else None  # noqa: PLR2004 - words of a name


def _by_capitals(words: list[str], language: str) -> tuple[str, str]:
    """Divide a name of a few words that all begin with a capital, but for particles; or give nothing."""
    if not 2 <= len(words) <= 5 or not _is_capital(words[0]):  # noqa: PLR2004 - words of a name
        return "", ""
    if not all(_CASED.fullmatch(one) and (_is_capital(one) or one.casefold() in _PARTICLES) for one in words):
        return "", ""
    if language == "hu":
        return words[0], " ".join(words[1:])
    at = len(words) - 1
    while at > 1 and words[at - 1].casefold() in _PARTICLES:
        at -= 1
    return " ".join(words[at:]), " ".join(words[:at])


def _is_capital(word: str) -> bool:
    # "d'Estournelles" too; a script without capitals (人, ש) has none and is left whole.
    return any(one.isupper() for one in word[:3])


def _language(element: etree._Element) -> str:
    found = next((one.get(XML_LANG) for one in (element, *element.iterancestors()) if one.get(XML_LANG)), "")
    return str(found).partition("-")[0].lower()


def _uris(element: etree._Element) -> Iterator[str]:
    for name in ("ref", "key", "sameAs", "corresp"):
        yield from (one for one in element.get(name, "").split() if re.match(r"https?://[^\s<>\"]+$", one))
    for one in element.iter(tei("idno")):
        value = _plain(one)
        scheme = one.get("type", "").casefold()
        if re.match(r"https?://\S+$", value):
            yield value
        elif scheme == "orcid" and value:
            yield f"https://orcid.org/{value}"
        elif scheme == "gnd" and value:
            yield f"https://d-nb.info/gnd/{value}"
        elif scheme == "viaf" and value:
            yield f"https://viaf.org/viaf/{value}"


def _target(element: etree._Element, ids: Mapping[str, etree._Element]) -> etree._Element | None:
    for name in ("ref", "sameAs", "corresp"):
        for one in element.get(name, "").split():
            found = ids.get(one.removeprefix("#")) if one.startswith("#") or name == "sameAs" else None
            if found is not None and found is not element:
                return found
    return None
