"""The editorial signs as tables: which signs stand around which element, and what they mean.

Reads the tables of `xslt/signs/` and those of an edition, which extend or replace them. What the columns mean is said
in `xslt/signs/leiden.toml`.
"""

from __future__ import annotations

import difflib
import re
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from teiedit import codes
from teiedit.diagnostics import Diagnostic, Location, Report, finding
from teiedit.document.parsing import read_source
from teiedit.document.positions import Place, SourceText
from teiedit.errors import ConfigError, InputError
from teiedit.resources import stylesheet
from teiedit.toml_places import Entry, toml_places

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

BUILT_IN: Final = ("leiden", "historians", "words", "colour")

# Their values are lists of words, of which one is enough.
_WORD_LISTS: Final = frozenset({"reason", "rend", "rendition", "type", "place"})
_TEXTS: Final = ("element", "open", "close", "each", "text", "class", "meaning")
_COLUMNS: Final = (*_TEXTS, "when", "most")
_KEY: Final = re.compile(r"\{(sign-[\w-]+)\}")
_ANY: Final = "*"
_DECODE_PLACE: Final = re.compile(r"\s*\(at line (\d+), column (\d+)\)")
_MOST: Final = 10


@dataclass(frozen=True, slots=True)
class Sign:
    """A row: what stands around an element under some conditions.

    Attributes:
        name: of the row.
        element: local name.
        when: of each attribute, the values of which one is enough; `*` is any.
        open, close: around the words.
        each: after each letter; of what has no words, once for each of @quantity.
        text: in the place of what has no words and no known size.
        most: the size above which `text` is used in the place of `each`.
        css_class: of the element where the source is shown.
        meaning: a key of the words of the interface, or a text.
    """

    name: str
    element: str
    when: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    open: str = ""
    close: str = ""
    each: str = ""
    text: str = ""
    most: int = _MOST
    css_class: str = ""
    meaning: str = ""

    def fits(self, attributes: Mapping[str, str]) -> bool:
        """Tell whether an element with these attributes meets the conditions."""
        return all(_meets(name, attributes.get(name), wanted) for name, wanted in self.when.items())


class Signs:
    """The rows of a table, by element."""

    def __init__(self, rows: Mapping[str, Sign]) -> None:
        self.rows = rows
        self._by_element: dict[str, list[Sign]] = {}
        # The row with most conditions goes first; of equals, the one that was named last.
        for _, _, row in sorted((-len(row.when), -number, row) for number, row in enumerate(rows.values())):
            self._by_element.setdefault(row.element, []).append(row)

    def worded(self, words: Mapping[str, str]) -> Signs:
        """Return the table with the words of a language in the place of their keys in braces."""
        if not any("{sign-" in f"{row.open}{row.close}{row.text}" for row in self.rows.values()):
            return self
        return Signs({name: _worded(row, words) for name, row in self.rows.items()})

    @property
    def elements(self) -> frozenset[str]:
        """The names of elements that can have signs."""
        return frozenset(self._by_element)

    def of(self, element: str, attributes: Mapping[str, str]) -> Sign | None:
        """Return the row for an element, or None."""
        return next((row for row in self._by_element.get(element, ()) if row.fits(attributes)), None)


def _worded(row: Sign, words: Mapping[str, str]) -> Sign:
    def said(sign: str) -> str:
        return _KEY.sub(lambda key: words.get(key[1], key[1]), sign)

    return replace(row, open=said(row.open), close=said(row.close), text=said(row.text))


def _meets(name: str, value: str | None, wanted: tuple[str, ...]) -> bool:
    if value is None:
        return False
    has = value.split() if name in _WORD_LISTS else (value,)
    return _ANY in wanted or any(one in wanted for one in has)


@lru_cache(maxsize=8)
def built_in_signs(name: str) -> Signs:
    """Return a table that ships with the package."""
    data = tomllib.loads(stylesheet(f"signs/{name}.toml").read_text(encoding="utf-8"))
    return Signs({row: _sign(row, columns) for row, columns in data.items()})


def read_signs(path: Path) -> Signs:
    """Read a table of an edition's own.

    Raises:
        ConfigError: it is absent, not TOML, or holds what no table can; its report has every mistake.
    """
    try:
        source = read_source(path)
    except InputError as error:
        raise ConfigError(error.message, Report()) from None
    found, data = _loaded(source)
    found = found or list(_mistakes(source, data))
    if found:
        msg = f"{path} has {len(found)} mistake{'s' if len(found) > 1 else ''}"
        raise ConfigError(msg, Report(tuple(found)))
    extends = data.pop("extends", "")
    rows = dict(built_in_signs(extends).rows) if extends else {}
    for name, columns in data.items():
        rows.pop(name, None)
        if columns["element"]:
            rows[name] = _sign(name, columns)
    return Signs(rows)


def signs_named(name: str, root: Path) -> Signs:
    """Return the table that a setting names: one of ours, or a file in the edition's folder.

    Raises:
        ConfigError: as `read_signs`.
    """
    return built_in_signs(name) if name in BUILT_IN else read_signs(root / name)


def _sign(name: str, columns: Mapping[str, Any]) -> Sign:
    when = {
        attribute: (wanted,) if isinstance(wanted, str) else tuple(wanted)
        for attribute, wanted in columns.get("when", {}).items()
    }
    texts = {column: columns.get(column, "") for column in ("open", "close", "each", "text", "meaning")}
    return Sign(
        name, columns["element"], when, most=columns.get("most", _MOST), css_class=columns.get("class", ""), **texts
    )


def _loaded(source: SourceText) -> tuple[list[Diagnostic], dict[str, Any]]:
    try:
        return [], tomllib.loads(_text(source))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError) as error:
        place = _DECODE_PLACE.search(str(error))
        at = Location(source.path, *(map(int, place.groups()) if place else (1, 1)))
        what = _DECODE_PLACE.sub("", str(error))
        said = "the file is not UTF-8" if isinstance(error, UnicodeDecodeError) else what[:1].lower() + what[1:]
        return [finding(codes.TOML_SYNTAX, said, at, hint='A row is written: [supplied] element = "supplied" …')], {}


def _text(source: SourceText) -> str:
    return source.data.decode("utf-8-sig").replace("\r\n", "\n")


def _mistakes(source: SourceText, data: Mapping[str, Any]) -> Iterator[Diagnostic]:
    places = toml_places(_text(source))

    def entry(*keys: str) -> Entry:
        return places.get(keys) or places.get(keys[:1]) or Entry(keys, Place(1, 1), Place(1, 1))

    for name, columns in data.items():
        if name == "extends":
            if columns not in BUILT_IN:
                yield _wrong(source, entry(name).value, f"extends must be one of {', '.join(BUILT_IN)}", columns)
        elif not isinstance(columns, dict):
            at = Location(source.path, entry(name).key.line, entry(name).key.column)
            yield finding(codes.UNKNOWN_KEY, f"{name} is no row", at, hint=f"A row is a table: [{name}].")
        else:
            if "element" not in columns:
                yield _wrong(source, entry(name).key, f"the row {name} must name an element", "")
            for column, value in columns.items():
                yield from _cell(source, entry(name, column), f"{name}.{column}", value)


def _cell(source: SourceText, entry: Entry, name: str, value: object) -> Iterator[Diagnostic]:
    column = name.rpartition(".")[2]
    if column not in _COLUMNS:
        near = difflib.get_close_matches(column, _COLUMNS, n=1)
        hint = f"Did you mean {near[0]}?" if near else f"The columns are {', '.join(_COLUMNS)}."
        at = Location(source.path, entry.key.line, entry.key.column)
        yield finding(codes.UNKNOWN_KEY, f"there is no column {name}", at, hint=hint)
    elif column in _TEXTS and not isinstance(value, str):
        yield _wrong(source, entry.value, f'{name} must be a text in quotation marks: "…"', value)
    elif column == "most" and (not isinstance(value, int) or isinstance(value, bool) or value < 0):
        yield _wrong(source, entry.value, f"{name} must be a whole number", value)
    elif column == "when" and not _is_condition(value):
        yield _wrong(source, entry.value, f'{name} must be attributes with texts: {{ reason = "lost" }}', value)


def _is_condition(value: object) -> bool:
    return isinstance(value, dict) and all(
        isinstance(wanted, str) or (isinstance(wanted, list) and wanted and all(isinstance(one, str) for one in wanted))
        for wanted in value.values()
    )


def _wrong(source: SourceText, place: Place, said: str, value: object) -> Diagnostic:
    near = difflib.get_close_matches(value, BUILT_IN, n=1) if isinstance(value, str) else []
    hint = f'Did you mean "{near[0]}"?' if near else ""
    return finding(codes.WRONG_SETTING, said, Location(source.path, place.line, place.column), hint=hint)
