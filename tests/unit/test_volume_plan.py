"""What is in a volume, in which order, and what is said of settings that cannot be."""

from __future__ import annotations

from pathlib import Path

import pytest

from teiedit import load_edition
from teiedit.errors import ConfigError, InputError
from teiedit.note_series import DEFAULT_SERIES
from teiedit.publish.passes import numbered_through
from teiedit.publish.volume_plan import plan_volume
from unit.test_volume import SETTINGS, edition


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ('[volume]\ndocuments = ["none/*.xml"]', "matches no file"),
        ('[volume]\nfront = ["none.xml"]', "matches no file"),
        ('[[volume.parts]]\ntitle = "X"', "volume.parts must be"),
        ('[volume]\nname = "../x"', "volume.name must be"),
        ('[volume]\nnotes = "restarted"', "volume.notes must be"),
        ("[volume]\ncontents = 9", "volume.contents must be"),
        ("[volume]\ntitel = 'x'", "there is no setting volume.titel"),
    ],
)
def test_what_is_wrong_in_the_settings_is_said(tmp_path: Path, settings: str, said: str) -> None:
    edition(tmp_path, f'documents = ["tei/*.xml"]\n{settings}\n')
    with pytest.raises(ConfigError) as raised:
        load_edition(tmp_path)
    assert any(said in one.message and one.location and one.location.line for one in raised.value.report)


def test_documents_come_as_patterns_are_listed_and_by_date_within_one(tmp_path: Path) -> None:
    settings = SETTINGS + 'documents = ["tei/c.xml", "tei/*.xml"]\n'
    made = load_edition(edition(tmp_path, settings))
    dates = {tmp_path / f"tei/{name}.xml": date for name, date in (("a", "-0044"), ("b", "-0100-01-01"), ("c", "1911"))}
    dates = {path.resolve(): date for path, date in dates.items()}
    plan = plan_volume(made, tuple(dates), dates)
    assert [path.stem for group in plan.groups for path in group.documents] == ["c", "b", "a"]
    assert len(set(plan.prefixes.values())) == 3


def test_a_volume_without_documents_is_refused(tmp_path: Path) -> None:
    made = load_edition(edition(tmp_path))
    with pytest.raises(InputError):
        plan_volume(made, (), {})


def test_notes_that_are_counted_through_have_one_kind_of_numbers_a_series() -> None:
    found = list(numbered_through([{"editor": 2}, {"note": 3, "editor": 1}, {"note": 1}], DEFAULT_SERIES))
    kinds = found[0].kinds
    assert kinds == {"editor": "1", "note": "a"}
    assert [dict(one.begun) for one in found] == [{}, {"1": 2}, {"1": 3, "a": 3}]
