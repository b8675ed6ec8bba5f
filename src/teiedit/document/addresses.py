"""What the URIs in a document name on the disk: nothing is read here, and no address makes anything fail."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import SplitResult, unquote, urlsplit


def split_address(uri: str) -> SplitResult | None:
    """Return the parts of a URI, or None if it cannot be parsed."""
    try:
        return urlsplit(uri)
    except ValueError:
        return None


def means_a_file(uri: str) -> bool:
    """Tell whether a URI has a path and neither scheme nor host, whatever file that may be."""
    parts = split_address(uri)
    # What cannot be parsed has a host that is none.
    return parts is not None and not parts.scheme and not parts.netloc and bool(parts.path)


def local_path(folder: Path, uri: str, schemes: tuple[str, ...] = ("",)) -> Path | None:
    """Return the file that a URI names, whether it is there or not.

    Args:
        folder: what a relative URI is relative to.
        uri: as the document has it, its fragment included.
        schemes: what the URI may begin with; by default only relative ones name a file.

    Returns:
        An absolute path without links; None for another scheme, a host, an empty path, or a path that no file
        system can have: with a NUL, too long, going in circles.
    """
    parts = split_address(uri)
    if parts is None or parts.scheme not in schemes or parts.netloc or not parts.path:
        return None
    try:
        path = (folder / unquote(parts.path)).resolve()
        # Whoever asks for the file later is not to be surprised by a path that cannot even be asked for.
        path.stat()
    except (FileNotFoundError, NotADirectoryError):
        return path
    except (OSError, ValueError, RuntimeError):
        return None
    return path
