"""Reports in every format."""

from __future__ import annotations

import html.parser
import itertools
import json
import pickle
import re
import unicodedata
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from teiedit import codes
from teiedit.diagnostics import Edit, Fix, Location, Report, Severity, finding, merge, quoted
from teiedit.render import REPORT_FORMATS, Look, RenderOptions, render, render_json, render_text, summarise
from teiedit.render.excerpt import extent
from teiedit.render.statistics import count_findings

BASE = Path("/edition")
HERE = Location(BASE / "tei" / "a.xml", 3, 5, "/TEI")


def shown(line, column=5, *, message="a message", colour=False, **more):
    found = finding(codes.NOT_TEI, message, Location(BASE / "a.xml", 3, column), **more)
    return render_text(Report((found,), 1), base=BASE, line_of=lambda _path, _line: line, look=Look(colour=colour))


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


LINES = {
    1: '<TEI xml:lang="en">',
    3: '    <p rend="a b">An <rfe target="#x">&amp;</rfe> here</p>',
}
A, B = BASE / "tei" / "a.xml", BASE / "tei" / "b c%.xml"
RENAMING = Fix(
    "Write <ref> for <rfe>.",
    "unsafe",
    (Edit(Location(A, 3, 23), Location(A, 3, 26), "ref"), Edit(Location(A, 3, 46), Location(A, 3, 49), "ref")),
)
MANY = Report(
    (
        finding(
            codes.ELEMENT_NOT_ALLOWED,
            "<rfe> is not an element of the schema",
            Location(A, 3, 22, "/TEI/text/p[2]/rfe"),
            hint="Did you mean <ref>?",
            source="A reference.",
            fix=RENAMING,
            allowed=("ptr", "ref"),
        ),
        finding(codes.NO_SCHEMA, "no schema", Location(B, 1, 1)),
        finding(codes.BAD_VALUE, '"a b" is no value: 50%, or [so](x)', Location(A, 3, 14, "/TEI/text/p[2]/@rend")),
        finding(codes.BAD_VALUE, '"a b" is no value: 50%, or [so](x)', Location(B, 3, 14, "/TEI/text/p/@rend")),
        finding(codes.SCHEMA_KIND_SKIPPED, "skipped"),
    ),
    4,
)


def options(**more):
    return RenderOptions(BASE, lambda _path, number: LINES.get(number, ""), files=(A, B, BASE / "c.xml"), **more)


def rendered(kind, report=MANY, **more):
    return render(report, kind, options(**more))


def test_findings_of_a_file_stand_together_under_its_heading():
    text = rendered("text")
    assert [line for line in text.splitlines() if line.startswith("──")] == [
        "── tei/a.xml: 2 errors " + "─" * 57,
        "── tei/b c%.xml: 1 error, 1 warning " + "─" * 44,
        "── (no file): 1 info " + "─" * 59,
    ]
    places = [line.split(": ")[0] for line in text.splitlines() if re.search(r": (error|warning|info) TE", line)]
    assert places == ["tei/a.xml:3:22", "tei/a.xml:3:14", "tei/b c%.xml:1:1", "tei/b c%.xml:3:14", "(no file)"]
    assert text.endswith("\n\n4 documents checked: 3 errors, 1 warning, 1 info.")


def test_a_fix_is_said_and_what_is_allowed_is_left_to_programs():
    text = rendered("text")
    # The hint says the same.
    assert "  help: Did you mean <ref>?\n  schema: A reference.\n" in text
    assert "ptr" not in text
    (first, *_) = MANY
    alone = Report((replace(first, hint="The schema has no such element."),))
    assert "  fix: Write <ref> for <rfe>.\n" in render(alone, "text", RenderOptions(BASE, lambda *_: ""))


def test_a_mistake_made_over_and_over_is_shown_three_times():
    same = [finding(codes.ELEMENT_NOT_ALLOWED, "<b> is not", Location(A, line, 1), hint="?") for line in range(1, 20)]
    text = rendered("text", Report(tuple(same), 1))
    assert text.count("element-not-allowed") == 3
    assert "16 more: TE301 <b> is not, on lines 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15 …" in " ".join(text.split())
    assert "1 document checked: 19 errors." in text
    four = rendered("text", Report(tuple(same[:4]), 1))
    assert four.count("element-not-allowed") == 4


@given(st.integers(1, 100))
def test_narrow_terminals(width):
    for line in rendered("text", look=Look(width)).splitlines()[:-1]:
        # What can be followed by a click is never broken.
        assert len(line) <= max(width, 24) or re.search(r"^──|: (error|warning|info) TE", line)


def test_ascii_terminals():
    text = rendered("text", look=Look(40, is_ascii=True))
    assert text.isascii()
    assert "~" in text


def test_colours_change_nothing_else():
    plain, coloured = rendered("text"), rendered("text", look=Look(colour=True))
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == plain


@pytest.mark.parametrize(
    ("line", "column", "marked"),
    [
        (LINES[3], 22, "<rfe"),
        (LINES[3], 39, "&amp;"),
        (LINES[3], 44, "</rfe"),
        (LINES[3], 8, "rend"),
        (LINES[3], 14, "a b"),
        (LINES[3], 19, "An"),
        (LINES[3], 18, ">"),
        ('<p n = "a', 9, "a"),
        ('<p n=""/>', 7, '"'),
        ("a", 2, ""),
        ("", 1, ""),
    ],
)
def test_what_is_marked(line, column, marked):
    assert line[column - 1 :][: extent(line, column)] == marked


@pytest.mark.parametrize("kind", REPORT_FORMATS)
def test_nothing_found(kind):
    text = rendered(kind, Report((), 2))
    assert "error" not in text.replace('"errors": 0', "").replace('errors="0"', "").replace(
        "executionSuccessful", ""
    ) or kind in {"sarif", "html"}
    assert bool(text) is (kind not in {"concise", "github"})


@pytest.mark.parametrize("kind", REPORT_FORMATS)
@given(text=st.text(), line=st.text(alphabet=st.characters(exclude_characters="\n")), column=st.integers(0, 50))
def test_nothing_in_a_document_steers_a_terminal_or_breaks_a_format(kind, text, line, column):
    at = Location(BASE / "a.xml", 1, column, text)
    report = Report((finding(codes.NOT_TEI, text, at, hint=text, source=text, allowed=(text,)),) * 2, 1)
    shown = render(report, kind, RenderOptions(BASE, lambda *_: line))
    for one in shown.split("\n"):
        assert not any(unicodedata.category(character) in {"Cc", "Cf", "Cs"} for character in one)
    if kind in {"json", "sarif"}:
        assert json.loads(shown)
    elif kind == "junit":
        assert len(list(ET.fromstring(shown).iter("failure"))) == 2
    elif kind in {"concise", "github"}:
        assert len(shown.splitlines()) == 2
    elif kind == "html":
        assert _Page.of(shown).tags.count("mark") == (2 if line and column else 0)


class _Page(html.parser.HTMLParser):
    """The tags and the words of a page; every tag that needs it is closed."""

    VOID = frozenset({"meta", "input", "wbr"})

    def __init__(self):
        super().__init__()
        self.tags, self.open, self.words, self.ids, self.links = [], [], [], [], []

    @classmethod
    def of(cls, text):
        page = cls()
        page.feed(text)
        page.close()
        assert page.open == []
        return page

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        given = dict(attrs)
        self.ids += [given["id"]] if "id" in given else []
        self.links += [value for name, value in attrs if name in {"href", "src"}]
        assert not any(name.startswith("on") for name in given)
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.words.append(data)


def test_page_is_self_contained_and_has_everything():
    page = _Page.of(rendered("html"))
    assert "script" not in page.tags
    assert page.links == ["#file-1", "#file-2", "#file-3"]
    assert len(set(page.ids)) == len(page.ids)
    assert {link[1:] for link in page.links} <= set(page.ids)
    text = "".join(page.words)
    for one in MANY:
        assert all(part in text for part in (one.message, one.hint, one.source, one.location.xpath, *one.allowed))
    levels = [int(tag[1]) for tag in page.tags if re.fullmatch("h[1-6]", tag)]
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in itertools.pairwise(levels))


def test_concise():
    assert rendered("concise").splitlines()[:2] == [
        "tei/a.xml:3:22: error TE301 <rfe> is not an element of the schema",
        "tei/b c%.xml:1:1: warning TE310 no schema",
    ]


def test_github():
    first, second, third, _, last = rendered("github").splitlines()
    assert first == (
        "::error file=tei/a.xml,line=3,col=22,title=TE301 element-not-allowed"
        "::<rfe> is not an element of the schema%0ADid you mean <ref>?"
    )
    assert second.startswith("::warning file=tei/b c%25.xml,")
    assert third.endswith("50%25, or [so](x)")
    assert last == "::notice title=TE313 schema-kind-skipped::skipped"


def test_junit():
    root = ET.fromstring(rendered("junit", threshold=Severity.WARNING))
    assert root.attrib == {"name": "teiedit", "tests": "6", "failures": "4", "errors": "0"}
    suites = {one.get("name"): (one.get("tests"), one.get("failures")) for one in root}
    assert suites == {
        "tei/a.xml": ("2", "2"),
        "tei/b c%.xml": ("2", "2"),
        "c.xml": ("1", "0"),
        "(no file)": ("1", "0"),
    }
    assert root.find(".//failure").get("message") == "<rfe> is not an element of the schema"
    assert ET.fromstring(rendered("junit")).get("failures") == "3"


def test_sarif():
    told = json.loads(rendered("sarif", version="1.2.3"))
    assert told["version"] == "2.1.0"
    (ran,) = told["runs"]
    driver = ran["tool"]["driver"]
    assert (driver["name"], driver["version"]) == ("teiedit", "1.2.3")
    assert [rule["id"] for rule in driver["rules"]] == [code.id for code in codes.catalogue()]
    assert all(rule["help"]["text"] and rule["defaultConfiguration"]["level"] for rule in driver["rules"])
    assert ran["originalUriBaseIds"] == {"SRCROOT": {"uri": "file:///edition/"}}
    results = ran["results"]
    assert [one["level"] for one in results] == ["error", "warning", "error", "error", "note"]
    for one, result in zip(MANY, results, strict=True):
        assert driver["rules"][result["ruleIndex"]]["id"] == result["ruleId"] == one.code.id
    place = results[0]["locations"][0]["physicalLocation"]
    assert place["artifactLocation"] == {"uri": "tei/a.xml", "uriBaseId": "SRCROOT"}
    region = place["region"]
    assert LINES[3][region["startColumn"] - 1 : region["endColumn"] - 1] == "<rfe"
    assert results[1]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "tei/b%20c%25.xml"
    assert results[0]["properties"]["allowed"] == ["ptr", "ref"]
    assert "locations" not in results[4]
    # The same mistake is known again when lines were added above it, and two mistakes are told apart.
    assert len({one["partialFingerprints"]["place/v1"] for one in results}) == 5
    (change,) = results[0]["fixes"][0]["artifactChanges"]
    line = LINES[3]
    for one in reversed(change["replacements"]):
        where = one["deletedRegion"]
        assert where["startLine"] == where["endLine"] == 3
        line = line[: where["startColumn"] - 1] + one["insertedContent"]["text"] + line[where["endColumn"] - 1 :]
    assert line == LINES[3].replace("rfe", "ref")


def test_sarif_of_files_elsewhere():
    report = Report((finding(codes.NOT_TEI, "a", Location(Path("/other/é.xml"), 1, 1)),), 1)
    (result,) = json.loads(rendered("sarif", report))["runs"][0]["results"]
    place = result["locations"][0]["physicalLocation"]
    assert place["artifactLocation"] == {"uri": "file:///other/%C3%A9.xml"}


def test_json_fits_its_schema(root):
    jsonschema = pytest.importorskip("jsonschema", reason="jsonschema is not installed")
    schema = json.loads((root / "schemas" / "report.schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    checker = jsonschema.Draft202012Validator(schema)
    for report in (MANY, Report((), 3)):
        for more in ({}, {"most": 1}, {"statistics": True}):
            told = json.loads(rendered("json", report, **more))
            checker.validate(told)
    assert not checker.is_valid({"findings": [{}], "summary": told["summary"]})
    assert not checker.is_valid(told | {"version": 1})


def test_json_has_the_fix_and_what_is_allowed():
    first, second, *_ = json.loads(rendered("json"))["findings"]
    assert first["allowed"] == ["ptr", "ref"]
    assert first["fix"] == {
        "description": "Write <ref> for <rfe>.",
        "safety": "unsafe",
        "edits": [
            {"path": "tei/a.xml", "start": {"line": 3, "column": 23}, "end": {"line": 3, "column": 26}, "text": "ref"},
            {"path": "tei/a.xml", "start": {"line": 3, "column": 46}, "end": {"line": 3, "column": 49}, "text": "ref"},
        ],
    }
    assert not {"fix", "allowed"} & set(second)


@pytest.mark.parametrize("most", [0, 1, 4, 5, 6])
def test_most_findings(most):
    shown = min(most, 5)
    told = json.loads(rendered("json", most=most))
    assert len(told["findings"]) == shown
    assert told["summary"].get("left_out", 0) == 5 - shown
    assert told["summary"]["errors"] == 3
    assert len(rendered("concise", most=most).splitlines()) == shown
    assert len(rendered("github", most=most).splitlines()) == shown
    assert len(json.loads(rendered("sarif", most=most))["runs"][0]["results"]) == shown
    assert rendered("html", most=most).count('<p class="place">') == shown
    text = rendered("text", most=most)
    assert len(re.findall(r": (?:error|warning|info) TE", text)) == shown
    assert ("not shown" in text) is (shown < 5)


def test_statistics():
    counted = count_findings(MANY)
    kinds = [(one.what[0].id, one.count, one.files) for one in counted.kinds]
    assert kinds == [("TE305", 2, 2), ("TE301", 1, 1), ("TE310", 1, 1), ("TE313", 1, 1)]
    assert (counted.messages[0].what[1], counted.messages[0].count) == ('"…" is no value: 50%, or [so](x)', 2)
    assert [(one.what, one.count) for one in counted.elements] == [("p", 2), ("rfe", 1)]
    text = rendered("text", statistics=True)
    assert re.search(r"findings +files  kind\n +2 +2  TE305 bad-value \(error\)\n", text)
    assert "tei/a.xml" not in text
    assert json.loads(rendered("json", statistics=True))["statistics"]["elements"][0]["name"] == "p"
    assert rendered("text", Report((), 1), statistics=True) == "1 document checked: no findings."


def test_findings_are_values():
    for one in MANY:
        assert pickle.loads(pickle.dumps(one)) == one
        assert len({one, pickle.loads(pickle.dumps(one))}) == 1
