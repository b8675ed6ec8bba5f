"""Tables of editorial signs: which row fits, what an edition's own table may hold, what the page makes of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from conftest import words
from teiedit.errors import ConfigError
from teiedit.languages import load_words
from teiedit.signs import BUILT_IN, built_in_signs, read_signs
from unit.making import page


def read(folder: Path, text: str) -> Path:
    path = folder / "signs.toml"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("element", "attributes", "row"),
    [
        ("supplied", {}, "supplied"),
        ("supplied", {"reason": "omitted"}, "supplied"),
        ("supplied", {"reason": "lost"}, "supplied-lost"),
        ("supplied", {"reason": "omitted lost"}, "supplied-lost"),
        ("supplied", {"reason": "lost", "cert": "low"}, "supplied-lost-unsure"),
        ("gap", {"unit": "line"}, "gap-lines"),
        ("gap", {"unit": "character", "reason": "illegible"}, "gap-illegible"),
        ("hi", {"rend": "bold"}, None),
    ],
)
def test_the_row_with_most_conditions_that_are_met_is_taken(
    element: str, attributes: dict[str, str], row: str | None
) -> None:
    found = built_in_signs("leiden").of(element, attributes)
    assert (found.name if found else None) == row


@pytest.mark.parametrize("name", BUILT_IN)
def test_every_sign_means_something_that_the_interface_can_say(name: str) -> None:
    known = load_words(("en",)).entries
    for row in built_in_signs(name).worded(known).rows.values():
        assert row.meaning in known, row.name
        assert row.open or row.close or row.each or row.text or row.css_class, row.name
        assert "{sign" not in f"{row.open}{row.close}{row.text}", row.name


def test_signs_that_are_words_are_those_of_the_language() -> None:
    german = built_in_signs("words").worded(load_words(("de",)).entries)
    assert german.rows["del"].open not in {"", built_in_signs("words").rows["del"].open}


def test_a_table_of_ones_own_replaces_adds_and_takes_away(tmp_path: Path) -> None:
    own = """extends = "leiden"
[unclear]
element = "unclear"
close = "(?)"
[hi-red]
element = "hi"
when = { rend = "red" }
open = "*"
close = "*"
[surplus]
element = ""
"""
    signs = read_signs(read(tmp_path, own))
    assert (signs.rows["unclear"].close, signs.rows["unclear"].each) == ("(?)", "")
    assert signs.of("hi", {"rend": "red bold"}) is signs.rows["hi-red"]
    assert signs.of("hi", {"rend": "blue"}) is None
    assert signs.of("surplus", {}) is None
    assert signs.of("supplied", {"reason": "lost"}) == built_in_signs("leiden").rows["supplied-lost"]


@pytest.mark.parametrize(
    ("text", "line", "column", "said"),
    [
        ('extends = "leidn"', 1, 11, "extends must be one of leiden, historians, words, colour"),
        ('[a]\nopen = "x"', 1, 2, "the row a must name an element"),
        ('[a]\nelement = "del"\nopn = "x"', 3, 1, "there is no column a.opn"),
        ('[a]\nelement = "del"\nopen = 3', 3, 8, 'a.open must be a text in quotation marks: "…"'),
        ('[a]\nelement = "gap"\nmost = "many"', 3, 8, "a.most must be a whole number"),
        (
            '[a]\nelement = "gap"\nwhen = { unit = 3 }',
            3,
            8,
            'a.when must be attributes with texts: { reason = "lost" }',
        ),
        ("stray = 1", 1, 1, "stray is no row"),
        ("[a\nx", 1, 3, ""),
    ],
)
def test_a_wrong_table_is_told_with_its_place(tmp_path: Path, text: str, line: int, column: int, said: str) -> None:
    with pytest.raises(ConfigError) as caught:
        read_signs(read(tmp_path, text))
    first = next(iter(caught.value.report))
    assert (first.location.line, first.location.column) == (line, column)
    assert first.message == said or not said


def test_the_legend_has_the_signs_of_the_page_and_no_other() -> None:
    found = page("<p><supplied reason='lost'>a</supplied> <unclear>b</unclear></p>")
    legend = found.find(".//details[@class='signs']")
    assert legend.get("data-view") == "source"
    assert [one.text_content() for one in legend.findall(".//dt")] == ["[abc]", "a\u0323b\u0323c\u0323"]
    assert words(legend.findall(".//dd")[0].text_content()) == words("lost in the source supplied")


@pytest.mark.parametrize(
    ("gap", "sign"),
    [
        ("<gap reason='lost' unit='character' quantity='3'/>", "[···]"),
        ("<gap reason='lost' unit='character' quantity='40'/>", "[– 40 –]"),
        ("<gap reason='lost' unit='character' quantity='40' precision='low'/>", "[– c. 40 –]"),
        ("<gap reason='lost' unit='character' atLeast='2' atMost='5'/>", "[– 2–5 –]"),
        ("<gap reason='lost' unit='character' extent='unknown'/>", "[– – –]"),
        ("<gap reason='illegible' unit='character' quantity='2'/>", ".."),
        ("<gap reason='lost'/>", "[– – –]"),
        ("<space quantity='2' unit='character'/>", "(vac. 2)"),
        ("<space/>", "(vac.)"),
    ],
)
def test_how_much_is_lost_is_seen_in_the_source(gap: str, sign: str) -> None:
    assert page(f"<p>a {gap} b</p>").xpath("//article//*[@data-view='source']/text()") == [sign]
