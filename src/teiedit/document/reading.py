"""Read a document with everything it includes."""

from __future__ import annotations

from pathlib import Path

from lxml import etree

from teiedit import codes
from teiedit.diagnostics import Diagnostic, finding
from teiedit.document.model import Document
from teiedit.document.parsing import Reading, parse_file
from teiedit.document.swarms import limit_findings
from teiedit.document.xinclude import resolve_includes
from teiedit.namespaces import TEI, XINCLUDE, tei


def read_document(path: Path, *, within: Path | None = None) -> Reading:
    """Parse a file safely and resolve its XIncludes.

    Args:
        path: the file.
        within: the folder outside which nothing is included; the file's own folder by default.

    Returns:
        The document and the findings; the document is None if the file is not well-formed or not TEI.

    Raises:
        InputError: the file cannot be opened.
    """
    return _read(path, within, only_tei=True)


def read_xml(path: Path, *, within: Path | None = None) -> Reading:
    """Do what `read_document` does for a file with any root element.

    Raises:
        InputError: the file cannot be opened.
    """
    return _read(path, within, only_tei=False)


def _read(path: Path, within: Path | None, *, only_tei: bool) -> Reading:
    reading = _read_whole(path.resolve(), within, only_tei=only_tei)
    return Reading(reading.document, limit_findings(reading.findings))


def _read_whole(path: Path, within: Path | None, *, only_tei: bool) -> Reading:
    within = (within or path.parent).resolve()
    document, findings = parse_file(path, within)
    if document is None:
        return Reading(None, findings)
    if only_tei and document.root.tag not in {tei("TEI"), tei("teiCorpus")}:
        return Reading(None, (*findings, _not_tei(document)))
    if next(document.root.iter(f"{{{XINCLUDE}}}include"), None) is not None:
        findings += tuple(resolve_includes(document))
    return Reading(document, findings)


def _not_tei(document: Document) -> Diagnostic:
    name = str(document.root.tag)
    namespace = etree.QName(document.root).namespace
    hint = "A TEI document begins with <TEI> or <teiCorpus>."
    if etree.QName(document.root).localname in {"TEI", "teiCorpus"}:
        hint = f'Declare the namespace: <TEI xmlns="{TEI}">.'
    elif name in {"TEI.2", "teiCorpus.2"}:
        hint = "This is TEI P4; convert it to P5 first."
    where = f" (in the namespace {namespace})" if namespace and namespace != TEI else ""
    shown = etree.QName(document.root).localname
    return finding(
        codes.NOT_TEI, f"the root element <{shown}>{where} is not TEI", document.locate(document.root), hint=hint
    )
