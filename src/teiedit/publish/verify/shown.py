"""What the pages of a document show: the words of each part with what decides about them, identifiers, links."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final, NamedTuple, TypeAlias

from lxml import etree, html

from teiedit.errors import TransformError
from teiedit.publish.verify.texts import EVERY, VIEWS, Mark, Reading, Sign, Text, Texts
from teiedit.publish.verify.words import parts_words

# On every element whose words the page makes itself.
OWN: Final = "data-te"
# On what only some views show: their names. On a reading of witnesses: which; on an entry: all that have their own.
_VIEW: Final = "data-view"
_WITNESSES: Final = "data-wit"
_VARYING: Final = "data-var"
# On words that an entry elsewhere is about: that entry.
_OF: Final = "data-of"
# A sign that the page puts after each letter.
_EACH: Final = "data-each"
_CALL: Final = "doc-noteref"
_BLOCKS: Final = frozenset(
    {"address", "article", "aside", "blockquote", "br", "caption", "dd", "details", "div", "dl", "dt", "figcaption"}
    | {"figure", "footer", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "ol", "p", "pre", "rt"}
    | {"section", "summary", "table", "tbody", "td", "th", "tr", "ul"}
)
_UNSEEN: Final = frozenset({"script", "style", "template"})
_HAS_CLASS: Final = "contains(concat(' ', normalize-space(@class), ' '), ' {} ')"
_ABOUT: Final = f"details[{_HAS_CLASS.format('about')}]"
_PARTS: Final = {
    "title": "header[@class='title']",
    "abstract": "section[@class='abstract']",
    "text": f"article[{_HAS_CLASS.format('document')}]",
}
_NOTES: Final = f"section[@class='notes']/ol/li[{_HAS_CLASS.format('note')}]"


class Link(NamedTuple):
    """A link, the nearest identifier at or around it, whether it is the page's own, and the page's name."""

    href: str
    anchor: str
    is_own: bool
    page: str


class Listed(NamedTuple):
    """A note in the list: its page, its identifier, what it says."""

    page: str
    id: str
    words: etree._Element


@dataclass
class Page:
    """A page that was parsed.

    Attributes:
        name: of its file.
        root: its tree.
        ids: identifiers, and how often each is there.
        repeated: those of them that further pages of the document may have too.
        links: in order.
    """

    name: str
    root: html.HtmlElement
    ids: Counter[str] = field(default_factory=Counter)
    repeated: set[str] = field(default_factory=set)
    links: list[Link] = field(default_factory=list)


@dataclass
class Shown:
    """All pages of a document, in its order."""

    pages: Sequence[Page]

    def part(self, name: str) -> Texts[str]:
        """Return the texts of a part."""
        # A word may go on over the end of a page.
        return [
            text
            for number, page in enumerate(self.pages)
            for text in (*([Mark(Sign.LOOSE)] if number else []), *read_texts(_in_main(page, _PARTS[name])))
        ]

    def headers(self) -> list[Texts[str]]:
        """Return what is said about each document: about the whole first, then about those in a corpus."""
        own = [one for page in self.pages for one in _in_main(page, _ABOUT)]
        inner = [one for page in self.pages for one in _in_main(page, f"{_PARTS['text']}//{_ABOUT}")]
        whole: Texts[str] = list(read_texts(own))
        return [whole, *(list(read_texts([one])) for one in inner)]

    def variants(self) -> list[Texts[str]]:
        """Return the words of each reading that is told at the foot of a passage; long ones are told in part."""
        return [
            [Text(str(words.text_content()), "")]
            for page in self.pages
            for words in _in_main(page, "/aside[@class='apparatus']//span[@class='words']")
        ]

    def notes(self) -> list[Listed]:
        """Return the notes that are listed."""
        return [
            Listed(page.name, note.get("id", ""), words)
            for page in self.pages
            for note in _in_main(page, _NOTES)
            for words in note.xpath("div[@class='body']")
        ]


def _in_main(page: Page, path: str) -> list[html.HtmlElement]:
    found: list[html.HtmlElement] = page.root.xpath(f".//main/{path}")
    return found


def read_page(name: str, content: bytes) -> Page:
    """Parse a page.

    Raises:
        TransformError: it is not HTML at all.
    """
    try:
        root = html.document_fromstring(content, html.HTMLParser(encoding="utf-8", huge_tree=True))
    except etree.ParserError as error:
        msg = f"the page cannot be read: {error}"
        raise TransformError(msg) from error
    page = Page(name, root)
    around = [("", False, False)]
    for event, element in etree.iterwalk(root, events=("start", "end")):
        if event == "end":
            around.pop()
            continue
        anchor, is_own, is_once = around[-1]
        kinds = element.get("class", "").split()
        is_own = is_own or element.get(OWN) is not None
        is_once = is_once or element.tag == "article" or (element.tag == "li" and "note" in kinds)
        if (identifier := element.get("id")) is not None:
            page.ids[identifier] += 1
            anchor = identifier
            if not is_once:
                page.repeated.add(identifier)
        around.append((anchor, is_own, is_once))
        if element.tag == "a" and (href := element.get("href")) is not None:
            is_pointer = "ptr" in kinds or element.get("role") == _CALL
            page.links.append(Link(href, anchor, is_own and not is_pointer, name))
    return page


class _Place(NamedTuple):
    views: int = EVERY
    reading: Reading | None = None


# What is still to do: an element, or the text behind one, with its place; the entry of the apparatus around it.
_Task: TypeAlias = "Text[str] | Mark | tuple[etree._Element, _Place, etree._Element | None]"


def read_texts(roots: Iterable[html.HtmlElement]) -> Iterator[Text[str] | Mark]:
    """Yield what elements show, without what the page says of its own and what it says about a document."""
    for root in roots:
        yield Mark(Sign.PART)
        yield from _texts(root)
        yield Mark(Sign.PART)


def _texts(root: html.HtmlElement) -> Iterator[Text[str] | Mark]:
    todo: list[_Task] = [(root, _Place(), None)]
    while todo:
        task = todo.pop()
        if isinstance(task, (Text, Mark)):
            yield task
            continue
        element, place, entry = task
        if not isinstance(element.tag, str) or element.tag in _UNSEEN or (_is_about(element) and element is not root):
            continue
        place = _narrowed(element, place, entry)
        if not place.views or element.get("hidden") is not None:
            continue
        parted = Mark(Sign.PART, *place)
        is_block = element.tag in _BLOCKS
        if element.get(OWN) is not None and element is not root:
            todo += reversed(_own(element, place))
            todo += [parted] if is_block else []
            continue
        if is_block:
            yield parted
            todo.append(parted)
        if element.get("role") == _CALL:
            yield Mark(element.get("href", ""), *place)
        inside = element if "app" in element.get("class", "").split() else None
        for child in reversed(element):
            todo += [Text(child.tail or "", "", *place), (child, place, inside)]
        yield Text((element.text or "").replace(element.get(_EACH) or "\0", ""), "", *place)


def _own(element: etree._Element, place: _Place) -> list[_Task]:
    """Return what is left of words of the page's own: a comma parts words as one of the text does; calls of notes."""
    tasks: list[_Task] = [Mark(call.get("href", ""), *place) for call in element.iter("a") if call.get("role") == _CALL]
    words = "".join(map(str, element.itertext()))
    if parts_words(words):
        tasks.append(Text("," if words.strip() else " ", "", *place))
    return tasks


def _is_about(element: etree._Element) -> bool:
    return element.tag == "details" and "about" in element.get("class", "").split()


def _narrowed(element: etree._Element, place: _Place, entry: etree._Element | None) -> _Place:
    """Return the place inside an element: by the names of its views, and by whose reading it is."""
    views = place.views
    if (named := element.get(_VIEW)) is not None:
        views &= sum(VIEWS[one] for one in set(named.split()) & VIEWS.keys())
    witnesses = element.get(_WITNESSES)
    if witnesses is not None:
        return _Place(views, Reading(frozenset(witnesses.split()), entry, place.reading))
    if element.get(_OF) is not None and "lem" in element.get("class", "").split():
        # Words that an entry elsewhere is about.
        varying = frozenset(element.get(_VARYING, "").split())
        return _Place(views, Reading(varying, element, place.reading, is_chosen=True))
    if entry is not None and "lem" in element.get("class", "").split():
        varying = frozenset(entry.get(_VARYING, "").split())
        return _Place(views, Reading(varying, entry, place.reading, is_chosen=True))
    return _Place(views, place.reading)
