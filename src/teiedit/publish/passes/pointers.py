"""Follow pointers to the registers of the edition: `te:entry` on a name (@ref) or a reference (@target)."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import unquote

from lxml import etree

from teiedit.namespaces import tei
from teiedit.publish.passes.context import Context, te
from teiedit.publish.passes.listing import file_uri
from teiedit.publish.passes.selecting import selector

_POINTING = selector(
    "(descendant-or-self::*/@ref/.. | (descendant::t:ref | descendant::t:ptr)/@target/..)"
    "[not(ancestor-or-self::t:standOff)]"
)
ENTRY = te("entry")
_SOME = te("entries")


def resolve_pointers(root: etree._Element, context: Context) -> None:
    """Give each name and reference the key of its register entry; of several pointers, of the first that has one."""
    if not context.entries:
        return
    for element in _POINTING(root):
        entry = next((context.entries[uri] for uri in _addresses(element, context) if uri in context.entries), None)
        if entry is not None:
            element.set(ENTRY, entry)
            root.set(_SOME, "yes")


def _addresses(element: etree._Element, context: Context) -> Iterator[str]:
    target = element.get("target", "") if element.tag in {tei("ref"), tei("ptr")} else ""
    for pointer in f"{element.get('ref', '')} {target}".split():
        path, mark, fragment = pointer.partition("#")
        if not mark:
            continue
        # "é" and "%C3%A9" are the same letter, written by different hands.
        file = context.resolve(path, element)
        if file is not None:
            yield f"{file_uri(file)}#{unquote(fragment)}"
