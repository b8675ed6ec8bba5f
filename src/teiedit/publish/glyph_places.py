"""Where the characters that no font has stand in a document: the first place of each, and how often it occurs."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from lxml import etree

from teiedit.diagnostics import Location
from teiedit.document import Document

# What stands between a character and its names in the subject of a message.
_NAMES: Final = " (U+"


@dataclass(frozen=True, slots=True)
class Absent:
    """A character, with the marks on it, that no font has.

    Attributes:
        text: the character.
        count: how often it stands in the text of the document, or else in its attributes.
        place: of the first; None where the document does not have it, but a register or a setting does.
    """

    text: str
    count: int
    place: Location | None


def named(text: str) -> str:
    """Name characters as an editor can look them up: the character, its code point, its name."""
    points = " ".join(f"U+{ord(one):04X}" for one in text)
    names = ", ".join(unicodedata.name(one, "unnamed") for one in text)
    return f"{text} ({points} {names})"


def unnamed(subject: str) -> str:
    """Return the characters of what `named` made of them."""
    return subject.partition(_NAMES)[0]


def find_absent(document: Document, texts: Iterable[str]) -> list[Absent]:
    """Find characters in a document, in the order of their first places; what it lacks comes last."""
    wanted = sorted(texts, key=lambda one: (-len(one), one))
    if not wanted:
        return []
    pattern = re.compile("|".join(map(re.escape, wanted)))
    counts = dict.fromkeys(wanted, 0)
    first: dict[str, tuple[etree._Element, etree._Element | str]] = {}
    for parts in (_texts(document.root), _attributes(document.root)):
        for where, text in parts:
            for found in pattern.findall(text):
                counts[found] += 1
                first.setdefault(found, where)
        wanted = [one for one in wanted if one not in first]
        if not wanted:
            break
        pattern = re.compile("|".join(map(re.escape, wanted)))
    order = [*first, *wanted]
    return [Absent(one, counts[one], _place(document, one, first[one]) if one in first else None) for one in order]


def _texts(root: etree._Element) -> Iterator[tuple[tuple[etree._Element, etree._Element], str]]:
    """Yield the texts of a document in its order, each with its element and what it follows there."""
    for event, node in etree.iterwalk(root, events=("start", "end", "comment", "pi")):
        if event == "start":
            if node.text:
                yield (node, node), node.text
        elif node.tail and (parent := node.getparent()) is not None:
            yield (parent, node), node.tail


def _attributes(root: etree._Element) -> Iterator[tuple[tuple[etree._Element, str], str]]:
    for element in root.iter(etree.Element):
        yield from (((element, str(name)), str(value)) for name, value in element.items())


def _place(document: Document, text: str, where: tuple[etree._Element, etree._Element | str]) -> Location:
    element, node = where
    if isinstance(node, str):
        return document.locate_value(element, node, (element.get(node) or "").find(text))
    return document.locate_string(element, node, text)
