"""The public test suites of Schematron: what a schema must accept, refuse, or be refused for."""

from __future__ import annotations

import pytest
from lxml import etree

from conftest import DATA
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
