"""What loading schemas costs: the edition's own schema beside libxml2, and compact syntax as it grows.

The texts repeat one piece of compact syntax 1×, 4× and 16×; most are mistakes, and what it takes to say so must
grow with their length alone: the growth from size to size is 4 where it does.
Run: python benchmarks/schemas.py
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from lxml import etree
from timing import median

from teiedit.relaxng.loading import load_grammar
from teiedit.relaxng.reading.compact import CompactSource, parse_compact
from teiedit.relaxng.reading.syntax import SyntaxFault

ROUNDS = 5
BASE = 4_000
PIECES = ("a | ", "# c\n", "## d\n", "\\x{20}", '"a" ~ ', '"""a" ', "\\", "'", "x:", "a = b ", "#", " ", '"', "a* ")
OWN = Path(__file__).parents[1] / "schemas" / "teiedit.rng"


def parse(text: str) -> None:
    """Read the text as compact syntax as far as it goes."""
    with suppress(SyntaxFault):
        parse_compact(CompactSource(Path("growth.rnc"), text))


def main() -> None:
    """Print the seconds of the edition's schema, then one line per piece and size."""
    ours, peer = median(lambda: load_grammar(OWN), ROUNDS), median(lambda: etree.RelaxNG(etree.parse(OWN)), ROUNDS)
    print(f"{OWN.name}: {ours:.2f} CPU s without cache, {ours / peer:.1f} × libxml2")
    print(f"{'piece':<12} {'times':>7} {'CPU s':>8} {'growth':>8}")
    for piece in PIECES:
        before = None
        for times in (BASE, BASE * 4, BASE * 16):
            taken = median(lambda text=piece * times: parse(text), ROUNDS)
            growth = f"{taken / before:8.1f}" if before else " " * 8
            print(f"{piece!r:<12} {times:7} {taken:8.3f} {growth}")
            before = taken


if __name__ == "__main__":
    main()
