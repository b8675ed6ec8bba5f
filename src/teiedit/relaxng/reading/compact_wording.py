"""Say in the words of the compact syntax what is said of a schema in those of the XML syntax."""

from __future__ import annotations

import re
from typing import Final

_KINDS: Final = {
    "anyName": "*",
    "choice": "a choice with |",
    "data": "a datatype",
    "define": "a definition",
    "except": "what follows -",
    "externalRef": "external",
    "group": "a group with ,",
    "interleave": "an interleave with &",
    "nsName": "prefix:*",
    "oneOrMore": "+",
    "optional": "?",
    "parentRef": "parent",
    "ref": "a name",
    "value": "a value",
    "zeroOrMore": "*",
}
_TAG: Final = re.compile(r"<([A-Za-z]+)/?>")
_OTHERS: Final = (
    ('<zeroOrMore><data type="token"/></zeroOrMore>', "token*"),
    ('Add combine="choice" to one', "Write |= in one"),
    ('or combine="interleave"', "or &="),
    ('combine="choice"', "|="),
    ('combine="interleave"', "&="),
    ("Write <ref> for a name", "Leave out parent for a name"),
    ("<anyName><except>…</except></anyName>", "* - (…)"),
)
_DEFINE: Final = re.compile(r'<define name="([^"]*)">')
_PREFIX: Final = re.compile(r'at the root: xmlns:(\S+)="…"')
_LIBRARY: Final = re.compile(r'add datatypeLibrary="([^"]*)" to the root')


def in_compact_words(said: str) -> str:
    """Return a message or hint as it is to be said of a schema in the compact syntax."""
    for written, meant in _OTHERS:
        said = said.replace(written, meant)
    said = _DEFINE.sub(r"\1 = …", said)
    said = _PREFIX.sub(r'at the top: namespace \1 = "…"', said)
    said = _LIBRARY.sub("write xsd: before it", said)
    return _TAG.sub(lambda tag: _KINDS.get(tag[1], tag[1]), said)
