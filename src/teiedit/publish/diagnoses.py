"""How what the stylesheets have to say of a document is worded, and where in it that is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from teiedit import codes
from teiedit.diagnostics import Diagnostic, Location, Severity, finding
from teiedit.document import Document
from teiedit.publish.anchors import by_anchor
from teiedit.publish.glyph_places import find_absent, named, unnamed
from teiedit.transform import Message

# So many of the characters that no font has are told by themselves; a document in another script lacks hundreds.
_NAMED = 5
# And of so many others the code points.
_LISTED = 20


def diagnose(document: Document, messages: tuple[Message, ...]) -> Iterator[Diagnostic]:
    """Yield the findings that messages of the passes and stylesheets tell, each thing once."""
    yield from _absent(document, [unnamed(one.subject) for one in messages if one.code == codes.GLYPH_MISSING.id])
    seen: set[str] = set()
    for message in messages:
        if message.code == codes.GLYPH_MISSING.id:
            continue
        key = message.subject if message.code == codes.UNHANDLED_ELEMENT.id else f"{message.path} {message.subject}"
        if key in seen:
            continue
        seen.add(key)
        yield _diagnostic(document, message)


def _absent(document: Document, texts: list[str]) -> Iterator[Diagnostic]:
    """Yield where the characters stand that no font has; of many, the first are told, and how many more there are."""
    found = find_absent(document, texts)
    for one in found[:_NAMED]:
        times = f", {one.count} times here" if one.count > 1 else ""
        origin = "" if one.place else "; it is not in the document but in a register or in the settings"
        yield _glyph_missing(f"{named(one.text)}{times}{origin}", one.place or Location(document.path))
    if more := found[_NAMED:]:
        count = sum(one.count for one in more)
        points = ", ".join(" ".join(f"U+{ord(each):04X}" for each in one.text) for one in more[:_LISTED])
        cut = " …" if len(more) > _LISTED else ""
        said = f"{len(more)} other{'s' if len(more) > 1 else ''}, {count} times here: {points}{cut}"
        yield _glyph_missing(said, more[0].place or Location(document.path))


def _glyph_missing(said: str, at: Location) -> Diagnostic:
    hint = "The PDF shows the character's number instead; name a folder of fonts that have it in print.fonts."
    return finding(codes.GLYPH_MISSING, f"the fonts of the PDF lack {said}", at, hint=hint)


def _diagnostic(document: Document, message: Message) -> Diagnostic:
    code = codes.by_id(message.code)
    element = document.at_path(message.path) if message.path.startswith("/") else None
    if message.path.startswith("#"):
        element = by_anchor(document, message.path[1:])
    at = document.locate(element) if element is not None else Location(document.path)
    said = {
        codes.UNHANDLED_ELEMENT.id: (
            f"<{message.subject}> is not known to the stylesheet",
            "Its text is shown with the element's name before it; further ones of the same name are not reported.",
        ),
        codes.NOTE_DISPLACED.id: (
            f"a note of the PDF begins on {message.subject}, where its call is",
            "Look at the page; a long note may not fit under its call.",
        ),
        codes.ENTRY_WITHOUT_PLACE.id: (
            f'the text has no place "{message.subject}" for this entry of the apparatus',
            "@loc is the @n of a line (l, lb); @from and @to point to an xml:id in the same file.",
        ),
        codes.LAYOUT_UNSETTLED.id: (
            "numbers of pages or lines in the PDF were still changing when its last layout was made",
            "Look at the numbers given here; a small change of the text or of the page's size may settle them.",
        ),
        codes.NOT_ARCHIVAL.id: (
            f"the PDF keeps neither PDF/A nor PDF/UA: {message.subject}",
            "Mend what is named, or set print.archival to none where no archive asks for it.",
        ),
        codes.MISSING_FILE.id: (
            f'the image "{message.subject}" cannot be shown in the PDF',
            "It must be in the edition's folder: PNG, JPEG, GIF, WebP or SVG, of at most 100 million pixels.",
        ),
    }
    sentence, hint = said.get(message.code, (message.subject, ""))
    # Whatever is said here is said of a result that stands: an error would have kept it from being written.
    return replace(finding(code, sentence, at, hint=hint), severity=min(code.severity, Severity.WARNING))
