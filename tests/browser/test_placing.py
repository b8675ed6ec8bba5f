"""Where notes and switches stand: notes whose calls come and go, a text that runs against the page's words, paper."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from teiedit import BuildOptions, build_edition, load_edition
from teiedit.config import THEMES

TEXT = """<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="yi"><teiHeader><fileDesc>
<titleStmt><title>א שפּיל</title></titleStmt><publicationStmt><p>P</p></publicationStmt>
<sourceDesc><listWit><witness xml:id="A">One</witness><witness xml:id="B">Two</witness></listWit></sourceDesc>
</fileDesc></teiHeader><text><body><pb n="1"/><p>ווער <choice xml:id="rolled"><sic>רופֿט</sic><corr>רופט</corr></choice>
<app><lem wit="#A">דאָ</lem><rdg wit="#B">דאָרט<note xml:id="far">A note in a reading.</note></rdg></app>,
אין דער נאַכט<note xml:id="near">A note in the text.</note>?</p></body></text></TEI>"""
SETTINGS = 'title = "Plays"\nlanguages = ["en"]\ndocuments = ["*.xml"]\n'


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The page of a text from right to left, in an edition that speaks English."""
    folder = tmp_path_factory.mktemp("placing")
    (folder / "play.xml").write_text(TEXT, encoding="utf-8")
    (folder / "teiedit.toml").write_text(SETTINGS, encoding="utf-8")
    options = BuildOptions(formats=("html",), directory=folder / "build", validate=False, workers=1)
    build_edition(load_edition(folder), (), options)
    return (folder / "build" / "play.html").as_uri()


def is_in_margin(page: Page, note: str) -> bool:
    box, text = page.locator(note).bounding_box(), page.locator("article").bounding_box()
    assert box
    assert text
    return box["x"] + box["width"] <= text["x"]


def test_a_note_whose_call_is_not_seen_stays_in_the_list(page: Page, address: str) -> None:
    page.goto(address)
    assert is_in_margin(page, "#near")
    assert not is_in_margin(page, "#far")
    expect(page.locator(".notes h2")).to_be_in_viewport()
    page.locator("label[for=te-app-inline]").click()
    assert is_in_margin(page, "#far")
    page.locator("label[for=te-app-marks]").click()
    assert not is_in_margin(page, "#far")
    page.locator("label[for=te-wit-2]").click()
    assert is_in_margin(page, "#far")


def test_switches_and_notes_are_within_the_window_from_right_to_left(page: Page, address: str) -> None:
    for width in (390, 900, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        page.goto(address)
        title = page.locator("h1").bounding_box()
        assert title
        right = title["x"] + title["width"]
        labels = [one.bounding_box() for one in page.locator("form.views label").all()]
        assert all(box and box["x"] >= 0 and box["x"] + box["width"] <= right + 1 for box in labels), width
        # The first switch begins where the text begins.
        line = [box for box in labels if box and labels[0] and abs(box["y"] - labels[0]["y"]) < 2]
        assert width == 390 or abs(max(box["x"] + box["width"] for box in line) - right) < 4, width
    assert is_in_margin(page, "#near")


def test_what_opens_keeps_its_own_direction(page: Page, address: str) -> None:
    page.goto(address)
    page.locator("#rolled").hover()
    assert page.locator(".pop").evaluate("one => getComputedStyle(one).direction") == "ltr"


@pytest.mark.parametrize("theme", THEMES)
def test_paper_is_white_by_night_too_and_wide(browser: Browser, everything: Path, theme: str) -> None:
    context = browser.new_context(color_scheme="dark", viewport={"width": 1000, "height": 900})
    page = context.new_page()
    page.emulate_media(media="print", color_scheme="dark")
    page.goto((everything / theme / "everything.html").as_uri())
    for part, wanted in (("backgroundColor", "rgb(255, 255, 255)"), ("color", "rgb(0, 0, 0)")):
        assert page.locator("body").evaluate(f"one => getComputedStyle(one).{part}") == wanted
    box = page.locator("article").bounding_box()
    assert box
    assert box["width"] == 1000
    context.close()
