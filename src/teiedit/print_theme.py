"""The design of printed pages: a theme with what it builds on, and the settings [print] above it, as one table.

A theme is a .toml file that says what differs from the one it extends. `xslt/typst/themes/base.toml` has every key;
the kind of each value there is the kind that a theme must give.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Collection, Iterator, Mapping
from dataclasses import asdict
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from teiedit.diagnostics import Diagnostic, Report
from teiedit.document.parsing import read_source
from teiedit.errors import ConfigError, InputError
from teiedit.print_settings import MARGINS, THEMES, PrintSettings, paper_mm
from teiedit.resources import stylesheet
from teiedit.setting import Setting, wrong_value
from teiedit.settings_file import SettingsFile

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

Table = dict[str, dict[str, Any]]
HEADS: Final = tuple(f"head-{level}" for level in range(1, 7))
_LENGTH: Final = re.compile(r"(-?\d+(?:\.\d+)?) ?(pt|mm|cm|in|em|lines?|%)")
_POINTS: Final = {"pt": 1.0, "mm": 72 / 25.4, "cm": 720 / 25.4, "in": 72.0}
# The least width and height of the text.
_LEAST_EMS: Final = 8
_LENGTH_SAID: Final = "a length such as 12pt, 5mm, 1.2em or 2 lines"
_COLOUR: Final = r"(#[0-9a-fA-F]{6})?"
# By key, and by table and key where tables differ.
_CHOICES: Final[Mapping[str, tuple[str, ...]]] = {
    "style": ("normal", "italic"),
    "weight": ("regular", "medium", "semibold", "bold"),
    "caps": ("none", "small", "all"),
    "align": ("start", "center"),
    "colour": ("text", "accent", "muted"),
    "figures": ("old-style", "lining"),
    "page.opening": ("right", "next", "run-on"),
    "part.opening": ("right", "next"),
    "page.blank": ("empty", "furnished"),
    "running.place": ("head", "none"),
    "running.align": ("outer", "center", "inner"),
    "running.left": ("edition", "document", "division", "none"),
    "running.right": ("edition", "document", "division", "none"),
    "running.date": ("head", "none"),
    "folio.place": ("foot", "head", "none"),
    "folio.align": ("outer", "center"),
    "folio.openings": ("foot", "none"),
    "notes.number": ("hanging", "inline", "superior"),
    "lines.side": ("outer", "inner", "left", "right"),
    "drama.speaker-place": ("inline", "line"),
    "letter.dateline-align": ("start", "end"),
    "contents.leader": ("none", "dots"),
}
_EXTENDS: Final = Setting(
    "extends", "text", pattern=rf"{'|'.join(THEMES)}|.+\.toml", says=f"{', '.join(THEMES)}, or a .toml file"
)


@lru_cache(maxsize=1)
def base() -> Table:
    """Return the table of all keys."""
    table: Table = tomllib.loads(stylesheet("typst/themes/base.toml").read_text(encoding="utf-8"))
    return table


@lru_cache(maxsize=1)
def keys() -> Mapping[tuple[str, ...], Setting]:
    """Return what each key of a theme may be."""
    found: dict[tuple[str, ...], Setting] = {
        (table, key): _kind(table, key, value) for table, entries in base().items() for key, value in entries.items()
    }
    return {("extends",): _EXTENDS, **found}


def read_theme(name: str, root: Path) -> Table:
    """Return every key of a theme.

    Args:
        name: of one that ships, or the path of a file below `root`.
        root: the edition's folder.

    Raises:
        ConfigError: the file is absent, not TOML, or holds an unknown key or a wrong value; its report has them all.
    """
    merged = {table: dict(entries) for table, entries in base().items()}
    for said in reversed(_chain(name, root).values()):
        for table, entries in said.items():
            merged[table] |= entries
    return merged


def design(settings: PrintSettings, root: Path, accent: str) -> Table:
    """Return the design that the template is given: a theme with the settings above it.

    Sizes and leadings are in points; other lengths are in points or em. Beside the tables of the theme it has `head`,
    the list of those of all levels, and `print`, the settings.

    Raises:
        ConfigError: the theme cannot be used, or the margins leave no room for the text.
    """
    merged = read_theme(settings.theme, root)
    _set_paper(merged, settings)
    if settings.text_size_pt:
        merged["text"]["size"] = f"{settings.text_size_pt:g}pt"
    _check_room(merged)
    merged["colours"]["accent"] = merged["colours"]["accent"] or accent
    told: dict[str, Any] = _resolved(merged)
    told["head"] = [told[table] for table in HEADS]
    told["print"] = asdict(settings)
    return told


def check_fonts(name: str, root: Path, families: Collection[str]) -> None:
    """Refuse a theme that asks for fonts of which not one is there.

    Args:
        name: of the theme.
        root: the edition's folder.
        families: the names of the fonts that there are.

    Raises:
        ConfigError: its report has every such list of fonts with its place.
    """
    known = {one.lower() for one in families}
    choices = Setting("", "texts", choices=tuple(sorted(families)))
    for path in _chain(name, root):
        file = SettingsFile(read_source(path), {("fonts",)})
        given = [(keys, value) for keys, value in file.values() if keys[0] == "fonts"]
        absent = [(keys, value) for keys, value in given if known.isdisjoint(map(str.lower, value))]
        if absent:
            said = f"fonts that are there: {', '.join(choices.choices)}, or those of the folder print.fonts"
            found = [file.wrong_for(choices, keys, value, said) for keys, value in absent]
            msg = f"{path} asks for fonts that are not there"
            raise ConfigError(msg, Report(tuple(found)))


def design_file(told: Table) -> bytes:
    """Write a design as the file that the template reads."""
    return json.dumps(told, ensure_ascii=False, sort_keys=True).encode("utf-8")


def _kind(table: str, key: str, value: object) -> Setting:
    field = f"{table}.{key}"
    if isinstance(value, bool):
        return Setting(field, "truth")
    if isinstance(value, int):
        says, most = ("1 or 2", 2) if field == "page.sides" else ("a whole number from 1 to 4", 4)
        return Setting(field, "whole", says=says, bounds=(1, most))
    if isinstance(value, list):
        return Setting(field, "texts")
    if ways := _CHOICES.get(field) or _CHOICES.get(key.rpartition("-")[2]):
        return Setting(field, "text", choices=ways)
    if table == "colours":
        return Setting(field, "text", pattern=_COLOUR, says="a colour such as #7a2e1d")
    is_length = _LENGTH.fullmatch(str(value)) is not None
    return Setting(field, "text", pattern=_LENGTH.pattern if is_length else "", says=_LENGTH_SAID)


def _chain(name: str, root: Path) -> dict[Path, dict[str, Any]]:
    """Return what the file of a theme says, and that of the one it extends, and so on.

    Raises:
        ConfigError: one cannot be read, or there is a mistake in it, or what it extends cannot be.
    """
    said: dict[Path, dict[str, Any]] = {}
    path = _path(name, root)
    while True:
        said[path] = _read(path, said, root)
        extends = str(said[path].pop("extends", ""))
        if not extends:
            return said
        path = _path(extends, path.parent)


def _path(name: str, folder: Path) -> Path:
    return stylesheet(f"typst/themes/{name}.toml") if name in THEMES else (folder / name).resolve()


def _read(path: Path, seen: Collection[Path], root: Path) -> dict[str, Any]:
    """Read one file of a theme; those in `seen` extend it."""
    try:
        file = SettingsFile(read_source(path), {(table,) for table in base()})
    except InputError as error:
        raise ConfigError(error.message, Report()) from None
    table: dict[str, Any] = {}
    found = [file.mistake] if file.mistake else list(_mistakes(file, table))
    extends = table.get("extends")
    if extends and not found:
        other = _path(extends, path.parent)
        if other in (*seen, path):
            found = [file.wrong(("extends",), "a theme that does not itself extend this one")]
        elif extends not in THEMES and not (other.is_file() and other.is_relative_to(root.resolve())):
            found = [file.wrong(("extends",), f"{_EXTENDS.says} in the edition's folder")]
    if found:
        msg = f"{path} has {len(found)} mistake{'s' if len(found) > 1 else ''}"
        raise ConfigError(msg, Report(tuple(found)))
    return table


def _mistakes(file: SettingsFile, into: dict[str, Any]) -> Iterator[Diagnostic]:
    """Yield what is wrong in a theme; what is right goes into a table."""
    known = keys()
    for path, value in file.values():
        setting = known.get(path)
        if setting is None:
            yield file.unknown(path, [".".join(one) for one in known])
        elif wrong := wrong_value(setting, value):
            yield file.wrong_for(setting, path, value, wrong)
        elif len(path) == 1:
            into[path[0]] = value
        else:
            into.setdefault(path[0], {})[path[1]] = value


def _set_paper(merged: Table, settings: PrintSettings) -> None:
    """Put other paper and margins into a design; on other paper, the margins of the theme keep their proportion."""
    page, margins = merged["page"], merged["margins"]
    if size := paper_mm(settings.paper):
        for side, millimetres in zip(("width", "height"), size, strict=True):
            ratio = millimetres / (_points(page[side], 0, 0) / _POINTS["mm"])
            for margin in ("inner", "outer") if side == "width" else ("top", "bottom"):
                margins[margin] = f"{_points(margins[margin], 0, 0) * ratio:.4f}pt"
            page[side] = f"{millimetres:g}mm"
    margins |= {side: given for side in MARGINS if (given := getattr(settings, side))}


def _check_room(merged: Table) -> None:
    """Refuse margins between which no text can be set."""
    page, margins = merged["page"], merged["margins"]
    size = _points(merged["text"]["size"], 10, 13)
    for side, sides in (("width", ("inner", "outer")), ("height", ("top", "bottom"))):
        room = _points(page[side], size, size) - sum(_points(margins[one], size, size) for one in sides)
        if room < _LEAST_EMS * size:
            found = f"{room / _POINTS['mm']:.0f} mm" if room > 0 else "nothing"
            msg = f"the margins {' and '.join(sides)} of the printed page leave {found} of its {side} for the text"
            raise ConfigError(msg, Report())


def _resolved(merged: Table) -> dict[str, Any]:
    text = merged["text"]
    size = _points(text["size"], 10, 13)
    line = _points(text["leading"], size, size * 1.3)
    told: dict[str, Any] = {}
    for table, entries in merged.items():
        own = _points(entries["size"], size, line) if "size" in entries else size
        told[table] = {key: _plain(key, value, (size, own, line)) for key, value in entries.items()}
    return told


def _plain(key: str, value: Any, sizes: tuple[float, float, float]) -> Any:
    size, own, line = sizes
    if not isinstance(value, str) or not (length := _LENGTH.fullmatch(value)):
        return value
    if length[2] == "em" and key == "leading":
        return f"{_points(value, own, line):.4f}pt"
    is_relative = length[2] in ("em", "%")
    if is_relative and key != "size" and not key.endswith("-size"):
        return value
    return value if length[2] == "%" else f"{_points(value, size, line):.4f}pt"


def _points(length: str, em: float, line: float) -> float:
    found = _LENGTH.fullmatch(length)
    number, unit = (float(found[1]), found[2]) if found else (0.0, "pt")
    return number * {"em": em, "line": line, "lines": line, "%": em / 100}.get(unit, _POINTS.get(unit, 0.0))
