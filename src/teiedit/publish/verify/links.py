"""Links and identifiers: pointers became links that lead to something, identifiers are on a page, and only once."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from urllib.parse import unquote

from lxml import etree

from teiedit import codes
from teiedit.diagnostics import Diagnostic, Location, finding, quoted
from teiedit.document import Document
from teiedit.namespaces import XML_ID, display_name
from teiedit.publish.anchors import by_anchor
from teiedit.publish.verify.expected import Expected
from teiedit.publish.verify.names import local_name
from teiedit.publish.verify.shown import Link, Page, Shown

_OUTWARD: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|//")
# Of an example of markup the markup is shown; it is not the thing itself.
_EXAMPLES: Final = "{http://www.tei-c.org/ns/Examples}"
# Schemes that a page follows; what is no address of the web stays words.
_FOLLOWED: Final = re.compile(r"(https?|mailto|ftp):", re.IGNORECASE)
_DOI: Final = re.compile(r"doi:", re.IGNORECASE)
# Their words are links, besides what they are.
_LINKS: Final = frozenset({"gloss", "term", "licence", "relatedItem"})
# What is added to the address of an element for something of the page's own that belongs to it.
_ADDED: Final = re.compile(r"-(call(-\d+)?|why|entry|mark)$")


@dataclass(frozen=True, slots=True)
class PageFacts:
    """What the other pages of an edition need to know of one.

    Attributes:
        name: of its file.
        ids: its identifiers.
        links: those that lead to other pages.
        document: the name of the first page of its document, which old links to the whole lead to.
    """

    name: str
    ids: frozenset[str]
    links: tuple[Link, ...]
    document: str = ""


def facts_of(page: Page, document: str = "") -> PageFacts:
    """Return what the other pages need to know of a page."""
    outward = tuple(one for one in page.links if not one.href.startswith("#") and not _OUTWARD.match(one.href))
    return PageFacts(page.name, frozenset(page.ids), outward, document or page.name)


def dead_links(facts: Mapping[str, PageFacts], known: frozenset[str]) -> Iterator[tuple[str, Link]]:
    """Yield the links from page to page that lead nowhere, each with the name of the page that has it.

    Args:
        facts: of the pages made now, by name.
        known: names of the edition's other results, which links may lead to as well.
    """
    # A link to a document that was divided leads to its first page, which sends the reader on.
    whole: dict[str, set[str]] = {}
    for one in facts.values():
        whole.setdefault(one.document, set()).update(one.ids)
    for name, page in facts.items():
        for link in page.links:
            file, _, fragment = link.href.partition("#")
            if file in facts:
                ids = whole.get(file) or facts[file].ids
                is_dead = bool(fragment) and not _is_one_of(fragment, ids)
            else:
                is_dead = file not in known
            if is_dead:
                yield name, link


def dead_link(document: Document, link: Link) -> Diagnostic:
    """Say that a link of a document's page leads nowhere."""
    at = _at_anchor(document, link.href[1:] if link.href.startswith("#") else link.anchor)
    return finding(codes.DEAD_LINK, f"the link {quoted(link.href)} of the page leads nowhere", at)


def check_identifiers(document: Document, shown: Shown) -> Iterator[Diagnostic]:
    """Yield identifiers that a page has twice, or two pages of a document."""
    homes: dict[str, str] = {}
    for page in shown.pages:
        for identifier, times in page.ids.items():
            if times > 1:
                said = f"the page has the identifier {quoted(identifier)} {times} times"
                yield finding(codes.DUPLICATE_ID_ON_PAGE, said, _at_anchor(document, identifier))
            elif identifier not in page.repeated and homes.setdefault(identifier, page.name) != page.name:
                said = f"the pages {homes[identifier]} and {page.name} both have the identifier {quoted(identifier)}"
                yield finding(codes.DUPLICATE_ID_ON_PAGE, said, _at_anchor(document, identifier))


def check_links(document: Document, shown: Shown) -> Iterator[Diagnostic]:
    """Yield links within a page that lead to nothing on it."""
    for page in shown.pages:
        for link in page.links:
            if link.href.startswith("#") and not _is_one_of(link.href[1:], page.ids):
                yield dead_link(document, link)


def check_anchors(document: Document, expected: Expected, shown: Shown) -> Iterator[Diagnostic]:
    """Yield identifiers of the document that no page has, though what has them is seen."""
    there = frozenset(identifier for page in shown.pages for identifier in page.ids)
    told: set[str] = set()
    for element in document.root.iter(etree.Element):
        identifier = element.get(XML_ID)
        if identifier is None or element not in expected.shown or identifier in there or identifier in told:
            continue
        if str(element.tag).startswith(_EXAMPLES):
            continue
        told.add(identifier)
        said = f"no page has the identifier {quoted(identifier)} of this <{display_name(str(element.tag))}>"
        yield finding(codes.DEAD_LINK, said, document.locate(element, XML_ID))


def check_pointers(
    document: Document, expected: Expected, shown: Shown, pages: Mapping[Path, str]
) -> Iterator[Diagnostic]:
    """Yield the references that are seen and became no link."""
    names = frozenset(page.name for page in shown.pages)
    links = [_within(link.href, names) for page in shown.pages for link in page.links if not link.is_own]
    there = Counter(links)
    # A register entry has a key of the page's own before its identifier: "#register.mikoyan".
    entries = Counter(
        href[at + 1 :] for href in links if href[:1] == "#" for at, character in enumerate(href) if character == "."
    )
    ids = document.ids()
    for element in document.root.iter(etree.Element):
        if element not in expected.pointers or _is_in_link(element):
            continue
        targets = element.get("target", "").split()
        for target in targets if local_name(element) == "ptr" else targets[:1]:
            wanted = _href(document, element, target, ids, pages)
            name = wanted.partition("#")[2]
            if not wanted:
                continue
            if there[wanted] > 0:
                there[wanted] -= 1
            elif not wanted.startswith("#") and entries[name] > 0:
                entries[name] -= 1
            else:
                said = f"<{display_name(str(element.tag))}> to {quoted(target)} became no link on the page"
                yield finding(codes.DEAD_LINK, said, document.locate(element, "target"))


def _within(href: str, names: frozenset[str]) -> str:
    """Return a link to a page of the same document as one within it."""
    file, mark, fragment = href.partition("#")
    return f"#{fragment}" if mark and unquote(file) in names else href


def _href(
    document: Document,
    element: etree._Element,
    target: str,
    ids: Mapping[str, etree._Element],
    pages: Mapping[Path, str],
) -> str:
    """Return what the link of a reference must say, or nothing where it leads to nothing of ours."""
    path, _, fragment = target.partition("#")
    if target.startswith("#"):
        return target if fragment in ids else ""
    if _DOI.match(target):
        return f"https://doi.org/{target[4:]}"
    if _FOLLOWED.match(target):
        return target
    file = document.resolve(path, element)
    if file is None or not pages.get(file):
        return ""
    return pages[file] + (f"#{fragment}" if fragment else "")


def _is_in_link(element: etree._Element) -> bool:
    """Tell whether a reference stands in another, which is the link: links hold no links."""
    for one in element.iterancestors():
        if local_name(one) == "note":
            return False
        if local_name(one) == "ref" or one.get("ref") or (local_name(one) in _LINKS and one.get("target")):
            return True
    return False


def _is_one_of(fragment: str, ids: frozenset[str] | set[str] | Counter[str]) -> bool:
    return fragment in ids or unquote(fragment) in ids


def _at_anchor(document: Document, anchor: str) -> Location:
    """Find the element that an identifier on the page belongs to; else the document's beginning."""
    element = by_anchor(document, anchor)
    if element is None:
        element = by_anchor(document, _ADDED.sub("", unquote(anchor)))
    return document.locate(element if element is not None else document.root)
