"""The images of a document: read inside the edition's folder, and put into its pages or beside them."""

from __future__ import annotations

import base64
import hashlib
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final
from urllib.parse import quote

from lxml import etree

from teiedit.document import Document
from teiedit.namespaces import tei
from teiedit.publish.page import Page

# Below the output folder.
FOLDER: Final = "images"
# Bytes that an image may take in the pages of a document; a larger one is a file of its own.
_INLINE: Final = 100_000
_SHOWN: Final = {tei("graphic"): "url", tei("pb"): "facs", tei("gb"): "facs"}


def image_places(root: etree._Element) -> Iterator[tuple[etree._Element, str]]:
    """Yield the elements that show an image, each with the URL that it says."""
    for element in root.iter(*_SHOWN):
        url = (element.get(_SHOWN[str(element.tag)]) or "").strip()
        if url and not url.startswith("#"):
            yield element, url


def image_keys(document: Document) -> list[tuple[str, Path | None]]:
    """Return what each image of a document is called, in order, and its file.

    That is its URL; where parts that were included from other folders mean another file by the same URL, the URL and
    a number. An image outside the edition's folder has no file.
    """
    named: dict[str, dict[Path, str]] = {}
    found: list[tuple[str, Path | None]] = []
    for element, url in image_places(document.root):
        file = document.resolve(url, element)
        if file is None or not file.is_relative_to(document.within):
            found.append((url, None))
            continue
        files = named.setdefault(url, {})
        found.append((files.setdefault(file, f"{url}#{len(files)}" if files else url), file))
    return found


def read_images(document: Document) -> dict[str, bytes]:
    """Read the images that a document shows.

    Returns:
        The bytes of each by its name. An image that is absent or outside the edition's folder is left out; validation
        reports it.
    """
    found: dict[str, bytes] = {}
    for key, file in image_keys(document):
        if file is None or key in found:
            continue
        try:
            found[key] = file.read_bytes()
        except OSError:
            continue
    return found


def image_name(key: str) -> str:
    """Return the name that the stylesheets give an image: encoded as XPath's encode-for-uri() does."""
    return quote(key, safe="")


def place_images(
    pages: Sequence[Page], prefix: str, images: Mapping[str, bytes]
) -> tuple[tuple[Page, ...], dict[str, bytes]]:
    """Put images into the pages as data, and large ones beside them.

    Args:
        pages: in which an image's address is `prefix` and its name.
        prefix: nothing else of the pages may contain it.
        images: as `read_images` gives them; one that is absent gets an empty source.

    Returns:
        The pages, and the files that they need, named after what they hold.
    """
    named = {image_name(key): content for key, content in images.items()}
    address = re.compile(rf'(?<==")({re.escape(prefix)})([^"]*)(?=")')
    times = Counter(found[2] for page in pages for found in address.finditer(page.html))
    files: dict[str, bytes] = {}
    addresses: dict[str, str] = {}
    for name, count in times.items():
        content = named.get(name)
        if content is None:
            addresses[name] = "data:,"
        elif len(content) * count > _INLINE:
            ending = _ENDINGS.get(_kind(content), "bin")
            addresses[name] = f"{FOLDER}/{hashlib.sha256(content).hexdigest()[:20]}.{ending}"
            files[addresses[name]] = content
        else:
            addresses[name] = f"data:{_kind(content)};base64,{base64.b64encode(content).decode('ascii')}"
    placed = [replace(page, html=address.sub(lambda found: addresses[found[2]], page.html)) for page in pages]
    return tuple(placed), files


_ENDINGS: Final = {
    "image/png": "png",
    "image/jpeg": "jpg",
    "image/gif": "gif",
    "image/bmp": "bmp",
    "image/tiff": "tif",
    "image/webp": "webp",
    "image/avif": "avif",
    "image/svg+xml": "svg",
}
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
