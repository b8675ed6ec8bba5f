"""A document of several pages, and images beside them, opened from the disk."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from commands import document as whole
from teiedit import BuildOptions, build_edition, load_edition

CHAPTERS = "".join(
    f'<div xml:id="c{number}"><head>Chapter {number}</head><p xml:id="p{number}">Words<note>Note {number}.</note> and '
    f'<ref target="#p{(number + 2) % 4}">more</ref>.</p></div>'
    for number in range(4)
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The pages of a document whose chapters each have one, with an image of more than 100 KB."""
    edition = tmp_path_factory.mktemp("divided")
    (edition / "tei").mkdir()
    (edition / "tei" / "a.xml").write_text(whole(f'<p><graphic url="i.svg"/></p>{CHAPTERS}'), encoding="utf-8")
    drawing = f'<svg xmlns="http://www.w3.org/2000/svg" width="70" height="50"><desc>{"x" * 120_000}</desc></svg>'
    (edition / "tei" / "i.svg").write_text(drawing, encoding="utf-8")
    (edition / "teiedit.toml").write_text('output.formats = ["html"]\noutput.split = 1\n', encoding="utf-8")
    build_edition(load_edition(edition), (), BuildOptions(validate=False, workers=1))
    return edition / "build"


@pytest.fixture
def plain(browser: Browser) -> Iterator[Page]:
    """A page without script."""
    context = browser.new_context(java_script_enabled=False)
    yield context.new_page()
    context.close()


def here(page: Page) -> str:
    return page.url.rpartition("/")[2]


def test_an_image_beside_the_page_is_shown_from_the_disk(page: Page, folder: Path) -> None:
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.goto((folder / "a.html").as_uri())
    image = page.locator("article img").first
    assert (image.get_attribute("src") or "").startswith("images/")
    image.scroll_into_view_if_needed()
    page.wait_for_function("[...document.querySelectorAll('article img')].every((one) => one.naturalWidth)")
    assert not [one for one in said if "Content Security Policy" in one]


@pytest.mark.parametrize("script", [True, False])
def test_one_gets_through_the_pages_and_back(page: Page, plain: Page, folder: Path, *, script: bool) -> None:
    at = page if script else plain
    at.goto((folder / "a.html").as_uri())
    at.locator("nav.pager a[rel=next]").first.click()
    assert here(at) == "a-c1.html" or here(at) == "a-c0.html"
    at.locator("article a", has_text="more").click()
    assert here(at) in {"a-c3.html#p3", "a-c2.html#p2"}
    at.go_back()
    at.locator("nav.breadcrumb a").first.click()
    assert here(at) == "a.html"
    at.locator("#te-contents a", has_text="Chapter 3").click()
    assert here(at) == "a-c3.html#c3"


def test_an_old_address_leads_on(page: Page, plain: Page, folder: Path) -> None:
    page.goto((folder / "a.html").as_uri() + "#p3")
    page.wait_for_url("**/a-c3.html#p3")
    page.goto((folder / "a.html").as_uri())
    page.evaluate("location.hash = 'p2'")
    page.wait_for_url("**/a-c2.html#p2")
    plain.goto((folder / "a-addresses.html").as_uri())
    plain.locator("main ol a").last.click()
    assert here(plain) == "a-c3.html"
