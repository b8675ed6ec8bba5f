"""How long `teiedit --help` takes, as a ratio to a bare click program: the promise is 1.5 at most.

Run: python benchmarks/startup.py
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import time

ROUNDS = 15
BARE = "import click\n@click.group()\ndef cli():\n    '''Do nothing.'''\ncli()"
OURS = "from teiedit.cli.main import main\nmain()"


def seconds(script: str) -> float:
    """Run a script with --help once."""
    start = time.perf_counter()
    subprocess.run([sys.executable, "-c", script, "--help"], stdout=subprocess.DEVNULL, check=True)
    return time.perf_counter() - start


def main() -> float:
    """Measure both in turns, so that a busy moment hits both; print and return the ratio of the medians."""
    bare, ours = zip(*((seconds(BARE), seconds(OURS)) for _ in range(ROUNDS)), strict=True)
    bare_s, ours_s = statistics.median(bare), statistics.median(ours)
    print(f"bare click {bare_s * 1000:.0f} ms, teiedit {ours_s * 1000:.0f} ms: {ours_s / bare_s:.2f}")
    return ours_s / bare_s


if __name__ == "__main__":
    main()
