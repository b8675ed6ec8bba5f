"""The Schematron schemas that documents are held against, each read once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from teiedit import codes
from teiedit.diagnostics import Diagnostic, Location, finding
from teiedit.document import Document
from teiedit.errors import InputError, SchemaError
from teiedit.namespaces import SCHEMATRON
from teiedit.schematron import Schematron, load_schematron
from teiedit.supply import Supply

Named = Mapping[tuple[Path, str], Location]


@dataclass
class Rulebooks:
    """Schematron schemas by file and phase, as they were loaded or refused."""

    _books: dict[tuple[Path, str], Schematron | SchemaError] = field(default_factory=dict)
    _with_rules: dict[Path, bool] = field(default_factory=dict)
    _told: set[tuple[Path, str]] = field(default_factory=set)

    def demand(self, path: Path, phase: str | None) -> None:
        """Load a schema that must be usable.

        Raises:
            InputError: there is no such file.
            SchemaError: it cannot be used.
        """
        if not path.is_file():
            msg = f"there is no Schematron schema {path}"
            raise InputError(msg, path)
        book = self._load(path.resolve(), phase or "")
        if isinstance(book, SchemaError):
            raise book

    def hold(self, document: Document, books: Named) -> Iterator[Diagnostic]:
        """Yield what schemas have against a document, what several say of one place in the same words but once.

        Args:
            document: as it was read.
            books: file and phase of each schema, with the place that is told where it cannot be used.
        """
        said: set[tuple[str, Location]] = set()
        for (path, phase), at in books.items():
            book = self._load(path, phase)
            if isinstance(book, SchemaError):
                yield _unusable(path, book, at)
                continue
            if (path, phase) not in self._told:
                self._told.add((path, phase))
                yield from book.findings
            try:
                found = list(book.check(document))
            except SchemaError as error:
                yield _unusable(path, error, at)
                continue
            for one in found:
                if (one.message, one.location) not in said:
                    said.add((one.message, one.location))
                    yield one

    def is_in(self, path: Path, supply: Supply) -> bool:
        """Tell whether a RELAX NG schema in XML has rules of Schematron among its definitions."""
        if path not in self._with_rules:
            try:
                self._with_rules[path] = path.suffix != ".rnc" and SCHEMATRON.encode() in supply.read(path)
            except InputError:
                self._with_rules[path] = False
        return self._with_rules[path]

    def _load(self, path: Path, phase: str) -> Schematron | SchemaError:
        if (path, phase) not in self._books:
            try:
                self._books[path, phase] = load_schematron(path, phase or None)
            except SchemaError as error:
                self._books[path, phase] = error
        return self._books[path, phase]


def _unusable(path: Path, error: SchemaError, at: Location) -> Diagnostic:
    found = next(iter(error.report), None)
    message = f"the Schematron {path.name} cannot be used"
    if found is None:
        return finding(codes.SCHEMA_UNUSABLE, message, at, hint=f"{error.message[:1].upper()}{error.message[1:]}.")
    file = found.location.path or path
    where = f"Line {found.location.line} of {file.name}: " if found.location.line else ""
    said = found.message if where else f"{found.message[:1].upper()}{found.message[1:]}"
    return finding(codes.SCHEMA_UNUSABLE, message, at, hint=f"{where}{said}. {found.hint}".strip())
