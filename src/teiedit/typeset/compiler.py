"""What Typst sees of a document, and what it makes of it: the only importer of typst.

The compiler sees the files it is given and no other: no other folder of this machine, no package, no system font, no
clock. The same input gives the same bytes. Typst remembers for this process what it laid out: the first
question costs a layout, the next and the export little, and after a change only what depends on it is done again.
"""

from __future__ import annotations

import json
import re
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from teiedit.errors import TypesetError

MAIN: Final = "main.typ"
_TEXTS: Final = (".typ", ".json")
_NO_GLYPH: Final = "could not be displayed"
_STANDARD: Final = re.compile(r"(?:PDF/\S+ )+error: ")
_PLACE: Final = re.compile(r"┌─ (?:\S*/)?(\S+\.typ):(\d+):\d+")
# A line of the source that is text of the document and nothing else; the shortest are everywhere.
_LITERAL: Final = re.compile(r'"(?:[^"\\]|\\["\\]){4,}"')
_AROUND: Final = 400
# The folder of the job says nothing to who wrote the file that names another.
_SEARCHED: Final = re.compile(r" \(searched at \S*/teiedit-[^/]+/(?:own/)?(.+?)\)$")
_PACKAGE: Final = re.compile(rb'(?:import|include)\s*"(@[^"]*)"')
# A layout that so many compilations in a row made no use of is forgotten by the next.
# Source: github.com/messense/typst-py, src/compiler.rs, `comemo::evict(10)`.
_KEPT_FOR: Final = 10
# So many bytes of source may be remembered besides what is set; in layouts they are five hundred times as much.
_REMEMBERED: Final = 1_000_000


class NotConformingError(TypesetError):
    """The document can be set, but not as the standards of archives want it."""


class GlyphsMissing(Exception):  # noqa: N818 - a signal between two attempts, not an error
    """Nothing but fonts stands in the way; the text is Typst's, with lines of the source."""


@dataclass(slots=True)
class _Memory:
    """What Typst remembers in this process: bytes of source set, and compilations since the last setting began."""

    size: int = 0
    compilations: int = 0


_memory = _Memory()


def make_room(size: int) -> None:
    """Let Typst forget, where it remembers much, all but the last setting, which may be of the same document.

    Ten versions of a book of 400 pages are 3 GB, and new memory costs a system more than the layout of a page.

    Args:
        size: of the source that is set next, in bytes.
    """
    if _memory.size + size > _REMEMBERED:
        with open_world({MAIN: b""}) as empty:
            for _ in range(_memory.compilations + 1, _KEPT_FOR if _memory.size else 0):
                empty.pdf(())
        _memory.size = 0
    _memory.size += size
    _memory.compilations = 0


@dataclass(frozen=True, slots=True)
class World:
    """All that one compilation sees.

    Attributes:
        folder: of this job alone; what has no place in `texts`, images that is, is read from there.
        texts: files of code and data by their path; `main.typ` is what is compiled.
        font_folders: folders with fonts beside the compiler's own.
        inputs: what the source finds in `sys.inputs`.
    """

    folder: Path
    texts: Mapping[str, bytes]
    font_folders: tuple[Path, ...] = ()
    inputs: Mapping[str, str] = field(default_factory=dict)

    def ask(self, expression: str) -> Any:
        """Lay the document out, if it is not yet, and evaluate a Typst expression in it.

        Raises:
            TypesetError: the source does not compile.
        """
        import typst  # noqa: PLC0415 - 50 MB that only a PDF needs

        self._refuse_packages()
        try:
            return json.loads(typst.eval(dict(self.texts), expression, **self._surroundings()))
        except RuntimeError as error:
            # It does not say where; a compilation does.
            self.pdf(())
            raise TypesetError(_unread(error)) from None

    def pdf(self, standards: Sequence[str]) -> tuple[bytes, tuple[str, ...]]:
        """Compile to PDF; return it and what Typst warns of.

        Raises:
            GlyphsMissing: only fonts stand in the way.
            NotConformingError: what the standards ask does.
            TypesetError: something else does.
        """
        import typst  # noqa: PLC0415 - see ask

        wanted: list[Any] = list(standards)
        self._refuse_packages()
        _memory.compilations += 1
        try:
            pdf, warnings = typst.compile_with_warnings(
                dict(self.texts), format="pdf", timestamp=0, pdf_standards=wanted, **self._surroundings()
            )
        except typst.TypstError as error:
            if _NO_GLYPH in error.message:
                raise GlyphsMissing(error.diagnostic) from None
            if _STANDARD.match(error.message):
                raise NotConformingError(_said(error)) from None
            refused = TypesetError(_sentence(error))
            refused.near = self._near(error.diagnostic or "")
            raise refused from None
        except RuntimeError as error:
            raise TypesetError(_unread(error)) from None
        return bytes(pdf), tuple(one.message for one in warnings)

    def _near(self, diagnostic: str) -> str:
        """Find the text that stands by the place of a mistake: a mistake of the template is traced to its caller."""
        for name, line in _PLACE.findall(diagnostic):
            lines = self.texts.get(name, b"").decode(errors="replace").split("\n")
            at = int(line) - 1
            around = (*lines[at : at + _AROUND], *reversed(lines[max(0, at - _AROUND) : at]))
            found = next((one for one in around if _LITERAL.fullmatch(one)), "")
            if found:
                return str(json.loads(found))
        return ""

    def _surroundings(self) -> dict[str, Any]:
        nowhere = str(self.folder / "none")
        return {
            "root": str(self.folder),
            "package_path": nowhere,
            "package_cache_path": nowhere,
            "ignore_system_fonts": True,
            "font_paths": _fonts(self.font_folders),
            "sys_inputs": dict(self.inputs),
        }

    def _refuse_packages(self) -> None:
        """Refuse what Typst would fetch over the network; in what the stylesheet writes there can be no import."""
        for name, data in self.texts.items():
            found = _PACKAGE.search(data) if name.endswith(".typ") else None
            if found:
                msg = f"{name} imports {found[1].decode(errors='replace')}, and packages are not fetched"
                raise TypesetError(msg)


@contextmanager
def open_world(
    files: Mapping[str, bytes], font_folders: tuple[Path, ...] = (), inputs: Mapping[str, str] | None = None
) -> Iterator[World]:
    """Give the compiler files, for as long as the block lasts.

    Raises:
        TypesetError: a name cannot be one.
    """
    with tempfile.TemporaryDirectory(prefix="teiedit-") as folder:
        texts: dict[str, bytes] = {}
        for name, data in files.items():
            # Typst takes nothing but text from memory.
            if name.endswith(_TEXTS):
                texts[name] = data
            else:
                _write(Path(folder) / name, data)
        yield World(Path(folder), texts, font_folders, inputs or {})


def _write(path: Path, data: bytes) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    except OSError as error:
        msg = f"the file {path.name[:60]} cannot be given to Typst: {error.strerror or error}"
        raise TypesetError(msg) from None


@lru_cache(maxsize=8)
def font_families(folders: tuple[Path, ...] = ()) -> frozenset[str]:
    """Return the names of the fonts that there are: the compiler's own, and those of folders."""
    return frozenset(_fonts(folders).families())


def _fonts(folders: tuple[Path, ...]) -> Any:
    import typst  # noqa: PLC0415 - see World.ask

    return typst.Fonts(include_system_fonts=False, font_paths=[str(folder) for folder in folders])


def _unread(error: RuntimeError) -> str:
    return f"Typst could not read what it was given: {error}"


def _sentence(error: Any) -> str:
    return f"Typst could not set the document: {_said(error)}"


def _said(error: Any) -> str:
    where = re.search(r"┌─ (?:\S*/)?(\S+\.typ:\d+:\d+)", error.diagnostic or "")
    hints = f" ({'; '.join(error.hints)})" if error.hints else ""
    at = f" at {where.group(1)}" if where else ""
    message = _SEARCHED.sub(r": \1", error.message)
    return f"{message}{at}{hints}"
