"""One annotated document to plain text."""

from __future__ import annotations

from dataclasses import dataclass

from teiedit import transform
from teiedit.languages import Words
from teiedit.publish.product import Product, stylesheet_parameters
from teiedit.resources import stylesheet
from teiedit.transform import Node


@dataclass(frozen=True, slots=True)
class TextParameters:
    """The parameters of `xslt/text.xsl`, one for one.

    Attributes:
        view: `reading` or `source`.
        words: what the edition says of its own; English by default.
    """

    view: str = "reading"
    words: Words | None = None


def to_text(node: Node, parameters: TextParameters) -> Product:
    """Make the plain text of an annotated document.

    Raises:
        TransformError: the stylesheet failed.
    """
    result = transform.compile_stylesheet(stylesheet("text.xsl")).run(node, stylesheet_parameters(parameters))
    return Product(result.value.encode("utf-8"), result.messages)
