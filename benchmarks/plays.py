"""Plays of any size for benchmarks, made of real ones by repeating their acts.

Gives the same bytes on every run. A copied act keeps everything but its xml:ids, so that a play stays valid.
Run: python benchmarks/plays.py [FOLDER]
"""

from __future__ import annotations

import copy
import os
import sys
from pathlib import Path

from lxml import etree

DATA = Path(os.environ.get("TEIEDIT_DATA") or Path(__file__).resolve().parents[2] / "shared" / "data")
TEI = "{http://www.tei-c.org/ns/1.0}"
XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
# What can be read aloud: where a play has no acts its speeches are repeated.
_ACTS = ({"div"}, {"sp", "stage"})
# A number that together is the 16 MB of a middling collection.
PLAYS = 37
BYTES = 432_000
# The bytes of the namespace's declaration, which an act has only when it is written alone.
_DECLARATION = len(f' xmlns="{TEI[1:-1]}"')
# Not valid TEI as it is.
_INVALID = {"alexander-die-verpfaendung.xml"}


def sources(data: Path = DATA) -> list[Path]:
    """Return the real plays that are valid, in a fixed order."""
    plays = (data / "collections" / "drama").glob("*/tei/*.xml")
    return sorted(path for path in plays if path.name not in _INVALID)


def play(source: Path, size: int, turn: int = 0) -> bytes:
    """Return a play of about so many bytes.

    Args:
        source: the play whose acts are repeated.
        size: bytes; the play is at least as long.
        turn: which act the repetition begins with, so that plays of one source differ.
    """
    parser = etree.XMLParser(collect_ids=False, remove_comments=False)
    root = etree.parse(str(source), parser).getroot()
    body = root.find(f"{TEI}text/{TEI}body")
    if body is None:
        msg = f"{source} has no body"
        raise ValueError(msg)
    children = list(body.iterchildren(etree.Element))
    acts = next(found for names in _ACTS if (found := [one for one in children if etree.QName(one).localname in names]))
    # Copies stand one after the other behind the last act, where another act can stand too.
    lengths = [len(etree.tostring(act, encoding="utf-8")) - _DECLARATION for act in acts]
    missing = size - len(etree.tostring(root, encoding="utf-8"))
    place = body.index(acts[-1])
    number = turn
    while missing > 0:
        act = copy.deepcopy(acts[number % len(acts)])
        for element in act.iter(etree.Element):
            if element.get(XML_ID):
                element.set(XML_ID, f"{element.get(XML_ID)}-copy{number}")
        place += 1
        body.insert(place, act)
        missing -= lengths[number % len(acts)]
        number += 1
    return etree.tostring(root.getroottree(), encoding="utf-8", xml_declaration=True)


def make_plays(folder: Path, count: int = PLAYS, size: int = BYTES) -> list[Path]:
    """Write so many plays into a folder, and return their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    found = sources()
    if not found:
        msg = f"there are no plays in {DATA}: TEIEDIT_DATA may name another place"
        raise SystemExit(msg)
    paths = []
    for number in range(count):
        source = found[number % len(found)]
        path = folder / f"{number + 1:02}-{source.stem}.xml"
        path.write_bytes(play(source, size, number // len(found)))
        paths.append(path)
    return paths


def main() -> None:
    """Write the plays, and say where they are and how many bytes."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else Path("build") / "plays"
    paths = make_plays(folder)
    print(f"{folder}: {len(paths)} plays, {sum(path.stat().st_size for path in paths) / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
