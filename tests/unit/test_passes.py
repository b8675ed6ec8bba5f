"""What the passes add to a document, and that they add nothing else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from teiedit.namespaces import ANNOTATION, TEI, XML_BASE, tei
from teiedit.note_series import DEFAULT_SERIES
from teiedit.publish.passes import annotated_tree
from unit.making import document

NS = {"t": TEI, "te": ANNOTATION}


def result(body: str, *, more: str = "") -> etree._Element:
    """The document after all passes, as lxml has it."""
    return annotated_tree(document(body, more=more), None, DEFAULT_SERIES, [])


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


def test_what_changes_elsewhere_moves_no_anchor() -> None:
    body = "<div><p>a</p></div><div><p>b</p><p xml:id='mine'>c</p><p>d <persName>e</persName></p></div>"
    longer = body.replace("<p>a</p>", "<p>new</p><p>a <persName>x</persName></p>")
    more = "<profileDesc><abstract><p>x</p></abstract></profileDesc>"
    kept = noted(result(body), "p", "anchor")[-3:]
    assert kept == ["div-2-p-1", "mine", "div-2-p-2"]
    assert noted(result(longer, more=more), "p", "anchor")[-3:] == kept
    assert noted(result(longer), "persName", "anchor")[-1:] == ["div-2-p-2-persName-1"]


def test_anchors_take_the_numbers_of_the_source() -> None:
    body = "<div type='act' n='1'><div type='scene'><pb n='12'/><lb n='3'/><lg><l n='7'>a</l><l>b</l></lg></div></div>"
    root = result(body)
    assert noted(root, "div", "anchor") == ["act.1", "act.1-scene-1"]
    assert noted(root, "l", "anchor") == ["act.1-scene-1-l.7", "act.1-scene-1-l-1"]
    assert noted(root, "pb", "anchor") + noted(root, "lb", "anchor") == ["pb.12", "pb.12-lb.3"]


def test_an_anchor_that_an_identifier_has_taken_gives_way() -> None:
    anchors = noted(result("<p>a</p><p xml:id='p-1'>b</p>"), "p", "anchor")[-2:]
    assert anchors == ["p-1~2", "p-1"]


def test_no_two_anchors_are_alike() -> None:
    root = result("<p n='1'>a</p><p n='1'>b</p><p n='1'>c</p><div n='x y'><p/></div><div n='x-y'><p/></div>")
    found = [one.get(f"{{{ANNOTATION}}}anchor") for one in root.iter(etree.Element)]
    assert len([one for one in found if one]) == len({one for one in found if one})


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
    after = annotated_tree(source, None, DEFAULT_SERIES, [])
    for element in after.iter(etree.Element):
        for name in list(element.attrib):
            if str(name).startswith(f"{{{ANNOTATION}}}") or name == XML_BASE:
                del element.attrib[name]
    for call in list(after.iter(f"{{{ANNOTATION}}}*")):
        parent = call.getparent()
        assert parent is not None
        before = call.getprevious()
        # Text with signs stands in an element of its own.
        words = (call.text or "") + (call.tail or "")
        if before is None:
            parent.text = (parent.text or "") + words or None
        else:
            before.tail = (before.tail or "") + words or None
        parent.remove(call)
    etree.cleanup_namespaces(after)
    assert etree.tostring(after, method="c14n") == etree.tostring(source.root, method="c14n")
