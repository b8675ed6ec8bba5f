"""What a document's page must show: the words of each part of it, by view and in order, and the links in it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Final, NamedTuple, TypeAlias

from lxml import etree

from teiedit.namespaces import TEI, XML_ID
from teiedit.publish.verify.table import PLAIN, SHOWN, Rule
from teiedit.publish.verify.words import Stream

READING: Final = 1
SOURCE: Final = 2
VIEWS: Final = {"reading": READING, "source": SOURCE}

# Where one of these begins or ends, another word begins.
_BLOCKS: Final = frozenset(
    "p ab head l lg item cell sp speaker stage div div1 div2 div3 div4 div5 div6 div7 list table row".split()  # noqa: SIM905 - a list of fifty quoted names is not read
)
_ABSTRACT: Final = f"{{{TEI}}}teiHeader/{{{TEI}}}profileDesc/{{{TEI}}}abstract"
_BREAKS: Final = frozenset({"lb", "pb", "cb", "gb"})
# What a document is made of besides its header, in order.
_PARTS: Final = frozenset({"facsimile", "sourceDoc", "text", "standOff", "TEI", "teiCorpus"})
# Notes in these are not called; they stand where they are.
_UNCALLED: Final = frozenset({"standOff", "listBibl", "bibl", "listApp"})


class Origin(NamedTuple):
    """A text: that after a child of an element, or after its start tag where both are the same."""

    element: etree._Element
    node: etree._Element


class Text(NamedTuple):
    """A piece of text, where it comes from, and the views that show it."""

    text: str
    origin: Origin
    views: int


class Sign(Enum):
    """What stands between texts: words part, go on, or may do either."""

    PART = "part"
    JOIN = "join"
    LOOSE = "loose"


class Mark(NamedTuple):
    """A sign between texts, and the views in which it stands."""

    sign: Sign
    views: int


# What is still to do: a text, a sign, or an element with the views that show it.
_Task: TypeAlias = Text | Mark | tuple[etree._Element, int]


@dataclass
class Expected:
    """The parts of a page by name, the parts of the header that hold words, the references that want a link."""

    parts: dict[str, list[Text | Mark]] = field(default_factory=dict)
    header: list[list[Text | Mark]] = field(default_factory=list)
    pointers: list[etree._Element] = field(default_factory=list)


def local_name(node: etree._Element) -> str:
    """Return the name of a TEI element; empty for elements of others, comments and instructions."""
    tag = node.tag
    return tag[len(TEI) + 2 :] if isinstance(tag, str) and tag.startswith(f"{{{TEI}}}") else ""


def stream_of(parts: list[Text | Mark], view: int) -> Stream[Origin]:
    """Return the words of one view."""
    stream: Stream[Origin] = Stream()
    for part in parts:
        if not part.views & view:
            continue
        if isinstance(part, Text):
            stream.add(part.text, part.origin)
        elif part.sign is Sign.PART:
            stream.part()
        elif part.sign is Sign.JOIN:
            stream.join()
        else:
            stream.loosen()
    return stream


class Reading:
    """Reads a document by a table of elements."""

    def __init__(self, table: Mapping[str, Rule]) -> None:
        self._table = table
        self._expected = Expected()
        self._called: list[etree._Element] = []
        self._ids: frozenset[str] = frozenset()

    def read(self, root: etree._Element) -> Expected:
        """Return what the page of a document must show."""
        self._ids = frozenset(str(one.get(XML_ID)) for one in root.iter(etree.Element) if one.get(XML_ID) is not None)
        text = root.find(f"{{{TEI}}}text")
        above = _shown_above(text)
        parts = self._expected.parts
        parts["title"] = list(self._walk(above))
        parts["abstract"] = list(self._walk(root.findall(_ABSTRACT)))
        parts["text"] = list(self._walk(_parts(root), without=frozenset(above)))
        # Notes in notes are found while these are read; not by recursion, which a document could exhaust.
        notes: dict[etree._Element, list[Text | Mark]] = {}
        while self._called:
            note = self._called.pop()
            notes[note] = list(self._walk([note], is_note=True))
        in_order = (notes.get(note, []) for note in root.iter(f"{{{TEI}}}note"))
        parts["notes"] = [part for texts in in_order for part in texts]
        self._expected.header = [list(self._walk([unit])) for unit in self._units(root)]
        return self._expected

    def _units(self, root: etree._Element) -> Iterator[etree._Element]:
        """Yield the outermost elements of the header that have words directly in them."""
        todo = root.findall(f"{{{TEI}}}teiHeader")
        while todo:
            element = todo.pop()
            name = local_name(element)
            rule = self._rule(name)
            if name == "abstract" or not isinstance(element.tag, str) or not _views(element, rule):
                continue
            if rule.unsaid and element.get("type") == rule.unsaid:
                continue
            if has_words(element):
                yield element
            else:
                todo.extend(reversed(element))

    def _rule(self, name: str) -> Rule:
        return self._table.get(name, PLAIN)

    def _walk(
        self,
        roots: list[etree._Element],
        *,
        is_note: bool = False,
        without: frozenset[etree._Element] = frozenset(),
    ) -> Iterator[Text | Mark]:
        """Yield the texts of elements in order, with a list of what is still to do in the place of recursion."""
        todo: list[_Task] = []
        seen = READING | SOURCE
        for root in reversed(roots):
            todo += [Mark(Sign.PART, seen), (root, seen), Mark(Sign.PART, seen)]
        # What is seen in one view alone up to an element with an identifier: the view by the identifier.
        spans: dict[str, int] = {}
        while todo:
            task = todo.pop()
            if isinstance(task, Text):
                yield task._replace(views=_narrowed(task.views, spans)) if spans else task
                continue
            if isinstance(task, Mark):
                yield task
                continue
            node, seen = task
            if node in without or not isinstance(node.tag, str):
                continue
            name = local_name(node)
            spans.pop(node.get(XML_ID, ""), None)
            end = node.get("spanTo", "").removeprefix("#")
            if end in self._ids and (view := self._rule(name).spans):
                spans[end] = VIEWS[view]
            if name == "note" and not (is_note and node is roots[0]) and is_called(node):
                self._called.append(node)
            elif name in _BREAKS:
                todo.append(Mark(Sign.JOIN if node.get("break") == "no" else Sign.PART, seen))
            else:
                todo.extend(reversed(self._tasks(node, name, seen)))

    def _tasks(self, node: etree._Element, name: str, seen: int) -> list[_Task]:
        """Return what is to be done with an element: its text, its children, the texts after them, in their order."""
        rule = self._rule(name)
        seen &= _views(node, rule)
        if not seen:
            self._take_notes(node)
            return []
        if name in {"ref", "ptr"}:
            self._expected.pointers.append(node)
        if rule.only and not _is_apart(node, name):
            return self._one_child(node, rule, seen)
        children = _parts(node) if name in {"TEI", "teiCorpus"} else list(node)
        ahead = [child for child in children if local_name(child) in rule.first]
        behind = [child for wanted in rule.last for child in children if local_name(child) == wanted]
        moved = {*ahead, *behind}
        tasks: list[_Task] = [(child, seen) for child in ahead]
        tasks.append(Text(node.text or "", Origin(node, node), seen))
        for child in children:
            if child not in moved:
                tasks.append((child, seen))
            tasks.append(Text(child.tail or "", Origin(node, child), seen))
        tasks += [(child, seen) for child in behind]
        if rule.spacing == "join" and (join := node.get("join", "")):
            loose = Mark(Sign.LOOSE, seen)
            ahead_of, behind_it = join in {"left", "both"}, join in {"right", "both"}
            tasks = [*([loose] if ahead_of else []), *tasks, *([loose] if behind_it else [])]
        return [Mark(Sign.PART, seen), *tasks, Mark(Sign.PART, seen)] if name in _BLOCKS else tasks

    def _one_child(self, node: etree._Element, rule: Rule, seen: int) -> list[_Task]:
        chosen = next((one for wanted in rule.only for one in node if local_name(one) == wanted), None)
        for other in node:
            if other is not chosen:
                self._take_notes(other)
        return [] if chosen is None else [(chosen, seen)]

    def _take_notes(self, node: etree._Element) -> None:
        """Take the notes of what is not seen: they are listed all the same."""
        self._called += [note for note in node.iter(f"{{{TEI}}}note") if is_called(note)]


def _parts(root: etree._Element) -> list[etree._Element]:
    return [*(root.findall(_ABSTRACT) if root.getparent() is not None else ()), *_rest(root)]


def _rest(root: etree._Element) -> list[etree._Element]:
    return [child for child in root if local_name(child) in _PARTS]


def _shown_above(text: etree._Element | None) -> list[etree._Element]:
    """Return the front that has a title of its own, with what stands before it: the page begins with it."""
    front = next((child for child in text if local_name(child) == "front"), None) if text is not None else None
    if front is None or not any(local_name(child) in {"docTitle", "titlePage"} for child in front):
        return []
    return [*reversed([*front.itersiblings(preceding=True)]), front]


def _views(node: etree._Element, rule: Rule) -> int:
    """Return the views that show an element, as far as it decides that itself."""
    parent = node.getparent()
    if parent is not None and rule.in_restore and local_name(parent) == "restore":
        return READING | SOURCE if rule.in_restore == SHOWN else 0
    if parent is not None and local_name(parent) == "choice":
        if rule.choice:
            return VIEWS[rule.choice]
        # Of alternatives that nothing decides between, the first is read.
        if any(isinstance(one.tag, str) for one in node.itersiblings(preceding=True)):
            return 0
    return (READING if rule.reading == SHOWN else 0) | (SOURCE if rule.source == SHOWN else 0)


def is_called(note: etree._Element) -> bool:
    """Tell whether a note is called in the text and shown among the notes, not where it stands."""
    around = {local_name(one) for one in note.iterancestors()}
    return note.get("place") != "inline" and bool(around & {"text", "abstract"}) and not around & _UNCALLED


def _is_apart(node: etree._Element, name: str) -> bool:
    """Tell whether an entry of the apparatus stands away from its text, where all of its readings are shown."""
    around = [local_name(one) for one in node.iterancestors()]
    return "listApp" in around and around.count("app") == (0 if name == "app" else 1)


def _narrowed(views: int, spans: Mapping[str, int]) -> int:
    for view in spans.values():
        views &= view
    return views


def has_words(element: etree._Element) -> bool:
    """Tell whether an element has more than space directly in it."""
    return bool((element.text or "").strip()) or any((child.tail or "").strip() for child in element)
