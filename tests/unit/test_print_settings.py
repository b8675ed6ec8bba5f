"""The table [print] and themes of the press: what they may say, and what is said of mistakes."""

from __future__ import annotations

from pathlib import Path

import pytest

from teiedit.config import Config, read_config
from teiedit.edition import load_edition
from teiedit.errors import ConfigError
from teiedit.print_settings import THEMES, PrintSettings
from teiedit.print_theme import base, design, design_file, keys, read_theme
from teiedit.publish.press import Press

GOOD = 'documents = ["*.xml"]\n'


def settings(folder: Path, text: str) -> PrintSettings:
    (folder / "teiedit.toml").write_text(GOOD + text, encoding="utf-8")
    return read_config(folder / "teiedit.toml").print


def told(folder: Path, text: str, name: str = "own.toml") -> list[tuple[str, int, int, str, str]]:
    """What is found in a theme: code, line, column, message and hint."""
    (folder / name).write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError) as raised:
        read_theme(name, folder)
    found = raised.value.report.findings
    return [(one.code.id, one.location.line, one.location.column, one.message, one.hint) for one in found]


def test_everything_has_a_default() -> None:
    assert Config().print == PrintSettings()
    assert design(Config().print, Path(), "#112233")["colours"]["accent"] == "#112233"


def test_settings_are_read_with_their_tables(tmp_path: Path) -> None:
    given = settings(
        tmp_path,
        '[print]\ntheme = "octavo"\npaper = "120mm x 190mm"\nline_step = 10\nmargins.top = "18mm"\n'
        'notes = "division"\n[print.margins]\ninner = "15mm"\n'.replace('margins.top = "18mm"\n', ""),
    )
    assert given == PrintSettings("octavo", "120mm x 190mm", inner="15mm", line_step=10, notes="division")


@pytest.mark.parametrize(
    ("text", "place", "said"),
    [
        ('paper = "b5"', (3, 9), "print.paper must be a4, a5, us-letter, octavo, or a size such as 148mm x 210mm"),
        ('theme = "fancy"', (3, 9), "print.theme must be octavo, modern, office, or a .toml file of your own"),
        ("line_step = 0", (3, 13), "print.line_step must be a whole number from 1 to 100"),
        ("columns = 1.5", (3, 11), "print.columns must be a whole number from 1 to 4"),
        ('margins.inner = "2 ells"', (3, 17), "print.margins.inner must be a length such as 20mm"),
        ('margins = { top = "high" }', (3, 11), "print.margins.top must be a length such as 20mm"),
        ('margin = "2cm"', (3, 1), "there is no setting print.margin"),
        ('lines = "pages"', (3, 9), "print.lines must be one of page, division, continuous, none"),
        ('layer = "look.css"', (3, 9), "print.layer must be a .typ file"),
    ],
)
def test_a_wrong_setting_is_told_with_its_place(tmp_path: Path, text: str, place: tuple[int, int], said: str) -> None:
    with pytest.raises(ConfigError) as raised:
        settings(tmp_path, f"[print]\n{text}\n")
    (found,) = raised.value.report.findings
    assert (found.location.line, found.location.column) == place
    assert found.message == said


@pytest.mark.parametrize("key", ["theme", "fonts", "layer", "stylesheet"])
def test_a_file_that_is_named_must_be_there(tmp_path: Path, key: str) -> None:
    (tmp_path / "a.xml").write_text("<TEI/>", encoding="utf-8")
    name = {"theme": "own.toml", "layer": "own.typ"}.get(key, "own")
    (tmp_path / "teiedit.toml").write_text(f'{GOOD}[print]\n{key} = "{name}"\n', encoding="utf-8")
    with pytest.raises(ConfigError) as raised:
        load_edition(tmp_path)
    (found,) = raised.value.report.findings
    assert (found.code.id, found.location.line) == ("TE404", 3)


@pytest.mark.parametrize("name", THEMES)
def test_the_themes_that_ship_have_every_key_of_the_base(name: str) -> None:
    theme = read_theme(name, Path())
    assert {table: set(entries) for table, entries in theme.items()} == {
        table: set(entries) for table, entries in base().items()
    }


def test_every_key_is_documented() -> None:
    text = (Path(__file__).parents[2] / "xslt" / "typst" / "themes" / "base.toml").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if " = " in line and not line.startswith("#")]
    # The headings of further levels have the keys of the first.
    bare = [line.split(" = ")[0] for line in lines if "  # " not in line]
    assert set(bare) <= set(base()["head-1"])


def test_a_theme_says_only_what_differs(tmp_path: Path) -> None:
    (tmp_path / "house.toml").write_text('extends = "octavo"\n[text]\nsize = "12pt"\n', encoding="utf-8")
    (tmp_path / "series.toml").write_text('extends = "house.toml"\n[notes]\nrule = "0pt"\n', encoding="utf-8")
    theme = read_theme("series.toml", tmp_path)
    assert (theme["text"]["size"], theme["notes"]["rule"]) == ("12pt", "0pt")
    assert theme["page"]["width"] == read_theme("octavo", tmp_path)["page"]["width"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('[text]\nsise = "10pt"', ("TE402", 2, 1, "there is no setting text.sise", "Did you mean text.size?")),
        ('[txt]\nsize = "10pt"', ("TE402", 1, 2, "there is no setting txt", "Did you mean [text]?")),
        (
            '[text]\nsize = "big"',
            ("TE403", 2, 8, "text.size must be a length such as 12pt, 5mm, 1.2em or 2 lines", ""),
        ),
        ("[text]\nsize = 10", ("TE403", 2, 8, 'text.size must be a text in quotation marks: "…"', "")),
        (
            '[head-1]\ncaps = "smal"',
            ("TE403", 2, 8, "head-1.caps must be one of none, small, all", 'Did you mean "small"?'),
        ),
        ('[running]\nalign = "start"', ("TE403", 2, 9, "running.align must be one of outer, center, inner", "")),
        ('[colours]\nadded = "green"', ("TE403", 2, 9, "colours.added must be a colour such as #7a2e1d", "")),
        ('[text]\njustify = "yes"', ("TE403", 2, 11, "text.justify must be true or false", "")),
        ('[fonts]\ntext = "Arial"', ("TE403", 2, 8, 'fonts.text must be a list of texts: ["…", "…"]', "")),
        ("[page]\nsides = 7", ("TE403", 2, 9, "page.sides must be 1 or 2", "")),
        (
            'extends = "own.toml"',
            ("TE403", 1, 11, "extends must be a theme that does not itself extend this one", ""),
        ),
        (
            'extends = "../far.toml"',
            ("TE403", 1, 11, "extends must be octavo, modern, office, or a .toml file in the edition's folder", ""),
        ),
        ("[text", ("TE401", 1, 1, "expected ']' at the end of a table declaration", None)),
    ],
)
def test_a_mistake_in_a_theme_is_told_with_its_place(
    tmp_path: Path, text: str, found: tuple[str, int, int, str, str | None]
) -> None:
    ((code, line, column, message, hint),) = told(tmp_path, text)
    assert (code, line, column, message) == found[:4]
    assert found[4] is None or hint == found[4]


def test_every_mistake_of_a_theme_is_found_at_once(tmp_path: Path) -> None:
    assert [one[1] for one in told(tmp_path, '[text]\nsise = "1pt"\nsize = "x"\n[pages]\n')] == [2, 3, 4]


def test_on_other_paper_the_margins_keep_their_proportion() -> None:
    octavo = design(PrintSettings("octavo"), Path(), "#000000")
    larger = design(PrintSettings("octavo", "270mm x 216mm"), Path(), "#000000")
    assert float(larger["margins"]["inner"][:-2]) == pytest.approx(2 * float(octavo["margins"]["inner"][:-2]), rel=1e-3)
    assert larger["margins"]["top"] == octavo["margins"]["top"]
    given = design(PrintSettings("octavo", "a4", inner="10mm"), Path(), "#000000")
    assert given["margins"]["inner"] == f"{10 * 72 / 25.4:.4f}pt"


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"outer": "130mm"}, "margins inner and outer of the printed page leave nothing of its width"),
        ({"top": "150mm", "bottom": "45mm"}, "margins top and bottom of the printed page leave 21 mm of its height"),
    ],
)
def test_margins_that_leave_no_room_are_refused(given: dict[str, str], said: str) -> None:
    with pytest.raises(ConfigError, match=said):
        Press(PrintSettings("octavo", **given)).check()  # type: ignore[arg-type]


def test_sizes_and_leadings_follow_the_size_of_the_text() -> None:
    told_of = design(PrintSettings(text_size_pt=20), Path(), "#000000")
    assert told_of["text"]["size"] == "20.0000pt"
    assert told_of["small"]["size"] == "17.6000pt"
    # A line of the text, whatever the size of what stands in it.
    assert told_of["small"]["leading"] == told_of["text"]["leading"]


def test_the_design_is_the_same_file_for_the_same_settings() -> None:
    made = [design_file(design(PrintSettings("modern"), Path(), "#000000")) for _ in range(2)]
    assert made[0] == made[1]


def test_every_key_has_a_kind() -> None:
    assert all(
        setting.kind == "truth" or setting.says or setting.choices or setting.kind in ("text", "texts")
        for setting in keys().values()
    )


def test_fonts_of_which_none_is_there_are_told_with_their_place(tmp_path: Path) -> None:
    (tmp_path / "own.toml").write_text(
        'extends = "modern"\n[fonts]\nheads = ["None", "libertinus serif"]\ntext = ["Libertine Serif"]\n',
        encoding="utf-8",
    )
    with pytest.raises(ConfigError) as raised:
        Press(PrintSettings("own.toml"), tmp_path).check()
    (found,) = raised.value.report.findings
    assert (found.code.id, found.location.line, found.location.column) == ("TE403", 4, 8)
    assert found.message.startswith("fonts.text must be fonts that are there: DejaVu Sans Mono, Libertinus Serif, New")
    assert found.hint == 'Did you mean "Libertinus Serif"?'
