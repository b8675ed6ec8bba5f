"""What a worker makes of an edition's settings, and where it places what the outputs have to say."""

from __future__ import annotations

import re
from pathlib import Path

import pikepdf
import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen

from teiedit import BuildOptions, build_edition, load_edition
from teiedit.errors import TypesetError
from teiedit.publish.diagnoses import diagnose
from teiedit.scaffold import make_edition
from teiedit.transform import Message
from unit.making import document


def font(path: Path, character: str) -> None:
    """Make a font with one character: a box."""
    pen = TTGlyphPen(None)
    for point in ((0, 0), (0, 700), (700, 700), (700, 0)):
        (pen.lineTo if point != (0, 0) else pen.moveTo)(point)
    pen.closePath()
    made = FontBuilder(1000, isTTF=True)
    made.setupGlyphOrder([".notdef", "box"])
    made.setupCharacterMap({ord(character): "box"})
    made.setupGlyf({".notdef": TTGlyphPen(None).glyph(), "box": pen.glyph()})
    made.setupHorizontalMetrics({".notdef": (800, 0), "box": (800, 0)})
    made.setupHorizontalHeader(ascent=800, descent=-200)
    made.setupNameTable({"familyName": "Boxes", "styleName": "Regular", "psName": "Boxes", "fullName": "Boxes"})
    made.setupOS2(sTypoAscender=800, usWinAscent=800, usWinDescent=200)
    made.setupPost()
    made.save(path)


@pytest.fixture
def edition(tmp_path: Path) -> Path:
    import datetime as dt

    folder = tmp_path / "edition"
    make_edition(folder, "An edition", dt.date(2026, 1, 1))
    letter = folder / "tei" / "letter-1.xml"
    letter.write_text(letter.read_text(encoding="utf-8").replace("yours on Tuesday", "yours on 漢"), encoding="utf-8")
    return folder


def build(folder: Path) -> list[str]:
    result = build_edition(load_edition(folder), (), BuildOptions(formats=("pdf",), validate=False))
    return [one.code.id for one in result.report]


def test_a_folder_of_fonts_has_the_characters_that_the_pdf_lacks(edition: Path) -> None:
    assert build(edition) == ["TE503"]
    (edition / "fonts").mkdir()
    font(edition / "fonts" / "boxes.ttf", "漢")
    settings = edition / "teiedit.toml"
    text = re.sub(r"# fonts = .*", 'fonts = "fonts"', settings.read_text(encoding="utf-8"))
    settings.write_text(text, encoding="utf-8")
    assert build(edition) == []


@pytest.mark.parametrize(
    ("path", "line"),
    [("#mine", 2), ("#note-1", 3), ("#header-p-1", 1), ("#note-9", 0), ("/Q{http://www.tei-c.org/ns/1.0}TEI[1]", 1)],
)
def test_what_an_output_says_is_placed_in_the_document(path: str, line: int) -> None:
    source = document("\n<p>x<note xml:id='mine'>a</note></p>\n<p>y<note>b</note></p>")
    (found,) = diagnose(source, (Message("TE502", path, "page 2 instead of 1"),))
    assert found.location.line == line


def test_a_mistake_of_an_editions_own_template_names_the_document_and_the_line(edition: Path) -> None:
    (edition / "layer.typ").write_text("#let para(..given) = panic(1)\n", encoding="utf-8")
    settings = edition / "teiedit.toml"
    text = settings.read_text(encoding="utf-8").replace("[print]", '[print]\nlayer = "layer.typ"')
    settings.write_text(text, encoding="utf-8")
    with pytest.raises(TypesetError, match=r"letter-1\.xml:\d+:\d+: Typst could not set the document: panicked"):
        build(edition)


def test_a_pdf_carries_its_source(edition: Path) -> None:
    settings = edition / "teiedit.toml"
    text = settings.read_text(encoding="utf-8").replace("[print]", '[print]\narchival = "a-3a"')
    settings.write_text(text, encoding="utf-8")
    assert build(edition) == ["TE503"]
    with pikepdf.open(edition / "build" / "letter-1.pdf") as pdf:
        (associated,) = pdf.Root.AF
        assert str(associated.UF) == "letter-1.xml"
        assert associated.EF.F.read_bytes() == (edition / "tei" / "letter-1.xml").read_bytes()


@pytest.mark.parametrize(
    ("message", "said"),
    [
        (Message("TE515", "", ""), "numbers of pages or lines in the PDF were still changing"),
        (Message("TE516", "", "a heading is empty"), "the PDF keeps neither PDF/A nor PDF/UA: a heading is empty"),
    ],
)
def test_what_a_pdf_lacks_is_told_in_words(message: Message, said: str) -> None:
    (found,) = diagnose(document("<p>x</p>"), (message,))
    assert found.message.startswith(said)
