"""Images and other media that a document shows must be there, inside the edition's folder."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

from teiedit import codes
from teiedit.diagnostics import Diagnostic, finding
from teiedit.document import Document
from teiedit.namespaces import display_name, tei


def local_file(document: Document, url: str) -> Path | None:
    """Return the file that a relative URL names, or None for an address on the network or no address."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    if parts.scheme or parts.netloc or not parts.path:
        return None
    return (document.path.parent / unquote(parts.path)).resolve()


def check_files(document: Document) -> Iterator[Diagnostic]:
    """Report every graphic or media whose file is absent or outside the edition's folder."""
    for element in document.root.iter(tei("graphic"), tei("media")):
        url = element.get("url", "")
        file = local_file(document, url)
        if file is None:
            continue
        shown = f'the file "{url}" of <{display_name(str(element.tag))}>'
        at = document.locate(element, "url", value=True)
        if not file.is_relative_to(document.within):
            yield finding(
                codes.MISSING_FILE,
                f"{shown} lies outside the edition's folder",
                at,
                hint="Copy it into the edition; files elsewhere are not read.",
            )
        elif not file.is_file():
            yield finding(codes.MISSING_FILE, f"{shown} does not exist", at, hint=f"It is looked for as {file.name} in {file.parent.name}/.")
