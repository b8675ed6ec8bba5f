"""The results of all documents put together: no two of one name, links from document to document made exact."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from teiedit.config import Format
from teiedit.errors import TransformError
from teiedit.publish.images import FOLDER
from teiedit.publish.jobs import Made
from teiedit.publish.page import relink


def gather(made: Sequence[Made]) -> dict[str, bytes]:
    """Return all files by name; links to a document that was divided lead to the page that has what they ask for.

    Raises:
        TransformError: two documents have pages of one name.
    """
    results: dict[str, bytes] = {}
    folded: set[str] = set()
    for one in made:
        for name, content in one.files.items():
            if name.casefold() in folded and not name.startswith(f"{FOLDER}/"):
                msg = f"two documents of the edition have a page {name}; give one of them another file name"
                raise TransformError(msg)
            folded.add(name.casefold())
            results[name] = content
    moved = {next(iter(one.pages)): _homes(one.pages) for one in made if one.pages}
    if not moved:
        return results
    return {
        name: relink(content.decode("utf-8"), moved).encode("utf-8") if name.endswith(".html") else content
        for name, content in results.items()
    }


def stale_kinds(formats: Iterable[Format]) -> tuple[str, ...]:
    """Return how names of files end or begin that a build of the whole edition removes if it makes them no more."""
    return tuple(f".{one}" for one in formats) + ((f"{FOLDER}/",) if "html" in formats else ())


def _homes(pages: Mapping[str, frozenset[str]]) -> dict[str, str]:
    """Return for each identifier of a divided document the first page that has it."""
    return {identifier: page for page in reversed(list(pages)) for identifier in pages[page]}
