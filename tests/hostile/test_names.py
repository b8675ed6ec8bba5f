"""Names that lead elsewhere: of files, of divisions that become pages, of images. Nothing outside is touched."""

from __future__ import annotations

import base64
import re
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from lxml import html

from hostile.documents import document
from teiedit import BuildOptions, OutputError, build_edition, load_edition

PNG = bytes.fromhex("89504e470d0a1a0a0000000d4948445200000001000000010806000000")
SECRET = PNG + b"secret-of-this-machine"
IDENTIFIERS = (
    "../../up",
    "/tmp/up",
    "..",
    ".",
    "a/b",
    "C:\\up",
    "con",
    "index",
    "a\nb",
    "x" * 500,
    "%2e%2e%2fup",
    "é&quot;&lt;b>",
    "",
)
FILES = (
    'a"b<c>&amp;.xml',
    "..b.xml",
    "-o.xml",
    "# ?x.xml",
    "%2e%2e.xml",
    "é\u202e.xml",
    "line\nbreak.xml",
    "index.xml",
    "images.xml",
)


def everything_in(folder: Path) -> set[str]:
    return {one.relative_to(folder).as_posix() for one in folder.rglob("*")}


@pytest.fixture
def edition(tmp_path: Path) -> Path:
    folder = tmp_path / "around" / "edition"
    folder.mkdir(parents=True)
    (tmp_path / "secret.png").write_bytes(SECRET)
    (folder / "inside.png").write_bytes(PNG)
    (folder / "link.png").symlink_to(tmp_path / "secret.png")
    return folder


def build(folder: Path, settings: str = "") -> list[Path]:
    """Build the edition, whatever validation would say of it, and return its pages."""
    text = f'documents = ["*.xml"]\n[output]\nformats = ["html", "txt", "tei"]\n{settings}'
    (folder / "teiedit.toml").write_text(text, encoding="utf-8")
    top = folder.parents[1]
    before = everything_in(top)
    try:
        build_edition(load_edition(folder), (), BuildOptions(validate=False, workers=1))
    finally:
        new = everything_in(top) - before
        assert [one for one in new if not one.startswith("around/edition/build")] == []
    return sorted((folder / "build").glob("*.html"))


def links(page: Path) -> list[str]:
    tree = html.document_fromstring(page.read_text(encoding="utf-8"))
    return [one.get("href") for one in tree.iter("a", "link") if one.get("href")]


def test_pages_named_after_divisions_stay_in_their_folder(edition: Path) -> None:
    divisions = "".join(
        f'<div xml:id="{one}"><head>{number}</head><p>words <ref target="#{one}">x</ref></p></div>'
        for number, one in enumerate(IDENTIFIERS)
    )
    (edition / "a.xml").write_text(document(divisions), encoding="utf-8")
    pages = build(edition, "split = 1\n")
    assert len(pages) >= len(IDENTIFIERS)
    names = {one.name for one in pages}
    for page in pages:
        for link in links(page):
            parts = urlsplit(link)
            assert parts.scheme or not parts.path or unquote(parts.path) in names | {"a.txt", "a.xml"}, link


def test_documents_with_any_name_have_pages_that_are_linked(edition: Path) -> None:
    for number, name in enumerate(FILES):
        (edition / name).write_text(document(f"<p>word-{number}</p>", title=f"Title {number}"), encoding="utf-8")
    pages = build(edition)
    listed = [unquote(one) for one in links(edition / "build" / "index.html") if one.endswith(".html")]
    text = "".join((edition / "build" / one).read_text(encoding="utf-8") for one in listed if one != "index.html")
    assert {*re.findall(r"word-(\d+)", text)} == {str(number) for number in range(len(FILES))}
    assert len(pages) == len(FILES) + 1


def test_no_image_outside_the_edition_is_shown(edition: Path) -> None:
    urls = (
        "../../secret.png",
        "link.png",
        str(edition.parents[1] / "secret.png"),
        "file:///etc/hostname",
        "./a/../../../secret.png",
    )
    urls += (f"file://{edition.parents[1]}/secret.png", "..%2f..%2fsecret.png", "inside.png/../../../secret.png")
    body = "".join(f'<p><graphic url="{one}"/><pb facs="{one}"/></p>' for one in (*urls, "inside.png"))
    (edition / "a.xml").write_text(document(body), encoding="utf-8")
    assert build(edition)
    written = b"".join(one.read_bytes() for one in (edition / "build").rglob("*") if one.is_file())
    assert base64.b64encode(PNG)[:20] in written
    assert b"secret-of-this-machine" not in written
    assert b"c2VjcmV0LW9mLXRoaXM" not in written


def test_nothing_is_written_through_a_link(edition: Path) -> None:
    (edition / "a.xml").write_text(document("<p>word</p>"), encoding="utf-8")
    outside = edition.parents[1] / "outside"
    outside.mkdir()
    (edition / "build").mkdir()
    (edition / "build" / "images").symlink_to(outside)
    (edition / "build" / "a.html").symlink_to(outside / "a.html")
    with pytest.raises(OutputError, match=r"link|folder of its own"):
        build(edition)
    assert list(outside.iterdir()) == []
