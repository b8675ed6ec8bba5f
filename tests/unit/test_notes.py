"""Where notes are called, how they are numbered, and that the page links both ways."""

from __future__ import annotations

import pytest
from lxml import etree, html

from teiedit.config import read_config
from teiedit.namespaces import ANNOTATION, tei
from teiedit.note_series import DEFAULT_SERIES, Series, numbered
from teiedit.publish.passes import annotated_tree
from unit.making import document, page


def passed(body: str, series: tuple[Series, ...] = DEFAULT_SERIES) -> etree._Element:
    return annotated_tree(document(body), None, series, [])


def labels(body: str, series: tuple[Series, ...] = DEFAULT_SERIES) -> list[str]:
    """The labels of the notes, in the order of the document; empty for a note that is not called."""
    return [one.get(f"{{{ANNOTATION}}}label", "") for one in passed(body, series).iter(tei("note"))]


def calls(body: str) -> list[tuple[str, str]]:
    """The calls of the page's text: what they say, and the words of the note that they lead to."""
    made = page(body)
    return [
        (str(one.text_content()), str(by_id(made, one.get("href", "")[1:]).find(".//p").text_content()))
        for one in made.find(".//article").iter("a")
        if one.get("role") == "doc-noteref"
    ]


def by_id(made: html.HtmlElement, name: str) -> html.HtmlElement:
    found = [one for one in made.iter() if one.get("id") == name]
    assert len(found) == 1, name
    return found[0]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<p>a<note>x</note> b<note>y</note></p>", ["1", "2"]),
        ("<p>a<note n='7'>x</note> b<note>y</note></p>", ["7", "a"]),
        ("<p>a<note n='b'>x</note> b<note>y</note></p>", ["b", "1"]),
        ("<p>a<note type='translator'>x</note> b<note type='translator'>y</note></p>", ["1", "2"]),
        (
            (
                "<p><note type='author'>x</note><note type='editor'>y</note><note type='translator'>z</note>"
                "<note type='apparatus'>w</note><note type='author'>x</note></p>"
            ),
            ["*", "1", "a", "i", "†"],
        ),
        ("<p><note type='translator' n='a'>x</note><note type='editor'>y</note></p>", ["a", "1"]),
        ("<p>a<note place='inline'>x</note> b<note place='margin'>y</note> c<note>z</note></p>", ["", "", "1"]),
        ("<p>a<note>x<note>y</note></note> b<note>z</note></p>", ["1", "2", "3"]),
    ],
)
def test_notes_have_numbers_by_series(body: str, expected: list[str]) -> None:
    assert labels(body) == expected


@pytest.mark.parametrize(
    ("restart", "expected"),
    [("document", ["1", "2", "3", "4"]), ("division", ["1", "2", "3", "1"]), ("page", ["1", "2", "1", "2"])],
)
def test_numbers_begin_again_where_the_edition_wants_it(restart: str, expected: list[str]) -> None:
    first = "<div><p>a<note>1</note> b<note>2</note><pb n='2'/> c<note>3</note></p></div>"
    body = f"{first}<div><p>d<note>4</note></p></div>"
    assert labels(body, (Series("note", restart=restart),)) == expected  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("count", "kind", "written"),
    [
        (27, "a", "aa"),
        (52, "a", "az"),
        (4, "i", "iv"),
        (9, "I", "IX"),
        (6, "*", "¶"),
        (7, "*", "**"),
        (703, "A", "AAA"),
    ],
)
def test_numbers_are_written(count: int, kind: str, written: str) -> None:
    assert numbered(count, kind) == written  # type: ignore[arg-type]


HERE = "<p>one<{x} target='#n1'/> two<{x} target='#n2'/></p>"
ANCHORED = "<p><seg xml:id='a'>one</seg> <seg xml:id='b'>two</seg></p>"
LISTED = "<noteGrp><note xml:id='n2'>y</note><note xml:id='n1'>x</note></noteGrp>"
POINTING = "<noteGrp><note target='#b'>y</note><note target='#a'>x</note></noteGrp>"


@pytest.mark.parametrize(
    "body",
    [
        HERE.format(x="ptr") + LISTED,
        "<p>one<ref target='#n1'>1</ref> two<ref target='#n2'>2</ref></p>" + LISTED,
        POINTING + ANCHORED,
        POINTING + "<p>one<anchor xml:id='a'/> two<anchor xml:id='b'/></p>",
        ANCHORED + LISTED + "<linkGrp type='notes'><link target='#a #n1'/><link target='#n2 #b'/></linkGrp>",
    ],
)
def test_notes_away_from_their_calls_are_called_where_they_belong(body: str) -> None:
    assert calls(body) == [("1", "x"), ("2", "y")]


def test_a_note_called_twice_leads_back_to_both() -> None:
    made = page("<p>one<note xml:id='n'>x</note> two<ptr target='#n'/></p>")
    backs = [one.get("href") for one in by_id(made, "n").iter("a")]
    assert backs == ["#n-call", "#n-call-2"]
    assert [str(by_id(made, one[1:]).text_content()) for one in backs] == ["1", "1"]


def test_a_note_called_before_it_stands_is_called_there_too() -> None:
    made = page("<p>one<ptr target='#n'/> two<note xml:id='n'>x</note> three</p>")
    assert [one.get("id") for one in made.find(".//article").iter("a")] == ["n-call-2", "n-call"]


def test_a_mention_of_a_note_is_no_call() -> None:
    assert calls("<p>one<note xml:id='n'>x</note>, see <ref target='#n'>the note above</ref></p>") == [("1", "x")]


def test_a_note_on_a_division_is_called_at_its_heading() -> None:
    made = page("<div xml:id='d'><head>Title</head><p>words</p></div><noteGrp><note target='#d'>x</note></noteGrp>")
    assert [one.getparent().getparent().tag for one in made.iter("a") if one.get("role") == "doc-noteref"] == ["h2"]


def test_a_note_of_the_margin_stands_where_it_is() -> None:
    made = page("<p>words<note place='margin'>beside</note> more</p>")
    assert [one.text_content() for one in made.find_class("margin-note")] == ["beside"]
    assert not made.find_class("notes")


def test_series_are_listed_under_their_names() -> None:
    made = page("<p>a<note type='author'>x</note> b<note type='editor'>y</note></p>")
    (section,) = made.find_class("notes")
    assert [one.text_content() for one in section.iter("h3")] == ["Author’s notes", "Editor’s notes"]
    assert [one.text_content().split() for one in section.iter("li")] == [["*", "x"], ["1", "y"]]


def test_an_edition_says_how_its_notes_are_numbered(tmp_path) -> None:
    path = tmp_path / "teiedit.toml"
    path.write_text('[notes.note]\nnumbers = "A"\n[notes.mine]\ntypes = ["gloss"]\nnumbers = "*"\n', encoding="utf-8")
    series = read_config(path).notes
    assert labels("<p>a<note>x</note> b<note type='gloss'>y</note> c<note>z</note></p>", series) == ["A", "*", "B"]
    assert labels("<p>a<note type='editor'>x</note></p>", series) == ["1"]
