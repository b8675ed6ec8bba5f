"""A document divided into pages: each word once, links that hold, and a way through."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from lxml import html

from commands import document as whole
from teiedit import BuildOptions, Severity, build_edition, load_edition
from teiedit.publish.page.naming import page_names

NOVEL = """
<div type="part" n="1" xml:id="one"><head>Part one</head>
<div type="chapter" n="1" xml:id="c1"><head>The <choice><sic>begining</sic><corr>beginning</corr></choice></head>
<p>First<note xml:id="n1">Said <ref target="#c3">later</ref>.</note> words. <ref target="#p5">See there</ref>.</p></div>
<div type="chapter" n="2" xml:id="c2"><head>The middle</head>
<p>Second words<ref target="#n1">again</ref>.</p></div></div>
<div type="part" n="2" xml:id="two"><head>Part two</head><p>Between.</p>
<div type="chapter" n="3" xml:id="c3"><head>The end</head>
<p>Third.</p><p xml:id="p5">Fifth<note>Last.</note>.</p></div></div>
"""
PAGED = """
<div xml:id="d"><head>Letter</head><pb n="1"/><p xml:id="p">One <hi xml:id="h">two<pb n="2"/> three</hi> four<pb n="3"/>
five</p><list rend="numbered" xml:id="l"><item>six</item><item>seven<pb n="4"/> eight</item><item>nine</item>
</list></div>
"""
MAIN = "novel.html"


def build(
    folder: Path, body: str, split: str, *, others: dict[str, str] | None = None, verify: bool = True
) -> dict[str, html.HtmlElement]:
    """Build an edition whose document novel.xml has a body; return its pages by name."""
    (folder / "tei").mkdir(exist_ok=True)
    for name, text in {"novel": whole(body), **(others or {})}.items():
        (folder / "tei" / f"{name}.xml").write_text(text, encoding="utf-8")
    settings = f'title = "Works"\naddress = "https://x.test/w"\n[output]\nformats = ["html"]\nsplit = {split}\n'
    (folder / "teiedit.toml").write_text(settings, encoding="utf-8")
    found = build_edition(load_edition(folder), (), BuildOptions(validate=False, workers=1, verify=verify))
    assert not found.report.fails(Severity.ERROR), found.report
    pages = {one.name: one.read_text(encoding="utf-8") for one in (folder / "build").glob("*.html")}
    return {name: html.document_fromstring(page) for name, page in pages.items()}


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, html.HtmlElement]:
    """The pages of the novel, divided at its chapters, and of a letter."""
    letter = whole('<p><ref target="novel.xml#p5">there</ref> <ref target="novel.xml">all</ref></p>')
    return build(tmp_path_factory.mktemp("novel"), NOVEL, "2", others={"letter": letter})


def text(page: html.HtmlElement) -> str:
    return " ".join(" ".join(one.text_content() for one in page.iter("article")).split())


def ids(page: html.HtmlElement) -> list[str]:
    return [str(one) for one in page.xpath("descendant-or-self::*/@id")]


def link(page: html.HtmlElement, words: str) -> str:
    return unquote(next(one.get("href") for one in page.find(".//article").iter("a") if one.text_content() == words))


def test_a_division_of_the_level_is_a_page_and_a_heading_alone_is_none(pages: dict[str, html.HtmlElement]) -> None:
    assert set(pages) == {
        "index.html",
        "letter.html",
        MAIN,
        "novel-c2.html",
        "novel-two.html",
        "novel-c3.html",
        "novel-addresses.html",
    }
    assert "First" in text(pages[MAIN])
    assert text(pages["novel-two.html"]).endswith("Between.")
    assert [name for name, page in pages.items() if "Third" in text(page)] == ["novel-c3.html"]


def test_references_and_notes_lead_to_the_page_that_has_their_target(pages: dict[str, html.HtmlElement]) -> None:
    assert link(pages[MAIN], "See there") == "novel-c3.html#p5"
    for name, page in pages.items():
        for one in page.iter("a"):
            target, _, anchor = unquote(one.get("href", "")).partition("#")
            if anchor and not re.match(r"\w+:", target):
                assert anchor in ids(pages[target or name]), (name, one.get("href"))


def test_a_note_is_on_the_page_that_calls_it(pages: dict[str, html.HtmlElement]) -> None:
    where = {
        " ".join(note.text_content().split()): name
        for name, page in pages.items()
        for note in page.xpath("//section[contains(@class, 'notes')]//div[contains(@class, 'body')]")
    }
    assert {key.split(".")[0]: name for key, name in where.items()} == {
        "Said later": MAIN,
        "Last": "novel-c3.html",
    }


def test_one_gets_on_and_back_and_knows_where_one_is(pages: dict[str, html.HtmlElement]) -> None:
    order = [MAIN, "novel-c2.html", "novel-two.html", "novel-c3.html"]
    for number, name in enumerate(order):
        head = {
            one.get("rel"): one.get("href")
            for one in pages[name].iterfind("head/link")
            if one.get("rel") != "canonical"
        }
        shown = {one.get("rel"): one.get("href") for one in pages[name].xpath("//nav[@class = 'pager'][1]/a")}
        wanted = {}
        if number:
            wanted["prev"] = order[number - 1]
        if number + 1 < len(order):
            wanted["next"] = order[number + 1]
        assert {key: head[key] for key in head if key in {"prev", "next"}} == shown == wanted
        assert len(pages[name].xpath("//nav[@class = 'pager']")) == 2
    steps = pages["novel-c3.html"].xpath("//nav[@class = 'breadcrumb']//li")
    assert [one.text_content() for one in steps] == ["Broken", "Part two", "The end"]
    assert steps[1].find("a").get("href") == "novel-two.html#two"
    assert steps[-1].get("aria-current") == "page"
    assert pages["novel-c3.html"].find("head/title").text == "The end · Broken · Works"
    assert [one.text_content() for one in pages["novel-c3.html"].iter("h1")] == ["Broken"]


def test_the_contents_have_each_heading_as_it_is_read_nested_by_level(pages: dict[str, html.HtmlElement]) -> None:
    listed = pages[MAIN].get_element_by_id("te-contents")
    found = [(len(list(one.iterancestors("ol"))), one.text, unquote(one.get("href"))) for one in listed.iter("a")]
    assert found == [
        (1, "Part one", "novel.html#one"),
        (2, "The beginning", "novel.html#c1"),
        (2, "The middle", "novel-c2.html#c2"),
        (1, "Part two", "novel-two.html#two"),
        (2, "The end", "novel-c3.html#c3"),
    ]
    assert listed.find("details").get("open") is not None


def test_an_address_from_when_it_was_one_page_is_sent_on(tmp_path: Path, pages: dict[str, html.HtmlElement]) -> None:
    old = build(tmp_path, NOVEL, '"none"')
    anchors = {one for one in ids(old[MAIN]) if not one.startswith("te-")}
    addresses = pages["novel-addresses.html"]
    known = json.loads(addresses.get_element_by_id("te-anchors").text)
    found = {anchor: page for page, listed in known.items() for anchor in listed.split()}
    assert anchors <= set(found)
    assert all(anchor in ids(pages[page]) for anchor, page in found.items())
    assert "novel-addresses.html" in "".join(one.text or "" for one in pages[MAIN].iter("script"))
    assert [one.get("href") for one in addresses.find(".//main").iter("a")] == list(known)
    assert addresses.xpath("//meta[@name = 'robots'][contains(@content, 'noindex')]")


def test_other_documents_lead_to_the_page_too(pages: dict[str, html.HtmlElement]) -> None:
    assert link(pages["letter.html"], "there") == "novel-c3.html#p5"
    assert link(pages["letter.html"], "all") == MAIN


def test_each_page_says_its_own_address_and_what_it_is_part_of(pages: dict[str, html.HtmlElement]) -> None:

    def said(page: html.HtmlElement) -> list[str]:
        return [*page.xpath("//link[@rel = 'canonical']/@href"), *page.xpath("//meta[@property = 'og:url']/@content")]

    assert set(said(pages[MAIN])) == {"https://x.test/w/novel.html"}
    assert set(said(pages["novel-c3.html"])) == {"https://x.test/w/novel-c3.html"}
    assert len(said(pages["novel-c3.html"])) == len(said(pages[MAIN])) == 2
    assert said(pages["novel-addresses.html"]) == []
    for name in (MAIN, "novel-c2.html", "novel-c3.html"):
        (data,) = pages[name].xpath("//script[@type = 'application/ld+json']")
        assert json.loads(data.text)


def test_at_page_breaks_the_text_goes_on_where_it_was(tmp_path: Path) -> None:
    pages = build(tmp_path, PAGED, '"page"')
    order = [MAIN, *(f"novel-pb.{number}.html" for number in (2, 3, 4))]
    assert set(order) <= set(pages)
    joined = " ".join(text(pages[name]) for name in order)
    words = [one for one in re.findall(r"[a-z]+", joined.lower()) if one not in {"page", "p"}]
    assert " ".join(words) == "letter one two three four five six seven eight nine"
    everywhere = [one for name in order for one in ids(pages[name].find(".//article"))]
    assert len(everywhere) == len(set(everywhere))
    second = pages["novel-pb.2.html"].find(".//article")
    assert [one.tag for one in second.xpath(".//*[contains(@class, 'continued')]")][-2:] == ["p", "em"] or second.xpath(
        ".//p[contains(@class, 'continued')]"
    )
    last = pages["novel-pb.4.html"].find(".//article//ol")
    assert last.get("start") == "2"
    assert [" ".join(one.text_content().split()).split("]")[-1].strip() for one in last.iter("li")] == ["eight", "nine"]


def test_a_short_document_is_one_page_by_itself(tmp_path: Path) -> None:
    pages = build(tmp_path, NOVEL, '"auto"')
    assert not [name for name in pages if name.startswith("novel-")]
    listed = pages[MAIN].get_element_by_id("te-contents")
    assert listed.find("details").get("open") is None
    assert [unquote(one.get("href")) for one in listed.iter("a")] == ["#one", "#c1", "#c2", "#two", "#c3"]


def test_a_long_one_is_divided_where_its_divisions_are_and_short_ones_share_a_page(tmp_path: Path) -> None:
    chapter = (
        '<div xml:id="c{}"><head>Chapter {}</head>'
        + "<p>So it went on and on, and nobody knew why.</p>" * 250
        + "</div>"
    )
    body = "".join(chapter.replace("{}", str(number)) for number in range(120))
    pages = build(tmp_path, body, '"auto"', verify=False)
    names = [name for name in pages if re.fullmatch(r"novel(-c\d+)?\.html", name)]
    assert 3 < len(names) < 60
    counts = [len(pages[name].find(".//article").text_content()) for name in names]
    assert sum(counts) > 120 * 250 * 40


def test_pages_that_are_no_longer_made_are_removed_unless_changed(tmp_path: Path) -> None:
    build(tmp_path, NOVEL, "2")
    mine = tmp_path / "build" / "novel-c2.html"
    mine.write_text("mine", encoding="utf-8")
    pages = build(tmp_path, NOVEL, '"none"')
    assert {name for name in pages if name.startswith("novel")} == {MAIN, "novel-c2.html"}
    assert mine.read_text(encoding="utf-8") == "mine"


def test_a_part_of_the_edition_removes_no_page(tmp_path: Path) -> None:
    build(tmp_path, NOVEL, "2", others={"letter": whole("<p>x</p>")})
    edition = load_edition(tmp_path)
    build_edition(edition, [tmp_path / "tei" / "letter.xml"], BuildOptions(validate=False, workers=1))
    assert (tmp_path / "build" / "novel-c2.html").is_file()


@pytest.mark.parametrize(
    ("name", "anchors", "others"),
    [
        ("a", ["b"], ["a", "a-b"]),
        ("a", ["b", "B", "b"], ["a"]),
        ("a", ["addresses"], ["a", "a-addresses"]),
        ("a", ["../x", "x y", "é", "..", ""], ["a", "b"]),
        ("a", ["b-c"], ["a", "a-b"]),
    ],
)
def test_no_page_has_the_name_of_another(name: str, anchors: list[str], others: list[str]) -> None:
    found = page_names(name, anchors, others)
    assert len({one.casefold() for one in found}) == len(anchors) + 2
    assert not {one.casefold() for one in found[1:]} & {one.casefold() for one in others}
    assert not any("/" in one or one.startswith(".") or " " in one for one in found)
    for other in others:
        if other != name:
            theirs = page_names(other, ["c", "b", "addresses", *anchors], [*others, name])
            assert not {one.casefold() for one in found} & {one.casefold() for one in theirs}


def test_switches_and_citation_are_on_each_page(pages: dict[str, html.HtmlElement]) -> None:
    expected: dict[str, Any] = {}
    for name in (MAIN, "novel-c2.html", "novel-c3.html"):
        expected[name] = (
            len(pages[name].xpath("//form[@class = 'views']")),
            len(pages[name].xpath("//section[@class = 'cite']")),
        )
    assert set(expected.values()) == {(1, 1)}
