"""On which pages of a divided document something is wanted."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final
from urllib.parse import quote

from lxml import etree

from teiedit.publish.page.links import identifiers

_CALL: Final = "doc-noteref"


class Whereabouts:
    """On which pages of a document something is wanted, by its links and those that lead to it."""

    def __init__(self, texts: Sequence[etree._Element], ids: Sequence[set[str]]) -> None:
        self._page_of = {one: page for page in reversed(range(len(ids))) for one in ids[page]}
        self._calls: dict[str, int] = {}
        self._links: dict[str, list[int]] = {}
        self._last = 0
        for page, text in enumerate(texts):
            for link in text.iter("a"):
                self._see(link, page)

    def _see(self, link: etree._Element, page: int) -> None:
        href = link.get("href", "")
        if not href.startswith("#"):
            return
        if link.get("role") == _CALL:
            self._calls.setdefault(href[1:], page)
        pages = self._links.setdefault(href[1:], [])
        if not pages or pages[-1] != page:
            pages.append(page)

    def of_note(self, group: list[etree._Element]) -> list[int]:
        """Tell where a note is called; one that is not called is beside the note before it."""
        calls = [self._calls[one] for one in _names_of(group) if one in self._calls]
        self._last = calls[0] if calls else self._last
        for link in (link for one in group for link in one.iter("a")):
            if link.get("role") == _CALL:
                self._calls.setdefault(link.get("href", "")[1:], self._last)
        return [self._last]

    def of_explanation(self, group: list[etree._Element]) -> list[int]:
        """Tell where the thing is that is explained: what it links to, or what links to it."""
        for link in (link for one in group for link in one.iter("a")):
            page = self._page_of.get(link.get("href", "#")[1:])
            if page is not None:
                return [page]
        return self.of_entry(group)[:1]

    def of_entry(self, group: list[etree._Element]) -> list[int]:
        """Tell where something is linked to; on the first page, if nowhere."""
        return sorted({page for one in _names_of(group) for page in self._links.get(one, ())}) or [0]


def _names_of(group: Iterable[etree._Element]) -> list[str]:
    return [name for one in group for identifier in identifiers(one) for name in (identifier, quote(identifier))]
