"""Put what is marked letter by letter, or from one place to another, into elements of its own: `te:marked`.

kinds   of the spans around the text: "add", "del", "damage"
each    the sign after each of its letters

Stylesheets would else have to ask of every text whether it is marked, which costs a fifth of their time. Documents
without anything of the kind are not walked.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from lxml import etree

from teiedit.namespaces import XML_ID, tei
from teiedit.publish.passes.context import Context, te

MARKED: Final = te("marked")
_EACH: Final = te("each")
_KINDS: Final = {tei(f"{name}Span"): name for name in ("add", "del", "damage")}
_TEXT: Final = tei("text")
_NOTE: Final = tei("note")


@dataclass(frozen=True, slots=True)
class _Piece:
    """A text that is to be wrapped: that of an element or, where `is_tail`, the one after it."""

    element: etree._Element
    is_tail: bool
    kinds: str
    each: str


@dataclass
class _Walk:
    """One walk: which spans are open, by their ends, and which sign each letter has, by element."""

    ends: dict[str, int]
    open: dict[str, str] = field(default_factory=dict)
    each: list[str] = field(default_factory=lambda: [""])
    texts: int = 0
    found: list[_Piece] = field(default_factory=list)

    def enter(self, element: etree._Element, position: int) -> None:
        """Open and close spans where an element begins."""
        if element.tag == _TEXT:
            if not self.texts:
                self.open.clear()
            self.texts += 1
        kind = _KINDS.get(str(element.tag))
        target = (element.get("spanTo") or "")[1:]
        # One that says nowhere where it ends, or leads back, would take the whole rest with it.
        if kind and self.ends.get(target, -1) > position:
            self.open[target] = kind
        elif element.tag != _TEXT:
            self.open.pop(element.get(XML_ID) or "", None)
        # What stands in a note is listed elsewhere.
        outer = "" if element.tag == _NOTE else self.each[-1]
        self.each.append(element.get(_EACH) or outer)
        self._look(element, element.text, is_tail=False)

    def leave(self, element: etree._Element) -> None:
        """Look at what follows an element."""
        self.each.pop()
        if element.tag == _TEXT:
            self.texts -= 1
        self._look(element, element.tail, is_tail=True)

    def _look(self, element: etree._Element, text: str | None, *, is_tail: bool) -> None:
        if (self.open or self.each[-1]) and text and not text.isspace():
            kinds = " ".join(dict.fromkeys(self.open.values()))
            self.found.append(_Piece(element, is_tail, kinds, self.each[-1]))


def wrap_marked_text(root: etree._Element, context: Context) -> None:
    """Wrap the text between the ends of spans, and text with a sign after each letter."""
    if root.get(te("spans")) is None:
        return
    positions = {element: at for at, element in enumerate(root.iter(etree.Element))}
    walk = _Walk({name: positions[element] for name, element in context.ids.items()})
    for event, element in etree.iterwalk(root, events=("start", "end", "comment", "pi")):
        if event == "start":
            walk.enter(element, positions[element])
        elif event == "end":
            walk.leave(element)
        else:
            walk.each.append("")
            walk.leave(element)
    for piece in walk.found:
        _wrap(piece)


def _wrap(piece: _Piece) -> None:
    marked = etree.Element(MARKED)
    for name, value in (("kinds", piece.kinds), ("each", piece.each)):
        if value:
            marked.set(name, value)
    if piece.is_tail:
        marked.text, piece.element.tail = piece.element.tail, None
        piece.element.addnext(marked)
    else:
        marked.text, piece.element.text = piece.element.text, None
        piece.element.insert(0, marked)
