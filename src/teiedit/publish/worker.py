"""What a worker process does: read one document again and make its outputs.

Stylesheets run in a process of their own because some documents can end it (XSLT on tens of thousands of levels,
memory exhausted) in ways that Python cannot catch.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path

from teiedit import codes
from teiedit.config import Config, Format
from teiedit.diagnostics import Diagnostic, Location, Severity, finding
from teiedit.document import Document, read_document
from teiedit.errors import TransformError
from teiedit.publish import passes
from teiedit.publish.anchors import by_anchor
from teiedit.publish.html import HtmlParameters, IndexParameters, page_css, page_script, to_html, to_index
from teiedit.publish.images import read_images
from teiedit.publish.passes import Listing, href
from teiedit.publish.pdf import TypstParameters, produce
from teiedit.publish.product import Product
from teiedit.publish.text import TextParameters, to_text
from teiedit.publish.verify.check import PageFacts, check_page, facts_of
from teiedit.transform import Message, Node
from teiedit.typeset import TypesetOptions

INDEX_NAME = "index.html"

# So many of the characters that no font has are named; a document in another script lacks hundreds.
_NAMED = 5


@dataclass(frozen=True, slots=True)
class Workshop:
    """What all documents of one build have in common.

    Attributes:
        root: the edition's folder.
        config: how it is to look; its view and formats are those of this build.
        registers: paths, each with the folder outside which nothing is read for it, and its listing.
        documents: listings of the others.
        index: whether an index page is made.
        pages: where verification is wanted, the edition's files and the names of their pages; else None.
    """

    root: Path
    config: Config
    registers: tuple[tuple[Path, Path, Listing], ...]
    documents: tuple[Listing, ...]
    index: bool
    pages: Mapping[Path, str] | None = field(default=None, hash=False, compare=False)


@dataclass(frozen=True, slots=True)
class Job:
    """One document and the outputs wanted of it, named without their endings; `within`, nothing else is read for it."""

    path: Path
    within: Path
    name: str
    formats: tuple[Format, ...]


@dataclass(frozen=True, slots=True)
class Made:
    """The files made of one document, by name, what was found, and what other pages need to know of its page."""

    files: dict[str, bytes]
    findings: tuple[Diagnostic, ...] = ()
    page: PageFacts | None = None


_workshop: Workshop | None = None


def open_workshop(workshop: Workshop) -> None:
    """Prepare this process: compile every stylesheet before any runs."""
    global _workshop  # noqa: PLW0603 - a process pool has no other way to hand something to its workers
    _workshop = workshop
    _registers.cache_clear()
    _css.cache_clear()
    passes.preload()


def is_open() -> bool:
    """Tell whether this process was prepared, which is to say that it could be started at all."""
    return _workshop is not None


def make(job: Job) -> Made:
    """Make the outputs of one document.

    Raises:
        InputError: the file can no longer be read.
        TransformError, TypesetError: an output could not be made.
    """
    workshop = _open()
    document = _read(job.path, job.within)
    node = passes.annotate(document, _registers())
    images = read_images(document)
    files: dict[str, bytes] = {}
    findings: dict[Diagnostic, None] = {}
    for kind in job.formats:
        product = _product(kind, node, job, workshop, images)
        files[f"{job.name}.{kind}"] = product.content
        findings.update(dict.fromkeys(_diagnose(document, product.findings)))
    page = None
    if workshop.pages is not None and "html" in job.formats:
        name = href(job.name, "html")
        wrong, page = check_page(document, name, files[f"{job.name}.html"], workshop.pages)
        findings.update(dict.fromkeys(wrong))
    return Made(files, tuple(findings), page)


def make_index() -> Made:
    """Make the edition's index page."""
    config = _open().config
    parameters = IndexParameters(config.languages[0], config.title, _css(_open()))
    content = to_index(_registers(), parameters).content
    return Made({INDEX_NAME: content}, page=facts_of(INDEX_NAME, content) if _open().pages is not None else None)


def _open() -> Workshop:
    if _workshop is None:
        msg = "the worker was not prepared"
        raise TransformError(msg)
    return _workshop


@lru_cache(maxsize=1)
def _registers() -> Node:
    workshop = _open()
    bound = [(_read(path, within), listing) for path, within, listing in workshop.registers]
    return passes.bind_registers(bound, workshop.documents, INDEX_NAME if workshop.index else "")


def _read(path: Path, within: Path) -> Document:
    document = read_document(path, within=within).document
    if document is None:
        msg = f"{path} changed while it was being published"
        raise TransformError(msg)
    return document


@lru_cache(maxsize=1)
def _css(workshop: Workshop) -> str:
    config = workshop.config
    more = (workshop.root / config.css).read_text(encoding="utf-8", errors="replace") if config.css else ""
    return page_css(config.accent, more)


def _product(kind: Format, node: Node, job: Job, workshop: Workshop, images: dict[str, bytes]) -> Product:
    config = workshop.config
    if kind == "html":
        return to_html(
            node,
            HtmlParameters(
                view=config.view,
                registers=_registers(),
                language=config.languages[0],
                edition_title=config.title,
                address=config.address,
                file_name=href(job.name, "html"),
                css=_css(workshop),
                script=page_script(),
            ),
            images,
        )
    if kind == "pdf":
        return produce(
            node,
            TypstParameters(
                view=config.view,
                registers=_registers(),
                paper=config.paper,
                text_size_pt=f"{config.text_size_pt:g}",
                edition_title=config.title,
                accent=config.accent,
            ),
            images,
            TypesetOptions((workshop.root / config.fonts,) if config.fonts else ()),
        )
    return to_text(node, TextParameters(config.view))


def _diagnose(document: Document, messages: tuple[Message, ...]) -> Iterator[Diagnostic]:
    missing = [one.subject for one in messages if one.code == codes.GLYPH_MISSING.id]
    if missing:
        more = f" and {len(missing) - _NAMED} others" if len(missing) > _NAMED else ""
        yield _diagnostic(document, Message(codes.GLYPH_MISSING.id, "", ", ".join(missing[:_NAMED]) + more))
    seen: set[str] = set()
    for message in messages:
        if message.code == codes.GLYPH_MISSING.id:
            continue
        key = message.subject if message.code == codes.UNHANDLED_ELEMENT.id else f"{message.path} {message.subject}"
        if key in seen:
            continue
        seen.add(key)
        yield _diagnostic(document, message)


def _diagnostic(document: Document, message: Message) -> Diagnostic:
    code = codes.by_id(message.code)
    element = document.at_path(message.path) if message.path.startswith("/") else None
    if message.path.startswith("#"):
        element = by_anchor(document, message.path[1:])
    at = document.locate(element) if element is not None else Location(document.path)
    said = {
        codes.UNHANDLED_ELEMENT.id: (
            f"<{message.subject}> is not known to the stylesheet",
            "Its text is shown with the element's name before it; further ones of the same name are not reported.",
        ),
        codes.NOTE_DISPLACED.id: (
            f"a note of the PDF begins on {message.subject}, where its call is",
            "Look at the page; a long note may not fit under its call.",
        ),
        codes.GLYPH_MISSING.id: (
            f"the fonts of the PDF lack {message.subject}",
            "The PDF shows the character's number instead; name a folder of fonts that have it in look.fonts.",
        ),
        codes.MISSING_FILE.id: (
            f'the image "{message.subject}" cannot be shown in the PDF',
            "Use PNG, JPEG, GIF or SVG.",
        ),
    }
    sentence, hint = said.get(message.code, (message.subject, ""))
    # Whatever is said here is said of a result that stands: an error would have kept it from being written.
    return replace(finding(code, sentence, at, hint=hint), severity=min(code.severity, Severity.WARNING))
