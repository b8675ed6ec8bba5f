"""The TEI file beside the page: the document's own bytes, whole, and never over a document."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree, html

from teiedit import BuildOptions, build_edition, load_edition
from teiedit.document import read_document
from teiedit.errors import OutputError
from teiedit.publish.tei import to_tei

TEI = """<?xml version="1.0" encoding="ISO-8859-1"?>
<!-- before -->
<?note kept?>
<TEI xmlns="http://www.tei-c.org/ns/1.0"  xmlns:xi="http://www.w3.org/2001/XInclude" xml:lang="en"><teiHeader><fileDesc>
<titleStmt><title>T</title></titleStmt><publicationStmt><p>P</p></publicationStmt><sourceDesc><p>S</p></sourceDesc>
</fileDesc></teiHeader><text><body><p>caf\u00e9</p>{more}</body></text></TEI>
"""


@pytest.fixture
def edition(tmp_path: Path) -> Path:
    (tmp_path / "a.xml").write_text(TEI.replace("{more}", ""), encoding="iso-8859-1")
    (tmp_path / "teiedit.toml").write_text('documents = ["a.xml"]\n', encoding="utf-8")
    return tmp_path


def build(edition: Path, *formats: str, to: str = "out") -> Path:
    options = BuildOptions(formats=formats, directory=edition / to, validate=False)  # type: ignore[arg-type]
    build_edition(load_edition(edition), (), options)
    return edition / to


def test_the_file_is_the_documents_own(edition: Path) -> None:
    assert (build(edition, "tei") / "a.xml").read_bytes() == (edition / "a.xml").read_bytes()


def test_what_is_included_is_in_its_place(edition: Path) -> None:
    part = '<p xmlns="http://www.tei-c.org/ns/1.0">part</p>'
    (edition / "part.xml").write_text(part, encoding="utf-8")
    (edition / "a.xml").write_text(TEI.replace("{more}", '<xi:include href="part.xml"/>'), encoding="iso-8859-1")
    document = read_document(edition / "a.xml").document
    assert document is not None
    made = to_tei(document).content
    assert made.startswith(b'<?xml version="1.0" encoding="UTF-8"?>\n<!-- before -->\n<?note kept?>\n<TEI')
    assert "café" in made.decode("utf-8")
    assert [one.text for one in etree.fromstring(made).iter("{*}p")] == ["P", "S", "café", "part"]


def test_the_page_links_to_what_was_built(edition: Path) -> None:
    page = html.fromstring((build(edition, "html", "tei", "txt") / "a.html").read_bytes())
    alternates = {one.get("type"): one.get("href") for one in page.iter("link") if one.get("rel") == "alternate"}
    assert alternates == {"application/tei+xml": "a.xml", "text/plain": "a.txt"}
    page = html.fromstring((build(edition, "html", to="alone") / "a.html").read_bytes())
    assert not [one for one in page.iter("link") if one.get("rel") == "alternate"]


def test_a_document_is_not_taken_for_its_own_result(edition: Path) -> None:
    before = (edition / "a.xml").read_bytes()
    with pytest.raises(OutputError, match="is a document and is not overwritten"):
        build(edition, "tei", to=".")
    assert (edition / "a.xml").read_bytes() == before
