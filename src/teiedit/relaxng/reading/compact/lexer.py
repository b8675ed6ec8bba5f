"""From the text of a schema in the compact syntax to its tokens; white space and plain comments are dropped.

Source: RELAX NG Compact Syntax A.2.5.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple, NoReturn

from teiedit.diagnostics import quoted
from teiedit.relaxng.reading.compact.source import ESCAPED_NEWLINE, CompactSource, marks_before_escapes, without_escapes
from teiedit.relaxng.reading.name_syntax import NCNAME
from teiedit.relaxng.reading.syntax import SyntaxFault

# Kinds of tokens, in words; keywords and signs are kinds of their own, spelt as they are.
NAME: Final = "a name"
PREFIXED: Final = "a name with a prefix"
ANY_OF_PREFIX: Final = "any name of a prefix"
LITERAL: Final = "a text in quotation marks"
DOCUMENTATION: Final = "a comment with ##"
END: Final = "the end of the file"

KEYWORDS: Final = frozenset(
    {
        *("attribute", "default", "datatypes", "div", "element", "empty", "external", "grammar", "include", "inherit"),
        *("list", "mixed", "namespace", "notAllowed", "parent", "start", "string", "text", "token"),
    }
)
NAMES: Final = KEYWORDS | {NAME}

_SPACE = f"[ \t\n{ESCAPED_NEWLINE}]*"
_REST_OF_LINE = f"[^\n{ESCAPED_NEWLINE}]*"
# Every repetition is followed by what it cannot contain itself: nothing is read twice.
_TOKEN = re.compile(
    f"{_SPACE}(?:#(?!#){_REST_OF_LINE}{_SPACE})*(?:"
    + "|".join(
        [
            rf"(?P<word>{NCNAME}(?::(?:{NCNAME}|\*))?)",
            r"(?P<sign>[|&]=|>>|[={}()\[\],|&?*+~-])",
            r"(?P<thrice>" + r"|".join([f"{q * 3}[^{q}]*(?:{q}{{1,2}}(?!{q})[^{q}]*)*{q * 3}" for q in "\"'"]) + ")",
            r"""(?P<once>(?!\"{3}|'{3})(?:"[^"\n]*"|'[^'\n]*'))""",
            rf"(?P<documentation>##{_REST_OF_LINE}(?:[\n{ESCAPED_NEWLINE}][ \t]*##{_REST_OF_LINE})*)",
            rf"(?P<escaped>\\{NCNAME})",
            r"(?P<end>\Z)",
            r"(?P<wrong>.)",
        ]
    )
    + ")",
    re.DOTALL,
)
_DOCUMENTATION_SIGN = re.compile(f"(?:^|(?<=[\n{ESCAPED_NEWLINE}]))[ \t]*##+ ?")


class Tokens(NamedTuple):
    """The tokens of a file, column by column; the last one is the end of the file.

    Attributes:
        kinds: what each is.
        values: what each says: a name without its backslash, a text without its quotation marks.
        marks: where each begins, in the text as written.
    """

    kinds: list[str]
    values: list[str]
    marks: list[int]


def tokenise(source: CompactSource) -> Tokens:
    """Read a file into tokens.

    Raises:
        SyntaxFault: something in it is not one.
    """
    text, shifts = without_escapes(source)
    kinds: list[str] = []
    values: list[str] = []
    marks: list[int] = []
    for match in _TOKEN.finditer(text):
        group = match.lastgroup or ""
        value = match[group]
        marks.append(match.start(group))
        if group == "word":
            kind = value if value in KEYWORDS else NAME
            if ":" in value:
                kind = ANY_OF_PREFIX if value[-1] == "*" else PREFIXED
        elif group == "sign":
            kind = value
        elif group == "wrong":
            mark = marks_before_escapes(marks, shifts)[-1]
            _refuse(text[marks[-1] :], source, mark, first=not kinds)
        else:
            kind, value = _read_other(group, value)
        kinds.append(kind)
        values.append(value)
        if kind is END:
            break
    return Tokens(kinds, values, marks_before_escapes(marks, shifts) if shifts else marks)


def _read_other(group: str, value: str) -> tuple[str, str]:
    if group == "once":
        return LITERAL, value[1:-1].replace(ESCAPED_NEWLINE, "\n")
    if group == "thrice":
        return LITERAL, value[3:-3].replace(ESCAPED_NEWLINE, "\n")
    if group == "documentation":
        return DOCUMENTATION, _DOCUMENTATION_SIGN.sub("", value).replace(ESCAPED_NEWLINE, "\n")
    if group == "escaped":
        return NAME, value[1:]
    return END, ""


def _refuse(text: str, source: CompactSource, mark: int, *, first: bool) -> NoReturn:
    """Say what is wrong with the character that a text begins with."""
    sign = text[0]
    message, hint = f"{quoted(sign)} has no meaning here", ""
    if sign in "\"'":
        thrice = text.startswith(sign * 3)
        message = f"the text that begins here with {sign * 3 if thrice else sign} has no end"
        hint = (
            f"Close it with {sign * 3}."
            if thrice
            else f"Close it with {sign}, or write {sign * 3} on both sides of several lines."
        )
    elif sign == "\\":
        hint = r"\ makes a name of the keyword after it, as in \start; a backslash itself belongs into quotation marks."
    elif sign == ":":
        hint = "A prefix, its colon and the name after it are written without spaces and backslashes: tei:p."
    elif sign == "<" and first:
        message, hint = "this is XML and not the compact syntax", "A schema in the XML syntax has the ending .rng."
    elif sign == "/" and text[1:2] in {"/", "*"}:
        hint = "A comment begins with # and goes to the end of the line."
    elif sign in "“”„«»‘’":
        hint = "Quotation marks are straight in a schema: \" or '."
    raise SyntaxFault(message, source, mark, hint)
