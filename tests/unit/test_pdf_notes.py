"""Notes on paper: that each begins on the page of its call, after the text where it shall, or in the margin."""

from __future__ import annotations

import re
from functools import lru_cache
from io import BytesIO

import pikepdf
import pypdfium2
import pytest

from teiedit.note_series import DEFAULT_SERIES, Series, with_defaults
from teiedit.print_settings import PrintSettings
from teiedit.publish import passes
from teiedit.publish.pdf import TypstParameters, produce
from teiedit.publish.press import Press
from teiedit.publish.product import Product
from unit.making import document
from unit.test_pdf import outline

SERIES = ("author", "editor", "translator", "apparatus")


def printed(
    body: str,
    *,
    series: tuple[Series, ...] = DEFAULT_SERIES,
    text: str = "<text><body>{body}</body></text>",
    settings: PrintSettings | None = None,
    notes: str = "foot",
) -> Product:
    passes.preload()
    registers = passes.bind_registers([])
    node = passes.annotate(document(body, text=text), {}, series).node
    parameters = TypstParameters(registers=registers, notes=notes)
    return produce(node, parameters, {}, press=Press(settings or PrintSettings(theme="octavo")))


def pages(product: Product) -> list[str]:
    """The text of each page, white space as single spaces."""
    pdf = pypdfium2.PdfDocument(product.content)
    texts = (page.get_textpage().get_text_bounded().replace("\r", "") for page in pdf)
    return [" ".join(re.sub(r"[\u00ad\ufffe\u0002]", "- ", text).split()) for text in texts]


def page_of(words: str, texts: list[str]) -> int:
    found = [number for number, text in enumerate(texts, 1) if words in text]
    assert len(found) == 1, (words, found)
    return found[0]


@lru_cache(maxsize=1)
def opened(content: bytes) -> list[tuple[pypdfium2.PdfPage, pypdfium2.PdfTextPage]]:
    return [(page, page.get_textpage()) for page in pypdfium2.PdfDocument(content)]


def place(product: Product, words: str) -> tuple[int, float, float]:
    """Page, and points from the left and from the top, where words begin that stand once."""
    for number, (page, text) in enumerate(opened(product.content), 1):
        if found := text.search(words, match_case=True).get_next():
            left, _, _, top = text.get_charbox(found[0])
            return number, left, page.get_height() - top
    raise AssertionError(words)


WORDS = ("lorem", "ipsum", "dolor", "sit", "amet", "consectetur")


def filler(count: int, seed: int = 0) -> str:
    """Some words without meaning, of uneven length, always the same."""
    return " ".join(WORDS[(n * n + seed) % 6] for n in range(count))


def with_notes(count: int, series: tuple[str, ...] = SERIES) -> str:
    """Paragraphs, a list, a quotation, a table, verse: with notes of many lengths, each marked by words of its own."""
    kinds = [series[(n * 7 + n // 3) % len(series)] for n in range(count)]
    calls = [
        f"{filler(5 + n % 23, n)} call{n:03}x<note type='{kind}'>note{n:03}x {filler(n * 7 % 40, n)}</note> "
        for n, kind in enumerate(kinds)
    ]
    groups = [calls[begin : begin + 5] for begin in range(0, count, 5)]
    shapes = (
        lambda parts: f"<p>{''.join(parts)}</p>",
        lambda parts: f"<p>{''.join(parts)}</p>",
        lambda parts: f"<list>{''.join(f'<item>{one}</item>' for one in parts)}</list>",
        lambda parts: f"<quote><p>{''.join(parts)}</p></quote>",
        lambda parts: f"<div><head>{parts[0]}</head><p>{''.join(parts[1:])}</p></div>",
        lambda parts: f"<lg>{''.join(f'<l>{one}</l>' for one in parts)}</lg>",
        lambda parts: f"<table>{''.join(f'<row><cell>{one}</cell></row>' for one in parts)}</table>",
    )
    blocks = [shapes[number % len(shapes)](group) for number, group in enumerate(groups)]
    # What follows a division is in one.
    return "".join(f"<div>{block}</div>" if not block.startswith("<div") else block for block in blocks)


def test_every_note_begins_on_the_page_of_its_call_or_is_reported() -> None:
    product = printed(with_notes(300))
    texts = pages(product)
    # The words of headings are in the contents, too.
    calls = [[number for number, text in enumerate(texts, 1) if f"call{n:03}x" in text] for n in range(300)]
    apart = [n for n in range(300) if page_of(f"note{n:03}x", texts) not in calls[n]]
    reported = [one for one in product.findings if one.code == "TE502"]
    assert len(apart) == len(reported)
    # With a note in every clause, in lists, tables and verse too.
    assert len(apart) <= 30
    assert {one.code for one in product.findings} <= {"TE502", "TE515"}


def test_the_number_at_the_call_is_that_of_the_note_and_each_series_has_its_own() -> None:
    text = " ".join(pages(printed(with_notes(60))))
    kinds = (r"[*†‡§‖¶]+", r"\d+", r"[a-z]+", r"[ivxlc]+")
    for n in range(60):
        (number,) = re.findall(rf"(\S+) note{n:03}x", text)
        assert re.fullmatch(kinds[(n * 7 + n // 3) % 4], number)
        assert re.search(rf"call{n:03}x ?{re.escape(number)}(?![*†‡§‖¶\d])", text)


def test_notes_stand_below_the_text_in_the_order_of_the_series_and_then_of_their_calls() -> None:
    product = printed(
        "<p>a<note type='editor'>EDITOR</note> b<note type='author'>FIRST</note> c<note type='author'>SECOND</note></p>"
    )
    tops = [place(product, words)[2] for words in ("FIRST", "SECOND", "EDITOR")]
    assert tops == sorted(tops)


def test_the_order_of_the_series_is_that_of_the_settings() -> None:
    own = with_defaults([Series("gloss", ("gloss",), numbers="A")])
    product = printed("<p>a<note type='author'>AUTHOR</note> b<note type='gloss'>GLOSS</note></p>", series=own)
    assert place(product, "GLOSS")[2] < place(product, "AUTHOR")[2]


def test_a_long_note_goes_on_over_pages_and_loses_no_word() -> None:
    words = " ".join(f"w{number}w" for number in range(3000))
    product = printed(f"<p>{filler(200)} CALLED<note>{words}</note> {filler(900)}</p>")
    texts = pages(product)
    assert page_of("CALLED", texts) == page_of(" w0w", texts)
    assert len([text for text in texts if re.search(r"w\d+w", text)]) > 3
    assert [int(one) for one in re.findall(r"w(\d+)w", " ".join(texts))] == list(range(3000))
    assert not product.findings


def test_notes_in_notes_fifty_deep_are_all_printed_with_their_numbers() -> None:
    depth = 50
    nested = "".join(f"<note>level{n}x " for n in range(depth)) + "</note>" * depth
    texts = pages(printed(f"<p>Begin{nested} end.</p>"))
    text = " ".join(texts)
    assert all(text.count(f"level{n}x") == 1 for n in range(depth))
    assert all(re.search(rf"\b{n + 1} level{n}x", text) for n in range(depth))


def test_many_calls_in_one_line_lose_nothing() -> None:
    calls = "".join(f"a<note>note{n}x</note> " for n in range(40))
    product = printed(f"<p>{filler(100)} {calls} {filler(100)}</p>")
    texts = pages(product)
    assert all(page_of(f"note{n}x", texts) for n in range(40))


def test_a_note_in_a_heading_is_in_neither_bookmark_nor_running_head_nor_printed_twice() -> None:
    product = printed(f"<div><head>The head<note>HEADNOTE</note></head><p>{filler(2000)}</p></div>")
    assert (0, "The head") in outline(product)
    assert " ".join(pages(product)).count("HEADNOTE") == 1


def test_a_repeated_head_of_a_table_does_not_repeat_its_notes() -> None:
    rows = "".join(f"<row><cell>{n}</cell><cell>{filler(9)}</cell></row>" for n in range(150))
    product = printed(f"<table><row role='label'><cell>N<note>HEADNOTE</note></cell><cell>T</cell></row>{rows}</table>")
    assert len(pages(product)) > 2
    assert " ".join(pages(product)).count("HEADNOTE") == 1
    assert not product.findings


AGAIN = "<p>a<ptr target='#n'/> {between} b<ptr target='#n'/></p><noteGrp><note xml:id='n'>TOLD</note></noteGrp>"


def test_a_note_called_again_on_its_page_has_its_number_again() -> None:
    (text,) = pages(printed(AGAIN.format(between="x")))
    assert "a1 x b1" in text
    assert text.count("TOLD") == 1
    assert "see note" not in text


def test_a_note_called_again_on_another_page_is_named_with_its_page() -> None:
    texts = pages(printed(AGAIN.format(between=filler(700))))
    assert page_of("TOLD", texts) == 1
    assert "1 see note 1 on p. 1" in texts[page_of("b1", texts) - 1]


def by_page(name: str = "note", numbers: str = "1") -> tuple[Series, ...]:
    return with_defaults([Series(name, restart="page", numbers=numbers, is_fixed=True)])  # type: ignore[arg-type]


@pytest.mark.parametrize("numbers", ["1", "*"])
def test_numbers_that_begin_again_on_each_page_follow_the_printed_pages(numbers: str) -> None:
    body = "".join(f"<p>{filler(40, n)} call{n:02}x<note>note{n:02}x {filler(n % 9)}</note></p>" for n in range(40))
    product = printed(body, series=by_page(numbers=numbers))
    assert not product.findings
    signs = "*†‡§‖¶"
    for text in pages(product):
        labels = re.findall(r"(\S+) note\d\dx", text)
        expected = [
            str(n) if numbers == "1" else signs[(n - 1) % 6] * ((n + 5) // 6) for n in range(1, len(labels) + 1)
        ]
        assert labels == expected
        assert all(
            re.search(rf"call{call}x ?{re.escape(label)}", text)
            for label, call in re.findall(r"(\S+) note(\d\d)x", text)
        )


def test_two_series_that_begin_again_on_each_page_are_counted_apart() -> None:
    own = with_defaults(
        [
            Series("editor", restart="page", is_fixed=True),
            Series("translator", restart="page", numbers="a", is_fixed=True),
        ]
    )
    kinds = ("editor", "translator")
    body = "".join(
        f"<p>{filler(40, n)} call{n:02}x<note type='{kinds[n % 3 % 2]}'>note{n:02}x {filler(n % 9)}</note></p>"
        for n in range(40)
    )
    product = printed(body, series=own)
    for text in pages(product):
        editor = re.findall(r"\b(\d+) note\d\dx", text)
        translator = re.findall(r"\b([a-z]) note\d\dx", text)
        assert editor == [str(n + 1) for n in range(len(editor))]
        assert translator == list("abcdefghijklmnop"[: len(translator)])
    assert not product.findings


def test_a_note_that_stands_elsewhere_keeps_its_language() -> None:
    product = printed(
        "<p xml:lang='de'>ein Wort<ptr target='#n'/></p><noteGrp><note xml:id='n' xml:lang='fr'>MOT</note></noteGrp>"
    )
    with pikepdf.open(BytesIO(product.content)) as pdf:
        languages = {str(one.Lang)[:2] for one in pdf.objects if isinstance(one, pikepdf.Dictionary) and "/Lang" in one}
    assert {"de", "fr"} <= languages
