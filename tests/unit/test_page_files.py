"""The images of a document: in its pages or beside them, each the one that its part of the document means."""

from __future__ import annotations

import base64
import struct
import zlib
from pathlib import Path

from lxml import html

from commands import document as whole
from teiedit import BuildOptions, build_edition, load_edition

INCLUDE = '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="{}/part.xml"/>'
PART = '<div xmlns="http://www.tei-c.org/ns/1.0"><figure><graphic url="i.png"/><figDesc>{}</figDesc></figure></div>'


def png(colour: int, *, size: int = 1, more: int = 0) -> bytes:
    """Return a picture of one shade of grey; more bytes are put into a chunk of text."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = (b"\0" + bytes([colour]) * size) * size
    header = struct.pack(">IIBBBBB", size, size, 8, 0, 0, 0, 0)
    parts = chunk(b"IHDR", header) + chunk(b"tEXt", b"x\0" + b"x" * more) + chunk(b"IDAT", zlib.compress(rows))
    return b"\x89PNG\r\n\x1a\n" + parts + chunk(b"IEND", b"")


def build(folder: Path, body: str, images: dict[str, bytes]) -> list[str]:
    """Build an edition of one document; return the addresses of the images on its page."""
    tei = folder / "tei"
    tei.mkdir(exist_ok=True)
    (tei / "a.xml").write_text(whole(body), encoding="utf-8")
    for name, content in images.items():
        (tei / name).parent.mkdir(exist_ok=True)
        (tei / name).write_bytes(content)
    (folder / "teiedit.toml").write_text('documents = ["tei/a.xml"]\noutput.formats = ["html"]\n', encoding="utf-8")
    build_edition(load_edition(folder), (), BuildOptions(validate=False, workers=1, verify=True))
    page = html.document_fromstring((folder / "build" / "a.html").read_text(encoding="utf-8"))
    return [str(one) for one in page.xpath("//article//img/@src")]


def content(folder: Path, address: str) -> bytes:
    """Return what is at the address of an image on a page."""
    if address.startswith("data:"):
        return base64.b64decode(address.partition(",")[2])
    return (folder / "build" / address).read_bytes()


def test_parts_in_different_folders_each_have_their_own_image_of_a_name(tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / "tei" / name).mkdir(parents=True)
        (tmp_path / "tei" / name / "part.xml").write_text(PART.replace("{}", name), encoding="utf-8")
    images = {"i.png": png(3), "one/i.png": png(1), "two/i.png": png(2, more=200_000)}
    here = '<figure><graphic url="i.png"/></figure>'
    shown = build(tmp_path, INCLUDE.format("one") + INCLUDE.format("two") + here, images)
    assert [content(tmp_path, one) for one in shown] == [png(1), png(2, more=200_000), png(3)]


def test_a_large_image_is_a_file_beside_the_page_written_once(tmp_path: Path) -> None:
    large = png(9, more=200_000)
    body = '<figure><graphic url="l.png"/></figure><figure><graphic url="again.png"/></figure>'
    shown = build(
        tmp_path,
        f'{body}<figure><graphic url="s.png"/></figure>',
        {"l.png": large, "again.png": large, "s.png": png(1)},
    )
    assert len(set(shown[:2])) == 1
    assert shown[0].startswith("images/")
    assert shown[0].endswith(".png")
    assert shown[2].startswith("data:image/png;base64,")
    assert [one.read_bytes() for one in (tmp_path / "build" / "images").iterdir()] == [large]


def test_an_image_that_is_shown_no_more_is_removed(tmp_path: Path) -> None:
    (first,) = build(tmp_path, '<figure><graphic url="l.png"/></figure>', {"l.png": png(1, more=200_000)})
    (second,) = build(tmp_path, '<figure><graphic url="l.png"/></figure>', {"l.png": png(2, more=200_000)})
    assert first != second
    assert [f"images/{one.name}" for one in (tmp_path / "build" / "images").iterdir()] == [second]
