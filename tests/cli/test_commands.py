"""The commands as a user calls them: help, exit codes, reports, and what they write."""

from __future__ import annotations

import json
import re

import pytest

import teiedit
from commands import document, run, run_process, tree
from teiedit.cli.main import _COMMANDS, cli

FINDING_KEYS = {"code", "name", "severity", "message", "hint", "source", "location"}


@pytest.fixture
def edition(tmp_path):
    """A new edition, as `teiedit init` makes it."""
    made = run(["init", "letters", "--title", 'The "Letters" of A & B <\\>'], tmp_path)
    assert (made.code, made.err) == (0, "")
    return tmp_path / "letters"


@pytest.mark.parametrize("command", [[], *([name] for name in _COMMANDS)])
def test_help_has_an_example(command, tmp_path):
    asked = run([*command, "--help"], tmp_path)
    assert (asked.code, asked.err) == (0, "")
    assert re.search(r"Examples?:\n +teiedit ", asked.out)
    assert asked.out == run([*command, "-h"], tmp_path).out
    assert max(map(len, asked.out.splitlines())) <= 100


@pytest.mark.parametrize("name", _COMMANDS)
def test_list_of_commands_says_what_each_says_of_itself(name):
    command = cli.get_command(None, name)
    assert command.help.strip().splitlines()[0] == _COMMANDS[name]


def test_version(tmp_path):
    assert run(["--version"], tmp_path).out.split()[-1] == teiedit.__version__


@pytest.mark.parametrize(
    "arguments",
    [
        ["publish"],
        ["validate", "--bogus"],
        ["validate", "--format", "xml"],
        ["validate", "--fail-on", "never"],
        ["build", "--format", "html,docx"],
        ["build", "--format", ","],
        ["build", "--view", "diplomatic"],
        ["init"],
        ["info"],
        ["info", "a.xml", "b.xml"],
    ],
)
def test_wrong_usage(arguments, tmp_path):
    ended = run(arguments, tmp_path)
    assert (ended.code, ended.out) == (2, "")
    assert "Usage: " in ended.err
    assert "Traceback" not in ended.err


def test_init_validate_build(edition):
    checked = run(["validate", "--fail-on", "info"], edition)
    assert checked == (0, "2 documents checked: no findings.\n", "")
    built = run_process(["build"], edition)
    assert built.code == 0
    assert sorted(built.out.split()) == [
        "build/index.html",
        "build/letter-1.html",
        "build/letter-1.pdf",
        "build/register.html",
    ]
    # Not a terminal: a line for each step, and no bar.
    assert built.err.splitlines() == [
        "checking (2)",
        "publishing (2)",
        "writing (4)",
        "2 documents checked: no findings.",
    ]
    before = tree(edition)
    stamps = {path: path.stat().st_mtime_ns for path in (edition / "build").glob("*.*")}
    again = run(["build"], edition)
    assert again.out == built.out
    assert tree(edition) == before
    assert {path: path.stat().st_mtime_ns for path in stamps if path.suffix} == stamps
    assert not [
        path for path in (edition / "build").iterdir() if path.name.startswith(".teiedit-") and path.suffix != ".json"
    ]


def test_init_twice(edition):
    before = tree(edition)
    again = run(["init", "letters"], edition.parent)
    assert again.code == 3
    assert "letters is not an empty folder" in again.err
    assert tree(edition) == before


def test_init_next_step_can_be_typed(tmp_path):
    made = run(["init", "the letters"], tmp_path)
    assert made.out.splitlines()[-1] == "Next: cd 'the letters' && teiedit build"


def test_build_of_a_part(edition):
    built = run(["build", "tei/letter-1.xml", "--format", "txt", "-o", "out"], edition)
    assert built.code == 0
    assert "out/letter-1.txt" in built.out
    assert "letter-1.pdf" not in built.out
    text = (edition / "out" / "letter-1.txt").read_text(encoding="utf-8")
    assert "received yours" in text
    assert "recieved" not in text
    source = run(["build", "tei/letter-1.xml", "--format", "txt", "--view", "source", "-o", "source"], edition)
    assert source.code == 0
    assert "recieved" in (edition / "source" / "letter-1.txt").read_text(encoding="utf-8")


def test_build_of_a_volume(edition):
    built = run(["build", "--format", "pdf", "--volume"], edition)
    assert (built.code, built.out.split()) == (0, ["build/volume.pdf"])
    assert "binding (1)" in built.err
    refused = run(["build", "--format", "html", "--volume"], edition)
    assert refused.code == 2
    assert "add pdf to --format" in refused.err


def test_report_as_json(edition):
    letter = edition / "tei" / "letter-1.xml"
    letter.write_text(letter.read_text().replace("register.xml#anna-example", "register.xml#anna-exampel"))
    ended = run(["validate", "--format", "json"], edition)
    assert (ended.code, ended.err) == (1, "")
    told = json.loads(ended.out)
    assert set(told) == {"findings", "summary"}
    assert told["summary"] == {"documents": 2, "errors": 1, "warnings": 0, "infos": 0}
    (found,) = told["findings"]
    assert set(found) == FINDING_KEYS
    assert found["code"] == "TE203"
    assert found["name"] == "unresolved-pointer"
    assert found["severity"] == "error"
    assert found["hint"] == 'Did you mean "anna-example"?'
    line = letter.read_text().splitlines()[found["location"]["line"] - 1]
    assert line[found["location"]["column"] - 1 :].startswith("register.xml#anna-exampel")
    assert found["location"] == found["location"] | {
        "path": "tei/letter-1.xml",
        "xpath": "/TEI/text/body/div/closer/signed/persName/@ref",
    }


def test_report_as_text(edition):
    letter = edition / "tei" / "letter-1.xml"
    letter.write_text(letter.read_text().replace('<note type="editor"', "<note"))
    ended = run(["validate", "tei/letter-1.xml"], edition)
    assert ended.code == 1
    start = r"tei/letter-1\.xml:46:\d+: error TE304 attribute-missing\n  <note> lacks the attribute type\n"
    assert re.match(start, ended.out)
    assert re.search(r"\n +\d+ \| .*\n +\| +\^+\n  help: type can be .*editor", ended.out)
    assert ended.out.endswith("\n\n1 document checked: 1 error.\n")


@pytest.mark.parametrize(("threshold", "code"), [("error", 0), ("warning", 1), ("info", 1)])
def test_fail_on(threshold, code, tmp_path):
    (tmp_path / "a.xml").write_text(document("<p>a</p>"))
    ended = run(["validate", "a.xml", "--fail-on", threshold], tmp_path)
    assert ended.code == code
    assert "warning TE310 no-schema" in ended.out
    assert "1 document checked: 1 warning." in ended.out


def test_folder_without_an_edition(tmp_path):
    (tmp_path / "deep").mkdir()
    (tmp_path / ".hidden").mkdir()
    for name in ("a.xml", "deep/b.XML", ".hidden/c.xml", "notes.txt"):
        (tmp_path / name).write_text(document("<p>a</p>"))
    ended = run(["validate", ".", "--schema", "teiedit"], tmp_path)
    assert ended == (0, "2 documents checked: no findings.\n", "")


def test_a_file_named_twice_is_checked_once(tmp_path):
    (tmp_path / "a.xml").write_text(document("<p>a</p>"))
    ended = run(["validate", "a.xml", ".", "./a.xml", "--schema", "teiedit"], tmp_path)
    assert ended.out == "1 document checked: no findings.\n"


def test_each_document_by_the_settings_of_its_edition(tmp_path):
    for name, schema in (("one", 'schema = "teiedit"\n'), ("two", "")):
        (tmp_path / name).mkdir()
        (tmp_path / name / "a.xml").write_text(document("<p>a <zzz/></p>"))
        (tmp_path / name / "teiedit.toml").write_text('documents = ["a.xml"]\n' + schema)
    ended = run(["validate", "one", "two", "--format", "json"], tmp_path)
    assert [one.split()[:2] for one in ended.findings] == [["one/a.xml", "TE301"], ["two/a.xml", "TE310"]]


def test_schema_is_relative_to_where_the_command_is_called(edition):
    (edition / "tei" / "own.rng").write_text(
        '<element name="TEI" ns="http://www.tei-c.org/ns/1.0" xmlns="http://relaxng.org/ns/structure/1.0"><empty/></element>'
    )
    assert run(["validate", "letter-1.xml", "--schema", "own.rng"], edition / "tei").code == 1
    assert run(["validate", "tei/letter-1.xml", "--schema", "own.rng"], edition).code == 3
    assert run(["validate", "letter-1.xml", "--schema", "teiedit"], edition / "tei").code == 0


def test_info_as_text(root):
    asked = run(["info", "tei/protocol-66.xml"], root)
    assert (asked.code, asked.err) == (0, "")
    labels = [line.split()[0] for line in asked.out.splitlines()]
    assert labels == ["Title", "Date", "Language", "Words", "Notes", "Corrections", "Names"]
    assert "1962-11-16" in asked.out


def test_info_as_json(root):
    told = json.loads(run(["info", "tei/register.xml", "--format", "json"], root).out)
    assert set(told) == {"title", "date", "language", "words", "notes", "corrections", "names", "entries"}
    assert told["entries"] > 0
    assert told["words"] == 0


def test_debug_shows_the_traceback(tmp_path):
    ended = run_process(["validate", "absent.xml"], tmp_path, TEIEDIT_DEBUG="1")
    assert ended.code == 3
    assert "Traceback" in ended.err
