"""What a hostile document's page does in a real browser, with the page's policy and without it: nothing."""

# ruff: noqa: E501 - the script in it is wide
from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from hostile.conftest import Make
from hostile.documents import IDENTIFIERS, TITLES, document, everything

POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy"[^>]*>')
# What listens, before anything of the page runs, in frames too.
LISTEN = "window.hits = []; window.hit = (what) => { top.hits.push(String(what)); };"
# Everything that could fire is fired: no handler may be there to hear it. Links are not followed, but read.
PROVOKE = """() => {
  addEventListener("click", (event) => event.preventDefault(), true);
  addEventListener("submit", (event) => event.preventDefault(), true);
  for (const one of document.querySelectorAll("*")) {
    for (const kind of ["mouseover", "mouseenter", "focus", "click", "error", "load", "toggle", "begin", "animationstart"])
      one.dispatchEvent(new Event(kind, { bubbles: true, cancelable: true }));
  }
}"""
HARM = """() => {
  const found = [];
  const safe = /^(https?:|mailto:|ftp:|#|[^:]*$)/i;
  for (const one of document.querySelectorAll("*")) {
    const name = one.localName;
    const own = one.closest("form.views, section.cite");
    if (/^(iframe|object|embed|frame|base|applet|portal|animate|set|use|foreignobject|image|maction)$/i.test(name)) found.push(name);
    if (name === "form" && one !== document.querySelector("form")) found.push("form");
    if (/^(input|button|textarea|select)$/.test(name) && !own) found.push(name);
    if (name === "meta" && /refresh|set-cookie/i.test(one.httpEquiv)) found.push("meta");
    if (name === "link" && !/^(prev|next|alternate|license|cite-as|canonical|describedby|author|item|schema\\.\\w+)$/i.test(one.rel)) found.push("link " + one.rel);
    for (const { name: key, value } of one.attributes) {
      if (/^on/i.test(key)) found.push(name + " " + key);
      if (/^(srcdoc|formaction|action|xlink:href|background|ping|manifest)$/i.test(key)) found.push(name + " " + key);
      if (key === "href" && !safe.test(value) && !(one.matches("a.save[download]") && value.startsWith("data:"))) found.push(name + " " + value);
      if (key === "src" && !/^(data:(image\\/|,|application\\/octet-stream)|images\\/)/.test(value)) found.push(name + " src " + value);
      if (key === "style" && /url|expression|import|position|[<\\\\]/i.test(value)) found.push("style " + value);
    }
    if (name === "a" && one.href && !/^(https?|mailto|ftp|file|data):$/.test(one.protocol)) found.push("protocol " + one.protocol);
  }
  for (const one of document.querySelectorAll("main *")) {
    const style = getComputedStyle(one);
    if (style.backgroundImage.includes("url(") && !one.closest("[data-te=own]")) found.push("background " + one.outerHTML.slice(0, 80));
    if (style.position === "fixed" && !one.closest("[data-te=own], .pop")) found.push("fixed " + one.outerHTML.slice(0, 80));
  }
  if (getComputedStyle(document.body).display === "none") found.push("body is hidden");
  return found;
}"""


@pytest.fixture(scope="module")
def harm(make_edition: Make) -> Path:
    results = make_edition({"harm.xml": everything(), "other.xml": document("<p>x</p>", title=TITLES[1])})
    for page in list(results.glob("*.html")):
        text = page.read_text(encoding="utf-8")
        assert len(POLICY.findall(text)) == 1
        (results / f"open-{page.name}").write_text(POLICY.sub("", text), encoding="utf-8")
    return results


@pytest.mark.parametrize("name", ["harm.html", "open-harm.html", "index.html", "open-index.html"])
def test_nothing_runs_nothing_is_fetched_and_nobody_is_led_away(browser: Browser, harm: Path, name: str) -> None:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    context.add_init_script(LISTEN)
    page = context.new_page()
    asked: list[str] = []
    shown: list[str] = []
    context.on("request", lambda request: asked.append(request.url))
    page.on("framenavigated", lambda frame: shown.append(frame.url))
    page.on("dialog", lambda dialog: shown.append(dialog.message))
    url = (harm / name).as_uri()
    page.goto(url)
    found = page.evaluate(HARM)
    page.evaluate(PROVOKE)
    page.wait_for_timeout(200)
    assert found == []
    assert page.evaluate("window.hits") == []
    assert [
        one
        for one in asked
        if one != url and not one.startswith(("data:image/", "data:,", "data:application/octet-stream"))
    ] == []
    assert shown == [url]
    assert len(context.pages) == 1
    context.close()


def test_only_the_scripts_of_the_page_are_in_it(harm: Path, browser: Browser, make_edition: Make) -> None:
    """A document without harm has as many, and the same."""
    plain = make_edition({"plain.xml": document("<p>x</p>")})

    def scripts(path: Path) -> list[str]:
        page = browser.new_page(java_script_enabled=False)
        page.goto(path.as_uri())
        found = page.locator("script:not([type='application/ld+json'])").evaluate_all(
            "all => all.map(one => one.textContent)"
        )
        page.close()
        return found

    assert scripts(harm / "harm.html") == scripts(plain / "plain.html")


def test_what_a_search_engine_reads_is_json(harm: Path, browser: Browser) -> None:
    page = browser.new_page()
    page.goto((harm / "harm.html").as_uri())
    for text in page.locator("script[type='application/ld+json']").all_text_contents():
        assert "script>" in json.dumps(json.loads(text))
    assert page.title().startswith("</title><script>")
    page.close()


def test_identifiers_take_nothing_from_the_page(harm: Path, browser: Browser) -> None:
    """What is the page's own keeps its name and works; what the document has is still there."""
    context = browser.new_context()
    page = context.new_page()
    said: list[str] = []
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto((harm / "harm.html").as_uri())
    twice = page.evaluate(
        "() => { const all = [...document.querySelectorAll('[id]')].map(one => one.id);"
        " return all.filter((one, at) => all.indexOf(one) !== at); }"
    )
    assert twice == []
    assert page.locator("#te-text").evaluate("one => one.localName") == "main"
    for view in ("source", "changes", "reading"):
        page.locator(f"form.views label[for=te-view-{view}]").click()
        assert page.locator(f"form.views #te-view-{view}").is_checked()
    assert page.locator("article p", has_text=re.compile(r"^\s*p\b")).count() >= len(IDENTIFIERS)
    assert said == []
    context.close()


def test_the_words_are_all_there_and_are_words(harm: Path, browser: Browser) -> None:
    page: Page = browser.new_page()
    page.goto((harm / "harm.html").as_uri())
    text = page.locator("article").inner_text()
    for words in (
        "<script>hit('text')</script><img src=x onerror=hit('image')>",
        "--> ]]> </main></body> &lt;script&gt;",
    ):
        assert words in text
    page.close()
