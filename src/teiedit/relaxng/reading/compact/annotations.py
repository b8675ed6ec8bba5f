"""Annotations in the compact syntax: read to the end, checked, and dropped, save the documentation in them.

Source: RELAX NG Compact Syntax 5.
"""

from __future__ import annotations

from typing import NamedTuple

from teiedit.namespaces import RELAXNG
from teiedit.relaxng.reading.compact.cursor import Cursor
from teiedit.relaxng.reading.compact.environment import ANNOTATIONS, XMLNS, Environment
from teiedit.relaxng.reading.compact.lexer import DOCUMENTATION, LITERAL, NAME, NAMES, PREFIXED

MOST_LEVELS = 500
_DOCUMENTATION = (ANNOTATIONS, "documentation")


class Notes(NamedTuple):
    """The annotations before something.

    Attributes:
        documentation: of `##` and of a:documentation, each with white space collapsed.
        mark: where they begin; -1 where there are none.
        element_mark: where the first element in square brackets is; -1 where there is none.
    """

    documentation: tuple[str, ...] = ()
    mark: int = -1
    element_mark: int = -1


NO_NOTES = Notes()


class Annotations:
    """Reads the annotations of one file."""

    def __init__(self, cursor: Cursor, environment: Environment) -> None:
        self._cursor = cursor
        self._environment = environment

    def before(self) -> Notes:
        """Read what stands before a pattern, name class, parameter or definition, if anything does.

        Raises:
            SyntaxFault: it is wrong.
        """
        cursor = self._cursor
        if cursor.kind != "[" and cursor.kind is not DOCUMENTATION:
            return NO_NOTES
        mark, element_mark = cursor.mark, -1
        documentation: list[str] = []
        while cursor.kind is DOCUMENTATION:
            documentation += _said(cursor.take())
        if cursor.kind == "[":
            start = cursor.mark
            cursor.take()
            self._read_attributes(nested=False)
            element_mark = cursor.mark if cursor.kind != "]" else -1
            while cursor.kind in NAMES or cursor.kind is PREFIXED:
                documentation += self._read_element()
            if cursor.kind is LITERAL:
                cursor.refuse("text cannot stand in an annotation by itself", 'Put it into an element: x:note [ "…" ].')
            cursor.close("]", "the annotation", start)
        return Notes(tuple(documentation), mark, element_mark)

    def after(self) -> list[str]:
        """Read the annotations with >> that follow something, and return the documentation in them.

        Raises:
            SyntaxFault: one is wrong.
        """
        documentation: list[str] = []
        while self._cursor.accept(">>"):
            if self._cursor.kind not in NAMES and self._cursor.kind is not PREFIXED:
                self._cursor.refuse(f"expected the name of an annotation after >>, found {self._cursor.found}")
            documentation += self._read_element()
        return documentation

    def among_definitions(self) -> list[str] | None:
        """Read an annotation that stands by itself among definitions, and return the documentation in it.

        Raises:
            SyntaxFault: it is wrong.
        """
        cursor = self._cursor
        if cursor.next_kind != "[" or (cursor.kind is not NAME and cursor.kind is not PREFIXED):
            return None
        return self._read_element()

    def _read_element(self) -> list[str]:
        """Read an element with all in it, and return its text if it is documentation."""
        cursor = self._cursor
        name = self._name(nested=False)
        texts: list[str] = []
        opened: list[int] = []
        while True:
            # Here a name has been read, and its content begins.
            opened.append(cursor.mark)
            if len(opened) > MOST_LEVELS:
                cursor.refuse(f"annotations are nested deeper than {MOST_LEVELS} levels")
            cursor.expect("[", "after the name of an annotation")
            self._read_attributes(nested=True)
            while cursor.kind not in NAMES and cursor.kind is not PREFIXED:
                if cursor.kind is LITERAL:
                    texts.append(cursor.literal("in an annotation"))
                    continue
                cursor.close("]", "the annotation", opened.pop())
                if not opened:
                    return _said("".join(texts)) if name == _DOCUMENTATION else []
            self._name(nested=True)

    def _read_attributes(self, *, nested: bool) -> None:
        cursor = self._cursor
        seen: set[tuple[str, str]] = set()
        while cursor.next_kind == "=" and (cursor.kind in NAMES or cursor.kind is PREFIXED):
            mark, written = cursor.mark, cursor.found
            if not nested and cursor.kind is not PREFIXED:
                hint = "Only attributes with a prefix of another namespace can annotate a schema."
                cursor.refuse(f"the annotation {written} has no prefix", hint)
            name = self._name(nested=nested)
            if name[0] == XMLNS or name == ("", "xmlns"):
                cursor.refuse(f"the annotation {written} would declare a namespace", "Choose another name.", mark)
            if not nested and not name[0]:
                cursor.refuse(f"the annotation {written} has no namespace", "Choose a prefix with a namespace.", mark)
            if name in seen:
                cursor.refuse(f"the annotation {written} is there twice", "Remove one of the two.", mark)
            seen.add(name)
            cursor.take()
            cursor.literal("as the value of an annotation")

    def _name(self, *, nested: bool) -> tuple[str, str]:
        """Read the name of an annotation, and return its namespace and local name."""
        cursor = self._cursor
        mark = cursor.mark
        if cursor.kind is not PREFIXED:
            return "", cursor.take()
        written = cursor.take()
        prefix, _, local = written.partition(":")
        uri = self._environment.namespace(prefix, mark)
        if uri is None:
            hint = "The namespace of an annotation must be declared in this file."
            cursor.refuse(f"the prefix {prefix} of the annotation {written} is inherited", hint, mark)
        if uri == RELAXNG and not nested:
            hint = "Annotations are in namespaces other than that of RELAX NG."
            cursor.refuse(f"{written} is no annotation but of RELAX NG itself", hint, mark)
        return uri, local


def _said(text: str) -> list[str]:
    words = " ".join(text.split())
    return [words] if words else []
