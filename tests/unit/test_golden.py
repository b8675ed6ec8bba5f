"""Each module of TEI has a document that shows every element of it, and what its page says is known by heart.

What a page says in the reading and in the source text lies in tests/golden, a block a line, the page's own words in
braces. After a change that is meant: `pytest tests/unit/test_golden.py --update-golden`, and read the difference.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

import pytest
from lxml import etree, html

from conftest import ROOT
from teiedit.document import Document
from teiedit.document.positions import SourceText
from teiedit.relaxng import Schema, load_schema
from teiedit.relaxng.vocabulary.tei_names import TEI_ELEMENTS
from unit.making import HERE, product

FIXTURES = sorted((ROOT / "tests" / "fixtures").glob("*.xml"))
GOLDEN = ROOT / "tests" / "golden"
BLOCKS = frozenset(
    "p div section h1 h2 h3 h4 h5 h6 ul ol li dl dt dd table tr figure figcaption pre blockquote aside".split()  # noqa: SIM905 - a list of quoted names is not read
)
# The schema has nothing of these.
FOREIGN = "<math> is not an element of the schema"


def fixture(path: Path) -> Document:
    data = path.read_bytes()
    root = etree.fromstring(data, etree.XMLParser(collect_ids=False))
    return Document(HERE, root, SourceText(HERE, data), HERE.parent)


@lru_cache
def tei_all(path: Path) -> Schema:
    return load_schema(path)


def test_every_element_of_tei_is_in_a_fixture() -> None:
    used = {etree.QName(one).localname for path in FIXTURES for one in etree.parse(path).getroot().iter(etree.Element)}
    assert TEI_ELEMENTS - used == set()


@pytest.mark.parametrize("path", FIXTURES, ids=lambda path: path.stem)
def test_a_fixture_is_valid(path: Path, data: Path) -> None:
    found = tei_all(data / "schemas" / "tei_all.rng").iter_findings(fixture(path))
    assert [one.message for one in found if one.message != FOREIGN] == []


@pytest.mark.parametrize("path", FIXTURES, ids=lambda path: path.stem)
def test_a_page_says_what_it_said(path: Path, request: pytest.FixtureRequest) -> None:
    made = product(fixture(path))
    assert [one.subject for one in made.findings] == []
    article = html.document_fromstring(made.content.decode("utf-8")).find(".//article")
    for view in ("reading", "source"):
        golden = GOLDEN / path.stem / f"{view}.txt"
        said = "\n".join(lines_of(article, view)) + "\n"
        if request.config.getoption("--update-golden"):
            golden.parent.mkdir(parents=True, exist_ok=True)
            golden.write_text(said, encoding="utf-8")
        assert said == golden.read_text(encoding="utf-8"), "--update-golden, if it is meant"


def lines_of(element: html.HtmlElement, view: str) -> list[str]:
    text = "".join(_texts(element, view))
    return [line for line in (re.sub(r"[ \t\r\f]+", " ", one).strip() for one in text.split("\n")) if line]


def _texts(element: html.HtmlElement, view: str) -> Iterator[str]:
    """Yield what is read: a line end around each block, the page's own words in braces."""
    is_block = element.tag in BLOCKS or "l" in element.classes
    is_own = element.get("data-te") is not None and not element.xpath("ancestor::*[@data-te]")
    yield "\n" if is_block else " " if element.tag in {"td", "th"} else ""
    yield "{" if is_own and element.text_content().strip() else ""
    yield re.sub(r"\s+", " ", element.text or "")
    for child in element:
        if isinstance(child.tag, str) and not _is_unseen(child, view):
            yield from _texts(child, view)
        yield re.sub(r"\s+", " ", child.tail or "")
    yield "}" if is_own and element.text_content().strip() else ""
    yield "\n" if is_block else ""


def _is_unseen(element: html.HtmlElement, view: str) -> bool:
    views = element.get("data-view")
    return (
        (views is not None and view not in views.split())
        or element.get("data-wit") is not None
        or element.get("aria-hidden") == "true"
        or element.tag == "aside"
    )
