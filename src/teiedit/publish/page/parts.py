"""The main part of a page divided: the text, and what stands around it by what it belongs to."""

from __future__ import annotations

import copy
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal
from urllib.parse import quote

from lxml import etree

from teiedit.publish.page.building import shell_of
from teiedit.publish.page.dividing import divide
from teiedit.publish.page.division import Beginning, title_of
from teiedit.publish.page.links import identifiers
from teiedit.publish.page.outline import classes
from teiedit.publish.page.sharing import share
from teiedit.publish.page.tree import Tree
from teiedit.publish.page.whereabouts import Whereabouts

# On every page of a divided document.
_EVERYWHERE: Final = frozenset({"views", "cite", "legend"})
# Shared out to the pages.
_SHARED: Final = frozenset({"notes", "interventions", "names"})


@dataclass(frozen=True, slots=True)
class Part:
    """A page that is being made.

    Attributes:
        name: of its file.
        title: of the document, or of the division that the page begins with.
        main: all of it but its frame.
        ids: the identifiers in it.
        kind: whether it is the first of a document, a further one, or the one that knows where each anchor is.
    """

    name: str
    title: str
    main: etree._Element
    ids: frozenset[str]
    kind: Literal["first", "further", "addresses"] = "first"

    @property
    def href(self) -> str:
        """The page's address, from another page of the edition."""
        return quote(self.name)


def make_parts(tree: Tree, starts: Sequence[Beginning], names: Sequence[str]) -> list[Part]:
    """Divide the main part of a document.

    Args:
        tree: of the document, whose main part moves into the parts.
        starts: where further pages begin, in the document's order.
        names: of the files of the first page and the further ones.
    """
    children = list(tree.main)
    article = next(tree.main.iterchildren("article"))
    at = children.index(article)
    texts = divide(article, [one.element for one in starts])
    mains = [tree.main, *(shell_of(tree.main) for _ in starts)]
    tree.main.replace(article, texts[0])
    for main, text in zip(mains[1:], texts[1:], strict=True):
        main.append(text)
    pages = Whereabouts(texts, [set(identifiers(one)) for one in texts])
    for number, child in enumerate(children):
        kinds = set(classes(child))
        if child is article:
            continue
        if kinds & _EVERYWHERE:
            _repeat(child, mains[1:], is_before=number < at)
        elif kinds & _SHARED:
            _share_out(child, mains, pages)
    first = Part(names[0], tree.title, mains[0], frozenset(identifiers(mains[0])))
    titles = [title_of(one) for one in starts]
    return [
        first,
        *(
            Part(name, title, main, frozenset(identifiers(main)), "further")
            for name, title, main in zip(names[1:], titles, mains[1:], strict=True)
        ),
    ]


def _repeat(element: etree._Element, mains: Sequence[etree._Element], *, is_before: bool) -> None:
    """Put copies of an element before the text of each page, or behind all that it has."""
    for main in mains:
        at = main.index(next(main.iterchildren("article"))) if is_before else len(main)
        main.insert(at, copy.deepcopy(element))


def _share_out(section: etree._Element, mains: Sequence[etree._Element], pages: Whereabouts) -> None:
    kinds = classes(section)
    wanted = pages.of_note if "notes" in kinds else pages.of_entry if "names" in kinds else pages.of_explanation
    shares = share(section, wanted)
    # Where it stood on the first page, it stands again, with what is wanted there.
    if 0 in shares:
        section.addprevious(shares[0])
    mains[0].remove(section)
    for page, part in shares.items():
        if page:
            mains[page].append(part)
