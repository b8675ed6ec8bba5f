"""Run the examples of a page of documentation, and return the page with what they print in its place.

An example is a fenced block below one of these comments. Those of a page share an empty folder, in this order:

    <!-- file NAME -->   the block is written to a file
    <!-- body NAME -->   the same, with the smallest TEI document around it: the block begins on line 12
    <!-- run -->        the lines that begin with `$ teiedit` are commands; what is between them is what they print
    <!-- python -->      the block is run, with the names of the blocks before it
    <!-- result -->      the block is what the last Python printed
"""

from __future__ import annotations

import contextlib
import io
import os
import re
import shlex
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from unittest import mock

from teiedit.cli.main import main

_EXAMPLE = re.compile(
    r"(?P<head><!-- (?P<kind>file|body|run|python|result)(?: (?P<name>\S+))? -->\n\n?```\w*\n)(?P<text>.*?)(?=^```$)",
    re.DOTALL | re.MULTILINE,
)
# What the folder of the examples is called where a path is printed whole.
_HOME = "/home/anna"
_AROUND = """<?xml version="1.0" encoding="UTF-8"?>
<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="en">
  <teiHeader>
    <fileDesc>
      <titleStmt><title>An example</title></titleStmt>
      <publicationStmt><p>Not published</p></publicationStmt>
      <sourceDesc><p>Made for this page</p></sourceDesc>
    </fileDesc>
  </teiHeader>
  <text>
    <body>
{}    </body>
  </text>
</TEI>
"""


def document(body: str) -> str:
    """Put the content of a body into the smallest document that is valid."""
    return _AROUND.format(body)


@contextlib.contextmanager
def empty_folder() -> Iterator[Path]:
    """Make a folder for examples the current one, with a cache of its own and nothing of the user's settings."""
    here = Path.cwd()
    with tempfile.TemporaryDirectory() as name, mock.patch.dict(os.environ):
        folder = Path(name).resolve()
        os.environ["TEIEDIT_CACHE_DIR"] = str(folder / "cache")
        for variable in ("TEIEDIT_NO_CACHE", "TEIEDIT_DEBUG", "XML_CATALOG_FILES"):
            os.environ.pop(variable, None)
        place = folder / "examples"
        place.mkdir()
        os.chdir(place)
        try:
            yield place
        finally:
            os.chdir(here)


def run(arguments: Sequence[str]) -> str:
    """Run the command in this process and return what it prints, to either stream."""
    out = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", write_through=True)
    with (
        contextlib.redirect_stdout(out),
        contextlib.redirect_stderr(out),
        mock.patch.object(sys, "argv", ["teiedit", *arguments]),
        contextlib.suppress(SystemExit),
    ):
        main()
    out.seek(0)
    return out.read().replace(str(Path.cwd()), _HOME)


def with_results(page: str) -> str:
    """Return a page with what its examples print now."""
    names: dict[str, object] = {"__name__": "example"}
    printed = ""

    def replace(found: re.Match[str]) -> str:
        nonlocal printed
        kind, text = found["kind"], found["text"]
        if kind in {"file", "body"}:
            path = Path(found["name"])
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(document(text) if kind == "body" else text, encoding="utf-8")
        elif kind == "run":
            text = "\n".join(map(_with_output, _commands(text)))
        elif kind == "python":
            with contextlib.redirect_stdout(io.StringIO()) as out:
                exec(compile(text, "<example>", "exec"), names)  # noqa: S102 - that is what an example is for
            printed = out.getvalue()
        else:
            text = printed
        return found["head"] + text

    with empty_folder():
        return _EXAMPLE.sub(replace, page)


def _commands(text: str) -> list[str]:
    return [line.removeprefix("$ ") for line in text.splitlines() if line.startswith("$ teiedit")]


def _with_output(command: str) -> str:
    _, *arguments = shlex.split(command)
    return f"$ {command}\n{run(arguments)}"
