"""What a build publishes: names that stay, links that hold, persons that are told apart."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from urllib.parse import quote, unquote

import pytest
from lxml import html

from commands import document as whole
from teiedit import BuildOptions, build_edition, load_edition

REGISTER = """<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:id="r" xml:lang="en"><teiHeader><fileDesc><titleStmt>
<title>R</title></titleStmt><publicationStmt><publisher>P</publisher></publicationStmt><sourceDesc><p>S</p></sourceDesc>
</fileDesc></teiHeader><standOff><listPerson><person xml:id="z"><persName>{}</persName></person></listPerson></standOff>
</TEI>"""


def write(folder: Path, files: dict[str, str], settings: str) -> None:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    (folder / "teiedit.toml").write_text(settings, encoding="utf-8")


def build(folder: Path, *paths: str) -> dict[str, bytes]:
    options = BuildOptions(formats=("html",), validate=False)
    build_edition(load_edition(folder), [folder / path for path in paths], options)
    return {path.name: path.read_bytes() for path in (folder / "build").glob("*.html")}


def page(content: bytes) -> html.HtmlElement:
    return html.document_fromstring(content.decode("utf-8"))


def test_a_part_is_published_as_it_is_in_the_whole(tmp_path: Path) -> None:
    letter = whole('<p><persName ref="../register.xml#z">Z</persName> <ref target="{}.xml">there</ref></p>')
    files = {"tei/a.xml": letter.replace("{}", "b"), "tei/b.xml": letter.replace("{}", "a")}
    write(tmp_path, {**files, "register.xml": REGISTER.format("Z")}, 'registers = ["register.xml"]\n')
    everything = build(tmp_path)
    assert set(everything) == {"a.html", "b.html", "index.html", "register.html"}
    assert build(tmp_path, "tei/a.xml") == everything


def test_the_name_of_a_page_is_the_same_in_a_part_and_in_the_whole(tmp_path: Path) -> None:
    write(tmp_path, {"tei/x/a.xml": whole("<p>x</p>"), "tei/y/a.xml": whole("<p>y</p>")}, "")
    everything = set(build(tmp_path))
    assert set(build(tmp_path, "tei/x/a.xml")) == everything


@pytest.mark.parametrize("names", [("p/r.xml", "q/r.xml"), ("p/ré.xml", "q/r~(1).xml"), ("p/a b.xml", "q/%.xml")])
def test_registers_of_any_name_are_told_apart(tmp_path: Path, names: tuple[str, str]) -> None:
    pointers = [quote(name) for name in names]
    text = "".join(f'<p><persName ref="{pointer}#z">N</persName></p>' for pointer in pointers)
    files = {"a.xml": whole(text), names[0]: REGISTER.format("First"), names[1]: REGISTER.format("Second")}
    write(tmp_path, files, 'documents = ["a.xml"]\nregisters = ["p/*.xml", "q/*.xml"]\n')
    found = page(build(tmp_path)["a.html"])
    links = [unquote(link.get("href")[1:]) for link in found.xpath("//article//p/span/a")]
    assert len(set(links)) == 2
    entries = [found.get_element_by_id(link).text_content() for link in links]
    assert "First" in entries[0]
    assert "Second" in entries[1]


def test_a_script_that_cannot_start_workers_is_told_why(tmp_path: Path) -> None:
    write(tmp_path, {"tei/a.xml": whole("<p>x</p>")}, "")
    script = tmp_path / "script.py"
    script.write_text(
        "from pathlib import Path\nfrom teiedit import build_edition, load_edition\n"
        f"build_edition(load_edition(Path({str(tmp_path)!r})))\n",
        encoding="utf-8",
    )
    done = subprocess.run([sys.executable, str(script)], capture_output=True, text=True, check=False)
    assert "a script must call this below" in done.stderr
