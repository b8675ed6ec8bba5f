"""The cache of compiled schemas: the same grammar warm as cold, whatever happened to the entry or the schema."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import replace
from zlib import crc32

import pytest
from hypothesis import given
from hypothesis import strategies as st

from teiedit.caching import cache_folder, prune, write_entry
from teiedit.errors import InputError, SchemaError
from teiedit.relaxng import cache, loading
from teiedit.relaxng.cache import cached_grammar
from teiedit.resources import bundled_schema

MAIN = """<grammar xmlns="http://relaxng.org/ns/structure/1.0" ns="urn:a"
  xmlns:a="http://relaxng.org/ns/compatibility/annotations/1.0">
  <include href="part.rng"/>
  <start><element name="a"><a:documentation>The root.</a:documentation><oneOrMore><ref name="b"/></oneOrMore>
    <zeroOrMore><attribute><nsName ns="urn:c"><except><name ns="urn:c">x</name></except></nsName><text/></attribute>
    </zeroOrMore></element></start>
</grammar>"""
PART = """<grammar xmlns="http://relaxng.org/ns/structure/1.0" ns="urn:a">
  <define name="b"><element name="b"><choice><value>one</value><value>{}</value><empty/>
  </choice></element></define></grammar>"""


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setenv("TEIEDIT_CACHE_DIR", str(tmp_path / "cache"))
    return tmp_path / "cache" / "schemas"


@pytest.fixture
def schema(tmp_path):
    (tmp_path / "main.rng").write_text(MAIN)
    (tmp_path / "part.rng").write_text(PART.format("two"))
    return tmp_path / "main.rng"


@pytest.fixture
def loads(monkeypatch):
    """The schemas that were loaded in earnest."""
    loaded = []
    load = loading.load_grammar

    def counted(path, **hooks):
        loaded.append(path.name)
        return load(path, **hooks)

    monkeypatch.setattr(loading, "load_grammar", counted)
    return loaded


def plain(grammar):
    return replace(grammar, documentation=list(grammar.documentation))


@pytest.mark.parametrize("name", ["main", "teiedit"])
def test_warm_is_cold(name, schema, folder, loads):
    path = schema if name == "main" else bundled_schema(name)
    cold = cached_grammar(path)
    warm = cached_grammar(path)
    assert plain(warm) == plain(cold)
    assert len(loads) == 1
    assert len(warm.documentation) == len(list(warm.documentation)) == len(cold.documentation)


@pytest.mark.parametrize("name", ["main.rng", "part.rng"])
def test_a_change_is_noticed(name, schema, folder, loads):
    before = cached_grammar(schema)
    changed = schema.with_name(name)
    text = changed.read_text()
    # The same length: it is the content that counts, not size and time.
    changed.write_text(text.replace("two", "six").replace('name="a"', 'name="z"'))
    after = cached_grammar(schema)
    assert plain(after) != plain(before)
    assert len(loads) == 2
    changed.write_text(text)
    assert plain(cached_grammar(schema)) == plain(before)


def test_a_file_that_is_gone_is_noticed(schema, folder):
    cached_grammar(schema)
    (schema.parent / "part.rng").unlink()
    with pytest.raises(SchemaError):
        cached_grammar(schema)
    schema.unlink()
    with pytest.raises(SchemaError, match="does not exist"):
        cached_grammar(schema)


def test_a_wrong_schema_is_not_kept(tmp_path, folder):
    (tmp_path / "a.rng").write_text("<grammar/>")
    for _ in range(2):
        with pytest.raises(SchemaError):
            cached_grammar(tmp_path / "a.rng")
    assert not folder.exists()


class Elsewhere:
    """Schema files at addresses of their own."""

    def __init__(self, target):
        self.target = target

    def read(self, path):
        return path.read_bytes()

    def resolve(self, base, href):
        if self.target is None:
            msg = "it is not here"
            raise InputError(msg)
        return self.target


def test_an_address_that_leads_elsewhere_is_noticed(schema, folder, loads, tmp_path):
    (tmp_path / "other.rng").write_text(PART.format("other"))
    first = cached_grammar(schema)
    other = cached_grammar(schema, Elsewhere(tmp_path / "other.rng"))
    assert plain(other) != plain(first)
    assert plain(cached_grammar(schema, Elsewhere(tmp_path / "other.rng"))) == plain(other)
    assert loads == ["main.rng", "main.rng"]
    with pytest.raises(SchemaError, match="it is not here"):
        cached_grammar(schema, Elsewhere(None))
    assert plain(cached_grammar(schema)) == plain(first)


def test_no_cache(schema, folder, loads, monkeypatch):
    monkeypatch.setenv("TEIEDIT_NO_CACHE", "1")
    assert cache_folder("schemas") is None
    cached_grammar(schema)
    cached_grammar(schema)
    assert len(loads) == 2
    assert not folder.exists()


@pytest.mark.parametrize("place", ["a file", "a file/below", "/dev/full"])
def test_a_folder_that_cannot_be_written_to(place, schema, tmp_path, loads, monkeypatch):
    (tmp_path / "a file").write_text("")
    monkeypatch.setenv("TEIEDIT_CACHE_DIR", str(tmp_path / place))
    assert plain(cached_grammar(schema)) == plain(cached_grammar(schema))
    assert len(loads) == 2


def test_an_entry_that_is_a_folder(schema, folder, loads):
    cached_grammar(schema)
    (entry,) = folder.iterdir()
    entry.unlink()
    entry.mkdir()
    cached_grammar(schema)
    assert len(loads) == 2
    assert [one.name for one in folder.iterdir()] == [entry.name]


@given(st.data())
def test_damage(tmp_path_factory, data):
    place = tmp_path_factory.getbasetemp() / "damage"
    place.mkdir(exist_ok=True)
    (place / "main.rng").write_text(MAIN)
    (place / "part.rng").write_text(PART.format("two"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TEIEDIT_CACHE_DIR", str(place / "cache"))
        cold = plain(cached_grammar(place / "main.rng"))
        (entry,) = (place / "cache" / "schemas").iterdir()
        whole = entry.read_bytes()
        start = data.draw(st.integers(0, len(whole)))
        end = data.draw(st.integers(start, min(len(whole), start + 40)))
        entry.write_bytes(whole[:start] + data.draw(st.binary(max_size=40)) + whole[end:])
        assert plain(cached_grammar(place / "main.rng")) == cold
        assert entry.read_bytes() == whole


ODD = st.recursive(
    st.none() | st.booleans() | st.integers(-3, 40) | st.floats() | st.text(max_size=3) | st.just(10**30),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=6,
)


def places(value, path=()):
    yield path
    inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, one in inside:
        yield from places(one, (*path, key))


@given(st.data())
def test_what_was_forged(tmp_path_factory, data):
    """An entry with the right checksum and anything in it is refused, or is a grammar that can be walked."""
    place = tmp_path_factory.getbasetemp() / "forged"
    place.mkdir(exist_ok=True)
    (place / "main.rng").write_text(MAIN)
    (place / "part.rng").write_text(PART.format("two"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TEIEDIT_CACHE_DIR", str(place / "cache"))
        patch.setattr(cache, "write_entry", lambda *_: False)
        folder = place / "cache" / "schemas"
        if not folder.exists():
            patch.undo()
            patch.setenv("TEIEDIT_CACHE_DIR", str(place / "cache"))
            cached_grammar(place / "main.rng")
            (place / "whole").write_bytes(next(folder.iterdir()).read_bytes())
        (entry,) = folder.iterdir()
        magic, _, *parts = (place / "whole").read_bytes().split(b"\n")
        number = data.draw(st.integers(0, 2))
        value = [json.loads(parts[number])]
        path = data.draw(st.sampled_from(list(places(value))[1:]))
        holder = value
        for step in path[:-1]:
            holder = holder[step]
        holder[path[-1]] = data.draw(ODD)
        parts[number] = json.dumps(value[0]).encode()
        body = b"\n".join(parts)
        entry.write_bytes(b"\n".join([magic, b"%08x" % crc32(body), body]))
        grammar = cached_grammar(place / "main.rng")
    check_walkable(grammar)


def check_walkable(grammar):
    """Every number leads to something, and every text is a text."""
    sizes = {"element": grammar.elements, "attribute": grammar.attributes, "data": grammar.datatypes}
    for number, row in enumerate(grammar.rows):
        if row[0] in {"choice", "group", "interleave", "oneOrMore", "list"}:
            assert all(0 <= one < number for one in row[1:])
        elif row[0] in sizes:
            assert sizes[row[0]][row[1]]
    assert grammar.rows[grammar.start]
    for one in (*grammar.elements, *grammar.attributes):
        assert grammar.rows[one.content]
        assert one.documentation == -1 or isinstance(grammar.documentation[one.documentation], str)
    assert all(isinstance(grammar.documentation[one], str) for one in grammar.value_documentation.values())


def test_processes_at_once(schema, folder):
    code = "import sys; from pathlib import Path; from teiedit.relaxng.cache import cached_grammar\n"
    code += "for _ in range(20): g = cached_grammar(Path(sys.argv[1]))\nprint(len(g.rows), g.elements)"
    running = [
        subprocess.Popen([sys.executable, "-c", code, str(schema)], stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        for _ in range(3)
    ]
    said = {one.communicate(timeout=60)[0] for one in running}
    assert len(said) == 1, said
    assert b"Definition" in said.pop()
    assert len(list(folder.iterdir())) == 1


def test_pruning(tmp_path):
    for number in range(8):
        assert write_entry(tmp_path / str(number), b"x" * 100)

        os.utime(tmp_path / str(number), (1000 + number, 1000 + number))
    (tmp_path / ".left.tmp").write_text("")
    os.utime(tmp_path / ".left.tmp", (1000, 1000))
    prune(tmp_path, 5, 10_000)
    assert sorted(one.name for one in tmp_path.iterdir()) == ["3", "4", "5", "6", "7"]
    prune(tmp_path, 5, 250)
    assert sorted(one.name for one in tmp_path.iterdir()) == ["6", "7"]
    prune(tmp_path / "absent", 1, 1)


@pytest.mark.skipif(sys.platform in {"win32", "darwin"}, reason="there platformdirs itself is asked")
@pytest.mark.parametrize("given_folder", ["", "/somewhere/else"])
def test_the_folder_is_where_platformdirs_has_it(given_folder, monkeypatch):
    platformdirs = pytest.importorskip("platformdirs")
    monkeypatch.delenv("TEIEDIT_CACHE_DIR")
    monkeypatch.setenv("XDG_CACHE_HOME", given_folder)
    assert cache_folder("schemas") == platformdirs.user_cache_path("teiedit") / "schemas"
