"""What the browser tests share: a page of the browser, and a document that has everything, built once in each theme."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from teiedit import BuildOptions, build_edition, load_edition
from teiedit.config import THEMES, Config
from teiedit.publish.themes import page_css

HERE = Path(__file__).parent
ACCENT = Config().accent


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    context.set_default_timeout(15_000)
    yield context.new_page()
    context.close()


@pytest.fixture(scope="session")
def everything(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a folder for each theme, each with the pages of an edition whose document has everything."""
    folder = tmp_path_factory.mktemp("everything")
    edition = folder / "edition"
    edition.mkdir()
    for name in ("everything.xml", "genres.xml", "page-1.png", "page-2.png"):
        shutil.copy(HERE / name, edition)
    shutil.copy(edition / "everything.xml", edition / "again.xml")
    (edition / "teiedit.toml").write_text('title = "Pages"\ndocuments = ["*.xml"]\n', encoding="utf-8")
    options = BuildOptions(formats=("html",), directory=folder / "quiet", validate=False, workers=1)
    build_edition(load_edition(edition), (), options)
    # A theme is a style sheet and nothing else: the other pages are the same with another.
    for theme in THEMES[1:]:
        (folder / theme).mkdir()
        for page in (folder / "quiet").glob("*.html"):
            text = page.read_text(encoding="utf-8")
            assert page_css(ACCENT) in text
            (folder / theme / page.name).write_text(
                text.replace(page_css(ACCENT), page_css(ACCENT, theme=theme)), encoding="utf-8"
            )
    return folder
