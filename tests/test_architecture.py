"""The rooms of the package keep to their row, and each engine has one importer."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

SOURCES = "src/teiedit"


@pytest.mark.parametrize(("library", "home"), [("saxonche", "transform.py"), ("typst", "typeset/compiler.py")])
def test_an_engine_is_imported_in_one_place(root: Path, library: str, home: str) -> None:
    importers = {
        path.relative_to(root / SOURCES).as_posix()
        for path in (root / SOURCES).rglob("*.py")
        if re.search(rf"^\s*(import|from) {library}\b", path.read_text(encoding="utf-8"), re.MULTILINE)
    }
    assert importers == {home}


def test_only_the_command_line_prints_or_exits(root: Path) -> None:
    others = [path for path in (root / SOURCES).rglob("*.py") if path.parent.name != "cli"]
    talking = [
        path.relative_to(root / SOURCES).as_posix()
        for path in others
        if re.search(r"\b(print|sys\.exit|click\.echo)\(", path.read_text(encoding="utf-8"))
    ]
    assert not talking


def test_help_loads_no_engine(root: Path) -> None:
    code = (
        "import sys; sys.argv = ['teiedit', '--help']\n"
        "from teiedit.cli.main import cli\n"
        "try: cli()\n"
        "except SystemExit: pass\n"
        "print(sorted(name for name in ('saxonche', 'typst', 'lxml', 'teiedit.validation') if name in sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=root)
    assert done.stdout.splitlines()[-1] == "[]"
