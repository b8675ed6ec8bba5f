"""Build again what a change of files asks for, with workers that remember what they made.

Files are looked at again and again, which works on every system and in every kind of folder; what is written in
several steps is taken for one change.
"""

from __future__ import annotations

import os
import re
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from types import TracebackType
from typing import Final
from urllib.parse import unquote

from teiedit.diagnostics import Severity
from teiedit.document import read_document
from teiedit.edition import Edition
from teiedit.errors import TeiEditError
from teiedit.publish.build import BuildOptions, BuildResult, build_edition
from teiedit.publish.crew import Progress
from teiedit.publish.images import image_keys
from teiedit.publish.sources import entries_pointed_to
from teiedit.publish.standing import StandingCrew
from teiedit.summary import summarise_document

# Between two looks, which is also how long nothing must change before a change is taken for whole.
_PAUSE_S: Final = 0.2
# Looking takes no more than this share of the time.
_SHARE: Final = 0.1
# What an edition's settings can name besides documents and images.
_SETTINGS: Final = frozenset(
    (".toml", ".xsl", ".xslt", ".css", ".html", ".typ", ".js", ".rng", ".rnc", ".sch", ".odd", ".ttf", ".otf", ".ttc")
)

# Text that is included leaves no trace in the tree.
_INCLUDED: Final = re.compile(rb"""<(?:[\w.-]+:)?include\s[^>]*?href\s*=\s*["']([^"'#]+)""")

# Time of change and size of each file that is there.
Snapshot = dict[Path, tuple[int, int]]
# The edition, and the files of it that were asked for; none where all of them are.
Found = tuple[Edition, tuple[Path, ...]]


@dataclass(frozen=True, slots=True)
class Round:
    """One build.

    Attributes:
        changed: files that gave rise to it; none at the first.
        took_s: seconds that it took.
        result: what was built, or None.
        error: why nothing could be.
    """

    changed: tuple[Path, ...]
    took_s: float
    result: BuildResult | None = None
    error: TeiEditError | None = None


@dataclass(frozen=True, slots=True)
class _Known:
    """What other pages say of a document, and the files that are part of it."""

    is_register: bool = False
    told: tuple[object, ...] = ()
    files: frozenset[Path] = frozenset()


class Watch:
    """Builds an edition, and builds it again after each change.

    Args:
        find: finds the edition; called again where its settings, or which documents it has, may have changed.
        options: what to build.
        progress: told of each step.
    """

    def __init__(self, find: Callable[[], Found], options: BuildOptions, progress: Progress | None = None) -> None:
        self._find = find
        self._crew = StandingCrew()
        self._options = replace(options, standing=self._crew)
        self._progress = progress
        self._edition, self._asked = find()
        self._known: dict[Path, _Known] = {}
        # Whether everything stands in the output folder as it was when it was last built as a whole.
        self._is_whole = False
        self._seen: Snapshot = {}

    def __enter__(self) -> Watch:  # noqa: PYI034 - Self is of Python 3.11
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._crew.__exit__(kind, error, trace)

    @property
    def documents(self) -> tuple[Path, ...]:
        """What is built."""
        return self._asked or self._edition.documents

    def rounds(self, pause: Callable[[float], None] = time.sleep) -> Iterator[Round]:
        """Build, and yield what came of it; then wait for a change, and again, for ever.

        Args:
            pause: waits so many seconds.
        """
        self._seen = self._look()
        yield self._round(())
        while True:
            changed = self._changes(pause)
            if self._concerns(changed):
                yield self._round(changed)

    def _changes(self, pause: Callable[[float], None]) -> tuple[Path, ...]:
        """Wait until something has changed and nothing does any more; return what has."""
        before = last = self._seen
        rest = _PAUSE_S
        while True:
            pause(rest)
            begun = time.perf_counter()
            now = self._look()
            rest = max(_PAUSE_S, (time.perf_counter() - begun) / _SHARE)
            if now == last and now != before:
                self._seen = now
                return tuple(sorted(path for path in now.keys() | before.keys() if now.get(path) != before.get(path)))
            last = now

    def _concerns(self, changed: Iterable[Path]) -> bool:
        """Tell whether a change is one of the edition: not of a file that nothing names."""
        known = {*self._known, *(file for one in self._known.values() for file in one.files)}
        if any(path in known or path.suffix.lower() in _SETTINGS for path in changed):
            return True
        try:
            edition, asked = self._find()
        except TeiEditError:
            return True
        return (edition, asked) != (self._edition, self._asked)

    def _round(self, changed: tuple[Path, ...]) -> Round:
        begun = time.perf_counter()
        try:
            result = self._build(frozenset(changed))
        except TeiEditError as error:
            self._is_whole = False
            return Round(changed, time.perf_counter() - begun, error=error)
        return Round(changed, time.perf_counter() - begun, result)

    def _build(self, changed: frozenset[Path]) -> BuildResult:
        parts = tuple(path for path, known in self._known.items() if path in changed or known.files & changed)
        is_settled = self._is_whole and changed <= {
            *parts,
            *(file for path in parts for file in self._known[path].files),
        }
        if not is_settled:
            if any(path.suffix.lower() in _SETTINGS for path in changed):
                self._crew.dismiss()
            self._edition, self._asked = self._find()
        before = {path: self._known[path] for path in parts}
        self._learn(parts if is_settled else (*self.documents, *self._edition.registers))
        stays = all(self._known[path].told == one.told and not one.is_register for path, one in before.items())
        if is_settled and stays and not self._options.volume and len(self.documents) > 1:
            return build_edition(self._edition, parts, self._options, self._progress)
        self._crew.keep_only(self._known.keys() - {*parts} if is_settled and stays else ())
        result = build_edition(self._edition, self._asked, self._options, self._progress)
        self._is_whole = not result.report.fails(Severity.ERROR)
        return result

    def _learn(self, paths: Iterable[Path]) -> None:
        """Read what is to be known of documents; of one that cannot be read, what was known is kept."""
        for path in paths:
            known = _known(self._edition, path)
            if known is not None or path not in self._known:
                self._known[path] = known or _Known()
        # A file that is looked at from now on has not changed.
        for path in self._outside():
            if path not in self._seen and (state := _state(path)):
                self._seen[path] = state

    def _look(self) -> Snapshot:
        edition = self._edition
        seen = {path: state for path in self._outside() if (state := _state(path))}
        if edition.is_loose:
            return seen
        folders = [edition.root]
        spared = {edition.output, (self._options.directory or edition.output).resolve()}
        while folders:
            try:
                entries = list(os.scandir(folders.pop()))
            except OSError:
                continue
            for entry in entries:
                path = Path(entry.path)
                if entry.name.startswith(".") or path in spared:
                    continue
                if entry.is_dir(follow_symlinks=False):
                    folders.append(path)
                elif state := _state(path):
                    seen[path] = state
        return seen

    def _outside(self) -> Iterator[Path]:
        """Yield the files that may lie elsewhere than in the edition's folder."""
        yield from self.documents
        for known in self._known.values():
            yield from known.files


def _state(path: Path) -> tuple[int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size


def _known(edition: Edition, path: Path) -> _Known | None:
    try:
        document = read_document(path, within=edition.within(path)).document
    except TeiEditError:
        return None
    if document is None:
        return None
    summary = summarise_document(document)
    sources = {document.source, *(origin.source for origin in document.included.values())}
    files = {
        (one.path.parent / unquote(name.decode())).resolve() for one in sources for name in _INCLUDED.findall(one.data)
    }
    files |= {file for _, file in image_keys(document) if file is not None}
    told = (summary.title, summary.date, tuple(sorted(entries_pointed_to(document))))
    return _Known(document.is_register, told, frozenset(files))
