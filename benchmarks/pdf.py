"""What a PDF costs: as the book grows, beside other presses, with an apparatus, and after a change of one word.

The book has a note on each page and is made of English words, so that lines break as they do in life.

    growth      CPU seconds, pages a second and peak memory at 10, 100, 500 and 2,000 pages, each in its own process
    peers       the same text at 400 pages by WeasyPrint and by two passes of XeLaTeX, where they are installed
    apparatus   a book of 50 pages with 500 entries and two series of notes, beside the same book without entries
    change      one word of a book of 400 pages, as a volume and as one document, with a compiler that remembers it

The process ends with 1 where a bound is not kept. WEASYPRINT names a Python that has it, if this one has not.

Run: python benchmarks/pdf.py [NAME …]
"""

from __future__ import annotations

import json
import os
import random
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from teiedit.publish.volume import Chapter

SIZES = (10, 100, 500, 2000)
PEER_PAGES = 400
# What must hold: at most so much more CPU for five times the pages, and for 20 times; as much CPU as others at most …
BOUND_GROWTH = 1.35
BOUND_WEASYPRINT = 1 / 8
BOUND_XELATEX = 0.8
BOUND_APPARATUS = 2.5
# Of a volume; in one long document all is styled and broken into pages again that is not a paragraph.
BOUND_CHANGE = 1 / 8
BOUND_CHANGE_DOCUMENT = 0.3
WORDS_A_PAGE = 440
# As often as they are in English prose: of three words, two are of the first list.
_COMMON = (
    "the of and to in a that it is was he for on with as his they be at one have this from or had by not but what all"
    " were when we there can an your which their said if do will each about how up out them then she many some so"
)
_RARE = (
    "letter house morning received yesterday government remember consider travelling children evening minister"
    " received manuscript excellent opinion necessary everything particular business acquaintance afternoon answer"
    " beautiful character circumstances conversation difficult especially expected friendship gentleman handwriting"
    " immediately impossible interesting journey knowledge language library literature marriage moment neighbour"
    " observation paper people perhaps pleasure political possible publisher question reading reason remarkable"
    " satisfaction situation society something station thought together translation understand university weather"
    " window without writing printed garden river mountain village winter summer paint music theatre bread horse"
)
COMMON, RARE = _COMMON.split(), _RARE.split()
HEAD = (
    "<teiHeader><fileDesc><titleStmt><title>A Book</title></titleStmt><publicationStmt><p>P</p></publicationStmt>"
    "<sourceDesc><p>S</p></sourceDesc></fileDesc></teiHeader>"
)
# A paragraph: its text, and the note after its first sentence, which may be empty.
Paragraph = tuple[str, str, str]


def words(count: int, chance: random.Random) -> str:
    """Return so many words."""
    return " ".join(chance.choice(COMMON if chance.random() < 2 / 3 else RARE) for _ in range(count)).capitalize() + "."


def book(pages: int) -> list[list[Paragraph]]:
    """Return chapters of ten pages, with four paragraphs a page and a note in one of them."""
    chance = random.Random(66)

    def paragraph(number: int) -> Paragraph:
        note = words(24, chance) if number % 4 == 0 else ""
        return words(30, chance), note, words(WORDS_A_PAGE // 4 - 30, chance)

    return [[paragraph(number) for number in range(40)] for _ in range(max(1, pages // 10))]


def as_tei(chapters: list[list[Paragraph]]) -> str:
    """Return a book as TEI."""

    def note(text: str) -> str:
        return f'<note place="foot">{text}</note>' if text else ""

    made = (
        f"<div><head>Chapter {number}</head>{''.join(f'<p>{a}{note(n)} {b}</p>' for a, n, b in chapter)}</div>"
        for number, chapter in enumerate(chapters, start=1)
    )
    text = f"<text><body>{''.join(made)}</body></text>"
    return f'<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="en">{HEAD}{text}</TEI>'


def as_html(chapters: list[list[Paragraph]]) -> str:
    """Return a book as HTML for paged media, with what our pages have: contents, running heads, numbers, calls."""
    style = (
        "@page { size: A4; margin: 30mm 40mm 34mm; @top-right { content: string(t); font: italic 8.8pt serif }"
        " @bottom-center { content: counter(page) ' / ' counter(pages); font: 8.8pt serif } }"
        " .n { float: footnote; font-size: 84% } p { margin: 0; text-indent: 1.2em; text-align: justify; hyphens: auto;"
        " font: 10.5pt/1.35 serif; orphans: 2; widows: 2 } h1 { string-set: t content() }"
        " nav a::after { content: leader('.') target-counter(attr(href), page) }"
    )
    contents = "".join(f"<div><a href='#c{n}'>Chapter {n}</a></div>" for n in range(1, len(chapters) + 1))
    made = (
        f"<h2 id=c{number}>Chapter {number}</h2>"
        + "".join(f"<p>{a}{f'<span class=n>{n}</span>' if n else ''} {b}</p>" for a, n, b in chapter)
        for number, chapter in enumerate(chapters, start=1)
    )
    head = f"<html lang=en><title>A Book</title><style>{style}</style><body><h1>A Book</h1><nav>{contents}</nav>"
    return head + "".join(made) + "</body></html>"


def as_latex(chapters: list[list[Paragraph]]) -> str:
    """Return a book as LaTeX."""
    head = (
        "\\documentclass[a4paper,11pt]{article}\\usepackage{fontspec}\\usepackage[margin=38mm]{geometry}"
        "\\usepackage{fancyhdr}\\pagestyle{fancy}\\fancyhead[R]{A Book}\\usepackage{hyperref}"
        "\\begin{document}\\tableofcontents\n"
    )

    def note(text: str) -> str:
        return "\\footnote{" + text + "}" if text else ""

    made = (
        "\\section{Chapter " + str(number) + "}\n" + "\n\n".join(f"{a}{note(n)} {b}" for a, n, b in chapter)
        for number, chapter in enumerate(chapters, start=1)
    )
    return head + "\n".join(made) + "\\end{document}\n"


def critical(entries: int) -> str:
    """Return a book of 50 pages with so many entries of an apparatus, and notes of two series."""
    chance = random.Random(12)
    parts: list[str] = []
    for number in range(200):
        pieces = []
        for _ in range(5):
            lemma, rest = words(1, chance)[:-1].lower(), words(20, chance)
            entry = f'<app><lem wit="#A">{lemma}</lem><rdg wit="#B">{words(1, chance)[:-1].lower()}</rdg></app>'
            pieces.append(f"{entry if len(pieces) * 1000 < entries * 2 else lemma} {rest}")
        series = "author" if number % 2 else "editor"
        parts.append(f'<p>{" ".join(pieces)}<note place="foot" type="{series}">{words(12, chance)}</note></p>')
    source = '<p/><listWit><witness xml:id="A">A</witness><witness xml:id="B">B</witness></listWit>'
    head = HEAD.replace("<p>S</p>", source)
    body = f"<text><body><div>{''.join(parts)}</div></body></text>"
    return f'<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="en">{head}{body}</TEI>'


def press(path: Path) -> dict[str, float]:
    """Make the PDF of a document in this process; return what it took."""
    from teiedit.config import Config  # noqa: PLC0415 - counted
    from teiedit.publish.worker import Job, Workshop, make, open_workshop  # noqa: PLC0415

    open_workshop(Workshop(path.parent, Config(formats=("pdf",)), (), (), index=False))
    begun = time.perf_counter()
    made = make(Job(path, path.parent, path.stem, ("pdf",)))
    (path.with_suffix(".pdf")).write_bytes(made.files[f"{path.stem}.pdf"])
    return {"wall": time.perf_counter() - begun}


def run(command: list[str], folder: Path) -> tuple[float, int]:
    """Run a command; return the CPU seconds of it and of its children, and the peak of memory in MB."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    code = (
        "import resource, subprocess, sys\n"
        "done = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL)\n"
        "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)\n"
        "sys.exit(done.returncode)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, *command], cwd=folder, capture_output=True, text=True, check=True
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return cpu, int(done.stdout.split()[-1]) // 1024


def pressed(text: str, folder: Path) -> tuple[float, int, int]:
    """Make a PDF in a process of its own; return CPU seconds, memory in MB and pages."""
    path = folder / "book.xml"
    path.write_text(text, encoding="utf-8")
    cpu, memory = run([sys.executable, __file__, "--press", str(path)], folder)
    return cpu, memory, pages_of(path.with_suffix(".pdf"))


def pages_of(path: Path) -> int:
    """Count the pages of a PDF."""
    import pikepdf  # noqa: PLC0415 - of the tests

    with pikepdf.open(path) as pdf:
        return len(pdf.pages)


def growth(folder: Path) -> bool:
    """Print a line for each size."""
    print(f"{'pages':>6} {'CPU s':>8} {'pages/s':>8} {'MB':>7} {'ms a page':>10}")
    each: dict[int, float] = {}
    for size in SIZES:
        cpu, memory, pages = pressed(as_tei(book(size)), folder)
        each[size] = cpu / pages
        print(f"{pages:6} {cpu:8.2f} {pages / cpu:8.0f} {memory:7} {1000 * cpu / pages:10.2f}", flush=True)
    return each[SIZES[-1]] <= BOUND_GROWTH * each[SIZES[1]]


def peers(folder: Path) -> bool:
    """Print a line for each press."""
    chapters = book(PEER_PAGES)
    ours, memory, pages = pressed(as_tei(chapters), folder)
    print(f"{'teiedit':<12} {pages:5} pages {ours:8.2f} CPU s {memory:6} MB", flush=True)
    is_kept = True
    for name, make, bound in (
        ("WeasyPrint", weasyprint, BOUND_WEASYPRINT),
        ("XeLaTeX ×2", xelatex, BOUND_XELATEX),
    ):
        told = make(chapters, folder)
        if told is None:
            print(f"{name:<12} is not installed")
            continue
        cpu, memory, pages = told
        is_kept &= ours <= bound * cpu
        print(f"{name:<12} {pages:5} pages {cpu:8.2f} CPU s {memory:6} MB; ours {ours / cpu:.2f} of it", flush=True)
    return is_kept


def weasyprint(chapters: list[list[Paragraph]], folder: Path) -> tuple[float, int, int] | None:
    """Set a book with WeasyPrint."""
    python = os.environ.get("WEASYPRINT", sys.executable)
    if subprocess.run([python, "-c", "import weasyprint"], capture_output=True, check=False).returncode:
        return None
    (folder / "book.html").write_text(as_html(chapters), encoding="utf-8")
    code = "import weasyprint; weasyprint.HTML('book.html').write_pdf('weasyprint.pdf', pdf_variant='pdf/ua-1')"
    return *run([python, "-c", code], folder), pages_of(folder / "weasyprint.pdf")


def xelatex(chapters: list[list[Paragraph]], folder: Path) -> tuple[float, int, int] | None:
    """Set a book with two passes of XeLaTeX, which a table of contents needs."""
    if shutil.which("xelatex") is None:
        return None
    (folder / "latex.tex").write_text(as_latex(chapters), encoding="utf-8")
    passes = [run(["xelatex", "-interaction=batchmode", "latex.tex"], folder) for _ in range(2)]
    return sum(cpu for cpu, _ in passes), max(memory for _, memory in passes), pages_of(folder / "latex.pdf")


def apparatus(folder: Path) -> bool:
    """Print what entries cost."""
    without, _, pages = pressed(critical(0), folder)
    print(f"without entries {pages:4} pages {without:7.2f} CPU s", flush=True)
    cpu, memory, pages = pressed(critical(500), folder)
    print(f"500 entries     {pages:4} pages {cpu:7.2f} CPU s {memory:6} MB; {cpu / without:.2f} times", flush=True)
    return cpu <= BOUND_APPARATUS * without


def change(folder: Path) -> bool:
    """Print what the change of one word costs where everything is remembered: in a volume, in one long document."""
    chapters = book(PEER_PAGES)
    return _changed("a volume", [[one] for one in chapters], folder) & _changed("one document", [chapters], folder)


def _changed(name: str, documents: list[list[list[Paragraph]]], folder: Path) -> bool:
    """Do what the workers of `build --watch` do, in this process; what has not changed they do not read again."""
    from teiedit.config import Config  # noqa: PLC0415 - counted
    from teiedit.publish.volume import Group, VolumePlan  # noqa: PLC0415
    from teiedit.publish.worker import Job, Workshop, make, make_volume, open_workshop  # noqa: PLC0415
    from teiedit.volume_settings import VolumeSettings  # noqa: PLC0415

    texts = {folder / f"{number:03}.xml": as_tei(one) for number, one in enumerate(documents)}
    is_volume = len(texts) > 1
    plan = VolumePlan(VolumeSettings(), "A Book", (Group("", tuple(texts)),)) if is_volume else None
    open_workshop(Workshop(folder, Config(formats=() if is_volume else ("pdf",)), (), (), index=False, volume=plan))
    jobs = [
        Job(path, folder, path.stem, () if plan else ("pdf",), plan.prefixes[path] if plan else "") for path in texts
    ]
    for path, text in texts.items():
        path.write_text(text, encoding="utf-8")
    chosen = jobs[len(jobs) // 2]
    text = texts[chosen.path]
    at = text.index("</p>", len(text) // 2)
    chapters: dict[Path, Chapter | None] = {}
    times: list[float] = []
    for word in ("", " verbum", " aliud", " tertium", " quartum", " quintum"):
        chosen.path.write_text(text[:at] + word + text[at:], encoding="utf-8")
        begun = time.process_time()
        chapters |= {job.path: make(job).chapter for job in ([chosen] if times else jobs)}
        if is_volume:
            make_volume([one for one in chapters.values() if one], jobs)
        times.append(time.process_time() - begun)
    cold, warm = times[0], statistics.median(times[1:])
    print(f"{name}: cold {cold:.2f} CPU s, a word changed {warm:.2f}: {warm / cold:.3f} of it")
    return warm <= (BOUND_CHANGE if is_volume else BOUND_CHANGE_DOCUMENT) * cold


BENCHMARKS: dict[str, Callable[[Path], bool]] = {
    "growth": growth,
    "peers": peers,
    "apparatus": apparatus,
    "change": change,
}


def main() -> int:
    """Run what is named, or everything."""
    if sys.argv[1:2] == ["--press"]:
        print(json.dumps(press(Path(sys.argv[2]))))
        return 0
    missed = []
    for name in sys.argv[1:] or BENCHMARKS:
        print(f"— {name}")
        with tempfile.TemporaryDirectory() as folder:
            if not BENCHMARKS[name](Path(folder)):
                missed.append(name)
    if missed:
        print(f"bound not kept: {', '.join(missed)}")
    return int(bool(missed))


if __name__ == "__main__":
    sys.exit(main())
