"""The folder in the user's cache for what can be made again: where it is, writing to it whole, keeping it small.

Nothing depends on what is in it: a folder that cannot be written to is a folder without entries, and no error.
"""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path
from typing import Final

# hashlib loads OpenSSL, which takes 4 ms; this function is Python's own in either case.
try:
    from _blake2 import blake2b
except ImportError:  # pragma: no cover - not CPython
    from hashlib import blake2b

# Half-written files that a process left behind are removed after this time.
_ABANDONED_SECONDS: Final = 3600


def cache_folder(kind: str) -> Path | None:
    """Return the folder for one kind of entries, whether it exists or not; None if nothing is to be kept.

    `TEIEDIT_CACHE_DIR` names another place than the user's cache directory, `TEIEDIT_NO_CACHE=1` turns it off.
    """
    if os.environ.get("TEIEDIT_NO_CACHE", "0") not in {"", "0"}:
        return None
    named = os.environ.get("TEIEDIT_CACHE_DIR", "")
    try:
        base = Path(named).absolute() if named else _user_folder()
    except (OSError, RuntimeError):
        # No home folder, or no current one.
        return None
    return base / kind


def _user_folder() -> Path:
    if sys.platform not in {"win32", "darwin"}:
        # The rule is short, and the import takes 7 ms, half of what loading a kept schema takes.
        given = os.environ.get("XDG_CACHE_HOME", "").strip()
        return (Path(given) if given else Path("~/.cache")).expanduser() / "teiedit"
    import platformdirs  # noqa: PLC0415 - only where the rule is not short

    return platformdirs.user_cache_path("teiedit", appauthor=False)


def content_key(*parts: bytes) -> str:
    """Return a name for some bytes that no others have."""
    return blake2b(b"".join(parts), digest_size=16).hexdigest()


def read_entry(path: Path) -> bytes | None:
    """Return the bytes of an entry and note that it was used; None if it cannot be read."""
    try:
        if not path.is_file():
            # A pipe in its place would be waited for.
            return None
        with path.open("rb") as file:
            data = file.read()
        os.utime(path)
    except OSError:
        return None
    return data


def write_entry(path: Path, data: bytes) -> bool:
    """Write an entry so that whoever reads meanwhile sees the old one or the new one, never half of it.

    Returns:
        Whether it was written; that it cannot be is nobody's mistake.
    """
    temporary = path.with_name(f".{path.name}.{os.getpid()}-{os.urandom(4).hex()}.tmp")
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with temporary.open("xb") as file:
            file.write(data)
        temporary.replace(path)
    except OSError:
        _remove(temporary)
        return False
    return True


def prune(folder: Path, most_entries: int, most_bytes: int) -> None:
    """Remove the entries that were not used for longest until neither limit is exceeded."""
    try:
        with os.scandir(folder) as listing:
            entries = sorted(
                ((one.stat().st_mtime, one.stat().st_size, one.name) for one in listing if one.is_file()), reverse=True
            )
    except OSError:
        return
    count = size = 0
    for modified, length, name in entries:
        if name.endswith(".tmp"):
            if modified < time.time() - _ABANDONED_SECONDS:
                _remove(folder / name)
            continue
        count += 1
        size += length
        if count > most_entries or size > most_bytes:
            _remove(folder / name)


def _remove(path: Path) -> None:
    try:
        path.unlink(missing_ok=True)
    except OSError:
        pass
