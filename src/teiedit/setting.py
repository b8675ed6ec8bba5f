"""One key of a TOML file that people write: what its value may be, and what is said of one that is wrong."""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass
from typing import Any, Final, Literal

from teiedit.selection import codes_meant, nearest_term

Kind = Literal["text", "texts", "number", "whole", "truth", "split", "parts"]

# What XML cannot hold, or a line.
_NOT_TEXT: Final = re.compile("[\x00-\x1f\x7f-\x9f\ufffe\uffff]")
_LEVELS: Final = range(1, 8)


@dataclass(frozen=True, slots=True)
class Setting:
    """A key.

    Attributes:
        field: where its value goes: an attribute of `Config`, with a point before those of a table's own class.
        kind: of its value.
        choices: all values that it may have, or that the members of its list may have.
        pattern: a regular expression that its texts match.
        says: what its value must be, as a person would say it.
        bounds: of a number, both of which it may be.
        optional: whether a list may be empty.
        of_codes: whether its texts name kinds of findings.
        meaning: for the documentation, where no attribute of a class says it.
    """

    field: str
    kind: Kind
    choices: tuple[str, ...] = ()
    pattern: str = ""
    says: str = ""
    bounds: tuple[float, float] = (0, 0)
    optional: bool = False
    of_codes: bool = False
    meaning: str = ""


def wrong_value(setting: Setting, value: object) -> str:  # noqa: PLR0911 - one for each kind
    """Say what a value should have been, or nothing if it is right."""
    if setting.kind in ("number", "whole"):
        is_number = isinstance(value, int if setting.kind == "whole" else int | float) and not isinstance(value, bool)
        right = is_number and setting.bounds[0] <= value <= setting.bounds[1]  # type: ignore[operator]
        return "" if right else setting.says
    if setting.kind == "truth":
        return "" if isinstance(value, bool) else "true or false"
    if setting.kind == "parts":
        return "" if isinstance(value, list) and all(_is_part(one) for one in value) else setting.says
    if setting.kind == "split":
        is_level = isinstance(value, int) and not isinstance(value, bool) and value in _LEVELS
        return "" if is_level or value in setting.choices else setting.says
    if setting.kind == "text":
        return _wrong_texts(setting, [value]) if isinstance(value, str) else 'a text in quotation marks: "…"'
    if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
        return 'a list of texts: ["…", "…"]'
    return _wrong_texts(setting, value) if value or setting.optional else 'a list of at least one text: ["…"]'


def nearest_value(setting: Setting, value: object) -> str:
    """Say which value was perhaps meant, or nothing."""
    if setting.kind == "parts":
        return ""
    texts: list[Any] = value if isinstance(value, list) else [value]
    if setting.of_codes:
        wrong = next((one for one in texts if isinstance(one, str) and not codes_meant(one)), "")
        near_term = nearest_term(wrong)
        return f'Did you mean "{near_term}"?' if near_term else "`teiedit validate --explain TE` tells them all."
    for one in texts:
        if isinstance(one, str) and one not in setting.choices:
            near = difflib.get_close_matches(one, setting.choices, n=1)
            if near:
                return f'Did you mean "{near[0]}"?'
    return ""


def _is_part(value: object) -> bool:
    """Tell whether a value is a table with a title and at least one document, and nothing else."""
    if not isinstance(value, dict) or set(value) != {"title", "documents"}:
        return False
    title, documents = value["title"], value["documents"]
    is_list = isinstance(documents, list) and bool(documents) and all(isinstance(one, str) for one in documents)
    return isinstance(title, str) and bool(title.strip()) and is_list and not _NOT_TEXT.search(title)


def _wrong_texts(setting: Setting, texts: list[str]) -> str:
    if any(_NOT_TEXT.search(text) for text in texts):
        return "without control characters and line ends"
    if setting.choices and not all(one in setting.choices for one in texts):
        return ("made of " if setting.kind == "texts" else "one of ") + ", ".join(setting.choices)
    if setting.pattern and not all(re.fullmatch(setting.pattern, one) for one in texts):
        return setting.says
    if setting.of_codes and not all(codes_meant(one) for one in texts):
        return setting.says
    return ""
