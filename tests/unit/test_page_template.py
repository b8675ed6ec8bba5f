"""An edition's own frame and stylesheet: what docs/pages.md shows works, and what is wrong in them is told."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from lxml import html

from commands import document as whole
from commands import run
from teiedit.publish.page.finishing import Frame
from teiedit.publish.page.template import read_template

BODY = '<argument><p>How it went.</p></argument><p>One <fw type="catch">two</fw> three <fw type="sig">A</fw></p>'


@pytest.fixture
def examples(root: Path) -> dict[str, str]:
    """The template and the stylesheet of the documentation, by the language of their block."""
    shown = (root / "docs" / "pages.md").read_text(encoding="utf-8")
    return {kind: re.findall(rf"```{kind}\n(.*?)```", shown, re.DOTALL)[0] for kind in ("html", "xml")}


def edition(folder: Path, *, template: str = "", stylesheet: str = "", body: str = BODY) -> list[str]:
    """Write an edition with a frame or a stylesheet of its own; return the command that builds it."""
    (folder / "tei").mkdir()
    (folder / "tei" / "a.xml").write_text(whole(body), encoding="utf-8")
    look = ""
    for key, name, text in (("template", "page.html", template), ("stylesheet", "house.xsl", stylesheet)):
        if text:
            (folder / name).write_text(text, encoding="utf-8")
            look += f'{key} = "{name}"\n'
    settings = f'title = "E & Co"\n[output]\nformats = ["html"]\n[look]\n{look}'
    (folder / "teiedit.toml").write_text(settings, encoding="utf-8")
    return ["build", "--no-validate", "--verify"]


def page(folder: Path) -> html.HtmlElement:
    return html.document_fromstring((folder / "build" / "a.html").read_text(encoding="utf-8"))


def test_the_example_of_a_template_frames_each_page(tmp_path: Path, examples: dict[str, str]) -> None:
    result = run(edition(tmp_path, template=examples["html"]), tmp_path)
    assert result.code == 0, result.err
    found = page(tmp_path)
    assert found.find(".//header/p").text == "The Archive Press"
    assert " ".join(found.find(".//footer").text_content().split()) == "Broken, in: E & Co"
    assert found.get("lang") == "en"
    assert found.find(".//main/article") is not None
    assert not found.findall(".//slot")
    assert found.xpath("//meta[@http-equiv = 'Content-Security-Policy']")


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ("<html><head><slot name='head'/></head><body/></html>", "main"),
        ("<html><head/><body><slot name='main'/></body></html>", "head"),
        ("<html><head><slot name='head'/></head><body>\n<slot name='mian'/><slot name='main'/></body></html>", "mian"),
        ("<html><head><slot name='head'/></head><body><slot name='main'/>\n<slot name='main'/></body></html>", "twice"),
        ("<html><head><slot name='head'/></head><body><br>\n<slot name='main'/></body></html>", "not well-formed"),
        ("<div><slot name='main'/></div>", "begins with"),
    ],
)
def test_a_template_that_cannot_hold_a_page_is_told_before_anything_is_built(
    tmp_path: Path, wrong: str, said: str
) -> None:
    result = run(edition(tmp_path, template=wrong), tmp_path)
    assert result.code in {2, 3}
    assert "TE406" in result.out + result.err
    assert said in result.out + result.err
    assert re.search(r"page\.html:\d+:\d+", result.out + result.err)
    assert not (tmp_path / "build").exists()


def test_a_slot_is_filled_with_what_is_given_and_nothing_in_it_is_taken_for_a_slot() -> None:
    template = read_template(b'<html><body><slot name="title"/><p><slot name="main"/></p></body></html>')
    made = Frame(template).template.fill({"title": '<slot name="main"/>', "main": "x"})
    assert made.endswith('<body><slot name="main"/><p>x</p></body></html>\n')


def test_the_example_of_a_stylesheet_comes_before_ours(tmp_path: Path, examples: dict[str, str]) -> None:
    result = run(edition(tmp_path, stylesheet=examples["xml"]), tmp_path)
    assert result.code == 0, result.out + result.err
    article = page(tmp_path).find(".//article")
    (catchword,) = article.xpath(".//span[@class = 'catchword']")
    assert catchword.text == "two"
    (summary,) = article.xpath(".//div[@class = 'summary']")
    assert " ".join(summary.text_content().split()) == "Summary. How it went."
    # What it says nothing of is as always.
    assert article.xpath(".//span[contains(@class, 'fw')]")[0].text == "A"


@pytest.mark.parametrize(
    ("template", "said"),
    [
        ('<xsl:template mode="m:txt" match="p"/>', "m:txt"),
        ('<xsl:template mode="m:text" match="p["/>', "p["),
        ('<xsl:template mode="m:text" match="p">', "xsl:template"),
        ('<xsl:template mode="m:text" match="p"><xsl:call-template name="none"/></xsl:template>', "none"),
        ('<xsl:template mode="m:text" match="p"><xsl:value-of select="f:none()"/></xsl:template>', "f:none"),
        ('<xsl:template mode="m:text" match="p"><xsl:result-document href="x"/></xsl:template>', "result-document"),
    ],
)
def test_a_stylesheet_with_a_mistake_is_told_with_its_place(
    tmp_path: Path, examples: dict[str, str], template: str, said: str
) -> None:
    text = re.sub(r"<xsl:template .*</xsl:template>", lambda _: template, examples["xml"], flags=re.DOTALL)
    result = run(edition(tmp_path, stylesheet=text), tmp_path)
    line = text[: text.index(template)].count("\n") + 1
    assert result.code == 3
    assert said in result.err
    assert "house.xsl does not compile" in result.err
    (told,) = set(re.findall(r"line (\d+) column \d+ of house\.xsl", result.err))
    # Of an element that is not closed, the end of the one around it is where that is seen.
    assert abs(int(told) - line) <= 1
    assert "Traceback" not in result.err
    assert not (tmp_path / "build").exists()


@pytest.mark.parametrize(
    "reading",
    [
        "doc('../secret.xml')",
        "unparsed-text('../secret.xml')",
        "document('../secret.xml')",
        "environment-variable('HOME')",
    ],
)
def test_a_stylesheet_reads_nothing_while_it_runs(tmp_path: Path, examples: dict[str, str], reading: str) -> None:
    (tmp_path / "secret.xml").write_text("<secret>sesame</secret>", encoding="utf-8")
    template = f'<xsl:template mode="m:text" match="p"><p><xsl:value-of select="{reading}"/></p></xsl:template>'
    text = re.sub(r"<xsl:template .*</xsl:template>", lambda _: template, examples["xml"], flags=re.DOTALL)
    command = edition(tmp_path, stylesheet=text)
    command.remove("--verify")
    result = run(command, tmp_path)
    built = tmp_path / "build" / "a.html"
    assert result.code == 3 or "sesame" not in built.read_text(encoding="utf-8")
    assert not built.exists() or Path.home().as_posix() not in page(tmp_path).find(".//article").text_content()


def test_a_layer_that_makes_no_page_is_told(tmp_path: Path, examples: dict[str, str]) -> None:
    template = '<xsl:template match="/"><html/></xsl:template>'
    text = re.sub(r"<xsl:template .*</xsl:template>", lambda _: template, examples["xml"], flags=re.DOTALL)
    result = run(edition(tmp_path, stylesheet=text), tmp_path)
    assert result.code == 3
    assert "made no page" in result.err
    assert "Traceback" not in result.err
