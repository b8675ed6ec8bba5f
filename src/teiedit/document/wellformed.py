"""Say what is wrong with a file that is not well-formed XML: every mistake once, in an editor's words.

The markup is read by `markup`, which goes on after a mistake; the parser's log says what that cannot see,
entities that multiply and elements nested without end, and has the last word.
"""

from __future__ import annotations

import re

from lxml import etree

from teiedit import codes
from teiedit.diagnostics import Diagnostic, Location, finding
from teiedit.document.markup import find_mistakes
from teiedit.document.positions import SourceText

# Levels that libxml2 allows at most; what is below is not worth reading.
_TOO_DEEP = re.compile(r"xcessive depth\D*(\d+)")
_ENTITY_LOOP = "ERR_ENTITY_LOOP"
_AMPLIFIED = "amplification"

_SAYINGS = {
    "ERR_UNSUPPORTED_ENCODING": "the file declares an encoding that is not known",
    "ERR_TAG_NOT_FINISHED": "an entity's text opens an element that it does not close",
    "ERR_TAG_NAME_MISMATCH": "an entity's text closes an element that it does not open",
}


def describe_errors(source: SourceText, log: etree._ListErrorLog) -> list[Diagnostic]:
    """Turn a failed parse into findings in reading order, at least one."""
    for entry in log:
        limit = _limit(source, entry)
        if limit is not None:
            return [limit]
    found = [
        finding(mistake.code, mistake.message, _at(source, mistake.offset), hint=mistake.hint)
        for mistake in find_mistakes(source)
    ]
    first = next(iter(log), None)
    if not found or (first is not None and 0 < first.line < found[0].location.line):
        # The parser stumbled on something that was not seen here, as in a DOCTYPE.
        found.insert(0, _in_the_parsers_words(source, first))
    return found


def undefined_entities(source: SourceText) -> list[Diagnostic]:
    """Report every use of an entity that the file does not define."""
    return [
        finding(one.code, one.message, _at(source, one.offset), hint=one.hint)
        for one in find_mistakes(source)
        if one.code is codes.UNDEFINED_ENTITY
    ]


def _at(source: SourceText, offset: int) -> Location:
    place = source.place(offset)
    return Location(source.path, place.line, place.column)


def _limit(source: SourceText, entry: etree._LogEntry) -> Diagnostic | None:
    """Return what is to be said where the parser gave up to protect itself."""
    if deep := _TOO_DEEP.search(entry.message):
        return finding(
            codes.TOO_DEEP,
            f"elements are nested more than {int(deep[1]):,} levels deep",
            Location(source.path, max(entry.line, 1), max(entry.column, 1)),
            hint="Check for an element that is opened again and again and never closed.",
        )
    if _AMPLIFIED in entry.message or entry.type_name == _ENTITY_LOOP:
        return finding(
            codes.ENTITY_BOMB,
            "the entities of the DOCTYPE expand without end",
            # The parser names a line of the entity's own text.
            _at(source, max(source.text.find("<!DOCTYPE"), 0)),
            hint="Replace them by their text and remove the DOCTYPE.",
        )
    return None


def _in_the_parsers_words(source: SourceText, entry: etree._LogEntry | None) -> Diagnostic:
    if entry is None:
        return finding(codes.NOT_WELL_FORMED, "the file is not well-formed XML", Location(source.path, 1, 1))
    said = _SAYINGS.get(entry.type_name) or entry.message.strip().rstrip(".")
    code = codes.BAD_ENCODING if entry.type_name == "ERR_UNSUPPORTED_ENCODING" else codes.NOT_WELL_FORMED
    # In an entity's text the parser counts lines anew.
    line = min(max(entry.line, 1), source.text.count("\n") + 1)
    return finding(code, said[:1].lower() + said[1:], Location(source.path, line, max(entry.column, 1)))
