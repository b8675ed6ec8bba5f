"""Images and other media that a document shows must be there, inside the edition's folder."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from teiedit import codes
from teiedit.diagnostics import Diagnostic, finding, quoted
from teiedit.document import Document
from teiedit.document.addresses import means_a_file
from teiedit.namespaces import display_name, tei

# How the image formats begin that browsers and archives know; SVG and those of the MPEG family are told otherwise.
_SIGNATURES = (
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"RIFF",
    b"II*\0",
    b"MM\0*",
    b"BM",
    b"%PDF",
    b"\0\0\0\x0cjP  ",
    b"AT&TFORM",
)
_ENOUGH = 4096


def check_files(document: Document) -> Iterator[Diagnostic]:
    """Report every graphic or media whose file is absent, outside the edition's folder, or no image."""
    for element in document.root.iter(tei("graphic"), tei("media")):
        url = element.get("url", "")
        if not means_a_file(url):
            continue
        file = document.resolve(url, element)
        shown = f"the file {quoted(url)} of <{display_name(str(element.tag))}>"
        at = document.locate(element, "url", value=True)
        if file is None:
            hint = "No file can have such a name."
            yield finding(codes.MISSING_FILE, f"{shown} does not exist", at, hint=hint)
        elif not file.is_relative_to(document.within):
            hint = "Copy it into the edition; files elsewhere are not read."
            yield finding(codes.MISSING_FILE, f"{shown} lies outside the edition's folder", at, hint=hint)
        elif file.is_dir():
            yield finding(codes.MISSING_FILE, f"{shown} is a folder", at, hint="Name a file in it.")
        elif not file.is_file():
            hint = f"It is looked for as {file.name} in {file.parent.name}/."
            yield finding(codes.MISSING_FILE, f"{shown} does not exist", at, hint=hint)
        elif element.tag == tei("graphic") and (remark := _not_an_image(file)):
            yield finding(codes.NOT_AN_IMAGE, f"{shown} {remark}", at, hint="Use PNG, JPEG, GIF, WebP, TIFF or SVG.")


def _not_an_image(file: Path) -> str:
    try:
        with file.open("rb") as opened:
            start = opened.read(_ENOUGH)
    except OSError as error:
        return f"cannot be read: {error.strerror or error}"
    return "" if start.startswith(_SIGNATURES) or start[4:8] == b"ftyp" or b"<svg" in start else "holds no image"
