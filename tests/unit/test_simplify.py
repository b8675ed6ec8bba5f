"""From the path of a schema to its simple form: what comes out, what is read, what is refused and in which words."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from teiedit.errors import InputError, SchemaError
from teiedit.relaxng.grammar import Grammar
from teiedit.relaxng.loading import load_grammar

RNG = 'xmlns="http://relaxng.org/ns/structure/1.0"'
XSD = "http://www.w3.org/2001/XMLSchema-datatypes"
NOTES = 'xmlns:a="http://relaxng.org/ns/compatibility/annotations/1.0"'


def load(text: str | bytes, **files: str) -> Grammar:
    """Load a schema, and the files it leads to, from memory; an underscore in a name stands for the dot."""
    data = {"schema": text} | {name.replace("_", "."): content for name, content in files.items()}

    def read(path: Path) -> bytes:
        if path.name not in data:
            msg = f"{path.name} does not exist"
            raise InputError(msg, path)
        content = data[path.name]
        return content if isinstance(content, bytes) else content.encode()

    return load_grammar(Path("/edition/schema"), read=read)


def refusals(text: str | bytes, **files: str) -> list[tuple[str, str, str]]:
    """Return place, message and hint of all that a schema is refused for."""
    with pytest.raises(SchemaError) as error:
        load(text, **files)
    return [(f"{one.location.line}:{one.location.column}", one.message, one.hint) for one in error.value.report]


def shown(grammar: Grammar, number: int | None = None) -> str:
    """Return a pattern as text; an element with its content only if it is the start."""
    row = grammar.rows[grammar.start if number is None else number]
    kind, *rest = row
    if kind in {"element", "attribute"}:
        definition = (grammar.elements if kind == "element" else grammar.attributes)[rest[0]]
        name = name_shown(definition.name_class)
        name = name if kind == "element" else f"@{name}"
        inner = number is None or kind == "attribute"
        return f"{name}{{{shown(grammar, definition.content)}}}" if inner else name
    if kind in {"choice", "group", "interleave"}:
        sign = {"choice": " | ", "group": ", ", "interleave": " & "}[kind]
        return f"({sign.join(shown(grammar, one) for one in rest)})"
    if kind in {"oneOrMore", "list"}:
        return f"{kind}({shown(grammar, rest[0])})"
    if kind in {"data", "value"}:
        use = grammar.datatypes[rest[0]]
        params = "".join(f" {name}={value}" for name, value in use.params)
        if kind == "value":
            return f"{use.name}{params} {rest[1]!r}" + (f" {rest[2]}" if rest[2] is not None else "")
        return use.name + params + (f" - {shown(grammar, rest[1])}" if rest[1] >= 0 else "")
    return kind


def name_shown(made) -> str:
    if made[0] == "name":
        return f"{{{made[1]}}}{made[2]}" if made[1] else made[2]
    if made[0] == "choice":
        return f"({' | '.join(map(name_shown, made[1:]))})"
    ns = f"{{{made[1]}}}" if made[0] == "nsName" else ""
    return f"{ns}*" + (f" - {name_shown(made[-1])}" if made[-1] else "")


def element(content: str, attributes: str = "") -> str:
    return f'<element {RNG} name="r" {attributes}>{content}</element>'


def grammar(content: str) -> str:
    return f"<grammar {RNG}>{content}</grammar>"


@pytest.mark.parametrize(
    ("content", "simple"),
    [
        ("<empty/>", "empty"),
        ("<notAllowed/>", "notAllowed"),
        ("<text/><empty/>", "text"),
        ("<text/><notAllowed/>", "notAllowed"),
        ("<choice><text/><notAllowed/></choice>", "text"),
        ("<choice><empty/><choice><text/><empty/></choice></choice>", "(empty | text)"),
        ("<optional><text/></optional>", "(empty | text)"),
        ("<oneOrMore><empty/></oneOrMore>", "empty"),
        ("<zeroOrMore><text/></zeroOrMore>", "(empty | oneOrMore(text))"),
        ("<mixed><attribute name='a'/><attribute name='b'/></mixed>", "((@a{text}, @b{text}) & text)"),
        ("<attribute name='a'><notAllowed/></attribute>", "notAllowed"),
        ("<optional><attribute name='a'><notAllowed/></attribute></optional>", "empty"),
        ("<list><value> a </value><data type='token'/></list>", "list((token ' a ', token))"),
        ("<data type='string'><except><notAllowed/></except></data>", "string"),
        (
            "<data type='string'><except><value>a</value><value>b</value></except></data>",
            "string - (token 'a' | token 'b')",
        ),
        ("<interleave><text/><empty/></interleave>", "text"),
        ("<group><group><attribute name='a'/></group></group>", "@a{text}"),
    ],
)
def test_patterns(content, simple):
    assert shown(load(element(content))) == f"r{{{simple}}}"


@pytest.mark.parametrize(
    ("names", "simple"),
    [
        ("<name>a</name>", "{urn:n}a"),
        ('<name ns="">a</name>', "a"),
        ("<name>p:a</name>", "{urn:p}a"),
        ("<name>xml:id</name>", "{http://www.w3.org/XML/1998/namespace}id"),
        ("<anyName/>", "*"),
        ("<nsName/>", "{urn:n}*"),
        ('<choice><name>a</name><choice><name>a</name><nsName ns="u"/></choice></choice>', "({urn:n}a | {u}*)"),
        (
            "<anyName><except><nsName><except><name>a</name></except></nsName><name>p:b</name></except></anyName>",
            "* - ({urn:n}* - {urn:n}a | {urn:p}b)",
        ),
    ],
)
def test_name_classes(names, simple):
    text = f'<element {RNG} xmlns:p="urn:p" ns="urn:n">{names}<empty/></element>'
    assert shown(load(text)) == f"{simple}{{empty}}"


def test_an_attribute_inherits_no_namespace_for_its_name_but_what_it_contains_does():
    text = element(
        f"""<attribute name="a"><value type="QName" datatypeLibrary="{XSD}">x</value></attribute>
        <attribute name="b" ns="urn:b"/><attribute><name>c</name></attribute>""",
        'ns="urn:n"',
    )
    prefixes = {"": "urn:n", "xml": "http://www.w3.org/XML/1998/namespace"}
    prefixes = dict(sorted(prefixes.items()))
    made = load(text)
    assert [one.name_class for one in made.attributes] == [
        ["name", "", "a"],
        ["name", "urn:b", "b"],
        ["name", "urn:n", "c"],
    ]
    (value,) = (row for row in made.rows if row[0] == "value")
    # The default namespace of the XML file has no say.
    assert value[3] == prefixes


def test_definitions_are_combined_and_those_not_reached_are_left_out():
    made = load(
        grammar(
            """<start combine="choice"><ref name="a"/></start>
            <start combine="choice"><element name="b"><ref name="x"/></element></start>
            <define name="a"><element name="a"><empty/></element></define>
            <define name="x" combine="interleave"><attribute name="p"/></define>
            <define name="x"><attribute name="q"/></define>
            <define name="lost"><element name="lost"><ref name="lost"/></element></define>
            <define name="loop"><ref name="loop"/></define>"""
        )
    )
    assert shown(made) == "(a | b)"
    assert [name_shown(one.name_class) for one in made.elements] == ["a", "b"]
    assert shown(made, made.elements[1].content) == "(@p{text} & @q{text})"


def test_nested_grammars():
    made = load(
        grammar(
            """<start><element name="r"><grammar>
              <start><group><ref name="x"/><parentRef name="x"/></group></start>
              <define name="x"><attribute name="inner"/></define>
            </grammar></element></start>
            <define name="x"><attribute name="outer"/></define>"""
        )
    )
    assert shown(made, made.elements[0].content) == "(@inner{text}, @outer{text})"


def test_one_element_is_one_number_wherever_it_is_referred_to():
    made = load(
        grammar(
            """<start><ref name="p"/></start>
            <define name="p"><element name="p"><zeroOrMore><choice><ref name="p"/><ref name="q"/></choice></zeroOrMore>
            </element></define>
            <define name="q"><element name="q"><ref name="p"/></element></define>"""
        )
    )
    assert [name_shown(one.name_class) for one in made.elements] == ["p", "q"]


def test_rows_refer_to_earlier_rows(data):
    made = load_grammar(data / "schemas/tei_all.rng")
    for number, row in enumerate(made.rows):
        if row[0] in {"choice", "group", "interleave", "oneOrMore", "list"}:
            assert all(one < number for one in row[1:])
        if row[0] == "choice":
            assert len(row) > 2
            assert len(set(row)) == len(row)
            assert not {made.rows[one][0] for one in row[1:]} & {"choice", "notAllowed"}
    assert len({str(row) for row in made.rows if row[0] != "value"}) == sum(row[0] != "value" for row in made.rows)
    assert all(made.documentation[one.documentation] for one in made.elements if one.documentation >= 0)


def test_documentation():
    made = load(
        f"""<grammar {RNG} {NOTES}>
        <start><element name="r"><a:documentation>The
          root.</a:documentation>
          <ref name="att"/>
          <attribute name="b"><choice>
            <a:documentation>Not kept.</a:documentation>
            <value>one</value><a:documentation>The <code xmlns="urn:x">first</code>.</a:documentation>
            <value>two</value>
          </choice></attribute></element></start>
        <define name="att"><a:documentation>Of the definition.</a:documentation><attribute name="a"/></define>
        </grammar>"""
    )
    said = [made.documentation[one.documentation] for one in (*made.elements, made.attributes[0])]
    assert said == ["The root.", "Of the definition."]
    assert made.attributes[1].documentation == -1
    assert {made.rows[row][2]: made.documentation[at] for row, at in made.value_documentation.items()} == {
        "one": "The first."
    }


LETTER = grammar(
    """<start><ref name="letter"/></start>
    <define name="letter"><element name="letter"><ref name="content"/></element></define>
    <define name="content"><text/></define>"""
)


def test_include_replaces_definitions():
    made = load(
        grammar(
            """<include href="letter.rng" ns="urn:n"><div><define name="content"><element name="p"><text/></element>
            </define></div></include>"""
        ),
        letter_rng=LETTER,
    )
    assert [name_shown(one.name_class) for one in made.elements] == ["{urn:n}letter", "{urn:n}p"]
    assert made.files == ["/edition/schema", "/edition/letter.rng"]


def test_a_file_that_is_brought_in_twice_is_read_once():
    read = []

    def reader(path: Path) -> bytes:
        read.append(path.name)
        whole = element('<externalRef href="a/../b"/><externalRef href="b" ns="urn:n"/>')
        return (whole if path.name == "schema" else element("<empty/>")).encode()

    made = load_grammar(Path("/edition/schema"), read=reader)
    assert read == ["schema", "b"]
    assert [name_shown(one.name_class) for one in made.elements] == ["r", "r", "{urn:n}r"]


def test_addresses_are_relative_to_the_base():
    made = load(
        element('<group xml:base="sub/x/"><group xml:base="../../"><externalRef href="b"/></group></group>'),
        b=element("<empty/>"),
    )
    assert made.files == ["/edition/schema", "/edition/b"]


def test_addresses_may_be_resolved_by_a_catalog():
    def resolve(base: Path, href: str) -> Path | None:
        assert base == Path("/edition/schema")
        return Path("/elsewhere/b") if href == "https://example.org/b" else None

    texts = {"schema": element('<externalRef href="https://example.org/b"/>'), "b": element("<empty/>")}
    made = load_grammar(
        Path("/edition/schema"), read=lambda path: texts[path.name].encode(), resolve=resolve, within=Path("/edition")
    )
    assert made.files == ["/edition/schema", "/elsewhere/b"]


def test_nothing_outside_of_a_folder_is_read(tmp_path):
    (tmp_path / "a").mkdir()
    (tmp_path / "b.rng").write_text(element("<empty/>"))
    (tmp_path / "a/a.rng").write_text(element('<externalRef href="../b.rng"/>'))
    assert len(load_grammar(tmp_path / "a/a.rng").files) == 2
    with pytest.raises(SchemaError, match="lies outside of"):
        load_grammar(tmp_path / "a/a.rng", within=tmp_path / "a")


@pytest.mark.parametrize(
    ("href", "message"),
    [
        ("https://example.org/b.rng", '"https://example.org/b.rng" is on the network and is not fetched'),
        ("//example.org/b.rng", '"//example.org/b.rng" is on the network and is not fetched'),
        ("http://[", '"http://[" names no file'),
        ("b%00.rng", '"b%00.rng" names no file'),
        ("?b", '"?b" names no file'),
        ("b#c", 'the address "b#c" has a fragment'),
        ("", "<externalRef> names no file"),
        ("b.rng", "b.rng does not exist"),
        ("schema", "the schema includes itself by schema"),
        ("plain.rng", "the schema is not XML"),
    ],
)
def test_addresses_that_lead_nowhere(href, message):
    found = refusals(element(f'\n<externalRef href="{href}"/>'), plain_rng="element r { empty }")
    assert [said for _, said, _ in found] == [message]
    if href != "plain.rng":
        assert found[0][0] == "2:20"


@pytest.mark.parametrize(
    ("text", "place", "message", "hint"),
    [
        (
            element("<zeroOrmore><text/></zeroOrmore>"),
            "1:64",
            "<zeroOrmore> is not an element of RELAX NG",
            "<zeroOrMore>",
        ),
        (element("<sequence><text/></sequence>"), "1:64", "<sequence> is not an element of RELAX NG", "<group>"),
        (element("<text/> words"), "1:72", 'the words "words" cannot stand in <element>', "comment"),
        (element("<text name='a'/>"), "1:76", "<text> has no attribute name", "none of its own"),
        (f"<element {RNG} nam='r'><text/></element>", "1:59", "<element> has no attribute nam", "Did you mean name?"),
        (f"<element {RNG}>\n<text/></element>", "1:1", "<element> has no name", '<element name="…">'),
        (f"<element {RNG} name='*'><text/></element>", "1:60", '"*" is not a name', "<anyName/>"),
        (f"<element {RNG} name='p:a'><text/></element>", "1:60", "the prefix p of p:a is not declared", 'xmlns:p="…"'),
        (element("<group/>"), "1:64", "<group> lacks its content", "a pattern"),
        (element("<ref name='a'/>"), "1:64", "there is no grammar that could define a", "<grammar>"),
        (element("<data type='tokn'/>"), "1:76", None, "Did you mean token?"),
        (element("<data type='date'/>"), "1:76", None, f'add datatypeLibrary="{XSD}"'),
        (
            element(f"<data type='date' datatypeLibrary='{XSD}'><param name='minInclusive'>x</param></data>"),
            "1:143",
            None,
            "",
        ),
        (
            element(f"<value type='integer' datatypeLibrary='{XSD}'>x</value>"),
            "1:64",
            '"x" is not of the datatype integer:',
            "",
        ),
        (grammar(""), "1:1", "the grammar has no start", "<start>"),
        (
            grammar("<start><ref name='leter'/></start><define name='letter'><empty/></define>"),
            "1:72",
            "leter is not defined",
            "Did you mean letter?",
        ),
        (grammar("<start><ref name='a'/></start>"), "1:72", "a is not defined", '<define name="a">'),
        (
            grammar(
                "<start><ref name='a'/></start>\n<define name='a'><ref name='b'/></define>\n"
                "<define name='b'><ref name='a'/></define>"
            ),
            "3:18",
            "the definition a refers to itself with no element between",
            "The way is a → b → a.",
        ),
        (
            grammar("<start><notAllowed/></start>\n<start><empty/></start>"),
            "2:1",
            "the start is made twice",
            'combine="choice"',
        ),
        (element("<list><text/></list>"), "1:64", "<list> cannot contain <text>", '<data type="token"/>'),
        (
            element("\n<value>a</value>\n<data type='token'/>"),
            "1:1",
            "<value> stands beside <data> in the element r",
            "<list>",
        ),
        (
            element("<oneOrMore>\n<data type='token'/></oneOrMore>"),
            "1:64",
            "<data> is repeated in the element r",
            "<list>",
        ),
        (element("<value>a</value><text/>"), "1:1", "<value> stands beside <text> in the element r", "<list>"),
        (
            element("<attribute name='a'/>\n<attribute name='a'/>"),
            "2:1",
            "the attribute a is there twice in the element r",
            "line 1 of schema",
        ),
        (
            element("<attribute><anyName/></attribute>"),
            "1:64",
            "the attribute of any name is not repeated",
            "<zeroOrMore>",
        ),
        (
            element("<mixed><text/></mixed>"),
            "1:64",
            "words stand on both sides of <interleave> in the element r",
            "<mixed> once",
        ),
        (grammar("<start><text/></start>"), "1:54", "the start cannot contain <text>", "<element>"),
        ("<TEI/>", "1:1", "the root element <TEI> is not RELAX NG", "<grammar"),
        ("<grammar/>", "1:1", "the root element <grammar> is not RELAX NG", f"<grammar {RNG}>"),
        (
            '<schema xmlns="http://www.w3.org/2001/XMLSchema"/>',
            "1:1",
            "the root element <schema> is not RELAX NG",
            "W3C",
        ),
        (f"<grammar {RNG}><start></grammar>", "1:54", "the schema is not well-formed XML:", ""),
        ("", "1:1", "the file is empty", ""),
        (b"<grammar>\xff</grammar>", "1:10", "the byte 0xFF is not UTF-8", "UTF-8"),
        (
            f'<!DOCTYPE r [<!ENTITY e SYSTEM "/etc/passwd">]>{element("&e;")}',
            "1:14",
            'the entity e would read "/etc/passwd", which is refused',
            "",
        ),
        (
            f'<!DOCTYPE r SYSTEM "r.dtd">{element("<text/>&e;")}',
            "1:98",
            "the entity e is not defined in the file itself",
            "",
        ),
    ],
)
def test_what_is_wrong_is_said_at_its_place(text, place, message, hint):
    (found,) = refusals(text)
    assert found[0] == place
    if message is not None:
        assert found[1].startswith(message)
    assert hint in found[2]


def test_several_mistakes_are_told_at_once():
    found = refusals(grammar("<start><ref name='a'/><zero/></start>\n<define nam='b'><text/></define>\n<other/>"))
    assert [place for place, _, _ in found] == ["1:76", "2:14", "3:1"]
    many = "\n".join(f"<wrong{number}/>" for number in range(500))
    assert len(refusals(grammar(many))) == 100


def test_mistakes_in_several_files():
    with pytest.raises(SchemaError) as error:
        load(grammar('<include href="a.rng"/><include href="b.rng"/>'), a_rng=grammar("<a/>"), b_rng=grammar("\n<b/>"))
    places = [(one.location.path.name, one.location.line) for one in error.value.report]
    assert places == [("a.rng", 1), ("b.rng", 2)]


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        (
            "start = element r { list { text } }",
            "list cannot contain text",
            "Write token* for any number of any words.",
        ),
        ("start = element r { a }", "a is not defined", "Add a = …."),
        ("start = element r { a }\na = empty\na = text", "the definition a is made twice", "Write |= in one if both"),
        (
            "start = element r { attribute a { text }, attribute a { text } }",
            "the attribute a is there twice in the element r",
            "into a choice with |",
        ),
        ("element r { attribute * { text } }", "the attribute of any name is not repeated", "stands in * or +."),
    ],
)
def test_the_compact_syntax_is_spoken_of_in_its_own_words(text, message, hint):
    ((_, said, advice),) = refusals(text)
    assert said == message
    assert hint in advice
    assert "<" not in advice


def test_a_schema_that_is_not_there(tmp_path):
    for path in (tmp_path, tmp_path / "absent.rng", Path("/dev/zero")):
        with pytest.raises(SchemaError) as error:
            load_grammar(path)
        assert [one.location.path for one in error.value.report] == [path]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "iso-8859-1"])
def test_places_do_not_depend_on_the_encoding(encoding, tmp_path):
    declared = encoding.removesuffix("-sig")
    text = f'<?xml version="1.0" encoding="{declared}"?>\r\n{element("<!-- é -->é<text/><wrong/>")}'
    path = tmp_path / "a.rng"
    path.write_bytes(text.encode(encoding))
    with pytest.raises(SchemaError) as error:
        load_grammar(path)
    assert [(one.location.line, one.location.column) for one in error.value.report] == [(2, 74), (2, 82)]


def test_entities_of_the_file_itself():
    declared = "<!DOCTYPE r [<!ENTITY a \"<attribute name='a'/>\"><!ENTITY wrong \"<wrong name='a'/>\">]>"
    assert shown(load(declared + element("&a;"))) == "r{@a{text}}"
    assert refusals(declared + element("&wrong;"))[0][0] == "1:149"
    bomb = "".join(f'<!ENTITY e{number} "{f"&e{number - 1};" * 10}">' for number in range(1, 10))
    (found,) = refusals(f'<!DOCTYPE r [<!ENTITY e0 "<text/>">{bomb}]>{element("&e9;")}')
    assert found[1] == "the entities of the DOCTYPE expand without end"


# Schemas that blow up or overflow what is written without care, and the rows that each is to have at most.

COUNT = 10_000


def defined(pattern: str, count: int = COUNT // 2, last: str = "<empty/>") -> str:
    """Return definitions a0, a1, …, each of a pattern with # for its own number and @ for the next one's."""
    made = "".join(
        f'<define name="a{number}">{pattern.replace("#", str(number)).replace("@", str(number + 1))}</define>'
        for number in range(count)
    )
    return grammar(
        f'<start><element name="r"><ref name="a0"/></element></start>{made}<define name="a{count}">{last}</define>'
    )


REPEATED = "".join(f'<element name="e{number}"><empty/></element>' for number in range(COUNT))


@pytest.mark.parametrize(
    ("text", "most_rows", "most_numbers"),
    [
        pytest.param(element(f"<choice>{REPEATED}</choice>"), COUNT + 5, 2 * COUNT + 5, id="alternatives"),
        pytest.param(element(f"<interleave>{REPEATED}</interleave>"), 2 * COUNT + 5, 4 * COUNT, id="interleaved"),
        pytest.param(element(REPEATED), 2 * COUNT + 5, 4 * COUNT, id="one after another"),
        pytest.param(defined('<ref name="a@"/>'), 5, 10, id="references"),
        pytest.param(
            defined('<attribute name="x#"/><optional><ref name="a@"/></optional>'), 2 * COUNT, 4 * COUNT, id="nested"
        ),
        pytest.param(
            defined('<choice><element name="x#"><ref name="a@"/></element><ref name="a@"/></choice>'),
            COUNT + 5,
            1_100_000,
            id="choices of choices",
        ),
        pytest.param(
            defined('<choice><group><ref name="a@"/><ref name="a@"/></group><ref name="a@"/></choice>', 60),
            200,
            3000,
            id="doubled sixty times",
        ),
        pytest.param(
            "<grammar xmlns='http://relaxng.org/ns/structure/1.0'><start>" * 200
            + element("<empty/>")
            + "</start></grammar>" * 200,
            4,
            4,
            id="nested grammars",
        ),
        pytest.param(element("<group>" * 480 + "<text/>" + "</group>" * 480), 4, 4, id="deep"),
        pytest.param(
            element("<x xmlns='urn:x'>" * COUNT + "</x>" * COUNT + "<text/>"), 4, 4, id="deep in another namespace"
        ),
    ],
)
def test_large_schemas(text, most_rows, most_numbers):
    made = load(text)
    assert len(made.rows) <= most_rows
    assert sum(len(row) - 1 for row in made.rows) <= most_numbers


def test_nesting_is_limited_by_a_finding():
    assert sys.getrecursionlimit() <= 1000
    ((_, message, _),) = refusals(element("<group>" * 501 + "<text/>" + "</group>" * 501))
    assert message == "elements are nested more than 500 levels deep"
    files = {f"f{number}": grammar(f'<include href="f{number + 1}"/>') for number in range(100)}
    ((_, message, _),) = refusals(grammar('<include href="f0"/>'), **files)
    assert message == "the schema is more than 64 files deep"


def test_files_that_double_are_limited_by_a_finding():
    twice = '<start combine="choice"><element name="r"><empty/></element></start>'
    files = {
        f"f{number}": grammar(f'<include href="f{number + 1}"/><include href="f{number + 1}"/>') for number in range(40)
    }
    found = refusals(grammar('<include href="f0"/>'), **files, f40=grammar(twice))
    assert "more than 2,000 includes" in found[0][1]
    nested = "".join(
        f'<element name="e{at}"><grammar><start><externalRef href="f@"/></start></grammar></element>' for at in "ab"
    )
    files = {f"f{number}": f"<group {RNG}>{nested.replace('@', str(number + 1))}</group>" for number in range(40)}
    found = refusals(element('<externalRef href="f0"/>'), **files, f40=element("<empty/>"))
    assert "more than 2,000 grammars" in found[0][1]


# Name classes and attributes by chance, against what the specification says word by word.

NAMES = st.builds(lambda ns, local: f'<name ns="{ns}">{local}</name>', st.sampled_from("uv"), st.sampled_from("xy"))


def excepting(kind: str, inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.lists(inner, max_size=2).map(
        lambda names: (
            f"<{kind}><except>{''.join(names)}</except></{kind.split(maxsplit=1)[0]}>" if names else f"<{kind}/>"
        )
    )


SPACES = st.one_of(excepting('nsName ns="u"', NAMES), excepting('nsName ns="v"', NAMES))
CLASSES = st.lists(st.one_of(NAMES, SPACES, excepting("anyName", NAMES | SPACES)), min_size=1, max_size=2).map(
    lambda names: f"<choice>{''.join(names)}</choice>"
)


def has(name_class, ns: str, local: str) -> bool:
    kind = name_class[0]
    if kind == "name":
        return name_class[1:] == [ns, local]
    if kind == "choice":
        return any(has(one, ns, local) for one in name_class[1:])
    return (kind == "anyName" or name_class[1] == ns) and not (name_class[-1] and has(name_class[-1], ns, local))


@given(CLASSES, CLASSES)
def test_attributes_whose_names_overlap(left, right):
    patterns = [f"<oneOrMore><attribute>{one}</attribute></oneOrMore>" for one in (left, right)]
    both = load(element(f"<choice>{''.join(patterns)}</choice>"))
    names = [one.name_class for one in both.attributes]
    shared = any(all(has(one, ns, local) for one in names) for ns in "uvw" for local in "xyz")
    if shared:
        assert all("attribute" in message for _, message, _ in refusals(element("".join(patterns))))
    else:
        assert load(element("".join(patterns)))


def together(patterns):
    return st.tuples(st.sampled_from(["group", "choice", "interleave"]), patterns, patterns)


@given(st.recursive(st.sampled_from("abcdef"), together, max_leaves=8))
def test_attributes_that_come_twice(pattern):
    def written(one) -> str:
        if isinstance(one, str):
            return f'<attribute name="{one}"/>'
        return f"<{one[0]}>{written(one[1])}{written(one[2])}</{one[0]}>"

    def names(one) -> tuple[set[str], bool]:
        if isinstance(one, str):
            return {one}, False
        (left, left_twice), (right, right_twice) = names(one[1]), names(one[2])
        return left | right, left_twice or right_twice or (one[0] != "choice" and bool(left & right))

    if names(pattern)[1]:
        assert all("is there twice" in message for _, message, _ in refusals(element(written(pattern))))
    else:
        assert load(element(written(pattern)))
