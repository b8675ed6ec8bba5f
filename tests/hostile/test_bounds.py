"""Documents that are huge, deep or go round in circles: a page in bounded time and memory, or a clear refusal."""

# ruff: noqa: E501 - each document is a line
from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import html

from commands import run
from hostile.documents import document
from teiedit.config import Config
from teiedit.errors import TransformError
from teiedit.publish import passes, worker
from teiedit.publish.worker import Job, Workshop, make, open_workshop


def nested(*names: str, depth: int) -> str:
    times = depth // len(names)
    return (
        "".join(f"<{one}>" for one in names) * times + "word" + "".join(f"</{one}>" for one in reversed(names)) * times
    )


def cycle(element: str, count: int = 1000) -> str:
    return "".join(element.format(n=n, next=(n + 1) % count, before=(n - 1) % count) for n in range(count))


PAGES = {
    "many elements": "<p>word" + "<hi/>" * 60_000 + "</p>",
    "attributes": "<p " + " ".join(f'a{n}="{n}"' for n in range(100_000)) + ">word</p>",
    "a long attribute": "".join(
        f'<p {name}="{"x y; " * 60_000}">word</p>' for name in ("type", "rend", "style", "n", "xml:id", "resp")
    ),
    "many pointers in one": '<rs ref="' + "#a " * 100_000 + '">word</rs>',
    "a long word": "<p>word" + "x" * 3_000_000 + "</p>",
    "notes on one element": '<p xml:id="a">word</p>' + '<note target="#a">n</note>' * 8_000,
    "a line in many parts": "<sp><l part='I'>word</l>" + '<l part="M">x</l>' * 3000 + "</sp>",
    "speeches that share a line": "<sp><l part='I'>word</l></sp>" + '<sp><l part="M">x</l></sp>' * 3000,
    "witnesses": "<listWit>"
    + "".join(f'<witness xml:id="w{n}">W</witness>' for n in range(2000))
    + "</listWit><p><app><lem>word</lem>"
    + "".join(f'<rdg wit="#w{n}">b</rdg>' for n in range(2000))
    + "</app></p>",
    "spans that lead in a circle": "<p>word" + cycle('<addSpan xml:id="s{n}" spanTo="#s{next}"/>x') + "</p>",
    "parts that lead in a circle": cycle(
        '<p xml:id="p{n}" next="#p{next}" prev="#p{before}" exclude="#p{next}" copyOf="#p{next}">word</p>'
    ),
    "references in a circle": "<p>word" + cycle('<ref xml:id="r{n}" target="#r{next}"/>') + "</p>",
    "headings in a circle": cycle('<div xml:id="d{n}"><head>word <ptr target="#d{next}"/></head></div>', 300),
    "notes in a circle": '<p>word<note xml:id="a"><ref target="#b"/><ptr target="#a"/></note><note xml:id="b" target="#a">x</note></p>',
    "one number": '<p n="1">word</p>' * 10_000,
    "wide cells": "<table><row>" + '<cell cols="9999999" rows="99999999">word</cell>' * 1000 + "</row></table>",
    "directions": "<p>word" + "\u2066\u202e" * 50_000 + "</p>",
    "many abstracts": "<p>word</p>",
    **{
        f"deep {'/'.join(one)}": nested(*one, depth=900)
        for one in (
            ("div",),
            ("list", "item"),
            ("hi",),
            ("quote",),
            ("p", "q"),
            ("ref",),
            ("persName",),
            ("app", "lem"),
            ("choice", "sic"),
            ("note",),
            ("sp",),
            ("interpGrp",),
            ("table", "row", "cell"),
        )
    },
}
HEADERS = {"many abstracts": "<profileDesc>" + "<abstract><p>x</p></abstract>" * 2000 + "</profileDesc>"}
RULE = '<encodingDesc><listPrefixDef><prefixDef ident="x" matchPattern="{}" replacementPattern="$1"/></listPrefixDef></encodingDesc>'
for pattern in ("(a*)*b", "(a|a)*b", "(a|aa|a)+b", "(x+x+)+y"):
    PAGES[f"pattern {pattern}"] = f'<p>word <ref target="x:{"a" * 40}{"x" * 40}!">y</ref></p>'
    HEADERS[f"pattern {pattern}"] = RULE.format(pattern)


@pytest.fixture(scope="module")
def workshop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    folder = tmp_path_factory.mktemp("bounds")
    # All of them, for the tests that come after in this process, which then reads no more.
    passes.preload()
    open_workshop(Workshop(folder, Config(formats=("html",)), (), (), index=False))
    yield folder
    worker._workshop = None


@pytest.mark.parametrize("case", PAGES)
def test_a_page_is_made(workshop: Path, case: str) -> None:
    path = workshop / "document.xml"
    path.write_text(document(PAGES[case], header=HEADERS.get(case, "")), encoding="utf-8")
    (content,) = make(Job(path, workshop, "document", ("html",))).files.values()
    page = html.document_fromstring(content.decode("utf-8"), parser=html.HTMLParser(huge_tree=True))
    assert "word" in page.find(".//main").text_content()
    identifiers = page.xpath("//@id")
    assert len(identifiers) == len(set(identifiers))


def test_what_is_too_deep_for_a_page_is_said_with_its_document(workshop: Path) -> None:
    path = workshop / "deep.xml"
    path.write_text(document(nested("list", "item", depth=2000)), encoding="utf-8")
    with pytest.raises(TransformError, match=r"deep\.xml: elements are nested too deeply for a page"):
        make(Job(path, workshop, "deep", ("html",)))


def bomb(*, quadratic: bool = False) -> str:
    text = document("<p>&j;</p>" if not quadratic else "<p>" + "&a;" * 20_000 + "</p>")
    if quadratic:
        return f'<!DOCTYPE TEI [<!ENTITY a "{"a" * 100_000}">]>{text}'
    entities = "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9))
    return f'<!DOCTYPE TEI [<!ENTITY a "aaaaaaaaaa">{entities}]>{text}'


INCLUDE = '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="{}"{}/>'
REFUSED = {
    "levels": (document(nested("div", depth=5000)), "TE108"),
    "a bomb": (bomb(), "TE105"),
    "a wide bomb": (bomb(quadratic=True), "TE105"),
    "itself": (document("<p/>" + INCLUDE.format("a.xml", "")), "TE111"),
    "a file outside": (document("<p/>" + INCLUDE.format("../../secret.txt", ' parse="text"')), "TE110"),
    "an entity outside": (
        f'<!DOCTYPE TEI [<!ENTITY a SYSTEM "file:///etc/hostname">]>{document("<p>&a;</p>")}',
        "TE104",
    ),
}


@pytest.mark.parametrize("case", REFUSED)
def test_it_is_refused_with_a_finding_and_nothing_is_written(tmp_path: Path, case: str) -> None:
    text, code = REFUSED[case]
    (tmp_path / "a.xml").write_text(text, encoding="utf-8")
    (tmp_path / "teiedit.toml").write_text('documents = ["*.xml"]\n', encoding="utf-8")
    ran = run(["build"], tmp_path)
    assert ran.code in {1, 3}
    assert code in ran.out + ran.err
    assert not (tmp_path / "build").exists()
