"""What the page makes of TEI: nothing lost, both texts, notes linked, and nothing that a document could smuggle in."""

from __future__ import annotations

import re
from dataclasses import fields

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from lxml import etree, html

from conftest import words
from teiedit.publish.html import HtmlParameters, IndexParameters, to_html
from teiedit.publish.text import TextParameters
from teiedit.publish.themes import page_css
from teiedit.resources import stylesheet
from unit.making import annotated, article, document, page, product

XSL = "{http://www.w3.org/1999/XSL/Transform}"


def seen(element: html.HtmlElement, view: str) -> list[str]:
    """The words of an element in one view."""
    copy = html.fragment_fromstring(html.tostring(element, encoding="unicode"))
    for other in copy.xpath(
        f".//*[(@data-view and not(contains(@data-view, '{view}'))) or @data-wit or @class='siglum' or @class='here']"
    ):
        other.drop_tree()
    for dotted in copy.xpath(".//*[@data-each]"):
        dotted.text = dotted.text.replace(dotted.get("data-each"), "")
    return words(copy.text_content())


@pytest.mark.parametrize(
    ("tei", "reading", "source"),
    [
        ("<choice><sic>teh</sic><corr>the</corr></choice>", "the", "teh"),
        ("<choice><orig>olde</orig><reg>old</reg></choice>", "old", "olde"),
        ("<choice><abbr>Dr</abbr><expan>Doctor</expan></choice>", "Doctor", "Dr"),
        ("<choice><abbr>w<am>.</am></abbr><expan>w<ex>ith</ex></expan></choice>", "with", "w"),
        ("<surplus>twice</surplus>", "", "twice"),
        ("<del>gone</del>", "", "gone"),
        ("<subst><del>a</del><add>b</add></subst>", "b", "a b"),
        ("<supplied>lost</supplied>", "lost", "lost"),
        ("<unclear>maybe</unclear>", "maybe", "maybe"),
        ("<sic>thus</sic>", "thus", "thus"),
        (
            "<choice><sic>x<choice><abbr>y</abbr><expan>yes</expan></choice></sic><corr>z</corr></choice>",
            "z",
            "xy",
        ),
        ("wo<lb break='no'/>rd", "word", "word"),
        ("two<lb/>words", "two words", "two words"),
        ("<app><lem wit='#A'>lemma</lem><rdg wit='#B'>reading</rdg></app>", "lemma", "lemma"),
    ],
)
def test_each_view_has_its_own_words(tei: str, reading: str, source: str) -> None:
    paragraph = article(f"<p>a {tei} z</p>").find(".//p")
    assert seen(paragraph, "reading") == ["a", *words(reading), "z"]
    found = "".join(seen(paragraph, "source")[1:-1])
    assert found == "".join(words(source))


def test_an_intervention_says_what_by_whom_and_why() -> None:
    choice = '<choice><sic>teh</sic><corr resp="#ed" cert="high">the</corr></choice>'
    body = f'<p>{choice} <gap reason="illegible" quantity="2" unit="word"/></p>'
    corrected, lost = page(body).xpath("//details[@class='interventions']//span[@class='what']")
    assert words(corrected.text_content()) == words("teh corrected to the Editor certainty high")
    assert words(lost.text_content()) == words("gap in the source 2 words reason illegible")


def test_every_reading_of_the_apparatus_is_told_with_its_witness() -> None:
    body = "<p><app><lem wit='#A'>lemma</lem><rdg wit='#B #C'>other</rdg><note>so B</note></app></p>"
    entry = article(body).find(".//li[@class='app-entry']")
    assert words(entry.text_content()) == words("lemma A other B C 1")


@pytest.mark.parametrize(
    ("rend", "expected"),
    [
        ("italic", "span r-italic"),
        ("bold smallcaps", "span r-bold r-smallcaps"),
        ("sup", "sup r-sup"),
        ("", "span r-default"),
    ],
)
def test_what_stands_out_keeps_how(rend: str, expected: str) -> None:
    given_rend = f' rend="{rend}"' if rend else ""
    highlighted = article(f"<p><hi{given_rend}>x</hi></p>").find(".//p")[0]
    assert f"{highlighted.tag} {highlighted.get('class').removeprefix('hi ')}" == expected


def test_notes_are_numbered_by_series_and_the_sources_own_numbers_stand() -> None:
    body = (
        "<p>x<note type='author' n='*'>own</note> y<note type='editor'>one</note></p>"
        "<p>z<note type='editor'>two</note> <note place='inline'>in the line</note></p>"
    )
    found = page(body)
    assert [call.text_content() for call in found.xpath("//sup")] == ["*", "1", "2"]
    assert "in the line" in found.find(".//article").text_content()


def test_notes_without_numbers_of_the_source_are_counted_in_figures() -> None:
    found = page("<p>x<note type='editor'>one</note> y<note type='editor'>two</note></p>")
    assert [call.text_content() for call in found.xpath("//sup")] == ["1", "2"]


def test_a_note_in_a_note_is_called_from_it() -> None:
    found = page("<p>x<note type='editor'>outer <note type='author'>inner</note></note></p>")
    items = found.xpath("//li[contains(@class, 'note')]")
    assert len(items) == 2
    assert items[0].xpath(".//sup/a/@href") == ["#" + items[1].get("id")]


def test_a_note_with_paragraphs_stays_whole() -> None:
    item = page("<p>x<note type='editor'><p>one</p><p>two</p></note></p>").xpath("//li[contains(@class, 'note')]")[0]
    assert [p.text_content().split()[-1] for p in item.xpath(".//p")] == ["one", "two"]


def test_headings_follow_the_divisions_that_have_one() -> None:
    body = "<head>B</head><div><head>1</head><div><div><head>2</head><p/></div></div></div>"
    levels = [element.tag for element in article(body).iter("h1", "h2", "h3", "h4", "h5", "h6")]
    assert levels == ["h2", "h3", "h4"]


def test_a_second_heading_of_a_division_is_no_division_of_its_own() -> None:
    made = article("<div><head>A</head><head>B</head><p/></div>")
    assert [one.text for one in made.iter("h1", "h2", "h3")] == ["A"]
    assert [one.text for one in made.find_class("sub")] == ["B"]


def test_a_paragraph_keeps_the_blocks_in_it() -> None:
    found = article("<p>before <list><item>one</item></list> after</p>").find(".//div[@class='p']")
    assert words(found.text_content()) == ["before", "one", "after"]
    assert found.find(".//li") is not None


def test_a_table_keeps_spans_heads_and_caption() -> None:
    body = (
        "<table><head>T</head><row role='label'><cell>a</cell><cell>b</cell></row>"
        "<row><cell cols='2' rows='1'>c</cell></row></table>"
    )
    table = article(body).find(".//table")
    assert [th.get("scope") for th in table.iter("th")] == ["col", "col"]
    assert table.find(".//td").get("colspan") == "2"
    assert table.find("caption").text_content().strip() == "T"


def test_a_glossary_becomes_terms_and_definitions() -> None:
    listed = article("<list><label>a</label><item>1</item><label>b</label><item>2</item></list>").find(".//dl")
    assert [one.tag for one in listed] == ["dt", "dd", "dt", "dd"]


def test_verse_is_numbered_every_fifth_line() -> None:
    lines = "".join(f"<l n='{n}'>line</l>" for n in range(1, 11))
    numbers = article(f"<lg>{lines}</lg>").xpath(".//span[@class='line-number']/text()")
    assert numbers == ["5", "10"]


def test_the_language_of_a_passage_and_its_direction_are_said() -> None:
    found = article("<p xml:lang='he'>שלום</p><p xml:lang='grc'>λόγος</p>").findall(".//p")
    assert [(p.get("lang"), p.get("dir")) for p in found] == [("he", "rtl"), ("grc", "ltr")]


@pytest.mark.parametrize(
    ("given_language", "said"), [("eng", "en"), ("ger-AT", "de-AT"), ("grc-Latn", "grc-Latn"), ("unknown", "und")]
)
def test_languages_are_said_as_browsers_know_them(given_language: str, said: str) -> None:
    assert article(f"<p xml:lang='{given_language}'>x</p>").find(".//p").get("lang") == said


def test_references_lead_on_and_empty_ones_say_where_to() -> None:
    body = (
        "<div xml:id='d'><head>Part</head><p><ref target='#d'>here</ref> <ptr target='#d'/> "
        "<ref target='https://example.org/'>out</ref> <ref target='javascript:alert(1)'>no</ref></p></div>"
    )
    found = article(body).xpath(".//p//a[not(@class='here')]")
    assert [(a.get("href"), a.text_content()) for a in found] == [
        ("#d", "here"),
        ("#d", "Part"),
        ("https://example.org/", "out"),
    ]


def test_names_lead_to_the_register() -> None:
    register = document(
        "",
        text="<standOff><listPerson><person xml:id='anna'><persName>Anna</persName><note>wrote</note></person>"
        "</listPerson></standOff>",
    )
    register.path = register.path.with_name("people.xml")
    found = page("<p><persName ref='people.xml#anna'>A.</persName></p>", register=register)
    link = found.find(".//article").find(".//p//a")
    assert link.get("href") == "#people.anna"
    assert words(found.get_element_by_id("people.anna").text_content())[:2] == ["Anna", "wrote"]


def test_a_name_in_a_name_is_no_link_in_a_link() -> None:
    register = document(
        "", text="<standOff><listPerson><person xml:id='a'><persName>A</persName></person></listPerson></standOff>"
    )
    register.path = register.path.with_name("r.xml")
    body = "<p><persName ref='r.xml#a'><placeName ref='r.xml#a'>US</placeName> President</persName></p>"
    assert not page(body, register=register).xpath("//a//a")


def test_what_the_stylesheet_does_not_know_is_shown_and_reported() -> None:
    made = product(document("<p>see <wobble>this</wobble></p>"))
    assert [(one.code, one.subject) for one in made.findings] == [("TE501", "wobble")]
    assert made.findings[0].path.endswith("wobble[1]")
    assert "this" in html.document_fromstring(made.content.decode()).find(".//article").text_content()


@pytest.mark.parametrize(
    "tei",
    [
        "<p>&lt;script>alert(1)&lt;/script></p>",
        "<p xml:id='x\"onmouseover=alert(1)'>x</p>",
        "<p><hi rend='x\" onclick=\"alert(1)' style='background: url(https://evil.example/)'>x</hi></p>",
        "<p><ref target='JavaScript:alert(1)'>x</ref><ref target=' javascript:alert(1)'>x</ref></p>",
        "<p><ref target='data:text/html,&lt;script>alert(1)&lt;/script>'>x</ref></p>",
        "<p><hi style='color: expression(alert(1)); color: red'>x</hi></p>",
        "<figure><graphic url='javascript:alert(1)'/></figure>",
        (
            "<p><formula><math xmlns='http://www.w3.org/1998/Math/MathML'><mi onclick='alert(1)'>x</mi>"
            "<maction href='javascript:alert(1)'>y</maction></math></formula></p>"
        ),
        (
            "<p><formula><math xmlns='http://www.w3.org/1998/Math/MathML'><annotation-xml encoding='text/html'>"
            "<script xmlns='http://www.w3.org/1999/xhtml'>alert(1)</script></annotation-xml></math></formula></p>"
        ),
    ],
)
def test_a_document_cannot_put_anything_active_into_its_page(tei: str) -> None:
    content = product(document(tei)).content.decode("utf-8")
    found = html.document_fromstring(content)
    assert not found.xpath("//script | //iframe | //object | //embed | //base")
    for element in found.iter(etree.Element):
        for name, value in element.attrib.items():
            assert not name.startswith("on"), name
            assert "javascript:" not in value.lower().replace(" ", "") or name not in {"href", "src"}
            assert not (name == "href" and value.lower().startswith("data:"))
    assert "evil.example" not in "".join(found.xpath("//@style"))
    assert "expression" not in "".join(found.xpath("//@style"))


def test_the_editions_own_rules_cannot_end_the_style_sheet() -> None:
    assert "</style" not in page_css("#000000", "a{} </style><script>alert(1)</script>")


# Text that HTML and XML allow.
TEXT = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Cn"], exclude_characters="\u2028\u2029"), min_size=1
)


@given(TEXT)
@example("<b>&amp;</b> \"'")
@example("]]> <!-- --> <?x?>")
def test_any_text_comes_out_as_it_went_in(text: str) -> None:
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    source = document(f"<div><head>{escaped}</head><p>{escaped}<note type='editor'>{escaped}</note></p></div>")
    found = html.document_fromstring(product(source).content.decode("utf-8"))
    expected = " ".join(text.split())
    for shown in (found.xpath("//article//h2")[0], found.xpath("//li[contains(@class, 'note')]//p")[0]):
        assert " ".join(shown.text_content().split()) == expected


@pytest.mark.parametrize(
    ("entry", "parameters"),
    [("html-core.xsl", HtmlParameters), ("index.xsl", IndexParameters), ("text.xsl", TextParameters)],
)
def test_parameters_are_those_of_the_stylesheet(entry: str, parameters: type) -> None:
    root = etree.parse(str(stylesheet(entry))).getroot()
    declared = {one.get("name"): (one.get("as"), one.get("select")) for one in root.findall(f"{XSL}param")}
    expected = {}
    for one in fields(parameters):
        if one.name == "words":
            # Of the module that all entries share.
            continue
        is_node = one.default is None
        select = "()" if is_node else f"'{one.default}'"
        expected[one.name.replace("_", "-")] = ("document-node()?" if is_node else "xs:string", select)
    assert declared == expected


@pytest.mark.parametrize("path", sorted(stylesheet("").rglob("*.xsl")), ids=lambda path: path.name)
def test_stylesheets_say_types_and_what_happens_on_no_match(path: object) -> None:
    root = etree.parse(str(path)).getroot()
    for name in ("function", "template", "param", "variable"):
        for one in root.iter(f"{XSL}{name}"):
            is_inner_variable = name == "variable" and one.get("as") is None and len(one)
            assert one.get("as") or is_inner_variable, f"{name} {one.get('name') or one.get('match')} has no type"
    for mode in root.iter(f"{XSL}mode"):
        assert mode.get("on-no-match")
        assert mode.get("on-multiple-match") == "fail"


def test_the_same_document_makes_the_same_page() -> None:
    source = document("<p>x<note type='editor'>y</note></p>")
    node, registers = annotated(source)
    first = to_html(node, HtmlParameters(registers=registers), {}).content
    again, registers_again = annotated(source)
    assert to_html(again, HtmlParameters(registers=registers_again), {}).content == first


def test_images_are_in_the_page() -> None:
    node, registers = annotated(document("<figure><graphic url='a b.png'/><figDesc>A cat</figDesc></figure>"))
    made = to_html(node, HtmlParameters(registers=registers), {"a b.png": b"\x89PNG"})
    image = html.document_fromstring(made.content.decode()).find(".//img")
    assert image.get("src") == "data:image/png;base64,iVBORw=="
    assert image.get("alt") == "A cat"


def test_the_page_names_no_address_of_a_file_outside_it() -> None:
    content = product(document("<p>x</p>")).content.decode("utf-8")
    assert not re.search(r'(src|href)="(?!#|data:|index\.html|register\.html)', content.partition("<body>")[2])
    assert "/edition/" not in content


def test_identifiers_of_the_document_never_meet_those_of_the_page() -> None:
    body = "".join(f"<p xml:id='{name}'>x</p>" for name in ("text", "view-source", "notes", "citation", "main"))
    found = page(body + "<p>x<note type='editor'>y</note> <choice><sic>a</sic><corr>b</corr></choice></p>")
    ids = found.xpath("//@id")
    assert len(ids) == len(set(ids))


def test_two_series_without_numbers_have_no_call_alike() -> None:
    found = page("<p>x<note type='editor'>a</note> y<note type='author'>b</note> z<note type='editor'>c</note></p>")
    assert [call.text_content() for call in found.xpath("//sup")] == ["1", "*", "2"]


@pytest.mark.parametrize(
    "name", ["secl", "orig", "reg", "sic", "corr", "add", "del", "unclear", "supplied", "surplus", "gap"]
)
def test_every_intervention_has_its_own_explanation(name: str) -> None:
    found = page(f"<p><{name}>a</{name}> <{name}>b</{name}></p>")
    described = found.xpath("//article//a[@class='why']/@href")
    assert len(set(described)) == len(described) == 2
    assert all(found.xpath(f"//details[@class='interventions']//li[@id='{one[1:]}']") for one in described)


@pytest.mark.parametrize("tei", ["<lb xml:id='L1'/>", "<cb xml:id='L1'/>", "<formula xml:id='L1'>x</formula>"])
def test_whatever_is_linked_is_there(tei: str) -> None:
    found = page(f"<p>{tei} <ref target='#L1'>x</ref></p>")
    assert found.xpath("//a[@href='#L1']")
    assert len(found.xpath("//*[@id='L1']")) == 1


def test_the_header_tells_of_participants_places_and_hands() -> None:
    more = (
        "<profileDesc><particDesc><p>Two friends.</p></particDesc><settingDesc><p>In a park.</p></settingDesc>"
        "<handNotes><handNote>A round hand.</handNote></handNotes></profileDesc>"
    )
    told = page("<p>x</p>", more=more).xpath("//details[@class='about']")[0].text_content()
    assert all(said in told for said in ("Two friends.", "In a park.", "A round hand."))


def test_notes_that_stand_off_are_not_lost() -> None:
    text = (
        "<standOff><listAnnotation><note type='editor' xml:id='s1' target='#p9'>aside</note>"
        "</listAnnotation></standOff>"
        "<text><body><p xml:id='p9'>x <ptr target='#s1'/></p></body></text>"
    )
    found = html.document_fromstring(product(document("", text=text)).content.decode())
    assert "aside" in found.get_element_by_id("s1").text_content()
    assert found.xpath("//a[@href='#s1']")


@pytest.mark.parametrize("language", ["heb", "yid", "he", "ar-Arab"])
def test_text_runs_leftward_whatever_the_code_of_its_language(language: str) -> None:
    assert article(f"<p xml:lang='{language}'>x</p>").find(".//p").get("dir") == "rtl"


def test_a_page_break_before_the_title_page_stays_before_it() -> None:
    front = "<front><pb n='2'/><docTitle><titlePart>T</titlePart></docTitle></front>"
    text = f"<text><pb n='1'/>{front}<body><pb n='3'/><p/></body></text>"
    found = html.document_fromstring(product(document("", text=text)).content.decode())
    assert [one.text_content() for one in found.xpath("//span[@class='pb']")] == ["[page 1]", "[page 2]", "[page 3]"]


def test_interventions_in_interventions_do_not_multiply_the_page() -> None:
    nested = "<add>" * 100 + "word " * 2000 + "</add>" * 100
    assert len(product(document(f"<p>{nested}</p>")).content) < 400_000
