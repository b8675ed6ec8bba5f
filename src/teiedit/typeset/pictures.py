"""Which files are images that can be set: told one by one, because a broken one would stop the whole document."""

from __future__ import annotations

import json
from typing import Final

from teiedit.errors import TypesetError
from teiedit.typeset.archive import STANDARDS
from teiedit.typeset.compiler import MAIN, GlyphsMissing, open_world

# An A3 page at 600 dpi has 70 million. Each takes 8 bytes of memory, however small the file.
MOST_PIXELS: Final = 100_000_000


def can_show(name: str, data: bytes) -> bool:
    """Tell whether a file is an image that can be set, in memory that a computer has."""
    if _pixels(data) > MOST_PIXELS:
        return False
    source = f'#set document(title: "image")\n#image({json.dumps(name)}, alt: "image")'
    try:
        with open_world({name: data, MAIN: source.encode()}) as world:
            world.pdf(STANDARDS["a-2a"])
    except (TypesetError, GlyphsMissing):
        return False
    return True


def _pixels(data: bytes) -> int:
    """Read the size from the head of a file that is unpacked to be set; 0 for others, such as JPEG, which is not."""
    if data.startswith(b"\x89PNG"):
        return int.from_bytes(data[16:20], "big") * int.from_bytes(data[20:24], "big")
    if data.startswith(b"GIF8"):
        return int.from_bytes(data[6:8], "little") * int.from_bytes(data[8:10], "little")
    if data[8:16] == b"WEBPVP8X":
        return (1 + int.from_bytes(data[24:27], "little")) * (1 + int.from_bytes(data[27:30], "little"))
    return 0
