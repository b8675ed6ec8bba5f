"""The words of an element on one line, and its date."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from lxml import etree

from teiedit.publish.citation.model import Date
from teiedit.summary import reading_text

_DATES: Final = ("when", "when-iso", "from", "from-iso", "notBefore", "notBefore-iso", "to", "to-iso", "notAfter")
# Characters that no line of a reference can hold. Marks of direction stay: they belong to the words.
_CONTROL: Final = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]+")


def plain(element: etree._Element) -> str:
    """Return the reading text of an element on one line."""
    return unicodedata.normalize("NFC", " ".join(_CONTROL.sub(" ", reading_text(element)).split()))


def plain_or_empty(element: etree._Element | None) -> str:
    """Return the reading text of an element, or nothing where there is no element."""
    return plain(element) if element is not None else ""


def date_of(element: etree._Element) -> Date:
    """Return the date of an element: of its attributes, else of its words."""
    said = plain(element)
    value = next((element.get(name) for name in _DATES if element.get(name)), None)
    found = Date.read(value, said) if value else Date()
    return found if found.year else Date.read(said, said) if said else Date()
