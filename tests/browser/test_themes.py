"""Each theme in each view, wide and narrow, light, dark and on paper: no barrier, nothing cut off, nobody asked."""

from __future__ import annotations

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from teiedit.config import THEMES
from teiedit.publish.themes import page_css
from teiedit.resources import stylesheet

WIDTHS = (390, 768, 1280)
MEDIA = (("light", "screen"), ("dark", "screen"), ("light", "print"))
DOCUMENTS = ("everything.html", "genres.html")
# What is chosen with each view, so that every switch is seen in every theme: a page is loaded once and looked at often.
STATES = {
    "reading": ("te-app-marks",),
    "source": ("te-app-foot", "te-lines"),
    "changes": ("te-app-inline", "te-facsimile"),
}
# Put in once a page: that takes longer than looking.
AXE = """async ([rules, include]) => {
  const asked = { resultTypes: ["violations"], selectors: false, preload: false, ...(rules && { runOnly: rules }) };
  return (await axe.run(include ? { include: window.unseen } : document, asked)).violations
           .flatMap((one) => one.nodes.map((node) => `${one.id}: ${node.html.slice(0, 200)} ${node.failureSummary}`));
}"""
EVERYTHING = [None, False]
# What a page says and how it is built does not change with the colours: of these, and of paper, only contrast is asked,
# and of all words in the same colours, size and weight only once.
CONTRAST = [["color-contrast", "link-in-text-block"], True]
UNSEEN = """() => {
  window.seen ??= new Set();
  const worn = (one) => {
    const style = getComputedStyle(one);
    let [behind, faint, around] = ["", 1, one];
    for (; around; around = around.parentElement) {
      const its = getComputedStyle(around);
      faint *= its.opacity;
      if (!behind && (its.backgroundImage !== "none" || !/, 0\\)$|transparent/.test(its.backgroundColor))) {
        behind = its.backgroundColor + its.backgroundImage;
      }
    }
    const parent = one.matches("a") ? getComputedStyle(one.parentElement).color + style.textDecorationLine : "";
    return [style.color, behind, faint, style.fontSize, style.fontWeight, style.textShadow, parent].join();
  };
  const speaks = (one) => [...one.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim());
  window.unseen = [...document.body.querySelectorAll("*")].filter((one) => {
    if (!speaks(one) || !one.checkVisibility()) return false;
    const is = worn(one);
    return !window.seen.has(is) && window.seen.add(is);
  });
  return window.unseen.length;
}"""
SETTLE = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"


def show(page: Page, view: str) -> None:
    """Set the switches as a reader would, without the time that clicks take."""
    page.evaluate(
        """([view, others]) => {
             for (const one of document.querySelectorAll("form.views input")) {
               const is = one.id === `te-view-${view}` || others.includes(one.id) || one.id === "te-wit-0";
               if (one.type === "checkbox" ? one.checked !== is : is) {
                 one.checked = is;
                 one.dispatchEvent(new Event("change", { bubbles: true }));
               }
             }
           }""",
        [view, STATES[view]],
    )
    page.evaluate(SETTLE)


@pytest.mark.parametrize("document", DOCUMENTS)
@pytest.mark.parametrize("theme", THEMES)
def test_no_view_of_a_theme_has_a_barrier(browser: Browser, everything: Path, theme: str, document: str) -> None:
    # The page's own policy would keep axe out as well as everybody else.
    context = browser.new_context(bypass_csp=True)
    page = context.new_page()
    page.goto((everything / theme / document).as_uri())
    page.locator("details").evaluate_all("all => all.forEach(one => { one.open = !one.matches('.witnesses') })")
    page.evaluate(Axe().axe_script)
    for view in STATES:
        show(page, view)
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            for scheme, media in MEDIA:
                page.emulate_media(media=media, color_scheme=scheme)  # type: ignore[arg-type]
                page.evaluate(SETTLE)
                is_new = page.evaluate(UNSEEN) > 0
                is_whole = (scheme, media) == MEDIA[0] and width != WIDTHS[1]
                if is_new or is_whole:
                    asked = EVERYTHING if is_whole else CONTRAST
                    assert page.evaluate(AXE, asked) == [], (view, width, scheme, media)
    context.close()


@pytest.mark.parametrize("theme", THEMES)
def test_an_open_note_and_an_open_list_have_no_barrier(browser: Browser, everything: Path, theme: str) -> None:
    context = browser.new_context(bypass_csp=True, viewport={"width": 768, "height": 900})
    page = context.new_page()
    page.goto((everything / theme / "everything.html").as_uri())
    page.evaluate(Axe().axe_script)
    page.locator("details.witnesses > summary").click()
    assert page.evaluate(AXE, EVERYTHING) == []
    page.keyboard.press("Escape")
    page.locator(".document sup.call > a").first.click()
    assert page.get_by_role("dialog").is_visible()
    assert page.evaluate(AXE, EVERYTHING) == []
    context.close()


@pytest.mark.parametrize("theme", THEMES)
def test_nothing_is_wider_than_the_window_in_any_view(browser: Browser, everything: Path, theme: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto((everything / theme / "everything.html").as_uri())
    for width in (320, *WIDTHS):
        page.set_viewport_size({"width": width, "height": 900})
        for view in STATES:
            show(page, view)
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), (view, width)
    context.close()


@pytest.mark.parametrize("theme", THEMES)
def test_a_page_asks_nobody_and_has_no_complaint(page: Page, everything: Path, theme: str) -> None:
    asked: list[str] = []
    said: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    address = (everything / theme / "everything.html").as_uri()
    page.goto(address)
    for view in STATES:
        show(page, view)
    assert [one for one in asked if not one.startswith("data:")] == [address]
    assert not said


def test_forced_colours_still_tell_what_is_chosen_and_changed(browser: Browser, everything: Path) -> None:
    context = browser.new_context(forced_colors="active")
    page = context.new_page()
    page.goto((everything / "quiet" / "everything.html").as_uri() + "?view=changes")
    line = "one => getComputedStyle(one).textDecorationLine"
    assert "line-through" in page.locator("#teh > .sic").evaluate(line)
    assert "underline" in page.locator("#teh > .corr").evaluate(line)
    outline = "one => getComputedStyle(one).outlineStyle"
    assert page.locator("label[for=te-view-changes]").evaluate(outline) == "solid"
    assert page.locator("label[for=te-view-source]").evaluate(outline) == "none"
    context.close()


def test_reduced_motion_moves_nothing(browser: Browser, everything: Path) -> None:
    context = browser.new_context(reduced_motion="reduce")
    page = context.new_page()
    page.goto((everything / "quiet" / "everything.html").as_uri())
    assert page.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == "auto"
    context.close()


RULES = r"""(css) => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  const told = (one) => [one.cssText.replace(/\s+/g, ""), ...[...(one.cssRules || [])].flatMap(told)];
  return [...sheet.cssRules].flatMap(told);
}"""


@pytest.mark.parametrize("theme", THEMES)
def test_what_is_left_out_of_a_style_sheet_changes_no_rule(page: Page, everything: Path, theme: str) -> None:
    page.goto((everything / theme / "everything.html").as_uri())
    names = ("base.css", "components.css", "cite.css", f"themes/{theme}.css")
    written = "\n".join(stylesheet(f"html/{name}").read_text(encoding="utf-8") for name in names)
    sent = page_css("#7a2e1d", theme=theme)
    assert page.evaluate(RULES, written) == page.evaluate(RULES, sent)[:-1]
