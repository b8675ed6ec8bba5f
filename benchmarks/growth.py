"""How the cost of a page grows with its document: 1×, 4× and 16× the paragraphs, notes and names.

The peer on the same input in the same run is an identity transformation by the same processor. Printed are the
ratio to the peer and the growth from size to size, which is 4 where the cost is linear.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

from lxml import etree
from timing import IDENTITY, median

from teiedit import transform
from teiedit.document import Document
from teiedit.document.positions import SourceText
from teiedit.publish import passes
from teiedit.publish.html import HtmlParameters, to_html
from teiedit.publish.text import TextParameters, to_text
from teiedit.resources import stylesheet

ROUNDS = 3
BASE = 500
HEADER = (
    "<teiHeader><fileDesc><titleStmt><title>Growth</title></titleStmt><publicationStmt><p/></publicationStmt>"
    "<sourceDesc><p/></sourceDesc></fileDesc></teiHeader>"
)
PARAGRAPH = (
    "<p>Paragraph {n} names <persName ref='#p'>somebody</persName>, has a <choice><sic>slpi</sic><corr>slip</corr>"
    "</choice> of the pen, and a note.<note type='editor' place='foot'>Note {n} with <hi rend='italic'>stress</hi>."
    "</note> It goes on for a line or two, as paragraphs do, and then it ends.</p>"
)


def document(size: int) -> Document:
    """Make a document with this many paragraphs, each with a note, a name and a correction, in divisions of 50."""
    parts = [PARAGRAPH.format(n=n) for n in range(size)]
    divisions = "".join(f"<div><head>D</head>{''.join(parts[at : at + 50])}</div>" for at in range(0, size, 50))
    data = f'<TEI xmlns="http://www.tei-c.org/ns/1.0">{HEADER}<text><body>{divisions}</body></text></TEI>'.encode()
    path = stylesheet("html.xsl").resolve()
    return Document(path, etree.fromstring(data, etree.XMLParser(huge_tree=True)), SourceText(path, data), path.parent)


def main() -> None:
    """Print one line per size and output."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "identity.xsl"
        file.write_text(IDENTITY, encoding="utf-8")
        identity = transform.compile_stylesheet(file)
    passes.preload()
    before: dict[str, float] = {}
    print(f"{'notes':>7} {'output':<8} {'CPU s':>8} {'× peer':>8} {'growth':>8}")
    for size in (BASE, BASE * 4, BASE * 16):
        source = document(size)
        plain = transform.parse(source.serialise(), "file:///growth.xml")
        peer = median(lambda plain=plain: identity.apply(plain), ROUNDS)
        node = passes.annotate(source).node
        steps = {
            "passes": lambda source=source: passes.annotate(source),
            "html": lambda node=node: to_html(node, HtmlParameters(), {}),
            "text": lambda node=node: to_text(node, TextParameters()),
        }
        for name, step in steps.items():
            taken = median(step, ROUNDS)
            growth = f"{taken / before[name]:8.1f}" if name in before else " " * 8
            print(f"{size:7} {name:<8} {taken:8.2f} {taken / peer:8.1f} {growth}")
            before[name] = taken


if __name__ == "__main__":
    main()
