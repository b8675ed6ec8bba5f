"""Mark the words of the text that entries standing apart are about, so that witnesses can read something else there.

te:lem   an element around some of these words: @var, the witnesses that read something else; @entry, whose words
         they are, of several entries that which began last
te:app   where the words end: @entry, its anchor; @switch="yes" where its readings are shown there

Only text is put into te:lem, slot by slot, so lemmata may overlap and cross paragraphs, and no element moves.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Final, NamedTuple

from lxml import etree

from teiedit.namespaces import tei
from teiedit.publish.passes.context import te
from teiedit.publish.passes.course import Course, Found, Slot

_INSIDE: Final = frozenset(
    tei(name)
    for name in (
        *("p", "ab", "head", "l", "lg", "sp", "item", "cell", "body", "front", "back", "div"),
        *(f"div{level}" for level in range(1, 8)),
    )
)


class _Lemma(NamedTuple):
    """Whose words they are, and who reads something else."""

    entry: str
    variants: tuple[str, ...]


class _Open:
    """The lemmata that are open at a place."""

    def __init__(self) -> None:
        self._lemmas: dict[_Lemma, None] = {}
        self._witnesses: Counter[str] = Counter()

    def turn(self, ending: Iterable[_Lemma], beginning: Iterable[_Lemma]) -> None:
        """Close some, then open others."""
        for lemma in ending:
            del self._lemmas[lemma]
            self._witnesses.subtract(lemma.variants)
        for lemma in beginning:
            self._lemmas[lemma] = None
            self._witnesses.update(lemma.variants)
        self._witnesses = +self._witnesses

    def now(self) -> _Lemma | None:
        """Return what is to be said of the words here."""
        if not self._lemmas:
            return None
        return _Lemma(next(reversed(self._lemmas)).entry, tuple(sorted(self._witnesses, key=_number)))


class Lemmas:
    """Collects where lemmata and the marks behind them are; nothing changes until `apply`."""

    def __init__(self, course: Course) -> None:
        self._course = course
        self._from: dict[int, list[_Lemma]] = defaultdict(list)
        self._to: dict[int, list[_Lemma]] = defaultdict(list)
        # In a slot: the offsets at which lemmata begin and end, and those of marks.
        self._cuts: dict[int, list[tuple[int, int, _Lemma]]] = defaultdict(list)
        self._within: dict[int, list[tuple[int, etree._Element]]] = defaultdict(list)
        self._behind: dict[etree._Element, list[etree._Element]] = defaultdict(list)

    def cover(self, reach: range, entry: etree._Element, anchor: str) -> None:
        """Say that slots are the words of an entry."""
        if reach:
            lemma = _lemma(entry, anchor)
            self._from[reach.start].append(lemma)
            self._to[reach.stop].append(lemma)

    def cover_words(self, found: Found, entry: etree._Element, anchor: str) -> None:
        """Say that words of a line are those of an entry, and mark it behind them."""
        lemma = _lemma(entry, anchor)
        for number in range(found.first, found.last + 1):
            start = found.start if number == found.first else 0
            end = found.end if number == found.last else len(self._course.slots[number].text)
            self._cuts[number].append((start, end, lemma))
        self._within[found.last].append((found.end, _mark(anchor, is_switched=True)))

    def mark_behind(self, element: etree._Element, anchor: str, *, is_switched: bool) -> None:
        """Mark an entry where an element ends: behind a phrase, at the end of a line of verse or a paragraph."""
        self._behind[element].append(_mark(anchor, is_switched=is_switched))

    def apply(self) -> None:
        """Put the elements in their places."""
        for number, lemma in self._spanned():
            self._cuts[number].append((0, len(self._course.slots[number].text), lemma))
        for number in sorted({*self._cuts, *self._within}, reverse=True):
            slot = self._course.slots[number]
            marks = sorted(self._within.get(number, ()), key=lambda mark: mark[0])
            _put(slot, list(_parts(slot.text, self._cuts.get(number, ()), marks)))
        for element, several in self._behind.items():
            if element.tag in _INSIDE:
                element.extend(several)
            else:
                _put(Slot(element, is_tail=True, is_read=True), [*several, element.tail or ""])

    def _spanned(self) -> Iterator[tuple[int, _Lemma]]:
        """Yield the slots of spans with what is to be said of them; space alone is nobody's words."""
        now = _Open()
        for start, end in pairwise(sorted({*self._from, *self._to})):
            now.turn(self._to.get(start, ()), self._from.get(start, ()))
            lemma = now.now()
            if lemma is not None:
                reach = ((at, self._course.slots[at].text) for at in range(start, end))
                yield from ((at, lemma) for at, text in reach if not text.isspace())


def _lemma(entry: etree._Element, anchor: str) -> _Lemma:
    return _Lemma(anchor, tuple((entry.get(te("var")) or "").split()))


def _mark(anchor: str, *, is_switched: bool) -> etree._Element:
    return etree.Element(te("app"), {"entry": anchor, **({"switch": "yes"} if is_switched else {})})


def _parts(
    text: str, cuts: Iterable[tuple[int, int, _Lemma]], marks: list[tuple[int, etree._Element]]
) -> Iterator[str | etree._Element]:
    """Yield a text in pieces: those of lemmata in elements, with the marks between them."""
    begins: dict[int, list[_Lemma]] = defaultdict(list)
    ends: dict[int, list[_Lemma]] = defaultdict(list)
    for start, end, lemma in cuts:
        begins[start].append(lemma)
        ends[end].append(lemma)
    now = _Open()
    waiting = iter([*marks, (len(text) + 1, None)])
    at, mark = next(waiting)
    for start, end in pairwise(sorted({0, len(text), *begins, *ends, *(place for place, _ in marks)})):
        now.turn(ends.get(start, ()), begins.get(start, ()))
        around = now.now()
        yield _around(text[start:end], around) if around is not None else text[start:end]
        while at <= end and mark is not None:
            yield mark
            at, mark = next(waiting)


def _around(text: str, lemma: _Lemma) -> etree._Element:
    element = etree.Element(te("lem"), {"entry": lemma.entry, "var": " ".join(lemma.variants)})
    element.text = text
    return element


def _put(slot: Slot, parts: list[str | etree._Element]) -> None:
    """Put text and elements in the place of a slot's text."""
    ahead = ""
    nodes: list[etree._Element] = []
    for part in parts:
        if not isinstance(part, str):
            nodes.append(part)
        elif nodes:
            nodes[-1].tail = (nodes[-1].tail or "") + part
        else:
            ahead += part
    # From the last to the first, so that each takes the place right behind the element.
    if slot.is_tail:
        slot.element.tail = None
        for node in reversed(nodes):
            slot.element.addnext(node)
        slot.element.tail = ahead or None
    else:
        slot.element.text = None
        for node in reversed(nodes):
            slot.element.insert(0, node)
        slot.element.text = ahead or None


def _number(witness: str) -> int:
    return int(witness[1:])
