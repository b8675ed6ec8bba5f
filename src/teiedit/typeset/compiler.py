"""Set a Typst source into a PDF: the only importer of typst.

The compiler sees the files it is given and no other: no folder of this machine, no package, no system font, no
clock. The same input gives the same bytes. A character that no font has is printed as its code point in a frame.
"""

from __future__ import annotations

import json
import re
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from teiedit.errors import TypesetError
from teiedit.typeset.glyphs import clusters, stand_in, stand_ins

_MAIN: Final = "main.typ"
_PROBE: Final = "probe.typ"
_STANDARDS: Final = ("a-2a", "ua-1")
_NO_GLYPH: Final = "could not be displayed"
# Where each footnote is called and where it begins; the template leaves these marks.
_NOTE_PAGES: Final = (
    "(query(<te-call>), query(<te-note>)).map(marks => marks.map(mark => (mark.value, mark.location().page())))"
)


@dataclass(frozen=True, slots=True)
class TypesetOptions:
    """How to set.

    Attributes:
        font_folders: folders with fonts beside the compiler's own, tried for characters that those lack.
        archival: tagged and self-contained, as PDF/A-2a and PDF/UA-1 ask; what breaks them is an error.
    """

    font_folders: tuple[Path, ...] = ()
    archival: bool = True


@dataclass(frozen=True, slots=True)
class Displaced:
    """A footnote that begins on another page than its call; pages count from 1."""

    anchor: str
    call_page: int
    note_page: int


@dataclass(frozen=True, slots=True)
class Typeset:
    """A PDF, and what a publisher should know of it.

    Attributes:
        pdf: the file.
        displaced: footnotes that begin on another page than their call.
        absent: characters, or characters with their marks, that no font has; their code points are printed.
    """

    pdf: bytes
    displaced: tuple[Displaced, ...] = ()
    absent: tuple[str, ...] = ()


def typeset(source: str, files: Mapping[str, bytes], *, options: TypesetOptions | None = None) -> Typeset:
    """Set a document.

    Args:
        source: Typst code that may name the files and nothing else.
        files: by their path relative to the source.
        options: how.

    Raises:
        TypesetError: the source does not compile; the message says why and where in it.
    """
    with tempfile.TemporaryDirectory(prefix="teiedit-") as folder:
        job = _Job(Path(folder), options or TypesetOptions())
        for name, data in files.items():
            job.put(name, data)
        job.put(_MAIN, source.encode())
        try:
            return Typeset(job.compile(), job.displaced())
        except _GlyphsMissing:
            return _without_glyphs(job, source)


def can_show(name: str, data: bytes) -> bool:
    """Tell whether a file is an image that can be set; a broken one would stop the whole document."""
    source = f'#set document(title: "image")\n#image({json.dumps(name)}, alt: "image")'
    try:
        typeset(source, {name: data})
    except TypesetError:
        return False
    return True


class _GlyphsMissing(Exception):  # noqa: N818 - a signal between two attempts, not an error
    pass


@dataclass(frozen=True, slots=True)
class _Job:
    """A source and its files in a folder of their own, which is all that the compiler can see."""

    folder: Path
    options: TypesetOptions
    absent: tuple[str, ...] = ()

    def put(self, name: str, data: bytes) -> None:
        """Write a file.

        Raises:
            TypesetError: its name cannot be one.
        """
        path = self.folder / name
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        except OSError as error:
            msg = f"the file {name[:60]} cannot be given to Typst: {error.strerror or error}"
            raise TypesetError(msg) from None

    def compile(self, main: str = _MAIN) -> bytes:
        """Compile to PDF.

        Raises:
            _GlyphsMissing: only fonts stand in the way.
            TypesetError: something else does.
        """
        import typst  # noqa: PLC0415 - 50 MB that only a PDF needs

        standards: list[Any] = list(_STANDARDS if self.options.archival else ())
        try:
            pdf = typst.compile(
                str(self.folder / main), format="pdf", timestamp=0, pdf_standards=standards, **self._world()
            )
        except typst.TypstError as error:
            if _NO_GLYPH in error.message:
                raise _GlyphsMissing(error.diagnostic) from None
            raise TypesetError(_sentence(error)) from None
        except RuntimeError as error:
            msg = f"Typst could not read what it was given: {error}"
            raise TypesetError(msg) from None
        return bytes(pdf)

    def displaced(self) -> tuple[Displaced, ...]:
        """Compare the page of every footnote with the page of its call."""
        import typst  # noqa: PLC0415 - see compile

        # The compiler remembers the layout of a moment ago: this costs milliseconds.
        calls, notes = json.loads(typst.eval(str(self.folder / _MAIN), _NOTE_PAGES, **self._world()))
        begins = dict(map(tuple, notes))
        pages = ((anchor, page, begins.get(anchor, page)) for anchor, page in calls)
        return tuple(Displaced(anchor, call, note) for anchor, call, note in pages if call != note)

    def _world(self) -> dict[str, Any]:
        nowhere = str(self.folder)
        return {
            "root": nowhere,
            "package_path": nowhere,
            "package_cache_path": nowhere,
            "ignore_system_fonts": True,
            "font_paths": [str(folder) for folder in self.options.font_folders],
            "sys_inputs": {"absent": stand_ins(self.absent)} if self.absent else {},
        }


def _without_glyphs(job: _Job, source: str) -> Typeset:
    absent = _absent(job, source)
    job.put(_MAIN, stand_in(source, absent).encode())
    second = _Job(job.folder, job.options, absent)
    try:
        return Typeset(second.compile(), second.displaced(), absent)
    except _GlyphsMissing:
        # A combination that only shaping brings about: better a PDF with an empty box than none.
        third = _Job(job.folder, TypesetOptions(job.options.font_folders, archival=False), absent)
        return Typeset(third.compile(), third.displaced(), absent)


def _absent(job: _Job, source: str) -> tuple[str, ...]:
    """Find what no font can show, by setting every different character of the source on a line of its own."""
    characters = sorted({one for one in source if one > "\x7e"})
    candidates = [*characters, *sorted(set(clusters(source)))]
    lines = ['#set document(title: "glyphs")', '#set text(font: "Libertinus Serif")']
    lines += [f'#{{"{one}"}}' for one in candidates]
    # Empty lines between: a character must not be shaped together with the next.
    job.put(_PROBE, "\n\n".join(lines).encode())
    try:
        _Job(job.folder, TypesetOptions(job.options.font_folders)).compile(_PROBE)
    except _GlyphsMissing as missing:
        numbers = {int(number) for number in re.findall(rf"{re.escape(_PROBE)}:(\d+):", str(missing))}
        found = [candidates[(number - 5) // 2] for number in sorted(numbers)]
    else:
        found = []
    single = {one for one in found if len(one) == 1}
    return tuple(one for one in found if one in single or not single.intersection(one))


def _sentence(error: Any) -> str:
    where = re.search(r"┌─ (?:\S*/)?(\S+\.typ:\d+:\d+)", error.diagnostic or "")
    hints = f" ({'; '.join(error.hints)})" if error.hints else ""
    at = f" at {where.group(1)}" if where else ""
    return f"Typst could not set the document: {error.message}{at}{hints}"
