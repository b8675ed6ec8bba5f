"""The public test suites of Schematron: what a schema must accept, refuse, or be refused for."""

from __future__ import annotations

import pytest
from lxml import etree

from conformance import schematron_oracle
from conftest import DATA
from teiedit import codes
from teiedit.document import read_xml
from teiedit.errors import TeiEditError
from teiedit.schematron import load_schematron

SUITES = DATA / "suites" / "schematron"
CASES = SUITES / "conformance" / "src" / "main" / "resources" / "tests"
SUITE = "{tag:dmaus@dmaus.name,2019:Schematron:Testsuite}"
# Cases that cannot be kept, and why.
EXCLUDED = {
    "let-name-collision-error-05": "let-scope-pattern-01 asks for the contrary: patterns hide what the schema has",
    "let-name-collision-error-06": "as let-name-collision-error-05",
    "let-value-element-content-01": "its first schema asks the document for an element that only a variable has",
}
# By their place in the file.
READ_OTHER_FILES = {16, 17}

needs_suites = pytest.mark.skipif(not SUITES.is_dir(), reason=f"the suites of Schematron are not at {SUITES}")


def verdict(schema, document, phase=None):
    """Return `valid`, `invalid` or `error`."""
    try:
        return "invalid" if list(load_schematron(schema, phase).check(read_xml(document).document)) else "valid"
    except TeiEditError:
        return "error"


def written(folder, name, element):
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(etree.tostring(element, with_tail=False))
    return path


@needs_suites
@pytest.mark.parametrize("case", sorted(CASES.glob("*/*.xml")), ids=lambda path: path.stem)
def test_conformance(tmp_path, case):
    if case.stem in EXCLUDED:
        pytest.skip(EXCLUDED[case.stem])
    root = etree.parse(case).getroot()
    primary = root.find(f".//{SUITE}primary")
    document = written(tmp_path, primary.get("filename"), primary[0])
    for one in root.iter(f"{SUITE}secondary"):
        written(tmp_path, one.get("filename"), one[0])
    schemas = root.find(f"{SUITE}schemas")
    for number, one in enumerate(schemas):
        schema = written(tmp_path, f"schema-{number}.sch", one)
        assert verdict(schema, document, schemas.get("phase")) == root.get("expect")


@needs_suites
def test_the_cases_of_jing(tmp_path):
    wrong = []
    for number, case in enumerate(etree.parse(SUITES / "jing-schematrontest.xml").getroot().iter("testCase")):
        if number in READ_OTHER_FILES:  # document() is not given to schemas
            continue
        for kind, expected in (("correct", None), ("incorrect", "error")):
            for schema in case.iter(kind):
                path = written(tmp_path, f"{number}.sch", schema[0])
                if expected:
                    document = written(tmp_path, "any.xml", schema[0])
                    wrong += [(number, kind)] * (verdict(path, document) != expected)
                    continue
                for wanted in ("valid", "invalid"):
                    for one in case.iter(wanted):
                        document = written(tmp_path, "document.xml", one[0])
                        wrong += [(number, wanted)] * (verdict(path, document) != wanted)
    assert not wrong


ALL_OF_TEI = DATA / "schemas" / "tei_all.sch"
# Documents of real editions that break rules of TEI, and as many more as time allows.
RULE_BREAKERS = {
    "07_multi-page.xml",
    "DHARMA_templateIndexVerborum_v01.xml",
    "MRP-1-3-05-0-00000000-P-0339e.xml",
    "MRP-3-0-04-1-18810115-P-0228.xml",
    "609.xml",
}
LARGEST = 60_000


def small_documents():
    """Return the documents of a sample that both parsers take."""
    paths = [one for one in sorted((DATA / "collections").rglob("*.xml")) if one.stat().st_size < LARGEST]
    return [path for number, path in enumerate(paths) if number % 6 == 0 or path.name in RULE_BREAKERS]


@pytest.mark.skipif(not ALL_OF_TEI.is_file(), reason=f"the schemas of TEI are not at {ALL_OF_TEI.parent}")
def test_the_rules_of_tei_as_another_processor_has_them():
    book = load_schematron(ALL_OF_TEI)
    compared, broken = 0, 0
    for path in small_documents():
        document = read_xml(path).document
        ours = [] if document is None else list(book.fired(document))
        if document is None or document.included or any(one.diagnostic.code is codes.RULES_NOT_HELD for one in ours):
            continue
        try:
            theirs = schematron_oracle.fired(ALL_OF_TEI, path)
        except etree.XMLSyntaxError:
            continue
        places = etree.parse(path)
        expected = sorted((test, places.xpath(where)[0].sourceline) for test, where in theirs)
        told = sorted((book.expression(one), _line_of_end(document, one)) for one in ours)
        assert told == expected, path.name
        compared += 1
        broken += bool(told)
    assert compared > 20
    assert broken >= len(RULE_BREAKERS)


def _line_of_end(document, fired):
    """Return the line that libxml2 tells for an element: that on which its start tag ends."""
    at = fired.diagnostic.location
    text = document.source.text
    return text.count("\n", 0, text.index(">", document.source.offset(at.line, at.column))) + 1
