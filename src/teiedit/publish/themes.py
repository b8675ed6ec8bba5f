"""What a page looks like and does: the style sheet of an edition's theme, and the scripts."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path
from typing import Final

from teiedit.config import THEMES
from teiedit.resources import stylesheet

# What people are told in the files is not sent to their readers.
_CSS_COMMENT: Final = re.compile(r"/\*.*?\*/", re.DOTALL)
_SCRIPT_COMMENT: Final = re.compile(r"\A\s*/\*(?s:.*?)\*/|^[ \t]*//[^\n]*$", re.MULTILINE)
_INDENTATION: Final = re.compile(r"\s*\n\s*")
_STRING: Final = re.compile(r'("(?:\\.|[^"\\])*")')
_AROUND: Final = re.compile(r"\s*([{};,])\s*|(?<=[\w)]:) ")


def page_css(accent: str, more: str = "", *, theme: str = "quiet", root: Path | None = None) -> str:
    """Return the style sheet of a page: how it works, its parts, the theme, the edition's colour, its own rules.

    Args:
        accent: a colour, as #rrggbb.
        more: rules of the edition's own; what they say wins over the theme.
        theme: one of `THEMES`, or a file of the edition's own.
        root: the edition's folder, where such a file is.

    "</" is put so that no text can end the element that holds the style sheet.
    """
    if theme in THEMES:
        chosen = _shipped(f"html/themes/{theme}.css")
    else:
        own = ((root or Path()) / theme).read_text(encoding="utf-8", errors="replace")
        # In the theme's layer, so that look.css wins over it whatever its selectors are.
        chosen = f"@layer theme {{\n{own}\n}}"
    works = "\n".join(_shipped(f"html/{part}.css") for part in ("base", "components", "cite"))
    return f"{works}\n{chosen}\n:root {{ --accent: {accent}; }}\n{more}".replace("</", r"<\/")


def page_script() -> str:
    """Return the script that goes at the end of a page."""
    return f"{_shipped('html/teiedit.js')}\n{_shipped('html/cite.js')}"


def start_script() -> str:
    """Return the script that goes into the head: it sets the switches before the text is first seen."""
    return _shipped("html/start.js")


@lru_cache(maxsize=16)
def _shipped(name: str) -> str:
    """Return a file that ships with the package, without comments and needless space."""
    path = stylesheet(name)
    if not path.is_file():
        return ""
    text = path.read_text(encoding="utf-8")
    if path.suffix != ".css":
        return _INDENTATION.sub("\n", _SCRIPT_COMMENT.sub("", text)).strip()
    parts = _STRING.split(_CSS_COMMENT.sub("", text))
    # Strings stay as they are: a space in one is seen.
    return "".join(part if number % 2 else _AROUND.sub(r"\1", part) for number, part in enumerate(parts)).strip()
