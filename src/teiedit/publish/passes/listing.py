"""The registers and documents of an edition as its pages refer to them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from urllib.parse import quote

from lxml import etree

from teiedit import transform
from teiedit.document import Document
from teiedit.namespaces import ANNOTATION, XML_ID
from teiedit.publish.passes.copying import clean_copy
from teiedit.publish.passes.dressing import dress
from teiedit.transform import Node

# What XPath's iri-to-uri() leaves as it is, without the characters that mean something in a URI.
_PLAIN_IN_URI: Final = "!$&'()*+,/:;=@[]~-._"


def file_uri(path: Path) -> str:
    """Return the URI of a file as the stylesheets write it, so that both can be compared."""
    plain = path.as_posix()
    return "file://" + ("" if plain.startswith("/") else "/") + quote(plain, safe=_PLAIN_IN_URI)


def href(name: str, ending: str) -> str:
    """Return what a link to a result says, relative to the output folder."""
    return quote(f"{name}.{ending}")


@dataclass(frozen=True, slots=True)
class Listing:
    """A document as others of its edition refer to it.

    Attributes:
        uri: of the TEI file.
        href: of its page, relative to the output folder, or empty if it gets none.
        title: from its header.
        date: of the document itself, ISO 8601, or empty.
        words: of its text.
        pdf: its PDF, relative to the output folder, or empty.
        names: the register entries that it points to, as absolute URIs.
        key: of a register, unlike those of the others: its entries are told apart by it.
        prefix: of its addresses in a volume, where it is part of one.
    """

    uri: str
    href: str
    title: str
    date: str = ""
    words: int = 0
    pdf: str = ""
    names: tuple[str, ...] = ()
    key: str = ""
    prefix: str = ""


def bind_registers(
    registers: Iterable[tuple[Document, Listing]], documents: Iterable[Listing] = (), index: str = ""
) -> Node:
    """Put the registers of an edition, and what it has besides, into one document, as `te:registers`.

    Args:
        registers: each with its listing.
        documents: the other documents.
        index: the name of the index page, or empty if there is none.
    """
    bound = _element("registers", index=index)
    for listing in documents:
        part = _described("document", listing)
        part.extend(_element("mention", uri=uri) for uri in listing.names)
        bound.append(part)
    for register, listing in registers:
        part = _described("register", listing)
        part.set("stem", _stem(register, listing))
        copied = clean_copy(register)
        dress(copied)
        part.append(copied)
        bound.append(part)
    return transform.parse(etree.tostring(bound, encoding="utf-8"), Path("/registers").as_uri())


def entries_of(registers: Iterable[tuple[Document, Listing]]) -> dict[str, str]:
    """Return the keys of all register entries, by the absolute URIs that point to them.

    The same entry has the same key, which is its anchor, on every page of the edition.
    """
    return {
        f"{file_uri(register.path)}#{one.get(XML_ID)}": f"{_stem(register, listing)}.{one.get(XML_ID)}"
        for register, listing in registers
        for one in register.identified()
    }


def _stem(register: Document, listing: Listing) -> str:
    # An anchor is made of it, which takes no space.
    return re.sub(r"[^\w.-]+", "-", listing.key or register.path.stem)


def _described(name: str, listing: Listing) -> etree._Element:
    return _element(
        name,
        uri=listing.uri,
        href=listing.href,
        title=listing.title,
        date=listing.date,
        words=str(listing.words or ""),
        pdf=listing.pdf,
        prefix=listing.prefix,
    )


def _element(name: str, **attributes: str) -> etree._Element:
    element = etree.Element(f"{{{ANNOTATION}}}{name}", nsmap={"te": ANNOTATION})
    for key, value in attributes.items():
        if value:
            element.set(key, value)
    return element
