"""OASIS XML Catalogs: which file stands for an address.

Takes catalog files that the user named, gives addresses for addresses. No catalog is fetched, and what cannot be
read of them is left out, as the standard asks; `problems` says what that was. Source: XML Catalogs 1.1.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final
from urllib.parse import quote, unquote, urljoin

from lxml import etree

from teiedit.document.addresses import local_path, split_address
from teiedit.namespaces import XML_BASE

_NAMESPACE: Final = "{urn:oasis:names:tc:entity:xmlns:xml:catalog}"
# Which attributes say what is looked for and what stands for it.
_KINDS: Final[Mapping[str, tuple[str, str]]] = {
    "public": ("publicId", "uri"),
    "system": ("systemId", "uri"),
    "rewriteSystem": ("systemIdStartString", "rewritePrefix"),
    "systemSuffix": ("systemIdSuffix", "uri"),
    "delegatePublic": ("publicIdStartString", "catalog"),
    "delegateSystem": ("systemIdStartString", "catalog"),
    "uri": ("name", "uri"),
    "rewriteURI": ("uriStartString", "rewritePrefix"),
    "uriSuffix": ("uriSuffix", "uri"),
    "delegateURI": ("uriStartString", "catalog"),
}
_PUBLIC_URN: Final = "urn:publicid:"
# RFC 3151: how a public identifier is written as a URN, in the order in which it is read back.
_URN_SIGNS: Final = (("+", " "), (":", "//"), (";", "::"))
_MOST_BYTES: Final = 10_000_000
_MOST_CATALOGS: Final = 1000
# What stays as it is when a URI is brought into its normal form. Source: XML Catalogs 1.1, 6.3.
_URI_SIGNS: Final = "%!#$&'()*+,/:;=?@[]~"


@dataclass(frozen=True, slots=True)
class _Entry:
    key: str
    target: str
    # Whether a public identifier counts although there is a system identifier.
    prefers_public: bool = True


@dataclass
class _Catalog:
    entries: dict[str, list[_Entry]] = field(default_factory=dict)
    following: list[str] = field(default_factory=list)

    def exact(self, kind: str, key: str) -> str | None:
        return next((one.target for one in self.entries.get(kind, ()) if one.key == key), None)

    def rewritten(self, kind: str, key: str) -> str | None:
        longest = max(self._starting(kind, key), key=lambda one: len(one.key), default=None)
        return longest.target + key[len(longest.key) :] if longest else None

    def by_suffix(self, kind: str, key: str) -> str | None:
        matching = [one for one in self.entries.get(kind, ()) if key.endswith(one.key)]
        longest = max(matching, key=lambda one: len(one.key), default=None)
        return longest.target if longest else None

    def delegates(self, kind: str, key: str, *, only_preferred: bool = False) -> list[str]:
        matching = [one for one in self._starting(kind, key) if one.prefers_public or not only_preferred]
        return [one.target for one in sorted(matching, key=lambda one: -len(one.key))]

    def _starting(self, kind: str, key: str) -> list[_Entry]:
        return [one for one in self.entries.get(kind, ()) if key.startswith(one.key)]


# The answer of one catalog: an address, else the catalogs that alone are asked on, with the search for them.
_Search = Callable[[_Catalog], "str | tuple[list[str], _Search] | None"]


class Catalogs:
    """A list of catalog files, read when they are first asked.

    Attributes:
        problems: what could not be read, as a path or address and one clause, once each.
    """

    def __init__(self, files: Iterable[str | Path] = ()) -> None:
        """Take paths and file URIs, in the order in which they are asked; relative ones are relative to the folder."""
        self._files = [one.absolute().as_uri() if isinstance(one, Path) else _as_uri(one) for one in files]
        self._loaded: dict[str, _Catalog | None] = {}
        self.problems: list[tuple[str, str]] = []

    def __bool__(self) -> bool:
        return bool(self._files)

    def resolve_uri(self, uri: str) -> str | None:
        """Return the address that stands for a URI, or None if the catalogs say nothing of it."""
        if uri.startswith(_PUBLIC_URN):
            return self.resolve_external(_public_id(uri), None)
        return self._find(_by_uri(_normal_uri(uri)))

    def resolve_external(self, public: str | None, system: str | None) -> str | None:
        """Return the address that stands for a public identifier, a system identifier, or both."""
        if system is not None and system.startswith(_PUBLIC_URN):
            public, system = public or _public_id(system), None
        if public is not None and public.startswith(_PUBLIC_URN):
            public = _public_id(public)
        return self._find(
            _by_identifiers(" ".join(public.split()) if public else None, _normal_uri(system) if system else None)
        )

    def _find(self, search: _Search) -> str | None:
        pending, asked = list(self._files), set[str]()
        while pending:
            address = pending.pop(0)
            # Where catalogs go in circles, the second visit would bring nothing that the first did not.
            if address in asked or (loaded := self._load(address)) is None:
                continue
            asked.add(address)
            answer = search(loaded)
            if isinstance(answer, str):
                return answer
            if answer is None:
                pending[:0] = loaded.following
            else:
                # From here on only these are asked. Source: XML Catalogs 1.1, 7.1.2 and 7.2.2.
                pending, search = answer
        return None

    def _load(self, address: str) -> _Catalog | None:
        if address not in self._loaded:
            loaded: _Catalog | str = "there are too many catalogs"
            if len(self._loaded) < _MOST_CATALOGS:
                loaded = _read(address)
            if isinstance(loaded, str):
                self.problems.append((address, loaded))
            self._loaded[address] = None if isinstance(loaded, str) else loaded
        return self._loaded[address]


def _by_uri(uri: str) -> _Search:
    def search(catalog: _Catalog) -> str | tuple[list[str], _Search] | None:
        found = catalog.exact("uri", uri) or catalog.rewritten("rewriteURI", uri) or catalog.by_suffix("uriSuffix", uri)
        if found:
            return found
        delegates = catalog.delegates("delegateURI", uri)
        return (delegates, search) if delegates else None

    return search


def _by_identifiers(public: str | None, system: str | None) -> _Search:
    def search(catalog: _Catalog) -> str | tuple[list[str], _Search] | None:
        if system is not None:
            found = catalog.exact("system", system) or catalog.rewritten("rewriteSystem", system)
            found = found or catalog.by_suffix("systemSuffix", system)
            if found:
                return found
            if delegates := catalog.delegates("delegateSystem", system):
                return delegates, _by_identifiers(None, system)
        if public is None:
            return None
        only_preferred = system is not None
        for one in catalog.entries.get("public", ()):
            if one.key == public and (one.prefers_public or not only_preferred):
                return one.target
        delegates = catalog.delegates("delegatePublic", public, only_preferred=only_preferred)
        return (delegates, _by_identifiers(public, None)) if delegates else None

    return search


def _read(address: str) -> _Catalog | str:
    """Read a catalog file; return one clause if that cannot be done."""
    path = local_path(Path("/"), address, ("file",))
    if path is None or not path.is_file():
        return "a catalog is only read from a file" if path is None else "there is no such file"
    try:
        if path.stat().st_size > _MOST_BYTES:
            return "the catalog is too large"
        data = path.read_bytes()
        # The DOCTYPE of a catalog names a DTD on the network as a rule. It is passed over, but would be asked for if
        # the parser were told not to collect identifiers.
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
        root = etree.fromstring(data, parser, base_url=path.as_uri())
    except OSError as error:
        return f"the catalog cannot be read: {error.strerror or error}"
    except etree.XMLSyntaxError as error:
        return f"the catalog is not well-formed: line {error.position[0]}"
    if root.tag == f"{_NAMESPACE}catalog":
        return _entries(root, path.as_uri())
    return f"its root element is not <catalog> of OASIS XML Catalogs but <{etree.QName(root).localname}>"


def _entries(root: etree._Element, address: str) -> _Catalog:
    catalog = _Catalog()
    contexts: dict[etree._Element | None, tuple[str, bool]] = {}
    for element in root.iter(f"{_NAMESPACE}*"):
        outer, was_public = contexts.get(element.getparent(), (address, True))
        contexts[element] = base, is_public = _context(element, outer, is_public=was_public)
        kind = etree.QName(element).localname
        if kind == "nextCatalog" and (target := element.get("catalog")):
            catalog.following.append(_joined(base, target))
        elif kind in _KINDS:
            looked_for, stands = (element.get(name) for name in _KINDS[kind])
            if looked_for and stands is not None:
                key = " ".join(looked_for.split()) if "ublic" in kind else _normal_uri(looked_for)
                catalog.entries.setdefault(kind, []).append(_Entry(key, _joined(base, stands), is_public))
    return catalog


def _context(element: etree._Element, base: str, *, is_public: bool) -> tuple[str, bool]:
    """Return what an element's addresses are relative to, and whether public identifiers are preferred in it."""
    prefer = element.get("prefer")
    return _joined(base, element.get(XML_BASE, "")), prefer == "public" if prefer else is_public


def _joined(base: str, address: str) -> str:
    try:
        return urljoin(base, address)
    except ValueError:
        return address


def _as_uri(named: str) -> str:
    """Return the file URI of what may be one already, or a path: `C:` of Windows is no scheme."""
    parts = split_address(named)
    has_scheme = parts is not None and len(parts.scheme) > 1
    return named if has_scheme else Path(named).absolute().as_uri()


def _normal_uri(uri: str) -> str:
    return quote(uri, safe=_URI_SIGNS, errors="replace")


def _public_id(urn: str) -> str:
    text = urn[len(_PUBLIC_URN) :]
    for sign, meant in _URN_SIGNS:
        text = text.replace(sign, meant)
    return unquote(re.sub(r"\s+", " ", text))


def named_catalogs(value: str) -> list[str]:
    """Return the catalog files of the environment variable `XML_CATALOG_FILES`: paths and file URIs between spaces."""
    return value.split()
