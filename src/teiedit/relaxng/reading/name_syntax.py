"""What is a name, with and without a prefix, in both syntaxes of a schema."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

# Source: XML 1.0, fifth edition, 2.3, without the colon.
_FIRST = (
    "A-Z_a-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02ff\u0370-\u037d\u037f-\u1fff\u200c\u200d\u2070-\u218f\u2c00-\u2fef"
    "\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\U00010000-\U000effff"
)
NCNAME: Final = f"[{_FIRST}][{_FIRST}\\-.0-9\u00b7\u0300-\u036f\u203f\u2040]*"
_matches_ncname: Final = re.compile(NCNAME).fullmatch


def is_ncname(name: str) -> bool:
    """Tell whether this is a name without a colon.

    Scripts that XML has learnt since its fourth edition are welcome, but as in that, no name begins with a mark that
    is written over another letter.
    """
    return bool(_matches_ncname(name)) and (name[0].isascii() or not unicodedata.category(name[0]).startswith("M"))


def is_qname(name: str) -> bool:
    """Tell whether this is a name with or without a prefix."""
    return all(map(is_ncname, name.split(":", 1)))
