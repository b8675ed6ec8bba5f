"""What PDF/UA-1 and PDF/A ask of a file and a program can see, read with pikepdf: a sentence for each breach.

Sources: ISO 14289-1:2014 and its Matterhorn Protocol 1.1; ISO 32000-1:2008, 14.7 and 14.8; ISO 19005-2:2011.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import pikepdf

# ISO 32000-1, 14.8.4.
_NAMES = """
Document Part Art Sect Div BlockQuote Caption TOC TOCI Index NonStruct Private P H H1 H2 H3 H4 H5 H6 L LI Lbl LBody
Table TR TH TD THead TBody TFoot Span Quote Note Reference BibEntry Code Link Annot Ruby RB RT RP Warichu WT WP
Figure Formula Form
"""
STANDARD = frozenset(_NAMES.split())
CHILDREN = {
    "L": {"L", "LI", "Caption"},
    "LI": {"Lbl", "LBody"},
    "Table": {"TR", "THead", "TBody", "TFoot", "Caption"},
    "THead": {"TR"},
    "TBody": {"TR"},
    "TFoot": {"TR"},
    "TR": {"TH", "TD"},
    "TOC": {"TOC", "TOCI", "Caption"},
}
PARENTS = {
    "LI": {"L"},
    "LBody": {"LI"},
    "TR": {"Table", "THead", "TBody", "TFoot"},
    "TH": {"TR"},
    "TD": {"TR"},
    "THead": {"Table"},
    "TBody": {"Table"},
    "TOCI": {"TOC"},
}
# Operators that leave a mark on the page.
PAINTS = frozenset(("Tj", "TJ", "'", '"', "S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "sh", "Do", "INLINE IMAGE"))


@dataclass(eq=False)
class Element:
    """An element of the structure tree, with the sequences of marked content that are its own: (page, number)."""

    kind: str
    node: pikepdf.Dictionary
    parent: Element | None
    children: list[Element] = field(default_factory=list)
    content: list[tuple[Any, int]] = field(default_factory=list)
    objects: list[Any] = field(default_factory=list)

    def descend(self) -> Iterator[Element]:
        yield self
        for child in self.children:
            yield from child.descend()

    def __str__(self) -> str:
        return f"{self.kind}({'' if self.parent is None else self.parent.kind})"


class Tagged:
    """A PDF with its structure tree."""

    def __init__(self, pdf: pikepdf.Pdf) -> None:
        self.pdf = pdf
        self.roles = {str(k)[1:]: str(v)[1:] for k, v in pdf.Root.StructTreeRoot.get("/RoleMap", {}).items()}
        self.root = Element("StructTreeRoot", pdf.Root.StructTreeRoot, None)
        self._read(self.root, pdf.Root.StructTreeRoot.get("/K"), None)
        self.elements = list(self.root.descend())[1:]

    def _read(self, above: Element, kids: Any, page: Any) -> None:
        for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
            if isinstance(kid, int):
                above.content.append((page, kid))
            elif not isinstance(kid, pikepdf.Dictionary):
                continue
            elif "/S" in kid:
                name = str(kid.S)[1:]
                element = Element(self.roles.get(name, name), kid, above)
                above.children.append(element)
                here = kid.get("/Pg", page)
                self._read(element, kid.get("/K"), here)
            elif kid.get("/Type") == "/MCR":
                above.content.append((kid.get("/Pg", page), int(kid.MCID)))
            elif kid.get("/Type") == "/OBJR":
                above.objects.append(kid.Obj)

    def of(self, *kinds: str) -> list[Element]:
        return [one for one in self.elements if one.kind in kinds]

    def has_text(self, element: Element) -> bool:
        return any(one.content or one.objects for one in element.descend())


RULES: dict[str, Callable[[Tagged], Iterator[str]]] = {}


def rule(check: Callable[[Tagged], Iterator[str]]) -> Callable[[Tagged], Iterator[str]]:
    RULES[check.__name__] = check
    return check


@rule
def identifiers(told: Tagged) -> Iterator[str]:
    with told.pdf.open_metadata() as metadata:
        if metadata.get("pdfuaid:part") != "1":
            yield "XMP does not say PDF/UA-1"
        if (metadata.get("pdfaid:part"), metadata.get("pdfaid:conformance")) not in {("2", "A"), ("3", "A")}:
            yield "XMP does not say PDF/A-2a or 3a"
        if not str(metadata.get("dc:title", "")).strip():
            yield "XMP has no title"


@rule
def catalogue(told: Tagged) -> Iterator[str]:
    root = told.pdf.Root
    if not root.MarkInfo.Marked or root.MarkInfo.get("/Suspects", False):
        yield "not marked, or suspect"
    if not root.ViewerPreferences.get("/DisplayDocTitle", False):
        yield "readers are not asked to show the title"
    if not str(root.get("/Lang", "")):
        yield "no language"
    if "/OutputIntents" not in root:
        yield "no output intent"
    for name in ("/OpenAction", "/AA", "/AcroForm"):
        if name in root:
            yield f"the catalogue has {name}"
    if told.pdf.is_encrypted:
        yield "encrypted"


@rule
def page_labels(told: Tagged) -> Iterator[str]:
    if "/PageLabels" not in told.pdf.Root:
        yield "no page labels"


@rule
def order_of_tabs(told: Tagged) -> Iterator[str]:
    for number, page in enumerate(told.pdf.pages, start=1):
        if page.get("/Annots") and page.get("/Tabs") != "/S":
            yield f"page {number}: its links are not in the order of the structure"


@rule
def roles(told: Tagged) -> Iterator[str]:
    if [one.kind for one in told.root.children] != ["Document"]:
        yield "the tree has no one Document"
    for element in told.elements:
        if element.kind not in STANDARD:
            yield f"{element.kind} is no standard kind, nor mapped to one"


@rule
def nesting(told: Tagged) -> Iterator[str]:
    for element in told.elements:
        allowed = CHILDREN.get(element.kind)
        wrong = [child for child in element.children if allowed is not None and child.kind not in allowed]
        yield from (f"{child} must not be there" for child in wrong)
        above = PARENTS.get(element.kind)
        if above is not None and (element.parent is None or element.parent.kind not in above):
            yield f"{element} must not be there"
        if element.node.get("/P") != element.parent.node:  # type: ignore[union-attr]
            yield f"{element} names another parent"


@rule
def headings(told: Tagged) -> Iterator[str]:
    level = 0
    for heading in told.of("H1", "H2", "H3", "H4", "H5", "H6"):
        now = int(heading.kind[1])
        if now > level + 1:
            yield f"{heading.kind} after H{level}"
        if not told.has_text(heading):
            yield f"{heading.kind} is empty"
        level = now


@rule
def alternatives(told: Tagged) -> Iterator[str]:
    for element in told.of("Figure", "Formula"):
        if not (str(element.node.get("/Alt", "")).strip() or str(element.node.get("/ActualText", "")).strip()):
            yield f"{element.kind} has no alternative"


@rule
def tables(told: Tagged) -> Iterator[str]:
    for table in told.of("Table"):
        cells = [one for one in table.descend() if one.kind in {"TH", "TD"} and nearest_table(one) is table]
        heads = [one for one in cells if one.kind == "TH"]
        if not heads:
            yield "a table has no head"
        yield from ("a head has no scope" for one in heads if "/Scope" not in attributes(one, "Table"))
        known = {str(one.node.ID) for one in heads if "/ID" in one.node}
        for one in cells:
            named = [str(name) for name in attributes(one, "Table").get("/Headers", [])]
            yield from (f"a cell names the head {name}, which is none" for name in named if name not in known)


def nearest_table(element: Element) -> Element | None:
    above = element.parent
    while above is not None and above.kind != "Table":
        above = above.parent
    return above


def attributes(element: Element, owner: str) -> dict[str, Any]:
    given = element.node.get("/A", [])
    found: dict[str, Any] = {}
    for one in given if isinstance(given, pikepdf.Array) else [given]:
        if one.get("/O") == f"/{owner}":
            found.update(dict(one.items()))
    return found


@rule
def notes(told: Tagged) -> Iterator[str]:
    names = Counter(str(note.node.get("/ID", "")) for note in told.of("Note"))
    for name, count in names.items():
        if not name or count > 1:
            yield f"{count} notes have the identifier {name!r}"


@rule
def links(told: Tagged) -> Iterator[str]:
    linked = {one.objgen for element in told.of("Link") for one in element.objects}
    for number, page in enumerate(told.pdf.pages, start=1):
        for note in page.get("/Annots", []):
            if note.Subtype != "/Link":
                yield f"page {number}: an annotation that is no link"
                continue
            if note.objgen not in linked:
                yield f"page {number}: a link is not in the tree"
            if not str(note.get("/Contents", "")).strip():
                yield f"page {number}: a link has no description"
            if not int(note.get("/F", 0)) & 4:
                yield f"page {number}: a link is not printed"


@rule
def content(told: Tagged) -> Iterator[str]:
    """All that is painted is marked as content or as an artifact, and each content has its one place in the tree."""
    owners: dict[tuple[tuple[int, int], int], Element] = {}
    for element in told.elements:
        for page, number in element.content:
            if (page.objgen, number) in owners:
                yield f"content {number} is in two elements"
            owners[page.objgen, number] = element
    parents = number_tree(told.pdf.Root.StructTreeRoot.ParentTree)
    for at, page in enumerate(told.pdf.pages, start=1):
        seen, bare = marked(page)
        if bare:
            yield f"page {at}: {bare} things are painted that are neither content nor artifacts"
        row = parents.get(int(page.get("/StructParents", -1)), [])
        for number in seen:
            owner = owners.pop((page.obj.objgen, number), None)
            if owner is None:
                yield f"page {at}: content {number} is not in the tree"
            elif number >= len(row) or row[number] != owner.node:
                yield f"page {at}: the parent tree has something else for content {number}"
    if owners:
        yield f"the tree names {len(owners)} contents that no page has"


def marked(page: Any) -> tuple[set[int], int]:
    """Return the numbers of marked content of a page, and how much is painted outside any mark."""
    seen: set[int] = set()
    bare = 0
    stack: list[bool] = []
    for instruction in pikepdf.parse_content_stream(page):
        name = str(instruction.operator)
        if name in {"BDC", "BMC"}:
            given = instruction.operands[1] if name == "BDC" else {}
            number = given.get("/MCID") if isinstance(given, pikepdf.Dictionary) else None
            if number is not None:
                seen.add(int(number))
            stack.append(number is not None or instruction.operands[0] == "/Artifact")
        elif name == "EMC":
            stack.pop()
        elif name in PAINTS and not any(stack):
            bare += 1
    return seen, bare


def number_tree(node: Any) -> dict[int, Any]:
    found: dict[int, Any] = {}
    numbers = list(node.get("/Nums", []))
    found.update(zip(map(int, numbers[::2]), numbers[1::2], strict=True))
    for kid in node.get("/Kids", []):
        found.update(number_tree(kid))
    return found


@rule
def fonts(told: Tagged) -> Iterator[str]:
    for one in told.pdf.objects:
        if not isinstance(one, pikepdf.Dictionary):
            continue
        if one.get("/Type") == "/FontDescriptor" and not {"/FontFile", "/FontFile2", "/FontFile3"} & set(one.keys()):
            yield f"the font {one.get('/FontName')} is not embedded"
        if one.get("/Type") == "/Font" and one.get("/Subtype") == "/Type0" and "/ToUnicode" not in one:
            yield f"the font {one.get('/BaseFont')} does not say its characters"


def breaches(pdf: pikepdf.Pdf) -> list[str]:
    """Return what a PDF has against the rules, each thing once."""
    if "/StructTreeRoot" not in pdf.Root:
        return ["there is no structure tree"]
    told = Tagged(pdf)
    return list(dict.fromkeys(f"{name}: {said}" for name, check in RULES.items() for said in check(told)))
