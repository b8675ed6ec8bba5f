"""What an output is: a file's content, and what was found on the way to it."""

from __future__ import annotations

from dataclasses import dataclass

from teiedit.transform import Message


@dataclass(frozen=True, slots=True)
class Product:
    """A file, and the findings on the way to it: `path` is an fn:path(), or `#` and an anchor, or empty."""

    content: bytes
    findings: tuple[Message, ...] = ()
