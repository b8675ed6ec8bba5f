"""How what the stylesheets have to say of a document is worded, and where in it that is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from teiedit import codes
from teiedit.diagnostics import Diagnostic, Location, Severity, finding
from teiedit.document import Document
from teiedit.publish.anchors import by_anchor
from teiedit.transform import Message

# So many of the characters that no font has are named; a document in another script lacks hundreds.
_NAMED = 5


def diagnose(document: Document, messages: tuple[Message, ...]) -> Iterator[Diagnostic]:
    """Yield the findings that messages of the passes and stylesheets tell, each thing once."""
    missing = [one.subject for one in messages if one.code == codes.GLYPH_MISSING.id]
    if missing:
        more = f" and {len(missing) - _NAMED} others" if len(missing) > _NAMED else ""
        yield _diagnostic(document, Message(codes.GLYPH_MISSING.id, "", ", ".join(missing[:_NAMED]) + more))
    seen: set[str] = set()
    for message in messages:
        if message.code == codes.GLYPH_MISSING.id:
            continue
        key = message.subject if message.code == codes.UNHANDLED_ELEMENT.id else f"{message.path} {message.subject}"
        if key in seen:
            continue
        seen.add(key)
        yield _diagnostic(document, message)


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
        codes.GLYPH_MISSING.id: (
            f"the fonts of the PDF lack {message.subject}",
            "The PDF shows the character's number instead; name a folder of fonts that have it in look.fonts.",
        ),
        codes.MISSING_FILE.id: (
            f'the image "{message.subject}" cannot be shown in the PDF',
            "Use PNG, JPEG, GIF or SVG.",
        ),
    }
    sentence, hint = said.get(message.code, (message.subject, ""))
    # Whatever is said here is said of a result that stands: an error would have kept it from being written.
    return replace(finding(code, sentence, at, hint=hint), severity=min(code.severity, Severity.WARNING))
