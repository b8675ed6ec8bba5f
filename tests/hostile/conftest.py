"""What the tests of hostile documents share: editions made of what is given."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from teiedit import BuildOptions, build_edition, load_edition

# Of an edition that lies in one folder.
SETTINGS = 'title = "Harm"\ndocuments = ["*.xml"]\n'
Make = Callable[..., Path]


@pytest.fixture(scope="session")
def make_edition(tmp_path_factory: pytest.TempPathFactory) -> Make:
    """Build an edition of files by name, and return the folder of its results."""

    def make(files: Mapping[str, str | bytes], settings: str = SETTINGS, **options: object) -> Path:
        folder = tmp_path_factory.mktemp("hostile") / "edition"
        folder.mkdir()
        for name, content in {**files, "teiedit.toml": settings}.items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
        results = folder / "build"
        given = {"formats": ("html", "txt", "tei"), "directory": results, "validate": False, "workers": 1, **options}
        build_edition(load_edition(folder), (), BuildOptions(**given))  # type: ignore[arg-type]
        return results

    return make
