"""What a page costs beside an identity transformation: 37 plays of 400 KB to HTML, and the same plays copied.

Both are processes of their own that read each file and write a result, one document after the other; the peer is the
same processor with a stylesheet that copies. Printed are medians of the CPU seconds of five rounds, of the process as
a whole and of a document once everything is loaded. The process ends with 1 where the whole is dearer than the bound.

Run: python benchmarks/identity.py [NUMBER OF PLAYS]
"""

from __future__ import annotations

import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from plays import PLAYS, make_plays
from timing import IDENTITY

ROUNDS = 5
# Whole process against whole process.
BOUND = 3.0


def copy_all(folder: Path, results: Path) -> float:
    """Copy every play with the processor; return the CPU seconds of it."""
    from saxonche import PySaxonProcessor  # noqa: PLC0415 - each way loads its own

    processor = PySaxonProcessor(license=False)
    stylesheet = processor.new_xslt30_processor().compile_stylesheet(stylesheet_text=IDENTITY)
    begun = time.process_time()
    for path in sorted(folder.glob("*.xml")):
        builder = processor.new_document_builder()
        node = builder.parse_xml(xml_file_name=str(path))
        written = stylesheet.clone().transform_to_string(xdm_node=node)
        (results / path.name).write_text(written, encoding="utf-8")
    return time.process_time() - begun


def publish_all(folder: Path, results: Path) -> float:
    """Make the page of every play as a worker of a build does; return the CPU seconds of it."""
    from teiedit.config import Config  # noqa: PLC0415
    from teiedit.publish.worker import Job, Workshop, make, open_workshop  # noqa: PLC0415

    open_workshop(Workshop(folder, Config(), (), (), index=False))
    begun = time.process_time()
    for path in sorted(folder.glob("*.xml")):
        for name, content in make(Job(path, folder, path.stem, ("html",))).files.items():
            (results / name).parent.mkdir(exist_ok=True)
            (results / name).write_bytes(content)
    return time.process_time() - begun


WAYS = {"identity": copy_all, "html": publish_all}


def measure(way: str, folder: Path) -> tuple[float, float]:
    """Run one way in a process of its own; return the CPU seconds of the process, and of its documents."""
    with tempfile.TemporaryDirectory() as results:
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        command = [sys.executable, __file__, way, str(folder), results]
        said = subprocess.run(command, check=True, capture_output=True, text=True).stdout
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, float(said)


def main() -> int:
    """Print one line a way, and the ratios."""
    if sys.argv[1:2] and sys.argv[1] in WAYS:
        print(WAYS[sys.argv[1]](Path(sys.argv[2]), Path(sys.argv[3])))
        return 0
    count = int(sys.argv[1]) if len(sys.argv) > 1 else PLAYS
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        make_plays(folder, count)
        # In turns, so that a machine that is slower for a while is so for both.
        rounds = [{way: measure(way, folder) for way in WAYS} for _ in range(ROUNDS)]
    medians = {way: [statistics.median(one[way][at] for one in rounds) for at in (0, 1)] for way in WAYS}
    print(f"{'':<10} {'process s':>10} {'a play ms':>10}")
    for way, (whole, documents) in medians.items():
        print(f"{way:<10} {whole:10.2f} {documents / count * 1000:10.0f}")
    ratios = [medians["html"][at] / medians["identity"][at] for at in (0, 1)]
    print(f"{'ratio':<10} {ratios[0]:10.2f} {ratios[1]:10.2f}   (bound {BOUND})")
    return int(ratios[0] > BOUND)


if __name__ == "__main__":
    sys.exit(main())
