"""The kinds of documents, and what each is called in the formats of references.

Sources: CSL 1.0.2, appendix III (types); the biblatex manual, 2.1.1 (regular types); RIS types as in EndNote and
Zotero; schema.org/docs/full.html.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from lxml import etree

from teiedit.namespaces import TEI, tei


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind in each format; `part` says which types it has as a part of an edition, where they differ."""

    csl: str
    biblatex: str
    ris: str
    schema: str
    biblatex_part: str = "incollection"
    ris_part: str = ""
    csl_part: str = ""


KINDS: Final = {
    "letter": Kind("personal_communication", "misc", "PCOMM", "Message"),
    "play": Kind("book", "book", "BOOK", "Book", ris_part="CHAP", csl_part="chapter"),
    "poem": Kind("document", "misc", "GEN", "CreativeWork", ris_part="CHAP", csl_part="chapter"),
    "book": Kind("book", "book", "BOOK", "Book", ris_part="CHAP", csl_part="chapter"),
    "manuscript": Kind("manuscript", "misc", "MANSCPT", "Manuscript"),
    "charter": Kind("manuscript", "misc", "MANSCPT", "ArchiveComponent"),
    "inscription": Kind("manuscript", "misc", "ANCIENT", "ArchiveComponent"),
    "article": Kind("article-journal", "article", "JOUR", "ScholarlyArticle", biblatex_part="article"),
    "newspaper": Kind("article-newspaper", "article", "NEWS", "NewsArticle", biblatex_part="article"),
    "speech": Kind("speech", "misc", "GEN", "CreativeWork"),
    "protocol": Kind("document", "misc", "GEN", "DigitalDocument"),
    "dictionary": Kind("book", "reference", "DICT", "Book", biblatex_part="inreference", csl_part="entry-dictionary"),
    "corpus": Kind("dataset", "dataset", "DATA", "Dataset", biblatex_part="dataset"),
    "register": Kind("dataset", "dataset", "DATA", "Dataset", biblatex_part="dataset"),
    "document": Kind("document", "online", "ELEC", "CreativeWork"),
}

# Words of headers by which a kind is known, in the languages that editions are described in.
_WORDS: Final = (
    ("letter", r"letters?|correspondence|brief(e|wechsel)?|lettres?|letter[ae]|carta|epistol\w*|письм[оа]|מכתב"),
    ("charter", r"charters?|urkunden?|chartes?|diplom(a|ata)|carta notarile|грамот[аы]"),
    ("inscription", r"inscriptions?|inschrift(en)?|epigraph\w*|iscrizion[ei]|надпис[ьи]"),
    ("protocol", r"protocols?|minutes|protokolle?|proc[eè]s-verbal|verbal[ei]|протокол\w*"),
    ("newspaper", r"newspapers?|zeitung(en)?|journaux|press"),
    ("article", r"(journal|scholarly) articles?|articles?|aufsatz|artikel"),
    ("play", r"plays?|drama\w*|comed(y|ie|ia)|traged(y|ie|ia)|trag[öo]die|kom[öo]die|пьеса"),
    ("poem", r"poems?|poetry|gedichte?|lyrik|po[eè]sie|стихи"),
    ("speech", r"speech(es)?|sermons?|reden?|predigt(en)?|homil(y|ies|ia)|discours"),
    ("dictionary", r"dictionar(y|ies)|lexicon|w[öo]rterbuch|dictionnaire|словарь"),
    ("manuscript", r"manuscripts?|handschrift(en)?|manuscrits?|manoscritt[oi]|codex|рукопис[ьи]"),
    ("book", r"novels?|roman(e|s)?|prose|prosa|fiction|books?|buch|livre|роман"),
)
_KNOWN: Final = [(kind, re.compile(rf"(?<!\w)({words})(?!\w)", re.IGNORECASE)) for kind, words in _WORDS]
_NS: Final = {"t": TEI}


def kind_of(root: etree._Element) -> str:
    """Tell of which kind a document is: by its header's own words, else by what it holds."""
    if root.tag == tei("teiCorpus"):
        return "corpus"
    if root.find(tei("standOff")) is not None and root.find(tei("text")) is None:
        return "register"
    letters = root.findall("t:teiHeader/t:profileDesc/t:correspDesc", _NS)
    if letters:
        # Where there are many, the document is a list of letters.
        return "letter" if len(letters) == 1 else "register"
    return next((one for text in _said(root) if (one := _named(text))), "") or _by_content(root)


def _named(text: str) -> str:
    return next((kind for kind, pattern in _KNOWN if pattern.search(text)), "")


def _said(root: etree._Element) -> Iterator[str]:
    """Yield where a document says what it is, the surest first; titles say it often, but of other things too."""
    yield root.get("type", "")
    text = root.find("t:text", _NS)
    if text is not None:
        yield text.get("type", "")
        division = text.find("t:body/t:div", _NS)
        yield division.get("type", "").replace("-", " ") if division is not None else ""
    for path in ("t:textClass/t:keywords//t:term", "t:textClass/t:classCode", "t:textDesc"):
        for one in root.iterfind(f"t:teiHeader/t:profileDesc/{path}", _NS):
            yield "".join(str(part) for part in one.itertext())
    for one in root.iterfind("t:teiHeader/t:fileDesc/t:titleStmt/t:title", _NS):
        # A title's own words are taken only where it begins or ends with them: "Letter 5", not "A Book of Letters".
        if one.get("type") != "short" and one.get("level") != "s":
            words = re.findall(r"\w+", "".join(str(part) for part in one.itertext()))
            yield " ".join([*words[:1], *words[-1:]]) if len(words) < 12 else words[0]  # noqa: PLR2004


def _by_content(root: etree._Element) -> str:
    text = root.find(tei("text"))
    source = root.find("t:teiHeader/t:fileDesc/t:sourceDesc", _NS)
    described = source is not None and source.find(".//t:msDesc", _NS) is not None
    found = _by_elements(text, described=described) if text is not None else ""
    if not found and text is not None and source is not None and source.find(".//t:analytic", _NS) is not None:
        found = "article"
    return found or ("manuscript" if described else "document")


def _by_elements(text: etree._Element, *, described: bool) -> str:
    has = {name: next(text.iter(tei(name)), None) is not None for name in ("sp", "entry", "u", "lg", "l", "p")}
    division = text.find("t:body/t:div", _NS)
    type_ = division.get("type", "") if division is not None else ""
    known = {
        "play": has["sp"],
        "dictionary": has["entry"],
        "speech": has["u"],
        "letter": text.find("t:body/t:opener", _NS) is not None,
        # EpiDoc's way.
        "inscription": described and type_ == "edition",
        "book": bool(re.fullmatch("chapter|kapitel|chapitre|cap[ií]tulo|capitolo", type_)),
        "poem": (has["lg"] or has["l"]) and not has["p"],
    }
    return next((kind for kind, is_so in known.items() if is_so), "")
