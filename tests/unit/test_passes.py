"""What the passes add to a document, and that they add nothing else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from teiedit import transform
from teiedit.namespaces import ANNOTATION, TEI, XML_BASE, tei
from unit.making import annotated, document

NS = {"t": TEI, "te": ANNOTATION}


def result(body: str, *, more: str = "") -> etree._Element:
    """The document after all passes, as lxml has it."""
    node, _ = annotated(document(body, more=more))
    return etree.fromstring(transform.serialise(node))


def noted(root: etree._Element, name: str, attribute: str) -> list[str | None]:
    return [one.get(f"{{{ANNOTATION}}}{attribute}") for one in root.iter(tei(name))]


@pytest.mark.parametrize(
    ("tei_text", "name", "view", "signs"),
    [
        ("<choice><sic>a</sic><corr>b</corr></choice>", "sic", "source", "⌜⌝"),
        ("<choice><sic>a</sic><corr>b</corr></choice>", "corr", "reading", ""),
        ("<choice><abbr>a</abbr><expan>b</expan></choice>", "abbr", "source", ""),
        ("<abbr>a</abbr>", "abbr", None, ""),
        ("<sic>a</sic>", "sic", None, "⌜⌝"),
        ("<surplus>a</surplus>", "surplus", "source", "{}"),
        ("<supplied>a</supplied>", "supplied", None, "⟨⟩"),
        ("<supplied reason='lost'>a</supplied>", "supplied", None, "[]"),
        ("<supplied reason='omitted'>a</supplied>", "supplied", None, "⟨⟩"),
        ("<del>a</del>", "del", "source", "⟦⟧"),
        ("<expan>a<ex>b</ex></expan>", "ex", None, "()"),
    ],
)
def test_readings_are_chosen_and_signed(tei_text: str, name: str, view: str | None, signs: str) -> None:
    root = result(f"<p>{tei_text}</p>")
    assert noted(root, name, "view") == [view]
    assert "".join(noted(root, name, "open")[0] or "") + "".join(noted(root, name, "close")[0] or "") == signs


def test_anchors_are_counted_by_kind_and_the_header_moves_none_of_them() -> None:
    body = "<p>a</p><p xml:id='mine'>b</p><div><p>c</p></div>"
    short = noted(result(body), "p", "anchor")[-3:]
    longer = noted(result(body, more="<profileDesc><abstract><p>x</p></abstract></profileDesc>"), "p", "anchor")[-3:]
    assert short == longer == ["p-1", "mine", "p-3"]


def test_an_anchor_that_an_identifier_has_taken_gives_way() -> None:
    anchors = noted(result("<p>a</p><p xml:id='p-1'>b</p>"), "p", "anchor")[-2:]
    assert anchors == ["p-1.", "p-1"]


def test_responsibility_is_said_as_the_header_has_it() -> None:
    assert noted(result("<p>x<note type='editor' resp='#ed'>y</note></p>"), "note", "by") == ["Editor"]


def test_notes_of_registers_and_sources_are_not_called() -> None:
    more = "<profileDesc><abstract><p>x<note type='editor'>y</note></p></abstract></profileDesc>"
    body = "<p>x<note type='editor'>y</note><bibl>z<note type='gloss'>w</note></bibl></p>"
    assert noted(result(body, more=more), "note", "label") == ["1", "2", None]


INLINE = st.deferred(
    lambda: st.one_of(
        st.sampled_from(["word ", "<lb/>", "<gap reason='lost'/>", "<!-- aside -->"]),
        st.tuples(
            st.sampled_from(["hi", "persName", "supplied", "del", "surplus", "unclear", "note", "seg"]),
            st.lists(INLINE, max_size=3),
        ).map(lambda made: f"<{made[0]}>{''.join(made[1])}</{made[0]}>"),
        st.tuples(st.lists(INLINE, max_size=2), st.lists(INLINE, max_size=2)).map(
            lambda made: f"<choice><sic>{''.join(made[0])}</sic><corr>{''.join(made[1])}</corr></choice>"
        ),
    )
)


@given(st.lists(INLINE, max_size=6).map("".join))
def test_passes_add_attributes_and_nothing_else(body: str) -> None:
    source = document(f"<p>{body}</p>")
    node, _ = annotated(source)
    after = etree.fromstring(transform.serialise(node))
    for element in after.iter(etree.Element):
        for name in list(element.attrib):
            if str(name).startswith(f"{{{ANNOTATION}}}") or name == XML_BASE:
                del element.attrib[name]
    etree.cleanup_namespaces(after)
    assert etree.tostring(after, method="c14n") == etree.tostring(source.root, method="c14n")
