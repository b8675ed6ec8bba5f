"""Take white space away that is the file's and not the text's: beside breaks in a word, between close tokens.

Only texts change, so that the places of elements stay what they are.
"""

from __future__ import annotations

import re
from typing import Final

from lxml import etree

from teiedit.namespaces import tei
from teiedit.publish.passes.context import Context, te
from teiedit.publish.passes.selecting import words_of

_BREAKS: Final = tuple(tei(name) for name in ("lb", "pb", "cb", "gb", "milestone"))
_WORD, _MARK, _CHARACTER, _MORPH = (tei(name) for name in ("w", "pc", "c", "m"))
_TOKENS: Final = frozenset({_WORD, _MARK, _CHARACTER, _MORPH})
# Of their children one is shown here and another there.
_ALTERNATIVES: Final = frozenset({tei("choice"), tei("app"), tei("rdgGrp")})
_CLOSING: Final = re.compile(r"[.,;:!?…)\]}»”’]+")
_OPENING: Final = re.compile(r"[(\[{¿¡„]+")
_SPACE: Final = " \t\r\n"


def close_up(root: etree._Element, _: Context) -> None:
    """Close up the texts of an annotated copy; breaks in a word already have `te:join`."""
    for one in root.iter(*_BREAKS):
        if one.get(te("join")) is not None:
            _strip_before(one)
            _strip_after(one)
    for one in root.iter(*_TOKENS):
        space = one.tail
        if space and not space.strip(_SPACE):
            after = _next(one)
            if after is not None and _is_close(one, after, space):
                one.tail = None


def _strip_before(element: etree._Element) -> None:
    """Take away the space before an element, also that within the end of its neighbour."""
    before = element.getprevious()
    while before is not None:
        before.tail = (before.tail or "").rstrip(_SPACE) or None
        if before.tail:
            return
        if isinstance(before.tag, str):
            _strip_end(before)
            return
        # A comment in a word is no word.
        before = before.getprevious()
    parent = element.getparent()
    if parent is not None:
        parent.text = (parent.text or "").rstrip(_SPACE) or None


def _strip_end(element: etree._Element) -> None:
    todo = [element]
    while todo:
        one = todo.pop()
        if one.tag in _ALTERNATIVES:
            # Whichever of them is shown.
            todo += [child for child in one if isinstance(child.tag, str)]
        elif len(one):
            last = one[-1]
            last.tail = (last.tail or "").rstrip(_SPACE) or None
            if not last.tail and isinstance(last.tag, str):
                todo.append(last)
        else:
            one.text = (one.text or "").rstrip(_SPACE) or None


def _strip_after(element: etree._Element) -> None:
    after: etree._Element | None = element
    while after is not None:
        after.tail = (after.tail or "").lstrip(_SPACE) or None
        if after.tail:
            return
        after = after.getnext()
        if after is not None and isinstance(after.tag, str):
            _strip_start(after)
            return


def _strip_start(element: etree._Element) -> None:
    todo = [element]
    while todo:
        one = todo.pop()
        if one.tag in _ALTERNATIVES:
            todo += [child for child in one if isinstance(child.tag, str)]
            continue
        one.text = (one.text or "").lstrip(_SPACE) or None
        if not one.text and len(one) and isinstance(one[0].tag, str):
            todo.append(one[0])


def _next(element: etree._Element) -> etree._Element | None:
    after = element.getnext()
    return after if after is not None and isinstance(after.tag, str) else None


def _is_close(before: etree._Element, after: etree._Element, space: str) -> bool:
    """Tell whether two neighbours stand close together, because the source says so or the writing does."""
    if before.get("join") in {"right", "both"}:
        return True
    if after.tag not in _TOKENS:
        return False
    if after.get("join") in {"left", "both"}:
        return True
    if "\n" not in space:
        return False
    if _CHARACTER in {before.tag, after.tag} or (before.tag == after.tag == _MORPH):
        return True
    return (after.tag == _MARK and _CLOSING.fullmatch(_text(after)) is not None) or (
        before.tag == _MARK and _OPENING.fullmatch(_text(before)) is not None
    )


def _text(element: etree._Element) -> str:
    return words_of(element).strip(_SPACE)
