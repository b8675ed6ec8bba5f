"""The images of a document: read inside the edition's folder, and put into an HTML page as data."""

from __future__ import annotations

import base64
import re
from collections.abc import Mapping
from urllib.parse import quote

from teiedit.document import Document
from teiedit.namespaces import tei


def read_images(document: Document) -> dict[str, bytes]:
    """Read the images that a document shows.

    Returns:
        The bytes of each by its URL as the document has it. An image that is absent or outside the edition's folder
        is left out; validation reports it.
    """
    found: dict[str, bytes] = {}
    for graphic in document.root.iter(tei("graphic")):
        url = graphic.get("url", "")
        file = document.resolve(url, graphic)
        if file is None or url in found or not file.is_relative_to(document.within):
            continue
        try:
            found[url] = file.read_bytes()
        except OSError:
            continue
    return found


def image_name(url: str) -> str:
    """Return the name that the stylesheets give an image: its URL, encoded as XPath's encode-for-uri() does."""
    return quote(url, safe="")


def inline_images(page: str, prefix: str, images: Mapping[str, bytes]) -> str:
    """Replace the sources of images by their data, so that the page needs no other file.

    Args:
        page: HTML in which an image's source is `prefix` and its name.
        prefix: nothing else of the page may contain it.
        images: as `read_images` gives them; one that is absent gets an empty source.
    """
    named = {image_name(url): content for url, content in images.items()}

    def data(match: re.Match[str]) -> str:
        name = match[1]
        content = named.get(name)
        if content is None:
            return 'src="data:,"'
        return f'src="data:{_kind(content)};base64,{base64.b64encode(content).decode("ascii")}"'

    return re.sub(rf'src="{re.escape(prefix)}([^"]*)"', data, page)


# By the first bytes, because the tables of the system differ from machine to machine.
_KINDS = (
    (b"\x89PNG", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF8", "image/gif"),
    (b"BM", "image/bmp"),
    (b"II*\0", "image/tiff"),
    (b"MM\0*", "image/tiff"),
)


def _kind(content: bytes) -> str:
    if content.startswith(b"RIFF") and content[8:12] == b"WEBP":
        return "image/webp"
    if content[4:12] in {b"ftypavif", b"ftypavis"}:
        return "image/avif"
    if b"<svg" in content[:4096]:
        return "image/svg+xml"
    return next((kind for mark, kind in _KINDS if content.startswith(mark)), "application/octet-stream")
