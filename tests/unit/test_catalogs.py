"""OASIS XML Catalogs: each kind of entry, which of several wins, and catalogs that go wrong."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from teiedit.catalogs import Catalogs, named_catalogs

SCHEMA = "https://example.org/schema/tei.rng"
SUFFIX = '<uriSuffix uriSuffix="tei.rng" uri="c.rng"/>'
REWRITE = '<rewriteURI uriStartString="https://example.org/schema/" rewritePrefix="b/"/>'


def write(folder, name, entries, attributes=""):
    text = f'<catalog xmlns="urn:oasis:names:tc:entity:xmlns:xml:catalog" {attributes}>{entries}</catalog>'
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    return path


def found(folder, entries, uri=SCHEMA, **attributes):
    path = write(folder, "catalog.xml", entries, **attributes)
    address = Catalogs([path]).resolve_uri(uri)
    return None if address is None else address.replace(folder.as_uri() + "/", "")


@pytest.mark.parametrize(
    ("entries", "address"),
    [
        ('<uri name="https://example.org/schema/tei.rng" uri="a.rng"/>', "a.rng"),
        ('<uri name="https://example.org/schema/" uri="a.rng"/>', None),
        ('<rewriteURI uriStartString="https://example.org/" rewritePrefix="local/"/>', "local/schema/tei.rng"),
        ('<uriSuffix uriSuffix="/tei.rng" uri="a.rng"/>', "a.rng"),
        # The exact one before the rewriting one before the suffix, in whatever order they stand.
        (f'{SUFFIX}{REWRITE}<uri name="{SCHEMA}" uri="a.rng"/>', "a.rng"),
        (f"{SUFFIX}{REWRITE}", "b/tei.rng"),
        # The longest of several; the first of equals.
        (f'<rewriteURI uriStartString="https://example.org/" rewritePrefix="a/"/>{REWRITE}', "b/tei.rng"),
        ('<uriSuffix uriSuffix="rng" uri="a"/><uriSuffix uriSuffix="tei.rng" uri="b"/>', "b"),
        (f'<uri name="{SCHEMA}" uri="a.rng"/><uri name="{SCHEMA}" uri="b.rng"/>', "a.rng"),
        # xml:base, of the entry, of a group, of several.
        (f'<uri xml:base="sub/" name="{SCHEMA}" uri="a.rng"/>', "sub/a.rng"),
        (f'<group xml:base="sub/"><uri xml:base="more/" name="{SCHEMA}" uri="a.rng"/></group>', "sub/more/a.rng"),
        (f'<group xml:base="https://example.org/x/"><uri name="{SCHEMA}" uri="a"/></group>', "https://example.org/x/a"),
        # What is not in the namespace of catalogs is passed over.
        (f'<uri xmlns="urn:other" name="{SCHEMA}" uri="a.rng"/>', None),
        (f'<uri name="{SCHEMA}"/>', None),
        # Identifiers of the other kind say nothing of a URI.
        (f'<system systemId="{SCHEMA}" uri="a.rng"/>', None),
    ],
)
def test_uri_entries(tmp_path, entries, address):
    assert found(tmp_path, entries) == address


@pytest.mark.parametrize(
    ("written", "asked"),
    [
        ("urn:x:a b", "urn:x:a%20b"),
        ("urn:x:a%20b", "urn:x:a b"),
        ("https://example.org/\u00fc.rng", "https://example.org/%C3%BC.rng"),
        ("https://example.org/%C3%BC.rng", "https://example.org/\u00fc.rng"),
    ],
)
def test_uris_are_compared_in_their_normal_form(tmp_path, written, asked):
    assert found(tmp_path, f'<uri name="{written}" uri="a.rng"/>', asked) == "a.rng"


@pytest.mark.parametrize(
    ("entries", "public", "system", "address"),
    [
        ('<system systemId="urn:s" uri="a"/><public publicId="P" uri="b"/>', "P", "urn:s", "a"),
        ('<rewriteSystem systemIdStartString="urn:" rewritePrefix="x/"/>', None, "urn:s", "x/s"),
        ('<systemSuffix systemIdSuffix="s" uri="a"/>', None, "urn:s", "a"),
        ('<public publicId="-//A//B  C" uri="a"/>', " -//A//B\n C ", None, "a"),
        ('<public publicId="P" uri="a"/>', "P", "urn:s", "a"),
        ('<group prefer="system"><public publicId="P" uri="a"/></group>', "P", "urn:s", None),
        ('<group prefer="system"><public publicId="P" uri="a"/></group>', "P", None, "a"),
        ('<public publicId="-//A//B C" uri="a"/>', None, "urn:publicid:-:A:B+C", "a"),
        ('<uri name="urn:s" uri="a"/>', None, "urn:s", None),
    ],
)
def test_external_identifiers(tmp_path, entries, public, system, address):
    catalogs = Catalogs([write(tmp_path, "catalog.xml", entries)])
    base = tmp_path.as_uri() + "/"
    assert catalogs.resolve_external(public, system) == (None if address is None else base + address)


def test_a_uri_that_is_a_public_identifier(tmp_path):
    assert found(tmp_path, '<public publicId="-//A//B C" uri="a"/>', "urn:publicid:-:A:B+C") == "a"


def test_next_catalogs_come_in_order_and_in_place(tmp_path):
    write(tmp_path, "sub/one.xml", '<nextCatalog catalog="deep.xml"/>')
    write(tmp_path, "sub/deep.xml", f'<uri name="{SCHEMA}" uri="deep.rng"/>')
    write(tmp_path, "two.xml", f'<uri name="{SCHEMA}" uri="two.rng"/>')
    assert found(tmp_path, '<nextCatalog catalog="sub/one.xml"/><nextCatalog catalog="two.xml"/>') == "sub/deep.rng"
    assert found(tmp_path, '<nextCatalog catalog="two.xml"/><nextCatalog catalog="sub/one.xml"/>') == "two.rng"


def test_delegates_alone_are_asked(tmp_path):
    write(tmp_path, "general.xml", f'<uri name="{SCHEMA}" uri="general.rng"/>')
    write(tmp_path, "special.xml", f'<uri name="{SCHEMA}" uri="special.rng"/>')
    write(tmp_path, "empty.xml", "")
    general = '<delegateURI uriStartString="https://example.org/" catalog="general.xml"/>'
    special = '<delegateURI uriStartString="https://example.org/schema/" catalog="{}.xml"/>'
    following = '<nextCatalog catalog="general.xml"/>'
    assert found(tmp_path, general + special.format("special")) == "special.rng"
    assert found(tmp_path, general + special.format("empty")) == "general.rng"
    # A delegate that knows nothing ends the search.
    assert found(tmp_path, special.format("empty") + following) is None
    other = '<delegateURI uriStartString="https://other.org/" catalog="empty.xml"/>'
    assert found(tmp_path, other + following) == "general.rng"


def test_circles_end(tmp_path):
    write(tmp_path, "one.xml", '<nextCatalog catalog="two.xml"/><delegateURI uriStartString="h" catalog="two.xml"/>')
    write(tmp_path, "two.xml", '<nextCatalog catalog="one.xml"/><delegateURI uriStartString="h" catalog="one.xml"/>')
    catalogs = Catalogs([tmp_path / "one.xml", tmp_path / "two.xml"])
    assert catalogs.resolve_uri(SCHEMA) is None
    assert catalogs.resolve_uri("urn:x") is None
    assert catalogs.problems == []


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (None, "there is no such file"),
        ("<catalog", "the catalog is not well-formed: line 1"),
        ("", "the catalog is not well-formed: line 1"),
        ("<catalog/>", "its root element is not <catalog> of OASIS XML Catalogs but <catalog>"),
    ],
)
def test_what_cannot_be_read_is_left_out(tmp_path, text, problem):
    if text is not None:
        (tmp_path / "broken.xml").write_text(text)
    good = write(tmp_path, "good.xml", f'<uri name="{SCHEMA}" uri="a.rng"/>')
    catalogs = Catalogs([tmp_path / "broken.xml", "https://example.org/catalog.xml", good])
    for _ in range(2):
        assert catalogs.resolve_uri(SCHEMA) == (tmp_path / "a.rng").as_uri()
    assert catalogs.problems == [
        ((tmp_path / "broken.xml").as_uri(), problem),
        ("https://example.org/catalog.xml", "a catalog is only read from a file"),
    ]


def test_the_doctype_of_a_catalog_is_not_fetched(tmp_path):
    path = write(tmp_path, "catalog.xml", f'<uri name="{SCHEMA}" uri="a.rng"/>')
    doctype = '<!DOCTYPE catalog PUBLIC "-//OASIS//DTD XML Catalogs V1.1//EN" "http://127.0.0.1:9/catalog.dtd">\n'
    path.write_text(doctype + path.read_text())
    assert Catalogs([path]).resolve_uri(SCHEMA)


def test_files_are_named_as_paths_and_as_uris(tmp_path, monkeypatch):
    (tmp_path / "a b").mkdir()
    one = write(tmp_path, "one.xml", '<uri name="urn:one" uri="one"/>')
    two = write(tmp_path / "a b", "two.xml", '<uri name="urn:two" uri="two"/>')
    monkeypatch.chdir(tmp_path)
    named = named_catalogs(f"one.xml  {two.as_uri()}\t{one}")
    catalogs = Catalogs(named)
    assert len(named) == 3
    assert catalogs.resolve_uri("urn:one") == (tmp_path / "one").as_uri()
    assert catalogs.resolve_uri("urn:two") == (tmp_path / "a b" / "two").as_uri()
    assert not Catalogs(named_catalogs(""))


KINDS = {
    "uri": ("name", "uri"),
    "rewriteURI": ("uriStartString", "rewritePrefix"),
    "uriSuffix": ("uriSuffix", "uri"),
    "delegateURI": ("uriStartString", "catalog"),
    "nextCatalog": (None, "catalog"),
}
NAMES = ("0.xml", "1.xml", "2.xml")
KEYS = ("urn:a/b", "urn:a/", "urn:", "/b", "b", "urn:a/b/c")


@st.composite
def entries(draw):
    made = []
    for kind in draw(st.lists(st.sampled_from(list(KINDS)), max_size=4)):
        looked_for, stands = KINDS[kind]
        target = draw(st.sampled_from(NAMES if stands == "catalog" else ("urn:x", "urn:y/", "urn:z")))
        key = f'{looked_for}="{draw(st.sampled_from(KEYS))}" ' if looked_for else ""
        made.append(f'<{kind} {key}{stands}="{target}"/>')
    return "".join(made)


@given(st.lists(entries(), min_size=3, max_size=3), st.sampled_from(KEYS))
def test_every_net_of_catalogs_is_searched_to_an_end(tmp_path_factory, catalogs, asked):
    folder = tmp_path_factory.getbasetemp() / "catalogs"
    for name, text in zip(NAMES, catalogs, strict=True):
        write(folder, name, text)
    net = Catalogs([folder / NAMES[0]])
    answer = net.resolve_uri(asked)
    assert answer is None or answer.startswith(("urn:x", "urn:y/", "urn:z"))
    assert net.problems == []
