"""Readings and the apparatus: which text shows what, which witness reads what, and where it is told."""

from __future__ import annotations

import json

import pytest
from lxml import etree, html

from conftest import words
from teiedit.namespaces import ANNOTATION, TEI
from teiedit.publish.passes import annotate
from teiedit.transform import serialise
from unit.making import article, document, page

NS = {"t": TEI, "te": ANNOTATION}
WITNESSES = (
    "<listWit><witness xml:id='A'>Paris</witness><listWit xml:id='b' n='β'><witness xml:id='B'/>"
    "<witness xml:id='C' n='C2'>Wien</witness></listWit></listWit>"
)


def passed(body: str) -> etree._Element:
    """The document after the passes."""
    return etree.fromstring(serialise(annotate(document(body)).node))


def text_of(element: html.HtmlElement, witness: str = "") -> list[str]:
    """The words of an element as the rules of the style sheet show them for a witness, or for the edition."""
    copy = html.fragment_fromstring(html.tostring(element, encoding="unicode"))
    hidden = [one for one in copy.iter() if one.get("data-te") and one.get("data-wit") != witness]
    for one in copy.iter():
        if one.get("data-wit") is not None and witness not in one.get("data-wit").split():
            hidden.append(one)
        if "app" in (one.get("class") or "").split() and witness in (one.get("data-var") or "").split():
            hidden += one.xpath("./*[@class='lem']")
    for one in hidden:
        if one.getparent() is not None:
            one.drop_tree()
    return words(copy.text_content())


@pytest.mark.parametrize(
    ("choice", "reading", "source"),
    [
        ("<sic>a</sic><corr cert='low'>b</corr><corr cert='high'>c</corr>", "c", "a"),
        ("<sic>a</sic><corr>b</corr><corr>c</corr>", "b", "a"),
        ("<sic>a</sic><corr cert='0.3'>b</corr><corr cert='0.9'>c</corr>", "c", "a"),
        ("<orig xml:id='o1'>a</orig><orig xml:id='o2'>b</orig><reg corresp='#o2'>c</reg>", "c", "b"),
        ("<orig xml:id='o1'>a</orig><orig corresp='#r'>b</orig><reg xml:id='r'>c</reg>", "c", "b"),
        ("<sic>a</sic><seg>b</seg>", "b", "a"),
        ("<corr>b</corr><unclear>a</unclear>", "b", "a"),
        ("<sic>a</sic>", "a", "a"),
        ("<unclear>a</unclear><unclear cert='high'>b</unclear>", "b", "b"),
        ("<am>a</am><ex>b</ex>", "b", "a"),
        ("<orig>a</orig><choice><sic>b</sic><corr>c</corr></choice>", "c", "a"),
    ],
)
def test_of_a_choice_each_text_shows_one(choice: str, reading: str, source: str) -> None:
    paragraph = article(f"<p>x<choice>{choice}</choice>y</p>").find(".//p")
    for view, expected in (("reading", reading), ("source", source)):
        copy = html.fragment_fromstring(html.tostring(paragraph, encoding="unicode"))
        for one in copy.xpath(f".//*[@data-te or @data-view[not(contains(., '{view}'))]]"):
            one.drop_tree()
        for one in copy.xpath(".//*[@data-each]"):
            one.text = one.text.replace(one.get("data-each"), "")
        assert copy.text_content().strip() == f"x{expected}y"


def test_alternatives_that_neither_text_shows_are_told_at_the_end() -> None:
    body = "<p><choice><sic>one</sic><corr>two</corr><corr cert='low'>three</corr></choice></p>"
    told = page(body).xpath("//details[@class='interventions']//span[@class='what']")
    assert words(told[0].text_content()) == words("one corrected to two alternatives three")


@pytest.mark.parametrize(
    ("tei", "said"),
    [
        ("<add place='above'>x</add>", "added in the source, above the line"),
        ("<gap unit='line' quantity='2'/>", "gap in the source, 2 lines"),
        ("<choice><sic>a</sic><corr>b</corr></choice>", "corrected"),
        ("<del>x</del>", "deleted in the source"),
        ("<restore><del>x</del></restore>", "deletion cancelled"),
    ],
)
def test_those_who_hear_are_told_what_was_done(tei: str, said: str) -> None:
    link = article(f"<p>{tei}</p>").find(".//a[@class='why']")
    assert link.get("aria-label") == said


def test_a_deletion_inside_one_that_was_cancelled_stays_deleted() -> None:
    found = article("<p><restore><del>a <del>b</del> c</del></restore></p>")
    assert found.xpath("string(.//del[@data-view='source changes']/text()[1])") == "b"
    assert len(found.xpath(".//*[@data-view='source changes']")) == 1


def test_the_text_of_every_witness_can_be_read() -> None:
    line = (
        "<l>a <app><lem wit='#A'>b <app><lem>c</lem><rdg wit='#C'>d</rdg></app></lem><rdg wit='#B'>e</rdg></app> f"
        " <app><rdg wit='#A'>g</rdg><rdgGrp type='orthographic'><rdg wit='#b'>h</rdg></rdgGrp></app></l>"
    )
    found = article(WITNESSES + f"<lg>{line}</lg>").find(".//span[@class='l']")
    assert text_of(found) == ["a", "b", "c", "f", "g"]
    assert text_of(found, "w1") == ["a", "b", "c", "f", "g"]
    assert text_of(found, "w2") == ["a", "e", "f", "h"]
    assert text_of(found, "w3") == ["a", "b", "d", "f", "h"]


def test_witnesses_are_known_in_the_order_of_their_list_and_those_of_no_list_after_them() -> None:
    root = passed(WITNESSES + "<p><app><lem wit='#A'>a</lem><rdg wit='#Z'>b</rdg></app></p>")
    told = json.loads(root.get(f"{{{ANNOTATION}}}witnesses"))
    assert [(one["siglum"], one["name"]) for one in told] == [("A", "Paris"), ("B", ""), ("C2", "Wien"), ("Z", "")]


def entries(body: str) -> list[list[str]]:
    found = article(WITNESSES + body)
    return [words(one.text_content()) for one in found.xpath(".//aside[@class='apparatus']//li")]


def test_at_the_foot_line_lemma_and_readings_are_told() -> None:
    body = (
        "<lg><l n='1'>a <app><lem>one two three four five</lem><rdg wit='#b'>six</rdg></app></l>"
        "<l n='2'>b <app><lem wit='#A'>seven</lem><rdg wit='#B'/></app>"
        " <app><lem/><rdg wit='#C'>eight</rdg></app></l></lg>"
    )
    assert entries(body) == [
        words("1 one five six β"),
        words("2 seven A om B"),
        words("seven eight add C2"),
    ]


def test_what_is_added_is_added_after_a_word() -> None:
    assert entries("<p>first last <app><lem/><rdg wit='#A'>more</rdg></app></p>") == [words("last more add A")]


def test_the_foot_follows_its_paragraph_and_its_entries_lead_back() -> None:
    found = article(WITNESSES + "<p>a <app><lem>b</lem><rdg wit='#A'>c</rdg></app></p><p>d</p>")
    paragraph = found.find(".//p")
    assert paragraph.getnext().tag == "aside"
    back = paragraph.getnext().find(".//a").get("href")
    mark = paragraph.find(".//a[@class='app-mark']").get("href")
    assert found.xpath(f".//*[@id='{back[1:]}']")[0].get("class") == "app"
    assert found.xpath(f".//*[@id='{mark[1:]}']")[0].tag == "li"


def test_entries_apart_are_told_where_their_lines_are() -> None:
    body = (
        "<lg><l n='1'>one</l><l n='2'>two <app><lem>x</lem><rdg wit='#A'>y</rdg></app></l></lg>"
        "<p><anchor xml:id='f'/>from to<anchor xml:id='t'/></p>"
        "<listApp><app from='#f' to='#t'><lem>from to</lem><rdg wit='#A'>till</rdg></app>"
        "<app loc='1'><lem>one</lem><rdg wit='#B'>won</rdg></app></listApp>"
    )
    assert entries(body) == [words("1 one won B"), words("2 x y A"), words("from to till A")]
    found = article(WITNESSES + body)
    assert [one.getparent().get("class") for one in found.xpath(".//a[@class='app-mark']")] == ["l", "app", "p"]


def test_an_entry_without_a_place_is_reported_and_stands_in_its_list() -> None:
    source = document("<lg><l n='1'>one</l></lg><listApp><app loc='77'><lem>q</lem><rdg>w</rdg></app></listApp>")
    messages = annotate(source).messages
    assert [(one.code, one.subject) for one in messages] == [("TE512", "77")]
    assert source.at_path(messages[0].path) is source.root.find(f".//{{{TEI}}}app")


def test_a_gap_of_a_witness_is_marked_on_what_lies_whole_in_it() -> None:
    body = (
        "<p>a <app><lem>b</lem><rdg wit='#B'><lacunaStart/></rdg></app></p><p>c</p>"
        "<p>d <app><lem>e</lem><rdg wit='#B'><lacunaEnd/>f</rdg></app></p><p>g</p>"
    )
    found = article(WITNESSES + body)
    assert [one.get("data-lacuna") or None for one in found.findall(".//p")] == [None, "w2", None, None]
    assert len(found.xpath(".//*[@data-te and @data-wit='w2']")) == 2


def test_notes_in_readings_that_the_text_does_not_show_are_called_from_the_foot() -> None:
    found = page(WITNESSES + "<p><app><lem>a</lem><rdg wit='#A'>b<note>why</note></rdg></app></p>")
    call = found.xpath("//aside//sup/a/@href")
    assert call == [f"#{found.xpath('//section[@class=$c]//li/@id', c='notes')[0]}"]


def test_a_title_has_the_reading_of_the_edition_alone() -> None:
    found = page("<div><head>A <app><lem>b</lem><rdg wit='#A'>c</rdg></app></head><p>x <ref target='#h'/></p></div>")
    assert "c" not in words(found.findtext(".//h2") or "")


def test_words_put_in_another_order_are_told_in_that_order() -> None:
    body = (
        "<p><seg xml:id='s1'>world</seg> <seg xml:id='s2'>hello</seg></p><listTranspose><transpose>"
        "<ptr target='#s2'/><ptr target='#s1'/></transpose></listTranspose>"
    )
    links = article(f"<div>{body}</div>").xpath(".//span[contains(@class, 'transpose')]/a")
    assert [(one.get("href"), one.text) for one in links] == [("#s2", "hello"), ("#s1", "world")]


def test_a_hand_is_named_as_its_description_has_it() -> None:
    described = "<profileDesc><handNotes><handNote xml:id='h'>Her own, black ink</handNote></handNotes></profileDesc>"
    found = page("<p>a <handShift new='#h'/>b</p>", more=described)
    assert found.find(".//span[@class='handShift fine']").text_content() == "[hand: Her own, black ink]"
