"""Schematron: places, words and severity of what is found, and what is said of a schema that is wrong."""

from __future__ import annotations

import pytest

from teiedit import codes
from teiedit.diagnostics import Severity
from teiedit.document import read_xml
from teiedit.errors import SchemaError
from teiedit.schematron import load_schematron
from teiedit.validation import ValidationOptions, validate_paths

SCH = 'xmlns="http://purl.oclc.org/dsdl/schematron"'
TEI = 'xmlns="http://www.tei-c.org/ns/1.0"'
NS = '<ns prefix="t" uri="http://www.tei-c.org/ns/1.0"/>'
LETTER = f"""<!DOCTYPE TEI [<!ENTITY who "Anna">]>
<!-- before -->
<TEI {TEI}>
  <text>
    <p>Dear <persName>&who;</persName>,</p>
    <p>I saw <persName
      ref="#boris" type="">Boris</persName>. <note n="2"/><note n="1"/></p>
  </text>
</TEI>
"""


def schema(folder, rules, binding="xslt3", name="rules.sch"):
    path = folder / name
    path.write_text(f'<schema {SCH} queryBinding="{binding}">{NS}\n{rules}\n</schema>', encoding="utf-8")
    return path


def found(folder, rules, text=LETTER, **options):
    """Return line, column and message of each finding."""
    document = folder / "letter.xml"
    document.write_text(text, encoding="utf-8")
    book = load_schematron(schema(folder, rules, **options))
    return [(one.location.line, one.location.column, one.message) for one in book.check(read_xml(document).document)]


def test_a_finding_has_the_place_and_the_words_of_its_context(tmp_path):
    rules = (
        '<pattern><rule context="t:persName"><assert test="@ref">The name\n <value-of select="."/>'
        ' in <name path="name(..)"/>'
        ' (<name/>) has <emph>no</emph> reference.</assert></rule><rule context="t:persName/@type">'
        "<report test=\". = ''\">An empty type.</report></rule></pattern>"
    )
    assert found(tmp_path, rules) == [
        (5, 13, "The name Anna in p (persName) has no reference"),
        (7, 20, "An empty type"),
    ]


def test_the_subject_of_a_rule_is_where_it_is_told(tmp_path):
    rules = (
        '<pattern><rule context="t:text" subject="t:p[2]/t:persName/@ref">'
        '<report test="1">here</report></rule></pattern>'
    )
    assert found(tmp_path, rules) == [(7, 7, "here")]


def test_of_a_pattern_the_first_rule_that_fits_speaks(tmp_path):
    rules = (
        '<pattern><rule context="t:persName | t:note"><report test="@n = 1">first</report></rule>'
        '<rule context="t:note"><report test="1">never</report></rule></pattern>'
        '<pattern><rule context="t:note[@n]"><report test="@n = 2">second</report></rule></pattern>'
    )
    assert [one[2] for one in found(tmp_path, rules)] == ["second", "first"]


def test_text_comments_and_the_whole_document_are_contexts(tmp_path):
    rules = (
        '<pattern><rule context="/"><report test="comment()">has a comment</report></rule>'
        '<rule context="text()[contains(., \'saw\')]"><report test="1">saw</report></rule>'
        '<rule context="comment()"><report test="1">a comment</report></rule></pattern>'
    )
    assert [one[2] for one in found(tmp_path, rules)] == ["has a comment", "a comment", "saw"]


@pytest.mark.parametrize(
    ("role", "severity"), [("warning", Severity.WARNING), ("INFO", Severity.INFO), ("error", Severity.ERROR), ("x", 3)]
)
def test_the_role_is_the_severity(tmp_path, role, severity):
    rules = f'<pattern><rule context="/*"><report role="{role}" test="1">r</report></rule></pattern>'
    (tmp_path / "a.xml").write_text("<a/>")
    book = load_schematron(schema(tmp_path, rules))
    assert [one.severity for one in book.check(read_xml(tmp_path / "a.xml").document)] == [severity]


def test_diagnostics_are_the_hint(tmp_path):
    rules = (
        '<pattern><rule context="/*"><report test="1" diagnostics="d">r</report></rule></pattern>'
        '<diagnostics><diagnostic id="d">Write <value-of select="name()"/>s.</diagnostic></diagnostics>'
    )
    (tmp_path / "a.xml").write_text("<a/>")
    (one,) = load_schematron(schema(tmp_path, rules)).check(read_xml(tmp_path / "a.xml").document)
    assert one.hint == "Write as."


def test_abstract_patterns_are_filled_in(tmp_path):
    rules = (
        '<pattern abstract="true" id="needs"><rule context="$who">'
        '<assert test="@$what">no $what</assert></rule></pattern>'
        '<pattern is-a="needs"><param name="who" value="t:persName"/><param name="what" value="ref"/></pattern>'
    )
    assert found(tmp_path, rules) == [(5, 13, "no $what")]


def test_phases_choose_patterns(tmp_path):
    rules = (
        '<phase id="draft"><active pattern="b"/></phase>'
        '<pattern id="a"><rule context="/*"><report test="1">a</report></rule></pattern>'
        '<pattern id="b"><rule context="/*"><report test="1">b</report></rule></pattern>'
    )
    (tmp_path / "a.xml").write_text("<a/>")
    document = read_xml(tmp_path / "a.xml").document
    path = schema(tmp_path, rules)

    def said(phase):
        return [one.message for one in load_schematron(path, phase).check(document)]

    assert (said(None), said("draft"), said("#ALL")) == (["a", "b"], ["b"], ["a", "b"])
    with pytest.raises(SchemaError, match="no phase final"):
        load_schematron(path, "final")


@pytest.mark.parametrize(
    ("rules", "line", "said"),
    [
        ('<pattern>\n<rule context="a"><assert test="foo("/></rule></pattern>', 3, "foo()"),
        ('<pattern>\n\n<rule context="x:a"><assert test="1"/></rule></pattern>', 4, "x"),
        ('<pattern><rule context="a">\n<assert test="$nothing"/></rule></pattern>', 3, "nothing"),
        ('<pattern>\n<rule><assert test="1"/></rule></pattern>', 3, "<rule> has no @context"),
        ('<pattern is-a="p"/>', 2, "there is no abstract pattern p"),
        ('<pattern>\n<rule context="a"><extends rule="r"/></rule></pattern>', 3, "there is no abstract rule r"),
        ('\n<include href="absent.sch"/>', 3, "the file absent.sch does not exist"),
        ('<include href="rules.sch"/>', 2, "rules.sch includes itself"),
        ('<let name="a" value="1"/>\n<let name="a" value="1"/>', 3, "the variable a is defined twice"),
    ],
)
def test_a_mistake_of_the_schema_has_its_place(tmp_path, rules, line, said):
    (tmp_path / "a.xml").write_text("<a/>")
    with pytest.raises(SchemaError) as refused:
        list(load_schematron(schema(tmp_path, rules)).check(read_xml(tmp_path / "a.xml").document))
    (one,) = refused.value.report
    assert (one.location.path, one.location.line) == (tmp_path / "rules.sch", line)
    assert said in one.message
    assert "teiedit" not in one.message


def test_a_rule_that_never_fires_is_told_in_the_schema(tmp_path):
    rule = '\n<rule context="a"><assert test="1"/></rule>'
    rules = f"<pattern>{rule}{rule}</pattern>"
    (one,) = load_schematron(schema(tmp_path, rules)).findings
    assert (one.code.id, one.location.line) == ("TE602", 4)
    assert "line 3" in one.message


@pytest.mark.parametrize(
    "expression", ["doc('secret.xml')", "unparsed-text('secret.txt')", "document('secret.xml')", "doc('http://h/')"]
)
def test_rules_read_no_files_and_the_others_are_held(tmp_path, expression):
    (tmp_path / "secret.xml").write_text("<s>secret</s>")
    (tmp_path / "secret.txt").write_text("secret")
    rules = (
        f'<pattern><rule context="/*">\n<report test="1"><value-of select="{expression}"/></report>\n'
        '<report test="1">another</report></rule></pattern>'
    )
    (tmp_path / "a.xml").write_text("<a/>")
    told = list(load_schematron(schema(tmp_path, rules)).check(read_xml(tmp_path / "a.xml").document))
    assert [(one.code.id, one.location.path.name, one.location.line) for one in told] == [
        ("TE601", "a.xml", 1),
        ("TE604", "rules.sch", 3),
    ]


def test_usual_prefixes_need_no_declaration(tmp_path):
    rules = '<pattern><rule context="tei:note"><assert test="xs:integer(@n) gt 1">one</assert></rule></pattern>'
    assert found(tmp_path, rules) == [(7, 59, "one")]


def test_rules_write_no_files(tmp_path):
    rules = (
        '<pattern><rule context="/*"><report test="1"><xsl:result-document xmlns:xsl="http://www.w3.org/1999/XSL/Transform"'
        ' href="out.xml"><a/></xsl:result-document></report></rule></pattern>'
    )
    with pytest.raises(SchemaError):
        found(tmp_path, rules, "<a/>")
    assert not list(tmp_path.glob("out*"))


def test_rules_within_relax_ng_are_held_too(tmp_path):
    (tmp_path / "a.rng").write_text(
        '<grammar xmlns="http://relaxng.org/ns/structure/1.0" xmlns:s="http://purl.oclc.org/dsdl/schematron"><start>'
        '<element name="TEI" ns="http://www.tei-c.org/ns/1.0"><s:ns prefix="t" uri="http://www.tei-c.org/ns/1.0"/>'
        '<s:pattern><s:rule context="t:TEI"><s:assert test="@n">TEI has no number.</s:assert></s:rule></s:pattern>'
        '<optional><attribute name="n"/></optional><text/></element></start></grammar>'
    )
    (tmp_path / "a.xml").write_text(f"<TEI {TEI}/>")
    (tmp_path / "b.xml").write_text(f'<TEI {TEI} n="1"/>')
    options = ValidationOptions(schema=str(tmp_path / "a.rng"))
    report = validate_paths([tmp_path / "a.xml", tmp_path / "b.xml"], options=options)
    told = [(one.code, one.location.path.name, one.message) for one in report if one.code.id > "TE6"]
    assert told == [(codes.RULE_BROKEN, "a.xml", "TEI has no number")]


def test_what_the_processor_refuses_is_told(tmp_path):
    # A name that is one by the fifth edition of XML 1.0 and by none before it.
    rules = '<pattern><rule context="/*"><report test="1">r</report></rule></pattern>'
    (tmp_path / "a.xml").write_text('<a><b \u0270\u037f="1"/></a>', encoding="utf-8")
    read = read_xml(tmp_path / "a.xml").document
    if read is None:
        pytest.skip("the parser refuses the name itself")
    told = list(load_schematron(schema(tmp_path, rules)).check(read))
    assert [one.code.id for one in told] in (["TE603"], ["TE601"])
