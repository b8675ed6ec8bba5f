"""What a worker process does: read one document again and make its outputs.

Stylesheets run in a process of their own because some documents can end it (XSLT on tens of thousands of levels,
memory exhausted) in ways that Python cannot catch.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Final
from urllib.parse import quote

from teiedit import transform
from teiedit.config import Format
from teiedit.diagnostics import Diagnostic
from teiedit.document import Document, read_document
from teiedit.errors import TransformError, TypesetError
from teiedit.languages import Words, load_words, words_of
from teiedit.publish import passes
from teiedit.publish.citation import Publication, citation_parts, citations_of_parts, read_citation
from teiedit.publish.diagnoses import diagnose
from teiedit.publish.html import (
    HtmlParameters,
    HtmlProduct,
    IndexParameters,
    PageOptions,
    to_html,
    to_index,
)
from teiedit.publish.images import read_images
from teiedit.publish.jobs import INDEX_NAME, Job, Made, Workshop, result_name
from teiedit.publish.layers import layered_stylesheet
from teiedit.publish.near import place_of
from teiedit.publish.page import Frame, read_template
from teiedit.publish.passes import Counts, Listing, href
from teiedit.publish.pdf import produce, styled
from teiedit.publish.printing import Printing
from teiedit.publish.product import Product
from teiedit.publish.tei import to_tei
from teiedit.publish.text import TextParameters, to_text
from teiedit.publish.themes import page_css, page_script, start_script
from teiedit.publish.volume import Chapter, bind, chapter_of
from teiedit.resources import stylesheet
from teiedit.signs import Signs, signs_named
from teiedit.transform import Node

if TYPE_CHECKING:
    from teiedit.publish.verify.check import PageFacts

_workshop: Workshop | None = None
_unusable: TransformError | None = None


def open_workshop(workshop: Workshop) -> None:
    """Prepare this process: compile every stylesheet before any runs."""
    global _workshop, _unusable  # noqa: PLW0603 - a process pool has no other way to hand something to its workers
    _workshop, _unusable = workshop, None
    _bound.cache_clear()
    _registers.cache_clear()
    _entries.cache_clear()
    _frame.cache_clear()
    passes.preload(_needed(workshop))
    try:
        if "html" in workshop.config.formats:
            layered_stylesheet("html.xsl", _layer(workshop))
        if "pdf" in workshop.config.formats or workshop.volume:
            layered_stylesheet("typst.xsl", Printing(workshop).press.stylesheet)
    except TransformError as error:
        # A process that cannot be prepared ends without saying why: it is told by the first document.
        _unusable = error


def _needed(workshop: Workshop) -> list[str]:
    """Name the stylesheets that run in this build; a layer of the edition's own is compiled with that of pages."""
    formats = workshop.config.formats
    wanted = {"html.xsl": "html" in formats and not workshop.config.stylesheet, "index.xsl": workshop.index}
    wanted |= {
        "typst.xsl": ("pdf" in formats or workshop.volume is not None) and not workshop.config.print.stylesheet,
        "text.xsl": "txt" in formats,
    }
    return [name for name, is_wanted in wanted.items() if is_wanted]


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
    words = _words(document)
    signs = signs_named(workshop.config.signs, workshop.root).worded(words.entries)
    annotated = passes.annotate(document, _entries(), workshop.config.notes, signs, job.numbering)
    node = annotated.node
    images = read_images(document)
    files: dict[str, bytes] = {}
    findings = dict.fromkeys(diagnose(document, annotated.messages))
    facts: tuple[PageFacts, ...] = ()
    pages: dict[str, frozenset[str]] = {}
    for kind in job.formats:
        if kind == "html":
            made = _html(document, node, job, images, words)
            files.update(made.files)
            if len(made.pages) > 1:
                pages = {quote(one.name): one.ids for one in made.pages}
            if workshop.pages is not None:
                wrong, facts = _verified(document, made, workshop.pages)
                findings.update(dict.fromkeys(wrong))
            findings.update(dict.fromkeys(diagnose(document, made.findings)))
            continue
        if kind == "pdf":
            product = _pdf(document, node, job, images, words)
            if workshop.pages is not None:
                findings.update(dict.fromkeys(_printed(document, product.content, signs)))
        else:
            product = to_tei(document) if kind == "tei" else to_text(node, TextParameters(workshop.config.view, words))
        files[result_name(job.name, kind)] = product.content
        findings.update(dict.fromkeys(diagnose(document, product.findings)))
    chapter = None
    if job.prefix:
        printing = _printing()
        made_of_it = styled(node, printing.parameters_of_chapter(job, words), images, printing.press)
        chapter = chapter_of(made_of_it, job.path, job.prefix)
        findings.update(dict.fromkeys(diagnose(document, made_of_it.findings)))
    return Made(files, tuple(findings), facts, pages, chapter)


def count(job: Job) -> Counts:
    """Count the notes of a document, for the one that comes after it in a volume."""
    return passes.count_notes(_read(job.path, job.within), _open().config.notes)


def make_volume(chapters: Sequence[Chapter], jobs: Sequence[Job]) -> Made:
    """Bind the chapters of the volume.

    Args:
        chapters: what `make` gave.
        jobs: of the documents; each is read again if there is something to say of it.

    Raises:
        TransformError, TypesetError: it could not be made.
    """
    workshop = _open()
    plan = workshop.volume
    if plan is None:
        msg = "there is no volume to be made"
        raise TransformError(msg)
    config = workshop.config
    words = load_words((config.language,) if config.language else config.languages, _own_words(workshop))
    within = {job.path: job.within for job in jobs}
    printing = _printing()
    options = printing.options(((job, _read(job.path, job.within)) for job in jobs), words)
    bound = bind(plan, chapters, printing.parameters(words), printing.press, options)
    found = [one for path, messages in bound.findings.items() for one in diagnose(_read(path, within[path]), messages)]
    return Made({result_name(plan.settings.name, "pdf"): bound.pdf}, tuple(dict.fromkeys(found)))


def _verified(
    document: Document, made: HtmlProduct, edition: Mapping[Path, str]
) -> tuple[tuple[Diagnostic, ...], tuple[PageFacts, ...]]:
    from teiedit.publish.verify.check import check_pages  # noqa: PLC0415 - only a build with --verify needs it

    pages = [(quote(one.name), one.html.encode("utf-8")) for one in made.pages]
    # Of a document that was divided, the last page knows where each anchor is, and has none of its words.
    own = len(pages) - (len(pages) > 1)
    return check_pages(document, pages[:own], edition, pages[own:])


def _printed(document: Document, content: bytes, signs: Signs) -> tuple[Diagnostic, ...]:
    from teiedit.publish.verify.pdf import check_pdf  # noqa: PLC0415 - only a build with --verify needs it

    config = _open().config
    each = frozenset(row.each for row in signs.rows.values() if row.each)
    return check_pdf(document, content, view=config.print.view or config.view, each=each)


def make_index() -> Made:
    """Make the edition's index page."""
    config = _open().config
    words = load_words((config.language,) if config.language else config.languages, _own_words(_open()))
    parameters = IndexParameters(config.languages[0], config.title, words=words)
    content = to_index(_registers(), parameters, _frame(_open())).content
    if _open().pages is None:
        return Made({INDEX_NAME: content})
    from teiedit.publish.verify.check import facts_of  # noqa: PLC0415 - only a build with --verify needs it

    return Made({INDEX_NAME: content}, facts=(facts_of(INDEX_NAME, content),))


def _open() -> Workshop:
    if _workshop is None:
        msg = "the worker was not prepared"
        raise TransformError(msg)
    if _unusable is not None:
        raise TransformError(str(_unusable))
    return _workshop


@lru_cache(maxsize=1)
def _bound() -> list[tuple[Document, Listing]]:
    return [(_read(path, within), listing) for path, within, listing in _open().registers]


@lru_cache(maxsize=1)
def _registers() -> Node:
    workshop = _open()
    return passes.bind_registers(_bound(), workshop.documents, INDEX_NAME if workshop.index else "")


@lru_cache(maxsize=1)
def _entries() -> dict[str, str]:
    return passes.entries_of(_bound())


def _read(path: Path, within: Path) -> Document:
    document = read_document(path, within=within).document
    if document is None:
        msg = f"{path} changed while it was being published"
        raise TransformError(msg)
    return document


def _own_words(workshop: Workshop) -> Path | None:
    return workshop.root / workshop.config.words if workshop.config.words else None


def _words(document: Document) -> Words:
    workshop = _open()
    config = workshop.config
    return words_of(document.root, config.languages, fixed=config.language, own=_own_words(workshop))


def _layer(workshop: Workshop) -> Path | None:
    return workshop.root / workshop.config.stylesheet if workshop.config.stylesheet else None


def _printing() -> Printing:
    return Printing(_open(), _registers())


def _pdf(document: Document, node: Node, job: Job, images: dict[str, bytes], words: Words) -> Product:
    printing = _printing()
    options = printing.options([(job, document)], words)
    try:
        return produce(node, printing.parameters(words), images, options, printing.press)
    except TypesetError as error:
        place = place_of(document, error.near)
        msg = f"{place.path}{f':{place.line}:{place.column}' if place.line else ''}: {error}"
        raise TypesetError(msg) from error


@lru_cache(maxsize=1)
def _frame(workshop: Workshop) -> Frame:
    config = workshop.config
    more = (workshop.root / config.css).read_text(encoding="utf-8", errors="replace") if config.css else ""
    template = workshop.root / config.template if config.template else stylesheet("html/page.html")
    return Frame(
        read_template(template.read_bytes()),
        page_css(config.accent, more, theme=config.theme, root=workshop.root),
        start_script(),
        page_script(),
    )


# By MIME type, as pages link to them.
_FILES: Final[Mapping[Format, str]] = {"tei": "application/tei+xml", "pdf": "application/pdf", "txt": "text/plain"}


def _citation(document: Document, job: Job, words: Words) -> Node:
    config = _open().config
    page = href(job.name, "html")
    address = f"{config.address.rstrip('/')}/{page}" if config.address else ""
    files = tuple((mime, quote(result_name(job.name, kind))) for kind, mime in _FILES.items() if kind in job.formats)
    publication = Publication(config.title, address, page, files)
    citation, parts = read_citation(document, publication), citations_of_parts(document, publication)
    return transform.parse(citation_parts(citation, words.entries, parts), (job.path.parent / "citation").as_uri())


def _html(document: Document, node: Node, job: Job, images: dict[str, bytes], words: Words) -> HtmlProduct:
    workshop = _open()
    config = workshop.config
    parameters = HtmlParameters(
        view=config.view,
        registers=_registers(),
        language=config.languages[0],
        edition_title=config.title,
        address=config.address,
        file_name=href(job.name, "html"),
        citation=_citation(document, job, words),
        words=words,
    )
    options = PageOptions(_frame(workshop), job.name, config.split, workshop.names, _layer(workshop))
    try:
        return to_html(node, parameters, images, options)
    except TransformError as error:
        msg = f"{job.path}: {error}"
        raise TransformError(msg) from error
