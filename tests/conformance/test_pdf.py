"""The PDFs before three judges: rules of PDF/UA-1 and PDF/A read with pikepdf, two checkers of PDF/UA, and qpdf.

The collections are read where they are there.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from conformance.pdf_rules import RULES, Tagged, attributes, breaches
from teiedit.document import read_document
from teiedit.publish import passes
from teiedit.publish.images import read_images
from teiedit.publish.pdf import TypstParameters, produce
from unit.making import annotated, document
from unit.test_typeset import PIXEL

FIXTURES = sorted((Path(__file__).parents[1] / "fixtures").glob("*.xml"))
DATA = Path(os.environ.get("TEIEDIT_DATA", Path(__file__).parents[3] / "shared" / "data")) / "collections"
# One of each genre, and what is likeliest to break tags: tables, right-to-left scripts, images, deep lists.
COLLECTED = (
    "critic-hebrew",
    "dahn",
    "drama",
    "eltec",
    "expps",
    "frus",
    "isicily",
    "lex0",
    "mpr",
    "msdesc",
    "schnitzler-briefe",
    "suriano",
    "syriac",
)
SIZES = range(4_000, 200_000)


def collected() -> list[Path]:
    """Return the document of middle size of each collection."""
    chosen = []
    for name in COLLECTED:
        sizes = {path: path.stat().st_size for path in (DATA / name).rglob("*.xml")}
        files = sorted((path for path, size in sizes.items() if size in SIZES), key=lambda path: (sizes[path], path))
        texts = [path for path in files if b"<body" in path.read_bytes() and b"<TEI" in path.read_bytes()]
        chosen += texts[len(texts) // 2 : len(texts) // 2 + 1]
    return chosen


def documents() -> list[Path]:
    return [*FIXTURES, *collected()]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> dict[Path, Path]:
    """Give the PDF of each document."""
    folder = tmp_path_factory.mktemp("conformance")
    passes.preload()
    files: dict[Path, Path] = {}
    for number, path in enumerate(documents()):
        source = read_document(path).document
        assert source is not None
        node = passes.annotate(source).node
        parameters = TypstParameters(registers=passes.bind_registers([]))
        files[path] = folder / f"{number:02}-{path.stem}.pdf"
        files[path].write_bytes(produce(node, parameters, read_images(source)).content)
    return files


@pytest.mark.parametrize("path", documents(), ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_it_breaks_no_rule(made: dict[Path, Path], path: Path) -> None:
    with pikepdf.open(made[path]) as pdf:
        assert breaches(pdf) == []


BODY = (
    "<div><head>One<note>A note.</note></head><p>Words, and <ref target='https://example.org'>a link</ref>.</p>"
    "<figure><graphic url='map.png'/><figDesc>A map</figDesc></figure>"
    "<table><row role='label'><cell>Year</cell><cell>Name</cell></row>"
    "<row><cell>1901</cell><cell>Ann</cell></row></table>"
    "<list rend='bulleted'><item>An item</item></list></div>"
)


def test_the_rules_find_what_is_broken() -> None:
    """Each rule is proven on a file that breaks it."""
    sound = pdf_of(BODY, images={"map.png": PIXEL})
    with pikepdf.open(BytesIO(sound)) as pdf:
        assert breaches(pdf) == []
        told = Tagged(pdf)
        del pdf.Root.Lang, pdf.Root.PageLabels
        del told.of("Figure")[0].node["/Alt"]
        told.of("H1")[0].node.S = pikepdf.Name.H3
        told.of("P")[0].node.S = pikepdf.Name.Blort
        told.of("LI")[0].node.S = pikepdf.Name.Span
        for one in told.of("TH"):
            one.node.S = pikepdf.Name.TD
        del told.of("Note")[0].node["/ID"]
        page = pdf.pages[0]
        page.contents_add(b"BT (bare) Tj ET")
        del page.Annots[0]["/Contents"]
        page.obj.Tabs = pikepdf.Name.R
        with pdf.open_metadata() as metadata:
            del metadata["pdfuaid:part"]
        descriptor = next(one for one in pdf.objects if isinstance(one, pikepdf.Dictionary) and "/FontFile3" in one)
        del descriptor["/FontFile3"]
        found = {said.partition(":")[0] for said in breaches(pdf)}
    assert found == set(RULES)


def test_two_checkers_of_accessibility_have_nothing_against_it(made: dict[Path, Path]) -> None:
    missing = [name for name in ("pdfua", "outloud") if find_spec(name) is None]
    if missing:
        pytest.skip(f"{' and '.join(missing)} is not installed")
    found = {**said_by_pdfua(made.values()), **said_by_outloud(made.values())}
    assert found == {}


def said_by_pdfua(files: object) -> dict[str, list[str]]:
    # In a process of their own: what they import warns.
    code = (
        "import json, sys\nfrom pdfua import validate\n"
        "said = {path: [f'{one.rule_id} {one.message}' for one in validate(path).findings] for path in sys.argv[1:]}\n"
        "print(json.dumps({path: found for path, found in said.items() if found}))"
    )
    return judged(code, files)


def said_by_outloud(files: object) -> dict[str, list[str]]:
    code = (
        "import json, sys\nfrom outloud import check\n"
        "said = {path: [f'{one.rule} {one.message}' for one in check(path).findings if one.severity == 'error']"
        " for path in sys.argv[1:]}\n"
        "print(json.dumps({path: found for path, found in said.items() if found}))"
    )
    return judged(code, files)


def judged(code: str, files: object) -> dict[str, list[str]]:
    command = [sys.executable, "-W", "ignore", "-c", code, *map(str, files)]  # type: ignore[call-overload]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return {Path(path).name: said for path, said in json.loads(done.stdout.splitlines()[-1]).items()}


def test_qpdf_finds_it_sound(made: dict[Path, Path]) -> None:
    qpdf = shutil.which("qpdf")
    if qpdf is None:
        pytest.skip("qpdf is not installed")
    for path, file in made.items():
        done = subprocess.run([qpdf, "--check", str(file)], capture_output=True, text=True, check=False)
        assert done.returncode == 0, f"{path.name}: {done.stdout}{done.stderr}"


def pdf_of(body: str, *, images: dict[str, bytes] | None = None, more: str = "") -> bytes:
    node, registers = annotated(document(body, more=more))
    return produce(node, TypstParameters(registers=registers), images or {}).content


def kinds(pdf: pikepdf.Pdf) -> list[str]:
    return [one.kind for one in Tagged(pdf).elements]


def languages(pdf: pikepdf.Pdf) -> set[str]:
    """The languages that elements and pieces of content have of their own."""
    found = {str(one.node.Lang) for one in Tagged(pdf).elements if "/Lang" in one.node}
    for page in pdf.pages:
        for step in pikepdf.parse_content_stream(page):
            if str(step.operator) == "BDC" and isinstance(step.operands[1], pikepdf.Dictionary):
                found.add(str(step.operands[1].get("/Lang", "")))
    return found - {""}


def test_a_change_of_language_is_told() -> None:
    body = "<p>Words and <foreign xml:lang='ru'>слово</foreign>.</p><p xml:lang='he'>שלום</p>"
    with pikepdf.open(BytesIO(pdf_of(body))) as pdf:
        assert str(pdf.Root.Lang) == "en"
        assert {"ru", "he"} <= languages(pdf)


def test_the_structure_is_that_of_the_text() -> None:
    with pikepdf.open(BytesIO(pdf_of(BODY, images={"map.png": PIXEL}))) as pdf:
        told = Tagged(pdf)
        found = [one.kind for one in told.elements]
        assert {"H1", "P", "Note", "Link", "Figure", "Table", "TR", "TH", "TD", "L", "LI", "Lbl", "LBody"} <= set(found)
        assert [str(one.node.Alt) for one in told.of("Figure")] == ["A map"]
        assert {str(attributes(one, "Table")["/Scope"]) for one in told.of("TH")} == {"/Column"}
        assert all(attributes(one, "Table")["/Headers"] for one in told.of("TD"))
        assert any("URI" in str(link.get("/A", "")) for link in pdf.pages[0].Annots)


def test_the_metadata_are_those_of_the_header() -> None:
    more = (
        "<profileDesc><abstract><p>In short.</p></abstract>"
        "<textClass><keywords><term>trade</term></keywords></textClass></profileDesc>"
    )
    with pikepdf.open(BytesIO(pdf_of("<p>x</p>", more=more))) as pdf, pdf.open_metadata() as metadata:
        assert metadata["dc:title"] == "A title"
        assert metadata["dc:language"] == {"en"}
        assert str(pdf.docinfo["/Keywords"]) == "trade"


def test_hyphens_at_the_ends_of_lines_are_not_those_of_the_text() -> None:
    text = "".join(
        page.get_textpage().get_text_range()
        for page in pypdfium2.PdfDocument(pdf_of(f"<p>{'considerable internationalisation ' * 40}</p>"))
    )
    assert "-" not in text.partition("About")[0]
    assert "internationalisation" in text
