"""No word is lost and none is invented, from the typed transcription to every output."""

from __future__ import annotations

import ctypes
import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from lxml import etree, html

from conftest import words
from teiedit import load_edition, read_document
from teiedit.namespaces import TEI

NS = {"t": TEI}
ID = "{http://www.w3.org/XML/1998/namespace}id"


@pytest.fixture(scope="module")
def tei(root: Path) -> etree._Element:
    document = read_document(root / "tei" / "protocol-66.xml").document
    assert document is not None
    return document.root


@pytest.fixture(scope="module")
def title(root: Path) -> str:
    """The edition's own, which stands above that of the document."""
    return load_edition(root).config.title


def own_words(
    element: etree._Element, *, without: frozenset[str] = frozenset(), calls: dict[str, str] | None = None
) -> list[str]:
    """The words of an element, in order, without notes and elements of the names given.

    `calls` are the labels of notes by xml:id, for texts in which a call stands close to the word before it.
    """

    def parts(one: etree._Element) -> Iterator[str]:
        yield one.text or ""
        for child in one:
            name = etree.QName(child).localname if isinstance(child.tag, str) else "comment"
            if name not in {"note", "comment"} | without:
                yield from parts(child)
            if name == "lb":
                yield " "
            if name == "note" and calls:
                yield calls[child.get(ID, "")]
            yield child.tail or ""

    return words("".join(parts(element)))


# What the transcription prints, of what the encoding says twice: what stood there, not what was put in its stead.
SOURCE_ONLY = frozenset({"corr", "expan", "surplus"})
READING_ONLY = frozenset({"sic", "abbr", "surplus"})


def encoded_in_the_order_of_the_transcription(tei: etree._Element) -> list[str]:
    abstract = tei.findall(".//t:abstract/t:p", NS)
    front = [tei.find(f".//t:front/t:{name}", NS) for name in ("docDate", "docTitle", "p")]
    body = tei.xpath("//t:body//*[self::t:head or self::t:p or self::t:item]", namespaces=NS)
    notes = tei.xpath("//t:note[@type='translator']", namespaces=NS)
    labels = tei.findall(".//t:back//t:item", NS)
    rights = tei.findall(".//t:availability/t:p", NS)
    units = [abstract[0], *front, *body, *notes, abstract[1], *labels, *rights]
    return [word for unit in units for word in own_words(unit, without=SOURCE_ONLY)]


def test_the_encoding_has_every_word_of_the_transcription_and_no_other(tei: etree._Element, data: Path) -> None:
    transcription = (data / "seed" / "protocol-66.txt").read_text(encoding="utf-8")
    # The numbers of notes are markup in the encoding: n="1".
    transcription = re.sub(r"\[\d\]", " ", transcription)
    assert encoded_in_the_order_of_the_transcription(tei) == words(transcription)


def test_numbers_of_notes_are_those_of_the_transcription(tei: etree._Element) -> None:
    assert [note.get("n") for note in tei.xpath("//t:note[@type='translator']", namespaces=NS)] == ["1", "2", "3"]


def page_words(element: etree._Element) -> list[str]:
    """The words that a page shows of an element in either view, in order, without what the page says of its own."""
    copy = html.fragment_fromstring(html.tostring(element, encoding="unicode"))
    for own in copy.xpath(
        ".//*[contains(concat(' ', @class, ' '), ' sign ') or @role='tooltip' or contains(@class, 'call')"
        " or @class='here' or @class='by' or @class='to']"
    ):
        own.drop_tree()
    for item in copy.iter("li", "p", "h1", "h2", "h3", "span"):
        if item.tag != "span" or item.get("class") in {"lb", "titlePart main"}:
            item.tail = " " + (item.tail or "")
    return words(copy.text_content())


def test_the_page_has_every_word_of_the_text_in_order(tei: etree._Element, sample: Path) -> None:
    page = html.parse(str(sample / "protocol-66.html")).getroot()
    text = tei.find("t:text", NS)
    abstract = tei.find(".//t:abstract", NS)
    assert text is not None
    assert abstract is not None
    header, summary, article = page.xpath("//header[@class='title'] | //section[@class='abstract'] | //article")
    assert page_words(header) == own_words(text.find("t:front", NS))
    assert page_words(summary) == ["Summary", *own_words(abstract)]
    assert page_words(article) == own_words(text.find("t:body", NS)) + own_words(text.find("t:back", NS))
    shown = {item.get("id"): page_words(item.find("div")) for item in page.xpath("//li[contains(@class, 'note')]")}
    notes = tei.xpath("//t:note", namespaces=NS)
    assert shown == {note.get(ID): own_words(note) for note in notes}


def test_the_page_has_the_statement_of_rights_as_given(tei: etree._Element, sample: Path) -> None:
    page = html.parse(str(sample / "protocol-66.html")).getroot()
    shown = " ".join(words(page.text_content()))
    for paragraph in tei.findall(".//t:availability/t:p", NS):
        assert " ".join(own_words(paragraph)) in shown


@dataclass(frozen=True)
class Printed:
    """The words of a PDF as they are read: its text, and beside it the notes at the foot of its pages."""

    body: list[str]
    notes: list[str]


# What the edition adds behind the text begins with this heading.
ADDED = ["Editorial", "interventions"]
# A letter of a word divided at the end of a line, then the line end; PDFium has had several signs for it.
DIVISION = re.compile("[\x02\xad\ufffe]\\s*")


def kinds_of_content(page: pypdfium2.PdfPage) -> dict[int, tuple[str, ...]]:
    """The structure elements around every piece of marked content of a page, from the document inwards."""
    found: dict[int, tuple[str, ...]] = {}

    def kind(element: Any) -> str:
        size = pdfium.FPDF_StructElement_GetType(element, None, 0)
        buffer = ctypes.create_string_buffer(size)
        pdfium.FPDF_StructElement_GetType(element, buffer, size)
        return buffer.raw.decode("utf-16le").rstrip("\0")

    def walk(element: Any, around: tuple[str, ...]) -> None:
        kinds = (*around, kind(element))
        for number in range(pdfium.FPDF_StructElement_CountChildren(element)):
            if child := pdfium.FPDF_StructElement_GetChildAtIndex(element, number):
                walk(child, kinds)
            # Links have children that are not on the page.
            elif (content := pdfium.FPDF_StructElement_GetChildMarkedContentID(element, number)) >= 0:
                found[content] = kinds

    tree = pdfium.FPDF_StructTree_GetForPage(page)
    try:
        for number in range(pdfium.FPDF_StructTree_CountChildren(tree)):
            walk(pdfium.FPDF_StructTree_GetChildAtIndex(tree, number), ())
    finally:
        pdfium.FPDF_StructTree_Close(tree)
    return found


def printed(path: Path) -> Printed:
    """Read a PDF page by page; running heads and page numbers stand outside its structure and are left out."""
    streams: dict[str, list[str]] = {"body": [], "notes": [], "furniture": []}
    with pypdfium2.PdfDocument(path) as document:
        for page in document:
            kinds = kinds_of_content(page)
            text = page.get_textpage()
            stream = streams["furniture"]
            for number in range(text.count_chars()):
                # A space or line end that PDFium adds belongs to no object: it goes with what is before it.
                if content := pdfium.FPDFText_GetTextObject(text, number):
                    around = kinds.get(pdfium.FPDFPageObj_GetMarkedContentID(content))
                    stream = streams["furniture" if around is None else "notes" if "Note" in around else "body"]
                stream.append(chr(pdfium.FPDFText_GetUnicode(text, number)))
            for one in streams.values():
                one.append("\n")
    return Printed(*(words(DIVISION.sub("", "".join(streams[name]))) for name in ("body", "notes")))


def difference(shown: list[str], expected: list[str]) -> str:
    """The first place where words are missing, added or changed; empty if there is none."""
    for kind, start, end, first, last in SequenceMatcher(None, shown, expected, autojunk=False).get_opcodes():
        if kind != "equal":
            before = " ".join(shown[max(0, start - 4) : start])
            return f"after “{before}”: “{' '.join(shown[start:end])}” stands for “{' '.join(expected[first:last])}”"
    return ""


def text_of_the_pdf(shown: Printed) -> list[str]:
    ends = [at for at, pair in enumerate(itertools.pairwise(shown.body)) if list(pair) == ADDED]
    assert len(ends) == 1
    return shown.body[: ends[0]]


def labels_of_notes(tei: etree._Element) -> dict[str, str]:
    """The source's own numbers, and letters for the notes that it has not."""
    letters = iter("abcdefgh")
    return {note.get(ID): note.get("n") or next(letters) for note in tei.xpath("//t:note", namespaces=NS)}


def text_in_the_order_of_print(tei: etree._Element, title_of_the_edition: str) -> list[str]:
    calls = labels_of_notes(tei)

    def read(*paths: str) -> list[str]:
        found = [element for path in paths for element in tei.xpath(path, namespaces=NS)]
        return [word for one in found for word in own_words(one, without=READING_ONLY, calls=calls)]

    statement = "//t:titleStmt/t:title[@type='sub']"
    opening = read("//t:front/t:docDate", "//t:front/t:docTitle", statement, "//t:front/t:p")
    text = read("//t:abstract", "//t:body", "//t:back")
    return [*words(title_of_the_edition), *opening, "Summary", *text]


def notes_in_the_order_of_print(tei: etree._Element, shown: list[str]) -> list[str]:
    """The words of the notes: on each page by series, in a series as they are called."""
    labels = labels_of_notes(tei)
    places: dict[str, list[int]] = {}
    found: dict[int, list[str]] = {}
    for note in tei.xpath("//t:note", namespaces=NS):
        said = own_words(note, without=READING_ONLY)
        by = ["Editor"] if note.get("resp") == "#editor" else []
        printed_words = [labels[note.get(ID)], *said, *by]
        begin = next((at for at in range(len(shown)) if shown[at : at + 4] == printed_words[:4]), len(shown))
        places.setdefault(note.get("resp", ""), []).append(begin)
        found[begin] = printed_words
    assert all(one == sorted(one) for one in places.values())
    return [word for _, words_of_one in sorted(found.items()) for word in words_of_one]


def test_the_pdf_has_every_word_of_the_text_in_order_and_no_other(
    tei: etree._Element, sample: Path, title: str
) -> None:
    shown = text_of_the_pdf(printed(sample / "protocol-66.pdf"))
    assert difference(shown, text_in_the_order_of_print(tei, title)) == ""


def test_the_pdf_has_every_word_of_the_notes_in_order_and_no_other(tei: etree._Element, sample: Path) -> None:
    shown = printed(sample / "protocol-66.pdf").notes
    assert difference(shown, notes_in_the_order_of_print(tei, shown)) == ""


def test_a_word_missing_added_or_moved_is_seen(tei: etree._Element, sample: Path, title: str) -> None:
    shown = printed(sample / "protocol-66.pdf")
    streams = [
        (text_of_the_pdf(shown), text_in_the_order_of_print(tei, title)),
        (shown.notes, notes_in_the_order_of_print(tei, shown.notes)),
    ]
    for there, expected in streams:
        for at, word in enumerate(there):
            assert difference(there[:at] + there[at + 1 :], expected), f"{word} missing at {at}"
    there, expected = streams[0]
    assert difference([*there, "more"], expected)
    assert difference([there[1], there[0], *there[2:]], expected)


def test_what_only_the_source_text_has_is_told_in_the_pdf(tei: etree._Element, sample: Path) -> None:
    shown = printed(sample / "protocol-66.pdf")
    told = set(shown.body[len(text_of_the_pdf(shown)) :])
    for element in tei.xpath("//t:text//*[self::t:sic or self::t:abbr or self::t:surplus]", namespaces=NS):
        assert set(own_words(element)) <= told


def test_the_plain_text_has_every_word_of_the_reading_text_in_order_and_no_other(
    tei: etree._Element, sample: Path
) -> None:
    labels = labels_of_notes(tei)
    calls = {anchor: f" {label} " for anchor, label in labels.items()}
    expected: list[str] = []
    for element in tei.xpath("//t:abstract | //t:text", namespaces=NS):
        expected += own_words(element, without=READING_ONLY, calls=calls)
    for note in tei.xpath("//t:note", namespaces=NS):
        expected += [labels[note.get(ID)], *own_words(note, without=READING_ONLY)]
    shown = words((sample / "protocol-66.txt").read_text(encoding="utf-8"))
    assert difference(shown, expected) == ""
