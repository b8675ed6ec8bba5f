"""Every kind of finding, in one catalogue: `docs/findings.md` is generated from it.

TE1xx reading a file · TE2xx what no grammar can say · TE3xx the schema · TE4xx teiedit.toml ·
TE5xx publishing · TE6xx Schematron. A number is never used again for something else.
"""

from __future__ import annotations

from typing import Final

from teiedit.diagnostics import Code, Severity

_ERROR, _WARNING, _INFO = Severity.ERROR, Severity.WARNING, Severity.INFO

NOT_WELL_FORMED: Final = Code(
    "TE101", "not-well-formed", _ERROR, "The file breaks the rules of XML itself: a tag not closed, a stray &."
)
BAD_ENCODING: Final = Code(
    "TE102", "bad-encoding", _ERROR, "The bytes of the file are not in the encoding that it declares."
)
EMPTY_FILE: Final = Code("TE103", "empty-file", _ERROR, "The file holds no XML at all.")
ENTITY_REFUSED: Final = Code(
    "TE104", "entity-refused", _ERROR, "The DOCTYPE declares an entity that lies outside the file; it is not read."
)
ENTITY_BOMB: Final = Code(
    "TE105", "entity-bomb", _ERROR, "The entities of the DOCTYPE expand to far more text than the file holds."
)
UNDEFINED_ENTITY: Final = Code(
    "TE106", "undefined-entity", _ERROR, "An entity such as &eacute; is used that the file does not define."
)
DTD_NOT_READ: Final = Code("TE107", "dtd-not-read", _WARNING, "The DOCTYPE names an outside DTD, which is not read.")
TOO_DEEP: Final = Code("TE108", "too-deep", _ERROR, "Elements are nested deeper than any edition needs.")
NOT_TEI: Final = Code("TE109", "not-tei", _ERROR, "The root element is not one that TEI documents have.")
INCLUDE_FAILED: Final = Code(
    "TE110", "include-failed", _ERROR, "An XInclude names a file or a place in it that cannot be had."
)
INCLUDE_CYCLE: Final = Code("TE111", "include-cycle", _ERROR, "A file includes itself, directly or by way of others.")
CHECK_ENDED: Final = Code("TE112", "check-ended", _ERROR, "The process that checked the file ended before it was done.")

DUPLICATE_ID: Final = Code("TE201", "duplicate-id", _ERROR, "Two elements of one document have the same xml:id.")
INVALID_ID: Final = Code(
    "TE202", "invalid-id", _ERROR, "An xml:id is not a name: it has a space or begins with a digit."
)
UNRESOLVED_POINTER: Final = Code(
    "TE203", "unresolved-pointer", _ERROR, "A pointer names an xml:id or a file that does not exist."
)
MISSING_FILE: Final = Code("TE204", "missing-file", _ERROR, "An image or other file that the document shows is absent.")

NOT_AN_IMAGE: Final = Code("TE205", "not-an-image", _ERROR, "The file that a graphic names holds no image.")

ELEMENT_NOT_ALLOWED: Final = Code(
    "TE301", "element-not-allowed", _ERROR, "An element stands where the schema has no place for it."
)
ELEMENT_MISSING: Final = Code("TE302", "element-missing", _ERROR, "An element lacks a child that the schema asks for.")
ATTRIBUTE_NOT_ALLOWED: Final = Code("TE303", "attribute-not-allowed", _ERROR, "An attribute is unknown on its element.")
ATTRIBUTE_MISSING: Final = Code(
    "TE304", "attribute-missing", _ERROR, "An element lacks an attribute that the schema asks for."
)
BAD_VALUE: Final = Code(
    "TE305", "bad-value", _ERROR, "A value is not of the kind, or not in the list, that it must be."
)
TEXT_NOT_ALLOWED: Final = Code(
    "TE306", "text-not-allowed", _ERROR, "Words stand directly inside an element that takes only elements."
)
NO_SCHEMA: Final = Code(
    "TE310", "no-schema", _WARNING, "No schema is named for the document, so its markup was not checked."
)
SCHEMA_NOT_FETCHED: Final = Code(
    "TE311", "schema-not-fetched", _WARNING, "The document names a schema on the network, which is not fetched."
)
SCHEMA_UNUSABLE: Final = Code("TE312", "schema-unusable", _ERROR, "A schema is absent or is itself wrong.")
SCHEMA_KIND_SKIPPED: Final = Code(
    "TE313", "schema-kind-skipped", _INFO, "The document names a schema in a language that is not checked yet."
)
SCHEMA_LOCATION: Final = Code(
    "TE314", "schema-location", _INFO, "xsi:schemaLocation names an XML Schema; the attribute is tolerated."
)
SCHEMA_INSTRUCTION_WRONG: Final = Code(
    "TE315",
    "schema-instruction-wrong",
    _WARNING,
    "The processing instruction that should name a schema is not written as it must be.",
)
SCHEMA_COPY_USED: Final = Code(
    "TE316", "schema-copy-used", _INFO, "The network did not give the schema; the copy fetched before was used."
)

TOML_SYNTAX: Final = Code("TE401", "toml-syntax", _ERROR, "teiedit.toml is not TOML.")
UNKNOWN_KEY: Final = Code("TE402", "unknown-key", _ERROR, "teiedit.toml has a key that means nothing.")
WRONG_SETTING: Final = Code("TE403", "wrong-setting", _ERROR, "A value in teiedit.toml is not of the kind it must be.")
NOTHING_MATCHES: Final = Code("TE404", "nothing-matches", _ERROR, "A path or pattern in teiedit.toml matches no file.")
TEMPLATE_WRONG: Final = Code(
    "TE406",
    "template-wrong",
    _ERROR,
    "The template of the pages is not well-formed, or lacks a slot that it must have.",
)

UNHANDLED_ELEMENT: Final = Code(
    "TE501", "unhandled-element", _WARNING, "No stylesheet knows the element; its text is shown as it stands."
)
NOTE_DISPLACED: Final = Code(
    "TE502", "note-displaced", _WARNING, "A footnote of the PDF begins on another page than its call."
)
GLYPH_MISSING: Final = Code("TE503", "glyph-missing", _WARNING, "The PDF's fonts lack a character of the text.")
WORD_LOST: Final = Code("TE504", "word-lost", _ERROR, "A page lacks words that the document has and the view shows.")
WORD_DOUBLED: Final = Code("TE505", "word-doubled", _ERROR, "A page has words twice that the document has once.")
WORD_DISPLACED: Final = Code(
    "TE506", "word-displaced", _ERROR, "A page has words in another place than the document has them."
)
DEAD_LINK: Final = Code(
    "TE507",
    "dead-link",
    _ERROR,
    "A pointer became no link, a link or the call of a note leads nowhere or elsewhere, or an id is on no page.",
)
DUPLICATE_ID_ON_PAGE: Final = Code(
    "TE508",
    "duplicate-id-on-page",
    _ERROR,
    "Two elements of a page, or of the pages of a document, have the same identifier.",
)
WORD_ADDED: Final = Code(
    "TE509", "word-added", _ERROR, "A page has words that are neither the document's nor marked as its own."
)
WORDS_NOT_PARTED: Final = Code(
    "TE510", "words-not-parted", _ERROR, "A page runs two words together, or divides one that the document does not."
)
ENTRY_WITHOUT_PLACE: Final = Code(
    "TE512",
    "entry-without-place",
    _WARNING,
    "An entry of the apparatus names a place that the text does not have; it stands in its list alone.",
)
LAYOUT_UNSETTLED: Final = Code(
    "TE515",
    "layout-unsettled",
    _WARNING,
    "Numbers of pages or lines in the PDF were still changing when its last layout was made; some may be wrong.",
)
NOT_ARCHIVAL: Final = Code(
    "TE516",
    "not-archival",
    _WARNING,
    "The PDF keeps neither PDF/A nor PDF/UA, because something in the document has no place in them.",
)

RULE_BROKEN: Final = Code("TE601", "rule-broken", _ERROR, "A rule of a Schematron schema is broken.")
RULE_SHADOWED: Final = Code(
    "TE602",
    "rule-shadowed",
    _WARNING,
    "A rule of a Schematron schema never fires, because an earlier one of its pattern takes what it is for.",
)

RULES_NOT_HELD: Final = Code(
    "TE603",
    "rules-not-held",
    _WARNING,
    "The rules of a Schematron schema could not be held against the document, because the XPath processor refused it.",
)

TEST_FAILED: Final = Code(
    "TE604", "test-failed", _WARNING, "A test of a Schematron schema ends with an error on the document."
)


def catalogue() -> tuple[Code, ...]:
    """Return every code, by number."""
    return tuple(sorted((c for c in globals().values() if isinstance(c, Code)), key=lambda c: c.id))


def by_id(code_id: str) -> Code:
    """Return the code with this identifier (`TE501`).

    Raises:
        KeyError: there is none.
    """
    return {code.id: code for code in catalogue()}[code_id]
