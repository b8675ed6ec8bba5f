"""Turn a report into what is shown or stored: pure functions, nothing is printed here."""

from __future__ import annotations

from teiedit.render.json import render_json
from teiedit.render.text import render_text, summarise

__all__ = ["render_json", "render_text", "summarise"]
