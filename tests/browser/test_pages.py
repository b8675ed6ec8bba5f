"""The pages in a real browser: accessible in every view, usable without script, asking nobody for anything."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from conftest import words

# Put in once a page: that takes longer than looking.
AXE = """async () => (await axe.run(document, { resultTypes: ["violations"] })).violations
           .flatMap((one) => one.nodes.map((node) => `${one.id}: ${node.html.slice(0, 200)} ${node.failureSummary}`))"""
PAGES = ("protocol-66.html", "register.html", "index.html")


def choose(page: Page, view: str) -> None:
    page.locator(f"label[for=te-view-{view}]").click()


@pytest.mark.parametrize("name", PAGES)
def test_no_page_has_a_barrier_in_any_view(browser: Browser, sample: Path, name: str) -> None:
    # The page's own policy would keep axe out as well as everybody else.
    context = browser.new_context(bypass_csp=True)
    page = context.new_page()
    page.goto((sample / name).as_uri())
    page.locator("details").evaluate_all("all => all.forEach(one => { one.open = true })")
    page.evaluate(Axe().axe_script)
    for width, scheme in ((390, "dark"), (1280, "light")):
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        for view in ("reading", "source", "changes") if page.locator("form.views").count() else ("",):
            if view:
                choose(page, view)
            assert page.evaluate(AXE) == [], (view, width, scheme)
    context.close()


@pytest.mark.parametrize("width", [320, 390, 1280])
def test_nothing_makes_the_page_scroll_sideways(browser: Browser, sample: Path, width: int) -> None:
    for name in PAGES:
        page = browser.new_page(viewport={"width": width, "height": 900})
        page.goto((sample / name).as_uri())
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), name
        page.close()


def test_no_request_leaves_the_page(page: Page, sample: Path) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    for name in PAGES:
        page.goto((sample / name).as_uri())
        page.wait_for_timeout(100)
    assert asked == [(sample / name).as_uri() for name in PAGES]


def test_the_pages_run_without_a_complaint(page: Page, sample: Path) -> None:
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    for name in PAGES:
        page.goto((sample / name).as_uri())
        page.wait_for_timeout(100)
    assert not said


def test_the_text_switches_without_script(browser: Browser, sample: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((sample / "protocol-66.html").as_uri())
    heading = page.locator("#item-2 > h2")
    first = page.locator("#item-1 > h2")
    assert words(heading.inner_text())[:3] == ["Comrade", "Anastas", "Mikoyan"]
    choose(page, "source")
    assert heading.inner_text().startswith("Cde (Anastas) Mikoyan")
    assert "⌜R. Kennedy⌝" in first.inner_text()
    assert "{Ponomarev} {Gromyko}" in page.locator("#item-1 .t-speakers").inner_text()
    choose(page, "reading")
    assert "R. Kennedy" not in first.inner_text()
    assert "Ponomarev}" not in page.locator("#item-1 .t-speakers").inner_text()
    context.close()


def test_the_view_is_remembered_on_other_pages(page: Page, sample: Path) -> None:
    page.goto((sample / "protocol-66.html").as_uri())
    choose(page, "source")
    page.goto((sample / "index.html").as_uri())
    page.goto((sample / "protocol-66.html").as_uri())
    expect(page.locator("#te-view-source")).to_be_checked()


def test_a_correction_explains_itself_to_pointer_keyboard_and_reader(page: Page, sample: Path) -> None:
    page.goto((sample / "protocol-66.html").as_uri())
    correction = page.locator("#correction-kennedy")
    pop = page.locator(".pop")
    correction.hover()
    expect(pop).to_be_visible()
    said = words(pop.inner_text())
    assert {"Kennedy", "corrected", "Translator"} <= set(said)
    page.keyboard.press("Escape")
    expect(pop).to_have_count(0)
    page.mouse.move(0, 0)
    way = correction.locator(":scope > a.why")
    assert way.get_attribute("aria-label")
    way.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog")).to_be_focused()
    assert words(page.locator("#correction-kennedy-why .what").text_content() or "") == said


def test_a_tap_shows_the_explanation_inside_the_window(browser: Browser, sample: Path) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 800}, has_touch=True)
    page = context.new_page()
    page.goto((sample / "protocol-66.html").as_uri())
    page.locator("#supplied-anastas").tap()
    box = page.locator(".pop").bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 390
    context.close()


def test_notes_and_calls_lead_to_each_other(page: Page, sample: Path) -> None:
    page.goto((sample / "protocol-66.html").as_uri())
    calls = page.locator("sup.call > a").all()
    assert [call.inner_text() for call in calls] == ["a", "b", "1", "c", "2", "3", "d"]
    for call in calls:
        target = page.locator(f"[id='{(call.get_attribute('href') or '#')[1:]}']")
        back = target.locator("a.back").first
        assert (back.get_attribute("href") or "")[1:] == call.get_attribute("id")


def test_notes_stand_beside_their_calls_where_there_is_room(page: Page, sample: Path) -> None:
    page.goto((sample / "protocol-66.html").as_uri())
    page.wait_for_timeout(100)
    boxes = [item.bounding_box() for item in page.locator("li.note").all()]
    text = page.locator("article").bounding_box()
    call = page.locator("#note-1-call").bounding_box()
    note = page.locator("#note-1").bounding_box()
    assert all(boxes)
    assert text
    assert call
    assert note
    assert note["x"] >= text["x"] + text["width"]
    assert abs(note["y"] - call["y"]) < 30
    # The list is ordered by series, the margin by the calls.
    spans = sorted((box["y"], box["y"] + box["height"]) for box in boxes if box)
    assert all(above[1] <= below[0] for above, below in itertools.pairwise(spans))


def test_a_call_opens_its_note_on_a_small_screen(browser: Browser, sample: Path) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 800}, has_touch=True)
    page = context.new_page()
    page.goto((sample / "protocol-66.html").as_uri())
    page.locator("#note-1-call").tap()
    assert "Malin mistakenly includes" in page.locator(".pop").inner_text()
    page.locator("h1").tap()
    expect(page.locator(".pop")).to_have_count(0)
    context.close()


def test_every_internal_link_leads_somewhere(page: Page, sample: Path) -> None:
    for name in PAGES:
        page.goto((sample / name).as_uri())
        broken = page.evaluate(
            """() => [...document.querySelectorAll('a[href^="#"]')].map(a => decodeURIComponent(a.hash.slice(1)))
                     .filter(id => id && !document.getElementById(id))"""
        )
        assert not broken, name


def test_links_between_pages_lead_somewhere(page: Page, sample: Path) -> None:
    for name in PAGES:
        page.goto((sample / name).as_uri())
        for href in page.locator("a[href$='.html'], a[href*='.html#']").evaluate_all("all => all.map(a => a.href)"):
            path, _, fragment = href.removeprefix("file://").partition("#")
            assert Path(path).is_file(), (name, href)
            assert not fragment or f'id="{fragment}"' in Path(path).read_text(encoding="utf-8"), (name, href)


def test_paragraphs_notes_and_headings_have_anchors(page: Page, sample: Path) -> None:
    page.goto((sample / "protocol-66.html").as_uri())
    without = page.evaluate(
        """() => [...document.querySelectorAll('article p, article h2, article h3, li.note, .abstract p')]
                 .filter(one => !one.id && !one.closest('li.note .body')).length"""
    )
    assert without == 0
    doubled = page.evaluate(
        """() => { const ids = [...document.querySelectorAll('[id]')].map(one => one.id);
                   return ids.filter((id, i) => ids.indexOf(id) !== i) }"""
    )
    assert not doubled


def test_names_lead_to_their_entry_and_back(page: Page, sample: Path) -> None:
    page.goto((sample / "protocol-66.html").as_uri())
    name = page.locator("#present a", has_text="Brezhnev")
    entry = page.locator(f"[id='{(name.get_attribute('href') or '#')[1:]}']")
    assert "Present at the meeting" in entry.inner_text()
    back = entry.locator(".mentions a").first.get_attribute("href") or ""
    assert page.locator(back).inner_text() == "Brezhnev"
    assert entry.locator("a.to-register").get_attribute("href") == "register.html#brezhnev"


def test_print_shows_text_and_notes_and_no_tools(page: Page, sample: Path) -> None:
    page.goto((sample / "protocol-66.html").as_uri())
    page.emulate_media(media="print")
    for hidden in ("form.views", "header.top", ".copy"):
        expect(page.locator(hidden).first).to_be_hidden()
    expect(page.locator("#note-1 .body")).to_be_visible()
    box = page.locator("#note-1").bounding_box()
    text = page.locator("article").bounding_box()
    assert box
    assert text
    assert box["y"] > text["y"] + text["height"]
