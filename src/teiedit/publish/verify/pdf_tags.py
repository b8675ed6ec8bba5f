"""A PDF read in the order of its tags: what opens and closes, and the runs of text in between."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from io import BytesIO
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from teiedit.errors import NotInstalledError, TypesetError
from teiedit.publish.verify.pdf_content import Fonts, Run, read_content

if TYPE_CHECKING:
    import pikepdf


@dataclass(frozen=True, slots=True)
class Tag:
    """A structure element that opens: its standard kind, and how a list that it is numbers its items."""

    kind: str
    numbering: str = ""


class Closing(NamedTuple):
    """The structure element that was opened last closes."""

    kind: str


class Placed(NamedTuple):
    """A run with the number of its page, from 0, and its language, by itself or by the tags around it."""

    run: Run
    page: int
    language: str


Event: TypeAlias = "Tag | Closing | Placed"


def need_pdf_reader() -> None:
    """Make sure that PDFs can be read.

    Raises:
        NotInstalledError: they cannot.
    """
    if find_spec("pikepdf") is None:
        msg = (
            "to verify a PDF, pikepdf must be installed: pip install 'teiedit[verify]'; "
            "or build without --verify, or without pdf (--format html)"
        )
        raise NotInstalledError(msg)


def read_tagged(content: bytes) -> Iterator[Event]:
    """Yield what a PDF says in the order of its tags.

    Raises:
        TypesetError: it is no PDF, or has no tags.
    """
    import pikepdf  # noqa: PLC0415 - only who verifies needs it

    try:
        with pikepdf.open(BytesIO(content)) as pdf:
            yield from _read(pdf)
    except pikepdf.PdfError as error:
        msg = f"the PDF cannot be read: {error}"
        raise TypesetError(msg) from error


def _read(pdf: pikepdf.Pdf) -> Iterator[Event]:
    tree = pdf.Root.get("/StructTreeRoot")
    if tree is None:
        msg = "the PDF has no tags, by which its words are read in their order"
        raise TypesetError(msg)
    fonts = Fonts()
    pages = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
    runs: dict[int, dict[int, list[Run]]] = {}
    roles = {name: str(role) for name, role in tree.get("/RoleMap", {}).items()}
    language = str(pdf.Root.get("/Lang", ""))
    # What is still to do: an object with the page and the language around it, or a tag that closes.
    todo: list[tuple[pikepdf.Object | int, int, str] | Closing]
    todo = [(one, -1, language) for one in reversed(_children(tree))]
    while todo:
        task = todo.pop()
        if isinstance(task, Closing):
            yield task
            continue
        node, page, language = task
        if not isinstance(node, int):
            if "/Pg" in node:
                page = pages.get(node["/Pg"].objgen, page)
            if "/S" in node:
                language = str(node["/Lang"]) if "/Lang" in node else language
                kind = _kind(str(node["/S"]), roles)
                yield Tag(kind, _numbering(node) if kind == "L" else "")
                todo.append(Closing(kind))
                todo += ((one, page, language) for one in reversed(_children(node)))
                continue
            if "/MCID" not in node or "/Stm" in node:
                continue
            node = int(node["/MCID"])
        if page not in runs:
            runs[page] = read_content(pdf.pages[page], fonts) if page >= 0 else {}
        for run in runs[page].pop(node, ()):
            yield Placed(run, page, run.language or language)


def _children(node: pikepdf.Object) -> list[pikepdf.Object | int]:
    """Return what stands in a structure element: further ones, references, numbers of content."""
    import pikepdf  # noqa: PLC0415 - see above

    inside = node.get("/K")
    several = list(inside) if isinstance(inside, pikepdf.Array) else [] if inside is None else [inside]
    return [int(one) if isinstance(one, int) else one for one in several]


def _kind(name: str, roles: dict[str, str]) -> str:
    """Return the standard kind that a tag stands for."""
    seen = set()
    while name in roles and name not in seen:
        seen.add(name)
        name = roles[name]
    return name.removeprefix("/")


def _numbering(node: pikepdf.Object) -> str:
    for one in node.get("/A", []):
        if "/ListNumbering" in one:
            return str(one["/ListNumbering"]).removeprefix("/")
    return ""
