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
