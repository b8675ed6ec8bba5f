"""What is printed in place of characters that no font has: their code points."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator


def clusters(text: str) -> Iterator[str]:
    """Yield each character that carries combining marks, with them."""
    for found in re.finditer(r"[A-Za-z0-9]?[^\x00-\x7e]+", text):
        cluster = ""
        for one in found.group():
            if unicodedata.category(one).startswith("M"):
                cluster += one
                continue
            if len(cluster) > 1:
                yield cluster
            cluster = one
        if len(cluster) > 1:
            yield cluster


def stand_in(source: str, absent: tuple[str, ...]) -> str:
    """Replace what no font has in the text of the source: in the lines that are a string literal and nothing else.

    What remains, in arguments such as the running head, is left to the template's show rule; a rule for everything
    would take Typst beyond its limits where a whole text is in a script that no font has.
    """
    if not absent:
        return source
    pattern = re.compile("(" + "|".join(map(re.escape, _longest_first(absent))) + ")")
    lines: list[str] = []
    for line in source.split("\n"):
        if not line.startswith('"'):
            lines.append(line)
            continue
        for number, part in enumerate(pattern.split(line[1:-1])):
            if number % 2:
                lines.append(f"stand-in({json.dumps(_shown(part, absent), ensure_ascii=False)})")
            elif part:
                lines.append(f'"{part}"')
    return "\n".join(lines)


def stand_ins(absent: tuple[str, ...]) -> str:
    """Say for the template what no font has, as a regular expression, and what stands for it, as JSON."""
    pattern = "|".join("".join(f"\\u{{{ord(part):X}}}" for part in one) for one in _longest_first(absent))
    return json.dumps({"pattern": pattern, "shown": {one: _shown(one, absent) for one in absent}})


def _longest_first(absent: tuple[str, ...]) -> list[str]:
    return sorted(absent, key=lambda one: (-len(one), one))


def _shown(cluster: str, absent: tuple[str, ...]) -> str:
    """Write a base letter as it is and what no font has as code points, with a line between: `a|U+1DD1`."""
    alone = {one for one in absent if len(one) == 1}
    shown = [one if _is_base(one) and one not in alone else f"U+{ord(one):04X}" for one in cluster]
    return "|".join(shown)


def _is_base(character: str) -> bool:
    return not unicodedata.category(character).startswith("M")
