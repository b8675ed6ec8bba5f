"""What happened to words, as findings with the place of the first of them in the document."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from teiedit import codes
from teiedit.diagnostics import Code, Diagnostic, Location, finding, quoted
from teiedit.document import Document
from teiedit.publish.verify.compare import Fault, Kind
from teiedit.publish.verify.expected import Origin
from teiedit.publish.verify.words import Piece, place_of_run

_CODES: Final[Mapping[Kind, Code]] = {
    Kind.LOST: codes.WORD_LOST,
    Kind.DOUBLED: codes.WORD_DOUBLED,
    Kind.DISPLACED: codes.WORD_DISPLACED,
    Kind.ADDED: codes.WORD_ADDED,
    Kind.RUN_TOGETHER: codes.WORDS_NOT_PARTED,
    Kind.DIVIDED: codes.WORDS_NOT_PARTED,
}
_SAID: Final[Mapping[Kind, str]] = {
    Kind.LOST: "the {what} lacks {words}",
    Kind.DOUBLED: "the {what} repeats {words} after this",
    Kind.DISPLACED: "the {what} has {words} in another place",
    Kind.ADDED: "the {what} adds {words} after this",
    Kind.RUN_TOGETHER: "the {what} runs the words {words} together",
    Kind.DIVIDED: "the {what} divides the word {words}",
}


def told(document: Document, fault: Fault, where: str, *, what: str = "page") -> Diagnostic:
    """Return what happened to words as a finding.

    Args:
        document: whose words they are.
        fault: what happened.
        where: the part or the view, in words; may be empty.
        what: holds the words: `page`, `PDF`.
    """
    place = _at_piece(document, fault.at) if fault.at is not None else document.locate(document.root)
    said = _SAID[fault.kind].format(what=what, words=quoted(fault.words))
    return finding(_CODES[fault.kind], f"{said}, {where}" if where else said, place)


def _at_piece(document: Document, piece: Piece[Origin]) -> Location:
    """Find the first letter of a piece of a word in the file."""
    element, node = piece.origin
    text = (node.text if node is element else node.tail) or ""
    at = document.locate_words(element, node)
    before = text[: place_of_run(text, piece.number)]
    skipped = before.lstrip()
    if not at.line:
        return at
    lines = skipped.count("\n")
    column = len(skipped) - skipped.rfind("\n") if lines else at.column + len(skipped)
    return replace(at, line=at.line + lines, column=column)
