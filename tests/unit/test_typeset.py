"""The compiler behind a wall: what it can see, what it says, what becomes of characters that no font has."""

from __future__ import annotations

from io import BytesIO

import pikepdf
import pypdfium2
import pytest

from teiedit.errors import TypesetError
from teiedit.typeset import Displaced, TypesetOptions, can_show, typeset

HEAD = '#set document(title: "A title", date: auto)\n#set text(lang: "en")\n'
PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489"
    "0000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082"
)


def text_of(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    return "\n".join(page.get_textpage().get_text_bounded() for page in document)


def note(anchor: str, body: str) -> str:
    return f'#metadata("{anchor}")<te-call>#footnote[#metadata("{anchor}")<te-note>{body}]'


def test_the_same_source_gives_the_same_bytes():
    assert typeset(HEAD + "Words.", {}).pdf == typeset(HEAD + "Words.", {}).pdf


def test_the_file_says_that_it_is_tagged_and_archival():
    with pikepdf.open(BytesIO(typeset(HEAD + "Words.", {}).pdf)) as pdf:
        told = pdf.open_metadata()
        assert (told["pdfaid:part"], told["pdfaid:conformance"]) == ("2", "A")
        assert told["pdfuaid:part"] == "1"
        assert pdf.Root.MarkInfo.Marked


def test_an_option_leaves_the_standards_out():
    with pikepdf.open(BytesIO(typeset(HEAD + "x", {}, options=TypesetOptions(archival=False)).pdf)) as pdf:
        assert "pdfaid:part" not in pdf.open_metadata()


def test_a_mistake_names_the_place_in_the_source():
    with pytest.raises(TypesetError, match=r"unknown variable: nowhere at main\.typ:3:1"):
        typeset(HEAD + "#nowhere", {})


@pytest.mark.parametrize("reached", ['read("/etc/hostname")', 'read("../../etc/hostname")', 'json("absent.json")'])
def test_nothing_on_disk_can_be_read(reached):
    with pytest.raises(TypesetError):
        typeset(HEAD + f"#{reached}", {})


def test_packages_are_not_fetched():
    with pytest.raises(TypesetError):
        typeset(HEAD + '#import "@preview/nothing-of-the-kind:0.0.1"', {})


def test_a_file_name_that_cannot_be_one_is_refused():
    with pytest.raises(TypesetError, match="cannot be given to Typst"):
        typeset(HEAD, {"img/" + "x" * 300: PIXEL})


def test_images_that_can_be_shown_are_told_from_others():
    assert can_show("img/a%20name.png", PIXEL)
    assert can_show("img/without-ending", PIXEL)
    assert not can_show("img/broken.png", PIXEL[:40])
    assert not can_show("img/text.png", b"no image")
    assert not can_show("img/" + "x" * 300 + ".png", PIXEL)


def test_a_note_on_the_page_of_its_call_is_not_reported():
    assert typeset(HEAD + "Words" + note("a", "The note."), {}).displaced == ()


def test_a_note_that_begins_on_another_page_is_reported():
    # A sticky block goes to the next page and leaves its note behind.
    source = HEAD + "#set page(height: 8cm)\n#v(2cm)\n#block(sticky: true)[Words" + note("n-1", "x" * 40)
    assert typeset(source + "]\n#block(height: 3cm)", {}).displaced == (Displaced("n-1", 2, 1),)


def test_a_character_that_no_font_has_is_named_and_printed_as_its_number():
    source = '#import "look.typ": *\n' + HEAD + '#{\n"before "\n"ab漢c"\n}\n'
    look = b'#let stand-in(shown) = "[" + shown + "]"'
    done = typeset(source, {"look.typ": look})
    assert done.absent == ("漢",)
    assert "ab[U+6F22]c" in text_of(done.pdf)


def test_a_mark_that_no_font_puts_on_a_letter_leaves_the_letter():
    source = '#import "look.typ": *\n' + HEAD + '#{\n"xa\u1dd1z"\n}\n'
    look = b'#let stand-in(shown) = "[" + shown + "]"'
    done = typeset(source, {"look.typ": look})
    assert done.absent
    assert "U+1DD1" in text_of(done.pdf)
    assert "xa" in text_of(done.pdf).replace("[", "")


def test_characters_of_western_and_eastern_europe_greek_and_hebrew_are_in_the_fonts():
    assert typeset(HEAD + '#{"äßøčłőşÞæœ Ѣѣж ᾧ῾ שָׁלוֹם ⟨⟩⟦⟧⌜⌝ ⁂ ſ ꝛ"}', {}).absent in {(), ("ꝛ",)}
