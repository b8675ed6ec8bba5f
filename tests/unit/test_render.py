"""Reports as text and as JSON."""

from __future__ import annotations

import json
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from teiedit import codes
from teiedit.diagnostics import Location, Report, Severity, finding, merge, quoted
from teiedit.render import render_json, render_text, summarise

BASE = Path("/edition")
HERE = Location(BASE / "tei" / "a.xml", 3, 5, "/TEI")


def shown(line, column=5, *, message="a message", colour=False, **more):
    found = finding(codes.NOT_TEI, message, Location(BASE / "a.xml", 3, column), **more)
    return render_text(Report((found,), 1), base=BASE, line_of=lambda _path, _line: line, colour=colour)


def test_text():
    assert shown("  <p>one", hint="Do it.", source="It says so.").splitlines() == [
        "a.xml:3:5: error TE109 not-tei",
        "  a message",
        "     3 | <p>one",
        "       |   ^",
        "  help: Do it.",
        "  schema: It says so.",
    ]


def test_colour_only_where_asked():
    assert "\x1b[" not in shown("a")
    assert shown("a", colour=True).startswith("\x1b[1ma.xml:3:5\x1b[0m: \x1b[1;31merror\x1b[0m TE109")


def test_no_place():
    report = Report((finding(codes.NOT_TEI, "a message"),))
    assert render_text(report, base=BASE, line_of=lambda *_: "x") == "(no file): error TE109 not-tei\n  a message"


@given(st.text(max_size=300), st.integers(0, 300))
def test_excerpts_fit_and_steer_nothing(line, column):
    text = shown(line.replace("\n", " "), column, message=line, hint=line)
    for one in text.split("\n"):
        assert not any(unicodedata.category(character) in {"Cc", "Cf"} for character in one)
    for one in text.split("\n")[2:]:
        if "|" in one[:9]:
            wide = sum(unicodedata.east_asian_width(character) in {"W", "F"} for character in one)
            assert len(one) + wide - sum(unicodedata.combining(character) != 0 for character in one) <= 80


@pytest.mark.parametrize("column", [1, 40, 300, 601])
def test_caret_is_under_its_character(column):
    line = "".join(chr(0x4E00 + number) for number in range(300)) + "".join(
        chr(0x100 + number) for number in range(301)
    )
    excerpt, caret = shown(line, column).split("\n")[2:4]
    before, width = "", caret.index("^")
    while sum(2 if unicodedata.east_asian_width(one) in "WF" else 1 for one in before) < width:
        before = excerpt[: len(before) + 1]
    assert excerpt[len(before)] == line[column - 1]


@pytest.mark.parametrize(
    ("findings", "said"),
    [
        ((), "1 document checked: no findings."),
        ((codes.NOT_TEI,), "1 document checked: 1 error."),
        ((codes.NO_SCHEMA, codes.NOT_TEI, codes.NOT_TEI), "1 document checked: 2 errors, 1 warning."),
        ((codes.SCHEMA_KIND_SKIPPED,), "1 document checked: 1 info."),
    ],
)
def test_summary(findings, said):
    assert summarise(Report(tuple(finding(one, "a") for one in findings), 1)) == said


def test_json():
    report = Report(
        (finding(codes.NOT_TEI, "é\x1b\x9b\u202e", HERE, hint="h", source="s"), finding(codes.NOT_TEI, "b")), 2
    )
    text = render_json(report, base=BASE)
    assert not set("\x1b\x9b\u202e") & set(text)
    assert "é" in text
    assert json.loads(text) == {
        "findings": [
            {
                "code": "TE109",
                "name": "not-tei",
                "severity": "error",
                "message": "é\x1b\x9b\u202e",
                "hint": "h",
                "source": "s",
                "location": {"path": "tei/a.xml", "line": 3, "column": 5, "xpath": "/TEI"},
            },
            {
                "code": "TE109",
                "name": "not-tei",
                "severity": "error",
                "message": "b",
                "hint": "",
                "source": "",
                "location": {"path": None, "line": None, "column": None, "xpath": ""},
            },
        ],
        "summary": {"documents": 2, "errors": 2, "warnings": 0, "infos": 0},
    }


def test_reports():
    error, warning = finding(codes.NOT_TEI, "a", HERE), finding(codes.NO_SCHEMA, "b", Location(BASE / "a.xml", 1, 1))
    report = merge([Report((error,), 1), Report((warning,), 2)])
    assert (len(report), report.checked, list(report)) == (2, 3, [error, warning])
    assert list(report.sorted()) == [warning, error]
    assert report.fails()
    assert not Report((warning,)).fails()
    assert Report((warning,)).fails(Severity.WARNING)
    assert not Report().fails(Severity.INFO)


def test_quoted():
    assert quoted("a\n  b") == '"a b"'
    assert len(quoted("a" * 1000)) == 82
