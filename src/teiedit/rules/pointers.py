"""Every pointer must lead somewhere: to an xml:id of its document, or to a file and an xml:id in it."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, NamedTuple, cast
from urllib.parse import unquote

from lxml import etree

from teiedit import codes
from teiedit.diagnostics import Diagnostic, finding, quoted
from teiedit.document import Document, read_xml
from teiedit.document.addresses import split_address
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
_RANGE_ENDS: Final = frozenset({"from", "to"})
_RANGES: Final = frozenset({"app", "span", "note", "arc"})
_REST_IS_FREE: Final = frozenset({"facs"})
# One of them is in every pointer.
_SIGNS: Final = frozenset("#/.:")
_TOKEN = re.compile(r"\S+")
_WITH_ATTRIBUTES = etree.XPath("descendant-or-self::tei:*[@*]", namespaces={"tei": TEI})


# Names that were probably meant are looked for so often in a document, and for names of this length.
_MOST_GUESSES: Final = 50
_LONGEST_GUESSED: Final = 100


class IdentifierIndex:
    """The xml:ids of files that pointers lead to, each file read once."""

    def __init__(self) -> None:
        self._known: dict[tuple[Path, Path], frozenset[str] | None] = {}

    def add(self, document: Document) -> None:
        """Tell the index of a document that has been read already."""
        self._known[document.path, document.within] = frozenset(document.ids())

    def own(self, document: Document) -> frozenset[str]:
        """Return the xml:ids of a document that has been read."""
        if self._known.get((document.path, document.within)) is None:
            self.add(document)
        return self._known[document.path, document.within] or frozenset()

    def of(self, path: Path, within: Path) -> frozenset[str] | None:
        """Return the xml:ids of a file in a folder; None if they cannot be known."""
        if (path, within) not in self._known:
            self._known[path, within] = _identifiers(path, within)
        return self._known[path, within]


def _identifiers(path: Path, within: Path) -> frozenset[str] | None:
    if not path.is_relative_to(within) or path.suffix.lower() not in {".xml", ".tei"}:
        return None
    try:
        document = read_xml(path, within=within).document
    except InputError:
        return None
    return frozenset(document.ids()) if document is not None else None


def check_pointers(document: Document, index: IdentifierIndex) -> Iterator[Diagnostic]:
    """Report pointers to an xml:id or a file of the edition that does not exist.

    Addresses with a scheme (`https:`, `mailto:`, a project's own prefix) are not followed.
    """
    own = index.own(document)
    # Most pointers are of this kind, and most of them are right: said here they cost next to nothing.
    right = {f"#{identifier}" for identifier in own if identifier and "%" not in identifier}
    checker = _Checker(document, index, own)
    for element in cast("list[etree._Element]", _WITH_ATTRIBUTES(document.root)):
        for name, value in element.items():
            if value in right:
                continue
            if name in POINTER_ATTRIBUTES or (name in _RANGE_ENDS and etree.QName(element).localname in _RANGES):
                yield from checker.check(element, str(name), str(value).split(), right)


class _Problem(NamedTuple):
    """Why a pointer leads nowhere, and what to do about it."""

    why: str
    hint: str


@dataclass
class _Checker:
    """Follows the pointers of one document."""

    document: Document
    index: IdentifierIndex
    own: frozenset[str]
    _guesses: dict[tuple[Path, str], str] = field(default_factory=dict)

    def check(
        self, element: etree._Element, attribute: str, tokens: list[str], right: set[str]
    ) -> Iterator[Diagnostic]:
        """Report the pointers of one attribute that lead nowhere; words instead of pointers are one mistake."""
        wrong = [
            (token, problem)
            for token in tokens
            if token not in right and (problem := self.problem(element, attribute, token)) is not None
        ]
        if len(wrong) > 1 and len(wrong) == len(tokens) and not any(set(token) & _SIGNS for token in tokens):
            value = " ".join(tokens)
            yield finding(
                codes.UNRESOLVED_POINTER,
                f"{attribute}={quoted(value)} of <{display_name(str(element.tag))}> holds words instead of pointers",
                self.document.locate(element, attribute, value=True),
                hint='Write "#" and an xml:id, such as #anna; several with spaces between them.',
            )
            return
        for token, problem in wrong:
            yield _unresolved(self.document, element, attribute, token, problem)

    def problem(self, element: etree._Element, attribute: str, token: str) -> _Problem | None:
        parts = split_address(token)
        if parts is None or parts.scheme or parts.netloc or "(" in parts.fragment:
            return None
        if not parts.path:
            target: Path | None = self.document.path
        elif attribute in _REST_IS_FREE:
            return None
        else:
            target = self.document.resolve(token, element)
        if target is None or (parts.path and not target.exists()):
            return _Problem(f"there is no file {quoted(parts.path)}", self._hint_at_file(target, token))
        return self._no_such_id(target, unquote(parts.fragment))

    def _no_such_id(self, target: Path, fragment: str) -> _Problem | None:
        is_own = target == self.document.path
        ids = self.own if is_own else self.index.of(target, self.document.within)
        if not fragment or ids is None or fragment in ids:
            return None
        where = "this document" if is_own else target.name
        near = self._near(target, fragment, ids)
        hint = f'Did you mean "{near}"?' if near else f"Add it to {where}, or correct the pointer."
        return _Problem(f"there is no xml:id {quoted(fragment)} in {where}", hint)

    def _hint_at_file(self, named: Path | None, token: str) -> str:
        if named is None:
            return "No file can have such a name."
        if token.isidentifier():
            return f'Write "#{token}" for an xml:id of this document, or the whole address of what is meant.'
        near = self._near(named.parent, named.name, None)
        return f"Did you mean {near}?" if near else "The path is taken from the folder of this file."

    def _near(self, place: Path, name: str, names: frozenset[str] | None) -> str:
        """Return the name in a file or, without any to choose from, in a folder that was probably meant, or nothing."""
        if (place, name) not in self._guesses:
            if len(self._guesses) >= _MOST_GUESSES or len(name) > _LONGEST_GUESSED:
                return ""
            among = sorted(_names_in(place) if names is None else names)
            self._guesses[place, name] = next(iter(difflib.get_close_matches(name, among, n=1)), "")
        return self._guesses[place, name]


def _names_in(folder: Path) -> list[str]:
    try:
        return [one.name for one in folder.iterdir()]
    except OSError:
        return []


def _unresolved(
    document: Document, element: etree._Element, attribute: str, token: str, problem: _Problem
) -> Diagnostic:
    name = display_name(str(element.tag))
    return finding(
        codes.UNRESOLVED_POINTER,
        f"{attribute}={quoted(token)} of <{name}> leads nowhere: {problem.why}",
        document.locate_value(element, attribute, _offset(element.get(attribute) or "", token)),
        hint=problem.hint,
    )


def _offset(value: str, token: str) -> int:
    """Return where a token of a list begins in it."""
    return next((one.start() for one in _TOKEN.finditer(value) if one[0] == token), 0)
