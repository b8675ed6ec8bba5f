"""Namespace URIs, their customary prefixes, and Clark names of what is asked for often."""

from __future__ import annotations

from typing import Final

TEI: Final = "http://www.tei-c.org/ns/1.0"
XML: Final = "http://www.w3.org/XML/1998/namespace"
XHTML: Final = "http://www.w3.org/1999/xhtml"
XINCLUDE: Final = "http://www.w3.org/2001/XInclude"
RELAXNG: Final = "http://relaxng.org/ns/structure/1.0"
SCHEMATRON: Final = "http://purl.oclc.org/dsdl/schematron"
# What the passes write into a document on its way to the page; never found in a user's file.
ANNOTATION: Final = "urn:teiedit:annotation"

PREFIXES: Final = {"tei": TEI, "xml": XML, "xi": XINCLUDE, "rng": RELAXNG}

XML_ID: Final = f"{{{XML}}}id"
XML_LANG: Final = f"{{{XML}}}lang"
XML_BASE: Final = f"{{{XML}}}base"


def tei(local_name: str) -> str:
    """Return the Clark name of a TEI element."""
    return f"{{{TEI}}}{local_name}"


def clark_name(displayed: str) -> str:
    """Return the Clark name of an attribute that is written as `display_name` writes it."""
    prefix, colon, local = displayed.partition(":")
    return f"{{{PREFIXES[prefix]}}}{local}" if colon and prefix in PREFIXES else displayed


def display_name(clark_name: str) -> str:
    """Return a name as an editor writes it: TEI and unqualified names bare, known ones prefixed."""
    if not clark_name.startswith("{"):
        return clark_name
    uri, local = clark_name[1:].split("}", 1)
    if uri == TEI:
        return local
    prefix = next((p for p, u in PREFIXES.items() if u == uri), None)
    return f"{prefix}:{local}" if prefix else f"{{{uri}}}{local}"
