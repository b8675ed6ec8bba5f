"""The proof that a PDF has what its document has, by its tags: it holds for good ones, and finds what is spoilt."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from commands import document as whole
from commands import run
from teiedit import BuildOptions, NotInstalledError, build_edition, load_edition, read_document
from teiedit.config import Config
from teiedit.diagnostics import Diagnostic
from teiedit.document import Document
from teiedit.namespaces import tei
from teiedit.publish import passes, pdf
from teiedit.publish.pdf import TypstParameters, produce
from teiedit.publish.press import Press
from teiedit.publish.verify import pdf_tags
from teiedit.publish.verify.pdf import check_pdf
from teiedit.publish.verify.pdf_shown import read_pdf
from teiedit.publish.verify.table import paper_table
from teiedit.publish.verify.texts import Text
from teiedit.relaxng.vocabulary.tei_names import TEI_ELEMENTS
from teiedit.signs import signs_named
from teiedit.typeset import typeset
from unit.making import annotated, document
from unit.test_elements import FRAME, TABLE, piece

FIXTURES = sorted((Path(__file__).resolve().parents[1] / "fixtures").glob("*.xml"))
VIEWS = ["reading", "source", "changes"]
# What is a document of its own; every how many-th is looked at without TEIEDIT_FULL.
DOCUMENTS = {tei("TEI"), tei("teiCorpus")}
STEP = 1 if os.environ.get("TEIEDIT_FULL") else 12
# Signs that a view puts after each letter.
EACH = frozenset(
    row.each for row in signs_named("leiden", Path()).rows.values() if row.each and row.element not in {"gap", "space"}
)
# Do not pass yet: marks that the font puts beside their letters in a pointed text; paragraphs that change
# their direction several times, with frames for characters that no font has; a note in a text in a note.
KNOWN = {"lateiner-der-man-untern-tish.xml", "2994.xml", "501.xml", "detest.xml"}

Spoil = Callable[[str], str]


def made(source: Document, view: str = "reading", **given: str) -> bytes:
    node, registers = annotated(source)
    return produce(node, TypstParameters(view=view, registers=registers, **given), {}).content


def checked(source: Document, view: str = "reading", **given: str) -> list[tuple[str, str]]:
    found = check_pdf(source, made(source, view, **given), view=view, each=EACH if view != "reading" else frozenset())
    return [(one.code.id, one.message) for one in found]


@pytest.fixture
def spoilt(monkeypatch: pytest.MonkeyPatch) -> Callable[[Document, Spoil], list[Diagnostic]]:
    """Make the PDF of a document from a source that was spoilt, and return what is found."""

    def check(source: Document, spoil: Spoil) -> list[Diagnostic]:
        def set_otherwise(code: str, files, **given):
            changed = spoil(code)
            assert changed != code
            return typeset(changed, files, **given)

        monkeypatch.setattr(pdf, "typeset", set_otherwise)
        return list(check_pdf(source, made(source)))

    return check


BODY = (
    "<head>Of beginnings</head>\n"
    '<p xml:id="one">First words<note xml:id="n">A note of some length</note> of a text.</p>\n'
    "<p>Then <choice><sic>teh</sic><corr>the</corr></choice> second, and "
    '<ref target="#one">a pointer</ref> to the beginning<note type="author">Author remark</note>.</p>\n'
    "<list><item>an item</item><item>another item</item></list>"
    "<table><row role='label'><cell>column</cell></row><row><cell>entry</cell></row></table>"
)


@pytest.mark.parametrize("view", VIEWS)
def test_a_pdf_as_it_is_made_is_whole(view: str) -> None:
    assert checked(document(BODY), view) == []


def replaced(old: str, new: str) -> Spoil:
    return lambda code: code.replace(old, new, 1)


@pytest.mark.parametrize(
    ("old", "new", "code", "said", "at"),
    [
        ("Then", " ", "TE504", 'the PDF lacks "Then"', "Then"),
        ("an item", " ", "TE504", 'the PDF lacks "an item"', "an item"),
        ("entry", " ", "TE504", 'the PDF lacks "entry"', "entry"),
        ("some length", "some", "TE504", 'the PDF lacks "length"', "length"),
        ("second, and", "second, second, and", "TE505", 'the PDF repeats "second" after this', None),
        ("another item", "another unheard item", "TE509", 'the PDF adds "unheard" after this', None),
        ("First words", "Firstwords", "TE510", 'the PDF runs the words "First words" together', "words"),
        ("another item", "ano ther item", "TE510", 'the PDF divides the word "another"', "another"),
        ("Author remark", "Author", "TE504", 'the PDF lacks "remark"', "remark"),
    ],
)
def test_whatever_is_spoilt_is_found_at_its_place(  # noqa: PLR0913, PLR0917 - one for each column
    spoilt, old: str, new: str, code: str, said: str, at: str | None
) -> None:
    source = document(BODY)
    found = [one for one in spoilt(source, replaced(old, new)) if (one.code.id, one.message) == (code, said)]
    assert found
    if at is not None:
        line = source.source.line(found[0].location.line)
        assert line[found[0].location.column - 1 :].startswith(at)


def test_a_word_that_has_moved_is_told_as_displaced(spoilt) -> None:
    def move(code: str) -> str:
        return code.replace("Then", " ", 1).replace("another item", "another item Then", 1)

    assert [one.code.id for one in spoilt(document(BODY), move)] == ["TE506"]


def test_a_note_that_is_called_elsewhere_is_found(spoilt) -> None:
    def move(code: str) -> str:
        call = re.search(r"^nt\(.*?^\}\)$", code, re.DOTALL | re.MULTILINE)
        assert call
        return code.replace(call[0], "", 1).replace('"an item"', f'"an"\n{call[0]}\n" item"', 1)

    found = spoilt(document(BODY), move)
    assert "the PDF lacks the call of this note" in [one.message for one in found]


def test_a_note_that_is_lost_is_told_with_its_words(spoilt) -> None:
    def lose(code: str) -> str:
        return re.sub(r"^nt\(.*?^\}\)$", "", code, count=1, flags=re.DOTALL | re.MULTILINE)

    assert 'the PDF lacks "A note of some length"' in [one.message for one in spoilt(document(BODY), lose)]


def test_every_word_of_a_text_is_missed(spoilt) -> None:
    words = ["Of", "beginnings", "First", "Then", "second", "pointer", "another", "column", "entry", "Author"]
    for word in words:
        found = spoilt(
            document(BODY),
            lambda code, word=word: re.sub(rf'^("[^"\n]*\b){word}\b', r"\1", code, count=1, flags=re.MULTILINE),
        )
        assert any(one.code.id == "TE504" and word in one.message for one in found), word


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("path", FIXTURES, ids=lambda path: path.stem)
def test_every_module_of_tei_is_printed_whole(path: Path, view: str) -> None:
    source = read_document(path).document
    assert source is not None
    assert checked(source, view) == []


@pytest.mark.parametrize("notes", ["foot", "document", "division"])
@pytest.mark.parametrize("apparatus", ["below", "above", "notes"])
def test_notes_and_apparatus_are_whole_wherever_they_stand(notes: str, apparatus: str) -> None:
    body = (
        "<div><head>One<note>in a heading</note></head><p>Text<note>first</note> and "
        "<app><lem wit='#A'>lemma</lem><rdg wit='#B'>reading</rdg></app><note resp='#ed'>second<note>inner"
        "</note></note>.</p></div><div><p>Again<note>Ibid.</note> and <note>Ibid.</note> "
        "<app><lem>other</lem><rdg wit='#A #B'>variant one</rdg></app> end<note type='author'>third</note>.</p></div>"
    )
    source = document(body)
    node, registers = annotated(source)
    settings = Config().print
    given = TypstParameters(registers=registers, notes=notes, apparatus=apparatus)
    press = Press(type(settings)(notes=notes, apparatus=apparatus))
    content = produce(node, given, {}, press=press).content
    assert [one.message for one in check_pdf(source, content)] == []


@pytest.mark.parametrize(
    "body",
    [
        "<p>wo<lb break='no'/>rd at-<lb break='no'/>tend and two<lb/>lines</p>",
        "<p>w<hi>or</hi>d, <subst><del>old</del><add>new</add></subst> <surplus>twice</surplus></p>",
        "<p>affluent, difficult ﬁne <hi rend='smallcaps'>small</hi> x<hi rend='sup'>2</hi></p>",
        "<p>" + "incomprehensibilities internationalization " * 60 + "</p>",
        "<p>a 漢字 b U+0041 and c\u1dd1</p>",
        "<p>e\u0301 and é and ş\u0323</p>",
        "<lg><l n='5'>verse</l></lg><sp><speaker>Ann</speaker><p>Well</p></sp>",
        "<p>a<note place='margin'>Beside</note> b<note place='inline'>in line</note></p>",
        "<p xml:lang='he'>שלום 1914 עולם abc def גם</p><p>one שלום עולם two</p>",
        "<p>" + "<hi>" * 60 + "deep" + "</hi>" * 60 + "</p>",
        "<p>x <ref target='#n'>1</ref> y <ref target='#n'>1</ref></p><noteGrp><note xml:id='n'>Away</note></noteGrp>",
        "<p>Before.</p><p><date when='1962-11-16'/> <gap reason='lost'/> <pb n='7'/>after</p>",
    ],
)
@pytest.mark.parametrize("view", VIEWS)
def test_what_is_set_on_purpose_is_no_finding(body: str, view: str) -> None:
    assert checked(document(body), view) == []


def test_words_of_the_pdf_are_read_in_the_order_of_its_tags_with_divisions_undone() -> None:
    words = " ".join(f"incomprehensibilities{number}" for number in range(80))
    shown = read_pdf(made(document(f"<p>{words}</p>")))
    text = "".join(one.text if isinstance(one, Text) else " " for one in shown.text)
    assert words in " ".join(text.replace("\xad", "").split())


def test_a_pdf_without_tags_is_refused() -> None:
    content = made(document("<p>x</p>"))
    with pikepdf.open(BytesIO(content)) as found:
        del found.Root["/StructTreeRoot"]
        out = BytesIO()
        found.save(out)
    with pytest.raises(Exception, match="has no tags"):
        check_pdf(document("<p>x</p>"), out.getvalue())
    with pytest.raises(Exception, match="cannot be read"):
        check_pdf(document("<p>x</p>"), b"no PDF")


def edition(folder: Path, body: str) -> Path:
    (folder / "tei").mkdir()
    (folder / "tei" / "a.xml").write_text(whole(body), encoding="utf-8")
    (folder / "teiedit.toml").write_text("", encoding="utf-8")
    return folder


def test_a_build_holds_the_pdf_against_the_document(tmp_path: Path) -> None:
    layer = '#let para(indent: "yes", place: none, body) = { "added" }\n'
    folder = edition(tmp_path, "<p>Words of a text</p>")
    options = BuildOptions(formats=("pdf",), validate=False, verify=True)
    assert build_edition(load_edition(folder), (), options).report.findings == ()
    (folder / "mine.typ").write_text(layer, encoding="utf-8")
    (folder / "teiedit.toml").write_text('[print]\nlayer = "mine.typ"', encoding="utf-8")
    result = build_edition(load_edition(folder), (), options)
    assert 'the PDF lacks "Words of a text"' in [one.message for one in result.report]
    assert result.written == () or not any(path.suffix == ".pdf" for path in result.written)


def test_without_the_package_that_reads_pdfs_a_build_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pdf_tags, "find_spec", lambda _: None)
    folder = edition(tmp_path, "<p>x</p>")
    with pytest.raises(NotInstalledError, match=r"teiedit\[verify\]"):
        build_edition(load_edition(folder), (), BuildOptions(formats=("pdf",), validate=False, verify=True))
    done = run(["build", "--no-validate", "--verify"], folder)
    assert done.code == 3
    assert "teiedit[verify]" in done.err
    # Pages alone need nothing more.
    pages = BuildOptions(formats=("html",), validate=False, verify=True)
    assert build_edition(load_edition(folder), (), pages).report.findings == ()


@pytest.mark.parametrize("view", VIEWS)
def test_documents_of_others_are_printed_whole(data: Path, view: str) -> None:
    files = sorted(path for path in (data / "collections").rglob("*") if path.suffix in {".xml", ".odd"})
    if not files:
        pytest.skip(f"there are no collections in {data}")
    passes.preload()
    looked_at = 0
    for path in files[VIEWS.index(view) :: STEP]:
        source = read_document(path, within=path.parent).document
        if source is None or source.root.tag not in DOCUMENTS or path.name in KNOWN:
            continue
        assert checked(source, view) == [], path
        looked_at += 1
    assert looked_at >= 200 // STEP


def test_time_grows_with_the_pages_and_no_faster() -> None:
    """Counted in what is looked at, not in seconds: each run of text and each tag once."""
    events = [len(list(pdf_tags.read_tagged(made(document(f"<p>{'word ' * 400}</p>" * times))))) for times in (4, 16)]
    assert events[1] <= 4.5 * events[0]


@pytest.mark.parametrize("view", VIEWS)
def test_every_element_of_tei_is_printed_where_the_table_says(view: str) -> None:
    every = " ".join(piece(name) for name in sorted(TEI_ELEMENTS - FRAME))
    assert checked(document(every), view) == []


def test_the_table_says_of_paper_what_can_be_read() -> None:
    for name, entry in TABLE.items():
        assert entry.get("paper", "text") == "text", name
        assert set(entry.get("paper-first", "").split()) | set(entry.get("paper-last", "").split()) <= TEI_ELEMENTS
    assert set(paper_table()) == TEI_ELEMENTS
