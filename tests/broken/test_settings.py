"""A broken teiedit.toml: each mistake with its place, and exit code 3."""

from __future__ import annotations

import pytest

from commands import document, run, tree

GOOD = 'documents = ["a.xml"]\n'

# Name → the text or bytes of teiedit.toml, and what is found: `code line:column message`, and a part of the hint.
SETTINGS = {
    "unknown key": (GOOD + 'titel = "A"\n', "TE402 2:1 there is no setting titel", "Did you mean title?"),
    "unknown key in a table": (
        GOOD + '[look]\nacent = "#000000"\n',
        "TE402 3:1 there is no setting look.acent",
        "look.accent",
    ),
    "key of a table outside it": (GOOD + 'paper = "a4"\n', "TE402 2:1 there is no setting paper", "print.paper"),
    "unknown table": (GOOD + '[outptu]\nview = "source"\n', "TE402 2:2 there is no setting outptu", "[output]"),
    "wrong type": (GOOD + "title = 1\n", 'TE403 2:9 title must be a text in quotation marks: "…"', ""),
    "text for a list": ('documents = "a.xml"\n', 'TE403 1:13 documents must be a list of texts: ["…", "…"]', ""),
    "empty list": ("documents = []\n", 'TE403 1:13 documents must be a list of at least one text: ["…"]', ""),
    "no language": (GOOD + "languages = []\n", 'TE403 2:13 languages must be a list of at least one text: ["…"]', ""),
    "bad language": (
        GOOD + 'languages = ["English!"]\n',
        "TE403 2:13 languages must be a language tag such as en or ru",
        "",
    ),
    "bad colour": (GOOD + 'look.accent = "red"\n', "TE403 2:15 look.accent must be a colour such as #7a2e1d", ""),
    "bad size": (
        GOOD + "[print]\ntext_size_pt = 400\n",
        "TE403 3:16 print.text_size_pt must be a size in points from 6 to 24",
        "",
    ),
    "not a number": (
        GOOD + "[print]\ntext_size_pt = nan\n",
        "TE403 3:16 print.text_size_pt must be a size in points from 6 to 24",
        "",
    ),
    "bad format": (
        GOOD + '[output]\nformats = ["html", "pfd"]\n',
        "TE403 3:11 output.formats must be made of html, pdf, txt, tei",
        'Did you mean "pdf"?',
    ),
    "control character": (
        GOOD + 'title = "a\\u001b[31m"\n',
        "TE403 2:9 title must be without control characters and line ends",
        "",
    ),
    "inline table": (
        GOOD + 'output = { view = "sorce" }\n',
        "TE403 2:10 output.view must be one of reading, source",
        '"source"',
    ),
    "unknown key of a series": (
        GOOD + '[notes.editor]\nnumber = "a"\n',
        "TE402 3:1 there is no setting notes.editor.number",
        "Did you mean notes.editor.numbers?",
    ),
    "bad numbers": (
        GOOD + '[notes.editor]\nnumbers = "b"\n',
        "TE403 3:11 notes.editor.numbers must be one of 1, a, A, i, I, *",
        "",
    ),
    "a series that is no table": (GOOD + 'notes.editor = "a"\n', "TE402 2:1 there is no setting notes.editor", ""),
    "notes that are no tables": (GOOD + 'notes = "a"\n', "TE402 2:1 there is no setting notes", ""),
    "not TOML": (GOOD + "title = The Letters\n", "TE401 2:9 invalid value", 'title = "The Letters"'),
    "cut": (GOOD + 'title = "The', "TE401 2:", "is written"),
    "twice": (GOOD + 'title = "A"\ntitle = "B"\n', "TE401 3:12 cannot overwrite a value", ""),
    "not UTF-8": ((GOOD + 'title = "Été"\n').encode("latin-1"), "TE401 1:1 the file is not UTF-8", "Save it as UTF-8."),
    "UTF-16": (GOOD.encode("utf-16"), "TE401 1:1 the file is not UTF-8", "Save it as UTF-8."),
    "nested too deeply": ("a = " + "[" * 5000 + "]" * 5000, "TE401 1:1 the values are nested too deeply", ""),
    "pattern that matches nothing": (
        'documents = [\n  "a.xml",\n  "letters/*.xml"]\n',
        'TE404 1:13 documents = "letters/*.xml" matches no file',
        "relative to teiedit.toml",
    ),
    "register that is absent": (GOOD + 'registers = ["r.xml"]\n', 'TE404 2:13 registers = "r.xml" matches no file', ""),
    "escape by ..": (
        'documents = ["../*.toml", "../outside.xml"]\n',
        'TE404 1:13 documents = "../*.toml" matches no file',
        "",
    ),
    "absolute pattern": ('documents = ["/etc/*"]\n', 'TE404 1:13 documents = "/etc/*" matches no file', ""),
    "schema absent": (GOOD + 'schema = "a.rng"\n', 'TE404 2:10 there is no schema "a.rng"', ""),
    "catalog absent": ('catalogs = ["c.xml"]\n' + GOOD, 'TE404 1:12 there is no file "c.xml"', ""),
    "css absent": (GOOD + '[look]\ncss = "a.css"\n', 'TE404 3:7 there is no file "a.css"', ""),
    "css outside": (
        GOOD + '[look]\ncss = "../a.css"\n',
        'TE404 3:7 the file "../a.css" lies outside the edition\'s folder',
        "",
    ),
    "output outside": (
        GOOD + '[output]\ndirectory = "../../out"\n',
        'TE404 3:13 the folder "../../out" lies outside the edition\'s folder',
        "",
    ),
}


@pytest.mark.parametrize("name", SETTINGS)
def test_settings(name, tmp_path):
    content, expected, hint = SETTINGS[name]
    edition = tmp_path / "edition"
    edition.mkdir()
    (edition / "a.xml").write_text(document("<p>a</p>"))
    (tmp_path / "outside.xml").write_text(document("<p>a</p>"))
    (tmp_path / "a.css").write_text("p { color: red }")
    (edition / "teiedit.toml").write_bytes(content.encode() if isinstance(content, str) else content)
    before = tree(tmp_path)
    code, place, message = expected.split(" ", 2) if expected.count(" ") > 1 else (*expected.split(), "")
    for arguments in (["validate"], ["validate", "a.xml"], ["build", "--format", "txt"]):
        ended = run(arguments, edition)
        assert (ended.code, ended.out) == (3, "")
        assert f"teiedit.toml:{place}" in ended.err
        assert f"error {code} " in ended.err
        said = " ".join(ended.err.split())
        assert message in said
        assert hint in said
        assert "Traceback" not in said
    assert tree(tmp_path) == before


def test_every_mistake_is_found_at_once(tmp_path):
    (tmp_path / "teiedit.toml").write_text('titel = "A"\nlanguages = "en"\n[print]\npaper = "b5"\n')
    ended = run(["validate"], tmp_path)
    assert [line.split()[2] for line in ended.err.splitlines() if line.startswith("teiedit.toml")] == [
        "TE402",
        "TE403",
        "TE403",
    ]
    assert "teiedit.toml has 3 mistakes" in ended.err


def test_teiedit_toml_is_a_folder(tmp_path):
    (tmp_path / "teiedit.toml").mkdir()
    ended = run(["validate"], tmp_path)
    assert ended.code == 3
    assert "there is no teiedit.toml here or above" in ended.err
