"""Real documents by others: whatever is in them, they are read, checked and summed up without a failure."""

from __future__ import annotations

import os
import random
import re
from pathlib import Path

import pytest
from lxml import html

from teiedit import BuildOptions, build_edition
from teiedit.document import Document, read_document
from teiedit.edition import loose_edition
from teiedit.namespaces import tei
from teiedit.publish import passes
from teiedit.publish.html import HtmlParameters, PageOptions, to_html
from teiedit.publish.layers import layered_stylesheet
from teiedit.publish.verify.check import check_pages
from teiedit.relaxng import load_schema
from teiedit.render import render_json, render_text
from teiedit.resources import bundled_schema
from teiedit.summary import summarise_document
from teiedit.validation import ValidationOptions, Validator

# Every how many-th document is divided into pages, or spoilt, without TEIEDIT_FULL.
STEP = 1 if os.environ.get("TEIEDIT_FULL") else 4
# What is no document: round trips of single divisions, ODD's inputs and outputs in other vocabularies, files that
# are not well-formed. Nothing else is left out.
DOCUMENTS = {tei("TEI"), tei("teiCorpus")}

# The words of pages that are those of their documents, once: not the page's own, nor those of a witness.
OF_THE_DOCUMENT = "//article//text()[not(ancestor::*[@data-te or self::style or self::script])]"
LONG_WORD = re.compile(r"(?<!\w)[^\W\d_]{6,}(?!\w)")


@pytest.fixture(scope="module")
def schemas():
    path = bundled_schema("teiedit")
    return {path: load_schema(path)}


def test_every_file_of_the_collections(data, schemas):
    files = sorted(path for path in (data / "collections").rglob("*") if path.is_file())
    if not files:
        pytest.skip(f"there are no collections in {data}")
    read = 0
    for path in files:
        document, report = Validator(loose_edition([path]), ValidationOptions("teiedit"), schemas).check_file(path)
        assert document is not None or report.findings, path
        assert all(one.location.line >= 1 for one in report), path
        render_text(report, base=path.parent, line_of=lambda *_: "")
        render_json(report, base=path.parent)
        if document is not None:
            summarise_document(document)
            read += 1
    assert read >= 200


@pytest.fixture(scope="module")
def documents(data: Path) -> list[Document]:
    """The documents of all collections that can be published."""
    files = sorted(path for path in (data / "collections").rglob("*") if path.suffix in {".xml", ".odd"})
    if not files:
        pytest.skip(f"there are no collections in {data}")
    read = (read_document(path, within=path.parent).document for path in files)
    return [one for one in read if one is not None and one.root.tag in DOCUMENTS]


@pytest.mark.parametrize("split", ["none", "page", "1"])
def test_every_document_is_published_whole_in_every_view(documents: list[Document], split: str):
    passes.preload()
    layered_stylesheet("html.xsl")
    for document in documents if split == "none" else documents[::STEP]:
        made = to_html(passes.annotate(document).node, HtmlParameters(), {}, PageOptions(split=split))
        pages = [(one.name, one.html.encode("utf-8")) for one in made.pages]
        own = max(1, len(pages) - 1)
        found, _ = check_pages(document, pages[:own], {}, pages[own:])
        assert [one.message for one in found] == [], document.path
    assert len(documents) >= 240


def test_a_word_taken_out_of_any_page_is_missed(documents: list[Document]):
    passes.preload()
    layered_stylesheet("html.xsl")
    chance = random.Random(1)
    missed = 0
    for document in documents[:: 2 * STEP]:
        made = to_html(passes.annotate(document).node, HtmlParameters(), {}, PageOptions()).pages[0].html
        page = html.document_fromstring(made.encode("utf-8"), html.HTMLParser(encoding="utf-8", huge_tree=True))
        texts = [text for text in page.xpath(OF_THE_DOCUMENT) if LONG_WORD.search(text)]
        if not texts:
            continue
        text = chance.choice(texts)
        spoilt = LONG_WORD.sub("", text, count=1)
        holder = text.getparent()
        holder.text, holder.tail = (spoilt, holder.tail) if text.is_text else (holder.text, spoilt)
        content = html.tostring(page, encoding="utf-8", doctype="<!DOCTYPE html>")
        found, _ = check_pages(document, [("document.html", content)], {})
        word = LONG_WORD.search(text)[0]
        told = [one for one in found if one.code.id == "TE504" and word in one.message]
        assert told, (document.path, word)
        assert told[0].location.line > 0
        missed += 1
    assert missed >= 80 // STEP


def test_a_collection_is_built_with_its_links_from_page_to_page(data: Path, tmp_path: Path):
    files = sorted((data / "collections" / "mpr").rglob("*.xml"))
    if not files:
        pytest.skip(f"the collection mpr is not in {data}")
    options = BuildOptions(formats=("html",), validate=False, verify=True, directory=tmp_path)
    result = build_edition(loose_edition(files), files, options)
    assert [one.message for one in result.report if one.code.id in {"TE504", "TE505", "TE506", "TE509", "TE510"}] == []
    assert len(result.written) >= len(files)
