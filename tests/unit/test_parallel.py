"""Checking with several processes: the same report, whatever happens to one of them."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import pytest

from commands import document
from teiedit import parallel, workers
from teiedit.edition import load_edition
from teiedit.errors import InputError, SchemaError
from teiedit.parallel import validate_editions, validate_files
from teiedit.validation import ValidationOptions, validate_paths

TEIEDIT = ValidationOptions("teiedit")


def make_files(folder: Path, number: int) -> list[Path]:
    """Write documents of which each has findings of its own, and pointers to the others."""
    files = []
    for one in range(number):
        path = folder / f"{one:02}.xml"
        body = f'<p xml:id="p{one}">a <zzz{one}/> <ref target="{(one + 1) % number:02}.xml#p{one}">b</ref></p>'
        path.write_text(document(body + "<p>long</p>" * (50 * (one % 3))), encoding="utf-8")
        files.append(path)
    return files


@pytest.fixture
def always_workers(monkeypatch):
    monkeypatch.setattr(parallel, "_WORTH_A_POOL", 0)


@pytest.mark.parametrize("jobs", [2, 3])
@pytest.mark.usefixtures("always_workers")
def test_the_report_is_the_same(jobs, tmp_path):
    files = make_files(tmp_path, 7)
    told: list[tuple[int, int]] = []
    alone = validate_paths(files, options=TEIEDIT)
    together = validate_files(files, options=TEIEDIT, jobs=jobs, on_progress=lambda *one: told.append(one))
    assert together == alone
    assert len(together.findings) >= len(files)
    assert told == sorted(told)
    assert (told[0], told[-1]) == ((0, 7), (7, 7))


@pytest.mark.usefixtures("always_workers")
def test_each_edition_by_its_settings(tmp_path):
    work = []
    for name, schema in (("one", 'schema = "teiedit"\n'), ("two", "")):
        (tmp_path / name).mkdir()
        files = make_files(tmp_path / name, 3)
        (tmp_path / name / "teiedit.toml").write_text('documents = ["*.xml"]\n' + schema)
        work.append((load_edition(tmp_path / name), files))
    reports = validate_editions(work, jobs=2)
    assert reports == validate_editions(work)
    assert ["TE310" in {one.code.id for one in report} for report in reports] == [False, True]


def test_few_bytes_are_checked_here(tmp_path, monkeypatch):
    monkeypatch.setattr(workers, "worker_pool", None)
    assert validate_files(make_files(tmp_path, 3), options=TEIEDIT, jobs=8).checked == 3


@pytest.mark.parametrize("jobs", [1, 2])
@pytest.mark.usefixtures("always_workers")
def test_what_cannot_go_on(jobs, tmp_path):
    files = make_files(tmp_path, 4)
    (tmp_path / "bad.rng").write_text("<no/>")
    with pytest.raises(SchemaError):
        validate_files(files, options=ValidationOptions(str(tmp_path / "bad.rng")), jobs=jobs)
    with pytest.raises(InputError, match=r"01\.xml"):
        # Of two, the first is named, whichever was tried first.
        validate_files([*files[:1], tmp_path / "no" / "01.xml", tmp_path / "no" / "02.xml"], options=TEIEDIT, jobs=jobs)
    assert validate_files([], jobs=jobs).checked == 0


def test_batches_hold_every_file_once():
    files = [parallel._File(number, 0, Path(f"{number}"), size) for number, size in enumerate([9, 0, 10**7, 5, 5] * 99)]
    batches = parallel._batches(files, 2)
    assert sorted(one.number for batch in batches for one in batch) == list(range(len(files)))
    assert all(len(batch) == 1 or sum(one.cost for one in batch) <= 300_000 for batch in batches)
    assert parallel._batches([], 2) == []


SCRIPT = """
    import os, signal, sys
    from pathlib import Path
    from teiedit import parallel, workers
    from teiedit.validation import ValidationOptions, Validator

    parallel._WORTH_A_POOL = 0
    check = Validator.check_file

    def dying(self, path):
        if path.stem in sys.argv[2].split(","):
            os.kill(os.getpid(), signal.SIGKILL)
        return check(self, path)

    Validator.check_file = dying
    if __name__ == "__main__":
        files = sorted(Path(sys.argv[1]).glob("*.xml"))
        report = parallel.validate_files(files, options=ValidationOptions("teiedit"), jobs=2)
        assert report.checked == len(files)
        for one in report:
            print(one.location.path.name, one.code.id)
"""


def start(folder: Path, script: str, *arguments: str) -> subprocess.Popen[str]:
    path = folder / "script.py"
    path.write_text(textwrap.dedent(script))
    return subprocess.Popen(
        [sys.executable, "-W", "error", str(path), str(folder), *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="processes are not killed like that here")
@pytest.mark.parametrize("dying", [["04"], ["01", "05"]])
def test_a_process_that_dies_is_one_finding(dying, tmp_path):
    make_files(tmp_path, 7)
    started = start(tmp_path, SCRIPT, ",".join(dying))
    out, err = started.communicate(timeout=100)
    assert (started.returncode, err) == (0, "")
    found = out.splitlines()
    assert [one.split(".")[0] for one in found if one.endswith("TE112")] == dying
    assert {one.split(".")[0] for one in found} == {f"{number:02}" for number in range(7)}
    assert found == sorted(found, key=lambda one: one[:2])


def test_a_script_without_a_main_check_gets_its_report_all_the_same(tmp_path):
    make_files(tmp_path, 3)
    script = """
        import sys
        from pathlib import Path
        from teiedit import parallel, workers
        parallel._WORTH_A_POOL = 0
        workers.may_fork = lambda: False
        print(parallel.validate_files(sorted(Path(sys.argv[1]).glob("*.xml")), jobs=2).checked)
    """
    started = start(tmp_path, script)
    out, _ = started.communicate(timeout=100)
    assert (started.returncode, out.split()) == (0, ["3"])


SLOW = """
    import sys, time
    from pathlib import Path
    from teiedit import parallel
    from teiedit.validation import Validator

    parallel._WORTH_A_POOL = 0

    def slow(self, path):
        if path.stem != "00":
            Path(path.parent, f"{path.stem}.begun").touch()
            time.sleep(60)
        return None, parallel.Report((), 1)

    Validator.check_file = slow
    if __name__ == "__main__":
        parallel.validate_files(sorted(Path(sys.argv[1]).glob("*.xml")), jobs=2)
"""


@pytest.mark.skipif(not hasattr(os, "killpg"), reason="there are no groups of processes here")
@pytest.mark.parametrize("name", ["SIGINT", "SIGKILL", "SIGTERM"])
def test_workers_end_with_the_process_that_started_them(name, tmp_path):
    for number in range(5):
        (tmp_path / f"{number:02}.xml").write_text(document("<p>a</p>" * 9))
    started = start(tmp_path, SLOW)
    until = time.monotonic() + 60
    while not list(tmp_path.glob("*.begun")) and time.monotonic() < until:
        time.sleep(0.02)
    # Ctrl-C reaches the whole group; the others only the one process.
    if name == "SIGINT":
        os.killpg(started.pid, signal.SIGINT)
    else:
        started.send_signal(getattr(signal, name))
    # Standard output is open until the last of them has ended, and they would sleep for a minute.
    out, err = started.communicate(timeout=100)
    assert out == ""
    assert err.count("Traceback") == (1 if name == "SIGINT" else 0)


def test_processors():
    assert 1 <= parallel.processors() <= (os.cpu_count() or 1)
