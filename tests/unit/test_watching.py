"""What is built again after a change: no less than what shows it, and no more."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from teiedit import load_edition
from teiedit.publish.build import BuildOptions, build_edition
from teiedit.publish.watching import Round, Watch

LETTER = (
    '<TEI xmlns="http://www.tei-c.org/ns/1.0"{more}><teiHeader><fileDesc><titleStmt><title>{title}</title></titleStmt>'
    "<publicationStmt><p>P</p></publicationStmt><sourceDesc><p>S</p></sourceDesc></fileDesc></teiHeader>"
    "<text><body>{body}</body></text></TEI>"
)
INCLUDES = ' xmlns:xi="http://www.w3.org/2001/XInclude"'
SETTINGS = 'documents = ["*.xml"]\nregisters = ["people.reg"]\n[output]\nformats = ["txt"]\n'
PEOPLE = LETTER.replace(
    "<text>",
    '<standOff><listPerson><person xml:id="p"><persName>{title}</persName></person></listPerson></standOff><text>',
)

WHOLE = {"a.txt", "b.txt", "people.txt"}


def letter(body: str = "<p>Words.</p>", title: str = "A letter", more: str = "") -> str:
    return LETTER.format(body=body, title=title, more=more)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "teiedit.toml").write_text(SETTINGS, encoding="utf-8")
    (tmp_path / "a.xml").write_text(letter(), encoding="utf-8")
    part = '<p>B</p><xi:include href="parts/part.txt" parse="text"/>'
    (tmp_path / "b.xml").write_text(letter(f"<div>{part}</div>", more=INCLUDES), encoding="utf-8")
    (tmp_path / "parts").mkdir()
    (tmp_path / "parts" / "part.txt").write_text("part", encoding="utf-8")
    (tmp_path / "people.reg").write_text(PEOPLE.format(body="<p/>", title="Jane", more=""), encoding="utf-8")
    return tmp_path


class Scene:
    """An edition that is watched; what is done to its files is done while the watch pauses."""

    def __init__(self, folder: Path, watch: Watch) -> None:
        self._folder = folder
        self._act: Callable[[], object] = lambda: None
        self._rounds: Iterator[Round] = watch.rounds(self._pause)

    def _pause(self, _seconds: float) -> None:
        act, self._act = self._act, lambda: None
        act()

    def begin(self) -> Round:
        return next(self._rounds)

    def after(self, *changes: tuple[str, str]) -> Round:
        def act() -> None:
            for name, text in changes:
                (self._folder / name).write_text(text, encoding="utf-8")

        self._act = act
        return next(self._rounds)


def names(done: Round) -> set[str]:
    assert done.result is not None
    return {path.name for path in done.result.written}


def codes(done: Round) -> set[str]:
    assert done.result is not None
    return {one.code.id for one in done.result.report.findings}


def test_a_change_is_built_with_all_that_shows_it_and_no_more(folder: Path) -> None:
    with Watch(lambda: (load_edition(folder), ()), BuildOptions(validate=False, workers=1)) as watch:
        scene = Scene(folder, watch)
        assert names(scene.begin()) == WHOLE

        done = scene.after(("a.xml", letter("<p>Other words.</p>")))
        assert (done.changed, names(done)) == ((folder / "a.xml",), {"a.txt"})
        assert "Other words." in (folder / "build" / "a.txt").read_text(encoding="utf-8")

        # An included part is its document's.
        assert names(scene.after(("parts/part.txt", "another part"))) == {"b.txt"}

        # Other pages have the title of a document, and what the register says.
        assert names(scene.after(("a.xml", letter(title="Another letter")))) == WHOLE
        assert names(scene.after(("people.reg", PEOPLE.format(body="<p/>", title="John", more="")))) == WHOLE

        # One more document; a file that nothing names is nobody's.
        assert names(scene.after(("notes.md", "x"), ("c.xml", letter()))) == WHOLE | {"c.txt"}

        # A change of two files is one.
        both = scene.after(("a.xml", letter("<p>1</p>", "Another letter")), ("c.xml", letter("<p>2</p>")))
        assert names(both) == {"a.txt", "c.txt"}


def test_a_volume_that_is_bound_again_is_the_one_that_would_be_made_anew(folder: Path) -> None:
    options = BuildOptions(validate=False, workers=1, volume=True)
    bound = folder / "build" / "volume.pdf"
    with Watch(lambda: (load_edition(folder), ()), options) as watch:
        scene = Scene(folder, watch)
        assert "volume.pdf" in names(scene.begin())
        first = bound.read_bytes()
        # Words of one document; a part of another; a mark in the first that the other points to; the register.
        to_a = LETTER.format(title="B", body='<p>See <ref target="a.xml#there">there</ref>.</p>', more="")
        for change in (
            ("a.xml", letter('<p>Other words, <seg xml:id="there">here</seg>.<note>1</note></p>')),
            ("parts/part.txt", "another part"),
            ("b.xml", to_a),
            ("a.xml", letter('<p>Words, <seg xml:id="there">here</seg>.<note>1</note><note>2</note></p>')),
            ("people.reg", PEOPLE.format(body="<p/>", title="John", more="")),
        ):
            scene.after(change)
            again = bound.read_bytes()
            build_edition(load_edition(folder), (), replace(options, directory=folder / "anew"))
            assert again == (folder / "anew" / "volume.pdf").read_bytes(), change
            shutil.rmtree(folder / "anew")
        assert again != first


def test_the_watch_goes_on_after_mistakes(folder: Path) -> None:
    with Watch(lambda: (load_edition(folder), ()), BuildOptions(validate=False, workers=1)) as watch:
        scene = Scene(folder, watch)
        scene.begin()

        broken = scene.after(("a.xml", letter("<p>")))
        assert (codes(broken), names(broken)) == ({"TE101"}, set())
        assert names(scene.after(("a.xml", letter("<p>Mended.</p>")))) == {"a.txt"}

        wrong = scene.after(("teiedit.toml", SETTINGS.replace("txt", "doc")))
        assert wrong.result is None
        assert wrong.error is not None
        # What changes while the settings are wrong is not lost.
        assert scene.after(("a.xml", letter("<p>Later.</p>"))).error is not None
        assert names(scene.after(("teiedit.toml", SETTINGS))) == WHOLE
        assert "Later." in (folder / "build" / "a.txt").read_text(encoding="utf-8")


def test_an_edition_that_is_wrong_from_the_beginning_is_built_when_it_is_right(folder: Path) -> None:
    (folder / "b.xml").write_text("<TEI", encoding="utf-8")
    with Watch(lambda: (load_edition(folder), ()), BuildOptions(validate=False, workers=1)) as watch:
        scene = Scene(folder, watch)
        assert "TE101" in codes(scene.begin())
        assert names(scene.after(("b.xml", letter()))) == WHOLE
