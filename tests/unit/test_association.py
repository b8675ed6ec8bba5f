"""Which schema a document is held against: instructions, catalogs, the network, and what is said of the rest."""

from __future__ import annotations

import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from hypothesis import given
from hypothesis import strategies as st

from teiedit.association import associate
from teiedit.catalogs import Catalogs
from teiedit.copies import Copies
from teiedit.diagnostics import Severity
from teiedit.document import read_document
from teiedit.edition import load_edition, loose_edition
from teiedit.errors import InputError
from teiedit.resources import bundled_schema
from teiedit.supply import Supply
from teiedit.validation import ValidationOptions, validate_paths

BODY = (
    '<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="en"{}><teiHeader><fileDesc>'
    "<titleStmt><title>T</title></titleStmt><publicationStmt><p>P</p></publicationStmt><sourceDesc><p>S</p></sourceDesc></fileDesc></teiHeader>"
    "<text><body><p>b</p></body></text></TEI>"
)
RNG = 'schematypens="http://relaxng.org/ns/structure/1.0"'
SCH = 'schematypens="http://purl.oclc.org/dsdl/schematron"'
OURS = bundled_schema("teiedit")
XSI = ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:{}="http://www.tei-c.org/ns/1.0 tei.xsd"'


def document(folder, prolog, attributes=""):
    path = folder / "a.xml"
    path.write_text(prolog + "\n" + BODY.format(attributes), encoding="utf-8")
    return read_document(path).document


def supply(*catalogs, network=False, folder=None):
    return Supply(Catalogs(catalogs), Copies(folder, network=network))


def named(folder, prolog):
    """The names of the schemas, and what is said, as `code line:column message`."""
    found = associate(document(folder, prolog), supply())
    said = [
        f"{one.code.id} {one.location.line}:{one.location.column} {one.message}"
        for one in (*found.remarks, *found.unfetched)
    ]
    return [path.name for path in found.schemas], said


@pytest.mark.parametrize(
    ("prolog", "schemas"),
    [
        (f'<?xml-model href="a.rng" {RNG}?>', ["a.rng"]),
        (
            f'<?xml-model href="a.rng" type="application/xml" {RNG} charset="UTF-8" title="T" group="g" phase="x"?>',
            ["a.rng"],
        ),
        (f"<?xml-model\n  href = 'sub/a%20b.rng'\n  {RNG}\n?>", ["a b.rng"]),
        # Without schematypens: by type, by ending, by what is in the file.
        ('<?xml-model href="a.rng" type="application/xml"?>', ["a.rng"]),
        ('<?xml-model href="a.rnc"?>', ["a.rnc"]),
        ('<?xml-model href="a" type="application/relax-ng-compact-syntax"?>', ["a"]),
        ('<?xml-model href="a" type="application/relaxng+xml; charset=utf-8"?>', ["a"]),
        ('<?xml-model href="relaxng.xml" type="application/xml"?>', ["relaxng.xml"]),
        ('<?xml-model href="a.rnc" type="application/relax-ng-compact-syntax" ' + RNG + "?>", ["a.rnc"]),
        # All of several, each once, in their order.
        (f'<?xml-model href="b.rng" {RNG}?><?xml-model href="a.rng"?><?xml-model href="./b.rng"?>', ["b.rng", "a.rng"]),
        # What oXygen wrote before there was xml-model.
        ('<?oxygen RNGSchema="a.rnc" type="compact"?>', ["a.rnc"]),
        ('<?oxygen RNGSchema="a.rng" type="xml"?>', ["a.rng"]),
        (f'<?oxygen RNGSchema="a.rng" type="xml"?><?xml-model href="a.rng" {RNG}?>', ["a.rng"]),
        ("<?oxygen SomethingElse='x'?>", []),
        # Of other things nothing is taken for a schema.
        (f'<!-- <?xml-model href="a.rng" {RNG}?> -->', []),
        (f'<!DOCTYPE TEI [<?xml-model href="a.rng" {RNG}?>]>', []),
        ('<?xml-stylesheet href="a.rng"?>', []),
        ('<?xml-model href="urn:teiedit:schema:teiedit"?>'.replace("?>", f" {RNG}?>"), ["teiedit.rng"]),
        (f'<?xml-model href="https://example.org/schemas/teiedit.rng" {RNG}?>', ["teiedit.rng"]),
    ],
)
def test_schemas_that_are_named(tmp_path, prolog, schemas):
    (tmp_path / "relaxng.xml").write_text('<grammar xmlns="http://relaxng.org/ns/structure/1.0"/>')
    assert named(tmp_path, prolog) == (schemas, [])


@pytest.mark.parametrize(
    ("prolog", "rules"),
    [
        (f'<?xml-model href="a.sch" {SCH}?>', [("a.sch", "")]),
        (f'<?xml-model href="a.sch" {SCH} phase="draft"?>', [("a.sch", "draft")]),
        (f'<?xml-model href="a.rng" {SCH}?>', [("a.rng", "")]),
        ('<?xml-model href="a.sch"?><?xml-model href="a.sch"?>', [("a.sch", "")]),
        ('<?oxygen SCHSchema="a.sch"?>', [("a.sch", "")]),
    ],
)
def test_schematron_that_is_named(tmp_path, prolog, rules):
    association = associate(document(tmp_path, prolog), supply())
    assert [(path.name, phase) for path, phase in association.rules] == rules
    assert not association.schemas
    assert not association.remarks


SKIPPED = "TE313 1:1 the schema {} is not checked: it is {}"


@pytest.mark.parametrize(
    ("prolog", "said"),
    [
        (f'<?xml-model href="../a.txt" {SCH}?>', "TE312 1:1 the schema a.txt lies outside the edition's folder"),
        ('<?xml-model href="a.xsd"?>', SKIPPED.format("a.xsd", "XML Schema and neither RELAX NG nor Schematron")),
        (
            '<?xml-model href="a.dtd" type="application/xml-dtd"?>',
            SKIPPED.format("a.dtd", "DTD and neither RELAX NG nor Schematron"),
        ),
        (
            '<?xml-model href="a" schematypens="http://purl.oclc.org/dsdl/nvdl/ns/structure/1.0"?>',
            SKIPPED.format("a", "NVDL and neither RELAX NG nor Schematron"),
        ),
        (
            '<?xml-model href="a" schematypens="urn:x"?>',
            SKIPPED.format("a", "urn:x and neither RELAX NG nor Schematron"),
        ),
        ('<?xml-model href="other.xml" type="application/xml"?>', SKIPPED.format("other.xml", "not RELAX NG")),
        ("<?xml-model?>", "TE315 1:1 the xml-model names no schema"),
        (f'<?xml-model href=" " {RNG}?>', "TE315 1:1 the xml-model names no schema"),
        (f"<!-- \u00fc\n --> <?xml-model {RNG} href=a.rng?>", "TE315 2:69 the value of href is not in quotation marks"),
        (f'<?xml-model ref="a.rng" {RNG}?>', "TE315 1:13 xml-model has no ref"),
        ('<?xml-model href="a.sch" schematypes="x"?>', "TE315 1:26 xml-model has no schematypes"),
        (f'<?xml-model href="ftp://a/b.rng" {RNG}?>', 'TE312 1:1 the schema "ftp://a/b.rng" does not exist'),
        (f'<?xml-model href="C:\\a\\b.rng" {RNG}?>', 'TE312 1:1 the schema "C:\\a\\b.rng" does not exist'),
        (f'<?xml-model href="../a.xml" {RNG}?>', "TE312 1:1 the schema a.xml lies outside the edition's folder"),
        (
            f'<?xml-model href="https://example.org/a.rng" {RNG}?>',
            (
                "TE311 1:1 the schema https://example.org/a.rng is on the network and is not fetched, "
                "so the markup was not checked against it"
            ),
        ),
    ],
)
def test_what_is_said_of_others(tmp_path, prolog, said):
    (tmp_path / "other.xml").write_text("<other/>")
    schemas, remarks = named(tmp_path, prolog)
    assert said in remarks
    assert len(remarks) <= 2
    assert schemas == []


@pytest.mark.parametrize(
    ("prolog", "said"),
    [
        (f'<?xml-model href="a.rng" href="b.rng" {RNG}?>', "TE315 1:26 href is given twice"),
        (f'<?xml-model href="a.rng" junk {RNG}?>', "TE315 1:26 junk stands where a name with a value should"),
        ('<?xml-model href="a.rng" type="application/xml" schematypens=?>', "TE315 1:49 schematypens= stands where"),
    ],
)
def test_a_slip_does_not_hide_the_schema(tmp_path, prolog, said):
    schemas, remarks = named(tmp_path, prolog)
    assert schemas == ["a.rng"]
    assert remarks[0].startswith(said)
    assert len(remarks) == 1


def test_named_twice_is_said_once(tmp_path):
    one = f'<?xml-model href="https://example.org/a.rng" {RNG}?>\n'
    two = '<?xml-model href="a.xsd"?>\n'
    assert len(named(tmp_path, one + one + two + two)[1]) == 2


@given(st.text(alphabet="href='\" =a?&;#x<>\t\n\u00fc", max_size=40).filter(lambda text: "?>" not in text))
def test_any_instruction(tmp_path_factory, text):
    folder = tmp_path_factory.getbasetemp() / "any"
    folder.mkdir(exist_ok=True)
    schemas, said = named(folder, f"<?xml-model {text}?>")
    assert schemas or said


# Held against what is named


def codes(report):
    return [one.code.id for one in report]


def check(folder, *, network=False, schema=None):
    (toml,) = (one for one in folder.glob("teiedit.toml")) if (folder / "teiedit.toml").exists() else (None,)
    edition = load_edition(folder) if toml else loose_edition([folder / "a.xml"])
    return validate_paths([folder / "a.xml"], edition, ValidationOptions(schema, network))


@pytest.mark.parametrize("attribute", ["schemaLocation", "noNamespaceSchemaLocation"])
def test_schema_locations_are_tolerated(tmp_path, attribute):
    document(tmp_path, f'<?xml-model href="urn:teiedit:schema:teiedit" {RNG}?>', XSI.format(attribute))
    (found,) = check(tmp_path)
    assert (found.code.id, found.severity) == ("TE314", Severity.INFO)
    assert found.message == f"the XML Schema that xsi:{attribute} names is not checked"
    assert found.location.line == 2


def test_schema_locations_are_tolerated_with_a_schema_of_the_command(tmp_path):
    document(tmp_path, "", XSI.format("schemaLocation") + ' xsi:type="x"')
    assert codes(check(tmp_path, schema="teiedit")) == ["TE314", "TE303"]


def test_two_schemas_say_one_thing_once(tmp_path):
    (tmp_path / "copy.rng").write_bytes(OURS.read_bytes())
    both = f'<?xml-model href="urn:teiedit:schema:teiedit" {RNG}?><?xml-model href="copy.rng" {RNG}?>'
    document(tmp_path, both, ' wrong="a"')
    assert codes(check(tmp_path)) == ["TE303"]


def test_the_edition_s_schema_stands_in_for_one_on_the_network(tmp_path):
    document(tmp_path, f'<?xml-model href="https://127.0.0.1:9/a.rng" {RNG}?>')
    assert codes(check(tmp_path)) == ["TE311"]
    (tmp_path / "teiedit.toml").write_text('title = "T"\ndocuments = ["a.xml"]\nschema = "teiedit"\n')
    assert codes(check(tmp_path)) == []
    # It was to be fetched: that this failed is worth knowing.
    assert codes(check(tmp_path, network=True)) == ["TE311"]


def test_an_absent_schema_is_not_the_end(tmp_path):
    (tmp_path / "letters.rng").write_bytes(OURS.read_bytes())
    document(tmp_path, f'<?xml-model href="leters.rng" {RNG}?>')
    (found,) = check(tmp_path)
    assert found.message == "the schema leters.rng cannot be used"
    assert found.hint.endswith("Did you mean letters.rng?")


CATALOG = '<catalog xmlns="urn:oasis:names:tc:entity:xmlns:xml:catalog">{}</catalog>'


@pytest.mark.parametrize(
    "entry",
    [
        '<uri name="https://example.org/tei.rng" uri="own.rng"/>',
        '<system systemId="https://example.org/tei.rng" uri="own.rng"/>',
        '<rewriteURI uriStartString="https://example.org/tei" rewritePrefix="own"/>',
    ],
)
@pytest.mark.parametrize("place", ["toml", "environment"])
def test_catalogs(tmp_path, entry, place, monkeypatch):
    (tmp_path / "own.rng").write_bytes(OURS.read_bytes())
    (tmp_path / "catalog.xml").write_text(CATALOG.format(entry))
    document(tmp_path, f'<?xml-model href="https://example.org/tei.rng" {RNG}?>')
    assert codes(check(tmp_path)) == ["TE311"]
    if place == "toml":
        (tmp_path / "teiedit.toml").write_text('title = "T"\ndocuments = ["a.xml"]\ncatalogs = ["catalog.xml"]\n')
    else:
        monkeypatch.setenv("XML_CATALOG_FILES", f"/absent.xml {(tmp_path / 'catalog.xml').as_uri()}")
    assert codes(check(tmp_path)) == []


def test_a_catalog_that_cannot_be_read_is_said_where_it_matters(tmp_path, monkeypatch):
    (tmp_path / "catalog.xml").write_text("<catalog")
    monkeypatch.setenv("XML_CATALOG_FILES", str(tmp_path / "catalog.xml"))
    document(tmp_path, f'<?xml-model href="https://example.org/tei.rng" {RNG}?>')
    (found,) = check(tmp_path)
    assert found.hint.endswith("/catalog.xml was not used: the catalog is not well-formed: line 1.")


class Site:
    """A site of a few files that knows no states of them."""

    def __init__(self):
        self.files = {"/tei.rng": OURS.read_bytes()}
        self.asked = []
        site = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self):
                site.asked.append(self.path)
                self.send_response(200 if self.path in site.files else 404)
                self.end_headers()
                self.wfile.write(site.files.get(self.path, b""))

            def log_message(self, *_):
                pass

        self.running = HTTPServer(("127.0.0.1", 0), Handler)
        self.address = f"http://127.0.0.1:{self.running.server_port}"


@pytest.fixture
def site(monkeypatch, tmp_path):
    monkeypatch.setenv("no_proxy", "*")
    monkeypatch.setenv("TEIEDIT_CACHE_DIR", str(tmp_path / "cache"))
    site = Site()
    with site.running:
        thread = threading.Thread(target=site.running.serve_forever, args=(0.01,))
        thread.start()
        yield site
        site.running.shutdown()
        thread.join()


@pytest.fixture
def address(site):
    return site.address


def test_a_schema_on_the_network(address, tmp_path):
    document(tmp_path, f'<?xml-model href="{address}/tei.rng" {RNG}?>')
    (found,) = check(tmp_path)
    assert (found.code.id, found.hint[:9]) == ("TE311", "--network")
    assert codes(check(tmp_path, network=True)) == []
    assert codes(check(tmp_path)) == []
    with pytest.raises(InputError, match="--network fetches it"):
        check(tmp_path, schema=f"{address}/other.rng")
    assert codes(check(tmp_path, schema=f"{address}/tei.rng")) == []


def test_an_old_copy_is_said_to_be_one(address, tmp_path, monkeypatch):
    document(tmp_path, f'<?xml-model href="{address}/tei.rng" {RNG}?>')
    check(tmp_path, network=True)
    monkeypatch.setattr("teiedit.fetching.SOCKET_SECONDS", 0.0)
    (found,) = check(tmp_path, network=True)
    assert (found.code.id, found.severity) == ("TE316", Severity.INFO)
    assert found.message.startswith("the copy of tei.rng of 20")


def test_what_a_schema_of_the_network_may_bring_in(tmp_path):
    copies = Copies(tmp_path)
    place = Supply(Catalogs(), copies)
    from teiedit.copies import Copy

    copies._by_path[tmp_path / "a.rng"] = Copy(tmp_path / "a.rng", "https://example.org/x/a.rng", "")
    assert place.resolve(tmp_path / "a.rng", "b.rng") is None
    for href in ("https://other.org/b.rng", "file:///etc/passwd", "//other.org/b"):
        with pytest.raises(InputError, match="not on the same host"):
            place.resolve(tmp_path / "a.rng", href)
    assert place.resolve(tmp_path / "local.rng", "b.rng") is None


def including(href):
    return f'<grammar xmlns="http://relaxng.org/ns/structure/1.0"><include href="{href}"/></grammar>'.encode()


@pytest.mark.parametrize("has_cache", [True, False])
def test_a_schema_of_the_network_in_parts(site, tmp_path, has_cache, monkeypatch):
    monkeypatch.setenv("TEIEDIT_NO_CACHE", "0" if has_cache else "1")
    site.files["/schemas/main.rng"] = including("../tei.rng")
    document(tmp_path, f'<?xml-model href="{site.address}/schemas/main.rng" {RNG}?>')
    assert codes(check(tmp_path)) == ["TE311"]
    assert codes(check(tmp_path, network=True)) == []
    assert site.asked == ["/schemas/main.rng", "/tei.rng"]
    assert codes(check(tmp_path)) == ([] if has_cache else ["TE311"])
    # A part that changed is noticed, though the main file did not.
    site.files["/tei.rng"] = OURS.read_bytes().replace(b'name="body"', b'name="corpus"')
    assert "TE301" in codes(check(tmp_path, network=True))
    assert ("TE301" in codes(check(tmp_path))) is has_cache


@pytest.mark.parametrize("href", ["absent.rng", "http://127.0.0.1:9/a.rng", "file:///etc/passwd", "ftp://127.0.0.1/a"])
def test_a_part_that_cannot_be_had(site, tmp_path, href):
    site.files["/main.rng"] = including(href)
    document(tmp_path, f'<?xml-model href="{site.address}/main.rng" {RNG}?>')
    (found,) = check(tmp_path, network=True)
    assert found.code.id == "TE312"
    assert found.message == "the schema main.rng cannot be used"
    assert found.hint


def test_parts_by_catalog(tmp_path, monkeypatch):
    (tmp_path / "own.rng").write_bytes(OURS.read_bytes())
    (tmp_path / "main.rng").write_bytes(including("https://example.org/tei.rng"))
    (tmp_path / "catalog.xml").write_text(CATALOG.format('<uri name="https://example.org/tei.rng" uri="own.rng"/>'))
    document(tmp_path, f'<?xml-model href="main.rng" {RNG}?>')
    assert codes(check(tmp_path)) == ["TE312"]
    monkeypatch.setenv("XML_CATALOG_FILES", str(tmp_path / "catalog.xml"))
    assert codes(check(tmp_path)) == []
    monkeypatch.delenv("XML_CATALOG_FILES")
    assert codes(check(tmp_path)) == ["TE312"]
