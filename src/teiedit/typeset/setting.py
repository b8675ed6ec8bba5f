"""Set a document: laid out, looked at, laid out again until what it says of itself is true; then written as PDF."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from teiedit.typeset import planning
from teiedit.typeset.archive import STANDARDS, Attachment, attached
from teiedit.typeset.compiler import MAIN, GlyphsMissing, NotConformingError, World, make_room, open_world
from teiedit.typeset.glyphs import clusters, stand_in, stand_ins
from teiedit.typeset.softening import softened

PLAN: Final = "plan.json"
_DESIGN: Final = "design.json"
_MOST_LAYOUTS: Final = 3
_NOT_CONVERGED: Final = "did not converge within"
# Where each footnote is called and where it begins; the template leaves these marks. One that is called in a note has a
# call behind that note as well, which the one in it overrides.
_NOTE_PAGES: Final = (
    "(query(<te-call>) + query(<te-inner-call>), query(<te-note>))"
    ".map(marks => marks.map(mark => (mark.value, mark.location().page())))"
)


@dataclass(frozen=True, slots=True)
class TypesetOptions:
    """How to set.

    Attributes:
        font_folders: folders with fonts beside the compiler's own, tried for characters that those lack.
        archival: `a-2a`, `a-3a` or `none`: tagged and self-contained, as PDF/UA-1 and PDF/A ask, or as it comes.
        attachments: these files; only PDF/A-3a has them.
    """

    font_folders: tuple[Path, ...] = ()
    archival: str = "a-2a"
    attachments: tuple[Attachment, ...] = ()


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
        unsettled: what was still moving when the last layout was made: anchors of notes and entries, or "" for the
            document as a whole.
        amiss: why the PDF does not keep the standards of archives, if it does not.
    """

    pdf: bytes
    displaced: tuple[Displaced, ...] = ()
    absent: tuple[str, ...] = ()
    unsettled: tuple[str, ...] = ()
    amiss: str = ""


def typeset(
    source: str,
    files: Mapping[str, bytes],
    *,
    parts: Mapping[str, str] | None = None,
    options: TypesetOptions | None = None,
) -> Typeset:
    """Set a document.

    Args:
        source: Typst code that may name the files and parts and nothing else.
        files: by their path relative to the source. One of them may be the plan of an earlier layout, `plan.json`.
        parts: more Typst code by its path, such as the documents of a volume.
        options: how.

    Raises:
        TypesetError: the source does not compile; the message says why and where in it.
    """
    options = options or TypesetOptions()
    sources = {MAIN: softened(source), **{name: _softened_part(text) for name, text in (parts or {}).items()}}
    make_room(sum(map(len, sources.values())))
    try:
        return _set(sources, files, options)
    except GlyphsMissing:
        return _without_glyphs(sources, files, options)


@lru_cache(maxsize=256)
def _softened_part(text: str) -> str:
    """Soften a document of a volume; all but one are often as they were when the volume was set before."""
    return softened(text)


def _set(
    sources: Mapping[str, str], files: Mapping[str, bytes], options: TypesetOptions, absent: tuple[str, ...] = ()
) -> Typeset:
    code, carried = attached(options.attachments if options.archival == "a-3a" else ())
    texts = {name: text.encode() for name, text in sources.items()}
    # After the text: before it, Typst would begin with an empty paragraph.
    texts[MAIN] += code.encode()
    inputs = {"absent": stand_ins(absent)} if absent else {}
    everything = {PLAN: json.dumps(planning.first(sources.values())).encode(), **files, **carried, **texts}
    with open_world(everything, options.font_folders, inputs) as world:
        settled, answer, unsettled = _with_fewest_displaced(world)
        try:
            pdf, warnings = settled.pdf(STANDARDS[options.archival])
            amiss = ""
        except NotConformingError as error:
            # Better a PDF that no archive takes than none.
            pdf, warnings = settled.pdf(())
            amiss = error.message
    if not unsettled and any(_NOT_CONVERGED in one for one in warnings):
        unsettled = ("",)
    return Typeset(pdf, _displaced(*answer["notes"]), absent, unsettled, amiss)


def _with_fewest_displaced(world: World) -> tuple[World, Any, tuple[str, ...]]:
    """Lay out; where the design lets no page end with the first line of a paragraph, unless that parts notes."""
    kept = _settled(world)
    design = json.loads(world.texts.get(_DESIGN, b"{}"))
    parted = len(_displaced(*kept[1]["notes"]))
    if not parted or design.get("text", {}).get("orphans", True):
        return kept
    free = _settled(replace(world, inputs={**world.inputs, "orphans": "free"}))
    return free if len(_displaced(*free[1]["notes"])) < parted else kept


def _settled(world: World) -> tuple[World, Any, tuple[str, ...]]:
    """Lay out until the plan that a layout gives rise to is the one that it was made from, or there is no time left."""
    plan = json.loads(world.texts[PLAN])
    question = f"(plan: {planning.QUERY}, notes: {_NOTE_PAGES})"
    for _ in range(_MOST_LAYOUTS):
        answer = world.ask(question)
        drawn = planning.plan({"plan": plan, **answer["plan"]})
        if drawn == plan:
            return world, answer, ()
        before, plan = plan, drawn
        last = world
        world = replace(world, texts={**world.texts, PLAN: json.dumps(plan).encode()})
    return last, answer, planning.unsettled(before, plan)


def _displaced(calls: list[list[Any]], notes: list[list[Any]]) -> tuple[Displaced, ...]:
    """Compare the page of every footnote with the page of its call."""
    begins: dict[str, int] = dict(map(tuple, notes))
    called: dict[str, int] = dict(map(tuple, calls))
    pages = ((anchor, page, begins.get(anchor, page)) for anchor, page in called.items())
    return tuple(Displaced(anchor, call, note) for anchor, call, note in pages if call != note)


def _without_glyphs(sources: Mapping[str, str], files: Mapping[str, bytes], options: TypesetOptions) -> Typeset:
    absent = _absent("".join(sources.values()), options)
    shown = {name: stand_in(text, absent) for name, text in sources.items()}
    try:
        return _set(shown, files, options, absent)
    except GlyphsMissing:
        # A combination that only shaping brings about: better a PDF with an empty box than none.
        done = _set(shown, files, replace(options, archival="none"), absent)
        return replace(done, amiss="characters are put together for which no font has a glyph")


def _absent(text: str, options: TypesetOptions) -> tuple[str, ...]:
    """Find what no font can show, by setting every different character of a text on a line of its own."""
    characters = sorted({one for one in text if one > "\x7e"})
    candidates = [*characters, *sorted(set(clusters(text)))]
    lines = ['#set document(title: "glyphs")', '#set text(font: "Libertinus Serif")']
    lines += [f'#{{"{one}"}}' for one in candidates]
    # Empty lines between: a character must not be shaped together with the next.
    try:
        with open_world({MAIN: "\n\n".join(lines).encode()}, options.font_folders) as probe:
            probe.pdf(STANDARDS["a-2a"])
    except GlyphsMissing as missing:
        numbers = {int(number) for number in re.findall(rf"{re.escape(MAIN)}:(\d+):", str(missing))}
        found = [candidates[(number - 5) // 2] for number in sorted(numbers)]
    else:
        found = []
    single = {one for one in found if len(one) == 1}
    return tuple(one for one in found if one in single or not single.intersection(one))
