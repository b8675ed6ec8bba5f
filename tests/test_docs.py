"""What the documentation says is so."""

from __future__ import annotations

import re
import runpy
from pathlib import Path

import pytest

from teiedit.cli.main import _COMMANDS


@pytest.mark.parametrize(
    ("page", "make"), [("commands.md", "commands"), ("findings.md", "findings"), ("settings.md", "settings")]
)
def test_generated_pages_are_those_of_the_code(root: Path, page: str, make: str) -> None:
    generator = runpy.run_path(str(root / ".ci" / "generate_docs.py"))
    assert (root / "docs" / page).read_text(encoding="utf-8") == generator[make]().rstrip() + "\n"


def test_links_between_pages_lead_somewhere(root: Path) -> None:
    for page in (root / "README.md", *(root / "docs").glob("*.md")):
        for target in re.findall(r"\]\((?!https?:)([^)#]+)", page.read_text(encoding="utf-8")):
            assert (page.parent / target).exists(), (page.name, target)


def test_readme_names_every_command(root: Path) -> None:
    text = (root / "README.md").read_text(encoding="utf-8")
    missing = [name for name in _COMMANDS if name != "info" and f"teiedit {name}" not in text]
    assert not missing


def test_the_project_names_no_path_of_a_machine(root: Path) -> None:
    for path in (*root.glob("*.*"), *(root / "src").rglob("*.py"), *(root / "docs").rglob("*.md")):
        if path.is_file() and path.suffix in {".py", ".md", ".toml"}:
            assert str(root) not in path.read_text(encoding="utf-8"), path
