"""The images of a document: read inside the edition's folder, and put into an HTML page as data."""

from __future__ import annotations

import base64
import mimetypes
import re
from collections.abc import Mapping
from urllib.parse import quote

from teiedit.document import Document
from teiedit.namespaces import tei
from teiedit.rules.files import local_file


def read_images(document: Document) -> dict[str, bytes]:
    """Read the images that a document shows.

    Returns:
        The bytes of each by its URL as the document has it. An image that is absent or outside the edition's folder
        is left out; validation reports it.
    """
    found: dict[str, bytes] = {}
    for graphic in document.root.iter(tei("graphic")):
        url = graphic.get("url", "")
        file = local_file(document, url)
        if file is None or url in found or not file.is_relative_to(document.within):
            continue
        try:
            found[url] = file.read_bytes()
        except OSError:
            continue
    return found


def inline_images(page: str, prefix: str, images: Mapping[str, bytes]) -> str:
    """Replace the sources of images by their data, so that the page needs no other file.

    Args:
        page: HTML in which an image's source is `prefix` and its name.
        prefix: nothing else of the page may contain it.
        images: as `read_images` gives them; one that is absent gets an empty source.
    """
    # The stylesheet names an image by its URL, encoded as encode-for-uri() does.
    named = {quote(url, safe=""): content for url, content in images.items()}

    def data(match: re.Match[str]) -> str:
        name = match[1]
        content = named.get(name)
        if content is None:
            return 'src="data:,"'
        kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
        return f'src="data:{kind};base64,{base64.b64encode(content).decode("ascii")}"'

    return re.sub(rf'src="{re.escape(prefix)}([^"]*)"', data, page)
