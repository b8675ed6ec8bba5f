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
        if one.get("class") == "lem" and witness in (one.get("data-var") or "").split():
            hidden.append(one)
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
    marks = article(WITNESSES + body).xpath(".//a[@class='app-mark']")
    around = [next(one for one in mark.iterancestors() if one.get("class") != "app") for mark in marks]
    assert [one.get("class") for one in around] == ["l", "l", "p"]


def read_in(body: str, witness: str = "") -> list[str]:
    """What the passages of a piece of TEI show for a witness."""
    found = article(WITNESSES + body).xpath(".//p | .//*[@class='l']")
    return [" ".join(text_of(one, witness)) for one in found]


def test_a_witness_reads_its_own_between_two_points_across_paragraphs() -> None:
    body = (
        "<p>He said <anchor xml:id='f'/>from <hi>here</hi> and</p><p>on to<anchor xml:id='t'/> there.</p>"
        "<listApp><app from='#f' to='#t'><lem>from here and on to</lem>"
        "<rdg wit='#B' xml:id='r'>away <hi rend='bold'>from</hi> <note>why</note></rdg></app></listApp>"
    )
    assert read_in(body) == ["He said from here and", "on to there"]
    assert read_in(body, "w1") == read_in(body)
    assert read_in(body, "w2") == ["He said", "away from there"]
    found = article(WITNESSES + body)
    assert len(found.xpath(".//*[@id='r']")) == 1
    assert len(found.xpath(".//*[@data-wit='w2']//*[contains(@class, 'r-bold')]")) == 1


def test_lemmata_between_points_may_overlap() -> None:
    body = (
        "<p>a <seg xml:id='s1'>b</seg> <seg xml:id='s2'>c</seg> <seg xml:id='s3'>d</seg> e</p><listApp>"
        "<app from='#s1' to='#s2'><lem>b c</lem><rdg wit='#A'>x</rdg></app>"
        "<app from='#s2' to='#s3'><lem>c d</lem><rdg wit='#B'>y</rdg></app></listApp>"
    )
    assert read_in(body) == ["a b c d e"]
    assert read_in(body, "w1") == ["a x d e"]
    assert read_in(body, "w2") == ["a b y e"]


def test_an_entry_behind_its_lemma_switches_it_and_stands_there_once() -> None:
    body = "<p>In <seg xml:id='s'>the</seg><app from='#s'><lem>the</lem><rdg wit='#B' xml:id='r'>a</rdg></app> end.</p>"
    assert read_in(body) == ["In the end"]
    assert read_in(body, "w2") == ["In a end"]
    assert len(article(WITNESSES + body).xpath(".//*[@id='r']")) == 1


def test_words_of_a_line_are_marked_where_they_are_there_once() -> None:
    body = (
        "<lg><l n='1'>one <hi>two</hi> three, four two</l><l n='2'>uno <hi>duo tr</hi>es quat</l></lg><listApp>"
        "<app loc='1'><lem>two</lem><rdg wit='#A'>deux</rdg></app>"
        "<app loc='2'><lem>duo, tres</lem><rdg wit='#A'>deux trois</rdg></app></listApp>"
    )
    assert read_in(body, "w1") == ["one two three four two", "uno deux trois quat"]
    found = article(WITNESSES + body).xpath(".//*[@class='lem']")
    assert [one.text for one in found] == ["duo tr", "es"]


def test_what_is_added_between_two_points_is_added_there() -> None:
    body = (
        "<p>a <anchor xml:id='f'/>b</p><listApp><app from='#f' to='#f'><lem/><rdg wit='#A'>very </rdg></app></listApp>"
    )
    assert read_in(body) == ["a b"]
    assert read_in(body, "w1") == ["a very b"]


def test_marks_of_lemmata_leave_every_word_where_it_was() -> None:
    body = (
        "<p xml:id='p'>a<!-- c -->b <anchor xml:id='f'/>c <hi>d</hi> e</p><listApp>"
        "<app from='#p' to='#f'><lem>ab</lem></app><app from='#f' to='#p'><lem>c d e</lem></app></listApp>"
    )
    paragraph = passed(body).find(f".//{{{TEI}}}body/{{{TEI}}}p")
    assert "".join(paragraph.xpath(".//text()")) == "ab c d e"
    assert paragraph.find(f"{{{TEI}}}hi") is not None


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


def test_an_entry_that_says_where_a_witness_begins_says_so_and_one_without_a_word_has_no_mark() -> None:
    body = "<p>a <app><rdg wit='#A'><witStart/></rdg></app> b <app><lem/></app></p>"
    assert entries(body) == [words("A begins")]
    assert len(article(WITNESSES + body).xpath(".//a[@class='app-mark']")) == 1


def test_variants_of_spelling_alone_can_be_left_out_and_witnesses_keep_them() -> None:
    body = (
        "<p>a <app><lem>b</lem><rdg wit='#A' type='orthographic'>bb</rdg><rdg wit='#B'>c</rdg></app>"
        " <app><lem>d</lem><rdgGrp type='Spelling'><rdg wit='#A'>dd</rdg></rdgGrp></app></p>"
    )
    found = page(WITNESSES + body)
    assert found.xpath("//form//input[@id='te-substantive']/@type") == ["checkbox"]
    minor = found.xpath("//article//*[contains(concat(' ', @class, ' '), ' minor ')]")
    assert [one.get("class").split()[0] for one in minor] == [
        "rdg",
        "app",
        "rdg",
        "reading",
        "between",
        "app-entry",
        "reading",
    ]
    assert read_in(body, "w1") == ["a bb dd"]


def test_where_all_variants_are_of_one_kind_there_is_nothing_to_choose() -> None:
    for kind in ("orthographic", "substantive"):
        found = page(WITNESSES + f"<p><app><lem>b</lem><rdg wit='#A' type='{kind}'>bb</rdg></app></p>")
        assert not found.xpath("//input[@id='te-substantive']")


def test_elements_that_exclude_each_other_say_so_and_which_is_preferred() -> None:
    found = article(
        "<ab select='#s2'><seg xml:id='s1' exclude='#s2'>lions</seg> or "
        "<seg xml:id='s2' exclude='#s1'>tigers</seg></ab>"
        "<lg><l xml:id='l1' exclude='#l2'>one</l><l xml:id='l2' exclude='#l1 #none'>two</l></lg>"
    )
    told = found.xpath(".//*[@class='instead']")
    assert [one.text_content().strip() for one in told] == [
        "[alternative: “tigers”]",
        "[preferred by the editors; alternative: “lions”]",
        "[alternative: “two”]",
        "[alternative: “one”]",
    ]
    assert [one.find("a").get("href") for one in told] == ["#s2", "#s1", "#l2", "#l1"]


def test_an_entry_between_points_is_told_under_the_line_that_it_begins_in() -> None:
    body = (
        "<p>a<lb n='7'/>b <anchor xml:id='f'/>c<lb n='8'/>d<anchor xml:id='t'/></p>"
        "<listApp><app from='#f' to='#t'><lem>c d</lem><rdg wit='#A'>x</rdg></app></listApp>"
    )
    assert entries(body) == [words("7 c d x A")]
    assert article(WITNESSES + body).xpath("string(.//div[@class='listApp']//a[@class='loc'])") == "7"
