"""Put faults into an editor's words: what is wrong, and what to write instead."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from itertools import islice
from typing import cast

from lxml import etree

from teiedit import codes
from teiedit.diagnostics import Code, Diagnostic, Edit, Fix, Location, Severity, finding, quoted
from teiedit.document import Document
from teiedit.namespaces import TEI, XHTML
from teiedit.relaxng.engine.automaton import Automaton, Frame
from teiedit.relaxng.engine.faults import Fault, FaultKind
from teiedit.relaxng.engine.labels import Named, is_blank, namespace_of
from teiedit.relaxng.engine.needs import least, missing_content
from teiedit.relaxng.engine.recovery import foreign_name
from teiedit.relaxng.engine.replay import Replay, Siblings, advanced, mistakes
from teiedit.relaxng.vocabulary.customs import CHILDREN, CONFUSED, FOREIGN, NEVER_AROUND, WITHDRAWN, WRAPPERS
from teiedit.relaxng.vocabulary.spelling import Guesses, nearest
from teiedit.relaxng.vocabulary.tei_names import is_left_out
from teiedit.relaxng.wording.attributes import AttributeWording
from teiedit.relaxng.wording.phrases import Phrases, is_element, listed


class Wording:
    """Tells faults of one document as findings."""

    def __init__(self, document: Document, automaton: Automaton) -> None:
        self._document = document
        self._automaton = automaton
        self._phrases = Phrases(document, automaton)
        self._attributes = AttributeWording(document, self._phrases)
        self._guesses = Guesses()
        self._told: Counter[FaultKind] = Counter()
        self._siblings: dict[etree._Element, Siblings] = {}
        self._ranked: dict[tuple[Frame, str | None, tuple[str, ...]], list[str]] = {}
        self._tell: dict[FaultKind, Callable[[Fault], Diagnostic]] = {
            FaultKind.UNKNOWN_ELEMENT: self._unknown_element,
            FaultKind.WRONG_ROOT: self._wrong_root,
            FaultKind.MISPLACED_ELEMENT: self._misplaced,
            FaultKind.ELEMENT_TOO_EARLY: self._too_early,
            FaultKind.INCOMPLETE: self._incomplete,
            FaultKind.TEXT: self._text,
            FaultKind.BAD_CONTENT: self._attributes.bad_content,
            FaultKind.UNKNOWN_ATTRIBUTE: self._attributes.unknown,
            FaultKind.BAD_VALUE: self._attributes.bad_value,
            FaultKind.MISSING_ATTRIBUTE: self._attributes.missing,
            FaultKind.DUPLICATE_ID: self._attributes.duplicate_id,
            FaultKind.UNKNOWN_IDREF: self._attributes.unknown_idref,
        }

    def tell(self, fault: Fault) -> Diagnostic:
        """Return the finding for a fault; after a thousand of a kind only its kind and its place."""
        self._told[fault.kind] += 1
        if self._told[fault.kind] > _MOST_TOLD:
            shown = self._phrases.element(fault.element)
            return finding(_CODES[fault.kind], f"{shown} is one more of the same", self._document.locate(fault.element))
        return self._tell[fault.kind](fault)

    def _say(  # noqa: PLR0913
        self,
        code: Code,
        said: str,
        at: Location,
        *,
        hint: str,
        allowed: list[str],
        about: str = "",
        fix: Fix | None = None,
    ) -> Diagnostic:
        source = self._phrases.element_documentation(about) if about else ""
        shown = tuple(self._phrases.shown(name) for name in allowed)
        return finding(code, said, at, hint=hint, source=source, fix=fix, allowed=shown)

    def _allowed(self, frame: Frame, parent: etree._Element | None) -> list[str]:
        usual = self._phrases.usual(parent)
        key = (frame, None if parent is None else str(parent.tag), usual)
        if key not in self._ranked:
            labels = (label for label in frame.firsts if is_element(label))
            self._ranked[key] = self._phrases.ranked(self._phrases.names(labels), parent)
        return self._ranked[key]

    def _unknown_element(self, fault: Fault) -> Diagnostic:
        element, phrases = fault.element, self._phrases
        tag = str(element.tag)
        allowed = self._allowed(fault.frame, fault.parent)
        shown = phrases.element(element)
        at = self._document.locate(element)
        if meant := fault.meant:
            if _local(meant) == _local(tag):
                said = f"{shown} is in {_namespace(tag)}, where the schema has no such element"
                hint = f"Put it into {_namespace(meant)}, by xmlns on it or on an element around it."
                return self._say(codes.ELEMENT_NOT_ALLOWED, said, at, hint=hint, allowed=allowed, about=meant)
            hint, fix = f"Did you mean {phrases.tag(meant)}?", self._renaming(element, meant)
            if foreign_name(tag, [meant]):
                hint = f"TEI writes {FOREIGN[_local(tag)]}."
            said = f"{shown} {_UNKNOWN}"
            return self._say(codes.ELEMENT_NOT_ALLOWED, said, at, hint=hint, allowed=allowed, about=meant, fix=fix)
        hint = self._instead(fault, allowed)
        return self._say(codes.ELEMENT_NOT_ALLOWED, f"{shown} {_UNKNOWN}", at, hint=hint, allowed=allowed)

    def _instead(self, fault: Fault, allowed: list[str]) -> str:
        """Say what there is instead of an element that the schema does not have."""
        tag = str(fault.element.tag)
        local, uri = _local(tag), namespace_of(tag)
        here = self._here(allowed)
        if is_left_out(tag):
            said = f"TEI has it, but this schema leaves it out. {here}"
        elif local in FOREIGN and uri in {TEI, "", XHTML}:
            said = f"TEI writes {FOREIGN[local]}."
        elif local in WITHDRAWN:
            said = f"TEI had it once; it writes {WITHDRAWN[local]} now."
        elif not uri and uri not in self._automaton.namespaces:
            said = "It is in no namespace: declare one by xmlns on it or on an element around it."
        elif uri not in self._automaton.namespaces:
            said = f"It is in the namespace {uri}, of which the schema has nothing. {here}"
        else:
            said = self._nearest_elsewhere(tag, fault.parent) or here or "The schema has nothing of a like name."
        return said.rstrip()

    def _nearest_elsewhere(self, tag: str, parent: etree._Element | None) -> str:
        near = self._guesses.nearest(tag, tag, lambda: self._phrases.names(self._automaton.elements))
        if not near:
            return ""
        homes = self._phrases.ranked(self._phrases.parents(near), parent)
        where = f", which can stand inside {self._phrases.tags(homes)}" if homes else ""
        return f"Did you mean {self._phrases.tag(near)}{where}?"

    def _here(self, allowed: list[str]) -> str:
        return f"Here can stand {self._phrases.tags(allowed)}." if allowed else ""

    def _renaming(self, element: etree._Element, meant: str) -> Fix | None:
        start, end = self._document.locate(element), self._document.locate_end(element)
        if not start.column or not end.column:
            return None
        written = f"{element.prefix}:{_local(str(element.tag))}" if element.prefix else _local(str(element.tag))
        new = f"{element.prefix}:{_local(meant)}" if element.prefix else _local(meant)
        edits = [_edit(start, 1, written, new)]
        if (start.line, start.column) != (end.line, end.column):
            edits.append(_edit(end, 2, written, new))
        return Fix(f"Write <{new}> for <{written}>.", "unsafe", tuple(edits))

    def _wrong_root(self, fault: Fault) -> Diagnostic:
        shown = self._phrases.element(fault.element)
        allowed = self._allowed(fault.frame, None)
        hint = f"The root can be {self._phrases.tags(allowed)}." if allowed else ""
        if fault.meant:
            hint = f"Did you mean {self._phrases.tag(fault.meant)}?"
        said = f"{shown} cannot be the root"
        if fault.meant and _local(fault.meant) == _local(str(fault.element.tag)):
            said = f"{shown} is in {_namespace(str(fault.element.tag))}, where the schema has no such root"
            hint = f"The schema has it in {_namespace(fault.meant)}."
        at = self._document.locate(fault.element)
        return self._say(codes.ELEMENT_NOT_ALLOWED, said, at, hint=hint, allowed=allowed)

    def _misplaced(self, fault: Fault) -> Diagnostic:
        element, phrases = fault.element, self._phrases
        tag, shown = str(element.tag), phrases.element(element)
        parent = phrases.element(fault.parent) if fault.parent is not None else ""
        allowed = self._allowed(fault.frame, fault.parent)
        if fault.meant:
            said = f"{shown} cannot stand inside {parent}"
            hint = f"Did you mean {phrases.tag(fault.meant)}?"
            if _local(tag) not in CONFUSED:
                hint += " What is in it fits."
        elif fault.wrapper is not None:
            said, hint = self._without_wrapper(fault, shown, parent)
        elif self._is_in_content(fault, tag):
            said, hint = self._out_of_order(fault, shown, parent)
        else:
            said, hint = f"{shown} cannot stand inside {parent}", self._elsewhere(fault, tag, allowed)
        hint = hint or self._here(allowed)
        at = self._document.locate(element)
        return self._say(codes.ELEMENT_NOT_ALLOWED, said, at, hint=hint, allowed=allowed, about=tag)

    def _without_wrapper(self, fault: Fault, shown: str, parent: str) -> tuple[str, str]:
        """Say of an element that another should be around it, a new one or the one before it."""
        (name, *_) = self._phrases.names([cast("Named", fault.wrapper)])
        around, previous = self._phrases.tag(name), self._previous(fault.element)
        more = " and what follows" if next(fault.element.itersiblings(etree.Element), None) is not None else ""
        said = f"{shown} cannot stand inside {parent}"
        if previous is None or previous.tag != name:
            return said, f"Put it and what follows into {around}."
        if self._is_in_content(fault, str(fault.element.tag)):
            said = f"{shown} cannot stand after {around} inside {parent}"
        return said, f"Put it{more} into the {around} before it, or into a new {around}."

    def _is_in_content(self, fault: Fault, tag: str) -> bool:
        return any(
            label in self._automaton.children_of(one)
            for one, _ in fault.start.pairs
            if one is not None
            for label in self._automaton.elements_named[tag]
        )

    def _out_of_order(self, fault: Fault, shown: str, parent: str) -> tuple[str, str]:
        """Say of an element that its parent can have, but not here: is it one too many, too late or too early?"""
        replay = self._replay(fault)
        if (twin := replay.twin()) is not None:
            hint = f"There is one on line {self._line(twin)} already: join the two, or delete one."
            return f"there can be only one {shown} inside {parent}", hint
        previous = self._previous(fault.element)
        if previous is not None and self._takes_at_its_end(fault, previous):
            name = self._phrases.element(previous)
            hint = f"Put it into the {name} before it, or into a new {name}."
            return f"{shown} cannot stand after {name} inside {parent}", hint
        if (later := replay.stands_before()) is not None:
            name = self._phrases.element(later)
            return f"{shown} cannot stand after {name} inside {parent}", self._put("before", later)
        if (earlier := replay.stands_after()) is not None:
            name = self._phrases.element(earlier)
            return f"{shown} cannot stand before {name} inside {parent}", self._put("after", earlier)
        if previous is None:
            return f"{shown} cannot stand first inside {parent}", ""
        return f"{shown} cannot stand after {self._phrases.element(previous)} inside {parent}", ""

    @staticmethod
    def _previous(element: etree._Element) -> etree._Element | None:
        return next(element.itersiblings(etree.Element, preceding=True), None)

    @staticmethod
    def _takes_at_its_end(fault: Fault, sibling: etree._Element) -> bool:
        """Whether the element before could hold one that cannot stand after it, and there could be another such."""
        opened = fault.frame.opens[str(sibling.tag)]
        if opened is None:
            return False
        frame = opened.content
        for child in sibling.iterchildren(etree.Element):
            frame = advanced(frame, str(child.tag)) or frame
        return frame.opens[str(fault.element.tag)] is not None

    def _replay(self, fault: Fault) -> Replay:
        parent = cast("etree._Element", fault.parent)
        if parent not in self._siblings:
            # One at a time: faults come in the order of reading.
            self._siblings = {parent: Siblings(parent, fault.start)}
        return Replay(self._siblings[parent], fault.element, fault.frame)

    def _put(self, where: str, other: etree._Element) -> str:
        return f"Put it {where} the {self._phrases.element(other)} on line {self._line(other)}."

    def _line(self, element: etree._Element) -> int:
        return self._document.locate(element).line

    def _elsewhere(self, fault: Fault, tag: str, allowed: list[str]) -> str:
        """Say where an element could go that its parent cannot have at all."""
        previous = self._previous(fault.element)
        if previous is not None and _local(str(previous.tag)) in WRAPPERS and self._takes_at_its_end(fault, previous):
            name = self._phrases.element(previous)
            return f"Put it into the {name} before it, or into a new {name}."
        if fault.closing and _is_alone(fault.element) and self._holds_words(fault):
            inside = self._phrases.element(fault.closing[0])
            return f"Delete its tags: what is in it can stand inside {inside} by itself."
        if fault.closing:
            names = [f"the {self._phrases.element(one)}" for one in fault.closing]
            return f"End {listed(names, 'and')} before it."
        if wrappers := self._wrappers(fault, tag, allowed):
            return f"Put it into {self._phrases.tag(wrappers[0])}."
        # Of the many places in a schema those that the document has.
        homes = [name for name in self._phrases.parents(tag) if name != tag and self._phrases.is_used(name)]
        return f"It can stand inside {self._phrases.tags(self._phrases.ranked(homes, None)[:3])}." if homes else ""

    @staticmethod
    def _holds_words(fault: Fault) -> bool:
        """Whether all that is in an element could stand where it stands."""
        children = [str(one.tag) for one in islice(fault.element.iterchildren(etree.Element), _MOST_CHILDREN)]
        return fault.frame.is_mixed and not mistakes(fault.frame, children)

    def _wrappers(self, fault: Fault, tag: str, allowed: list[str]) -> list[str]:
        """Return the elements that are allowed here and would allow the element as their first."""
        parent = _local(str(fault.parent.tag)) if fault.parent is not None else ""
        usual = (*CHILDREN.get(parent, ()), *WRAPPERS)
        needs = [need for _, state in fault.frame.pairs if (need := missing_content(state))]
        needed = [name for need in needs if len(need[0]) == 1 for name in self._phrases.names(need[0])]
        usual = (*map(_local, needed), *usual)
        found = [
            name
            for name in allowed
            if _local(name) in usual
            and _local(name) not in NEVER_AROUND
            and _local(name) != _local(tag)
            and _can_begin_with(fault.frame, name, tag)
        ]
        if not found:
            # Where few could be put around it, the first of them.
            found = [
                name
                for name in allowed
                if _local(name) not in {*NEVER_AROUND, "note", _local(tag)} and _can_begin_with(fault.frame, name, tag)
            ]
            return found if len(found) <= _FEW else []
        return sorted(found, key=lambda name: usual.index(_local(name)))

    def _too_early(self, fault: Fault) -> Diagnostic:
        phrases, parent = self._phrases, fault.parent
        slots = [phrases.ranked(phrases.names(slot), parent) for slot in fault.before]
        missing = phrases.each(slots, phrases.tag)
        inside = phrases.element(parent) if parent is not None else ""
        said = f"{inside} lacks {missing} before {phrases.element(fault.element)}"
        hint = f"Add {phrases.each([names[:1] for names in slots], phrases.tag)} before it."
        at = self._document.locate(fault.element)
        allowed = [name for names in slots for name in names]
        return self._say(codes.ELEMENT_MISSING, said, at, hint=hint, allowed=allowed, about=slots[0][0])

    def _incomplete(self, fault: Fault) -> Diagnostic:
        element, phrases = fault.element, self._phrases
        shown = phrases.element(element)
        need = least([missing_content(state) for _, state in fault.frame.pairs])
        slots = [phrases.ranked(phrases.names(slot), element) for slot in need]
        is_bare = next(element.iterchildren(etree.Element), None) is None
        at = self._document.locate_end(element)
        if not slots or not all(slots):
            return self._attributes.lacks_value(fault, at)
        missing = phrases.each(slots, phrases.tag)
        if all(len(names) == 1 for names in slots):
            said, hint = f"{shown} lacks {missing}", f"Add {missing}."
        else:
            said = f"{shown} {'is empty' if is_bare else 'ends too early'}"
            hint = f"It needs {missing}."
        allowed = list(dict.fromkeys(name for names in slots for name in names))
        told = self._from_what_is_there(fault, allowed)
        hint = told or hint
        # What one missing thing is explains more than what lacks it; of many none does.
        about = allowed[0] if len(allowed) == 1 else str(element.tag)
        found = self._say(codes.ELEMENT_MISSING, said, at, hint=hint, allowed=allowed, about=about)
        # Settled with a mistake that was told: said, because the place is another, but no error of its own.
        return replace(found, severity=Severity.INFO) if told else found

    def _from_what_is_there(self, fault: Fault, needed: list[str]) -> str:
        """Say how a child that was told to be wrong would be what is missing."""
        usual = (*CHILDREN.get(_local(str(fault.element.tag)), ()), *WRAPPERS)
        others = ""
        for child in fault.element.iterchildren(etree.Element):
            if child not in fault.wrong:
                continue
            tag, where = str(child.tag), f"the {self._phrases.element(child)} on line {self._line(child)}"
            if self._automaton.anywhere(tag) is None:
                meant = foreign_name(tag, needed) or nearest(tag, needed)
                if meant and _local(meant) == _local(tag):
                    return f"{where[:1].upper()}{where[1:]}, put into {_namespace(meant)}, would be it."
                if meant:
                    return f"{where[:1].upper()}{where[1:]}, spelt {self._phrases.tag(meant)}, would be it."
                others = others or f"It needs {self._phrases.tags(needed)}: see {where}."
                continue
            for name in needed:
                is_around = _local(name) in usual and _local(name) not in NEVER_AROUND
                if (is_around or len(needed) == 1) and _can_begin_with(fault.frame, name, tag):
                    return f"It needs {self._phrases.tags(needed)}: put {where} into {self._phrases.tag(name)}."
        return others

    def _text(self, fault: Fault) -> Diagnostic:
        element, phrases = fault.element, self._phrases
        node = fault.node if fault.node is not None else element
        text = (node.text if node is element else node.tail) or ""
        at = self._document.locate_words(element, node)
        allowed = self._allowed(fault.frame, element)
        shown = phrases.element(element)
        if fault.wrapper is not None:
            hint = f"Put them into {phrases.tags(phrases.names([fault.wrapper]))}."
        elif allowed:
            hint = self._here(allowed)
        else:
            hint = f"{shown} can hold no words: write {shown[:-1]}/> and put them after it."
        said = f"words stand directly inside {shown}: {quoted(text, 30)}"
        return self._say(codes.TEXT_NOT_ALLOWED, said, at, hint=hint, allowed=allowed, about=str(element.tag))


# Faults of a kind that are put into words; nobody reads so many, and reports show fewer.
_MOST_TOLD = 1_000
_CODES = {
    FaultKind.UNKNOWN_ELEMENT: codes.ELEMENT_NOT_ALLOWED,
    FaultKind.WRONG_ROOT: codes.ELEMENT_NOT_ALLOWED,
    FaultKind.MISPLACED_ELEMENT: codes.ELEMENT_NOT_ALLOWED,
    FaultKind.ELEMENT_TOO_EARLY: codes.ELEMENT_MISSING,
    FaultKind.INCOMPLETE: codes.ELEMENT_MISSING,
    FaultKind.TEXT: codes.TEXT_NOT_ALLOWED,
    FaultKind.BAD_CONTENT: codes.BAD_VALUE,
    FaultKind.UNKNOWN_ATTRIBUTE: codes.ATTRIBUTE_NOT_ALLOWED,
    FaultKind.BAD_VALUE: codes.BAD_VALUE,
    FaultKind.MISSING_ATTRIBUTE: codes.ATTRIBUTE_MISSING,
    FaultKind.DUPLICATE_ID: codes.DUPLICATE_ID,
    FaultKind.UNKNOWN_IDREF: codes.UNRESOLVED_POINTER,
}
_UNKNOWN = "is not an element of the schema"
# Elements that could be put around another, of which the first is a good guess.
_FEW = 3
# Looked at to tell whether an element's content could stand without its tags.
_MOST_CHILDREN = 50


def _is_alone(element: etree._Element) -> bool:
    """Whether an element is all that its parent holds."""
    parent = element.getparent()
    if parent is None or len(parent) > 1:
        return False
    return is_blank(parent.text or "") and is_blank(element.tail or "")


def _can_begin_with(frame: Frame, wrapper: str, tag: str) -> bool:
    outer = frame.opens[wrapper]
    return outer is not None and outer.content.opens[tag] is not None


def _edit(tag: Location, skip: int, written: str, new: str) -> Edit:
    start = Location(tag.path, tag.line, tag.column + skip, tag.xpath)
    return Edit(start, Location(tag.path, tag.line, tag.column + skip + len(written), tag.xpath), new)


def _local(name: str) -> str:
    return name.rpartition("}")[2]


def _namespace(name: str) -> str:
    uri = name[1:].rpartition("}")[0] if name.startswith("{") else ""
    return f"the namespace {uri}" if uri else "no namespace"
