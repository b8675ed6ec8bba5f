"""Read markup that may be broken, as an editor would: every mistake once, at the place where it was made.

An XML parser stops at the first mistake or stumbles on over what follows from it. This reader knows what markup
looks like without believing it: it goes on after a mistake as if it had been mended. It is not a parser: what it
finds nothing wrong with can still be wrong.
"""

from __future__ import annotations

import html
import html.entities
import re
from collections.abc import Callable
from dataclasses import dataclass, field

from teiedit import codes
from teiedit.document.balance import Balance, Mistake, Stop
from teiedit.document.positions import SourceText

_NAME = r"[^\W\d][\w.:\-\u00b7]*|:[\w.:\-\u00b7]*"
_SIGN = re.compile(r"<!--|<!\[CDATA\[|<!DOCTYPE|<\?|</|<|&|\]\]>|[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
# Names that XML does not allow are read too, so that they can be called by their name.
_START = re.compile(r"<([\w.:\-\u00b7]+)")
_LOOSE_START = re.compile(rf"<\s+({_NAME})\s*(/?)>")
_END = re.compile(r"</\s*([^\s<>/\"'=&]*)[^<>]*(>?)")
_REFERENCE = re.compile(rf"&(?:#(\d+)|#x([0-9A-Fa-f]+)|({_NAME}));")
_ATTRIBUTE = re.compile(r"([^\s=<>\"'/]+)(\s*=\s*)?")
_BARE_VALUE = re.compile(r"(?:[^\s<>\"'/]|/(?!>))*")
_STRAY = re.compile(r"(?:[^\s<>/]|/(?!>))+")
_SPACE = re.compile(r"\s*")
# What ends a part of a DOCTYPE, by the part that is being read, and what closes that which is skipped as a whole.
_DOCTYPE_SIGNS = {
    "head": re.compile(r"[\[>\"']"),
    "subset": re.compile(r"[\]\"']|<!--|<\?|<!|<"),
    "declaration": re.compile(r"[>\"']"),
}
_DOCTYPE_SKIPS = {'"': '"', "'": "'", "<!--": "-->", "<?": "?>"}
_DOCTYPE_TAIL = re.compile(r"\s*>")
_DECLARED_ENTITY = re.compile(r"<!ENTITY\s+([^\s%]+)")
# Of 1114111, and of a reference in a message.
_MOST_DIGITS = 7
_SHOWN = 40
_PREDEFINED = frozenset({"lt", "gt", "amp", "quot", "apos"})


def find_mistakes(source: SourceText) -> list[Mistake]:
    """Return what is wrong with the markup of a file, in reading order."""
    return _Reader(source.text, Balance(source)).read()


def undefined_entity(name: str, offset: int = 0) -> Mistake:
    """Say that an entity is not defined, with the character that was probably meant."""
    character = html.unescape(f"&{name};")
    if len(character) != 1:
        hint = "Write the character itself, or &#x…;."
    elif character.isspace() or not character.isprintable():
        # A no-break space written out would not be seen.
        hint = f"Write &#x{ord(character):X};."
    else:
        hint = f"Write {character} itself."
    return Mistake(offset, f"the entity &{name}; is not defined in this file", hint, codes.UNDEFINED_ENTITY)


@dataclass
class _Reader:
    text: str
    tags: Balance
    entities: set[str] = field(default_factory=lambda: set(_PREDEFINED))
    _prefixes_told: set[str] = field(default_factory=set)
    _last_control: int | None = None

    def read(self) -> list[Mistake]:
        start = _after(_SPACE, self.text, 0)
        if self.text[start : start + 1] != "<":
            self.say(start, "there is no XML here", "An XML file begins with < and has one root element.")
            if not re.search(r"<(?:\?xml|[A-Za-z][\w.]*[\s>])", self.text):
                return self.tags.mistakes
            self.tags.mistakes[:] = [Mistake(start, "words stand before the root element", "Remove them.")]
            start = self.text.find("<", start)
        elif start and self.text.startswith("<?xml ", start):
            self.say(
                0,
                "the XML declaration is not at the very beginning of the file",
                "Remove what stands before it, blank lines too.",
            )
        try:
            self._read_from(start)
            self.tags.end(len(self.text.rstrip()))
        except Stop:
            pass
        return sorted(self.tags.mistakes, key=lambda one: one.offset)

    def say(self, offset: int, message: str, hint: str = "") -> None:
        self.tags.say(offset, message, hint)

    def _read_from(self, at: int) -> None:
        readers: dict[str, Callable[[int], int]] = {
            "<!--": self._comment,
            "<![CDATA[": self._cdata,
            "<!DOCTYPE": self._doctype,
            "<?": self._instruction,
            "</": self._end_tag,
            "<": self._start_tag,
            "&": self._reference,
            "]]>": self._stray_cdata_end,
        }
        while sign := _SIGN.search(self.text, at):
            if self.tags.root_ended:
                self._words_after_root(at, sign.start())
            at = readers.get(sign[0], self._control)(sign.start())
        if self.tags.root_ended:
            self._words_after_root(at, len(self.text))

    def _words_after_root(self, start: int, end: int) -> None:
        words = re.compile(r"\S").search(self.text, start, end)
        if words:
            self.say(
                words.start(), "words stand after the end of the root element", "Move them inside it, or remove them."
            )
            raise Stop

    # What is closed by a fixed mark

    def _closed(self, start: int, opening: str, closing: str, what: str) -> int:
        end = self.text.find(closing, start + len(opening))
        if end < 0:
            self.say(start, f"{what} is not closed", f"End it with {closing}.")
            raise Stop
        return end + len(closing)

    def _comment(self, start: int) -> int:
        end = self._closed(start, "<!--", "-->", "a comment")
        hyphens = self.text.find("--", start + 4, end - 2)
        if hyphens >= 0:
            self.say(hyphens, "a comment holds two hyphens in a row", "Separate them: - -.")
        return end

    def _cdata(self, start: int) -> int:
        return self._closed(start, "<![CDATA[", "]]>", "a CDATA section")

    def _instruction(self, start: int) -> int:
        return self._closed(start, "<?", "?>", "a processing instruction")

    def _doctype(self, start: int) -> int:
        end = _doctype_end(self.text, start + len("<!DOCTYPE"))
        if end is None:
            self.say(
                start,
                "the DOCTYPE is not closed, or something in it is not a declaration",
                "Remove it if nothing needs it.",
            )
            raise Stop
        self.entities.update(_DECLARED_ENTITY.findall(self.text, start, end))
        return end

    # Characters

    def _stray_cdata_end(self, start: int) -> int:
        self.say(start, "]]> stands in the text", "Write ]]&gt;.")
        return start + 3

    def _control(self, start: int) -> int:
        # Once a line: they come in swarms.
        is_first = self._last_control is None or "\n" in self.text[self._last_control : start]
        self._last_control = start
        if is_first:
            shown = f"the control character U+{ord(self.text[start]):04X} stands in the text"
            self.say(start, shown, "Remove it; XML allows only tab and line ends.")
        return start + 1

    def _reference(self, start: int) -> int:
        found = _REFERENCE.match(self.text, start)
        if found is None:
            named = re.compile(rf"&({_NAME})").match(self.text, start)
            if named and (named[1] in self.entities or named[1] in html.entities.html5):
                self.say(
                    start, f"the reference &{named[1]} lacks its semicolon", f"Write &{named[1]};, or &amp;{named[1]}."
                )
            else:
                self.say(start, "a bare & stands in the text", "Write &amp; for an ampersand.")
            return start + 1
        if found[3]:
            if found[3] not in self.entities:
                self.tags.mistakes.append(undefined_entity(found[3], start))
        elif not _is_character(found[1] or found[2], 10 if found[1] else 16):
            shown = found[0] if len(found[0]) <= _SHOWN else f"{found[0][:_SHOWN]}…"
            self.say(start, f"{shown} names a character that XML does not allow", "Remove it.")
        return found.end()

    # Start tags

    def _start_tag(self, start: int) -> int:
        tag = _START.match(self.text, start)
        loose = None if tag else _LOOSE_START.match(self.text, start)
        if loose:
            self.say(
                start, f"a space stands between < and {loose[1]}", "Remove it; or write &lt; if < itself is meant."
            )
            self.tags.open(loose[1], start, frozenset(), empty=bool(loose[2]))
            return loose.end()
        if tag is None:
            self.say(start, "a bare < stands in the text", "Write &lt; for a less-than sign.")
            return start + 1
        if not re.fullmatch(_NAME, tag[1]):
            self.say(
                start,
                f"{tag[1]} cannot be the name of an element",
                "A name begins with a letter; write &lt; if < itself is meant.",
            )
        at, prefixes, names = self._attributes(tag[1], start, tag.end())
        empty = self.text.startswith("/>", at)
        if not empty and self.text[at : at + 1] != ">":
            self.say(start, f"the tag <{tag[1]}> is not closed", "Write > after its name and attributes.")
        else:
            at += 2 if empty else 1
        self._check_prefixes(start, tag[1], names, prefixes)
        self.tags.open(tag[1], start, prefixes, empty=empty)
        return at

    def _attributes(self, tag: str, start: int, at: int) -> tuple[int, frozenset[str], dict[str, int]]:
        """Read attributes up to where the tag closes; return that place, the prefixes declared, the names used."""
        names: dict[str, int] = {}
        while True:
            space = _after(_SPACE, self.text, at)
            if space == len(self.text):
                self.say(start, f"the file ends inside the tag <{tag}>", "Its end seems to be lost.")
                raise Stop
            if self.text[space] in "<>" or self.text.startswith("/>", space):
                declared = frozenset(one[6:] for one in names if one.startswith("xmlns:"))
                return space, declared, names
            name = _ATTRIBUTE.match(self.text, space)
            if name is None:
                self.say(space, f"a stray {self.text[space]} stands in the tag <{tag}>", "Remove it.")
                at = _after(_STRAY, self.text, space)
                continue
            if space == at:
                self.say(space, f"no space stands before the attribute {name[1]}", "Separate attributes by a space.")
            if name[1] in names:
                self.say(space, f"the attribute {name[1]} is given twice", "Remove one of the two.")
            names.setdefault(name[1], space)
            at = self._value(tag, start, name)

    def _value(self, tag: str, start: int, name: re.Match[str]) -> int:
        at = name.end()
        if not name[2]:
            self.say(
                name.start(), f"the attribute {name[1]} has no value", f'Every attribute needs one: {name[1]}="…".'
            )
            return at
        quote = self.text[at : at + 1]
        if quote not in {'"', "'"}:
            self.say(at, f"the value of {name[1]} is not in quotation marks", f'Write {name[1]}="…".')
            return _after(_BARE_VALUE, self.text, at)
        end, less = self.text.find(quote, at + 1), self.text.find("<", at + 1)
        if end < 0 and less < 0:
            self.say(start, f"the file ends inside the tag <{tag}>", "Its end seems to be lost.")
            raise Stop
        if 0 <= less < end or end < 0:
            close = self.text.find(">", at, less)
            if close >= 0 or end < 0:
                self.say(at, f"the value of {name[1]} is not closed", "Close it with the mark that opened it.")
                return close if close >= 0 else less
            self.say(less, f"the value of {name[1]} holds a <", "Write &lt;.")
        for sign in re.compile("&").finditer(self.text, at, end):
            self._reference(sign.start())
        return end + 1

    def _check_prefixes(self, start: int, tag: str, names: dict[str, int], declared: frozenset[str]) -> None:
        used = {tag: start + 1, **names}
        for name, offset in used.items():
            prefix, colon, _ = name.partition(":")
            known = {"xml", "xmlns"} | self._prefixes_told | declared
            if not colon or prefix in known or self.tags.declares(prefix):
                continue
            # Once a file: one declaration mends them all.
            self._prefixes_told.add(prefix)
            self.say(
                offset, f"the prefix {prefix} is not declared", f'Declare it on the root element: xmlns:{prefix}="…".'
            )

    def _end_tag(self, start: int) -> int:
        tag = _END.match(self.text, start)
        if tag is None or not tag[1]:
            self.say(start, "an end tag has no name", "Write the name of the element that it ends.")
        elif not tag[2]:
            self.say(start, f"the end tag </{tag[1]} is not closed", "Write > after its name.")
        after = tag.end() if tag else start + 2
        self.tags.close(tag[1] if tag else "", start, after)
        return after


def _after(pattern: re.Pattern[str], text: str, at: int) -> int:
    """Return where a match that begins at an offset ends: there, if there is none."""
    found = pattern.match(text, at)
    return found.end() if found else at


def _doctype_end(text: str, at: int) -> int | None:
    """Return where a DOCTYPE ends that is read from inside it; None if it does not, or holds what it cannot."""
    part = "head"
    while sign := _DOCTYPE_SIGNS[part].search(text, at):
        mark, at = sign[0], sign.end()
        if mark in _DOCTYPE_SKIPS:
            closing = _DOCTYPE_SKIPS[mark]
            end = text.find(closing, at)
            if end < 0:
                return None
            at = end + len(closing)
        elif mark == "]":
            tail = _DOCTYPE_TAIL.match(text, at)
            return tail.end() if tail else None
        elif mark == ">" and part == "head":
            return at
        elif mark == "<":
            return None
        else:
            part = "declaration" if mark == "<!" else "subset"
    return None


def _is_character(digits: str, base: int) -> bool:
    # More digits than any character has are not turned into a number at all.
    significant = digits.lstrip("0")
    number = int(significant or "0", base) if len(significant) <= _MOST_DIGITS else -1
    return (
        number in {0x9, 0xA, 0xD}
        or 0x20 <= number <= 0xD7FF  # noqa: PLR2004 - the ranges of XML 1.0, 2.2
        or 0xE000 <= number <= 0xFFFD  # noqa: PLR2004
        or 0x10000 <= number <= 0x10FFFF  # noqa: PLR2004
    )
