"""The public suite of RELAX NG by section of the specification: every schema, and every document against it."""

from __future__ import annotations

import copy
import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from teiedit import codes
from teiedit.errors import SchemaError
from teiedit.namespaces import RELAXNG
from teiedit.relaxng.loading import load_grammar
from teiedit.relaxng.reading.xml_rules import KINDS
from teiedit.relaxng.schema import Schema

SUITE = "suites/relaxng/spectest.xml"


@dataclass(frozen=True)
class Case:
    line: int
    sections: str
    files: dict[str, bytes]
    is_correct: bool
    valid: tuple[bytes, ...]
    invalid: tuple[bytes, ...]

    @property
    def name(self) -> str:
        return f"line {self.line}, section {self.sections}"

    def write(self, folder: Path) -> Path:
        """Write the schema and all that belongs to it, and return its path."""
        for name, data in self.files.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        return folder / "schema.rng"


def inner(element: etree._Element) -> bytes:
    return etree.tostring(element[0], encoding="utf-8", with_tail=False)


def resources(home: etree._Element, folder: str = "") -> Iterator[tuple[str, bytes]]:
    for one in home.findall("resource"):
        yield folder + one.get("name", ""), inner(one)
    for one in home.findall("dir"):
        yield from resources(one, f"{folder}{one.get('name')}/")


@pytest.fixture(scope="module")
def cases(data: Path) -> list[Case]:
    found = []
    for case in etree.parse(data / SUITE).iter("testCase"):
        sections = " and ".join(str(one.text) for one in case.findall("section"))
        schema = next(case.iter("correct", "incorrect"))
        files = dict(resources(case)) | {"schema.rng": inner(schema)}
        documents = [tuple(inner(one) for one in case.findall(kind)) for kind in ("valid", "invalid")]
        found.append(Case(schema.sourceline, sections, files, schema.tag == "correct", *documents))
    assert len(found) == 385
    assert len(found) + sum(len(one.valid) + len(one.invalid) for one in found) == 965
    return found


def test_correct_schemas_are_loaded(cases, tmp_path):
    refused = {}
    for number, case in enumerate(cases):
        if case.is_correct:
            try:
                load_grammar(case.write(tmp_path / str(number)))
            except SchemaError as error:
                refused[case.name] = error.message
    assert not refused


def test_incorrect_schemas_are_refused_where_they_are_wrong(cases, tmp_path):
    accepted = []
    for number, case in enumerate(cases):
        if case.is_correct:
            continue
        path = case.write(tmp_path / str(number))
        try:
            load_grammar(path)
        except SchemaError as error:
            for found in error.report:
                at = found.location
                lines = case.files[str(at.path.relative_to(path.parent))].decode().split("\n")
                assert found.code is codes.SCHEMA_UNUSABLE
                assert found.message
                assert 1 <= at.line <= len(lines), case.name
                assert 1 <= at.column <= len(lines[at.line - 1]), case.name
        else:
            accepted.append(case.name)
    assert not accepted


# By line of the suite: schemas with more than one mistake, and what the mistakes are.
SEVERAL = {
    **{line: ["is not a name"] * 2 for line in (792, 825, 840, 855)},
    **{line: ["<start> has no attribute name"] * 3 for line in (2896, 3053, 3179)},
    2938: ["<start> has no attribute name"] * 2,
    **{
        line: ["is in a group that is repeated", "is there twice in the element foo"]
        for line in (5381, 5402, 5445, 5466)
    },
    **{
        line: ["the start cannot contain <interleave>", "stands on both sides of <interleave>"] for line in (5934, 5951)
    },
}


def test_one_mistake_is_one_finding(cases, tmp_path):
    several = {}
    for number, case in enumerate(cases):
        if not case.is_correct:
            with pytest.raises(SchemaError) as error:
                load_grammar(case.write(tmp_path / str(number)))
            if len(error.value.report) > 1:
                several[case.line] = [found.message for found in error.value.report]
    assert several.keys() == SEVERAL.keys()
    for line, messages in several.items():
        assert len(messages) == len(SEVERAL[line])
        assert all(part in message for part, message in zip(SEVERAL[line], messages, strict=True))


def test_every_schema_of_the_test_data_is_loaded(data):
    """As jing loads them all."""
    paths = [path for kind in ("rng", "rnc") for path in sorted(data.rglob(f"*.{kind}"))]
    assert len(paths) >= 20
    for path in paths:
        made = load_grammar(path)
        assert made.elements
        assert made.files[0] == str(path)


def mutant(chance: random.Random, schemas: list[bytes]) -> bytes:
    """Return a schema of the suite with up to three changes that a person or a program could make."""
    root = etree.fromstring(chance.choice(schemas))
    for _ in range(chance.randint(1, 3)):
        every = list(root.iter(etree.Element))
        one = chance.choice(every)
        parent = one.getparent()
        change = chance.randrange(7)
        if change == 0 and parent is not None:
            parent.remove(one)
        elif change == 1:
            one.tag = f"{{{RELAXNG}}}{chance.choice(sorted(KINDS))}"
        elif change == 2:
            one.insert(chance.randrange(len(one) + 1), copy.deepcopy(chance.choice(every)))
        elif change == 3 and parent is not None:
            around = etree.Element(f"{{{RELAXNG}}}{chance.choice(sorted(KINDS))}")
            parent.replace(one, around)
            around.append(one)
        elif change == 4:
            name = chance.choice(["name", "ns", "type", "combine", "href", "datatypeLibrary", "other"])
            one.set(name, chance.choice(["foo", "bar", "x:y", "", "choice", "interleave", "token", "http://a.b/"]))
        elif change == 5:
            one.text = chance.choice(["foo", "bar", " ", "\u00a0", "\n"])
        else:
            other = list(etree.fromstring(chance.choice(schemas)).iter(etree.Element))
            one.append(copy.deepcopy(chance.choice(other)))
    return etree.tostring(root)


def is_loaded(data: bytes) -> bool:
    """Tell whether a schema is loaded; if it is not, it must be refused at a place, and nothing else may happen."""

    def read(path: Path) -> bytes:
        if path.name == "schema":
            return data
        raise FileNotFoundError(2, "there is none", path)

    try:
        load_grammar(Path("/schemas/schema"), read=read)
    except SchemaError as error:
        report = error.report
    else:
        return True
    assert all(one.location.line and one.location.column and one.message for one in report)
    return False


def test_mutated_schemas_are_loaded_or_refused(cases):
    chance = random.Random(3)
    schemas = [case.files["schema.rng"] for case in cases]
    loaded = [is_loaded(mutant(chance, schemas)) for _ in range(2000)]
    assert 100 < sum(loaded) < 1000


@given(st.data())
def test_mutated_bytes_are_loaded_or_refused(cases, data):
    schema = data.draw(st.sampled_from([case.files["schema.rng"] for case in cases]))
    start, end = sorted(data.draw(st.tuples(*[st.integers(0, len(schema))] * 2)))
    is_loaded(schema[:start] + data.draw(st.binary(max_size=8)) + schema[end:])


def test_documents(cases, tmp_path):
    wrong = []
    document = tmp_path / "document.xml"
    for number, case in enumerate(cases):
        if case.is_correct:
            path = case.write(tmp_path / str(number))
            schema = Schema(path, load_grammar(path))
            for is_valid, data in [*((True, one) for one in case.valid), *((False, one) for one in case.invalid)]:
                document.write_bytes(data)
                if schema.is_valid(document) is not is_valid:
                    wrong.append((case.name, is_valid, data.decode()))
    assert not wrong
