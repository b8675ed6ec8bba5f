"""Guess what was meant by a text that is not of a datatype; every guess is one that the datatype allows."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator

from teiedit.relaxng.datatypes.date_repairs import of_duration, of_moment
from teiedit.relaxng.datatypes.descriptions import KNOWN
from teiedit.relaxng.datatypes.facets import Pattern
from teiedit.relaxng.datatypes.kinds import Kind
from teiedit.relaxng.datatypes.library import Datatype
from teiedit.relaxng.datatypes.names import NameKind, is_name

# Nothing longer is a slip of the pen.
_LONGEST = 200
_DASHES = str.maketrans("–—−‐‑‒", "------")
_TRUTH = {"yes": "true", "y": "true", "on": "true", "no": "false", "n": "false", "off": "false"}


def suggest(datatype: Datatype, text: str) -> str:
    """Return the likeliest text that a datatype allows in the place of one that it does not, or nothing."""
    if len(text) > _LONGEST or datatype.allows(text):
        return ""
    tidy = _tidy(text)
    for one in (tidy, *_candidates(datatype, tidy)):
        if one and one != text and datatype.allows(one):
            return one
    return ""


def _tidy(text: str) -> str:
    """Remove what cannot be seen and white space at the ends."""
    shown = "".join(
        " " if one.isspace() else one for one in text if unicodedata.category(one) not in ("Cf", "Cc") or one.isspace()
    )
    return " ".join(shown.split())


def _plain(text: str) -> str:
    """Write digits and hyphens of other kinds as those of the keyboard."""
    digits = (str(unicodedata.digit(one, one)) if not one.isascii() else one for one in text.translate(_DASHES))
    return "".join(digits)


def _candidates(datatype: Datatype, text: str) -> Iterator[str]:
    kind = datatype.kind
    family: dict[str, Callable[[], Iterator[str]]] = {
        "name": lambda: _of_name(kind, text),
        "language": lambda: _of_language(text),
        "list": lambda: iter((text.replace(",", " "), text.replace("#", ""), text.replace(",", " ").replace("#", ""))),
        "address": lambda: _of_address(text),
        "boolean": lambda: iter((text.lower(), _TRUTH.get(text.lower(), ""))),
        "number": lambda: _of_number(_plain(text)),
        "moment": lambda: of_moment(kind.name, _plain(text)),
        "duration": lambda: of_duration(_plain(text)),
        "hexadecimal": lambda: iter((text.replace(" ", ""), text.removeprefix("0x"))),
        "base64": lambda: iter(()),
        "text": lambda: _of_text(datatype, text),
    }
    return family[kind.family]()


def _of_name(kind: Kind, text: str) -> Iterator[str]:
    if not isinstance(kind, NameKind):
        # What prefix was meant cannot be known.
        return
    sort = kind.sort
    text = text.removeprefix("#")
    yield text
    # Accents that are written as characters of their own.
    text = unicodedata.normalize("NFC", text)
    words = "_".join(text.split())
    name = "".join(one if is_name("a" + one, sort) else "_" for one in words)
    if name.strip("_"):
        yield name if sort == "NMTOKEN" or is_name(name[0], sort) else f"_{name}"


def _of_language(text: str) -> Iterator[str]:
    yield text.translate(_DASHES).replace("_", "-")


def _of_address(text: str) -> Iterator[str]:
    escaped = re.sub(r"%(?![0-9A-Fa-f]{2})", "%25", text)
    yield escaped
    yield escaped.replace("[", "%5B").replace("]", "%5D")
    first, hash_sign, rest = escaped.partition("#")
    yield first + hash_sign + rest.replace("#", "%23")


def _of_number(text: str) -> Iterator[str]:
    text = text.removesuffix(".") if text.count(".") == 1 else text
    yield text
    yield text.replace("+", "", 1) if text.startswith("+") else ""
    # One point with three digits after it, or one comma, may set off thousands or decimals.
    grouped = re.fullmatch(r"([+-]?[0-9]{1,3})((?:[ .,'’][0-9]{3})+)", text)
    if grouped:
        marks = {one for one in grouped[2] if not one.isdigit()}
        is_clear = len(marks) == 1 and (len(grouped[2]) > 4 or marks & {" ", "'", "’"})  # noqa: PLR2004 - one group
        yield "".join(one for one in text if one.isdigit() or one in "+-") if is_clear else ""
        return
    if text.count(",") == 1:
        yield text.replace(",", ".")
    yield re.sub(r"\.0+\Z", "", text)
    infinite = {"inf": "INF", "infinity": "INF", "∞": "INF", "nan": "NaN"}.get(text.lstrip("+-").lower(), "")
    if infinite:
        yield f"-{infinite}" if text.startswith("-") else infinite


def _of_text(datatype: Datatype, text: str) -> Iterator[str]:
    """Try the other case, and what was written apart; nothing else is likely where only a form is known."""
    patterns = [one.text for one in datatype.facets if isinstance(one, Pattern)]
    if not patterns or any(one in KNOWN for one in patterns):
        return
    plain = _plain(text)
    yield plain
    if re.fullmatch("[-+0-9.,/ ]+[A-Za-z%]*", plain):
        # A number, perhaps with its unit.
        yield plain.replace(" ", "")
        yield plain.replace(" ", "").lower()
        if plain.count(",") == 1:
            yield plain.replace(",", ".")
            yield plain.replace(", ", ",")
    yield plain.lower()
    yield plain.upper()
