"""The datatypes of names: of elements, of attributes, identifiers, languages, and lists of such."""

from __future__ import annotations

import re
from collections.abc import Hashable
from functools import lru_cache
from typing import Any

from teiedit.namespaces import XML
from teiedit.relaxng.datatypes.errors import NotAllowedError
from teiedit.relaxng.datatypes.kinds import Kind, Scope, TextKind

# Compiled by `re` when they are first used.
_PLAIN = {
    "Name": r"[A-Za-z_:][A-Za-z0-9._:-]*",
    "NCName": r"[A-Za-z_][A-Za-z0-9._-]*",
    "NMTOKEN": r"[A-Za-z0-9._:-]+",
}
_LANGUAGE = r"[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*"


@lru_cache
def _full(sort: str) -> re.Pattern[str]:
    """Return the expression for names of a sort with letters of all scripts: made when there is one."""
    from teiedit.relaxng.datatypes.name_characters import NAME_CHARACTERS, NAME_STARTS  # noqa: PLC0415

    starts, rest = _class(NAME_STARTS), _class(NAME_CHARACTERS)
    if sort == "NMTOKEN":
        return re.compile(f"[{rest}]+")
    return re.compile(f"[{starts}][{rest}]*")


def _class(table: str) -> str:
    ends = (one.split("-") for one in table.split())
    return "".join("-".join(f"\\U{int(end, 16):08X}" for end in pair) for pair in ends)


def is_name(text: str, sort: str) -> bool:
    """Tell whether a text is a `Name`, an `NCName` (without a colon) or an `NMTOKEN`. Source: XML 1.0 2.3."""
    if re.fullmatch(_PLAIN[sort], text):
        return True
    return not text.isascii() and (sort != "NCName" or ":" not in text) and bool(_full(sort).fullmatch(text))


class NameKind(TextKind):
    """A name of a sort that `is_name` knows."""

    family = "name"

    def __init__(self, name: str, sort: str, id_kind: str = "") -> None:
        super().__init__(name)
        self.sort = sort
        self.id_kind = id_kind

    def value(self, text: str, scope: Scope) -> Hashable:  # noqa: ARG002 - as every kind
        """Return the name."""
        if not is_name(text, self.sort):
            raise NotAllowedError
        return text


class EntityKind(NameKind):
    """The name of an unparsed entity that the document declares."""

    def value(self, text: str, scope: Scope) -> Hashable:
        """Return the name."""
        if text not in scope.entities:
            raise NotAllowedError
        return super().value(text, scope)


class LanguageKind(TextKind):
    """A language tag."""

    family = "language"

    def value(self, text: str, scope: Scope) -> Hashable:  # noqa: ARG002 - as every kind
        """Return the tag."""
        if not re.fullmatch(_LANGUAGE, text):
            raise NotAllowedError
        return text


class QualifiedKind(Kind):
    """A name with or without a prefix; its value is the namespace and the local name."""

    family = "name"
    needs_namespaces = True

    def value(self, text: str, scope: Scope) -> Hashable:
        """Return the namespace and the local name."""
        prefix, colon, local = text.rpartition(":")
        if not is_name(local, "NCName") or (colon and not is_name(prefix, "NCName")):
            raise NotAllowedError
        namespace = XML if prefix == "xml" else scope.namespaces.get(prefix, None if prefix else "")
        if namespace is None:
            raise NotAllowedError
        return namespace, local


class ListKind(Kind):
    """One or more of another kind, between white space."""

    family = "list"
    has_length = True

    def __init__(self, name: str, item: Kind, id_kind: str = "") -> None:
        super().__init__(name)
        self.item = item
        self.id_kind = id_kind

    def value(self, text: str, scope: Scope) -> Hashable:
        """Return the values of the items."""
        if not text:
            raise NotAllowedError
        return tuple(self.item.value(one, scope) for one in text.split(" "))

    def length(self, value: Any) -> int:
        """Count the items."""
        return len(value)
