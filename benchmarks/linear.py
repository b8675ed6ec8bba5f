"""How the cost of a page grows with one thing of its document: 1×, 4× and 16× of it.

Printed are CPU seconds of the smallest of several rounds, and the growth from size to size, which is 4 where the cost
is linear. The process ends with 1 where something grows faster than the bound.

Run: python benchmarks/linear.py [NAME …]
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from teiedit.config import Config, Split
from teiedit.publish.worker import Job, Workshop, make, open_workshop

ROUNDS = 3
# From size to size; 4 is linear, and what is above it is memory that is further away.
BOUND = 5.5
# Where the work for each is more the more there is around it, with the reason.
BOUNDS = {"nesting": 8.0}  # the processor's collector of garbage walks through a stack that is as deep
HEADER = (
    "<teiHeader><fileDesc><titleStmt><title>Growth</title></titleStmt><publicationStmt><p/></publicationStmt>"
    "<sourceDesc><p/>{source}</sourceDesc></fileDesc></teiHeader>"
)


def text(body: str, source: str = "") -> str:
    """Put a body into a document."""
    header = HEADER.replace("{source}", source)
    return f'<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="en">{header}<text><body>{body}</body></text></TEI>'


def times(count: int, piece: str, *, each: int = 50) -> str:
    """Repeat a piece, with its number for {n}, in divisions of `each` pieces."""
    pieces = [piece.replace("{n}", str(n)) for n in range(count)]
    return "".join(f"<div><head>D</head>{''.join(pieces[at : at + each])}</div>" for at in range(0, count, each))


def witnesses(count: int) -> str:
    """Return an apparatus of 40 entries in which every witness has a reading."""
    listed = "".join(f'<witness xml:id="w{n}">W{n}</witness>' for n in range(count))
    readings = "".join(f'<rdg wit="#w{n}">r</rdg>' for n in range(count))
    entry = f"<p>x <app><lem>l</lem>{readings}</app></p>"
    return text(entry * 40, f"<listWit>{listed}</listWit>")


def nested(depth: int) -> str:
    """Return forty stacks of divisions, quotations and phrases, so deep."""
    names = ("div", "quote", "hi")
    part = depth // len(names)
    begun = "".join(f"<{name}>" * part for name in names)
    ended = "".join(f"</{name}>" * part for name in reversed(names))
    return text(f"{begun}words{ended}" * 40)


def linked(depth: int) -> str:
    """Return links in links and names in names, so deep; half of them mean something."""
    begun = '<ref target="#p"><persName>a ' * (depth // 2)
    return text(f'<p xml:id="p">{begun}x{"</persName></ref>" * (depth // 2)}</p>')


def apart(count: int) -> str:
    """Return entries that stand apart from their text, between points and by line."""
    lines = times(count, '<lg><l n="{n}">So many <seg xml:id="s{n}">words</seg> of {n}</l></lg>')
    entries = "".join(
        f'<app from="#s{n}"><lem>words</lem><rdg wit="#A">others</rdg></app>'
        f'<app loc="{n}"><lem>many</lem><rdg wit="#B">few</rdg></app>'
        for n in range(count)
    )
    return text(lines + f"<listApp>{entries}</listApp>")


# Name, the smallest size, and the document of a size.
GROWING: dict[str, tuple[int, Callable[[int], str]]] = {
    "notes": (1250, lambda n: text(times(n, "<p>A word.<note>Note {n}.</note></p>"))),
    "notes on one element": (1250, lambda n: text('<p xml:id="a">A</p>' + '<note target="#a">n</note>' * n)),
    "notes called away": (
        1250,
        lambda n: text(
            times(n, '<p>A word.<ref target="#n{n}">*</ref></p>') + times(n, '<note xml:id="n{n}" place="end">N</note>')
        ),
    ),
    "apparatus entries": (
        1000,
        lambda n: text(times(n, '<p>A <app><lem wit="#A">lemma</lem><rdg wit="#B">reading</rdg></app>.</p>')),
    ),
    "entries apart": (500, apart),
    "links in links": (120, linked),
    "witnesses": (40, witnesses),
    "nesting": (48, nested),
    "length": (2500, lambda n: text(times(n, "<p>So many words, and a line or two of them, {n}.</p>"))),
    "one long paragraph": (2500, lambda n: text("<p>" + "So many <hi>words</hi>.<lb/>" * n + "</p>")),
    "divisions": (1000, lambda n: text(times(n, "<p>Words.</p>", each=1))),
    "divisions as pages": (250, lambda n: text(times(n, "<p>Words.</p>", each=1))),
    "verse": (2500, lambda n: text(times(n, '<sp><speaker>S</speaker><l n="{n}">A line of verse</l></sp>'))),
    "interventions": (
        1000,
        lambda n: text(
            times(n, "<p>A <choice><sic>slpi</sic><corr>slip</corr></choice> <del>d</del><add>a</add>.</p>")
        ),
    ),
    "spans": (500, lambda n: text(times(n, '<p><delSpan spanTo="#e{n}"/>gone<anchor xml:id="e{n}"/> kept</p>'))),
    "names with a register": (
        1000,
        lambda n: text(
            times(n, '<p>Of <persName ref="#p{n}">P</persName>.</p>'),
            "<listPerson>"
            + "".join(f'<person xml:id="p{k}"><persName>Person {k}</persName></person>' for k in range(n))
            + "</listPerson>",
        ),
    ),
    "cross-references": (
        1000,
        lambda n: text(times(n, '<p xml:id="x{n}">See <ref target="#x0">there</ref> and <ptr target="#x{n}"/>.</p>')),
    ),
    "rows": (
        1000,
        lambda n: text("<table>" + "<row><cell>a</cell><cell>b</cell><cell>c</cell></row>" * n + "</table>"),
    ),
    "items": (2000, lambda n: text("<list>" + "<item>An item</item>" * n + "</list>")),
    "page and line breaks": (
        1000,
        lambda n: text("<p>" + '<pb n="1"/>words<lb n="1"/>words<lb break="no"/>words ' * n + "</p>"),
    ),
}

# Documents of which each division is a page; left to itself, a long document would begin to be divided between sizes.
SPLIT: dict[str, Split] = {"divisions as pages": "1"}


def cost(folder: Path, document: str) -> float:
    """Return the CPU seconds that making the pages of a document takes, of the fastest of the rounds."""
    path = folder / "document.xml"
    path.write_text(document, encoding="utf-8")
    fastest = float("inf")
    for _ in range(ROUNDS):
        begun = time.process_time()
        make(Job(path, folder, "document", ("html",)))
        fastest = min(fastest, time.process_time() - begun)
    return fastest


def main() -> int:
    """Print one line a name."""
    wanted = sys.argv[1:] or list(GROWING)
    steeper = []
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        print(f"{'of':<24} {'1×':>7} {'4×':>7} {'16×':>7} {'growth':>12}")
        for name in wanted:
            size, document = GROWING[name]
            open_workshop(
                Workshop(folder, Config(formats=("html",), split=SPLIT.get(name, "none")), (), (), index=False)
            )
            taken = [cost(folder, document(size * factor)) for factor in (1, 4, 16)]
            growth = [taken[1] / taken[0], taken[2] / taken[1]]
            print(
                f"{name:<24} {' '.join(f'{one:7.2f}' for one in taken)} {growth[0]:6.1f} {growth[1]:5.1f}", flush=True
            )
            if growth[1] > BOUNDS.get(name, BOUND):
                steeper.append(name)
    if steeper:
        print(f"too steep: {', '.join(steeper)}")
    return int(bool(steeper))


if __name__ == "__main__":
    sys.exit(main())
