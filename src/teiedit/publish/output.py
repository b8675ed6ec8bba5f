"""Write results: never a half-written file, never over a file that is not ours, never outside the folder.

What was written is remembered in `.teiedit-build.json` with its hash. A file that is not in it, or that somebody
has changed since, is not overwritten.
"""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from teiedit.errors import OutputError

MANIFEST: Final = ".teiedit-build.json"


def write_results(folder: Path, results: Mapping[str, bytes]) -> tuple[Path, ...]:
    """Write files into a folder, all or none.

    Everything is written beside its place first and then renamed, so an interrupted run leaves old files whole.

    Args:
        folder: made if it is not there.
        results: contents by file name.

    Returns:
        The paths of the files, in order, those included that had this content already.

    Raises:
        OutputError: a file there is not ours, or the folder cannot be written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        msg = f"the folder {folder} cannot be made: {error.strerror or error}"
        raise OutputError(msg, folder) from error
    known = _read_manifest(folder)
    if (folder / MANIFEST).is_dir():
        msg = f"the folder {folder} cannot be written: {MANIFEST} in it is a folder"
        raise OutputError(msg, folder)
    changed = {name: content for name, content in results.items() if not _is_same(folder / name, content)}
    for name in changed:
        _check_ours(folder, name, known)
    _write_all(folder, changed)
    known.update({name: _digest(content) for name, content in results.items()})
    remembered = (json.dumps(known, indent=1, sort_keys=True) + "\n").encode()
    if not _is_same(folder / MANIFEST, remembered):
        _write_all(folder, {MANIFEST: remembered})
    return tuple(folder / name for name in results)


def _check_ours(folder: Path, name: str, known: Mapping[str, str]) -> None:
    path = folder / name
    if path.is_symlink():
        msg = f"{path} is a link and is not written through"
        raise OutputError(msg, path)
    if not path.exists():
        return
    if path.is_dir():
        msg = f"{path} is a folder where a file is to be written"
        raise OutputError(msg, path)
    instead = "is not overwritten; remove it, or choose another folder with -o"
    if name not in known:
        msg = f"{path} was not written by teiedit and {instead}"
        raise OutputError(msg, path)
    if not _has_digest(path, known[name]):
        msg = f"{path} was changed since teiedit wrote it and {instead}"
        raise OutputError(msg, path)


def _is_same(path: Path, content: bytes) -> bool:
    try:
        return path.is_file() and not path.is_symlink() and path.read_bytes() == content
    except OSError:
        return False


def _write_all(folder: Path, results: Mapping[str, bytes]) -> None:
    written: list[tuple[str, Path]] = []
    try:
        for name, content in results.items():
            handle, temporary = tempfile.mkstemp(prefix=".teiedit-", dir=folder)
            written.append((temporary, folder / name))
            with os.fdopen(handle, "wb") as file:
                file.write(content)
            Path(temporary).chmod(0o644)
        for temporary, path in written:
            Path(temporary).replace(path)
    except OSError as error:
        msg = f"the folder {folder} cannot be written: {error.strerror or error}"
        raise OutputError(msg, folder) from error
    finally:
        for temporary, _ in written:
            Path(temporary).unlink(missing_ok=True)


def _read_manifest(folder: Path) -> dict[str, str]:
    try:
        known = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return {str(name): str(digest) for name, digest in known.items()} if isinstance(known, dict) else {}


def _has_digest(path: Path, digest: str) -> bool:
    try:
        return _digest(path.read_bytes()) == digest
    except OSError:
        return False


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
