"""Documents with random damage: findings with a place, or nothing to find; never anything else."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from teiedit import read_document
from teiedit.document.positions import SourceText
from teiedit.edition import loose_edition
from teiedit.relaxng import load_schema
from teiedit.render import render_json, render_text
from teiedit.resources import bundled_schema
from teiedit.summary import summarise_document
from teiedit.validation import ValidationOptions, Validator

ROOT = Path(__file__).resolve().parents[2]
SOURCES = {name: (ROOT / "tei" / name).read_bytes() for name in ("protocol-66.xml", "register.xml")}
SNIPPETS = [
    b"<",
    b">",
    b"&",
    b'"',
    b"'",
    b"</",
    b"/>",
    b"<!--",
    b"]]>",
    b"<![CDATA[",
    b"<?",
    b"\0",
    b"\xff",
    b"\x1b",
    b"<p>",
    b"&#0;",
]

few_examples = settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@st.composite
def damages(draw):
    """Name a document and say what is done to it, at places given as parts of its length."""
    name = draw(st.sampled_from(sorted(SOURCES)))
    data = SOURCES[name]
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(data)))
        kind = draw(st.sampled_from(["flip", "delete", "repeat", "insert", "cut"]))
        length = draw(st.integers(1, 60))
        if kind == "flip":
            data = data[:at] + bytes(one ^ (1 << draw(st.integers(0, 7))) for one in data[at : at + 1]) + data[at + 1 :]
        elif kind == "delete":
            data = data[:at] + data[at + length :]
        elif kind == "repeat":
            data = data[:at] + data[at : at + length] + data[at:]
        elif kind == "insert":
            data = data[:at] + draw(st.sampled_from(SNIPPETS)) + data[at:]
        else:
            data = data[:at]
    return name, data


@pytest.fixture(scope="module")
def schemas():
    path = bundled_schema("teiedit")
    return {path: load_schema(path)}


@few_examples
@given(damages())
def test_damaged_documents(schemas, tmp_path, damaged):
    name, data = damaged
    path = tmp_path / name
    path.write_bytes(data)
    options = ValidationOptions(schema="teiedit")
    document, report = Validator(loose_edition([path]), options, schemas).check_file(path)
    source = SourceText(path, data)
    for one in report:
        assert one.message
        assert one.location.line >= 1
        assert one.location.line <= source.text.count("\n") + 1
    if document is None:
        assert len(report) >= 1
        assert all(one.location.column >= 1 for one in report)
    else:
        summarise_document(document)
    assert render_json(report, base=tmp_path)
    shown = render_text(report, base=tmp_path, line_of=lambda _path, line: source.line(line))
    assert not set("\x1b\0") & set(shown)


@few_examples
@given(damages())
def test_what_the_parser_refuses_is_refused_and_nothing_else(tmp_path, damaged):
    name, data = damaged
    path = tmp_path / name
    path.write_bytes(data)
    try:
        root = etree.fromstring(data, etree.XMLParser(collect_ids=False, resolve_entities=False, huge_tree=True))
        is_tei = root.tag in {"{http://www.tei-c.org/ns/1.0}TEI", "{http://www.tei-c.org/ns/1.0}teiCorpus"}
        refused = not is_tei or next(root.iter(etree.Entity), None) is not None
    except etree.XMLSyntaxError:
        refused = True
    assert (read_document(path).document is None) == refused
