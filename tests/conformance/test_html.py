"""The pages in a conforming checker of HTML: no error in any, whatever the document and the theme.

Needs Java and the checker, which .ci/checker installs from npm; skipped without.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Final
from urllib.parse import unquote

import pytest

from conftest import DATA
from hostile.documents import everything
from teiedit import BuildOptions, build_edition, load_edition
from teiedit.config import THEMES, Config
from teiedit.document import read_document
from teiedit.namespaces import tei
from teiedit.publish import passes, worker
from teiedit.publish.passes import Listing
from teiedit.publish.worker import Job, Workshop, make, make_index, open_workshop

# Messages that are no mistake of the page, with the reason. Each must occur, or it is to be taken out.
EXCEPTIONS: Final = {
    r"CSS: Unrecognized at-rule .@property.": "of CSS Properties and Values Level 1, younger than the checker",
}
# Every how many-th document of the collections is checked.
STEP: Final = 1 if os.environ.get("TEIEDIT_FULL") else 12
DOCUMENTS: Final = {tei("TEI"), tei("teiCorpus")}


@pytest.fixture(scope="session")
def checker() -> list[str]:
    jar = Path(os.environ.get("TEIEDIT_VNU") or Path(sys.prefix) / "node_modules/vnu-jar/build/dist/vnu.jar")
    java = shutil.which("java")
    if java is None:
        pytest.skip("the checker of HTML needs Java")
    if not jar.is_file():
        pytest.skip(f"the checker of HTML is not at {jar}; .ci/checker installs it, TEIEDIT_VNU may name another place")
    return [java, "-Xss64m", "-jar", str(jar), "--errors-only", "--format", "json", "--stdout", "--exit-zero-always"]


@pytest.fixture(scope="session")
def found(checker: list[str], root: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """The messages about all pages by the group that they are of: page, line, message. The checker starts once."""
    folder = tmp_path_factory.mktemp("pages")
    for group, make_pages in GROUPS.items():
        make_pages(root, folder / group)
    pages = sorted(str(one) for one in folder.rglob("*.html"))
    done = subprocess.run([*checker, *pages], capture_output=True, check=False, timeout=600)
    messages: dict[str, list[str]] = {one.name: [] for one in folder.iterdir() if next(one.rglob("*.html"), None)}
    for one in json.loads(done.stdout.decode("utf-8"))["messages"]:
        path = Path(unquote(one["url"].removeprefix("file:"))).relative_to(folder)
        said = f"{one['message']} [{path}:{one.get('lastLine', 0)} {one.get('extract', '')!r}]"
        messages[path.parts[0]].append(said)
    return messages


def publish(paths: Iterable[Path], folder: Path, theme: str = "quiet", split: str = "none") -> None:
    """Make the pages of documents, and an index of them, as a build does."""
    listing = (Listing("file:///x.xml", "x.html", 'A <title> & "more"', "1900", 12),)
    config = Config(theme=theme, formats=("html",), title="An edition", split=split)  # type: ignore[arg-type]
    # All of them, for the tests that come after in this process, which then reads no more.
    passes.preload()
    open_workshop(Workshop(folder, config, (), listing, index=True))
    try:
        made = [make(Job(path, path.parent, f"{number}-{path.stem}", ("html",))) for number, path in enumerate(paths)]
        for one in (*made, make_index()):
            for name, content in one.files.items():
                (folder / name).parent.mkdir(parents=True, exist_ok=True)
                (folder / name).write_bytes(content)
    finally:
        worker._workshop = None


def _sample(root: Path, folder: Path) -> None:
    build_edition(load_edition(root), (), BuildOptions(formats=("html",), directory=folder, validate=False))


def _themes(theme: str) -> Callable[[Path, Path], None]:
    def make_pages(root: Path, folder: Path) -> None:
        fixtures = sorted((root / "tests" / "fixtures").glob("*.xml"))
        publish([*fixtures, root / "tests" / "browser" / "everything.xml"], folder, theme)

    return make_pages


def _divided(split: str) -> Callable[[Path, Path], None]:
    def make_pages(root: Path, folder: Path) -> None:
        paths = [root / "tests" / "browser" / "everything.xml", root / "tests" / "fixtures" / "drama.xml"]
        publish(paths, folder, split=split)

    return make_pages


def _hostile(_: Path, folder: Path) -> None:
    folder.mkdir()
    path = folder / "harm.xml"
    path.write_text(everything(unfit=False), encoding="utf-8")
    publish([path], folder)


def _collections(_: Path, folder: Path) -> None:
    paths = list(_documents())[::STEP]
    if paths:
        publish(paths, folder)


GROUPS: Final[dict[str, Callable[[Path, Path], None]]] = {
    "sample": _sample,
    **{f"fixtures, {theme}": _themes(theme) for theme in THEMES},
    **{f"divided by {split}": _divided(split) for split in ("1", "page")},
    "hostile": _hostile,
    "collections": _collections,
}


@pytest.mark.parametrize("group", GROUPS)
def test_no_page_has_an_error(found: dict[str, list[str]], group: str) -> None:
    if group == "collections" and group not in found:
        pytest.skip(f"there are no collections in {DATA}; TEIEDIT_DATA may name another place")
    wrong = [one for one in found[group] if not any(re.match(known, one) for known in EXCEPTIONS)]
    assert wrong == []


def test_what_is_excepted_occurs(found: dict[str, list[str]]) -> None:
    said = [one for several in found.values() for one in several]
    assert all(any(re.match(known, one) for one in said) for known in EXCEPTIONS)


def _documents() -> Iterator[Path]:
    for path in sorted(one for one in (DATA / "collections").rglob("*") if one.suffix in {".xml", ".odd"}):
        document = read_document(path, within=path.parent).document
        if document is not None and document.root.tag in DOCUMENTS:
            yield path
