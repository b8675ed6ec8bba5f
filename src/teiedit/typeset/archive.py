"""The standards of archives, and the files that a PDF carries with it."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

# PDF/UA-1 is beside either: tagged is what both ask, and UA asks that the tags are right.
STANDARDS: Final[Mapping[str, tuple[str, ...]]] = {"a-2a": ("a-2a", "ua-1"), "a-3a": ("a-3a", "ua-1"), "none": ()}


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file in a PDF/A-3, as an associated file of the whole.

    Attributes:
        name: as readers show it; no two of a PDF have the same.
        data: its bytes.
        description: what it is, for people.
        mime: its kind.
    """

    name: str
    data: bytes
    description: str
    mime: str = "application/tei+xml"


def attached(attachments: Sequence[Attachment]) -> tuple[str, dict[str, bytes]]:
    """Return the Typst code that attaches files as the source of the PDF, and these files as the compiler sees them."""
    files = {f"attached/{number}": one.data for number, one in enumerate(attachments)}
    calls = [
        f"#pdf.attach({_literal(one.name)}, read({_literal(path)}, encoding: none), "
        f'relationship: "source", mime-type: {_literal(one.mime)}, description: {_literal(one.description)})\n'
        for path, one in zip(files, attachments, strict=True)
    ]
    return "".join(calls), files


def _literal(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
