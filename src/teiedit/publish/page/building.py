"""Elements written down as they nest."""

from __future__ import annotations

from collections.abc import Mapping

from lxml import etree


def built(
    tag: str, *content: etree._Element | str, of: Mapping[str, str] | None = None, **attributes: str
) -> etree._Element:
    """Make an element.

    Args:
        tag: its name.
        content: elements and texts, in order.
        of: attributes whose names are no names in Python.
        attributes: the others.
    """
    element = etree.Element(tag, {**attributes, **(of or {})})
    for one in content:
        if not isinstance(one, str):
            element.append(one)
        elif len(element):
            element[-1].tail = (element[-1].tail or "") + one
        else:
            element.text = (element.text or "") + one
    return element


def shell_of(element: etree._Element, *, but: frozenset[str] = frozenset()) -> etree._Element:
    """Make an element of the same name with the same attributes, some left out, and nothing in it."""
    return etree.Element(element.tag, {str(key): str(value) for key, value in element.attrib.items() if key not in but})
