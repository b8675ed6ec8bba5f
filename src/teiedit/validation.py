"""Check documents: well-formedness, the schema, and the rules that no grammar can express."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import cast

from teiedit import codes
from teiedit.diagnostics import Diagnostic, Location, Report, finding, merge, quoted
from teiedit.document import Document, read_document
from teiedit.document.addresses import local_path, split_address
from teiedit.document.swarms import limit_findings
from teiedit.edition import Edition, loose_edition, resolve_schema
from teiedit.errors import InputError, SchemaError
from teiedit.namespaces import RELAXNG, SCHEMATRON
from teiedit.relaxng import Schema, load_schema
from teiedit.resources import BUNDLED_SCHEMAS
from teiedit.rules import IdentifierIndex, check_files, check_identifiers, check_pointers

_PSEUDO_ATTRIBUTE = re.compile(r"""([A-Za-z]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")

# What the address in an xml-model may begin with.
_SCHEMES = ("", "file")
# Of a schema outside the folder of the documents; that of all of TEI has less than five.
_MOST_BYTES = 50_000_000
_REFUSED_HINT = "Save the schema inside the edition, or name it with --schema."


@dataclass(frozen=True, slots=True)
class ValidationOptions:
    """How to check.

    Attributes:
        schema: a path relative to the current folder, or the name of a schema that ships; it goes before what
            the document and the edition name.
    """

    schema: str | None = None


@dataclass
class Validator:
    """Checks the documents of one edition, loading each schema once."""

    edition: Edition
    options: ValidationOptions = field(default_factory=ValidationOptions)
    _schemas: dict[Path, Schema | SchemaError] = field(default_factory=dict)
    _index: IdentifierIndex = field(default_factory=IdentifierIndex)

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

    def _demanded(self, name: str) -> Schema:
        path = resolve_schema(name, Path.cwd())
        if path is None:
            msg = f"there is no schema {name}; name a file, or one that ships: {', '.join(BUNDLED_SCHEMAS)}"
            raise InputError(msg)
        schema = self._load(path)
        if isinstance(schema, SchemaError):
            raise schema
        return schema

    def _check_schemas(self, document: Document) -> Iterator[Diagnostic]:
        if self.options.schema is not None:
            yield from self._demanded(self.options.schema).iter_findings(document)
            return
        named, remarks = self._named(document)
        yield from remarks
        if not named and self.edition.schema is not None:
            named = [(self.edition.schema, Location(document.path, 1, 1))]
        if not named and not any(one.severity >= codes.SCHEMA_NOT_FETCHED.severity for one in remarks):
            hint = "Name one with --schema, in an xml-model instruction, or in teiedit.toml."
            yield finding(
                codes.NO_SCHEMA,
                "no schema is named, so the markup was not checked",
                Location(document.path, 1, 1),
                hint=hint,
            )
        for path, at in named:
            schema = self._load(path)
            if isinstance(schema, SchemaError):
                yield _unusable(path, schema, at)
            else:
                yield from schema.iter_findings(document)

    def _named(self, document: Document) -> tuple[list[tuple[Path, Location]], list[Diagnostic]]:
        """Return the RELAX NG schemas of the document's xml-model instructions, and what is to be said of others."""
        found: list[tuple[Path, Location]] = []
        remarks: list[Diagnostic] = []
        for instruction in document.processing_instructions("xml-model"):
            text = instruction.text or ""
            given = {one[1]: one[2] or one[3] or "" for one in _PSEUDO_ATTRIBUTE.finditer(text)}
            at = Location(document.path, cast("int", instruction.sourceline or 1), 1)
            href, kind = given.get("href", ""), given.get("schematypens", "")
            if kind == SCHEMATRON or href.endswith(".sch"):
                said = f"the Schematron {href} is not checked: only RELAX NG is so far"
                remarks.append(finding(codes.SCHEMA_KIND_SKIPPED, said, at))
            elif kind not in {"", RELAXNG} or (not kind and not href.endswith(".rng")) or href.endswith(".rnc"):
                said = f"the schema {href} is not checked: it is not RELAX NG in XML syntax"
                remarks.append(finding(codes.SCHEMA_KIND_SKIPPED, said, at))
            elif _is_on_the_network(href):
                said = f"the schema {href} is on the network and is not fetched"
                hint = "Save it inside the edition and name it in teiedit.toml, or use --schema."
                if self.edition.schema is None:
                    remarks.append(finding(codes.SCHEMA_NOT_FETCHED, said, at, hint=hint))
            else:
                path = local_path(document.path.parent, href, _SCHEMES)
                problem = f"the schema {quoted(href)} does not exist" if path is None else _refusal(path, document)
                if path is None or problem:
                    remarks.append(finding(codes.SCHEMA_UNUSABLE, problem, at, hint=_REFUSED_HINT))
                else:
                    found.append((path, at))
        return found, remarks

    def _load(self, path: Path) -> Schema | SchemaError:
        if path not in self._schemas:
            try:
                self._schemas[path] = load_schema(path)
            except SchemaError as error:
                self._schemas[path] = error
        return self._schemas[path]


def _is_on_the_network(href: str) -> bool:
    parts = split_address(href)
    return parts is not None and (parts.scheme not in _SCHEMES or bool(parts.netloc))


def _refusal(path: Path, document: Document) -> str:
    """Say why a document may not name a file as its schema: it must look like one where it lies outside the edition."""
    if path.is_relative_to(document.within):
        return ""
    if path.suffix.lower() == ".rng" and (not path.exists() or path.is_file()):
        is_large = path.exists() and path.stat().st_size > _MOST_BYTES
        return f"the schema {path.name} is larger than {_MOST_BYTES // 1_000_000} MB" if is_large else ""
    return f"the schema {path.name} lies outside the edition's folder"


def _unusable(path: Path, error: SchemaError, at: Location) -> Diagnostic:
    found = next(iter(error.report), None)
    if found is None:
        return finding(codes.SCHEMA_UNUSABLE, error.message, at)
    line = f"Line {found.location.line} of {path.name}: " if found.location.line else ""
    said = found.message[:1].upper() + found.message[1:] if line else found.message
    return finding(codes.SCHEMA_UNUSABLE, f"the schema {path.name} cannot be used", at, hint=f"{line}{said}.")


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
