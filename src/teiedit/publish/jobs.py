"""What is asked of a worker process, and what it gives back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final

from teiedit.config import Config, Format
from teiedit.diagnostics import Diagnostic
from teiedit.publish.passes import Listing
from teiedit.publish.passes.numbering import Numbering
from teiedit.publish.volume import Chapter, VolumePlan

if TYPE_CHECKING:
    from teiedit.publish.verify.check import PageFacts

INDEX_NAME: Final = "index.html"


@dataclass(frozen=True, slots=True)
class Workshop:
    """What all documents of one build have in common.

    Attributes:
        root: the edition's folder.
        config: how it is to look; its view and formats are those of this build.
        registers: paths, each with the folder outside which nothing is read for it, and its listing.
        documents: listings of the others.
        index: whether an index page is made.
        pages: where verification is wanted, the edition's files and the names of their pages; else None.
        names: of the results of all documents, without their endings.
        volume: what is in the volume, where one is made.
    """

    root: Path
    config: Config
    registers: tuple[tuple[Path, Path, Listing], ...]
    documents: tuple[Listing, ...]
    index: bool
    pages: Mapping[Path, str] | None = field(default=None, hash=False, compare=False)
    names: tuple[str, ...] = ()
    volume: VolumePlan | None = field(default=None, hash=False, compare=False)


@dataclass(frozen=True, slots=True)
class Job:
    """One document and the outputs wanted of it.

    Attributes:
        path: of the document.
        within: the folder outside which nothing is read for it.
        name: of its results, without their endings.
        formats: wanted.
        prefix: as a chapter of the volume; empty if it is none.
        numbering: of its notes, where it goes on from the document before.
    """

    path: Path
    within: Path
    name: str
    formats: tuple[Format, ...]
    prefix: str = ""
    numbering: Numbering | None = None


@dataclass(frozen=True, slots=True)
class Made:
    """What was made of one document.

    Attributes:
        files: by name.
        findings: on the way.
        facts: what other pages need to know of its pages, where these were verified.
        pages: of a document that was divided, the identifiers of each of its pages, in its order, by address.
        chapter: of the volume.
    """

    files: dict[str, bytes]
    findings: tuple[Diagnostic, ...] = ()
    facts: tuple[PageFacts, ...] = ()
    pages: Mapping[str, frozenset[str]] = field(default_factory=dict)
    chapter: Chapter | None = None


def result_name(name: str, kind: Format) -> str:
    """Return the file name of a result: its kind is its ending, but a TEI file is XML."""
    return f"{name}.{'xml' if kind == 'tei' else kind}"
