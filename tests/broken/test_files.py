"""Every file of `files/` is told what `cases.toml` says, and nothing else."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from commands import run, run_process, tree

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

HERE = Path(__file__).parent
FILES = HERE / "files"
CASES = tomllib.loads((HERE / "cases.toml").read_text(encoding="utf-8"))["case"]
# What a user sees must not depend on the tests' own process.
SOME = [case for case in CASES if case["file"] in {"truncated.xml", "entity-bomb.xml", "right-to-left.xml"}]


def arguments(case: dict) -> list[str]:
    schema = case.get("schema", "teiedit")
    return ["validate", case["file"], *(["--schema", schema] if schema else [])]


def expected(case: dict) -> list[str]:
    return [one if one.split()[0].endswith(".xml") else f"{case['file']} {one}" for one in case["findings"]]


def test_every_file_is_in_the_list():
    assert sorted(case["file"] for case in CASES) == sorted(path.name for path in FILES.glob("*.xml"))
    assert len(CASES) >= 60


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["file"])
def test_file(case):
    before = tree(FILES)
    found = run([*arguments(case), "--format", "json"], FILES)
    assert found.findings == expected(case)
    assert (found.code, found.err) == (case["exit"], "")

    shown = run(arguments(case), FILES)
    assert (shown.code, shown.err) == (case["exit"], "")
    assert "Traceback" not in shown.out
    assert not set("\x1b\x00\u202e") & set(shown.out)
    excerpts = [line for line in shown.out.splitlines() if "|" in line[:9]]
    assert max(map(len, excerpts), default=0) <= 80

    assert tree(FILES) == before


@pytest.mark.parametrize("case", SOME, ids=lambda case: case["file"])
def test_file_in_a_process_of_its_own(case):
    shown = run_process(arguments(case), FILES)
    assert shown.code == case["exit"]
    assert shown.err == ""
    assert f"{expected(case)[0].split()[1]} " in shown.out
    assert shown.out == run(arguments(case), FILES).out


@pytest.mark.parametrize("name", ["truncated.xml", "entity-bomb.xml", "html.xml", "json.xml"])
def test_info_says_the_same(name):
    asked = run(["info", name], FILES)
    assert asked.code == 1
    assert asked.out == ""
    (case,) = (one for one in CASES if one["file"] == name)
    assert case["findings"][0].split(" ", 2)[2] in asked.err.replace("\n  ", " ")
