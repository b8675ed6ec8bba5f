"""What a PDF shows: the words of the text, of each note at its call, of what is said about the document.

Words of the PDF's own are known by the region that the template gives them (xslt/typst/own.typ), and labels by their
tags. Running heads and page numbers have no tags.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final

from teiedit.publish.verify.pdf_lines import Call, Flow, Piece
from teiedit.publish.verify.pdf_tags import Closing, Placed, Tag, read_tagged
from teiedit.publish.verify.texts import Texts

# The regions of words that the PDF makes itself, of those that are said about the document, of the text of notes that
# are no footnotes, of the numbers that notes begin with, and of those in the text that call them.
OWN: Final = "XO"
ABOUT: Final = "XA"
NOTE: Final = "XN"
NUMBER: Final = "XL"
CALL: Final = "XC"
# What is printed in the place of a character that no font has.
_POINT: Final = re.compile(r"U\+((?:10|[0-9A-F])?[0-9A-F]{4})")
_SIGNS: Final = frozenset("*†‡§‖¶#")
# Tags that part no words.
_INLINE: Final = frozenset({"Span", "Link", "Em", "Strong", "Code", "Quote", "Reference", "Annot", "BibEntry", "Lbl"})
_NOTE: Final = "Note"
# Of its tags so many may be open around a run; its sign of the root is drawn.
_FORMULA: Final = "Formula"
_AROUND: Final = 4
_ROOT: Final = "√"


@dataclass
class ShownPdf:
    """What a PDF shows.

    Attributes:
        text: the title, the summary and the text, with the calls of notes.
        notes: by the names that calls have for them.
        numbered: by their numbers, the names of notes whose calls are elsewhere.
        headers: of each document, what is said about it.
    """

    text: Texts[str] = field(default_factory=list)
    notes: dict[str, Texts[str]] = field(default_factory=dict)
    numbered: dict[str, list[str]] = field(default_factory=dict)
    headers: list[Texts[str]] = field(default_factory=list)


def read_pdf(content: bytes) -> ShownPdf:
    """Read a PDF.

    Raises:
        TypesetError: it is none, or has no tags.
    """
    reader = _Reader()
    for event in read_tagged(content):
        if isinstance(event, Placed):
            reader.add(event)
        elif isinstance(event, Tag):
            reader.open(event)
        else:
            reader.close(event)
    return reader.shown()


@dataclass(slots=True)
class _Opened:
    """A tag that is open: how its list is numbered, whether what it holds is the PDF's own, the block around it."""

    kind: str
    numbering: str
    is_own: bool
    block: int


@dataclass(eq=False, slots=True)
class _Note:
    """A note, its number, and its call where its tag says it."""

    name: str
    flow: Flow = field(default_factory=Flow)
    number: str = ""
    call: Call | None = None


class _Reader:
    def __init__(self) -> None:
        self._text = self._last_flow = Flow()
        self._notes: list[_Note] = []
        self._headers: list[Flow] = []
        # The notes at the foot that are open, each called in the one before; the last of those that stand elsewhere.
        self._at_foot: list[_Note] = []
        self._endnote: _Note | None = None
        self._is_about = False
        self._open = [_Opened("", "", is_own=False, block=0)]
        # Each block has a number; the last that was given.
        self._last = self._block = 0
        # What the run before was, where a number goes on.
        self._before = ""

    def open(self, tag: Tag) -> None:
        around = self._open[-1]
        self._open.append(_Opened(tag.kind, tag.numbering or around.numbering, self._is_own(tag, around), self._block))
        if tag.kind == _NOTE:
            call = Call()
            self._flow().items.append(call)
            self._at_foot.append(self._begin(call))
        if tag.kind not in _INLINE:
            self._part()

    def close(self, closing: Closing) -> None:
        opened = self._open.pop()
        if closing.kind == _NOTE:
            self._at_foot.pop()
            self._block = opened.block
        elif closing.kind not in _INLINE:
            self._part()
        self._before = ""

    def add(self, placed: Placed) -> None:
        region = placed.language.rpartition("-")[2]
        is_own = region in {OWN, CALL, NUMBER} or self._open[-1].is_own
        if region == NUMBER:
            self._number(placed.run.text)
        elif region == CALL:
            self._call(placed.run.text)
        self._before = region
        if not is_own and not self._at_foot:
            self._last_flow = self._flow_of(region)
        text = characters_of(placed.run.text)
        is_framed = text != placed.run.text
        is_formula = any(one.kind == _FORMULA for one in self._open[-_AROUND:])
        run = placed.run._replace(text=text.replace(_ROOT, " ") if is_formula else text)
        self._flow().items.append(Piece(run, placed.page, self._block, is_own, is_framed, is_formula))

    def shown(self) -> ShownPdf:
        numbered: dict[str, list[str]] = {}
        for note in self._notes:
            if note.call is None:
                numbered.setdefault(note.number, []).append(note.name)
            else:
                note.call.href = note.name
        notes = {note.name: note.flow.texts() for note in self._notes}
        return ShownPdf(self._text.texts(), notes, numbered, [flow.texts() for flow in self._headers])

    def _flow(self) -> Flow:
        """Return the note at the foot that is open, else what was read last: words of the PDF's own go with it."""
        return self._at_foot[-1].flow if self._at_foot else self._last_flow

    def _flow_of(self, region: str) -> Flow:
        """Return where words outside of tags of notes belong: that about the next document begins after some text."""
        if region == NOTE and self._endnote is not None:
            return self._endnote.flow
        if region != ABOUT:
            self._is_about = False
            return self._text
        if not self._is_about:
            self._is_about = True
            self._headers.append(Flow())
        return self._headers[-1]

    def _begin(self, call: Call | None) -> _Note:
        note = _Note(f"#{len(self._notes) + 1}", call=call)
        self._notes.append(note)
        return note

    def _number(self, text: str) -> None:
        """Begin a note with its number; of several notes in one tag, none is called where the tag stands."""
        if self._before != NUMBER:
            if not self._at_foot:
                self._endnote = self._begin(None)
                self._last_flow = self._endnote.flow
            elif self._at_foot[-1].number or any(isinstance(one, Piece) for one in self._at_foot[-1].flow.items):
                self._at_foot[-1].call = None
                self._at_foot[-1] = self._begin(None)
        note = self._at_foot[-1] if self._at_foot else self._endnote
        if note is not None:
            note.number += _bare(text)

    def _call(self, text: str) -> None:
        items = self._flow().items
        before = items[-2] if self._before == CALL and len(items) > 1 else None
        if isinstance(before, Call):
            before.number += _bare(text)
        else:
            items.append(Call(number=_bare(text)))

    def _part(self) -> None:
        self._last += 1
        self._block = self._last

    @staticmethod
    def _is_own(tag: Tag, around: _Opened) -> bool:
        """Tell whether a tag holds words of the PDF's own: a number of a note, a mark of a list; else a term."""
        is_label = tag.kind == "Lbl" and (around.kind != "LI" or around.numbering not in {"", "None"})
        return around.is_own or is_label


def characters_of(text: str) -> str:
    """Return a text with the characters whose numbers are printed where no font has them: `U+6F22`."""
    if "U+" in text:
        text = _POINT.sub(lambda found: chr(int(found[1], 16)), text)
    return text


def _bare(number: str) -> str:
    """Return a number without what may stand beside it: brackets, space, a sign without width."""
    return "".join(one for one in number if one.isalnum() or one in _SIGNS)
