"""Real documents by others: whatever is in them, they are read, checked and summed up without a failure."""

from __future__ import annotations

import pytest

from teiedit.edition import loose_edition
from teiedit.relaxng import load_schema
from teiedit.render import render_json, render_text
from teiedit.resources import bundled_schema
from teiedit.summary import summarise_document
from teiedit.validation import ValidationOptions, Validator


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
