"""Parse one file safely: no DTD, no external entity, no network; XIncludes are left as they are.

A file that cannot be parsed gives findings, not an exception.
"""

from __future__ import annotations

import stat
from pathlib import Path
from typing import Any, NamedTuple

from lxml import etree

from teiedit import codes
from teiedit.diagnostics import Diagnostic
from teiedit.document.model import Document
from teiedit.document.positions import SourceText
from teiedit.document.precheck import Doctype, check_bytes, check_doctype, without_outside_dtd
from teiedit.document.wellformed import describe_errors, undefined_entities
from teiedit.errors import InputError


class Reading(NamedTuple):
    """What came of reading a file: a document unless it could not be parsed, and what was found on the way."""

    document: Document | None
    findings: tuple[Diagnostic, ...]


def read_source(path: Path) -> SourceText:
    """Read the bytes of a regular file.

    Raises:
        InputError: it cannot be opened, or is no file at all.
    """
    try:
        # A pipe would be waited for, a device may have no end; asked before it is opened.
        mode = path.stat().st_mode
        if not (stat.S_ISREG(mode) or stat.S_ISDIR(mode)):
            msg = f"{path} is not a file but a device or a pipe"
            raise InputError(msg, path)
        return SourceText(path, path.read_bytes())
    except FileNotFoundError:
        msg = f"{path} does not exist"
        raise InputError(msg, path) from None
    except IsADirectoryError:
        msg = f"{path} is a folder, not a file"
        raise InputError(msg, path) from None
    except (OSError, ValueError) as error:
        msg = f"{path} cannot be read: {getattr(error, 'strerror', None) or error}"
        raise InputError(msg, path) from error


def parse_file(path: Path, within: Path) -> Reading:
    """Parse a file safely, leaving XIncludes as they are and any root element in place.

    Raises:
        InputError: the file cannot be opened.
    """
    source = read_source(path)
    refused = check_bytes(source)
    if refused is not None:
        return Reading(None, (refused,))
    doctype = check_doctype(source)
    if any(found.severity >= codes.ENTITY_REFUSED.severity for found in doctype.findings):
        return Reading(None, tuple(doctype.findings))
    # Limits on depth and text are lifted only where no entity can multiply what the file holds.
    huge = not doctype.declares_entities
    data = _as_utf8(source, doctype)
    # Let go of before the tree is made: text and tree together are what a large file would need most memory for.
    source.forget_text()
    try:
        root = etree.fromstring(data, _parser(huge=huge))
    except etree.XMLSyntaxError:
        return Reading(None, (*doctype.findings, *describe_errors(source, _all_errors(data, huge=huge))))
    del data
    document = Document(path, root, source, within)
    # What the parser left in place because a DTD that is not read may define it.
    undefined = undefined_entities(source) if next(root.iter(etree.Entity), None) is not None else []
    return Reading(None if undefined else document, (*doctype.findings, *undefined))


def _as_utf8(source: SourceText, doctype: Doctype) -> bytes:
    """Return what the parser reads: the characters, lines and columns that findings speak of."""
    if source.is_utf8 and b"\r" not in source.data and doctype.outside == (0, 0):
        return source.data
    return without_outside_dtd(source.text, doctype).encode("utf-8", errors="replace")


def _all_errors(data: bytes, *, huge: bool) -> etree._ListErrorLog:
    parser = _parser(huge=huge, recover=True)
    try:
        etree.fromstring(data, parser)
    except etree.XMLSyntaxError:
        pass
    return parser.error_log


class _ReadsNothing(etree.Resolver):
    """Gives the parser nothing for whatever it asks: it may ask for files while it recovers from mistakes."""

    # lxml's stubs know no context.
    def resolve(self, system_url: str, public_id: str, context: object) -> Any:  # type: ignore[override]  # noqa: ARG002
        return self.resolve_empty(context)  # type: ignore[attr-defined]


def _parser(*, huge: bool, recover: bool = False) -> etree.XMLParser:
    parser = etree.XMLParser(
        encoding="utf-8",
        # 'internal' keeps entities that the file defines itself; lxml's stubs know only the older booleans.
        resolve_entities="internal",  # type: ignore[arg-type]
        no_network=True,
        load_dtd=False,
        attribute_defaults=False,
        dtd_validation=False,
        huge_tree=huge,
        recover=recover,
        # Or libxml2 rejects duplicate or odd xml:ids as errors of form; they are findings of ours.
        collect_ids=False,
    )
    parser.resolvers.add(_ReadsNothing())
    return parser
