"""Notes, explanations and variants: beside their calls, in pop-overs, by pointer, touch, keyboard, without script."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from conftest import words

NARROW = {"width": 900, "height": 800}


@pytest.fixture
def address(everything: Path) -> str:
    return (everything / "quiet" / "everything.html").as_uri()


def first_call(page: Page) -> str:
    return str(page.locator(".document sup.call > a").first.get_attribute("id"))


def test_a_hint_opens_under_the_pointer_and_may_be_entered(page: Page, address: str) -> None:
    page.set_viewport_size(NARROW)
    page.goto(address)
    page.locator(f"[id='{first_call(page)}']").hover()
    pop = page.locator(".pop")
    expect(pop).to_be_visible()
    assert "called in a heading" in pop.inner_text()
    pop.hover()
    page.wait_for_timeout(450)
    expect(pop).to_be_visible()
    page.keyboard.press("Escape")
    expect(pop).to_have_count(0)


def test_a_note_opened_by_keyboard_has_the_focus_and_gives_it_back(page: Page, address: str) -> None:
    page.set_viewport_size(NARROW)
    page.goto(address)
    call = page.locator(f"[id='{first_call(page)}']")
    call.focus()
    page.keyboard.press("Enter")
    pop = page.get_by_role("dialog")
    expect(pop).to_be_focused()
    assert (pop.get_attribute("aria-label") or "").startswith("Note")
    page.keyboard.press("Escape")
    expect(pop).to_have_count(0)
    expect(call).to_be_focused()


def test_the_way_goes_on_from_the_call_behind_the_last_link_of_a_note(page: Page, address: str) -> None:
    page.set_viewport_size(NARROW)
    page.goto(address)
    call = page.locator(f"[id='{first_call(page)}']")
    call.focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.locator(".pop .close")).to_be_focused()
    page.keyboard.press("Shift+Tab")
    expect(call).to_be_focused()
    expect(page.locator(".pop")).to_have_count(0)


def test_the_close_button_closes(page: Page, address: str) -> None:
    page.set_viewport_size(NARROW)
    page.goto(address)
    call = page.locator(f"[id='{first_call(page)}']")
    call.click()
    close = page.locator(".pop").get_by_role("button")
    assert words(close.get_attribute("aria-label") or "")
    close.click()
    expect(page.locator(".pop")).to_have_count(0)
    expect(call).to_be_focused()


def test_a_second_click_leads_to_the_note(page: Page, address: str) -> None:
    page.set_viewport_size(NARROW)
    page.goto(address)
    call = page.locator(f"[id='{first_call(page)}']")
    call.click()
    call.click()
    assert page.url.endswith(call.get_attribute("href") or "?")
    expect(page.locator("li.note:target")).to_be_in_viewport()
    page.go_back()
    assert "#" not in page.url


@pytest.mark.parametrize("width", [390, 768, 1280])
def test_a_change_explains_itself_inside_the_window(browser: Browser, address: str, width: int) -> None:
    context = browser.new_context(viewport={"width": width, "height": 800}, has_touch=True)
    page = context.new_page()
    page.goto(address)
    page.locator("#teh > .corr").tap()
    pop = page.locator(".pop")
    assert {"feryman", "ferryman"} <= set(words(pop.inner_text()))
    box = pop.bounding_box()
    assert box
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= width
    page.locator("h1").tap()
    expect(pop).to_have_count(0)
    context.close()


def test_variants_open_at_their_lemma(page: Page, address: str) -> None:
    page.goto(address)
    page.locator("#wind > .lem").click()
    assert "a wind" in page.locator(".pop").inner_text()
    page.keyboard.press("Escape")
    expect(page.locator(".pop")).to_have_count(0)


def test_without_script_everything_is_reached_by_links(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False, viewport=NARROW)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(address)
    page.locator(".document sup.call > a").first.click()
    expect(page.locator("li.note:target")).to_be_in_viewport()
    page.goto(address)
    page.locator("#teh > a.why").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#teh-why")).to_be_visible()
    page.goto(address)
    page.locator("#wind > a.app-mark").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#wind-entry")).to_be_visible()
    context.close()


def test_notes_and_the_source_s_own_margin_do_not_cover_each_other(page: Page, address: str) -> None:
    page.goto(address)
    page.wait_for_timeout(150)
    boxes = [one.bounding_box() for one in page.locator("li.note, .margin-note").all() if one.is_visible()]
    spans = sorted((box["y"], box["y"] + box["height"]) for box in boxes if box)
    assert len(spans) > 4
    assert all(above[1] <= below[0] + 1 for above, below in itertools.pairwise(spans))
    text = page.locator("article").bounding_box()
    margin = page.locator(".margin-note").first.bounding_box()
    assert text
    assert margin
    assert margin["x"] >= text["x"] + text["width"]


def test_on_paper_the_chosen_text_and_every_note_stand_and_no_tool(page: Page, address: str) -> None:
    page.goto(address + "?view=source")
    page.locator(f"[id='{first_call(page)}']").hover()
    page.emulate_media(media="print")
    for tool in ("form.views", "header.top", ".pop", ".skip", "a.why"):
        assert not page.locator(tool).first.is_visible(), tool
    assert words(page.locator("#teh").inner_text()) == ["feryman"]
    for note in page.locator("li.note .body").all():
        expect(note).to_be_visible()
    expect(page.locator("#wind-entry")).to_be_visible()
    assert page.locator("body").evaluate("one => getComputedStyle(one).backgroundColor") == "rgb(255, 255, 255)"
