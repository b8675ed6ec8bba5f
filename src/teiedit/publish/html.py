"""One annotated document to its HTML pages, and the edition's index page."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Final

from teiedit import transform
from teiedit.config import Split
from teiedit.languages import Words
from teiedit.publish.images import place_images
from teiedit.publish.layers import layered_stylesheet
from teiedit.publish.page import Frame, Page, assemble, read_template
from teiedit.publish.product import Product, stylesheet_parameters
from teiedit.resources import stylesheet
from teiedit.transform import Message, Node

ENTRY: Final = "html.xsl"


@dataclass(frozen=True, slots=True)
class HtmlParameters:
    """The parameters of `xslt/html-core.xsl`, one for one; `_` here is `-` there."""

    view: str = "reading"
    registers: Node | None = None
    language: str = "en"
    edition_title: str = ""
    address: str = ""
    file_name: str = ""
    image_prefix: str = ""
    citation: Node | None = None
    words: Words | None = None


@dataclass(frozen=True, slots=True)
class IndexParameters:
    """The parameters of `xslt/index.xsl`, one for one."""

    language: str = "en"
    edition_title: str = ""
    words: Words | None = None


@dataclass(frozen=True, slots=True)
class PageOptions:
    """How the pages of a document are made, beyond what its stylesheet is told.

    Attributes:
        frame: the template with style and script.
        name: of the document's results, without an ending.
        split: whether and where the document is divided.
        others: the names of the edition's other results, which no page takes.
        layer: a stylesheet whose templates come before ours.
    """

    frame: Frame | None = None
    name: str = "document"
    split: Split = "none"
    others: Iterable[str] = ()
    layer: Path | None = None


@dataclass(frozen=True, slots=True)
class HtmlProduct:
    """The pages of a document in its order, the images that they need beside them, and what was found on the way.

    Where the document was divided, the last page is not part of it: it knows where each anchor is.
    """

    pages: tuple[Page, ...]
    images: Mapping[str, bytes] = field(default_factory=dict)
    findings: tuple[Message, ...] = ()

    @property
    def content(self) -> bytes:
        """The first page."""
        return self.pages[0].html.encode("utf-8")

    @property
    def files(self) -> dict[str, bytes]:
        """All that is to be written, by name."""
        return {**{one.name: one.html.encode("utf-8") for one in self.pages}, **self.images}


def to_html(
    node: Node, parameters: HtmlParameters, images: Mapping[str, bytes], options: PageOptions | None = None
) -> HtmlProduct:
    """Make the pages of an annotated document.

    Args:
        node: what `teiedit.publish.passes.annotate` gave.
        parameters: of the stylesheet; `image_prefix` is set here.
        images: as `teiedit.publish.images.read_images` gives them.
        options: of the pages; without, the document is one page that has no style.

    Raises:
        TransformError: the stylesheet failed.
    """
    options = options or PageOptions()
    # Of the images' own bytes, so that no text comes to hold it by accident.
    digest = hashlib.sha256(b"\0".join(images.values())).hexdigest()
    prefix = f"teiedit-image-{digest}:" if images else ""
    given = stylesheet_parameters(parameters)
    result = layered_stylesheet(ENTRY, options.layer).run(node, {**given, "image-prefix": prefix})
    pages = assemble(
        result.value, options.frame or plain_frame(), options.name, split=options.split, others=options.others
    )
    if not images:
        return HtmlProduct(pages, findings=result.messages)
    pages, files = place_images(pages, prefix, images)
    return HtmlProduct(pages, files, result.messages)


def to_index(registers: Node, parameters: IndexParameters, frame: Frame | None = None) -> Product:
    """Make the edition's index page from what `teiedit.publish.passes.bind_registers` gave.

    Raises:
        TransformError: the stylesheet failed.
    """
    result = transform.compile_stylesheet(stylesheet("index.xsl")).run(registers, stylesheet_parameters(parameters))
    page = assemble(result.value, frame or plain_frame(), "index")[0]
    return Product(page.html.encode("utf-8"), result.messages)


@lru_cache(maxsize=1)
def plain_frame() -> Frame:
    """Return the built-in template without style and script."""
    return Frame(read_template(stylesheet("html/page.html").read_bytes()))
