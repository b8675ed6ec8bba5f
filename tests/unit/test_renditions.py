"""Renditions of tagsDecl: which elements they are about, for which part of them, and what is left out of them."""

from __future__ import annotations

import re

import pytest
from lxml import etree, html

from teiedit.namespaces import TEI
from teiedit.publish.passes.selectors import read_selectors
from unit.making import document, product

BODY = (
    "<lg xml:id='g'><l n='1'>a</l><l n='2' rend='in big'>b</l></lg><q>c<q xml:lang='la-Latn'>d</q></q>"
    "<p>e<hi rend='big'/></p>"
)


def made(renditions: str, body: str = BODY) -> tuple[html.HtmlElement, str]:
    """The text of a page, and the rules that it has in its head."""
    more = f"<encodingDesc><tagsDecl>{renditions}</tagsDecl></encodingDesc>"
    page = product(document(body, more=more)).content.decode("utf-8")
    return html.document_fromstring(page).find(".//article"), "\n".join(
        re.findall(r"<style>(.*?)</style>", page, re.DOTALL)
    )


@pytest.mark.parametrize(
    ("selector", "expected"),
    [
        ("l", "a b"),
        ("*|l, hi", "a b -"),
        ("lg > l:first-child", "a"),
        ("lg l:last-child", "b"),
        ("l + l", "b"),
        ("lg ~ q", "c"),
        ("q q", "d"),
        ("body > lg + q > q:only-child", "d"),
        ("#g > *", "a b"),
        ("[rend~=big]", "b -"),
        ("l[n='2'], l[n=\"1\"]", "a b"),
        ("[xml|lang|='la']", "d"),
        ("hi:empty", "-"),
        ("l::before", "a b"),
        ("l:hover", ""),
        ("l:not([n])", ""),
        ("l::before hi", ""),
        ("l >", ""),
        ("> l", ""),
        ("l\\6c", ""),
        ("", ""),
    ],
)
def test_selectors_mean_what_css_says(selector: str, expected: str) -> None:
    root = document(BODY).root.find(f".//{{{TEI}}}body")
    selectors = read_selectors(selector)
    found = [one for one in root.iter(etree.Element) if any(each.means(one) for each in selectors)]
    assert " ".join(one.text or "-" for one in found) == expected


def test_a_selector_gives_a_look_and_what_an_element_says_itself_comes_last() -> None:
    text, _ = made(
        "<rendition selector='l'>color: red; position: fixed</rendition><rendition xml:id='r'>color: green</rendition>",
        "<lg><l>a</l><l rendition='#r' style='color: blue'>b</l></lg>",
    )
    assert [one.get("style") for one in text.xpath(".//*[@class='l']")] == [
        "color: red",
        "color: red; color: green; color: blue",
    ]


def test_parts_of_elements_get_rules_by_scope_and_by_selector() -> None:
    text, rules = made(
        "<rendition xml:id='r' scope='first-letter'>font-size: 3em; background: url(x)</rendition>"
        "<rendition selector='l::before'>content: '§ '; color: red</rendition>"
        "<rendition selector='l' scope='after'>content: url(x); color: green</rendition>",
        "<p rendition='#r'>a</p><lg><l>b</l></lg>",
    )
    classes = {one.get("class") for one in text.iter() if "rendition" in (one.get("class") or "")}
    assert classes == {"p rendition-1-first-letter", "l rendition-2-before rendition-3-after"}
    assert "main .rendition-1-first-letter::first-letter{font-size: 3em}" in rules
    assert "main .rendition-2-before::before{color: red;content: '§ '}" in rules
    assert "main .rendition-3-after::after{color: green}" in rules


@pytest.mark.parametrize("content", ["'</style><script>'", "'a' attr(x)", "'\\27'", "url('x')", "'a}b{'", "counter(x)"])
def test_what_stands_before_an_element_is_a_plain_string_or_nothing(content: str) -> None:
    written = content.replace("<", "&lt;").replace(">", "&gt;")
    _, rules = made(f"<rendition selector='l::before'>content: {written}</rendition>")
    assert "rendition-1" not in rules
