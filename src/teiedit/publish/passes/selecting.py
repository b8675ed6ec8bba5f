"""Select elements by XPath: by libxml2, which looks at a hundred in the time that Python takes for one."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from lxml import etree

from teiedit.namespaces import ANNOTATION, TEI

Selector = Callable[[etree._Element], "list[etree._Element]"]


def selector(expression: str) -> Selector:
    """Compile an expression that gives elements; `t:` is TEI, `te:` what the passes add."""
    compiled = etree.XPath(expression, namespaces={"t": TEI, "te": ANNOTATION})
    return lambda node: cast("list[etree._Element]", compiled(node))


def asker(expression: str) -> Callable[[etree._Element], bool]:
    """Compile an expression that is true or false."""
    compiled = etree.XPath(f"boolean({expression})", namespaces={"t": TEI, "te": ANNOTATION})
    return lambda node: cast("bool", compiled(node))


def words_of(element: etree._Element) -> str:
    """Return the text in an element, without comments."""
    return "".join(cast("list[str]", _TEXTS(element)))


_TEXTS = etree.XPath("descendant::text()")
