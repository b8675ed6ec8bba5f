"""What a document is and what it holds: title, date, and counts, for `teiedit info` and for lists of documents."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from lxml import etree

from teiedit.document import Document
from teiedit.namespaces import TEI, XML_LANG, tei

_NS: Final = {"t": TEI}
_WORD = re.compile(r"\w+(?:['’\-]\w+)*")

NAMES: Final = ("persName", "placeName", "orgName", "geogName", "name", "rs")
CORRECTIONS: Final = ("choice", "corr", "sic", "supplied", "surplus", "secl", "unclear", "gap", "add", "del")
_DATE_ATTRIBUTES: Final = ("when", "when-iso", "from", "notBefore", "to", "notAfter")


@dataclass(frozen=True, slots=True)
class Summary:
    """What a document is.

    Attributes:
        title: the main title of the header.
        date: of the document itself, ISO 8601 as the header has it, or empty.
        language: BCP 47, from xml:lang of the root, or empty.
        words: of the text, notes included, of the text as corrected and written out.
        notes: by type.
        corrections: by element.
        names: by element.
        entries: of a register.
    """

    title: str
    date: str
    language: str
    words: int
    notes: dict[str, int]
    corrections: dict[str, int]
    names: dict[str, int]
    entries: int


def summarise_document(document: Document) -> Summary:
    """Read off a document what it is and what it holds."""
    root = document.root
    # Of a corpus, the texts of its documents.
    texts = root.findall("t:text", _NS) or root.findall(".//t:TEI/t:text", _NS)
    notes: dict[str, int] = {}
    for note in (
        *(one for text in texts for one in text.iter(tei("note"))),
        *root.iterfind(".//t:abstract//t:note", _NS),
    ):
        kind = note.get("type", "note")
        notes[kind] = notes.get(kind, 0) + 1
    return Summary(
        title=document_title(root),
        date=document_date(root),
        language=root.get(XML_LANG, ""),
        words=sum(len(_WORD.findall(reading_text(text))) for text in texts),
        notes=notes,
        corrections=_count(texts, CORRECTIONS),
        names=_count(texts, NAMES),
        entries=sum(1 for _ in root.iterfind(".//t:standOff//*[@{http://www.w3.org/XML/1998/namespace}id]", _NS)),
    )


def document_title(root: etree._Element) -> str:
    """Return the main title of the header, or the first."""
    titles = root.findall("t:teiHeader/t:fileDesc/t:titleStmt/t:title", _NS)
    chosen = next((one for one in titles if one.get("type") == "main"), titles[0] if titles else None)
    return _plain(chosen) if chosen is not None else ""


def document_date(root: etree._Element) -> str:
    """Return the date of the document itself: of its creation, its sending, its source, its title page."""
    for path in (
        "t:teiHeader/t:profileDesc/t:creation//t:date",
        "t:teiHeader/t:profileDesc/t:correspDesc/t:correspAction[@type='sent']//t:date",
        "t:text/t:front//t:docDate",
        "t:text/t:front//t:docDate//t:date",
        "t:text//t:opener//t:date",
        "t:teiHeader/t:fileDesc/t:sourceDesc//t:origDate",
        "t:teiHeader/t:fileDesc/t:sourceDesc//t:date",
    ):
        for date in root.iterfind(path, _NS):
            value = next((date.get(name) for name in _DATE_ATTRIBUTES if date.get(name)), None)
            if value:
                return str(value)
    return ""


def reading_text(element: etree._Element) -> str:
    """Return the words of the reading text: corrected, written out, without what is superfluous or deleted."""
    parts: list[str] = []
    # By hand and not by recursion: Python's own stack ends at a thousand levels.
    waiting: list[etree._Element | str | None] = [element]
    while waiting:
        one = waiting.pop()
        if not isinstance(one, etree._Element):
            parts.append(one or "")
            continue
        if one is not element:
            waiting.append(one.tail)
        if not _is_hidden(one):
            if etree.QName(one).localname in _BLOCKS:
                waiting.append(" ")
            waiting.extend(reversed(one))
            waiting.append(one.text)
    return "".join(parts)


_HIDDEN: Final = frozenset({tei("surplus"), tei("del"), tei("am"), tei("figDesc")})
_ALTERNATIVES: Final = frozenset({tei("sic"), tei("orig"), tei("abbr")})


def _is_hidden(element: etree._Element) -> bool:
    if not isinstance(element.tag, str) or element.tag in _HIDDEN:
        return True
    return element.tag in _ALTERNATIVES and _is_in_choice(element)


_BLOCKS: Final = frozenset(
    {"p", "head", "item", "cell", "l", "lb", "note", "label", "speaker", "titlePart", "docDate", "ab"}
)


def _is_in_choice(element: etree._Element) -> bool:
    parent = element.getparent()
    return parent is not None and parent.tag == tei("choice")


def _count(texts: list[etree._Element], names: tuple[str, ...]) -> dict[str, int]:
    counted = {
        name: sum(not _is_in_choice(one) or one.tag == tei("choice") for text in texts for one in text.iter(tei(name)))
        for name in names
    }
    return {name: number for name, number in counted.items() if number}


def _plain(element: etree._Element) -> str:
    return " ".join(reading_text(element).split())
