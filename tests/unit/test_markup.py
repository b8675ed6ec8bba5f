"""Markup that is broken: each mistake once, where it was made. The larger cases are in tests/broken."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from teiedit.document.markup import find_mistakes
from teiedit.document.positions import SourceText


def mistakes(text):
    source = SourceText(Path("a.xml"), text.encode())
    return [(one.offset, one.message) for one in find_mistakes(source)]


@pytest.mark.parametrize(
    "text",
    [
        "<a/>",
        "<?xml version='1.0'?>\n<!-- b --><a c='d' e=\"'\"> &lt; &#x41; &#65; ]] > </a>\n<!-- f -->\n",
        "<a><![CDATA[ <b> & ]]></a>",
        "<!DOCTYPE a [<!ENTITY b 'c'><!-- ]> --><!ELEMENT a ANY>]><a>&b;</a>",
        "<!DOCTYPE a SYSTEM 'b.dtd'><a/>",
        "<a:b xmlns:a='c' a:d='e'><a:f/></a:b>",
        "<a b='>'/>",
        "<é ñ='ü'/>",
        "<a xml:id='b'/>",
        "<a\n b = 'c'\n/>",
    ],
)
def test_nothing_to_find(text):
    assert mistakes(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<a><b></a>", [(3, "<b> is not closed before </a> on line 1")]),
        ("<a><b></c></a>", [(6, "</c> stands where <b> should be closed")]),
        ("<a></b></a>", [(3, "</b> closes nothing that is open")]),
        ("<a><b><c></b></c></a>", [(6, "<c> begins inside an element that ends before it does")]),
        ("<a></a></a>", [(7, "</a> closes nothing that is open")]),
        ("<a><b>", [(6, "the file ends while <a>, <b> are open")]),
        ("<a>", [(3, "the file ends while <a> is open")]),
        ("<a></></a>", [(3, "an end tag has no name")]),
        ("<a><b></b</a>", [(6, "the end tag </b is not closed")]),
        ("<a><b <c/></b></a>", [(3, "the tag <b> is not closed")]),
        ("<a b='c'd='e'/>", [(8, "no space stands before the attribute d")]),
        ("<a b='c' b='d'/>", [(9, "the attribute b is given twice")]),
        ("<a b='c<d'/>", [(7, "the value of b holds a <")]),
        ("<a b='&c'/>", [(6, "a bare & stands in the text")]),
        ("<a 'b'/>", [(3, "a stray ' stands in the tag <a>")]),
        ("<a b=c/>", [(5, "the value of b is not in quotation marks")]),
        ("<a>&copy</a>", [(3, "the reference &copy lacks its semicolon")]),
        ("<a>&nbsp;</a>", [(3, "the entity &nbsp; is not defined in this file")]),
        ("<a><b:c/><b:d/></a>", [(4, "the prefix b is not declared")]),
        ("<a><!-- -- --></a>", [(8, "a comment holds two hyphens in a row")]),
        ("<a><!-- ---></a>", [(8, "a comment holds two hyphens in a row")]),
        ("<a/>b", [(4, "words stand after the end of the root element")]),
        ("<a/><b/>", [(4, "<b> stands after the end of the root element")]),
        ("<!-- a -->", [(10, "the file has no element")]),
        (
            "<!DOCTYPE a [<!ENTITY b 'c'><a/>",
            [(0, "the DOCTYPE is not closed, or something in it is not a declaration")],
        ),
    ],
)
def test_one_mistake(text, expected):
    assert mistakes(text) == expected


@given(st.text(alphabet="<>/ab=\"'& !-[]?;#x\n", max_size=60))
def test_it_always_ends_and_points_into_the_text(text):
    for offset, message in mistakes(text):
        assert 0 <= offset <= len(text)
        assert message


def test_tag_soup_takes_no_more_than_linear_time():
    # Thousands of elements that are never closed: each end tag is held against a few of them.
    assert len(mistakes("<a>" + "<p>x</b>" * 3000 + "</a>")) > 1000


@pytest.mark.parametrize(
    "doctype",
    [
        "<!DOCTYPE a>",
        '<!DOCTYPE a SYSTEM "[b>">',
        '<!DOCTYPE a PUBLIC \'-//B//"\' "c>" [ ] \n>',
        '<!DOCTYPE a [<!-- it\'s ]> " --><!ENTITY b "]>"><?c \' ]> ?><!ELEMENT a (#PCDATA)> %d; ]>',
    ],
)
def test_end_of_a_doctype(doctype):
    data = f"{doctype}<a>&</a>".encode()
    (mistake,) = find_mistakes(SourceText(Path("a.xml"), data))
    assert (mistake.offset, mistake.message) == (len(doctype) + 3, "a bare & stands in the text")


@pytest.mark.parametrize(
    "doctype", ["<!DOCTYPE a 'b", "<!DOCTYPE a [<!-- b ]>", '<!DOCTYPE a [<!ENTITY b "]>', "<!DOCTYPE a [<b>]>"]
)
def test_doctype_without_end(doctype):
    (mistake,) = find_mistakes(SourceText(Path("a.xml"), f"{doctype}<a/>".encode()))
    assert (mistake.offset, mistake.message[:25]) == (0, "the DOCTYPE is not closed")


@pytest.mark.parametrize(
    ("name", "hint"), [("eacute", "Write é itself."), ("nbsp", "Write &#xA0;."), ("mine", "Write the character itself")]
)
def test_an_undefined_entity_is_told_in_what_can_be_seen(name, hint):
    (mistake,) = find_mistakes(SourceText(Path("a.xml"), f"<a>&{name};</a>".encode()))
    assert mistake.hint.startswith(hint)
