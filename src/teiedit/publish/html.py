"""One annotated document to one self-contained HTML page, and the edition's index page."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from teiedit import transform
from teiedit.publish.images import inline_images
from teiedit.publish.product import Product, stylesheet_parameters
from teiedit.resources import stylesheet
from teiedit.transform import Node


@dataclass(frozen=True, slots=True)
class HtmlParameters:
    """The parameters of `xslt/html.xsl`, one for one; `_` here is `-` there."""

    view: str = "reading"
    registers: Node | None = None
    language: str = "en"
    edition_title: str = ""
    address: str = ""
    file_name: str = ""
    css: str = ""
    script: str = ""
    image_prefix: str = ""


@dataclass(frozen=True, slots=True)
class IndexParameters:
    """The parameters of `xslt/index.xsl`, one for one."""

    language: str = "en"
    edition_title: str = ""
    css: str = ""


def page_css(accent: str, more: str = "") -> str:
    """Return the style sheet of a page: ours, the edition's colour, and the edition's own rules.

    `more` is put where no "</style" can end it early.
    """
    own = more.replace("</", r"<\/")
    return f"{_shared('html/teiedit.css')}\n:root {{ --accent: {accent}; }}\n{own}"


def page_script() -> str:
    """Return the script of a page."""
    return _shared("html/teiedit.js")


def to_html(node: Node, parameters: HtmlParameters, images: Mapping[str, bytes]) -> Product:
    """Make the page of an annotated document.

    Args:
        node: what `teiedit.publish.passes.annotate` gave.
        parameters: of the stylesheet; `image_prefix` is set here.
        images: as `teiedit.publish.images.read_images` gives them.

    Raises:
        TransformError: the stylesheet failed.
    """
    # Of the images' own bytes, so that no text comes to hold it by accident.
    digest = hashlib.sha256(b"\0".join(images.values())).hexdigest()
    prefix = f"teiedit-image-{digest}:" if images else ""
    given = stylesheet_parameters(parameters)
    result = transform.compile_stylesheet(stylesheet("html.xsl")).run(node, {**given, "image-prefix": prefix})
    page = inline_images(result.value, prefix, images) if images else result.value
    return Product(page.encode("utf-8"), result.messages)


def to_index(registers: Node, parameters: IndexParameters) -> Product:
    """Make the edition's index page from what `teiedit.publish.passes.bind_registers` gave.

    Raises:
        TransformError: the stylesheet failed.
    """
    result = transform.compile_stylesheet(stylesheet("index.xsl")).run(registers, stylesheet_parameters(parameters))
    return Product(result.value.encode("utf-8"), result.messages)


@lru_cache(maxsize=4)
def _shared(name: str) -> str:
    return stylesheet(name).read_text(encoding="utf-8")
