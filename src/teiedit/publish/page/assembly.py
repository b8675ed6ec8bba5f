"""From the tree that the stylesheet made of a document to finished pages, one or several.

The steps: fit the tree to HTML, find the contents, divide where it is long, share out what stands at its end, let
links lead from page to page, fill the template, write.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from urllib.parse import quote

from teiedit.config import Split
from teiedit.publish.page.building import built
from teiedit.publish.page.division import Beginning, beginnings
from teiedit.publish.page.finishing import Finisher, Frame, Page
from teiedit.publish.page.fitting import fit
from teiedit.publish.page.links import addresses_main, identifiers, lead_to_pages, sending_script
from teiedit.publish.page.markup import parse_tree
from teiedit.publish.page.naming import page_names
from teiedit.publish.page.navigation import OWN, breadcrumb, contents, page_list, pager
from teiedit.publish.page.outline import Heading, headings
from teiedit.publish.page.parts import Part, make_parts
from teiedit.publish.page.tree import Tree, move_styles, take_apart


def assemble(
    made: str, frame: Frame, name: str, *, split: Split = "none", others: Iterable[str] = ()
) -> tuple[Page, ...]:
    """Make the pages of a document.

    Args:
        made: what `html.xsl` or `index.xsl` gave.
        frame: of the edition.
        name: of the document's results, without an ending; the first page has it.
        split: whether and where the document is divided.
        others: the names of the edition's other results.

    Returns:
        The pages in the order of the document. Where they are several, the last one is not of the document: it knows
        on which page each of its anchors is.

    Raises:
        TransformError: what the stylesheet made is no page.
    """
    tree = take_apart(parse_tree(made))
    fit(tree.main)
    move_styles(tree)
    finisher = Finisher(tree, frame)
    article = next(iter(tree.main.iterchildren("article")), None)
    if article is not None:
        found = headings(article)
        starts = beginnings(article, split, len(made))
        if starts:
            return _divided(tree, finisher, found, starts, page_names(name, [_anchor(one) for one in starts], others))
        listed = contents([(one, f"#{quote(one.anchor)}") for one in found], tree.words, is_open=False)
        if listed is not None:
            article.addprevious(listed)
    return (finisher.page(Part(f"{name}.html", tree.title, tree.main, frozenset(identifiers(tree.main)))),)


def _anchor(beginning: Beginning) -> str:
    return beginning.named.get("id", "")


def _divided(
    tree: Tree, finisher: Finisher, found: Sequence[Heading], starts: Sequence[Beginning], names: Sequence[str]
) -> tuple[Page, ...]:
    ways = _ways(found, starts)
    *names_of_parts, addresses = (f"{one}.html" for one in names)
    parts = make_parts(tree, starts, names_of_parts)
    # The first page that has it; on the others it is repeated.
    first = {one: part.href for part in reversed(parts) for one in part.ids}
    _add_navigation(tree, parts, found, ways, first)
    for part in parts:
        lead_to_pages(part.main, part.ids, first)
    script = sending_script(addresses)
    pages = [
        finisher.page(part, before, after, script=script)
        for before, part, after in zip([None, *parts], parts, [*parts[1:], None], strict=False)
    ]
    anchors = {part.href: sorted(one for one in part.ids if first[one] == part.href) for part in parts}
    listed = addresses_main(tree.title, [(one.title, one.href) for one in parts], anchors, tree.words)
    known = Part(addresses, tree.title, listed, frozenset(identifiers(listed)), "addresses")
    return (*pages, finisher.page(known))


def _ways(found: Sequence[Heading], starts: Sequence[Beginning]) -> list[list[Heading]]:
    """Return for each further page the headings of the divisions that it begins in."""
    headed = {one.element.getparent(): one for one in found}
    ways: list[list[Heading]] = []
    for start in starts:
        around = [headed[one] for one in start.named.iterancestors() if one in headed]
        ways.append(around[::-1])
    return ways


def _add_navigation(
    tree: Tree, parts: Sequence[Part], found: Sequence[Heading], ways: Sequence[list[Heading]], first: Mapping[str, str]
) -> None:
    by_page: dict[str, list[Heading]] = {}
    for one in found:
        by_page.setdefault(first.get(one.anchor, parts[0].href), []).append(one)
    ends = [None, *((one.title, one.href) for one in parts), None]
    for number, part in enumerate(parts):
        article = next(part.main.iterchildren("article"))
        if part.kind == "first":
            listed = contents([(one, _to(one, first)) for one in found], tree.words, is_open=True)
            article.addprevious(page_list([(one.title, one.href) for one in parts], tree.words))
        else:
            way = [(parts[0].title, parts[0].href), *((one.title, _to(one, first)) for one in ways[number - 1])]
            _say_where(tree, part, way)
            here = [(one, f"#{quote(one.anchor)}") for one in by_page.get(part.href, [])]
            listed = contents(here, tree.words, is_open=False)
        if listed is not None:
            article.addprevious(listed)
        for put in (article.addprevious, article.addnext):
            put(pager(ends[number], ends[number + 2], tree.words))


def _to(heading: Heading, first: Mapping[str, str]) -> str:
    return f"{first.get(heading.anchor, '')}#{quote(heading.anchor)}"


def _say_where(tree: Tree, part: Part, way: Sequence[tuple[str, str]]) -> None:
    """Put the way to a page and the document's title above it, and what leads to more about that below."""
    whole = way[0][1]
    title = built("h1", built("a", tree.title, href=whole))
    steps = breadcrumb(way, part.title, tree.words)
    part.main.insert(0, built("header", steps, title, of={"class": "title continued", **OWN}))
    part.main.append(built("p", built("a", tree.words["about-whole"], href=whole), of={"class": "about-whole", **OWN}))
