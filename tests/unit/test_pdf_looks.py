"""What a reader would see at once: titles, openings, headings, lists of names, on the right place of the page."""

from __future__ import annotations

import pytest

from teiedit.document import Document
from teiedit.print_settings import PrintSettings
from teiedit.publish.pdf import TypstParameters, produce
from teiedit.publish.press import Press
from teiedit.publish.product import Product
from unit.making import annotated, document
from unit.printing import LONG, printed, width, word, words
from unit.test_pdf import shown


def _set(source: Document, theme: str) -> Product:
    node, registers = annotated(source)
    return produce(node, TypstParameters(registers=registers), {}, press=Press(PrintSettings(theme=theme)))


def test_a_title_of_many_words_is_set_smaller_and_leaves_its_page_to_the_text() -> None:
    title = (
        "<front><docTitle><titlePart>"
        + "A true relation of the passages of an ambassador. " * 20
        + "</titlePart></docTitle></front>"
    )
    text = f"<text>{title}<body><p>Here it begins.</p></body></text>"
    for theme in ("octavo", "modern", "office"):
        found = words(_set(document("", text=text), theme))
        begins = next(one for one in found if one.text == "begins.")
        above = [one for one in found if one.text.startswith("ambassador") and one.page == begins.page]
        assert begins.page == 1
        assert above
        assert all(one.top < begins.top for one in above)


def test_a_title_of_more_than_a_page_goes_on_on_the_next() -> None:
    title = (
        "<front><docTitle><titlePart>" + "A true relation of the passages. " * 200 + "</titlePart></docTitle></front>"
    )
    text = f"<text>{title}<body><p>Here it begins.</p></body></text>"
    found = words(_set(document("", text=text), "octavo"))
    assert sum(one.text == "passages." for one in found) == 200
    assert max(one.top for one in found) < 612


def test_a_direction_that_opens_a_scene_is_not_parted_from_it() -> None:
    speech = "<sp><speaker>Ann</speaker><p>I have said so.</p></sp>"
    for count in range(22, 31):
        first = f"<div><head>First</head>{speech * count}</div>"
        scene = f"{first}<div><head>Second</head><stage>Enter Tom.</stage>{speech}</div>"
        found = words(printed(scene, theme="octavo"))
        enter = next(one for one in found if one.text == "Enter")
        assert any(one.text == "Ann" and one.page == enter.page and one.top > enter.top for one in found)


def test_the_parts_of_a_letterhead_stand_where_they_stood() -> None:
    head = '<seg type="letterhead"><seg rend="left">Manager</seg><seg rend="right">Montreux</seg></seg>'
    product = printed(
        f'<div><opener><seg rend="right">Hotel</seg>{head}<salute>Sir,</salute></opener><p>{LONG}</p></div>'
    )
    hotel, manager, montreux = (word(product, text) for text in ("Hotel", "Manager", "Montreux"))
    assert hotel.top < manager.top
    assert manager.top == pytest.approx(montreux.top)
    assert hotel.right == pytest.approx(montreux.right, abs=1)
    assert manager.left < 0.4 * width(product) < montreux.left


def test_a_list_of_names_is_divided_by_signs() -> None:
    person = (
        "<listPerson><person><persName><forename>Paul</forename> <surname>Goldmann</surname></persName>"
        "<birth><date>1865</date><settlement>\n<placeName>Breslau</placeName>\n"
        "<location><geo>51,1 17,0</geo></location>\n</settlement></birth>"
        "<death><date>1935</date></death></person></listPerson>"
    )
    text = f"<text><body><p>Text.</p></body><back>{person}</back></text>"
    assert "Paul Goldmann; * 1865, Breslau (51,1 17,0); † 1935" in shown(_set(document("", text=text), "octavo"))


def test_what_stands_as_a_heading_does_not_end_a_page() -> None:
    for count in range(34, 42):
        lines = "<p>A line of its own.</p>" * count
        found = words(
            printed(f'<div>{lines}<p rend="sectiontitle">Methods</p><p>Then it goes on.</p></div>', theme="modern")
        )
        methods = next(one for one in found if one.text == "Methods")
        assert any(one.text == "Then" and one.page == methods.page for one in found)


def test_a_space_as_wide_as_a_letter_is_one_space() -> None:
    with_space, plain = (printed(f"<p>one{between}two</p>") for between in ('<space unit="chars" quantity="1"/>', " "))
    assert word(with_space, "two").left == pytest.approx(word(plain, "two").left, abs=0.1)


def test_a_line_can_end_before_every_lemma() -> None:
    body = "<p>" + "<app><lem wit='#A'>word</lem><rdg wit='#B'>other</rdg></app> " * 60 + "</p>"
    product = printed(body, theme="octavo")
    lines: dict[float, float] = {}
    for one in words(product):
        if one.text.strip("\u200d") == "word" and one.size > 9:
            lines[one.top] = max(lines.get(one.top, 0), one.right)
    assert len(lines) > 3
    assert max(lines.values()) < width(product)
