"""Rules that no grammar can express: each takes a document and yields findings."""

from __future__ import annotations

from teiedit.rules.files import check_files
from teiedit.rules.identifiers import check_identifiers
from teiedit.rules.pointers import IdentifierIndex, check_pointers

__all__ = ["IdentifierIndex", "check_files", "check_identifiers", "check_pointers"]
