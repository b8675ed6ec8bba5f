"""Schemas in the compact syntax: what they are read as, and what is said where they are wrong."""

from __future__ import annotations

import itertools
import sys
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from lxml import etree

from teiedit.relaxng.reading.compact import CompactSource, parse_compact, read_compact
from teiedit.relaxng.reading.syntax import Node, SyntaxFault

PATH = Path("/schemas/letters.rnc")
XSD = "http://www.w3.org/2001/XMLSchema-datatypes"
ANNOTATIONS = 'namespace a = "http://relaxng.org/ns/compatibility/annotations/1.0"\n'


def read(text: str) -> Node:
    return parse_compact(CompactSource(PATH, text))


def fault_of(text: str | bytes) -> SyntaxFault:
    with pytest.raises(SyntaxFault) as caught:
        parse_compact(read_compact(PATH, text if isinstance(text, bytes) else text.encode()))
    return caught.value


def place_of(fault: SyntaxFault) -> tuple[int, int]:
    return tuple(fault.source.place(fault.mark))


def outline(node: Node) -> str:
    """Return kinds, names and texts in one line."""
    said = "".join(f" {value}" for value in node.attributes.values()) + (f" {node.text!r}" if node.text else "")
    inner = f"({', '.join(map(outline, node.children))})" if node.children else ""
    return f"{node.kind}{said}{inner}"


def every(node: Node, kind: str) -> list[Node]:
    return [*([node] if node.kind == kind else []), *(found for child in node.children for found in every(child, kind))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("text", "text"),
        ("element p { text }", "element p(text)"),
        ("element p { a, b? }", "element p(ref a, optional(ref b))"),
        ("attribute n { a, b }", "attribute n(group(ref a, ref b))"),
        ("a | b | c", "choice(ref a, ref b, ref c)"),
        ("(a, b)* & c+", "interleave(zeroOrMore(group(ref a, ref b)), oneOrMore(ref c))"),
        ("((a))", "ref a"),
        ("mixed { list { a } }", "mixed(list(ref a))"),
        ("element * - (p | q) { text }", "element(anyName(except(choice(name 'p', name 'q'))), text)"),
        ("element p | q { text }", "element(choice(name 'p', name 'q'), text)"),
        ("element xml:* - xml:id { text }", "element(nsName(except(name 'id')), text)"),
        ("element element { text }", "element element(text)"),
        (r"\element", "ref element"),
        ("parent a", "parentRef a"),
        ('external "b.rnc"', "externalRef b.rnc"),
        ("grammar { start = a }", "grammar(start(ref a))"),
        ('"a" ~ \'b\' ~ """c"d"""', "value 'abc\"d'"),
        ('string "a"', "value string 'a'"),
        ("start |= a b &= c", "grammar(start choice(ref a), define b interleave(ref c))"),
        ('include "b.rnc" { div { start = a } }', "grammar(include b.rnc(div(start(ref a))))"),
        (
            'xsd:int { minInclusive = "1" pattern = "." } - ("2" | "3")',
            "data int(param minInclusive '1', param pattern '.', except(choice(value '2', value '3')))",
        ),
        (r"\x{65}lement \xx{70} { text } # \x{7D}", "element p(text)"),
        ('"\\x{A}\\x{D}"', "value '\\n\\r'"),
        ("# nothing", "grammar"),
    ],
)
def test_reads_as(text: str, expected: str) -> None:
    assert outline(read(text)) == expected


class TestNamespaces:
    def test_names_without_a_prefix_are_in_the_default_one_if_they_are_of_elements(self) -> None:
        root = read('default namespace = "urn:d"\nelement p { attribute n { text } }')
        assert (root.ns, root.children[0].ns) == ("urn:d", "")

    def test_what_nothing_is_said_of_is_left_to_the_including_file(self) -> None:
        root = read(
            'namespace i = inherit\ndefault namespace = "urn:d"\nelement i:p { element q { attribute i:n { text } } }'
        )
        inner, attribute = root.children[0], root.children[0].children[0]
        assert (root.attributes["name"], root.ns) == ("p", None)
        assert inner.ns == "urn:d"
        # The attribute `name` would put it into no namespace.
        assert (outline(attribute), attribute.children[0].ns) == ("attribute(name 'n', text)", None)
        assert read("element p { text }").ns is None

    def test_a_file_inherits_the_default_one_or_that_which_is_named(self) -> None:
        head = 'default namespace = "urn:d"\nnamespace x = "urn:x"\nnamespace i = inherit\n'
        assert read(f'{head}external "b"').ns == "urn:d"
        assert read(f'{head}external "b" inherit = x').ns == "urn:x"
        assert read(f'{head}include "b" inherit = i').children[0].ns is None

    def test_prefixes_are_known_to_values(self) -> None:
        value = read('namespace x = "urn:x"\nnamespace i = inherit\nxsd:QName "x:p"')
        assert value.datatype_library == XSD
        assert value.namespaces == {"x": "urn:x", "xml": "http://www.w3.org/XML/1998/namespace"}

    def test_names_of_built_in_datatypes_are_of_no_library(self) -> None:
        assert {node.datatype_library for node in read('token | string "a" | "b"').children} == {""}


class TestDocumentation:
    def test_lines_are_one_and_a_blank_line_begins_another(self) -> None:
        assert read("## A letter\n  ##   or a card.\n\n## Sent.\n# not this\nelement p { text }").documentation == (
            "A letter or a card.",
            "Sent.",
        )

    @pytest.mark.parametrize(
        ("text", "kind"),
        [
            ("## D\nstart = a", "start"),
            ("## D\nb = a", "define"),
            ('## D\ninclude "b"', "include"),
            ("start = a | ## D\n b", "ref"),
            ('start = "a" | ## D\n "b"', "value"),
            ('start = "a" >> a:documentation [ "D" ]', "value"),
            ('start = [ a:documentation [ "D" ] ] attribute b { text }', "attribute"),
            ("start = element ## D\n p { text }", "element"),
            ("start = ## D\n (a | b)", "choice"),
            ('a:documentation [ "D" ] start = b', "grammar"),
            ('start = element p { a, b >> a:documentation [ "D" ] }', "element"),
        ],
    )
    def test_belongs_to(self, text: str, kind: str) -> None:
        root = read(ANNOTATIONS + text)
        documented = [node for one in NODES for node in every(root, one) if node.documentation]
        assert [(node.kind, node.documentation) for node in documented] == [(kind, ("D",))]

    def test_other_annotations_are_dropped(self) -> None:
        text = 'namespace x = "urn:x"\n[ x:a = "1" x:b [ c = "2" "d" x:e [ ] ] ] element p { text >> x:f [ "g" ] }'
        assert outline(read(text)) == "element p(text)"


NODES = ("grammar", "start", "define", "include", "element", "attribute", "choice", "group", "ref", "value", "text")


@pytest.mark.parametrize(
    ("text", "place", "message", "hint"),
    [
        ("element a {\n  text\n", (1, 1), "the element that begins here is not closed by }", ""),
        ("\nelement a {\n text )", (3, 7), "expected } to close the element that began on line 2, found )", ""),
        ("(a | b", (1, 1), "the parenthesis that begins here is not closed by )", ""),
        (
            "element p { tei:q }",
            (1, 13),
            "there is no datatype prefix tei",
            'Declare it at the head of the schema with datatypes tei = "…".',
        ),
        (
            "element tei:p { text }",
            (1, 9),
            "there is no prefix tei",
            'Declare it at the head of the schema with namespace tei = "http://www.tei-c.org/ns/1.0".',
        ),
        ("a, b | c", (1, 6), ", and | stand together without parentheses", "Write (a, b) | c, or a, (b | c)."),
        (
            'string - "a" | b',
            (1, 14),
            "- and | stand together without parentheses",
            'Write string - ("a" | "b"), or (string - "a") | b.',
        ),
        (
            "start = elemnt p { text }",
            (1, 16),
            "expected , or | or & between two patterns, found p",
            "Did you mean element by elemnt?",
        ),
        (
            "element p { a b }",
            (1, 15),
            "expected , or | or & between two patterns, found b",
            "Or the element lacks its }.",
        ),
        ("element p { }", (1, 13), "expected a pattern, found }", "Write empty where nothing is to stand."),
        (
            'a = "x\n"',
            (1, 5),
            'the text that begins here with " has no end',
            'Close it with ", or write """ on both sides of several lines.',
        ),
        (
            r'"\x{110000}"',
            (1, 2),
            r"there is no character \x{110000}",
            "It must be the number of a character that XML allows.",
        ),
        (
            "list = a",
            (1, 1),
            "list is a keyword and cannot be defined",
            r"Write \list to define a pattern of that name.",
        ),
        (
            'start = a\nnamespace b = "c"',
            (2, 1),
            "namespace stands after a definition",
            "Move the declaration to the head of the schema.",
        ),
        ("start = a\n## end", (2, 1), "nothing follows that this documents", "Begin a plain comment with one #."),
        (
            "<grammar/>",
            (1, 1),
            "this is XML and not the compact syntax",
            "A schema in the XML syntax has the ending .rng.",
        ),
        (
            'namespace a = "b"\nnamespace a = "b"',
            (2, 11),
            "namespace a is declared a second time",
            "It was declared on line 1: remove one of the two.",
        ),
    ],
)
def test_says_what_is_wrong_and_where(text: str, place: tuple[int, int], message: str, hint: str) -> None:
    fault = fault_of(text)
    assert (place_of(fault), fault.message, fault.hint) == (place, message, hint)


class TestFiles:
    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
    @pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
    def test_encodings_and_line_ends(self, encoding: str, end: str) -> None:
        text = f"# é𝕏{end}start = \\x{{61}}{end}𝕏 = !"
        fault = fault_of(text.encode(encoding))
        assert (place_of(fault), fault.message) == ((3, 5), '"!" has no meaning here')

    @pytest.mark.parametrize(
        ("data", "place", "message"),
        [
            (b"start =\r\n\xff", (2, 1), "the schema is not UTF-8"),
            (b"\xff\xfea", (1, 1), "the schema is not UTF-16"),
            (b"a\n\0", (2, 1), "the character U+0000 is not allowed in a schema"),
            ("a \ufffe".encode(), (1, 3), "the character U+FFFE is not allowed in a schema"),
        ],
    )
    def test_bytes_that_are_no_text(self, data: bytes, place: tuple[int, int], message: str) -> None:
        fault = fault_of(data)
        assert (place_of(fault), fault.message) == (place, message)

    def test_escapes_do_not_move_what_follows_them(self) -> None:
        assert place_of(fault_of(r'"\x{41}\x{1F600}" | \x{42} }')) == (1, 28)

    def test_an_address_and_a_name_have_places_of_their_own(self) -> None:
        root = read('start = external # here\n  "b.rnc" | element p { text } | parent q')
        file, element, parent = root.children[0].children[0].children
        places = [
            root.source.place(root.source.attribute_mark(node.mark, name))
            for node, name in ((file, "href"), (element, "name"), (parent, "name"), (parent, "type"))
        ]
        assert places == [(2, 3), (2, 21), (2, 41), (2, 34)]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("(", ")"),
        ("element a { ", " }"),
        ("grammar { start = ", " }"),
        ("element ", " { a }"),
        ("( a* | ", ")*"),
        ("div { ", " }"),
        ("string - (", ")"),
    ],
)
@pytest.mark.parametrize("levels", [600, 100_000])
def test_depth_is_bounded(before: str, after: str, levels: int) -> None:
    opening = "(" if before.startswith("element ") and "{" not in before else ""
    text = (
        before * levels + "a" + after * levels if not opening else f"element {'(' * levels}a{')' * levels} {{ text }}"
    )
    assert "nested deeper than 500 levels" in fault_of(text).message


def test_what_is_not_as_deep_is_read() -> None:
    assert read("(" * 400 + "a" + ")" * 400).kind == "ref"
    assert len(every(read("element a { " * 400 + "b" + " }" * 400), "element")) == 400


def test_annotations_are_bounded_too() -> None:
    fault = fault_of("x " + "[ x " * 100_000)
    assert fault.message == "annotations are nested deeper than 500 levels"


@pytest.mark.parametrize(
    "unit",
    [
        "a | ",
        "# c\n",
        "## d\n",
        "\\x{20}",
        '"a" ~ ',
        '"""a" ',
        "\\",
        "'",
        "x:",
        "a = b ",
        "\\xxxxxxxx",
        "#",
        " ",
        '"',
        "a* ",
    ],
)
def test_work_grows_with_length_alone(unit: str) -> None:
    def calls(times: int) -> int:
        counted = itertools.count()
        sys.setprofile(lambda _frame, _event, _argument: next(counted))
        try:
            parse_compact(CompactSource(PATH, unit * times))
        except SyntaxFault:
            pass
        finally:
            sys.setprofile(None)
        return next(counted)

    assert calls(8_000) < 16 * calls(500) * 1.1


SCRAPS = st.sampled_from(
    [
        *(
            "element ",
            "attribute ",
            "*",
            "x:*",
            "x:a ",
            "xsd:int ",
            "{",
            "}",
            "(",
            ")",
            "[",
            "]",
            ",",
            "|",
            "&",
            "?",
            "+",
        ),
        *(
            "-",
            "~",
            "=",
            "|=",
            "&=",
            ">>",
            '"s"',
            '"""',
            "'",
            "\n## d\n",
            "\n#",
            "text ",
            "empty ",
            "string ",
            "grammar ",
        ),
        *(
            "start ",
            "div ",
            "parent ",
            "inherit ",
            "namespace ",
            "default ",
            "datatypes ",
            "include ",
            "external ",
            "\\",
        ),
        *("\\x{", "\\x{41}", "\\x{A}", "a ", "b ", " ", "\n", ":", "é", "\0", "\ud800", "list ", "mixed ", "token "),
    ]
)


@given(st.lists(SCRAPS, max_size=30).map("".join))
@example('namespace x = "u"\n')
def test_whatever_is_written_is_read_or_refused(text: str) -> None:
    read_or_refuse(text)


@pytest.fixture(scope="module")
def suite_texts(data: Path) -> list[str]:
    suite = etree.parse(data / "suites/relaxng/compacttest.xml").getroot()
    return [one.text or "" for compact in suite.iter("compact") for one in compact if one.tag != "resource"]


@given(chosen=st.data())
def test_mutated_schemas_of_the_suite_are_read_or_refused(suite_texts: list[str], chosen: st.DataObject) -> None:
    text = chosen.draw(st.sampled_from(suite_texts))
    for _ in range(chosen.draw(st.integers(1, 4))):
        start = chosen.draw(st.integers(0, len(text)))
        end = start + chosen.draw(st.integers(0, 6))
        text = text[:start] + chosen.draw(st.one_of(st.just(""), SCRAPS, st.just(text[:40]))) + text[end:]
    read_or_refuse(text)


@given(st.binary(max_size=40))
def test_whatever_the_bytes_are_they_are_read_or_refused(data: bytes) -> None:
    try:
        parse_compact(read_compact(PATH, data))
    except SyntaxFault as fault:
        fault.source.place(fault.mark)


def read_or_refuse(text: str) -> None:
    fault, marks = None, []
    try:
        root = read(text)
        marks = [node.mark for node in (root, *root.children)]
    except SyntaxFault as refusal:
        fault, marks = refusal, [refusal.mark]
    assert all(0 <= mark <= len(text) for mark in marks)
    assert fault is None or (fault.message and (not fault.hint or fault.hint[-1] in ".?…"))
