"""What the passes share: the document that an annotated copy was made of, and how the edition wants things done."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from lxml import etree

from teiedit.document import Document
from teiedit.namespaces import ANNOTATION, XML_ID
from teiedit.note_series import DEFAULT_SERIES, Series
from teiedit.publish.passes.numbering import Numbering
from teiedit.publish.passes.selecting import selector
from teiedit.signs import Signs, built_in_signs
from teiedit.transform import Message

_IDENTIFIED = selector("descendant-or-self::*[@xml:id]")


def te(name: str) -> str:
    """Return the Clark name of what a pass adds."""
    return f"{{{ANNOTATION}}}{name}"


@dataclass
class Context:
    """What a pass knows besides the copy that it adds to.

    Attributes:
        document: as the user has it.
        root: the copy's root element.
        entries: keys of register entries by absolute URI.
        series: of notes, the first that fits a note is its own.
        messages: what the passes have to say.
        signs: around editorial intervention.
        numbering: of notes, where it goes on from the document before.
    """

    document: Document
    root: etree._Element
    entries: Mapping[str, str] = field(default_factory=dict)
    series: tuple[Series, ...] = DEFAULT_SERIES
    messages: list[Message] = field(default_factory=list)
    signs: Signs = field(default_factory=lambda: built_in_signs("leiden"))
    numbering: Numbering | None = None

    def resolve(self, path: str, element: etree._Element) -> Path | None:
        """Return the file that a path names; what was included from another folder starts from there."""
        if not path:
            return self.document.path if element not in self._origins else self._included_from(element)
        return self.document.resolve(path, self._origins.get(element, None))

    @cached_property
    def ids(self) -> dict[str, etree._Element]:
        """The elements of the copy by xml:id; of several with the same, the first."""
        found: dict[str, etree._Element] = {}
        for element in _IDENTIFIED(self.root):
            found.setdefault(str(element.get(XML_ID)), element)
        return found

    @cached_property
    def _origins(self) -> dict[etree._Element, etree._Element]:
        """Elements that were included, as the document has them, by those of the copy."""
        if not self.document.included:
            return {}
        pairs = zip(self.root.iter(etree.Element), self.document.root.iter(etree.Element), strict=True)
        return {copied: own for copied, own in pairs if own in self.document.included}

    def _included_from(self, element: etree._Element) -> Path:
        return self.document.included[self._origins[element]].source.path
