"""Why we tell less than jing does, or more, case by case; whatever fits none of the cases is a failure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from conformance.oracle import Comparison, JingError, place_of
from teiedit import codes
from teiedit.diagnostics import Code, Diagnostic
from teiedit.relaxng import Schema


class Reason(NamedTuple):
    """Why we tell less than jing, and how to know the case."""

    text: str
    holds: Callable[[Comparison, JingError, Schema], bool]


class ReasonForMore(NamedTuple):
    """Why we tell more than jing, and how to know the case."""

    text: str
    holds: Callable[[Comparison, Diagnostic], bool]


def _again(comparison: Comparison, error: JingError, _schema: Schema) -> bool:
    named = error.text.removeprefix('element "').split('"')[0]
    return error.text.startswith(f'element "{named}" not allowed') and any(
        comparison.tags.elements[number].name == named and _is_told(comparison, number, codes.ELEMENT_NOT_ALLOWED)
        for number in _around(comparison, error)
    )


def _words_again(comparison: Comparison, error: JingError, _schema: Schema) -> bool:
    if not error.text.startswith("text not allowed"):
        return False
    tag = comparison.tags.tags[comparison.tags.number_of(error)]
    element = comparison.tags.element_at(tag.start)
    inside = comparison.tags.elements[element].parent
    return any(_is_told(comparison, number, codes.TEXT_NOT_ALLOWED) for number in (element, inside))


def _inside_unknown(comparison: Comparison, error: JingError, schema: Schema) -> bool:
    known = {name.rpartition("}")[2] for label in schema._automaton.elements for name in label.names or ()}
    return any(
        comparison.tags.elements[number].name.rpartition(":")[2] not in known
        and _is_told(comparison, number, codes.ELEMENT_NOT_ALLOWED)
        for number in _around(comparison, error)
    )


def _around(comparison: Comparison, error: JingError) -> Iterator[int]:
    return comparison.tags.around(comparison.tags.tags[comparison.tags.number_of(error)].element)


def _is_told(comparison: Comparison, number: int, code: Code) -> bool:
    return any(one.code is code for one in comparison.told.get(number, ()))


def _is_lacking(comparison: Comparison, error: JingError, _schema: Schema) -> bool:
    tags = comparison.tags
    element = tags.tags[tags.number_of(error)].element
    if " incomplete" in error.text:
        inside = element
    elif " not allowed yet" in error.text:
        inside = tags.elements[element].parent
    else:
        return False
    children = (number for number in comparison.told if number >= 0 and tags.elements[number].parent == inside)
    return _is_told(comparison, inside, codes.TEXT_NOT_ALLOWED) or any(
        _is_told(comparison, number, codes.ELEMENT_NOT_ALLOWED) for number in children
    )


def _first_of_two(_comparison: Comparison, error: JingError, _schema: Schema) -> bool:
    return error.text.startswith("first occurrence of ID")


def _is_swapped(comparison: Comparison, error: JingError, _schema: Schema) -> bool:
    tags = comparison.tags
    element = tags.elements[tags.tags[tags.number_of(error)].element]
    return " not allowed" in error.text and any(
        f"cannot stand before <{element.name}>" in one.message
        for number, told in comparison.told.items()
        if number >= 0 and tags.elements[number].parent == element.parent
        for one in told
    )


def _inside_of(comparison: Comparison, error: JingError) -> int:
    """Return the number of the element in whose content an error is."""
    tag = comparison.tags.tags[comparison.tags.number_of(error)]
    is_end = " incomplete" in error.text or comparison.tags.is_end(tag)
    return tag.element if is_end else comparison.tags.elements[tag.element].parent


def _may_be_another(comparison: Comparison, error: JingError, _schema: Schema) -> bool:
    return _is_told(comparison, _inside_of(comparison, error), codes.ELEMENT_NOT_ALLOWED)


def _needs_the_same(comparison: Comparison, error: JingError, _schema: Schema) -> bool:
    inside = _inside_of(comparison, error)
    return " not allowed" in error.text and any(
        "what follows" in one.hint and place_of(one) < error.at
        for number, told in comparison.told.items()
        if number >= 0 and comparison.tags.elements[number].parent == inside
        for one in told
    )


FEWER = (
    Reason("jing tells an unknown element again at each known element inside it", _again),
    Reason("words between the children of one element are one mistake, told at the first", _words_again),
    Reason("inside an element that the schema does not know nothing can be said to be wrong", _inside_unknown),
    Reason("what an element lacks may be what was found misspelt, misplaced or without its tags", _is_lacking),
    Reason(
        "an element in the wrong place may be written for another: its own content is read as that one's",
        _may_be_another,
    ),
    Reason("siblings that all lack the same element around them are told once, at the first", _needs_the_same),
    Reason("of two elements with one identifier the second is told, and its hint names the first", _first_of_two),
    Reason("two elements in the wrong order are one mistake, told at the first", _is_swapped),
)


def _inside_another(comparison: Comparison, finding: Diagnostic) -> bool:
    element = comparison.tags.element_at(place_of(finding))
    return any(
        one.code is codes.ELEMENT_NOT_ALLOWED and "Did you mean" in one.hint and one is not finding
        for number in comparison.tags.around(element)
        for one in comparison.told.get(number, ())
    )


def _after_another(comparison: Comparison, finding: Diagnostic) -> bool:
    tags = comparison.tags
    element = tags.element_at(place_of(finding))
    inside = {element, tags.elements[element].parent}
    return any(_inside_of(comparison, error) in inside and error.at < place_of(finding) for error in comparison.errors)


MORE = (
    ReasonForMore(
        "an unknown element is read as the one that it was taken for; jing is silent inside it", _inside_another
    ),
    ReasonForMore("after a mistake jing can be silent up to the end of the element; we go on", _after_another),
)


def assert_covered(comparisons: list[Comparison], schema: Schema, origins: Mapping[Path, str] | None = None) -> None:
    """Check that verdicts are the same, that every error has a finding and every finding an error, or a reason.

    Args:
        comparisons: all under one schema.
        schema: which.
        origins: what to call the documents, if not by their paths.
    """
    names = origins or {}
    differing = [
        f"{names.get(one.path, one.path)}: jing {one.errors[:1]}, we {[found.message for found in one.findings[:1]]}"
        for one in comparisons
        if not one.agrees
    ]
    assert not differing, "\n".join(differing)
    reasons: Counter[str] = Counter()
    unexplained = []
    for one in comparisons:
        for error in one.uncovered:
            why = next((reason.text for reason in FEWER if reason.holds(one, error, schema)), "")
            reasons[why] += 1
            if not why:
                unexplained.append(
                    f"{names.get(one.path, one.path)}:{error.at.line}:{error.at.column} {error.text[:120]}"
                )
        for finding in one.unmatched:
            why = next((reason.text for reason in MORE if reason.holds(one, finding)), "")
            reasons[why] += 1
            if not why:
                at = finding.location
                unexplained.append(
                    f"{names.get(one.path, one.path)}:{at.line}:{at.column} only we say: {finding.message}"
                )
    errors, findings = (
        sum(len(told) for told in each) for each in zip(*((c.errors, c.findings) for c in comparisons), strict=True)
    )
    told = [
        f"{errors} errors of jing's, {findings} findings",
        *(f"{count:6} {why}" for why, count in reasons.most_common()),
    ]
    print("\n" + "\n".join(told))  # noqa: T201 - what was compared; pytest -s shows it
    assert not unexplained, "\n".join(unexplained)
