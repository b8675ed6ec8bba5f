"""Tell variants of substance from those that only spell, write or point the same words otherwise.

te:minor    "yes": on a reading of the second kind; on an entry that has no others but these; on the root element,
            where there are both kinds, so that there is something to choose
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from lxml import etree

from teiedit.namespaces import tei
from teiedit.publish.passes.context import te

MINOR: Final = te("minor")
_GROUP: Final = tei("rdgGrp")
# What @type and @cause call them, without hyphens and in small letters.
_NAMES: Final = (
    "orthographic orthographical orthography ortho spelling graphic graphical graphemic accidental accidentals"
    " punctuation abbreviation capitalization capitalisation phonetic phonological formal minor insubstantive"
    " nonsubstantive insignificant trivial"
)
_MINOR: Final = frozenset(_NAMES.split())


def weigh(entry: etree._Element, others: Iterable[etree._Element]) -> tuple[bool, bool]:
    """Mark the readings of an entry, without that of the edition; tell whether some are minor, and some are not."""
    several = list(others)
    minor = [one for one in several if _is_minor(one)]
    for one in minor:
        one.set(MINOR, "yes")
    if minor and len(minor) == len(several):
        entry.set(MINOR, "yes")
    return bool(minor), len(minor) < len(several)


def _is_minor(reading: etree._Element) -> bool:
    group = reading.getparent()
    around = group if group is not None and group.tag == _GROUP else None
    said = [one.get(name) or "" for one in (reading, around) if one is not None for name in ("type", "cause")]
    return any(word.casefold().replace("-", "").replace("_", "") in _MINOR for value in said for word in value.split())
