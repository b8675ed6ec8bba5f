"""What the template of the PDF is given beside the document: its design, and an edition's own functions."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Final

from teiedit.config import Config
from teiedit.print_settings import THEMES, PrintSettings
from teiedit.print_theme import check_fonts, design, design_file
from teiedit.resources import stylesheet
from teiedit.typeset import font_families

_TEMPLATE: Final = "typst"
_LAYER: Final = "layer.typ"
# Where the compiler finds the edition's own files.
_OWN: Final = "own"
_STRING: Final = re.compile(rb'"([^"\\\n]+)"')
_ACCENT: Final = Config().accent


@dataclass(frozen=True, slots=True)
class Press:
    """How documents are printed.

    Attributes:
        settings: the table [print].
        root: the edition's folder, where the files are that the settings name.
        accent: colour of links and rules, `#rrggbb`.
    """

    settings: PrintSettings = field(default_factory=PrintSettings)
    root: Path = Path()
    accent: str = _ACCENT

    @property
    def stylesheet(self) -> Path | None:
        """The XSLT layer of the edition, or None."""
        return self.root / self.settings.stylesheet if self.settings.stylesheet else None

    @property
    def font_folders(self) -> tuple[Path, ...]:
        """The folders of fonts beside those of the compiler."""
        return (self.root / self.settings.fonts,) if self.settings.fonts else ()

    def check(self) -> None:
        """Refuse what can only be seen with the compiler at hand.

        Raises:
            ConfigError: the theme asks for fonts of which not one is there, or its margins leave no room.
        """
        design(self.settings, self.root, self.accent)
        if self.settings.theme not in THEMES:
            check_fonts(self.settings.theme, self.root, font_families(self.font_folders))

    def files(self) -> Mapping[str, bytes]:
        """Return the template with the design and the edition's own functions, by file name.

        Raises:
            ConfigError: the theme cannot be used.
            OSError: the layer cannot be read.
        """
        # Read anew each time, as they may have been changed since.
        files = {**_template(), "design.json": design_file(design(self.settings, self.root, self.accent))}
        if self.settings.layer:
            layer = self.root / self.settings.layer
            files[_LAYER] = f"#import {json.dumps(f'{_OWN}/{layer.name}', ensure_ascii=False)}: *\n".encode()
            files |= {f"{_OWN}/{name}": data for name, data in _with_neighbours(layer).items()}
        return files


@lru_cache(maxsize=1)
def _template() -> Mapping[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(stylesheet(_TEMPLATE).glob("*.typ"))}


def _with_neighbours(layer: Path) -> dict[str, bytes]:
    """Return a layer with the files of its folder that it names, such as a publisher's device."""
    beside = {one.name: one for one in sorted(layer.parent.iterdir()) if one.is_file()}
    found: dict[str, bytes] = {}
    named = [layer.name]
    while named:
        name = named.pop()
        found[name] = beside[name].read_bytes()
        if name.endswith(".typ"):
            quoted = {one.decode("utf-8", "replace") for one in _STRING.findall(found[name])}
            named += [one for one in beside if one in quoted and one not in found]
    return found
