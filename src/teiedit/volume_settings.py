"""The table [volume] of teiedit.toml: the book that an edition makes as a whole."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, Literal

from teiedit.setting import Setting

Counting = Literal["restart", "continuous"]
Order = Literal["listed", "date"]
COUNTINGS: Final[tuple[Counting, ...]] = ("restart", "continuous")
ORDERS: Final[tuple[Order, ...]] = ("listed", "date")


@dataclass(frozen=True, slots=True)
class VolumePart:
    """A part of a volume: its title, and the patterns of its documents."""

    title: str
    documents: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class VolumeSettings:
    """The book that an edition makes as a whole.

    Attributes:
        title: of the volume; empty for that of the edition.
        subtitle: below it.
        editors: whom the title page names; empty for those of the headers.
        place: of publication.
        publisher: empty for that of all headers.
        date: of publication, as the title page has it.
        version: of the edition; empty for that of all headers.
        licence: under which it may be used; empty for that of all headers.
        identifier: an ISBN, a DOI, or the like.
        colophon: a line about how the book was made, at its end.
        name: of the file, without its ending.
        documents: files or patterns, in the order of the volume; empty for all documents of the edition.
        order: of the documents that one pattern matches: listed (by their paths) or date.
        parts: of the volume, each with a title and documents of its own.
        front: TEI files before the text, such as a preface; their pages have roman numbers.
        back: TEI files after the text.
        notes: whether numbers of notes begin again with each document.
        contents: how many levels of headings within documents the table of contents has.
    """

    title: str = ""
    subtitle: str = ""
    editors: tuple[str, ...] = ()
    place: str = ""
    publisher: str = ""
    date: str = ""
    version: str = ""
    licence: str = ""
    identifier: str = ""
    colophon: str = ""
    name: str = "volume"
    documents: tuple[str, ...] = ()
    order: Order = "listed"
    parts: tuple[VolumePart, ...] = ()
    front: tuple[str, ...] = ()
    back: tuple[str, ...] = ()
    notes: Counting = "restart"
    contents: int = 1


_TEXTS: Final = (
    *("title", "subtitle", "place", "publisher", "date", "version", "licence", "identifier"),
    "colophon",
)
_PARTS: Final = "[[volume.parts]], each with a title and a list of documents"
SETTINGS: Final[Mapping[tuple[str, ...], Setting]] = {
    **{("volume", name): Setting(f"volume.{name}", "text") for name in _TEXTS},
    ("volume", "name"): Setting(
        "volume.name", "text", pattern=r"[\w-][\w .-]{0,99}", says="a file name without folders, such as volume"
    ),
    ("volume", "editors"): Setting("volume.editors", "texts", optional=True),
    ("volume", "documents"): Setting("volume.documents", "texts", optional=True),
    ("volume", "order"): Setting("volume.order", "text", choices=ORDERS),
    ("volume", "parts"): Setting("volume.parts", "parts", says=_PARTS),
    ("volume", "front"): Setting("volume.front", "texts", optional=True),
    ("volume", "back"): Setting("volume.back", "texts", optional=True),
    ("volume", "notes"): Setting("volume.notes", "text", choices=COUNTINGS),
    ("volume", "contents"): Setting("volume.contents", "whole", bounds=(0, 5), says="a whole number from 0 to 5"),
}


def volume_settings(**given: Any) -> VolumeSettings:
    """Make the settings of values as TOML has them, which were checked."""
    parts = tuple(VolumePart(one["title"], tuple(one["documents"])) for one in given.pop("parts", ()))
    return VolumeSettings(**given, parts=parts)
