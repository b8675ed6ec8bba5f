"""The part of a page that says how to cite it, in words and in the formats of reference managers.

It works without script: each format opens where it stands and can be saved. The script (`xslt/html/cite.js`) adds
buttons to copy, and citations of passages, which it makes from the templates in `data-passage`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Final
from urllib.parse import quote

from lxml import etree

from teiedit.publish.citation.bibtex import to_bibtex
from teiedit.publish.citation.csl import to_csl
from teiedit.publish.citation.model import Citation, Passage
from teiedit.publish.citation.ris import to_ris
from teiedit.publish.citation.text import to_runs, to_text

# What the script replaces in a template. Letters only, so that every format leaves them as they are.
TOKENS: Final = Passage("TEPAGES", "TEPLACE", "https://te.invalid/TEADDRESS")
# The words that the script says.
_SAID: Final = (
    "cite-passage", "link-here", "copy", "copied", "copy-failed", "close", "page-ref", "pages-ref", "line-ref",
    "lines-ref", "note-ref", "paragraph-ref",
)  # fmt: skip
# By MIME type: the key of the word, and the name where a table has no word.
_FILES: Final = {
    "application/tei+xml": ("tei-file", "TEI"),
    "application/pdf": ("pdf-file", "PDF"),
    "text/plain": ("plain-text", "TXT"),
}


@dataclass(frozen=True, slots=True)
class Format:
    """A format that a citation can be saved in."""

    name: str
    ending: str
    mime: str
    write: Callable[[Citation], str]


FORMATS: Final = (
    Format("BibTeX", "bib", "application/x-bibtex", to_bibtex),
    Format("RIS", "ris", "application/x-research-info-systems", to_ris),
    Format("CSL-JSON", "json", "application/vnd.citationstyles.csl+json", to_csl),
)


def cite_section(citation: Citation, words: Mapping[str, str]) -> etree._Element:
    """Return the section of a page that says how to cite it.

    Args:
        citation: of the page's document.
        words: of the interface's language, as `teiedit.languages.Words.entries` has them.
    """
    section = etree.Element("section", {"class": "cite", "data-te": "own", "aria-labelledby": "te-cite-heading"})
    section.set("data-address", citation.address)
    for key in _SAID:
        section.set(f"data-{key}", words.get(key, key))
    quotes = words.get("punctuation.open-quote", "“"), words.get("punctuation.close-quote", "”")
    section.set("data-quoted", "{n}".join(quotes))
    _child(section, "h2", words.get("cite", "cite"), id="te-cite-heading")
    section.append(_in_words(citation, words))
    for one in FORMATS:
        section.append(_in_format(one, citation, words))
    if citation.files:
        section.append(_other_files(citation, words))
    return section


def cite_part(citation: Citation, words: Mapping[str, str]) -> etree._Element:
    """Return what says below a document of a corpus how to cite it; `words` are those of `cite_section`."""
    part = etree.Element("aside", {"class": "cite of-part", "data-te": "own"})
    _child(part, "h3", words.get("cite", "cite"))
    part.append(_in_words(citation, words))
    for one in FORMATS:
        part.append(_in_format(one, citation, words, f"te-cite-{citation.key}"))
    return part


def _in_words(citation: Citation, words: Mapping[str, str]) -> etree._Element:
    holder = etree.Element("div", {"class": "format", "data-format": "txt"})
    paragraph = _child(holder, "p", "", **{"class": "citation", "dir": "auto"})
    for run in to_runs(citation, words):
        if run.kind == "title":
            _child(paragraph, "cite", run.text, dir="auto")
        elif run.kind == "address":
            _child(paragraph, "a", run.text, href=run.text, dir="ltr")
        elif run.kind == "locator":
            _child(paragraph, "span", run.text, **{"class": "locator"})
        else:
            _add_words(paragraph, run.text)
    if not citation.link:
        # The script knows the address of the page where the edition does not.
        _child(paragraph, "span", "", **{"class": "address"})
    holder.append(_save(to_text(citation, words) + "\n", f"{citation.key}.txt", "text/plain", words))
    return holder


def _add_words(paragraph: etree._Element, text: str) -> None:
    if len(paragraph):
        paragraph[-1].tail = (paragraph[-1].tail or "") + text
    else:
        paragraph.text = (paragraph.text or "") + text


def _in_format(
    wanted: Format, citation: Citation, words: Mapping[str, str], name: str = "te-cite-format"
) -> etree._Element:
    # Of those with the same name only one is open at a time.
    details = etree.Element("details", {"class": "format", "name": name, "data-format": wanted.ending})
    details.set("data-mime", wanted.mime)
    details.set("data-file", f"{citation.key}.{wanted.ending}")
    _child(details, "summary", wanted.name)
    text = wanted.write(citation)
    template = wanted.write(replace(citation, abstract="", passage=TOKENS))
    _child(details, "pre", _shown(text), dir="ltr", **{"data-passage": _shown(template)})
    details.append(_save(text, f"{citation.key}.{wanted.ending}", wanted.mime, words))
    return details


def _shown(text: str) -> str:
    # XML would write a carriage return as a character reference.
    return text.replace("\r\n", "\n").rstrip("\n")


def _save(text: str, name: str, mime: str, words: Mapping[str, str]) -> etree._Element:
    paragraph = etree.Element("p", {"class": "actions"})
    link = _child(paragraph, "a", words.get("download", "Download"), **{"class": "save", "download": name})
    link.set("href", f"data:{mime};charset=utf-8,{quote(text, safe='')}")
    return paragraph


def _other_files(citation: Citation, words: Mapping[str, str]) -> etree._Element:
    paragraph = etree.Element("p", {"class": "files"})
    for kind, file in citation.files:
        key, name = _FILES.get(kind, (kind, kind))
        link = _child(paragraph, "a", words.get(key, name), href=file, type=kind)
        link.tail = " "
    return paragraph


def _child(parent: etree._Element, name: str, text: str, /, **attributes: str) -> etree._Element:
    child = etree.SubElement(parent, name, dict(attributes))
    child.text = text or None
    return child
