"""The stylesheet of an output, with one of an edition's own above it."""

from __future__ import annotations

import tempfile
from functools import lru_cache
from html import escape
from pathlib import Path
from typing import Final

from teiedit import transform
from teiedit.errors import TransformError
from teiedit.resources import stylesheet
from teiedit.transform import Stylesheet

# Each entry that can have a layer above it is a package that imports one stylesheet and does nothing else.
_CORES: Final = {"html.xsl": "html-core.xsl", "typst.xsl": "typst-core.xsl"}


@lru_cache(maxsize=8)
def layered_stylesheet(entry: str, layer: Path | None = None) -> Stylesheet:
    """Compile the stylesheet of an output, with a layer of an edition's own above it.

    Must be called before any stylesheet runs: no file is read after that.

    Args:
        entry: `html.xsl` or `typst.xsl`.
        layer: a stylesheet whose templates come before ours.

    Raises:
        TransformError: the layer does not compile; the message has file, line and column.
    """
    path = stylesheet(entry)
    if layer is None:
        return transform.compile_stylesheet(path)
    # The processor would read what a DOCTYPE names, wherever it is.
    if b"<!DOCTYPE" in layer.read_bytes():
        msg = f"{layer.name} does not compile: a DOCTYPE is not allowed in a stylesheet"
        raise TransformError(msg)
    # The same package with one import more, which has the higher precedence because it comes last.
    core = _CORES[entry]
    text = path.read_text(encoding="utf-8")
    text = text.replace(f'href="{core}"', f'href="{escape(stylesheet(core).as_uri())}"')
    text = text.replace("</xsl:package>", f'  <xsl:import href="{escape(layer.as_uri())}"/>\n</xsl:package>')
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder) / entry
        made.write_text(text, encoding="utf-8")
        try:
            return transform.compile_stylesheet(made)
        except TransformError as error:
            # Ours compiles by itself.
            raise TransformError(str(error).replace(entry, layer.name, 1)) from None
