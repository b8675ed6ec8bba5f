"""Explanations of interventions: the words that each quotes are those of what it explains."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import zip_longest
from typing import Final, cast

from lxml import etree, html

from teiedit import codes
from teiedit.diagnostics import Diagnostic, finding, quoted
from teiedit.document import Document
from teiedit.namespaces import display_name, tei
from teiedit.publish.anchors import by_anchor
from teiedit.publish.verify import choosing
from teiedit.publish.verify.expected import Expectation
from teiedit.publish.verify.names import local_name
from teiedit.publish.verify.shown import Shown
from teiedit.publish.verify.table import Rule
from teiedit.publish.verify.texts import READING, SOURCE, Text, stream_of

_ITEMS: Final = ".//main/details[@class='interventions']//li[@id]"
_QUOTED: Final = etree.XPath("span[@class='what']/q[@class='reading']")
_SUFFIX: Final = "-why"
# What is long is told by its beginning and its end, what is nested deeply in part.
_LEFT_OUT: Final = "…"
_WORDLESS: Final = frozenset({"gap", "space"})
# What explanations pass over, and the text does not.
_PASSED_OVER: Final = tuple(tei(one) for one in ("figDesc", "wit", "witDetail", "certainty", "precision", "respons"))


def check_explanations(document: Document, shown: Shown, table: Mapping[str, Rule]) -> Iterator[Diagnostic]:
    """Yield the explanations that do not quote what they explain."""
    items = [item for page in shown.pages for item in page.root.xpath(_ITEMS)]
    if not items:
        return
    expectation = Expectation(document.root, table)
    for item in items:
        element = by_anchor(document, item.get("id", "").removesuffix(_SUFFIX))
        if element is None:
            continue
        told = _told_of(element, expectation)
        if not told:
            continue
        wanted = [stream_of(expectation.quoted(one), view).letters() for one, view in told]
        found = [str(one.text_content()) for one in cast("list[html.HtmlElement]", _QUOTED(item))]
        for words, said in _differing(wanted, found):
            name = display_name(str(element.tag))
            text = f"the explanation of this <{name}> says {quoted(said)} in the place of {quoted(words)}"
            yield finding(codes.WORD_LOST, text, document.locate(element))


def _told_of(element: etree._Element, expectation: Expectation) -> list[tuple[etree._Element, int]]:
    """Return what an explanation quotes, in order, each with the text that it is quoted from."""
    name = local_name(element)
    if name in _WORDLESS or next(element.iter(*_PASSED_OVER), None) is not None:
        return []
    if name == "subst":
        gone, come = element.findall(tei("del")), element.findall(tei("add"))
        return [*((one, SOURCE) for one in gone), *((one, READING) for one in come)]
    if name != "choice":
        return [(element, READING if expectation.is_read(element) else SOURCE)]
    source, reading = choosing.sides(element, expectation.table)
    children = [child for child in element if isinstance(child.tag, str)]
    if source is None or reading is None or source is reading:
        return [(child, READING) for child in children]
    others = [(child, READING) for child in children if child is not source and child is not reading]
    return [(source, SOURCE), (reading, READING), *others]


def _differing(wanted: Sequence[str], found: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield what should be quoted and what is instead."""
    for words, said in zip_longest(wanted, found, fillvalue=""):
        if not _is_quotation(words, said):
            yield words, said


def _is_quotation(words: str, said: str) -> bool:
    """Tell whether a quotation has the letters of what it quotes, all or the beginning, the end and some between."""
    parts = [_letters(part) for part in said.split(_LEFT_OUT)]
    if len(parts) == 1:
        return parts[0] == words
    at = 0
    for part in parts:
        at = words.find(part, at)
        if at < 0:
            return False
        at += len(part)
    return words.startswith(parts[0]) and words.endswith(parts[-1])


def _letters(said: str) -> str:
    return stream_of([Text(said, "")]).letters()
