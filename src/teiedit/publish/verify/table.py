"""The table that says how the page shows each element: all that this reading and the stylesheets have in common."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any, Final

from teiedit.resources import stylesheet

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

SHOWN: Final = "shown"
# Of every @type.
ALWAYS: Final = "*"
# In a view: its words are shown, are not, or words of the page's own stand for them.
WAYS: Final = frozenset({SHOWN, "silent", "own"})


@dataclass(frozen=True, slots=True)
class Rule:
    """How an element is shown.

    Attributes:
        reading, source: one of `WAYS`.
        where: `text`, `notes` or `header`.
        choice: its side inside a choice, `source` or `reading`, or empty.
        first: names of children that are shown before the others.
        last: names of children that are shown after the others.
        spans: the text, besides the changes, in which what is between it and its @spanTo is seen, or empty.
        in_restore: how all views show it inside restore, or empty where that makes no difference.
        unsaid: the value of @type with which the page's part about the header does not show it, or empty.
        links: the attribute whose pointers become links, or `none` where those in it are for machines, or empty.
        paper: `text` where the PDF has it in the text alone and does not print it of a header, or empty.
        paper_first, paper_last: where the PDF shows other children before or after the others.
        spacing: `join` if white space beside it is dropped where @join says so.
    """

    reading: str = SHOWN
    source: str = SHOWN
    where: str = "text"
    choice: str = ""
    first: tuple[str, ...] = ()
    last: tuple[str, ...] = ()
    spans: str = ""
    in_restore: str = ""
    spacing: str = ""
    unsaid: str = ""
    links: str = ""
    paper: str = ""
    paper_first: tuple[str, ...] = ()
    paper_last: tuple[str, ...] = ()


PLAIN: Final = Rule()


def read_table(text: str) -> dict[str, Rule]:
    """Read the table from TOML; keys that say nothing of where words are shown are for others."""
    return {name: _rule(entry) for name, entry in tomllib.loads(text).items()}


def _rule(entry: Mapping[str, Any]) -> Rule:
    return Rule(
        entry.get("reading", SHOWN),
        entry.get("source", SHOWN),
        entry.get("where", "text"),
        entry.get("choice", ""),
        tuple(entry.get("first", "").split()),
        tuple(entry.get("last", "").split()),
        entry.get("spans", ""),
        entry.get("in-restore", ""),
        entry.get("spacing", ""),
        entry.get("unsaid", ""),
        entry.get("links", ""),
        entry.get("paper", ""),
        tuple(entry.get("paper-first", "").split()),
        tuple(entry.get("paper-last", "").split()),
    )


@lru_cache(maxsize=1)
def table() -> Mapping[str, Rule]:
    """Return the table that ships with the stylesheets."""
    return read_table(stylesheet("elements.toml").read_text(encoding="utf-8"))


@lru_cache(maxsize=1)
def paper_table() -> Mapping[str, Rule]:
    """Return the table as it is on paper."""
    return {name: _on_paper(rule) for name, rule in table().items()}


def _on_paper(rule: Rule) -> Rule:
    rule = replace(rule, first=rule.paper_first or rule.first, last=rule.paper_last or rule.last)
    return replace(rule, unsaid=ALWAYS) if rule.paper == "text" else rule
