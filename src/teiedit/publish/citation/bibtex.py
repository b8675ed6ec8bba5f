"""A citation as an entry of a bibliography for biblatex; BibTeX reads it too.

Sources: the biblatex manual, 2.1.1 (types) and 2.2.2 (fields); "Tame the BeaST", 3.2 (braces, names).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from teiedit.publish.citation.kinds import KINDS
from teiedit.publish.citation.lines import bodies_and_persons, one_line
from teiedit.publish.citation.model import Agent, Citation

# Braces are counted even where they are escaped, so they become words.
_SPECIAL: Final = {
    "\\": r"\textbackslash{}",
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{one: f"\\{one}" for one in "$&%#_"},
}
_CAPITAL: Final = re.compile(r"\S*[^\W\d_a-z]\S*")


def to_bibtex(citation: Citation) -> str:
    """Return a citation as one biblatex entry, its fields in a fixed order."""
    fields = "".join(f"  {name} = {{{value}}},\n" for name, value in _fields(citation) if value)
    return f"@{entry_type(citation)}{{{citation.key},\n{fields}}}\n"


def entry_type(citation: Citation) -> str:
    """Return the type of the entry: another one for a part of an edition."""
    kind = KINDS[citation.kind]
    if citation.container:
        return kind.biblatex_part
    return "online" if kind.biblatex == "misc" and citation.link else kind.biblatex


def _fields(citation: Citation) -> Iterator[tuple[str, str]]:
    container = "journaltitle" if entry_type(citation) == "article" else "booktitle"
    yield "author", _names(citation.by("author"))
    yield "title", _title(citation.title)
    yield "subtitle", _title(citation.subtitle)
    yield "shorttitle", _title(citation.short_title)
    yield "editor", _names(citation.by("editor"))
    yield "translator", _names(citation.by("translator"))
    yield container, _title(citation.container)
    yield "series", _title(citation.series)
    yield "number", escaped(citation.number)
    yield "version", escaped(citation.version)
    yield "publisher", f"{{{escaped(citation.publisher)}}}" if citation.publisher else ""
    yield "location", escaped(citation.place)
    yield "date", (citation.issued or citation.created).iso
    yield "origdate", citation.created.iso if citation.issued else ""
    yield "langid", _LANGIDS.get(next(iter(citation.languages), "").split("-")[0], "")
    yield "language", escaped(next(iter(citation.languages), ""))
    if citation.passage is not None:
        yield "pages", escaped(citation.passage.pages)
        yield "note", escaped(citation.passage.place)
    yield "isbn", escaped(citation.identifier("isbn"))
    yield "issn", escaped(citation.identifier("issn"))
    yield "doi", verbatim(citation.identifier("doi"))
    yield "url", verbatim(citation.link)
    yield "abstract", escaped(citation.abstract)
    yield "keywords", escaped(", ".join(one.replace(",", ";") for one in citation.keywords))
    yield "addendum", escaped(citation.source.text)


def escaped(text: str) -> str:
    """Return a text in which no character means anything to TeX."""
    return "".join(_SPECIAL.get(one, one) for one in one_line(text))


def verbatim(address: str) -> str:
    """Return an address for a field that is taken as it stands, in which braces have to match."""
    coded = {"{": "%7B", "}": "%7D", "\\": "%5C", " ": "%20"}
    return "".join(coded.get(one, one) for one in one_line(address))


def _title(text: str) -> str:
    """Return a title in which words with capitals are kept as they are by styles that write small letters."""
    return " ".join(
        f"{{{escaped(word)}}}" if _CAPITAL.fullmatch(word) else escaped(word) for word in one_line(text).split(" ")
    )


def _names(agents: Iterable[Agent]) -> str:
    names = [
        f"{{{escaped(whole)}}}" if whole else ", ".join(_part(one) for one in (family, given) if one)
        for family, given, whole in bodies_and_persons(agents)
    ]
    return " and ".join(names)


def _part(name: str) -> str:
    """Return a part of a name, in braces where a comma or the word `and` in it would divide it."""
    text = escaped(name)
    return f"{{{text}}}" if re.search(r",|(^|\s)and(\s|$)", name, re.IGNORECASE) else text


# Source: the babel manual, names of languages, as biblatex takes them in `langid`.
_LANGIDS: Final = {
    "ar": "arabic", "bg": "bulgarian", "ca": "catalan", "cs": "czech", "da": "danish", "de": "german", "el": "greek",
    "en": "english", "es": "spanish", "et": "estonian", "fi": "finnish", "fr": "french", "grc": "ancientgreek",
    "he": "hebrew", "hr": "croatian", "hu": "hungarian", "it": "italian", "la": "latin", "lt": "lithuanian",
    "lv": "latvian", "nl": "dutch", "pl": "polish", "pt": "portuguese", "ro": "romanian", "ru": "russian",
    "sk": "slovak", "sl": "slovene", "sr": "serbian", "sv": "swedish", "tr": "turkish", "uk": "ukrainian",
}  # fmt: skip
