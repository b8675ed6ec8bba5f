"""Say what is wrong with a file that is not well-formed XML: every mistake once, in an editor's words.

The parser's own log is the source for all but tags that do not match. There one forgotten end tag makes the
parser complain at every end tag that follows, so the tags are balanced here.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import NamedTuple

from lxml import etree

from teiedit import codes
from teiedit.diagnostics import Diagnostic, Location, finding
from teiedit.positions import SourceText

_TOKEN = re.compile(
    r"<!--.*?-->|<!\[CDATA\[.*?\]\]>|<\?.*?\?>|<!DOCTYPE[^\[>]*(?:\[.*?\]\s*)?>"
    r"""|<(?P<end>/?)(?P<name>[^\s<>/!?"'=]+)(?:[^<>"']|"[^"<]*"|'[^'<]*')*>""",
    re.DOTALL,
)
_QUOTED = re.compile(r"'([^']*)'|\"([^\"]*)\"")

# Errors of libxml2 that only repeat one just reported, or that the balance of tags says better.
_ECHOES = frozenset(
    {
        "ERR_TAG_NAME_MISMATCH",
        "ERR_TAG_NOT_FINISHED",
        "ERR_GT_REQUIRED",
        "ERR_SPACE_REQUIRED",
        "ERR_LTSLASH_REQUIRED",
        "ERR_DOCUMENT_END",
    }
)

_SAYINGS = {
    "ERR_NAME_REQUIRED": (
        "a bare & or < stands in the text",
        "Write &amp; for an ampersand and &lt; for a less-than sign.",
    ),
    "ERR_ENTITYREF_SEMICOL_MISSING": (
        "an & is not followed by a name and a semicolon",
        "Write &amp; if an ampersand is meant.",
    ),
    "ERR_LT_IN_ATTRIBUTE": (
        "an attribute's value holds a < or lacks its closing quotation mark",
        "Close the value, or write &lt; inside it.",
    ),
    "ERR_ATTRIBUTE_NOT_STARTED": (
        "an attribute's value does not begin with a quotation mark",
        'Put the value in quotation marks: n="1".',
    ),
    "ERR_ATTRIBUTE_NOT_FINISHED": ("an attribute's value is not closed", "Close it with the mark that opened it."),
    "ERR_ATTRIBUTE_WITHOUT_VALUE": ("an attribute has no value", 'Every attribute needs one: n="1".'),
    "ERR_DOCUMENT_EMPTY": ("there is no XML here", "An XML file begins with < and has one root element."),
    "ERR_INVALID_CHAR": ("a control character stands in the text", "Remove it; XML allows only tab and line ends."),
    "ERR_COMMENT_NOT_FINISHED": ("a comment is not closed", "End it with -->."),
    "ERR_HYPHEN_IN_COMMENT": ("a comment holds two hyphens in a row", "Separate them: - -."),
    "ERR_CDATA_NOT_FINISHED": ("a CDATA section is not closed", "End it with ]]>."),
    "ERR_PI_NOT_FINISHED": ("a processing instruction is not closed", "End it with ?>."),
    "ERR_RESERVED_XML_NAME": (
        "the XML declaration is not at the very beginning of the file",
        "Remove what stands before it, blank lines too.",
    ),
    "ERR_MISPLACED_CDATA_END": ("]]> stands in the text", "Write ]]&gt;."),
    "ERR_UNSUPPORTED_ENCODING": ("the file declares an encoding that is not known", "Save it as UTF-8."),
}


class _Tag(NamedTuple):
    name: str
    offset: int


def describe_errors(source: SourceText, log: etree._ListErrorLog) -> list[Diagnostic]:
    """Turn a failed parse into findings in reading order, at least one."""
    found = list(_balance(source))
    found += _from_log(source, log)
    if not found and len(log):
        entry = log[0]
        found.append(_tell(source, entry.type_name, entry.message, entry.line, entry.column))
    found.sort(key=lambda one: (one.location.line, one.location.column))
    return found


def _at(source: SourceText, offset: int) -> Location:
    place = source.place(offset)
    return Location(source.path, place.line, place.column)


def _balance(source: SourceText) -> Iterator[Diagnostic]:
    stack: list[_Tag] = []
    root_closed = False
    for token in _TOKEN.finditer(source.text):
        name = token["name"]
        if not name:
            continue
        if token["end"]:
            yield from _close(source, stack, _Tag(name, token.start()))
            root_closed = root_closed or not stack
        elif root_closed and not stack:
            yield finding(
                codes.NOT_WELL_FORMED,
                f"<{name}> stands after the end of the root element",
                _at(source, token.start()),
                hint="An XML file has one root element; move this inside it.",
            )
            return
        elif token[0].endswith("/>"):
            root_closed = root_closed or not stack
        else:
            stack.append(_Tag(name, token.start()))
    for tag in reversed(stack):
        yield _unclosed(source, tag, "the end of the file")


def _close(source: SourceText, stack: list[_Tag], end: _Tag) -> Iterator[Diagnostic]:
    if end.name not in [tag.name for tag in stack[-50:]]:
        hint = f"Remove it, or write </{stack[-1].name}> to close <{stack[-1].name}>." if stack else "Remove it."
        yield finding(
            codes.NOT_WELL_FORMED, f"</{end.name}> closes nothing that is open", _at(source, end.offset), hint=hint
        )
        # A misspelt end tag: take it for the end of what is open, or everything after it is reported too.
        if stack and _alike(stack[-1].name, end.name):
            stack.pop()
        return
    while stack[-1].name != end.name:
        yield _unclosed(source, stack.pop(), f"</{end.name}> on line {source.place(end.offset).line}")
    stack.pop()


def _alike(opened: str, closed: str) -> bool:
    return opened.casefold() == closed.casefold() or sorted(opened) == sorted(closed) or opened[:3] == closed[:3]


def _unclosed(source: SourceText, tag: _Tag, before: str) -> Diagnostic:
    return finding(
        codes.NOT_WELL_FORMED,
        f"<{tag.name}> is not closed before {before}",
        _at(source, tag.offset),
        hint=f"Write </{tag.name}> where it ends.",
    )


def _from_log(source: SourceText, log: etree._ListErrorLog) -> Iterator[Diagnostic]:
    last = (0, "")
    for entry in log:
        if entry.type_name in _ECHOES or (entry.line, entry.type_name) == last:
            continue
        last = (entry.line, entry.type_name)
        yield _tell(source, entry.type_name, entry.message, entry.line, entry.column)


def _tell(source: SourceText, kind: str, said: str, line: int, column: int) -> Diagnostic:
    at = Location(source.path, max(line, 1), max(column, 1))
    quoted = _QUOTED.search(said)
    name = (quoted[1] or quoted[2] or "") if quoted else ""
    if kind in {"ERR_UNDECLARED_ENTITY", "WAR_UNDECLARED_ENTITY"}:
        return undefined_entity(name, at)
    if "depth" in said and "xcessive" in said:
        return finding(
            codes.TOO_DEEP,
            "elements are nested more than 2,000 levels deep",
            at,
            hint="Check for an element that is opened again and again and never closed.",
        )
    if "amplification" in said or kind == "ERR_ENTITY_LOOP":
        return finding(
            codes.ENTITY_BOMB,
            "the entities of the DOCTYPE expand without end",
            at,
            hint="Replace them by their text and remove the DOCTYPE.",
        )
    if kind == "ERR_ATTRIBUTE_REDEFINED":
        attribute = said.split()[1] if len(said.split()) > 1 else "an attribute"
        return finding(
            codes.NOT_WELL_FORMED, f"the attribute {attribute} is given twice", at, hint="Remove one of the two."
        )
    if kind == "NS_ERR_UNDEFINED_NAMESPACE":
        prefix = said.split()[2] if len(said.split()) > 2 else "a prefix"  # noqa: PLR2004 - "Namespace prefix X"
        return finding(
            codes.NOT_WELL_FORMED,
            f"the prefix {prefix} is not declared",
            at,
            hint=f'Declare it on the root element: xmlns:{prefix}="…".',
        )
    message, hint = _SAYINGS.get(kind, (said.strip().rstrip("."), ""))
    code = codes.BAD_ENCODING if kind == "ERR_UNSUPPORTED_ENCODING" else codes.NOT_WELL_FORMED
    return finding(code, message[:1].lower() + message[1:], at, hint=hint)


def undefined_entity(name: str, at: Location) -> Diagnostic:
    """Report an entity that the file does not define, with the character that was probably meant."""
    character = html.unescape(f"&{name};")
    meant = f"Write {character} itself." if len(character) == 1 else "Write the character itself, or &#x…;."
    return finding(codes.UNDEFINED_ENTITY, f"the entity &{name}; is not defined in this file", at, hint=meant)
