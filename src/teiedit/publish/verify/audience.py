"""Who sees each word: the witnesses in whose text it stands, in the document and on its pages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import Final, NamedTuple

from teiedit.publish.verify.compare import Fault, Kind
from teiedit.publish.verify.expected import Origin
from teiedit.publish.verify.texts import ALL_READINGS, READING, Reading, Text, Texts, stream_of
from teiedit.publish.verify.views import Seen
from teiedit.publish.verify.words import Piece, Stream


class Audience(NamedTuple):
    """Some witnesses, or all but some."""

    is_all_but: bool
    witnesses: frozenset[str]

    def has(self, witness: str) -> bool:
        """Tell whether a witness is among them."""
        return self.is_all_but != (witness in self.witnesses)


_ALL: Final = Audience(is_all_but=True, witnesses=frozenset())


def check_audience(expected: Texts[Origin], shown: Texts[str], witnesses: Mapping[str, str]) -> Iterator[Seen]:
    """Yield words that a witness lacks or has on the page and not in the document, where both have the same words."""
    if not any(text.reading for text in expected) and not any(text.reading for text in shown):
        return
    ours, theirs = _stream(expected), _stream(shown)
    if ours.letters() != theirs.letters():
        # What differs there is told already.
        return
    runs = groupby(enumerate(_differences(ours, theirs)), lambda one: (one[1][1:3], one[1][0] - one[0]))
    for ((witness, kind), _), several in runs:
        pieces = [piece for _, (*_, piece) in several]
        at = Piece(pieces[0].text, pieces[0].origin[0], pieces[0].number)
        said = f"in the text of {witnesses.get(witness, witness)}"
        yield Seen(Fault(kind, " ".join(piece.text for piece in pieces), at), said)


def _stream(texts: Texts[Origin] | Texts[str]) -> Stream[tuple[Origin | str, Audience]]:
    """Return all readings together, each piece with those who see it."""
    known: dict[Reading, Audience] = {}
    marked = [
        text._replace(origin=(text.origin, _audience(text.reading, known))) if isinstance(text, Text) else text
        for text in texts
    ]
    return stream_of(marked, READING, ALL_READINGS)


def _audience(reading: Reading | None, known: dict[Reading, Audience]) -> Audience:
    """Return who sees a reading, as it and all around it say."""
    inside: list[Reading] = []
    while reading is not None and reading not in known:
        inside.append(reading)
        reading = reading.outer
    found = known[reading] if reading is not None else _ALL
    for one in reversed(inside):
        found = known[one] = _narrowed(found, one)
    return found


def _narrowed(around: Audience, reading: Reading) -> Audience:
    if reading.is_chosen and around.is_all_but:
        return Audience(is_all_but=True, witnesses=around.witnesses | reading.witnesses)
    if reading.is_chosen:
        return Audience(is_all_but=False, witnesses=around.witnesses - reading.witnesses)
    if around.is_all_but:
        return Audience(is_all_but=False, witnesses=reading.witnesses - around.witnesses)
    return Audience(is_all_but=False, witnesses=around.witnesses & reading.witnesses)


def _differences(
    ours: Stream[tuple[Origin | str, Audience]], theirs: Stream[tuple[Origin | str, Audience]]
) -> Iterator[tuple[int, str, Kind, Piece[tuple[Origin, Audience]]]]:
    """Yield the pieces of the document that not the same witnesses have, with their numbers and the first of these."""
    ends = theirs.offsets()
    there = 0
    for number, at in enumerate(ours.offsets()[:-1]):
        while there + 1 < len(ends) - 1 and ends[there + 1] <= at:
            there += 1
        piece = ours.piece(number)
        wanted, found = piece.origin[1], theirs.piece(there).origin[1]
        if wanted == found:
            continue
        # Where one says "all but", whom it does not name is told by the text of the edition.
        named = sorted(wanted.witnesses ^ found.witnesses)
        witness = next((one for one in named if wanted.has(one) != found.has(one)), None)
        if witness is not None:
            yield number, witness, Kind.LOST if wanted.has(witness) else Kind.ADDED, piece  # type: ignore[misc]
