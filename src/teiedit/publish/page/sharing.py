"""Lists at the end of a document shared out to its pages: notes, interventions, names."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterable, Iterator
from typing import Final

from lxml import etree

from teiedit.publish.page.building import shell_of
from teiedit.publish.page.fitting import HEADINGS

_ITEMS: Final = frozenset({"li", "dt", "dd", "tr"})

# Tells on which pages, by number from 0, an item of a list is wanted.
Wanted = Callable[[list[etree._Element]], Iterable[int]]


def share(section: etree._Element, wanted: Wanted) -> dict[int, etree._Element]:
    """Share a section out to pages.

    Args:
        section: a heading and one or more lists; its items move.
        wanted: asked for each item; of a list of terms, for each term with what is said of it.

    Returns:
        For each page that any item is wanted on, a section like the whole with these items.
    """
    return _share(section, wanted)


def _share(container: etree._Element, wanted: Wanted) -> dict[int, etree._Element]:
    shares: dict[int, etree._Element] = {}
    # What stands before a list, and is repeated on each page that has items of that list.
    before: list[etree._Element] = []
    heading = next((one for one in container if one.tag in HEADINGS), None)
    for group in _groups(container):
        if group[0].tag in _ITEMS:
            pages = sorted(set(wanted(group)))
            # The last page takes the items themselves.
            parts = [(page, group if page == pages[-1] else copy.deepcopy(group)) for page in pages]
        elif _has_items(group[0]):
            parts = [(page, [part]) for page, part in _share(group[0], wanted).items()]
        else:
            before += group
            continue
        for page, part in parts:
            if page not in shares:
                shares[page] = shell_of(container)
                if heading is not None and heading not in before:
                    shares[page].append(copy.deepcopy(heading))
            shares[page].extend(copy.deepcopy(one) for one in before)
            shares[page].extend(part)
        before = []
    return shares


def _groups(container: etree._Element) -> Iterator[list[etree._Element]]:
    """Yield the children; a term together with the other terms beside it and what is said of them."""
    group: list[etree._Element] = []
    for child in list(container):
        if child.tag == "dd" or (child.tag == "dt" and group and group[-1].tag == "dt"):
            group.append(child)
            continue
        if group:
            yield group
        group = [child] if child.tag == "dt" else []
        if child.tag != "dt":
            yield [child]
    if group:
        yield group


def _has_items(element: etree._Element) -> bool:
    return next(element.iter(*_ITEMS), None) is not None
