"""Faults about attributes and values in an editor's words."""

from __future__ import annotations

from dataclasses import replace

from lxml import etree

from teiedit import codes
from teiedit.diagnostics import Diagnostic, Edit, Fix, Location, finding, quoted
from teiedit.document import Document
from teiedit.relaxng.engine.faults import Fault
from teiedit.relaxng.engine.labels import Named, is_blank
from teiedit.relaxng.engine.matching import scope_of, text_of
from teiedit.relaxng.engine.needs import least, missing_attributes
from teiedit.relaxng.vocabulary.spelling import nearest
from teiedit.relaxng.wording.phrases import Phrases, listed
from teiedit.relaxng.wording.values import Judgement, judge, listed_values


class AttributeWording:
    """Tells faults about attributes and values of one document as findings."""

    def __init__(self, document: Document, phrases: Phrases) -> None:
        self._document = document
        self._phrases = phrases

    def unknown(self, fault: Fault) -> Diagnostic:
        """Tell of an attribute that its element cannot have."""
        element, name, phrases = fault.element, fault.attribute, self._phrases
        shown, owner = phrases.attribute(element, name), phrases.element(element)
        at = self._document.locate(element, name)
        free = phrases.ranked_attributes([one for one in self._names(fault) if element.get(one) is None], element)
        allowed = tuple(phrases.shown(one) for one in free)
        every = {one for label, _ in fault.frame.pairs if label for one in phrases.names(label.content.attributes)}
        if name in every:
            rivals = [phrases.shown(str(one)) for one in element.keys() if one != name]  # noqa: SIM118 - lxml's
            said = f"{owner} cannot have {shown} beside {listed(rivals, 'and')}"
            return finding(codes.ATTRIBUTE_NOT_ALLOWED, said, at, hint="Delete one of them.", allowed=allowed)
        said = f"{owner} has no attribute {shown}"
        if fault.meant:
            meant = phrases.shown(fault.meant)
            fix = _renaming(at, shown, meant)
            source = self._said_of(fault, meant)
            hint = f"Did you mean {meant}?"
            return finding(codes.ATTRIBUTE_NOT_ALLOWED, said, at, hint=hint, source=source, fix=fix, allowed=allowed)
        if twin := nearest(name, [one for one in every if one != name and element.get(one) is not None]):
            hint = f"It has {phrases.shown(twin)} already."
        else:
            hint = f"It can have {listed(list(allowed), 'and')}." if allowed else "It has no more attributes."
        return finding(codes.ATTRIBUTE_NOT_ALLOWED, said, at, hint=hint, allowed=allowed)

    def _said_of(self, fault: Fault, shown: str) -> str:
        labels = [one for _, state in fault.frame.pairs for one in state.attributes if isinstance(one, Named)]
        meant = [one for one in labels if shown in map(self._phrases.shown, one.names or ())]
        return next((said for one in meant if (said := self._phrases.documentation(one))), "")

    def _names(self, fault: Fault) -> list[str]:
        return self._phrases.names(label for _, state in fault.frame.pairs for label in state.attributes)

    def missing(self, fault: Fault) -> Diagnostic:
        """Tell of attributes that an element lacks."""
        element, phrases = fault.element, self._phrases
        need = least([missing_attributes(state) for _, state in fault.frame.pairs])
        slots = [slot for slot in need if any(isinstance(label, Named) for label in slot)]
        names = [phrases.names(slot) for slot in slots]
        owner, at = phrases.element(element), self._document.locate(element)
        if not names or not all(names):
            return finding(codes.ATTRIBUTE_MISSING, f"{owner} lacks an attribute", at)
        if len(names) == 1 and len(names[0]) == 1:
            said = f"{owner} lacks the attribute {phrases.shown(names[0][0])}"
        elif len(names) == 1:
            said = f"{owner} lacks one of the attributes {phrases.attributes(names[0])}"
        else:
            said = f"{owner} lacks the attributes {phrases.each(names, phrases.shown)}"
        label = next(one for one in slots[0] if isinstance(one, Named))
        wanted = judge(phrases.automaton, [label.content], "")
        allowed = tuple(dict.fromkeys(phrases.shown(one) for several in names for one in several))
        hint = self._takes(f"{phrases.shown(phrases.names([label])[0])}", wanted)
        return finding(
            codes.ATTRIBUTE_MISSING, said, at, hint=hint, source=phrases.documentation(label), allowed=allowed
        )

    def bad_value(self, fault: Fault) -> Diagnostic:
        """Tell of a value that its attribute cannot have."""
        element, name, phrases = fault.element, fault.attribute, self._phrases
        labels = fault.step.labels if fault.step is not None else ()
        text = element.get(name) or ""
        found = judge(phrases.automaton, [label.content for label in labels], text, scope_of(element))
        found = replace(found, values=tuple(phrases.ranked_values(found.values, name)))
        at = self._document.locate_value(element, name, found.offset)
        whose = f"{phrases.shown(name)} of {phrases.element(element)}"
        source = next((said for label in labels if (said := phrases.documentation(label))), "")
        fix = self._mending(at, element, name, found)
        return self._about_value(found, at, whose=whose, who=phrases.shown(name), source=source, fix=fix)

    def bad_content(self, fault: Fault) -> Diagnostic:
        """Tell of a text that its element cannot have."""
        element, phrases = fault.element, self._phrases
        found = judge(phrases.automaton, [state for _, state in fault.frame.pairs], text_of(element), scope_of(element))
        at = self._document.locate_words(element, element)
        owner = phrases.element(element)
        source = phrases.element_documentation(str(element.tag))
        return self._about_value(found, at, whose=owner, who=owner, source=source)

    def lacks_value(self, fault: Fault, at: Location) -> Diagnostic:
        """Tell of an element that is empty or ends too early where a value must be."""
        phrases = self._phrases
        wanted = judge(phrases.automaton, [state for _, state in fault.frame.pairs], "")
        owner = phrases.element(fault.element)
        source = phrases.element_documentation(str(fault.element.tag))
        said = f"{owner} is empty" if is_blank(text_of(fault.element)) else f"{owner} is not complete"
        return finding(codes.ELEMENT_MISSING, said, at, hint=self._takes(owner, wanted), source=source)

    def _about_value(  # noqa: PLR0913
        self, found: Judgement, at: Location, *, whose: str, who: str, source: str, fix: Fix | None = None
    ) -> Diagnostic:
        word = quoted(found.word)
        why = f": {found.why}" if found.why else ""
        said = f"{word} is not a value that {whose} can have{why}"
        if is_blank(found.word):
            said = f"{whose} is empty"
        meant = f'Did you mean "{found.meant}"?' if found.meant else ""
        hint = " ".join(one for one in (meant, self._takes(who, found)) if one)
        return finding(codes.BAD_VALUE, said, at, hint=hint, source=source, fix=fix, allowed=found.values)

    @staticmethod
    def _takes(who: str, found: Judgement) -> str:
        if found.values and found.takes:
            return f"{who} takes {listed_values(found.values)}, or {found.takes}."
        if found.values:
            return f"{who} can be {listed_values(found.values)}."
        return f"{who} takes {found.takes}." if found.takes else ""

    @staticmethod
    def _mending(at: Location, element: etree._Element, name: str, found: Judgement) -> Fix | None:
        whole = element.get(name) or ""
        if not found.meant or not at.column or whole[found.offset : found.offset + len(found.word)] != found.word:
            return None
        if any(letter in found.word for letter in "&<>\"'\n\t\r") or any(letter in found.meant for letter in "&<>\"'"):
            return None
        end = replace(at, column=at.column + len(found.word))
        return Fix(f'Write "{found.meant}" for "{found.word}".', "unsafe", (Edit(at, end, found.meant),))

    def duplicate_id(self, fault: Fault) -> Diagnostic:
        """Tell of the second use of an identifier."""
        line = self._document.locate(fault.node).line if fault.node is not None else 0
        at = self._document.locate(fault.element, fault.attribute, value=True)
        hint = f"Line {line} has it first; give one of the two another."
        return finding(codes.DUPLICATE_ID, f"the identifier {quoted(fault.value)} is used twice", at, hint=hint)

    def unknown_idref(self, fault: Fault) -> Diagnostic:
        """Tell of a reference to an identifier that nothing has."""
        at = self._document.locate(fault.element, fault.attribute, value=True)
        said = f"nothing in the document has the identifier {quoted(fault.value)}"
        return finding(codes.UNRESOLVED_POINTER, said, at)


def _renaming(at: Location, written: str, meant: str) -> Fix | None:
    if not at.column:
        return None
    end = replace(at, column=at.column + len(written))
    return Fix(f"Write {meant} for {written}.", "unsafe", (Edit(at, end, meant),))
