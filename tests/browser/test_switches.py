"""The switches: without script and with it, remembered, asked for by the address, and by keyboard alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from conftest import words


def address(everything: Path, asked: str = "", name: str = "everything.html") -> str:
    return (everything / "quiet" / name).as_uri() + asked


def text_of(page: Page, selector: str) -> str:
    return " ".join(words(page.locator(selector).inner_text()))


def choose(page: Page, switch: str) -> None:
    page.locator(f"label[for={switch}]").click()


def choose_witness(page: Page, number: int) -> None:
    page.locator("details.witnesses").evaluate("one => { one.open = true }")
    choose(page, f"te-wit-{number}")


@pytest.mark.parametrize("script", [True, False])
def test_each_view_shows_its_text(browser: Browser, everything: Path, script: bool) -> None:
    context = browser.new_context(java_script_enabled=script, viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.goto(address(everything))
    changed = page.locator("#teh")
    assert words(changed.inner_text()) == ["ferryman"]
    expect(page.locator("del.del").first).to_be_hidden()
    choose(page, "te-view-source")
    assert words(changed.inner_text()) == ["feryman"]
    choose(page, "te-view-changes")
    assert changed.inner_text().split() == ["feryman", "→", "ferryman"]
    expect(page.locator("del.del").first).to_be_visible()
    context.close()


def test_a_change_is_told_by_shape_and_not_by_colour_alone(page: Page, everything: Path) -> None:
    page.goto(address(everything, "?view=changes"))
    line = "one => getComputedStyle(one).textDecorationLine"
    assert "line-through" in page.locator("#changed del").first.evaluate(line)
    assert "underline" in page.locator("#changed ins").first.evaluate(line)
    assert "line-through" in page.locator("#teh > .sic").evaluate(line)


@pytest.mark.parametrize("script", [True, False])
def test_the_text_of_each_witness_is_shown(browser: Browser, everything: Path, script: bool) -> None:
    context = browser.new_context(java_script_enabled=script, viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.goto(address(everything))
    assert text_of(page, "#variants") == "And when the wind had fallen they rowed over slowly and spoke little"
    page.locator("details.witnesses > summary").click()
    choose(page, "te-wit-3")
    assert text_of(page, "#variants") == "And when a wind had fallen they rowed over and spoke much"
    choose_witness(page, 4)
    assert text_of(page, "#variants") == "And when the wynd had fallen they sailed over and spoke little"
    choose_witness(page, 0)
    assert text_of(page, "#variants") == "And when the wind had fallen they rowed over slowly and spoke little"
    context.close()


@pytest.mark.parametrize("script", [True, False])
def test_variants_stand_in_place_or_at_the_foot(browser: Browser, everything: Path, script: bool) -> None:
    context = browser.new_context(java_script_enabled=script, viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.goto(address(everything))
    foot = page.locator("aside.apparatus").first
    expect(foot).to_be_hidden()
    choose(page, "te-app-inline")
    assert "a wind B C" in text_of(page, "#variants")
    expect(foot).to_be_hidden()
    choose(page, "te-app-foot")
    assert "a wind" not in text_of(page, "#variants")
    expect(foot).to_be_visible()
    assert "rowed" in foot.inner_text()
    assert "sailed D E F" in " ".join(words(foot.inner_text()))
    context.close()


def test_lines_break_as_in_the_source(page: Page, everything: Path) -> None:
    page.goto(address(everything))
    paragraph = page.locator("#changed")
    before = paragraph.bounding_box()
    choose(page, "te-lines")
    after = paragraph.bounding_box()
    assert before
    assert after
    assert after["height"] > before["height"] + 20
    start = page.locator("#changed .lb").nth(1).bounding_box()
    assert start


def test_the_facsimile_stands_beside_its_text(page: Page, everything: Path) -> None:
    page.goto(address(everything))
    picture = page.locator(".facs img").first
    expect(picture).to_be_hidden()
    choose(page, "te-facsimile")
    image, text = picture.bounding_box(), page.locator("#changed").bounding_box()
    assert image
    assert text
    assert image["x"] >= text["x"] + text["width"]
    assert abs(image["y"] - text["y"]) < 60


def test_what_was_chosen_is_remembered_on_other_pages(page: Page, everything: Path) -> None:
    page.goto(address(everything))
    choose(page, "te-view-changes")
    choose(page, "te-app-foot")
    choose(page, "te-lines")
    choose_witness(page, 2)
    page.goto(address(everything, name="again.html"))
    for switch in ("te-view-changes", "te-app-foot", "te-lines", "te-wit-2"):
        expect(page.locator(f"#{switch}")).to_be_checked()
    choose(page, "te-lines")
    page.goto(address(everything))
    expect(page.locator("#te-lines")).not_to_be_checked()


def test_the_address_wins_over_memory(page: Page, everything: Path) -> None:
    page.goto(address(everything))
    choose(page, "te-view-changes")
    page.goto(address(everything, "?view=source&witness=C&apparatus=foot&lines=1#variants", "again.html"))
    for switch in ("te-view-source", "te-wit-3", "te-app-foot", "te-lines"):
        expect(page.locator(f"#{switch}")).to_be_checked()
    page.goto(address(everything, name="again.html"))
    expect(page.locator("#te-view-changes")).to_be_checked()


def test_the_address_can_be_passed_on(page: Page, everything: Path) -> None:
    page.goto(address(everything))
    choose(page, "te-view-source")
    assert "view=source" in page.url


def test_the_back_button_brings_back_what_was_shown(page: Page, everything: Path) -> None:
    page.goto(address(everything))
    choose(page, "te-view-source")
    page.goto(address(everything, name="again.html"))
    choose(page, "te-view-changes")
    page.go_back()
    expect(page.locator("#te-view-source")).to_be_checked()


def test_an_unknown_value_in_the_address_changes_nothing(page: Page, everything: Path) -> None:
    page.goto(address(everything, '?view="><script>&witness=ZZ&lines=x'))
    expect(page.locator("#te-view-reading")).to_be_checked()
    expect(page.locator("#te-wit-0")).to_be_checked()


REFUSED = "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('refused') } })"


def test_where_storage_is_refused_links_say_what_was_chosen(page: Page, everything: Path) -> None:
    said: list[str] = []
    page.on("pageerror", lambda error: said.append(str(error)))
    page.add_init_script(REFUSED)
    page.goto(address(everything))
    choose(page, "te-view-source")
    page.evaluate(
        "document.querySelector('.top nav').insertAdjacentHTML('beforeend', '<a id=other href=again.html>Other</a>')"
    )
    page.locator("#other").click()
    expect(page.locator("#te-view-source")).to_be_checked()
    assert not said


# Notes come into the margin when all of them are there, which may be after the text is first seen: it must not move.
SHIFTS = """new PerformanceObserver((list) => {
              for (const one of list.getEntries()) {
                const text = one.sources.some(({ node }) => !node?.parentElement?.closest("section.notes"));
                if (text) window.shifted = (window.shifted || 0) + one.value;
              }
            }).observe({ type: "layout-shift", buffered: true })"""


def test_nothing_jumps_when_the_page_opens(page: Page, everything: Path) -> None:
    page.add_init_script(SHIFTS)
    page.goto(address(everything, "?view=changes&apparatus=inline&lines=1"))
    page.wait_for_timeout(300)
    assert page.evaluate("window.shifted || 0") < 0.02


def test_every_switch_is_worked_by_keyboard(page: Page, everything: Path) -> None:
    page.goto(address(everything))
    reached: list[str] = []
    for _ in range(14):
        page.keyboard.press("Tab")
        reached.append(
            page.evaluate("document.activeElement.id || document.activeElement.closest('[class]')?.className || ''")
        )
    for switch in ("te-view-reading", "te-app-marks", "te-lines", "te-facsimile"):
        assert switch in reached, reached
    page.locator("#te-view-reading").focus()
    page.keyboard.press("ArrowRight")
    expect(page.locator("#te-view-source")).to_be_checked()
    page.locator("#te-lines").focus()
    page.keyboard.press("Space")
    expect(page.locator("#te-lines")).to_be_checked()
    summary = page.locator("details.witnesses > summary")
    summary.focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowDown")
    expect(page.locator("#te-wit-1")).to_be_checked()
    page.keyboard.press("Escape")
    expect(page.locator("details.witnesses > fieldset")).to_be_hidden()
    expect(summary).to_be_focused()


def test_the_focus_is_seen_on_every_switch(page: Page, everything: Path) -> None:
    page.goto(address(everything))
    for switch in ("te-view-reading", "te-app-marks", "te-lines", "te-facsimile"):
        page.locator(f"#{switch}").focus()
        page.keyboard.press("Shift")
        style = page.locator(f"label[for={switch}]").evaluate("one => getComputedStyle(one).outlineStyle")
        assert style == "solid", switch


@pytest.mark.parametrize("script", [True, False])
def test_variants_of_spelling_alone_go_when_they_are_not_wanted(
    browser: Browser, everything: Path, script: bool
) -> None:
    context = browser.new_context(java_script_enabled=script, viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.goto(address(everything))
    choose(page, "te-app-inline")
    assert "wynd" in text_of(page, "#variants")
    choose(page, "te-substantive")
    assert "wynd" not in text_of(page, "#variants")
    assert "a wind B C" in text_of(page, "#variants")
    choose(page, "te-app-foot")
    foot = page.locator("aside.apparatus").first
    assert "wynd" not in foot.inner_text()
    assert "a wind B C" in " ".join(words(foot.inner_text()))
    choose_witness(page, 4)
    assert "the wynd" in text_of(page, "#variants")
    context.close()


def test_that_only_variants_of_substance_are_wanted_is_remembered_and_said_by_the_address(
    page: Page, everything: Path
) -> None:
    page.goto(address(everything, "?apparatus=inline"))
    page.locator("#te-substantive").focus()
    page.keyboard.press("Space")
    expect(page.locator("#te-substantive")).to_be_checked()
    assert "substantive=1" in page.url
    page.goto(address(everything))
    expect(page.locator("#te-substantive")).to_be_checked()
    page.goto(address(everything, "?substantive=0"))
    expect(page.locator("#te-substantive")).not_to_be_checked()
