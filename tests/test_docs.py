"""What the documentation says is so."""

from __future__ import annotations

import json
import re
import runpy
import sys
from pathlib import Path
from typing import Any

import pytest

from commands import run
from teiedit.cli.main import _COMMANDS
from teiedit.codes import catalogue

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib


@pytest.fixture
def generator(root: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """What writes the pages, by name."""
    monkeypatch.syspath_prepend(str(root / ".ci"))
    return runpy.run_path(str(root / ".ci" / "generate_docs.py"))


@pytest.mark.parametrize(
    ("page", "make"),
    [
        ("commands.md", "commands"),
        ("findings.md", "findings"),
        ("settings.md", "settings"),
        ("print-keys.md", "print_keys"),
    ],
)
def test_generated_pages_are_those_of_the_code(root: Path, generator: dict[str, Any], page: str, make: str) -> None:
    assert (root / "docs" / page).read_text(encoding="utf-8") == generator[make]().rstrip() + "\n"


@pytest.mark.parametrize("page", ["README.md", "docs/validation.md", "docs/relaxng.md"])
def test_examples_print_what_their_page_says(root: Path, generator: dict[str, Any], page: str) -> None:
    """`make docs` writes what they print now."""
    text = (root / page).read_text(encoding="utf-8")
    assert page in generator["WITH_EXAMPLES"]
    assert text.count("<!-- run -->") + text.count("<!-- python -->") > 0
    assert generator["examples"](page) == text


def test_every_finding_of_the_schema_is_explained(root: Path) -> None:
    known = tomllib.loads((root / ".ci" / "findings.toml").read_text(encoding="utf-8"))
    codes = {code.id: code for code in catalogue()}
    assert set(known) <= set(codes)
    assert {one for one in codes if one.startswith("TE3")} <= set(known)
    shown = {one for one, said in known.items() if {"body", "document", "settings"} & set(said)}
    # What cannot be shown needs a network that does not answer.
    assert {one for one in codes if one.startswith("TE3")} - shown == {"TE316"}


def test_json_example_is_what_the_report_schema_describes(root: Path) -> None:
    jsonschema = pytest.importorskip("jsonschema", reason="the package jsonschema is not installed")
    page = (root / "docs" / "validation.md").read_text(encoding="utf-8")
    (shown,) = re.findall(r"--format json\n(\{.*?^\})$", page, re.DOTALL | re.MULTILINE)
    schema = json.loads((root / "schemas" / "report.schema.json").read_text(encoding="utf-8"))
    jsonschema.validate(json.loads(shown), schema)


def test_codes_named_in_pages_exist(root: Path) -> None:
    known = {code.id: code.name for code in catalogue()}
    for page in (root / "README.md", *(root / "docs").glob("*.md")):
        text = page.read_text(encoding="utf-8")
        assert set(re.findall(r"\bTE[1-9]\d\d\b", text)) <= set(known), page.name
        for number, name in re.findall(r"\b(TE\d\d\d) ([a-z]+(?:-[a-z]+)+)$", text, re.MULTILINE):
            assert known[number] == name, page.name


def test_options_named_in_pages_exist(root: Path, tmp_path: Path) -> None:
    known = set(re.findall(r"--[a-z][a-z-]+", "".join(run([name, "--help"], tmp_path).out for name in _COMMANDS)))
    # Properties of the style sheets are written like options.
    known |= set(
        re.findall(r"^ *(--[a-z-]+):", (root / "xslt/html/components.css").read_text(encoding="utf-8"), re.MULTILINE)
    )
    for page in (root / "docs").glob("*.md"):
        named = set(re.findall(r"`(--[a-z][a-z-]+)", page.read_text(encoding="utf-8")))
        assert named <= known | {"--version"}, page.name


def test_links_between_pages_lead_somewhere(root: Path) -> None:
    for page in (root / "README.md", *(root / "docs").glob("*.md")):
        for target, mark in re.findall(r"\]\((?!https?:)([^)#]*)(?:#([^)]*))?\)", page.read_text(encoding="utf-8")):
            there = page.parent / target if target else page
            assert there.exists(), (page.name, target)
            assert not mark or mark in _headings(there), (page.name, target, mark)


def _headings(page: Path) -> set[str]:
    """Return the addresses of the headings of a page, as GitHub makes them."""
    found = re.findall(r"^#+ (.*)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", one).lower().replace(" ", "-") for one in found}


def test_readme_names_every_command(root: Path) -> None:
    text = (root / "README.md").read_text(encoding="utf-8")
    missing = [name for name in _COMMANDS if name != "info" and f"teiedit {name}" not in text]
    assert not missing


def test_the_project_names_no_path_of_a_machine(root: Path) -> None:
    places = (root.glob("*.*"), (root / "src").rglob("*.py"), (root / "docs").rglob("*.md"), (root / ".ci").glob("*"))
    for path in (one for some in places for one in some):
        if path.is_file() and path.suffix in {".py", ".md", ".toml"}:
            text = path.read_text(encoding="utf-8")
            assert str(root) not in text, path
            assert "/tmp/" not in text or path.suffix == ".py", path
