"""What a document's pages must show: the words of each part, by view and in order, and the calls of notes in them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, NamedTuple, TypeAlias

from lxml import etree

from teiedit.namespaces import TEI, XML_ID, tei
from teiedit.publish.verify import choosing, lemmas
from teiedit.publish.verify.calls import Calls, calls_of, is_number
from teiedit.publish.verify.names import local_name
from teiedit.publish.verify.table import ALWAYS, PLAIN, SHOWN, Rule
from teiedit.publish.verify.texts import CHANGES, EVERY, READING, SOURCE, VIEWS, Mark, Reading, Sign, Text, Texts

# Where one of these begins or ends, another word begins.
_BLOCKS: Final = frozenset(
    "p ab head l lg item cell sp speaker stage div div1 div2 div3 div4 div5 div6 div7 list table row".split()  # noqa: SIM905 - a list of fifty quoted names is not read
)
_ABSTRACT: Final = f"{{{TEI}}}teiHeader/{{{TEI}}}profileDesc/{{{TEI}}}abstract"
_STRING: Final = etree.XPath("string()", smart_strings=False)
_BREAKS: Final = frozenset({"lb", "pb", "cb", "gb"})
# What a document is made of besides its header, in order.
_PARTS: Final = frozenset({"facsimile", "sourceDoc", "text", "standOff", "TEI", "teiCorpus"})
_DOCUMENTS: Final = (tei("TEI"), tei("teiCorpus"))


class Origin(NamedTuple):
    """A text: that after a child of an element, or after its start tag where both are the same."""

    element: etree._Element
    node: etree._Element


class _Place(NamedTuple):
    """What decides about what stands at a place: the views that show it, the reading that it belongs to."""

    views: int = EVERY
    reading: Reading | None = None


_PLACE: Final = _Place()
# What is still to do: a text, a sign, or an element with its place.
_Task: TypeAlias = "Text[Origin] | Mark | tuple[etree._Element, _Place]"


@dataclass
class Expected:
    """What the pages must show.

    Attributes:
        parts: the title, the abstract, the text.
        notes: those that are listed, with their words.
        variants: readings that are told at the foot of a passage alone.
        remarks: what entries say besides their readings; pages have it in the entry, PDFs at the foot.
        apart: what entries of a list say, which may be told at the foot of their passage once more.
        headers: of each document of a corpus, or of the only one, the parts that hold words.
        shown: elements that are seen in some view.
        pointers: those of them that must be links.
    """

    parts: dict[str, Texts[Origin]] = field(default_factory=dict)
    notes: dict[etree._Element, Texts[Origin]] = field(default_factory=dict)
    variants: list[Texts[Origin]] = field(default_factory=list)
    remarks: list[Texts[Origin]] = field(default_factory=list)
    apart: list[Texts[Origin]] = field(default_factory=list)
    headers: list[list[Texts[Origin]]] = field(default_factory=list)
    shown: set[etree._Element] = field(default_factory=set)
    pointers: set[etree._Element] = field(default_factory=set)


class Expectation:
    """Reads a document by a table of elements."""

    def __init__(self, root: etree._Element, table: Mapping[str, Rule], *, is_paper: bool = False) -> None:
        self._root = root
        # There calls have the numbers of their notes, and none of their own.
        self._is_paper = is_paper
        self._table = table
        self._ids = frozenset(str(one.get(XML_ID)) for one in root.iter(etree.Element) if one.get(XML_ID) is not None)
        self._calls: Calls = calls_of(root)
        self._witnesses = choosing.Witnesses(root)
        self._lemmas = lemmas.lemmas_of(root, self.is_read, self._variants)
        self._expected = Expected()
        self._at_foot: list[etree._Element] = []
        self._remarks: list[etree._Element] = []
        self._apart: list[etree._Element] = []
        self._own: Mapping[str, Callable[[etree._Element, _Place], list[_Task]]] = {
            "choice": self._choice,
            "app": self._entry,
        }

    @property
    def table(self) -> Mapping[str, Rule]:
        """How elements are shown."""
        return self._table

    @property
    def witnesses(self) -> Mapping[str, str]:
        """What witnesses are called, by their numbers."""
        return self._witnesses.names

    def read(self) -> Expected:
        """Return what the pages of the document must show."""
        expected, root = self._expected, self._root
        above = _shown_above(root.find(tei("text")))
        expected.parts["title"] = list(self._walk(above))
        expected.parts["abstract"] = list(self._walk(root.findall(_ABSTRACT)))
        expected.parts["text"] = list(self._walk(_parts_of(root), without=frozenset(above)))
        if self._is_paper and above:
            expected.parts["whole"] = list(self._walk(_parts_of(root)))
        for note in self._calls.listed:
            expected.notes[note] = list(self._walk([note], note=note))
        while self._at_foot:
            expected.variants.append(list(self._walk([self._at_foot.pop()])))
        expected.remarks += (list(self._walk([one])) for one in self._remarks)
        expected.apart += (list(self._walk([one], note=one)) for one in self._apart)
        for document in root.iter(*_DOCUMENTS):
            expected.shown.add(document)
            expected.headers.append([list(self._walk([unit])) for unit in self._units(document)])
        return expected

    def quoted(self, element: etree._Element) -> Texts[Origin]:
        """Return what is said of an element where its words are told once more, without notes."""
        around = Reading(frozenset(), element, is_chosen=True, is_again=True)
        return list(self._walk([element], around=_Place(reading=around)))

    def _units(self, document: etree._Element) -> Iterator[etree._Element]:
        """Yield the outermost elements of the header that have words directly in them."""
        todo = document.findall(tei("teiHeader"))
        while todo:
            element = todo.pop()
            name = local_name(element)
            rule = self._rule(name)
            if name == "abstract" or not isinstance(element.tag, str) or not _views(element, rule):
                continue
            if rule.unsaid and rule.unsaid in {ALWAYS, element.get("type")}:
                continue
            if _has_words(element):
                yield element
            else:
                self._expected.shown.add(element)
                todo.extend(reversed(element))

    def _rule(self, name: str) -> Rule:
        return self._table.get(name, PLAIN)

    def _walk(
        self,
        roots: Sequence[etree._Element],
        *,
        note: etree._Element | None = None,
        without: frozenset[etree._Element] = frozenset(),
        around: _Place = _PLACE,
    ) -> Iterator[Text[Origin] | Mark]:
        """Yield the texts of elements in order, with a list of what is still to do in the place of recursion."""
        todo: list[_Task] = []
        for root in reversed(roots):
            todo += [Mark(Sign.PART), (root, around), Mark(Sign.PART)]
        # What is seen in one view alone up to an element with an identifier: the views by the identifier.
        spans: dict[str, int] = {}
        while todo:
            task = todo.pop()
            if isinstance(task, Text):
                yield task._replace(views=_narrowed(task.views, spans)) if spans else task
                continue
            if isinstance(task, Mark):
                yield task
                continue
            element, place = task
            if element in without or not isinstance(element.tag, str) or self._is_called_elsewhere(element, place):
                continue
            name = local_name(element)
            spans.pop(element.get(XML_ID, ""), None)
            end = element.get("spanTo", "").removeprefix("#")
            if end in self._ids and (view := self._rule(name).spans):
                spans[end] = VIEWS[view] | CHANGES
            if name == "note" and element is not note and element in self._calls.listed:
                if element in self._calls.here:
                    todo.append(Mark(element, *place))
            else:
                tasks = self._tasks(element, name, place)
                if element in self._lemmas.behind:
                    at = len(tasks) - (name in _BLOCKS and lemmas.is_block(element))
                    tasks[at:at] = self._readings_behind(self._lemmas.behind[element], place)
                todo.extend(reversed(tasks))

    def _is_called_elsewhere(self, element: etree._Element, place: _Place) -> bool:
        """Tell whether a note, or its call, stands in a reading that is told once more."""
        is_again = place.reading is not None and place.reading.is_again
        return is_again and (local_name(element) == "note" or element in self._calls.by)

    def _tasks(self, element: etree._Element, name: str, place: _Place) -> list[_Task]:
        """Return what is to be done with an element: its text, its children, the texts after them, in their order."""
        rule = self._rule(name)
        self._expected.shown.add(element)
        if name in _BREAKS:
            return [Mark(Sign.JOIN if element.get("break") == "no" else Sign.PART, *place)]
        place = place._replace(views=place.views & _views(element, rule))
        if not place.views:
            return []
        if rule.links and element.get(rule.links) and not self._is_for_machines(element):
            self._expected.pointers.add(element)
        tasks = self._own[name](element, place) if name in self._own else self._in_order(element, rule, place)
        if element in self._calls.by:
            tasks = [] if self._is_paper and is_number(element) else tasks
            tasks.insert(0, Mark(self._calls.by[element], *place))
        if rule.spacing == "join" and (join := element.get("join", "")):
            loose = Mark(Sign.LOOSE, *place)
            ahead_of, behind_it = join in {"left", "both"}, join in {"right", "both"}
            tasks = [*([loose] if ahead_of else []), *tasks, *([loose] if behind_it else [])]
        return [Mark(Sign.PART, *place), *tasks, Mark(Sign.PART, *place)] if name in _BLOCKS else tasks

    def _is_for_machines(self, element: etree._Element) -> bool:
        """Tell whether a pointer stands in something that has no words and leads nowhere on the page."""
        around = next((one for one in element.iterancestors() if self._rule(local_name(one)).links == "none"), None)
        return around is not None and not str(_STRING(around)).strip()

    def _choice(self, choice: etree._Element, place: _Place) -> list[_Task]:
        """What stood there, then what was put in its stead; where changes are shown, both, each a word of its own."""
        source, reading = choosing.sides(choice, self._table)
        if source is None or reading is None:
            return []
        if source is reading:
            return [(source, place), *_strays(choice, place)]
        here = place.views
        parted = Mark(Sign.PART, here & CHANGES, place.reading)
        return [
            (source, place._replace(views=here & (SOURCE | CHANGES))),
            parted,
            (reading, place._replace(views=here & (READING | CHANGES))),
            *_strays(choice, place),
        ]

    def _entry(self, entry: etree._Element, place: _Place) -> list[_Task]:
        """Return the readings of an entry of the apparatus, each for those whose it is."""
        stand = choosing.stand_of(entry)
        remarks = list(choosing.remarks_of(entry))
        if stand is choosing.Stand.APART:
            self._apart += [*choosing.readings_of(entry), *remarks]
            return self._in_order(entry, PLAIN, place)
        self._remarks += (one for one in remarks if one not in self._calls.listed)
        if stand is choosing.Stand.BEHIND:
            self._at_foot += [one for one in choosing.readings_of(entry) if local_name(one) == "rdg"]
            return self._readings_behind([entry], place) if entry in self._lemmas.here else []
        readings = self._witnesses.read(entry, place.reading)
        found: list[_Task] = [(one, place._replace(reading=readings[one])) for one in choosing.readings_of(entry)]
        return [*found, *_strays(entry, place)]

    def _in_order(self, element: etree._Element, rule: Rule, place: _Place) -> list[_Task]:
        children = _parts_of(element) if element.tag in _DOCUMENTS else list(element)
        ahead = [child for child in children if local_name(child) in rule.first]
        behind = [child for wanted in rule.last for child in children if local_name(child) == wanted]
        moved = {*ahead, *behind}
        tasks: list[_Task] = [(child, place) for child in ahead]
        tasks += self._text(element.text, Origin(element, element), place)
        for child in children:
            if child not in moved:
                tasks.append((child, place))
            if (tail := child.tail or "") and not tail.strip() and self._is_closed_up(child, tail):
                tasks.append(Mark(Sign.LOOSE, *place))
            else:
                tasks += self._text(tail, Origin(element, child), place)
        tasks += [Mark(note, *place) for note in self._calls.behind.get(element, ())]
        tasks += [(child, place) for child in behind]
        return tasks

    def _text(self, text: str | None, origin: Origin, place: _Place) -> list[_Task]:
        """Return a text, in parts where witnesses read something else in it."""
        if not text or (origin not in self._lemmas.hidden and origin not in self._lemmas.within):
            return [Text(text or "", origin, *place)]
        tasks: list[_Task] = []
        for words, away, entries in lemmas.parts_of(text, self._lemmas, origin):
            reading = place.reading if away is None else Reading(away, object(), place.reading, is_chosen=True)
            tasks += [Text(words, origin, place.views, reading), *self._readings_behind(entries, place)]
        return tasks

    def _readings_behind(self, entries: Iterable[etree._Element], place: _Place) -> list[_Task]:
        """Return what others read where the words end that entries standing apart are about."""
        found: list[_Task] = []
        for entry in entries:
            readings = self._witnesses.read(entry, place.reading, is_again=lemmas.is_told_whole(entry))
            several = (one for one in choosing.readings_of(entry) if not readings[one].is_chosen)
            found += [(one, place._replace(reading=readings[one])) for one in several]
        return found

    def is_read(self, element: etree._Element) -> bool:
        """Tell whether the edition's reading text has what is in an element, as far as this decides it."""
        parent = element.getparent()
        around = local_name(parent) if parent is not None else ""
        if around == "choice" and choosing.sides(parent, self._table)[1] is not element:  # type: ignore[arg-type]
            return False
        if local_name(element) in {"lem", "rdg"} and not self._witnesses.is_chosen(element):
            return False
        return bool(_views(element, self._rule(local_name(element))) & READING)

    def _variants(self, entry: etree._Element) -> frozenset[str]:
        readings = self._witnesses.read(entry, None).values()
        return frozenset(one for reading in readings if reading.is_chosen for one in reading.witnesses)

    def _is_closed_up(self, token: etree._Element, space: str) -> bool:
        """Tell whether space between two tokens may be the file's: where a line ends and one of them is no word."""
        after = token.getnext()
        if after is None or "\n" not in space:
            return False
        names = {local_name(token), local_name(after)}
        return names != {"w"} and all(self._rule(name).spacing == "join" for name in names)


def _strays(element: etree._Element, place: _Place) -> list[_Task]:
    """Return the words between alternatives, where there should be none: they must not get lost."""
    texts = [(element.text, element), *((child.tail, child) for child in element)]
    return [Text(text, Origin(element, node), *place) for text, node in texts if text and text.strip()]


def _parts_of(document: etree._Element) -> list[etree._Element]:
    abstract = document.findall(_ABSTRACT) if document.getparent() is not None else ()
    return [*abstract, *(child for child in document if local_name(child) in _PARTS)]


def _shown_above(text: etree._Element | None) -> list[etree._Element]:
    """Return the front that has a title of its own, with what stands before it: the page begins with it."""
    front = next((child for child in text if local_name(child) == "front"), None) if text is not None else None
    if front is None or not any(local_name(child) in {"docTitle", "titlePage"} for child in front):
        return []
    return [*reversed([*front.itersiblings(preceding=True)]), front]


def _views(element: etree._Element, rule: Rule) -> int:
    """Return the views that show an element, as far as it decides that itself."""
    parent = element.getparent()
    around = local_name(parent) if parent is not None else ""
    if rule.in_restore and around == "restore":
        return EVERY if rule.in_restore == SHOWN else 0
    views = (READING if rule.reading == SHOWN else 0) | (SOURCE if rule.source == SHOWN else 0)
    return views | CHANGES if views else 0


def _narrowed(views: int, spans: Mapping[str, int]) -> int:
    for view in spans.values():
        views &= view
    return views


def _has_words(element: etree._Element) -> bool:
    """Tell whether an element has more than space directly in it."""
    return bool((element.text or "").strip()) or any((child.tail or "").strip() for child in element)
