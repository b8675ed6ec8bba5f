"""Make the PDF of a whole edition: chapters, each styled by itself, bound into one book."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

from lxml import etree

from teiedit import codes, transform
from teiedit.errors import TypesetError
from teiedit.namespaces import ANNOTATION, XML_LANG
from teiedit.publish.glyph_places import unnamed
from teiedit.publish.layers import layered_stylesheet
from teiedit.publish.pdf import ENTRY, Styled, TypstParameters, shortcomings
from teiedit.publish.press import Press
from teiedit.publish.product import stylesheet_parameters
from teiedit.transform import Message
from teiedit.typeset import TypesetOptions, typeset
from teiedit.volume_settings import VolumeSettings

# Lines of the code that the stylesheet writes between a chapter, its notes, and what the volume gathers from it.
_NOTES: Final = "\n// te:notes\n"
_PART: Final = "\n// te:part\n"
# What of the settings the stylesheet is told as it stands.
_SAID: Final = ("subtitle", "place", "publisher", "date", "version", "licence", "identifier", "colophon")


@dataclass(frozen=True, slots=True)
class Group:
    """Documents in their order, below the title of a part, or of none."""

    title: str
    documents: tuple[Path, ...]


@dataclass(frozen=True, slots=True)
class VolumePlan:
    """What is in a volume, and where.

    Attributes:
        settings: the table [volume].
        title: of the volume.
        groups: its documents.
        front, back: what stands before and after them.
    """

    settings: VolumeSettings
    title: str
    groups: tuple[Group, ...]
    front: tuple[Path, ...] = ()
    back: tuple[Path, ...] = ()

    @property
    def paths(self) -> tuple[Path, ...]:
        """All files, each once, in the order of the volume."""
        return (*self.front, *(path for group in self.groups for path in group.documents), *self.back)

    @property
    def prefixes(self) -> Mapping[Path, str]:
        """What the addresses of each file begin with; it says where in the volume the file stands."""
        count = len(str(len(self.paths)))
        return {path: f"d{number:0{max(3, count)}}." for number, path in enumerate(self.paths, 1)}

    @property
    def levels_above(self) -> int:
        """How many levels of headings are above those of a document."""
        return int(any(group.title for group in self.groups))


@dataclass(frozen=True, slots=True)
class Chapter:
    """A document as code, ready to be bound.

    Attributes:
        prefix: of its addresses.
        path: of the document.
        code: of its text.
        notes: code of the notes that stand at the end of the volume, or empty.
        part: `te:part` as XML: what the volume gathers from it.
        images: that the code names.
    """

    prefix: str
    path: Path
    code: str
    notes: str = ""
    part: str = ""
    images: Mapping[str, bytes] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """The name of its code among the files that the compiler sees."""
        return f"{self.prefix}typ"

    @property
    def name_of_notes(self) -> str:
        """The name of the code of its notes."""
        return f"n{self.prefix[1:]}typ"


@dataclass(frozen=True, slots=True)
class Bound:
    """The PDF of a volume, and what was found, by the documents that it was found in."""

    pdf: bytes
    findings: Mapping[Path, tuple[Message, ...]]


def chapter_of(made: Styled, path: Path, prefix: str) -> Chapter:
    """Take apart what the stylesheet wrote of a document that has a prefix."""
    code, _, part = made.code.rpartition(_PART)
    text, _, notes = code.partition(_NOTES)
    return Chapter(prefix, path, text, notes, part, made.images)


def bind(
    plan: VolumePlan,
    chapters: Sequence[Chapter],
    parameters: TypstParameters,
    press: Press,
    options: TypesetOptions,
) -> Bound:
    """Make the book.

    Args:
        plan: where everything stands.
        chapters: all of its documents.
        parameters: of the stylesheet that writes what is around the chapters.
        press: the design.
        options: of the compiler.

    Raises:
        TransformError: the stylesheet failed.
        TypesetError: the compiler did; the message names the document.
    """
    by_path = {one.path: one for one in chapters}
    volume = _volume(plan, by_path, parameters)
    node = transform.parse(volume, Path("/volume").as_uri())
    around = layered_stylesheet(ENTRY, press.stylesheet).run(node, stylesheet_parameters(parameters))
    files = dict(press.files())
    parts: dict[str, str] = {}
    for one in chapters:
        files.update(one.images)
        parts[one.name] = one.code
        if one.notes:
            parts[one.name_of_notes] = one.notes
    try:
        done = typeset(str(around.value), files, parts=parts, options=options)
    except TypesetError as error:
        raise TypesetError(_with_document(str(error), chapters)) from error
    return Bound(done.pdf, _by_document(shortcomings(done), chapters))


def _volume(plan: VolumePlan, chapters: Mapping[Path, Chapter], parameters: TypstParameters) -> bytes:
    """Return `te:volume`: what the settings say, which files come where, and the parts."""
    settings = plan.settings
    said = {name: str(getattr(settings, name)) for name in (*_SAID, "contents")}
    volume = _element("volume", title=plan.title, **said)
    if parameters.words is not None:
        volume.set(XML_LANG, parameters.words.language)
    volume.extend(_element("editor", name=name) for name in settings.editors)
    for name, paths in (("front", plan.front), ("back", plan.back)):
        place = etree.SubElement(volume, _tag(name))
        place.extend(_file(chapters[path]) for path in paths)
    for group in plan.groups:
        place = _element("group", **({"title": group.title} if group.title else {}))
        place.extend(_file(chapters[path]) for path in group.documents)
        volume.append(place)
    notes = etree.SubElement(volume, _tag("notes"))
    in_order = [chapters[path] for path in plan.paths]
    notes.extend(_element("file", name=one.name_of_notes, prefix=one.prefix) for one in in_order if one.notes)
    volume.extend(etree.fromstring(one.part.encode(), etree.XMLParser(huge_tree=True)) for one in in_order if one.part)
    return etree.tostring(volume, encoding="utf-8")


def _file(chapter: Chapter) -> etree._Element:
    return _element("file", name=chapter.name, prefix=chapter.prefix)


def _element(name: str, /, **attributes: str) -> etree._Element:
    element = etree.Element(_tag(name), nsmap={"te": ANNOTATION})
    for key, value in attributes.items():
        element.set(key, value)
    return element


def _tag(name: str) -> str:
    return f"{{{ANNOTATION}}}{name}"


def _with_document(said: str, chapters: Iterable[Chapter]) -> str:
    """Name the document in place of the file that its code was in."""
    found = next((one for one in chapters if f"{one.name}:" in said or f"{one.name_of_notes}:" in said), None)
    return f"{found.path}: {said}" if found else said


def _by_document(messages: Iterable[Message], chapters: Sequence[Chapter]) -> Mapping[Path, tuple[Message, ...]]:
    """Give each message to the document that it is about: by its anchor, else by the characters that it names."""
    found: dict[Path, tuple[Message, ...]] = {}
    for message in messages:
        for chapter, own in _owners(message, chapters):
            found[chapter.path] = (*found.get(chapter.path, ()), own)
    return found


def _owners(message: Message, chapters: Sequence[Chapter]) -> Iterator[tuple[Chapter, Message]]:
    if message.code == codes.GLYPH_MISSING.id:
        text = unnamed(message.subject)
        yield from ((one, message) for one in chapters if text in one.code or text in one.notes)
        return
    prefix, dot, anchor = message.path.removeprefix("#").partition(".")
    chapter = next((one for one in chapters if dot and one.prefix == prefix + dot), chapters[0])
    own = replace(message, path=f"#{anchor}") if chapter.prefix == prefix + dot else message
    yield chapter, own
