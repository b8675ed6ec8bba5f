"""Plain text: one view, blocks apart, notes at the end."""

from __future__ import annotations

import pytest

from unit.making import plain


@pytest.mark.parametrize(("view", "expected"), [("reading", "a the z"), ("source", "a ⌜teh⌝ z")])
def test_one_view_is_written(view: str, expected: str) -> None:
    assert plain("<p>a <choice><sic>teh</sic><corr>the</corr></choice> z</p>", view) == f"A title\n\n{expected}\n"


def test_blocks_are_apart_and_notes_at_the_end() -> None:
    body = "<head>H</head><p>one<note type='editor'>first</note></p><p>two\n  words</p>"
    assert plain(body) == "A title\n\nH\n\none[1]\n\ntwo words\n\n[1] first\n"


def test_lists_that_run_on_stay_on_a_line() -> None:
    body = "<list rend='inline'><head>Present:</head><item>A,</item><item>B.</item></list>"
    assert plain(body) == "A title\n\nPresent: A, B.\n"


def test_items_and_lines_have_lines() -> None:
    assert plain("<list><item>A</item><item>B</item></list><lg><l>x</l><l>y</l></lg>") == "A title\n\nA\nB\n\nx\ny\n"


def test_lines_of_the_source_are_kept_in_the_source_text_alone() -> None:
    assert plain("<p>a<lb/>b wo<lb break='no'/>rd</p>") == "A title\n\na b word\n"
    assert plain("<p>a<lb/>b wo<lb break='no'/>rd</p>", "source") == "A title\n\na\nb word\n"


def body(source: str, view: str = "reading") -> str:
    """The text without the title above it."""
    return plain(source, view).removeprefix("A title\n\n").rstrip("\n")


def test_signs_stand_in_the_source_text_alone() -> None:
    marked = (
        "<p><unclear>ab\u0301</unclear> <gap reason='lost' quantity='3' unit='character'/> "
        "<supplied reason='lost'>x</supplied></p>"
    )
    assert body(marked) == "ab\u0301 […] x"
    assert body(marked, "source") == "a\u0323b\u0301\u0323 [···] [x]"


def test_blank_space_is_said_in_the_source_text() -> None:
    assert body("<p>a<space quantity='2' unit='character'/>b</p>") == "a b"
    assert body("<p>a<space quantity='2' unit='character'/>b</p>", "source") == "a (vac. 2) b"


def test_what_is_deleted_across_paragraphs_is_the_source_text_s_alone() -> None:
    deleted = "<p>one <delSpan spanTo='#e'/>two</p><p>three<anchor xml:id='e'/> four</p>"
    assert body(deleted) == "one\n\nfour"
    assert body(deleted, "source") == "one ⟦two\n\nthree⟧ four"


def test_alternatives_that_neither_text_has_are_not_read() -> None:
    choice = "<choice>\n<sic>teh</sic>\n<corr cert='low'>ten</corr>\n<corr cert='high'>the</corr>\n</choice>"
    assert body(f"<p>a{choice}b</p>") == "atheb"
    assert body(f"<p>a{choice}b</p>", "source") == "a⌜teh⌝b"


def test_a_reading_of_other_witnesses_is_not_read() -> None:
    assert body("<p><app><rdgGrp><rdg wit='#A'>one</rdg><rdg wit='#B'>two</rdg></rdgGrp></app> end</p>") == "one end"


def test_an_entry_apart_from_its_text_is_whole() -> None:
    entry = "<listApp><app loc='3'><lem wit='#A'>one</lem><rdg wit='#B'>two</rdg><rdg wit='#C'/></app></listApp>"
    assert body(f"<l n='3'>one</l>{entry}") == "one\n\n3 one A] two B; om. C"


def test_a_note_in_the_margin_stands_in_brackets_at_its_place() -> None:
    assert body("<p>one<note place='margin'>aside</note> two</p>") == "one (aside) two"


def test_a_note_that_is_called_again_is_told_once() -> None:
    called = "<p>a<ptr target='#n'/> b<ref target='#n'>1</ref></p><noteGrp><note xml:id='n'>Told.</note></noteGrp>"
    assert body(called) == "a[1] b[1]\n\n[1] Told."


def test_a_reference_with_words_of_its_own_keeps_them_beside_the_call() -> None:
    called = (
        "<p>a <ref type='noteAnchor' target='#n'>see there</ref></p><noteGrp><note xml:id='n'>Told.</note></noteGrp>"
    )
    assert body(called) == "a see there[1]\n\n[1] Told."


def test_a_date_that_attributes_alone_give_is_said() -> None:
    assert body("<p>On<date when='1915-01-23'/>, at noon</p>") == "On 23 January 1915, at noon"


def test_a_hyphen_of_the_line_end_is_no_part_of_the_word() -> None:
    assert body("<p>Eng<g ref='char:EOLhyphen'/>lish</p>") == "English"


def test_another_hand_is_named() -> None:
    assert body("<p>a <handShift scribe='Clara'/>b</p>") == "a [hand: Clara] b"


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ("<castItem><role>Ann</role><roleDesc>a ferrywoman</roleDesc></castItem>", "Ann a ferrywoman"),
        ("<castItem><role>Ann</role><roleDesc>, a ferrywoman</roleDesc></castItem>", "Ann, a ferrywoman"),
        (
            "<entry><form><orth>ferry</orth><pron>feri</pron></form><sense><def>a boat</def></sense></entry>",
            "ferry feri a boat",
        ),
        ("<address><street>Main Street</street><settlement>Riga</settlement></address>", "Main Street, Riga"),
        ("<p><ruby><rb>kan</rb><rt>KAN</rt></ruby>ji</p>", "kan (KAN) ji"),
        ("<table><row><cell>a</cell><cell>b</cell></row>\n<row><cell>c</cell></row></table>", "a\tb\nc"),
        ("<figure><head>Map</head><graphic url='m.png'/><figDesc>a river</figDesc></figure>", "Map\na river"),
    ],
)
def test_parts_without_space_between_them_do_not_run_together(parts: str, expected: str) -> None:
    assert body(parts) == expected


def test_words_for_an_index_are_not_read() -> None:
    assert body("<p>Riga<index><term>towns</term></index>.</p>") == "Riga."
