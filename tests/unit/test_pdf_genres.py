"""Where things stand on the page: verse, drama, letters, lists, tables."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from teiedit.print_settings import PrintSettings
from teiedit.publish.pdf import TypstParameters, produce
from teiedit.publish.press import Press
from teiedit.publish.product import Product
from unit.making import annotated, document
from unit.printing import LONG, Word, printed, width, word, words
from unit.test_pdf import shown, structure

# Verse


def test_what_is_turned_over_stands_further_in_than_any_line_of_its_stanza() -> None:
    product = printed(f"<lg><l>Alpha {LONG} LAST</l><l rend='indent2'>Beta</l><l>Gamma</l></lg>")
    first, turned, indented = (word(product, text) for text in ("Alpha", "LAST", "Beta"))
    assert turned.top > first.top
    begins = min(one.left for one in words(product) if abs(one.top - turned.top) < 2)
    assert first.left < indented.left < begins


def test_indentation_follows_the_source() -> None:
    product = printed(
        "<lg><l>One</l><l rend='indent'>Two</l><l rend='indent(3)'>Three</l><l style='margin-left: 2em'>Four</l></lg>"
    )
    left = {text: word(product, text).left for text in ("One", "Two", "Three", "Four")}
    assert left["One"] < left["Two"] < left["Four"] < left["Three"]


def test_rhymes_are_indented_where_the_design_wants_it(tmp_path: Path) -> None:
    theme = tmp_path / "own.toml"
    theme.write_text('extends = "modern"\n[verse]\nrhyme = "2em"\n', encoding="utf-8")
    node, registers = annotated(document("<lg rhyme='abab'><l>One</l><l>Two</l><l>Three</l><l>Four</l></lg>"))
    press = Press(PrintSettings(theme="own.toml"), tmp_path)
    product = produce(node, TypstParameters(registers=registers), {}, press=press)
    one, two, three, four = (word(product, text).left for text in ("One", "Two", "Three", "Four"))
    assert one == pytest.approx(three, abs=0.5)
    assert two == pytest.approx(four, abs=0.5)
    assert two > one + 10


def test_the_second_part_of_a_line_begins_where_the_first_ends() -> None:
    product = printed(
        "<sp><speaker>Ann</speaker><l part='I'>Who goes THERE</l></sp>"
        "<sp><speaker>Bob</speaker><l part='M'>ONE FRIEND</l></sp>"
        "<sp><speaker>Cid</speaker><l part='F'>Pass</l><l>Next</l></sp>"
    )
    end, middle, friend, last, following = (word(product, text) for text in ("THERE", "ONE", "FRIEND", "Pass", "Next"))
    assert end.right < middle.left < end.right + 12
    assert friend.right < last.left < friend.right + 12
    assert following.left < end.left


def test_a_long_second_part_stays_on_the_page() -> None:
    product = printed(f"<lg><l part='I'>Alpha {'word ' * 11}</l><l part='F'>Omega and some more words to come</l></lg>")
    edge = max(one.right for one in words(product) if one.text == "word")
    assert word(product, "come").right <= max(edge, width(product) - 60)


def test_a_short_stanza_is_not_divided_between_pages() -> None:
    stanza = "".join(f"<l>S{{0}}L{number} line</l>" for number in range(4))
    product = printed("".join(f"<lg>{stanza.format(number)}</lg>" for number in range(40)), theme="modern")
    pages: dict[str, set[int]] = {}
    for one in words(product):
        if found := re.fullmatch(r"(S\d+)L\d", one.text):
            pages.setdefault(found[1], set()).add(one.page)
    assert len(pages) == 40
    assert all(len(where) == 1 for where in pages.values())
    assert {number for where in pages.values() for number in where} > {1}


def test_every_fifth_line_of_verse_has_its_number_at_the_edge() -> None:
    product = printed("<lg>" + "".join(f"<l n='{number}'>Line</l>" for number in range(1, 12)) + "</lg>")
    right = max(one.right for one in words(product) if one.text == "Line")
    numbers = [one for one in words(product) if one.text in {"1", "5", "7", "10"} and one.left > right + 20]
    assert [one.text for one in numbers if one.size < 9] == ["5", "10"]


# Drama


PLAY = (
    "<castList><head>Persons</head><castItem><role>Robert</role>, <roleDesc>a captain</roleDesc> "
    "<actor>Mr Garrick</actor>"
    "</castItem><castGroup><castItem><role>Georg</role></castItem><castItem><role>William</role></castItem>"
    "<roleDesc>his sons</roleDesc></castGroup></castList>"
    "<sp><speaker>Robert</speaker><stage type='delivery'>(softly)</stage><p>Come here. "
    "<stage>He waits.</stage> Now!</p></sp>"
    "<stage type='setting'>A hall.</stage>"
    "<sp><speaker>Georg</speaker><p>I go.</p><stage type='exit'>Exit</stage></sp>"
)


def test_speakers_lead_in_their_speech_or_stand_above_it() -> None:
    inline, above = (printed(PLAY, theme=theme) for theme in ("modern", "octavo"))
    assert "Robert (softly) Come here." in shown(inline)
    assert word(inline, "Come").top == pytest.approx(speaker(inline).top, abs=3)
    assert word(above, "Come").top > speaker(above).top + 5
    assert speaker(above).left > word(above, "Come").left + 20


def speaker(product: Product) -> Word:
    """Who speaks, not who is listed."""
    delivery = word(product, "(softly")
    return next(one for one in words(product) if one.text.startswith("Robert") and abs(one.top - delivery.top) < 4)


def test_an_exit_stands_at_the_end_of_the_line() -> None:
    product = printed(PLAY, theme="modern")
    leaves, speech = word(product, "Exit"), word(product, "go.")
    assert leaves.top == pytest.approx(speech.top, abs=3)
    assert leaves.left > speech.right + 60


def test_actors_stand_at_the_end_of_a_dotted_line() -> None:
    product = printed(PLAY, theme="modern")
    role, actor = word(product, "captain"), word(product, "Garrick")
    assert actor.top == pytest.approx(role.top, abs=3)
    assert actor.left > role.right + 60


def test_persons_of_a_group_stand_beside_what_they_are() -> None:
    product = printed(PLAY, theme="modern")
    what, first, last = word(product, "his"), word(product, "Georg"), word(product, "William")
    assert what.left > max(first.right, last.right)
    assert first.top < what.top < last.top + 2


def test_the_name_of_a_speaker_is_printed_once() -> None:
    for theme in ("modern", "octavo", "office"):
        text = shown(printed("<sp><speaker>Ann<note>NOTED</note></speaker><p>Speech.</p></sp>", theme=theme))
        assert text.count("Ann") == 1
        assert text.count("NOTED") == 1


# Letters


def test_a_letter_has_its_date_and_signature_at_the_right() -> None:
    product = printed(
        "<div type='letter'><opener><dateline>Riga, 3 May</dateline><salute>Dear friend,</salute></opener>"
        "<p>Text of the letter that goes on.</p><closer><salute>Yours</salute><signed>Anna</signed></closer>"
        "<postscript><p>Postscript.</p></postscript></div>"
    )
    date, salute, text, signed = (word(product, one) for one in ("Riga", "Dear", "Text", "Anna"))
    assert date.left > text.left + 150
    assert signed.left > text.left + 150
    assert date.top < salute.top < text.top < signed.top
    assert word(product, "Postscript").top > signed.top


# Lists and tables


def test_a_list_has_the_numbers_of_the_source() -> None:
    product = printed("<list><item n='17)'>first</item><item n='18)'>second</item></list>")
    assert word(product, "17)").right < word(product, "first").left
    assert {"L", "LI"} <= set(structure(product))
    assert "a) first b) second" in shown(
        printed("<list rend='lower-alpha'><item>first</item><item>second</item></list>")
    )


def test_a_list_in_a_sentence_runs_on() -> None:
    product = printed("<p>Of <list type='inline'><item n='(a)'>one,</item><item n='(b)'>two</item></list> only.</p>")
    assert "Of (a) one, (b) two only." in shown(product)
    assert word(product, "Of").top == pytest.approx(word(product, "only").top, abs=2)


def rows(count: int) -> str:
    return "".join(f"<row><cell>R{number}</cell><cell>{number}.5</cell></row>" for number in range(count))


def test_the_head_of_a_table_is_repeated_on_each_of_its_pages() -> None:
    head = "<row role='label'><cell>HEAD</cell><cell>Number</cell></row>"
    product = printed(f"<table>{head}{rows(150)}</table>")
    pages = {one.page for one in words(product) if re.fullmatch(r"R\d+", one.text)}
    assert len(pages) > 2
    assert {one.page for one in words(product) if one.text == "HEAD"} == pages


def test_columns_of_numbers_end_at_the_same_place() -> None:
    product = printed(
        "<table><row><cell>a</cell><cell>7.5</cell></row><row><cell>b</cell><cell>1207.5</cell></row></table>"
    )
    assert word(product, "7.5").right == pytest.approx(word(product, "1207.5").right, abs=1)
