"""What a page shows: its words by part and view, its identifiers, its links."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from lxml import etree, html

from teiedit.errors import TransformError
from teiedit.publish.verify.words import Stream, parts_words

# On every element whose words the page makes itself.
OWN: Final = "data-te"
# What one view hides: the class of what only the other has.
_HIDDEN: Final = {"reading": "src", "source": "rdg"}
_BLOCKS: Final = frozenset(
    {"address", "article", "aside", "blockquote", "br", "caption", "dd", "details", "div", "dl", "dt", "figcaption"}
    | {"figure", "footer", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "ol", "p", "pre", "rt"}
    | {"section", "summary", "table", "tbody", "td", "th", "tr", "ul"}
)
_UNSEEN: Final = frozenset({"script", "style", "template"})
_HAS_CLASS: Final = "contains(concat(' ', normalize-space(@class), ' '), ' {} ')"
_PARTS: Final = {
    "title": ".//main/header[@class='title']",
    "abstract": ".//main/section[@class='abstract']",
    "text": f".//main/article[{_HAS_CLASS.format('document')}]",
    "header": f".//main/details[{_HAS_CLASS.format('about')}]",
    "notes": f".//main/section[@class='notes']/ol/li[{_HAS_CLASS.format('note')}]/div[@class='body']",
}


@dataclass(frozen=True, slots=True)
class Link:
    """A link, the nearest identifier at or around it, and whether it is the page's own."""

    href: str
    anchor: str
    is_own: bool


@dataclass
class Page:
    """A page that was parsed."""

    root: html.HtmlElement
    ids: Counter[str] = field(default_factory=Counter)
    links: list[Link] = field(default_factory=list)

    def words(self, part: str, view: str) -> Stream[str]:
        """Return the words of a part; the origin of each is the nearest identifier around it."""
        return read_words(self.root.xpath(_PARTS[part]), view)


def read_page(content: bytes) -> Page:
    """Parse a page.

    Raises:
        TransformError: it is not HTML at all.
    """
    try:
        root = html.document_fromstring(content, html.HTMLParser(encoding="utf-8", huge_tree=True))
    except etree.ParserError as error:
        msg = f"the page cannot be read: {error}"
        raise TransformError(msg) from error
    page = Page(root)
    around = [("", False)]
    for event, element in etree.iterwalk(root, events=("start", "end")):
        if event == "end":
            around.pop()
            continue
        anchor, is_own = around[-1]
        if (identifier := element.get("id")) is not None:
            page.ids[identifier] += 1
            anchor = identifier
        is_own = is_own or element.get(OWN) is not None
        around.append((anchor, is_own))
        if element.tag == "a" and (href := element.get("href")) is not None:
            page.links.append(Link(href, anchor, is_own))
    return page


def read_words(roots: list[html.HtmlElement], view: str) -> Stream[str]:
    """Return what elements show in a view, without what the page says of its own."""
    stream: Stream[str] = Stream()
    for root in roots:
        stream.part()
        for text, anchor in _texts(root, _HIDDEN[view]):
            if text is None:
                stream.part()
            else:
                stream.add(text, anchor)
    return stream


def _texts(root: html.HtmlElement, hidden: str) -> Iterator[tuple[str | None, str]]:
    """Yield texts, each with the nearest identifier; None where a block begins or ends."""
    todo: list[tuple[html.HtmlElement | str | None, str]] = [(root, "")]
    while todo:
        task, anchor = todo.pop()
        if task is None or isinstance(task, str):
            yield task, anchor
            continue
        if not isinstance(task.tag, str):
            continue
        is_block = task.tag in _BLOCKS
        if is_block:
            yield None, anchor
        if not _is_unseen(task, hidden):
            inside = task.get("id", anchor)
            if is_block:
                todo.append((None, anchor))
            for child in reversed(task):
                todo += [(child.tail or "", inside), (child, inside)]
            yield task.text or "", inside
        elif task.get(OWN) is not None and parts_words(own := "".join(task.itertext())):
            # A comma of the page's own parts words as one of the text does.
            yield "," if own.strip() else " ", anchor


def _is_unseen(element: html.HtmlElement, hidden: str) -> bool:
    return element.get(OWN) is not None or hidden in (element.get("class") or "").split() or element.tag in _UNSEEN
