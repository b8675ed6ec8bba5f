"""What a reader finds in the PDF of a whole edition."""

from __future__ import annotations

import re
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest

from teiedit import BuildOptions, BuildResult, build_edition, load_edition

REGISTER = """<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="en"><teiHeader><fileDesc><titleStmt>
<title>Register</title></titleStmt><publicationStmt><publisher>P</publisher></publicationStmt><sourceDesc><p>S</p>
</sourceDesc></fileDesc></teiHeader><standOff>
<listPerson>
<person xml:id="doe"><persName><forename>Jane</forename> <surname>Doe</surname></persName>
<persName>Zed, Janey</persName><birth when="1901-02-03"/><death when="1977"/><occupation>writer</occupation></person>
<person xml:id="abel"><persName>Abel</persName></person>
</listPerson>
<listPlace><place xml:id="rome"><placeName>Rome</placeName>
<place xml:id="forum"><placeName>Forum</placeName></place></place></listPlace>
<listBibl><bibl xml:id="work"><author>Doe, Jane</author><title>Her Work</title></bibl></listBibl>
</standOff></TEI>"""


def letter(title: str, body: str, *, date: str = "", header: str = "", around: str = "{}") -> str:
    when = f'<profileDesc><creation><date when="{date}"/></creation></profileDesc>' if date else ""
    return (
        '<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="en"><teiHeader><fileDesc><titleStmt>'
        f"<title>{title}</title><editor>Smith, Ann</editor></titleStmt><publicationStmt><publisher>The Press"
        '</publisher><availability><licence target="https://example.org/free">Free licence</licence></availability>'
        "</publicationStmt>"
        f"<sourceDesc><p>Archive, {title}</p></sourceDesc></fileDesc>{when or header}</teiHeader>"
        f"<text>{around.format(f'<body>{body}</body>')}</text></TEI>"
    )


LONG = "<p>Words on a page of their own fill it from its top to its end. </p>" * 60
BACK = (
    "{}<back><div type='bibliography'><head>Sources</head><listBibl><bibl>Shared, A. Book. 1900.</bibl>{more}"
    "</listBibl></div></back>"
)
FILES = {
    "register.xml": REGISTER,
    "tei/a.xml": letter(
        "First Letter",
        '<div><head>Inner heading</head><p xml:id="p">To <persName ref="../register.xml#doe">Jane</persName> in'
        ' <placeName ref="../register.xml#forum">the Forum</placeName>, see <ref target="b.xml#there">the other</ref>,'
        ' and <ptr target="b.xml"/>.<note>First note.</note> <index indexName="subjects"><term>Travel</term><index>'
        "<term>by sea</term></index></index></p></div>",
        date="1910-05-01",
        around=BACK.replace("{more}", "<bibl>Own, B. Treatise. 1901.</bibl>"),
    ),
    "tei/b.xml": letter(
        "Second Letter",
        f'<p>Again <persName ref="../register.xml#doe">Jane</persName>.<note>Second note on'
        f' <persName ref="../register.xml#abel">Abel</persName>.</note></p>{LONG}<p xml:id="there">There it is,'
        ' <persName ref="../register.xml#doe">Jane</persName>, <title ref="../register.xml#work">her work</title>.'
        '<index indexName="subjects"><term>Travel</term><index><term>by land</term></index></index></p>',
        date="1909-05-01",
        around=BACK.replace("{more}", ""),
    ),
    "tei/c.xml": letter(
        "Third Letter",
        '<p xml:id="p">Same identifier. <rs type="person" ref="#x1">he</rs>'
        '<index indexName="subjects" spanTo="#end"><term>Silence</term></index>'
        '<index indexName="subjects"><term>Trip</term><index><term type="see">Travel</term></index></index></p>'
        f'{LONG}<p>The end.<anchor xml:id="end"/></p>',
        header='<profileDesc><creation><date when="1911-01-01"/></creation><correspDesc><correspAction type="sent">'
        '<persName ref="../register.xml#abel">A</persName></correspAction></correspDesc></profileDesc>',
        around="{}<back><listPerson><person xml:id='x1'><persName><surname>Own</surname><forename>List</forename>"
        "</persName></person><person xml:id='x2'><persName>Unnamed</persName></person></listPerson></back>",
    ),
    "front/preface.xml": letter("Preface", "<p>Before all.</p>"),
}
SETTINGS = """title = "The Letters"
languages = ["en"]
documents = ["tei/*.xml"]
registers = ["register.xml"]
[print]
theme = "office"
[volume]
subtitle = "A Choice"
version = "2.1"
date = "2026"
front = ["front/preface.xml"]
order = "date"
"""


def edition(folder: Path, settings: str = SETTINGS, files: dict[str, str] | None = None) -> Path:
    for name, text in (FILES if files is None else files).items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    (folder / "teiedit.toml").write_text(settings, encoding="utf-8")
    return folder


def bind(folder: Path, **given: Any) -> BuildResult:
    options = BuildOptions(**{"formats": ("pdf",), "volume": True, "validate": False, "workers": 1, **given})
    return build_edition(load_edition(folder), (), options)


@dataclass
class Book:
    content: bytes

    def __post_init__(self) -> None:
        self.pdf = pypdfium2.PdfDocument(self.content)
        self.pages = [page(one.get_textpage().get_text_bounded()) for one in self.pdf]
        self.labels = [self.pdf.get_page_label(number) for number in range(len(self.pages))]
        self.text = " ".join(self.pages)

    def on(self, words: str) -> str:
        """The number that is printed on the last page with some words."""
        return self.labels[max(number for number, text in enumerate(self.pages) if words in text)]

    def outline(self) -> list[tuple[int, str]]:
        return [(mark.level, mark.get_title()) for mark in self.pdf.get_toc()]

    def section(self, title: str) -> str:
        """The text of the pages that begin with a title."""
        found = [text for text in self.pages if text.startswith(title)]
        return found[-1]


def page(text: str) -> str:
    return " ".join(re.sub(r"[\u00ad\ufffe\u0002]\s*", "", text.replace("\r", "")).split())


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return edition(tmp_path_factory.mktemp("edition"))


@pytest.fixture(scope="module")
def result(folder: Path) -> BuildResult:
    return bind(folder)


@pytest.fixture(scope="module")
def book(folder: Path, result: BuildResult) -> Book:
    assert [path.name for path in result.written] == ["volume.pdf"]
    return Book((folder / "build/volume.pdf").read_bytes())


def test_nothing_is_amiss(result: BuildResult) -> None:
    assert [one.code.id for one in result.report] == []


def test_title_page_and_imprint_say_what_settings_and_headers_say(book: Book) -> None:
    assert "The Letters" in book.pages[0]
    assert "The Letters A Choice Edited by Ann Smith The Press, 2026" in " ".join(book.pages[:4])
    imprint = next(text for text in book.pages[:5] if "Free licence" in text)
    assert "Version: 2.1" in imprint
    assert "Cite this: Ann Smith, “The Letters. A Choice”, The Press, 2026, 2.1." in imprint


def test_documents_come_by_date_and_contents_say_on_which_page(book: Book) -> None:
    contents = book.section("Contents")
    order = re.findall(r"(First|Second|Third) Letter[ .]+(\d+)", contents)
    assert [name for name, _ in order] == ["Second", "First", "Third"]
    assert [number for _, number in order] == [book.on("Again Jane"), book.on("To Jane in"), book.on("Same identifier")]


def test_front_matter_has_roman_numbers_and_the_text_begins_with_one(book: Book) -> None:
    assert book.labels[:3] == ["i", "ii", "iii"]
    assert book.on("Before all.") in {"v", "vi", "vii", "viii", "ix", "x", "xi"}
    assert book.on("Again Jane") == "1"
    assert re.search(rf"Preface[ .]+{book.on('Before all.')}\b", book.section("Contents"))


def test_bookmarks_have_the_headings_of_documents_below_them(book: Book) -> None:
    marks = book.outline()
    assert (0, "First Letter") in marks
    assert (1, "Inner heading") in marks
    assert [title for level, title in marks if level == 0][-6:] == [
        *("Bibliography", "Persons", "Places", "Documents and works", "Topics", "About this edition"),
    ]


def test_references_to_another_document_say_its_page(book: Book) -> None:
    assert f"see the other (p. {book.on('There it is')})" in book.text
    assert "and “Second Letter” (p. 1)." in book.text


def test_registers_have_every_page_once_in_ranges_and_notes_apart(book: Book) -> None:
    first, there, letters = book.on("Again Jane"), book.on("There it is"), book.on("To Jane in")
    assert (first, there) == ("1", "2")
    assert letters in {"3", "4", "5"}
    joined = "1–3" if letters == "3" else f"1–2, {letters}"
    text = book.text
    assert f"Doe, Jane (Zed, Janey; 1901–1977). writer {joined}" in text
    assert "Zed, Janey, see Doe, Jane" in text
    assert f"Rome Forum {letters}" in text
    assert "Doe, Jane Her Work 2" in text
    assert f"Travel by land {there} by sea {letters}" in text


def test_lists_of_a_document_are_in_the_registers(book: Book) -> None:
    page = book.on("Same identifier")
    assert f"Own, List {page}" in book.text
    assert f"Unnamed {page}" in book.text
    assert book.text.count("Unnamed") == 1


def test_letters_are_under_who_wrote_them(book: Book) -> None:
    assert f"Abel 1 n. Sender {book.on('Same identifier')}" in book.text


def test_terms_have_ranges_and_references(book: Book) -> None:
    assert f"Silence {book.on('Same identifier')}–{book.on('The end.')}" in book.text
    assert "Trip, see Travel" in book.text


def test_a_reference_that_documents_share_is_printed_once(book: Book) -> None:
    assert book.text.count("Shared, A. Book. 1900.") == 1
    assert "Own, B. Treatise. 1901. Shared, A. Book." in book.text


def test_the_same_identifier_in_two_documents_is_two_places(folder: Path, book: Book) -> None:
    assert book.on("To Jane in") != book.on("Same identifier")


def test_it_is_the_same_file_again(folder: Path, book: Book, tmp_path: Path) -> None:
    bind(folder, directory=tmp_path, workers=2)
    assert (tmp_path / "volume.pdf").read_bytes() == book.content


def test_links_lead_to_pages(book: Book) -> None:
    with pikepdf.open(BytesIO(book.content)) as pdf:
        kinds = {str(one.Subtype) for sheet in pdf.pages for one in sheet.get("/Annots", [])}
    assert "/Link" in kinds


def test_parts_have_titles_and_are_above_their_documents(tmp_path: Path) -> None:
    settings = SETTINGS.replace('order = "date"', "") + (
        'notes = "continuous"\nname = "book"\n'
        '[[volume.parts]]\ntitle = "Early"\ndocuments = ["tei/b.xml"]\n'
        '[[volume.parts]]\ntitle = "Late"\ndocuments = ["tei/*.xml"]\n'
    )
    bind(edition(tmp_path, settings))
    book = Book((tmp_path / "build/book.pdf").read_bytes())
    wanted = {"Early", "Late", "First Letter", "Second Letter", "Inner heading"}
    marks = [mark for mark in book.outline() if mark[1] in wanted]
    assert marks == [(0, "Early"), (1, "Second Letter"), (0, "Late"), (1, "First Letter"), (2, "Inner heading")]
    # Numbers of notes go on from document to document.
    assert re.search(r"\b1 Second note", book.text)
    assert re.search(r"\b2 First note", book.text)


def test_a_document_with_an_error_keeps_the_volume_from_being_written(tmp_path: Path) -> None:
    edition(tmp_path)
    (tmp_path / "tei/a.xml").write_text("<TEI>", encoding="utf-8")
    result = bind(tmp_path)
    assert result.written == ()
    assert not (tmp_path / "build").exists()


def test_a_volume_and_the_documents_by_themselves_do_not_remove_each_other(tmp_path: Path) -> None:
    edition(tmp_path, 'title = "T"\ndocuments = ["tei/c.xml"]\n')
    build_edition(load_edition(tmp_path), (), BuildOptions(formats=("pdf",), validate=False, workers=1))
    bind(tmp_path)
    build_edition(load_edition(tmp_path), (), BuildOptions(formats=("pdf",), validate=False, workers=1))
    assert {path.name for path in (tmp_path / "build").glob("*.pdf")} == {"c.pdf", "volume.pdf"}


def test_many_entries_stand_under_their_letters(tmp_path: Path) -> None:
    names = [*(f"{chr(65 + number)}berg" for number in range(25)), "Äberg", "Łberg"]
    persons = "".join(
        f'<person xml:id="p{number}"><persName>{name}</persName></person>' for number, name in enumerate(names)
    )
    text = "".join(f'<p><persName ref="../register.xml#p{number}">x</persName></p>' for number in range(len(names)))
    register = re.sub(r"<listPerson>.*</listPerson>", f"<listPerson>{persons}</listPerson>", REGISTER, flags=re.DOTALL)
    edition(tmp_path, files={**FILES, "register.xml": register, "tei/a.xml": letter("A", text, date="1900-01-01")})
    bind(tmp_path)
    found = Book((tmp_path / "build/volume.pdf").read_bytes()).section("Persons")
    # Whether a gap is a space is this reader's guess.
    assert "AAberg1Äberg1BBberg1CCberg1" in found.replace(" ", "")
    assert "LLberg1Łberg1MMberg1" in found.replace(" ", "")
