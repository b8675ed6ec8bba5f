"""Read a file in the XML syntax of RELAX NG into `Node`s, and say what in it is not that syntax.

Nothing that the file names is read: no DTD, no external entity, no other schema. Source: RELAX NG 3, 4.1 to 4.5.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final
from urllib.parse import urljoin
from xml.parsers import expat

from teiedit.diagnostics import quoted
from teiedit.namespaces import RELAXNG, XML
from teiedit.relaxng.reading import xml_rules as rules
from teiedit.relaxng.reading.schema_faults import SchemaFaults
from teiedit.relaxng.reading.syntax import Namespaces, Node, SyntaxFault
from teiedit.relaxng.reading.xml_source import XmlSource
from teiedit.relaxng.reading.xml_values import check_library, check_qname, check_value

# Patterns within patterns; schemas that people write have ten.
_MOST_LEVELS = 500
# Patterns that entities make of few bytes; without entities there is none in less than four.
_MOST_MULTIPLIED = 10_000
# Elements of other namespaces, which are passed over.
_MOST_FOREIGN_LEVELS = 100_000
_SEPARATOR = "\n"
_SPACE: Final = " \t\r\n"
_RELAXNG_TAG: Final = RELAXNG + _SEPARATOR
_DOCUMENTATION: Final = f"http://relaxng.org/ns/compatibility/annotations/1.0{_SEPARATOR}documentation"
_BASE: Final = f"{XML}{_SEPARATOR}base"
_PREFIXES: Final[Namespaces] = {"xml": XML}
_COMMON: Final = frozenset({"ns", "datatypeLibrary"})


def parse_xml(path: Path, data: bytes) -> Node:
    """Read one file.

    Raises:
        SyntaxFault: the first that is wrong with it.
    """
    faults = SchemaFaults()
    node = read_xml_schema(path, data, faults)
    if faults or node is None:
        raise faults.found[0]
    return node


def read_xml_schema(path: Path, data: bytes, faults: SchemaFaults) -> Node | None:
    """Read one file and add all that is wrong with it; what is wrong is not in the tree, which is None without a root.

    Raises:
        TooManyFaults: there are as many as anybody would read.
    """
    source = XmlSource(path, data)
    if source.say_unreadable(faults):
        return None
    reader = _Reader(source, faults)
    try:
        reader.parser.Parse(source.body, True)  # noqa: FBT003 - expat takes no keyword
    except expat.ExpatError as error:
        source.say_ill_formed(error, faults)
    except _Stop:
        pass
    return reader.root


class _Stop(Exception):  # noqa: N818 - a signal to stop; the fault is told
    pass


class _Open:
    """An element that is being read: its node, what may come in it, and what it hands down."""

    __slots__ = ("base", "content", "count", "node", "ns", "refused", "words")

    def __init__(self, node: Node, content: rules.Content, ns: str | None, base: str) -> None:
        self.node = node
        self.content = content
        self.ns = ns
        self.base = base
        self.count = 0
        # Whether something in it was refused, so that what it lacks may be that.
        self.refused = False
        self.words: list[str] = []


class _Reader:
    """The handlers that expat calls."""

    def __init__(self, source: XmlSource, faults: SchemaFaults) -> None:
        self.source = source
        self.faults = faults
        self.root: Node | None = None
        self.open: list[_Open] = []
        # Levels of what is passed over: elements of other namespaces, and what is wrong.
        self.passing = 0
        # The words of the documentation that is being read, if any.
        self.documentation: list[str] | None = None
        self.declared: dict[str, str] = {}
        self.left = max(len(source.body) // 4, _MOST_MULTIPLIED)
        self.parser = expat.ParserCreate("utf-8", _SEPARATOR)
        self.parser.buffer_text = True
        self.parser.StartNamespaceDeclHandler = self.declare
        self.parser.StartElementHandler = self.start
        self.parser.EndElementHandler = self.end
        self.parser.CharacterDataHandler = self.words
        # pyexpat has it; its stubs do not.
        self.parser.SkippedEntityHandler = self.skip_entity

    def declare(self, prefix: str | None, uri: str | None) -> None:
        if not self.passing:
            self.declared[prefix or ""] = uri or ""

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if self.passing:
            self.passing += 1
            if self.passing > _MOST_FOREIGN_LEVELS:
                self._stop_at_depth(_MOST_FOREIGN_LEVELS)
            return
        if not tag.startswith(_RELAXNG_TAG):
            self._start_foreign(tag)
            return
        kind = tag[len(_RELAXNG_TAG) :]
        content = self._content_of(kind)
        if content is None:
            self._pass_over()
            return
        if len(self.open) >= _MOST_LEVELS:
            self._stop_at_depth(_MOST_LEVELS)
        self.left -= 1
        if self.left < 0:
            self._say_here("the entities of the DOCTYPE expand without end", "Write out what they stand for.")
            raise _Stop
        opened = self._opened(kind, content, attributes)
        if self.open:
            self.open[-1].node.children.append(opened.node)
        else:
            self.root = opened.node
        self.open.append(opened)

    def end(self, _tag: str) -> None:
        if self.passing:
            self.passing -= 1
            if not self.passing and self.documentation is not None:
                self._keep_documentation()
            return
        done = self.open.pop()
        if done.count < done.content.least and not done.refused:
            self._say_incomplete(done)
        if done.node.kind in rules.WITH_TEXT:
            done.node.text = "".join(done.words)
            if done.node.kind == "name":
                done.node.text = done.node.text.strip(_SPACE)
                check_qname(done.node, done.node.text, self.faults)

    def words(self, words: str) -> None:
        if self.passing:
            if self.documentation is not None:
                self.documentation.append(words)
        elif self.open and self.open[-1].node.kind in rules.WITH_TEXT:
            self.open[-1].words.append(words)
        elif words.strip(_SPACE):
            home = self.open[-1].node
            hint = "Words are meant only in <value>, <param> and <name>; a comment is written <!-- … -->."
            said = f"the words {quoted(words, 40)} cannot stand in <{home.kind}>"
            self.faults.add(SyntaxFault(said, self.source, self._begin_of(words, home.mark), hint))

    def _begin_of(self, words: str, after: int) -> int:
        """Return the mark of words that have just been read, which is known only of where they end."""
        end = self.parser.CurrentByteIndex
        words = words.strip(_SPACE)
        mark = self.source.body.rfind(words.encode(), after, end)
        if mark < 0:
            # With a comment in between, the file does not have them in one piece.
            mark = self.source.body.rfind(words[:1].encode(), after, end)
        return max(after, mark)

    def skip_entity(self, name: str, _is_parameter: int) -> None:
        self._say_here(f"the entity {name} is not defined in the file itself", "Other files are not read for entities.")

    def _start_foreign(self, tag: str) -> None:
        if not self.open:
            self._refuse_root(tag)
        elif self.open[-1].node.kind in rules.WITH_TEXT:
            said = f"<{_local(tag)}> cannot stand in <{self.open[-1].node.kind}>, which takes words alone"
            self._say_here(said, "Put it before or after.")
        elif tag == _DOCUMENTATION:
            self.documentation = []
        self._pass_over()

    def _pass_over(self) -> None:
        self.passing = 1
        self.declared = {}

    def _keep_documentation(self) -> None:
        said = " ".join("".join(self.documentation or ()).split())
        self.documentation = None
        if not said:
            return
        home = self.open[-1].node
        # A `value` takes words alone, so what documents it follows it.
        if home.children and home.children[-1].kind in {"value", "param", "name"}:
            home = home.children[-1]
        home.documentation = (*home.documentation, said)

    def _content_of(self, kind: str) -> rules.Content | None:
        """Return what an element may contain here, or None, having said so, if it cannot stand here at all."""
        if not self.open:
            if kind not in rules.PATTERNS:
                self._refuse_root(_RELAXNG_TAG + kind)
                return None
            return rules.NAME_FIRST if kind in {"element", "attribute"} else rules.CONTENT[kind]
        home = self.open[-1]
        if home.content is rules.NAME_FIRST and kind not in home.content.children:
            self._go_on_without_name(home, kind)
        parent = home.content
        if kind not in parent.children or (parent.most and home.count >= parent.most):
            self._refuse(kind, home)
            return None
        home.count += 1
        if parent is rules.NAME_FIRST:
            home.content = rules.AFTER_NAME[home.node.kind]
        elif parent is rules.IN_DATA and kind == "except":
            home.content = rules.AFTER_EXCEPT
        if kind == "div":
            return parent
        if parent.name_classes and kind in {"choice", "except"}:
            return rules.SOME_NAMES
        return rules.NAME_FIRST if kind in {"element", "attribute"} else rules.CONTENT[kind]

    def _go_on_without_name(self, home: _Open, kind: str) -> None:
        if kind in rules.PATTERNS:
            self._say_nameless(home.node)
            home.content = rules.WITH_NAME[home.node.kind]
        else:
            # Whatever it is, it stands where the name should.
            self._refuse(kind, home)
            home.content = rules.AFTER_NAME[home.node.kind]
            home.count = 1

    def _opened(self, kind: str, content: rules.Content, written: dict[str, str]) -> _Open:
        if self.open:
            parent = self.open[-1]
            node = Node(
                kind,
                self.source,
                self.parser.CurrentByteIndex,
                {},
                [],
                "",
                parent.ns,
                parent.node.datatype_library,
                parent.node.namespaces,
            )
            opened = _Open(node, content, parent.ns, parent.base)
        else:
            node = Node(kind, self.source, self.parser.CurrentByteIndex, {}, [], "", None, "", _PREFIXES)
            opened = _Open(node, content, None, "")
        if self.declared:
            node.namespaces = {**node.namespaces, **self.declared}
            self.declared = {}
        if written:
            self._read_attributes(opened, written)
        required = rules.REQUIRED.get(kind)
        if required and required not in node.attributes:
            self.faults.say(node, f"<{kind}> lacks the attribute {required}", f'Write <{kind} {required}="…">.')
            node.attributes[required] = ""
        if content is rules.NAME_FIRST and "name" in node.attributes:
            opened.content = rules.WITH_NAME[kind]
            if kind == "attribute":
                node.ns = written.get("ns", "")
        return opened

    def _read_attributes(self, opened: _Open, written: dict[str, str]) -> None:
        node = opened.node
        allowed = rules.ATTRIBUTES.get(node.kind, _COMMON)
        for name, value in written.items():
            if name in allowed and name not in _COMMON:
                node.attributes[name] = check_value(node, name, value.strip(_SPACE), self.faults)
            elif name == "ns":
                node.ns = opened.ns = value
            elif name == "datatypeLibrary":
                node.datatype_library = value
                check_library(node, value, self.faults)
            elif name == _BASE:
                opened.base = _join(opened.base or self.source.path.as_uri(), value)
            elif name.startswith(_RELAXNG_TAG):
                self.faults.say(
                    node, f"the attribute {_local(name)} is in the namespace of RELAX NG", "Drop its prefix."
                )
            elif _SEPARATOR not in name:
                self._refuse_attribute(node, name, value)
        href = node.attributes.get("href")
        if href and opened.base:
            node.attributes["href"] = _join(opened.base, href)

    def _refuse_attribute(self, node: Node, name: str, value: str) -> None:
        own = sorted(rules.ATTRIBUTES.get(node.kind, ()))
        hint = self.faults.nearest(name, (*own, *_COMMON))
        if not hint:
            hint = f"It takes {' and '.join(own)}." if own else "It takes none of its own."
        self.faults.say(node, f"<{node.kind}> has no attribute {name}", hint, attribute=name)
        if own:
            # What must be there was probably meant, and is not to be missed as well.
            node.attributes.setdefault(rules.REQUIRED.get(node.kind, own[0]), value)

    def _say_here(self, message: str, hint: str = "") -> None:
        self.faults.add(SyntaxFault(message, self.source, self.parser.CurrentByteIndex, hint))

    def _refuse(self, kind: str, home: _Open) -> None:
        home.refused = True
        parent = home.node.kind
        if kind not in rules.KINDS:
            self._say_here(f"<{kind}> is not an element of RELAX NG", rules.hint_for_unknown(kind))
            return
        extra = kind in home.content.children
        said = f"<{kind}> cannot stand in <{parent}>" + (", which has all that it takes" if extra else "")
        self._say_here(said, rules.hint_for_misplaced(kind, parent, home.content))

    def _refuse_root(self, tag: str) -> None:
        local = _local(tag)
        said = f"the root element <{local}> is not RELAX NG"
        hint = f'The root is <grammar xmlns="{RELAXNG}">.'
        if tag.startswith(_RELAXNG_TAG):
            said = f"<{local}> cannot be the root of a schema"
            known = local in rules.KINDS
            hint = "Put it into <grammar>." if known else rules.hint_for_unknown(local) or hint
        elif tag == f"http://www.w3.org/2001/XMLSchema{_SEPARATOR}schema":
            hint = "This is W3C XML Schema; convert it to RELAX NG first."
        elif local in rules.PATTERNS:
            hint = f'Declare the namespace: <{local} xmlns="{RELAXNG}">.'
        self._say_here(said, hint)

    def _say_incomplete(self, done: _Open) -> None:
        node, content = done.node, done.content
        if content is rules.NAME_FIRST:
            self._say_nameless(node)
        else:
            self.faults.say(node, f"<{node.kind}> lacks its content", f"It must contain {content.wanted}.")

    def _say_nameless(self, node: Node) -> None:
        hint = f'Write <{node.kind} name="…">, or a name class as the first in it.'
        self.faults.say(node, f"<{node.kind}> has no name", hint)

    def _stop_at_depth(self, levels: int) -> None:
        self._say_here(f"elements are nested more than {levels:,} levels deep")
        raise _Stop


def _local(name: str) -> str:
    return name.rpartition(_SEPARATOR)[2]


def _join(base: str, address: str) -> str:
    try:
        return urljoin(base, address)
    except ValueError:
        # A host that is none; said where the file is asked for.
        return address
