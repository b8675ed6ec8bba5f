"""The libraries of datatypes: their types by name, and what a type with its parameters can be asked.

Source: XML Schema part 2 (second edition); RELAX NG 4.16, 6.2.9; RELAX NG DTD compatibility 5.
"""

from __future__ import annotations

from collections.abc import Collection, Hashable, Mapping, Sequence
from functools import lru_cache

from teiedit.relaxng.datatypes import white_space
from teiedit.relaxng.datatypes.addresses import AddressKind
from teiedit.relaxng.datatypes.binary import Base64Kind, BooleanKind, HexadecimalKind
from teiedit.relaxng.datatypes.dates import FORMS, MomentKind
from teiedit.relaxng.datatypes.durations import DurationKind
from teiedit.relaxng.datatypes.errors import DatatypeError, NotAllowedError
from teiedit.relaxng.datatypes.facets import Facet, read_facets
from teiedit.relaxng.datatypes.kinds import NOWHERE, Kind, Scope, TextKind
from teiedit.relaxng.datatypes.names import EntityKind, LanguageKind, ListKind, NameKind, QualifiedKind
from teiedit.relaxng.datatypes.numbers import DecimalKind, FloatKind

XSD = "http://www.w3.org/2001/XMLSchema-datatypes"
COMPATIBILITY = "http://relaxng.org/ns/compatibility/datatypes/1.0"

_BOUNDS: dict[str, tuple[int | None, int | None]] = {
    "decimal": (None, None),
    "integer": (None, None),
    "nonPositiveInteger": (None, 0),
    "negativeInteger": (None, -1),
    "nonNegativeInteger": (0, None),
    "positiveInteger": (1, None),
    "long": (-(2**63), 2**63 - 1),
    "int": (-(2**31), 2**31 - 1),
    "short": (-(2**15), 2**15 - 1),
    "byte": (-(2**7), 2**7 - 1),
    "unsignedLong": (0, 2**64 - 1),
    "unsignedInt": (0, 2**32 - 1),
    "unsignedShort": (0, 2**16 - 1),
    "unsignedByte": (0, 2**8 - 1),
}


def _kinds() -> dict[str, Kind]:
    token, reference, entity = (
        NameKind("NMTOKEN", "NMTOKEN"),
        NameKind("IDREF", "NCName", "IDREF"),
        EntityKind("ENTITY", "NCName"),
    )
    kinds: list[Kind] = [
        TextKind("string", white_space.preserve),
        TextKind("normalizedString", white_space.replace),
        TextKind("token"),
        # Of later versions; jing has these two as well.
        TextKind("untypedAtomic", white_space.preserve),
        TextKind("anyAtomicType", white_space.preserve),
        LanguageKind("language"),
        NameKind("Name", "Name"),
        NameKind("NCName", "NCName"),
        NameKind("ID", "NCName", "ID"),
        *(token, reference, entity),
        ListKind("NMTOKENS", token),
        ListKind("IDREFS", reference, "IDREFS"),
        ListKind("ENTITIES", entity),
        *(QualifiedKind("QName"), QualifiedKind("NOTATION")),
        AddressKind("anyURI"),
        *(BooleanKind("boolean"), HexadecimalKind("hexBinary"), Base64Kind("base64Binary")),
        *(FloatKind("float"), FloatKind("double")),
        *(DecimalKind(name, *bounds) for name, bounds in _BOUNDS.items()),
        *(MomentKind(name) for name in FORMS),
        DurationKind("duration"),
    ]
    return {one.name: one for one in kinds}


@lru_cache
def _library(uri: str) -> dict[str, Kind] | None:
    """Return the types of a library by name, made when they are first needed."""
    if uri == XSD:
        return _kinds()
    if uri == COMPATIBILITY:
        return {name: kind for name, kind in _kinds().items() if kind.id_kind}
    return {"string": TextKind("string", white_space.preserve), "token": TextKind("token")} if not uri else None


class Datatype:
    """One use of a datatype, with its parameters; equal uses are one object.

    Attributes:
        library: the URI of its library, empty for the built-in one.
        name: in the library.
        params: names and values, in order.
        needs_namespaces: whether it depends on the prefixes in scope: QName, NOTATION.
        needs_entities: whether it depends on the document's unparsed entities: ENTITY, ENTITIES.
        id_kind: `ID`, `IDREF`, `IDREFS`, or empty.
        kind: the datatype without parameters.
        facets: the parameters, read.
    """

    __slots__ = (
        "facets",
        "id_kind",
        "kind",
        "library",
        "name",
        "needs_entities",
        "needs_namespaces",
        "params",
    )

    def __init__(
        self, library: str, kind: Kind, params: tuple[tuple[str, str], ...], facets: tuple[Facet, ...]
    ) -> None:
        self.library = library
        self.name = kind.name
        self.params = params
        self.needs_namespaces = kind.needs_namespaces
        self.needs_entities = kind.name in {"ENTITY", "ENTITIES"}
        self.id_kind = kind.id_kind
        self.kind = kind
        self.facets = facets

    def __repr__(self) -> str:
        return f"datatype({self.library!r}, {self.name!r}, {self.params!r})"

    def __reduce__(self) -> tuple[object, ...]:
        return datatype, (self.library, self.name, self.params)

    def allows(self, text: str, namespaces: Mapping[str, str] | None = None, entities: Collection[str] = ()) -> bool:
        """Tell whether a text is of the datatype.

        Args:
            text: as it stands in the document.
            namespaces: by prefix, the default namespace under ""; only looked at if `needs_namespaces`.
            entities: names of unparsed entities; only looked at if `needs_entities`.
        """
        try:
            self.value(text, namespaces, entities)
        except NotAllowedError:
            return False
        return True

    def value(self, text: str, namespaces: Mapping[str, str] | None = None, entities: Collection[str] = ()) -> Hashable:
        """Return the value that a text stands for: texts that stand for the same have equal ones.

        Args:
            text: as it stands in the document.
            namespaces: as for `allows`.
            entities: as for `allows`.

        Raises:
            ValueError: the text is not allowed.
        """
        kind = self.kind
        normalised = kind.normalise(text)
        value = kind.value(normalised, Scope(namespaces, entities) if namespaces or entities else NOWHERE)
        for facet in self.facets:
            if not facet.holds(normalised, value):
                raise NotAllowedError
        return value

    @property
    def noun(self) -> str:
        """What one of its values is called: `a date`."""
        # What is only said to people is loaded when there is something to say.
        from teiedit.relaxng.datatypes.descriptions import noun  # noqa: PLC0415

        return noun(self)

    def describe(self) -> str:
        """Say what the datatype takes, with an example: `a date, as 1962-11-23`."""
        from teiedit.relaxng.datatypes.descriptions import describe  # noqa: PLC0415

        return describe(self)

    def explain(self, text: str, namespaces: Mapping[str, str] | None = None) -> str:
        """Say in one clause why a text is not allowed: `there is no month 13`; nothing if it is allowed."""
        from teiedit.relaxng.datatypes.troubles import explain  # noqa: PLC0415

        return explain(self, text, namespaces)

    def suggest(self, text: str) -> str:
        """Return what was probably meant by a text that is not allowed, or nothing if that cannot be told."""
        from teiedit.relaxng.datatypes.repairs import suggest  # noqa: PLC0415

        return suggest(self, text)


@lru_cache(maxsize=4096)
def _datatype(library: str, name: str, params: tuple[tuple[str, str], ...]) -> Datatype:
    kinds = _library(library)
    if kinds is None:
        message = f'there is no datatype library "{library}"'
        raise DatatypeError(message)
    kind = kinds.get(name)
    if kind is None:
        message = f"there is no datatype {name}" + (" in the built-in library" if not library else "")
        raise DatatypeError(message)
    if params and not library:
        message = f"{name} of the built-in library takes no parameters, {name} of {XSD} does"
        raise DatatypeError(message, 0)
    return Datatype(library, kind, params, read_facets(kind, params))


def datatype(library: str, name: str, params: Sequence[tuple[str, str]] = ()) -> Datatype:
    """Return a datatype with its parameters; the same object for the same arguments.

    Args:
        library: the URI of the library, empty for the built-in one.
        name: of the datatype in the library.
        params: names and values, in the order of the schema.

    Raises:
        DatatypeError: there is no such library or datatype, or it cannot have such parameters.
    """
    return _datatype(library, name, tuple((one, value) for one, value in params))


def type_names(library: str) -> tuple[str, ...]:
    """Return the names of the datatypes of a library, none if it is unknown."""
    return tuple(_library(library) or ())
