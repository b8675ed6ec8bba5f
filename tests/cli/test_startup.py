"""`teiedit --help` is immediate."""

from __future__ import annotations

import runpy
import subprocess
import sys


def test_help_takes_no_longer_than_promised(root):
    measure = runpy.run_path(str(root / "benchmarks" / "startup.py"))["main"]
    # A machine that others use too: the best of three.
    assert min(measure() for _ in range(3)) <= 1.5


SCRIPT = """
import sys
from teiedit.cli.main import cli
cli(["--help"], standalone_mode=False)
print(*sorted({"lxml", "saxonche", "typst", "multiprocessing"} & set(sys.modules)), file=sys.stderr)
"""


def test_help_imports_no_engine():
    asked = subprocess.run([sys.executable, "-c", SCRIPT], capture_output=True, text=True, check=True)
    assert asked.stderr.strip() == ""
