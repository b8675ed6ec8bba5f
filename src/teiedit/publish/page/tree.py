"""What a stylesheet made of a document, taken apart into the slots of the page."""

from __future__ import annotations

from dataclasses import dataclass

from lxml import etree

from teiedit.errors import TransformError
from teiedit.namespaces import ANNOTATION
from teiedit.publish.page.fitting import fit
from teiedit.publish.page.navigation import Words


@dataclass(frozen=True, slots=True)
class Tree:
    """What the stylesheet made, taken apart."""

    lang: str
    direction: str
    spoken: tuple[str, str]
    title: str
    edition: str
    words: Words
    slots: dict[str, list[etree._Element]]

    @property
    def main(self) -> etree._Element:
        """What becomes the main part of the page."""
        return self.slots["main"][0]


def take_apart(root: etree._Element) -> Tree:
    """Take the root of what a stylesheet made apart.

    Raises:
        TransformError: it is not what our stylesheets make, which a layer of an edition's own can bring about.
    """
    words = root.find(f"{{{ANNOTATION}}}words")
    if root.tag != f"{{{ANNOTATION}}}page" or words is None:
        msg = "the stylesheet made no page: a layer of its own must leave the template named frame as it is"
        raise TransformError(msg)
    slots: dict[str, list[etree._Element]] = {}
    for slot in root.iterchildren(f"{{{ANNOTATION}}}slot"):
        slots[slot.get("name", "")] = list(slot)
    for element in (one for several in slots.values() for one in several):
        parent = element.getparent()
        if parent is not None:
            element.tail = None
            parent.remove(element)
    if not slots.get("main"):
        slots["main"] = [etree.Element("main")]
    for one in slots.get("head", ()):
        etree.cleanup_namespaces(one)
    for one in slots.get("navigation", []) + slots.get("skip", []):
        fit(one)
    return Tree(
        root.get("lang", "und"),
        root.get("dir", "ltr"),
        (root.get("spoken", "en"), root.get("spoken-dir", "ltr")),
        root.get("title", ""),
        root.get("edition", ""),
        {str(key): str(value) for key, value in words.attrib.items()},
        slots,
    )


def move_styles(tree: Tree) -> None:
    """Move style sheets to where HTML wants them."""
    for style in list(tree.main.iter("style")):
        tail, before, parent = style.tail, style.getprevious(), style.getparent()
        if parent is None:
            continue
        if tail:
            if before is not None:
                before.tail = (before.tail or "") + tail
            else:
                parent.text = (parent.text or "") + tail
        style.tail = None
        parent.remove(style)
        tree.slots.setdefault("styles", []).append(style)
