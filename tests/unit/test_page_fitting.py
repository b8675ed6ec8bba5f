"""Whatever stands in what, the page is HTML that a browser leaves as it is, and has every word in its place."""

from __future__ import annotations

from itertools import chain

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree, html

from teiedit.publish.page.fitting import fit
from teiedit.publish.page.markup import write_html

# Some of them often, because it is they that must not stand in each other.
PHRASES = ("span", "b", "a", "a", "a", "del", "sup", "q")
BLOCKS = ("p", "div", "ul", "ol", "li", "dl", "dt", "dd", "table", "tr", "td", "h2", "h3", "section", "h2")
OTHERS = ("figure", "figcaption", "caption", "details", "summary", "pre", "br", "tbody", "th")


def element(children: list[tuple[etree._Element, str]], tag: str, text: str, name: str) -> etree._Element:
    made = etree.Element(tag)
    if name:
        made.set("id", name)
    if tag == "a":
        made.set("href", "#x")
    if tag == "br":
        return made
    made.text = text
    for child, tail in children:
        made.append(child)
        child.tail = tail
    return made


WORDS = st.sampled_from(["", " ", "one", " two ", "<&>", "três"])
TREES = st.recursive(
    st.builds(element, st.just([]), st.sampled_from(PHRASES + BLOCKS + OTHERS), WORDS, st.just("")),
    lambda inner: st.builds(
        element,
        st.lists(st.tuples(inner, WORDS), max_size=4),
        st.sampled_from(PHRASES + BLOCKS + OTHERS),
        WORDS,
        st.sampled_from(["", "", "x", "y"]),
    ),
    max_leaves=12,
)


def words(tree: etree._Element) -> str:
    return "".join("".join(str(one) for one in tree.itertext()).split())


def shape(tree: etree._Element) -> list[tuple[str, str]]:
    """Return the starts and ends of elements with the words before them: of what a browser moves, these differ."""
    seen = ""
    found: list[tuple[str, str]] = []
    for event, one in etree.iterwalk(tree, ("start", "end")):
        seen += "".join(str((one.tail if event == "end" and one is not tree else "") or "").split())
        found.append((f"{event} {one.tag}", seen))
        seen += "".join(str((one.text if event == "start" else "") or "").split())
    return found


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(TREES, WORDS), min_size=1, max_size=3))
def test_a_parser_of_html_finds_the_same_tree_and_every_word(parts: list[tuple[etree._Element, str]]) -> None:
    html5 = pytest.importorskip("html5lib", reason="html5lib is not installed")
    main = element([(child, tail) for child, tail in parts], "main", "", "")
    before = words(main)
    fit(main)
    assert words(main) == before
    ids = [str(one.get("id")) for one in main.iter() if one.get("id")]
    assert len(ids) == len(set(ids))
    assert not any(list(link.iterdescendants("a")) for link in main.iter("a"))
    assert not any(list(heading.iterdescendants(*BLOCKS)) for heading in main.iter("h2", "h3", "summary"))
    written = write_html(main)
    read = html5.parse(f"<!DOCTYPE html><body>{written}", treebuilder="lxml", namespaceHTMLElements=False)
    found = read.getroot().find(".//main")
    # A browser puts rows into a body of the table.
    etree.strip_tags(found, "tbody")
    etree.strip_tags(main, "tbody")
    assert shape(found) == shape(main)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("<main><p>a<div>b</div>c</p></main>", "<main><div>a<div>b</div>c</div></main>"),
        ("<main><h2>a<p>b</p></h2></main>", "<main><h2>a<span>b</span></h2></main>"),
        ("<main><li>a</li></main>", "<main><div>a</div></main>"),
        (
            "<main><ul>a<li>b</li>c</ul></main>",
            '<main><ul><li class="bare">a</li><li>b</li><li class="bare">c</li></ul></main>',
        ),
        (
            '<main><a href="x">a<a href="y">b</a>c</a></main>',
            '<main><span><a href="x">a</a><a href="y">b</a><a href="x">c</a></span></main>',
        ),
        ('<main><p id="x">a</p><p id="x">b</p></main>', '<main><p id="x">a</p><p>b</p></main>'),
        ("<main><span><b><p>a</p></b></span></main>", "<main><div><div><p>a</p></div></div></main>"),
        ("<main><pre>\n\na</pre><br/><p/></main>", "<main><pre>\n\n\na</pre><br><p></p></main>"),
    ],
)
def test_what_does_not_fit_is_mended_without_losing_a_word(before: str, after: str) -> None:
    main = etree.fromstring(before)
    fit(main)
    assert write_html(main) == after


def test_a_table_takes_what_is_no_cell_into_one() -> None:
    main = etree.fromstring("<main><table>a<tr>b<td>c</td></tr><p>d</p></table></main>")
    fit(main)
    table = html.fromstring(write_html(main)).find("table")
    assert ["".join(cell.itertext()) for cell in table.iter("td")] == ["a", "b", "c", "d"]


def test_thousands_of_links_in_links_and_blocks_in_phrases_are_parted() -> None:
    main = etree.Element("main")
    at = etree.SubElement(main, "p")
    for number in range(900):
        at = etree.SubElement(at, "a" if number % 2 else "span", href="#x")
        at.text = "w"
    etree.SubElement(at, "div").text = "end"
    fit(main)
    assert words(main) == "w" * 900 + "end"
    assert not any(list(link.iterdescendants("a")) for link in chain(main.iter("a")))
