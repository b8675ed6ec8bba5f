"""What is wrong with the use of a datatype in a schema, and that a text is not of a datatype."""

from __future__ import annotations


class DatatypeError(ValueError):
    """A schema uses a datatype that does not exist, or with parameters that it cannot have.

    Attributes:
        message: one clause.
        param: index of the parameter that is wrong, or None where it is the datatype itself.
    """

    def __init__(self, message: str, param: int | None = None) -> None:
        super().__init__(message, param)
        self.message = message
        self.param = param

    def __str__(self) -> str:
        return self.message


class ExpressionError(ValueError):
    """A regular expression is not one of XML Schema; `str()` is one clause."""


class NotAllowedError(ValueError):
    """A text is not of a datatype; why is only worked out for those who ask."""
