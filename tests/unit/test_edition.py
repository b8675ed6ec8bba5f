"""teiedit.toml and the files that it names. Broken ones are in tests/broken/test_settings.py."""

from __future__ import annotations

import pytest

from teiedit.config import CONFIG_NAME, Config, read_config
from teiedit.edition import expand_paths, find_root, load_edition, loose_edition, resolve_schema
from teiedit.errors import ConfigError, InputError
from teiedit.resources import bundled_schema


@pytest.fixture
def folder(tmp_path):
    for name in ("tei/a.xml", "tei/b.xml", "tei/deep/c.xml", "tei/names.xml", "notes.xml"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("<TEI/>")
    return tmp_path


def test_defaults(folder):
    (folder / "teiedit.toml").write_text("")
    edition = load_edition(folder)
    assert edition.config == Config()
    assert [path.name for path in edition.documents] == ["a.xml", "b.xml", "c.xml", "names.xml"]
    assert edition.registers == ()
    assert edition.schema is None
    assert edition.output == folder / "build"


def test_everything_said(folder):
    (folder / "teiedit.toml").write_bytes(
        b'\xef\xbb\xbftitle = "A"\r\nlanguages = ["ru", "en-GB"]\r\naddress = "https://example.org/"\r\n'
        b'documents = ["tei/*.xml"]\r\nregisters = ["tei/names.xml"]\r\nschema = "teiedit"\r\n'
        b'output.formats = ["txt"]\r\n[print]\r\ntext_size_pt = 12\r\n'
    )
    edition = load_edition(folder)
    assert edition.config.languages == ("ru", "en-GB")
    assert edition.config.formats == ("txt",)
    assert edition.config.print.text_size_pt == 12
    assert [path.name for path in edition.documents] == ["a.xml", "b.xml"]
    assert [path.name for path in edition.registers] == ["names.xml"]
    assert edition.schema == bundled_schema("teiedit")


def test_absent(tmp_path):
    with pytest.raises(ConfigError, match="does not exist"):
        read_config(tmp_path / "teiedit.toml")


def test_find_root(folder):
    (folder / "teiedit.toml").write_text("")
    assert find_root(folder / "tei" / "deep" / "c.xml") == folder
    assert find_root(folder) == folder
    assert find_root(folder.parent) is None


def test_expand_paths(folder):
    (folder / "tei" / ".hidden").mkdir()
    (folder / "tei" / ".hidden" / "d.xml").write_text("<TEI/>")
    (folder / "tei" / "e.xml").mkdir()
    names = [path.name for path in expand_paths([folder / "tei", folder / "tei" / "a.xml"])]
    assert names == ["a.xml", "b.xml", "c.xml", "names.xml"]
    with pytest.raises(InputError, match=r"holds no \.xml file"):
        expand_paths([folder / "tei" / "e.xml"])
    with pytest.raises(InputError, match="does not exist"):
        expand_paths([folder / "absent.xml"])


def test_loose_edition_is_the_folder_that_holds_all(folder):
    assert loose_edition([folder / "tei" / "deep" / "c.xml", folder / "notes.xml"]).root == folder
    assert loose_edition([folder / "tei" / "a.xml"]).root == folder / "tei"


def test_resolve_schema(folder):
    assert resolve_schema("notes.xml", folder) == folder / "notes.xml"
    assert resolve_schema("teiedit", folder) == bundled_schema("teiedit")
    assert resolve_schema("absent", folder) is None


def test_folder_outside_which_nothing_is_read(folder, tmp_path):
    inside = folder / "tei" / "deep" / "c.xml"
    assert loose_edition([inside, folder / "notes.xml"]).within(inside) == inside.parent
    (folder / CONFIG_NAME).write_text("")
    edition = load_edition(folder)
    assert edition.within(inside) == folder
    assert edition.within(folder.parent / "other" / "d.xml") == folder.parent / "other"
