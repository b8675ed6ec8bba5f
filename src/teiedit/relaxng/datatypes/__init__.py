"""The datatypes that a RELAX NG schema can use: those of XML Schema, the built-in ones, those of DTD compatibility.

`datatype` gives a `Datatype`, which says whether it allows a text, what that text stands for, and, for people, why
not, what would be right, and what was probably meant.
"""

from __future__ import annotations

from collections.abc import Sequence

from teiedit.relaxng.datatypes.errors import DatatypeError
from teiedit.relaxng.datatypes.library import Datatype, datatype, type_names

__all__ = ["Datatype", "DatatypeError", "datatype", "describe_all", "explain_all", "suggest_all", "type_names"]


def explain_all(datatypes: Sequence[Datatype], text: str) -> str:
    """Say in one clause why a text is of none of several datatypes, by the one it is most like.

    Returns:
        `it looks like a date, but there is no month 13`; for one datatype, what it explains itself; nothing if one of
        them allows the text.
    """
    # What is only said to people is loaded when there is something to say.
    from teiedit.relaxng.datatypes import several  # noqa: PLC0415

    return several.explain_all(datatypes, text)


def describe_all(datatypes: Sequence[Datatype]) -> str:
    """Say what several datatypes take together, with examples: `a date or time, as 1962-11-23, 1962 or 12:30:00`."""
    from teiedit.relaxng.datatypes import several  # noqa: PLC0415

    return several.describe_all(datatypes)


def suggest_all(datatypes: Sequence[Datatype], text: str) -> str:
    """Return what was probably meant by a text that is of none of several datatypes, or nothing."""
    from teiedit.relaxng.datatypes import several  # noqa: PLC0415

    return several.suggest_all(datatypes, text)
