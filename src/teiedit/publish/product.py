"""What goes into an output and what comes out: a stylesheet's parameters; a file, and what was found on the way."""

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import lru_cache
from typing import TYPE_CHECKING

from teiedit import transform
from teiedit.languages import Words, load_words
from teiedit.transform import Message, ParameterValue

if TYPE_CHECKING:
    from _typeshed import DataclassInstance


@dataclass(frozen=True, slots=True)
class Product:
    """A file, and the findings on the way to it: `path` is an fn:path(), or `#` and an anchor, or empty."""

    content: bytes
    findings: tuple[Message, ...] = ()


def stylesheet_parameters(given: DataclassInstance) -> dict[str, ParameterValue]:
    """Return the values of a parameters dataclass by the names that its stylesheet has for them: `_` is `-` there.

    Its `words`, where it has that field, are those of `xslt/modules/l10n.xsl`.
    """
    # asdict() would copy the nodes among them, which are not ours to copy.
    values = {one.name.replace("_", "-"): getattr(given, one.name) for one in fields(given)}
    if "words" in values:
        values["words"] = _as_map(values["words"] or load_words())
    return values


@lru_cache(maxsize=16)
def _as_map(words: Words) -> ParameterValue:
    return transform.as_map(words.entries)
