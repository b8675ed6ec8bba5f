"""Whatever an apparatus apart from its text points at, pages and their proof agree, and no word is lost."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest

from teiedit.publish.verify.check import check_pages
from unit.making import document, product

WORDS = "lorem ipsum dolor sit amet wo rd a b".split()  # noqa: SIM905
WITNESSES = "<listWit><witness xml:id='A'/><witness xml:id='B'/><witness xml:id='C'/></listWit>"


class Maker:
    """Makes texts with anchors, lines, readings and notes, and entries that point at any of them."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)
        self._ids: list[str] = []

    def text(self) -> str:
        parts = [self._paragraph() if self._random.random() < 0.6 else self._verse() for _ in range(3)]
        entries = "".join(self._entry_apart() for _ in range(4))
        return f"{WITNESSES}{''.join(parts)}<listApp>{entries}</listApp>"

    def _id(self) -> str:
        self._ids.append(f"i{len(self._ids)}")
        return self._ids[-1]

    def _pointer(self) -> str:
        return f"#{self._random.choice(self._ids or ['none'])}"

    def _word(self) -> str:
        return self._random.choice(WORDS)

    def _paragraph(self) -> str:
        return f"<p xml:id='{self._id()}'>{self._phrases(2)}</p>\n"

    def _verse(self) -> str:
        lines = (f"<l n='{self._random.randint(1, 5)}' xml:id='{self._id()}'>{self._phrases(2)}</l>" for _ in range(3))
        return f"<lg>{''.join(lines)}</lg>"

    def _phrases(self, depth: int) -> str:
        return "".join(self._phrase(depth) for _ in range(self._random.randint(1, 5)))

    def _phrase(self, depth: int) -> str:
        flat: list[Callable[[], str]] = [
            lambda: self._random.choice(["", " "]) + self._word() + self._random.choice([" ", ", ", ""]),
            lambda: self._random.choice(["", " "]) + self._word() + self._random.choice([" ", ", ", ""]),
            lambda: f"<anchor xml:id='{self._id()}'/>",
            lambda: f"<lb n='{self._random.randint(1, 4)}'/>",
            lambda: "<!-- c -->",
            lambda: f"<del>{self._word()}</del>",
            self._entry_behind,
        ]
        deep: list[Callable[[], str]] = [
            lambda: f"<hi xml:id='{self._id()}'>{self._phrases(depth - 1)}</hi>",
            lambda: f"<choice><sic>{self._word()}</sic><corr>{self._word()}</corr></choice>",
            lambda: self._entry_within(depth - 1),
            lambda: f"<note>{self._phrases(depth - 1)}</note>",
        ]
        return self._random.choice(flat + deep if depth else flat)()

    def _entry_within(self, depth: int) -> str:
        return f"<app><lem wit='#A'>{self._phrases(depth)}</lem><rdg wit='#B'>{self._phrases(depth)}</rdg></app>"

    def _entry_behind(self) -> str:
        to = self._random.choice(["", f" to='{self._pointer()}'"])
        return f"<app from='{self._pointer()}'{to}><lem>{self._word()}</lem>{self._reading()}</app>"

    def _entry_apart(self) -> str:
        lemma = " ".join(self._word() for _ in range(self._random.randint(0, 2)))
        place = f"loc='{self._random.randint(1, 5)}'"
        if self._random.random() < 0.5:
            place = f"from='{self._pointer()}' to='{self._pointer()}'"
        return f"<app {place}><lem>{lemma}</lem>{self._reading()}</app>"

    def _reading(self) -> str:
        note = self._random.choice(["", f"<note>{self._word()}</note>"])
        return f"<rdg wit='#{self._random.choice('ABC')}'>{self._word()} {note}</rdg>"


@pytest.mark.parametrize("seed", range(40))
def test_witnesses_read_what_the_entries_say(seed: int) -> None:
    source = document(Maker(seed).text())
    page = product(source).content
    found, _ = check_pages(source, [("document.html", page)], {})
    assert [one.message for one in found] == []
