"""The words that pages and PDFs say of their own, by language: tables of the package with an edition's own over them.

A table is a `.toml` file named after its language; `en.toml` is the model of all: what it has no key for is unknown.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from lxml import etree

from teiedit.namespaces import XML_LANG, tei
from teiedit.resources import stylesheet

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

FALLBACK: Final = "en"
COLLATION: Final = "collation.toml"

Table = Mapping[str, Any]

# The keys of the words of each section begin with this.
SECTIONS: Final[Mapping[str, str]] = {
    "words": "",
    "signs": "sign-",
    "counted": "counted.",
    "roles": "role.",
    "reasons": "reason.",
    "certainty": "certainty.",
    "placing": "place.",
    "units": "unit.",
    "labels": "label.",
    "punctuation": "punctuation.",
    "plural": "plural.",
    "dates": "date.",
    "calendars": "calendar.",
    "languages": "language.",
}
_CODES: Final = re.compile(r"^codes\s*=\s*\[([^\]]*)\]", re.MULTILINE)
# Behind the letter that they follow, and before any other that is written there; beyond all scripts.
_FIRST_OWN_LETTER: Final = 0xE001
_FIRST_PAIR: Final = 0xE801


@dataclass(frozen=True, eq=False, slots=True)
class Words:
    """All that is said in one language, flat: `notes`, `role.editor`, `counted.words.one`, `month.1`, `sort.ñ`.

    Attributes:
        language: BCP 47, of the words.
        direction: `ltr` or `rtl`.
        entries: by key; placeholders stand in braces.
    """

    language: str
    direction: str
    entries: Mapping[str, str]


def load_words(wanted: Iterable[str] = (), own: Path | None = None) -> Words:
    """Return the words for a page.

    Args:
        wanted: languages in the order of preference, as xml:lang has them; the first that has a table is taken, else
            English. Lists are sorted by the first of all, table or not.
        own: the edition's folder of tables.
    """
    tags = tuple(tag for tag in wanted if tag)
    language = next((found for tag in tags if (found := _table_for(tag, own))), FALLBACK)
    sorted_by = next((found for tag in tags if (found := _table_for(tag, own) or _primary(tag))), FALLBACK)
    return _words(language, sorted_by, own)


def words_of(root: etree._Element, languages: Iterable[str], *, fixed: str = "", own: Path | None = None) -> Words:
    """Return the words for the pages of a document.

    Args:
        root: of the document; its language is taken where it has a table, else that of its header, else of its text.
        languages: of the edition, which come after.
        fixed: the language of every page, whatever the document's is; or empty.
        own: the edition's folder of tables.
    """
    if fixed:
        return load_words((fixed,), own)
    said = (root, root.find(tei("teiHeader")), root.find(tei("text")))
    return load_words((*(one.get(XML_LANG, "") for one in said if one is not None), *languages), own)


def has_table(language: str, own: Path | None = None) -> bool:
    """Tell whether there are words in a language."""
    return bool(_table_for(language, own))


def flatten(table: Table) -> dict[str, str]:
    """Return the words of one table by their keys."""
    flat: dict[str, str] = {}
    for section, prefix in SECTIONS.items():
        for key, value in table.get(section, {}).items():
            flat.update(_flat(section, prefix, key, value))
    return flat


def _flat(section: str, prefix: str, key: str, value: Any) -> Iterator[tuple[str, str]]:
    if section == "plural":
        mark = "=" if key == "exactly" else ""
        for category, numbers in value.items():
            yield from ((f"{prefix}{mark}{number}", category) for number in numbers)
    elif isinstance(value, dict):
        yield from ((f"{prefix}{key}.{category}", text) for category, text in value.items())
    elif isinstance(value, list):
        name = {"months": "month", "months-of": "month-of", "centuries": "century"}[key]
        yield from ((f"{name}.{number}", text) for number, text in enumerate(value, 1))
    else:
        yield f"{prefix}{key}", str(value)


@lru_cache(maxsize=64)
def _words(language: str, sorted_by: str, own: Path | None) -> Words:
    table = load_table(language, own)
    entries = flatten(table)
    if not _shipped(language).is_file():
        # English stands in for what an edition's own language leaves out, but not its plural rules.
        english = flatten(load_table(FALLBACK, own)).items()
        entries = {key: text for key, text in english if not key.startswith("plural.")} | entries
    direction = str(table.get("direction", "ltr"))
    entries |= {"interface": language, "direction": direction}
    return Words(language, direction, entries | _order_of_letters(sorted_by, own))


def _shipped(language: str) -> Path:
    return stylesheet("languages") / f"{language}.toml"


@lru_cache(maxsize=16)
def load_table(language: str, own: Path | None = None) -> Table:
    """Return the table of a language, what the edition's own folder has over what is there."""
    table: Table = {}
    for path in (_shipped(language), own / f"{language}.toml" if own else None):
        if path is not None and path.is_file():
            table = _merged(table, tomllib.loads(path.read_text(encoding="utf-8-sig")))
    return table


def _merged(under: Table, over: Table) -> Table:
    merged = dict(under)
    for key, value in over.items():
        merged[key] = {**under[key], **value} if isinstance(value, dict) and key in under else value
    return merged


@lru_cache(maxsize=8)
def _names(own: Path | None) -> dict[str, str]:
    """Return the names of all tables by the codes of their languages, without reading more than their first lines."""
    names: dict[str, str] = {}
    for folder in (stylesheet("languages"), own):
        for path in sorted(folder.glob("*.toml")) if folder else ():
            if path.name != COLLATION:
                given = _CODES.search(path.read_text(encoding="utf-8-sig"))
                codes_of = re.findall(r"[\w-]+", given[1]) if given else []
                names.update((code.lower(), path.stem) for code in (path.stem, *codes_of))
    return names


def _table_for(tag: str, own: Path | None) -> str:
    """Return the name of the table for a language tag: for all of it, else for its primary language; or nothing."""
    lower = tag.lower().replace("_", "-")
    return _names(own).get(lower) or _names(own).get(lower.split("-")[0]) or ""


def _primary(tag: str) -> str:
    return tag.lower().replace("_", "-").split("-")[0]


def _order_of_letters(language: str, own: Path | None) -> dict[str, str]:
    files = [stylesheet(COLLATION), *([own / COLLATION] if own and (own / COLLATION).is_file() else [])]
    weights: dict[str, str] = {}
    pairs: dict[str, str] = {}
    for path in files:
        order = tomllib.loads(path.read_text(encoding="utf-8-sig"))
        for part in (order.get("all", {}), order.get(language, {})):
            for before, letters in part.get("after", {}).items():
                for number, letter in enumerate(letters.split()):
                    if len(letter) > 1:
                        pairs.setdefault(letter, chr(_FIRST_PAIR + len(pairs)))
                    weights[pairs.get(letter, letter)] = before + chr(_FIRST_OWN_LETTER + number)
            for letter, other in part.get("as", {}).items():
                weights[letter] = weights.get(other, other)
    # The longest first: "dzs" is not "dz" and "s".
    joined = " ".join(f"{pair}={pairs[pair]}" for pair in sorted(pairs, key=len, reverse=True))
    return {**{f"sort.{letter}": weight for letter, weight in weights.items()}, "sort-pairs": joined}
