"""Compiled schemas in the user's cache: the simple form as JSON, valid while every file of the schema is the same.

Nothing of an entry is executed, and nothing of it is believed: what is damaged, foreign or old is made anew.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, Final, Protocol, overload
from zlib import crc32

from teiedit import __version__
from teiedit.caching import cache_folder, content_key, prune, read_entry, write_entry
from teiedit.document.parsing import read_source
from teiedit.errors import InputError
from teiedit.relaxng.cached_rows import is_grammar
from teiedit.relaxng.datatypes import DatatypeError, datatype
from teiedit.relaxng.grammar import DatatypeUse, Definition, Grammar

# Raised where rows mean something else than before, or are kept in another way.
ENGINE_VERSION: Final = 1
_MAGIC: Final = b"teiedit simple form\n"
_MOST_ENTRIES: Final = 50
_MOST_BYTES: Final = 200_000_000
# Pieces of documentation of one schema; that of all of TEI has two thousand.
_MOST_TEXTS: Final = 1_000_000


class SchemaFiles(Protocol):
    """Where the files of a schema come from."""

    def read(self, path: Path) -> bytes:
        """Return the bytes of a file; raise InputError or OSError where it cannot be read."""

    def resolve(self, base: Path, href: str) -> Path | None:
        """Return the file that an address in a schema stands for; None for what the address itself says."""


def cached_grammar(path: Path, files: SchemaFiles | None = None) -> Grammar:
    """Do what `load_grammar` does, from the user's cache where the schema has not changed since it was last loaded.

    Args:
        path: the schema.
        files: where its files come from; by default they are read as they lie.

    Raises:
        SchemaError: it is absent or wrong; its report says where and why.
    """
    path = path.absolute()
    seen = _Seen(files)
    folder = cache_folder("schemas")
    entry = None
    if folder is not None:
        try:
            entry = folder / content_key(_engine(), os.fsencode(path), b"\0", seen.digest(str(path)).encode("ascii"))
        except (InputError, OSError):
            # The loader says why.
            pass
    if entry is not None and (kept := _kept(entry, seen)) is not None:
        return kept
    # Not needed where the schema is kept, and as long to import as that takes to read.
    from teiedit.relaxng.loading import load_grammar  # noqa: PLC0415

    seen.links.clear()
    grammar = load_grammar(path, read=seen.read, resolve=seen.resolve)
    if folder is not None and entry is not None and write_entry(entry, _entry(grammar, seen)):
        prune(folder, _MOST_ENTRIES, _MOST_BYTES)
    return grammar


class _Seen:
    """Hands out files and remembers them, so that what is kept is kept for exactly what was read.

    Attributes:
        links: what was said of each address in the schema, by the file that it stands in.
    """

    def __init__(self, files: SchemaFiles | None) -> None:
        self.links: dict[tuple[str, str], str | None] = {}
        self._files = files
        self._data: dict[Path, bytes] = {}
        self._digests: dict[str, str] = {}

    def read(self, path: Path) -> bytes:
        if path not in self._data:
            self._data[path] = self._files.read(path) if self._files else read_source(path).data
        return self._data[path]

    def resolve(self, base: Path, href: str) -> Path | None:
        found = self._files.resolve(base, href) if self._files else None
        self.links[str(base), href] = None if found is None else str(found)
        return found

    def digest(self, path: str) -> str:
        if path not in self._digests:
            self._digests[path] = content_key(self.read(Path(path)))
        return self._digests[path]


@lru_cache(maxsize=1)
def _engine() -> bytes:
    """Return what tells this engine from those whose entries are not to be used: by its files too, for a checkout."""
    here = Path(__file__).parent
    newest = size = 0
    try:
        for folder, _, names in os.walk(here):
            stats = [os.stat(f"{folder}/{name}") for name in names if name.endswith(".py")]  # noqa: PTH116 - quickest
            newest = max(newest, *(one.st_mtime_ns for one in stats)) if stats else newest
            size += sum(one.st_size for one in stats)
    except (OSError, ValueError):
        # In an archive: the version alone must do.
        pass
    return f"{__version__} {ENGINE_VERSION} {newest} {size}\n".encode()


def _entry(grammar: Grammar, seen: _Seen) -> bytes:
    manifest = {
        "files": {path: seen.digest(path) for path in grammar.files},
        "links": [[*link, target] for link, target in seen.links.items()],
        "texts": len(grammar.documentation),
    }
    simple = [
        grammar.rows,
        grammar.start,
        [[one.name_class, one.content, one.documentation] for one in grammar.elements],
        [[one.name_class, one.content, one.documentation] for one in grammar.attributes],
        [[one.library, one.name, one.params] for one in grammar.datatypes],
        list(grammar.value_documentation.items()),
    ]
    # One line each, without any character that is not ASCII: the reader of JSON is fastest so.
    parts = (manifest, simple, list(grammar.documentation))
    body = b"\n".join(json.dumps(one, separators=(",", ":")).encode("ascii") for one in parts)
    return _MAGIC + _checksum(body) + b"\n" + body


def _checksum(body: bytes) -> bytes:
    # Against damage by chance; what was made on purpose is looked at closely in any case.
    return b"%08x" % crc32(body)


def _kept(entry: Path, seen: _Seen) -> Grammar | None:
    """Return what an entry holds, or None if there is none, or it is not what it should be."""
    data = read_entry(entry)
    if data is None or not data.startswith(_MAGIC):
        return None
    checksum, _, body = data[len(_MAGIC) :].partition(b"\n")
    parts = body.split(b"\n")
    if checksum != _checksum(body) or len(parts) != 3:  # noqa: PLR2004 - see _entry
        return None
    try:
        manifest = json.loads(parts[0])
        return _grammar(manifest, parts[1], parts[2]) if _is_current(manifest, seen) else None
    except (ValueError, TypeError, LookupError, AttributeError, RecursionError, DatatypeError, InputError, OSError):
        return None


def _grammar(manifest: dict[str, Any], simple: bytes, texts: bytes) -> Grammar | None:
    parts, count = json.loads(simple), manifest["texts"]
    if type(count) is not int or count > _MOST_TEXTS or not is_grammar(parts, count):
        return None
    rows, start, elements, attributes, datatypes, values = parts
    uses = [
        DatatypeUse(library, name, tuple((key, value) for key, value in params)) for library, name, params in datatypes
    ]
    for use in uses:
        # Raises what is not caught when it is used.
        datatype(use.library, use.name, use.params)
    return Grammar(
        rows,
        start,
        [Definition(*one) for one in elements],
        [Definition(*one) for one in attributes],
        uses,
        _Texts(count, lambda: json.loads(texts)),
        dict(values),
        list(manifest["files"]),
    )


def _is_current(manifest: dict[str, Any], seen: _Seen) -> bool:
    """Tell whether the files of a schema are still the same, and its addresses still stand for them."""
    if not manifest["files"] or any(seen.digest(path) != digest for path, digest in manifest["files"].items()):
        return False
    for base, href, target in manifest["links"]:
        found = seen.resolve(Path(base), href)
        if (None if found is None else str(found)) != target:
            return False
    return True


class _Texts(Sequence[str]):
    """Documentation, read when the first of it is asked for: a valid document asks for none."""

    def __init__(self, count: int, load: Callable[[], object]) -> None:
        self._count = count
        self._load = load
        self._loaded: list[str] | None = None

    def __len__(self) -> int:
        return self._count

    def __iter__(self) -> Iterator[str]:
        return iter(self._texts())

    @overload
    def __getitem__(self, index: int) -> str: ...
    @overload
    def __getitem__(self, index: slice) -> list[str]: ...
    def __getitem__(self, index: int | slice) -> str | list[str]:
        return self._texts()[index]

    def _texts(self) -> list[str]:
        if self._loaded is None:
            try:
                found = self._load()
            except (ValueError, RecursionError):
                found = None
            is_right = isinstance(found, list) and len(found) == self._count and all(type(one) is str for one in found)
            # Documentation is a help; without it everything else is still right.
            self._loaded = list(found) if isinstance(found, list) and is_right else [""] * self._count
        return self._loaded

    def __reduce__(self) -> tuple[type[list[str]], tuple[list[str]]]:
        return list, (self._texts(),)
