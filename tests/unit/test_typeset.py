"""The compiler behind a wall: what it can see, what it says, what becomes of characters that no font has."""

from __future__ import annotations

import subprocess
import sys
import zlib
from io import BytesIO

import pikepdf
import pypdfium2
import pytest

from teiedit.errors import TypesetError
from teiedit.typeset import Attachment, Displaced, Typeset, TypesetOptions, can_show, planning, typeset

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


@pytest.mark.parametrize("remembered", [0, 10**9])
def test_what_the_compiler_remembers_is_not_seen_in_the_file(monkeypatch: pytest.MonkeyPatch, remembered: int):
    monkeypatch.setattr("teiedit.typeset.compiler._REMEMBERED", remembered)
    source = HEAD + 'Text #include "part.typ"\n' + "\n\n".join(note(f"n{number}", "Note.") for number in range(40))
    code = (
        "import sys; from teiedit.typeset import typeset; source, part = sys.argv[1:]\n"
        "sys.stdout.buffer.write(typeset(source, {}, parts={'part.typ': part}).pdf)"
    )
    cold = subprocess.run([sys.executable, "-c", code, source, "new"], stdout=subprocess.PIPE, check=True).stdout
    for part in ("old", "older", "old", "new"):
        warm = typeset(source, {}, parts={"part.typ": part}).pdf
    assert "Text new" in text_of(warm)
    assert warm == cold


def test_the_file_says_that_it_is_tagged_and_archival():
    with pikepdf.open(BytesIO(typeset(HEAD + "Words.", {}).pdf)) as pdf:
        told = pdf.open_metadata()
        assert (told["pdfaid:part"], told["pdfaid:conformance"]) == ("2", "A")
        assert told["pdfuaid:part"] == "1"
        assert pdf.Root.MarkInfo.Marked


def test_an_option_leaves_the_standards_out():
    with pikepdf.open(BytesIO(typeset(HEAD + "x", {}, options=TypesetOptions(archival="none")).pdf)) as pdf:
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


def test_an_error_of_a_part_names_it():
    with pytest.raises(TypesetError, match=r"unknown variable: nowhere at d001\.typ:2:1"):
        typeset(HEAD + '#include "d001.typ"', {}, parts={"d001.typ": "Words\n#nowhere"})


def test_characters_that_no_font_has_are_replaced_in_parts_too():
    look = b'#let stand-in(shown) = "[" + shown + "]"'
    part = '#import "look.typ": *\n#{\n"a漢c"\n}\n'
    done = typeset(HEAD + '#include "d001.typ"', {"look.typ": look}, parts={"d001.typ": part})
    assert done.absent == ("漢",)
    assert "a[U+6F22]c" in text_of(done.pdf)


PLANNED = '#import "plan.typ": said\n' + HEAD + "Said: #said. #metadata(3)<mark>"
READS_PLAN = b'#let said = json("plan.json").at("said", default: "nothing")'


def planned(monkeypatch: pytest.MonkeyPatch, plans: list[dict[str, str]]) -> tuple[Typeset, list[object]]:
    """Set a document with these plans for its layouts, and return with it what was asked for each."""
    asked: list[object] = []

    def plan(queried: dict[str, object]) -> dict[str, str]:
        asked.append(queried["marks"])
        return plans[min(len(asked), len(plans)) - 1]

    monkeypatch.setattr(planning, "QUERY", "(marks: query(<mark>).map(mark => mark.value))")
    monkeypatch.setattr(planning, "plan", plan)
    monkeypatch.setattr(planning, "unsettled", lambda before, after: (before["said"], after["said"]))
    return typeset(PLANNED, {"plan.typ": READS_PLAN}), asked


def test_where_there_is_nothing_to_plan_one_layout_is_enough(monkeypatch: pytest.MonkeyPatch):
    done, asked = planned(monkeypatch, [{}])
    assert asked == [[3]]
    assert "Said: nothing." in text_of(done.pdf)
    assert done.unsettled == ()


def test_a_layout_is_made_again_with_its_own_plan_until_it_is_the_same(monkeypatch: pytest.MonkeyPatch):
    done, asked = planned(monkeypatch, [{"said": "first"}, {"said": "second"}, {"said": "second"}])
    assert len(asked) == 3
    assert "Said: second." in text_of(done.pdf)
    assert done.unsettled == ()


def test_what_never_settles_is_told(monkeypatch: pytest.MonkeyPatch):
    done, asked = planned(monkeypatch, [{"said": f"layout {number}"} for number in range(9)])
    assert len(asked) == 3
    assert done.unsettled == ("layout 1", "layout 2")


def test_a_layout_that_typst_gives_up_on_is_told():
    source = HEAD + "#context { let n = query(<x>).len(); for _ in range(n + 1) [#metadata(none)<x>] }"
    assert typeset(source, {}).unsettled == ("",)


def test_a_file_is_attached_as_the_source_of_the_whole():
    carried = Attachment('ed"ition.xml', b"<TEI/>", "The source \\ of this edition")
    done = typeset(HEAD + "Words.", {}, options=TypesetOptions(archival="a-3a", attachments=(carried,)))
    with pikepdf.open(BytesIO(done.pdf)) as pdf:
        told = pdf.open_metadata()
        assert (told["pdfaid:part"], told["pdfaid:conformance"]) == ("3", "A")
        (associated,) = pdf.Root.AF
        assert str(associated.UF) == 'ed"ition.xml'
        assert str(associated.Desc) == "The source \\ of this edition"
        assert str(associated.AFRelationship) == "/Source"
        stream = associated.EF.F
        assert str(stream.Subtype) == "/application/tei+xml"
        assert stream.read_bytes() == b"<TEI/>"


def png(width: int, height: int) -> bytes:
    """Return a black image that is much smaller as a file than in memory."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return len(data).to_bytes(4, "big") + kind + data + zlib.crc32(kind + data).to_bytes(4, "big")

    header = width.to_bytes(4, "big") + height.to_bytes(4, "big") + bytes((1, 0, 0, 0, 0))
    rows = zlib.compress(bytes((1 + (width + 7) // 8) * height))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def test_an_image_that_would_fill_the_memory_is_not_shown():
    assert can_show("img/a.png", png(400, 300))
    assert not can_show("img/a.png", png(20_000, 6_000))
    assert not can_show("img/a.gif", b"GIF89a" + (65_000).to_bytes(2, "little") * 2 + bytes(20))


def test_an_image_that_multiplies_itself_is_not_shown():
    parts = [f'<g id="a{n}">' + f'<use href="#a{n - 1}"/>' * 10 + "</g>" for n in range(1, 9)]
    svg = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><defs><g id="a0"><rect/></g>'
    assert not can_show("img/a.svg", (svg + "".join(parts) + '</defs><use href="#a8"/></svg>').encode())


def width_of_text(pdf: bytes) -> float:
    page = pypdfium2.PdfDocument(pdf)[0].get_textpage()
    return max(page.get_charbox(index)[2] for index in range(page.count_chars()))


@pytest.mark.parametrize("word", ["x" * 3000, "https://example.org/" + "part/" * 60, "\\" * 90 + '"' * 90])
def test_a_word_longer_than_a_line_stays_on_the_page_and_whole(word: str):
    literal = word.replace("\\", "\\\\").replace('"', '\\"')
    done = typeset(HEAD + f'#{{\n"before {literal} after"\n}}\n', {})
    assert width_of_text(done.pdf) < 595 - 50
    letters = "".join(text_of(done.pdf).split()).replace("\ufffe", "").replace("\u0002", "")
    assert letters == f"before{word}after"


def test_a_pile_of_marks_is_set_in_bounded_time():
    done = typeset(HEAD + '#{\n"a' + "\u0301" * 20_000 + 'b"\n}\n', {})
    assert done.absent == ()
    assert "b" in text_of(done.pdf)


def test_what_the_standards_refuse_is_set_without_them_and_told():
    done = typeset(HEAD + "= One\n=== Three", {})
    assert "skipped from heading level 1 to 3 at main.typ:4:0" in done.amiss
    with pikepdf.open(BytesIO(done.pdf)) as pdf:
        assert "pdfaid:part" not in pdf.open_metadata()
        assert pdf.Root.MarkInfo.Marked


def test_a_mistake_of_the_template_is_traced_to_the_text_that_it_was_called_for():
    source = HEAD + '#import "look.typ": *\n#{\n"Some words before"\nbad({\n"The \\"words\\" of it"\n})\n}\n'
    with pytest.raises(TypesetError, match=r"panicked .*look\.typ:1") as caught:
        typeset(source, {"look.typ": b"#let bad(body) = panic(1)"})
    assert caught.value.near == 'The "words" of it'
