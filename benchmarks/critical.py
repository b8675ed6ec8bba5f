"""Make a critical edition of any length: prose in several divisions, an apparatus, notes in two series.

The words are made up and never repeat in a lemma, so that a reader of the PDF can find each lemma in it. The same
number of pages gives the same text.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import Final, NamedTuple

from lxml import etree

_HEADER: Final = (
    '<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="la"><teiHeader><fileDesc><titleStmt><title>Liber fictus</title>'
    "</titleStmt><publicationStmt><publisher>Nobody</publisher></publicationStmt><sourceDesc><listWit>"
    '<witness xml:id="A">Codex of the abbey</witness><witness xml:id="B">Codex of the town</witness>'
    '<witness xml:id="C">Codex of the court</witness></listWit></sourceDesc></fileDesc></teiHeader><text><body>'
)
_SYLLABLES: Final = [
    "ba",
    "ce",
    "di",
    "fo",
    "gu",
    "la",
    "me",
    "ni",
    "po",
    "ru",
    "sa",
    "te",
    "vi",
    "xo",
    "bre",
    "cla",
    "dro",
    "fle",
    "gri",
    "pra",
    "ste",
    "tri",
]
_ENDINGS: Final = ["s", "m", "t", "ntur", "re", "que", "mus", "bus", "tis"]
# What a page of an octavo holds, about.
_WORDS_A_PAGE: Final = 160
_WORDS_A_PARAGRAPH: Final = (60, 190)
_WORDS_A_DIVISION: Final = 1_500
_WITNESSES: Final = ("#A", "#B", "#C", "#A #B", "#A #C", "#B #C")


class Edition(NamedTuple):
    """A document, and the lemmata of its entries in their order."""

    tei: bytes
    lemmata: tuple[str, ...]


def critical_edition(pages: int, entries: int, *, notes: int = 0, with_apparatus: bool = True) -> Edition:
    """Make an edition.

    Args:
        pages: about how many pages of an octavo.
        entries: of the apparatus.
        notes: of the author and of the editor, together.
        with_apparatus: false for the same text with the readings of the edition alone.
    """
    return _Scribe(pages, entries, notes, with_apparatus=with_apparatus).edition()


class _Scribe:
    def __init__(self, pages: int, entries: int, notes: int, *, with_apparatus: bool) -> None:
        self._dice = random.Random(pages)
        self._words = pages * _WORDS_A_PAGE
        places = self._dice.sample(range(self._words), entries + notes)
        self._entries = set(places[:entries])
        self._notes = set(places[entries:])
        self._with_apparatus = with_apparatus
        self._lemmata: list[str] = []

    def edition(self) -> Edition:
        text = "".join(self._divisions())
        return Edition((_HEADER + text + "</body></text></TEI>").encode(), tuple(self._lemmata))

    def _divisions(self) -> Iterator[str]:
        at = 0
        while at < self._words:
            end = min(self._words, at + _WORDS_A_DIVISION)
            yield f"<div><head>Caput {self._word()}</head>"
            while at < end:
                reach = range(at, min(end, at + self._dice.randint(*_WORDS_A_PARAGRAPH)))
                yield f"<p>{_capitalized(' '.join(map(self._said, reach)))}.</p>"
                at = reach.stop
            yield "</div>"

    def _said(self, at: int) -> str:
        """Return the word at a place of the text, with what is said of it."""
        word = self._word()
        if at in self._entries:
            word = self._entry()
        if at in self._notes:
            whose = self._dice.choice(("author", "editor"))
            word += f'<note type="{whose}">{_capitalized(self._phrase(4, 30))}.</note>'
        return word

    def _entry(self) -> str:
        number = len(self._lemmata)
        # Sometimes of several words, so that it goes over the end of a line or a page.
        lemma = " ".join([_unique(number), *self._phrase(0, 0 if number % 4 else 3).split()])
        self._lemmata.append(lemma)
        readings = [self._phrase(1, 3) for _ in range(self._dice.choice((1, 1, 1, 2)))]
        told = "".join(f'<rdg wit="{self._dice.choice(_WITNESSES)}">{reading}</rdg>' for reading in readings)
        if number % 7 == 0:
            told += '<rdg wit="#C"/>'
        return f"<app><lem>{lemma}</lem>{told}</app>" if self._with_apparatus else lemma

    def _phrase(self, least: int, most: int) -> str:
        return " ".join(self._word() for _ in range(self._dice.randint(least, most)))

    def _word(self) -> str:
        return "".join(self._dice.choices(_SYLLABLES, k=self._dice.randint(1, 3))) + self._dice.choice(_ENDINGS)


def _capitalized(text: str) -> str:
    # An entry that stands first begins with a tag.
    return text[0].upper() + text[1:]


def _unique(number: int) -> str:
    """Return a word that no chance makes: its letters are those of its number."""
    return "qu" + "".join("zhkwyjpvbc"[int(digit)] + "a" for digit in str(number)) + "x"


def document_of(edition: Edition) -> etree._Element:
    """Return the root of the document."""
    return etree.fromstring(edition.tei)
