"""Where the stylesheets and schemas are: inside the installed package, else beside it in a checkout."""

from __future__ import annotations

from pathlib import Path
from typing import Final

_PACKAGE: Final = Path(__file__).resolve().parent

# The schema that `schema = "teiedit"` and `--schema teiedit` mean.
BUNDLED_SCHEMAS: Final = {"teiedit": "teiedit.rng"}


def _folder(name: str) -> Path:
    shipped = _PACKAGE / "_data" / name
    return shipped if shipped.is_dir() else _PACKAGE.parents[1] / name


def stylesheet(name: str) -> Path:
    """Return the path of a stylesheet, named relative to `xslt/` (`html.xsl`, `passes/…`)."""
    return _folder("xslt") / name


def bundled_schema(name: str) -> Path | None:
    """Return the path of a schema that ships with the package, or None if no such name."""
    file = BUNDLED_SCHEMAS.get(name)
    return _folder("schemas") / file if file else None


def template(name: str) -> Path:
    """Return the path of a file that `teiedit init` starts from."""
    return _PACKAGE / "templates" / name
