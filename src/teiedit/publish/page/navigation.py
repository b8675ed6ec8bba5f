"""What leads through a document: its contents, the pages before and after, the way back to the whole."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from lxml import etree

from teiedit.publish.page.building import built
from teiedit.publish.page.outline import Heading

# With fewer headings a document can be seen through without a table of contents.
_SEVERAL: Final = 3
# With more of them nobody sees through the contents: the deepest are left out.
_MOST: Final = 2000
OWN: Final = {"data-te": "own"}

# What the page says of its own, by key, in the language of the page.
Words = Mapping[str, str]


def contents(headings: Sequence[tuple[Heading, str]], words: Words, *, is_open: bool) -> etree._Element | None:
    """Make a table of contents, nested by level; None where there are too few headings for one.

    Of very many headings those of the highest levels are in it.

    Args:
        headings: each with the address that leads to it.
        words: of the page.
        is_open: whether it is unfolded.
    """
    headings = _highest(headings)
    if len(headings) < _SEVERAL:
        return None
    top = built("ol")
    # Lists that are open, each with the level of its entries.
    lists: list[tuple[int, etree._Element]] = [(headings[0][0].level, top)]
    for heading, href in headings:
        while len(lists) > 1 and heading.level < lists[-1][0]:
            lists.pop()
        level, here = lists[-1]
        if heading.level > level and len(here):
            here = etree.SubElement(here[-1], "ol")
            lists.append((heading.level, here))
        here.append(built("li", built("a", heading.title, href=href)))
    folded = built("details", built("summary", words["contents"]), top)
    if is_open:
        folded.set("open", "open")
    named = {"class": "contents", "id": "te-contents", "aria-label": words["contents"], **OWN}
    return built("nav", folded, of=named)


def _highest(headings: Sequence[tuple[Heading, str]]) -> Sequence[tuple[Heading, str]]:
    """Return the headings of as many levels as make no more entries than a reader can see through."""
    while len(headings) > _MOST:
        deepest = max(heading.level for heading, _ in headings)
        headings = [one for one in headings if one[0].level < deepest]
    return headings


def page_list(pages: Sequence[tuple[str, str]], words: Words) -> etree._Element:
    """Make the list of the pages of a document, each with its title and address."""
    listed = built("ol", *(built("li", built("a", title, href=href)) for title, href in pages))
    folded = built("details", built("summary", words["pages"]), listed)
    return built("nav", folded, of={"class": "contents page-list", "aria-label": words["pages"], **OWN})


def pager(before: tuple[str, str] | None, after: tuple[str, str] | None, words: Words) -> etree._Element:
    """Make the links to the pages before and after, each given by title and address."""
    nav = built("nav", of={"class": "pager", "aria-label": words["pages"], **OWN})
    for relation, key, page in (("prev", "previous-page", before), ("next", "next-page", after)):
        if page is not None:
            title, href = page
            way, to = built("span", words[key], of={"class": "way"}), built("span", title, of={"class": "to"})
            nav.append(built("a", way, " ", to, rel=relation, href=href))
    return nav


def breadcrumb(way: Sequence[tuple[str, str]], here: str, words: Words) -> etree._Element:
    """Make the way to a page: the document and the divisions around it, each with its address, then the page."""
    steps = [built("li", built("a", title, href=href)) for title, href in way]
    last = built("li", here, of={"aria-current": "page"})
    return built("nav", built("ol", *steps, last), of={"class": "breadcrumb", "aria-label": words["breadcrumb"], **OWN})
