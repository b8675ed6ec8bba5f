"""A loaded schema: the one object through which documents are held against it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from lxml import etree

from teiedit.diagnostics import Diagnostic
from teiedit.document import Document, read_xml
from teiedit.document.parsing import Reading
from teiedit.relaxng.engine.automaton import Automaton
from teiedit.relaxng.engine.recovery import Recovery, has_faults
from teiedit.relaxng.grammar import Grammar

if TYPE_CHECKING:
    from teiedit.relaxng.allowed import Allowed

# States kept between documents; all plays of a language in all of TEI come to five thousand.
_MOST_STATES: Final = 300_000


class Schema:
    """A RELAX NG schema that was loaded.

    Attributes:
        path: the file it was loaded from.
        grammar: its simple form.
        check_ids: whether identifiers must be unique and references to them must lead somewhere, as
            RELAX NG DTD Compatibility has it.
    """

    def __init__(self, path: Path, grammar: Grammar, *, check_ids: bool = True) -> None:
        self.path = path
        self.grammar = grammar
        self.check_ids = check_ids
        self._automaton = Automaton(grammar)

    def __reduce__(self) -> tuple[type[Schema], tuple[Path, Grammar], dict[str, bool]]:
        """Pickle the grammar alone: states are made again where they are needed."""
        return Schema, (self.path, self.grammar), {"check_ids": self.check_ids}

    def is_valid(self, subject: Path | Document) -> bool:
        """Tell whether a document has no findings.

        Raises:
            InputError: the file cannot be opened.
        """
        reading = Reading(subject, ()) if isinstance(subject, Document) else read_xml(Path(subject))
        if reading.document is None or reading.findings:
            return False
        if reading.document.incomplete:
            # What is missing because an include failed is no fault of the document's.
            return next(self.iter_findings(reading.document), None) is None
        return not has_faults(self._fresh(), reading.document.root, check_ids=self.check_ids)

    def iter_findings(self, subject: Path | Document) -> Iterator[Diagnostic]:
        """Yield what the schema has against a document, in reading order.

        A file that is not well-formed yields what was found while reading it.

        Raises:
            InputError: the file cannot be opened.
        """
        if isinstance(subject, Document):
            document = subject
        else:
            reading = read_xml(Path(subject))
            yield from reading.findings
            if reading.document is None:
                return
            document = reading.document
        automaton = self._fresh()
        faults = Recovery(automaton, check_ids=self.check_ids).find(document.root)
        if not faults:
            return
        # Not needed for a document without mistakes, which is most of them.
        from teiedit.relaxng.wording.elements import Wording  # noqa: PLC0415

        wording = Wording(document, automaton)
        told = [wording.tell(fault) for fault in faults if fault.element not in document.incomplete]
        yield from sorted(told, key=lambda one: (str(one.location.path), one.location.line, one.location.column))

    def _fresh(self) -> Automaton:
        """Return the automaton, made anew where a long life or a hostile document has led it to too many states."""
        if self._automaton.size > _MOST_STATES:
            self._automaton = Automaton(self.grammar)
        return self._automaton

    def allowed_at(
        self,
        document: Document,
        element: etree._Element | None = None,
        *,
        before: int | None = None,
        attribute: str | None = None,
    ) -> Allowed:
        """Tell what can be written at a place of a document.

        Without `attribute`: the elements that can stand in `element` before its child element number `before`
        (from 0; at its end by default), and the attributes that it can have beside those it has. With
        `attribute`, a Clark name: the values of that attribute of `element`.

        Args:
            document: that the element is in; it may have mistakes.
            element: None for the place of the root.
            before: number of a child element.
            attribute: whether the element has it or not.
        """
        from teiedit.relaxng.allowed import allowed_in, allowed_on  # noqa: PLC0415 - not for validating

        if element is None:
            return allowed_in(document, self._automaton, None, 0)
        beside = allowed_on(document, self._automaton, element, attribute)
        if attribute is not None:
            return beside
        return replace(allowed_in(document, self._automaton, element, before), attributes=beside.attributes)
