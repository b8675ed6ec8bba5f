"""Pages as a reader sees them: running heads, page numbers, the grid of lines, spaces, a project's own design."""

from __future__ import annotations

import re
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import pdfplumber
import pikepdf
import pypdfium2
import pytest
from lxml import etree

from commands import run
from teiedit.errors import ConfigError, TypesetError
from teiedit.print_settings import PrintSettings
from teiedit.print_theme import read_theme
from teiedit.publish.diagnoses import diagnose
from teiedit.publish.pdf import TypstParameters, produce
from teiedit.publish.press import Press
from teiedit.publish.product import Product
from teiedit.typeset import TypesetOptions, typeset
from unit.making import annotated, document
from unit.test_worker import font

WORDS = "The quick brown fox, in 1962, jumped over the lazy dogs; then it went home and slept. " * 9


@dataclass(frozen=True)
class Line:
    """Words on one line of a page: where they begin and end, and their baseline, in points from the top left."""

    text: str
    left: float
    right: float
    baseline: float
    size: float


def lines(pdf: bytes, number: int) -> list[Line]:
    """Return the lines of a page, from its top."""
    with pdfplumber.open(BytesIO(pdf)) as opened:
        page = opened.pages[number - 1]
        rows: dict[tuple[int, float], list[dict[str, float]]] = {}
        for one in page.chars:
            if one["text"].strip():
                rows.setdefault((round(page.height - one["matrix"][5]), round(one["size"], 1)), []).append(one)
        words = {key: sorted(row, key=lambda one: one["x0"]) for key, row in rows.items()}
        return [
            Line("".join(str(one["text"]) for one in row), row[0]["x0"], row[-1]["x1"],
                 page.height - row[0]["matrix"][5], key[1])
            for key, row in sorted(words.items())
        ]  # fmt: skip


def pages(pdf: bytes) -> list[str]:
    opened = pypdfium2.PdfDocument(pdf)
    return [page.get_textpage().get_text_bounded() for page in opened]


def labels(pdf: bytes) -> list[str]:
    opened = pypdfium2.PdfDocument(pdf)
    return [opened.get_page_label(index) for index in range(len(opened))]


def make(body: str, *, root: Path = Path(), edition: str = "EDITION", **settings: object) -> Product:
    node, registers = annotated(document(body))
    press = Press(PrintSettings(**settings), root)  # type: ignore[arg-type]
    return produce(node, TypstParameters(registers=registers, edition_title=edition), {}, press=press)


def chapters(count: int = 6) -> str:
    body = f"<p>{WORDS}</p><p>{WORDS}<note>A note.</note></p><quote><p>{WORDS}</p></quote><p>{WORDS}</p>"
    return "".join(f"<div><head>Chapter {number}</head>{body}</div>" for number in range(count))


def bound(body: str, theme: str = "octavo") -> bytes:
    """Set parts of a volume, by the functions that it calls."""
    head = '#import "teiedit.typ": *\n#show: edition.with(title: "T", edition-title: "EDITION", lang: "en")\n'
    return typeset(f"{head}#{{\n{body}\n}}", Press(PrintSettings(theme)).files()).pdf


def test_running_heads_have_the_edition_on_the_left_and_the_document_on_the_right() -> None:
    pdf = make(chapters(), theme="octavo").content
    text = pages(pdf)
    assert len(text) >= 4
    assert "edition" in text[1].splitlines()[0].lower()
    assert "a title" in text[2].splitlines()[0].lower()
    assert "edition" not in text[2].splitlines()[0].lower()


def test_the_first_page_has_no_running_head_but_its_number_at_the_foot() -> None:
    pdf = make(chapters(), theme="octavo").content
    first, second = lines(pdf, 1), lines(pdf, 2)
    assert first[0].baseline > 62
    assert (first[-1].text, first[-1].baseline > 530) == ("1", True)
    assert second[0].baseline < 62


@pytest.mark.parametrize("theme", ["octavo", "modern"])
def test_page_numbers_stand_at_the_outer_edge(theme: str) -> None:
    settings = PrintSettings(theme)
    pdf = make(chapters(), theme=settings.theme).content
    for number in (2, 3):
        found = [one for one in lines(pdf, number) if one.text == str(number)]
        found += [one for one in lines(pdf, number) if one.baseline < 60 and str(number) in one.text]
        text = next(one for one in lines(pdf, number) if one.text.startswith("The"))
        if number % 2:
            assert found[0].right > text.right - 15
        else:
            assert found[0].left == pytest.approx(text.left, abs=15)


def test_on_paper_of_one_side_both_heads_are_on_each_page() -> None:
    pdf = make(chapters(), theme="office").content
    assert "EDITION" in pages(pdf)[1].splitlines()[0]
    assert "A title" in pages(pdf)[1].splitlines()[0]
    assert f"2 / {len(pages(pdf))}" in pages(pdf)[1]


def test_a_running_head_that_is_too_long_ends_at_a_word() -> None:
    pdf = make(
        chapters(), theme="octavo", edition="Collected letters and papers of the years of travel 1901 to 1962"
    ).content
    head = pages(pdf)[1].splitlines()[0].lower()
    assert "collected letters" in head
    assert head.endswith("…")
    assert lines(pdf, 2)[0].right < 135 * 72 / 25.4


FRONT = 'front-matter({ opens-page(); para({"Preface"}); to-opening("right"); opens-page(); para({"Contents"}) })\n'
MAIN = """main-matter({
  to-opening("right"); opens-page(); para({"One"})
  to-opening("right"); opens-page(); para({"Two"})
})"""


def test_front_matter_has_roman_numbers_and_the_text_begins_at_one_on_the_right() -> None:
    pdf = bound(FRONT + MAIN)
    text = pages(pdf)
    assert labels(pdf) == ["i", "ii", "iii", "iv", "1", "2", "3"]
    assert [index for index, one in enumerate(text) if "One" in one or "Two" in one] == [4, 6]
    assert ["iii" in text[2], "1" in text[4], "3" in text[6]] == [True] * 3


def test_a_left_page_that_is_left_empty_is_empty() -> None:
    assert [one.strip() for one in pages(bound(FRONT + MAIN))][1::2] == ["", "", ""]


@pytest.mark.parametrize("lines_of_text", range(33, 41))
def test_no_page_is_left_empty_where_the_text_before_fills_its_page(lines_of_text: int) -> None:
    full = "\n".join('para({"x"})' for _ in range(lines_of_text))
    pdf = bound(f'main-matter({{ to-opening("right"); {full}\n to-opening("next"); opens-page(); para({{"Two"}}) }})')
    assert all(one.strip() for one in pages(pdf))


def test_the_theme_says_where_a_document_opens() -> None:
    body = 'main-matter({ para({"One"}); to-opening("run-on"); para({"Two"}); to-opening("next"); para({"Three"}) })'
    assert [("Two" in one, "Three" in one) for one in pages(bound(body))] == [(True, False), (False, True)]


@pytest.mark.parametrize(("theme", "top", "size", "leading"), [
    ("octavo", "22mm", 10.4, 13.2), ("modern", "20mm", 9.6, 13), ("office", "32mm", 11, 15),
])  # fmt: skip
def test_lines_stand_on_the_same_grid_on_every_page(theme: str, top: str, size: float, leading: float) -> None:
    pdf = make(chapters(), theme=theme).content
    start = float(top[:-2]) * 72 / 25.4 + 0.75 * size
    for number in range(1, len(pages(pdf))):
        of_text = [
            one for one in lines(pdf, number) if one.size == size and one.text.startswith(("The", "jump", "over"))
        ]
        for one in of_text:
            steps = (one.baseline - start) / leading * 2
            assert steps == pytest.approx(round(steps), abs=0.06), (number, one)


def test_no_page_of_a_book_ends_with_the_first_line_of_a_paragraph() -> None:
    # Paragraphs of two to six lines, so that some of them would be divided after the first.
    body = "".join(f"<p>{'Words of a paragraph that goes on. ' * (3 + number % 8)}</p>" for number in range(120))
    pdf = make(body, theme="octavo").content
    for number in range(1, len(pages(pdf)) - 1):
        of_text = [one for one in lines(pdf, number) if one.size == 10.4]
        after = [one for one in lines(pdf, number + 1) if one.size == 10.4]
        begins = of_text[-1].left > min(one.left for one in of_text) + 8
        goes_on = after[0].left < min(one.left for one in after) + 8
        assert not (begins and goes_on), number


def test_figures_are_old_style_in_the_text_and_lining_in_tables() -> None:
    pdf = make("<p>Year 1962.</p><table><row><cell>1962</cell></row></table>", theme="octavo").content
    with pdfplumber.open(BytesIO(pdf)) as opened:
        page = opened.pages[0]
        widths = [one["x1"] - one["x0"] for one in page.chars if one["text"] in "1962"]
    # Lining figures are all of one width.
    assert len({round(one / 9.5, 1) for one in widths[:4]}) > 1 or widths[:4] != widths[4:8]


def spaced(lang: str, text: str) -> str:
    body = f"<p xml:lang='{lang}'>{text}</p>"
    return pages(make(body).content)[0]


def test_french_has_narrow_spaces_before_its_punctuation() -> None:
    text = spaced("fr", "Quoi? «Ici»: oui; non! à 12:30, http://a.org/b?c")
    assert "Quoi\u202f? «\u202fIci\u202f»\u202f: oui\u202f; non\u202f!" in text
    assert "12:30" in text
    assert "http://a.org/b?c" in text


def test_spaces_that_french_text_has_become_narrow_ones() -> None:
    text = spaced("fr", "Quoi ? « Ici » : oui ;")
    assert "Quoi\u202f? «\u202fIci\u202f»\u202f: oui\u202f;" in text


def test_other_languages_in_a_french_document_keep_their_spaces() -> None:
    text = spaced("fr", "Ici! <foreign xml:lang='en'>Here! Yes;</foreign> Oui!")
    assert "Ici\u202f! Here! Yes; Oui\u202f!" in text


def test_russian_and_german_keep_together_what_belongs_together() -> None:
    assert "слово\u00a0— слово" in spaced("ru", "слово — слово")
    assert "А.\u00a0С.\u00a0Пушкин" in spaced("ru", "А. С. Пушкин")
    assert "z.\u202fB." in spaced("de", "z. B. so")


def test_words_are_divided_by_the_rules_of_their_language() -> None:
    german = "Die Donaudampfschifffahrtsgesellschaft und ihre Kapitänsmützen. " * 30
    pdf = make(f"<p xml:lang='de'>{german}</p>").content
    ends = [one.text[:-1] for one in lines(pdf, 1) if one.text.endswith("\u00ad")]
    assert any(one.endswith(("Donau", "dampf", "schiff", "fahrts", "gesell")) for one in ends), ends


@pytest.mark.parametrize("theme", ["octavo", "modern", "office"])
def test_each_theme_sets_everything(theme: str) -> None:
    body = (
        "<div><head>H</head><p>a <hi rend='bold'>b</hi></p><lg><l n='5'>v</l></lg><sp><speaker>S</speaker><p>s</p></sp>"
        "<table><row role='label'><cell>c</cell></row></table><list><item>i</item></list>"
        "<div><head>H2</head><div><head>H3</head><p>x<note place='margin'>m</note></p></div></div></div>"
    )
    made = make(body, theme=theme)
    assert made.findings == ()


def test_the_file_says_what_the_document_is_about() -> None:
    node, registers = annotated(
        document("<p>x</p>", more="<profileDesc><abstract><p>In short: a letter.</p></abstract></profileDesc>")
    )
    made = produce(node, TypstParameters(registers=registers), {})
    with pikepdf.open(BytesIO(made.content)) as pdf:
        assert "In short: a letter." in str(pdf.open_metadata()["dc:description"])


def test_a_theme_of_ones_own_is_used(tmp_path: Path) -> None:
    (tmp_path / "own.toml").write_text(
        'extends = "octavo"\n[page]\nwidth = "100mm"\nheight = "150mm"\n', encoding="utf-8"
    )
    size = pypdfium2.PdfDocument(make("<p>x</p>", root=tmp_path, theme="own.toml").content)[0].get_size()
    assert tuple(round(one * 25.4 / 72) for one in size) == (100, 150)


def test_fonts_of_the_folder_are_used_for_the_letters_that_the_theme_says(tmp_path: Path) -> None:
    (tmp_path / "fonts").mkdir()
    font(tmp_path / "fonts" / "boxes.ttf", "θ")
    (tmp_path / "own.toml").write_text('[fonts]\ngreek = ["Boxes"]\n', encoding="utf-8")
    source = document("<p>alpha θ beta α</p>")
    node, registers = annotated(source)
    press = Press(PrintSettings("own.toml", fonts="fonts"), tmp_path)
    press.check()
    options = TypesetOptions(press.font_folders)
    made = produce(node, TypstParameters(registers=registers), {}, options, press)
    with pdfplumber.open(BytesIO(made.content)) as opened:
        used = {one["text"]: one["fontname"].partition("+")[2] for one in opened.pages[0].chars}
    assert used["θ"].startswith("Boxes")
    # What it lacks, the text's own font has.
    assert used["α"].startswith("Libertinus")
    assert used["b"].startswith("Libertinus")


def test_the_date_follows_in_the_running_head_where_the_theme_says_so(tmp_path: Path) -> None:
    (tmp_path / "own.toml").write_text('extends = "modern"\n[running]\ndate = "head"\n', encoding="utf-8")
    created = "<profileDesc><creation><date when='1962-11-16'/></creation></profileDesc>"
    node, registers = annotated(document(chapters(), more=created))
    made = produce(node, TypstParameters(registers=registers), {}, press=Press(PrintSettings("own.toml"), tmp_path))
    assert "A title\u2002·\u200216 November 1962" in pages(made.content)[2]


def test_running_heads_name_the_division_where_the_theme_says_so(tmp_path: Path) -> None:
    (tmp_path / "own.toml").write_text('extends = "modern"\n[running]\nright = "division"\n', encoding="utf-8")
    text = pages(make(chapters(), root=tmp_path, theme="own.toml").content)
    assert "Chapter" in text[2].splitlines()[0]


def test_in_columns_the_title_stands_above_all_of_them() -> None:
    pdf = make(chapters(), theme="octavo", columns=2).content
    first = lines(pdf, 1)
    title = next(one for one in first if one.text == "Atitle")
    text = [one for one in first if one.size == 10.4]
    assert all(one.baseline > title.baseline for one in text)
    assert len({round(one.baseline) for one in text}) < len(text) or max(one.right for one in text) > 270


def test_a_theme_with_a_mistake_is_refused(tmp_path: Path) -> None:
    (tmp_path / "own.toml").write_text("[page]\nwide = '100mm'\n", encoding="utf-8")
    with pytest.raises(ConfigError):
        make("<p>x</p>", root=tmp_path, theme="own.toml")


def test_functions_of_a_layer_come_before_those_of_the_template(tmp_path: Path) -> None:
    (tmp_path / "print").mkdir()
    (tmp_path / "print" / "look.typ").write_text(
        '#import "/parts.typ" as built-in\n#import "more.typ": before\n'
        "#let stage(..given, body) = built-in.stage(..given, body)\n"
        '#let para(..given, body) = built-in.para(..given, { before; body })\n', encoding="utf-8"
    )  # fmt: skip
    (tmp_path / "print" / "more.typ").write_text('#let before = "FIRST "\n', encoding="utf-8")
    text = pages(make("<p>words</p>", root=tmp_path, layer="print/look.typ").content)[0]
    assert "FIRST words" in text


def test_a_mistake_in_a_layer_is_told_by_its_name(tmp_path: Path) -> None:
    (tmp_path / "look.typ").write_text("#let para(body) = {\n  nothing(body)\n}\n", encoding="utf-8")
    with pytest.raises(TypesetError, match=r"unknown variable: nothing at look\.typ:2:2"):
        make("<p>words</p>", root=tmp_path, layer="look.typ")


def test_a_file_that_a_layer_lacks_is_told_without_the_folder_of_the_job(tmp_path: Path) -> None:
    (tmp_path / "look.typ").write_text('#let para(..given) = image("device.svg")\n', encoding="utf-8")
    with pytest.raises(TypesetError, match=r"document: file not found: device\.svg at look\.typ:1:27"):
        make("<p>words</p>", root=tmp_path, layer="look.typ")


def test_a_layer_reads_nothing_but_its_own_folder(tmp_path: Path) -> None:
    (tmp_path / "look.typ").write_text('#let secret = read("/etc/hostname")\n', encoding="utf-8")
    with pytest.raises(TypesetError):
        make("<p>words</p>", root=tmp_path, layer="look.typ")


LAYER = """<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:t="urn:teiedit:typst" xmlns:m="urn:teiedit:modes" xpath-default-namespace="http://www.tei-c.org/ns/1.0">
  <xsl:template mode="m:typst" match="name" as="element()">
    <t:hi rend="bold"><xsl:text>!</xsl:text><xsl:apply-templates mode="m:typst"/></t:hi>
  </xsl:template>
</xsl:stylesheet>
"""


def test_templates_of_a_stylesheet_come_before_those_of_ours(tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_bytes(document("<p>Of <name>Ada</name>.</p>").source.data)
    (tmp_path / "print.xsl").write_text(LAYER, encoding="utf-8")
    (tmp_path / "teiedit.toml").write_text(
        'documents = ["a.xml"]\n[print]\nstylesheet = "print.xsl"\n', encoding="utf-8"
    )
    assert run(["build", "--format", "pdf", "--no-validate"], tmp_path).code == 0
    assert "Of !Ada." in pages((tmp_path / "build" / "a.pdf").read_bytes())[0]


def test_a_stylesheet_with_a_mistake_is_told_by_its_name(tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_bytes(document("<p>Of <name>Ada</name>.</p>").source.data)
    (tmp_path / "print.xsl").write_text(LAYER.replace("m:typst", "m:typpst"), encoding="utf-8")
    (tmp_path / "teiedit.toml").write_text(
        'documents = ["a.xml"]\n[print]\nstylesheet = "print.xsl"\n', encoding="utf-8"
    )
    ended = run(["build", "--format", "pdf", "--no-validate"], tmp_path)
    assert ended.code == 3
    assert "print.xsl does not compile" in ended.err


def test_warnings_of_the_processor_are_not_told_as_mistakes(tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_bytes(document("<p>Of <name>Ada</name>.</p>").source.data)
    mistake = '<xsl:if test="a/(div | b)"/><xsl:sequence select="absent()"/></xsl:template>'
    (tmp_path / "print.xsl").write_text(LAYER.replace("</xsl:template>", mistake), encoding="utf-8")
    (tmp_path / "teiedit.toml").write_text(
        'documents = ["a.xml"]\n[print]\nstylesheet = "print.xsl"\n', encoding="utf-8"
    )
    ended = run(["build", "--format", "pdf", "--no-validate"], tmp_path)
    assert "XPST0017" in ended.err
    assert "Warning" not in ended.err
    assert "div" not in ended.err


def test_characters_that_no_font_has_are_found_in_the_document() -> None:
    source = document("\n<p n='x'>A\n  <hi>b 漢</hi> c 漢</p>\n<p>ꝗ</p>")
    node, registers = annotated(source)
    made = produce(node, TypstParameters(registers=registers), {})
    found = [
        (one.code.id, one.location.line, one.location.column, one.message) for one in diagnose(source, made.findings)
    ]
    assert found == [
        ("TE503", 3, 9, "the fonts of the PDF lack 漢 (U+6F22 CJK UNIFIED IDEOGRAPH-6F22), 2 times here"),
        ("TE503", 4, 4, "the fonts of the PDF lack ꝗ (U+A757 LATIN SMALL LETTER Q WITH STROKE THROUGH DESCENDER)"),
    ]  # fmt: skip
    text = "".join(pages(made.content))
    assert text.count("U+6F22") == 2
    assert "U+A757" in text


@pytest.mark.parametrize(("name", "text", "lacks"), [
    ("polytonic Greek", "μῆνιν ἄειδε θεὰ Πηληϊάδεω Ἀχιλῆος ᾧ ῥήτωρ", False),
    ("pointed Hebrew", "בְּרֵאשִׁית בָּרָא אֱלֹהִים", False),
    ("Church Slavonic", "въ нача́лѣ бѣ̀ сло́во ѧ҆꙳ ꙋ", True),
    ("CJK", "漢字かな", True),
    ("vocalised Arabic", "بِسْمِ ٱللَّهِ", True),
    ("medieval signs", "ꝑ ꝗ ꝓ", True),
])  # fmt: skip
def test_scripts_are_printed_or_what_they_lack_is_told(name: str, text: str, lacks: bool) -> None:
    source = document(f"<p>{text}</p>")
    node, registers = annotated(source)
    made = produce(node, TypstParameters(registers=registers), {})
    found = list(diagnose(source, made.findings))
    assert bool(found) is lacks, name
    assert all(one.code.id == "TE503" and "U+" in one.message and one.location.line == 1 for one in found)


def shown(language: str, beginning: str, root: Path) -> str:
    """Return the example of docs/printing.md in a language that begins so."""
    page = (root / "docs" / "printing.md").read_text(encoding="utf-8")
    (found,) = (one for one in re.findall(rf"```{language}\n(.*?)```", page, re.DOTALL) if one.startswith(beginning))
    return str(found)


def test_the_example_of_a_theme_is_one(root: Path, tmp_path: Path) -> None:
    text = shown("toml", "# house.toml", root)
    (tmp_path / "house.toml").write_text(text, encoding="utf-8")
    assert read_theme("house.toml", tmp_path)["running"]["right"] == "division"


def test_the_example_of_a_layer_works(root: Path, tmp_path: Path) -> None:
    (tmp_path / "house.typ").write_text(shown("typst", "// print/house.typ", root), encoding="utf-8")
    device = '<svg xmlns="http://www.w3.org/2000/svg" width="20" height="9"><rect width="20" height="9"/></svg>'
    (tmp_path / "device.svg").write_text(device, encoding="utf-8")
    body = "<div><p>a</p><stage>Exit.</stage><milestone unit='section' rend='stars'/><p>b</p></div>"
    made = make(body, root=tmp_path, layer="house.typ")
    assert made.findings == ()
    assert "Exit." in pages(made.content)[0]


def test_the_example_of_a_stylesheet_works(root: Path, tmp_path: Path) -> None:
    text = shown("xml", "<xsl:stylesheet", root)
    assert etree.fromstring(text.encode()).find("{*}template").get("mode") == "m:typst"  # type: ignore[union-attr]
    (tmp_path / "a.xml").write_bytes(document("<p>The <name type='ship'>Argo</name>.</p>").source.data)
    (tmp_path / "print.xsl").write_text(text, encoding="utf-8")
    (tmp_path / "teiedit.toml").write_text(
        'documents = ["a.xml"]\n[print]\nstylesheet = "print.xsl"\n', encoding="utf-8"
    )
    assert run(["build", "--format", "pdf", "--no-validate"], tmp_path).code == 0
    with pdfplumber.open(tmp_path / "build" / "a.pdf") as opened:
        ship = [one for one in opened.pages[0].chars if one["text"] == "g"]
    assert "Italic" in ship[0]["fontname"]
