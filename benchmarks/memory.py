"""How much memory a document needs: 1×, 4× and 16× of its length, each in a process of its own.

Printed is the peak of each process in MB, and the growth of what is above that of an empty document, which is 4 where
memory is linear. The process ends with 1 where it grows faster than the bound.

Run: python benchmarks/memory.py
"""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
from pathlib import Path

from linear import text, times

BOUND = 5.0
# Bytes of ru_maxrss.
_UNIT = 1 if sys.platform == "darwin" else 1024
PARAGRAPH = (
    "<p>Paragraph {n} names <persName>somebody</persName>, has a <choice><sic>slpi</sic><corr>slip</corr></choice> of "
    "the pen, and a note.<note>Note {n}.</note> It goes on for a line or two, as paragraphs do, and then it ends.</p>"
)
SIZES = (0, 1000, 4000, 16000)


def publish(folder: Path, *, verify: bool) -> None:
    """Make the pages of the document in a folder, and print the peak of this process in bytes."""
    from teiedit.config import Config  # noqa: PLC0415 - only in the process that is measured
    from teiedit.publish.worker import Job, Workshop, make, open_workshop  # noqa: PLC0415

    pages = {folder / "document.xml": "document.html"} if verify else None
    open_workshop(Workshop(folder, Config(formats=("html",)), (), (), index=False, pages=pages))
    make(Job(folder / "document.xml", folder, "document", ("html",)))
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * _UNIT)


def peak(size: int, way: str) -> float:
    """Return the peak in MB of making the pages of so many paragraphs."""
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "document.xml").write_text(text(times(size, PARAGRAPH) or "<p/>"), encoding="utf-8")
        command = [sys.executable, __file__, way, folder]
        return int(subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()[-1]) / 1e6


def main() -> int:
    """Print one line a way."""
    if len(sys.argv) > 2:  # noqa: PLR2004
        publish(Path(sys.argv[2]), verify=sys.argv[1] == "verified")
        return 0
    print(f"{'MB of':<10} {' '.join(f'{size:>8}' for size in SIZES)} {'growth':>12}")
    steepest = 0.0
    for way in ("pages", "verified"):
        peaks = [peak(size, way) for size in SIZES]
        above = [one - peaks[0] for one in peaks[1:]]
        growth = [above[1] / above[0], above[2] / above[1]]
        print(f"{way:<10} {' '.join(f'{one:8.0f}' for one in peaks)} {growth[0]:6.1f} {growth[1]:5.1f}", flush=True)
        steepest = max(steepest, growth[1])
    return int(steepest > BOUND)


if __name__ == "__main__":
    sys.exit(main())
