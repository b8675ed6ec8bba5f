"""Every pointer must lead somewhere: to an xml:id of its document, or to a file and an xml:id in it."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from pathlib import Path
from typing import Final
from urllib.parse import unquote, urlsplit

from lxml import etree

from teiedit import codes
from teiedit.diagnostics import Diagnostic, finding, quoted
from teiedit.document import Document, read_xml
from teiedit.errors import InputError
from teiedit.namespaces import TEI, display_name

# Attributes of the type teidata.pointer, alone or in lists. Source: TEI P5, appendix B (attribute classes).
POINTER_ATTRIBUTES: Final = frozenset(
    [
        "ana",
        "calendar",
        "change",
        "copyOf",
        "corresp",
        "datcat",
        "decls",
        "edRef",
        "exclude",
        "facs",
        "hand",
        "inst",
        "lemmaRef",
        "mergedIn",
        "next",
        "parts",
        "period",
        "perf",
        "prev",
        "ref",
        "rendition",
        "resp",
        "sameAs",
        "scheme",
        "scribeRef",
        "select",
        "since",
        "source",
        "spanTo",
        "start",
        "synch",
        "target",
        "targetEnd",
        "toWhom",
        "valueDatcat",
        "where",
        "who",
        "wit",
    ]
)
# `from` and `to` are pointers on these, and dates elsewhere.
_RANGES: Final = frozenset({"app", "span", "note", "arc"})
_REST_IS_FREE: Final = frozenset({"facs"})


class IdentifierIndex:
    """The xml:ids of files that pointers lead to, each file read once."""

    def __init__(self, within: Path) -> None:
        self._within = within
        self._known: dict[Path, frozenset[str] | None] = {}

    def add(self, document: Document) -> None:
        """Tell the index of a document that has been read already."""
        self._known[document.path] = frozenset(document.ids())

    def of(self, path: Path) -> frozenset[str] | None:
        """Return the xml:ids of a file; None if they cannot be known."""
        if path not in self._known:
            self._known[path] = self._read(path)
        return self._known[path]

    def _read(self, path: Path) -> frozenset[str] | None:
        if not path.is_relative_to(self._within) or path.suffix.lower() not in {".xml", ".tei"}:
            return None
        try:
            document = read_xml(path, within=self._within).document
        except InputError:
            return None
        return frozenset(document.ids()) if document is not None else None


def check_pointers(document: Document, index: IdentifierIndex) -> Iterator[Diagnostic]:
    """Report pointers to an xml:id or a file of the edition that does not exist.

    Addresses with a scheme (`https:`, `mailto:`, a project's own prefix) are not followed.
    """
    own = frozenset(document.ids())
    for element in document.root.iter(f"{{{TEI}}}*"):
        for attribute, value in element.attrib.items():
            name = str(attribute)
            if name in POINTER_ATTRIBUTES or (name in {"from", "to"} and etree.QName(element).localname in _RANGES):
                for token in str(value).split():
                    yield from _check(document, element, name, token, own, index)


def _check(  # noqa: PLR0913, PLR0917 - one pointer with where it stands and what it may lead to
    document: Document,
    element: etree._Element,
    attribute: str,
    token: str,
    own: frozenset[str],
    index: IdentifierIndex,
) -> Iterator[Diagnostic]:
    try:
        parts = urlsplit(token)
    except ValueError:
        return
    if parts.scheme or parts.netloc or "(" in parts.fragment:
        return
    fragment = unquote(parts.fragment)
    if not parts.path:
        target, ids = document.path, own
        if not fragment or fragment in own:
            return
    elif attribute in _REST_IS_FREE:
        return
    else:
        origin = document.locate(element).path or document.path
        named = _file(origin.parent, parts.path)
        if named is None:
            hint = _nearest_file(origin.parent, parts.path, token)
            yield _unresolved(document, element, attribute, token, f"there is no file {quoted(parts.path)}", hint)
            return
        target = named
        known = own if target == document.path else index.of(target)
        if not fragment or known is None or fragment in known:
            return
        ids = known
    near = difflib.get_close_matches(fragment, ids, n=1)
    where = "this document" if target == document.path else target.name
    hint = f'Did you mean "{near[0]}"?' if near else f"Add it to {where}, or correct the pointer."
    yield _unresolved(document, element, attribute, token, f"there is no xml:id {quoted(fragment)} in {where}", hint)


def _file(folder: Path, name: str) -> Path | None:
    try:
        file = (folder / unquote(name)).resolve()
        return file if file.exists() else None
    except (OSError, ValueError):
        return None


def _nearest_file(folder: Path, name: str, token: str) -> str:
    """Say what was probably meant by a pointer to a file that does not exist."""
    if token.isidentifier():
        return f'Write "#{token}" for an xml:id of this document, or the whole address of what is meant.'
    try:
        beside = sorted(one.name for one in (folder / unquote(name)).parent.iterdir())
    except (OSError, ValueError):
        beside = []
    near = difflib.get_close_matches(unquote(name).rsplit("/", 1)[-1], beside, n=1)
    return f"Did you mean {near[0]}?" if near else "The path is taken from the folder of this file."


def _unresolved(  # noqa: PLR0913, PLR0917 - a message is made of its parts
    document: Document, element: etree._Element, attribute: str, token: str, why: str, hint: str
) -> Diagnostic:
    name = display_name(str(element.tag))
    return finding(
        codes.UNRESOLVED_POINTER,
        f"{attribute}={quoted(token)} of <{name}> leads nowhere: {why}",
        document.locate(element, attribute, value=True),
        hint=hint,
    )
