"""Which schemas a document is held against: what it names, found on this machine, and what is to be said of the rest.

Source: Associating Schemas with XML documents 1.0 (W3C); what editors write besides.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final
from urllib.parse import unquote

from teiedit import codes
from teiedit.diagnostics import Diagnostic, Location, finding
from teiedit.document import Document
from teiedit.document.addresses import split_address
from teiedit.errors import InputError
from teiedit.instructions import Instruction, instructions
from teiedit.namespaces import RELAXNG, SCHEMATRON
from teiedit.supply import REFUSED_HINT, Refusal, Supply

XSI: Final = "http://www.w3.org/2001/XMLSchema-instance"
# They say where a schema is and are no part of the text's markup: editors let them pass, RELAX NG does not.
SCHEMA_LOCATIONS: Final = (f"{{{XSI}}}schemaLocation", f"{{{XSI}}}noNamespaceSchemaLocation")

# Of a schema outside the folder of the documents; that of all of TEI has less than five.
_MOST_BYTES: Final = 50_000_000
_SUFFIXES: Final = frozenset({".rng", ".rnc", ".sch", ".isosch"})
_SNIFFED_BYTES: Final = 10_000
_NAMES: Final = ("href", "type", "schematypens", "charset", "title", "group", "phase")
_RELAX_NG: Final = "RELAX NG"
_SCHEMATRON: Final = "Schematron"
_BY_NAMESPACE: Final = {
    RELAXNG: _RELAX_NG,
    SCHEMATRON: _SCHEMATRON,
    "http://www.ascc.net/xml/schematron": _SCHEMATRON,
    "http://www.w3.org/2001/XMLSchema": "XML Schema",
    "http://purl.oclc.org/dsdl/nvdl/ns/structure/1.0": "NVDL",
}
_BY_TYPE: Final = {
    "application/relax-ng-compact-syntax": _RELAX_NG,
    "application/vnd.relax-ng.rnc": _RELAX_NG,
    "application/relaxng+xml": _RELAX_NG,
    "application/x-rnc": _RELAX_NG,
    "application/x-rng+xml": _RELAX_NG,
    "application/schematron+xml": _SCHEMATRON,
    "application/xml-dtd": "DTD",
}
_BY_SUFFIX: Final = {
    ".rng": _RELAX_NG,
    ".rnc": _RELAX_NG,
    ".sch": _SCHEMATRON,
    ".isosch": _SCHEMATRON,
    ".xsd": "XML Schema",
    ".nvdl": "NVDL",
    ".dtd": "DTD",
}


@dataclass
class Association:
    """What a document names.

    Attributes:
        schemas: the RELAX NG schemas, each once, with the place where it is named.
        rules: the Schematron schemas, each once for each of its phases, with the place where it is named.
        unfetched: what is to be said of those on the network that are not here.
        remarks: what is to be said besides.
    """

    schemas: dict[Path, Location] = field(default_factory=dict)
    rules: dict[tuple[Path, str], Location] = field(default_factory=dict)
    unfetched: list[Diagnostic] = field(default_factory=list)
    remarks: list[Diagnostic] = field(default_factory=list)

    @property
    def is_silent(self) -> bool:
        """Whether nothing was named, rightly or wrongly, that would be held against the document."""
        warned = any(one.severity >= codes.SCHEMA_NOT_FETCHED.severity for one in self.remarks)
        return not (self.schemas or self.unfetched or warned)


def associate(document: Document, supply: Supply) -> Association:
    """Find what a document names as its schemas, in instructions and on its root element."""
    association = Association()
    skipped: set[str] = set()
    for instruction in instructions(document, ("xml-model", "oxygen")):
        for one in _check(instruction):
            association.remarks.append(one)
        for href, language in _named(instruction):
            if language not in {_RELAX_NG, _SCHEMATRON, ""}:
                if (said := f"{language} {href}") not in skipped:
                    skipped.add(said)
                    association.remarks.append(_skipped(language, href, instruction))
                continue
            _add(association, instruction, href, supply, language)
    association.remarks.extend(schema_locations(document))
    return association


def _add(association: Association, instruction: Instruction, href: str, supply: Supply, language: str) -> None:
    """Add a schema that is RELAX NG or Schematron, or is if its content says so, or what is to be said of it."""
    document = instruction.document
    found = supply.find(href, document.path.parent)
    if isinstance(found, Path) and not supply.is_own(found) and (said := _refusal(found, document)):
        found = Refusal(codes.SCHEMA_UNUSABLE, said, REFUSED_HINT)
    if isinstance(found, Refusal):
        told = association.unfetched if found.code is codes.SCHEMA_NOT_FETCHED else association.remarks
        if all(found.message != other.message for other in told):
            hint = found.hint + _about_catalogs(supply)
            told.append(finding(found.code, found.message, instruction.location(), hint=hint))
        return
    if language == _SCHEMATRON:
        association.rules.setdefault((found, instruction.values.get("phase", "").strip()), instruction.location())
        return
    if not language and not _is_relax_ng(found, supply):
        association.remarks.append(_skipped("", href, instruction))
    elif found not in association.schemas:
        association.schemas[found] = at = instruction.location()
        if said := supply.stale(found):
            association.remarks.append(finding(codes.SCHEMA_COPY_USED, said, at))


def _check(instruction: Instruction) -> Iterator[Diagnostic]:
    """Yield the first mistake in how an instruction is written."""
    misspelt = instruction.misspelt(_NAMES) if instruction.target == "xml-model" else None
    slips = list(instruction.slips) + ([misspelt] if misspelt else [])
    if slips:
        first = min(slips)
        yield finding(
            codes.SCHEMA_INSTRUCTION_WRONG, first.message, instruction.location(first.offset), hint=first.hint
        )
    elif instruction.target == "xml-model" and not instruction.values.get("href", "").strip():
        said, hint = "the xml-model names no schema", 'Write href="…" with the address of one.'
        yield finding(codes.SCHEMA_INSTRUCTION_WRONG, said, instruction.location(), hint=hint)


def _named(instruction: Instruction) -> Iterator[tuple[str, str]]:
    """Yield the addresses of an instruction, each with its schema language: empty if only the schema can tell."""
    values = {name: value.strip() for name, value in instruction.values.items()}
    if instruction.target == "oxygen":
        if values.get("RNGSchema"):
            yield values["RNGSchema"], _RELAX_NG
        if values.get("SCHSchema"):
            yield values["SCHSchema"], _SCHEMATRON
        return
    href, namespace = values.get("href", ""), values.get("schematypens", "")
    if not href:
        return
    if namespace:
        yield href, _BY_NAMESPACE.get(namespace, namespace)
        return
    kind = values.get("type", "").partition(";")[0].strip().lower()
    yield href, _BY_TYPE.get(kind) or _BY_SUFFIX.get(_suffix(href), "")


def _suffix(href: str) -> str:
    parts = split_address(href)
    return Path(unquote(parts.path)).suffix.lower() if parts else ""


def _skipped(language: str, href: str, instruction: Instruction) -> Diagnostic:
    if language:
        said = f"the schema {href} is not checked: it is {language} and neither RELAX NG nor Schematron"
    else:
        said = f"the schema {href} is not checked: it is not RELAX NG"
    return finding(codes.SCHEMA_KIND_SKIPPED, said, instruction.location())


def _is_relax_ng(path: Path, supply: Supply) -> bool:
    """Tell by its beginning whether a file is RELAX NG; one that cannot be read is taken for it, to be reported."""
    try:
        return RELAXNG.encode() in supply.read(path)[:_SNIFFED_BYTES]
    except InputError:
        return True


def _refusal(path: Path, document: Document) -> str:
    """Say why a document may not name a file as its schema: it must look like one where it lies outside the edition."""
    if path.is_relative_to(document.within):
        return ""
    if path.suffix.lower() in _SUFFIXES and (not path.exists() or path.is_file()):
        is_large = path.exists() and path.stat().st_size > _MOST_BYTES
        return f"the schema {path.name} is larger than {_MOST_BYTES // 1_000_000} MB" if is_large else ""
    return f"the schema {path.name} lies outside the edition's folder"


def _about_catalogs(supply: Supply) -> str:
    """Say of catalogs that could not be read, where what is looked for may be in one of them."""
    problem = next(iter(supply.catalogs.problems), None)
    return f" The catalog {problem[0]} was not used: {problem[1]}." if problem else ""


def schema_locations(document: Document) -> Iterator[Diagnostic]:
    """Yield what is to be said of attributes of the root element that only say where an XML Schema is."""
    for name in SCHEMA_LOCATIONS:
        if document.root.get(name) is not None:
            shown = "xsi:" + name.rpartition("}")[2]
            said = f"the XML Schema that {shown} names is not checked"
            yield finding(codes.SCHEMA_LOCATION, said, document.locate(document.root, name))


def at_schema_location(found: Diagnostic) -> bool:
    """Tell whether a finding is about an attribute that only says where a schema is."""
    step = found.location.xpath.rpartition("/@")[2]
    return bool(re.fullmatch(r"(?:xsi:|\{" + re.escape(XSI) + r"\})(?:schemaLocation|noNamespaceSchemaLocation)", step))
