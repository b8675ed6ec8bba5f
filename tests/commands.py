"""Run the command as a user does, in this process or in one of its own, and look at what it leaves behind."""

from __future__ import annotations

import contextlib
import hashlib
import io
import json
import os
import subprocess
import sys
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple
from unittest import mock

from teiedit.cli.main import main
from teiedit.relaxng import Schema, SchemaFiles, load_schema
from teiedit.resources import bundled_schema

HEAD = """<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="en">
  <teiHeader>
    <fileDesc>
      <titleStmt><title>Broken</title></titleStmt>
      <publicationStmt><p>Nowhere</p></publicationStmt>
      <sourceDesc><p>Nothing</p></sourceDesc>
    </fileDesc>
  </teiHeader>
  <text>
    <body>
"""
FOOT = """
    </body>
  </text>
</TEI>
"""


def document(body: str, *, declaration: str = '<?xml version="1.0" encoding="UTF-8"?>\n') -> str:
    """Put a body, which begins on line 12, into the smallest document that is valid."""
    return declaration + HEAD + body + FOOT


class Run(NamedTuple):
    code: int
    out: str
    err: str

    @property
    def findings(self) -> list[str]:
        """What `--format json` found, as `file code line:column message`."""
        return [
            f"{one['location']['path']} {one['code']} {one['location']['line'] or 0}:{one['location']['column'] or 0} "
            f"{one['message']}"
            for one in json.loads(self.out)["findings"]
        ]


def run(arguments: Sequence[object], cwd: Path) -> Run:
    """Run the command in this process."""
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8", write_through=True) for _ in range(2))
    argv, sys.argv = sys.argv, ["teiedit", *map(str, arguments)]
    here = Path.cwd()
    os.chdir(cwd)
    try:
        with (
            contextlib.redirect_stdout(out),
            contextlib.redirect_stderr(err),
            mock.patch("teiedit.validation.load_schema", _load),
        ):
            main()
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else 0
    finally:
        os.chdir(here)
        sys.argv = argv
    return Run(code, _text(out), _text(err))


def run_process(arguments: Sequence[object], cwd: Path, **environment: str) -> Run:
    """Run the command in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-m", "teiedit", *map(str, arguments)],
        cwd=cwd,
        env=os.environ | environment,
        capture_output=True,
        timeout=120,
        check=False,
    )
    return Run(done.returncode, done.stdout.decode(errors="replace"), done.stderr.decode(errors="replace"))


def tree(folder: Path) -> dict[str, str]:
    """Return every file of a folder with the hash of its content."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@lru_cache
def _bundled() -> Schema:
    return load_schema(bundled_schema("teiedit"))


def _load(path: Path, files: SchemaFiles | None = None) -> Schema:
    """Load the schema that ships only once for all tests: it takes a quarter of a second."""
    return _bundled() if path == bundled_schema("teiedit") else load_schema(path, files)


def _text(stream: io.TextIOWrapper) -> str:
    stream.seek(0)
    return stream.read()
