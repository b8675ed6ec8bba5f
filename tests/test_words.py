"""No word is lost and none is invented, from the typed transcription to every output."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest
from lxml import etree, html

from conftest import words
from teiedit import read_document
from teiedit.namespaces import TEI

NS = {"t": TEI}
ID = "{http://www.w3.org/XML/1998/namespace}id"


@pytest.fixture(scope="module")
def tei(root: Path) -> etree._Element:
    document = read_document(root / "tei" / "protocol-66.xml").document
    assert document is not None
    return document.root


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
        " or @class='here' or @class='by']"
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


def pdf_pages(path: Path) -> list[list[str]]:
    with pypdfium2.PdfDocument(path) as document:
        texts = [page.get_textpage().get_text_range() for page in document]
    # A word divided at the end of a line ends in U+FFFE, or in a hyphen and a line end.
    return [words(re.sub("\ufffe\\s*|\xad\\s*|-\r?\n", "", text)) for text in texts]


def stands_in(unit: list[str], pages: list[list[str]]) -> bool:
    """Whether words stand in a row on one page, or run over from the text of one page to that of the next."""
    joined = [" ".join(page) for page in pages]
    if any(" ".join(unit) in page for page in joined):
        return True
    return any(
        " ".join(unit[:cut]) in first and " ".join(unit[cut:]) in second
        for first, second in itertools.pairwise(joined)
        for cut in range(1, len(unit))
    )


def test_the_pdf_has_every_word_of_the_text_and_the_notes(tei: etree._Element, sample: Path) -> None:
    pages = pdf_pages(sample / "protocol-66.pdf")
    path = "//t:text//*[self::t:head or self::t:p or self::t:item or self::t:docDate or self::t:titlePart]"
    units = tei.xpath(f"{path} | //t:abstract/t:p | //t:note", namespaces=NS)
    # The source's own numbers, and letters for the notes that it has not.
    notes = tei.xpath("//t:note", namespaces=NS)
    letters = iter("abcdefgh")
    calls = {note.get(ID): note.get("n") or next(letters) for note in notes}
    missing = [
        " ".join(unit)
        for element in units
        if (unit := own_words(element, without=READING_ONLY, calls=calls)) and not stands_in(unit, pages)
    ]
    assert not missing


def test_what_only_the_source_text_has_is_told_in_the_pdf(tei: etree._Element, sample: Path) -> None:
    everything = {word for page in pdf_pages(sample / "protocol-66.pdf") for word in page}
    for element in tei.xpath("//t:text//*[self::t:sic or self::t:abbr or self::t:surplus]", namespaces=NS):
        assert set(own_words(element)) <= everything


def test_the_plain_text_has_every_word_of_the_reading_text(tei: etree._Element, sample: Path) -> None:
    shown = " ".join(words((sample / "protocol-66.txt").read_text(encoding="utf-8")))
    for paragraph in tei.xpath("//t:text//t:p", namespaces=NS):
        assert " ".join(own_words(paragraph, without=READING_ONLY)) in shown
