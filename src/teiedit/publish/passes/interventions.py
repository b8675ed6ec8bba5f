"""Say what was done where editors or writers intervened: `te:done`, a key of the words of the interface.

An element that has it is explained once, in the list at the end, and leads there. Where there is one at all, the
root element has `te:explained`.
"""

from __future__ import annotations

from typing import Final

from lxml import etree

from teiedit.namespaces import tei
from teiedit.publish.passes.context import Context, te
from teiedit.publish.passes.selecting import asker

DONE: Final = te("done")

_VIEW: Final = te("view")
_ANY: Final = asker(".//@te:done")
_CHOICE: Final = tei("choice")
_HEADER: Final = tei("teiHeader")
_ABSTRACT: Final = tei("abstract")
_DONE: Final = {
    tei(name): done
    for name, done in {
        "choice": "alternatives",
        "sic": "sic",
        "orig": "sic",
        "corr": "corrected",
        "reg": "regularised",
        "supplied": "supplied",
        "surplus": "surplus",
        "secl": "surplus",
        "unclear": "unclear",
        "gap": "gap",
        "space": "blank",
        "add": "added",
        "del": "deleted",
        "subst": "replaced",
        "mod": "modified",
        "restore": "restored",
        "retrace": "retraced",
        "damage": "damaged",
    }.items()
}
_MADE: Final = {
    tei("corr"): "corrected",
    tei("reg"): "regularised",
    tei("expan"): "sign-ex",
    tei("ex"): "sign-ex",
}
# What is a part of these is explained with the whole.
_PARTS: Final = {
    _CHOICE: frozenset(tei(name) for name in ("sic", "corr", "orig", "reg", "abbr", "expan")),
    tei("subst"): frozenset({tei("add"), tei("del")}),
    tei("restore"): frozenset({tei("del")}),
}


def explain(root: etree._Element, _: Context) -> None:
    """Mark every intervention that the page shows in the text."""
    for element in root.iter(*_DONE):
        parent = element.getparent()
        if parent is None or element.tag not in _PARTS.get(str(parent.tag), ()):
            element.set(DONE, _done(element))
    for unseen in _unseen(root):
        unmark(unseen)
    if _ANY(root):
        root.set(te("explained"), "yes")


def unmark(element: etree._Element) -> None:
    """Take the mark off an element and all in it, because the page does not show them in the text."""
    for one in element.iter(*_DONE):
        one.attrib.pop(DONE, "")


def _done(element: etree._Element) -> str:
    if element.tag == _CHOICE:
        made = next((one for one in element if one.get(_VIEW) == "reading"), None)
        return _MADE.get(str(made.tag), "alternatives") if made is not None else "alternatives"
    return _DONE[str(element.tag)]


def _unseen(root: etree._Element) -> list[etree._Element]:
    headers = [part for header in root.iter(_HEADER) for part in _without_abstract(header)]
    alternatives = [one for choice in root.iter(_CHOICE) for one in choice if one.get(_VIEW) == "none"]
    return headers + alternatives


def _without_abstract(header: etree._Element) -> list[etree._Element]:
    """Return the parts of a header that hold no abstract: these are no text."""
    profile = header.find(tei("profileDesc"))
    return [part for part in header if part is not profile] + (
        [part for part in profile if part.tag != _ABSTRACT] if profile is not None else []
    )
