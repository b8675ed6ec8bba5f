"""Make outputs of a piece of TEI, for tests of stylesheets."""

from __future__ import annotations

from pathlib import Path

from lxml import etree, html

from teiedit.document import Document
from teiedit.document.positions import SourceText
from teiedit.publish import passes
from teiedit.publish.html import HtmlParameters, to_html
from teiedit.publish.passes import Listing
from teiedit.publish.product import Product
from teiedit.publish.text import TextParameters, to_text
from teiedit.transform import Node

HEADER = (
    "<teiHeader><fileDesc><titleStmt><title>A title</title>"
    '<respStmt xml:id="ed"><resp>notes</resp><name>Editor</name></respStmt></titleStmt>'
    "<publicationStmt><publisher>P</publisher></publicationStmt><sourceDesc><p>S</p></sourceDesc></fileDesc>"
    "{more}</teiHeader>"
)
HERE = Path("/edition/document.xml")


def document(body: str, *, more: str = "", text: str = "<text><body>{body}</body></text>") -> Document:
    """Put a piece of TEI into a document."""
    header = HEADER.replace("{more}", more)
    whole = f'<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="en">{header}{text.replace("{body}", body)}</TEI>'
    data = whole.encode("utf-8")
    root = etree.fromstring(data, etree.XMLParser(collect_ids=False, huge_tree=True))
    return Document(HERE, root, SourceText(HERE, data), HERE.parent)


def annotated(source: Document, register: Document | None = None) -> tuple[Node, Node]:
    """Run the passes; return the document and the registers."""
    passes.preload()
    bound = [(register, Listing(register.path.as_uri(), "register.html", "Register"))] if register else []
    registers = passes.bind_registers(bound)
    return passes.annotate(source, passes.entries_of(bound)).node, registers


def page(body: str, *, more: str = "", register: Document | None = None) -> html.HtmlElement:
    """Return the page made of a piece of TEI."""
    return html.document_fromstring(product(document(body, more=more), register).content.decode("utf-8"))


def product(source: Document, register: Document | None = None, parameters: HtmlParameters | None = None) -> Product:
    """Return the page of a document with what the stylesheet said of it."""
    node, registers = annotated(source, register)
    given = parameters or HtmlParameters(registers=registers)
    return to_html(node, given, {})


def article(body: str) -> html.HtmlElement:
    """Return the part of the page that is the document's text."""
    return page(body).find(".//article")


def plain(body: str, view: str = "reading") -> str:
    """Return the plain text made of a piece of TEI."""
    node, _ = annotated(document(body))
    return to_text(node, TextParameters(view)).content.decode("utf-8")
