"""Look over an edition's own tables of words: what is unknown in them, or not of the kind that it must be."""

from __future__ import annotations

import difflib
import re
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from teiedit import codes
from teiedit.diagnostics import Diagnostic, Location, finding
from teiedit.document.positions import Place, SourceText
from teiedit.languages import COLLATION, FALLBACK, SECTIONS, Table, load_table
from teiedit.toml_places import Entry, toml_places

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

# Values of a document's attributes are the keys here, so an edition may have more of them.
_OPEN: Final = frozenset({"roles", "reasons", "certainty", "placing", "units", "labels", "calendars", "languages"})
_CATEGORIES: Final = ("zero", "one", "two", "few", "many", "other")
_PLACEHOLDER: Final = re.compile(r"\{([^{}]*)\}")


def check_tables(folder: Path) -> list[Diagnostic]:
    """Find every mistake in the tables of a folder."""
    paths = sorted(folder.glob("*.toml"))
    if not paths:
        return [finding(codes.NOTHING_MATCHES, f'the folder "{folder.name}" has no .toml file', Location(folder))]
    return [one for path in paths for one in _looked_over(path)]


def _looked_over(path: Path) -> Iterator[Diagnostic]:
    source = SourceText(path, path.read_bytes())
    try:
        text = source.data.decode("utf-8-sig").replace("\r\n", "\n")
        table = tomllib.loads(text)
    except (UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError) as error:
        yield _not_toml(path, str(error))
        return
    places = toml_places(text)
    if path.name == COLLATION:
        yield from _wrong_order(path, table, places)
        return
    for keys, value in _leaves(table):
        entry = places.get(keys) or places.get(keys[:1]) or Entry(keys, Place(1, 1), Place(1, 1))
        if said := _unknown(keys):
            at = Location(path, entry.key.line, entry.key.column)
            yield finding(codes.UNKNOWN_KEY, f"there is no word {'.'.join(keys)}", at, hint=said)
        elif wrong := _wrong(keys, value):
            at = Location(path, entry.value.line, entry.value.column)
            yield finding(codes.WRONG_SETTING, f"{'.'.join(keys)} must be {wrong}", at)


def _not_toml(path: Path, said: str) -> Diagnostic:
    place = re.search(r"line (\d+), column (\d+)", said)
    at = Location(path, int(place[1]) if place else 1, int(place[2]) if place else 1)
    clause = re.sub(r"\s*\(at .*\)$", "", said)
    return finding(codes.TOML_SYNTAX, clause[:1].lower() + clause[1:], at, hint='A word is written: notes = "Notes".')


def _wrong_order(path: Path, order: Table, places: Mapping[tuple[str, ...], Entry]) -> Iterator[Diagnostic]:
    """Yield what is wrong with an order of letters."""
    for language, parts in order.items():
        for key, value in parts.items() if isinstance(parts, dict) else [("", None)]:
            entry = places.get((language, key)) or places.get((language,)) or Entry((), Place(1, 1), Place(1, 1))
            if key and key not in {"after", "as"}:
                at = Location(path, entry.key.line, entry.key.column)
                yield finding(codes.UNKNOWN_KEY, f"there is no order {key}", at, hint='The keys are "after" and "as".')
            elif not isinstance(value, dict) or not all(isinstance(one, str) for one in value.values()):
                at = Location(path, entry.value.line, entry.value.column)
                said = f'{language}.{key or "after"} must be letters by letter: {{ "n" = "ñ" }}'
                yield finding(codes.WRONG_SETTING, said, at)


def _leaves(table: Table) -> Iterator[tuple[tuple[str, ...], Any]]:
    for key, value in table.items():
        if isinstance(value, dict) and key in SECTIONS:
            yield from (((key, inner), what) for inner, what in value.items())
        else:
            yield (key,), value


def _unknown(keys: tuple[str, ...]) -> str:
    """Say what may have been meant by a key that no table has, or nothing if it is known."""
    model = load_table(FALLBACK)
    if len(keys) == 1:
        known = [*model]
    elif keys[0] in _OPEN:
        return ""
    else:
        known = [*model[keys[0]]]
    if keys[-1] in known:
        return ""
    near = difflib.get_close_matches(keys[-1], known, n=1)
    return f"Did you mean {near[0]}?" if near else "The table en.toml has all keys."


def _wrong(keys: tuple[str, ...], value: Any) -> str:
    """Say what a value should have been, or nothing if it is right."""
    model: Any = load_table(FALLBACK)
    for key in keys:
        model = model.get(key, "")
    if keys == ("direction",):
        return "" if value in {"ltr", "rtl"} else '"ltr" or "rtl"'
    if keys[0] == "plural":
        return "" if _is_rule(value) else "numbers by category: { one = [1] }"
    if isinstance(model, dict):
        return _wrong_forms(model, value)
    if isinstance(model, list):
        return _wrong_list(value, len(model) if keys[-1].startswith("months") else 0)
    return _wrong_placeholders(model, value) if isinstance(value, str) else 'a text in quotation marks: "…"'


def _wrong_forms(model: Mapping[str, str], value: Any) -> str:
    is_forms = isinstance(value, dict) and {*value} <= {*_CATEGORIES} and "other" in value
    if is_forms and all(isinstance(one, str) for one in value.values()):
        return _wrong_placeholders(model["other"], value["other"])
    return f'forms by category, among them "other": {{ one = "…", other = "…" }} ({", ".join(_CATEGORIES)})'


def _wrong_list(value: Any, count: int) -> str:
    is_list = isinstance(value, list) and all(isinstance(one, str) for one in value)
    if is_list and (not count or len(value) == count):
        return ""
    return f"a list of {count} texts" if count else "a list of texts"


def _wrong_placeholders(model: str, text: str) -> str:
    wanted, given = ({*_PLACEHOLDER.findall(one)} for one in (model, text))
    if wanted == given:
        return ""
    names = " and ".join(f"{{{name}}}" for name in sorted(wanted))
    return f"a text with {names}" if names else "a text without {…}"


def _is_rule(value: Any) -> bool:
    return isinstance(value, dict) and all(
        category in _CATEGORIES
        and isinstance(numbers, list)
        and all(isinstance(one, int) and not isinstance(one, bool) for one in numbers)
        for category, numbers in value.items()
    )
