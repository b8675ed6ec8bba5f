"""A new edition: a folder with teiedit.toml, a document and a register that build at once."""

from __future__ import annotations

import datetime as dt
import re
from html import escape
from pathlib import Path

from teiedit.errors import OutputError
from teiedit.resources import template

# What XML cannot hold, or a line: controls, halves of characters, characters that are none.
_NOT_TEXT = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def make_edition(folder: Path, title: str, today: dt.date) -> tuple[Path, ...]:
    """Write a new edition into a folder that is not there yet, or is empty.

    Args:
        folder: where.
        title: of the edition.
        today: for the dates of its documents.

    Returns:
        The files written.

    Raises:
        OutputError: the folder holds something, or cannot be written.
    """
    title = " ".join(_NOT_TEXT.sub(" ", title).split()) or "An edition"
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        msg = f"{folder} is not an empty folder"
        raise OutputError(msg, folder)
    places = {"teiedit.toml": "teiedit.toml", "document.xml": "tei/letter-1.xml", "register.xml": "tei/register.xml"}
    written = []
    try:
        for name, place in places.items():
            path = folder / place
            path.parent.mkdir(parents=True, exist_ok=True)
            is_toml = name.endswith(".toml")
            shown = _toml_text(title) if is_toml else escape(title, quote=False)
            text = template(name).read_text(encoding="utf-8")
            text = (
                text.replace("@TITLE@", shown).replace("@DATE@", today.isoformat()).replace("@YEAR@", str(today.year))
            )
            path.write_text(text, encoding="utf-8")
            written.append(path)
    except OSError as error:
        msg = f"{folder} cannot be written: {error.strerror or error}"
        raise OutputError(msg, folder) from error
    return tuple(written)


def _toml_text(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"')
