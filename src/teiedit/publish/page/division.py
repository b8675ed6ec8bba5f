"""Where a document is divided into pages.

A page begins at a division or at a page break of the source. A beginning with nothing but headings before it since
the last one is none: the heading of an act stays with its first scene.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from typing import Final, cast

from lxml import etree

from teiedit.config import Split
from teiedit.publish.page.fitting import HEADINGS
from teiedit.publish.page.outline import Division, classes, divisions, words_of

# Letters of HTML. A document under the first is one page; pages are to be under the second, and begin anew only
# where the page before has the third.
_WHOLE: Final = 1_500_000
_PAGE: Final = 1_000_000
_LEAST: Final = 60_000
_DEEPEST: Final = 7
_MARKS = etree.XPath("descendant::span[contains(concat(' ', @class, ' '), ' pb ')][@id]")


@dataclass(frozen=True, slots=True)
class Beginning:
    """Where a page begins: the element, and the one whose identifier and words name the page."""

    element: etree._Element
    named: etree._Element


def beginnings(article: etree._Element, split: Split, size: int) -> list[Beginning]:
    """Return where the second and further pages of a document begin.

    Args:
        article: the document's text.
        split: as teiedit.toml has it.
        size: letters of HTML that the whole page takes, for `auto`.
    """
    if split == "none" or (split == "auto" and size < _WHOLE):
        return []
    if split == "page":
        return _apart(article, _page_breaks(article), 1)
    parts = divisions(article)
    if split != "auto":
        return _apart(article, _at_level(parts, int(split)), 1)
    letters = _letters(article)
    # Letters of text to letters of HTML: what is measured is text, what is wanted is HTML.
    scale = size / max(1, letters.total)
    least = int(_LEAST / scale)
    best: list[Beginning] = []
    smallest = letters.total
    deepest = max((one.level for one in parts), default=0)
    for level in range(1, min(deepest, _DEEPEST) + 1):
        found = _apart(article, _at_level(parts, level), least, letters)
        longest = letters.longest(found)
        if longest < smallest:
            best, smallest = found, longest
        if longest * scale <= _PAGE:
            return best
    by_page = _apart(article, _page_breaks(article), int(_PAGE / scale / 4), letters)
    return by_page if by_page and letters.longest(by_page) < smallest / 2 else best


def _at_level(parts: Iterable[Division], level: int) -> list[Beginning]:
    return [_named(one.element) for one in parts if one.level <= level and one.element.get("id")]


def _page_breaks(article: etree._Element) -> list[Beginning]:
    return [_named(one) for one in cast("list[etree._Element]", _MARKS(article))]


def _named(element: etree._Element) -> Beginning:
    """Begin at whatever begins with the element, so that no empty beginning of it is left on the page before."""
    begins = element
    while True:
        before, parent = begins.getprevious(), begins.getparent()
        if before is not None and "facs" in classes(before) and not (before.tail or "").strip():
            begins = before
        elif before is None and parent is not None and not (parent.text or "").strip() and parent.tag != "article":
            begins = parent
        else:
            return Beginning(begins, element)


@dataclass(frozen=True, slots=True)
class _Letters:
    """How many letters of text, headings left out, stand before each element."""

    before: dict[etree._Element, int]
    total: int

    def longest(self, found: list[Beginning]) -> int:
        at = [0, *(self.before[one.element] for one in found), self.total]
        return max(end - start for start, end in pairwise(at))


def _letters(article: etree._Element) -> _Letters:
    before: dict[etree._Element, int] = {}
    count = 0
    for element in article.iter(etree.Element):
        before[element] = count
        if element.tag not in HEADINGS and element.get("data-te") is None:
            count += len((element.text or "").strip())
        count += len((element.tail or "").strip())
    return _Letters(before, count)


def _apart(
    article: etree._Element, found: list[Beginning], least: int, letters: _Letters | None = None
) -> list[Beginning]:
    """Return those of the beginnings that have so many letters since the one before."""
    letters = letters or _letters(article)
    kept: list[Beginning] = []
    last = 0
    for one in found:
        at = letters.before[one.element]
        if at - last >= least:
            kept.append(one)
            last = at
    return kept


def title_of(beginning: Beginning) -> str:
    """Return what a page is called: the heading of its division, or the number of its page in the source."""
    named = beginning.named
    if named.tag == "span":
        return named.get("aria-label") or " ".join("".join(str(one) for one in named.itertext()).split()).strip("[]")
    heading = next(named.iter(*HEADINGS), None)
    return words_of(heading) if heading is not None else named.get("id", "")
