"""Notes of a PDF: in its tags each stands where it is called, so that calls and words are compared at once."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterator, Mapping
from itertools import zip_longest
from typing import NamedTuple, TypeAlias

from lxml import etree

from teiedit.publish.verify.compare import Fault, Kind, compare
from teiedit.publish.verify.expected import Origin
from teiedit.publish.verify.pdf_lines import BY_NUMBER
from teiedit.publish.verify.pdf_shown import ShownPdf
from teiedit.publish.verify.texts import Texts, stream_of
from teiedit.publish.verify.words import Stream

# The notes of the document and those of the PDF that are called at the same place.
_Group: TypeAlias = "tuple[list[etree._Element], list[str]]"


class MissingCall(NamedTuple):
    """A note that is not where it is called."""

    note: etree._Element


class NotesAtFoot:
    """Holds flows of text against each other, and the notes that they call, and those that these call."""

    def __init__(self, expected: Mapping[etree._Element, Texts[Origin]], shown: ShownPdf, view: int) -> None:
        self._expected = {note: stream_of(texts, view) for note, texts in expected.items()}
        self._shown = {href: stream_of(texts) for href, texts in shown.notes.items()}
        # Notes whose calls only name their numbers: by number and by words.
        self._numbered: dict[str, dict[str, deque[str]]] = defaultdict(lambda: defaultdict(deque))
        for number, hrefs in shown.numbered.items():
            for href in hrefs:
                self._numbered[number][self._shown[href].letters()].append(href)
        self._called: set[etree._Element] = set()
        self._taken: set[str] = set()
        self._missing: list[etree._Element] = []

    def check(self, ours: Stream[Origin], theirs: Stream[str]) -> Iterator[Fault]:
        """Yield what happened to the words of a text and of the notes called in it."""
        todo = [(ours, theirs)]
        while todo:
            ours, theirs = todo.pop()
            yield from compare(ours, theirs)
            for note, href in self._pairs(ours, theirs):
                self._taken.add(href)
                todo.append((self._expected[note], self._shown[href]))

    def missing(self) -> Iterator[Fault | MissingCall]:
        """Yield what is wrong with notes that do not stand where they are called; after all texts."""
        for note in self._missing:
            ours = self._expected[note]
            letters = ours.letters()
            href = next((one for one, found in self.left().items() if found.letters() == letters), None)
            if href is not None:
                self._taken.add(href)
                yield MissingCall(note)
            elif ours.words:
                yield Fault(Kind.LOST, " ".join(ours.words), ours.piece(0))
            else:
                yield MissingCall(note)

    def left(self) -> dict[str, Stream[str]]:
        """Return what else stands at the foot of pages: the apparatus."""
        return {href: stream for href, stream in self._shown.items() if href not in self._taken}

    def uncalled(self) -> dict[etree._Element, Stream[Origin]]:
        """Return the notes that are called nowhere in this view."""
        return {note: stream for note, stream in self._expected.items() if note not in self._called}

    def _pairs(self, ours: Stream[Origin], theirs: Stream[str]) -> Iterator[tuple[etree._Element, str]]:
        """Yield which note of the PDF is which: where they are called at one place, by their words, then in order."""
        for notes, hrefs in self._groups(ours, theirs):
            by_words: dict[str, deque[str]] = defaultdict(deque)
            for href in hrefs:
                if href in self._shown:
                    by_words[self._shown[href].letters()].append(href)
            numbers = [href.removeprefix(BY_NUMBER) for href in hrefs if href not in self._shown]
            rest: list[etree._Element] = []
            for note in notes:
                letters = self._expected[note].letters()
                places = [by_words, *(self._numbered[number] for number in numbers)]
                found = next((place[letters] for place in places if place.get(letters)), None)
                if found:
                    yield note, found.popleft()
                else:
                    rest.append(note)
            yield from self._alike(rest, by_words, numbers)

    def _alike(
        self, notes: list[etree._Element], by_words: Mapping[str, deque[str]], numbers: list[str]
    ) -> Iterator[tuple[etree._Element, str]]:
        """Yield notes whose words are not all there with what is left of those that are called where they are."""
        free = [href for several in by_words.values() for href in several] if notes else []
        for number in numbers if notes else ():
            free += [href for several in self._numbered[number].values() for href in several][:1]
        for note, href in zip_longest(notes, free[: len(notes)]):
            if href is not None and self._is_like(note, href):
                yield note, href
            else:
                self._missing.append(note)

    def _groups(self, ours: Stream[Origin], theirs: Stream[str]) -> list[_Group]:
        """Return the calls that stand behind the same letters; all together, where letters differ."""
        mine = [(at, note) for at, note in ours.calls if isinstance(note, etree._Element) and self._is_first(note)]
        other = [(at, str(href)) for at, href in theirs.calls]
        if ours.letters() != theirs.letters():
            return [([note for _, note in mine], [href for _, href in other])]
        groups: dict[int, _Group] = {}
        after, behind = ours.offsets(), theirs.offsets()
        for at, note in mine:
            groups.setdefault(after[at], ([], []))[0].append(note)
        for at, href in other:
            groups.setdefault(behind[at], ([], []))[1].append(href)
        return [*groups.values()]

    def _is_first(self, note: etree._Element) -> bool:
        """Tell whether a note is called for the first time; at further calls the PDF has its number alone."""
        if note in self._called or note not in self._expected:
            return False
        self._called.add(note)
        return True

    def _is_like(self, note: etree._Element, href: str) -> bool:
        """Tell whether most words of a note stand in one of the PDF."""
        wanted, found = self._expected[note].words, set(self._shown[href].words)
        return 2 * sum(word in found for word in wanted) >= len(wanted)
