"""No stylesheet counts what is before or after something: that costs the square of a document's length.

Numbers and places that need counting are made by the passes, in one walk. A look at siblings is fine where it ends
with the nearest, `[1]`; each other one is in the table below with the reason why few are looked at.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest
from lxml import etree

XSL: Final = "{http://www.w3.org/1999/XSL/Transform}"
# Never, whatever for.
FORBIDDEN: Final = {
    "the axis preceding": r"\bpreceding\s*::",
    "the axis following": r"\bfollowing\s*::",
    "a count of siblings": r"\bcount\s*\([^)]*(preceding|following)-sibling",
    "the whole document from an element": r"\broot\(\s*[^)]*\)\s*//|\(\s*/\s*\)\s*//",
}
# An axis of siblings, its node test, and the predicates behind it.
SIBLINGS: Final = re.compile(
    r"(?:preceding|following)-sibling\s*::\s*[\w:*-]+(?:\(\))?(?P<predicates>(?:\[[^\[\]]*(?:\[[^\[\]]*\][^\[\]]*)*\])*)"
)
# File and expression, with the reason why it costs no square.
EXCEPTIONS: Final = {
    ("modules/html/structure.xsl", "preceding-sibling::node()"): "what is before the front of a text: once a document",
    (
        "modules/typst/common.xsl",
        "preceding-sibling::text()[normalize-space()]",
    ): "asked only of the first element: one text",
    ("modules/typst/letters.xsl", "preceding-sibling::addrLine"): "ends with the nearest; an address has few lines",
    ("modules/typst/notes.xsl", "preceding-sibling::l"): "ends with the nearest; notes before the first line are few",
    ("modules/typst/notes.xsl", "preceding-sibling::*"): "ends with the nearest",
    (
        "modules/typst/notes.xsl",
        "preceding-sibling::item",
    ): "ends with the nearest; notes before the first item are few",
    ("modules/typst/structure.xsl", "preceding-sibling::head"): "ends with the nearest; headings begin their division",
    ("modules/typst/tables.xsl", "preceding-sibling::row[not(f:is-head-row(.))]"): "of head rows only, which are few",
    ("modules/typst/tables.xsl", "following-sibling::cell"): "ends with the nearest; a row has few cells",
    ("modules/typst/title.xsl", "preceding-sibling::titlePart"): "a title has few parts",
    ("modules/typst/title.xsl", "preceding-sibling::*[self::docTitle | self::titlePart]"): "a title page has few parts",
    ("modules/typst/transcription.xsl", "preceding-sibling::*"): "ends with the nearest",
}


def expressions(root: Path) -> Iterator[tuple[str, int, str]]:
    """Yield each attribute of each stylesheet that can hold an expression: file, line, and what it says."""
    for path in sorted((root / "xslt").rglob("*.xsl")):
        for element in etree.parse(str(path)).getroot().iter(etree.Element):
            for name, value in element.attrib.items():
                if name not in {"as", "mode", "name", "href"}:
                    yield (
                        path.relative_to(root / "xslt").as_posix(),
                        element.sourceline or 0,
                        " ".join(str(value).split()),
                    )


@pytest.mark.parametrize("what", FORBIDDEN)
def test_no_stylesheet_uses(root: Path, what: str) -> None:
    found = [f"{file}:{line}: {text}" for file, line, text in expressions(root) if re.search(FORBIDDEN[what], text)]
    assert found == []


def test_no_number_is_counted_through_the_document(root: Path) -> None:
    found = [
        f"{path.name}:{one.sourceline}"
        for path in sorted((root / "xslt").rglob("*.xsl"))
        for one in etree.parse(str(path)).getroot().iter(f"{XSL}number")
        if one.get("value") is None
    ]
    assert found == []


def test_a_look_at_siblings_ends_with_the_nearest(root: Path) -> None:
    found = {
        (file, look[0])
        for file, _, text in expressions(root)
        for look in SIBLINGS.finditer(text)
        if "[1]" not in look["predicates"]
    }
    assert found - EXCEPTIONS.keys() == set()
    assert EXCEPTIONS.keys() - found == set(), "exceptions that are no longer needed"
