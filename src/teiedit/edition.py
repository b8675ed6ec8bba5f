"""An edition: the folder with teiedit.toml, and the documents, registers and schema that it names."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from teiedit import codes
from teiedit.config import CONFIG_NAME, THEMES, Config, read_config
from teiedit.diagnostics import Location, Report, finding
from teiedit.document.positions import SourceText
from teiedit.errors import ConfigError, InputError
from teiedit.language_checks import check_tables
from teiedit.languages import has_table
from teiedit.page_template import check_template
from teiedit.print_settings import THEMES as PRINT_THEMES
from teiedit.print_theme import read_theme
from teiedit.resources import bundled_schema
from teiedit.signs import BUILT_IN, signs_named
from teiedit.toml_places import toml_places


@dataclass(frozen=True)
class Edition:
    """What an edition is made of.

    Attributes:
        root: the folder of teiedit.toml; nothing outside it is read on a document's behalf.
        config: what teiedit.toml says.
        documents: the TEI files, sorted, registers left out.
        registers: the TEI files of names, sorted.
        schema: the RELAX NG schema for documents that name none, or None.
        is_loose: it has no teiedit.toml: its files have nothing in common but that they were named together.
    """

    root: Path
    config: Config
    documents: tuple[Path, ...]
    registers: tuple[Path, ...]
    schema: Path | None
    is_loose: bool = False

    def within(self, path: Path) -> Path:
        """Return the folder outside which nothing is read on behalf of a file.

        It is the root for a file of an edition. A loose file has its own folder, whatever else is named with it.
        """
        path = path.resolve()
        return self.root if not self.is_loose and path.is_relative_to(self.root) else path.parent

    def matching(self, patterns: Iterable[str]) -> tuple[Path, ...]:
        """Return the files inside the edition that patterns match: in the order of the patterns, each file once."""
        return tuple(dict.fromkeys(path for pattern in patterns for path in _match(self.root, (pattern,))))

    @property
    def output(self) -> Path:
        """The folder that results are written to."""
        return (self.root / self.config.directory).resolve()


def find_root(start: Path) -> Path | None:
    """Return the nearest folder at or above `start` that has a teiedit.toml, or None."""
    start = start.resolve()
    folder = start if start.is_dir() else start.parent
    return next((one for one in (folder, *folder.parents) if (one / CONFIG_NAME).is_file()), None)


def load_edition(folder: Path) -> Edition:
    """Load the edition of a folder that has a teiedit.toml.

    Raises:
        ConfigError: teiedit.toml is wrong, or what it names is not there.
    """
    root = folder.resolve()
    path = root / CONFIG_NAME
    config = read_config(path)
    registers = _match(root, config.registers)
    documents = tuple(one for one in _match(root, config.documents) if one not in registers)
    schema = resolve_schema(config.schema, root) if config.schema else None
    missing = list(_missing(root, config))
    if config.schema and schema is None:
        missing.append(("schema", f'there is no schema "{config.schema}"'))
    if missing:
        raise _absent(path, missing)
    if config.template and (wrong := check_template(root / config.template)):
        msg = f"{root / config.template} cannot be the template of pages"
        raise ConfigError(msg, Report(tuple(wrong)))
    _check_words(path, root, config)
    signs_named(config.signs, root)
    read_theme(config.print.theme, root)
    return Edition(root, config, documents, registers, schema)


def _check_words(path: Path, root: Path, config: Config) -> None:
    own = root / config.words if config.words else None
    if own and (wrong := check_tables(own)):
        msg = f"{own} has {len(wrong)} mistake{'s' if len(wrong) > 1 else ''}"
        raise ConfigError(msg, Report(tuple(wrong)))
    if config.language and not has_table(config.language, own):
        raise _absent(path, [("look.language", f'there are no words in the language "{config.language}"')])


def _missing(root: Path, config: Config) -> Iterator[tuple[str, str]]:
    """Yield the settings that name what is not there, or not inside the edition, and what is to be said of each."""
    volume = config.volume
    in_parts = tuple(pattern for part in volume.parts for pattern in part.documents)
    for key, patterns in (
        ("documents", config.documents),
        ("registers", config.registers),
        ("volume.documents", volume.documents),
        ("volume.parts", in_parts),
        ("volume.front", volume.front),
        ("volume.back", volume.back),
    ):
        for pattern in patterns:
            if not _match(root, (pattern,)):
                yield key, f'{key} = "{pattern}" matches no file'
    beside = [("schematron", name) for name in config.schematron] + [("catalogs", name) for name in config.catalogs]
    yield from ((key, f'there is no file "{name}"') for key, name in beside if not (root / name).is_file())
    for key, kind, name in _own_files(config):
        if not ((root / name).is_file() if kind == "file" else (root / name).is_dir()):
            yield key, f'there is no {kind} "{name}"'
    for key, kind, name in (*_own_files(config), ("output.directory", "folder", config.directory)):
        if name and not (root / name).resolve().is_relative_to(root):
            yield key, f'the {kind} "{name}" lies outside the edition\'s folder'


def _own_files(config: Config) -> tuple[tuple[str, str, str], ...]:
    """Return what an edition brings along for its looks: the setting, `file` or `folder`, and its name."""
    settings = (
        ("look.css", "file", config.css),
        ("look.theme", "file", config.theme if config.theme not in THEMES else ""),
        ("look.signs", "file", config.signs if config.signs not in BUILT_IN else ""),
        ("look.words", "folder", config.words),
        ("look.template", "file", config.template),
        ("look.stylesheet", "file", config.stylesheet),
        ("print.theme", "file", config.print.theme if config.print.theme not in PRINT_THEMES else ""),
        ("print.fonts", "folder", config.print.fonts),
        ("print.layer", "file", config.print.layer),
        ("print.stylesheet", "file", config.print.stylesheet),
    )
    return tuple(one for one in settings if one[2])


def loose_edition(paths: Sequence[Path]) -> Edition:
    """Make an edition of files that belong to none: all defaults, its root the folder that holds them all."""
    folders = [path.resolve() if path.is_dir() else path.resolve().parent for path in paths] or [Path.cwd()]
    try:
        root = Path(os.path.commonpath(folders))
    except ValueError:
        # On different drives.
        root = folders[0]
    return Edition(root, Config(), (), (), None, is_loose=True)


def expand_paths(paths: Iterable[Path]) -> tuple[Path, ...]:
    """Turn files and folders into files: a folder is all its .xml files, hidden ones left out.

    Raises:
        InputError: a path does not exist, or a folder holds no XML file.
    """
    found: dict[Path, None] = {}
    for path in paths:
        if path.is_dir():
            inside = [
                one.resolve()
                for one in sorted(path.rglob("*"))
                if one.suffix.lower() == ".xml"
                and one.is_file()
                and not any(part.startswith(".") for part in one.relative_to(path).parts)
            ]
            if not inside:
                msg = f"{path} holds no .xml file"
                raise InputError(msg, path)
            found.update(dict.fromkeys(inside))
        elif path.exists():
            found[path.resolve()] = None
        else:
            msg = f"{path} does not exist"
            raise InputError(msg, path)
    return tuple(found)


def resolve_schema(name: str, root: Path) -> Path | None:
    """Find a schema by path relative to `root`, else by the name of one that ships; None if there is neither."""
    path = root / name
    return path.resolve() if path.is_file() else bundled_schema(name)


def _match(root: Path, patterns: Iterable[str]) -> tuple[Path, ...]:
    found: set[Path] = set()
    for pattern in patterns:
        found.update(_glob(root, pattern))
    return tuple(sorted(one for one in found if one.is_relative_to(root)))


def _glob(root: Path, pattern: str) -> list[Path]:
    try:
        # Resolved, so that a link or "../" that leads out of the edition is seen for what it is.
        return [one.resolve() for one in root.glob(pattern) if one.is_file()]
    except (OSError, ValueError, NotImplementedError):
        # Not a pattern, or one that begins at the root of the file system.
        return []


def _absent(path: Path, missing: list[tuple[str, str]]) -> ConfigError:
    source = SourceText(path, path.read_bytes())
    places = toml_places(source.text)
    found = []
    for key, message in missing:
        entry = places.get(tuple(key.split(".")))
        at = Location(path, entry.value.line, entry.value.column) if entry else Location(path, 1, 1)
        hint = "Paths are relative to teiedit.toml and stay inside its folder."
        found.append(finding(codes.NOTHING_MATCHES, message, at, hint=hint))
    msg = f"{path} names what is not there"
    return ConfigError(msg, Report(tuple(found)))
