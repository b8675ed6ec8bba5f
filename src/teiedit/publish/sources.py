"""Which files a build reads, and how its results are named after them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from urllib.parse import unquote

from lxml import etree

from teiedit.document import Document, read_document
from teiedit.edition import Edition
from teiedit.namespaces import tei
from teiedit.publish.passes import file_uri


def with_referenced(edition: Edition, chosen: Iterable[Path]) -> tuple[Path, ...]:
    """Return the edition's registers; where it names none, those that its documents point to."""
    if edition.registers:
        return edition.registers
    found: dict[Path, None] = {}
    for path in chosen:
        document = read_document(path, within=edition.within(path)).document
        if document is None:
            continue
        if document.is_register:
            found[path] = None
        for target in sorted(_files_pointed_to(document)):
            other = read_document(target, within=document.within).document
            if other is not None and other.is_register:
                found[target] = None
    return tuple(found)


def _files_pointed_to(document: Document) -> set[Path]:
    return {
        target
        for target, _ in _pointers(document)
        if target.suffix == ".xml" and target.is_relative_to(document.within) and target.is_file()
    }


def entries_pointed_to(document: Document) -> set[str]:
    """Return the addresses of the entries of other files that a document points to."""
    return {f"{file_uri(target)}#{fragment}" for target, fragment in _pointers(document) if fragment}


def _pointers(document: Document) -> Iterator[tuple[Path, str]]:
    """Yield the files and identifiers that names and references of a document point to, outside the document."""
    for element in document.root.iter(etree.Element):
        target = element.get("target", "") if element.tag in {tei("ref"), tei("ptr")} else ""
        for token in f"{element.get('ref', '')} {target}".split():
            path, _, fragment = token.partition("#")
            file = document.resolve(path, element)
            if file is not None:
                yield file, unquote(fragment)


def result_names(files: Sequence[Path], root: Path) -> dict[Path, str]:
    """Name outputs after their documents; after their folders too where two have the same name."""
    # Folded, for file systems that do not tell A from a.
    stems = Counter(path.stem.casefold() for path in files)
    names: dict[Path, str] = {}
    taken = {"index"}
    for path in files:
        inside = path.relative_to(root) if path.is_relative_to(root) else Path(path.name)
        is_clear = stems[path.stem.casefold()] == 1 and path.stem.casefold() != "index"
        wanted = path.stem if is_clear else "-".join((*inside.parent.parts, path.stem))
        if wanted.casefold() == "index":
            wanted = "index-document"
        name, number = wanted, 1
        while name.casefold() in taken:
            number += 1
            name = f"{wanted}-{number}"
        taken.add(name.casefold())
        names[path] = name
    return names
