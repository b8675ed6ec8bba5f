"""What a document is and what it holds."""

from __future__ import annotations

import pytest
from lxml import etree

from commands import document as whole
from teiedit.document import read_document
from teiedit.summary import reading_text, summarise_document


def element(text):
    parser = etree.XMLParser(huge_tree=True)
    return etree.fromstring(f'<p xmlns="http://www.tei-c.org/ns/1.0">{text}</p>', parser)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a <choice><sic>b</sic><corr>c</corr></choice> d", "a c d"),
        ("a <choice><abbr>b</abbr><expan>c</expan></choice>", "a c"),
        ("a <sic>b</sic>", "a b"),
        ("a <surplus>b</surplus> <del>c</del> d", "a d"),
        ("a<!-- b -->c<?d e?>f", "acf"),
        ("<l>a</l><l>b</l>", "a b"),
        ("a<hi>b</hi>c", "abc"),
    ],
)
def test_reading_text(text, expected):
    assert " ".join(reading_text(element(text)).split()) == expected


def test_reading_text_of_something_deep():
    assert reading_text(element("<hi>a" * 1500 + "</hi>b" * 1500)).strip() == "a" * 1500 + "b" * 1500


def test_the_tail_of_what_is_asked_is_not_its_text():
    assert reading_text(element("<hi>a</hi>b")[0]) == "a"


def test_summary(tmp_path):
    body = (
        "<p>One two-three <note type='editor'>four</note> <persName>five</persName> "
        "<choice><sic>x</sic><corr>six</corr></choice> <gap/></p><opener><date when='1912-05-03'>seven</date></opener>"
    )
    (tmp_path / "a.xml").write_text(whole(body))
    told = summarise_document(read_document(tmp_path / "a.xml").document)
    assert (told.title, told.date, told.language, told.words) == ("Broken", "1912-05-03", "en", 6)
    assert told.notes == {"editor": 1}
    assert told.names == {"persName": 1}
    assert told.corrections == {"choice": 1, "gap": 1}
    assert told.entries == 0


def test_corpus_is_the_sum_of_its_documents(tmp_path):
    one = whole("<p>One two.</p>", declaration="")
    corpus = f'<teiCorpus xmlns="http://www.tei-c.org/ns/1.0"><teiHeader/>{one}{one}</teiCorpus>'
    (tmp_path / "a.xml").write_text(corpus)
    assert summarise_document(read_document(tmp_path / "a.xml").document).words == 4
