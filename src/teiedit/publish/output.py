"""Write results: never a half-written file, never over a file that is not ours, never outside the folder.

What was written is remembered in `.teiedit-build.json` with its hash. A file that is not in it, or that somebody
has changed since, is not overwritten.
"""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import Final

from teiedit.errors import OutputError

MANIFEST: Final = ".teiedit-build.json"
# A file, or a file in a folder.
_DEEPEST: Final = 2


def write_results(
    folder: Path, results: Mapping[str, bytes], *, stale: Sequence[str] = (), kept: Collection[str] = ()
) -> tuple[Path, ...]:
    """Write files into a folder, each of them whole.

    Everything is written beside its place first and then renamed. What is about to be written is remembered before
    it is, so that after an interruption the old files and the new ones are both known to be ours.

    Args:
        folder: made if it is not there.
        results: contents by file name; a name may begin with that of one folder.
        stale: endings of names, or folders with a slash behind them: what an earlier build wrote of these kinds, nobody
            has changed and this one does not write is removed.
        kept: names that are never stale.

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
    if (folder / MANIFEST).is_dir():
        msg = f"the folder {folder} cannot be written: {MANIFEST} in it is a folder"
        raise OutputError(msg, folder)
    new = {name: [_digest(content)] for name, content in results.items()}
    with _locked(folder):
        known = _read_manifest(folder)
        changed = {name: content for name, content in results.items() if not _is_same(folder / name, content)}
        for name in changed:
            _check_ours(folder, name, known)
        if changed:
            _remember(folder, {**known, **{name: known.get(name, []) + new[name] for name in changed}})
            _write_all(folder, changed)
        left = [name for name in known if name not in new and name not in kept and _is_of(name, stale)]
        gone = _remove_stale(folder, left, known)
        _remember(folder, {**{name: digests for name, digests in known.items() if name not in gone}, **new})
    return tuple(folder / name for name in results)


def _is_of(name: str, kinds: Sequence[str]) -> bool:
    return any(name.startswith(kind) if kind.endswith("/") else name.endswith(kind) for kind in kinds)


def _remove_stale(folder: Path, names: Sequence[str], known: Mapping[str, list[str]]) -> set[str]:
    """Remove files of an earlier build, and return their names; those that somebody changed stay."""
    gone: set[str] = set()
    for name in names:
        path = folder / name
        # The list of what is ours is a file too, and may have been changed to name what is not.
        if _is_outside(name) or path.is_symlink() or path.parent.is_symlink():
            continue
        if not path.exists():
            gone.add(name)
        elif path.is_file() and _digest_of(path) in known[name]:
            path.unlink(missing_ok=True)
            gone.add(name)
    return gone


def _is_outside(name: str) -> bool:
    parts = PurePosixPath(name).parts
    return not parts or len(parts) > _DEEPEST or any(part in {"..", "/"} or "\\" in part for part in parts)


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    """Let one build write at a time, where the system has locks of the kind."""
    try:
        import fcntl  # noqa: PLC0415 - not on every system
    except ImportError:
        yield
        return
    # The folder itself is locked: no file of ours is left behind.
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def _remember(folder: Path, known: Mapping[str, list[str]]) -> None:
    remembered = (json.dumps(known, indent=1, sort_keys=True) + "\n").encode()
    if not _is_same(folder / MANIFEST, remembered):
        _write_all(folder, {MANIFEST: remembered})


def _check_ours(folder: Path, name: str, known: Mapping[str, list[str]]) -> None:
    path = folder / name
    if path.parent != folder and (path.parent.is_symlink() or (path.parent.exists() and not path.parent.is_dir())):
        msg = f"{path.parent} is no folder of its own and is not written into"
        raise OutputError(msg, path.parent)
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
    if _digest_of(path) not in known[name]:
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
            (folder / name).parent.mkdir(exist_ok=True)
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


def _read_manifest(folder: Path) -> dict[str, list[str]]:
    try:
        known = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    if not isinstance(known, dict):
        return {}
    return {str(name): [str(one) for one in digests] for name, digests in known.items() if isinstance(digests, list)}


def _digest_of(path: Path) -> str:
    try:
        return _digest(path.read_bytes())
    except OSError:
        return ""


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
