"""A new edition: valid with any title."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from teiedit.document import read_document
from teiedit.edition import load_edition
from teiedit.errors import OutputError
from teiedit.scaffold import make_edition
from teiedit.summary import document_title

TODAY = dt.date(2026, 1, 2)


@given(st.text(alphabet=st.characters(blacklist_categories=["Cs", "Cc"]), min_size=1, max_size=30))
def test_any_title(tmp_path_factory, title):
    folder = tmp_path_factory.mktemp("a") / "b"
    make_edition(folder, title, TODAY)
    edition = load_edition(folder)
    assert edition.config.title == (" ".join(title.split()) or "An edition")
    document, findings = read_document(edition.documents[0])
    assert findings == ()
    assert document_title(document.root)


@pytest.mark.parametrize("title", ["a\nb", "a\x1bb", "\ufffe"])
def test_title_with_what_xml_or_a_line_cannot_hold(tmp_path, title):
    make_edition(tmp_path / "a", title, TODAY)
    edition = load_edition(tmp_path / "a")
    assert edition.config.title.isprintable()
    assert read_document(edition.documents[0]).findings == ()


def test_folder_that_holds_something(tmp_path):
    (tmp_path / "mine.txt").write_text("mine")
    with pytest.raises(OutputError, match="is not an empty folder"):
        make_edition(tmp_path, "A", TODAY)
    with pytest.raises(OutputError, match="is not an empty folder"):
        make_edition(tmp_path / "mine.txt", "A", TODAY)
    with pytest.raises(OutputError, match="cannot be written"):
        make_edition(tmp_path / "mine.txt" / "a", "A", TODAY)
