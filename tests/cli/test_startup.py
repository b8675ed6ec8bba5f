"""`teiedit --help` loads nothing that it does not need: that is why it is immediate."""

from __future__ import annotations

import subprocess
import sys

SCRIPT = """
import sys
from teiedit.cli.main import cli
cli(["--help"], standalone_mode=False)
heavy = {"lxml", "saxonche", "typst", "multiprocessing", "teiedit.document", "teiedit.validation", "teiedit.publish"}
print(*sorted(heavy & set(sys.modules)), file=sys.stderr)
"""


def test_help_imports_no_engine():
    asked = subprocess.run([sys.executable, "-c", SCRIPT], capture_output=True, text=True, check=True)
    assert "Usage:" in asked.stdout
    assert asked.stderr.strip() == ""
