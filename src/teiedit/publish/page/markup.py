"""The tree that a stylesheet made, read; and trees written as HTML5.

HTML is written by libxml2's XML writer, which escapes as HTML does, on a tree prepared so that the result is HTML:
empty elements have an end tag unless HTML forbids it, and scripts and style sheets stand as they are.
"""

from __future__ import annotations

import hashlib
import re
from typing import Final, cast

from lxml import etree

from teiedit.errors import TransformError

_VOID: Final = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
)
_EMPTY = etree.XPath("descendant-or-self::*[not(node())]")
_RAW: Final = ("script", "style")
# The parser's words where it gives up, which it does at 2,048 levels whatever it is told.
_TOO_DEEP: Final = "Excessive depth"
# The parser of HTML drops a line end that comes first in these.
_EATS_LINE: Final = ("pre", "textarea", "listing")
_CODE: Final = re.compile(r"^(|module|(text|application)/(javascript|ecmascript))$", re.IGNORECASE)


def parse_tree(text: str) -> etree._Element:
    """Parse what a stylesheet made.

    Raises:
        TransformError: it is no XML, which a stylesheet of an edition's own can bring about.
    """
    parser = etree.XMLParser(
        huge_tree=True,
        collect_ids=False,
        remove_comments=True,
        remove_pis=True,
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
    )
    try:
        return etree.fromstring(text.encode("utf-8"), parser)
    except etree.XMLSyntaxError as error:
        if _TOO_DEEP in str(error):
            msg = "elements are nested too deeply for a page"
            raise TransformError(msg) from error
        msg = f"what the stylesheet made is not well-formed: {error}"
        raise TransformError(msg) from error


def write_html(element: etree._Element) -> str:
    """Write an element and what is in it, without what follows it; the tree is prepared in place."""
    for empty in cast("list[etree._Element]", _EMPTY(element)):
        if empty.tag not in _VOID:
            empty.text = ""
    for one in element.iter(*_EATS_LINE):
        if one.text and one.text.startswith("\n"):
            one.text = "\n" + one.text
    raw = [(one, safe_raw(str(one.tag), one.text or "", one.get("type", ""))) for one in element.iter(*_RAW)]
    # A word that no document can come to hold by accident.
    mark = f"te-raw-{hashlib.sha256(repr([text for _, text in raw]).encode()).hexdigest()}-" if raw else ""
    for number, (one, _) in enumerate(raw):
        one.text = f"{mark}{number};"
    written = etree.tostring(element, encoding="unicode", with_tail=False).replace("/>", ">")
    # Which HTML does not allow, and which is a line's end to it anyway.
    written = written.replace("&#13;", "\n")
    if raw:
        written = re.sub(re.escape(mark) + r"(\d+);", lambda found: raw[int(found[1])][1], written)
    return written


def safe_raw(name: str, text: str, kind: str = "") -> str:
    """Return the content of a script or style sheet so that nothing in it ends it early.

    Args:
        name: `script` or `style`.
        text: the content.
        kind: the script's type; of what is no code it is taken that it is JSON.
    """
    if name == "style":
        return text.replace("</", r"<\/")
    if _CODE.match(kind):
        return re.sub(r"<(?=/script|!--|script)", r"\\x3c", text, flags=re.IGNORECASE)
    return text.replace("<", r"\u003c")
