"""What each image is called, where its URL alone does not tell which file it is: te:image."""

from __future__ import annotations

from lxml import etree

from teiedit.publish.images import image_keys, image_places
from teiedit.publish.passes.context import Context, te


def name_images(root: etree._Element, context: Context) -> None:
    """Name the images of parts that were included from several folders; others go by their URL."""
    if not context.document.included:
        return
    for (element, url), (key, _) in zip(image_places(root), image_keys(context.document), strict=True):
        if key != url:
            element.set(te("image"), key)
