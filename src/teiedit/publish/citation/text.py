"""A citation in words, much as the Chicago Manual of Style has it (17th ed., 14.1 ff., notes and bibliography).

The words come from the table of the interface's language; what the document says stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final, Literal, NamedTuple

from teiedit.publish.citation.lines import one_line
from teiedit.publish.citation.model import Agent, Citation, Date

# A title that stands alone is in italics; one that is part of an edition, or of nothing printed, in quotation marks.
_WHOLE: Final = frozenset({"play", "book", "dictionary", "corpus", "register"})
_CLOSING: Final = "”\"'’»“)"
_ENDS: Final = (".", "?", "!", "…", "。", "！", "？")


class Run(NamedTuple):
    """A piece of a citation, and whether it is a title in italics, the address, or where in the document."""

    text: str
    kind: Literal["words", "title", "address", "locator"] = "words"


def to_text(citation: Citation, words: Mapping[str, str]) -> str:
    """Return a citation in words.

    Args:
        citation: of a document.
        words: of a language, as `teiedit.languages.Words.entries` has them.
    """
    return "".join(one.text for one in to_runs(citation, words))


def to_runs(citation: Citation, words: Mapping[str, str]) -> list[Run]:
    """Return a citation in words, titles and address told from the rest."""
    sentences = [one for one in _sentences(citation, words) if any(run.text.strip() for run in one)]
    runs: list[Run] = []
    for number, sentence in enumerate(sentences):
        runs += [Run(" ")] if number else []
        runs += sentence
        locator = _locator(citation, words) if number == len(sentences) - 1 else ""
        # There even where it is empty: the page's script fills it.
        runs += [Run(locator, "locator")] if number == len(sentences) - 1 else []
        said = locator or "".join(one.text for one in sentence)
        runs += [] if said.rstrip(_CLOSING).endswith(_ENDS) else [Run(".")]
    if citation.link:
        runs += [Run(" "), Run(one_line(citation.link), "address")]
    return runs


def _locator(citation: Citation, words: Mapping[str, str]) -> str:
    passage = citation.passage
    if passage is None:
        return ""
    key = "pages-ref" if re.search("[–-]", passage.pages) else "page-ref"
    pages = _filled(words, key, {"n": one_line(passage.pages)}) if passage.pages else ""
    return "".join(f", {one}" for one in (pages, one_line(passage.place)) if one)


def _sentences(citation: Citation, words: Mapping[str, str]) -> Iterator[list[Run]]:
    yield [Run(names_in_words(citation.by("author"), words, inverted=True))]
    yield list(_title(citation, words))
    if citation.created.year and str(abs(citation.created.year)) not in citation.full_title:
        yield [Run(date_in_words(citation.created, words))]
    for key, role in (("translated-by", "translator"), ("edited-by", "editor")):
        names = names_in_words(citation.by(role), words)  # type: ignore[arg-type]
        yield [Run(_filled(words, key, {"names": names}))] if names else []
    if citation.container:
        before, _, after = words.get("in-edition", "{edition}").partition("{edition}")
        yield [Run(before), Run(one_line(citation.container), "title"), Run(after)]
    series = ", ".join(filter(None, (one_line(citation.series), one_line(citation.number))))
    yield [Run(series)]
    yield [Run(_capital(one_line(citation.version)))]
    yield [Run(_published(citation, words))]
    source = one_line(citation.source.text)
    held = source if citation.source.archive or citation.source.shelf_mark else ""
    yield [Run(f"{words.get('source', 'Source')}{words.get('punctuation.colon', ': ')}{held}")] if held else []


def _title(citation: Citation, words: Mapping[str, str]) -> Iterator[Run]:
    title = one_line(citation.full_title)
    if citation.kind in _WHOLE and not citation.container:
        yield Run(title, "title")
        return
    opening, closing = words.get("punctuation.open-quote", "“"), words.get("punctuation.close-quote", "”")
    inner = words.get("punctuation.open-inner-quote", "‘"), words.get("punctuation.close-inner-quote", "’")
    # Marks inside marks are the other ones, where they can be told from apostrophes.
    title = title.replace(opening, inner[0]).replace(closing, inner[1]) if opening != closing else title
    # English puts the full stop inside.
    stop = "." if words.get("interface", "en") == "en" and not title.endswith(_ENDS) else ""
    yield Run(f"{opening}{title}{stop}{closing}")


def _published(citation: Citation, words: Mapping[str, str]) -> str:
    colon = words.get("punctuation.colon", ": ")
    by = colon.join(filter(None, (one_line(citation.place), one_line(citation.publisher))))
    year = str(citation.issued.year or "") or one_line(citation.issued.text)
    # A year that nothing says is not an error of an undated document; publishers without a year say so.
    return ", ".join(filter(None, (by, year or (words.get("no-date", "") if by else ""))))


def names_in_words(agents: Sequence[Agent], words: Mapping[str, str], *, inverted: bool = False) -> str:
    """Return names as a list; the first with its family name before, where lists are sorted by it."""
    most = 10
    names = [one_line(one.inverted if inverted and not number else one.direct) for number, one in enumerate(agents)]
    names = [one for one in names if one]
    if len(names) > most:
        # Source: Chicago 14.76: more than ten are seven and "et al.".
        return words.get("punctuation.comma", ", ").join(names[:7]) + " et al."
    if len(names) <= 1:
        return "".join(names)
    two = len(names) == 2 and not (inverted and "," in names[0])  # noqa: PLR2004
    last = words.get("punctuation.and-two" if two else "punctuation.and-last", ", ")
    return words.get("punctuation.comma", ", ").join(names[:-1]) + last + names[-1]


def date_in_words(date: Date, words: Mapping[str, str]) -> str:
    """Return a date by the patterns of a language; one that is not known is as the document has it."""
    if not date.year:
        return one_line(date.text)
    said = _filled(words, *_pattern(date, words))
    return said if date.year > 0 else _filled(words, "date.before-christ", {"date": said})


def _pattern(date: Date, words: Mapping[str, str]) -> tuple[str, dict[str, str]]:
    values = {"year": str(abs(date.year or 0))}
    if date.day:
        values["day"] = words.get("date.first-day", "1") if date.day == 1 else str(date.day)
    if date.month:
        values["month"] = words.get(f"month{'-of' if date.day else ''}.{date.month}", str(date.month))
    return f"date.{'day' if date.day else 'month' if date.month else 'year'}", values


def _filled(words: Mapping[str, str], key: str, values: Mapping[str, str]) -> str:
    text = words.get(key) or " ".join(f"{{{name}}}" for name in values)
    for name, value in values.items():
        text = text.replace(f"{{{name}}}", value)
    return text


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
