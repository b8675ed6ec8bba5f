"""The datatypes of truth values and of bytes written as text."""

from __future__ import annotations

import re
from collections.abc import Hashable
from typing import Any

from teiedit.relaxng.datatypes.errors import NotAllowedError
from teiedit.relaxng.datatypes.kinds import Kind, Scope

_TRUTH = {"true": True, "1": True, "false": False, "0": False}
# Compiled by `re` when they are first used: most documents have few of these.
_HEXADECIMAL = r"(?:[0-9A-Fa-f]{2})*"
# The unused bits of the last character are zero.
_BASE64 = r"(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/][AQgw]==|[A-Za-z0-9+/]{2}[AEIMQUYcgkosw048]=)?"


class BooleanKind(Kind):
    """True or false."""

    family = "boolean"

    def value(self, text: str, scope: Scope) -> Hashable:  # noqa: ARG002 - as every kind
        """Return which."""
        if text not in _TRUTH:
            raise NotAllowedError
        return _TRUTH[text]


class HexadecimalKind(Kind):
    """Bytes as hexadecimal digits."""

    family = "hexadecimal"
    has_length = True

    def value(self, text: str, scope: Scope) -> Hashable:  # noqa: ARG002 - as every kind
        """Return the digits as capitals."""
        if not re.fullmatch(_HEXADECIMAL, text):
            raise NotAllowedError
        return text.upper()

    def length(self, value: Any) -> int:
        """Count the bytes."""
        return len(value) // 2


class Base64Kind(Kind):
    """Bytes in base 64."""

    family = "base64"
    has_length = True

    def value(self, text: str, scope: Scope) -> Hashable:  # noqa: ARG002 - as every kind
        """Return the characters without white space."""
        packed = text.replace(" ", "")
        if not re.fullmatch(_BASE64, packed):
            raise NotAllowedError
        return packed

    def length(self, value: Any) -> int:
        """Count the bytes."""
        count: int = len(value) * 3 // 4 - value.count("=")
        return count
