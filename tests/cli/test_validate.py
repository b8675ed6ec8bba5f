"""`teiedit validate`: its formats, what it tells and leaves out, where it writes, when it fails."""

from __future__ import annotations

import json
import os
import re
import stat
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from commands import document, run, run_process, tree
from teiedit import codes
from teiedit.render import REPORT_FORMATS

BROKEN = '<p>a <zzz/> é … 日 <ref target="#no">b</ref></p>'


@pytest.fixture
def folder(tmp_path):
    """Two documents with mistakes and one without."""
    for name, body in (("a.xml", BROKEN), ("b.xml", "<p>right</p>"), ("c.xml", BROKEN * 2)):
        (tmp_path / name).write_text(document(body), encoding="utf-8")
    return tmp_path


def check(folder, *arguments):
    return run(["validate", ".", "--schema", "teiedit", *arguments], folder)


def told(folder, *arguments):
    ended = check(folder, "--format", "json", *arguments)
    assert ended.err == ""
    return [one["code"] for one in json.loads(ended.out)["findings"]]


@pytest.mark.parametrize("kind", REPORT_FORMATS)
def test_formats_agree(kind, folder):
    expected = json.loads(check(folder, "--format", "json").out)
    shown = check(folder, "--format", kind)
    assert shown.code == 1
    assert shown.err == ("3 documents checked: 6 errors.\n" if kind == "concise" else "")
    assert shown.out.endswith("\n")
    assert not shown.out.endswith("\n\n")
    for one in expected["findings"]:
        assert one["code"] in shown.out
    if kind == "sarif":
        assert len(json.loads(shown.out)["runs"][0]["results"]) == 6
    if kind == "junit":
        assert ET.fromstring(shown.out).get("failures") == "6"
        assert [one.get("name") for one in ET.fromstring(shown.out)] == ["a.xml", "b.xml", "c.xml"]


@pytest.mark.parametrize("kind", REPORT_FORMATS)
def test_written_to_a_file(kind, folder):
    shown = check(folder, "--format", kind)
    before = tree(folder)
    written = check(folder, "--format", kind, "-o", "report.out")
    assert (written.code, written.out, written.err) == (1, "", "3 documents checked: 6 errors.\n")
    assert (folder / "report.out").read_text(encoding="utf-8") == shown.out
    assert stat.S_IMODE((folder / "report.out").stat().st_mode) == 0o644
    again = check(folder, "--format", kind, "-o", "report.out")
    assert again.code == 1
    assert tree(folder) == before | {"report.out": tree(folder)["report.out"]}


def test_a_report_is_not_written_over_a_document(folder):
    before = tree(folder)
    ended = check(folder, "-o", "a.xml")
    assert ended.code == 2
    assert "one of the documents" in ended.err
    assert tree(folder) == before


@pytest.mark.parametrize("target", [".", "no/such/folder/report.txt"])
def test_a_report_that_cannot_be_written(target, folder):
    ended = check(folder, "-o", target)
    assert (ended.code, ended.out) == (3, "")
    assert ended.err.startswith("Error: the report ")
    assert len(ended.err.splitlines()) == 1


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no devices here")
def test_a_report_for_a_device(folder):
    assert check(folder, "-o", os.devnull).code == 1
    assert stat.S_ISCHR(Path(os.devnull).stat().st_mode)
    dashed = check(folder, "--format", "json", "-o", "-")
    assert len(json.loads(dashed.out)["findings"]) == 6


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ([], {"TE203", "TE301"}),
        (["--select", "TE203"], {"TE203"}),
        (["--select", "unresolved-pointer"], {"TE203"}),
        (["--select", "te2, te301"], {"TE203", "TE301"}),
        (["--select", "TE2", "--select", "Element-Not-Allowed"], {"TE203", "TE301"}),
        (["--ignore", "TE3"], {"TE203"}),
        (["--select", "TE", "--ignore", "TE2,TE3"], set()),
        (["--select", "TE4"], set()),
    ],
)
def test_select_and_ignore(arguments, expected, folder):
    assert set(told(folder, *arguments)) == expected
    assert check(folder, *arguments).code == bool(expected)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--select", "TE999"], "there is no finding 'TE999'"),
        (["--select", "TE3O1"], "Did you mean TE301?"),
        (["--ignore", "unresolved-ponter"], "Did you mean unresolved-pointer?"),
        (["--ignore", "zzzzzz"], "--explain TE"),
        (["--ignore", ","], "is needed"),
        (["--explain", "nothing"], "there is no finding 'nothing'"),
        (["--max", "-1"], "-1"),
        (["--jobs", "0"], "neither a number from 1 nor auto"),
        (["--jobs", "many"], "neither a number from 1 nor auto"),
        (["--statistics", "--format", "sarif"], "--statistics goes with"),
    ],
)
def test_wrong_usage(arguments, said, folder):
    ended = check(folder, *arguments)
    assert (ended.code, ended.out) == (2, "")
    assert said in " ".join(ended.err.split())


def test_settings_of_the_edition(folder):
    (folder / "teiedit.toml").write_text('documents = ["*.xml"]\n[validate]\nignore = ["TE301"]\n')
    assert set(told(folder)) == {"TE203"}
    assert set(told(folder, "--ignore", "TE203")) == {"TE301"}
    (folder / "teiedit.toml").write_text('documents = ["*.xml"]\n[validate]\nselect = ["bad-value"]\n')
    assert check(folder).code == 0
    assert set(told(folder, "--select", "TE3")) == {"TE301"}
    (folder / "teiedit.toml").write_text('documents = ["b.xml"]\n[validate]\nfail_on = "warning"\n')
    assert run(["validate", "b.xml"], folder).code == 1
    assert run(["validate", "b.xml", "--fail-on", "error"], folder).code == 0


@pytest.mark.parametrize(
    ("setting", "message", "hint"),
    [
        ('ignore = ["TE999"]', "4:10 validate.ignore must be made of codes such as TE305", "Did you mean"),
        ('select = ["bad-valu"]', "4:10 validate.select must be made of codes", 'Did you mean "bad-value"?'),
        ('fail_on = "eror"', "4:11 validate.fail_on must be one of info, warning, error", 'Did you mean "error"?'),
        ('fail-on = "error"', "4:1 there is no setting validate.fail-on", "validate.fail_on"),
    ],
)
def test_wrong_settings(setting, message, hint, folder):
    (folder / "teiedit.toml").write_text(f'documents = ["*.xml"]\n\n[validate]\n{setting}\n')
    ended = check(folder)
    place, said = message.split(" ", 1)
    assert ended.code == 3
    assert f"teiedit.toml:{place}: error TE40" in ended.err
    assert said in " ".join(ended.err.split())
    assert hint in " ".join(ended.err.split())


def test_the_rest_is_counted(folder):
    ended = check(folder, "--max", "2")
    assert ended.code == 1
    assert len(re.findall(r": error TE", ended.out)) == 2
    assert ended.out.endswith("\n\n3 documents checked: 6 errors (4 not shown).\n")
    assert check(folder, "--max", "0").out == "3 documents checked: 6 errors (6 not shown).\n"
    assert "not shown" not in check(folder, "--max", "6").out
    concise = check(folder, "--max", "2", "--format", "concise")
    assert (len(concise.out.splitlines()), concise.err) == (2, "3 documents checked: 6 errors (4 not shown).\n")


def test_statistics(folder):
    ended = check(folder, "--statistics")
    assert ended.code == 1
    assert re.search(r"^ +3 +2  TE301 element-not-allowed \(error\)$", ended.out, re.MULTILINE)
    assert re.search(r"^ +3 +2  <zzz>$", ended.out, re.MULTILINE)
    assert "a.xml:" not in ended.out
    assert ended.out.endswith("\n\n3 documents checked: 6 errors.\n")


@pytest.mark.parametrize("asked", ["TE305", "te305", "bad-value"])
def test_explain(asked, tmp_path):
    ended = run(["validate", "--explain", asked], tmp_path)
    assert ended == (0, f"TE305 bad-value (error)\n  {codes.BAD_VALUE.summary}\n", "")


def test_explain_all(tmp_path):
    ended = run(["validate", "--explain", "TE"], tmp_path)
    assert ended.out.count("\n\n") == len(codes.catalogue()) - 1


@pytest.mark.parametrize("kind", REPORT_FORMATS)
def test_streams_without_every_character(kind, folder):
    (folder / "é.xml").write_text(document(BROKEN), encoding="utf-8")
    ended = run_process(
        ["validate", ".", "--schema", "teiedit", "--format", kind], folder, PYTHONIOENCODING="ascii", PYTHONUTF8="0"
    )
    assert ended.code == 1
    assert ended.out.isascii()
    assert ended.err == ("4 documents checked: 8 errors.\n" if kind == "concise" else "")
    if kind in {"json", "sarif"}:
        assert "é.xml" in json.dumps(json.loads(ended.out), ensure_ascii=False) or "%C3%A9.xml" in ended.out
    if kind == "junit":
        assert [one.get("name") for one in ET.fromstring(ended.out)][-1] == "é.xml"
    if kind == "html":
        assert "&#233;.xml" in ended.out


@pytest.mark.parametrize("jobs", ["1", "2", "auto"])
def test_jobs_change_nothing(jobs, folder):
    for number in range(3):
        (folder / f"large-{number}.xml").write_text(document(BROKEN + "<p>word</p>\n" * 70_000), encoding="utf-8")
    arguments = ["validate", ".", "--schema", "teiedit", "--format", "concise"]
    alone = run_process([*arguments, "--jobs", "1"], folder)
    assert run_process([*arguments, "--jobs", jobs], folder) == alone
    assert (alone.code, len(alone.out.splitlines())) == (1, 12)
    assert alone.err == "6 documents checked: 12 errors.\n"
