"""Say in which language the page's own words are, where that is not the language of the document.

Whoever has a page read aloud hears each word in its language. What repeats words of the document is left as it is.
Source: WCAG 2.2, success criterion 3.1.2.
"""

from __future__ import annotations

from typing import Final, cast

from lxml import etree

_OWN = etree.XPath(
    "descendant-or-self::*[@data-te = 'own' or self::nav][not(ancestor::*[@data-te = 'own' or self::nav])]"
)
# Among what a part of the page repeats of the document, these are always the page's own.
_LABELS: Final = ("h2", "h3", "h4", "summary", "legend", "label", "button", "dt", "figcaption")
# All that they hold is the page's own.
_WHOLE: Final = frozenset({"form", "a", "span"})


def mark_own_words(root: etree._Element, language: str, direction: str, spoken: tuple[str, str]) -> None:
    """Give the page's own words their language.

    Args:
        root: a part of the page.
        language: of the page.
        direction: of the page.
        spoken: language and direction of the page's own words.
    """
    if language.partition("-")[0] == spoken[0].partition("-")[0]:
        return
    for own in cast("list[etree._Element]", _OWN(root)):
        is_whole = own.tag in _WHOLE or (not len(own) and own.tag != "h1")
        for element in [own] if is_whole else own.iter(*_LABELS):
            if "lang" not in element.attrib and (element.get("aria-label") or _has_letters(element)):
                element.set("lang", spoken[0])
                if spoken[1] != direction:
                    element.set("dir", spoken[1])
        for sentence in own.iter("span"):
            if sentence.get("class") == "what":
                _mark_sentence(sentence, (language, direction), spoken)


def _mark_sentence(sentence: etree._Element, written: tuple[str, str], spoken: tuple[str, str]) -> None:
    """Give what was done to the text its language, and back to the words that it quotes theirs."""
    for element, (language, direction) in [(sentence, spoken), *((quoted, written) for quoted in sentence.iter("q"))]:
        if "lang" not in element.attrib:
            element.set("lang", language)
            if spoken[1] != written[1]:
                element.set("dir", direction)


def _has_letters(element: etree._Element) -> bool:
    return any(character.isalpha() for text in element.itertext() for character in str(text))
