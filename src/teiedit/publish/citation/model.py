"""What is cited: an edition of a document, who made it, where it is published, and what it was made from.

Read from a header by `header.py`; the writers (`text.py`, `bibtex.py`, `ris.py`, `csl.py`, `json_ld.py`, `meta.py`)
know nothing else of a document.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Literal

Role = Literal["author", "editor", "translator", "transcriber", "sender", "recipient", "funder", "contributor"]

_YEAR = re.compile(r"(-?\d{4})(?:-(\d\d)(?:-(\d\d))?)?")


@dataclass(frozen=True, slots=True)
class Date:
    """A date of the ISO calendar as far as it is known; `text` is what the document says, if it says anything.

    Attributes:
        year: 0 where no year is known; negative ones are before the year 0.
        month: 1 to 12, or 0.
        day: 1 to 31, or 0.
        text: as the document has it.
    """

    year: int = 0
    month: int = 0
    day: int = 0
    text: str = ""

    @classmethod
    def read(cls, value: str, text: str = "") -> Date:
        """Read the beginning of an ISO date; a value that is none gives a date of words only."""
        found = _YEAR.match(value.strip()) or re.search(r"\b(\d{4})\b()()", value)
        if found is None:
            return cls(text=text or value.strip())
        year, month, day = int(found[1]), int(found[2] or 0), int(found[3] or 0)
        last = {2: 29, 4: 30, 6: 30, 9: 30, 11: 30}.get(month, 31)
        month = month if month <= 12 else 0  # noqa: PLR2004 - months of a year
        return cls(year, month, day if month and day <= last else 0, text)

    @property
    def iso(self) -> str:
        """The date as ISO 8601 as far as it is known, or empty."""
        if not self.year:
            return ""
        parts = [f"{'-' if self.year < 0 else ''}{abs(self.year):04}"]
        parts += [f"{one:02}" for one in (self.month, self.day) if one]
        return "-".join(parts)

    def __bool__(self) -> bool:
        return bool(self.year or self.text)


@dataclass(frozen=True, slots=True)
class Agent:
    """A person or a body. A body, or a person whose name cannot be taken apart, has only `whole`.

    Attributes:
        family: with its particle ("von Hofmannsthal").
        given: forenames.
        whole: the name that is not taken apart.
        is_body: whether it is an organisation.
        uris: addresses that identify it (ORCID, GND, VIAF).
    """

    family: str = ""
    given: str = ""
    whole: str = ""
    is_body: bool = False
    uris: tuple[str, ...] = ()

    @property
    def direct(self) -> str:
        """The name as it is spoken: "Anna von Hofmannsthal"."""
        return self.whole or " ".join(one for one in (self.given, self.family) if one)

    @property
    def inverted(self) -> str:
        """The name as lists are sorted: "von Hofmannsthal, Anna"."""
        return self.whole or ", ".join(one for one in (self.family, self.given) if one)


@dataclass(frozen=True, slots=True)
class Credit:
    """Somebody, and what for: a role that reference managers know, and the document's own words for it."""

    agent: Agent
    role: Role
    said: str = ""


@dataclass(frozen=True, slots=True)
class Identifier:
    """An identifier by its scheme: `doi`, `urn`, `hdl`, `ark`, `isbn`, `issn`, `uri`, or the document's own word."""

    scheme: str
    value: str

    @property
    def uri(self) -> str:
        """Where it leads, or empty."""
        address = {
            "doi": f"https://doi.org/{self.value}",
            "hdl": f"https://hdl.handle.net/{self.value}",
            "ark": f"https://n2t.net/{self.value}",
            "urn": self.value,
            "uri": self.value,
        }
        return address.get(self.scheme, "")


@dataclass(frozen=True, slots=True)
class Source:
    """What the edition was made from: a thing in an archive, or a publication.

    Attributes:
        text: its description on one line.
        title: its own title, if it says one.
        credits: of a publication.
        publisher: of a publication.
        place: of a publication.
        date: when it was made or published.
        archive: where it is held, from the institution down to the collection.
        archive_place: the town of the archive.
        shelf_mark: how it is asked for there.
        uri: where it is on the web.
    """

    text: str = ""
    title: str = ""
    credits: tuple[Credit, ...] = ()
    publisher: str = ""
    place: str = ""
    date: Date = field(default_factory=Date)
    archive: tuple[str, ...] = ()
    archive_place: str = ""
    shelf_mark: str = ""
    uri: str = ""


@dataclass(frozen=True, slots=True)
class Passage:
    """The part of a document that is meant.

    Attributes:
        pages: "12", "12–14", "3r".
        place: on them, in words: "l. 5", "note 3".
        address: that leads there.
    """

    pages: str = ""
    place: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True)
class Citation:
    """All that can be said in a citation of a document; nothing of it is certain to be there but a title.

    Attributes:
        kind: a key of `kinds.KINDS`.
        title: the main title.
        subtitle: what follows it.
        short_title: a short form of it.
        credits: authors, editors, translators and others.
        collection: the edition that it is part of.
        series: the series that the edition is part of.
        number: its number there.
        version: as the document has it.
        publisher: who publishes the edition.
        place: where.
        issued: when the edition was published.
        created: the date of the document itself.
        licence: an address.
        rights: the statement of rights, on one line.
        identifiers: of the edition of this document.
        languages: BCP 47, the main one first.
        abstract: a summary, on one line.
        keywords: topics.
        source: what it was made from.
        address: of its page on the web, or empty.
        files: its other forms by MIME type, relative to its page.
        passage: what of it is cited, where it is not the whole.
    """

    kind: str
    title: str
    subtitle: str = ""
    short_title: str = ""
    credits: tuple[Credit, ...] = ()
    collection: str = ""
    series: str = ""
    number: str = ""
    version: str = ""
    publisher: str = ""
    place: str = ""
    issued: Date = field(default_factory=Date)
    created: Date = field(default_factory=Date)
    licence: str = ""
    rights: str = ""
    identifiers: tuple[Identifier, ...] = ()
    languages: tuple[str, ...] = ()
    abstract: str = ""
    keywords: tuple[str, ...] = ()
    source: Source = field(default_factory=Source)
    address: str = ""
    files: tuple[tuple[str, str], ...] = ()
    passage: Passage | None = None

    @property
    def full_title(self) -> str:
        """Title and subtitle."""
        joint = " " if self.title.endswith((":", ".", "?", "!", ";")) else ": "
        return f"{self.title}{joint}{self.subtitle}" if self.subtitle else self.title

    @property
    def container(self) -> str:
        """What it is part of: the edition, else the series."""
        return self.collection or self.series

    @property
    def link(self) -> str:
        """The address to give: that of the passage, else one that lasts, else that of the page."""
        known = {one.scheme: one.uri for one in reversed(self.identifiers)}
        lasting = next((known[scheme] for scheme in ("doi", "hdl") if scheme in known), "")
        passage = self.passage.address if self.passage else ""
        return passage or lasting or self.address or known.get("ark", "") or known.get("uri", "")

    def by(self, *roles: Role) -> tuple[Agent, ...]:
        """Return those with one of some roles, each once."""
        return tuple(dict.fromkeys(one.agent for one in self.credits if one.role in roles))

    def identifier(self, scheme: str) -> str:
        """Return the first identifier of a scheme, or nothing."""
        return next((one.value for one in self.identifiers if one.scheme == scheme), "")

    @property
    def key(self) -> str:
        """A key for lists of references that stays the same while name, year and title do: `auden1968autograph`."""
        first = next(iter(self.by("author") or self.by("editor")), Agent())
        name = _letters(first.family or first.whole.split(",")[0])
        year = str(abs(self.created.year or self.issued.year) or "")
        words = [_letters(one) for one in re.split(r"[\W_]+", self.title)]
        word = next((one for one in words if len(one) > 3), next((one for one in words if one), ""))  # noqa: PLR2004
        return f"{name}{year}{word}"[:60] or "document"


def _letters(text: str) -> str:
    """Return the ASCII letters and digits of a text; of another script a stable number for it."""
    import unicodedata  # noqa: PLC0415 - loaded with the first citation
    import zlib  # noqa: PLC0415

    plain = re.sub(r"[^a-z0-9]", "", unicodedata.normalize("NFKD", text.casefold()).lower())
    return plain if plain or not text.strip() else f"x{zlib.crc32(text.encode()):08x}"
