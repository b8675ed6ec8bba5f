"""The table of elements says of every element of TEI how the page shows it, and the page does."""

from __future__ import annotations

import runpy
import sys
from pathlib import Path
from typing import Any

import pytest
from lxml import html

from conftest import words
from teiedit.relaxng.vocabulary.tei_names import TEI_ELEMENTS
from teiedit.resources import stylesheet
from unit.making import article, document, page, product

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

TABLE: dict[str, dict[str, Any]] = tomllib.loads(stylesheet("elements.toml").read_text(encoding="utf-8"))
WAYS = {"shown", "silent", "own"}
# What holds elements alone: the element in it that has the word.
INSIDE = {
    "altIdentifier": "idno",
    "app": "lem",
    "biblFull": "extent",
    "biblStruct": "title",
    "choice": "unclear",
    "fs": "f",
    "msIdentifier": "repository",
    "notatedMusic": "desc",
    "objectIdentifier": "objectName",
    "rdgGrp": "rdg",
    "row": "cell",
    **dict.fromkeys(("listEvent", "listNym", "listObject", "listOrg", "listPerson", "listPlace"), "head"),
    **dict.fromkeys(("person", "personGrp", "place", "org", "event", "object"), "note"),
    "nym": "form",
}
# What every document that is made here is made of.
FRAME = {"TEI", "teiCorpus", "text"}


def word(name: str) -> str:
    return f"w{name}w"


def piece(name: str) -> str:
    """An element with a word in it that no other has."""
    inside = INSIDE.get(name)
    held = f"<{inside}>{word(name)}</{inside}>" if inside else word(name)
    return f"<p>. <{name}>{held}</{name}> .</p>"


@pytest.fixture(scope="module")
def every() -> Any:
    """The page of a document that has every element, with what the stylesheet had to say of it."""
    return product(document(" ".join(piece(name) for name in sorted(TEI_ELEMENTS - FRAME))))


def seen(content: bytes, view: str) -> set[str]:
    """The words that the text and the notes of a page show in one view, without those of the page's own."""
    found = html.document_fromstring(content.decode("utf-8"))
    for other in found.xpath(f"//*[@data-te='own' or @data-wit or @data-view[not(contains(., '{view}'))]]"):
        other.drop_tree()
    for dotted in found.xpath("//*[@data-each]"):
        dotted.text = dotted.text.replace(dotted.get("data-each"), "")
    return {one for part in found.xpath("//article | //section[@class='notes']") for one in words(part.text_content())}


def test_the_table_has_every_element_of_tei_and_no_other() -> None:
    assert set(TABLE) == TEI_ELEMENTS


def test_the_table_says_of_each_what_can_be_read() -> None:
    for name, entry in TABLE.items():
        assert {"module", "reading", "source", "where", "why"} <= set(entry), name
        assert {entry["reading"], entry["source"]} <= WAYS, name
        assert entry["where"] in {"text", "notes", "header"}, name
        assert all(isinstance(value, str) and value for value in entry.values()), name


def test_no_element_of_tei_is_unknown_to_the_page(every: Any) -> None:
    assert [one.subject for one in every.findings] == []


@pytest.mark.parametrize("view", ["reading", "source"])
def test_each_element_is_seen_where_the_table_says(every: Any, view: str) -> None:
    shown = seen(every.content, view)
    said = {name for name in TEI_ELEMENTS - FRAME if TABLE[name][view] == "shown"}
    assert {name for name in TEI_ELEMENTS - FRAME if word(name) in shown} == said


def test_every_element_can_stand_in_every_other_without_a_clash() -> None:
    """Two templates for one element would be a failure of the page, for whoever nests them first."""
    inner = "".join(f"<{name}>x</{name}>" for name in sorted(TEI_ELEMENTS - FRAME))
    for outer in sorted(
        {
            "list",
            "table",
            "p",
            "choice",
            "app",
            "listApp",
            "sourceDoc",
            "entry",
            "sense",
            "cit",
            "msItem",
            "person",
            "placeName",
            "listPerson",
            "eTree",
            "fs",
            "elementSpec",
            "note",
            "head",
            "figure",
        }
    ):
        assert product(document(f"<div><{outer}>{inner}</{outer}></div>")).content


def text_of(tei: str) -> str:
    """The words of a page's text without those of the page's own, close together as they are read."""
    found = article(tei)
    for own in found.xpath(".//*[@data-te='own']"):
        own.drop_tree()
    return " ".join(found.text_content().split())


@pytest.mark.parametrize(
    ("tei", "expected"),
    [
        ("<w>Well</w>\n  <pc>,</pc> <w>yes</w>", "Well, yes"),
        ("<w join='right'>don</w>\n <w>’t</w>", "don’t"),
        ("<w>a</w> <pc join='both'>-</pc> <w>b</w>", "a-b"),
        ("<w>a</w>\n<c> </c>\n<w>b</w>", "a b"),
        ("<w>a</w>\n<w>b</w>", "a b"),
    ],
)
def test_tokens_stand_as_close_as_they_are_read(tei: str, expected: str) -> None:
    assert text_of(f"<p><s>{tei}</s></p>") == expected


def test_parts_of_an_entry_without_words_between_them_are_kept_apart() -> None:
    forms = "<form><orth>run</orth><pron>rʌn</pron></form>"
    entry = f"<entry>{forms}<gramGrp><pos>v.</pos></gramGrp><sense><def>go</def></sense></entry>"
    assert text_of(entry) == "run rʌn v. go"


def test_the_headword_is_told_where_a_dash_stands_for_it() -> None:
    dash = article("<entry><form><orth>run</orth></form><sense><def><oRef/> up</def></sense></entry>").find(
        ".//*[@title]"
    )
    assert (dash.text, dash.get("title")) == ("~", "run")


def test_a_deletion_across_elements_is_in_the_source_text_alone() -> None:
    found = page("<p>a <delSpan spanTo='#e'/>b <hi>c</hi></p><p>d <anchor xml:id='e'/>f</p>")
    hidden = found.xpath("//article//*[contains(@class, 'spanned')][@data-view='source changes']")
    assert [words(one.text_content()) for one in hidden] == [["b"], ["c"], ["d"]]
    assert found.xpath("//input[@id='te-view-source']")


def test_a_span_that_ends_nowhere_takes_nothing_with_it() -> None:
    assert not article("<p>a <delSpan spanTo='#gone'/>b</p><p>c</p>").xpath(".//*[contains(@class, 'spanned')]")


def test_a_deletion_that_was_cancelled_stands_in_the_reading_text() -> None:
    assert not article("<p><restore><del>x</del></restore></p>").xpath(".//*[@data-view][not(@data-te)]")


def test_a_character_without_words_is_what_its_description_says() -> None:
    declared = (
        "<encodingDesc><charDecl><glyph xml:id='ct'><mapping type='standard'>ct</mapping></glyph>"
        "<char xml:id='x'><localProp name='Name' value='CHRISMON'/></char></charDecl></encodingDesc>"
    )
    found = page("<p>a<g ref='#ct'/> <g ref='#x'/> <g ref='#ct'>c</g></p>", more=declared).find(".//article")
    assert [one.text_content() for one in found.xpath(".//span[@class='g']")] == ["ct", "(CHRISMON)", "c"]


def test_a_manuscript_is_named_with_commas_between() -> None:
    told = (
        "<msIdentifier><settlement>Oxford</settlement><repository>Bodleian</repository><idno>MS 1</idno></msIdentifier>"
    )
    assert (
        article(f"<msDesc>{told}</msDesc>").find(".//div[@class='msIdentifier']").text_content()
        == "Oxford, Bodleian, MS 1"
    )


def test_examples_of_markup_are_shown_as_they_are_written() -> None:
    example = "<egXML xmlns='http://www.tei-c.org/ns/Examples'><p n='1'>a<lb/></p></egXML>"
    assert article(f"<div>{example}</div>").find(".//pre").text_content() == '<p n="1">a<lb/></p>'


def test_readings_that_the_text_does_not_show_are_whole_beside_it() -> None:
    long = " ".join(f"word{number}" for number in range(200))
    found = page(f"<p><app><lem wit='#A'>x</lem><rdg wit='#B'>{long}</rdg></app></p>")
    assert set(words(long)) <= set(words(found.xpath("//article//*[@data-wit]")[0].text_content()))


def test_an_apparatus_away_from_its_text_has_places_readings_and_witnesses() -> None:
    listed = "<listApp><app loc='1.2'><lem>a</lem><rdg wit='#B'>b</rdg><note>so</note></app></listApp>"
    assert words(article(f"<p>x</p>{listed}").find(".//div[@class='app-entry']").text_content())[:4] == [
        "1",
        "2",
        "a",
        "b",
    ]


def test_the_header_loses_no_words_that_the_page_could_tell() -> None:
    more = (
        "<encodingDesc><classDecl><taxonomy><category><catDesc>Kategorie</catDesc></category></taxonomy></classDecl>"
        "<editorialDecl><correction><p>Korrektur</p></correction></editorialDecl></encodingDesc>"
        "<profileDesc><textClass><classCode scheme='x'>Klasse</classCode></textClass>"
        "<textDesc><channel>Kanal</channel></textDesc></profileDesc>"
    )
    told = page("<p>x</p>", more=more).xpath("//details[@class='about']")[0].text_content()
    assert all(one in told for one in ("Kategorie", "Korrektur", "Klasse", "Kanal"))


def test_the_page_of_the_elements_is_that_of_the_table(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(root / ".ci"))
    made = runpy.run_path(str(root / ".ci" / "generate_docs.py"))["elements"]()
    assert (root / "docs" / "elements.md").read_text(encoding="utf-8") == made.rstrip() + "\n"


def test_a_tree_is_told_in_brackets() -> None:
    tree = "<eTree><label>S</label><eTree><label>NP</label><eLeaf><label>dog</label></eLeaf></eTree></eTree>"
    assert article(tree).find(".//div[@class='eTree net']").text_content() == "[S [NP dog]]"


def test_features_are_told_with_their_values() -> None:
    features = "<fs type='word'><f name='pos'><symbol value='noun'/></f><f name='case'><string>acc</string></f></fs>"
    assert (
        article(f"<p>{features}</p>").find(".//span[@class='fs fine']").text_content()
        == "[word · pos: noun, case: acc]"
    )


def test_a_note_in_an_entry_that_is_called_is_told_once() -> None:
    found = page("<listPerson><person><persName>A</persName><note>once</note></person></listPerson>")
    told = [one for one in found.xpath("//main//text()") if "once" in one]
    assert len(told) == 1
