"""Broken input that cannot lie in a folder of files: bytes, sizes, links, things that are not files."""

from __future__ import annotations

import json
import os
import re
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from commands import HEAD, document, run, run_process, tree
from teiedit.resources import bundled_schema

DECLARED = '<?xml version="1.0" encoding="{}"?>\n'


def in_encoding(declared: str, used: str, body: str = "<p>Été, Сон.</p>") -> bytes:
    return document(body, declaration=DECLARED.format(declared)).encode(used)


LONG = "#" + "a" * 5000
LONG_SAID = (
    f'TE203 12:19 ref="{LONG[:79]}…" of <persName> leads nowhere: there is no xml:id "{LONG[1:80]}…" in this document'
)

# Name → bytes, and the findings: `code line:column message`.
BYTES = {
    "empty": (b"", ["TE103 1:1 the file is empty"]),
    "nul-bytes": (b"\0" * 100, ["TE101 1:1 there is no XML here"]),
    "nul-in-text": (document("<p>a\0b</p>").encode(), ["TE101 12:5 the control character U+0000 stands in the text"]),
    "png": (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", ["TE102 1:1 the byte 0x89 is not UTF-8; in Windows-1252 it would be ‰"]),
    "zip": (b"PK\x03\x04\x14\0\x06\0", ["TE101 1:1 there is no XML here"]),
    "latin-1-undeclared": (
        document("<p>Ét\u00e9</p>").encode("latin-1"),
        ["TE102 12:4 the byte 0xC9 is not UTF-8; in Windows-1252 it would be É"],
    ),
    "latin-1-declared": (in_encoding("ISO-8859-1", "latin-1", "<p>Été</p>"), []),
    "windows-1251-declared": (in_encoding("windows-1251", "cp1251", "<p>Сон</p>"), []),
    "koi8-r-declared": (in_encoding("KOI8-R", "koi8-r", "<p>Сон</p>"), []),
    "utf-8-with-bom": (b"\xef\xbb\xbf" + in_encoding("UTF-8", "utf-8"), []),
    "utf-8-bom-declared-latin-1": (b"\xef\xbb\xbf" + in_encoding("ISO-8859-1", "utf-8"), []),
    "utf-16": (in_encoding("UTF-16", "utf-16"), []),
    "utf-16-without-bom": (in_encoding("UTF-16", "utf-16-le"), []),
    "utf-16-big-endian-without-bom": (in_encoding("UTF-16", "utf-16-be"), []),
    "utf-32": (in_encoding("UTF-32", "utf-32"), []),
    "utf-16-cut-in-a-character": (
        in_encoding("UTF-16", "utf-16")[:-1],
        ["TE102 15:7 the byte 0x0A is not UTF-16"],
    ),
    "utf-16-declared-only": (
        in_encoding("UTF-16", "utf-8"),
        ["TE102 1:1 the file declares the encoding UTF-16, which its bytes are not"],
    ),
    "unknown-encoding": (
        in_encoding("klingon", "utf-8"),
        ["TE102 1:1 the file declares the encoding klingon, which is not known"],
    ),
    "encoding-that-is-none": (
        in_encoding("undefined", "utf-8"),
        ["TE102 1:1 the file declares the encoding undefined, which is not known"],
    ),
    "not-text-encoding": (
        in_encoding("rot13", "utf-8"),
        ["TE102 1:1 the file declares the encoding rot13, which is not known"],
    ),
    # A name that Python takes for UTF-8 and no XML parser does.
    "encoding-of-another-world": (
        in_encoding("UTF", "utf-8"),
        ["TE102 1:1 the file declares the encoding UTF, which is not known"],
    ),
    "carriage-returns": (
        document("<p>a & b</p>").replace("\n", "\r").encode(),
        ["TE101 12:6 a bare & stands in the text"],
    ),
    "crlf": (document("<p>a & b</p>").replace("\n", "\r\n").encode(), ["TE101 12:6 a bare & stands in the text"]),
    "too-deep": (
        document("<p>" + "<hi>" * 3000 + "</hi>" * 3000 + "</p>").encode(),
        ["TE108 12:8183 elements are nested more than 2,048 levels deep"],
    ),
    "never-closed": (
        document("<p>" + "<hi>" * 5000).encode(),
        ["TE108 12:8183 elements are nested more than 2,048 levels deep"],
    ),
    "quadratic-blow-up": (
        document("<p>" + "&a;" * 5000 + "</p>")
        .replace("<TEI", f'<!DOCTYPE TEI [<!ENTITY a "{"x" * 100_000}">]>\n<TEI', 1)
        .encode(),
        ["TE105 2:1 the entities of the DOCTYPE expand without end"],
    ),
    "long-token": (
        document(f'<p><persName ref="{LONG}">b</persName></p>').encode(),
        [
            LONG_SAID,
        ],
    ),
    "wide-characters": (
        document(f'<p>{"漢" * 200}<persName ref="#a">b</persName>{"字" * 200}</p>').encode(),
        ['TE203 12:219 ref="#a" of <persName> leads nowhere: there is no xml:id "a" in this document'],
    ),
    "line-70000": (
        document("<p>a</p>\n" * 70_000 + '<p><ref target="#a">b</ref></p>').encode(),
        ['TE203 70012:17 target="#a" of <ref> leads nowhere: there is no xml:id "a" in this document'],
    ),
    "ten-megabytes-of-text": (document(f"<p>{'word ' * (2 << 20)}</p>").encode(), []),
    "nested-but-not-too-deep": (
        document("<p>" + '<hi rend="italic">' * 2000 + "a" + "</hi>" * 2000 + "</p>").encode(),
        [],
    ),
}


@pytest.mark.parametrize("name", BYTES)
def test_bytes(name, tmp_path):
    content, findings = BYTES[name]
    (tmp_path / "a.xml").write_bytes(content)
    before = tree(tmp_path)
    found = run(["validate", "a.xml", "--schema", "teiedit", "--format", "json"], tmp_path)
    assert found.findings == [f"a.xml {one}" for one in findings]
    assert (found.code, found.err) == (1 if findings else 0, "")

    shown = run(["validate", "a.xml", "--schema", "teiedit"], tmp_path)
    assert shown.code == found.code
    assert all(columns(line) <= 80 for line in shown.out.splitlines() if re.match(r" *\d+ \|", line))
    asked = run(["info", "a.xml"], tmp_path)
    refused = any(not one.startswith("TE2") for one in findings)
    assert asked.code == (1 if refused else 0)
    assert tree(tmp_path) == before


def columns(line: str) -> int:
    return len(line) + sum(line.count(wide) for wide in "漢字")


# What is named on the command line, made by a function, and what is said of it.
def a_folder(folder):
    (folder / "letters").mkdir()
    return ["validate", "letters"], "Error: letters holds no .xml file."


def a_folder_for_info(folder):
    (folder / "letters").mkdir()
    return ["info", "letters"], "letters is a folder, not a file."


def nothing_there(folder):
    return ["validate", "absent.xml"], "Error: absent.xml does not exist."


def nothing_there_for_info(folder):
    return ["info", "absent.xml"], "absent.xml does not exist."


def no_edition(folder):
    return ["validate"], "Error: there is no teiedit.toml here or above"


def dangling_link(folder):
    (folder / "a.xml").symlink_to("absent.xml")
    return ["validate", "a.xml"], "Error: a.xml does not exist."


def link_to_itself(folder):
    (folder / "a.xml").symlink_to("a.xml")
    return ["validate", "a.xml"], "Error: "


def unreadable(folder):
    # Root may read everything but the memory of a process at address 0.
    if not Path("/proc/self/mem").exists():
        pytest.skip("there is no /proc here")
    return ["validate", "/proc/self/mem"], "mem cannot be read: "


def name_too_long(folder):
    return ["validate", "a" * 300 + ".xml"], "Error: "


def absent_schema(folder):
    (folder / "a.xml").write_text(document("<p>a</p>"))
    return ["validate", "a.xml", "--schema", "absent.rng"], "Error: there is no schema absent.rng; name a file, or one"


def absent_schema_for_a_broken_file(folder):
    (folder / "a.xml").write_text("")
    return ["validate", "a.xml", "--schema", "absent.rng"], "Error: there is no schema absent.rng"


def schema_not_xml(folder):
    (folder / "a.xml").write_text(document("<p>a</p>"))
    (folder / "a.rng").write_text("start = element TEI { text }")
    return ["validate", "a.xml", "--schema", "a.rng"], "a.rng cannot be used: the schema is not XML."


def schema_empty(folder):
    (folder / "a.xml").write_text(document("<p>a</p>"))
    (folder / "a.rng").write_text("")
    return ["validate", "a.xml", "--schema", "a.rng"], "a.rng cannot be used: the file is empty."


def schema_is_a_document(folder):
    (folder / "a.xml").write_text(document("<p>a</p>"))
    return ["validate", "a.xml", "--schema", "a.xml"], "cannot be used: the root element <TEI> is not RELAX NG."


def schema_refers_to_nothing(folder):
    (folder / "a.xml").write_text(document("<p>a</p>"))
    (folder / "a.rng").write_text(
        '<grammar xmlns="http://relaxng.org/ns/structure/1.0"><start><ref name="absent"/></start></grammar>'
    )
    return ["validate", "a.xml", "--schema", "a.rng"], "a.rng cannot be used: absent is not defined."


def paths_of_two_editions(folder):
    for name in ("one", "two"):
        run(["init", name], folder)
    return ["build", "one/tei/letter-1.xml", "two/tei/letter-1.xml"], "Error: the paths belong to different editions"


@pytest.mark.parametrize(
    "make",
    [
        a_folder,
        a_folder_for_info,
        nothing_there,
        nothing_there_for_info,
        no_edition,
        dangling_link,
        link_to_itself,
        unreadable,
        name_too_long,
        absent_schema,
        absent_schema_for_a_broken_file,
        schema_not_xml,
        schema_empty,
        schema_is_a_document,
        schema_refers_to_nothing,
        paths_of_two_editions,
    ],
    ids=lambda make: make.__name__,
)
def test_cannot_go_on(make, tmp_path):
    arguments, said = make(tmp_path)
    before = tree(tmp_path)
    ended = run(arguments, tmp_path)
    assert said in ended.err
    assert "Traceback" not in ended.err
    assert "should not have happened" not in ended.err
    assert (ended.code, ended.out) == (3, "")
    assert tree(tmp_path) == before


def test_local_dtd_is_not_read(tmp_path):
    (tmp_path / "a.dtd").write_text('<!ENTITY secret "what only the DTD says">')
    text = document("<p>a &secret;</p>").replace("<TEI", '<!DOCTYPE TEI SYSTEM "a.dtd">\n<TEI', 1)
    (tmp_path / "a.xml").write_text(text)
    found = run(["validate", "a.xml", "--schema", "teiedit", "--format", "json"], tmp_path)
    assert found.findings == [
        'a.xml TE107 2:1 the DTD "a.dtd" is not read',
        "a.xml TE106 13:6 the entity &secret; is not defined in this file",
    ]


@pytest.fixture
def server():
    """An address on this machine, and the list of what was asked of it."""
    asked = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            asked.append(self.path)
            self.send_response(200)
            self.end_headers()
            self.wfile.write(b"<p/>")

        def log_message(self, *_):
            pass

    with HTTPServer(("127.0.0.1", 0), Handler) as running:
        thread = threading.Thread(target=running.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{running.server_port}", asked
        running.shutdown()
        thread.join()


@pytest.mark.parametrize(
    ("before", "body", "code"),
    [
        ('<!DOCTYPE TEI SYSTEM "{}/a.dtd">', "<p>a</p>", "TE107"),
        ('<!DOCTYPE TEI PUBLIC "-//A//B" "{}/a.dtd" [<!ENTITY a "b">]>', "<p>&a;</p>", "TE107"),
        ('<!DOCTYPE TEI [<!ENTITY a SYSTEM "{}/a.xml">]>', "<p>&a;</p>", "TE104"),
        ('<!DOCTYPE TEI [<!ENTITY % a SYSTEM "{}/a.ent"> %a;]>', "<p>b</p>", "TE104"),
        # A mistake before the declaration, so that whoever reads on has lost its way.
        ('<!DOCTYPE TEI [<!ENTITY ><!ENTITY a SYSTEM "{}/a.xml">]>', "<p>&a;</p>", "TE101"),
        ("", '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="{}/a.xml"/>', "TE110"),
        ('<?xml-model href="{}/a.rng" schematypens="http://relaxng.org/ns/structure/1.0"?>', "<p>b</p>", "TE311"),
        ('<?xml-model href="a.rng" schematypens="http://relaxng.org/ns/structure/1.0"?>', "<p>b</p>", "TE312"),
        ("", '<p><graphic url="{}/a.png"/></p>', ""),
        ("", '<p><ref target="{}/a.xml#b">c</ref></p>', ""),
    ],
)
def test_no_network(before, body, code, server, tmp_path):
    address, asked = server
    text = document(body.replace("{}", address)).replace("<TEI", before.replace("{}", address) + "\n<TEI", 1)
    (tmp_path / "a.xml").write_text(text)
    (tmp_path / "a.rng").write_text(
        f'<grammar xmlns="http://relaxng.org/ns/structure/1.0"><include href="{address}/b.rng"/></grammar>'
    )
    ended = run(["validate", "a.xml", "--format", "json"], tmp_path)
    assert asked == []
    assert code in ended.out


def test_includes_that_multiply(tmp_path):
    include = '<xi:include href="{}.xml"/>'
    for number in range(8):
        inner = include.format(number + 1) * 10 if number < 7 else "<p>a</p>"
        (tmp_path / f"{number}.xml").write_text(
            f'<div xmlns="http://www.tei-c.org/ns/1.0" xmlns:xi="http://www.w3.org/2001/XInclude">{inner}</div>'
        )
    (tmp_path / "a.xml").write_text(
        document(f'<div xmlns:xi="http://www.w3.org/2001/XInclude">{include.format(0)}</div>')
    )
    found = run(["validate", "a.xml", "--schema", "teiedit", "--format", "json"], tmp_path)
    (only,) = found.findings
    assert "TE110" in only
    assert "more than 20,000 includes are needed to build the document" in only


def test_link_out_of_the_edition(tmp_path):
    (tmp_path / "secret.txt").write_text("secret")
    edition = tmp_path / "edition"
    edition.mkdir()
    (edition / "inside.txt").symlink_to(tmp_path / "secret.txt")
    (edition / "inside.png").symlink_to(tmp_path / "secret.txt")
    (edition / "a.xml").write_text(
        document(
            '<p>b <xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="inside.txt" parse="text"/></p>'
            '<figure><graphic url="inside.png"/><figDesc>c</figDesc></figure>'
        )
    )
    found = run(["validate", "a.xml", "--schema", "teiedit", "--format", "json"], edition)
    assert [one.split()[1] for one in found.findings] == ["TE110", "TE204"]
    assert all("lies outside the edition's folder" in one for one in found.findings)


def test_file_name_that_steers_the_terminal(tmp_path):
    name = "a\x1b[31m.xml"
    (tmp_path / name).write_text("")
    shown = run(["validate", name], tmp_path)
    assert shown.code == 1
    assert "\x1b" not in shown.out


def test_file_name_that_is_not_text(tmp_path):
    name = b"a\xff.xml"
    try:
        (tmp_path / os.fsdecode(name)).write_text(document("<p>a</p>"))
    except OSError:
        pytest.skip("this file system takes only names that are text")
    for form in ("text", "json"):
        shown = run_process(["validate", ".", "--schema", "teiedit", "--format", form], tmp_path)
        assert (shown.code, shown.err) == (0, "")
    shown = run_process(["info", os.fsdecode(name)], tmp_path)
    assert shown.code == 0


def test_terminal_that_lacks_the_characters(tmp_path):
    (tmp_path / "a.xml").write_text(document('<p>Сон <ref target="#Сон">b</ref></p>'), encoding="utf-8")
    shown = run_process(["validate", "a.xml", "--schema", "teiedit"], tmp_path, PYTHONIOENCODING="cp1252")
    assert (shown.code, shown.err) == (1, "")
    assert r"\u0421" in shown.out


def test_a_thousand_mistakes_in_one_parent(tmp_path):
    (tmp_path / "a.xml").write_text(document("<p>a <persnam>b</persnam></p>\n" * 1000))
    found = run(["validate", "a.xml", "--schema", "teiedit", "--format", "json"], tmp_path)
    assert len(found.findings) == 201
    assert found.findings[-2].startswith("a.xml TE301 211:6 <persnam> is not")
    assert found.findings[-1].startswith("a.xml TE301 212:6 800 more findings of this kind are in the file")


# What once took minutes, by a file of a few hundred kilobytes: name → text, the number of findings, the last of them.
SWARMS = {
    "comments-in-an-open-doctype": ("<!DOCTYPE a [" + "<!--b-->" * 20_000 + "<a>", 1, "the DOCTYPE is not closed"),
    "open-comments": ("<a><b></c>" + "<!--" * 60_000, 2, "a comment is not closed"),
    "open-cdata": ("<a><b></c>" + "<![CDATA[" * 30_000, 2, "a CDATA section is not closed"),
    "open-instructions": ("<a><b></c>" + "<?d " * 60_000, 2, "a processing instruction is not closed"),
    "endless-name": ("<a><b></c><" + "d" * 240_000, 2, "the file ends inside the tag"),
    "misspelt-ends": ("<a>" + "<b></c>" * 30_000 + "</a>", 201, "more findings"),
    "ampersands": (document("<p>" + "& " * 100_000 + "</p>"), 201, "99,800 more findings"),
    "references": (document("<p>" + "&amp " * 40_000 + "</p>"), 201, "39,800 more findings"),
    "digits": (document("<p>&#" + "1" * 5_000 + ";</p>"), 1, "names a character that XML does not allow"),
    "entities": (
        "<!DOCTYPE TEI [" + "".join(f'<!ENTITY é{one} SYSTEM "b">\n' for one in range(20_000)) + "]>" + HEAD,
        201,
        "19,800 more findings",
    ),
    "pointers": (
        document("".join(f'<p xml:id="abcdefghi{n}j"><rs ref="#abcdefghij{n}">b</rs></p>' for n in range(3_000))),
        201,
        "2,800 more findings",
    ),
}


@pytest.mark.parametrize(("text", "number", "last"), SWARMS.values(), ids=SWARMS)
def test_mistakes_without_end(tmp_path, text, number, last):
    (tmp_path / "a.xml").write_text(text, encoding="utf-8")
    found = run(["validate", "a.xml", "--schema", "teiedit", "--format", "json"], tmp_path).findings
    found = [one for one in found if " TE3" not in one]
    assert len(found) == number
    assert last in found[-1]


# What may stand where a file is named, though no file is or can be meant.
ODD_NAMES = ["a%00b.xml", "http://[b", "//[b", "c" * 300 + ".xml", "/".join(["d" * 200] * 30), "loop.xml"]


@pytest.mark.parametrize("name", ODD_NAMES)
@pytest.mark.parametrize(
    ("body", "code"),
    [
        ('<p><xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="{}"/></p>', "TE110"),
        ('<figure><graphic url="{}"/></figure>', "TE204"),
        ('<p><ref target="{}">b</ref></p>', "TE203"),
    ],
)
def test_names_that_no_file_can_have(tmp_path, body, code, name):
    (tmp_path / "loop.xml").symlink_to("loop.xml")
    (tmp_path / "a.xml").write_text(document(body.format(name)))
    checked = run(["validate", "a.xml", "--schema", "teiedit", "--format", "json"], tmp_path)
    assert (checked.code, checked.err) == (1, "") if "[" not in name or code == "TE110" else (0, "")
    # A host that is none is not followed; whether it may stand there is the schema's to say.
    assert "[" in name or any(f" {code} " in one for one in checked.findings)


@pytest.mark.parametrize("name", ODD_NAMES)
def test_schemas_that_no_file_can_be(tmp_path, name):
    (tmp_path / "loop.xml").symlink_to("loop.xml")
    model = f'<?xml-model href="{name}" schematypens="http://relaxng.org/ns/structure/1.0"?>\n'
    (tmp_path / "a.xml").write_text(model + document("<p>a</p>", declaration=""))
    checked = run(["validate", "a.xml", "--format", "json"], tmp_path)
    assert (checked.code, checked.err) == (1, "")
    assert [one.split()[1] for one in checked.findings] == ["TE312"]


@pytest.mark.parametrize("name", ["../secret.txt", "/etc/passwd", "/dev/zero", "zero.rng", "/dev"])
def test_schemas_that_a_document_may_not_name(tmp_path, name):
    (tmp_path / "secret.txt").write_text("<secret/>")
    (tmp_path / "tei").mkdir()
    (tmp_path / "tei" / "zero.rng").symlink_to("/dev/zero")
    model = f'<?xml-model href="{name}" schematypens="http://relaxng.org/ns/structure/1.0"?>\n'
    (tmp_path / "tei" / "a.xml").write_text(model + document("<p>a</p>", declaration=""))
    (found,) = run(["validate", "tei/a.xml", "--format", "json"], tmp_path).findings
    assert re.search(r" TE312 .* lies outside the edition's folder$", found)


def test_schema_beside_the_folder_of_a_loose_file(tmp_path):
    (tmp_path / "schema").mkdir()
    (tmp_path / "schema" / "b.rng").write_bytes(bundled_schema("teiedit").read_bytes())
    (tmp_path / "tei").mkdir()
    model = '<?xml-model href="../schema/b.rng" schematypens="http://relaxng.org/ns/structure/1.0"?>\n'
    (tmp_path / "tei" / "a.xml").write_text(model + document("<p>a</p>", declaration=""))
    assert run(["validate", "tei/a.xml", "--format", "json"], tmp_path).findings == []


@pytest.mark.parametrize("arguments", [["validate", "/dev/zero"], ["validate", "a.xml", "--schema", "/dev/zero"]])
def test_devices_are_not_read(tmp_path, arguments):
    (tmp_path / "a.xml").write_text(document("<p>a</p>"))
    refused = run(arguments, tmp_path)
    assert refused.code == 3
    assert "Error: " in refused.err


def test_pipe_is_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "a.xml")
    refused = run(["validate", "a.xml"], tmp_path)
    assert refused.code == 3
    assert refused.err.endswith("a.xml is not a file but a device or a pipe.\n")


def test_loose_files_do_not_open_each_others_folders(tmp_path):
    for name in ("x", "y"):
        (tmp_path / name).mkdir()
    (tmp_path / "y" / "secret.txt").write_text("secret")
    include = '<p><xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="../y/secret.txt" parse="text"/></p>'
    (tmp_path / "x" / "a.xml").write_text(document(include))
    (tmp_path / "y" / "b.xml").write_text(document("<p>b</p>"))
    found = run(["validate", "x/a.xml", "y/b.xml", "--schema", "teiedit", "--format", "json"], tmp_path).findings
    assert [one.split(" ", 3)[1::2] for one in found] == [
        ["TE110", 'the include of "../y/secret.txt" lies outside the edition\'s folder']
    ]


def test_names_of_results_cannot_steer_the_terminal(tmp_path):
    (tmp_path / "a.xml").write_text(document("<p>a</p>"))
    built = run(["build", "a.xml", "--format", "txt", "-o", "out\033[0m"], tmp_path)
    made = run(["init", "b\033[31m"], tmp_path)
    assert (built.code, made.code) == (0, 0)
    assert "\033" not in built.out + built.err + made.out + made.err


def test_json_of_info_cannot_steer_the_terminal(tmp_path):
    (tmp_path / "a.xml").write_text(document("<p>a</p>").replace("Broken", "a\u009bb\u202ec"), encoding="utf-8")
    shown = run(["info", "a.xml", "--format", "json"], tmp_path).out
    assert r"a\u009bb\u202ec" in shown
    assert json.loads(shown)["title"] == "a\u009bb\u202ec"


def test_head_fits_the_line_numbers_of_this_file():
    assert HEAD.count("\n") == 10
