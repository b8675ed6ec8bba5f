"""Where the schemas are that documents and other schemas name: by catalog, on this machine, on the network.

Gives the file for an address, or why there is none. Whether a document may use that file is not decided here.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final
from urllib.parse import urljoin

from teiedit import codes
from teiedit.catalogs import Catalogs
from teiedit.copies import Copies, address_within, is_on_the_network
from teiedit.diagnostics import Code, quoted
from teiedit.document.addresses import local_path, split_address
from teiedit.errors import InputError
from teiedit.resources import BUNDLED_SCHEMAS, bundled_schema

# What a file's address may begin with.
_SCHEMES: Final = ("", "file")
_OWN: Final = "urn:teiedit:schema:"
REFUSED_HINT: Final = "Save the schema inside the edition, or name it with --schema."
_FETCH_HINT: Final = (
    "--network fetches it once and keeps it for later; or save it inside the edition and name it in teiedit.toml."
)


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a schema that is named cannot be had: which finding, one clause, what to do."""

    code: Code
    message: str
    hint: str = ""


@dataclass
class Supply:
    """Finds the files that addresses in documents and schemas mean: by catalog, on this machine, on the network."""

    catalogs: Catalogs
    copies: Copies

    def find(self, href: str, folder: Path) -> Path | Refusal:
        """Return the file that a document means by an address, whether it is there or not.

        Args:
            href: as the document has it.
            folder: what a relative one is relative to.
        """
        address = self._by_catalog(href, folder.as_uri() + "/") or href
        if address.startswith(_OWN) and (own := bundled_schema(address[len(_OWN) :])):
            return own
        if is_on_the_network(address):
            return self._on_network(address)
        path = local_path(folder, address, _SCHEMES)
        if path is not None:
            return path
        return Refusal(codes.SCHEMA_UNUSABLE, f"the schema {quoted(href)} does not exist", _hint(address))

    def resolve(self, base: Path, href: str) -> Path | None:
        """Return the file that a schema means by an address, or None for what its own folder says.

        Args:
            base: the file of the schema.
            href: as the schema has it, xml:base applied.

        Raises:
            InputError: it cannot be had; its message is one clause.
        """
        copy = self.copies.at(base)
        address = self._by_catalog(href, copy.address if copy else base.as_uri())
        if address is None and copy is not None:
            address = address_within(copy, href)
            if address is None:
                msg = f"{quoted(href)} is not on the same host as the schema that names it"
                raise InputError(msg)
        address = address or href
        if not is_on_the_network(address):
            return None if address == href else local_path(base.parent, address, _SCHEMES)
        copy = self.copies.get(address)
        return copy.path if copy else _shipped(address)

    def read(self, path: Path) -> bytes:
        """Return the bytes of a file that was found.

        Raises:
            InputError: it cannot be read.
        """
        return self.copies.read(path)

    def stale(self, path: Path) -> str:
        """Return one clause about a copy that could not be asked for anew, or nothing."""
        copy = self.copies.at(path)
        if copy is None or not copy.stale:
            return ""
        return f"the copy of {path.name} of {copy.fetched} is used, because {copy.stale}"

    def is_own(self, path: Path) -> bool:
        """Tell whether a file is one that the program brought here or ships, not one that a document leads to."""
        return self.copies.at(path) is not None or path in {bundled_schema(name) for name in BUNDLED_SCHEMAS}

    def _by_catalog(self, href: str, base: str) -> str | None:
        if not self.catalogs:
            return None
        try:
            absolute = urljoin(base, href)
        except ValueError:
            absolute = href
        for address in dict.fromkeys((href, absolute)):
            found = self.catalogs.resolve_uri(address) or self.catalogs.resolve_external(None, address)
            if found is not None:
                return found
        return None

    def _on_network(self, address: str) -> Path | Refusal:
        own = _shipped(address)
        try:
            copy = self.copies.get(address)
        except InputError as error:
            said = (
                f"the schema {address} could not be fetched, so the markup was not checked against it: {error.message}"
            )
            return own or Refusal(codes.SCHEMA_NOT_FETCHED, said, "Save it inside the edition, or try again later.")
        if copy is not None:
            return copy.path
        said = f"the schema {address} is on the network and is not fetched, so the markup was not checked against it"
        return own or Refusal(codes.SCHEMA_NOT_FETCHED, said, _FETCH_HINT)


def _shipped(address: str) -> Path | None:
    """Return the schema of ours that an address on the network names by its last part."""
    parts = split_address(address)
    name = parts.path.rsplit("/", 1)[-1] if parts else ""
    return next((bundled_schema(own) for own, file in BUNDLED_SCHEMAS.items() if file == name), None)


def _hint(address: str) -> str:
    """Say what to write instead of an address that leads nowhere."""
    parts = split_address(address)
    # One letter is a drive of Windows.
    if "\\" in address or (parts and len(parts.scheme) == 1):
        return "Write a relative path with /, such as ../schema/tei.rng."
    return REFUSED_HINT
