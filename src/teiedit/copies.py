"""Schemas of the network on this machine: fetched where that is allowed, kept in the user's cache, read from there.

A copy lies in a folder of its address, in one of its content, under the name that it has on the network.
"""

from __future__ import annotations

import json
import re
import shutil
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final
from urllib.parse import quote, urljoin

from teiedit.caching import content_key, write_entry
from teiedit.document.addresses import split_address
from teiedit.document.parsing import read_source
from teiedit.errors import InputError

if TYPE_CHECKING:
    from teiedit.fetching import Answer

_MOST_BYTES: Final = 50_000_000
# A schema in modules has about forty files.
_MOST_FILES: Final = 200
# One and the same file under several addresses.
_TEI_RELEASE: Final = re.compile(r"https?://(?:www\.)?tei-c\.org/release/")
# What a server sends with a good conscience where there is no such file.
_WEB_PAGE: Final = re.compile(rb"(?:\xef\xbb\xbf)?\s*<(?:!doctype html|html[\s>])", re.IGNORECASE)
_NAME: Final = re.compile(r"[A-Za-z0-9_-][\w.-]{0,79}", re.ASCII)
_HOST: Final = re.compile(r"(?:[\w.-]+|\[[0-9a-f:.]+\])(?::\d+)?", re.ASCII)
_ABOUT: Final = "about.json"


@dataclass(frozen=True, slots=True)
class Copy:
    """A file of the network on this machine.

    Attributes:
        path: where it is kept, or would be if there were a cache.
        address: where it was found in the end; what it names is relative to this.
        fetched: the day, as 2026-11-23.
        stale: why it could not be asked for anew, one clause, or empty.
    """

    path: Path
    address: str
    fetched: str
    stale: str = ""


@dataclass
class Copies:
    """Gets files of the network, each once.

    Attributes:
        folder: where copies are kept; None keeps them for this process alone.
        network: whether to ask the network; without it only what was kept before can be had.
    """

    folder: Path | None
    network: bool = False
    _known: dict[str, Copy | str | None] = field(default_factory=dict)
    _by_path: dict[Path, Copy] = field(default_factory=dict)
    _unkept: dict[Path, bytes] = field(default_factory=dict)
    _asked: int = 0

    def get(self, address: str) -> Copy | None:
        """Return the copy of an address of http or https, fetched now or kept before; None if it is not here.

        Raises:
            InputError: the network was asked and did not give it; its message is one clause.
        """
        address = plain_address(address)
        if address not in self._known:
            try:
                self._known[address] = self._get(address)
            except InputError as error:
                self._known[address] = error.message
        found = self._known[address]
        if isinstance(found, str):
            raise InputError(found)
        if found is not None:
            self._by_path[found.path] = found
        return found

    def at(self, path: Path) -> Copy | None:
        """Return the copy that was given out with this path, if any."""
        return self._by_path.get(path)

    def read(self, path: Path) -> bytes:
        """Return the bytes of a copy that was given out, or of any other file.

        Raises:
            InputError: it cannot be read.
        """
        unkept = self._unkept.get(path)
        return read_source(path).data if unkept is None else unkept

    def _get(self, address: str) -> Copy | None:
        folder = (self.folder or Path("/")) / content_key(address.encode())
        about = _about(folder) if self.folder else {}
        kept = _kept(folder, about)
        if not self.network:
            return kept
        self._asked += 1
        if self._asked > _MOST_FILES:
            msg = f"more than {_MOST_FILES} files were fetched already"
            raise InputError(msg)
        try:
            answer = _ask(address, about if kept else {})
        except InputError as error:
            if kept is None:
                raise
            return Copy(kept.path, kept.address, kept.fetched, error.message)
        return kept if answer is None else self._keep(folder, address, answer)

    def _keep(self, folder: Path, address: str, answer: Answer) -> Copy:
        key, name = content_key(answer.data), _file_name(address)
        copy = Copy(folder / key / name, answer.address, time.strftime("%Y-%m-%d"))
        about = {
            "address": address,
            "found": answer.address,
            "fetched": copy.fetched,
            "etag": answer.etag,
            "modified": answer.modified,
            "key": key,
            "name": name,
        }
        # The description comes last, so that who reads meanwhile finds the old file or the new one.
        is_kept = self.folder is not None and write_entry(copy.path, answer.data)
        if is_kept and write_entry(folder / _ABOUT, json.dumps(about).encode()):
            _remove_others(folder, key)
        else:
            self._unkept[copy.path] = answer.data
        return copy


def is_on_the_network(address: str) -> bool:
    """Tell whether an address is one that `Copies` can be asked for."""
    parts = split_address(address)
    return parts is not None and parts.scheme in {"http", "https"} and bool(parts.netloc)


def plain_address(address: str) -> str:
    """Return one address for all that name the same file, without fragment, with nothing in it that HTTP cannot send.

    Raises:
        InputError: no file can be fetched from there.
    """
    parts = split_address(address)
    if parts is None or parts.scheme not in {"http", "https"} or "@" in parts.netloc:
        msg = "nothing can be fetched from an address of this kind"
        raise InputError(msg)
    try:
        host = parts.netloc.encode("idna").decode("ascii").lower()
        # The port is asked for because that fails where it is no number.
        is_host = _HOST.fullmatch(host) is not None and parts.port != 0
    except ValueError:
        is_host = False
    if not is_host:
        msg = "its host is no name of a machine"
        raise InputError(msg)
    path = quote(parts.path or "/", safe="%!$&'()*+,/:;=@~", errors="replace")
    query = quote(parts.query, safe="%!$&'()*+,/:;=?@~", errors="replace")
    return _TEI_RELEASE.sub(
        "https://tei-c.org/release/", f"{parts.scheme}://{host}{path}" + ("?" + query) * bool(query)
    )


def address_within(copy: Copy, href: str) -> str | None:
    """Return the address that a file of the network means by an href; None if that is on another host."""
    try:
        address = urljoin(copy.address, href)
    except ValueError:
        return None
    parts, base = split_address(address), split_address(copy.address)
    return address if parts and base and parts.netloc.lower() == base.netloc.lower() else None


def _ask(address: str, about: Mapping[str, str]) -> Answer | None:
    from teiedit.fetching import fetch  # noqa: PLC0415 - costs more than all the rest

    answer = fetch(address, about.get("etag", ""), about.get("modified", ""))
    if answer is not None and _WEB_PAGE.match(answer.data):
        msg = "the server sends a web page and not a schema"
        raise InputError(msg)
    return answer


def _about(folder: Path) -> dict[str, str]:
    try:
        about = json.loads((folder / _ABOUT).read_bytes())
    except (OSError, ValueError, RecursionError):
        return {}
    is_ours = isinstance(about, dict) and all(isinstance(one, str) for one in about.values())
    return about if is_ours else {}


def _kept(folder: Path, about: Mapping[str, str]) -> Copy | None:
    """Return the copy in a folder if it is the one that is described."""
    key, name = about.get("key", ""), about.get("name", "")
    if not _NAME.fullmatch(key) or not _NAME.fullmatch(name) or not is_on_the_network(about.get("found", "")):
        return None
    path = folder / key / name
    try:
        is_whole = path.stat().st_size <= _MOST_BYTES and content_key(path.read_bytes()) == key
    except OSError:
        return None
    return Copy(path, about["found"], about.get("fetched", "")) if is_whole else None


def _remove_others(folder: Path, key: str) -> None:
    try:
        others = [one for one in folder.iterdir() if one.is_dir() and one.name != key]
    except OSError:
        return
    for one in others:
        shutil.rmtree(one, ignore_errors=True)


def _file_name(address: str) -> str:
    parts = split_address(address)
    last = (parts.path if parts else "").rsplit("/", 1)[-1]
    name = re.sub(r"[^\w.-]", "_", last, flags=re.ASCII)[-80:].lstrip(".")
    return name or "schema.rng"
