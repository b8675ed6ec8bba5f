"""The declarations at the head of a schema in the compact syntax: which namespaces and libraries prefixes stand for.

Source: RELAX NG Compact Syntax 4.
"""

from __future__ import annotations

import re
from typing import Final

from teiedit.diagnostics import quoted
from teiedit.namespaces import PREFIXES, SCHEMATRON, XML
from teiedit.relaxng.reading.compact.cursor import Cursor

DECLARATIONS: Final = frozenset({"namespace", "default", "datatypes"})
ANNOTATIONS: Final = "http://relaxng.org/ns/compatibility/annotations/1.0"
XMLNS: Final = "http://www.w3.org/2000/xmlns"
_CUSTOMARY: Final = {**PREFIXES, "a": ANNOTATIONS, "sch": SCHEMATRON}
_XSD: Final = "http://www.w3.org/2001/XMLSchema-datatypes"
# Absolute and without a fragment. Source: RELAX NG 3, datatypeLibrary.
_LIBRARY = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]*:(?:[^\s#<>\"{}|\\^`%]|%[0-9A-Fa-f]{2})+")


class Environment:
    """What names stand for in one file.

    Attributes:
        default: the namespace of element names without a prefix; None where it is that of the including file.
        namespaces: the prefixes, and the default namespace under ""; those to be inherited are not in it.
    """

    def __init__(self, cursor: Cursor) -> None:
        """Read the declarations, up to the first token that does not belong to one.

        Raises:
            SyntaxFault: one is wrong.
        """
        self._cursor = cursor
        self.default: str | None = None
        self.namespaces: dict[str, str] = {"xml": XML}
        self._inherited: set[str] = set()
        self._libraries = {"xsd": _XSD}
        self._declared: dict[tuple[str, str], int] = {}
        while cursor.kind in DECLARATIONS:
            if cursor.kind == "datatypes":
                self._read_library()
            else:
                self._read_namespace()

    def _read_namespace(self) -> None:
        cursor = self._cursor
        default = cursor.accept("default")
        start = cursor.mark
        cursor.expect("namespace", "after default")
        prefix_mark, prefix = cursor.mark, ""
        if not default or cursor.kind != "=":
            prefix = cursor.expect_name("after namespace, as the prefix")
        cursor.expect("=", "in the declaration of a namespace")
        inherited = cursor.accept("inherit")
        uri = None if inherited else cursor.literal("as the name of the namespace, or inherit")
        if default:
            self._declare_once("default namespace", "", start)
            self.default = uri
            if uri is not None:
                self.namespaces[""] = uri
        if prefix:
            self._declare_once("namespace", prefix, prefix_mark)
            self._check_reserved(prefix, uri, prefix_mark)
            self._bind(prefix, uri)

    def _bind(self, prefix: str, uri: str | None) -> None:
        if uri is None:
            self._inherited.add(prefix)
        else:
            self.namespaces[prefix] = uri

    def _check_reserved(self, prefix: str, uri: str | None, mark: int) -> None:
        if prefix == "xmlns":
            self._cursor.refuse("the prefix xmlns cannot be declared", "Choose another prefix.", mark)
        if prefix == "xml" and uri != XML:
            self._cursor.refuse(f"the prefix xml can only stand for {XML}", "Choose another prefix.", mark)
        if prefix != "xml" and uri == XML:
            said = f"only the prefix xml can stand for {XML}"
            self._cursor.refuse(said, "Write xml, which needs no declaration.", mark)

    def _read_library(self) -> None:
        cursor = self._cursor
        cursor.take()
        mark = cursor.mark
        prefix = cursor.expect_name("after datatypes, as the prefix")
        cursor.expect("=", "in the declaration of datatypes")
        uri_mark = cursor.mark
        uri = cursor.literal("as the name of the datatypes")
        self._declare_once("datatypes", prefix, mark)
        if prefix == "xsd" and uri != _XSD:
            cursor.refuse(f"the prefix xsd can only stand for {_XSD}", "Choose another prefix.", uri_mark)
        if uri and not _LIBRARY.fullmatch(uri):
            cursor.refuse(
                f"{quoted(uri)} is not the name of datatypes", "It must be an absolute URI without #.", uri_mark
            )
        self._libraries[prefix] = uri

    def _declare_once(self, what: str, prefix: str, mark: int) -> None:
        first = self._declared.setdefault((what, prefix), mark)
        if first != mark:
            line = self._cursor.source.place(first).line
            said = f"{what} {prefix} is declared a second time" if prefix else f"a {what} is declared a second time"
            self._cursor.refuse(said, f"It was declared on line {line}: remove one of the two.", mark)

    def namespace(self, prefix: str, mark: int) -> str | None:
        """Return what a prefix stands for; None where it is the namespace of the including file.

        Raises:
            SyntaxFault: it is not declared.
        """
        uri = self.namespaces.get(prefix)
        if uri is None and prefix not in self._inherited:
            hint = f'Declare it at the head of the schema with namespace {prefix} = "{_CUSTOMARY.get(prefix, "…")}".'
            if prefix in self._libraries:
                hint = f"{prefix} is a prefix of datatypes. {hint}"
            self._cursor.refuse(f"there is no prefix {prefix}", hint, mark)
        return uri

    def library(self, prefix: str, mark: int) -> str:
        """Return the datatype library that a prefix stands for.

        Raises:
            SyntaxFault: it is not declared.
        """
        uri = self._libraries.get(prefix)
        if uri is None:
            hint = f'Declare it at the head of the schema with datatypes {prefix} = "…".'
            if prefix in {"xs", "xds", "xsi"}:
                hint = "Write xsd for the datatypes of XML Schema."
            elif prefix in self.namespaces:
                hint = f"{prefix} is the prefix of a namespace; for a name write element {prefix}:… {{ }}."
            self._cursor.refuse(f"there is no datatype prefix {prefix}", hint, mark)
        return uri
