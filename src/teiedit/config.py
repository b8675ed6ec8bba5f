"""Read teiedit.toml: every key is known, every value checked, every mistake found with its place."""

from __future__ import annotations

import difflib
import re
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Literal

from teiedit import codes
from teiedit.diagnostics import Diagnostic, Location, Report, Severity, finding
from teiedit.document.parsing import read_source
from teiedit.document.positions import Place, SourceText
from teiedit.errors import ConfigError, InputError
from teiedit.note_series import DEFAULT_SERIES, NUMBERS, RESTARTS, Series, with_defaults
from teiedit.selection import codes_meant, nearest_term
from teiedit.signs import BUILT_IN as SIGNS
from teiedit.toml_places import Entry, toml_places

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

CONFIG_NAME: Final = "teiedit.toml"

Format = Literal["html", "pdf", "txt", "tei"]
View = Literal["reading", "source"]
# Where a document is divided into pages: a level of divisions, or one of these.
Split = Literal["none", "auto", "page"] | int
FORMATS: Final[tuple[Format, ...]] = ("html", "pdf", "txt", "tei")
VIEWS: Final[tuple[View, ...]] = ("reading", "source")
SPLITS: Final = ("none", "auto", "page")
_LEVELS: Final = range(1, 8)
SEVERITIES: Final = tuple(severity.label for severity in Severity)
THEMES: Final = ("quiet", "classical", "scholarly")
PAPERS: Final = ("a4", "a5", "us-letter")

_DECODE_PLACE = re.compile(r"\s*\(at (?:line (\d+), column (\d+)|end of document)\)")


@dataclass(frozen=True, slots=True)
class Config:
    """What teiedit.toml says, with defaults for what it does not.

    Attributes:
        title: of the edition.
        languages: BCP 47; the first is that of the index page and of documents without xml:lang.
        address: where the edition is published on the web, or empty.
        documents: patterns of files, relative to the file's folder.
        registers: patterns of files of names that documents point to.
        schema: a path, or the name of a schema that ships with the package, or empty.
        catalogs: OASIS catalogs, which say where the schemas are that documents name by address.
        select: the only findings that `teiedit validate` tells, by code, name or beginning of a code; else all.
        ignore: findings that `teiedit validate` leaves out, named in the same way.
        fail_on: the mildest finding that makes the exit code of `teiedit validate` 1.
        directory: where results are written.
        formats: what is built.
        view: which text is shown first, and printed.
        split: whether a document is divided into pages: "none", "auto" (long ones), "page" (as the source), or 1 to 7,
            the level of the divisions that get pages of their own.
        accent: a colour, as #rrggbb.
        theme: what the pages look like: quiet, classical, scholarly, or a .css file of your own.
        css: a style sheet added to each page, or empty.
        signs: of editorial intervention: leiden, historians, words, colour, or a .toml file of your own.
        template: the HTML around each document, with slots, or empty for the built-in one.
        stylesheet: an XSLT stylesheet whose templates come before the built-in ones, or empty.
        fonts: a folder of fonts for characters of the PDF that the built-in ones lack, or empty.
        words: a folder of tables of words, which come over those of the package, or empty.
        language: of the words of every page, whatever the document's is; empty for the document's.
        paper: the size of the PDF's pages.
        text_size_pt: the size of the PDF's text, in points.
        notes: the series of notes, the first that fits a note is its own.
    """

    title: str = ""
    languages: tuple[str, ...] = ("en",)
    address: str = ""
    documents: tuple[str, ...] = ("tei/**/*.xml",)
    registers: tuple[str, ...] = ()
    schema: str = ""
    catalogs: tuple[str, ...] = ()
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    fail_on: str = "error"
    directory: str = "build"
    formats: tuple[Format, ...] = ("html", "pdf")
    view: View = "reading"
    split: Split = "auto"
    accent: str = "#7a2e1d"
    theme: str = "quiet"
    signs: str = "leiden"
    css: str = ""
    template: str = ""
    stylesheet: str = ""
    fonts: str = ""
    words: str = ""
    language: str = ""
    paper: str = "a4"
    text_size_pt: float = 10.5
    notes: tuple[Series, ...] = DEFAULT_SERIES


@dataclass(frozen=True, slots=True)
class _Setting:
    field: str
    kind: Literal["text", "texts", "number", "split"]
    choices: tuple[str, ...] = ()
    pattern: str = ""
    says: str = ""
    # Whether a list may be empty.
    optional: bool = False
    # Whether its texts name kinds of findings.
    of_codes: bool = False
    # For the documentation, where no attribute of Config says it.
    meaning: str = ""


# What XML cannot hold, or a line.
_NOT_TEXT = re.compile("[\x00-\x1f\x7f-\x9f\ufffe\uffff]")
_CODES = "made of codes such as TE305, names such as bad-value, or beginnings such as TE3"
_SIGNS = f"{', '.join(SIGNS)}, or a .toml file of your own"
_SPLIT = '"none", "auto", "page", or a level from 1 to 7'
_THEME = f"{', '.join(THEMES)}, or a .css file of your own"
_LANGUAGE = r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*"
_SETTINGS: Final[Mapping[tuple[str, ...], _Setting]] = {
    ("title",): _Setting("title", "text"),
    ("languages",): _Setting("languages", "texts", pattern=_LANGUAGE, says="a language tag such as en or ru"),
    ("address",): _Setting("address", "text", pattern=r"(https?://\S+)?", says="a web address beginning with https://"),
    ("documents",): _Setting("documents", "texts"),
    ("registers",): _Setting("registers", "texts", optional=True),
    ("schema",): _Setting("schema", "text"),
    ("catalogs",): _Setting("catalogs", "texts", optional=True),
    ("validate", "select"): _Setting("select", "texts", says=_CODES, optional=True, of_codes=True),
    ("validate", "ignore"): _Setting("ignore", "texts", says=_CODES, optional=True, of_codes=True),
    ("validate", "fail_on"): _Setting("fail_on", "text", choices=SEVERITIES),
    ("output", "directory"): _Setting("directory", "text"),
    ("output", "formats"): _Setting("formats", "texts", choices=FORMATS),
    ("output", "view"): _Setting("view", "text", choices=VIEWS),
    ("output", "split"): _Setting("split", "split", choices=SPLITS, says=_SPLIT),
    ("look", "accent"): _Setting("accent", "text", pattern=r"#[0-9a-fA-F]{6}", says="a colour such as #7a2e1d"),
    ("look", "theme"): _Setting("theme", "text", pattern=rf"{'|'.join(THEMES)}|.+\.css", says=_THEME),
    ("look", "css"): _Setting("css", "text"),
    ("look", "signs"): _Setting("signs", "text", pattern=rf"{'|'.join(SIGNS)}|.+\.toml", says=_SIGNS),
    ("look", "template"): _Setting("template", "text"),
    ("look", "stylesheet"): _Setting("stylesheet", "text"),
    ("look", "fonts"): _Setting("fonts", "text"),
    ("look", "words"): _Setting("words", "text"),
    ("look", "language"): _Setting("language", "text", pattern=rf"({_LANGUAGE})?", says="a tag such as en or ru"),
    ("look", "paper"): _Setting("paper", "text", choices=PAPERS),
    ("look", "text_size_pt"): _Setting("text_size_pt", "number", says="a size in points from 6 to 24"),
}
# Of each table [notes.…]; its name is that of the series.
_NOTES: Final[Mapping[str, _Setting]] = {
    "types": _Setting("types", "texts", meaning="the values of `@type` that its notes have"),
    "resp": _Setting("resp", "texts", meaning="the values of `@resp` that its notes have"),
    "places": _Setting("places", "texts", meaning="the values of `@place` that its notes have"),
    "numbers": _Setting("numbers", "text", choices=NUMBERS, meaning="how they are numbered where the source does not"),
    "restart": _Setting("restart", "text", choices=RESTARTS, meaning="where the count begins again"),
}
_SERIES_NAME: Final = re.compile(r"[A-Za-z][\w-]*")
_TABLES: Final = frozenset(keys[0] for keys in _SETTINGS if len(keys) > 1)
_SIZES_PT: Final = (6, 24)


def read_config(path: Path) -> Config:
    """Read teiedit.toml.

    Raises:
        ConfigError: it is absent, not TOML, or holds an unknown key or a wrong value; its report has them all.
    """
    try:
        source = read_source(path)
    except InputError as error:
        raise ConfigError(error.message, Report()) from None
    found, values = _read(source)
    if found:
        msg = f"{path} has {len(found)} mistake{'s' if len(found) > 1 else ''}"
        raise ConfigError(msg, Report(tuple(found)))
    return Config(**values)


def _read(source: SourceText) -> tuple[list[Diagnostic], dict[str, Any]]:
    try:
        text = source.data.decode("utf-8-sig").replace("\r\n", "\n")
        data = tomllib.loads(text)
    except UnicodeDecodeError:
        said = "the file is not UTF-8"
        return [finding(codes.TOML_SYNTAX, said, Location(source.path, 1, 1), hint="Save it as UTF-8.")], {}
    except tomllib.TOMLDecodeError as error:
        return [_syntax(source, str(error))], {}
    except RecursionError:
        return [finding(codes.TOML_SYNTAX, "the values are nested too deeply", Location(source.path, 1, 1))], {}
    places = toml_places(text)
    found: list[Diagnostic] = []
    values: dict[str, Any] = {}
    series: dict[str, dict[str, Any]] = {}
    for keys, value in _flatten(data):
        entry = places.get(keys) or places.get(keys[:1]) or Entry(keys, Place(1, 1), Place(1, 1))
        setting = _setting(keys)
        if setting is None:
            found.append(_unknown(source, keys, entry))
        elif wrong := _wrong(setting, value):
            at = Location(source.path, entry.value.line, entry.value.column)
            said = f"{'.'.join(keys)} must be {wrong}"
            found.append(finding(codes.WRONG_SETTING, said, at, hint=_nearest_value(setting, value)))
        else:
            into = series.setdefault(keys[1], {}) if keys[0] == "notes" else values
            into[setting.field] = tuple(value) if isinstance(value, list) else value
    if series:
        own = (Series(name, is_fixed="numbers" in given, **given) for name, given in series.items())
        values["notes"] = with_defaults(own)
    return found, values


def _setting(keys: tuple[str, ...]) -> _Setting | None:
    if keys[0] != "notes":
        return _SETTINGS.get(keys)
    is_named = len(keys) > 2 and _SERIES_NAME.fullmatch(keys[1])  # noqa: PLR2004 - notes, the name, the key
    return _NOTES.get(keys[2]) if is_named else None


def _flatten(data: Mapping[str, Any]) -> Iterator[tuple[tuple[str, ...], Any]]:
    for key, value in data.items():
        if key == "notes" and isinstance(value, dict):
            for name, table in value.items():
                given = table if isinstance(table, dict) else {"": table}
                yield from ((tuple(filter(None, (key, name, inner))), what) for inner, what in given.items())
        elif key in _TABLES and isinstance(value, dict):
            yield from (((key, inner), what) for inner, what in value.items())
        else:
            yield (key,), value


def _syntax(source: SourceText, said: str) -> Diagnostic:
    place = _DECODE_PLACE.search(said)
    line = int(place[1]) if place and place[1] else source.text.count("\n") + 1
    column = int(place[2]) if place and place[2] else 1
    what = _DECODE_PLACE.sub("", said)
    return finding(
        codes.TOML_SYNTAX,
        what[:1].lower() + what[1:],
        Location(source.path, line, column),
        hint='A setting is written: title = "The Letters".',
    )


def _unknown(source: SourceText, keys: tuple[str, ...], entry: Entry) -> Diagnostic:
    name = ".".join(keys)
    known = [".".join(one) for one in _SETTINGS]
    if keys[0] == "notes":
        known = [f"notes.{keys[1] if len(keys) > 1 else 'editor'}.{one}" for one in _NOTES]
    near = difflib.get_close_matches(name, known, n=1) or [one for one in known if one.split(".")[-1] == keys[-1]]
    if not near:
        by_last = {one.split(".")[-1]: one for one in known}
        near = [by_last[last] for last in difflib.get_close_matches(keys[-1], list(by_last), n=1)]
    hint = f"Did you mean {near[0]}?" if near else f"The keys are {', '.join(known)}."
    at = Location(source.path, entry.key.line, entry.key.column)
    if len(keys) == 1 and (tables := difflib.get_close_matches(name, sorted(_TABLES), n=1)):
        hint = f"Did you mean [{tables[0]}]?"
    return finding(codes.UNKNOWN_KEY, f"there is no setting {name}", at, hint=hint)


def _wrong(setting: _Setting, value: object) -> str:
    """Say what a value should have been, or nothing if it is right."""
    if setting.kind == "number":
        is_number = isinstance(value, int | float) and not isinstance(value, bool)
        right = is_number and _SIZES_PT[0] <= value <= _SIZES_PT[1]  # type: ignore[operator]
        return "" if right else setting.says
    if setting.kind == "split":
        is_level = isinstance(value, int) and not isinstance(value, bool) and value in _LEVELS
        return "" if is_level or value in setting.choices else setting.says
    if setting.kind == "text":
        return _wrong_texts(setting, [value]) if isinstance(value, str) else 'a text in quotation marks: "…"'
    if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
        return 'a list of texts: ["…", "…"]'
    return _wrong_texts(setting, value) if value or setting.optional else 'a list of at least one text: ["…"]'


def _wrong_texts(setting: _Setting, texts: list[str]) -> str:
    if any(_NOT_TEXT.search(text) for text in texts):
        return "without control characters and line ends"
    if setting.choices and not all(one in setting.choices for one in texts):
        return ("made of " if setting.kind == "texts" else "one of ") + ", ".join(setting.choices)
    if setting.pattern and not all(re.fullmatch(setting.pattern, one) for one in texts):
        return setting.says
    if setting.of_codes and not all(codes_meant(one) for one in texts):
        return setting.says
    return ""


def _nearest_value(setting: _Setting, value: object) -> str:
    texts = value if isinstance(value, list) else [value]
    if setting.of_codes:
        wrong = next((one for one in texts if isinstance(one, str) and not codes_meant(one)), "")
        near_term = nearest_term(wrong)
        return f'Did you mean "{near_term}"?' if near_term else "`teiedit validate --explain TE` tells them all."
    for one in texts:
        if isinstance(one, str) and one not in setting.choices:
            near = difflib.get_close_matches(one, setting.choices, n=1)
            if near:
                return f'Did you mean "{near[0]}"?'
    return ""
