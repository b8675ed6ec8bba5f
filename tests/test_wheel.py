"""What is installed from a wheel works: stylesheets, schema and templates are in it."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest


@pytest.fixture(scope="module")
def wheel(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", str(folder), str(root)]
    subprocess.run(command, check=True, capture_output=True)
    return next(folder.glob("*.whl"))


def test_the_wheel_has_every_stylesheet_and_schema(wheel: Path, root: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        inside = set(archive.namelist())
    for folder in ("xslt", "schemas"):
        for path in (root / folder).rglob("*"):
            if path.is_file():
                assert f"teiedit/_data/{path.relative_to(root).as_posix()}" in inside


def test_an_edition_can_be_made_with_the_wheel_alone(wheel: Path, tmp_path: Path) -> None:
    installed = tmp_path / "installed"
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(installed)
    # Before the checkout on the path; what the wheel depends on is there already.
    environment = {**os.environ, "PYTHONPATH": str(installed)}

    def run(*arguments: str, folder: Path) -> str:
        command = [sys.executable, "-m", "teiedit", *arguments]
        done = subprocess.run(command, capture_output=True, text=True, cwd=folder, env=environment, check=False)
        assert done.returncode == 0, done.stderr
        return done.stdout

    where = "import teiedit.resources as r; print(r.stylesheet('html.xsl')); print(r.bundled_schema('teiedit'))"
    found = subprocess.run([sys.executable, "-c", where], capture_output=True, text=True, env=environment, check=True)
    assert all(Path(line).is_relative_to(installed) and Path(line).is_file() for line in found.stdout.splitlines())
    run("init", "new", folder=tmp_path)
    run("build", "--format", "html,pdf,txt", folder=tmp_path / "new")
    results = {path.name for path in (tmp_path / "new" / "build").iterdir()}
    assert {"index.html", "letter-1.html", "letter-1.pdf", "letter-1.txt", "register.html"} <= results
