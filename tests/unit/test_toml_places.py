"""The places of keys and values in TOML that a TOML reader has accepted."""

from __future__ import annotations

import json
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from teiedit.document.positions import Place
from teiedit.toml_places import toml_places

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

BARE = st.text(alphabet="abc-_09", min_size=1, max_size=5)
ANY = st.text(alphabet="ab\"'\\.# =[]\té", max_size=6)
TEXT = st.text(alphabet="ab\"'\\#[]{}=,\n é", max_size=10)


def written_text(value):
    """Write a text in one of TOML's ways."""
    ways = [json.dumps(value, ensure_ascii=False)]
    if "'" not in value and "\n" not in value:
        ways.append(f"'{value}'")
    if "'" not in value:
        ways.append(f"'''{value}'''")
    if "\\" not in value and '"""' not in value:
        ways.append(f'"""\n{value}"""' if not value.endswith('"""') else json.dumps(value))
    return st.sampled_from(ways)


VALUES = st.one_of(
    TEXT.flatmap(written_text),
    st.integers().map(str),
    st.just("true"),
    st.lists(TEXT.flatmap(written_text), max_size=3).map(lambda one: "[\n  " + ", # ] comment\n  ".join(one) + "\n]"),
    TEXT.flatmap(written_text).map(lambda one: f"{{ a = {one} }}" if "\n" not in one else "{}"),
)


@st.composite
def files(draw):
    text, expected, tables = "", {}, [()]
    tables += [(f"t{name}",) for name in draw(st.lists(BARE, unique=True, max_size=2))]
    for table in tables:
        if table:
            text += draw(st.sampled_from(["", "\n", "# a [comment] = 'x'\n"]))
            text += f"[{table[0]}]  # b\n"
        for key in draw(st.lists(ANY, unique=True, max_size=3)):
            text += draw(st.sampled_from(["", "  ", "\n"]))
            at = len(text)
            text += json.dumps(f"k{key}", ensure_ascii=False) + draw(st.sampled_from([" = ", "=", "\t=  "]))
            value = len(text)
            text += draw(VALUES) + draw(st.sampled_from(["\n", "  # c = 'd\n"]))
            expected[(*table, f"k{key}")] = (at, value)
    return text, expected


def place(text, offset):
    before = text[:offset]
    return Place(before.count("\n") + 1, offset - before.rfind("\n"))


@given(files())
def test_places(made):
    text, expected = made
    tomllib.loads(text)
    found = toml_places(text)
    for keys, (key, value) in expected.items():
        assert found[keys].key == place(text, key)
        assert found[keys].value == place(text, value)


@pytest.mark.parametrize(
    ("text", "keys", "column"),
    [
        ("a.b = 1", ("a", "b"), 7),
        ("[a]\nb.c = 1", ("a", "b", "c"), 7),
        ("a = ''''b''''\nc = 1", ("c",), 5),
        ('a = """"b""""\nc = 1', ("c",), 5),
        ('a = """\n"b" """\nc = 1', ("c",), 5),
        ("[[a]]\nb = 1", ("a", "b"), 5),
        ("a = [ # ]\n 1 ]\nb = 2", ("b",), 5),
        ('"\\u0061" = 1', ("a",), 12),
    ],
)
def test_ways_of_writing(text, keys, column):
    tomllib.loads(text)
    assert toml_places(text)[keys].value.column == column
