"""Check documents: well-formedness, the schema, and the rules that no grammar can express."""

from __future__ import annotations

import difflib
import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path

from teiedit import codes
from teiedit.association import associate, at_schema_location, schema_locations
from teiedit.caching import cache_folder
from teiedit.catalogs import Catalogs, named_catalogs
from teiedit.copies import Copies, is_on_the_network
from teiedit.diagnostics import Diagnostic, Location, Report, finding, merge
from teiedit.document import Document, read_document
from teiedit.document.swarms import limit_findings
from teiedit.edition import Edition, loose_edition, resolve_schema
from teiedit.errors import InputError, SchemaError
from teiedit.relaxng import Schema, load_schema
from teiedit.resources import BUNDLED_SCHEMAS
from teiedit.rulebooks import Rulebooks
from teiedit.rules import IdentifierIndex, check_files, check_identifiers, check_pointers
from teiedit.supply import Refusal, Supply


@dataclass(frozen=True, slots=True)
class ValidationOptions:
    """How to check.

    Attributes:
        schema: a path relative to the current folder, or the name of a schema that ships; it goes before what
            the document and the edition name.
        network: whether schemas on the network are fetched; those fetched before are used in any case.
        schematron: Schematron schemas, relative to the current folder, that go before what the document and the
            edition name.
        phase: of them; None for their default one.
    """

    schema: str | None = None
    network: bool = False
    schematron: tuple[str, ...] = ()
    phase: str | None = None


@dataclass
class Validator:
    """Checks the documents of one edition, loading each schema once."""

    edition: Edition
    options: ValidationOptions = field(default_factory=ValidationOptions)
    _schemas: dict[Path, Schema | SchemaError] = field(default_factory=dict)
    _index: IdentifierIndex = field(default_factory=IdentifierIndex)
    _rulebooks: Rulebooks = field(default_factory=Rulebooks)

    def check_file(self, path: Path) -> tuple[Document | None, Report]:
        """Read a file and check it; the document comes back unless it could not be parsed.

        Raises:
            InputError: the file cannot be opened.
            SchemaError: the schema that the options name cannot be used.
        """
        reading = read_document(path, within=self.edition.within(path))
        report = Report(reading.findings, 1)
        if reading.document is None:
            return None, report
        return reading.document, (report + self.report_on(reading.document)).sorted()

    def report_on(self, document: Document) -> Report:
        """Return what `check_document` yields in reading order, with what there is too much of left out."""
        return Report(limit_findings(Report(tuple(self.check_document(document))).sorted()))

    def check_document(self, document: Document) -> Iterator[Diagnostic]:
        """Yield what the schema and the rules have against a document that has been read."""
        self._index.add(document)
        # A value that is wrong in itself is said to be so once, by whoever can say it best.
        identifiers = list(check_identifiers(document))
        yield from identifiers
        odd_names = {one.location for one in identifiers}
        schema = [one for one in self._check_schemas(document) if one.location not in odd_names]
        yield from schema
        bad_values = {one.location for one in schema if one.code is codes.BAD_VALUE}
        for one in (*check_pointers(document, self._index), *check_files(document)):
            if one.location not in bad_values:
                yield one

    def require_schema(self) -> None:
        """Load the schema that the options name, if they name one.

        Raises:
            InputError: there is none of that name.
            SchemaError: it cannot be used.
        """
        if self.options.schema is not None:
            self._demanded(self.options.schema)
        for name in self.options.schematron:
            self._rulebooks.demand(Path(name), self.options.phase)

    def _demanded(self, name: str) -> Schema:
        path: Path | Refusal | None = resolve_schema(name, Path.cwd())
        if path is None and is_on_the_network(name):
            path = self._supply.find(name, Path.cwd())
        if isinstance(path, Refusal):
            msg = f"{path.message}; {path.hint[:1].lower()}{path.hint[1:]}".removesuffix(".")
            raise InputError(msg)
        if path is None:
            msg = f"there is no schema {name}; name a file, or one that ships: {', '.join(BUNDLED_SCHEMAS)}"
            raise InputError(msg)
        schema = self._load(path)
        if isinstance(schema, SchemaError):
            raise schema
        return schema

    def _check_schemas(self, document: Document) -> Iterator[Diagnostic]:
        if self.options.schema is not None:
            yield from schema_locations(document)
            demanded = self._demanded(self.options.schema)
            yield from _hold(document, [demanded])
            yield from self._check_rules(document, {}, [demanded.path])
            return
        named = associate(document, self._supply)
        for remark in named.remarks:
            is_all = not named.schemas and self.edition.schema is None
            if is_all and remark.code is codes.SCHEMA_INSTRUCTION_WRONG:
                yield replace(remark, hint=f"{remark.hint} The markup was not checked.".lstrip())
            else:
                yield remark
        schemas, at = named.schemas, Location(document.path, 1, 1)
        if not schemas and self.edition.schema is not None:
            schemas = {self.edition.schema: at}
            # Whoever asks for the network wants to know that it did not answer.
            yield from named.unfetched if self.options.network else ()
        else:
            yield from named.unfetched
        if not schemas and named.is_silent:
            hint = "Name one with --schema, in an xml-model instruction, or in teiedit.toml."
            yield finding(codes.NO_SCHEMA, "no RELAX NG schema is named, so the markup was not checked", at, hint=hint)
        loaded = {path: self._load(path) for path in schemas}
        for path, schema in loaded.items():
            if isinstance(schema, SchemaError):
                yield _unusable(path, schema, schemas[path])
        usable = {path: schema for path, schema in loaded.items() if isinstance(schema, Schema)}
        yield from _hold(document, usable.values())
        yield from self._check_rules(document, named.rules, usable)

    def _check_rules(
        self, document: Document, named: Mapping[tuple[Path, str], Location], schemas: Iterable[Path]
    ) -> Iterator[Diagnostic]:
        """Yield what Schematron has against a document: of the options, else of what it and the edition name."""
        start = Location(document.path, 1, 1)
        if self.options.schematron:
            books = {(Path(one).resolve(), self.options.phase or ""): start for one in self.options.schematron}
        else:
            own = {((self.edition.root / one).resolve(), ""): start for one in self.edition.config.schematron}
            inside = {(path, ""): start for path in schemas if self._rulebooks.is_in(path, self._supply)}
            books = {**inside, **own, **named}
        yield from self._rulebooks.hold(document, books)

    @cached_property
    def _supply(self) -> Supply:
        folder = self.edition.root
        listed = [(folder / one).resolve() for one in self.edition.config.catalogs]
        catalogs = Catalogs([*listed, *named_catalogs(os.environ.get("XML_CATALOG_FILES", ""))])
        return Supply(catalogs, Copies(cache_folder("fetched"), network=self.options.network))

    def _load(self, path: Path) -> Schema | SchemaError:
        if path not in self._schemas:
            try:
                self._schemas[path] = load_schema(path, self._supply)
            except SchemaError as error:
                self._schemas[path] = error
        return self._schemas[path]


def _hold(document: Document, schemas: Iterable[Schema]) -> Iterator[Diagnostic]:
    """Yield what schemas have against a document, what several say of one place in the same words but once."""
    told: set[tuple[str, Location]] = set()
    for schema in schemas:
        for one in schema.iter_findings(document):
            said = (one.message, one.location)
            if said not in told and not at_schema_location(one):
                told.add(said)
                yield one


def _unusable(path: Path, error: SchemaError, at: Location) -> Diagnostic:
    found = next(iter(error.report), None)
    if found is None:
        return finding(codes.SCHEMA_UNUSABLE, error.message, at)
    # What is wrong can be in a file that the schema includes.
    file = found.location.path or path
    line = f"Line {found.location.line} of {file.name}: " if found.location.line else ""
    hint = f"{line}{found.message}." if line else f"{found.message[:1].upper()}{found.message[1:]}."
    if near := _near_schema(path):
        hint += f" Did you mean {near}?"
    return finding(codes.SCHEMA_UNUSABLE, f"the schema {path.name} cannot be used", at, hint=hint)


def _near_schema(path: Path) -> str:
    """Return the name of a schema that lies where one that is absent should, if it has nearly the same name."""
    try:
        beside = [] if path.exists() else [one.name for one in path.parent.iterdir()]
    except OSError:
        return ""
    schemas = [name for name in beside if name.endswith((".rng", ".rnc"))]
    return next(iter(difflib.get_close_matches(path.name, schemas, n=1, cutoff=0.7)), "")


def validate_document(
    document: Document, edition: Edition | None = None, options: ValidationOptions | None = None
) -> Report:
    """Check a document that has been read: the schema and the rules.

    Raises:
        SchemaError: the schema that the options name cannot be used.
        InputError: there is no schema of the name that the options have.
    """
    validator = Validator(edition or loose_edition([document.path]), options or ValidationOptions())
    return Report(validator.report_on(document).findings, 1)


def validate_paths(
    paths: Iterable[Path], edition: Edition | None = None, options: ValidationOptions | None = None
) -> Report:
    """Read and check files.

    Args:
        paths: files; see `teiedit.edition.expand_paths` for folders.
        edition: where registers, schema and root come from; by default an edition of just these files.
        options: how to check.

    Raises:
        InputError: a file cannot be opened.
        SchemaError: the schema that the options name cannot be used.
    """
    files = list(paths)
    validator = Validator(edition or loose_edition(files), options or ValidationOptions())
    validator.require_schema()
    return merge(validator.check_file(path)[1] for path in files)
