"""CSS selectors over TEI, as far as `rendition/@selector` needs them: which elements does one mean?

Names, `*`, `#id`, attributes with their operators, `:first-child`, `:last-child`, `:only-child`, `:empty`; descendants,
children, neighbours; several with commas; one of `::first-line`, `::first-letter`, `::before`, `::after` at the end. A
selector with anything else means nothing, as CSS has it.
Source: Selectors Level 3 (W3C Recommendation, 2018).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from lxml import etree

from teiedit.namespaces import TEI, XML_ID, XML_LANG

PSEUDO_ELEMENTS: Final = frozenset({"first-line", "first-letter", "before", "after"})
# Nobody writes longer ones by hand, and each is asked of every element of its name.
_LONGEST: Final = 500
# So many elements around one are looked at.
_MOST_STEPS: Final = 200
_NAME: Final = r"[\w][\w.-]*"
_STEP: Final = re.compile(
    rf"(?P<name>(?:[\w-]*\|)?(?:{_NAME}|\*))|\#(?P<id>{_NAME})|::?(?P<pseudo>[a-z-]+)(?!\()"
    rf"|\[\s*(?P<attribute>(?:xml[|:]|xml\\:)?{_NAME})\s*(?:(?P<operator>[~|^$*]?=)\s*"
    rf"(?:\"(?P<double>[^\"]*)\"|'(?P<single>[^']*)'|(?P<bare>{_NAME}))\s*)?\]"
)
_COMBINATOR: Final = re.compile(r"\s*([>+~])\s*|\s+")
_XML: Final = {"id": XML_ID, "lang": XML_LANG}

_Test = Callable[[etree._Element], bool]


@dataclass(frozen=True)
class Selector:
    """One selector: what the element itself is, and what stands before or around it, from the inside out.

    Attributes:
        name: of the element, Clark name, or empty for any.
        tests: which it passes.
        outer: combinators, each with a name and tests.
        pseudo: the pseudo-element, or empty.
    """

    name: str
    tests: tuple[_Test, ...]
    outer: tuple[tuple[str, str, tuple[_Test, ...]], ...]
    pseudo: str

    def means(self, element: etree._Element) -> bool:
        """Tell whether an element with the right name is meant."""
        return _passes(element, self.name, self.tests) and self._stands_right(element, 0, [_MOST_STEPS])

    def _stands_right(self, element: etree._Element, at: int, steps: list[int]) -> bool:
        if at == len(self.outer):
            return True
        combinator, name, tests = self.outer[at]
        for one in _reached(element, combinator):
            steps[0] -= 1
            if steps[0] < 0:
                return False
            if _passes(one, name, tests) and self._stands_right(one, at + 1, steps):
                return True
        return False


def read_selectors(text: str) -> list[Selector]:
    """Read selectors between commas; those with something unknown are left out."""
    if len(text) > _LONGEST:
        return []
    return [one for part in text.split(",") if (one := _read(part.strip())) is not None]


def _read(text: str) -> Selector | None:
    compounds: list[tuple[str, list[_Test]]] = [("", [])]
    combinators: list[str] = []
    pseudo, at, is_begun = "", 0, False
    while at < len(text):
        if (step := _STEP.match(text, at)) is not None and not pseudo and (is_test := _add(step, compounds[-1])):
            compounds[-1] = is_test
            is_begun = True
        elif step is not None and step["pseudo"] in PSEUDO_ELEMENTS and not pseudo:
            pseudo, is_begun = step["pseudo"], True
        elif is_begun and not pseudo and (step := _COMBINATOR.match(text, at)) is not None:
            combinators.append(step[1] or " ")
            compounds.append(("", []))
            is_begun = False
        else:
            return None
        at = step.end()
    if not is_begun:
        return None
    (name, tests), *outer = reversed(compounds)
    around = tuple((sign, one, tuple(own)) for sign, (one, own) in zip(reversed(combinators), outer, strict=True))
    return Selector(name, tuple(tests), around, pseudo)


def _add(step: re.Match[str], compound: tuple[str, list[_Test]]) -> tuple[str, list[_Test]] | None:
    """Return a compound with one step more, or nothing where the step is none that is known."""
    name, tests = compound
    if step["name"]:
        own = step["name"].rpartition("|")[2]
        return (f"{{{TEI}}}{own}" if own != "*" else "", tests) if not name and not tests else None
    if step["id"]:
        return name, [*tests, lambda element, wanted=step["id"]: element.get(XML_ID) == wanted]  # type: ignore[misc]
    if step["pseudo"]:
        test = _PLACES.get(step["pseudo"])
        return (name, [*tests, test]) if test is not None else None
    prefix, _, own = step["attribute"].replace("\\", "").replace("|", ":").rpartition(":")
    key = _XML.get(own, own) if prefix else own
    value = next((step[one] for one in ("double", "single", "bare") if step[one] is not None), "")
    compared = _OPERATORS[step["operator"] or ""]
    return name, [*tests, lambda element: (had := element.get(key)) is not None and compared(had, value)]


_PLACES: Final[dict[str, _Test]] = {
    "first-child": lambda element: _beside(element, -1) is None,
    "last-child": lambda element: _beside(element, 1) is None,
    "only-child": lambda element: _beside(element, -1) is None and _beside(element, 1) is None,
    "empty": lambda element: not len(element) and not element.text,
}
_OPERATORS: Final[dict[str, Callable[[str, str], bool]]] = {
    "": lambda _had, _wanted: True,
    "=": lambda had, wanted: had == wanted,
    "~=": lambda had, wanted: wanted in had.split(),
    "|=": lambda had, wanted: had == wanted or had.startswith(f"{wanted}-"),
    "^=": lambda had, wanted: bool(wanted) and had.startswith(wanted),
    "$=": lambda had, wanted: bool(wanted) and had.endswith(wanted),
    "*=": lambda had, wanted: bool(wanted) and wanted in had,
}


def _passes(element: etree._Element, name: str, tests: tuple[_Test, ...]) -> bool:
    return (not name or element.tag == name) and all(test(element) for test in tests)


def _beside(element: etree._Element, step: int) -> etree._Element | None:
    return next(element.itersiblings(etree.Element, preceding=step < 0), None)


def _reached(element: etree._Element, combinator: str) -> list[etree._Element]:
    """Return the elements that a combinator leads to, the nearest first."""
    if combinator in {"+", "~"}:
        before = element.itersiblings(etree.Element, preceding=True)
        return [one for one, _ in zip(before, range(1 if combinator == "+" else _MOST_STEPS), strict=False)]
    around = element.iterancestors()
    return [one for one, _ in zip(around, range(1 if combinator == ">" else _MOST_STEPS), strict=False)]
