"""Schemas that make naive engines blow up: what they cost here, in patterns and frames, never in seconds."""

from __future__ import annotations

import random
from collections.abc import Iterable
from pathlib import Path

import pytest
from lxml import etree

from teiedit.errors import SchemaError
from teiedit.relaxng import Schema
from teiedit.relaxng.engine.recovery import Recovery
from teiedit.relaxng.loading import load_grammar

RNG = 'xmlns="http://relaxng.org/ns/structure/1.0" datatypeLibrary="http://www.w3.org/2001/XMLSchema-datatypes"'
A_OR_B = '<choice><element name="a"><empty/></element><element name="b"><empty/></element></choice>'


class Engine:
    """One schema, and what it was made to hold."""

    def __init__(self, folder: Path, content: str) -> None:
        path = folder / "schema.rng"
        path.write_text(f'<element name="r" {RNG}>{content}</element>', encoding="utf-8")
        self.schema = Schema(path, load_grammar(path))
        self._document = folder / "document.xml"

    @property
    def size(self) -> int:
        """How many patterns and frames there are by now."""
        return self.schema._automaton.size

    def mistakes(self, document: str) -> int:
        self._document.write_text(document, encoding="utf-8")
        return len(list(self.schema.iter_findings(self._document)))

    def mistakes_of(self, names: Iterable[str]) -> int:
        """Count the mistakes of a document with these children."""
        return self.mistakes(f"<r>{''.join(f'<{name}/>' for name in names)}</r>")


def element(name: str) -> str:
    return f'<element name="{name}"><empty/></element>'


def within(kind: str, content: str) -> str:
    return f"<{kind}>{content}</{kind}>"


def orders(names: list[str], count: int) -> list[list[str]]:
    """Return some orders of names, the same on every run."""
    chance = random.Random(count)
    return [chance.sample(names, len(names)) for _ in range(count)]


def nested_interleave(names: list[str]) -> str:
    head, *tail = names
    return within("interleave", element(head) + nested_interleave(tail)) if tail else element(head)


def test_interleave_costs_what_its_documents_hold(tmp_path: Path) -> None:
    """Twenty branches can come in 2·10^18 orders, and a million sets of them can have come."""
    names = [f"e{number}" for number in range(20)]
    engine = Engine(tmp_path, within("interleave", "".join(map(element, names))))
    for number, order in enumerate(orders(names, 50), 1):
        assert engine.mistakes_of(order) == 0
        assert engine.size < 100 + 40 * number
    assert engine.mistakes_of(names[1:]) == 1
    assert engine.mistakes_of([*names, "e0"]) == 1


def test_interleave_nested_fifty_times(tmp_path: Path) -> None:
    names = [f"e{number}" for number in range(51)]
    engine = Engine(tmp_path, nested_interleave(names))
    for number, order in enumerate(orders(names, 20), 1):
        assert engine.mistakes_of(order) == 0
        assert engine.size < 200 + 110 * number
    assert engine.mistakes_of(names[:-1]) == 1


def test_repeated_branches_of_interleave_are_one_state(tmp_path: Path) -> None:
    names = [f"e{number}" for number in range(20)]
    engine = Engine(tmp_path, within("interleave", "".join(within("zeroOrMore", element(name)) for name in names)))
    for order in orders(names * 10, 20):
        assert engine.mistakes_of(order) == 0
    assert engine.size < 200


@pytest.mark.parametrize(("kind", "times", "most"), [("optional", 200, 200), ("zeroOrMore", 50, 1000)])
def test_ambiguous_groups(tmp_path: Path, kind: str, times: int, most: int) -> None:
    """(a?){200} and (a*){50}: any of the parts can have matched any of the elements."""
    engine = Engine(tmp_path, within("group", within(kind, element("a")) * times))
    assert engine.mistakes_of("a" * most) == 0
    assert engine.mistakes_of("a" * (most // 2) + "b") == 1
    assert engine.size < 10 * times
    assert bool(engine.mistakes_of("a" * (most + 1))) == (kind == "optional")


def test_what_was_long_ago_decides(tmp_path: Path) -> None:
    """(a|b)*, a, (a|b){30} has 2^30 states once made deterministic; only those that a document meets are made."""
    engine = Engine(tmp_path, within("zeroOrMore", A_OR_B) + element("a") + A_OR_B * 30)
    chance = random.Random(0)
    for length in (300, 3000):
        names = [chance.choice("ab") for _ in range(length)]
        names[-31] = "a"
        assert engine.mistakes_of(names) == 0
        assert engine.size < 5 * length
    names[-31] = "b"
    assert engine.mistakes_of(names) == 1


@pytest.mark.parametrize("kind", ["choice", "zeroOrMore"])
def test_ten_thousand_alternatives(tmp_path: Path, kind: str) -> None:
    names = [f"e{number}" for number in range(10_000)]
    choice = within("choice", "".join(map(element, names)))
    engine = Engine(tmp_path, choice if kind == "choice" else within(kind, choice))
    assert engine.mistakes_of(["e7777"]) == 0
    assert engine.mistakes_of(["x"]) > 0
    assert bool(engine.mistakes_of(names)) == (kind == "choice")
    assert engine.size < 4 * len(names)


def test_a_sequence_of_ten_thousand(tmp_path: Path) -> None:
    names = [f"e{number}" for number in range(10_000)]
    engine = Engine(tmp_path, "".join(map(element, names)))
    assert engine.mistakes_of(names) == 0
    assert engine.mistakes_of(names[:5000] + names[5001:]) == 1
    assert engine.size < 5 * len(names)


def attributes(names: Iterable[str]) -> str:
    return "".join(within("optional", f'<attribute name="{name}"/>') for name in names)


def start_tag(name: str, given: Iterable[str]) -> str:
    written = " ".join(f"{one}='1'" for one in given)
    return f"<{name} {written}/>"


def test_optional_attributes_in_any_order(tmp_path: Path) -> None:
    names = [f"a{number}" for number in range(60)]
    engine = Engine(tmp_path, attributes(names))
    for order in orders(names, 20):
        assert engine.mistakes(start_tag("r", order)) == 0
    assert engine.mistakes(start_tag("r", ["b", *names])) == 1
    assert engine.size < 20 * len(names)


def test_any_selection_of_optional_attributes(tmp_path: Path) -> None:
    """There are 2^60 of them: that an attribute was there must not be remembered, it cannot come twice."""
    names = [f"a{number}" for number in range(60)]
    content = f'<element name="c">{attributes(names)}</element>'
    engine = Engine(tmp_path, within("zeroOrMore", content))
    chance = random.Random(0)
    tags = [start_tag("c", chance.sample(names, chance.randint(0, 60))) for _ in range(1000)]
    assert engine.mistakes(f"<r>{''.join(tags)}</r>") == 0
    assert engine.size < 20 * len(names)


def test_five_thousand_optional_attributes(tmp_path: Path) -> None:
    names = [f"a{number}" for number in range(5000)]
    engine = Engine(tmp_path, attributes(names))
    assert engine.mistakes("<r/>") == 0
    assert engine.mistakes(start_tag("r", names[::-1])) == 0
    assert engine.mistakes(start_tag("r", ["b", "a7"])) == 1
    assert engine.size < 10 * len(names)


RECURSIVE = f"""<grammar {RNG}>
  <start><ref name="a"/></start>
  <define name="a"><element name="a"><optional><ref name="a"/></optional></element></define>
</grammar>"""


def test_a_hundred_thousand_nested_elements(tmp_path: Path) -> None:
    """The parser has a limit of its own, and says so; the walk has none."""
    path = tmp_path / "schema.rng"
    path.write_text(RECURSIVE, encoding="utf-8")
    schema = Schema(path, load_grammar(path))
    document = tmp_path / "document.xml"
    document.write_text("<a>" * 100_000 + "</a>" * 100_000, encoding="utf-8")
    assert [one.code.name for one in schema.iter_findings(document)] == ["too-deep"]
    # Fewer, because a tree takes the longer to grow the deeper it is.
    root = element_ = etree.Element("a")
    for _ in range(20_000):
        element_ = etree.SubElement(element_, "a")
    assert Recovery(schema._automaton, check_ids=True).find(root) == []
    etree.SubElement(element_, "b")
    assert len(Recovery(schema._automaton, check_ids=True).find(root)) == 1
    assert schema._automaton.size < 50


@pytest.mark.parametrize("kind", ["group", "choice", "interleave", "optional", "oneOrMore", "list", "element"])
@pytest.mark.parametrize("levels", [100, 10_000])
def test_nested_schemas(tmp_path: Path, kind: str, levels: int) -> None:
    start = f'<{kind} name="r">' if kind == "element" else f"<{kind}>"
    content = start * levels + "<empty/>" + f"</{kind}>" * levels
    if levels > 1000 or kind == "list":
        with pytest.raises(SchemaError):
            Engine(tmp_path, content)
    else:
        assert Engine(tmp_path, content).mistakes("<r/>") == (kind == "element")


@pytest.mark.parametrize("opening", ["element r { ", "("])
def test_nested_compact_schemas(tmp_path: Path, opening: str) -> None:
    path = tmp_path / "schema.rnc"
    closing = " }" if opening.endswith("{ ") else ")"
    path.write_text("element r { " + opening * 10_000 + "empty" + closing * 10_000 + " }", encoding="utf-8")
    with pytest.raises(SchemaError):
        load_grammar(path)


def test_a_long_list(tmp_path: Path) -> None:
    engine = Engine(tmp_path, within("list", '<optional><data type="token"/></optional>' * 1000))
    assert engine.mistakes(f"<r>{'a ' * 100}</r>") == 0
    assert engine.mistakes(f"<r>{'a ' * 1001}</r>") == 1


@pytest.mark.parametrize(
    "expression", ["(a+)+b", "(a|a)*b", "(a|aa)+b", "(.*)*x", "(a?){50}a{50}b", "(([a-z])+.)+[A-Z]"]
)
def test_expressions_that_backtracking_never_finishes(tmp_path: Path, expression: str) -> None:
    """That this ends at all is the test."""
    content = f'<data type="string"><param name="pattern">{expression}</param></data>'
    assert Engine(tmp_path, content).mistakes(f"<r>{'a' * 3000}</r>") == 1
