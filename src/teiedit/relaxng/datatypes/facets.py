"""The parameters that restrict a datatype: read from a schema, held against values. Source: XML Schema part 2 4.3."""

from __future__ import annotations

import re
from collections.abc import Hashable, Sequence

from teiedit.relaxng.datatypes.errors import DatatypeError, ExpressionError, NotAllowedError
from teiedit.relaxng.datatypes.kinds import NOWHERE, Kind
from teiedit.relaxng.datatypes.matching import Expression, expression
from teiedit.relaxng.datatypes.white_space import collapse

_COUNT = r"\+?[0-9]+|-0+"
_LENGTHS = ("length", "minLength", "maxLength")
_BOUNDS = ("minInclusive", "minExclusive", "maxInclusive", "maxExclusive")
_DIGITS = ("totalDigits", "fractionDigits")
FACETS = (*_LENGTHS, "pattern", *_BOUNDS, *_DIGITS)
# No text is longer; saves reading numbers of any length.
_MANY = 10**15


class Facet:
    """One parameter of a datatype.

    Attributes:
        name: as in the schema.
        text: its value in the schema.
    """

    needs_value = True

    def __init__(self, name: str, text: str) -> None:
        self.name = name
        self.text = text

    def holds(self, text: str, value: Hashable) -> bool:
        """Tell whether a normalised text and its value are as the parameter asks."""
        raise NotImplementedError


class Pattern(Facet):
    """A regular expression for the text."""

    needs_value = False

    def __init__(self, name: str, text: str) -> None:
        super().__init__(name, text)
        self.expression: Expression = expression(text)

    def holds(self, text: str, value: Hashable) -> bool:  # noqa: ARG002 - of the text alone
        """Tell whether the whole text matches."""
        return self.expression.matches(text)


class Count(Facet):
    """A limit to a length or to a number of digits.

    Attributes:
        limit: the number.
    """

    def __init__(self, name: str, text: str, kind: Kind) -> None:
        super().__init__(name, text)
        digits = collapse(text).lstrip("+-0")
        self.limit = int(digits or "0") if len(digits) < len(str(_MANY)) else _MANY
        self._kind = kind

    def holds(self, text: str, value: Hashable) -> bool:  # noqa: ARG002 - of the value alone
        """Tell whether the count is within the limit."""
        found = self.counted(value)
        if self.name == "length":
            return found == self.limit
        return found >= self.limit if self.name == "minLength" else found <= self.limit

    def counted(self, value: Hashable) -> int:
        """Return the count of a value."""
        if self.name in _LENGTHS:
            return self._kind.length(value)
        total, fraction = self._kind.digits(value)
        return total if self.name == "totalDigits" else fraction


class Bound(Facet):
    """A limit to values."""

    def __init__(self, name: str, text: str, kind: Kind, limit: Hashable) -> None:
        super().__init__(name, text)
        self._kind = kind
        self._limit = limit

    def holds(self, text: str, value: Hashable) -> bool:  # noqa: ARG002 - of the value alone
        """Tell whether the value is on the right side."""
        if value == self._limit:
            return self.name.endswith("Inclusive")
        if self.name.startswith("min"):
            return self._kind.precedes(self._limit, value)
        return self._kind.precedes(value, self._limit)


def read_facets(kind: Kind, params: Sequence[tuple[str, str]]) -> tuple[Facet, ...]:
    """Read the parameters of a datatype.

    Raises:
        DatatypeError: one of them is wrong, or contradicts one before it.
    """
    facets: list[Facet] = []
    for index, (name, text) in enumerate(params):
        try:
            facet = _facet(kind, name, text, facets)
        except (ExpressionError, _BadFacetError) as error:
            raise DatatypeError(str(error), index) from None
        if isinstance(facet, Count) and (other := _contradicted(facet, facets)):
            message = f"{name} {collapse(text)} contradicts {other.name} {collapse(other.text)}"
            raise DatatypeError(message, index)
        facets.append(facet)
    return tuple(facets)


class _BadFacetError(ValueError):
    pass


def _facet(kind: Kind, name: str, text: str, earlier: Sequence[Facet]) -> Facet:
    if name == "pattern":
        return Pattern(name, text)
    if name in _LENGTHS and kind.has_length:
        return Count(name, _count(name, text, 0), kind)
    if name in _DIGITS and kind.has_digits:
        return Count(name, _count(name, text, int(name == "totalDigits")), kind)
    if name in _BOUNDS and kind.is_ordered:
        return Bound(name, text, kind, _limit(kind, name, text, earlier))
    raise _BadFacetError(_no_facet(kind, name))


def _count(name: str, text: str, least: int) -> str:
    digits = collapse(text)
    if not re.fullmatch(_COUNT, digits) or (least and not digits.strip("+-0")):
        message = f'{name} must be a whole number of at least {least}, not "{digits}"'
        raise _BadFacetError(message)
    return text


def _limit(kind: Kind, name: str, text: str, earlier: Sequence[Facet]) -> Hashable:
    """Return a bound as a value, which must be one that the datatype has as it was restricted before."""
    normalised = kind.normalise(text)
    try:
        value = kind.value(normalised, NOWHERE)
    except NotAllowedError:
        message = f'{name} must be a value of {kind.name}, not "{normalised}"'
        raise _BadFacetError(message) from None
    for one in earlier:
        if not one.holds(normalised, value):
            message = f'{name} "{normalised}" contradicts {one.name} "{collapse(one.text)}"'
            raise _BadFacetError(message)
    return value


def _no_facet(kind: Kind, name: str) -> str:
    if name == "enumeration":
        return "RELAX NG has no parameter enumeration: write a choice of values"
    if name == "whiteSpace":
        return "RELAX NG has no parameter whiteSpace: use string, normalizedString or token"
    if name in FACETS:
        lacking = "length" if name in _LENGTHS else "number of digits" if name in _DIGITS else "order"
        return f"{kind.name} cannot have the parameter {name}: its values have no {lacking}"
    # Seldom needed.
    import difflib  # noqa: PLC0415

    near = difflib.get_close_matches(name, FACETS, n=1)
    return f"there is no parameter {name}" + (f", did you mean {near[0]}?" if near else "")


def _contradicted(facet: Count, earlier: Sequence[Facet]) -> Facet | None:
    """Return a length that leaves no value together with a new one; numbers of digits are all upper limits."""
    lengths = [one for one in earlier if isinstance(one, Count) and one.name in _LENGTHS]
    if facet.name not in _LENGTHS:
        return None
    return next((one for one in lengths if max(_least(one), _least(facet)) > min(_most(one), _most(facet))), None)


def _least(facet: Count) -> int:
    return 0 if facet.name == "maxLength" else facet.limit


def _most(facet: Count) -> int:
    return _MANY if facet.name == "minLength" else facet.limit
