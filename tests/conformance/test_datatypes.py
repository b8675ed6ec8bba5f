"""The datatypes against the public suites of jing, case by case, and against jing itself on broken values."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import pytest
from lxml import etree

from conformance.oracle import find_jing
from conftest import DATA
from teiedit.relaxng.datatypes import Datatype, DatatypeError, datatype

XSD = "http://www.w3.org/2001/XMLSchema-datatypes"
SUITES = DATA / "suites" / "relaxng"
# What is not held to, by the name of the datatype or the number of the expression, each with its reason.
EXCLUDED: dict[str | int, str] = {}

pytestmark = pytest.mark.skipif(
    not SUITES.is_dir(), reason=f"the suites are not at {SUITES}; TEIEDIT_DATA may name another place for the data"
)


def suite(name: str) -> list[etree._Element]:
    path = SUITES / name
    return list(etree.parse(path).getroot()) if path.is_file() else []


def scope(case: etree._Element) -> tuple[dict[str, str], list[str]]:
    declared = re.findall(r"ENTITY (\S+) SYSTEM '[^']*' NDATA", case.get("internalSubset") or "")
    return {prefix or "": uri for prefix, uri in case.nsmap.items()}, declared


def restricted(of: Datatype, facet: str, limit: str) -> Datatype:
    return datatype(of.library, of.name, [(facet, limit)])


def is_less(of: Datatype, one: str, other: str) -> bool:
    below = restricted(of, "maxExclusive", other).allows(one)
    assert restricted(of, "minExclusive", one).allows(other) is below
    return below


@pytest.mark.parametrize("declared", suite("xsdtest.xml"), ids=lambda one: str(one.get("name")))
def test_xml_schema_datatype(declared):
    if reason := EXCLUDED.get(declared.get("name")):
        pytest.skip(reason)
    of = datatype(XSD, declared.get("name"))
    for case in declared:
        match case.tag:
            case "valid" | "invalid":
                assert of.allows(case.text or "", *scope(case)) is (case.tag == "valid"), case.text
            case "length":
                text, length = case.text or "", int(case.get("value"))
                assert restricted(of, "length", str(length)).allows(text), text
                assert not restricted(of, "length", str(length + 1)).allows(text), text
            case "lessThan" | "incomparable":
                one, other = (value.text for value in case)
                assert is_less(of, one, other) is (case.tag == "lessThan"), (one, other)
                assert not is_less(of, other, one), (one, other)
            case "equiv":
                classes = [{of.value(value.text or "", scope(value)[0]) for value in group} for group in case]
                assert [len(values) for values in classes] == [1] * len(classes)
                assert len(set.union(*classes)) == len(classes)
            case _:
                pytest.fail(f"the suite has something new: {case.tag}")


@pytest.mark.parametrize("number", range(len(suite("regextest.xml"))))
def test_regular_expression(number):
    if reason := EXCLUDED.get(number):
        pytest.skip(reason)
    wanted, *texts = suite("regextest.xml")[number]
    params = [("pattern", wanted.text or "")]
    if wanted.tag == "incorrect":
        with pytest.raises(DatatypeError) as raised:
            datatype(XSD, "string", params)
        assert raised.value.param == 0
        return
    of = datatype(XSD, "string", params)
    for text in texts:
        assert of.allows(text.text or "") is (text.tag == "valid"), text.text


def test_there_are_cases():
    assert len(suite("xsdtest.xml")) == 44
    assert len(suite("regextest.xml")) == 48


# What jing decides otherwise, and why it is not followed: a test of the text, and the reason.
DIFFERENCES = {
    "zone": (r".*-1[2-4]:[0-9]{2}\s*", "jing refuses time zones 12 to 14 hours west, which XML Schema has"),
    "year": (r"\s*-?[0-9]{9,}.*", "jing refuses years that its integers cannot hold"),
}

SEEDS = {
    "date": ["1962-11-23", "-0044-03-15", "2000-02-29+01:00"],
    "time": ["12:30:00", "23:59:59.5Z", "00:00:00-05:00"],
    "dateTime": ["1962-11-23T12:30:00", "2000-02-29T23:59:59.25+02:00"],
    "gYear": ["1962", "-0044", "12345Z"],
    "gYearMonth": ["1962-11", "1962-11+01:00"],
    "gMonthDay": ["--02-29", "--11-23Z"],
    "gMonth": ["--11"],
    "gDay": ["---23", "---31Z"],
    "duration": ["P1Y2M3DT4H5M6.5S", "-P1D", "PT1H", "P1Y", "PT1.5S"],
    "decimal": ["1.5", "-0.5", "+10"],
    "positiveInteger": ["12", "1"],
    "byte": ["-128", "127"],
    "double": ["1.5e10", "-INF", "NaN", ".5"],
    "anyURI": ["http://example.org/a?b#c", "#p1", "a:b", "//h:80/x", "x%20y", "mailto:a@b"],
    "base64Binary": ["AAAA BBBB", "BA==", "BBA="],
    "hexBinary": ["0aFF"],
    "language": ["en-GB", "x-klingon"],
    "Name": ["a:b", "é-1"],
    "NCName": ["ab.c"],
    "NMTOKENS": ["a b", "-a.1"],
    "boolean": ["true"],
    "QName": ["a", "xml:b"],
}
LETTERS = "0123456789-+:.TZPYMDHS%#/?[]@ eE,aA=\t_éＡ"


def broken(texts: list[str], chance: random.Random) -> Iterator[str]:
    while True:
        text = list(chance.choice(texts))
        for _ in range(chance.choice([1, 1, 1, 2, 3])):
            at = chance.randrange(len(text) + 1)
            text[at : at + chance.randrange(2)] = chance.choice([[], [chance.choice(LETTERS)]])
        yield "".join(text)


def jing_allows(path: Path, cases: list[tuple[str, str]]) -> list[bool]:
    """Ask jing, all at once: every case is an element of its type on a line of its own."""
    rules = "".join(f'<element name="{name}"><data type="{name}"/></element>' for name in dict(cases))
    schema, document = path / "schema.rng", path / "document.xml"
    schema.write_text(
        f'<element name="r" xmlns="http://relaxng.org/ns/structure/1.0" datatypeLibrary="{XSD}">'
        f"<zeroOrMore><choice>{rules}</choice></zeroOrMore></element>",
        encoding="utf-8",
    )
    lines = ["".join(f"&#{ord(letter)};" for letter in text) for _, text in cases]
    body = "\n".join(f"<{name}>{line}</{name}>" for (name, _), line in zip(cases, lines, strict=True))
    document.write_text(f"<r>\n{body}\n</r>", encoding="utf-8")
    wrong = {error.at.line - 2 for error in find_jing().run(schema, [document], ids=False)[document]}
    return [number not in wrong for number in range(len(cases))]


def test_broken_values_as_jing_has_them(tmp_path):
    chance = random.Random(20)
    cases = [(name, text) for name, texts in SEEDS.items() for text in islice(broken(texts, chance), 300)]
    verdicts = jing_allows(tmp_path, cases)
    assert 0.1 < sum(verdicts) / len(verdicts) < 0.9
    differing = [
        (name, text)
        for (name, text), verdict in zip(cases, verdicts, strict=True)
        if datatype(XSD, name).allows(text) is not verdict
        and not any(re.fullmatch(pattern, text, re.DOTALL) for pattern, _ in DIFFERENCES.values())
    ]
    assert differing == []
