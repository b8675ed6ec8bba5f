"""A page held against its document: what is wrong with it, as findings with places in the document."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final
from urllib.parse import unquote

from lxml import etree

from teiedit import codes
from teiedit.diagnostics import Code, Diagnostic, Location, finding, quoted
from teiedit.document import Document
from teiedit.namespaces import display_name
from teiedit.publish.anchors import by_anchor
from teiedit.publish.verify.compare import Fault, Kind, compare
from teiedit.publish.verify.expected import VIEWS, Expected, Origin, Reading, stream_of
from teiedit.publish.verify.header import compare_units
from teiedit.publish.verify.shown import Link, Page, read_page
from teiedit.publish.verify.table import table
from teiedit.publish.verify.words import Piece, place_of_run

_CODES: Final[Mapping[Kind, Code]] = {
    Kind.LOST: codes.WORD_LOST,
    Kind.DOUBLED: codes.WORD_DOUBLED,
    Kind.DISPLACED: codes.WORD_DISPLACED,
    Kind.ADDED: codes.WORD_ADDED,
    Kind.RUN_TOGETHER: codes.WORDS_NOT_PARTED,
    Kind.DIVIDED: codes.WORDS_NOT_PARTED,
}
_SAID: Final[Mapping[Kind, str]] = {
    Kind.LOST: "the page lacks {words}",
    Kind.DOUBLED: "the page repeats {words} after this",
    Kind.DISPLACED: "the page has {words} in another place",
    Kind.ADDED: "the page adds {words} after this",
    Kind.RUN_TOGETHER: "the page runs the words {words} together",
    Kind.DIVIDED: "the page divides the word {words}",
}
_PARTS: Final = ("title", "abstract", "text", "notes")
_IN_BOTH: Final = "in both views"


@dataclass(frozen=True, slots=True)
class PageFacts:
    """What the other pages of an edition need to know of one.

    Attributes:
        name: of its file.
        ids: its identifiers.
        links: those that lead to other pages.
    """

    name: str
    ids: frozenset[str]
    links: tuple[Link, ...]


def check_page(
    document: Document, name: str, content: bytes, pages: Mapping[Path, str]
) -> tuple[tuple[Diagnostic, ...], PageFacts]:
    """Hold a page against its document.

    Args:
        document: what it was made of.
        name: of its file, as a link from a page beside it says it.
        content: the page.
        pages: the edition's documents and the names of their pages.

    Raises:
        TransformError: the page is no HTML.
    """
    page = read_page(content)
    expected = Reading(table()).read(document.root)
    found = [
        *_words(document, expected, page),
        *_identifiers(document, page),
        *_links(document, page),
        *_pointers(document, expected, page, pages),
    ]
    outward = tuple(link for link in page.links if not re.match(r"#|[A-Za-z][A-Za-z0-9+.-]*:|//", link.href))
    return tuple(found), PageFacts(name, frozenset(page.ids), outward)


def facts_of(name: str, content: bytes) -> PageFacts:
    """Return what other pages need to know of one that was made of no document of its own."""
    page = read_page(content)
    return PageFacts(name, frozenset(page.ids), tuple(link for link in page.links if not link.href.startswith("#")))


def dead_links(facts: Mapping[str, PageFacts], known: frozenset[str]) -> Iterator[tuple[str, Link]]:
    """Yield the links from page to page that lead nowhere, each with the name of the page that has it.

    Args:
        facts: of the pages made now, by name.
        known: names of the edition's other results, which links may lead to as well.
    """
    for name, one in facts.items():
        for link in one.links:
            file, _, fragment = link.href.partition("#")
            target = facts.get(file or name)
            is_dead = (
                file not in known and not re.match(r"[A-Za-z][A-Za-z0-9+.-]*:|//", file)
                if target is None
                else bool(fragment) and fragment not in target.ids and unquote(fragment) not in target.ids
            )
            if is_dead:
                yield name, link


def dead_link(document: Document, link: Link) -> Diagnostic:
    """Say that a link of a document's page leads nowhere."""
    wanted = by_anchor(document, link.href[1:].removesuffix("-call")) if link.href.startswith("#") else None
    at = document.locate(wanted) if wanted is not None else _at_anchor(document, link.anchor)
    return finding(codes.DEAD_LINK, f"the link {quoted(link.href)} of the page leads nowhere", at)


def _words(document: Document, expected: Expected, page: Page) -> Iterator[Diagnostic]:
    """Yield what happened to words; what happened in both views is told once."""
    told: dict[tuple[Kind, str, Piece[Origin] | None], list[str]] = {}
    for name, view in VIEWS.items():
        for fault in _faults(expected, page, name, view):
            told.setdefault((fault.kind, fault.words, fault.at), []).append(f"in the {name} text")
    for (kind, words, at), views in told.items():
        where = _IN_BOTH if len(views) == len(VIEWS) else views[0]
        place = _at_piece(document, at) if at is not None else document.locate(document.root)
        yield finding(_CODES[kind], f"{_SAID[kind].format(words=quoted(words))}, {where}", place)


def _faults(expected: Expected, page: Page, name: str, view: int) -> Iterator[Fault]:
    for part in _PARTS:
        yield from compare(stream_of(expected.parts[part], view), page.words(part, name))
    yield from compare_units([stream_of(unit, view) for unit in expected.header], page.words("header", name))


def _identifiers(document: Document, page: Page) -> Iterator[Diagnostic]:
    for identifier, times in page.ids.items():
        if times > 1:
            said = f"the page has the identifier {quoted(identifier)} {times} times"
            yield finding(codes.DUPLICATE_ID_ON_PAGE, said, _at_anchor(document, identifier))


def _links(document: Document, page: Page) -> Iterator[Diagnostic]:
    for link in page.links:
        target = link.href[1:]
        if link.href.startswith("#") and target not in page.ids and unquote(target) not in page.ids:
            yield dead_link(document, link)


def _pointers(document: Document, expected: Expected, page: Page, pages: Mapping[Path, str]) -> Iterator[Diagnostic]:
    """Yield the references that are shown and became no link."""
    there = Counter(link.href for link in page.links if not link.is_own)
    # A register entry has a key of the page's own before its identifier: "#register.mikoyan".
    entries = Counter(
        link.href[at + 1 :]
        for link in page.links
        if not link.is_own and link.href.startswith("#")
        for at, character in enumerate(link.href)
        if character == "."
    )
    ids = document.ids()
    for element in expected.pointers:
        wanted = _href(document, element, ids, pages)
        if not wanted or _is_in_link(element):
            continue
        name = wanted.partition("#")[2]
        if there[wanted] > 0:
            there[wanted] -= 1
        elif not wanted.startswith("#") and entries[name] > 0:
            entries[name] -= 1
        else:
            target = quoted(element.get("target", ""))
            said = f"<{display_name(str(element.tag))}> to {target} became no link on the page"
            yield finding(codes.DEAD_LINK, said, document.locate(element, "target"))


def _href(
    document: Document, element: etree._Element, ids: Mapping[str, etree._Element], pages: Mapping[Path, str]
) -> str:
    """Return what the link of a reference must say, or nothing where it leads to nothing of ours."""
    target = next(iter(element.get("target", "").split()), "")
    path, _, fragment = target.partition("#")
    if target.startswith("#"):
        return target if fragment in ids else ""
    if re.match(r"(https?|mailto|ftp):", target, re.IGNORECASE):
        return target
    file = document.resolve(path, element)
    if file is None or not pages.get(file):
        return ""
    return pages[file] + (f"#{fragment}" if fragment else "")


def _is_in_link(element: etree._Element) -> bool:
    """Tell whether a reference stands in another, which is the link: links hold no links."""
    return any(display_name(str(one.tag)) == "ref" or one.get("ref") for one in element.iterancestors())


def _at_piece(document: Document, piece: Piece[Origin]) -> Location:
    """Find the first letter of a piece of a word in the file."""
    element, node = piece.origin
    text = (node.text if node is element else node.tail) or ""
    at = document.locate_words(element, node)
    before = text[: place_of_run(text, piece.number)]
    skipped = before.lstrip()
    if not at.line:
        return at
    lines = skipped.count("\n")
    column = len(skipped) - skipped.rfind("\n") if lines else at.column + len(skipped)
    return replace(at, line=at.line + lines, column=column)


def _at_anchor(document: Document, anchor: str) -> Location:
    """Find the element that an identifier on the page belongs to; else the document's beginning."""
    element = by_anchor(document, anchor.removesuffix("-call").removesuffix("-why"))
    return document.locate(element if element is not None else document.root)
