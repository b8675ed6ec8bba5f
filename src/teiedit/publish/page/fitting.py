"""A tree made to fit HTML's content model, whatever stood in what in TEI; words, classes and order stay.

Browsers mend what does not fit by moving it, so that words would be shown where nobody put them. Every step here is
one walk that libxml2 filters by name, and costs nothing where there is nothing to mend.
Source: HTML Living Standard, content models of the elements (section 4) and the tree construction stage (13.2.6).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final, cast

from lxml import etree

HEADINGS: Final = ("h1", "h2", "h3", "h4", "h5", "h6")
# What ends a paragraph that it stands in.
_BLOCKS: Final = (
    *("address", "article", "aside", "blockquote", "details", "dialog", "div", "dl", "fieldset", "figure", "footer"),
    *("form", *HEADINGS, "header", "hr", "li", "main", "nav", "ol", "p", "pre", "section", "table", "ul"),
)
# What may hold words and phrases only, and becomes a div if it holds more.
_PHRASES: Final = frozenset(
    {"abbr", "b", "bdi", "bdo", "cite", "code", "data", "dfn", "em", "i", "kbd", "mark", "p", "pre", "q", "ruby", "s"}
    | {"samp", "small", "span", "strong", "sub", "sup", "time", "u", "var"}
)
# What may hold whatever the element around it may hold.
_TRANSPARENT: Final = frozenset({"a", "del", "ins"})
# In these even a block has to be a phrase.
_PHRASE_ONLY: Final = (*HEADINGS, "summary")
_IN_HEADING: Final = frozenset(
    {*_BLOCKS, "summary", "dt", "dd", "figcaption", "caption", "colgroup", "tbody", "thead", "tfoot", "tr", "td", "th"}
)
# Parts, and the elements that they may be parts of.
_PARTS: Final[Mapping[str, frozenset[str]]] = {
    "li": frozenset({"ol", "ul", "menu"}),
    "dt": frozenset({"dl", "div"}),
    "dd": frozenset({"dl", "div"}),
    "figcaption": frozenset({"figure"}),
    "caption": frozenset({"table"}),
    "tbody": frozenset({"table"}),
    "thead": frozenset({"table"}),
    "tfoot": frozenset({"table"}),
    "tr": frozenset({"table", "tbody", "thead", "tfoot"}),
    "td": frozenset({"tr"}),
    "th": frozenset({"tr"}),
}
_ROWS: Final = frozenset({"tr", "script", "template"})
# Elements that hold parts only: their parts, and what anything else in them is put into.
_WHOLES: Final[Mapping[str, tuple[frozenset[str], tuple[str, ...]]]] = {
    "ol": (frozenset({"li", "script", "template"}), ("li",)),
    "ul": (frozenset({"li", "script", "template"}), ("li",)),
    "dl": (frozenset({"dt", "dd", "div", "script", "template"}), ("dd",)),
    "table": (_ROWS | {"caption", "colgroup", "tbody", "thead", "tfoot"}, ("tr", "td")),
    "tbody": (_ROWS, ("tr", "td")),
    "thead": (_ROWS, ("tr", "td")),
    "tfoot": (_ROWS, ("tr", "td")),
    "tr": (frozenset({"td", "th", "script", "template"}), ("td",)),
}
_IDS = etree.XPath("descendant-or-self::*/@id", smart_strings=False)
_IDENTIFIED = etree.XPath("descendant-or-self::*[@id]")
_FOREIGN = etree.XPath("descendant-or-self::*[namespace-uri()]")


def fit(root: etree._Element) -> None:
    """Make a tree fit: the element itself stays what it is."""
    _drop_namespaces(root)
    for heading in root.iter(*_PHRASE_ONLY):
        _make_phrases_of(heading)
    for link in root.iter("a"):
        _part_links(link)
    for whole in root.iter(*_WHOLES):
        _wrap_strays(whole)
    for part in root.iter(*_PARTS):
        parent = part.getparent()
        if parent is not None and parent.tag not in _PARTS[str(part.tag)]:
            part.tag = "div"
    _widen_phrases(root)
    _keep_first_ids(root)


def _drop_namespaces(root: etree._Element) -> None:
    """Give formulae and drawings the names that HTML's parser knows them by."""
    for element in cast("list[etree._Element]", _FOREIGN(root)):
        if isinstance(element.tag, str):
            element.tag = etree.QName(element).localname
        for name in [one for one in element.attrib if str(one).startswith("{")]:
            del element.attrib[name]
    etree.cleanup_namespaces(root)


def _make_phrases_of(heading: etree._Element) -> None:
    for element in heading.iterdescendants(etree.Element):
        if element.tag in _IN_HEADING:
            element.tag = "span"


def _part_links(link: etree._Element) -> None:
    """Give the words before, between and behind the links in a link a link each, since links hold no links."""
    if next(link.iterdescendants("a"), None) is None:
        return
    href = link.get("href")
    around = {link}
    for inner in _outermost_links(link):
        step: etree._Element | None = inner
        while step is not None and step not in around:
            around.add(step)
            step = step.getparent()
    link.tag = "span"
    link.attrib.pop("href", "")
    for element in around:
        if element.tag != "a":
            _link_runs(element, href, around)


def _outermost_links(link: etree._Element) -> Iterator[etree._Element]:
    """Yield the links in a link; not those in them, whose turn comes."""
    todo = [link]
    while todo:
        for child in todo.pop():
            if child.tag == "a":
                yield child
            else:
                todo.append(child)


def _link_runs(element: etree._Element, href: str | None, around: set[etree._Element]) -> None:
    """Put the runs of an element's content that hold no link into links."""
    if href is None:
        return
    run: etree._Element | None = None
    text, element.text = element.text, None
    if text and text.strip():
        run = etree.Element("a", href=href)
        run.text = text
        element.insert(0, run)
    else:
        element.text = text
    for child in list(element):
        if child is run:
            continue
        if child not in around:
            if run is None:
                run = etree.Element("a", href=href)
                child.addprevious(run)
            run.append(child)
            continue
        tail, child.tail = child.tail, None
        run = None
        if tail and tail.strip():
            run = etree.Element("a", href=href)
            run.text = tail
            child.addnext(run)
        else:
            child.tail = tail


def _wrap_strays(whole: etree._Element) -> None:
    """Put what is no part of a list or table, where it has to be one, into a part of its own."""
    parts, wrappers = _WHOLES[str(whole.tag)]
    if whole.text and not whole.text.isspace():
        text, whole.text = whole.text, None
        outer, inner = _wrapper(wrappers)
        inner.text = text
        whole.insert(0, outer)
    for child in list(whole):
        if child.tag not in parts and child.get("class") != "bare":
            tail, child.tail = child.tail, None
            outer, inner = _wrapper(wrappers)
            child.addprevious(outer)
            inner.append(child)
            outer.tail = tail
            child = outer  # noqa: PLW2901 - its tail is looked at next
        if child.tail and not child.tail.isspace():
            tail, child.tail = child.tail, None
            outer, inner = _wrapper(wrappers)
            inner.text = tail
            child.addnext(outer)


def _wrapper(names: tuple[str, ...]) -> tuple[etree._Element, etree._Element]:
    outer = etree.Element(names[0], {"class": "bare"})
    inner = outer
    for name in names[1:]:
        inner = etree.SubElement(inner, name, {"class": "bare"})
    return outer, inner


def _widen_phrases(root: etree._Element) -> None:
    """Make the phrases around each block divs."""
    # Of the transparent ones, so that blocks deep in a thousand of them do not each climb through all.
    passed: set[etree._Element] = set()
    for block in root.iter(*_BLOCKS):
        around = block.getparent()
        while around is not None:
            if around.tag in _PHRASES:
                around.tag = "div"
            elif around.tag not in _TRANSPARENT or around in passed:
                break
            else:
                passed.add(around)
            around = around.getparent()


def _keep_first_ids(root: etree._Element) -> None:
    """Let each identifier stand once: what the page shows twice is addressed where it stands first."""
    found = cast("list[str]", _IDS(root))
    if len(set(found)) == len(found):
        return
    seen: set[str] = set()
    for element in cast("list[etree._Element]", _IDENTIFIED(root)):
        identifier = str(element.get("id"))
        if identifier in seen:
            del element.attrib["id"]
        seen.add(identifier)
