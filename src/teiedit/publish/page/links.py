"""Links that hold after a document was divided: within it, from other pages of the edition, and from long ago.

An address of a document that was one page, or divided otherwise, leads to a page that has a list of the anchors of
each of its pages and sends the reader on; without script it shows the pages.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from typing import Final, cast
from urllib.parse import quote, unquote

from lxml import etree

from teiedit.publish.page.building import built
from teiedit.publish.page.navigation import Words

_IDS = etree.XPath("descendant-or-self::*/@id", smart_strings=False)
# Where a reader goes who asks a page for what it does not have.
_SEND: Final = (
    '(() => { const send = () => { let id = "";'
    " try { id = decodeURIComponent(location.hash.slice(1)); } catch { return; }"
    " if (id && !document.getElementById(id)) location.replace(%s + location.search + location.hash); };"
    ' addEventListener("hashchange", send); send(); })();'
)
_FIND: Final = (
    '(() => { let id = ""; try { id = decodeURIComponent(location.hash.slice(1)); } catch { return; }'
    ' const pages = JSON.parse(document.getElementById("te-anchors").textContent);'
    " for (const page in pages) if (id && pages[page].split(' ').includes(id))"
    " return location.replace(page + location.search + location.hash); })();"
)
_LINK: Final = re.compile(r'(?<= href=")([^"#?]+)#([^"]+)(?=")')


def identifiers(element: etree._Element) -> list[str]:
    """Return the identifiers in an element and its own."""
    return cast("list[str]", _IDS(element))


def lead_to_pages(page: etree._Element, here: frozenset[str], first: Mapping[str, str]) -> None:
    """Let the links within a document lead to the page that has what they lead to.

    Args:
        page: what the page shows.
        here: its identifiers.
        first: the address of the page that has an identifier, for all of the document.
    """
    for link in page.iter("a"):
        href = link.get("href", "")
        if not href.startswith("#") or href[1:] in here:
            continue
        wanted = href[1:] if href[1:] in first else unquote(href[1:])
        if wanted not in here and wanted in first:
            link.set("href", f"{first[wanted]}{href}")


def sending_script(addresses: str) -> str:
    """Return the script that sends a reader on from a page that lacks what its address asks for."""
    return _SEND % json.dumps(quote(addresses))


def addresses_main(
    title: str, pages: Sequence[tuple[str, str]], anchors: Mapping[str, Sequence[str]], words: Words
) -> etree._Element:
    """Make the main part of the page that knows where every anchor of a document is.

    Args:
        title: of the document.
        pages: title and address of each of its pages.
        anchors: by the address of each page.
        words: of the page.
    """
    known = json.dumps({page: " ".join(ids) for page, ids in anchors.items()}, ensure_ascii=False)
    listed = (built("li", built("a", name, href=href)) for name, href in pages)
    return built(
        "main",
        built("header", built("h1", title), of={"class": "title"}),
        built("p", words["moved"]),
        built("ol", *listed, of={"class": "documents"}),
        built("script", known, id="te-anchors", type="application/json"),
        built("script", _FIND),
        of={"id": "te-text", "tabindex": "-1", "data-te": "own"},
    )


def relink(page: str, moved: Mapping[str, Mapping[str, str]]) -> str:
    """Let the links of a page to documents that were divided lead to the page that has what they ask for.

    Args:
        page: HTML.
        moved: for each divided document, by its address, the addresses of its pages by identifier.
    """

    def lead(found: re.Match[str]) -> str:
        pages = moved.get(found[1])
        if pages is None:
            return found[0]
        wanted = found[2].replace("&amp;", "&")
        page_of = pages.get(wanted) or pages.get(unquote(wanted)) or found[1]
        return f"{page_of}#{found[2]}"

    return _LINK.sub(lead, page)
