"""What tests share: the sample edition built once, the public test data, how words are counted."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from playwright.sync_api import Browser, sync_playwright

from browser.finding import find_browser
from teiedit import BuildOptions, build_edition, load_edition
from teiedit.publish import passes

ROOT = Path(__file__).resolve().parents[1]
DATA = Path(os.environ.get("TEIEDIT_DATA") or ROOT.parent / "shared" / "data")

# Machines that run this are shared and noisy: no deadline on an example. The same examples on every run, so that a
# change is judged by what it changes; HYPOTHESIS_PROFILE=explore looks for new ones.
quiet = {"deadline": None, "suppress_health_check": [HealthCheck.too_slow]}
settings.register_profile("teiedit", derandomize=True, database=None, **quiet)
settings.register_profile("explore", max_examples=1000, **quiet)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "teiedit"))


CHROMIUM = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The one Chromium of a test process: a second driver cannot be started beside the first."""
    path = find_browser()
    assert path, "no Chromium was found; .ci/browser installs one"
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=CHROMIUM)
        yield started
        started.close()


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="write tests/golden anew from what is made now")


@pytest.fixture(scope="session", autouse=True)
def _own_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep what is cached out of the cache of whoever runs the tests, and catalogs of theirs out of the tests."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TEIEDIT_CACHE_DIR", str(tmp_path_factory.mktemp("cache")))
        patch.delenv("TEIEDIT_NO_CACHE", raising=False)
        patch.delenv("XML_CATALOG_FILES", raising=False)
        yield


@pytest.fixture(scope="session", autouse=True)
def _stylesheets() -> None:
    """Compile what tests run in their own process: the first stylesheet that runs there ends reading files for good."""
    passes.preload()


def words(text: str) -> list[str]:
    """Split text into words: runs of letters and digits."""
    return re.findall(r"\w+", text)


@pytest.fixture(scope="session")
def root() -> Path:
    """The project's folder."""
    return ROOT


@pytest.fixture(scope="session")
def data() -> Path:
    """The folder of public test data; tests that need it are skipped where it is not."""
    if not DATA.is_dir():
        pytest.skip(f"the test data are not at {DATA}; TEIEDIT_DATA may name another place")
    return DATA


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The folder of the sample edition's results: HTML, PDF and text."""
    folder = tmp_path_factory.mktemp("sample")
    result = build_edition(load_edition(ROOT), (), BuildOptions(formats=("html", "pdf", "txt"), directory=folder))
    assert not result.report.findings
    return folder
