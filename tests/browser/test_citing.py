"""Citing in a real browser: formats that can be saved, passages by pointer, selection, keyboard and address."""

from __future__ import annotations

import json
from pathlib import Path
from urllib.parse import unquote

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from teiedit import BuildOptions, build_edition, load_edition

PLAY = """<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="en"><teiHeader><fileDesc>
<titleStmt><title>Ham &amp; {Eggs}</title><author>Ann Lee</author></titleStmt>
<publicationStmt><publisher>P</publisher><date when="2026"/></publicationStmt><sourceDesc><p>S</p></sourceDesc>
</fileDesc></teiHeader><text><body><div type="act" n="1"><head>Act One</head><pb n="12"/>
<sp><speaker>HAM</speaker><l n="1">First words,</l><l n="2">second words,</l><pb n="13"/><l n="3">third words.</l></sp>
</div><div><head>After</head><p>Some <choice><sic>prosse</sic><corr>prose</corr></choice> here.</p></div>
</body></text></TEI>"""


@pytest.fixture(scope="module")
def play(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page of a small play, published under an address."""
    folder = tmp_path_factory.mktemp("play")
    (folder / "play.xml").write_text(PLAY, encoding="utf-8")
    settings = 'title = "Plays"\naddress = "https://plays.example.org/"\ndocuments = ["*.xml"]\n'
    (folder / "teiedit.toml").write_text(settings, encoding="utf-8")
    options = BuildOptions(formats=("html", "tei", "txt"), directory=folder / "build", validate=False)
    build_edition(load_edition(folder), (), options)
    return folder / "build" / "play.html"


def saved(page: Page, ending: str) -> str:
    link = page.locator(f"dialog [data-format={ending}] a.save").get_attribute("href") or ""
    return unquote(link.split(",", 1)[1])


def cite(page: Page, words: str) -> None:
    """Point at a line or paragraph and ask for its citation."""
    page.locator("article").get_by_text(words).hover()
    page.locator(".passage button").click()


def test_each_format_is_saved_as_a_file(page: Page, play: Path) -> None:
    page.goto(play.as_uri())
    page.locator("section.cite details").evaluate_all("all => all.forEach(one => { one.name = ''; one.open = true; })")
    for link in page.locator("section.cite a.save").all():
        with page.expect_download() as download:
            link.click()
        name = download.value.suggested_filename
        content = Path(download.value.path()).read_text(encoding="utf-8")
        assert name.startswith("lee2026")
        assert "Lee" in content
        assert not name.endswith(".json") or json.loads(content)[0]["author"] == [{"family": "Lee", "given": "Ann"}]


def test_everything_is_there_without_script(browser: Browser, play: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(play.as_uri())
    section = page.locator("section.cite")
    expect(section.locator(".citation")).to_contain_text("Lee, Ann.")
    expect(section.locator("button")).to_have_count(0)
    section.locator("summary").first.click()
    expect(section.locator("pre").first).to_be_visible()
    expect(section.locator("pre").first).to_contain_text(r"Ham")
    # Paragraphs have their addresses without a link of their own; headings have both.
    assert page.locator("article p[id]:not(.speaker)").count() == page.locator("article p:not(.speaker)").count() == 1
    assert page.locator("article :is(h2, h3) > a.here").count() == 2
    assert page.locator("article a.here").count() == 2
    context.close()


def test_a_line_is_cited_with_its_page_and_number(page: Page, play: Path) -> None:
    page.goto(play.as_uri())
    cite(page, "second words")
    address = "https://plays.example.org/play.html#"
    expect(page.locator("dialog .citation")).to_contain_text("2026, p. 12, l. 2.")
    expect(page.locator("dialog .citation a")).to_have_attribute("href", f"{address}act.1-l.2")
    assert "  pages = {12},\n  note = {l. 2},\n" in saved(page, "bib")
    assert f"url = {{{address}act.1-l.2}}" in saved(page, "bib")
    assert "SP  - 12\r\nM1  - l. 2\r\n" in saved(page, "ris")
    item = json.loads(saved(page, "json"))[0]
    assert (item["page"], item["section"], item["URL"]) == ("12", "l. 2", f"{address}act.1-l.2")
    assert item["title"] == "Ham & {Eggs}"


def test_a_selection_over_pages_is_cited_as_such(page: Page, play: Path) -> None:
    page.goto(play.as_uri())
    page.evaluate(
        "() => { const lines = document.querySelectorAll('article .l');"
        " getSelection().setBaseAndExtent(lines[0], 0, lines[2], lines[2].childNodes.length); }"
    )
    page.locator(".passage button").click()
    expect(page.locator("dialog .citation")).to_contain_text("pp. 12–13, ll. 1–3.")
    expect(page.locator("dialog blockquote")).to_contain_text("First words, second words")


def test_the_address_keeps_the_view(page: Page, play: Path) -> None:
    page.goto(play.as_uri())
    page.locator("label[for=te-view-source]").click()
    cite(page, "Some")
    link = page.locator("dialog .citation a").get_attribute("href") or ""
    assert "?view=source#" in link


def test_a_passage_that_was_come_to_is_cited_by_keyboard(page: Page, play: Path) -> None:
    page.goto(f"{play.as_uri()}#act.1-l.3")
    page.keyboard.press("Tab")
    for _ in range(4):
        if page.evaluate("document.activeElement.matches('.passage button')"):
            break
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("dialog .citation")).to_contain_text("p. 13, l. 3.")
    page.keyboard.press("Escape")
    expect(page.locator("dialog")).to_have_count(0)
    assert page.evaluate("document.activeElement.matches('.passage button')")


@pytest.mark.parametrize(("scheme", "width"), [("dark", 390), ("light", 1280)])
def test_the_dialogue_has_no_barrier(browser: Browser, play: Path, scheme: str, width: int) -> None:
    context = browser.new_context(
        viewport={"width": width, "height": 900},
        color_scheme=scheme,  # type: ignore[arg-type]
        bypass_csp=True,
    )
    page = context.new_page()
    page.goto(play.as_uri())
    page.locator("section.cite details").evaluate_all("all => all.forEach(one => { one.name = ''; one.open = true; })")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    for ask in (False, True):
        if ask:
            cite(page, "third words")
        result = Axe().run(page)
        assert not result.response["violations"], result.generate_report()
    context.close()
