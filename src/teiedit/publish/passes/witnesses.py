"""The witnesses of a document, in order, and what they are called."""

from __future__ import annotations

from typing import Final

from lxml import etree

from teiedit.namespaces import XML_ID, tei

_WITNESS: Final = tei("witness")
_LIST: Final = tei("listWit")
_LONGEST = 90


class Witnesses:
    """What the lists of witnesses say, and what entries name besides."""

    def __init__(self, root: etree._Element) -> None:
        # The numbers that a pointer means: one of a witness, several of a list of them.
        self._meant: dict[str, list[str]] = {}
        self._sigla: dict[str, str] = {}
        self._told: dict[str, dict[str, str]] = {}
        self._said: dict[str, tuple[list[str], str]] = {}
        for witness in root.iter(_WITNESS):
            self._declare(witness)
        for group in root.iter(_LIST):
            self._declare_group(group)

    def told(self) -> list[dict[str, str]]:
        """Return every witness with `id`, `siglum` and `name`."""
        return list(self._told.values())

    def of(self, said: str) -> tuple[list[str], str]:
        """Return the witnesses that a @wit names, and their sigla as they are printed."""
        if said not in self._said:
            pointers = [_bare(one) for one in said.split()]
            for pointer in pointers:
                if pointer not in self._meant:
                    self._number(pointer, pointer, "")
            meant = dict.fromkeys(one for pointer in pointers for one in self._meant[pointer])
            self._said[said] = list(meant), " ".join(self._sigla[pointer] for pointer in pointers)
        return self._said[said]

    def sources(self, reading: etree._Element) -> str:
        """Return who else a reading is from: an edition, an editor."""
        said = f"{reading.get('source') or ''} {reading.get('resp') or ''}".split()
        return " ".join(self._sigla.get(_bare(one), _bare(one)) for one in said)

    def _declare(self, witness: etree._Element) -> None:
        pointer = witness.get(XML_ID)
        if pointer is None or pointer in self._meant:
            return
        name = " ".join("".join(map(str, witness.itertext())).split())
        self._number(pointer, _siglum(witness) or pointer, name)

    def _number(self, pointer: str, siglum: str, name: str) -> None:
        number = f"w{len(self._told) + 1}"
        self._meant[pointer] = [number]
        self._sigla[pointer] = siglum
        short = name if len(name) <= _LONGEST else f"{name[:_LONGEST].rpartition(' ')[0]} …"
        self._told[number] = {"id": number, "siglum": siglum, "name": short}

    def _declare_group(self, group: etree._Element) -> None:
        pointer = group.get(XML_ID)
        if pointer is None or pointer in self._meant:
            return
        members = (one.get(XML_ID) for one in group.iter(_WITNESS))
        self._meant[pointer] = [self._meant[one][0] for one in members if one in self._meant]
        self._sigla[pointer] = _siglum(group) or pointer


def _siglum(element: etree._Element) -> str:
    for child in element:
        if child.tag in {tei("abbr"), tei("idno")} and child.get("type") in {"siglum", "sigil", "sigla"}:
            return " ".join("".join(map(str, child.itertext())).split())
    return element.get("n") or ""


def _bare(pointer: str) -> str:
    return pointer.rpartition("#")[2]
