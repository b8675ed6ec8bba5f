"""What a template of pages must be: well-formed, with the slots that a page cannot do without."""

from __future__ import annotations

from pathlib import Path
from typing import Final, cast

from lxml import etree

from teiedit import codes
from teiedit.diagnostics import Diagnostic, Location, finding, quoted

# What a slot may be called, and what is put into it.
SLOTS: Final = {
    "head": "title, description, the policy that forbids other hosts, and the metadata of the document",
    "style": "the style sheets",
    "start-script": "a short script that sets the switches before the text is shown",
    "skip": "the link to the text, for readers who use the keyboard",
    "navigation": "the edition, its registers, the other formats of the document",
    "title": "the title of the document, as text",
    "edition": "the title of the edition, as text",
    "main": "the document: `<main>` with title, switches, text, notes and what explains them",
    "script": "the script",
}
_NEEDED: Final = {"head": "head", "main": "body"}


def _line(element: etree._Element) -> int:
    return cast("int | None", element.sourceline) or 1


def check_template(path: Path) -> list[Diagnostic]:
    """Return what is wrong with a template that can be read."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True)
    try:
        root = etree.fromstring(path.read_bytes(), parser)
    except etree.XMLSyntaxError as error:
        at = Location(path, error.lineno or 1, error.offset or 1)
        said = f"the template is not well-formed: {error.msg.partition(', line')[0]}"
        return [finding(codes.TEMPLATE_WRONG, said, at, hint="Every element has an end tag; <br/> closes itself.")]
    found: list[Diagnostic] = []
    if root.tag != "html":
        said = f"the template begins with {quoted(str(root.tag))} and not with <html>"
        found.append(finding(codes.TEMPLATE_WRONG, said, Location(path, _line(root), 1)))
    places: dict[str, str] = {}
    for slot in root.iter("slot"):
        name = slot.get("name", "")
        around = next((str(one.tag) for one in slot.iterancestors("head", "body")), "")
        if name not in SLOTS:
            said = f"there is no slot {quoted(name)}"
        elif name in places and name != "title":
            said = f"the slot {quoted(name)} is there twice"
        else:
            places[name] = around
            continue
        hint = f"The slots are {', '.join(SLOTS)}."
        found.append(finding(codes.TEMPLATE_WRONG, said, Location(path, _line(slot), 1), hint=hint))
    for name, within in _NEEDED.items():
        if places.get(name) != within:
            said = f"the template lacks the slot {quoted(name)} in <{within}>"
            hint = f'Put <slot name="{name}"/> there.'
            found.append(finding(codes.TEMPLATE_WRONG, said, Location(path, _line(root), 1), hint=hint))
    return found
