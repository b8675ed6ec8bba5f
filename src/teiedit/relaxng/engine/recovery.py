"""Go on after a mistake so that it is told once and the next one is still found.

An element that cannot stand where it does is read by its own definition, by that of what was meant, or by none
where what is in it fits neither. Its parent goes on as if the element were not there, were spelt right, stood in
tags that are missing, or came after what is missing: whichever lets most of its siblings stand.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice
from typing import Final

from lxml import etree

from teiedit.namespaces import TEI, XHTML, clark_name
from teiedit.relaxng.engine.automaton import Automaton, Frame, LaxFrame, Match, Step
from teiedit.relaxng.engine.faults import Fault, FaultKind
from teiedit.relaxng.engine.labels import Named, is_blank, names_of
from teiedit.relaxng.engine.matching import Level, Opening, text_of, walk
from teiedit.relaxng.engine.needs import missing_content, takes_words
from teiedit.relaxng.engine.replay import advanced, after_all, cost, mistakes
from teiedit.relaxng.vocabulary.customs import (
    ATTRIBUTES,
    CHILDREN,
    CONFUSED,
    FOREIGN,
    NEVER_AROUND,
    NEVER_ENDED,
    SIDE_BY_SIDE,
    WORD_WRAPPERS,
    WRAPPERS,
)
from teiedit.relaxng.vocabulary.spelling import Guesses
from teiedit.relaxng.vocabulary.tei_names import is_left_out

# Siblings after a mistake that are tried when choosing how to go on.
_AHEAD: Final = 20
# Elements that are taken to be missing before one, at most, and places looked at to find them.
_MOST_MISSING: Final = 3
_MOST_PLACES: Final = 300
# Faults of a document after which an element in the wrong place is left out without asking what was meant.
_MOST_WEIGHED: Final = 2_000
# Elements that one in the wrong place is held against by what is in it.
_MOST_TRIED: Final = 100
# Names that are looked up before they are compared.
_TAKEN_FOR_OTHERS: Final = frozenset({*FOREIGN, *CONFUSED})
# Elements that are taken to want an end before one, at most.
_MOST_CLOSED: Final = 4
# Mistakes that tags put round a child must settle beside the child's own, to be what is missing.
_WORTH_A_WRAPPER: Final = 2


class Recovery:
    """Collects the faults of one document and says how to go on."""

    def __init__(self, automaton: Automaton, *, check_ids: bool) -> None:
        self.faults: list[Fault] = []
        self._automaton = automaton
        self._check_ids = check_ids
        self._ids: dict[str, etree._Element] = {}
        self._references: list[tuple[etree._Element, str, str]] = []
        self._worded: set[etree._Element] = set()
        self._wrong: dict[etree._Element, list[etree._Element]] = {}
        self._sure: dict[tuple[Frame, str], str] = {}
        self._guesses = Guesses()
        self._is_troubled = False
        self._bridges: dict[tuple[Frame, str], _Bridge | None] = {}

    def find(self, root: etree._Element) -> list[Fault]:
        """Return the faults of a tree, in the order of reading."""
        walk(self._automaton, root, self)
        if self._is_troubled and not self.faults:
            # Whatever was taken to be told elsewhere was not: better told roughly than not at all.
            self._report(FaultKind.INCOMPLETE, root, self._automaton.start)
        for element, name, value in self._references:
            if value not in self._ids:
                self._report(FaultKind.UNKNOWN_IDREF, element, self._automaton.lax, attribute=name, value=value)
        return self.faults

    def _report(
        self, kind: FaultKind, element: etree._Element, frame: Frame, start: Frame | None = None, **more: object
    ) -> None:
        self.faults.append(Fault(kind, element, frame, start or frame, **more))  # type: ignore[arg-type]

    # Elements.

    def unexpected_element(self, above: list[Level], here: Level, child: etree._Element) -> Opening:
        """Choose the likeliest of: misspelt, too early because something is missing, in the wrong place."""
        self._is_troubled = True
        tag = str(child.tag)
        if here.element is not None:
            self._wrong.setdefault(here.element, []).append(child)
        own = self._automaton.anywhere(tag)
        if own is not None and len(self.faults) > _MOST_WEIGHED:
            self._report(FaultKind.MISPLACED_ELEMENT, child, here.frame, here.start, parent=here.element)
            return Opening(own, here.frame)
        following = [str(one.tag) for one in islice(child.itersiblings(etree.Element), _AHEAD)]
        if own is None:
            return self._unknown(here, child, following)
        if here.element is None:
            self._report(FaultKind.WRONG_ROOT, child, here.frame, here.start)
            return Opening(own, here.frame)
        bridge = self._bridge(here.frame, tag)
        if bridge is not None and cost(bridge.frame, following) < cost(here.frame, following):
            if (wrapper := self._wrapper_instead(here.frame, bridge, tag, following)) is not None:
                label, inside = wrapper
                self._report(
                    FaultKind.MISPLACED_ELEMENT, child, here.frame, here.start, parent=here.element, wrapper=label
                )
                return Opening(inside.opens[tag], advanced(inside, tag) or inside)
            self._report(
                FaultKind.ELEMENT_TOO_EARLY, child, here.frame, here.start, parent=here.element, before=bridge.missing
            )
            return Opening(bridge.inner, bridge.frame)
        return self._misplaced(here, child, own, following, _closing(above, here, child))

    def _misplaced(
        self, here: Level, child: etree._Element, own: Frame, following: list[str], closing: tuple[etree._Element, ...]
    ) -> Opening:
        """Tell of an element in the wrong place: are tags around it left out, is it another, or one too many?"""
        tag, frame = str(child.tag), here.frame

        def report(**more: object) -> None:
            self._report(
                FaultKind.MISPLACED_ELEMENT, child, frame, here.start, parent=here.element, closing=closing, **more
            )

        confused = _confused(tag, names_of(self._possible(frame)))
        if confused and (meant := frame.opens[confused]) is not None:
            report(meant=confused)
            return Opening(meant, advanced(frame, confused) or frame)
        wrapped = self._wrapped(here, tag, following)
        if wrapped is not None:
            wrapper, inside = wrapped
            report(wrapper=wrapper)
            return Opening(inside.opens[tag], advanced(inside, tag) or inside)
        if (another := self._into_another(here, child, following)) is not None:
            wrapper, opening = another
            report(wrapper=wrapper)
            return opening
        own = self._within(here, tag) or own
        children = [str(one.tag) for one in islice(child.iterchildren(etree.Element), _AHEAD)]
        if 2 * mistakes(own.content, children) <= len(children):
            report()
            return Opening(own, frame)
        # It is not what its name says: what is in it shows what it is, or that it should not be there.
        for label in self._possible(frame)[:_MOST_TRIED]:
            name = names_of([label])[0]
            inner = frame.opens[name]
            if inner is not None and not mistakes(inner.content, children):
                report(meant=name)
                return Opening(inner, advanced(frame, name) or frame)
        report()
        return Opening(self._automaton.lax, after_all(frame, children) or frame)

    def _wrapped(self, here: Level, tag: str, following: list[str]) -> tuple[Named, Frame] | None:
        """Return the element whose tags are missing around a child, if that puts several things right at once."""
        frame = here.frame
        leaving_out = cost(frame, following)
        needs = [need for _, state in frame.pairs if (need := missing_content(state))]
        usual = (
            {*CHILDREN.get(etree.QName(here.element).localname, ()), *WRAPPERS} if here.element is not None else set()
        )
        for label in self._possible(frame):
            if etree.QName(names_of([label])[0]).localname in NEVER_AROUND:
                continue
            is_needed = any(label in need[0] and len(need[0]) == 1 for need in needs)
            if not is_needed and etree.QName(names_of([label])[0]).localname not in usual:
                continue
            inside = self._automaton.without_tags(frame, label)
            after = advanced(inside, tag) if inside is not None else None
            if inside is not None and after is not None and cost(after, following) <= leaving_out - _WORTH_A_WRAPPER:
                return label, inside
        return None

    def _wrapper_instead(
        self, frame: Frame, bridge: _Bridge, tag: str, following: list[str]
    ) -> tuple[Named, Frame] | None:
        """Return what should rather be put around an element than before it: an empty `<p>` helps nobody."""
        for label in bridge.missing[0]:
            inside = self._automaton.without_tags(frame, label)
            after = advanced(inside, tag) if inside is not None else None
            is_usual = etree.QName(names_of([label])[0]).localname in WRAPPERS
            if inside is None or after is None or not is_usual:
                continue
            if cost(after, following) <= cost(bridge.frame, following):
                return label, inside
        return None

    def _into_another(self, here: Level, child: etree._Element, following: list[str]) -> tuple[Named, Opening] | None:
        """Go on as if a child were in another element such as the one before it, which could hold it too."""
        previous = next(child.itersiblings(etree.Element, preceding=True), None)
        if previous is None or here.frame.is_mixed or etree.QName(previous).localname in NEVER_ENDED | NEVER_AROUND:
            return None
        for label in self._automaton.elements_named[str(previous.tag)]:
            inside = self._automaton.without_tags(here.frame, label)
            after = advanced(inside, str(child.tag)) if inside is not None else None
            if (
                inside is not None
                and after is not None
                and mistakes(after, following) <= mistakes(here.frame, following)
            ):
                return label, Opening(inside.opens[str(child.tag)], after)
        return None

    @staticmethod
    def _possible(frame: Frame) -> list[Named]:
        return [label for label in frame.firsts if isinstance(label, Named) and label.names]

    def _unknown(self, here: Level, child: etree._Element, following: list[str]) -> Opening:
        frame, tag = here.frame, str(child.tag)
        kind = FaultKind.UNKNOWN_ELEMENT if here.element is not None else FaultKind.WRONG_ROOT
        meant = self._meant(frame, tag)
        inner = frame.opens[meant] if meant else None
        if inner is None:
            self._report(kind, child, frame, here.start, parent=here.element)
            return Opening(self._automaton.strange, frame)
        self._report(kind, child, frame, here.start, parent=here.element, meant=meant)
        after = advanced(frame, meant)
        # What stays missing is said at the end tag, unless the elements between would be told off for it.
        if etree.QName(meant).namespace != etree.QName(tag).namespace:
            # What is in it is in the wrong namespace as well, by the same mistake.
            return Opening(self._automaton.strange, after or frame)
        is_sure = bool(foreign_name(tag, [meant]) or _confused(tag, [meant]))
        if after is None or (not is_sure and here.element is not None and not mistakes(frame, following)):
            return Opening(inner, frame)
        return Opening(inner, after)

    def _meant(self, frame: Frame, tag: str) -> str:
        """Return the name that a misspelt one stands for, or nothing; kept, because one mistake is made often."""

        def expected() -> list[str]:
            return names_of(frame.firsts)

        if (frame, tag) not in self._sure:
            names = expected() if etree.QName(tag).localname in _TAKEN_FOR_OTHERS else []
            self._sure[frame, tag] = foreign_name(tag, names) or _confused(tag, names)
        if self._sure[frame, tag] or is_left_out(tag) or etree.QName(tag).localname in FOREIGN:
            # What TEI has and the schema leaves out is spelt right.
            return self._sure[frame, tag]
        return self._guesses.nearest((frame, tag), tag, expected)

    def _within(self, here: Level, tag: str) -> Frame | None:
        """Return the frame of the definitions that the parent's content has for a name, wherever in it."""
        labels = [
            label
            for label in self._automaton.elements_named[tag]
            if any(label in self._automaton.children_of(one) for one, _ in here.start.pairs if one is not None)
        ]
        return self._automaton.frame((label, label.content) for label in labels)

    def _bridge(self, frame: Frame, tag: str) -> _Bridge | None:
        key = (frame, tag)
        if key not in self._bridges:
            self._bridges[key] = _find_bridge(frame, tag)
        return self._bridges[key]

    # Attributes.

    def wrong_attribute(self, frame: Frame, step: Step | None, element: etree._Element, name: str) -> Frame:
        """Take a misspelt attribute for the one that was meant, a wrong value for a right one."""
        self._is_troubled = True
        if isinstance(frame, LaxFrame):
            return frame
        if step is not None:
            self._report(FaultKind.BAD_VALUE, element, frame, attribute=name, step=step)
            return frame.after_attributes(step.labels) or frame
        open_names = names_of(label for _, state in frame.pairs for label in state.attributes)
        free = [one for one in open_names if element.get(one) is None]
        usual = clark_name(ATTRIBUTES.get(name, ""))
        meant = usual if usual in free else self._guesses.nearest((frame, name, tuple(free)), name, lambda: free)
        taken_step = frame.steps[meant] if meant else None
        self._report(FaultKind.UNKNOWN_ATTRIBUTE, element, frame, attribute=name, meant=meant)
        if taken_step is None:
            return frame
        return frame.after_attributes(taken_step.labels) or frame

    def missing_attributes(self, frame: Frame, element: etree._Element) -> Frame:
        """Go on as if they were there."""
        self._is_troubled = True
        self._report(FaultKind.MISSING_ATTRIBUTE, element, frame)
        return frame.opened()

    def identifier(self, kind: str, element: etree._Element, name: str, value: str) -> None:
        """Remember identifiers and references to them; the second use of one is a fault."""
        if not self._check_ids or not kind:
            return
        if kind == "ID":
            identifier = " ".join(value.split())
            if identifier in self._ids:
                self._report(
                    FaultKind.DUPLICATE_ID,
                    element,
                    self._automaton.lax,
                    attribute=name,
                    value=identifier,
                    node=self._ids[identifier],
                )
            self._ids.setdefault(identifier, element)
        else:
            self._references.extend((element, name, one) for one in value.split())

    # Content.

    def unexpected_text(self, here: Level, node: etree._Element) -> Frame:
        """Tell it once for an element, and go on as if the words were in the element that is usual for them."""
        self._is_troubled = True
        parent = here.element
        if parent is None:
            return here.frame
        if parent not in self._worded:
            # Where a value must be, an element in it that cannot be there is the mistake.
            children = [str(one.tag) for one in islice(parent.iterchildren(etree.Element), _AHEAD)]
            if here.start.has_values and mistakes(here.frame, children):
                return here.frame
        wrapper = word_wrapper(here.frame, parent)
        if parent not in self._worded:
            self._worded.add(parent)
            self._report(FaultKind.TEXT, parent, here.frame, here.start, node=node, wrapper=wrapper)
        inside = self._automaton.without_tags(here.frame, wrapper) if wrapper is not None else None
        resumed = inside.after_text if inside is not None else None
        return resumed or here.frame

    def wrong_content(self, frame: Frame, element: etree._Element) -> Match:
        """Tell apart: words where none can be, a value that is none, nothing where something must be."""
        self._is_troubled = True
        text = text_of(element)
        wrapper = None
        if is_blank(text):
            kind = FaultKind.INCOMPLETE
        elif frame.has_values:
            kind = FaultKind.BAD_CONTENT
        else:
            kind = FaultKind.TEXT
            wrapper = word_wrapper(frame, element)
        self._report(kind, element, frame, node=element, wrapper=wrapper)
        return self._any_match(frame)

    def incomplete(self, frame: Frame, start: Frame, element: etree._Element) -> Match:
        """Go on as if what is missing were there."""
        self._is_troubled = True
        wrong = self._wrong.get(element, [])
        # What it lacks may stand in it, in the wrong place, or its words stand for it: that was told already.
        is_told = element in self._worded or (frame.has_values and bool(wrong))
        if not is_told and cost(frame, [str(one.tag) for one in wrong]):
            self._report(FaultKind.INCOMPLETE, element, frame, start, wrong=frozenset(wrong))
        return self._any_match(frame)

    def _any_match(self, frame: Frame) -> Match:
        return self._automaton.match(label for label, _ in frame.pairs) or Match(())


class _FoundError(Exception):
    """A fault was found, which is all that was asked."""


class _FirstFault(Recovery):
    def _report(self, *_: object, **__: object) -> None:
        raise _FoundError


def has_faults(automaton: Automaton, root: etree._Element, *, check_ids: bool) -> bool:
    """Tell whether a tree has any fault, without looking for the others."""
    try:
        _FirstFault(automaton, check_ids=check_ids).find(root)
    except _FoundError:
        return True
    return False


class _Bridge:
    """What must come before an element that is too early, and where that leads."""

    def __init__(self, missing: tuple[tuple[Named, ...], ...], inner: Frame, frame: Frame) -> None:
        self.missing = missing
        self.inner = inner
        self.frame = frame


def _find_bridge(frame: Frame, tag: str) -> _Bridge | None:
    """Find the fewest elements after which a name can come, by breadth."""
    reached: dict[Frame, tuple[tuple[Named, ...], ...]] = {frame: ()}
    places = [frame]
    for place in places:
        path = reached[place]
        if len(path) == _MOST_MISSING or len(reached) > _MOST_PLACES:
            return None
        ways: dict[Frame, list[Named]] = {}
        for label in place.firsts:
            if isinstance(label, Named) and label.names is not None:
                following = place.afters[place.automaton.match([label])]
                if following is not None and following not in reached:
                    ways.setdefault(following, []).append(label)
        for following, labels in ways.items():
            inner = following.opens[tag]
            after = advanced(following, tag)
            missing = (*path, tuple(labels))
            if inner is not None and after is not None:
                return _Bridge(missing, inner, after)
            reached[following] = missing
            places.append(following)
    return None


def _closing(above: list[Level], here: Level, child: etree._Element) -> tuple[etree._Element, ...]:
    """Return the elements that would have to end before one of a name, from the inside outwards, if that helps."""
    frame, element, tag = here.frame, here.element, str(child.tag)
    ended: list[etree._Element] = []
    for level in reversed(above[-_MOST_CLOSED:]):
        if element is None or (frame.match is None and level.resumed is None):
            break
        following = level.resumed or level.frame.afters[frame.match]
        ended.append(element)
        is_last = frame.is_mixed or next(child.itersiblings(etree.Element), None) is None
        if following is None or etree.QName(element).localname in NEVER_ENDED or not is_last:
            break
        if following.opens[tag] is not None:
            return tuple(ended)
        frame, element = following, level.element
    return ()


def word_wrapper(frame: Frame, parent: etree._Element) -> Named | None:
    """Return the element that words are put into as a rule, of those that can stand in a place; or None."""
    own = etree.QName(parent).localname
    usual = (*SIDE_BY_SIDE.get(own, ()), *CHILDREN.get(own, ()), *WORD_WRAPPERS)
    # Of what stands side by side, what is not there yet.
    there = {etree.QName(one).localname for one in islice(parent.iterchildren(etree.Element), _AHEAD)}
    if own in SIDE_BY_SIDE:
        usual = (*(name for name in usual if name not in there), *usual)
    found = {
        etree.QName(name).localname: label
        for label in frame.firsts
        if isinstance(label, Named) and takes_words(label.content)
        for name in label.names or ()
    }
    return next((found[name] for name in usual if name in found), None)


def _confused(tag: str, among: Iterable[str]) -> str:
    """Return the name among some that one of TEI's own is often taken for, or nothing."""
    name = etree.QName(tag)
    local = CONFUSED.get(name.localname, "")
    meant = f"{{{name.namespace}}}{local}" if name.namespace else local
    return meant if local and meant in set(among) else ""


def foreign_name(tag: str, among: Iterable[str]) -> str:
    """Return the name among some that is TEI's for one of a web page or word processor, or nothing."""
    name = etree.QName(tag)
    is_foreign = (name.namespace or "") in {TEI, "", XHTML} and not is_left_out(tag)
    written = FOREIGN.get(name.localname, "") if is_foreign else ""
    local = written[1:].split(" ")[0].rstrip("/>")
    return next((one for one in among if local and etree.QName(one).localname == local), "")
