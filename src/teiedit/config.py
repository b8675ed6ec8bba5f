"""Read teiedit.toml: every key is known, every value checked, every mistake found with its place."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, Literal

from teiedit.diagnostics import Diagnostic, Report, Severity
from teiedit.document.parsing import read_source
from teiedit.document.positions import SourceText
from teiedit.errors import ConfigError, InputError
from teiedit.note_series import DEFAULT_SERIES, NUMBERS, RESTARTS, Series, with_defaults
from teiedit.print_settings import SETTINGS as PRINT_SETTINGS
from teiedit.print_settings import PrintSettings
from teiedit.setting import Setting, wrong_value
from teiedit.settings_file import SettingsFile
from teiedit.signs import BUILT_IN as SIGNS
from teiedit.volume_settings import SETTINGS as VOLUME_SETTINGS
from teiedit.volume_settings import VolumeSettings, volume_settings

CONFIG_NAME: Final = "teiedit.toml"

Format = Literal["html", "pdf", "txt", "tei"]
View = Literal["reading", "source"]
# Where a document is divided into pages: a level of divisions, or one of these.
Split = Literal["none", "auto", "page"] | int
FORMATS: Final[tuple[Format, ...]] = ("html", "pdf", "txt", "tei")
VIEWS: Final[tuple[View, ...]] = ("reading", "source")
SPLITS: Final = ("none", "auto", "page")
SEVERITIES: Final = tuple(severity.label for severity in Severity)
THEMES: Final = ("quiet", "classical", "scholarly")


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
        schematron: Schematron schemas, or RELAX NG schemas with rules in them, held against every document.
        catalogs: OASIS catalogs, which say where the schemas are that documents name by address.
        select: the only findings that `teiedit validate` tells, by code, name or beginning of a code; else all.
        ignore: findings that `teiedit validate` leaves out, named in the same way.
        fail_on: the mildest finding that makes the exit code of `teiedit validate` 1.
        directory: where results are written.
        formats: what is built.
        view: which text is shown first, and printed.
        split: whether a document is divided into pages: "none", "auto" (long ones), "page" (as the source), or 1 to 7,
            the level of the divisions that get pages of their own.
        time_limit_min: how many minutes the publishing of one document may take before it is given up.
        accent: a colour, as #rrggbb.
        theme: what the pages look like: quiet, classical, scholarly, or a .css file of your own.
        css: a style sheet added to each page, or empty.
        signs: of editorial intervention: leiden, historians, words, colour, or a .toml file of your own.
        template: the HTML around each document, with slots, or empty for the built-in one.
        stylesheet: an XSLT stylesheet whose templates come before the built-in ones, or empty.
        words: a folder of tables of words, which come over those of the package, or empty.
        language: of the words of every page, whatever the document's is; empty for the document's.
        print: how documents are printed.
        volume: the book that the edition makes as a whole.
        notes: the series of notes, the first that fits a note is its own.
    """

    title: str = ""
    languages: tuple[str, ...] = ("en",)
    address: str = ""
    documents: tuple[str, ...] = ("tei/**/*.xml",)
    registers: tuple[str, ...] = ()
    schema: str = ""
    schematron: tuple[str, ...] = ()
    catalogs: tuple[str, ...] = ()
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    fail_on: str = "error"
    directory: str = "build"
    formats: tuple[Format, ...] = ("html", "pdf")
    view: View = "reading"
    split: Split = "auto"
    time_limit_min: int = 10
    accent: str = "#7a2e1d"
    theme: str = "quiet"
    signs: str = "leiden"
    css: str = ""
    template: str = ""
    stylesheet: str = ""
    words: str = ""
    language: str = ""
    print: PrintSettings = field(default_factory=PrintSettings)
    volume: VolumeSettings = field(default_factory=VolumeSettings)
    notes: tuple[Series, ...] = DEFAULT_SERIES


_CODES = "made of codes such as TE305, names such as bad-value, or beginnings such as TE3"
_SIGNS = f"{', '.join(SIGNS)}, or a .toml file of your own"
_SPLIT = '"none", "auto", "page", or a level from 1 to 7'
_THEME = f"{', '.join(THEMES)}, or a .css file of your own"
_LANGUAGE = r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*"
_SETTINGS: Final[Mapping[tuple[str, ...], Setting]] = {
    ("title",): Setting("title", "text"),
    ("languages",): Setting("languages", "texts", pattern=_LANGUAGE, says="a language tag such as en or ru"),
    ("address",): Setting("address", "text", pattern=r"(https?://\S+)?", says="a web address beginning with https://"),
    ("documents",): Setting("documents", "texts"),
    ("registers",): Setting("registers", "texts", optional=True),
    ("schema",): Setting("schema", "text"),
    ("schematron",): Setting("schematron", "texts", optional=True),
    ("catalogs",): Setting("catalogs", "texts", optional=True),
    ("validate", "select"): Setting("select", "texts", says=_CODES, optional=True, of_codes=True),
    ("validate", "ignore"): Setting("ignore", "texts", says=_CODES, optional=True, of_codes=True),
    ("validate", "fail_on"): Setting("fail_on", "text", choices=SEVERITIES),
    ("output", "directory"): Setting("directory", "text"),
    ("output", "formats"): Setting("formats", "texts", choices=FORMATS),
    ("output", "view"): Setting("view", "text", choices=VIEWS),
    ("output", "split"): Setting("split", "split", choices=SPLITS, says=_SPLIT),
    ("output", "time_limit_min"): Setting(
        "time_limit_min", "whole", says="a whole number of minutes from 1 to 1440", bounds=(1, 1440)
    ),
    ("look", "accent"): Setting("accent", "text", pattern=r"#[0-9a-fA-F]{6}", says="a colour such as #7a2e1d"),
    ("look", "theme"): Setting("theme", "text", pattern=rf"{'|'.join(THEMES)}|.+\.css", says=_THEME),
    ("look", "css"): Setting("css", "text"),
    ("look", "signs"): Setting("signs", "text", pattern=rf"{'|'.join(SIGNS)}|.+\.toml", says=_SIGNS),
    ("look", "template"): Setting("template", "text"),
    ("look", "stylesheet"): Setting("stylesheet", "text"),
    ("look", "words"): Setting("words", "text"),
    ("look", "language"): Setting("language", "text", pattern=rf"({_LANGUAGE})?", says="a tag such as en or ru"),
    **PRINT_SETTINGS,
    **VOLUME_SETTINGS,
}
# Of each table [notes.…]; its name is that of the series.
_NOTES: Final[Mapping[str, Setting]] = {
    "types": Setting("types", "texts", meaning="the values of `@type` that its notes have"),
    "resp": Setting("resp", "texts", meaning="the values of `@resp` that its notes have"),
    "places": Setting("places", "texts", meaning="the values of `@place` that its notes have"),
    "numbers": Setting("numbers", "text", choices=NUMBERS, meaning="how they are numbered where the source does not"),
    "restart": Setting("restart", "text", choices=RESTARTS, meaning="where the count begins again"),
}
_SERIES_NAME: Final = re.compile(r"[A-Za-z][\w-]*")
_TABLES: Final = frozenset(keys[:end] for keys in _SETTINGS for end in range(1, len(keys))) | {
    ("notes",),
    ("notes", "*"),
}
# What an attribute of Config is that holds a whole table.
_OF_TABLES: Final[Mapping[str, Callable[..., Any]]] = {"print": PrintSettings, "volume": volume_settings}


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
    file = SettingsFile(source, _TABLES)
    found = [file.mistake] if file.mistake else []
    # By the attribute of Config that they go into; what is below "" are attributes themselves.
    values: dict[str, dict[str, Any]] = {"": {}}
    series: dict[str, dict[str, Any]] = {}
    for keys, value in file.values():
        setting = _setting(keys)
        if setting is None:
            found.append(file.unknown(keys, _known(keys)))
        elif wrong := wrong_value(setting, value):
            found.append(file.wrong_for(setting, keys, value, wrong))
        else:
            table, _, name = setting.field.rpartition(".")
            into = series.setdefault(keys[1], {}) if keys[0] == "notes" else values.setdefault(table, {})
            into[name] = tuple(value) if isinstance(value, list) else value
    given = values.pop("")
    given |= {table: _OF_TABLES[table](**inner) for table, inner in values.items()}
    if series:
        own = (Series(name, is_fixed="numbers" in settings, **settings) for name, settings in series.items())
        given["notes"] = with_defaults(own)
    return found, given


def _setting(keys: tuple[str, ...]) -> Setting | None:
    if keys[0] != "notes":
        return _SETTINGS.get(keys)
    is_named = len(keys) > 2 and _SERIES_NAME.fullmatch(keys[1])  # noqa: PLR2004 - notes, the name, the key
    return _NOTES.get(keys[2]) if is_named else None


def _known(keys: tuple[str, ...]) -> list[str]:
    if keys[0] == "notes":
        return [f"notes.{keys[1] if len(keys) > 1 else 'editor'}.{one}" for one in _NOTES]
    return [".".join(one) for one in _SETTINGS]
