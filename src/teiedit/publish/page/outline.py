"""What a document consists of, as its page shows it: divisions with their levels, headings with their words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from lxml import etree

from teiedit.publish.page.fitting import HEADINGS

# What a division may stand in and still be one of the document's own, and not one of a text that it quotes.
_STRUCTURE: Final = frozenset({"text", "body", "front", "back", "group", "document"})
_SHOWN_IN: Final = "reading"
# In the contents a heading is a line, not a paragraph.
_LONGEST: Final = 160


@dataclass(frozen=True, slots=True)
class Division:
    """A part of the document: its element, and its level from 1 for the outermost."""

    element: etree._Element
    level: int


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of a division: level (2 to 6, as in `h2`), words, and the identifier that leads to it."""

    element: etree._Element
    level: int
    title: str
    anchor: str


def classes(element: etree._Element) -> list[str]:
    """Return the classes of an element."""
    return (element.get("class") or "").split()


def divisions(article: etree._Element) -> list[Division]:
    """Return the divisions of a document in their order, those of quoted texts left out."""
    levels: dict[etree._Element, int] = {article: 0}
    found: list[Division] = []
    for element in article.iter("section", "div"):
        if not _is_division(element):
            continue
        around = element.getparent()
        while around is not None and around not in levels and _STRUCTURE & set(classes(around)):
            around = around.getparent()
        if around is not None and around in levels:
            levels[element] = levels[around] + 1
            found.append(Division(element, levels[element]))
    return found


def _is_division(element: etree._Element) -> bool:
    names = classes(element)
    if element.tag == "section":
        return "div" in names or "part" in names
    parent = element.getparent()
    return "text" in names and parent is not None and "group" in classes(parent)


def headings(article: etree._Element) -> list[Heading]:
    """Return the first heading of each division that has one, and give what it leads to an identifier if need be."""
    found: list[Heading] = []
    headed: set[etree._Element] = set()
    for element in article.iter(*HEADINGS):
        parent = element.getparent()
        if parent is None or parent in headed or not (parent.tag == "section" or _STRUCTURE & set(classes(parent))):
            continue
        title = words_of(element)
        if not title:
            continue
        headed.add(parent)
        target = parent if parent.tag == "section" and parent.get("id") else element
        anchor = target.get("id")
        if not anchor:
            anchor = f"te-heading-{len(found) + 1}"
            target.set("id", anchor)
        found.append(Heading(element, int(str(element.tag)[1]), title, anchor))
    return found


def words_of(element: etree._Element) -> str:
    """Return the words of an element in the reading text, on one line, without what the page says of its own."""
    text = " ".join("".join(_texts(element)).split())
    return text if len(text) <= _LONGEST else text[:_LONGEST].rsplit(" ", 1)[0] + " …"


def _texts(element: etree._Element) -> Iterator[str]:
    todo: list[etree._Element | str] = [element]
    while todo:
        task = todo.pop()
        if isinstance(task, str):
            yield task
            continue
        is_hidden = task is not element and (
            (task.get("data-te") is not None and "titlePart" not in classes(task))
            or (task.get("data-view") is not None and _SHOWN_IN not in task.get("data-view", "").split())
            or task.get("data-wit") is not None
        )
        if is_hidden or task.tag in {"script", "style"}:
            continue
        if task.tag == "br":
            yield " "
        for child in reversed(task):
            todo += [child.tail or "", child]
        yield task.text or ""
