"""A TOML file that people write: its values by key, and what is said of one that cannot be."""

from __future__ import annotations

import difflib
import re
import sys
from collections.abc import Collection, Iterator, Mapping
from typing import Any, Final

from teiedit import codes
from teiedit.diagnostics import Diagnostic, Location, finding
from teiedit.document.positions import Place, SourceText
from teiedit.setting import Setting, nearest_value
from teiedit.toml_places import Entry, toml_places

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

Keys = tuple[str, ...]
_DECODE_PLACE: Final = re.compile(r"\s*\(at (?:line (\d+), column (\d+)|end of document)\)")


class SettingsFile:
    """What a TOML file holds; `mistake` says why it holds nothing.

    Args:
        source: the file.
        tables: what is a table of settings, and not a value: every key that others stand below. `*` is any name.
    """

    def __init__(self, source: SourceText, tables: Collection[Keys]) -> None:
        self.source = source
        self.mistake: Diagnostic | None = None
        self._tables = tables
        self._data: dict[str, Any] = {}
        self._places: dict[Keys, Entry] = {}
        try:
            text = source.data.decode("utf-8-sig").replace("\r\n", "\n")
            self._data = tomllib.loads(text)
            self._places = toml_places(text)
        except UnicodeDecodeError:
            said = "the file is not UTF-8"
            self.mistake = finding(codes.TOML_SYNTAX, said, Location(source.path, 1, 1), hint="Save it as UTF-8.")
        except tomllib.TOMLDecodeError as error:
            self.mistake = self._syntax(str(error))
        except RecursionError:
            self.mistake = finding(codes.TOML_SYNTAX, "the values are nested too deeply", Location(source.path, 1, 1))

    def values(self) -> Iterator[tuple[Keys, Any]]:
        """Yield every value with the keys that lead to it."""
        yield from self._below((), self._data)

    def unknown(self, keys: Keys, known: Collection[str]) -> Diagnostic:
        """Say that there is no such key, and which was perhaps meant."""
        name = ".".join(keys)
        near = difflib.get_close_matches(name, known, n=1) or [one for one in known if one.split(".")[-1] == keys[-1]]
        if not near:
            by_last = {one.split(".")[-1]: one for one in known}
            near = [by_last[last] for last in difflib.get_close_matches(keys[-1], list(by_last), n=1)]
        hint = f"Did you mean {near[0]}?" if near else f"The keys are {', '.join(known)}."
        named = sorted({table[0] for table in self._tables})
        if len(keys) == 1 and (tables := difflib.get_close_matches(name, named, n=1)):
            hint = f"Did you mean [{tables[0]}]?"
        at = self.entry(keys).key
        return finding(
            codes.UNKNOWN_KEY,
            f"there is no setting {name}",
            Location(self.source.path, at.line, at.column),
            hint=hint,
        )

    def wrong(self, keys: Keys, said: str, hint: str = "") -> Diagnostic:
        """Say that the value of a key must be something else."""
        at = self.entry(keys).value
        message = f"{'.'.join(keys)} must be {said}"
        return finding(codes.WRONG_SETTING, message, Location(self.source.path, at.line, at.column), hint=hint)

    def wrong_for(self, setting: Setting, keys: Keys, value: object, said: str) -> Diagnostic:
        """Say that a value is none that a setting can have, and which was perhaps meant."""
        return self.wrong(keys, said, nearest_value(setting, value))

    def entry(self, keys: Keys) -> Entry:
        """Return where a key stands, or the nearest table around it."""
        for length in range(len(keys), 0, -1):
            if found := self._places.get(keys[:length]):
                return found
        return Entry(keys, Place(1, 1), Place(1, 1))

    def _below(self, keys: Keys, table: Mapping[str, Any]) -> Iterator[tuple[Keys, Any]]:
        for key, value in table.items():
            inner = (*keys, key)
            if isinstance(value, dict) and self._is_table(inner):
                yield from self._below(inner, value)
            else:
                yield inner, value

    def _is_table(self, keys: Keys) -> bool:
        return keys in self._tables or (*keys[:-1], "*") in self._tables

    def _syntax(self, said: str) -> Diagnostic:
        place = _DECODE_PLACE.search(said)
        line = int(place[1]) if place and place[1] else self.source.text.count("\n") + 1
        column = int(place[2]) if place and place[2] else 1
        what = _DECODE_PLACE.sub("", said)
        return finding(
            codes.TOML_SYNTAX,
            what[:1].lower() + what[1:],
            Location(self.source.path, line, column),
            hint='A setting is written: title = "The Letters".',
        )
