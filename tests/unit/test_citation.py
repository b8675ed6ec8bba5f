"""Citations: what is read from headers of every sort, and that other programs read what is written of it."""

from __future__ import annotations

import io
import json
import re
import warnings
from dataclasses import replace
from pathlib import Path
from urllib.parse import unquote

import jsonschema
import pytest
import rispy
from hypothesis import example, given
from hypothesis import strategies as st
from lxml import etree, html

from teiedit.document import Document, read_document
from teiedit.document.positions import SourceText
from teiedit.languages import load_words
from teiedit.publish.citation import (
    Agent,
    Citation,
    Credit,
    Date,
    Identifier,
    Passage,
    Publication,
    Source,
    citation_parts,
    read_citation,
    to_bibtex,
    to_csl,
    to_json_ld,
    to_ris,
    to_text,
)
from teiedit.publish.citation.kinds import KINDS
from teiedit.publish.citation.section import TOKENS

with warnings.catch_warnings():
    # Their own affair.
    warnings.simplefilter("ignore")
    import bibtexparser
    from citeproc.source.json import CiteProcJSON
    from pyld import jsonld

WORDS = load_words(("en",)).entries
LETTER = Citation(
    kind="letter",
    title="W. H. Auden to Stella Musulin",
    credits=(
        Credit(Agent("Auden", "W. H.", uris=("https://d-nb.info/gnd/118650963",)), "author"),
        Credit(Agent("Mayer", "Sandra"), "editor"),
        Credit(Agent("Frühwirth", "Timo"), "editor"),
        Credit(Agent("Grigoriou", "Dimitra"), "translator"),
        Credit(Agent(whole="Musulin, Stella & Sons", is_body=True), "recipient"),
    ),
    collection="The Auden Musulin Papers",
    publisher="Academy of Sciences",
    place="Vienna",
    issued=Date(2024),
    created=Date(1968, 11, 6),
    licence="https://creativecommons.org/licenses/by/4.0/",
    identifiers=(Identifier("doi", "10.5281/zenodo.4335586"), Identifier("TM", "12")),
    languages=("en",),
    abstract="Thanks for a visit.",
    keywords=("poetry", "Kirchstetten"),
    source=Source(
        "Library, Depot, 1, 21", archive=("Library", "Depot"), archive_place="St. Pölten", shelf_mark="1, 21"
    ),
    address="https://edition.org/letter.html",
    files=(("application/tei+xml", "letter.xml"), ("application/pdf", "letter.pdf")),
)


def read(header: str, *, text: str = "<text><body><p>x</p></body></text>", root: str = "") -> Citation:
    """The citation of a document with such a header."""
    data = f'<TEI xmlns="http://www.tei-c.org/ns/1.0" {root}><teiHeader>{header}</teiHeader>{text}</TEI>'.encode()
    path = Path("/edition/document.xml")
    parsed = etree.fromstring(data, etree.XMLParser(collect_ids=False))
    return read_citation(
        Document(path, parsed, SourceText(path, data), path.parent), Publication(file_name="document.html")
    )


def stated(statement: str, more: str = "") -> Citation:
    return read(f"<fileDesc><titleStmt><title>A title</title>{statement}</titleStmt>{more}</fileDesc>")


def names(citation: Citation, *roles: str) -> list[str]:
    return [one.inverted for one in citation.by(*roles)]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("statement", "role", "expected"),
    [
        ("<author>Auden, W. H.</author>", "author", ["Auden, W. H."]),
        ("<author>Jonathan Prag</author>", "author", ["Prag, Jonathan"]),
        ("<author>野呂栄太郎</author>", "author", ["野呂栄太郎"]),
        ("<author>Вовчок, Марко [Марія Вілінська] (1833-1907)</author>", "author", ["Вовчок, Марко"]),
        ("<author>Annette von Stockhausen</author>", "author", ["von Stockhausen, Annette"]),
        (
            "<author><persName><forename>Anne</forename> <surname>Baillot</surname></persName></author>",
            "author",
            ["Baillot, Anne"],
        ),
        ("<author><forename>Andrej</forename><surname>Pančur</surname></author>", "author", ["Pančur, Andrej"]),
        ("<author>anonymous</author>", "author", []),
        ("<author/>", "author", []),
        ("<author>University of Oxford</author>", "author", ["University of Oxford"]),
        (
            "<editor><name>Müller, Martin</name><name>Susen, Gerd</name></editor>",
            "editor",
            ["Müller, Martin", "Susen, Gerd"],
        ),
        ("<editor><persName>Ann Lee</persName><orgName>Academy</orgName></editor>", "editor", ["Lee, Ann"]),
        ("<editor role='translator'>Ann Lee</editor>", "translator", ["Lee, Ann"]),
        ("<respStmt><resp>Edited by</resp><persName>Ann Lee</persName></respStmt>", "editor", ["Lee, Ann"]),
        ("<respStmt><persName>Ann Lee</persName><resp>Übersetzung</resp></respStmt>", "translator", ["Lee, Ann"]),
        ("<respStmt><resp>transcription</resp><name>Flavia</name></respStmt>", "transcriber", ["Flavia"]),
        ("<respStmt><resp>edited by</resp><orgName>The Team</orgName></respStmt>", "editor", ["The Team"]),
        ("<respStmt><resp>encoding</resp><name>Ann Lee</name></respStmt>", "contributor", ["Lee, Ann"]),
        ("<respStmt><resp>translation</resp><name>Translator</name></respStmt>", "translator", []),
        ("<respStmt><resp>edited by</resp></respStmt>", "editor", []),
    ],
)
def test_names_are_read_as_headers_have_them(statement: str, role: str, expected: list[str]) -> None:
    assert names(stated(statement), role) == expected


def test_a_name_that_only_points_to_a_person_is_that_person() -> None:
    more = (
        "<publicationStmt><p/></publicationStmt><sourceDesc><listPerson><person xml:id='AL'>"
        "<persName><forename>Ann</forename><surname>Lee</surname></persName><idno type='ORCID'>0000-0001</idno>"
        "</person></listPerson></sourceDesc>"
    )
    citation = stated("<editor><persName ref='#AL'/></editor>", more)
    assert names(citation, "editor") == ["Lee, Ann"]


def test_who_edits_and_encodes_is_named_once() -> None:
    both = "<editor>Ann Lee</editor><respStmt><resp>encoding</resp><name>Ann Lee</name></respStmt>"
    assert names(stated(both), "editor", "contributor") == ["Lee, Ann"]


def test_a_document_without_a_header_can_be_cited() -> None:
    citation = read("")
    assert citation.title == "document.html"
    assert to_text(citation, WORDS) == "“document.html.”"
    for write in (to_bibtex, to_ris, to_csl, to_json_ld):
        assert "document.html" in write(citation)


@pytest.mark.parametrize(
    ("titles", "title", "collection"),
    [
        ("<title level='s'>Letters</title><title level='a'>No. 5</title>", "No. 5", "Letters"),
        (
            "<title type='main'>Ham</title><title type='sub'>A Tragedy</title><title type='short'>H</title>",
            "Ham: A Tragedy",
            "",
        ),
        ("<title xml:lang='en'>Letter</title><title xml:lang='fr'>Lettre</title>", "Lettre", ""),
        ("<title/><title>Second</title>", "Second", ""),
        ("<title>a <choice><sic>teh</sic><corr>the</corr></choice> b</title>", "a the b", ""),
    ],
)
def test_the_title_is_told_from_the_series(titles: str, title: str, collection: str) -> None:
    citation = read(f"<fileDesc><titleStmt>{titles}</titleStmt></fileDesc>", root="xml:lang='fr'")
    assert (citation.full_title, citation.collection) == (title, collection)


@pytest.mark.parametrize(
    ("idno", "scheme", "value"),
    [
        ("<idno type='DOI'>https://doi.org/10.5281/zenodo.1</idno>", "doi", "10.5281/zenodo.1"),
        ("<idno type='doi'>10.5281/zenodo.1</idno>", "doi", "10.5281/zenodo.1"),
        ("<idno type='handle'>https://hdl.handle.net/21.11115/0000-C</idno>", "hdl", "21.11115/0000-C"),
        ("<idno type='URN'>urn:nbn:de:kobv:b4-1</idno>", "urn", "urn:nbn:de:kobv:b4-1"),
        ("<idno type='ISBN'>978-3-16-148410-0</idno>", "isbn", "978-3-16-148410-0"),
        ("<idno type='TM'>491646</idno>", "TM", "491646"),
        ("<idno type='EDR'/>", "", ""),
    ],
)
def test_identifiers_are_known_by_their_scheme(idno: str, scheme: str, value: str) -> None:
    citation = stated("", f"<publicationStmt><publisher>P</publisher>{idno}</publicationStmt>")
    assert [(one.scheme, one.value) for one in citation.identifiers] == ([(scheme, value)] if scheme else [])


def test_the_source_in_an_archive_is_found() -> None:
    citation = stated(
        "",
        "<sourceDesc><listWit><witness><msDesc><msIdentifier><settlement>Wien</settlement><repository>ÖNB</repository>"
        "<idno type='inv'>Cod. 1</idno></msIdentifier><history><origin><origDate when='1400'/></origin></history>"
        "</msDesc></witness></listWit></sourceDesc>",
    )
    assert citation.source.text == "Wien, ÖNB, Cod. 1"
    assert citation.source.date.iso == "1400"
    assert "Wien, ÖNB, Cod. 1" in to_text(citation, WORDS)


@pytest.mark.parametrize(
    ("value", "iso"),
    [
        ("1962-11-16", "1962-11-16"), ("1962-11", "1962-11"), ("2024", "2024"), ("2020-01-10-06:00", "2020-01-10"),
        ("-0043-03-15", "-0043-03-15"), ("2021-XX-XX", "2021"), ("1962-13-40", "1962"), ("1962-02-31", "1962-02"),
        ("2019-2025", "2019"), ("soon", ""), ("", ""),
    ],
)  # fmt: skip
def test_of_a_date_so_much_is_kept_as_is_known(value: str, iso: str) -> None:
    assert Date.read(value).iso == iso


@pytest.mark.parametrize(
    ("header", "text", "kind"),
    [
        ("<profileDesc><correspDesc/></profileDesc>", "<text><body><p/></body></text>", "letter"),
        ("", "<text><body><sp><l>x</l></sp></body></text>", "play"),
        ("", "<text><body><lg><l>x</l></lg></body></text>", "poem"),
        ("", "<text type='charter'><body><p/></body></text>", "charter"),
        ("", "<standOff/>", "register"),
        ("", "<text><body><p/></body></text>", "document"),
        (
            "<profileDesc><textClass><keywords><term>Protokoll</term></keywords></textClass></profileDesc>",
            "",
            "protocol",
        ),
    ],
)
def test_the_kind_is_known_by_header_or_content(header: str, text: str, kind: str) -> None:
    assert read(header, text=text).kind == kind


def test_a_citation_in_words() -> None:
    assert to_text(LETTER, WORDS) == (
        "Auden, W. H. “W. H. Auden to Stella Musulin.” 6 November 1968. Translated by Dimitra Grigoriou. "
        "Edited by Sandra Mayer and Timo Frühwirth. In: The Auden Musulin Papers. Vienna: Academy of Sciences, 2024. "
        "Source: Library, Depot, 1, 21. https://doi.org/10.5281/zenodo.4335586"
    )


def test_a_citation_of_a_passage_has_its_place_and_address() -> None:
    address = "https://edition.org/letter.html#p-3"
    citation = replace(LETTER, source=Source(), passage=Passage("12–13", "l. 5", address))
    assert to_text(citation, WORDS).endswith(f"2024, pp. 12–13, l. 5. {address}")
    entry = bib(citation)
    assert (entry["pages"], entry["note"], entry["url"]) == ("12–13", "l. 5", address)
    assert ris(citation)["start_page"] == "12–13"
    item = json.loads(to_csl(citation))[0]
    assert (item["page"], item["section"], item["URL"]) == ("12–13", "l. 5", address)


def bib(citation: Citation) -> dict[str, str]:
    library = bibtexparser.parse_string(to_bibtex(citation))
    assert not library.failed_blocks
    (entry,) = library.entries
    return {"ENTRYTYPE": entry.entry_type, "ID": entry.key, **{one.key: one.value for one in entry.fields}}


def ris(citation: Citation) -> dict[str, object]:
    text = to_ris(citation)
    assert text.count("\r\n") == text.count("\n")
    (entry,) = rispy.loads(text.replace("\r\n", "\n"))
    return dict(entry)


def linked(citation: Citation) -> list[dict[str, object]]:
    """The statements of the JSON-LD, expanded by a processor that has never seen it."""
    data = json.loads(to_json_ld(citation))
    assert data["@context"] == "https://schema.org"
    # No network: the vocabulary alone decides what the names mean.
    data["@context"] = {"@vocab": "https://schema.org/"}
    return list(jsonld.expand(data))


def test_bibtex_is_read_by_a_parser() -> None:
    entry = bib(LETTER)
    assert (entry["ENTRYTYPE"], entry["ID"]) == ("incollection", "auden1968auden")
    assert entry["author"] == "Auden, W. H."
    assert entry["editor"] == "Mayer, Sandra and Frühwirth, Timo"
    assert (entry["date"], entry["origdate"]) == ("2024", "1968-11-06")
    assert entry["title"] == "{W.} {H.} {Auden} to {Stella} {Musulin}"


def test_ris_is_read_by_a_parser() -> None:
    entry = ris(LETTER)
    assert entry["type_of_reference"] == "PCOMM"
    assert entry["authors"] == ["Auden, W. H."]
    assert entry["keywords"] == ["poetry", "Kirchstetten"]
    assert (entry["year"], entry["doi"]) == ("2024", "10.5281/zenodo.4335586")


# Source: CSL 1.0.2, appendices III and IV, as far as they are used here.
_NAMES = {
    "type": "array",
    "items": {
        "type": "object",
        "properties": {one: {"type": "string", "minLength": 1} for one in ("family", "given", "literal")},
        "additionalProperties": False,
        "minProperties": 1,
    },
}
_DATE = {
    "type": "object",
    "properties": {
        "date-parts": {
            "type": "array",
            "maxItems": 2,
            "items": {"type": "array", "minItems": 1, "maxItems": 3, "items": {"type": "integer"}},
        },
        "literal": {"type": "string"},
    },
    "additionalProperties": False,
}
_TEXTS = (
    *("title", "title-short", "container-title", "collection-title", "collection-number", "publisher"),
    *("version", "DOI", "ISBN", "ISSN", "URL", "language", "abstract", "keyword", "archive", "archive-place"),
    *("archive_location", "note", "page", "section", "publisher-place"),
)
CSL = {
    "type": "array",
    "items": {
        "type": "object",
        "required": ["id", "type"],
        "additionalProperties": False,
        "properties": {
            "id": {"type": "string", "pattern": "^[a-z0-9]+$"},
            "type": {
                "enum": [
                    "article-journal", "article-newspaper", "book", "chapter", "dataset", "document",
                    "entry-dictionary", "manuscript", "personal_communication", "speech",
                ]
            },
            **{one: {"type": "string", "minLength": 1} for one in _TEXTS},
            **dict.fromkeys(("author", "editor", "translator", "recipient"), _NAMES),
            **dict.fromkeys(("issued", "original-date"), _DATE),
        },
    },
}  # fmt: skip


def csl(citation: Citation) -> dict[str, object]:
    items = json.loads(to_csl(citation))
    jsonschema.validate(items, CSL)
    return dict(items[0])


def test_csl_json_is_read_by_a_processor() -> None:
    item = csl(LETTER)
    source = CiteProcJSON([item])
    assert str(source["auden1968auden"]["title"]) == "W. H. Auden to Stella Musulin"
    assert [one.family for one in source["auden1968auden"]["author"]] == ["Auden"]


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_can_be_written_in_every_format(kind: str) -> None:
    for citation in (replace(LETTER, kind=kind), replace(LETTER, kind=kind, collection="")):
        csl(citation)
        assert bib(citation)["title"]
        assert ris(citation)["title"]
        assert linked(citation)


def test_json_ld_is_read_by_a_processor() -> None:
    (node,) = linked(LETTER)
    schema = "https://schema.org/"
    assert node["@id"] == "https://edition.org/letter.html"
    assert node["@type"] == [f"{schema}Message"]
    (author,) = node[f"{schema}author"]
    assert author["@type"] == [f"{schema}Person"]
    assert author[f"{schema}familyName"] == [{"@value": "Auden"}]
    (based_on,) = node[f"{schema}isBasedOn"]
    assert based_on["@type"] == [f"{schema}ArchiveComponent"]
    files = [one[f"{schema}contentUrl"][0]["@value"] for one in node[f"{schema}encoding"]]
    assert files == ["https://edition.org/letter.xml", "https://edition.org/letter.pdf"]


NASTY = st.text(
    st.one_of(
        st.sampled_from("{}\\\"'<>&%$#_^~@,=\n\r\t\0\u2028\u200f\u202eאبé😀 /-"),
        st.sampled_from(["</script>", "<!--", "]]>", "ER  - ", " and ", "TEPAGES"]).flatmap(st.sampled_from),
        st.characters(exclude_categories=("Cs",)),
    ),
    max_size=30,
)


@given(NASTY, NASTY, NASTY)
@example("</script><script>alert(1)</script>", "a} and {b", "%\\")
@example('50 % of {braces} & "quotes"\nTY  - BOOK\nER  - ', "and", "{")
@example("\\}", "\\", "}{")
def test_whatever_a_title_holds_every_format_is_read(title: str, name: str, other: str) -> None:
    citation = replace(
        LETTER,
        title=f"T {title}",
        collection=other,
        publisher=name,
        credits=(Credit(Agent(name, other), "author"), Credit(Agent(whole=title), "author")),
        keywords=(other,),
        abstract=title,
        source=Source(f"{other} {title}"),
        address="https://edition.org/%7B.html",
    )
    lined = " ".join(re.sub("[\0-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff]", " ", f"T {title}").split())
    assert csl(citation)["title"] == lined
    assert untexed(bib(citation)["title"]) == lined
    assert ris(citation)["title"] == lined
    assert "</" not in to_json_ld(citation)
    assert "<!--" not in to_json_ld(citation)
    (node,) = linked(citation)
    assert node["https://schema.org/name"] == [{"@value": lined}]
    assert "\n" not in to_text(citation, WORDS)
    etree.fromstring(citation_parts(citation, WORDS))


def untexed(text: str) -> str:
    """What TeX would set."""
    words = {
        "textbackslash": "\\",
        "textbraceleft": "{",
        "textbraceright": "}",
        "textasciitilde": "~",
        "textasciicircum": "^",
    }
    parts = re.split(r"(\\(?:[a-z]+\{\}|.))", text)
    return "".join(
        words[one[1:-2]] if one.endswith("{}") else one[1:] if number % 2 else re.sub("[{}]", "", one)
        for number, one in enumerate(parts)
    )


def section(citation: Citation) -> html.HtmlElement:
    parts = etree.fromstring(citation_parts(citation, WORDS))
    return html.fragment_fromstring(etree.tostring(parts.find("section"), method="html", encoding="unicode"))


def test_each_format_can_be_saved_from_the_page() -> None:
    saved = {
        one.get("download"): unquote(one.get("href").split(",", 1)[1])
        for one in section(LETTER).findall(".//a[@download]")
    }
    assert saved == {
        "auden1968auden.txt": to_text(LETTER, WORDS) + "\n",
        "auden1968auden.bib": to_bibtex(LETTER),
        "auden1968auden.ris": to_ris(LETTER),
        "auden1968auden.json": to_csl(LETTER),
    }


def test_templates_of_passages_keep_each_value_on_a_line_of_its_own() -> None:
    for pre in section(LETTER).iter("pre"):
        lines = pre.get("data-passage").split("\n")
        for token in (TOKENS.pages, TOKENS.place, TOKENS.address):
            # The script drops the line of a value that is not known; the last one in JSON would leave a comma.
            (number,) = [at for at, line in enumerate(lines) if token in line]
            assert 0 < number < len(lines) - 2


def test_links_lead_to_the_other_forms() -> None:
    links = [(one.get("type"), one.get("href")) for one in section(LETTER).findall(".//p[@class='files']/a")]
    assert links == [("application/tei+xml", "letter.xml"), ("application/pdf", "letter.pdf")]


def test_the_head_has_what_catalogues_read() -> None:
    head = etree.fromstring(citation_parts(LETTER, WORDS))[0]
    meta = [(one.get("name") or one.get("property"), one.get("content")) for one in head.iter("meta")]
    for pair in [
        ("citation_title", "W. H. Auden to Stella Musulin"),
        ("citation_author", "Auden, W. H."),
        ("citation_editor", "Mayer, Sandra"),
        ("citation_publication_date", "2024"),
        ("citation_pdf_url", "https://edition.org/letter.pdf"),
        ("DC.creator", "Auden, W. H."),
        ("DCTERMS.created", "1968-11-06"),
        ("og:title", "W. H. Auden to Stella Musulin"),
    ]:
        assert pair in meta
    links = {(one.get("rel"), one.get("href")) for one in head.iter("link")}
    assert links >= {
        ("canonical", "https://edition.org/letter.html"),
        ("license", "https://creativecommons.org/licenses/by/4.0/"),
        ("alternate", "letter.xml"),
        ("alternate", "letter.pdf"),
        ("schema.DC", "http://purl.org/dc/elements/1.1/"),
    }
    assert json.loads(head.find("script").text)["name"] == "W. H. Auden to Stella Musulin"


def test_every_document_of_the_collections_can_be_cited(data: Path) -> None:
    seen = 0
    for path in sorted((data / "collections").glob("*/**/*.xml"))[::3]:
        document = read_document(path).document
        if document is None:
            continue
        citation = read_citation(document, Publication("The Edition", "https://edition.org/d.html", "d.html"))
        seen += 1
        csl(citation)
        assert bib(citation)["title"]
        assert ris(citation)["title"]
        assert linked(citation)
        assert to_text(citation, WORDS)
        etree.parse(io.BytesIO(citation_parts(citation, WORDS)))
    assert seen
