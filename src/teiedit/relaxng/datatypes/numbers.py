"""The datatypes of numbers. A number is kept as its digits: no conversion, however long it is."""

from __future__ import annotations

import re
import struct
from collections.abc import Hashable
from typing import Any

from teiedit.relaxng.datatypes.errors import NotAllowedError
from teiedit.relaxng.datatypes.kinds import Kind, Scope

# Compiled by `re` when they are first used.
_DECIMAL = r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)"
_INTEGER = r"[+-]?[0-9]+"
_FLOAT = r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?|-?INF|NaN"

# Sign, digits before the point without zeros in front, digits after it without zeros at the end.
Number = tuple[int, str, str]


def number(text: str) -> Number:
    """Return the number that digits stand for."""
    whole, _, fraction = text.lstrip("+-").partition(".")
    whole, fraction = whole.lstrip("0"), fraction.rstrip("0")
    sign = 0 if not whole and not fraction else -1 if text.startswith("-") else 1
    return sign, whole, fraction


def is_less(one: Number, other: Number) -> bool:
    """Tell whether a number is less than another."""
    if one[0] != other[0]:
        return one[0] < other[0]
    first, second = (len(one[1]), *one[1:]), (len(other[1]), *other[1:])
    return first < second if one[0] > 0 else second < first


class DecimalKind(Kind):
    """A number, whole or not, within bounds or not.

    Attributes:
        least: the least there is, or None.
        most: the greatest there is, or None.
        is_whole: whether decimals are not allowed.
    """

    family = "number"
    is_ordered = True
    has_digits = True

    def __init__(self, name: str, least: int | None = None, most: int | None = None) -> None:
        super().__init__(name)
        self.least, self.most = least, most
        self._least = None if least is None else number(str(least))
        self._most = None if most is None else number(str(most))
        self.is_whole = name != "decimal"
        self._expression = _INTEGER if self.is_whole else _DECIMAL

    def value(self, text: str, scope: Scope) -> Hashable:  # noqa: ARG002 - as every kind
        """Return the number."""
        if not re.fullmatch(self._expression, text):
            raise NotAllowedError
        found = number(text)
        if (self._least and is_less(found, self._least)) or (self._most and is_less(self._most, found)):
            raise NotAllowedError
        return found

    def precedes(self, one: Any, other: Any) -> bool:
        """Tell whether a number is less than another."""
        return is_less(one, other)

    def digits(self, value: Any) -> tuple[int, int]:
        """Return how many digits there are altogether, and after the point."""
        _, whole, fraction = value
        return len(whole) + len(fraction if whole else fraction.lstrip("0")), len(fraction)


class FloatKind(Kind):
    """A number in floating point, of 32 or 64 bits."""

    family = "number"
    is_ordered = True

    def value(self, text: str, scope: Scope) -> Hashable:  # noqa: ARG002 - as every kind
        """Return the number; what is not a number is equal to itself here."""
        if not re.fullmatch(_FLOAT, text):
            raise NotAllowedError
        if text == "NaN":
            return text
        found = float(text)
        return found if self.name == "double" else _of_32_bits(found)

    def precedes(self, one: Any, other: Any) -> bool:
        """Tell whether a number is less than another."""
        return isinstance(one, float) and isinstance(other, float) and one < other


def _of_32_bits(value: float) -> float:
    try:
        rounded: float = struct.unpack("f", struct.pack("f", value))[0]
    except OverflowError:
        return float("inf") if value > 0 else float("-inf")
    return rounded
