"""The words that entries standing apart are about: who does not see them, and where others' readings stand instead.

What docs/apparatus.md says of entries with @from, @to or @loc, read from the document alone.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final, NamedTuple

from lxml import etree

from teiedit.namespaces import TEI, XML_ID, tei
from teiedit.publish.verify.choosing import Stand, readings_of, stand_of
from teiedit.publish.verify.names import local_name
from teiedit.publish.verify.words import spelt

# No part of the running text.
_AWAY: Final = frozenset(
    {"note", "listApp", "listWit", "witDetail", "wit", "teiHeader", "standOff", "figDesc", "index"}
)
_EXAMPLE: Final = "{http://www.tei-c.org/ns/Examples}egXML"
_HOLDERS: Final = frozenset({"p", "ab", "head", "l", "lg", "sp", "item", "cell", "body", "front", "back", "div"}) | {
    f"div{level}" for level in range(1, 8)
}
_ENDS_LINE: Final = _HOLDERS - {f"div{level}" for level in range(1, 8)}
_LARGE: Final = tuple(f"{{{TEI}}}{name}" for name in ("front", "body", "back", "text", "group"))
# Of a line with more words none is found in it.
_MOST_WORDS: Final = 2000

# A text: the element that it is in, and the node before it or the element again.
Key = tuple[etree._Element, etree._Element]


class _Piece(NamedTuple):
    key: Key
    text: str
    is_read: bool


_Word = tuple[str, int, int, int, int]


class _Line:
    """The words of a line, and where each of them begins a run."""

    def __init__(self, words: list[_Word]) -> None:
        self.words = words
        self.begun: dict[str, list[int]] = defaultdict(list)
        for at, word in enumerate(words):
            self.begun[word[0]].append(at)


class Hidden(NamedTuple):
    """Letters of a text, by their offsets, and the witnesses that read something else."""

    start: int
    end: int
    witnesses: frozenset[str]


@dataclass
class Lemmas:
    """What is known of the words of entries.

    Attributes:
        hidden: parts of texts, in order.
        within: entries whose readings stand in a text, with the offsets.
        behind: entries whose readings stand behind an element, or at its end if it is a block.
        here: entries whose readings stand where they do.
    """

    hidden: dict[Key, list[Hidden]] = field(default_factory=lambda: defaultdict(list))
    within: dict[Key, list[tuple[int, etree._Element]]] = field(default_factory=lambda: defaultdict(list))
    behind: dict[etree._Element, list[etree._Element]] = field(default_factory=lambda: defaultdict(list))
    here: set[etree._Element] = field(default_factory=set)


def is_block(element: etree._Element) -> bool:
    """Tell whether what belongs to the end of an element stands in it."""
    return local_name(element) in _HOLDERS


def is_told_whole(entry: etree._Element) -> bool:
    """Tell whether an entry is read whole in its own place; its readings in the text are there once more."""
    return stand_of(entry) is Stand.APART


def lemmas_of(
    root: etree._Element,
    is_read: Callable[[etree._Element], bool],
    variants: Callable[[etree._Element], frozenset[str]],
) -> Lemmas:
    """Find the words of all entries that stand apart.

    Args:
        root: of the document.
        is_read: whether the reading text has what stands in an element, as far as that itself decides.
        variants: the witnesses that read something else than the edition in an entry.
    """
    entries = [one for one in root.iter(tei("app")) if stand_of(one) is not Stand.WITHIN and _says_where(one)]
    return _Finder(root, is_read, variants).find(entries) if entries else Lemmas()


def _says_where(entry: etree._Element) -> bool:
    return bool(entry.get("from") or entry.get("to") or entry.get("loc"))


class _Finder:
    def __init__(
        self,
        root: etree._Element,
        is_read: Callable[[etree._Element], bool],
        variants: Callable[[etree._Element], frozenset[str]],
    ) -> None:
        self._is_read = is_read
        self._variants = variants
        self._pieces: list[_Piece] = []
        self._start: dict[etree._Element, int] = {}
        self._stop: dict[etree._Element, int] = {}
        self._line_stop: dict[etree._Element, int] = {}
        self._open_line: etree._Element | None = None
        self._lines: dict[etree._Element, _Line] = {}
        self._named = {str(one.get(XML_ID)): one for one in reversed(list(root.iter(etree.Element))) if one.get(XML_ID)}
        self._numbered: dict[str, etree._Element] = {}
        for line in root.iter(tei("l"), tei("lb")):
            if line.get("n") and line.get("n") not in self._numbered and not _is_in(line, "listApp"):
                self._numbered[line.get("n", "")] = line
        for text in root.iter(tei("text")):
            if text not in self._start:
                self._read(text)

    def find(self, entries: list[etree._Element]) -> Lemmas:
        found = Lemmas()
        # Where who stops seeing the text, and where he goes on.
        turns: dict[int, list[tuple[int, frozenset[str]]]] = defaultdict(list)
        for entry in entries:
            self._settle(entry, found, turns)
        away: Counter[str] = Counter()
        opened = 0
        for number, piece in enumerate(self._pieces):
            for step, witnesses in turns.get(number, ()):
                opened += step
                away.update(dict.fromkeys(witnesses, step))
            if opened and piece.text.strip():
                now = frozenset(one for one, times in away.items() if times > 0)
                found.hidden[piece.key].append(Hidden(0, len(piece.text), now))
        return found

    def _settle(self, entry: etree._Element, found: Lemmas, turns: dict[int, list[tuple[int, frozenset[str]]]]) -> None:
        """Say where one entry's words are."""
        begin, end = (self._named.get((entry.get(name) or "")[1:]) for name in ("from", "to"))
        is_listed = _is_in(entry, "listApp")
        if begin is not None and end is None:
            end = begin if is_listed else entry
        words = self._lemma(entry)
        if end is None and (line := self._line(entry.get("loc") or "")) is not None:
            self._settle_in_line(entry, line, words, found)
        if begin is None or end is None or _large(begin) is not _large(end):
            return
        start, stop = self._start.get(begin), (self._start if end is entry else self._stop).get(end)
        if start is None or stop is None or start > stop:
            return
        if words and not any(self._pieces[number].text.strip() for number in range(start, stop)):
            return
        turns[start].append((1, self._variants(entry)))
        turns[stop].append((-1, self._variants(entry)))
        if end is entry:
            found.here.add(entry)
        else:
            found.behind[end].append(entry)

    def _settle_in_line(self, entry: etree._Element, line: etree._Element, words: list[str], found: Lemmas) -> None:
        if line not in self._lines:
            self._lines[line] = _Line(self._words(line))
        there, size = self._lines[line].words, len(words)
        begun = self._lines[line].begun[words[0]] if words else []
        places = [at for at in begun if [one[0] for one in there[at : at + size]] == words]
        if len(places) != 1:
            return
        _, first, start, _, _ = there[places[0]]
        *_, last, end = there[places[0] + size - 1]
        for number in range(first, last + 1):
            piece = self._pieces[number]
            reach = (start if number == first else 0, end if number == last else len(piece.text))
            found.hidden[piece.key].append(Hidden(*reach, self._variants(entry)))
        found.within[self._pieces[last].key].append((end, entry))

    def _lemma(self, entry: etree._Element) -> list[str]:
        lemma = next((one for one in readings_of(entry) if local_name(one) == "lem"), None)
        if lemma is None or lemma.getparent() is not entry:
            return []
        return "".join(spelt(character) for character in self._letters(lemma)).split()

    def _letters(self, element: etree._Element) -> Iterator[str]:
        todo: list[etree._Element | str] = [element]
        while todo:
            one = todo.pop()
            if isinstance(one, str):
                yield from one
            elif one is element or (isinstance(one.tag, str) and self._is_here(one)):
                for child in reversed(one):
                    todo += [child.tail or "", child]
                todo.append(one.text or "")

    def _is_here(self, element: etree._Element) -> bool:
        return self._is_read(element) and not _is_away(element)

    def _line(self, loc: str) -> etree._Element | None:
        said = loc.strip()
        names = [said, *said.split()[-1:], said.rpartition(".")[2]]
        return next((self._numbered[one] for one in names if one in self._numbered), None)

    def _words(self, line: etree._Element) -> list[_Word]:
        """Return the words of a line: letters, first piece, offset in it, last piece, offset behind it."""
        found: list[_Word] = []
        goes_on = False
        for number in range(self._start.get(line, 0), self._line_stop.get(line, 0)):
            piece = self._pieces[number]
            for at, character in enumerate(piece.text if piece.is_read else ""):
                letter = spelt(character)
                if letter == " ":
                    goes_on = False
                elif letter and goes_on:
                    word, first, start, _, _ = found[-1]
                    found[-1] = (word + letter, first, start, number, at + 1)
                elif letter:
                    found.append((letter, number, at, number, at + 1))
                    goes_on = True
            if len(found) > _MOST_WORDS:
                return []
        return found

    def _read(self, text: etree._Element) -> None:
        """Read a text in the order of the document, without what stands away from it."""
        todo: list[tuple[str, etree._Element, etree._Element, bool]] = [("open", text, text, True)]
        while todo:
            what, element, node, is_read = todo.pop()
            if what == "text":
                words = (element.text if node is element else node.tail) or ""
                self._pieces += [_Piece((element, node), words, is_read)] if words else []
            elif what == "close":
                self._stop[element] = len(self._pieces)
                if local_name(element) in _ENDS_LINE:
                    self._stop_line()
            else:
                self._start[element] = len(self._pieces)
                if _is_away(element):
                    continue
                if local_name(element) in {"l", "lb"}:
                    self._stop_line()
                    self._open_line = element
                inside = is_read and self._is_read(element)
                todo.append(("close", element, element, inside))
                for child in reversed(element):
                    todo.append(("text", element, child, inside))
                    todo += [("open", child, child, inside)] if isinstance(child.tag, str) else []
                todo.append(("text", element, element, inside))

    def _stop_line(self) -> None:
        if self._open_line is not None:
            self._line_stop[self._open_line] = len(self._pieces)
            self._open_line = None


def _is_away(element: etree._Element) -> bool:
    name = local_name(element)
    if name == "app":
        return stand_of(element) is not Stand.WITHIN
    return name in _AWAY or element.tag == _EXAMPLE


def _is_in(element: etree._Element, name: str) -> bool:
    return next(element.iterancestors(tei(name)), None) is not None


def _large(element: etree._Element) -> etree._Element | None:
    return next(element.iterancestors(*_LARGE), None)


def parts_of(text: str, lemmas: Lemmas, key: Key) -> Iterator[tuple[str, frozenset[str] | None, list[etree._Element]]]:
    """Yield a text in parts: the words, who does not see them (None: all do), whose readings stand behind them."""
    hidden, within = lemmas.hidden.get(key, []), lemmas.within.get(key, [])
    opens: dict[int, list[Hidden]] = defaultdict(list)
    closes: dict[int, list[Hidden]] = defaultdict(list)
    for one in hidden:
        opens[one.start].append(one)
        closes[one.end].append(one)
    behind: Mapping[int, list[etree._Element]] = defaultdict(list)
    for at, entry in within:
        behind[at].append(entry)
    cuts = sorted({0, len(text), *opens, *closes, *behind})
    away: Counter[str] = Counter()
    opened = 0
    for start, end in pairwise(cuts):
        for step, several in ((-1, closes[start]), (1, opens[start])):
            for one in several:
                opened += step
                away.update(dict.fromkeys(one.witnesses, step))
        now = frozenset(one for one, times in away.items() if times > 0)
        yield text[start:end], now if opened else None, behind[end]
