"""A build that cannot or must not write leaves everything as it was; one that does writes nothing that is active."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from lxml import html

from commands import document, run, run_process, tree

PAGE = document("<p>One.</p>")


def build(folder, *more):
    return run(["build", "a.xml", "-o", "out", "--format", "txt", *more], folder)


def assert_nothing_written(ended, folder, before, said, code=3):
    assert said in ended.err
    assert "Traceback" not in ended.err
    assert (ended.code, ended.out) == (code, "")
    assert tree(folder) == before


@pytest.mark.parametrize("body", ["<p>One.", "<p>One <persName ref='#a'>b</persName></p>", "<p>One <zzz/></p>"])
def test_documents_with_errors_are_not_published(body, tmp_path):
    (tmp_path / "a.xml").write_text(document(body))
    (tmp_path / "teiedit.toml").write_text('documents = ["*.xml"]\nschema = "teiedit"\n')
    before = tree(tmp_path)
    assert_nothing_written(build(tmp_path), tmp_path, before, "Nothing was written.", code=1)
    assert not (tmp_path / "out").exists()


def make_output_a_file(folder):
    (folder / "out").write_text("mine")
    return "the folder", "cannot be made"


def make_a_file_that_is_not_ours(folder):
    (folder / "out").mkdir()
    (folder / "out" / "a.txt").write_text("mine")
    return "a.txt was not written by teiedit", "choose another folder with -o"


def make_a_changed_file(folder):
    assert build(folder).code == 0
    (folder / "out" / "a.txt").write_text("changed")
    return "a.txt was changed since teiedit wrote it", "choose another folder with -o"


def make_a_folder_of_the_name(folder):
    (folder / "out" / "a.txt").mkdir(parents=True)
    return "a.txt is a folder where a file is to be written", ""


def make_a_link(folder):
    (folder / "mine.txt").write_text("mine")
    (folder / "out").mkdir()
    (folder / "out" / "a.txt").symlink_to(folder / "mine.txt")
    return "a.txt is a link and is not written through", ""


def make_the_list_a_folder(folder):
    (folder / "out" / ".teiedit-build.json" / "a").mkdir(parents=True)
    return "the folder", "cannot be written"


@pytest.mark.parametrize(
    "make",
    [
        make_output_a_file,
        make_a_file_that_is_not_ours,
        make_a_changed_file,
        make_a_folder_of_the_name,
        make_a_link,
        make_the_list_a_folder,
    ],
    ids=lambda make: make.__name__,
)
def test_output_that_must_not_be_written(make, tmp_path):
    (tmp_path / "a.xml").write_text(PAGE)
    said = make(tmp_path)
    before = tree(tmp_path)
    ended = build(tmp_path)
    assert said[1] in ended.err
    assert_nothing_written(ended, tmp_path, before, said[0])


def test_output_where_nothing_can_be_made(tmp_path):
    if not Path("/proc/self").is_dir():
        pytest.skip("there is no /proc here")
    (tmp_path / "a.xml").write_text(PAGE)
    before = tree(tmp_path)
    ended = run(["build", "a.xml", "-o", "/proc/self/out", "--format", "txt"], tmp_path)
    assert_nothing_written(ended, tmp_path, before, "cannot be made")


def test_documents_of_one_name_keep_their_own_outputs(tmp_path):
    for name in ("one/a.xml", "two/a.xml", "two/A.xml", "index.xml", "one-a.xml", "two/index.xml"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(document(f"<p>{name}</p>"))
    ended = run(["build", ".", "-o", "out", "--format", "txt"], tmp_path)
    assert ended.code == 0
    written = {path.name: path.read_text() for path in (tmp_path / "out").glob("*.txt")}
    assert len({name.casefold() for name in written}) == 6
    assert sorted(re.findall(r"\S+\.xml", "".join(written.values()))) == [
        "index.xml",
        "one-a.xml",
        "one/a.xml",
        "two/A.xml",
        "two/a.xml",
        "two/index.xml",
    ]


def test_ten_megabytes_of_text_and_two_thousand_levels_lose_nothing(tmp_path):
    words = " ".join(f"{number:0>999}" for number in range(10_500))
    deep = '<hi rend="italic">' * 1990 + "bottom" + "</hi>" * 1990
    (tmp_path / "a.xml").write_text(document(f"<p>{words}</p>\n<p>{deep}</p>"))
    assert build(tmp_path, "--no-validate").code == 0
    text = (tmp_path / "out" / "a.txt").read_text()
    assert text.split()[1:] == [*words.split(), "bottom"]


INJECTION = """<p>One <ref target="javascript:alert(1)">two</ref> <ref target=" JavaScript:alert(1)">three</ref>
<ref target="data:text/html,&lt;script>alert(1)&lt;/script>">four</ref>
<hi style="background:url(javascript:alert(1))" rend="x&quot; onclick=&quot;alert(1)">five</hi>
<hi rend="javascript:alert(1)" n="&lt;/style>&lt;script>alert(1)&lt;/script>">six</hi>
&lt;script>alert(1)&lt;/script> &lt;img src=x onerror=alert(1)></p>"""


def test_pages_hold_nothing_active_of_the_document(tmp_path):
    title = "&lt;/style>&lt;/title>&lt;script>alert(1)&lt;/script>"
    for name in ("a.xml", "b.xml"):
        (tmp_path / name).write_text(document(INJECTION).replace("Broken", title))
    (tmp_path / "look.css").write_text("p { color: red }\n</style><script>alert(1)</script><style>\n")
    (tmp_path / "teiedit.toml").write_text(
        'title = "</style><script>alert(1)</script>"\ndocuments = ["*.xml"]\n[look]\ncss = "look.css"\n'
    )
    ended = run(["build", "--no-validate", "--format", "html"], tmp_path)
    assert ended.code == 0
    own = (tmp_path / "build" / "index.html", tmp_path / "build" / "a.html")
    for path in own:
        page = html.fromstring(path.read_bytes())
        assert "alert(1)" not in "".join(script.text or "" for script in page.iter("script") if not script.get("type"))
        for element in page.iter("*"):
            for name, value in element.attrib.items():
                assert not name.startswith("on"), (name, value)
                assert not re.match(r"\s*(javascript|data:text/(?!plain))", value, re.IGNORECASE), (name, value)
            assert "javascript:" not in element.get("style", "")
    # That which sets the switches, and that which runs behind the text.
    assert len(list(html.fromstring(own[0].read_bytes()).iter("script"))) <= 2


def test_reader_that_has_enough(tmp_path):
    # More than a pipe holds.
    for number in range(15):
        (tmp_path / f"{number}.xml").write_text(document("<p>a & b</p>\n" * 200))
    read, write = os.pipe()
    # Unbuffered, Python itself takes half a write for a whole one.
    buffered = {name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"}
    process = subprocess.Popen(
        [sys.executable, "-m", "teiedit", "validate", "--format", "json", "."],
        cwd=tmp_path,
        env=buffered,
        stdout=write,
        stderr=subprocess.PIPE,
    )
    os.close(write)
    os.read(read, 10)
    os.close(read)
    assert process.communicate(timeout=60)[1] == b""
    assert process.returncode == 141


@pytest.mark.skipif(os.name == "nt", reason="signals are not those of POSIX")
@pytest.mark.parametrize("wait_s", [0.0, 0.1, 0.8])
def test_interrupted_build(wait_s, tmp_path):
    (tmp_path / "a.xml").write_text(document("<p>" + "word " * 3_000_000 + "</p>"))
    before = tree(tmp_path)
    process = subprocess.Popen(
        [sys.executable, "-m", "teiedit", "build", "a.xml", "--no-validate", "--format", "html"],
        cwd=tmp_path,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    said = b""
    while b"publishing" not in said:
        said += process.stderr.readline()
    time.sleep(wait_s)
    os.killpg(process.pid, signal.SIGINT)
    said += process.communicate(timeout=60)[1]
    assert b"Traceback" not in said, said.decode()
    assert said.endswith(b"Interrupted.\n")
    assert process.returncode == 130
    assert tree(tmp_path) == before


def test_what_a_user_sees_of_a_build_that_must_not_write(tmp_path):
    (tmp_path / "a.xml").write_text(PAGE)
    (tmp_path / "out").write_text("mine")
    ended = run_process(["build", "a.xml", "-o", "out", "--format", "txt"], tmp_path)
    assert (ended.code, ended.out) == (3, "")
    assert "Error: the folder" in ended.err
    assert "Traceback" not in ended.err


def test_a_watch_goes_on_until_it_is_interrupted(tmp_path):
    (tmp_path / "a.xml").write_text(PAGE)
    process = subprocess.Popen(
        [sys.executable, "-u", "-m", "teiedit", "build", "a.xml", "--no-validate", "--format", "txt", "--watch"],
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    said = [process.stdout.readline().decode() for _ in range(2)]
    assert said[0] == "Watching 1 document; Ctrl-C ends.\n"
    assert re.fullmatch(r"\d\d:\d\d:\d\d wrote build/a\.txt in \d+\.\d s\n", said[1])
    (tmp_path / "a.xml").write_text(PAGE.replace("</title>", " again</title>"))
    assert re.fullmatch(
        r"\d\d:\d\d:\d\d a\.xml changed: wrote build/a\.txt in \d+\.\d s\n", process.stdout.readline().decode()
    )
    os.killpg(process.pid, signal.SIGINT)
    _, wrong = process.communicate(timeout=60)
    assert wrong.strip() == b"Interrupted."
    assert process.returncode == 130
