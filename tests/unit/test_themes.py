"""What is said of themes in docs/themes.md and in teiedit.toml, and what a page carries of ours."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from teiedit import load_edition
from teiedit.config import THEMES
from teiedit.errors import ConfigError
from teiedit.publish.themes import page_css, page_script, start_script
from teiedit.resources import stylesheet

FILES = sorted([*stylesheet("html").glob("*.css"), *stylesheet("html").glob("themes/*.css")])
# 100 KB are promised; what is new should be small.
MOST_BYTES = 70_000


@pytest.mark.parametrize("theme", THEMES)
def test_style_and_script_of_a_page_are_small(theme: str) -> None:
    everything = page_css("#7a2e1d", theme=theme) + page_script() + start_script()
    assert 10_000 < len(everything.encode()) < MOST_BYTES


@pytest.mark.parametrize("theme", THEMES)
def test_nothing_of_ours_names_another_place(theme: str) -> None:
    everything = page_css("#7a2e1d", theme=theme) + page_script() + start_script()
    assert not re.search(r"url\(|@import|@font-face|fetch\(|XMLHttpRequest|sendBeacon|WebSocket|\bimport\(", everything)
    assert "http" not in page_css("#7a2e1d", theme=theme)


@pytest.mark.parametrize("theme", THEMES)
def test_braces_of_the_style_sheet_pair(theme: str) -> None:
    css = re.sub(r'"(?:\\.|[^"\\])*"', '""', page_css("#7a2e1d", theme=theme))
    depth = 0
    for brace in re.findall("[{}]", css):
        depth += 1 if brace == "{" else -1
        assert depth >= 0
    assert depth == 0


@pytest.mark.parametrize("more", ["a{} </style><script>alert(1)</script>", 'a::after { content: "</style>" }'])
def test_an_edition_s_own_rules_cannot_end_the_style_sheet(tmp_path: Path, more: str) -> None:
    (tmp_path / "own.css").write_text(more, encoding="utf-8")
    assert "</" not in page_css("#000000", more)
    assert "</" not in page_css("#000000", theme="own.css", root=tmp_path)


def test_a_theme_of_one_s_own_stands_in_place_of_ours_and_below_the_edition_s_rules(tmp_path: Path) -> None:
    (tmp_path / "own.css").write_text(":root { --paper: #abcdef; }", encoding="utf-8")
    css = page_css("#123456", "p { color: red; }", theme="own.css", root=tmp_path)
    assert "#fbf8ef" not in css
    assert re.search(r"@layer theme \{\s*:root \{ --paper: #abcdef; \}\s*\}", css)
    assert css.index("#abcdef") < css.index("--accent: #123456") < css.index("p { color: red; }")


def documented(root: Path) -> set[str]:
    return set(
        re.findall(r"^\| `(--[a-z-]+)`", (root / "docs" / "themes.md").read_text(encoding="utf-8"), re.MULTILINE)
    )


def test_every_property_is_documented(root: Path) -> None:
    used = {
        name for file in FILES for name in re.findall(r"--[a-z][a-z-]*(?=\s*[:,)])", file.read_text(encoding="utf-8"))
    }
    # What the page itself sets: how far a line is moved in, how high a note stands.
    assert used - {"--indent", "--top"} == documented(root)


def test_every_property_has_a_value_without_any_theme(root: Path) -> None:
    defaults = stylesheet("html/components.css").read_text(encoding="utf-8")
    without = {name for name in documented(root) if f"    {name}:" not in defaults}
    assert without == set()


def write_settings(folder: Path, look: str) -> None:
    (folder / "a.xml").write_text('<TEI xmlns="http://www.tei-c.org/ns/1.0"/>', encoding="utf-8")
    (folder / "teiedit.toml").write_text(f'documents = ["*.xml"]\n[look]\n{look}\n', encoding="utf-8")


def test_a_theme_is_one_of_ours_or_a_file(tmp_path: Path) -> None:
    write_settings(tmp_path, 'theme = "classical"')
    assert load_edition(tmp_path).config.theme == "classical"
    (tmp_path / "house.css").write_text("", encoding="utf-8")
    write_settings(tmp_path, 'theme = "house.css"')
    assert load_edition(tmp_path).config.theme == "house.css"


@pytest.mark.parametrize(
    ("theme", "said"),
    [
        ("antique", "look.theme must be quiet, classical, scholarly, or a .css file of your own"),
        ("house.css", 'there is no file "house.css"'),
        ("../house.css", "lies outside"),
    ],
)
def test_a_theme_that_is_none_is_told_with_its_place(tmp_path: Path, theme: str, said: str) -> None:
    folder = tmp_path / "edition"
    folder.mkdir()
    if theme.startswith(".."):
        (tmp_path / "house.css").write_text("", encoding="utf-8")
    write_settings(folder, f'theme = "{theme}"')
    with pytest.raises(ConfigError) as caught:
        load_edition(folder)
    (found,) = caught.value.report.findings
    assert said in found.message
    assert (found.location.line, found.location.column) == (3, 9)
